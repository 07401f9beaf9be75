use crate::core::calendar::Pauses;
use crate::desk::Desk;
use crate::render::calendars::{self, Openness};

use super::super::verb::Verb;
use super::{Name, ever};

/// Say whether a calendar is open, now or --at, and when that changes
///
/// `next_open` is that instant itself while it is open; `next_close` is the end
/// of the open interval it lies in, or of the next one; `next_opening` is when
/// closed next turns to open. One that never comes is empty.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
    /// When, on the calendar's clock, if not now
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let calendar = self.name.read(desk)?;
        let at = desk
            .books
            .second_or_now("--at", self.at.as_deref(), calendar.zone())?;
        let next_open = calendar.next_open(at, &Pauses::none());
        let openness = Openness {
            at,
            is_open: calendar.is_open(at),
            next_open: next_open.ok().flatten(),
            next_close: ever(calendar.next_close(at)),
            next_opening: ever(calendar.next_opening(at)),
        };
        desk.answer(calendars::open(&calendar, &openness))
    }
}
