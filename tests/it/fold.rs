//! The fold beside an independent one, of another language: `merge.py` in the
//! folder `merge-oracle` of `BITACORA_TEST_DATA`. Without it, or without a Python
//! that has `yaml`, the test says that it was skipped.

use std::io::Write as _;
use std::process::{Command, Stdio};

use bitacora::core::effect::settle;
use bitacora::core::event::Event;
use bitacora::core::timeline::{fold, in_order};
use serde_json::{Map, Value, json};

use crate::draws::Draws;
use crate::support::oracle;

/// Reads a timeline a line, and writes the fields that each comes to.
const ASKED: &str = "
import sys, json
sys.path.insert(0, sys.argv[1])
import merge
for line in sys.stdin:
    events = [merge.event('- ' + json.dumps(event)) for event in json.loads(line)]
    print(json.dumps(merge.fold(events)[0], sort_keys=True))
";

fn tags(draws: &mut Draws) -> Value {
    let all = ["a", "b", "c", "d"];
    let number = 1 + draws.below(3);
    let mut tags: Vec<&str> = (0..number).map(|_| *draws.one(&all)).collect();
    tags.sort_unstable();
    tags.dedup();
    json!(tags)
}

/// An event as anybody might have written it.
fn event(draws: &mut Draws, place: usize) -> Value {
    let names = [
        "opened",
        "classified",
        "attended",
        "assigned",
        "waited",
        "resumed",
        "diagnosed",
        "approved",
        "resolved",
        "closed",
        "reopened",
        "cancelled",
        "edited",
        "imported",
    ];
    let mut set = Map::new();
    let mut put = |key: &str, value: Value| set.insert(key.to_owned(), value);
    let statuses = [
        "open",
        "classified",
        "diagnosed",
        "waiting",
        "resolved",
        "closed",
        "cancelled",
    ];
    let levels = ["high", "medium", "low"];
    if !draws.is(3) {
        put("status", json!(draws.one(&statuses)));
    }
    for (key, values, rarity) in [
        ("waiting_on", &["customer", "supplier"][..], 4),
        ("waiting_until", &["2026-11-24T09:00:00Z"], 6),
        ("closure", &["confirmed", "silence"], 6),
        ("cancellation", &["spam", "withdrawn"], 6),
        ("impact", &levels, 4),
        ("urgency", &levels, 4),
        ("priority", &["P1", "P2", "P3"], 4),
        ("priority_because", &["the minister", "the board"], 6),
        ("kind", &["adaptive", "usage"], 5),
        ("approval", &["pending", "approved"], 5),
        ("approval_by", &["eva", "luz"], 8),
        ("assignee", &["ana", "carla"], 4),
    ] {
        if draws.is(rarity) {
            let removes = draws.is(4);
            let value = if removes {
                Value::Null
            } else {
                json!(draws.one(values))
            };
            put(key, value);
        }
    }
    if draws.is(8) {
        put("tags", tags(draws));
    }
    let minute = draws.below(40);
    let mut event = json!({
        "at": format!("2026-11-22T09:{minute:02}:00Z"),
        "by": draws.one(&["ana", "carla"]),
        "event": draws.one(&names),
        "ev": format!("a{place:05}"),
        "set": set,
    });
    for key in ["add", "drop"] {
        if draws.is(4) {
            event[key] = json!({"tags": tags(draws)});
        }
    }
    if draws.is(6) {
        event["imported"] = true.into();
    }
    if draws.is(5) {
        event["recorded"] = format!("2026-11-22T10:{minute:02}:00Z").into();
    }
    event
}

fn ours(events: &[Value]) -> Value {
    let events = events.iter().cloned().map(serde_json::from_value);
    let mut timeline: Vec<Event> = events.collect::<Result<_, _>>().unwrap();
    settle(&mut timeline);
    serde_json::to_value(fold(in_order(&timeline))).unwrap()
}

/// The events without what they decide of a ticket that needs no decision by then: it
/// has no effect, which the other fold does not know.
fn decided(events: &[Value]) -> Vec<Value> {
    let mut order: Vec<usize> = (0..events.len()).collect();
    let text = |place: usize, key: &str| events[place][key].as_str().unwrap_or_default();
    order.sort_by_key(|place| {
        let [at, recorded, ev] = ["at", "recorded", "ev"].map(|key| text(*place, key));
        let written = if recorded.is_empty() { at } else { recorded };
        (at, written, ev)
    });
    let (mut events, mut kind) = (events.to_vec(), Value::Null);
    for place in order {
        let is_imported = events[place]["imported"] == true;
        let set = events[place]["set"].as_object_mut().unwrap();
        kind = set.get("kind").cloned().unwrap_or(kind);
        if kind != "adaptive" && !is_imported {
            set.retain(|key, value| value.is_null() || !key.starts_with("approval"));
        }
    }
    events
}

/// 1,000 timelines, or what `BITACORA_DRAWS` says.
#[test]
fn a_timeline_comes_to_what_an_independent_fold_makes_of_it() {
    let Some(oracle) = oracle() else { return };
    let draws = std::env::var("BITACORA_DRAWS").map_or(1_000, |many| many.parse().unwrap());
    let mut numbers = Draws::new(1);
    let timelines: Vec<Vec<Value>> = (0..draws)
        .map(|_| {
            let length = 1 + numbers.below(9);
            (0..length)
                .map(|place| event(&mut numbers, place))
                .collect()
        })
        .collect();
    let lines: Vec<String> = timelines
        .iter()
        .map(|events| json!(decided(events)).to_string())
        .collect();
    let lines = lines.join("\n");
    let mut asked = Command::new("python3")
        .args(["-c", ASKED])
        .arg(&oracle)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = asked.stdin.take().unwrap();
    let writing = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = asked.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let theirs = String::from_utf8(output.stdout).unwrap();
    assert_eq!(theirs.lines().count(), draws);
    for (events, theirs) in timelines.iter().zip(theirs.lines()) {
        let theirs: Value = serde_json::from_str(theirs).unwrap();
        assert_eq!(ours(events), theirs, "{}", json!(events));
    }
}
