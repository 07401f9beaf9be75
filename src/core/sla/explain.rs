//! Every interval of a clock with its reason.

use crate::core::calendar::{NeverOpens, Pauses, Second};
use crate::core::duration::Seconds;

use super::agreements::Promise;
use super::{Clock, Heard, PauseKind};

/// Why a stretch counts, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The calendar is open and nothing stands still.
    Counted,
    /// The calendar is closed.
    Closed,
    /// The clock stands still.
    Paused(PauseKind),
}

/// A stretch of a clock's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first second.
    pub from: Second,
    /// The first second after it.
    pub to: Second,
    /// Why it counts, or does not.
    pub reason: Reason,
    /// The seconds counted up to its end.
    pub elapsed: Seconds,
}

/// A clock with all that moved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The clock.
    pub clock: Clock,
    /// Whose hours count.
    pub calendar: String,
    /// Its life from its start to its stop or the instant asked about,
    /// without a gap; the counted ones sum up to what is elapsed.
    pub stretches: Vec<Stretch>,
    /// What would have been due had nothing stood still.
    pub original_due_at: Option<Second>,
    /// Of a response: the messages up to the one that stopped it.
    pub heard: Vec<Heard>,
}

impl Explained {
    /// Seconds that stood still, open hours and closed ones alike.
    #[must_use]
    pub fn paused(&self) -> Seconds {
        let paused = self.stretches.iter();
        let paused = paused.filter(|stretch| matches!(stretch.reason, Reason::Paused(_)));
        paused.map(|stretch| stretch.to - stretch.from).sum()
    }
}

pub(super) fn explain(
    clock: &Clock,
    promise: &Promise<'_>,
    as_of: Second,
) -> Result<Explained, NeverOpens> {
    let end = clock.stop.map_or(as_of, |stop| stop.min(as_of));
    let calendar = promise.calendar;
    let original_due_at = calendar.add(clock.start, clock.budget, &Pauses::none())?;
    let mut walk = Walk {
        at: clock.start,
        elapsed: 0,
        stretches: Vec::new(),
    };
    for (from, to) in calendar.intervals(clock.start, end) {
        walk.to(from, Reason::Closed, clock);
        walk.to(to, Reason::Counted, clock);
    }
    walk.to(end, Reason::Closed, clock);
    Ok(Explained {
        clock: clock.clone(),
        calendar: calendar.name().to_owned(),
        stretches: walk.stretches,
        original_due_at,
        heard: Vec::new(),
    })
}

struct Walk {
    at: Second,
    elapsed: Seconds,
    stretches: Vec<Stretch>,
}

impl Walk {
    /// Goes on to an instant, past the pauses on the way.
    fn to(&mut self, to: Second, reason: Reason, clock: &Clock) {
        while self.at < to {
            let at = self.at;
            let covers =
                |pause: &&super::Pause| pause.from <= at && pause.to.is_none_or(|to| at < to);
            let paused = clock.pauses.iter().find(covers);
            let next = clock.pauses.iter().map(|pause| pause.from);
            let next = next.filter(|from| *from > at).min().unwrap_or(to);
            let (end, reason) = match paused {
                Some(pause) => (pause.to.unwrap_or(to).min(to), Reason::Paused(pause.kind)),
                None => (next.min(to), reason),
            };
            self.push(end, reason);
        }
    }

    /// A pause that goes on through open and closed hours is one stretch.
    fn push(&mut self, to: Second, reason: Reason) {
        if reason == Reason::Counted {
            self.elapsed += to - self.at;
        }
        match self.stretches.last_mut() {
            Some(last) if last.reason == reason => {
                last.to = to;
                last.elapsed = self.elapsed;
            }
            _ => self.stretches.push(Stretch {
                from: self.at,
                to,
                reason,
                elapsed: self.elapsed,
            }),
        }
        self.at = to;
    }
}
