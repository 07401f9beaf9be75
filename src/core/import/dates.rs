//! Dates as other systems write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};
use serde::{Deserialize, Deserializer};

use crate::core::stamp::Timestamp;
use crate::core::when::{WhenError, in_zone, local};
use crate::core::zone::Zone;

use super::scalars;

/// How dates are written, in the notation of `strftime`, or `rfc3339`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat(String);

const RFC3339: &str = "rfc3339";

impl Default for DateFormat {
    fn default() -> Self {
        Self(RFC3339.to_owned())
    }
}

impl<'de> Deserialize<'de> for DateFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalars::text(deserializer, "a format of dates", Self::new)
    }
}

impl DateFormat {
    /// A format that can read what it writes.
    ///
    /// # Errors
    /// When it lacks a part of the date, or is no format at all.
    pub fn new(text: &str) -> Result<Self, String> {
        let format = Self(text.to_owned());
        let wrong = || {
            format!(
                "`{text}` cannot read a date: it needs day, month and year, like %d/%m/%Y %H:%M, or is rfc3339"
            )
        };
        if text == RFC3339 {
            return Ok(format);
        }
        let items: Vec<_> = chrono::format::StrftimeItems::new(text).collect();
        if items.contains(&chrono::format::Item::Error) {
            return Err(wrong());
        }
        let day = NaiveDate::from_ymd_opt(2016, 2, 29).ok_or_else(wrong)?;
        let moment = day.and_time(NaiveTime::MIN).and_utc().fixed_offset();
        let written = moment.format_with_items(items.iter()).to_string();
        match format.parse(&written) {
            Some(_) => Ok(format),
            None => Err(wrong()),
        }
    }

    fn parse(&self, text: &str) -> Option<Read> {
        if self.0 == RFC3339 {
            return DateTime::parse_from_rfc3339(text).ok().map(Read::Instant);
        }
        if let Ok(instant) = DateTime::parse_from_str(text, &self.0) {
            return Some(Read::Instant(instant));
        }
        if let Ok(time) = NaiveDateTime::parse_from_str(text, &self.0) {
            return Some(Read::Local(time));
        }
        let day = NaiveDate::parse_from_str(text, &self.0).ok()?;
        Some(Read::Local(day.and_time(NaiveTime::MIN)))
    }

    /// The instant of a text, with the offset of the store's zone. `from` is
    /// the zone of local times. One that the clock shows twice is the first
    /// of the two; one that it skips counts on with the offset before the
    /// jump: a foreign log has no other way to say them, and must not be lost.
    ///
    /// # Errors
    /// A text that is not written so.
    pub fn read(&self, text: &str, from: Zone, store: Zone) -> Result<Timestamp, String> {
        let unreadable = || format!("`{text}` is not a date written as {}", self.0);
        let instant = match self.parse(text).ok_or_else(unreadable)? {
            Read::Instant(instant) => instant,
            Read::Local(time) => match local(time, from) {
                Ok(instant) => instant,
                Err(WhenError::Twice { first, .. }) => first,
                Err(WhenError::Never { before, .. }) => {
                    let counted = before.offset().from_local_datetime(&time);
                    counted.single().ok_or_else(unreadable)?
                }
                Err(error) => return Err(error.to_string()),
            },
        };
        if (1..=9999).contains(&chrono::Datelike::year(&instant)) {
            Ok(in_zone(instant.to_utc(), store))
        } else {
            Err(unreadable())
        }
    }
}

enum Read {
    Instant(DateTime<FixedOffset>),
    Local(NaiveDateTime),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::stamp::rfc3339;

    fn read(format: &str, text: &str, zone: &str) -> Result<String, String> {
        let zone = zone.parse::<Zone>().unwrap();
        let instant = DateFormat::new(format)?.read(text, zone, zone)?;
        Ok(rfc3339(&instant))
    }

    #[test]
    fn dates_read_in_the_ways_of_other_systems() {
        let mexico = "America/Mexico_City";
        for (format, text, zone, instant) in [
            (
                "%d/%m/%Y %H:%M",
                "1/2/2016 09:06",
                "UTC",
                "2016-02-01T09:06:00Z",
            ),
            (
                "%d/%m/%Y %H:%M",
                "01/02/2016 9:06",
                mexico,
                "2016-02-01T09:06:00-06:00",
            ),
            (
                "%Y-%m-%d",
                "2016-02-29",
                mexico,
                "2016-02-29T00:00:00-06:00",
            ),
            (
                "%m/%d/%Y %I:%M %p",
                "2/29/2016 01:00 PM",
                "UTC",
                "2016-02-29T13:00:00Z",
            ),
            (
                "%Y-%m-%d %H:%M %z",
                "2016-02-29 12:00 +0200",
                "UTC",
                "2016-02-29T10:00:00Z",
            ),
            (
                "rfc3339",
                "2016-02-29T12:00:00.5Z",
                mexico,
                "2016-02-29T06:00:00-06:00",
            ),
            // Twice, and never, on the days the clock changed.
            (
                "%d/%m/%Y %H:%M",
                "30/10/2016 01:30",
                mexico,
                "2016-10-30T01:30:00-05:00",
            ),
            (
                "%d/%m/%Y %H:%M",
                "3/4/2016 02:30",
                mexico,
                "2016-04-03T03:30:00-05:00",
            ),
        ] {
            assert_eq!(read(format, text, zone), Ok(instant.to_owned()), "{text}");
        }
        for text in ["31/2/2016 10:00", "2016-02-29", "", "1/1/99999 10:00"] {
            assert!(read("%d/%m/%Y %H:%M", text, "UTC").is_err(), "{text}");
        }
    }

    #[test]
    fn a_format_that_cannot_tell_the_day_is_refused() {
        for format in ["%d/%m %H:%M", "%Q", "", "dd/mm/yyyy"] {
            assert!(DateFormat::new(format).is_err(), "{format}");
        }
    }
}
