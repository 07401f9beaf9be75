//! What calendars answer. Instants are RFC 3339 with the offset that the
//! calendar's zone has then, for people too: they are compared and pasted.

use chrono::{DateTime, NaiveDate};
use serde_json::{Map, Value, json};

use crate::core::calendar::clock::Reading;
use crate::core::calendar::rule::CalendarRule;
use crate::core::calendar::{Calendar, Feast, Holiday, Second};
use crate::core::duration::Seconds;
use crate::core::ordered::Ordered;
use crate::core::stamp::rfc3339;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::{Answer, Cell, Column, Role, Table};

/// Every question to one calendar is answered under this name; which keys there
/// are follows from the question.
const SCHEMA: &str = "bitacora/calendar/1";

/// One value of an answer.
#[derive(Debug, Clone, Copy)]
enum Fact {
    /// An instant; `None` for one that never comes, or not while paused.
    At(Option<Second>),
    /// A span in seconds.
    Seconds(i64),
    /// A figure.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A word of a closed list.
    Word(&'static str),
}

impl Fact {
    fn value(self, zone: Zone) -> Value {
        match self {
            Self::At(at) => at.map(|at| instant(at, zone)).into(),
            Self::Seconds(number) | Self::Number(number) => number.into(),
            Self::Flag(flag) => flag.into(),
            Self::Word(word) => word.into(),
        }
    }

