//! `bitacora reply`, `note`, `receive` and `work`: what is said, and the time
//! it takes.

use serde_json::json;

use crate::support::{Desk, NOW};

#[test]
fn a_reply_is_a_public_message_to_the_requester_through_the_tickets_channel() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta", "--channel", "phone"]);
    desk.run(["reply", &id, "-m", "We see it too.\n\n# not a heading"])
        .stderr(format!("{id}: reply to marta.\n"))
        .ok();
    let log = desk.json(["log", &id]);
    let reply = &log["events"][1];
    assert_eq!(reply["event"], "replied");
    assert_eq!(reply["details"], json!({"to": "marta", "channel": "phone"}));
    let ev = reply["ev"].as_str().unwrap();
    let message = format!(
        "\n## Conversation\n\n### {NOW} · ana → marta · phone · {ev}\n> We see it too.\n>\n> # not a heading\n"
    );
    assert!(desk.ticket(&id).ends_with(&message), "{}", desk.ticket(&id));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_reply_may_go_through_another_channel_and_be_automatic() {
    let desk = Desk::new();
    let id = desk.open(["A", "--channel", "email"]);
    desk.step([
        "reply",
        &id,
        "-m",
        "Got it.",
        "--channel",
        "messaging",
        "--auto",
        "--spent",
        "90m",
    ]);
    let log = desk.json(["log", &id]);
    let details = &log["events"][1]["details"];
    assert_eq!(
        *details,
        json!({"auto": true, "spent": "1h30m", "to": "requester", "channel": "messaging"})
    );
}

#[test]
fn a_thank_you_is_marked_as_a_message_that_asks_nothing() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta"]);
    desk.step(["receive", &id, "-m", "It works.", "--thanks"]);
    let log = desk.json(["log", &id]);
    let details = &log["events"][1]["details"];
    assert_eq!(details["thanks"], true);
    desk.step(["receive", &id, "-m", "It does not."]);
    let log = desk.json(["log", &id]);
    assert!(log["events"][2]["details"].get("thanks").is_none());
    let both = ["receive", &id, "-m", "x", "--thanks", "--auto"];
    let said = desk.run(both).complaint(2);
    assert!(said.contains("cannot be used with '--auto'"), "{said}");
}

#[test]
fn a_note_is_internal() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta", "--channel", "phone"]);
    desk.run(["note", &id, "-m", "Seen in the log."])
        .stderr(format!("{id}: note.\n"))
        .ok();
    let log = desk.json(["log", &id]);
    let ev = log["events"][1]["ev"].as_str().unwrap();
    assert_eq!(log["events"][1]["details"], json!({}));
    let message = format!("### {NOW} · ana → note · {ev}\n> Seen in the log.\n");
    assert!(desk.ticket(&id).ends_with(&message));
}

#[test]
fn a_note_may_say_how_something_was_learned_and_that_a_program_wrote_it() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta", "--channel", "email"]);
    desk.step(["note", &id, "-m", "She calls back.", "--channel", "ph"]);
    desk.step([
        "note",
        &id,
        "-m",
        "The disk is full.",
        "--channel",
        "monitoring",
        "--auto",
    ]);
    let log = desk.json(["log", &id]);
    assert_eq!(log["events"][1]["details"], json!({"channel": "phone"}));
    assert_eq!(
        log["events"][2]["details"],
        json!({"auto": true, "channel": "monitoring"})
    );
    let ev = log["events"][1]["ev"].as_str().unwrap();
    let message = format!("### {NOW} · ana → note · phone · {ev}\n> She calls back.\n");
    assert!(desk.ticket(&id).contains(&message), "{}", desk.ticket(&id));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn messages_may_be_recorded_in_any_status() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["cancel", &id, "--as", "withdrawn"]);
    for command in ["reply", "note", "receive"] {
        desk.step([command, &id, "-m", "Afterwards."]);
    }
    desk.step(["work", &id, "--spent", "5m"]);
    assert_eq!(desk.field(&id, "status"), "cancelled");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn one_message_goes_to_several_tickets_in_one_commit() {
    let desk = Desk::new();
    let (one, two) = (desk.open(["A"]), desk.open(["B"]));
    desk.step(["reply", &one, &two, &one, "-m", "It is back."]);
    assert_eq!(desk.events(&one), ["opened", "replied"]);
    assert_eq!(desk.events(&two), ["opened", "replied"]);
    assert_eq!(desk.subject(), "2 tickets: reply to requester");
}

