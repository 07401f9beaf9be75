//! What a value is compared with: everything that has an order is a number.

use crate::core::duration::parse_duration;
use crate::core::fields::Shape;
use crate::core::fields::rank;
use crate::core::period;
use crate::core::when::{parse_day, parse_when};

use super::error::QueryError;
use super::scene::Scene;

/// What lies in `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    from: Option<i64>,
    to: Option<i64>,
}

impl Bounds {
    pub(super) fn hold(self, number: i64) -> bool {
        self.from.is_none_or(|from| number >= from) && self.to.is_none_or(|to| number < to)
    }
}

/// How a value is compared, as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison<'a> {
    Equal(&'a str),
    Above(&'a str),
    AtLeast(&'a str),
    Below(&'a str),
    AtMost(&'a str),
    Between(&'a str, &'a str),
}

impl<'a> Comparison<'a> {
    /// Signs before a value, and `..` between two; `=` may stand and says
    /// nothing.
    pub(super) fn read(text: &'a str) -> Self {
        const SIGNS: [&str; 8] = [">=", "=>", "<=", "=<", "==", ">", "<", "="];
        let found = SIGNS.iter().find_map(|sign| {
            let rest = text.strip_prefix(sign)?;
            Some((*sign, rest))
        });
        match found {
            Some((">=" | "=>", rest)) => Self::AtLeast(rest),
            Some(("<=" | "=<", rest)) => Self::AtMost(rest),
            Some((">", rest)) => Self::Above(rest),
            Some(("<", rest)) => Self::Below(rest),
            Some((_, rest)) => Self::Equal(rest),
            None => match text.split_once("..") {
                Some((from, to)) => Self::Between(from, to),
                None => Self::Equal(text),
            },
        }
    }
}

/// What is compared with, of a shape that is ordered.
pub(super) fn bounds(
    shape: Shape,
    comparison: Comparison<'_>,
    scene: &Scene<'_>,
) -> Result<Bounds, QueryError> {
    let span = |text: &str| span(shape, text, scene);
    let side = |text: &str| match text {
        "" | "*" => Ok(None),
        text => span(text).map(Some),
    };
    let (from, to) = match comparison {
        Comparison::Equal(text) => {
            let (from, to) = span(text)?;
            if shape == Shape::Instant && is_moving(text) {
                return Err(QueryError::Second {
                    typed: text.to_owned(),
                });
            }
            (Some(from), Some(to))
        }
        Comparison::AtLeast(text) => (Some(span(text)?.0), None),
        Comparison::AtMost(text) => (None, Some(span(text)?.1)),
        Comparison::Above(text) => (Some(span(text)?.1), None),
        Comparison::Below(text) => (None, Some(span(text)?.0)),
        Comparison::Between(first, last) => {
            let (from, to) = (side(first)?, side(last)?);
            if let (Some(from), Some(to)) = (from, to)
                && from.0 >= to.1
            {
                return Err(QueryError::Backwards {
                    from: first.to_owned(),
                    to: last.to_owned(),
                });
            }
            (from.map(|(from, _)| from), to.map(|(_, to)| to))
        }
    };
    Ok(Bounds { from, to })
}

/// What a text covers, from its first number up to the one after its last.
fn span(shape: Shape, text: &str, scene: &Scene<'_>) -> Result<(i64, i64), QueryError> {
    let wrong = |what: String| QueryError::Value {
        value: text.to_owned(),
        what,
        known: Vec::new(),
    };
    let one = |number: i64| (number, number.saturating_add(1));
    match shape {
        Shape::Instant => instants(text, scene),
        Shape::Day => days(text, scene),
        Shape::Duration => match parse_duration(text) {
            Ok(seconds) => Ok(one(seconds)),
            Err(error) => Err(wrong(format!("a duration: {error}"))),
        },
        Shape::Priority => {
            let found = match rank(&text.to_ascii_uppercase()) {
                Some(rank) => Some(rank),
                None => rank(&super::values::listed(shape, text, scene)?),
            };
            let found = found.map(|rank| one(rank.into()));
            found.ok_or_else(|| wrong("a priority".to_owned()))
        }
        _ => text
            .parse()
            .map(one)
            .map_err(|_| wrong("a whole number".to_owned())),
    }
}

/// A period from its first instant to the one after its last, a minute as a
/// minute, an instant as a second.
fn instants(text: &str, scene: &Scene<'_>) -> Result<(i64, i64), QueryError> {
    let zone = scene.policy.timezone;
    // No period of a report, which looks back.
    let tomorrow = match text.trim() {
        text if text.eq_ignore_ascii_case("tomorrow") => parse_day(text, scene.now, zone).ok(),
        _ => None,
    };
    let text = tomorrow.map_or_else(|| text.to_owned(), |day| day.to_string());
    let text = text.as_str();
    if let Ok(period) = period::parse_period(text, scene.now, zone) {
        return Ok((period.from.timestamp(), period.to.timestamp()));
    }
    match parse_when(text, scene.now, zone) {
        Ok(instant) => {
            let from = instant.timestamp();
            let width = if is_minute(text) { 60 } else { 1 };
            Ok((from, from + width))
        }
        Err(error) => Err(QueryError::Value {
            value: text.to_owned(),
            what: format!("a date: {error}"),
            known: Vec::new(),
        }),
    }
}

/// `09:14`, `2026-11-22 09:14`, `yesterday 9:14`.
fn is_minute(text: &str) -> bool {
    let clock = text
        .trim()
        .rsplit([' ', 'T', 't'])
        .next()
        .unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(clock.split_once(':'), Some((hour, minute)) if digits(hour) && digits(minute))
}

/// Whether a text names another second each time it is read.
fn is_moving(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['+', '-']) || text.eq_ignore_ascii_case("now") || text.ends_with("ago")
}

fn days(text: &str, scene: &Scene<'_>) -> Result<(i64, i64), QueryError> {
    let zone = scene.policy.timezone;
    if let Ok(period) = period::parse_period(text, scene.now, zone) {
        let (first, end) = period.days();
        return Ok((day(first), day(end)));
    }
    match parse_day(text, scene.now, zone) {
        Ok(one) => Ok((day(one), day(one) + 1)),
        Err(error) => Err(QueryError::Value {
            value: text.to_owned(),
            what: format!("a day: {error}"),
            known: Vec::new(),
        }),
    }
}

fn day(day: chrono::NaiveDate) -> i64 {
    use crate::core::fields::Shaped as _;
    day.number().unwrap_or_default()
}
