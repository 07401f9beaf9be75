//! What stands in a table: values with their types, and texts of ours.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::bars::{bar, sparkline};
use super::style::Style;
use super::words::{self, word};
use crate::core::contract::Percent;
use crate::core::duration::Seconds;
use crate::core::policy::Language;
use crate::core::report::Ratio;
use crate::core::when::Instant;
use crate::core::zone::Zone;

/// So many ids stand in a cell that has more.
const IDS: usize = 5;

/// A text for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase {
    /// As it stands: a title from the store.
    Verbatim(String),
    /// Ours, in English; `{0}`, `{1}` stand for values.
    Ours {
        /// The key of the table of words.
        english: Cow<'static, str>,
        /// The values.
        with: Vec<Cell>,
    },
}

impl Phrase {
    /// A text of ours without values.
    pub fn ours(english: impl Into<Cow<'static, str>>) -> Self {
        Self::with(english, Vec::new())
    }

    /// A text of ours with values for `{0}`, `{1}`.
    pub fn with(english: impl Into<Cow<'static, str>>, with: Vec<Cell>) -> Self {
        Self::Ours {
            english: english.into(),
            with,
        }
    }

    /// The text in the style's language. Not yet harmless.
    pub(super) fn wording(&self, style: &Style) -> String {
        match self {
            Self::Verbatim(text) => text.clone(),
            Self::Ours { english, with } if with.is_empty() => {
                word(english, style.language).to_owned()
            }
            Self::Ours { english, with } => filled(word(english, style.language), with, style),
        }
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::Verbatim(text)
    }
}

impl From<&'static str> for Phrase {
    fn from(english: &'static str) -> Self {
        Self::ours(english)
    }
}

/// The values in their places. What a value says is not looked at again.
fn filled(template: &str, with: &[Cell], style: &Style) -> String {
    let mut pieces = template.split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let value = piece.split_once('}').and_then(|(number, rest)| {
            let cell = with.get(number.parse::<usize>().ok()?)?;
            Some((cell.wording(style), rest))
        });
        match value {
            Some((value, rest)) => text.extend([value.as_str(), rest]),
            None => text.extend(["{", piece]),
        }
    }
    text
}

