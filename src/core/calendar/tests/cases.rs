//! Worked cases of other projects and of an independent verifier.
//! `BITACORA_TEST_DATA` names the folder that has them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDateTime};
use serde_json::Value;

use super::*;
use crate::core::when::{self, WhenError};
use clock::{Asked, clock};

#[test]
fn every_case_of_the_verifier_comes_out_as_stated() {
    let Some(folder) = std::env::var_os("BITACORA_TEST_DATA") else {
        eprintln!("skipped: BITACORA_TEST_DATA is not set");
        return;
    };
    let Ok(text) = std::fs::read_to_string(std::path::Path::new(&folder).join("sla-cases.json"))
    else {
        eprintln!("skipped: BITACORA_TEST_DATA has no sla-cases.json");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &cases {
        let op = case["op"].as_str().unwrap();
        match answer(op, case) {
            None => *skipped.entry(op).or_default() += 1,
            Some(answer) if answer == normal(&case["expect"]) => {}
            Some(answer) => wrong.push(format!(
                "{} {op}: {answer}, not {}",
                case["id"], case["expect"]
            )),
        }
    }
    for (op, count) in &skipped {
        eprintln!("skipped: {count} of {op}, which calendars do not answer");
    }
    let skipped: usize = skipped.values().sum();
    eprintln!("{} cases, {skipped} skipped", cases.len());
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(cases.len() > skipped + 300, "hardly any case was asked");
}

/// The configuration that a case describes.
fn case_rule(case: &Value) -> CalendarRule {
    let intervals = |key: &str| {
        let days = case[key].as_object().into_iter().flatten();
        let join = |span: &Value| {
            format!(
                "{}-{}",
                span[0].as_str().unwrap(),
                span[1].as_str().unwrap()
            )
        };
        let days = days.map(|(day, spans)| {
            (
                day.clone(),
                spans.as_array().unwrap().iter().map(join).collect(),
            )
        });
        Ordered(days.collect::<Vec<_>>())
    };
    let holidays = case["holidays"].as_array().into_iter().flatten();
    CalendarRule {
        hours: Some(intervals("hours")),
        overrides: intervals("overrides"),
        breaks: intervals("breaks"),
        holidays: holidays
            .map(|day| day.as_str().unwrap().to_owned())
            .collect(),
        ..CalendarRule::default()
    }
}

fn maybe_at(value: &Value) -> Option<Second> {
    value.as_str().map(at)
}

/// Instants as seconds, so that one offset is as good as another.
fn normal(value: &Value) -> Value {
    match value {
        Value::String(text) => match DateTime::parse_from_rfc3339(text) {
            Ok(instant) => instant.timestamp().into(),
            Err(_) => value.clone(),
        },
        Value::Array(values) => values.iter().map(normal).collect(),
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(key, value)| (key.clone(), normal(value)));
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

/// What we say; `None` for a question that is not ours.
fn answer(op: &str, case: &Value) -> Option<Value> {
    let zone: Zone = case["timezone"].as_str().unwrap().parse().unwrap();
    if op == "resolve_local" {
        return Some(resolve(case, zone).into());
    }
    if op == "bank_debit" {
        return None;
    }
    let calendar = match compile(case_rule(case), zone) {
        Ok(calendar) => calendar,
        // The verifier says null of a calendar that never opens.
        Err(flaw) if flaw.reason == "office never opens" => return Some(Value::Null),
        Err(flaw) => panic!("{}: {flaw}", case["id"]),
    };
    let spans = case["pauses"].as_array().into_iter().flatten();
    let pauses: Pauses = spans
        .map(|span| (maybe_at(&span[0]).unwrap(), maybe_at(&span[1])))
        .collect();
    let start = maybe_at(&case["start"]).unwrap();
    let seconds = || case["duration_s"].as_i64().unwrap();
    let count = || usize::try_from(case["count"].as_u64().unwrap()).unwrap();
    let span = 100 * DAY;
    Some(match op {
        "is_open" => (calendar.is_open(start) && !pauses.is_paused(start)).into(),
        "within" => calendar
            .between(start, maybe_at(&case["end"]).unwrap(), &pauses)
            .into(),
        "add" => calendar.add(start, seconds(), &pauses).unwrap().into(),
        "add_next_open" => {
            let added = calendar.add(start, seconds(), &pauses).unwrap().unwrap();
            calendar.next_open(added, &pauses).unwrap().into()
        }
        "subtract" => calendar.subtract(start, seconds()).unwrap().into(),
        "next_open" => calendar.next_open(start, &pauses).unwrap().into(),
        "next_close" => calendar.next_close(start).unwrap().into(),
        "next_opening" => calendar.next_opening(start).unwrap().into(),
        "prev_open_end" => (calendar.subtract(start, 1).unwrap() + 1).into(),
        "intervals" => pairs(calendar.intervals(start, start + span).take(count())),
        "intervals_before" => {
            let mut before: Vec<_> = calendar.intervals(start - span, start).collect();
            before.reverse();
            pairs(before.into_iter().take(count()))
        }
        "add_days" | "sub_days" => shifted(&calendar, start, op, case["days"].as_u64().unwrap()),
        "sla_clock" => {
            let target = case["target_s"].as_i64().unwrap();
            let now = maybe_at(&case["now"]).unwrap();
            let stop = maybe_at(&case["stop"]);
            let reading = clock(&calendar, start, target, &pauses, stop, now, Asked::All).unwrap();
            serde_json::json!({
                "elapsed_s": reading.elapsed,
                "remaining_s": reading.remaining,
                "permille": reading.permille,
                "due_at": reading.due_at,
                "breach_at": reading.breach_at,
                "breached": reading.breached,
                "state": reading.state,
            })
        }
        other => panic!("{other} is new"),
    })
}

fn pairs(intervals: impl Iterator<Item = (Second, Second)>) -> Value {
    intervals
        .map(|(from, to)| serde_json::json!([from, to]))
        .collect()
}

/// The time of the day, so many working dates on or back; then the next open
/// second, or the last end of one.
fn shifted(calendar: &Calendar, start: Second, op: &str, days: u64) -> Value {
    let whole = calendar.whole_days();
    let mut moved = at_local(start, calendar.zone());
    let one = Days::new(1);
    let mut left = days;
    while left > 0 {
        moved = if op == "add_days" {
            moved + one
        } else {
            moved - one
        };
        left -= u64::from(whole.is_open(instant(moved, calendar.zone())));
    }
    let instant = instant(moved, calendar.zone());
    if op == "add_days" {
        calendar.next_open(instant, &Pauses::none()).unwrap().into()
    } else if calendar.is_open(instant) {
        instant.into()
    } else {
        (calendar.subtract(instant, 1).unwrap() + 1).into()
    }
}

fn at_local(instant: Second, zone: Zone) -> NaiveDateTime {
    DateTime::from_timestamp(instant, 0)
        .unwrap()
        .with_timezone(&zone)
        .naive_local()
}

fn instant(local: NaiveDateTime, zone: Zone) -> Second {
    when::local(local, zone).unwrap().timestamp()
}

/// A local time that a zone has twice or never is refused with the instants
/// around it; what the case expects follows from them.
fn resolve(case: &Value, zone: Zone) -> Second {
    let local: NaiveDateTime = case["local"].as_str().unwrap().parse().unwrap();
    match when::local(local, zone) {
        Ok(instant) => instant.timestamp(),
        Err(WhenError::Twice { second, .. }) if case["fold"] == "last" => second.timestamp(),
        Err(WhenError::Twice { first, .. }) => first.timestamp(),
        Err(WhenError::Never { before, .. }) => local
            .and_local_timezone(*before.offset())
            .unwrap()
            .timestamp(),
        Err(other) => panic!("{other}"),
    }
}
