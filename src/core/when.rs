//! Points in time as people type them, and days of a zone as instants.
//!
//! Instants of the model are [`Instant`]s: whole seconds, with the offset that
//! the store's zone has at that second. What is finer is truncated once, here.

use std::fmt;

use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime,
};
use chrono::{Offset, TimeDelta, TimeZone, Timelike, Utc};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use thiserror::Error;

use crate::core::duration::{DurationError, parse_duration};
use crate::core::told::{ExitCode, Told};
use crate::core::words;
use crate::core::zone::{self, NoZone, Zone};

/// A second, with the offset under which it is written down.
pub type Instant = DateTime<FixedOffset>;

/// Reads a point in time: RFC 3339 with any offset, `2026-11-22 09:14[:30]`
/// (also with a `T`), `2026-11-22` (the first instant of that day), `09:14`
/// (today), `today 8:00`, `yesterday 17:00`, `tomorrow`, `now`, `-2h`, `+1d`,
/// `2h ago`. Words and local times are those of `zone`; relative ones count
/// seconds from `now`, so `+1d` is 24 hours even across a change of the clock.
///
/// # Errors
///
/// A local time that the zone has twice or never is refused with the RFC 3339
/// texts of the instants around it, so that one can be pasted.
pub fn parse_when(text: &str, now: DateTime<Utc>, zone: Zone) -> Result<Instant, WhenError> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = words.to_lowercase();
    if lower == "now" {
        return in_range(&words, now, zone);
    }
    if let Ok(instant) = DateTime::parse_from_rfc3339(&words) {
        return in_range(&words, instant.to_utc(), zone);
    }
    if let Some(instant) = relative(&lower, now)? {
        return in_range(&words, instant, zone);
    }
    let today = now.with_timezone(&zone).date_naive();
    if let Some(clock) = read_clock(&lower) {
        return local(today.and_time(clock), zone);
    }
    // The `T` of a date, not that of `today`.
    let separator = if lower.starts_with(|first: char| first.is_ascii_digit()) {
        [' ', 't']
    } else {
        [' ', ' ']
    };
    let (day, clock) = match lower.split_once(separator) {
        Some((day, clock)) => (day, Some(clock)),
        None => (lower.as_str(), None),
    };
    let day = read_day(day, today)
        .map_err(|_| WhenError::NoSuchDay(day.to_owned()))?
        .ok_or_else(|| WhenError::Unreadable(words.clone()))?;
    match clock {
        None => match day_begins(day, zone) {
            // Whole days have been skipped: Apia had no 30 December 2011.
            instant if instant.date_naive() == day => Ok(instant),
            _ => local(day.and_time(NaiveTime::MIN), zone),
        },
        Some(clock) => match read_clock(clock) {
            Some(clock) => local(day.and_time(clock), zone),
            None => Err(WhenError::Unreadable(words)),
        },
    }
}

/// Reads a day: `2026-11-22`, `today`, `tomorrow`, `yesterday`, or whole days
/// from today such as `+3d` and `-1w`.
pub fn parse_day(text: &str, now: DateTime<Utc>, zone: Zone) -> Result<NaiveDate, WhenError> {
    let lower = text.trim().to_lowercase();
    let today = now.with_timezone(&zone).date_naive();
    let unreadable = || WhenError::UnreadableDay(text.trim().to_owned());
    if let Some(seconds) = signed(&lower)? {
        let days = seconds.checked_div(86_400).unwrap_or(0);
        if days.checked_mul(86_400) != Some(seconds) {
            return Err(unreadable());
        }
        return TimeDelta::try_days(days)
            .and_then(|delta| today.checked_add_signed(delta))
            .filter(|day| (1..=9999).contains(&day.year()))
            .ok_or(WhenError::OutOfRange(lower));
    }
    read_day(&lower, today)
        .map_err(|_| WhenError::NoSuchDay(lower.clone()))?
        .ok_or_else(unreadable)
}

