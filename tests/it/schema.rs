//! `bitacora schema`: what programs read is described, and is what it says.
//! Every run of every test is checked against its schema besides.

use std::collections::BTreeSet;

use bitacora::render::schema::{self, ALL};
use serde_json::{Value, json};

use crate::clocks::{bound, open};
use crate::support::Desk;
use crate::support::schema::faults;

#[test]
fn the_schemas_are_listed_and_need_no_store() {
    let desk = Desk::nowhere();
    let listed = desk.json(["schema"]);
    let names = listed["schemas"].as_array().unwrap().iter();
    let names: Vec<&str> = names
        .map(|schema| schema["name"].as_str().unwrap())
        .collect();
    let all: Vec<&str> = ALL.iter().map(|schema| schema.name).collect();
    assert_eq!(names, all);
    assert!(names.is_sorted());
    assert_eq!(listed["schemas"][0]["version"], 1);
    let text = desk.run(["schema"]).shown();
    assert!(text.contains("bitacora/ticket/1"), "{text}");
}

#[test]
fn a_schema_is_printed_under_its_name_or_a_part_of_it() {
    let desk = Desk::nowhere();
    let text = desk.run(["schema", "bitacora/ticket/1"]).shown();
    for name in ["ticket/1", "ticket"] {
        assert_eq!(desk.run(["schema", name]).shown(), text);
    }
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(
        schema["properties"]["schema"],
        json!({"const": "bitacora/ticket/1"})
    );
    assert_eq!(schema["properties"]["tier"], json!({"type": "integer"}));
    assert_eq!(schema["required"], json!(["schema", "id", "status"]));
    desk.run(["schema", "tickt"])
        .error(2, "`tickt` is not a schema", "did you mean ticket?");
    desk.run(["schema", "invoices"]).error(
        2,
        "`invoices` is not a schema",
        "bitacora schema lists them",
    );
}

const MAPPING: &str = "\
system: old
rows: ticket
id: number
opened_at: opened
dates: {format: '%Y-%m-%d'}
title: ['{text}']
columns: {team: tags}
";

const DAYS: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Inmaculada\r\n\
    DTSTART;VALUE=DATE:20201208\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const CALENDAR: &[&str] = &[
    "list",
    "show office",
    "open office",
    "add office --from 2026-11-23 --for 1h",
    "subtract office --from 2026-11-24 --for 1h",
    "between office --from 2026-11-23 --to 2026-11-24",
    "hours office --from 2026-11-23 --to 2026-11-24",
    "clock office --start 2026-11-23 --target 1h",
];

/// A desk in which every command has something to say.
fn desk() -> (Desk, String) {
    let desk = bound();
    let judged = ["--impact", "low", "--urgency", "low"];
    let id = desk.open([&["A", "--requester", "marta"], &judged[..]].concat());
    open(&desk, "B", "high");
    desk.step(["note", &id, "-m", "x"]);
    desk.step(["resolve", &id, "-m", "x", "--spent", "5m"]);
    let promote = ["faq", "promote", &id, "--slug", "a", "-m", "x"];
    let _ = desk.run(promote).both(0);
    desk.replace(&id, "tier: 1", "tier: 2\nroom: 12");
    std::fs::write(desk.home().join("mapping.yaml"), MAPPING).unwrap();
    let rows = "number,opened,text,team\n1,2026-11-20,Old,front\n2,soon,Bad,\n";
    std::fs::write(desk.home().join("rows.csv"), rows).unwrap();
    std::fs::write(desk.home().join("days.ics"), DAYS).unwrap();
    (desk, id)
}

