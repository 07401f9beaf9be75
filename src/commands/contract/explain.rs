use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;
use crate::render::contracts;

use super::super::verb::Verb;
use crate::commands::candidates;

/// Work out what a contract comes to: opened then, due then
///
/// For a ticket opened on the next Friday afternoon, on a morning, at night
/// and on the next holiday, or at one instant, and then left alone:
/// what is due for each priority, and which hours count. Dates are those of
/// the customer's zone. An update is due so long after each message of the
/// desk; it is counted from the opening here.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  bitacora contract explain coop-andina --at \"2026-12-31 16:30\"")]
pub(super) struct Args {
    /// Customer: the name of the file in contracts/, or a unique beginning of it
    #[arg(value_name = "CUSTOMER", add = ArgValueCompleter::new(candidates::customers))]
    customer: String,
    /// Opened then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let explained = desk
            .books
            .explain_contract(&self.customer, self.at.as_deref())?;
        let answer = contracts::explain(&explained.contract, explained.zone, &explained.examples);
        desk.answer(answer)
    }
}
