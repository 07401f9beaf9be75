//! A real history: 580 incidents of a `ServiceNow` desk, and what an independent
//! script counted in them. `BITACORA_TEST_DATA` names the folder that has
//! both; without it the test says that it was skipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::core::zone::zone;
use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeZone as _, Timelike as _, Weekday};
use serde_json::Value;

use crate::core::calendar::{Calendars, HolidayFiles};
use crate::core::contract::Contracts;
use crate::core::ev::Ev;
use crate::core::event::{Event, Name};
use crate::core::fields::{Set, Status, WaitingOn};
use crate::core::policy::Policy;
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

use super::tests::summary;
use super::{Breakdown, Counts, Scope, Times, compliance, volume};

type Record = BTreeMap<String, String>;

#[test]
fn the_figures_of_a_real_desk_are_those_of_an_independent_script() {
    let Some(folder) = std::env::var_os("BITACORA_TEST_DATA") else {
        eprintln!("skipped: BITACORA_TEST_DATA is not set");
        return;
    };
    let folder = Path::new(&folder);
    let tickets = history(&folder.join("servicenow-incidents.csv"));
    let facts = fs::read(folder.join("servicenow-facts.json")).unwrap();
    let facts: Value = serde_json::from_slice(&facts).unwrap();
    let policy = Policy::new(zone("UTC"));
    let now = Timestamp::parse_from_rfc3339("2018-01-01T00:00:00Z").unwrap();
    let scope = Scope::new(None, now.to_utc(), zone("UTC"));

    let volume = volume(tickets.clone(), &policy, &scope).unwrap().figures;
    let finals = &facts["counts_incidents_final"];
    let by = |field: &str| {
        let mut found = volume.by.0.iter();
        found.find(|breakdown| breakdown.field == field).unwrap()
    };
    assert_eq!(volume.total.opened, 580);
    assert_rows(by("channel"), &finals["contact_type"]);
    assert_rows(by("priority"), &finals["priority"]);
    assert_rows(by("category"), &finals["category_top15"]);
    for (month, opened) in facts["dates"]["opened_per_month"].as_object().unwrap() {
        let mut months = volume.by_month.iter();
        let found = months.find(|found| found.month == *month).unwrap();
        assert_eq!(Some(found.counts.opened as u64), opened.as_u64(), "{month}");
    }
    let opened: usize = volume
        .by_month
        .iter()
        .map(|month| month.counts.opened)
        .sum();
    assert_eq!(opened, 580);

    let summary = summary(tickets, &policy, &scope).figures;
    assert_eq!(summary.total.reopened, 26);
    assert_eq!(
        (
            summary.reopen_rate.numerator,
            summary.reopen_rate.denominator
        ),
        changes(&folder.join("servicenow-incidents.csv"))
    );
    assert_eq!(minutes(&summary.time_to_resolve), (579, 1_006, 28_852));
    let at_source = summary.time_to_resolve_at_source.unwrap();
    assert_eq!(minutes(&at_source), (539, 1_401, 29_886));
}

/// How often incidents left Resolved or Closed for work, and came to Resolved,
/// row by row.
fn changes(path: &Path) -> (usize, usize) {
    let mut rows: Vec<(String, Timestamp, String)> = Vec::new();
    for record in csv::Reader::from_path(path)
        .unwrap()
        .deserialize::<Record>()
    {
        let record = record.unwrap();
        let at = instant(&record["sys_updated_at"]).unwrap();
        rows.push((
            record["number"].clone(),
            at,
            record["incident_state"].clone(),
        ));
    }
    rows.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let has_ended = |word: &str| matches!(word, "Resolved" | "Closed");
    let (mut reopened, mut resolved) = (0, 0);
    for (place, (number, _, word)) in rows.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| &rows[before]);
        let before = before.filter(|(same, ..)| same == number);
        let before = before.map_or("New", |(.., word)| word.as_str());
        resolved += usize::from(word == "Resolved" && before != "Resolved");
        reopened += usize::from(has_ended(before) && !has_ended(word));
    }
    (reopened, resolved)
}

fn minutes(times: &Times) -> (usize, i64, i64) {
    let (median, p90) = (times.median.as_ref(), times.p90.as_ref());
    (
        times.n,
        median.unwrap().length.minutes,
        p90.unwrap().length.minutes,
    )
}

