//! What calendars answer. Instants are RFC 3339 with the offset that the
//! calendar's zone has then, for people too: they are compared and pasted.

mod view;

use chrono::{DateTime, NaiveDate};

use crate::core::calendar::clock::Reading;
use crate::core::calendar::rule::{CalendarRule, VersionRule};
use crate::core::calendar::{Calendar, Feast, Holiday, Known, Second};
use crate::core::duration::Seconds;
use crate::core::ordered::Ordered;
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Table};
use view::{Asked, ShownFeast, ShownHoliday, Version};

/// One calendar. Which keys there are follows from the question.
pub const CALENDAR: Document<Asked<'_>> = Document::of("bitacora/calendar/1", "calendar");
/// The calendars of the desk.
pub const CALENDARS: List<Asked<'_>> = List::of(
    "bitacora/calendars/1",
    "calendar list",
    "calendars",
    &CALENDAR,
);

fn instant(at: Second, zone: Zone) -> Timestamp {
    let instant = DateTime::from_timestamp(at, 0).unwrap_or_default();
    in_zone(instant, zone)
}

fn told(at: Option<Second>, zone: Zone) -> Cell {
    Cell::maybe(at.map(|at| rfc3339(&instant(at, zone))))
}

/// The figures of a question, below what they are about.
fn record(calendar: &Calendar, facts: Vec<(&str, Cell)>) -> Table {
    let about = [
        ("calendar", Cell::text(calendar.name())),
        ("zone", Cell::text(calendar.zone().name())),
    ];
    Table::record(about.into_iter().chain(facts).collect())
}

/// When so much open time has passed, and the first open instant from then on;
/// `None` while a pause goes on.
#[must_use]
pub fn add(calendar: &Calendar, due_at: Option<Second>, breach_at: Option<Second>) -> Answer<'_> {
    let zone = calendar.zone();
    let asked = move || Asked {
        due_at: Some(due_at.map(|at| instant(at, zone))),
        breach_at: Some(breach_at.map(|at| instant(at, zone))),
        ..Asked::of(calendar)
    };
    Answer::one(&CALENDAR, asked).with_table(move || {
        let facts = vec![
            ("due_at", told(due_at, zone)),
            ("breach_at", told(breach_at, zone)),
        ];
        record(calendar, facts)
    })
}

/// The open seconds between two instants.
#[must_use]
pub fn between(calendar: &Calendar, seconds: Seconds) -> Answer<'_> {
    let asked = move || Asked {
        seconds: Some(seconds),
        ..Asked::of(calendar)
    };
    Answer::one(&CALENDAR, asked)
        .with_table(move || record(calendar, vec![("seconds", Cell::Duration(seconds))]))
}

/// When work must begin.
#[must_use]
pub fn subtract(calendar: &Calendar, at: Second) -> Answer<'_> {
    let zone = calendar.zone();
    let asked = move || Asked {
        at: Some(instant(at, zone)),
        ..Asked::of(calendar)
    };
    Answer::one(&CALENDAR, asked)
        .with_table(move || record(calendar, vec![("at", told(Some(at), zone))]))
}

/// Whether a calendar is open, and when that changes; `None` is never.
#[derive(Debug)]
pub struct Openness {
    /// The instant asked about.
    pub at: Second,
    /// Whether it is open then.
    pub is_open: bool,
    /// The first open instant from then on.
    pub next_open: Option<Second>,
    /// When it closes next.
    pub next_close: Option<Second>,
    /// When closed next turns to open.
    pub next_opening: Option<Second>,
}

/// Whether a calendar is open.
#[must_use]
pub fn open<'a>(calendar: &'a Calendar, openness: &'a Openness) -> Answer<'a> {
    let zone = calendar.zone();
    let local = move |at: Option<Second>| Some(at.map(|at| instant(at, zone)));
    let asked = move || Asked {
        at: Some(instant(openness.at, zone)),
        open: Some(Some(openness.is_open)),
        next_open: local(openness.next_open),
        next_close: local(openness.next_close),
        next_opening: local(openness.next_opening),
        ..Asked::of(calendar)
    };
    Answer::one(&CALENDAR, asked).with_table(move || {
        let facts = vec![
            ("at", told(Some(openness.at), zone)),
            ("open", Cell::Flag(openness.is_open)),
            ("next_open", told(openness.next_open, zone)),
            ("next_close", told(openness.next_close, zone)),
            ("next_opening", told(openness.next_opening, zone)),
        ];
        record(calendar, facts)
    })
}

