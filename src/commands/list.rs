use clap_complete::engine::ArgValueCompleter;

use crate::core::fields::FIELD_NAMES;
use crate::core::remark::RemarkCode;
use crate::core::sla::Board;
use crate::core::sort::{self, sort};
use crate::core::ticket::Ticket;
use crate::core::told::Usage;
use crate::core::words::{listed, nearest};
use crate::desk::Desk;
use crate::render::{Format, tickets};

use super::arguments::Past;
use super::candidates::queries;
use super::files::Files;
use super::verb::{Forms, Verb};

/// List tickets
///
/// Without a status in the query, only tickets that are worked on. Terms of a
/// query stand side by side and must all hold:
///
///   status:open,waiting   priority:P1   customer:coop-andina   assignee:me
///   -tag:complaint        assignee:none    category:invoicing  freight
///   opened:2026-10        resolved:last-month            promised_on:tomorrow
///   'opened:>=2026-10-01' 'updated:<-30d'                opened:2026-10-01..
///   'priority:<=P2'       'impact:>=medium'  'tier:>1'   'estimate:>2h'
///   overdue               at-risk          breached      'due:<=2026-11-30'
///   unmerged
///
/// Days, instants, numbers and durations compare as they are, a priority by its
/// number (P1 and P2 are <=P2), impact and urgency by how severe they are; other
/// fields have no order and say so. Titles, components and environments hold
/// when they contain what is asked for, whatever its case and accents. A comma
/// or a space of a value stands in quotes: 'tag:"late, again"'.
///
/// The last line but one asks for the clocks of the contracts, the last for what a
/// merge left to somebody: a value under `unmerged:`, a text under `#### Unmerged`, a
/// step without effect. "overdue" in quotes is text. A wide terminal shows what is due next, `--columns id,due,sla,title`
/// does so anywhere.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
#[allow(clippy::doc_markdown)] // People read it as it stands.
pub(super) struct Args {
    /// What to look for; a minus before a term is its opposite
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(queries))]
    query: Vec<String>,
    /// Also tickets that have ended
    #[arg(long)]
    all: bool,
    /// Sort by this field, or by what is due next; a minus before it turns the order
    #[arg(
        long,
        value_name = "FIELD",
        default_value = "priority",
        allow_hyphen_values = true
    )]
    sort: String,
    /// Show these fields
    #[arg(long, value_name = "FIELD,...", value_delimiter = ',')]
    columns: Vec<String>,
    /// Show no more than this many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    pub(super) files: Files,
    #[command(flatten)]
    pub(super) past: Past,
}

impl Verb for Args {
    fn forms(&self) -> Forms<'_> {
        Forms::of("list", Format::COMMON).into_files(&self.files)
    }

    fn past(&self) -> Option<&Past> {
        Some(&self.past)
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let mut query = desk.books.parse_query(&self.query.join(" "))?;
        let is_active = !self.all && !query.asks_for_status();
        if is_active {
            query = query.and_active();
        }
        let by_clocks = sort::asks_for_clocks(&self.sort);
        let with_clocks = by_clocks || shows_clocks(&self.columns, desk);
        let is_of_fields = !with_clocks
            && !sort::asks_for_events(&self.sort)
            && !tickets::asks_for_events(&self.columns);
        let mut found = if is_of_fields {
            desk.books.fields_matching(&query)?
        } else {
            desk.books.matching(&query)?
        };
        let total = found.len();
        let limit = self.limit.unwrap_or(total);
        let board = if by_clocks {
            let board = desk.books.board(&found);
            sort(&mut found, &self.sort, &desk.books.policy, &board)?;
            found.truncate(limit);
            board
        } else {
            sort(
                &mut found,
                &self.sort,
                &desk.books.policy,
                &Board::default(),
            )?;
            found.truncate(limit);
            if with_clocks {
                desk.books.board(&found)
            } else {
                Board::default()
            }
        };
        known_columns(&self.columns, &found)?;
        let delivery = self.files.delivery();
        let answer = tickets::list(&found, &self.columns, &board, desk.scene());
        if found.len() < total {
            let shown = format!("{} of {total} shown.", found.len());
            desk.beside(RemarkCode::Limit, shown);
        }
        desk.deliver(answer, &delivery)?;
        if total == 0 && !desk.wants_data() {
            let hint = if is_active {
                "; --all looks at those that have ended too"
            } else {
                ""
            };
            desk.remark(&format!("No ticket found{hint}."));
        }
        Ok(())
    }
}

/// Contracts are read for a list that shows clocks, and for no other.
fn shows_clocks(columns: &[String], desk: &Desk) -> bool {
    let mut of_clocks = tickets::OF_CLOCKS.iter();
    if columns.is_empty() {
        desk.has_room(tickets::ROOM_FOR_CLOCKS)
    } else {
        of_clocks.any(|name| columns.iter().any(|column| column == name))
    }
}

/// A column is a field, or a key that one of the tickets has.
fn known_columns(columns: &[String], found: &[Ticket]) -> anyhow::Result<()> {
    let known = || {
        FIELD_NAMES
            .iter()
            .copied()
            .chain(["id", "opened", "updated"])
            .chain(tickets::OF_CLOCKS)
            .chain(tickets::OF_SOURCE)
    };
    let is_own = |name: &String| {
        found
            .iter()
            .any(|ticket| ticket.fields.extra.contains_key(name))
    };
    let unknown = columns
        .iter()
        .find(|name| !known().any(|known| known == *name) && !is_own(name));
    match unknown {
        Some(name) if !found.is_empty() => Err(Usage {
            what: format!("`{name}` is not a column"),
            hint: Some(meant(name, known())),
        }
        .into()),
        _ => Ok(()),
    }
}

/// What an unknown column was probably meant to be: a heading is not a name.
fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let headed = known
        .clone()
        .find(|known| tickets::heading(known).eq_ignore_ascii_case(name));
    match headed.or_else(|| nearest(name, known.clone())) {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => format!("it may be {}", listed(&known.collect::<Vec<_>>(), "or")),
    }
}
