use crate::core::calendar::Second;
use crate::desk::Desk;
use crate::render::calendars;

use super::super::verb::Verb;
use super::Name;

/// List the open intervals of a calendar
///
/// Each from the instant it opens to the one it closes, nights in one piece.
/// An interval that is open at --from begins there, one that is at --to ends
/// there, and one that never closes has no end.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
    /// From when on
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    from: String,
    /// Until when
    #[arg(
        long,
        value_name = "WHEN",
        allow_hyphen_values = true,
        conflicts_with = "count"
    )]
    to: Option<String>,
    /// How many, without --to
    #[arg(long, value_name = "N", default_value_t = 10)]
    count: usize,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let calendar = self.name.read(desk)?;
        let from = desk.books.second("--from", &self.from, calendar.zone())?;
        let to = self.to.as_deref();
        let to = to.map(|to| desk.books.second("--to", to, calendar.zone()));
        let found: Vec<(Second, Option<Second>)> = match to.transpose()? {
            Some(to) => calendar
                .intervals(from, to)
                .map(|(from, to)| (from, Some(to)))
                .collect(),
            None => calendar.intervals_from(from).take(self.count).collect(),
        };
        desk.answer(calendars::intervals(&calendar, &found))
    }
}
