use crate::core::lifecycle::promise;
use crate::desk::Desk;

use super::arguments::{References, Saying};
use super::verb::Verb;

/// Record the date given to the customer
///
/// A later date replaces it and both stay in the log, so that a report can
/// tell what was kept, moved and missed. The text is a public message.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// The day, of the customer's zone: 2026-12-01, tomorrow, +3d
    #[arg(long, value_name = "DATE")]
    on: String,
    #[command(flatten)]
    saying: Saying,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let said = self.saying.read(desk)?;
        let outcome = desk.change(&references, |ticket, stamp| {
            let zone = desk.books.zone_of(&ticket);
            let on = desk.books.day_in(&self.on, zone)?;
            Ok::<_, anyhow::Error>(promise(ticket, on, zone, said.words(), stamp)?)
        })?;
        desk.tell_changes(&outcome)
    }
}