    fn cell(self, zone: Zone) -> Cell {
        match self {
            Self::At(at) => Cell::maybe(at.map(|at| instant(at, zone))),
            Self::Seconds(seconds) => Cell::Duration(seconds),
            Self::Number(number) => Cell::Number(number),
            Self::Flag(flag) => Cell::Flag(flag),
            Self::Word(word) => Cell::text(word),
        }
    }
}

fn instant(at: Second, zone: Zone) -> String {
    let instant = DateTime::from_timestamp(at, 0).unwrap_or_default();
    rfc3339(&in_zone(instant, zone))
}

/// What a question to one calendar came to.
fn facts(calendar: &Calendar, facts: &[(&str, Fact)]) -> serde_json::Result<Answer> {
    let zone = calendar.zone();
    let mut data = subject(calendar.name(), zone);
    let mut rows = vec![
        ("calendar", Cell::text(calendar.name())),
        ("zone", Cell::text(zone.name())),
    ];
    for (key, fact) in facts {
        data.insert((*key).to_owned(), fact.value(zone));
        rows.push((key.trim_end_matches("_s"), fact.cell(zone)));
    }
    Ok(Answer::one(SCHEMA, &data)?.with_table(Table::record(rows)))
}

fn subject(name: &str, zone: Zone) -> Map<String, Value> {
    let pairs = [("calendar", json!(name)), ("zone", json!(zone.name()))];
    let pairs = pairs.into_iter();
    pairs.map(|(key, value)| (key.to_owned(), value)).collect()
}

/// When so much open time has passed, and the first open instant from then on;
/// `None` while a pause goes on.
pub fn add(
    calendar: &Calendar,
    due_at: Option<Second>,
    breach_at: Option<Second>,
) -> serde_json::Result<Answer> {
    let found = [
        ("due_at", Fact::At(due_at)),
        ("breach_at", Fact::At(breach_at)),
    ];
    facts(calendar, &found)
}

/// The open seconds between two instants.
pub fn between(calendar: &Calendar, seconds: Seconds) -> serde_json::Result<Answer> {
    let found = [("seconds", Fact::Seconds(seconds))];
    facts(calendar, &found)
}

/// When work must begin.
pub fn subtract(calendar: &Calendar, at: Second) -> serde_json::Result<Answer> {
    let found = [("at", Fact::At(Some(at)))];
    facts(calendar, &found)
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
pub fn open(calendar: &Calendar, openness: &Openness) -> serde_json::Result<Answer> {
    let found = [
        ("at", Fact::At(Some(openness.at))),
        ("open", Fact::Flag(openness.is_open)),
        ("next_open", Fact::At(openness.next_open)),
        ("next_close", Fact::At(openness.next_close)),
        ("next_opening", Fact::At(openness.next_opening)),
    ];
    facts(calendar, &found)
}

/// What a clock shows.
pub fn clock(calendar: &Calendar, reading: &Reading) -> serde_json::Result<Answer> {
    facts(
        calendar,
        &[
            ("state", Fact::Word(reading.state.as_str())),
            ("elapsed_s", Fact::Seconds(reading.elapsed)),
            ("remaining_s", Fact::Seconds(reading.remaining)),
            ("permille", Fact::Number(reading.permille)),
            ("due_at", Fact::At(reading.due_at)),
            ("breach_at", Fact::At(reading.breach_at)),
            ("breached", Fact::Flag(reading.breached)),
        ],
    )
}

/// Open intervals; the last may have no end.
pub fn intervals(
    calendar: &Calendar,
    intervals: &[(Second, Option<Second>)],
) -> serde_json::Result<Answer> {
    let zone = calendar.zone();
    let mut table = Table::new(vec![
        Column::new("from", "FROM"),
        Column::new("to", "TO"),
        Column::new("open_seconds", "OPEN").right(),
    ]);
    let mut pairs = Vec::with_capacity(intervals.len());
    for &(from, to) in intervals {
        let (begin, end) = (Fact::At(Some(from)), Fact::At(to));
        pairs.push(json!([begin.value(zone), end.value(zone)]));
        let long = to.map_or(Cell::Missing, |to| Cell::Duration(to - from));
        table
            .rows
            .push(vec![begin.cell(zone), end.cell(zone), long]);
    }
    let mut data = subject(calendar.name(), zone);
    data.insert("intervals".to_owned(), pairs.into());
    Ok(Answer::one(SCHEMA, &data)?.with_table(table))
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

/// The calendars of the desk.
pub fn list(calendars: &[Listed<'_>]) -> serde_json::Result<Answer> {
    let mut table = Table::new(vec![
        Column::new("calendar", "CALENDAR").role(Role::Id),
        Column::new("zone", "ZONE"),
        Column::new("open", "OPEN"),
        Column::new("until", "UNTIL"),
        Column::new("extends", "EXTENDS"),
    ]);
    let mut items = Vec::with_capacity(calendars.len());
    for listed in calendars {
        let until = listed.until.zip(listed.zone);
        let until = until.map(|(at, zone)| instant(at, zone));
        items.push(json!({
            "calendar": listed.name,
            "zone": listed.zone.map(Zone::name),
            "open": listed.is_open,
            "until": until,
            "extends": listed.extends,
        }));
        table.rows.push(vec![
            Cell::text(listed.name),
            Cell::maybe(listed.zone.map(Zone::name)),
            listed.is_open.map_or(Cell::Missing, Cell::Flag),
            Cell::maybe(until),
            Cell::maybe(listed.extends),
        ]);
    }
    Ok(Answer::many("bitacora/calendars/1", "calendars", SCHEMA, &items)?.with_table(table))
}

/// What the configuration says of a calendar, from a date on; one without a
/// zone can only be extended.
pub fn show(
    name: &str,
    zone: Option<Zone>,
    rule: &CalendarRule,
    next_holidays: &[Holiday],
    today: NaiveDate,
) -> serde_json::Result<Answer> {
    let today = today.to_string();
    let from_today = |dated: &Ordered<Vec<String>>| {
        let dates = dated.0.iter().filter(|(date, _)| *date >= today);
        dates.cloned().collect::<Vec<_>>()
    };
    let (overrides, breaks) = (from_today(&rule.overrides), from_today(&rule.breaks));
    let hours = rule.hours.clone().unwrap_or_default().0;
    let versions: Vec<Value> = rule
        .versions
        .iter()
        .map(|version| json!({"from": version.from, "hours": mapping(&version.hours.0)}))
        .collect();
    let holidays: Vec<Value> = next_holidays
        .iter()
        .map(|holiday| json!({"day": holiday.day, "name": holiday.name, "of": holiday.of}))
        .collect();
    let data = json!({
        "calendar": name,
        "zone": zone.map(Zone::name),
        "extends": rule.extends,
        "hours": mapping(&hours),
        "versions": versions,
        "overrides": mapping(&overrides),
        "breaks": mapping(&breaks),
        "next_holidays": holidays,
    });
    let record = Table::record(vec![
        ("calendar", Cell::text(name)),
        ("zone", Cell::maybe(zone.map(Zone::name))),
        ("extends", Cell::maybe(rule.extends.as_deref())),
    ]);
    let mut answer = Answer::one(SCHEMA, &data)?.with_table(record);
    let versions = rule.versions.iter();
    let versions =
        versions.map(|version| (format!("Hours from {}", version.from), &*version.hours.0));
    for (title, dated) in [("Hours".to_owned(), &*hours)]
        .into_iter()
        .chain(versions)
        .chain([
            ("Overrides to come".to_owned(), &*overrides),
            ("Breaks to come".to_owned(), &*breaks),
        ])
    {
        if !dated.is_empty() {
            let rows = dated
                .iter()
                .map(|(key, intervals)| (&**key, listed(intervals)));
            answer = answer.with_table(Table::record(rows.collect()).titled(title));
        }
    }
    if !next_holidays.is_empty() {
        let mut table = Table::new(vec![
            Column::new("day", "DAY"),
            Column::new("name", "NAME").shrink(1),
            Column::new("of", "OF"),
        ])
        .titled("Holidays to come");
        let holidays = next_holidays.iter();
        table.rows = holidays
            .map(|holiday| {
                let name = Cell::maybe(holiday.name.as_deref());
                vec![Cell::Day(holiday.day), name, Cell::text(&*holiday.of)]
            })
            .collect();
        answer = answer.with_table(table);
    }
    Ok(answer)
}

fn mapping(dated: &[(String, Vec<String>)]) -> Value {
    let pairs = dated.iter();
    let pairs = pairs.map(|(key, intervals)| (key.clone(), json!(intervals)));
    Value::Object(pairs.collect())
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
pub fn import(name: &str, days: &[(Feast, bool)]) -> serde_json::Result<Answer> {
    let mut table = Table::new(vec![
        Column::new("day", "DAY"),
        Column::new("state", "STATE"),
        Column::new("summary", "SUMMARY").shrink(1),
        Column::new("yaml", "YAML").role(Role::Dim),
    ]);
    let mut items = Vec::with_capacity(days.len());
    for (feast, is_known) in days {
        let state = if *is_known { "known" } else { "new" };
        let yaml = (!is_known).then(|| format!("- {}  # {}", feast.day, feast.name));
        items.push(json!({
            "day": feast.day,
            "summary": feast.name,
            "state": state,
            "yaml": yaml,
        }));
        table.rows.push(vec![
            Cell::Day(feast.day),
            Cell::text(state),
            Cell::text(&*feast.name),
            Cell::maybe(yaml),
        ]);
    }
    let data = json!({"calendar": name, "days": items});
    Ok(Answer::one(SCHEMA, &data)?.with_table(table))
}
