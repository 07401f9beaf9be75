use crate::core::lifecycle::resume;
use crate::desk::Desk;

use super::arguments::References;
use super::verb::Verb;

/// Take the turn back from whom a ticket waits for
///
/// The status is the last one before it waited.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let outcome = desk.change(&self.references.read(desk)?, resume)?;
        desk.tell_changes(&outcome)
    }
}
