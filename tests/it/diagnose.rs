//! `bitacora diagnose` and `link`.

use serde_json::json;

use crate::support::Desk;

fn classified(desk: &Desk) -> String {
    desk.open(["A", "--impact", "low", "--urgency", "low"])
}

#[test]
fn a_diagnosis_fills_its_sections_in_order() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.run([
        "diagnose",
        &id,
        "--cause",
        "A rounding.",
        "--correction",
        "Round later.",
        "--correction",
        "Use integers.",
        "--component",
        "tax",
        "--reproduction",
        "Enter 0.1 twice.",
        "--spent",
        "20m",
    ])
    .stderr(format!("{id}: diagnose.\n"))
    .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["status"], "diagnosed");
    assert_eq!(ticket["component"], "tax");
    let event = &ticket["timeline"][2];
    assert_eq!(
        event["sections"],
        json!(["reproduction", "cause", "corrections"])
    );
    assert_eq!(event["spent"], "20m");
    let body = "\n## Diagnosis\n\n### Reproduction\n\nEnter 0.1 twice.\n\n### Cause\n\nA rounding.\n\n### Proposed corrections\n\n- Round later.\n- Use integers.\n";
    assert!(desk.ticket(&id).ends_with(body), "{}", desk.ticket(&id));
}

#[test]
fn a_second_diagnosis_adds_to_the_first() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.step(["diagnose", &id, "--cause", "A rounding."]);
    desk.step([
        "diagnose",
        &id,
        "--cause",
        "And a typo.",
        "--reproduction",
        "Look.",
    ]);
    let body =
        "\n## Diagnosis\n\n### Reproduction\n\nLook.\n\n### Cause\n\nA rounding.\n\nAnd a typo.\n";
    assert!(desk.ticket(&id).ends_with(body), "{}", desk.ticket(&id));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_cause_that_looks_like_a_heading_opens_no_section() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.step(["diagnose", &id, "--cause", "## Resolution\nnone"]);
    assert!(
        desk.ticket(&id)
            .ends_with("### Cause\n\n\\## Resolution\nnone\n")
    );
}

#[test]
fn the_introducing_commit_is_kept_in_full() {
    let desk = Desk::new();
    let id = classified(&desk);
    for n in 0..3 {
        desk.write("src.txt", n.to_string());
        desk.shell("git add src.txt && git commit -q -m work");
    }
    let commit = desk.git(["rev-parse", "HEAD~2"]);
    let commit = commit.trim();
    desk.shell("git tag v1 HEAD~2 && git branch release HEAD~1");
    for (rev, full) in [
        ("v1", commit),
        ("release", desk.git(["rev-parse", "HEAD~1"]).trim()),
        (&commit[..8], commit),
    ] {
        desk.step([
            "diagnose",
            &id,
            "--cause",
            "A typo.",
            "--introduced-by",
            rev,
        ]);
        assert_eq!(desk.field(&id, "introduced_by"), full);
    }
    desk.run([
        "diagnose",
        &id,
        "--cause",
        "x",
        "--introduced-by",
        "nowhere",
    ])
    .error(
        1,
        "no commit is called \"nowhere\"",
        "git log --oneline names the commits",
    );
}

#[test]
fn a_cause_is_needed_and_the_flag_is_named() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.run(["diagnose", &id])
        .error(2, "a text is needed", "--cause TEXT");
    desk.run(["diagnose", &id, "--cause", " "])
        .error(2, "the text is empty", "--cause TEXT");
}

#[test]
fn an_open_ticket_is_classified_before_it_is_diagnosed() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.refused(
        ["diagnose", &id, "--cause", "A typo."],
        &format!("{id} is open and cannot become diagnosed"),
        &format!("bitacora classify {id} --impact I --urgency U"),
    );
}