#[test]
fn a_message_resumes_a_ticket_that_waits_for_the_customer_at_that_instant() {
    let desk = Desk::new();
    let id = desk.open([
        "A",
        "--requester",
        "marta",
        "--impact",
        "low",
        "--urgency",
        "low",
    ]);
    desk.step(["wait", &id, "--on", "customer", "-m", "Which version?"]);
    desk.at("2026-11-22T11:00:00-05:00");
    desk.run(["receive", &id, "-m", "7.2", "--at", "10:30"])
        .stderr(format!("{id}: receive from marta, resume.\n"))
        .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["status"], "classified");
    assert_eq!(ticket["waiting_on"], json!(null));
    let events = ticket["timeline"].as_array().unwrap();
    let last: Vec<_> = events[events.len() - 2..].iter().collect();
    for (event, name) in last.iter().zip(["received", "resumed"]) {
        assert_eq!(event["event"], name);
        assert_eq!(event["at"], "2026-11-22T10:30:00-05:00");
        assert_eq!(event["recorded"], "2026-11-22T11:00:00-05:00");
    }
    assert!(last[0]["ev"].as_str() < last[1]["ev"].as_str());
    assert!(
        desk.ticket(&id).contains("marta → ana"),
        "{}",
        desk.ticket(&id)
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_message_does_not_resume_what_waits_for_somebody_else_or_was_automatic() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["wait", &id, "--on", "supplier"]);
    desk.step(["receive", &id, "-m", "Any news?"]);
    assert_eq!(desk.field(&id, "status"), "waiting");
    desk.step(["wait", &id, "--on", "customer"]);
    desk.step(["receive", &id, "-m", "I am on holiday.", "--auto"]);
    assert_eq!(desk.field(&id, "status"), "waiting");
}

#[test]
fn a_backdated_message_of_before_the_waiting_does_not_resume() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.at("2026-11-22T12:00:00-05:00");
    desk.step(["wait", &id, "--on", "customer"]);
    desk.step(["receive", &id, "--at", "11:00", "-m", "Before that."]);
    assert_eq!(desk.field(&id, "status"), "waiting");
    desk.step(["receive", &id, "-m", "And after."]);
    assert_eq!(desk.field(&id, "status"), "open");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn work_is_recorded_as_a_duration() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.run(["work", &id, "--spent", "90m", "--place", "onsite", "--free"])
        .stderr(format!("{id}: work 1h30m.\n"))
        .ok();
    let log = desk.json(["log", &id]);
    assert_eq!(
        log["events"][1]["details"],
        json!({"spent": "1h30m", "place": "onsite", "free": true})
    );
}

#[test]
fn work_from_one_hour_to_another_keeps_both() {
    let desk = Desk::new();
    let id = desk.open(["A", "--contact", "07:00"]);
    desk.step([
        "work",
        &id,
        "--from",
        "08:00",
        "--to",
        "09:10",
        "-m",
        "On the phone.",
    ]);
    let log = desk.json(["log", &id]);
    assert_eq!(
        log["events"][1]["details"],
        json!({
            "spent": "1h10m",
            "began": "2026-11-22T08:00:00-05:00",
            "ended": "2026-11-22T09:10:00-05:00",
            "internal": true,
        })
    );
    assert!(desk.ticket(&id).ends_with("\n> On the phone.\n"));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn time_that_makes_no_sense_is_a_usage_error() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.run(["work", &id, "--spent", "0m"])
        .error(2, "no time was spent", "--spent 45m");
    desk.run(["work", &id, "--from", "09:00", "--to", "08:00"])
        .error(2, "--from is not before --to", "--from 09:00 --to 10:30");
    for wrong in [
        &["work", &id][..],
        &["work", &id, "--from", "09:00"],
        &[
            "work", &id, "--spent", "5m", "--from", "09:00", "--to", "10:00",
        ],
        &["work", &id, "--spent", "soon"],
        &["work", &id, "--spent", "5m", "--place", "moon"],
    ] {
        assert_ne!(desk.run(wrong).complaint(2), "");
    }
    assert_eq!(desk.events(&id), ["opened"]);
}

#[test]
fn a_text_is_needed_and_the_flag_is_named() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let hint = "-m TEXT, or -F FILE (- for standard input)";
    for command in ["reply", "note", "receive"] {
        desk.run([command, &id]).error(2, "a text is needed", hint);
        desk.run([command, &id, "-m", ""])
            .error(2, "the text is empty", "-m TEXT");
    }
    desk.command(["note", &id, "-F", "-"])
        .stdin("  \n")
        .run()
        .error(2, "the text is empty", "-m TEXT");
}

#[test]
fn a_text_may_begin_with_a_hyphen() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["note", &id, "-m", "- a point\n- another"]);
    assert_eq!(desk.events(&id), ["opened", "noted"]);
}

#[test]
fn a_text_that_forges_a_message_is_only_text() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let forged =
        "## Conversation\n### 2026-11-22T09:00:00-05:00 · elena → note · k7q2m9\n> I agree.";
    desk.step(["note", &id, "-m", forged]);
    assert!(desk.ticket(&id).contains("\n> ## Conversation\n> ### 2026"));
    desk.run(["check", "-q"]).ok();
    desk.step(["note", &id, "-m", "After it."]);
    desk.run(["check", "-q"]).ok();
}
