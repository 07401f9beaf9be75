//! What became of the dates given to customers.

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::event::{Detail, Event, Name};
use crate::core::fields::Status;
use crate::core::sla::Agreements;
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::when::day_begins;

use super::scope::Window;
use super::snapshot::Case;

/// Dates given to customers, by what became of them in the period. A date is a
/// promise for the whole of that day, in the customer's zone (bitacora-sla(7),
/// DATES).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Promises {
    /// Resolved by the end of the day, and not back by then.
    pub kept: usize,
    /// Replaced by another date before the day ended.
    pub moved: usize,
    /// The day ended and the ticket was still open.
    pub missed: usize,
    /// Days that had not ended at the report's instant.
    pub pending: usize,
}

/// What became of one promise, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept(Timestamp),
    Moved(Timestamp),
    Missed(Timestamp),
    Pending,
    /// The ticket was cancelled first.
    Void,
}

impl Promises {
    /// Adds what became of those of these tickets in a time, as of its end.
    pub(super) fn add(
        &mut self,
        cases: &[Case<'_>],
        (span, as_of): (&Window, AsOf),
        agreements: &Agreements<'_>,
    ) {
        let fates = |case| fates(case, as_of, agreements);
        for fate in cases.iter().flat_map(fates) {
            self.count(fate, span);
        }
    }

    /// How many of them are pending at the end of a time.
    pub(super) fn pending(
        cases: &[Case<'_>],
        (span, as_of): (&Window, AsOf),
        agreements: &Agreements<'_>,
    ) -> usize {
        let mut promises = Self::default();
        promises.add(cases, (span, as_of), agreements);
        promises.pending
    }

    fn count(&mut self, fate: Fate, span: &Window) {
        let in_time = |at| usize::from(span.contains(at));
        match fate {
            Fate::Kept(at) => self.kept += in_time(at),
            Fate::Moved(at) => self.moved += in_time(at),
            Fate::Missed(at) => self.missed += in_time(at),
            Fate::Pending => self.pending += 1,
            Fate::Void => {}
        }
    }
}

/// The date an event gave to the customer.
fn date(event: &Event) -> Option<NaiveDate> {
    let is_promise = event.event == Name::Promised;
    event
        .detail(&Detail::On)
        .filter(|_| is_promise)?
        .parse()
        .ok()
}

fn fates(case: &Case<'_>, as_of: AsOf, agreements: &Agreements<'_>) -> Vec<Fate> {
    let events = case.ticket.timeline.iter();
    let mut given: Vec<(Timestamp, NaiveDate)> = events
        .filter_map(|event| Some((event.at, date(event)?)))
        .collect();
    // The same date said again is the same promise.
    given.dedup_by_key(|(_, on)| *on);
    if given.is_empty() {
        return Vec::new();
    }
    let zone = agreements.zone_of(case.ticket);
    let fate = |(place, (_, on)): (usize, &(Timestamp, NaiveDate))| {
        let end = on.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        let moved_at = given.get(place + 1).map(|(at, _)| *at);
        fate(case, day_begins(end, zone), moved_at, as_of)
    };
    given.iter().enumerate().map(fate).collect()
}

/// What became of a promise for the time up to `end`.
fn fate(case: &Case<'_>, end: Timestamp, moved_at: Option<Timestamp>, as_of: AsOf) -> Fate {
    if let Some(at) = moved_at.filter(|at| *at < end) {
        return Fate::Moved(at);
    }
    let judged_at = end.min(as_of.until);
    match case.status_at(judged_at) {
        Some(Status::Resolved | Status::Closed) => {
            let before = Window {
                label: String::new(),
                from: None,
                to: judged_at,
            };
            Fate::Kept(case.resolved_in(&before).unwrap_or(judged_at))
        }
        Some(Status::Cancelled) => Fate::Void,
        _ if end <= as_of.at => Fate::Missed(end),
        _ => Fate::Pending,
    }
}