#[test]
fn each_schema_is_that_of_an_answer() {
    let (desk, id) = desk();
    let home = desk.home();
    let file = |name: &str| home.join(name).to_str().unwrap().to_owned();
    let (rows, mapping, days) = (file("rows.csv"), file("mapping.yaml"), file("days.ics"));
    let import = ["import", "csv", &rows, "--mapping", &mapping, "--dry-run"];
    let ids = desk
        .run(["list", "--all", "--columns", "id", "--format", "csv"])
        .shown();
    let ids: Vec<&str> = ids.lines().skip(1).collect();
    let mut seen = BTreeSet::new();
    let asked = CALENDAR.iter().map(|line| {
        let words = line.split(' ');
        std::iter::once("calendar").chain(words).collect::<Vec<_>>()
    });
    let asked: Vec<Vec<&str>> = asked.collect();
    let commands = [
        &["show", &id][..],
        &["show", ids[0], ids[1]],
        &["list", "--all"],
        &["list", "--all", "--columns", "id,title"],
        &["search", "a*"],
        &["similar", "resolution"],
        &["log", &id],
        &["log", &id, "--commits"],
        &["check"],
        &["report", "summary"],
        &["report", "volume"],
        &["report", "backlog", "--by", "month"],
        &["report", "compliance", "--by", "month"],
        &["report", "times"],
        &["report", "channels", "--by", "month"],
        &["report", "quality", "--by", "month"],
        &["report", "inflation", "--by", "month"],
        &["report", "workload"],
        &["report", "recurrence"],
        &["report", "customer", "coop-andina"],
        &["calendar", "import", "office", &days],
        &["contract", "list"],
        &["contract", "show", "coop-andina"],
        &["contract", "explain", "coop-andina"],
        &["sla"],
        &["sla", "explain", &id],
        &["next"],
        &["faq", "list"],
        &["faq", "show", "a"],
        &["commit", "--dry-run"],
        &["schema"],
        &["list", "status:"],
        &import,
    ];
    for command in commands.into_iter().chain(asked.iter().map(Vec::as_slice)) {
        for format in ["json", "jsonl"] {
            let command = [command, &["--format", format]].concat();
            let (_, stdout, stderr) = desk.run(&command).taken();
            for line in stdout.lines().chain(stderr.lines()) {
                let answer: Value = serde_json::from_str(line).unwrap_or_default();
                seen.extend(answer["schema"].as_str().map(str::to_owned));
            }
        }
    }
    let apart = Desk::new();
    apart.git(["remote", "add", "origin", "."]);
    let synced = apart.json(["sync", "origin", "--dry-run"]);
    seen.extend(synced["schema"].as_str().map(str::to_owned));
    let all: BTreeSet<String> = ALL.iter().map(|schema| schema.name.to_owned()).collect();
    assert_eq!(seen, all);
}

#[test]
fn an_answer_that_lacks_a_key_or_has_another_is_not_of_its_schema() {
    let schema = schema::find("finding").unwrap().document();
    let good = json!({
        "schema": "bitacora/finding/1", "weight": "note", "rule": "r", "path": "p",
        "line": 1, "column": 1, "reason": "x",
    });
    assert_eq!(faults(&schema, &good, ""), [""; 0]);
    for (key, value) in [
        ("weight", json!("heavy")),
        ("line", json!("1")),
        ("schema", json!("bitacora/finding/2")),
        ("new", json!(1)),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert_eq!(faults(&schema, &bad, "").len(), 1, "{bad}");
    }
    let mut bad = good;
    bad.as_object_mut().unwrap().remove("rule");
    assert_eq!(faults(&schema, &bad, "").len(), 1, "{bad}");
}

/// Keys that may be absent and may be null, by their places in a schema.
fn absent_or_null(schema: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(keys) = schema["properties"].as_object() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (key, value) in keys {
            let place = format!("{place}.{key}");
            let kinds = value["type"].as_array().into_iter().flatten();
            let ones = ["enum", "anyOf"].map(|list| value[list].as_array());
            let mut nulls = ones.into_iter().flatten().flatten();
            let is_null = kinds.clone().any(|kind| kind == "null")
                || nulls.any(|one| one.is_null() || one["type"] == "null");
            if is_null && !required.contains(&json!(key)) {
                found.push(place.clone());
            }
            absent_or_null(value, &place, found);
        }
    }
    absent_or_null_of(&schema["items"], place, found);
}

fn absent_or_null_of(items: &Value, place: &str, found: &mut Vec<String>) {
    if items.is_object() {
        absent_or_null(items, place, found);
    }
}

#[test]
fn a_key_that_may_be_absent_is_null_only_where_both_are_said() {
    let mut found = Vec::new();
    // Columns that were asked for are there, and what an event set may be removed.
    let all = ALL.iter().filter(|row| !row.name.contains("columns"));
    for row in all {
        let name = row.name.trim_start_matches("bitacora/");
        absent_or_null(&row.document(), name, &mut found);
    }
    found.retain(|place| !place.contains(".set."));
    let calendar = [
        "zone",
        "open",
        "until",
        "next_open",
        "next_close",
        "next_opening",
        "extends",
        "due_at",
        "breach_at",
    ];
    let calendars = calendar.map(|key| format!("calendars/1.calendars.{key}"));
    let mut told = calendar.map(|key| format!("calendar/1.{key}")).to_vec();
    told.extend(calendars);
    told.extend(
        ["list/1.tickets", "ticket/1", "tickets/1.tickets"]
            .into_iter()
            .flat_map(|place| ["due", "sla"].map(|key| format!("{place}.{key}"))),
    );
    found.sort();
    told.sort();
    assert_eq!(found, told);
}
