//! Local dates and what of each is open. No zone and no instant here: a local
//! second is `86,400 * day + second of the day` on a clock that is never set.

use std::collections::BTreeMap;

/// Seconds of a local day.
pub(super) const DAY: i64 = 86_400;

/// A local date, in days since 1970-01-01.
pub(super) type Day = i64;

/// A half-open interval of a local day, in seconds since its midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Interval {
    pub(super) from: i64,
    pub(super) to: i64,
}

/// The open intervals of a local date: in order, disjoint, none touching the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Intervals(Box<[Interval]>);

impl Intervals {
    /// From 00:00 to 24:00.
    pub(super) fn whole_day() -> Self {
        Self([Interval { from: 0, to: DAY }].into())
    }

    /// The union of intervals.
    pub(super) fn union(mut spans: Vec<Interval>) -> Self {
        spans.sort_unstable();
        let mut merged: Vec<Interval> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ => merged.push(span),
            }
        }
        Self(merged.into())
    }

    /// These without the others.
    pub(super) fn minus(&self, others: &Self) -> Self {
        let mut left = Vec::new();
        for &Interval { mut from, to } in &self.0 {
            for other in &others.0 {
                if other.to > from && other.from < to {
                    left.push(Interval {
                        from,
                        to: other.from,
                    });
                    from = other.to;
                }
            }
            left.push(Interval { from, to });
        }
        left.retain(|span| span.from < span.to);
        Self(left.into())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = Interval> + '_ {
        self.0.iter().copied()
    }

    /// Whether the second of the day is open.
    fn has(&self, second: i64) -> bool {
        let mut spans = self.0.iter();
        spans.any(|span| span.from <= second && second < span.to)
    }

    /// Open seconds of the day before this one.
    fn before(&self, second: i64) -> i64 {
        let spans = self.0.iter();
        spans
            .map(|span| (second.min(span.to) - span.from).max(0))
            .sum()
    }

    fn total(&self) -> i64 {
        self.before(DAY)
    }

    /// Seconds of a kind of the day before this one.
    fn count(&self, kind: Kind, second: i64) -> i64 {
        match kind {
            Kind::Open => self.before(second),
            Kind::Closed => second - self.before(second),
        }
    }

    /// The first second of the day before which so many seconds of the kind lie,
    /// one at least; none, where there are not so many.
    fn reach(&self, kind: Kind, mut missing: i64) -> Option<i64> {
        let mut end = 0;
        for span in self.iter().chain([Interval { from: DAY, to: DAY }]) {
            let (from, to) = match kind {
                Kind::Open => (span.from, span.to),
                Kind::Closed => (end, span.from),
            };
            if missing <= to - from {
                return Some(from + missing);
            }
            missing -= to - from;
            end = span.to;
        }
        None
    }
}

/// The hours of each weekday, Monday first.
pub(super) type Week = [Intervals; 7];

/// What a date is that has more to it than its weekday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exception {
    /// What is open on it, in the end.
    pub(super) spans: Intervals,
    /// No holiday, and with hours or an override that is not empty.
    pub(super) is_working: bool,
}

/// Days that are looked at one by one before any sum is.
const NEAR: Day = 4;

/// Which of the two kinds of second is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Closed,
}

/// Every local date, decided. Sums over dates are kept where the regular week
/// changes and where a date differs from it, so that no question walks dates.
#[derive(Debug, Clone)]
pub(super) struct Dates {
    /// By `from`; the first holds for all dates before the second.
    versions: Vec<Version>,
    /// By day.
    exceptions: Vec<Excepted>,
}

/// A regular week and since when it is in force.
#[derive(Debug, Clone)]
struct Version {
    from: Day,
    week: Week,
    /// Open seconds of a regular week before each weekday; the last is the week's.
    before: [i64; 8],
    /// Regular open seconds from the first version's `from` to this one's.
    earlier: i64,
}

#[derive(Debug, Clone)]
struct Excepted {
    day: Day,
    exception: Exception,
    /// By how many seconds the exceptions up to this one, it included, differ
    /// from the regular weeks.
    difference: i64,
}

impl Version {
    fn new(from: Day, week: Week) -> Self {
        let mut before = [0; 8];
        for (weekday, spans) in week.iter().enumerate() {
            before[weekday + 1] = before[weekday] + spans.total();
        }
        Self {
            from,
            week,
            before,
            earlier: 0,
        }
    }

    /// Regular open seconds of this week in `[self.from, day)`.
    fn since(&self, day: Day) -> i64 {
        let count = |day: Day| {
            let (weeks, weekday) = weekday(day);
            weeks * self.before[7] + self.before[weekday]
        };
        count(day) - count(self.from)
    }
}

/// The weeks since the Monday before 1970, and the day of the week from Monday.
fn weekday(day: Day) -> (i64, usize) {
    // 1970-01-01 was a Thursday.
    let days = day + 3;
    let weekday = usize::try_from(days.rem_euclid(7)).unwrap_or(0);
    (days.div_euclid(7), weekday)
}

impl Dates {
    /// `weeks` are the regular weeks by the date from which each is in force,
    /// in order; the first is in force on all dates before too.
    pub(super) fn new(weeks: impl IntoIterator<Item = (Day, Week)>) -> Self {
        let mut versions: Vec<Version> = Vec::new();
        for (from, week) in weeks {
            let mut version = Version::new(from, week);
            if let Some(last) = versions.last() {
                version.earlier = last.earlier + last.since(from);
            }
            versions.push(version);
        }
        if versions.is_empty() {
            versions.push(Version::new(0, Week::default()));
        }
        Self {
            versions,
            exceptions: Vec::new(),
        }
    }

