//! `bitacora next`: what to do, in which order, with which command.

use crate::clocks::{bound, open};
use crate::support::Desk;

/// Reason and command of each item, the id replaced by the title.
fn items(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let next = desk.json([&["next"], arguments].concat());
    let items = next["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let text = |key: &str| item[key].as_str().unwrap().to_owned();
            let command = text("command").replace(&text("id"), &text("title"));
            format!("{}: {command}", text("reason"))
        })
        .collect()
}

#[test]
fn what_is_overdue_comes_first_then_what_is_at_risk_then_what_runs() {
    let desk = bound();
    open(&desk, "Slow", "medium");
    let risk = open(&desk, "At risk", "high");
    desk.step(["reply", &risk, "-m", "We are on it."]);
    desk.step(["take", &risk]);
    desk.at("2026-11-23T09:30:00-05:00");
    open(&desk, "Late", "high");
    desk.at("2026-11-23T15:30:00-05:00");
    open(&desk, "New", "medium");
    insta::assert_snapshot!(desk.run(["next"]).page(), @r"
    PRI  DUE          WHY                                               TITLE    TYPE
    P1   today 10:30  response overdue by 5 h of clock hours            Late     bitacora reply INC-261123-00003
    P3   today 13:00  response overdue by 2 h 30 m of business hours    Slow     bitacora reply INC-261123-00001
    P1   today 17:00  resolution at risk: 1 h 30 m left of clock hours  At risk  bitacora resolve INC-261123-00002
    P3   11-24 11:30  response: 4 h left of business hours              New      bitacora reply INC-261123-00004
    ");
}

#[test]
fn a_contract_that_wants_a_technician_wants_one_taken() {
    let desk = bound();
    desk.open([
        "Alpha",
        "--requester",
        "marta",
        "--impact",
        "high",
        "--urgency",
        "medium",
    ]);
    assert_eq!(items(&desk, &[]), ["running: bitacora take Alpha"]);
}

#[test]
fn the_command_is_the_step_that_the_ticket_lacks() {
    let desk = bound();
    let id = desk.open(["Alpha", "--requester", "marta"]);
    let mut told = vec![items(&desk, &[])];
    for step in [
        &["reply", &id, "-m", "We are on it."][..],
        &["classify", &id, "--impact", "medium", "--urgency", "medium"],
        &["take", &id],
        &["wait", &id, "--on", "supplier"],
        &["wait", &id, "--on", "customer"],
    ] {
        desk.step(step);
        told.push(items(&desk, &[]));
    }
    assert_eq!(
        told.concat(),
        [
            "running: bitacora reply Alpha",
            "running: bitacora classify Alpha",
            "running: bitacora take Alpha",
            "running: bitacora resolve Alpha",
            "running: bitacora resume Alpha",
        ]
    );
}

#[test]
fn a_customer_on_turn_when_it_is_overdue_is_asked_again() {
    let desk = bound();
    let id = open(&desk, "Alpha", "high");
    desk.step(["reply", &id, "-m", "We are on it."]);
    desk.at("2026-11-23T17:30:00-05:00");
    desk.step(["wait", &id, "--on", "customer"]);
    assert_eq!(items(&desk, &[]), ["overdue: bitacora reply Alpha"]);
}

#[test]
fn a_promised_date_that_has_come_is_due_until_it_is_resolved() {
    let desk = bound();
    let id = desk.open(["Alpha", "--requester", "hernan"]);
    desk.step(["promise", &id, "--on", "2026-11-25", "-m", "On Wednesday."]);
    for (day, told) in [
        ("24", &[][..]),
        ("25", &["promised: bitacora resolve Alpha"]),
        ("26", &["promised: bitacora promise Alpha --on DATE"]),
    ] {
        desk.at(&format!("2026-11-{day}T09:00:00-05:00"));
        assert_eq!(items(&desk, &[]), told, "{day}");
    }
    desk.step(["classify", &id, "--impact", "low", "--urgency", "low"]);
    desk.step(["resolve", &id, "-m", "Done."]);
    assert_eq!(items(&desk, &[]), [""; 0]);
}

#[test]
fn the_agreed_end_of_a_wait_is_due_when_it_has_come() {
    let desk = bound();
    let until = ["--until", "2026-11-24 12:00"];
    for (title, on) in [("Alpha", "supplier"), ("Beta", "customer")] {
        let id = desk.open([title, "--requester", "hernan"]);
        desk.step([&["wait", &id, "--on", on][..], &until].concat());
    }
    desk.at("2026-11-24T11:59:59-05:00");
    assert_eq!(items(&desk, &[]), [""; 0]);
    desk.at("2026-11-24T12:00:00-05:00");
    let mut told = items(&desk, &[]);
    told.sort();
    assert_eq!(
        told,
        [
            "waited: bitacora reply Beta",
            "waited: bitacora resume Alpha"
        ]
    );
}

/// The contract reminds after two days of silence and closes after three.
#[test]
fn a_silent_customer_is_reminded_counting_from_the_last_word_of_the_desk() {
    let desk = bound();
    let id = open(&desk, "Alpha", "medium");
    desk.step(["wait", &id, "--on", "customer", "-m", "Which printer?"]);
    let silent = ["silent: bitacora reply Alpha"];
    for (at, told) in [("25T08:59:59", &[][..]), ("25T09:00:00", &silent)] {
        desk.at(&format!("2026-11-{at}-05:00"));
        assert_eq!(items(&desk, &[]), told, "{at}");
    }
    desk.step(["reply", &id, "-m", "Could you tell us which printer?"]);
    assert_eq!(items(&desk, &[]), [""; 0]);
    desk.at("2026-11-27T09:00:00-05:00");
    assert_eq!(items(&desk, &[]), silent);
    desk.step(["receive", &id, "-m", "The old one."]);
    assert_eq!(items(&desk, &[]), ["running: bitacora take Alpha"]);
}

#[test]
fn a_resolved_ticket_is_closed_after_silence_unless_the_customer_spoke() {
    let desk = bound();
    for title in ["Alpha", "Beta"] {
        let id = open(&desk, title, "medium");
        desk.step(["resolve", &id, "-m", "Done."]);
    }
    desk.at("2026-11-24T09:00:00-05:00");
    let beta = desk.json(["list", "--all", "beta"])["tickets"][0]["id"].take();
    desk.step(["receive", beta.as_str().unwrap(), "-m", "It fails again."]);
    desk.at("2026-11-26T08:59:59-05:00");
    assert_eq!(items(&desk, &[]), [""; 0]);
    desk.at("2026-11-26T09:00:00-05:00");
    let told = items(&desk, &[]);
    assert_eq!(told, ["unconfirmed: bitacora close Alpha --silence"]);
    let next = desk.json(["next"]);
    assert_eq!(next["items"][0]["due"], "2026-11-26T09:00:00-05:00");
    assert_eq!(next["items"][0]["since"], "2026-11-23T09:00:00-05:00");
}

#[test]
fn mine_are_the_tickets_of_whoever_acts() {
    let desk = bound();
    let [alpha, beta] = ["Alpha", "Beta"].map(|title| open(&desk, title, "high"));
    desk.step(["assign", &alpha, "ana"]);
    desk.step(["assign", &beta, "carla"]);
    assert_eq!(items(&desk, &["--mine"]), ["running: bitacora reply Alpha"]);
    assert_eq!(
        items(&desk, &["--mine", "--as", "carla"]),
        ["running: bitacora reply Beta"]
    );
    assert_eq!(items(&desk, &["assignee:carla"]).len(), 1);
    let (_, remark) = desk.run(["next", "--limit", "1"]).both(0);
    assert_eq!(remark, "1 of 2 shown.\n");
}

#[test]
fn a_desk_with_nothing_to_do_says_so() {
    let desk = bound();
    desk.open(["Gamma", "--requester", "hernan"]);
    desk.run(["next"])
        .stderr("Nothing is due; 1 ticket looked at.\n")
        .ok();
}