/// Every value of the facts; they list the most frequent only.
fn assert_rows(breakdown: &Breakdown<Counts>, facts: &Value) {
    for (value, count) in facts.as_object().unwrap() {
        let mut rows = breakdown.rows.iter();
        let row = rows.find(|row| row.value.as_ref() == Some(value)).unwrap();
        assert_eq!(Some(row.counts.opened as u64), count.as_u64(), "{value}");
    }
}

fn history(path: &Path) -> Vec<Ticket> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut tickets: BTreeMap<String, Ticket> = BTreeMap::new();
    for record in reader.deserialize::<Record>() {
        let record = record.unwrap();
        let number = &record["number"];
        let ticket = tickets
            .entry(number.clone())
            .or_insert_with(|| opened(&record));
        let at = instant(&record["sys_updated_at"]).unwrap();
        let mut sets = values(&record);
        sets.push(Set::Status(Some(state(&record["incident_state"]))));
        sets.push(Set::WaitingOn(waiting_on(&record["incident_state"])));
        push(ticket, at, &sets);
    }
    tickets.into_values().collect()
}

/// `INC0012345` has seven digits, an id of ours five.
fn id(number: &str) -> String {
    let day: u8 = number[3..5].parse().unwrap();
    format!("INC-1602{}-{}", 10 + day, &number[5..])
}

fn opened(record: &Record) -> Ticket {
    let mut ticket = Ticket::blank(id(&record["number"]).parse().unwrap());
    let at = instant(&record["opened_at"]).unwrap();
    let sets = vec![Set::Status(Some(Status::Open)), Set::OpenedAt(Some(at))];
    push(&mut ticket, at, &sets);
    ticket
}

fn values(record: &Record) -> Vec<Set> {
    let text = |column: &str| Some(record[column].clone()).filter(|text| text != "?");
    vec![
        Set::Channel(text("contact_type")),
        Set::Priority(text("priority")),
        Set::Category(text("category")),
        Set::SourceResolvedAt(instant(&record["resolved_at"])),
    ]
}

/// Only what changes is set, as an import does it.
fn push(ticket: &mut Ticket, at: Timestamp, sets: &[Set]) {
    let mut after = ticket.fields.clone();
    for set in sets {
        after.put(set.clone());
    }
    let ev = Ev::imported(ticket.timeline.len() + 1);
    let mut event = Event::new(at, "import", Name::Imported, ev);
    event.set = ticket.fields.diff(&after);
    event.imported = !ticket.timeline.is_empty() && event.set.status().is_some();
    ticket.push(event);
}

fn state(word: &str) -> Status {
    match word {
        "New" => Status::Open,
        "Awaiting User Info" | "Awaiting Vendor" => Status::Waiting,
        "Resolved" => Status::Resolved,
        "Closed" => Status::Closed,
        _ => Status::Classified,
    }
}