/// A value with its type, so that programs get numbers and people get words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Any text, of whatever origin: each writer makes it harmless.
    Text(String),
    /// A text of ours, which people read in the report's language and programs
    /// in English.
    Ours(Phrase),
    /// The value of a field with a closed list of words, `status` `waiting`;
    /// programs get the word of the files.
    Value {
        /// The field.
        field: &'static str,
        /// The word.
        word: String,
    },
    /// A period by its label; people read the name of a month.
    Period(String),
    /// A text with the parts of it that were looked for.
    Marked {
        /// Of whatever origin.
        text: String,
        /// Where they stand (bytes), in order.
        hits: Vec<Range<usize>>,
    },
    /// Several texts in one cell: tags.
    List(Vec<String>),
    /// Tickets; of many people see the first ones, and how many more there are.
    Ids(Vec<String>),
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
    /// Tenths of a percentage point, between two percentages.
    Points(i64),
    /// What a contract commits to, with the decimals that it says.
    Committed(Percent),
    /// So many of so many, of what: `4.4 % (26 of 579 resolved)`.
    Ratio {
        /// The numbers.
        ratio: Ratio,
        /// `resolved`; a word of ours.
        of: Option<&'static str>,
    },
    /// A bar as long as its part of the whole.
    Bar {
        /// How much.
        part: usize,
        /// What fills the bar.
        whole: usize,
    },
    /// How a number went.
    Sparkline(Vec<usize>),
    /// A figure beside that of the period before.
    Compared {
        /// Of the period.
        now: Box<Cell>,
        /// Of the one before.
        before: Box<Cell>,
    },
    /// A difference, which people read with its sign.
    Change(Box<Cell>),
    /// What the line above says already; programs read it again.
    Repeated(Box<Cell>),
    /// A point in time.
    Instant(Instant),
    /// A point in time that people read as its age; programs get the instant.
    Age {
        /// Since when.
        since: Instant,
        /// The instant it is counted to.
        now: Instant,
    },
    /// A point in time as a customer is told it: by the clock on their wall,
    /// and without a date when it is today's.
    Told {
        /// The instant, with the customer's offset.
        at: Instant,
        /// The instant it is told at, likewise.
        now: Instant,
        /// Their zone, where the reader's clock shows another time.
        zone: Option<Zone>,
    },
    /// A point in time to the second, under the offset that it carries.
    Second(Instant),
    /// A day.
    Day(NaiveDate),
    /// Seconds.
    Duration(Seconds),
    /// Seconds that people add up: none is cut.
    Exact(Seconds),
    /// Yes or no.
    Flag(bool),
    /// The ticket does not say.
    Missing,
    /// There was nothing to divide (bitacora-sla(7), COMMITMENT).
    NotApplicable,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text of ours.
    pub fn label(english: impl Into<Cow<'static, str>>) -> Self {
        Self::Ours(Phrase::ours(english))
    }

    /// A text of ours with values in it.
    #[must_use]
    pub fn phrase(english: &'static str, with: Vec<Self>) -> Self {
        Self::Ours(Phrase::with(english, with))
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

    /// Tenths of a percent, where there was something to divide.
    #[must_use]
    pub fn percent(ratio: Ratio) -> Self {
        let tenths = ratio.tenths();
        tenths.map_or(Self::NotApplicable, |tenths| Self::Percent(tenths.into()))
    }

    /// The difference to the figure of the period before; a percentage differs
    /// by points.
    pub(super) fn change(&self, before: &Self) -> Self {
        match (self, before) {
            (Self::Number(now), Self::Number(before)) => Self::Number(now - before),
            (Self::Duration(now), Self::Duration(before)) => Self::Duration(now - before),
            (Self::Percent(now), Self::Percent(before)) => Self::Points(now - before),
            (Self::Ratio { ratio: now, .. }, Self::Ratio { ratio: before, .. }) => {
                Self::percent(*now).change(&Self::percent(*before))
            }
            _ => Self::NotApplicable,
        }
    }

    /// The value in words for people: `2026-11-22 09:14`, `2 h 10 m`. Not yet
    /// harmless: the writer has to see to that.
    pub(super) fn wording(&self, style: &Style) -> String {
        let language = style.language;
        match self {
            Self::Text(text) | Self::Ranked { text, .. } | Self::Marked { text, .. } => {
                text.clone()
            }
            Self::Ours(phrase) => phrase.wording(style),
            Self::Value { field, word } => words::value(field, word, language).into_owned(),
            Self::Period(label) => words::period(label, language),
            Self::List(texts) | Self::Ids(texts) if texts.is_empty() => "-".to_owned(),
            // An id takes no more room than "and 1 more".
            Self::Ids(ids) if ids.len() > IDS + 1 => {
                let more = vec![Self::count(ids.len() - IDS)];
                let more = Phrase::with("and {0} more", more).wording(style);
                format!("{} {more}", ids[..IDS].join(", "))
            }
            Self::List(texts) | Self::Ids(texts) => texts.join(", "),
            Self::Number(number) => number.to_string(),
            Self::Percent(tenths) => format!("{} %", decimal(*tenths, language)),
            Self::Points(tenths) => format!("{} pp", decimal(*tenths, language)),
            Self::Committed(percent) => {
                let number = percent.to_string();
                let mark = words::decimal_mark(language).to_string();
                format!("{} %", number.replace('.', &mark))
            }
            Self::Ratio { ratio, of } => share(*ratio, *of, style),
            Self::Bar { part, whole } => bar(*part, *whole, style.ascii),
            Self::Sparkline(numbers) => sparkline(numbers, style.ascii),
            Self::Compared { now, before } => compared(now, before, style),
            Self::Change(cell) => signed(&cell.wording(style)),
            Self::Repeated(_) => String::new(),
            Self::Told { at, now, zone } => told(at, now, *zone),
            Self::Second(instant) => instant.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Exact(seconds) => exact(*seconds),
            Self::Instant(instant) => {
                let day = words::day(instant.date_naive(), language);
                format!("{day} {}", instant.format("%H:%M"))
            }
            Self::Age { since, now } => age((*now - *since).num_seconds()),
            Self::Day(day) => words::day(*day, language),
            Self::Duration(seconds) => spoken(*seconds, language),
            Self::Flag(true) => word("yes", language).to_owned(),
            Self::Flag(false) => word("no", language).to_owned(),
            Self::Missing => "-".to_owned(),
            Self::NotApplicable => word("n/a", language).to_owned(),
        }
    }
}

