//! `bitacora classify`.

use serde_json::json;

use crate::support::{CONFIG, Desk};

fn classified(desk: &Desk, impact: &str, urgency: &str) -> String {
    desk.open(["A", "--impact", impact, "--urgency", urgency])
}

#[test]
fn the_priority_follows_from_the_matrix() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    // The whole of it is stated where it stands (`core::policy`).
    for (impact, urgency, priority) in [
        ("high", "high", "P1"),
        ("high", "low", "P3"),
        ("low", "medium", "P4"),
    ] {
        desk.run(["classify", &id, "--impact", impact, "--urgency", urgency])
            .stderr(format!(
                "{id}: classify {priority} (impact {impact}, urgency {urgency}).\n"
            ))
            .ok();
        assert_eq!(desk.field(&id, "priority"), priority);
    }
    assert_eq!(desk.field(&id, "status"), "classified");
}

#[test]
fn the_stores_own_matrix_is_the_one_that_counts() {
    let desk = Desk::with_config(&format!(
        "{CONFIG}impact: {{whole: all stopped, part: some}}\n\
         urgency: {{now: now, later: later}}\n\
         matrix: {{whole: {{now: P1, later: P1}}, part: {{now: P2, later: P4}}}}\n\
         kinds: {{}}\n"
    ));
    let id = desk.open(["A", "--impact", "w", "--urgency", "l"]);
    assert_eq!(desk.field(&id, "priority"), "P1");
    assert_eq!(desk.field(&id, "impact"), "whole");
}

#[test]
fn a_matrix_that_is_not_total_or_not_monotone_is_refused_when_read() {
    let desk = Desk::new();
    let matrix = "matrix: {high: {high: P1, medium: P2, low: P3}, medium: {high: P2, medium: P3, low: P4}, low: {high: P3, medium: P4}}\n";
    desk.write("bitacora.yaml", format!("{CONFIG}{matrix}"));
    let complaint = desk.run(["list"]).complaint(3);
    assert!(complaint.starts_with("bitacora.yaml:9:"), "{complaint}");
    let matrix = matrix.replace(
        "low: {high: P3, medium: P4}",
        "low: {high: P3, medium: P4, low: P1}",
    );
    desk.write("bitacora.yaml", format!("{CONFIG}{matrix}"));
    let complaint = desk.run(["list"]).complaint(3);
    assert!(complaint.starts_with("bitacora.yaml:9:"), "{complaint}");
}

#[test]
fn impact_and_urgency_are_needed_the_first_time() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.refused(
        ["classify", &id, "--impact", "high"],
        &format!("{id} needs an impact and an urgency"),
        "--impact I --urgency U, or a --kind that has defaults",
    );
    desk.step(["classify", &id, "--impact", "h", "--urgency", "h"]);
    desk.step(["classify", &id, "--urgency", "low"]);
    assert_eq!(desk.field(&id, "priority"), "P3");
}

#[test]
fn the_same_judgement_again_changes_and_commits_nothing() {
    let desk = Desk::new();
    let id = classified(&desk, "high", "high");
    let before = desk.commits();
    desk.run(["classify", &id, "--impact", "high", "--urgency", "high"])
        .stderr("Nothing changed.\n")
        .ok();
    desk.run(["classify", &id])
        .stderr("Nothing changed.\n")
        .ok();
    assert_eq!(desk.commits(), before);
    assert_eq!(desk.events(&id), ["opened", "classified"]);
}

#[test]
fn an_override_needs_a_reason_and_is_recorded_with_it() {
    let desk = Desk::new();
    let id = classified(&desk, "low", "low");
    let complaint = desk.run(["classify", &id, "--priority", "P1"]).complaint(2);
    assert!(complaint.contains("--because"), "{complaint}");
    desk.run(["classify", &id, "--priority", "P1", "--because", "payday"])
        .stderr(format!(
            "{id}: classify P1 (impact low, urgency low, because payday).\n"
        ))
        .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["priority"], "P1");
    assert_eq!(ticket["priority_because"], "payday");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn an_override_stands_until_impact_urgency_or_kind_are_judged_again() {
    let desk = Desk::new();
    let id = classified(&desk, "low", "low");
    desk.step(["classify", &id, "--priority", "P1", "--because", "payday"]);
    desk.step(["classify", &id, "--service", "payroll"]);
    assert_eq!(desk.field(&id, "priority"), "P1");
    desk.step(["classify", &id, "--urgency", "medium"]);
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["priority"], "P4");
    assert_eq!(ticket["priority_because"], json!(null));
}

