use crate::desk::Desk;
use crate::render::tickets;

use super::arguments::{Past, References};

/// Show what happened to tickets, field by field: who and when
///
/// It is read from the timeline, so it needs no history of git.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    pub(super) past: Past,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let found = references
        .iter()
        .map(|reference| desk.ticket(reference))
        .collect::<anyhow::Result<Vec<_>>>()?;
    if desk.wants_data() && found.len() > 1 {
        return Ok(desk.answer(&tickets::log_many(&found)?)?);
    }
    for ticket in &found {
        desk.answer(&tickets::log(ticket)?)?;
    }
    Ok(())
}
