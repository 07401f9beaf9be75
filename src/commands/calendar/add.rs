use crate::desk::Desk;
use crate::render::calendars;

use super::super::verb::Verb;
use super::{For, Name, Pausing};

/// Say when so much open time has passed
///
/// `due_at` is the instant at which it has, `breach_at` the first open one from
/// then on: due at 17:00 when the office closes, broken at 08:00 the next day.
/// Both are empty while a pause goes on.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
    /// From when on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    from: String,
    #[command(flatten)]
    span: For,
    #[command(flatten)]
    pausing: Pausing,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let calendar = self.name.read(desk)?;
        let from = desk.books.second("--from", &self.from, calendar.zone())?;
        let pauses = self.pausing.read(desk, &calendar)?;
        let due_at = calendar.add(from, self.span.read()?, &pauses)?;
        let breach_at = match due_at {
            Some(due_at) => calendar.next_open(due_at, &pauses)?,
            None => None,
        };
        desk.answer(calendars::add(&calendar, due_at, breach_at))
    }
}
