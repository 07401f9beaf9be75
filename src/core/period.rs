//! The span of days that a report is about.

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc, Weekday};
use thiserror::Error;

use crate::core::told::{ExitCode, Told};
use crate::core::when::{Instant, day_begins};
use crate::core::words::{Beginning, unique_beginning};
use crate::core::zone::Zone;

/// Whole local days of a zone, `[from, to)`. The midnights are turned into
/// instants once, when the period is made: one that the zone lacks is the
/// first instant after it, one that it has twice is the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The first instant of the period.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
    /// How the period is called: `2026-10`, `2026-Q4`, `2026-W47`, `2026`,
    /// `2026-11-22` or `2026-10-05..2026-10-20`. [`parse_period`] reads it back
    /// as the same period, whenever that is.
    pub label: String,
    first: NaiveDate,
    end: NaiveDate,
    zone: Zone,
}

impl Period {
    /// The days from `first` up to and without `end`.
    ///
    /// # Errors
    ///
    /// [`PeriodError::Empty`] when there is none.
    pub fn between(first: NaiveDate, end: NaiveDate, zone: Zone) -> Result<Self, PeriodError> {
        if first < end {
            Ok(Self::labelled(first, end, zone, format!("{first}..{end}")))
        } else {
            Err(PeriodError::Empty { first, end })
        }
    }

    /// The first day, and the one after the last.
    #[must_use]
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.first, self.end)
    }

    /// Whether the instant lies in `[from, to)`.
    #[must_use]
    pub fn contains(&self, instant: &Instant) -> bool {
        self.from <= *instant && *instant < self.to
    }

    /// The period of the same kind before it: of a month the month, of a
    /// quarter the quarter, of days as many days. `None` before the calendar
    /// begins.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let (first, end) = (self.first, self.end);
        let days = u64::try_from((end - first).num_days()).ok()?;
        let months = (end.year() - first.year()) * 12 + month0(end) - month0(first);
        let whole_months = first.day() == 1 && end.day() == 1;
        let before = if whole_months {
            first.checked_sub_months(Months::new(u32::try_from(months).ok()?))?
        } else {
            first.checked_sub_days(Days::new(days))?
        };
        let is_same = |label: &String| {
            span(label).is_some_and(|span| (span.first, span.end) == (before, first))
        };
        // A week is called a week because this one is.
        let names = if self.label.contains('W') {
            vec![week_label(before)]
        } else {
            vec![
                year_label(before.year()),
                quarter_label(before),
                month_label(before),
                before.to_string(),
            ]
        };
        let label = names.into_iter().find(is_same);
        let label = label.unwrap_or_else(|| format!("{before}..{first}"));
        Some(Self::labelled(before, first, self.zone, label))
    }

    /// The period cut at the beginnings of months, in order and without gaps.
    /// A whole month is called `2026-10`, a part of one by its days.
    pub fn months(&self) -> impl Iterator<Item = Self> + '_ {
        let mut rest = self.first;
        std::iter::from_fn(move || {
            let next =
                month(rest.year(), rest.month()).map_or(self.end, |(_, next)| next.min(self.end));
            let bucket = (rest < next).then(|| Self::spanning(rest, next, self.zone));
            rest = next;
            bucket
        })
    }

    fn spanning(first: NaiveDate, end: NaiveDate, zone: Zone) -> Self {
        let whole = month(first.year(), first.month()) == Some((first, end));
        let label = if whole {
            first.format("%Y-%m").to_string()
        } else {
            format!("{first}..{end}")
        };
        Self::labelled(first, end, zone, label)
    }

    fn labelled(first: NaiveDate, end: NaiveDate, zone: Zone, label: String) -> Self {
        Self {
            from: day_begins(first, zone),
            to: day_begins(end, zone),
            label,
            first,
            end,
            zone,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.label)
    }
}

