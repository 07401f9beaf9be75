use crate::core::fields::WaitingOn;
use crate::core::lifecycle::{Wait, wait};
use crate::desk::Desk;

use super::arguments::{self, References, Saying};
use super::verb::Verb;

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

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let pause = Wait {
            on: arguments::word("who a ticket waits for", &self.on, WaitingOn::WORDS)?,
            until: self
                .until
                .as_deref()
                .map(|text| desk.books.when(text))
                .transpose()?,
        };
        let said = self.saying.read(desk)?;
        let outcome = desk.change(&references, |ticket, stamp| {
            wait(ticket, pause, said.words(), stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
