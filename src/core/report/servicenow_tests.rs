//! A real history: 580 incidents of a `ServiceNow` desk, and what an independent
//! script counted in them. `BITACORA_TEST_DATA` names the folder that has
//! both; without it the test says that it was skipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDateTime;
use chrono_tz::UTC;
use serde_json::Value;

use crate::core::fields::{Set, Status};
use crate::core::policy::Policy;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::timeline::{Ev, Event};

use super::tests::summary;
use super::{Breakdown, Counts, Scope, Times, volume};

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
    let policy = Policy::new(UTC);
    let now = Timestamp::parse_from_rfc3339("2018-01-01T00:00:00Z").unwrap();
    let scope = Scope::new(None, now.to_utc(), UTC);

    let volume = volume(tickets.clone(), &policy, &scope).figures;
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
        (26, 579)
    );
    assert_eq!(minutes(&summary.time_to_resolve), (579, 1_006, 28_852));
    let at_source = summary.time_to_resolve_at_source.unwrap();
    assert_eq!(minutes(&at_source), (539, 1_401, 29_886));
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
        push(ticket, at, &sets);
    }
    tickets.into_values().collect()
}

fn opened(record: &Record) -> Ticket {
    let digits = &record["number"][record["number"].len() - 5..];
    let mut ticket = Ticket::blank(format!("INC-160229-{digits}").parse().unwrap());
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
        after.apply_one(set);
    }
    let ev = Ev::imported(ticket.timeline.len() + 1);
    let mut event = Event::new(at, "import", "imported", ev);
    event.set = ticket.fields.diff(&after);
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

fn instant(text: &str) -> Option<Timestamp> {
    let local = NaiveDateTime::parse_from_str(text, "%d/%m/%Y %H:%M").ok()?;
    Some(local.and_utc().fixed_offset())
}