/// Reads `2026-10`, `2026-Q4`, `2026-W47` (the ISO week, Monday to Sunday),
/// `2026`, `2026-11-22`; `today`, `yesterday`, and `this-` or `last-` with
/// `week`, `month`, `quarter` or `year`, seen from `now` in `zone` (a unique
/// beginning will do). `A..B` is from the beginning of one of these up to the
/// beginning of another: `2026-10-05..2026-10-20` has fifteen days,
/// `2026-10..2027-01` is a quarter.
pub fn parse_period(text: &str, now: DateTime<Utc>, zone: Zone) -> Result<Period, PeriodError> {
    let today = now.with_timezone(&zone).date_naive();
    let text = text.trim();
    let read = |part: &str| {
        let part = part.trim();
        let span = named(part, today).or_else(|| span(part));
        span.ok_or_else(|| PeriodError::Unreadable(part.to_owned()))
    };
    match text.split_once("..") {
        None => {
            let DayRange { first, end, label } = read(text)?;
            Ok(Period::labelled(first, end, zone, label))
        }
        Some((from, to)) => Period::between(read(from)?.first, read(to)?.first, zone),
    }
}

/// Days under a name.
struct DayRange {
    first: NaiveDate,
    end: NaiveDate,
    label: String,
}

/// The words that depend on the day they are said.
const NAMES: [&str; 10] = [
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-quarter",
    "last-quarter",
    "this-year",
    "last-year",
];

fn named(text: &str, today: NaiveDate) -> Option<DayRange> {
    let Beginning::Unique(name) = unique_beginning(text, &NAMES) else {
        return None;
    };
    let before = |months| today.with_day(1)?.checked_sub_months(Months::new(months));
    let label = match name {
        "yesterday" => today.pred_opt()?.to_string(),
        "this-week" => week_label(today),
        "last-week" => week_label(today.checked_sub_days(Days::new(7))?),
        "this-month" => month_label(today),
        "last-month" => month_label(before(1)?),
        "this-quarter" => quarter_label(today),
        "last-quarter" => quarter_label(before(3)?),
        "this-year" => year_label(today.year()),
        "last-year" => year_label(today.year() - 1),
        _ => today.to_string(),
    };
    span(&label)
}

fn month0(day: NaiveDate) -> i32 {
    i32::try_from(day.month0()).unwrap_or(0)
}

fn year_label(year: i32) -> String {
    format!("{year:04}")
}

fn month_label(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

fn quarter_label(day: NaiveDate) -> String {
    format!("{:04}-Q{}", day.year(), day.month0() / 3 + 1)
}

fn week_label(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The spans that are the same on any day.
fn span(text: &str) -> Option<DayRange> {
    let label = text.to_ascii_uppercase();
    let (year, rest) = match label.split_once('-') {
        Some((year, rest)) => (digits(year, 4)?, Some(rest)),
        None => (digits(&label, 4)?, None),
    };
    let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
    let (first, end) = match rest {
        None => (
            NaiveDate::from_ymd_opt(year, 1, 1)?,
            NaiveDate::from_ymd_opt(year + 1, 1, 1)?,
        ),
        Some(rest) => match rest.split_at_checked(1)? {
            ("Q", quarter) => {
                let start = digits(quarter, 1)?.checked_sub(1)? * 3 + 1;
                let first = NaiveDate::from_ymd_opt(year, start, 1)?;
                (first, first.checked_add_months(Months::new(3))?)
            }
            ("W", week) => {
                let first = NaiveDate::from_isoywd_opt(year, digits(week, 2)?, Weekday::Mon)?;
                (first, first.checked_add_days(Days::new(7))?)
            }
            _ => match rest.split_once('-') {
                None => month(year, digits(rest, 2)?)?,
                Some((number, day)) => {
                    let (number, day) = (digits(number, 2)?, digits(day, 2)?);
                    let first = NaiveDate::from_ymd_opt(year, number, day)?;
                    (first, first.succ_opt()?)
                }
            },
        },
    };
    Some(DayRange { first, end, label })
}

/// The first day of a month and of the next.
fn month(year: i32, number: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, number, 1)?;
    Some((first, first.checked_add_months(Months::new(1))?))
}

/// A number of exactly so many digits.
fn digits(text: &str, length: usize) -> Option<u32> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// In none of the accepted forms.
    #[error(
        "cannot read `{0}` as a period: write 2026-10, 2026-Q4, 2026-W47, 2026, 2026-11-22, \
         last-month, this-week, today or 2026-10-05..2026-10-20"
    )]
    Unreadable(String),
    /// Ends where it begins, or earlier.
    #[error(
        "the period from {first} up to {end} has no day: the second date is the day after the last"
    )]
    Empty {
        /// The first day.
        first: NaiveDate,
        /// The day after the last.
        end: NaiveDate,
    },
}

impl Told for PeriodError {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }
}

#[cfg(test)]
#[path = "period_tests.rs"]
mod tests;
