use clap_complete::engine::ArgValueCompleter;

use crate::core::fields::Status;
use crate::core::next::{self, Item, unmerged, wanted};
use crate::core::remark::RemarkCode;
use crate::core::words::counted;
use crate::desk::Desk;
use crate::render::{self, Format};

use super::arguments::Past;
use super::candidates::queries;
use super::files::Files;
use super::verb::{Forms, Verb};

/// Show what to do next, with the command to type
///
/// First what a merge left to somebody: values and texts that lost and are kept in
/// the ticket until they are taken out, a step that has no effect until another is
/// taken. Then what is overdue and at risk, then what runs by the time it is due, then
/// what came due otherwise: dates promised to customers, waits whose end
/// has come, customers silent for the contract's `silence: {remind}`, resolved
/// tickets silent for its `close`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which tickets, as `list` takes it; without a status those worked on and resolved
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(queries))]
    query: Vec<String>,
    /// Only tickets of whoever acts
    #[arg(long)]
    mine: bool,
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
        Forms::of("next", Format::COMMON).into_files(&self.files)
    }

    fn past(&self) -> Option<&Past> {
        Some(&self.past)
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let mut query = desk.books.parse_query(&self.query.join(" "))?;
        if !query.asks_for_status() {
            query = query.and_status(|status| status.is_active() || status == Status::Resolved);
        }
        if self.mine {
            query = query.and_assignee(&desk.books.agent()?);
        }
        let scene = desk.scene();
        let of_merges = query.clone().and_unmerged();
        let (wanted, unmerged) = desk.books.by_agreements(|agreements| {
            let wanted = desk
                .books
                .each_matching(&query, |ticket| wanted(&ticket, agreements, scene.as_of))?;
            let unmerged = desk
                .books
                .each_matching(&of_merges, |ticket| unmerged(&ticket, agreements))?;
            Ok((wanted, unmerged))
        })?;
        let looked_at = wanted.len();
        let mut items: Vec<Item> = unmerged.into_iter().flatten().collect();
        for wanted in wanted {
            items.extend(wanted?);
        }
        next::sort(&mut items);
        let total = items.len();
        items.truncate(self.limit.unwrap_or(total));
        let delivery = self.files.delivery();
        let answer = render::next::next(&items, scene);
        if items.len() < total {
            let shown = format!("{} of {total} shown.", items.len());
            desk.beside(RemarkCode::Limit, shown);
        }
        desk.deliver(answer, &delivery)?;
        if total == 0 && !desk.wants_data() {
            let open = counted(looked_at, "ticket");
            desk.remark(&format!("Nothing is due; {open} looked at."));
        }
        Ok(())
    }
}