/// What a clock shows.
#[must_use]
pub fn clock<'a>(calendar: &'a Calendar, reading: &'a Reading) -> Answer<'a> {
    let zone = calendar.zone();
    let local = move |at: Option<Second>| Some(at.map(|at| instant(at, zone)));
    let asked = move || Asked {
        state: Some(reading.state),
        elapsed_s: Some(reading.elapsed),
        remaining_s: Some(reading.remaining),
        permille: Some(reading.permille),
        due_at: local(reading.due_at),
        breach_at: local(reading.breach_at),
        breached: Some(reading.breached),
        ..Asked::of(calendar)
    };
    Answer::one(&CALENDAR, asked).with_table(move || {
        let facts = vec![
            ("state", Cell::text(reading.state.as_str())),
            ("elapsed", Cell::Duration(reading.elapsed)),
            ("remaining", Cell::Duration(reading.remaining)),
            ("permille", Cell::Number(reading.permille)),
            ("due_at", told(reading.due_at, zone)),
            ("breach_at", told(reading.breach_at, zone)),
            ("breached", Cell::Flag(reading.breached)),
        ];
        record(calendar, facts)
    })
}

/// Open intervals; the last may have no end.
#[must_use]
pub fn intervals<'a>(
    calendar: &'a Calendar,
    intervals: &'a [(Second, Option<Second>)],
) -> Answer<'a> {
    let zone = calendar.zone();
    let local = move |at| instant(at, zone);
    let asked = move || {
        let pairs = intervals.iter();
        let pairs = pairs.map(|(from, to)| vec![Some(local(*from)), to.map(local)]);
        Asked {
            intervals: Some(pairs.collect()),
            ..Asked::of(calendar)
        }
    };
    Answer::one(&CALENDAR, asked).with_table(move || {
        let mut table = Table::new(vec![
            Column::new("from", "FROM"),
            Column::new("to", "TO"),
            Column::new("open_seconds", "OPEN").right(),
        ]);
        let row = |&(from, to): &(Second, Option<Second>)| {
            let long = to.map_or(Cell::Missing, |to| Cell::Duration(to - from));
            vec![told(Some(from), zone), told(to, zone), long]
        };
        table.rows = intervals.iter().map(row).collect();
        table
    })
}

/// A calendar of a list.
#[derive(Debug)]
pub struct Listed<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its zone; `None` when it can only be extended.
    pub zone: Option<Zone>,
    /// Whether it is open.
    pub is_open: Option<bool>,
    /// When that ends, if ever.
    pub until: Option<Second>,
    /// The calendar whose holidays it has too.
    pub extends: Option<&'a str>,
}

impl Listed<'_> {
    fn until(&self) -> Option<Timestamp> {
        Some(instant(self.until?, self.zone?))
    }
}

/// The calendars of the desk.
#[must_use]
pub fn list<'a>(calendars: &'a [Listed<'a>]) -> Answer<'a> {
    let asked = |listed: &'a Listed<'a>| Asked {
        calendar: listed.name,
        zone: Some(listed.zone.map(Zone::name)),
        open: Some(listed.is_open),
        until: Some(listed.until()),
        extends: Some(listed.extends),
        ..Asked::default()
    };
    Answer::many(&CALENDARS, move || calendars.iter().map(asked).collect()).with_table(|| {
        let mut table = Table::new(vec![
            Column::new("calendar", "CALENDAR").role(Role::Id),
            Column::new("zone", "ZONE"),
            Column::new("open", "OPEN"),
            Column::new("until", "UNTIL"),
            Column::new("extends", "EXTENDS"),
        ]);
        let row = |listed: &Listed<'_>| {
            vec![
                Cell::text(listed.name),
                Cell::maybe(listed.zone.map(Zone::name)),
                listed.is_open.map_or(Cell::Missing, Cell::Flag),
                Cell::maybe(listed.until().map(|until| rfc3339(&until))),
                Cell::maybe(listed.extends),
            ]
        };
        table.rows = calendars.iter().map(row).collect();
        table
    })
}

/// A calendar as the configuration has it.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its zone; `None` when it can only be extended.
    pub zone: Option<Zone>,
    /// What the configuration says.
    pub rule: &'a CalendarRule,
    /// The holidays to come.
    pub next_holidays: &'a [Holiday],
    /// What lies before it is left out.
    pub today: NaiveDate,
}

