use crate::desk::Desk;
use crate::render::calendars;

use super::super::verb::Verb;
use super::{Name, Pausing};

/// Count the open seconds between two instants
///
/// Nothing when the second comes before the first.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
    /// From when on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    from: String,
    /// Until when; that second is not counted
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    to: String,
    #[command(flatten)]
    pausing: Pausing,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let calendar = self.name.read(desk)?;
        let from = desk.books.second("--from", &self.from, calendar.zone())?;
        let to = desk.books.second("--to", &self.to, calendar.zone())?;
        let pauses = self.pausing.read(desk, &calendar)?;
        let seconds = calendar.between(from, to, &pauses);
        desk.answer(calendars::between(&calendar, seconds))
    }
}
