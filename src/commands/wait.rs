use crate::core::fields::WaitingOn;
use crate::core::lifecycle::{Pause, wait};
use crate::desk::Desk;

use super::arguments::{self, References, Saying};

/// Put the turn to the customer, a supplier or a date
///
/// A second time replaces the reason. The text is a public message.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// Who is on turn: customer, supplier or schedule
    #[arg(long, value_name = "WHO")]
    on: String,
    /// Until when, if agreed
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    #[command(flatten)]
    saying: Saying,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let pause = Pause {
        on: arguments::word("who a ticket waits for", &args.on, WaitingOn::WORDS)?,
        until: args
            .until
            .as_deref()
            .map(|text| desk.when(text))
            .transpose()?,
    };
    let said = args.saying.read(desk)?;
    let outcome = desk.change(&references, |ticket, stamp| {
        wait(ticket, pause, said.words(), stamp)
    })?;
    desk.report_changes(&outcome)
}