impl Page<'_> {
    fn to_come(&self, dated: &Ordered<Vec<String>>) -> Ordered<Vec<String>> {
        let today = self.today.to_string();
        let later = dated.0.iter().filter(|(day, _)| *day >= today);
        later.cloned().collect()
    }
}

/// What the configuration says of a calendar, from a date on.
#[must_use]
pub fn show<'a>(page: &'a Page<'a>) -> Answer<'a> {
    let rule = page.rule;
    let asked = move || Asked {
        calendar: page.name,
        zone: Some(page.zone.map(Zone::name)),
        extends: Some(rule.extends.as_deref()),
        hours: Some(rule.hours.clone().unwrap_or_default()),
        versions: Some(rule.versions.iter().map(version).collect()),
        overrides: Some(page.to_come(&rule.overrides)),
        breaks: Some(page.to_come(&rule.breaks)),
        next_holidays: Some(page.next_holidays.iter().map(holiday).collect()),
        ..Asked::default()
    };
    Answer::one(&CALENDAR, asked).with_tables(move || tables(page))
}

fn version(version: &VersionRule) -> Version<'_> {
    Version {
        from: &version.from,
        hours: &version.hours,
    }
}

fn holiday(holiday: &Holiday) -> ShownHoliday<'_> {
    ShownHoliday {
        day: holiday.day,
        name: holiday.name.as_deref(),
        of: &holiday.of,
    }
}

fn tables(page: &Page<'_>) -> Vec<Table> {
    let rule = page.rule;
    let mut tables = vec![Table::record(vec![
        ("calendar", Cell::text(page.name)),
        ("zone", Cell::maybe(page.zone.map(Zone::name))),
        ("extends", Cell::maybe(rule.extends.as_deref())),
    ])];
    let versions = rule.versions.iter();
    let versions = versions.map(|version| {
        let title = format!("Hours from {}", version.from);
        (title, version.hours.clone())
    });
    let to_come = [
        ("Overrides to come", &rule.overrides),
        ("Breaks to come", &rule.breaks),
    ];
    let to_come = to_come.map(|(title, dated)| (title.to_owned(), page.to_come(dated)));
    let hours = rule.hours.clone().unwrap_or_default();
    let all = std::iter::once(("Hours".to_owned(), hours));
    for (title, dated) in all.chain(versions).chain(to_come) {
        if !dated.0.is_empty() {
            let rows = dated.0.iter();
            let rows = rows.map(|(key, intervals)| (&**key, listed(intervals)));
            tables.push(Table::record(rows.collect()).titled(title));
        }
    }
    if !page.next_holidays.is_empty() {
        let mut table = Table::new(vec![
            Column::new("day", "DAY"),
            Column::new("name", "NAME").shrink(1),
            Column::new("of", "OF"),
        ])
        .titled("Holidays to come");
        let row = |holiday: &Holiday| {
            let name = Cell::maybe(holiday.name.as_deref());
            vec![Cell::Day(holiday.day), name, Cell::text(&*holiday.of)]
        };
        table.rows = page.next_holidays.iter().map(row).collect();
        tables.push(table);
    }
    tables
}

fn listed(intervals: &[String]) -> Cell {
    if intervals.is_empty() {
        Cell::text("closed")
    } else {
        Cell::List(intervals.to_vec())
    }
}

/// The days of a holiday file beside those that a calendar has, each with the
/// line that adds it.
#[must_use]
pub fn import<'a>(name: &'a str, days: &'a [(Feast, bool)]) -> Answer<'a> {
    let asked = move || Asked {
        calendar: name,
        days: Some(days.iter().map(feast).collect()),
        ..Asked::default()
    };
    Answer::one(&CALENDAR, asked).with_table(|| {
        let mut table = Table::new(vec![
            Column::new("day", "DAY"),
            Column::new("state", "STATE"),
            Column::new("summary", "SUMMARY").shrink(1),
            Column::new("yaml", "YAML").role(Role::Dim),
        ]);
        let row = |feast: ShownFeast<'_>| {
            vec![
                Cell::Day(feast.day),
                Cell::text(feast.state.as_str()),
                Cell::text(feast.summary),
                Cell::maybe(feast.yaml),
            ]
        };
        table.rows = days.iter().map(feast).map(row).collect();
        table
    })
}

fn feast((feast, is_known): &(Feast, bool)) -> ShownFeast<'_> {
    ShownFeast {
        day: feast.day,
        summary: &feast.name,
        state: if *is_known { Known::Known } else { Known::New },
        yaml: (!is_known).then(|| format!("- {}  # {}", feast.day, feast.name)),
    }
}
