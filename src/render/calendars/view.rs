//! Calendars as programs read them.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::clock::State;
use crate::core::calendar::{Calendar, Known};
use crate::core::duration::Seconds;
use crate::core::ordered::Ordered;
use crate::core::stamp::Timestamp;

/// A key that may be absent, and is null where something is never.
type Key<T> = Option<Option<T>>;

/// What a question to one calendar came to.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[allow(clippy::option_option)] // Absent and null are two things.
pub struct Asked<'a> {
    pub(super) calendar: &'a str,
    /// Null: it can only be extended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<&'static str>")]
    pub(super) zone: Key<&'static str>,
    /// The instant of the question, or of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Timestamp")]
    pub(super) at: Option<Timestamp>,
    /// Whether it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<bool>")]
    pub(super) open: Key<bool>,
    /// When that ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Timestamp>")]
    pub(super) until: Key<Timestamp>,
    /// The first open instant from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Timestamp>")]
    pub(super) next_open: Key<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Timestamp>")]
    pub(super) next_close: Key<Timestamp>,
    /// When closed next turns to open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Timestamp>")]
    pub(super) next_opening: Key<Timestamp>,
    /// The calendar whose holidays it has too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<&'a str>")]
    pub(super) extends: Key<&'a str>,
    /// By weekday.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Ordered<Vec<String>>")]
    pub(super) hours: Option<Ordered<Vec<String>>>,
    /// Hours from a date on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<Version<'a>>")]
    pub(super) versions: Option<Vec<Version<'a>>>,
    /// By date, those to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Ordered<Vec<String>>")]
    pub(super) overrides: Option<Ordered<Vec<String>>>,
    /// By date, those to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Ordered<Vec<String>>")]
    pub(super) breaks: Option<Ordered<Vec<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<ShownHoliday<'a>>")]
    pub(super) next_holidays: Option<Vec<ShownHoliday<'a>>>,
    /// Open seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Seconds")]
    pub(super) seconds: Option<Seconds>,
    /// From and to; the last end is null where it never comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<Vec<Option<Timestamp>>>")]
    pub(super) intervals: Option<Vec<Vec<Option<Timestamp>>>>,
    /// What a clock shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "State")]
    pub(super) state: Option<State>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Seconds")]
    pub(super) elapsed_s: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Seconds")]
    pub(super) remaining_s: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "i64")]
    pub(super) permille: Option<i64>,
    /// Null while a pause goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Timestamp>")]
    pub(super) due_at: Key<Timestamp>,
    /// The first second that is too much.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Timestamp>")]
    pub(super) breach_at: Key<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub(super) breached: Option<bool>,
    /// Those of a holiday file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<ShownFeast<'a>>")]
    pub(super) days: Option<Vec<ShownFeast<'a>>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Version<'a> {
    pub(super) from: &'a str,
    pub(super) hours: &'a Ordered<Vec<String>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShownHoliday<'a> {
    pub(super) day: NaiveDate,
    pub(super) name: Option<&'a str>,
    /// The list that has it.
    pub(super) of: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShownFeast<'a> {
    pub(super) day: NaiveDate,
    pub(super) summary: &'a str,
    pub(super) state: Known,
    /// The line that adds it.
    pub(super) yaml: Option<String>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(calendar: &'a Calendar) -> Self {
        Self {
            calendar: calendar.name(),
            zone: Some(Some(calendar.zone().name())),
            ..Self::default()
        }
    }
}
