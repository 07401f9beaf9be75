//! `bitacora show` and `log`: a ticket as a person reads it, and what happened
//! to it.

use serde_json::json;

use crate::support::{Desk, NOW};

#[test]
fn show_is_the_fields_and_then_the_text() {
    let desk = Desk::new();
    let id = desk.open([
        "Printer",
        "-m",
        "It is offline.",
        "--requester",
        "marta",
        "--tag",
        "a",
        "--tag",
        "b",
    ]);
    insta::assert_snapshot!(desk.run(["show", &id]).page(), @r"
    INC-261122-00001  Printer
    status     open
    customer   coop-andina
    requester  marta
    tier       1
    tags       a, b
    opened_at  2026-11-22 09:14

    It is offline.
    ");
}

#[test]
fn show_tells_the_time_worked_and_what_is_attached() {
    let desk = Desk::new();
    let id = desk.open(["Printer", "--spent", "5m"]);
    let notes = desk.root().join("notes.txt");
    desk.step(["attach", &id, notes.to_str().unwrap()]);
    desk.step(["note", &id, "-m", "x", "--spent", "1h"]);
    let ticket = desk.json(["show", &id]);
    let file = ticket["timeline"][1]["file"].as_str().unwrap();
    let shown = desk.run(["show", &id]).shown();
    let lines = format!("worked     1 h 5 m\nattached   {file}\n");
    assert!(shown.contains(&lines), "{shown}");
}

#[test]
fn show_as_json_is_the_whole_ticket() {
    let desk = Desk::new();
    let id = desk.open(["Printer", "-m", "It is offline."]);
    let ticket = desk.json(["show", &id]);
    let ev = ticket["timeline"][0]["ev"].clone();
    assert_eq!(
        ticket,
        json!({
            "schema": "bitacora/ticket/1",
            "id": id,
            "title": "Printer",
            "status": "open",
            "tier": 1,
            "opened_at": NOW,
            "clocks": [],
            "timeline": [{
                "at": NOW, "by": "ana", "event": "opened", "ev": ev,
                "set": {"status": "open", "title": "Printer", "tier": 1, "opened_at": NOW},
            }],
            "body": "\nIt is offline.\n",
        })
    );
}

#[test]
fn several_tickets_are_one_document() {
    let desk = Desk::new();
    let (one, two) = (desk.open(["A"]), desk.open(["B"]));
    let many = desk.json(["show", &one, &two]);
    assert_eq!(many["schema"], "bitacora/tickets/1");
    assert_eq!(many["tickets"][1]["id"], json!(two));
    let logs = desk.json(["log", &one, &two]);
    assert_eq!(logs["events"].as_array().unwrap().len(), 2);
}

#[test]
fn reading_needs_no_identity_and_no_lock() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.shell("git config --unset user.email; git config --unset user.name");
    std::fs::write(desk.root().join(".git/index.lock"), "").unwrap();
    desk.shell("true");
    for command in [&["show", &id][..], &["log", &id], &["list"], &["check"]] {
        let (_, stderr) = desk.run(command).both(0);
        assert!(!stderr.contains("error"), "{stderr}");
    }
}

#[test]
fn the_log_says_who_changed_which_field_from_what_to_what() {
    let desk = Desk::new();
    let id = desk.open(["A", "--impact", "low", "--urgency", "low"]);
    desk.at("2026-11-22T10:00:00-05:00");
    desk.step(["classify", &id, "--urgency", "high", "--as", "carla"]);
    let log = desk.json(["log", &id]);
    assert_eq!(log["schema"], "bitacora/log/1");
    let event = &log["events"][2];
    assert_eq!(event["by"], "carla");
    assert_eq!(event["at"], "2026-11-22T10:00:00-05:00");
    assert_eq!(
        event["fields"],
        json!([
            {"field": "urgency", "before": "low", "after": "high"},
            {"field": "priority", "before": "P5", "after": "P3"},
        ])
    );
    let text = desk.run(["log", &id]).shown();
    assert!(text.contains("carla"), "{text}");
    assert!(
        text.lines()
            .any(|line| line.contains("urgency") && line.contains("low") && line.contains("high")),
        "{text}"
    );
}

#[test]
fn the_log_is_in_the_order_things_happened() {
    let desk = Desk::new();
    let id = desk.open(["A", "--contact", "07:00"]);
    desk.step(["note", &id, "-m", "Now."]);
    desk.step(["note", &id, "-m", "Earlier.", "--at", "08:00"]);
    let log = desk.json(["log", &id]);
    let at: Vec<_> = log["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["at"].clone())
        .collect();
    assert_eq!(
        json!(at),
        json!([
            "2026-11-22T07:00:00-05:00",
            "2026-11-22T08:00:00-05:00",
            NOW
        ])
    );
}
