//! Spans of time as people type them: `90m`, `4h`, `1h30m`, `2d`.

use crate::core::told::{ExitCode, Told};
use thiserror::Error;

/// Whole seconds. Negative only in what is computed (an overrun), never in
/// what is typed.
pub type Seconds = i64;

/// The units, widest first. A day is 24 hours and a week 7 such days: a span
/// knows no calendar, so it never depends on a change of the clock.
const UNITS: [(char, Seconds); 5] = [
    ('w', 7 * 86_400),
    ('d', 86_400),
    ('h', 3_600),
    ('m', 60),
    ('s', 1),
];

/// Reads `90m`, `4h`, `1h30m`, `1h 30m`, `2d`, `45s`, `1w`; `0m` is a duration
/// too. Each unit stands at most once, the wider before the narrower, because
/// `30m1h` is more often a slip than a wish.
pub fn parse_duration(text: &str) -> Result<Seconds, DurationError> {
    let trimmed = text.trim().to_ascii_lowercase();
    let unreadable = || DurationError::Unreadable(text.trim().to_owned());
    if trimmed.starts_with('-') {
        return Err(DurationError::Negative(text.trim().to_owned()));
    }
    let mut units = UNITS.iter();
    let mut total: Seconds = 0;
    let mut rest = trimmed.as_str();
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        if number.is_empty() {
            return Err(unreadable());
        }
        let Some(letter) = after.chars().next() else {
            return Err(DurationError::NoUnit {
                text: text.trim().to_owned(),
                number: number.to_owned(),
            });
        };
        let (_, size) = units.find(|unit| unit.0 == letter).ok_or_else(unreadable)?;
        total = number
            .parse::<Seconds>()
            .ok()
            .and_then(|number| number.checked_mul(*size))
            .and_then(|seconds| total.checked_add(seconds))
            .ok_or_else(|| DurationError::TooLong(text.trim().to_owned()))?;
        rest = after[letter.len_utf8()..].trim_start();
    }
    if trimmed.is_empty() {
        return Err(unreadable());
    }
    Ok(total)
}

/// The shortest text in days, hours, minutes and seconds that
/// [`parse_duration`] reads back: `1h30m`, `2d4h`, `0s`. An overrun has a
/// leading `-`, which is for reading only.
#[must_use]
pub fn format_duration(seconds: Seconds) -> String {
    if seconds == 0 {
        return "0s".to_owned();
    }
    let mut text = String::new();
    if seconds < 0 {
        text.push('-');
    }
    let mut rest = seconds.unsigned_abs();
    for (letter, size) in &UNITS[1..] {
        let size = size.unsigned_abs();
        if rest >= size {
            text.push_str(&(rest / size).to_string());
            text.push(*letter);
            rest %= size;
        }
    }
    text
}

/// Why a text is no duration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DurationError {
    /// Not numbers with units.
    #[error("cannot read `{0}` as a duration: write 45s, 90m, 4h, 1h30m, 2d or 1w")]
    Unreadable(String),
    /// A number that may be minutes or hours.
    #[error("`{text}` lacks a unit: write {number}m for minutes or {number}h for hours")]
    NoUnit {
        /// What was typed.
        text: String,
        /// The number that stands alone.
        number: String,
    },
    /// Time does not run backwards.
    #[error("`{0}` is negative: a duration is zero or more")]
    Negative(String),
    /// More seconds than the program can count.
    #[error("`{0}` is too long")]
    TooLong(String),
}

impl Told for DurationError {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_unit_is_read() {
        for (text, seconds) in [
            ("45s", 45),
            ("90m", 5_400),
            ("4h", 14_400),
            ("1h30m", 5_400),
            ("1h 30m", 5_400),
            (" 2D ", 172_800),
            ("1w", 604_800),
            ("1w1d1h1m1s", 694_861),
            ("0m", 0),
        ] {
            assert_eq!(parse_duration(text), Ok(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_refused_says_why() {
        for (text, message) in [
            (
                "",
                "cannot read `` as a duration: write 45s, 90m, 4h, 1h30m, 2d or 1w",
            ),
            (
                "30m1h",
                "cannot read `30m1h` as a duration: write 45s, 90m, 4h, 1h30m, 2d or 1w",
            ),
            (
                "1.5h",
                "cannot read `1.5h` as a duration: write 45s, 90m, 4h, 1h30m, 2d or 1w",
            ),
            (
                "1ñ",
                "cannot read `1ñ` as a duration: write 45s, 90m, 4h, 1h30m, 2d or 1w",
            ),
            (
                "90",
                "`90` lacks a unit: write 90m for minutes or 90h for hours",
            ),
            (
                "1h30",
                "`1h30` lacks a unit: write 30m for minutes or 30h for hours",
            ),
            ("-2h", "`-2h` is negative: a duration is zero or more"),
            ("9223372036854775807w", "`9223372036854775807w` is too long"),
            (
                "99999999999999999999s",
                "`99999999999999999999s` is too long",
            ),
            ("9223372036854775807s", ""),
        ] {
            let read = parse_duration(text).map_err(|error| error.to_string());
            if message.is_empty() {
                assert!(read.is_ok(), "{text}");
            } else {
                assert_eq!(read, Err(message.to_owned()), "{text}");
            }
        }
    }

    #[test]
    fn the_written_form_is_short() {
        for (seconds, text) in [
            (0, "0s"),
            (59, "59s"),
            (5_400, "1h30m"),
            (187_200, "2d4h"),
            (604_800, "7d"),
            (-5_400, "-1h30m"),
        ] {
            assert_eq!(format_duration(seconds), text);
        }
        assert!(format_duration(Seconds::MIN).starts_with("-106751991167300d"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds in 0..=Seconds::MAX) {
            prop_assert_eq!(parse_duration(&format_duration(seconds)), Ok(seconds));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            if let Ok(seconds) = parse_duration(&text) {
                prop_assert!(seconds >= 0);
            }
        }
    }
}
