//! Business calendars: when a clock may run, and arithmetic on the seconds
//! that count (bitacora-config(5), CALENDARS).
//!
//! Whether an instant is open is decided from the instant to the local time,
//! never the other way, so a local hour that a zone lacks is never seen and
//! one that it has twice is seen twice. Three parts make a calendar:
//!
//! - `rule` reads what the configuration says,
//! - `dates` knows how many seconds of local time are open before any local
//!   second, as a closed form over weeks and exceptional dates,
//! - the zone cuts time where its offset changes; in between, local time is the
//!   instant plus a constant.
//!
//! Every question is then one about a sum that only grows, answered by two
//! look-ups or by halving; nothing walks days.

mod book;
pub mod clock;
mod dates;
mod pauses;
pub mod rule;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate};

use crate::core::told::{ExitCode, Told};
use crate::core::zone::{EARLIEST, LATEST, WIDEST_OFFSET, Zone};

pub use book::{Calendars, Feast, Holiday, HolidayFiles, Known};
pub use pauses::Pauses;

use dates::{DAY, Dates, Day, Intervals, Kind, Week};

/// An instant to the second, in seconds since 1970-01-01T00:00:00Z. Those
/// outside the years 1 to 9999 are taken for the nearest inside.
pub type Second = i64;

/// The name of the calendar that is always open.
pub const ALWAYS: &str = "24x7";

/// Asked for an hour that never comes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("calendar `{calendar}` {} {day}", never.words())]
pub struct NeverOpens {
    /// Its name.
    pub calendar: String,
    /// What never happens.
    pub never: Never,
    /// The local date from which it was looked for.
    pub day: NaiveDate,
}

impl Told for NeverOpens {
    fn code(&self) -> ExitCode {
        ExitCode::Refused
    }

    fn hint(&self) -> Option<String> {
        let calendar = &self.calendar;
        Some(format!("bitacora calendar show {calendar} shows its hours"))
    }
}

/// What a calendar never does, looked for until the year 9999 or back to the
/// year 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {
    /// It has no open second, or not as many.
    Opens,
    /// It had none, or not as many.
    Opened,
    /// It has no closed second.
    Closes,
}

impl Never {
    const fn words(self) -> &'static str {
        match self {
            Self::Opens => "is not open long enough after",
            Self::Opened => "was not open long enough before",
            Self::Closes => "does not close after",
        }
    }
}

/// A compiled calendar: immutable, and cheap to ask whatever it holds.
#[derive(Debug, Clone)]
pub struct Calendar {
    name: String,
    dates: Dates,
    zone: Zone,
}

impl Calendar {
    /// Open at every second; its name is [`ALWAYS`].
    #[must_use]
    pub fn always(zone: Zone) -> Self {
        let week = Week::default().map(|_| Intervals::whole_day());
        let dates = Dates::new([(0, week)]);
        Self::new(ALWAYS, zone, dates)
    }

    fn new(name: &str, zone: Zone, dates: Dates) -> Self {
        Self {
            name: name.to_owned(),
            dates,
            zone,
        }
    }

    /// The zone whose wall clock decides.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Its key in the configuration.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the second that begins here is open.
    #[must_use]
    pub fn is_open(&self, at: Second) -> bool {
        self.dates.is_open(self.local(at))
    }

    /// Seconds of `[from, to)` that are open and not paused; 0 when reversed.
    #[must_use]
    pub fn between(&self, from: Second, to: Second, pauses: &Pauses) -> i64 {
        let mut seconds = self.open(from, to);
        for (begin, end) in pauses.after(from) {
            if *begin >= to {
                break;
            }
            seconds -= self.open((*begin).max(from), end.unwrap_or(to).min(to));
        }
        seconds
    }

