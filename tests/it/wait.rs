//! `bitacora wait` and `resume`.

use serde_json::json;

use crate::support::Desk;

#[test]
fn wait_says_on_whom_and_until_when() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta"]);
    desk.run([
        "wait",
        &id,
        "--on",
        "supplier",
        "--until",
        "tomorrow 08:00",
        "-m",
        "They ship it.",
    ])
    .stderr(format!("{id}: wait for supplier.\n"))
    .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["status"], "waiting");
    assert_eq!(ticket["waiting_on"], "supplier");
    assert_eq!(ticket["waiting_until"], "2026-11-23T08:00:00-05:00");
    assert!(desk.ticket(&id).contains("ana → marta"));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn an_internal_text_is_not_for_the_requester() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta"]);
    desk.step([
        "wait",
        &id,
        "--on",
        "schedule",
        "-m",
        "Between us.",
        "--internal",
    ]);
    let text = desk.ticket(&id);
    assert!(
        text.contains("ana → note") && !text.contains("ana → marta"),
        "{text}"
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_second_wait_replaces_the_reason() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["wait", &id, "--on", "supplier", "--until", "2026-12-01"]);
    desk.step(["wait", &id, "--on", "customer"]);
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["waiting_on"], "customer");
    assert_eq!(ticket["waiting_until"], json!(null));
    desk.run(["wait", &id, "--on", "customer"])
        .stderr("Nothing changed.\n")
        .ok();
    desk.step(["resume", &id]);
    assert_eq!(desk.field(&id, "status"), "open");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn resume_goes_back_to_the_last_status_before_it_waited() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let pause = |status: &str| {
        desk.step(["wait", &id, "--on", "supplier"]);
        desk.step(["resume", &id]);
        let ticket = desk.json(["show", &id]);
        assert_eq!(ticket["status"], status);
        assert_eq!(ticket["waiting_on"], json!(null));
    };
    pause("open");
    desk.step(["classify", &id, "--impact", "low", "--urgency", "low"]);
    pause("classified");
    desk.step(["diagnose", &id, "--cause", "A typo."]);
    pause("diagnosed");
    desk.step(["resolve", &id, "-m", "Fixed."]);
    desk.step(["reopen", &id, "-m", "Not fixed."]);
    pause("classified");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn what_was_classified_while_waiting_since_open_resumes_to_classified() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["wait", &id, "--on", "customer"]);
    desk.step(["classify", &id, "--impact", "low", "--urgency", "low"]);
    assert_eq!(desk.field(&id, "status"), "waiting");
    desk.run(["resume", &id])
        .stderr(format!("{id}: resume.\n"))
        .ok();
    assert_eq!(desk.field(&id, "status"), "classified");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn what_was_classified_before_a_second_wait_replaced_the_first_resumes_to_classified() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["wait", &id, "--on", "customer"]);
    desk.step(["classify", &id, "--impact", "low", "--urgency", "low"]);
    desk.step(["wait", &id, "--on", "supplier"]);
    desk.step(["resume", &id]);
    assert_eq!(desk.field(&id, "status"), "classified");
}

#[test]
fn only_a_waiting_ticket_resumes() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.refused(["resume", &id], &format!("{id} is open, not waiting"), "");
}

#[test]
fn on_whom_it_waits_is_one_of_three() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.refused(
        ["wait", &id, "--on", "godot"],
        "`godot` is not who a ticket waits for",
        "it may be customer, supplier or schedule",
    );
    desk.refused(
        ["wait", &id, "--on", "s"],
        "`s` could be supplier or schedule",
        "type more of it",
    );
    desk.step(["wait", &id, "--on", "su"]);
    assert_eq!(desk.field(&id, "waiting_on"), "supplier");
}

#[test]
fn a_ticket_does_not_resume_before_the_wait_that_replaced_another() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["wait", &id, "--on", "customer"]);
    desk.at("2026-11-22T09:30:00-05:00");
    desk.step(["wait", &id, "--on", "supplier"]);
    desk.refused(
        ["resume", &id, "--at", "09:20"],
        &format!(
            "2026-11-22 09:20:00 -05:00 is before {id} became waiting (2026-11-22 09:30:00 -05:00)"
        ),
        &format!("bitacora log {id} shows what happened when"),
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_step_before_the_last_change_of_status_is_refused_even_if_it_changes_nothing_then() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["classify", &id, "--impact", "low", "--urgency", "low"]);
    desk.at("2026-11-22T12:00:00-05:00");
    desk.step(["wait", &id, "--on", "supplier"]);
    for step in [
        vec!["resume", &id, "--at", "10:00"],
        vec!["resolve", &id, "--at", "10:00", "-m", "Done."],
    ] {
        let complaint = desk.run(step).complaint(4);
        assert!(complaint.contains("is before"), "{complaint}");
    }
    assert_eq!(desk.field(&id, "status"), "waiting");
}