#[test]
fn a_kinds_ceiling_holds_and_its_defaults_fill_in() {
    let desk = Desk::new();
    let id = desk.open([
        "A",
        "--kind",
        "usage",
        "--impact",
        "high",
        "--urgency",
        "high",
    ]);
    assert_eq!(desk.field(&id, "priority"), "P3");
    let other = desk.open(["B"]);
    desk.step(["classify", &other, "--kind", "usage"]);
    let ticket = desk.json(["show", &other]);
    assert_eq!(ticket["impact"], "low");
    assert_eq!(ticket["priority"], "P5");
}

#[test]
fn what_is_claimed_does_not_make_the_priority() {
    let desk = Desk::new();
    let id = desk.open([
        "A",
        "--claimed",
        "high",
        "--impact",
        "low",
        "--urgency",
        "low",
    ]);
    assert_eq!(desk.field(&id, "claimed_urgency"), "high");
    assert_eq!(desk.field(&id, "priority"), "P5");
}

#[test]
fn an_adaptive_ticket_waits_for_an_approval_and_another_kind_does_not() {
    let desk = Desk::new();
    let id = classified(&desk, "low", "low");
    desk.step(["classify", &id, "--kind", "adaptive"]);
    assert_eq!(desk.field(&id, "approval"), "pending");
    desk.step(["classify", &id, "--kind", "corrective"]);
    assert_eq!(desk.field(&id, "approval"), json!(null));
}

#[test]
fn several_tickets_are_one_commit() {
    let desk = Desk::new();
    let (one, two) = (desk.open(["A"]), desk.open(["B"]));
    let before = desk.commits();
    desk.run(["classify", &one, &two, "--impact", "low", "--urgency", "low"])
        .stderr(format!(
            "{one}: classify P5 (impact low, urgency low).\n{two}: classify P5 (impact low, urgency low).\n"
        ))
        .ok();
    assert_eq!(desk.commits(), before + 1);
    let body = desk.git(["log", "-1", "--format=%b"]);
    assert_eq!(body.matches("Ticket: ").count(), 2, "{body}");
}

#[test]
fn one_refusal_among_several_tickets_writes_none_of_them() {
    let desk = Desk::new();
    let (one, two) = (desk.open(["A"]), desk.open(["B"]));
    desk.step(["cancel", &two, "--as", "withdrawn"]);
    desk.refused(
        [
            "classify",
            &one,
            &two,
            "--impact",
            "low",
            "--urgency",
            "low",
        ],
        &format!("{two} is cancelled and cannot become classified"),
        &format!("bitacora open --like {two} TITLE files it anew"),
    );
}

#[test]
fn a_value_may_be_shortened_to_a_unique_beginning() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step([
        "classify",
        &id,
        "--impact",
        "h",
        "--urgency",
        "m",
        "--kind",
        "c",
        "--category",
        "invoicing/t",
    ]);
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["impact"], "high");
    assert_eq!(ticket["kind"], "corrective");
    assert_eq!(ticket["category"], "invoicing/tax");
    desk.refused(
        ["classify", &id, "--category", "invoicing"],
        "`invoicing` could be invoicing/tax or invoicing/printing",
        "type more of it",
    );
}

#[test]
fn a_judgement_before_the_last_one_is_refused() {
    let desk = Desk::new();
    let id = desk.open(["A", "--contact", "07:00"]);
    desk.step(["wait", &id, "--on", "customer", "--at", "08:00"]);
    desk.step(["classify", &id, "--impact", "high", "--urgency", "low"]);
    desk.refused(
        ["classify", &id, "--impact", "low", "--at", "09:00"],
        &format!(
            "2026-11-22 09:00:00 -05:00 is before {id} was last judged (2026-11-22 09:14:00 -05:00)"
        ),
        &format!("bitacora log {id} shows what happened when"),
    );
    desk.run(["check", "-q"]).ok();
}
