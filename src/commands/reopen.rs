use crate::core::lifecycle::reopen;
use crate::desk::Desk;

use super::arguments::{References, Text};

/// Bring back tickets that were not solved after all
///
/// The reason is an internal note.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    text: Text,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let why = args.text.ask(desk, "Why was it not solved?")?;
    let outcome =
        desk.with_text(|| desk.change(&references, |ticket, stamp| reopen(ticket, &why, stamp)))?;
    desk.report_changes(&outcome)
}