/// Reads the name of a time zone of the IANA database, `America/Mexico_City`.
pub fn parse_zone(name: &str) -> Result<Zone, WhenError> {
    Zone::named(name).map_err(|error| match error {
        NoZone::Unknown => WhenError::NoSuchZone {
            name: name.to_owned(),
            nearest: words::nearest(name, zone::names().iter()).map(str::to_owned),
        },
        NoZone::Unreadable(reason) => WhenError::UnreadableZone {
            name: name.to_owned(),
            reason,
        },
    })
}

/// Reads the name of a zone; a slip is answered with the nearest.
impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Zone;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a time zone such as America/Mexico_City")
            }

            // What is wrong is named where it stands, not where its mapping
            // begins.
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Zone, E> {
                parse_zone(name).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Name)
    }
}

/// The same second with the zone's offset. An offset with seconds (local mean
/// time, Monrovia until 1972) is cut to minutes, since RFC 3339 cannot write
/// it and the instant matters more than the clock on the wall.
#[must_use]
pub fn in_zone(instant: DateTime<Utc>, zone: Zone) -> Instant {
    let seconds = offset_at(instant, zone).local_minus_utc();
    let offset = FixedOffset::east_opt(seconds - seconds % 60).unwrap_or(Utc.fix());
    let whole = instant.with_nanosecond(0).unwrap_or(instant);
    whole.with_timezone(&offset)
}

/// A second of the calendars as an instant, in UTC; none beyond the years that
/// can be written.
#[must_use]
pub fn instant(second: i64) -> Option<Instant> {
    DateTime::from_timestamp(second, 0).map(|instant| instant.fixed_offset())
}

/// A local time as the one instant that it names in `zone`.
///
/// # Errors
///
/// [`WhenError::Twice`] and [`WhenError::Never`].
pub fn local(time: NaiveDateTime, zone: Zone) -> Result<Instant, WhenError> {
    match zone.from_local_datetime(&time) {
        MappedLocalTime::Single(instant) => Ok(in_zone(instant.to_utc(), zone)),
        MappedLocalTime::Ambiguous(one, other) => Err(WhenError::Twice {
            local: wall(time),
            zone,
            first: in_zone(one.to_utc().min(other.to_utc()), zone),
            second: in_zone(one.to_utc().max(other.to_utc()), zone),
        }),
        MappedLocalTime::None => {
            let after = jump_over(time, zone);
            Err(WhenError::Never {
                local: wall(time),
                zone,
                before: in_zone(after - TimeDelta::seconds(1), zone),
                after: in_zone(after, zone),
            })
        }
    }
}

/// The first instant of a local day: a midnight that the zone has twice is the
/// first of them, one that it lacks is the end of the jump, which for a day that
/// was skipped is the next day.
#[must_use]
pub fn day_begins(day: NaiveDate, zone: Zone) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
    let instant = match zone.from_local_datetime(&midnight) {
        MappedLocalTime::Single(instant) => instant.to_utc(),
        MappedLocalTime::Ambiguous(one, other) => one.to_utc().min(other.to_utc()),
        MappedLocalTime::None => jump_over(midnight, zone),
    };
    in_zone(instant, zone)
}

/// The instant at which the zone's clock jumps over `time`: the first whose
/// wall clock shows a later one.
fn jump_over(time: NaiveDateTime, zone: Zone) -> DateTime<Utc> {
    let local = time.and_utc().timestamp();
    let mut at = local - zone::WIDEST_OFFSET;
    while at < local + zone::WIDEST_OFFSET {
        let stretch = zone.stretch(at);
        if at + stretch.offset > local {
            break;
        }
        at = stretch.to;
    }
    DateTime::from_timestamp(at, 0).unwrap_or_default()
}

fn offset_at(instant: DateTime<Utc>, zone: Zone) -> FixedOffset {
    zone.offset_from_utc_datetime(&instant.naive_utc()).fix()
}

/// Years of other than four digits cannot be written in RFC 3339.
fn in_range(text: &str, instant: DateTime<Utc>, zone: Zone) -> Result<Instant, WhenError> {
    let instant = in_zone(instant, zone);
    if (1..=9999).contains(&instant.year()) {
        Ok(instant)
    } else {
        Err(WhenError::OutOfRange(text.to_owned()))
    }
}

