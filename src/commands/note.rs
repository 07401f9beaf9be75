use crate::core::lifecycle::note;
use crate::desk::Desk;

use super::arguments::{self, References, Text};

/// Write an internal note, which no customer reads
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    text: Text,
    /// Time worked: 45m, 1h30m
    #[arg(long, value_name = "DURATION")]
    spent: Option<String>,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let spent = arguments::duration(args.spent.as_deref())?;
    let text = args.text.ask(desk, "What should the desk know?")?;
    let outcome = desk.with_text(|| {
        desk.change(&references, |ticket, stamp| {
            note(ticket, &text, spent.as_deref(), stamp)
        })
    })?;
    desk.report_changes(&outcome)
}
