//! The one table model between reports and formats.

use chrono::NaiveDate;

use super::style::Role;
use crate::core::duration::Seconds;
use crate::core::when::{Instant, Zone, in_zone};

/// Rows under named columns. A row shorter than the columns is filled up with
/// [`Cell::Missing`]; cells beyond them are not shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Written above the table for people; CSV has no place for it.
    pub title: Option<String>,
    /// From left to right.
    pub columns: Vec<Column>,
    /// In the order of the answer.
    pub rows: Vec<Vec<Cell>>,
    /// Sentences under the table, for people only.
    pub notes: Vec<String>,
    /// Whether a terminal shows the columns' headings; pairs of field and
    /// value need none.
    pub headings: bool,
}

impl Table {
    /// An empty table with headings.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            headings: true,
            ..Self::default()
        }
    }

    /// A record: one line for each field, without headings on a terminal. Long
    /// values are folded there.
    #[must_use]
    pub fn record(fields: Vec<(&str, Cell)>) -> Self {
        Self {
            columns: vec![
                Column::new("field", "Field").role(Role::Dim),
                Column::new("value", "Value").wrap(1),
            ],
            rows: fields
                .into_iter()
                .map(|(name, value)| vec![Cell::text(name), value])
                .collect(),
            ..Self::default()
        }
    }

    /// The table under a title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The cells of a row, exactly one for each column.
    pub(super) fn cells<'a>(&'a self, row: &'a [Cell]) -> impl Iterator<Item = &'a Cell> {
        (0..self.columns.len()).map(|place| row.get(place).unwrap_or(&Cell::Missing))
    }
}

/// A column and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// For programs: the head of the CSV column, `opened_at`.
    pub name: String,
    /// For people.
    pub heading: String,
    /// To which side its cells stand.
    pub align: Align,
    /// What it does when the terminal is too narrow.
    pub fit: Fit,
    /// The colour of its cells; a [`Cell::Ranked`] has its own.
    pub role: Role,
}

impl Column {
    /// A column on the left that is never shortened.
    #[must_use]
    pub fn new(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            heading: heading.into(),
            align: Align::Left,
            fit: Fit::Whole,
            role: Role::Plain,
        }
    }

    /// Its cells stand on the right, as numbers do.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }

    /// Its cells are shortened when room is short, see [`Fit::Shrink`].
    #[must_use]
    pub fn shrink(mut self, turn: u8) -> Self {
        self.fit = Fit::Shrink(turn);
        self
    }

    /// Its cells are folded when room is short, see [`Fit::Wrap`].
    #[must_use]
    pub fn wrap(mut self, turn: u8) -> Self {
        self.fit = Fit::Wrap(turn);
        self
    }

    /// Its cells are folded when room is short and nothing else gives way any
    /// more, see [`Fit::WrapLast`].
    #[must_use]
    pub fn wrap_last(mut self) -> Self {
        self.fit = Fit::WrapLast;
        self
    }

    /// Its cells have this colour.
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

/// The side of a column on which its cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers and durations.
    Right,
}

/// What a column does when the terminal is too narrow. Turns are taken in
/// ascending order; columns of one turn give way together, the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Stays whole: what is typed again (ids) or compared (times, numbers).
    Whole,
    /// Is cut, with an ellipsis.
    Shrink(u8),
    /// Goes on in the next line.
    Wrap(u8),
    /// Goes on in the next line, after all turns: what is typed again and may
    /// be long (slugs).
    WrapLast,
}

