use crate::core::calendar::clock::{Asked, clock};
use crate::core::duration::parse_duration;
use crate::core::told::Usage;
use crate::desk::Desk;
use crate::render::calendars;

use super::super::verb::Verb;
use super::{Name, Pausing};

/// Read one clock with a target
///
/// It runs while the calendar is open and no pause holds it. Exactly on the
/// target is met; more is breached, which begins at `breach_at`, the first open
/// second from `due_at` on. A paused clock has neither. `permille` is cut, never
/// rounded up. A stop after --as-of has not happened yet.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
    /// When it was started
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    start: String,
    /// How much open time it allows: 90m, 4h, 2d (48 open hours)
    #[arg(long, value_name = "DURATION")]
    target: String,
    #[command(flatten)]
    pausing: Pausing,
    /// When it was stopped
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    stop: Option<String>,
    /// Read it as of then, if not now
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    as_of: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let calendar = self.name.read(desk)?;
        let zone = calendar.zone();
        let start = desk.books.second("--start", &self.start, zone)?;
        let target = parse_duration(&self.target)?;
        if target == 0 {
            return Err(Usage::new("a target of nothing cannot be met", "--target 4h").into());
        }
        let pauses = self.pausing.read(desk, &calendar)?;
        let stop = self.stop.as_deref();
        let stop = stop
            .map(|stop| desk.books.second("--stop", stop, zone))
            .transpose()?;
        let as_of = desk
            .books
            .second_or_now("--as-of", self.as_of.as_deref(), zone)?;
        let reading = clock(&calendar, start, target, &pauses, stop, as_of, Asked::All)?;
        desk.answer(calendars::clock(&calendar, &reading))
    }
}
