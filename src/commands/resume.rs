use crate::core::lifecycle::resume;
use crate::desk::Desk;

use super::arguments::References;

/// Take the turn back from whom a ticket waits for
///
/// The status is the last one before it waited.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let outcome = desk.change(&args.references.read(desk)?, resume)?;
    desk.report_changes(&outcome)
}
