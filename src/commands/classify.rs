use crate::core::lifecycle::classify;
use crate::desk::Desk;

use super::arguments::{Judgement, References};
use super::verb::Verb;

/// Judge kind, category, service, and the priority that follows
///
/// Impact and urgency are asked for the first time, unless the kind has
/// defaults; the priority follows from the store's matrix. --priority
/// overrides it, with a reason, until impact, urgency or kind are judged again.
/// A service that the customer's contract does not cover is remarked on, and
/// not refused: nothing is promised about it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    judgement: Judgement,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let class = self.judgement.read(desk)?;
        let references = self.references.read(desk)?;
        desk.books
            .admit_service_of(&references, class.service.as_deref())?;
        let outcome = desk.change(&references, |ticket, stamp| {
            classify(ticket, &class, &desk.books.policy, stamp)
        })?;
        desk.tell_changes(&outcome)?;
        desk.remark_scope(&outcome);
        Ok(())
    }
}
