use crate::core::fields::FIELD_NAMES;
use crate::core::sort::sort;
use crate::core::ticket::Ticket;
use crate::core::words::{listed, nearest};
use crate::desk::Desk;
use crate::error::Usage;
use crate::render::tickets;

use super::arguments::Past;
use super::files::Files;

/// List tickets
///
/// Without a status in the query, only tickets that are worked on. Terms of a
/// query stand side by side and must all hold:
///
///   status:open,waiting   priority:P1   customer:coop-andina   assignee:me
///   opened:>=2026-10-01   opened:2026-10   updated:<-30d   resolved:last-month
///   -tag:complaint        assignee:none    category:invoicing  freight
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// What to look for; a minus before a term is its opposite
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Also tickets that have ended
    #[arg(long)]
    all: bool,
    /// Sort by this field; a minus before it turns the order
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

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let mut query = desk.parse_query(&args.query.join(" "))?;
    let is_active = !args.all && !query.asks_for_status();
    if is_active {
        query = query.and_active();
    }
    let mut found = desk.matching(&query)?;
    sort(&mut found, &args.sort, &desk.policy)?;
    known_columns(&args.columns, &found)?;
    let total = found.len();
    found.truncate(args.limit.unwrap_or(total));
    let answer = tickets::list(&found, &args.columns, desk.now())?;
    desk.deliver(&answer, &args.files.delivery())?;
    if total == 0 && !desk.wants_data() {
        let hint = if is_active {
            "; --all looks at those that have ended too"
        } else {
            ""
        };
        desk.remark(&format!("No ticket found{hint}."));
    }
    if found.len() < total {
        desk.remark(&format!("{} of {total} shown.", found.len()));
    }
    Ok(())
}

/// A column is a field, or a key that one of the tickets has.
fn known_columns(columns: &[String], found: &[Ticket]) -> anyhow::Result<()> {
    let known = || {
        FIELD_NAMES
            .iter()
            .copied()
            .chain(["id", "opened", "updated"])
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