fn waiting_on(word: &str) -> Option<WaitingOn> {
    match word {
        "Awaiting User Info" => Some(WaitingOn::Customer),
        "Awaiting Vendor" => Some(WaitingOn::Supplier),
        _ => None,
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    let local = NaiveDateTime::parse_from_str(text, "%d/%m/%Y %H:%M").ok()?;
    Some(local.and_utc().fixed_offset())
}

const DESK: &str = "
format: 1
timezone: Europe/Madrid
calendars:
  office:
    hours: {mon: [\"09:00-13:30\", \"15:00-18:00\"], tue: [\"09:00-18:00\"], wed: [\"09:00-18:00\"], thu: [\"09:00-18:00\"], fri: [\"08:00-15:00\"]}
    holidays: [2016-03-25, 2016-05-02, 2016-12-26]
";
const CONTRACT: &str = "
customer: default
name: Everybody
terms:
- from: 2016-01-01
  calendar: office
  targets:
    1 - Critical: {response: {clock: 4h}, resolution: {clock: 8h}}
    2 - High: {response: {business: 4h}, resolution: {business: 16h}}
    3 - Moderate: {response: {business: 16h}, resolution: {business: 40h}}
    4 - Low: {response: {business: 40h}, resolution: {working_days_clock: 240h}}
";

/// The same in words of its own: which minutes count, and how many may.
const BY_HAND: [(&str, [(Hours, usize); 2]); 4] = [
    ("1 - Critical", [(Hours::All, 4), (Hours::All, 8)]),
    ("2 - High", [(Hours::Office, 4), (Hours::Office, 16)]),
    ("3 - Moderate", [(Hours::Office, 16), (Hours::Office, 40)]),
    ("4 - Low", [(Hours::Office, 40), (Hours::WorkingDays, 240)]),
];

#[derive(Clone, Copy)]
enum Hours {
    All,
    Office,
    WorkingDays,
}

impl Hours {
    fn has(self, minute: i64) -> bool {
        let local = zone("Europe/Madrid").timestamp_opt(minute * 60, 0).unwrap();
        let (year, day) = (local.year(), (local.month(), local.day()));
        let holidays = [(3, 25), (5, 2), (12, 26)];
        let is_off = matches!(local.weekday(), Weekday::Sat | Weekday::Sun)
            || (year == 2016 && holidays.contains(&day));
        let clock = local.hour() * 60 + local.minute();
        let office = match local.weekday() {
            Weekday::Mon => (540..810).contains(&clock) || (900..1_080).contains(&clock),
            Weekday::Fri => (480..900).contains(&clock),
            _ => (540..1_080).contains(&clock),
        };
        match self {
            Self::All => true,
            Self::Office => office && !is_off,
            Self::WorkingDays => !is_off,
        }
    }
}

/// Every minute of two years, and whether it counts.
struct Minutes {
    first: i64,
    tables: [Vec<bool>; 3],
}

impl Minutes {
    fn new() -> Self {
        let minute = |year| {
            let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp() / 60
        };
        let (first, last) = (minute(2016), minute(2018));
        let table = |hours: Hours| (first..last).map(|minute| hours.has(minute)).collect();
        let tables = [Hours::All, Hours::Office, Hours::WorkingDays].map(table);
        Self { first, tables }
    }

    fn has(&self, hours: Hours, minute: i64) -> bool {
        self.tables[hours as usize][usize::try_from(minute - self.first).unwrap()]
    }
}

/// The word of a verdict, the minutes used, and the first that was too much.
type Count = (&'static str, usize, Option<i64>);

/// Counts minute by minute: the word of the verdict, the minutes used, and the
/// first that was too much.
fn by_hand(
    minutes: &Minutes,
    hours: Hours,
    budget: usize,
    (from, end): (i64, i64),
    stop: Option<i64>,
    still: &[(i64, i64)],
) -> Count {
    let (mut used, mut breach) = (0, None);
    for minute in from..stop.unwrap_or(end) {
        let stands = still
            .iter()
            .any(|(from, to)| (*from..*to).contains(&minute));
        if minutes.has(hours, minute) && !stands {
            if used == budget * 60 {
                breach = Some(minute);
            }
            used += 1;
        }
    }
    let word = match (used > budget * 60, stop) {
        (true, _) => "breached",
        (false, Some(_)) => "met",
        (false, None) => "open",
    };
    (word, used, breach)
}

/// What a row of the table says about the ticket from its minute on.
fn course(records: &[Record]) -> Vec<(i64, String)> {
    let minute = |text: &str| instant(text).unwrap().timestamp() / 60;
    let mut course = vec![(minute(&records[0]["opened_at"]), "New".to_owned())];
    for record in records {
        let word = record["incident_state"].clone();
        course.push((minute(&record["sys_updated_at"]), word));
    }
    course.sort_by_key(|(minute, _)| *minute);
    course
}

#[test]
fn compliance_of_a_real_desk_is_what_counting_every_minute_gives() {
    let Some(folder) = std::env::var_os("BITACORA_TEST_DATA") else {
        eprintln!("skipped: BITACORA_TEST_DATA is not set");
        return;
    };
    let path = Path::new(&folder).join("servicenow-incidents.csv");
    let policy: Policy = serde_yaml::from_str(DESK).unwrap();
    let calendars = Calendars::compile(
        &policy.calendars,
        zone("Europe/Madrid"),
        &HolidayFiles::default(),
    )
    .unwrap();
    let contracts = Contracts::from(vec![serde_yaml::from_str(CONTRACT).unwrap()]);
    let agreements = Agreements::new(&policy, &calendars, &contracts).unwrap();
    let now = Timestamp::parse_from_rfc3339("2017-12-31T23:59:59Z").unwrap();
    let scope = Scope::new(None, now.to_utc(), zone("UTC"));
    let figures = compliance(history(&path), &policy, &agreements, &scope);
    let figures = figures.unwrap().figures;
    let mut told = BTreeMap::new();
    // What is booked may have come back and be open again.
    for verdict in figures.open.iter().chain(&figures.verdicts) {
        let word = match verdict.state.as_str() {
            "running" | "paused" => "open",
            word => word,
        };
        let breach = verdict.breach_at.filter(|_| word == "breached");
        let breach = breach.map(|at| at.timestamp() / 60);
        let used = usize::try_from(verdict.elapsed_s).unwrap();
        assert_eq!(used % 60, 0);
        let key = (verdict.id.to_string(), verdict.target.as_str());
        told.insert(key, (word, used / 60, breach));
    }

    let mut records: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    for record in csv::Reader::from_path(&path)
        .unwrap()
        .deserialize::<Record>()
    {
        let record = record.unwrap();
        records
            .entry(record["number"].clone())
            .or_default()
            .push(record);
    }
    let minutes = Minutes::new();
    let ends = month_ends(now.timestamp() / 60 + 1);
    let mut counted = BTreeMap::new();
    for (number, records) in &records {
        let opened = course(records)[0].0;
        let id = id(number);
        // Each target is booked as the first end of a month finds it concluded.
        for end in ends.iter().filter(|end| **end > opened) {
            for (name, count) in at_the_end(&minutes, records, *end) {
                let booked = counted.entry((id.clone(), name)).or_insert(count);
                if booked.0 == "open" {
                    *booked = count;
                }
            }
        }
    }
    assert_eq!(told.len(), 2 * 580);
    assert_eq!(told, counted);
    let of = |word| counted.values().filter(|count| count.0 == word).count();
    assert!(
        of("met") > 100 && of("breached") > 100,
        "it tells them apart"
    );
    let total = figures.total;
    assert_eq!(total.response.met + total.resolution.met, of("met"));
    assert_eq!(
        total.response.breached + total.resolution.breached,
        of("breached")
    );
    let mut sum = super::ByTarget::default();
    for month in &figures.by_month {
        sum += month.total;
    }
    assert_eq!(sum, total, "months add up");
}

/// The minutes at which months end in Madrid, and the last one asked about.
fn month_ends(last: i64) -> Vec<i64> {
    let firsts = (2016..=2018).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let ends = firsts.map(|(year, month)| {
        let first = zone("Europe/Madrid")
            .with_ymd_and_hms(year, month, 1, 0, 0, 0)
            .unwrap();
        first.timestamp() / 60
    });
    ends.filter(|end| *end < last).chain([last]).collect()
}

/// What the rows before a minute make of both targets.
fn at_the_end(minutes: &Minutes, records: &[Record], end: i64) -> [(&'static str, Count); 2] {
    let has_ended = |word: &str| matches!(word, "Resolved" | "Closed");
    let minute = |record: &Record| instant(&record["sys_updated_at"]).unwrap().timestamp() / 60;
    let records: Vec<Record> = records
        .iter()
        .filter(|record| minute(record) < end)
        .cloned()
        .collect();
    let Some(last) = records.last() else {
        return [
            ("response", ("open", 0, None)),
            ("resolution", ("open", 0, None)),
        ];
    };
    let course = course(&records);
    let mut endings = Vec::new();
    let mut still = Vec::new();
    for pair in course.windows(2) {
        let ((from, before), (to, after)) = (&pair[0], &pair[1]);
        // Whatever it says when two rows have one minute, none passes.
        if before == "Awaiting User Info" || has_ended(before) {
            still.push((*from, *to));
        }
        if has_ended(after) && !has_ended(before) {
            endings.push(*to);
        }
    }
    let (since, word) = course.last().unwrap();
    if word == "Awaiting User Info" {
        still.push((*since, i64::MAX));
    }
    let resolved = endings.last().copied().filter(|_| has_ended(word));
    let priority = &last["priority"];
    let (_, targets) = BY_HAND.iter().find(|(name, _)| name == priority).unwrap();
    let opened = course[0].0;
    let count = |place: usize, stop, still: &[(i64, i64)]| {
        let (hours, budget) = targets[place];
        by_hand(minutes, hours, budget, (opened, end), stop, still)
    };
    [
        ("response", count(0, endings.first().copied(), &[])),
        ("resolution", count(1, resolved, &still)),
    ]
}