    /// The same weeks with other exceptional dates.
    pub(super) fn with(mut self, exceptions: BTreeMap<Day, Exception>) -> Self {
        let mut difference = 0;
        let mut excepted = Vec::with_capacity(exceptions.len());
        for (day, exception) in exceptions {
            difference += exception.spans.total() - self.regular(day).total();
            excepted.push(Excepted {
                day,
                exception,
                difference,
            });
        }
        self.exceptions = excepted;
        self
    }

    /// Whether any date is open at all.
    pub(super) fn ever_open(&self) -> bool {
        let mut weeks = self.versions.iter().map(|version| version.before[7]);
        let mut exceptions = self.exceptions.iter();
        weeks.any(|seconds| seconds > 0)
            || exceptions.any(|excepted| !excepted.exception.spans.is_empty())
    }

    fn version(&self, day: Day) -> &Version {
        let next = self.versions.partition_point(|version| version.from <= day);
        &self.versions[next.saturating_sub(1)]
    }

    /// The hours of the weekday in the version in force on that date.
    pub(super) fn regular(&self, day: Day) -> &Intervals {
        &self.version(day).week[weekday(day).1]
    }

    fn exception(&self, day: Day) -> Option<&Exception> {
        let found = self
            .exceptions
            .binary_search_by_key(&day, |excepted| excepted.day);
        found.ok().map(|place| &self.exceptions[place].exception)
    }

    /// What is open of a date.
    pub(super) fn spans(&self, day: Day) -> &Intervals {
        match self.exception(day) {
            Some(exception) => &exception.spans,
            None => self.regular(day),
        }
    }

    /// Whether a local second is open.
    pub(super) fn is_open(&self, local: i64) -> bool {
        self.spans(local.div_euclid(DAY)).has(local.rem_euclid(DAY))
    }

    /// Open seconds of the dates before this one, counted from a fixed date.
    fn before_day(&self, day: Day) -> i64 {
        let version = self.version(day);
        let earlier = self
            .exceptions
            .partition_point(|excepted| excepted.day < day);
        let difference = match earlier.checked_sub(1) {
            Some(last) => self.exceptions[last].difference,
            None => 0,
        };
        version.earlier + version.since(day) + difference
    }

    fn before_midnight(&self, kind: Kind, day: Day) -> i64 {
        match kind {
            Kind::Open => self.before_day(day),
            Kind::Closed => day * DAY - self.before_day(day),
        }
    }

    /// Seconds of a kind before a local second, counted from a fixed date:
    /// only differences mean something.
    pub(super) fn before(&self, kind: Kind, local: i64) -> i64 {
        let (day, second) = (local.div_euclid(DAY), local.rem_euclid(DAY));
        self.before_midnight(kind, day) + self.spans(day).count(kind, second)
    }

    /// The first local second in `(low, high]` before which so many seconds of the
    /// kind lie since `low`; else how many of them lie in between.
    pub(super) fn advance(
        &self,
        kind: Kind,
        low: i64,
        seconds: i64,
        high: i64,
    ) -> Result<i64, i64> {
        let (day, last) = (low.div_euclid(DAY), high.div_euclid(DAY));
        let begun = self.spans(day).count(kind, low.rem_euclid(DAY));
        let mut missing = seconds.saturating_add(begun);
        // Most answers are a few days off.
        for day in day..=last.min(day + NEAR) {
            let spans = self.spans(day);
            let found = spans.reach(kind, missing);
            if let Some(second) = found.filter(|second| day * DAY + second <= high) {
                return Ok(day * DAY + second);
            }
            missing -= spans.count(kind, DAY);
        }
        let already = self.before(kind, low);
        let run = self.before(kind, high) - already;
        if run < seconds {
            return Err(run);
        }
        Ok(self.reach(kind, already + seconds, low, high))
    }

    /// The first local second in `(low, high]` before which `level` seconds of
    /// the kind lie. The caller knows that there is one: fewer lie before
    /// `low`, and enough before `high`.
    pub(super) fn reach(&self, kind: Kind, level: i64, low: i64, high: i64) -> i64 {
        let mut day = low.div_euclid(DAY);
        let mut beyond = high.div_euclid(DAY) + 1;
        // Steps that double, then halves.
        let mut step = 1;
        while day + step < beyond {
            if self.before_midnight(kind, day + step) >= level {
                beyond = day + step;
                break;
            }
            day += step;
            step *= 2;
        }
        while beyond - day > 1 {
            let middle = day + (beyond - day) / 2;
            if self.before_midnight(kind, middle) >= level {
                beyond = middle;
            } else {
                day = middle;
            }
        }
        let missing = level - self.before_midnight(kind, day);
        let second = self.spans(day).reach(kind, missing.max(1));
        day * DAY + second.unwrap_or(DAY)
    }

    /// The same dates, each working one open from 00:00 to 24:00, the others not at all.
    pub(super) fn whole_days(&self) -> Self {
        let whole = |is_working: bool| {
            if is_working {
                Intervals::whole_day()
            } else {
                Intervals::default()
            }
        };
        let weeks = self.versions.iter().map(|version| {
            let week = version.week.each_ref();
            (version.from, week.map(|spans| whole(!spans.is_empty())))
        });
        let exceptions = self.exceptions.iter().map(|excepted| {
            let is_working = excepted.exception.is_working;
            let spans = whole(is_working);
            (excepted.day, Exception { spans, is_working })
        });
        Self::new(weeks).with(exceptions.collect())
    }
}
