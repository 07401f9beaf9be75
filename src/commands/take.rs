use crate::core::lifecycle::take;
use crate::desk::Desk;

use super::arguments::References;
use super::verb::Verb;

/// Work on a ticket yourself
///
/// It is assigned to you, and the record says that a technician is on it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let outcome = desk.change(&self.references.read(desk)?, |ticket, stamp| {
            take(ticket, &desk.books.policy, stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
