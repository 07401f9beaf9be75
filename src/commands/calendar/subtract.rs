use crate::desk::Desk;
use crate::render::calendars;

use super::super::verb::Verb;
use super::{For, Name};

/// Say when work must begin to have so much open time before an instant
///
/// The last instant from which that much is open.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
    /// Back from when
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    from: String,
    #[command(flatten)]
    span: For,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let calendar = self.name.read(desk)?;
        let from = desk.books.second("--from", &self.from, calendar.zone())?;
        let at = calendar.subtract(from, self.span.read()?)?;
        desk.answer(calendars::subtract(&calendar, at))
    }
}
