//! One clock of one target (bitacora-sla(7), MET AND BREACHED): what has
//! elapsed, what remains, when it is due.

use crate::core::fields::words;

use super::{Calendar, NeverOpens, Pauses, Second};

words! {
    /// Where a clock stands.
    State {
        /// It has time left, whether the calendar is open now or not.
        Running = "running",
        /// It stands still until somebody resumes; nothing is due.
        Paused = "paused",
        /// It was stopped in time; exactly on the target is in time.
        Met = "met",
        /// More than the target has elapsed, stopped or not.
        Breached = "breached",
        /// It binds nobody any more: for a contract to say, never for a calendar.
        Void = "void",
    }
}

/// What a clock shows. No figure is rounded, so each may decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Seconds that counted, up to the stop or the as-of instant.
    pub elapsed: i64,
    /// The target without them; negative is the overrun.
    pub remaining: i64,
    /// Of the target, cut and never rounded up.
    pub permille: i64,
    /// When the target is used up: what a customer is told. `None` while paused.
    pub due_at: Option<Second>,
    /// The first second that counts from then on: after it, it is a breach.
    pub breach_at: Option<Second>,
    /// Whether more than the target has elapsed.
    pub breached: bool,
    /// Stop beats breach beats pause.
    pub state: State,
}

/// How much is asked of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Everything it shows.
    All,
    /// Its verdict: when one that is not breached would be due is not looked for.
    Verdict,
}

/// Reads a clock that started at `start` and has a target of so many seconds,
/// as of an instant. A stop after `as_of` has not happened yet; `pauses` are
/// taken as they are given.
///
/// # Errors
///
/// When the calendar does not open long enough for the target ever to be due.
pub fn clock(
    calendar: &Calendar,
    start: Second,
    target_seconds: i64,
    pauses: &Pauses,
    stop: Option<Second>,
    as_of: Second,
    asked: Asked,
) -> Result<Reading, NeverOpens> {
    let stop = stop.filter(|stop| *stop <= as_of);
    let elapsed = calendar.between(start, stop.unwrap_or(as_of), pauses);
    let breached = elapsed > target_seconds;
    let state = match (breached, stop) {
        (true, _) => State::Breached,
        (false, Some(_)) => State::Met,
        (false, None) if pauses.is_paused(as_of) => State::Paused,
        (false, None) => State::Running,
    };
    let (mut due_at, mut breach_at) = (None, None);
    if state != State::Paused && (breached || asked == Asked::All) {
        due_at = calendar.add(start, target_seconds, pauses)?;
        if let Some(due) = due_at {
            breach_at = calendar.next_open(due, pauses)?;
        }
    }
    Ok(Reading {
        elapsed,
        remaining: target_seconds - elapsed,
        permille: permille(elapsed, target_seconds),
        due_at,
        breach_at,
        breached,
        state,
    })
}

/// A target of nothing is used up by the first second.
fn permille(elapsed: i64, target: i64) -> i64 {
    elapsed.saturating_mul(1_000) / target.max(1)
}
