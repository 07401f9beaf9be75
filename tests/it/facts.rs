//! Facts that were once wrong, each by the name of what is right.

use std::fs;

use crate::support::Desk;

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
fn the_heading_of_a_message_is_not_changed_by_hand() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["reply", &id, "-m", "We pay."]);
    desk.replace(&id, "· ana →", "· elena →");
    let complaint = desk.run(["commit"]).complaint(4);
    assert!(
        complaint.contains("the heading of the message"),
        "{complaint}"
    );
    let complaint = desk.run(["check", "--format", "csv"]).both(7).0;
    assert!(complaint.contains("is not its event's"), "{complaint}");
}

#[test]
fn opened_at_is_not_put_behind_what_happened() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.replace(&id, "\nopened_at: 2026", "\nopened_at: 2031");
    let complaint = desk.run(["commit"]).complaint(4);
    assert!(complaint.contains("opened_at is after"), "{complaint}");
}

#[test]
fn a_file_below_tickets_that_is_not_named_for_an_id_is_not_recorded() {
    let desk = Desk::new();
    desk.open(["A"]);
    desk.write("tickets/2026/11/22/notes.md", "hello\n");
    let complaint = desk.run(["commit"]).complaint(3);
    assert!(complaint.contains("not named for an id"), "{complaint}");
}

#[test]
fn an_attachment_that_was_swapped_is_found() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.write("h.txt", "hello\n");
    desk.step(["attach", &id, "h.txt"]);
    let path = crate::support::path_of(&id);
    let folder = path.strip_suffix(".md").unwrap();
    let file = fs::read_dir(desk.store().join(folder))
        .unwrap()
        .next()
        .unwrap();
    let name = file.unwrap().file_name().into_string().unwrap();
    desk.write(&format!("{folder}/{name}"), "other\n");
    let found = desk.run(["check", "--format", "csv"]).both(7).0;
    assert!(
        found.contains("is not the file that was attached"),
        "{found}"
    );
}

#[test]
fn what_list_prints_names_tickets_to_another_command() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let list = format!("ID                PRI\n{id}  -\n");
    let said = desk.command(["take", "-"]).stdin(&list).run().complaint(0);
    assert_eq!(said, format!("{id}: take.\n"));
    assert_eq!(desk.field(&id, "assignee"), "ana");
}

#[test]
fn a_text_may_begin_with_a_hyphen() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["note", &id, "-m", "- a point\n- another"]);
    assert_eq!(desk.events(&id), ["opened", "noted"]);
}

#[test]
fn a_wrong_command_line_is_json_for_who_asked_for_it() {
    let desk = Desk::new();
    let said = desk
        .run(["list", "--format", "json", "--nope"])
        .complaint(2);
    let error: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(error["schema"], "bitacora/error/1");
    assert_eq!(error["code"], 2);
}

#[test]
fn a_changed_mode_is_refused_with_what_settles_it_and_commit_does_not_pretend() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let path = crate::support::path_of(&id);
    desk.shell(&format!("chmod +x '{path}'"));
    let complaint = desk.run(["note", &id, "-m", "x"]).complaint(6);
    assert!(
        complaint.contains("change of mode\nhint: git restore "),
        "{complaint}"
    );
    assert_eq!(desk.run(["commit"]).complaint(0), "Nothing changed.\n");
    desk.shell(&format!("git restore '{path}'"));
    desk.step(["note", &id, "-m", "x"]);
}