    /// The first `t >= from` with `between(from, t) = seconds`; `from` itself
    /// for none (or fewer). `None` while a pause without an end keeps it from
    /// coming.
    ///
    /// # Errors
    ///
    /// When the calendar does not open that long ever again.
    pub fn add(
        &self,
        from: Second,
        seconds: i64,
        pauses: &Pauses,
    ) -> Result<Option<Second>, NeverOpens> {
        if seconds <= 0 {
            return Ok(Some(from));
        }
        let (mut at, mut left) = (from, seconds);
        for &(begin, end) in pauses.after(from) {
            let running = self.open(at, begin);
            if running >= left {
                break;
            }
            left -= running;
            match end {
                Some(end) => at = end,
                None => return Ok(None),
            }
        }
        let reached = self.reach(Kind::Open, at, left);
        reached
            .map(Some)
            .ok_or_else(|| self.never(Never::Opens, at))
    }

    /// The last `t <= from` with `between(t, from) = seconds`, without pauses;
    /// `from` itself for none (or fewer).
    ///
    /// # Errors
    ///
    /// When the calendar was not open that long ever before.
    pub fn subtract(&self, from: Second, seconds: i64) -> Result<Second, NeverOpens> {
        let (mut at, mut left) = (from.min(LATEST), seconds);
        if seconds <= 0 {
            return Ok(from);
        }
        while at > EARLIEST {
            let stretch = self.zone.stretch(at - 1);
            let (low, high) = (stretch.from + stretch.offset, at + stretch.offset);
            let until = self.dates.before(Kind::Open, high);
            let run = until - self.dates.before(Kind::Open, low);
            if run >= left {
                // The last second with few enough before it is the one before
                // the first with too many.
                let reached = self.dates.reach(Kind::Open, until - left + 1, low, high);
                return Ok(reached - 1 - stretch.offset);
            }
            left -= run;
            at = stretch.from;
        }
        Err(self.never(Never::Opened, from))
    }

    /// The first `u >= from` that is open and not paused. `None` when a pause
    /// without an end keeps it from coming.
    ///
    /// # Errors
    ///
    /// When the calendar does not open ever again.
    pub fn next_open(&self, from: Second, pauses: &Pauses) -> Result<Option<Second>, NeverOpens> {
        let is_known = (EARLIEST..LATEST).contains(&from);
        if is_known && self.is_open(from) && !pauses.is_paused(from) {
            return Ok(Some(from));
        }
        Ok(self.add(from, 1, pauses)?.map(|after| after - 1))
    }

    /// The end of the open interval that contains `next_open(from)`.
    ///
    /// # Errors
    ///
    /// When the calendar does not open, or does not close, ever again.
    pub fn next_close(&self, from: Second) -> Result<Second, NeverOpens> {
        let open = self.opening(from)?;
        let closed = self.reach(Kind::Closed, open, 1);
        closed
            .map(|after| after - 1)
            .ok_or_else(|| self.never(Never::Closes, open))
    }

    /// The first instant strictly after `from` at which closed turns to open.
    ///
    /// # Errors
    ///
    /// When the calendar does not open, or does not close before, ever again.
    pub fn next_opening(&self, from: Second) -> Result<Second, NeverOpens> {
        if self.is_open(from) {
            self.opening(self.next_close(from)?)
        } else {
            self.opening(from)
        }
    }