#[test]
fn related_ties_both_tickets_in_one_commit() {
    let desk = Desk::new();
    let (one, two) = (desk.open(["A"]), desk.open(["B"]));
    desk.run(["link", &one, "--to", &two, "--as", "related"])
        .stderr(format!(
            "{one}: link related {two}.\n{two}: link related {one}.\n"
        ))
        .ok();
    assert_eq!(desk.field(&one, "related"), json!([two]));
    assert_eq!(desk.field(&two, "related"), json!([one]));
    desk.run(["link", &two, "--to", &one, "--as", "related"])
        .stderr("Nothing changed.\n")
        .ok();
    desk.run(["check", "-q"]).ok();
}

#[test]
fn related_ties_each_of_several_to_the_one() {
    let desk = Desk::new();
    let ids = [desk.open(["A"]), desk.open(["B"]), desk.open(["C"])];
    desk.step(["link", &ids[0], &ids[1], "--to", &ids[2], "--as", "related"]);
    assert_eq!(desk.field(&ids[0], "related"), json!([ids[2]]));
    assert_eq!(desk.field(&ids[1], "related"), json!([ids[2]]));
    assert_eq!(desk.field(&ids[2], "related"), json!([ids[0], ids[1]]));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn parent_and_cause_are_said_of_one_side_only() {
    let desk = Desk::new();
    let (part, whole) = (desk.open(["A"]), desk.open(["B"]));
    desk.run(["link", &part, "--to", &whole, "--as", "parent"])
        .stderr(format!("{part}: link parent {whole}.\n"))
        .ok();
    desk.run(["link", &part, "--to", &whole, "--as", "caused-by"])
        .stderr(format!("{part}: link caused-by {whole}.\n"))
        .ok();
    assert_eq!(desk.field(&part, "parent"), json!(whole));
    assert_eq!(desk.field(&part, "caused_by"), json!(whole));
    assert_eq!(desk.events(&whole), ["opened"]);
}

#[test]
fn a_ticket_is_not_linked_to_itself_under_any_relation() {
    let desk = Desk::new();
    let (id, other) = (desk.open(["A"]), desk.open(["B"]));
    for relation in ["parent", "related", "caused-by", "duplicate"] {
        let line = format!("{id} cannot be linked to itself");
        let hint = "--to names the other ticket";
        desk.refused(["link", &id, "--to", &id, "--as", relation], &line, hint);
        desk.refused(
            ["link", &other, &id, "--to", &id, "--as", relation],
            &line,
            hint,
        );
    }
}

#[test]
fn a_link_is_made_in_any_status_and_by_whoever_is_named_first() {
    let desk = Desk::new();
    let (one, two) = (desk.open(["A"]), desk.open(["B"]));
    desk.step(["cancel", &one, "--as", "withdrawn"]);
    desk.step([
        "--as", "carla", "link", &one, "--to", &two, "--as", "parent",
    ]);
    let log = desk.json(["log", &one]);
    assert_eq!(log["events"][2]["by"], "carla");
}

#[test]
fn a_ticket_that_has_ended_is_linked_as_a_duplicate_until_it_comes_back() {
    let desk = Desk::new();
    let first = desk.open(["A"]);
    let again = desk.open([
        "A again",
        "--impact",
        "low",
        "--urgency",
        "low",
        "--resolution",
        "Switched it on.",
    ]);
    desk.run(["link", &again, "--to", &first, "--as", "duplicate"])
        .stderr(format!("{again}: link duplicate-of {first}.\n"))
        .ok();
    assert_eq!(desk.field(&again, "duplicate_of"), json!(first));
    assert_eq!(desk.field(&again, "status"), "resolved");
    desk.run(["check", "-q"]).ok();
    desk.step(["reopen", &again, "-m", "It is something else."]);
    assert_eq!(desk.field(&again, "duplicate_of"), json!(null));
}

#[test]
fn a_duplicate_that_is_worked_on_is_cancelled_instead() {
    let desk = Desk::new();
    let (first, again) = (desk.open(["A"]), desk.open(["A again"]));
    desk.refused(
        ["link", &again, "--to", &first, "--as", "duplicate"],
        &format!("{again} is open: a duplicate that is worked on is cancelled, not linked"),
        &format!("bitacora cancel {again} --as duplicate --of {first}"),
    );
}
