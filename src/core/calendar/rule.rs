//! What the configuration says of a calendar, and how it is read.

use std::collections::BTreeMap;

use crate::core::zone::Zone;
use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;

use crate::core::ordered::Ordered;
use crate::core::words;

use super::Calendar;
use super::dates::{DAY, Dates, Day, Exception, Interval, Intervals, Week};

/// The days of the week as the configuration writes them.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A calendar as it is written. Texts are kept, so that what is wrong in one
/// can be named and found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarRule {
    /// The zone whose wall clock decides; absent, that of the store.
    pub timezone: Option<Zone>,
    /// The calendar whose holidays are holidays of this one too.
    pub extends: Option<String>,
    /// Day of the week to intervals, `08:00-17:00`.
    pub hours: Option<Ordered<Vec<String>>>,
    /// Other hours from a local date on.
    pub versions: Vec<VersionRule>,
    /// Dates, and paths of `.ics` files of the store.
    pub holidays: Vec<String>,
    /// Date to the intervals that stand for its hours.
    pub overrides: Ordered<Vec<String>>,
    /// Date to intervals taken from its hours.
    pub breaks: Ordered<Vec<String>>,
}

/// The hours in force from a date on, until the next version.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionRule {
    /// A local date.
    pub from: String,
    /// Day of the week to intervals.
    pub hours: Ordered<Vec<String>>,
}

impl CalendarRule {
    /// How the calendar that is always open would be written.
    #[must_use]
    pub fn always() -> Self {
        let whole = vec!["00:00-24:00".to_owned()];
        let days = WEEKDAYS.map(|day| (day.to_owned(), whole.clone()));
        Self {
            hours: Some(Ordered(days.into())),
            ..Self::default()
        }
    }

    /// Whether it says when it is open; one that does not can only be extended.
    #[must_use]
    pub fn has_hours(&self) -> bool {
        let mut overrides = self.overrides.0.iter();
        self.hours.is_some()
            || !self.versions.is_empty()
            || overrides.any(|(_, intervals)| !intervals.is_empty())
    }

    /// The `.ics` files among the holidays, as they are written.
    pub fn holiday_files(&self) -> impl Iterator<Item = &str> {
        self.holidays
            .iter()
            .map(String::as_str)
            .filter(|text| is_file(text))
    }
}

/// Whether an entry of `holidays` names a file; otherwise it is a date.
pub(super) fn is_file(text: &str) -> bool {
    let end = text.len().checked_sub(4).and_then(|at| text.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(".ics"))
}

/// Whether a path stays below the folder it begins at.
pub(super) fn is_inside(path: &str) -> bool {
    let mut components = path.split(['/', '\\']);
    components.all(|component| !matches!(component, "" | "." | ".."))
}

/// What is wrong in `calendars:`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct CalendarFlaw {
    /// The way to it from the top of the file: keys, then the value itself.
    pub keys: Vec<String>,
    /// What is wrong, without a final full stop.
    pub reason: String,
    /// What to write instead, if there is something to say.
    pub hint: Option<String>,
}

impl CalendarFlaw {
    pub(super) fn new(keys: &[&str], reason: impl Into<String>) -> Self {
        Self {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            reason: reason.into(),
            hint: None,
        }
    }

    pub(super) fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same flaw below other keys.
    pub(super) fn below(mut self, keys: &[&str]) -> Self {
        let above = keys.iter().map(|key| (*key).to_owned());
        self.keys = above.chain(self.keys).collect();
        self
    }
}

/// Compiles a calendar that has hours. The keys of a flaw begin below its name.
pub(super) fn compile(
    name: &str,
    rule: &CalendarRule,
    zone: Zone,
    holidays: impl Iterator<Item = NaiveDate>,
) -> Result<Calendar, CalendarFlaw> {
    let weeks = Dates::new(weeks(rule)?);
    let overrides = dated("overrides", &rule.overrides)?;
    let breaks = dated("breaks", &rule.breaks)?;
    let mut exceptions = BTreeMap::new();
    for day in overrides.keys().chain(breaks.keys()) {
        let hours = overrides.get(day).unwrap_or_else(|| weeks.regular(*day));
        let spans = match breaks.get(day) {
            Some(breaks) => hours.minus(breaks),
            None => hours.clone(),
        };
        let is_working = !hours.is_empty();
        exceptions.insert(*day, Exception { spans, is_working });
    }
    let closed = Exception {
        spans: Intervals::default(),
        is_working: false,
    };
    exceptions.extend(holidays.map(|date| (day_of(date), closed.clone())));
    let dates = weeks.with(exceptions);
    if !dates.ever_open() {
        return Err(CalendarFlaw::new(&[], format!("{name} never opens"))
            .hinted("hours: {mon: [\"08:00-17:00\"]}"));
    }
    Ok(Calendar::new(name, zone, dates))
}

/// The regular weeks by the date from which each is in force.
fn weeks(rule: &CalendarRule) -> Result<Vec<(Day, Week)>, CalendarFlaw> {
    let first = match &rule.hours {
        Some(hours) => week(hours).map_err(|flaw| flaw.below(&["hours"]))?,
        None => Week::default(),
    };
    let mut later = BTreeMap::new();
    for version in &rule.versions {
        let from = &*version.from;
        let day = day_of(date(from).ok_or_else(|| no_date(&["versions"], from))?);
        let hours = week(&version.hours);
        let hours = hours.map_err(|flaw| flaw.below(&["versions", from, "hours"]))?;
        if later.insert(day, hours).is_some() {
            return Err(CalendarFlaw::new(
                &["versions", from, "from", from],
                format!("two versions are in force from {from}"),
            )
            .hinted("one date, one version: put their hours together"));
        }
    }
    let earliest = later.keys().next().map_or(0, |first| first - 1);
    Ok(std::iter::once((earliest, first)).chain(later).collect())
}