    /// The maximal open intervals that meet `[from, to)`, clipped to it.
    pub fn intervals(
        &self,
        from: Second,
        to: Second,
    ) -> impl Iterator<Item = (Second, Second)> + '_ {
        let to = to.min(LATEST);
        self.intervals_from(from)
            .take_while(move |(open, _)| *open < to)
            .map(move |(open, closed)| (open, closed.map_or(to, |closed| closed.min(to))))
    }

    /// The maximal open intervals from an instant on, for ever; one that never
    /// closes is the last.
    pub fn intervals_from(
        &self,
        from: Second,
    ) -> impl Iterator<Item = (Second, Option<Second>)> + '_ {
        let mut next = Some(from);
        std::iter::from_fn(move || {
            let open = self.reach(Kind::Open, next?, 1)? - 1;
            next = self.reach(Kind::Closed, open, 1).map(|after| after - 1);
            Some((open, next))
        })
    }

    /// A calendar open for the whole of each of this one's working dates. A
    /// working date is no holiday and has hours, or an override that is not
    /// empty, whatever its breaks take away.
    #[must_use]
    pub fn whole_days(&self) -> Self {
        Self {
            name: self.name.clone(),
            dates: self.dates.whole_days(),
            zone: self.zone,
        }
    }

    /// The close, the end of the last open second, of the `n`-th working date
    /// strictly after the local date of `from`; no `n` is as one. A date
    /// without an open second has no close and is not counted.
    ///
    /// # Errors
    ///
    /// When there are not so many.
    pub fn close_of_working_day(&self, from: Second, n: u32) -> Result<Second, NeverOpens> {
        let mut left = n.max(1);
        let last = LATEST / DAY;
        for day in self.local(from).div_euclid(DAY) + 1..last {
            if let Some(close) = self.close_of(day) {
                left -= 1;
                if left == 0 {
                    return Ok(close);
                }
            }
        }
        Err(self.never(Never::Opens, from))
    }

    /// The end of the last open second of a local date. A date may come in two
    /// parts, when the clock is set back over its midnight, or not at all.
    fn close_of(&self, day: Day) -> Option<Second> {
        let open = self.dates.spans(day).iter().next_back()?;
        let (midnight, close) = (day * DAY, day * DAY + open.to);
        let first = self.dates.spans(day).iter().next()?.from;
        let mut at = close + WIDEST_OFFSET;
        while at > midnight - WIDEST_OFFSET {
            let stretch = self.zone.stretch(at - 1);
            let low = (stretch.from + stretch.offset).max(midnight + first);
            let high = (at + stretch.offset).min(close);
            // The last open seconds of the day are all there.
            if high == close && low <= midnight + open.from {
                return Some(close - stretch.offset);
            }
            if low < high {
                let until = self.dates.before(Kind::Open, high);
                if until > self.dates.before(Kind::Open, low) {
                    let reached = self.dates.reach(Kind::Open, until, low, high);
                    return Some(reached - stretch.offset);
                }
            }
            at = stretch.from;
        }
        None
    }

    fn opening(&self, from: Second) -> Result<Second, NeverOpens> {
        let open = self.reach(Kind::Open, from, 1);
        open.map(|after| after - 1)
            .ok_or_else(|| self.never(Never::Opens, from))
    }

    fn local(&self, at: Second) -> i64 {
        let at = at.clamp(EARLIEST, LATEST - 1);
        at + self.zone.stretch(at).offset
    }

    /// Open seconds of `[from, to)`, paused or not.
    fn open(&self, from: Second, to: Second) -> i64 {
        let (mut at, to) = (from.max(EARLIEST), to.min(LATEST));
        let mut seconds = 0;
        while at < to {
            let stretch = self.zone.stretch(at);
            let (low, high) = (at + stretch.offset, stretch.to.min(to) + stretch.offset);
            seconds += self.dates.before(Kind::Open, high) - self.dates.before(Kind::Open, low);
            at = stretch.to;
        }
        seconds
    }

    /// The first instant such that `[from, it)` has so many seconds of a kind.
    fn reach(&self, kind: Kind, from: Second, seconds: i64) -> Option<Second> {
        let (mut at, mut left) = (from.max(EARLIEST), seconds);
        while at < LATEST {
            let stretch = self.zone.stretch(at);
            let (low, high) = (at + stretch.offset, stretch.to + stretch.offset);
            match self.dates.advance(kind, low, left, high) {
                Ok(reached) => return Some(reached - stretch.offset),
                Err(0) if self.is_over(kind, low) => return None,
                Err(run) => left -= run,
            }
            at = stretch.to;
        }
        None
    }

    /// Whether no second of a kind is left after a local one, those included
    /// that a clock set back shows again: nothing is walked to the year 9999.
    fn is_over(&self, kind: Kind, local: i64) -> bool {
        let before = |local| self.dates.before(kind, local);
        before(local - WIDEST_OFFSET) == before(LATEST + WIDEST_OFFSET)
    }

    fn never(&self, never: Never, from: Second) -> NeverOpens {
        let local = DateTime::from_timestamp(self.local(from), 0).unwrap_or_default();
        NeverOpens {
            calendar: self.name.clone(),
            never,
            day: local.date_naive(),
        }
    }
}