/// A value with its type, so that programs get numbers and people get words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Any text, of whatever origin: each writer makes it harmless.
    Text(String),
    /// Several texts in one cell: tags.
    List(Vec<String>),
    /// A word of a scale, level 1 the most severe: a priority.
    Ranked {
        /// The word.
        text: String,
        /// Its place on the scale, for the colour.
        level: u8,
    },
    /// A count.
    Number(i64),
    /// Tenths of a percent.
    Percent(i64),
    /// A point in time.
    Instant(Instant),
    /// A point in time that people read as its age; programs get the instant.
    Age {
        /// Since when.
        since: Instant,
        /// The instant it is counted to.
        now: Instant,
    },
    /// A day.
    Day(NaiveDate),
    /// Seconds.
    Duration(Seconds),
    /// Yes or no.
    Flag(bool),
    /// The ticket does not say.
    Missing,
    /// There was nothing to divide (sla.md section 5).
    NotApplicable,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text, or nothing.
    pub fn maybe<T: Into<String>>(text: Option<T>) -> Self {
        text.map_or(Self::Missing, Self::text)
    }

    /// A count of things in memory.
    #[must_use]
    pub fn count(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// The value in words for people: `2026-11-22 09:14`, `2 h 10 m`. Not yet
    /// harmless: the writer has to see to that.
    pub(super) fn wording(&self, zone: Option<Zone>) -> String {
        match self {
            Self::Text(text) | Self::Ranked { text, .. } => text.clone(),
            Self::List(texts) if texts.is_empty() => "-".to_owned(),
            Self::List(texts) => texts.join(", "),
            Self::Number(number) => number.to_string(),
            Self::Percent(tenths) => format!("{} %", decimal(*tenths)),
            Self::Instant(instant) => zone
                .map_or(*instant, |zone| in_zone(instant.to_utc(), zone))
                .format("%Y-%m-%d %H:%M")
                .to_string(),
            Self::Age { since, now } => age((*now - *since).num_seconds()),
            Self::Day(day) => day.to_string(),
            Self::Duration(seconds) => spoken(*seconds),
            Self::Flag(true) => "yes".to_owned(),
            Self::Flag(false) => "no".to_owned(),
            Self::Missing => "-".to_owned(),
            Self::NotApplicable => "n/a".to_owned(),
        }
    }
}

/// Tenths as a decimal number: 984 is `98.4`.
pub(super) fn decimal(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

/// `45 s`, `12 m 30 s`, `26 h 10 m`: the two widest units, cut, never rounded
/// up. No days: beside business hours a "day" of 24 hours would be misread.
fn spoken(seconds: Seconds) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let pair = |wide: u64, unit: &str, narrow: u64, part: &str| match narrow {
        0 => format!("{sign}{wide} {unit}"),
        _ => format!("{sign}{wide} {unit} {narrow} {part}"),
    };
    match (hours, minutes) {
        (0, 0) => format!("{sign}{rest} s"),
        (0, _) => pair(minutes, "m", rest, "s"),
        _ => pair(hours, "h", minutes, "m"),
    }
}

/// `12d`, `5h`, `3m`: the widest unit alone, cut; a list is scanned, not read.
fn age(seconds: Seconds) -> String {
    match seconds.max(0) {
        young if young < 3_600 => format!("{}m", young / 60),
        hours if hours < 172_800 => format!("{}h", hours / 3_600),
        days => format!("{}d", days / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::America::Mexico_City;

    use super::*;

    #[test]
    fn values_are_worded_for_people() {
        let instant = Instant::parse_from_rfc3339("2026-11-22T09:14:59-05:00").unwrap();
        let since = |seconds| Cell::Age {
            since: instant - chrono::Duration::seconds(seconds),
            now: instant,
        };
        for (cell, words) in [
            (Cell::Duration(0), "0 s"),
            (Cell::Duration(45), "45 s"),
            (Cell::Duration(750), "12 m 30 s"),
            (Cell::Duration(7_800), "2 h 10 m"),
            (Cell::Duration(7_200), "2 h"),
            (Cell::Duration(180_059), "50 h"),
            (Cell::Duration(-7_800), "-2 h 10 m"),
            (Cell::Percent(984), "98.4 %"),
            (Cell::Percent(-5), "-0.5 %"),
            (Cell::Instant(instant), "2026-11-22 09:14"),
            (since(59), "0m"),
            (since(3_599), "59m"),
            (since(3_600), "1h"),
            (since(172_799), "47h"),
            (since(172_800), "2d"),
            (since(-5), "0m"),
            (Cell::List(vec!["a".into(), "b".into()]), "a, b"),
            (Cell::List(vec![]), "-"),
            (Cell::Flag(true), "yes"),
            (Cell::Missing, "-"),
            (Cell::NotApplicable, "n/a"),
            (Cell::maybe(None::<String>), "-"),
            (Cell::count(3), "3"),
        ] {
            assert_eq!(cell.wording(None), words);
        }
        let abroad = Cell::Instant(instant).wording(Some(Mexico_City));
        assert_eq!(abroad, "2026-11-22 08:14");
        assert!(Cell::Duration(Seconds::MIN).wording(None).starts_with('-'));
    }
}