/// `4.4 % (26 of 579 resolved)`; the division is the core's, the words are ours.
fn share(ratio: Ratio, of: Option<&'static str>, style: &Style) -> String {
    let numbers = [
        Cell::percent(ratio),
        Cell::count(ratio.numerator),
        Cell::count(ratio.denominator),
    ];
    let phrase = match (ratio.tenths(), of) {
        (None, _) => return Cell::NotApplicable.wording(style),
        (Some(_), None) => Phrase::with("{0} ({1} of {2})", numbers.into()),
        (Some(_), Some(of)) => {
            let of = Cell::label(of);
            Phrase::with(
                "{0} ({1} of {2} {3})",
                numbers.into_iter().chain([of]).collect(),
            )
        }
    };
    phrase.wording(style)
}

/// `12 (9, +3)`: now, before, the difference.
fn compared(now: &Cell, before: &Cell, style: &Style) -> String {
    let short = |cell: &Cell| match cell {
        Cell::Ratio { ratio, .. } => Cell::percent(*ratio).wording(style),
        cell => cell.wording(style),
    };
    let change = now.change(before);
    let change = match change {
        Cell::NotApplicable => return format!("{} ({})", now.wording(style), short(before)),
        change => signed(&change.wording(style)),
    };
    format!("{} ({}, {change})", now.wording(style), short(before))
}

/// A difference with its sign; nothing has none.
fn signed(number: &str) -> String {
    let is_nothing = !number.contains(|digit: char| ('1'..='9').contains(&digit));
    let sign = if is_nothing || number.starts_with('-') {
        ""
    } else {
        "+"
    };
    format!("{sign}{number}")
}

/// `today 17:00`, `11-27 17:00` in the same year, `2027-01-04 17:00`.
fn told(at: &Instant, now: &Instant, zone: Option<Zone>) -> String {
    let day = if at.date_naive() == now.date_naive() {
        "today %H:%M"
    } else if at.year() == now.year() {
        "%m-%d %H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    let place = zone.map_or_else(String::new, |zone| format!(" {zone}"));
    format!("{}{place}", at.format(day))
}

/// `26:10:05`.
fn exact(seconds: Seconds) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{sign}{hours}:{minutes:02}:{rest:02}")
}

/// Tenths as a decimal number: 984 is `98.4`.
pub(super) fn decimal(tenths: i64, language: Option<Language>) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    let mark = words::decimal_mark(language);
    format!("{sign}{}{mark}{}", tenths / 10, tenths % 10)
}

