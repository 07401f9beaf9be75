use crate::desk::Desk;
use crate::render::tickets;

use super::arguments::References;

/// Show what happened to tickets, field by field: who and when
///
/// It is read from the timeline, so it needs no history of git.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    for reference in args.references.read(desk)? {
        desk.answer(&tickets::log(&desk.ticket(&reference)?)?)?;
    }
    Ok(())
}