/// `-2h`, `+1d` or `2h ago`.
fn relative(text: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, WhenError> {
    let ago = text.strip_suffix(" ago").map(|span| format!("-{span}"));
    let Some(seconds) = signed(ago.as_deref().unwrap_or(text))? else {
        return Ok(None);
    };
    TimeDelta::try_seconds(seconds)
        .and_then(|delta| now.checked_add_signed(delta))
        .map(Some)
        .ok_or_else(|| WhenError::OutOfRange(text.to_owned()))
}

fn signed(text: &str) -> Result<Option<i64>, DurationError> {
    let (sign, span) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(span), _) => (-1, span),
        (_, Some(span)) => (1, span),
        _ => return Ok(None),
    };
    parse_duration(span).map(|seconds| Some(sign * seconds))
}

/// A text that is shaped like a day and is none.
struct NoSuchDay;

fn read_day(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, NoSuchDay> {
    match text {
        "today" => return Ok(Some(today)),
        "yesterday" => return today.pred_opt().map(Some).ok_or(NoSuchDay),
        "tomorrow" => return today.succ_opt().map(Some).ok_or(NoSuchDay),
        _ => {}
    }
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return Ok(None);
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|day| day.year() > 0)
        .map(Some)
        .ok_or(NoSuchDay)
}

/// `9:14`, `09:14` or `09:14:30`.
fn read_clock(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let hour = parts.next().filter(|hour| matches!(hour.len(), 1 | 2))?;
    let minute = parts.next().filter(|minute| minute.len() == 2)?;
    let second = parts.next().unwrap_or("00");
    if second.len() != 2 || parts.next().is_some() {
        return None;
    }
    let number = |digits: &str| {
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, number(second)?)
}

fn wall(time: NaiveDateTime) -> String {
    let seconds = if time.second() == 0 { "" } else { ":%S" };
    time.format(&format!("%Y-%m-%d %H:%M{seconds}")).to_string()
}

/// Why a text is no point in time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WhenError {
    /// In none of the accepted forms.
    #[error(
        "cannot read `{0}` as a time: write 2026-11-22T09:14:00-05:00, 2026-11-22 09:14, \
         2026-11-22, 09:14, yesterday 17:00, -2h or now"
    )]
    Unreadable(String),
    /// In none of the accepted forms of a day.
    #[error("cannot read `{0}` as a day: write 2026-11-22, today, tomorrow or +3d")]
    UnreadableDay(String),
    /// Shaped like a day, but the calendar lacks it.
    #[error("there is no day {0}")]
    NoSuchDay(String),
    /// Beyond the years 1 to 9999.
    #[error("`{0}` lies outside the years 1 to 9999")]
    OutOfRange(String),
    /// The clock was set back over it.
    #[error("{local} happens twice in {zone}: {} or {}", first.to_rfc3339(), second.to_rfc3339())]
    Twice {
        /// What was meant, as the wall shows it.
        local: String,
        /// Whose wall.
        zone: Zone,
        /// The earlier instant.
        first: Instant,
        /// The later instant.
        second: Instant,
    },
    /// The clock was set forward over it.
    #[error(
        "{local} does not happen in {zone}: the clock jumps from {} to {}",
        before.to_rfc3339(),
        after.to_rfc3339()
    )]
    Never {
        /// What was meant, as the wall would show it.
        local: String,
        /// Whose wall.
        zone: Zone,
        /// The last second before the jump.
        before: Instant,
        /// The first second after it.
        after: Instant,
    },
    /// Not in the database.
    #[error(
        "`{name}` is not an IANA time zone{}",
        nearest.as_ref().map(|nearest| format!(", did you mean {nearest}?")).unwrap_or_default()
    )]
    NoSuchZone {
        /// As typed.
        name: String,
        /// The zone that was probably meant.
        nearest: Option<String>,
    },
    /// In the database, but its file cannot be read.
    #[error("the rules of the zone {name} cannot be read: {reason}")]
    UnreadableZone {
        /// As typed.
        name: String,
        /// Why not.
        reason: String,
    },
    /// After a sign.
    #[error(transparent)]
    Duration(#[from] DurationError),
}

impl Told for WhenError {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }
}

#[cfg(test)]
#[path = "when_tests.rs"]
mod tests;