/// `45 s`, `12 m 30 s`, `26 h 10 m`: the two widest units, cut, never rounded
/// up. No days: beside business hours a "day" of 24 hours would be misread.
fn spoken(seconds: Seconds, language: Option<Language>) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let minute = words::minutes(language);
    let pair = |wide: u64, unit: &str, narrow: u64, part: &str| match narrow {
        0 => format!("{sign}{wide} {unit}"),
        _ => format!("{sign}{wide} {unit} {narrow} {part}"),
    };
    match (hours, minutes) {
        (0, 0) => format!("{sign}{rest} s"),
        (0, _) => pair(minutes, minute, rest, "s"),
        _ => pair(hours, "h", minutes, minute),
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
    use crate::core::zone::zone;

    use super::*;

    #[test]
    fn values_are_worded_for_people() {
        let instant = Instant::parse_from_rfc3339("2026-11-22T09:14:59-05:00").unwrap();
        let since = |seconds| Cell::Age {
            since: instant - chrono::Duration::seconds(seconds),
            now: instant,
        };
        let ids = |count: usize| Cell::Ids((1..=count).map(|id| id.to_string()).collect());
        for (cell, words) in [
            (Cell::Duration(0), "0 s"),
            (Cell::Duration(45), "45 s"),
            (Cell::Duration(750), "12 m 30 s"),
            (Cell::Duration(7_800), "2 h 10 m"),
            (Cell::Duration(7_200), "2 h"),
            (Cell::Duration(180_059), "50 h"),
            (Cell::Duration(-7_800), "-2 h 10 m"),
            (Cell::Exact(94_205), "26:10:05"),
            (Cell::Exact(-65), "-0:01:05"),
            (Cell::Second(instant), "2026-11-22 09:14:59"),
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
            (ids(6), "1, 2, 3, 4, 5, 6"),
            (ids(200), "1, 2, 3, 4, 5 and 195 more"),
            (Cell::Flag(true), "yes"),
            (Cell::Missing, "-"),
            (Cell::NotApplicable, "n/a"),
            (Cell::maybe(None::<String>), "-"),
            (Cell::count(3), "3"),
        ] {
            assert_eq!(cell.wording(&Style::default()), words);
        }
        let told = |at: &str, zone| {
            let at = Instant::parse_from_rfc3339(at).unwrap();
            let now = instant;
            Cell::Told { at, now, zone }.wording(&Style::default())
        };
        assert_eq!(told("2026-11-22T17:00:00-05:00", None), "today 17:00");
        assert_eq!(told("2026-11-27T08:00:00-05:00", None), "11-27 08:00");
        assert_eq!(
            told("2027-01-04T17:00:00-05:00", Some(zone("America/Bogota"))),
            "2027-01-04 17:00 America/Bogota"
        );
        let longest = Cell::Duration(Seconds::MIN).wording(&Style::default());
        assert!(longest.starts_with('-'));
    }

    fn spoken_in(language: Language, cell: &Cell) -> String {
        let style = Style {
            language: Some(language),
            ..Style::default()
        };
        cell.wording(&style)
    }

    #[test]
    fn a_report_speaks_the_language_of_its_reader() {
        let instant = Instant::parse_from_rfc3339("2026-08-02T09:14:59-05:00").unwrap();
        let ratio = Ratio {
            numerator: 1,
            denominator: 8,
        };
        let resolved = Cell::Ratio {
            ratio,
            of: Some("resolved"),
        };
        let compared = |now, before| Cell::Compared {
            now: Box::new(now),
            before: Box::new(before),
        };
        let waiting = Cell::Value {
            field: "status",
            word: "waiting".into(),
        };
        for (cell, en, es) in [
            (Cell::percent(ratio), "12.5 %", "12,5 %"),
            (
                resolved,
                "12.5 % (1 of 8 resolved)",
                "12,5 % (1 de 8 resueltos)",
            ),
            (Cell::Duration(7_800), "2 h 10 m", "2 h 10 min"),
            (
                Cell::Instant(instant),
                "2 Aug 2026 09:14",
                "2 ago 2026 09:14",
            ),
            (Cell::Day(instant.date_naive()), "2 Aug 2026", "2 ago 2026"),
            (
                Cell::Period("2026-11".into()),
                "November 2026",
                "noviembre de 2026",
            ),
            (Cell::Period("2026-Q4".into()), "2026-Q4", "2026-Q4"),
            (Cell::Flag(true), "yes", "sí"),
            (Cell::NotApplicable, "n/a", "n/d"),
            (waiting, "waiting", "en espera"),
            (
                compared(Cell::Number(12), Cell::Number(9)),
                "12 (9, +3)",
                "12 (9, +3)",
            ),
            (
                compared(Cell::Percent(984), Cell::Percent(1000)),
                "98.4 % (100.0 %, -1.6 pp)",
                "98,4 % (100,0 %, -1,6 pp)",
            ),
            (
                compared(Cell::Percent(984), Cell::NotApplicable),
                "98.4 % (n/a)",
                "98,4 % (n/d)",
            ),
        ] {
            assert_eq!(spoken_in(Language::En, &cell), en);
            assert_eq!(spoken_in(Language::Es, &cell), es);
        }
    }

    #[test]
    fn what_a_value_says_is_no_place_for_another_value() {
        let title = Cell::text("{0} and {1}");
        let phrase = Cell::phrase("{0} of {1}", vec![title, Cell::Number(2)]);
        assert_eq!(spoken_in(Language::En, &phrase), "{0} and {1} of 2");
    }
}