/// An interval laid on a day, with where it was written.
struct Placed<'a> {
    span: Interval,
    day: &'a str,
    text: &'a str,
}

/// The hours of a week. An overnight interval is split at midnight: its second
/// part belongs to the next day of the week.
fn week(hours: &Ordered<Vec<String>>) -> Result<Week, CalendarFlaw> {
    let mut placed: [Vec<Placed<'_>>; 7] = Default::default();
    for (day, intervals) in &hours.0 {
        let Some(place) = WEEKDAYS.iter().position(|weekday| weekday == day) else {
            let flaw = CalendarFlaw::new(&[day], format!("`{day}` is not a day of the week"));
            return Err(match nearest_weekday(day) {
                Some(nearest) => flaw.hinted(format!("did you mean {nearest}?")),
                None => flaw.hinted(format!("it may be {}", words::listed(&WEEKDAYS, "or"))),
            });
        };
        for text in intervals {
            let (from, to) = interval(text).map_err(|flaw| flaw.below(&[day]))?;
            let mut lay = |place: usize, from, to| {
                let span = Interval { from, to };
                placed[place % 7].push(Placed { span, day, text });
            };
            if from < to {
                lay(place, from, to);
            } else {
                lay(place, from, DAY);
                if to > 0 {
                    lay(place + 1, 0, to);
                }
            }
        }
    }
    let mut week = Week::default();
    for (spans, placed) in week.iter_mut().zip(placed) {
        *spans = disjoint(placed)?;
    }
    Ok(week)
}

/// `monday` is nearer to `mon` than any count of slips says.
fn nearest_weekday(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let begins = |day: &&&str| lower.starts_with(**day);
    let whole = WEEKDAYS.iter().find(begins).copied();
    whole.or_else(|| words::nearest(text, WEEKDAYS))
}

fn disjoint(mut placed: Vec<Placed<'_>>) -> Result<Intervals, CalendarFlaw> {
    placed.sort_by_key(|placed| placed.span);
    for pair in placed.windows(2) {
        let [one, other] = pair else { continue };
        if other.span.from < one.span.to {
            let reason = if one.day == other.day {
                format!("`{}` overlaps `{}`", other.text, one.text)
            } else {
                format!(
                    "`{}` of {} overlaps `{}` of {}",
                    other.text, other.day, one.text, one.day
                )
            };
            return Err(CalendarFlaw::new(&[other.day, other.text], reason)
                .hinted("intervals of one day may touch, not overlap"));
        }
    }
    Ok(Intervals::union(
        placed.into_iter().map(|placed| placed.span).collect(),
    ))
}

/// Intervals by date.
fn dated(
    key: &'static str,
    rules: &Ordered<Vec<String>>,
) -> Result<BTreeMap<Day, Intervals>, CalendarFlaw> {
    let mut dates = BTreeMap::new();
    for (text, intervals) in &rules.0 {
        let date = date(text).ok_or_else(|| no_date(&[key], text))?;
        let mut placed = Vec::new();
        for interval_text in intervals {
            let (from, to) = interval(interval_text).map_err(|flaw| flaw.below(&[key, text]))?;
            if to <= from {
                let keys = [key, text, interval_text];
                let reason = format!("`{interval_text}` goes past the midnight of its date");
                return Err(CalendarFlaw::new(&keys, reason)
                    .hinted("end it with 24:00, and write the rest under the next date"));
            }
            placed.push(Placed {
                span: Interval { from, to },
                day: text,
                text: interval_text,
            });
        }
        let spans = disjoint(placed).map_err(|flaw| flaw.below(&[key]))?;
        dates.insert(day_of(date), spans);
    }
    Ok(dates)
}

/// `08:00-17:00` in seconds since midnight; the end may be before the begin,
/// but not the same.
fn interval(text: &str) -> Result<(i64, i64), CalendarFlaw> {
    let flaw = |reason: String| CalendarFlaw::new(&[text], reason);
    let ends = text.split_once('-').and_then(|(from, to)| {
        let ends = (clock(from.trim())?, clock(to.trim())?);
        (ends.0 < DAY).then_some(ends)
    });
    let (from, to) = ends.ok_or_else(|| {
        flaw(format!("`{text}` is not an interval"))
            .hinted("write \"08:00-17:00\"; the last end of a day is 24:00")
    })?;
    if from == to {
        let reason = format!("`{text}` is empty: it ends where it begins");
        return Err(flaw(reason).hinted("a whole day is \"00:00-24:00\""));
    }
    Ok((from, to))
}

/// `08:00` or `8:00`, up to `24:00`, in seconds since midnight.
fn clock(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let plain = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours, 1..=2)?, number(minutes, 2..=2)?);
    let seconds = hours * 3_600 + minutes * 60;
    (minutes < 60 && seconds <= DAY).then_some(seconds)
}

/// `2026-12-25`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (shaped && date.year() > 0).then_some(date)
}

pub(super) fn no_date(keys: &[&str], text: &str) -> CalendarFlaw {
    CalendarFlaw::new(&[text], format!("`{text}` is not a date"))
        .below(keys)
        .hinted("write it like 2026-12-25")
}

pub(super) fn day_of(date: NaiveDate) -> Day {
    (date - NaiveDate::default()).num_days()
}
