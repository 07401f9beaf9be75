//! `bitacora commit`: what was changed by hand is recorded, or refused.

use serde_json::json;

use crate::support::{CONFIG, Desk, path_of};

/// A ticket changed by hand, and what `commit` answers to it.
fn edited(desk: &Desk, changes: &[(&str, &str)]) -> String {
    let id = desk.open(["Printer", "-m", "It is offline.", "--kind", "usage"]);
    for (old, new) in changes {
        desk.replace(&id, old, new);
    }
    id
}

#[test]
fn tracked_fields_that_changed_become_one_event() {
    let desk = Desk::new();
    let id = edited(
        &desk,
        &[
            ("title: Printer", "title: Printer 2"),
            ("tier: 1", "tier: 2\ntags: [a, b]"),
        ],
    );
    desk.run(["commit"])
        .stderr(format!("{id}: edit title, tier, tags.\n"))
        .ok();
    let ticket = desk.json(["show", &id]);
    let event = ticket["timeline"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    assert_eq!(event["event"], "edited");
    assert_eq!(event["set"], json!({"title": "Printer 2", "tier": 2}));
    assert_eq!(event["add"], json!({"tags": ["a", "b"]}));
    desk.run(["commit"]).stderr("Nothing changed.\n").ok();
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_field_that_was_removed_by_hand_is_recorded_as_null() {
    let desk = Desk::new();
    let id = edited(&desk, &[("\ntier: 1\n", "\n")]);
    desk.step(["commit", &id]);
    let ticket = desk.json(["show", &id]);
    let events = ticket["timeline"].as_array().unwrap();
    assert_eq!(events.last().unwrap()["set"], json!({"tier": null}));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn keys_of_the_users_own_and_comments_are_committed_and_not_recorded() {
    let desk = Desk::new();
    let id = edited(&desk, &[("tier: 1", "tier: 1  # front desk\nroom: 12")]);
    let events = desk.events(&id);
    desk.step(["commit", &id]);
    assert_eq!(desk.events(&id), events);
    assert!(
        desk.ticket(&id)
            .contains("tier: 1  # front desk\nroom: 12\n")
    );
    desk.step(["take", &id]);
    assert!(
        desk.ticket(&id)
            .contains("tier: 1  # front desk\nroom: 12\n")
    );
    desk.run(["list", "room:12", "--columns", "id"])
        .stdout(format!("ID\n{id}\n"))
        .ok();
}

#[test]
fn sections_of_the_body_are_named_in_the_event() {
    let desk = Desk::new();
    let id = edited(&desk, &[("It is offline.", "It is broken.")]);
    desk.run(["commit"])
        .stderr(format!("{id}: edit description.\n"))
        .ok();
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_message_may_be_changed_and_its_event_says_which() {
    let desk = Desk::new();
    let id = edited(&desk, &[]);
    desk.step(["note", &id, "-m", "A typpo."]);
    desk.replace(&id, "typpo", "typo");
    desk.step(["commit"]);
    let ticket = desk.json(["show", &id]);
    let events = ticket["timeline"].as_array().unwrap();
    let (note, edit) = (&events[events.len() - 2], &events[events.len() - 1]);
    assert_eq!(edit["messages"], json!([note["ev"]]));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_message_is_not_removed_and_not_invented_by_hand() {
    let desk = Desk::new();
    let id = edited(&desk, &[]);
    desk.step(["note", &id, "-m", "Kept."]);
    let log = desk.json(["log", &id]);
    let ev = log["events"].as_array().unwrap().last().unwrap()["ev"].clone();
    let ev = ev.as_str().unwrap();
    desk.replace(&id, &format!(" · {ev}\n"), "\n");
    desk.refused(
        ["commit"],
        &format!("{id}: the message {ev} is gone"),
        "put its heading back; its text may be changed",
    );
    desk.replace(&id, "→ note\n> Kept.", &format!("→ note · {ev}\n> Kept.\n\n### 2026-11-22T09:14:00-05:00 · ana → note · k7q2m9\n> Forged."));
    desk.refused(
        ["commit"],
        &format!("{id}: the message k7q2m9 has no event"),
        &format!("bitacora reply {id} -m TEXT, or note, or receive, records one"),
    );
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
fn the_committed_part_of_the_timeline_is_not_changed() {
    let desk = Desk::new();
    let id = edited(&desk, &[("  by: ana\n", "  by: carla\n")]);
    let path = path_of(&id);
    desk.refused(
        ["commit"],
        &format!("{id}: the committed part of the timeline was changed"),
        &format!(
            "git diff -- {path} shows where; put those lines back: the timeline is the record and only grows"
        ),
    );
}

#[test]
fn a_status_by_hand_is_a_legal_step_whose_text_is_there() {
    let desk = Desk::new();
    let id = edited(&desk, &[("status: classified", "status: diagnosed")]);
    desk.refused(
        ["commit"],
        &format!("{id}: status diagnosed needs a text under `### Cause`"),
        &format!("bitacora diagnose {id} --cause TEXT"),
    );
    desk.replace(
        &id,
        "It is offline.\n",
        "It is offline.\n\n## Diagnosis\n\n### Cause\n\nNo power.\n",
    );
    desk.run(["commit"])
        .stderr(format!("{id}: edit status, cause.\n"))
        .ok();
    assert_eq!(desk.field(&id, "status"), "diagnosed");
    desk.replace(&id, "status: diagnosed\n", "status: resolved\n");
    desk.refused(
        ["commit"],
        &format!("{id}: status resolved needs a priority and a text under `## Resolution`"),
        &format!("bitacora resolve {id} -m TEXT"),
    );
    desk.replace(&id, "status: resolved\n", "status: closed\n");
    desk.refused(
        ["commit"],
        &format!("{id} is diagnosed and cannot become closed"),
        &format!("bitacora resolve {id} -m TEXT, or bitacora cancel {id} --as REASON"),
    );
    desk.replace(&id, "status: closed\n", "status: waiting\n");
    desk.refused(
        ["commit"],
        &format!("{id}: status waiting needs waiting_on"),
        &format!("bitacora wait {id} --on customer|supplier|schedule"),
    );
    desk.replace(
        &id,
        "status: waiting\n",
        "status: waiting\nwaiting_on: customer\n",
    );
    desk.step(["commit"]);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_hand_reopens_what_is_resolved_and_revives_nothing_that_is_cancelled() {
    let desk = Desk::new();
    let id = edited(&desk, &[]);
    desk.step(["resolve", &id, "-m", "Done."]);
    desk.replace(&id, "status: resolved\n", "status: classified\n");
    desk.run(["commit"]).stderr(format!("{id}: reopen.\n")).ok();
    assert_eq!(desk.events(&id).last().unwrap(), "reopened");
    assert_eq!(desk.field(&id, "status"), "classified");
    desk.run(["check", "-q"]).ok();
    let id = edited(&desk, &[]);
    desk.step(["cancel", &id, "--as", "withdrawn"]);
    desk.replace(&id, "status: cancelled\n", "status: classified\n");
    desk.refused(
        ["commit", &id],
        &format!("{id} is cancelled and cannot become classified"),
        &format!("bitacora open --like {id} TITLE files it anew"),
    );
}

#[test]
fn the_order_of_a_list_is_the_writers_and_no_event() {
    let desk = Desk::new();
    let id = desk.open(["A", "--tag", "a", "--tag", "b"]);
    let before = desk.events(&id);
    for (old, new) in [("[a, b]", "[b, a]"), ("[b, a]", "[b, a, b]")] {
        desk.replace(&id, &format!("\ntags: {old}"), &format!("\ntags: {new}"));
        let (status, _, stderr) = desk.run(["commit"]).taken();
        assert_eq!(status, 0, "{stderr}");
        assert!(desk.ticket(&id).contains(&format!("\ntags: {new}")));
        assert_eq!(desk.events(&id), before);
        desk.run(["check", "-q"]).ok();
    }
    desk.step(["take", &id]);
}

#[test]
fn a_decision_is_not_asked_for_again_by_hand() {
    let desk = Desk::new();
    let id = desk.open([
        "A",
        "--kind",
        "adaptive",
        "--impact",
        "low",
        "--urgency",
        "low",
    ]);
    desk.step(["approve", &id, "--by", "ana", "-m", "Yes."]);
    desk.replace(&id, "\napproval: approved", "\napproval: pending");
    desk.refused(
        ["commit"],
        &format!("{id}: it was approved already, and a decision is not asked for again"),
        "put `approval: approved` back",
    );
}

#[test]
fn a_status_and_a_title_are_not_taken_away() {
    let desk = Desk::new();
    let id = edited(&desk, &[("\nstatus: classified\n", "\n")]);
    desk.refused(
        ["commit"],
        &format!("{id}: it has no status"),
        "put `status: classified` back",
    );
    let desk = Desk::new();
    let id = edited(&desk, &[("\ntitle: Printer\n", "\n")]);
    desk.refused(
        ["commit"],
        &format!("{id}: it has no title"),
        "add `title:` to the front matter",
    );
}

#[test]
fn when_it_was_opened_is_not_taken_away() {
    let desk = Desk::new();
    let id = edited(&desk, &[("\nopened_at: 2026-11-22T09:14:00-05:00\n", "\n")]);
    desk.refused(
        ["commit"],
        &format!("{id}: it has no opened_at"),
        "put `opened_at: 2026-11-22T09:14:00-05:00` back",
    );
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
fn values_that_the_desk_does_not_know_are_refused() {
    for (old, new, reason) in [
        (
            "impact: low",
            "impact: huge",
            "impact: `huge` is not a level of bitacora.yaml",
        ),
        (
            "tier: 1",
            "tier: 1\nassignee: bob",
            "assignee: `bob` is not an agent of bitacora.yaml",
        ),
        (
            "tier: 1",
            "tier: 1\nservice: mail",
            "service: `mail` is not in the list of bitacora.yaml",
        ),
        (
            "priority: P5",
            "priority: P1",
            "priority: P1 is not what impact low and urgency low give (P5), and no priority_because says why",
        ),
    ] {
        let desk = Desk::new();
        let id = edited(&desk, &[(old, new)]);
        desk.refused(
            ["commit"],
            &format!("{id}: {reason}"),
            &format!("bitacora classify {id}, or mend the value"),
        );
    }
}

#[test]
fn a_customer_without_a_contract_and_a_stranger_are_refused() {
    let desk = Desk::new();
    let id = edited(&desk, &[("tier: 1\n", "customer: coop-andino\ntier: 1\n")]);
    desk.refused(
        ["commit"],
        &format!("{id}: customer: `coop-andino` is not a customer with a contract"),
        "did you mean coop-andina? It may be coop-andina or coop-costa",
    );
    desk.replace(&id, "coop-andino", "coop-andina\nrequester: hernan");
    desk.refused(
        ["commit"],
        &format!("{id}: requester: `hernan` is not a contact of a contract"),
        "it may be marta or luis",
    );
    desk.replace(&id, "hernan", "marta");
    desk.step(["commit"]);
    let new = "INC-261122-K7F4Q";
    desk.write(
        &path_of(new),
        format!("---\nid: {new}\ntitle: A\nrequester: eva\n---\n"),
    );
    desk.refused(
        ["commit"],
        &format!("{new}: requester: `eva` is not a contact of a contract"),
        "it may be hernan, luis or marta",
    );
}

#[test]
fn who_was_not_known_before_an_edit_may_stay() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta"]);
    desk.shell("git rm -q contracts/coop-andina.md && git commit -q -m ended -- contracts");
    desk.replace(&id, "tier: 1\n", "tier: 2\n");
    desk.step(["commit"]);
}

#[test]
fn a_new_file_without_a_timeline_is_filed_with_all_its_fields() {
    let desk = Desk::new();
    let id = "INC-261122-K7F4Q";
    desk.write(
        &path_of(id),
        format!(
            "---\nid: {id}\ntitle: By hand   # a remark\nrequester: marta\nroom: 12\n---\n\nText.\n"
        ),
    );
    desk.run(["commit"])
        .stderr(format!("{id}: open By hand.\n"))
        .ok();
    let text = desk.ticket(id);
    assert!(text.contains("title: By hand   # a remark\n"), "{text}");
    assert!(text.contains("room: 12\n"), "{text}");
    let ticket = desk.json(["show", id]);
    assert_eq!(ticket["status"], "open");
    assert_eq!(ticket["opened_at"], "2026-11-22T09:14:00-05:00");
    assert_eq!(ticket["timeline"][0]["event"], "opened");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_new_file_in_the_wrong_folder_is_refused_with_the_right_path() {
    let desk = Desk::new();
    let id = "INC-261122-K7F4Q";
    desk.write(
        &format!("tickets/{id}.md"),
        format!("---\nid: {id}\ntitle: By hand\n---\n"),
    );
    let complaint = desk.run(["commit"]).both(3);
    assert!(complaint.1.contains(&path_of(id)), "{complaint:?}");
}

#[test]
fn a_new_file_under_another_tickets_name_is_refused() {
    let desk = Desk::new();
    desk.write(
        &path_of("INC-261122-K7F4Q"),
        "---\nid: INC-261122-AAAAA\ntitle: By hand\n---\n",
    );
    let complaint = desk.run(["commit"]).complaint(3);
    assert!(
        complaint.starts_with(&path_of("INC-261122-K7F4Q")),
        "{complaint}"
    );
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
fn a_configuration_that_is_not_valid_is_not_recorded() {
    let desk = Desk::new();
    desk.write("bitacora.yaml", format!("{CONFIG}languages: es\n"));
    desk.run(["commit"])
        .stderr("bitacora.yaml:9:1: `languages` is not a key of this file\nhint: did you mean language?\n")
        .code(3);
    desk.write("bitacora.yaml", format!("{CONFIG}language: es\n"));
    desk.run(["commit"])
        .stderr("bitacora.yaml is committed.\n")
        .ok();
    assert_eq!(desk.subject(), "store: edit bitacora.yaml");
}

#[test]
fn only_the_tickets_named_are_recorded() {
    let desk = Desk::new();
    let one = edited(&desk, &[("title: Printer", "title: One")]);
    let two = edited(&desk, &[("title: Printer", "title: Two")]);
    desk.run(["commit", &two])
        .stderr(format!("{two}: edit title.\n"))
        .ok();
    desk.run(["commit"])
        .stderr(format!("{one}: edit title.\n"))
        .ok();
}

#[test]
fn staged_edits_are_recorded_too() {
    let desk = Desk::new();
    let id = edited(&desk, &[("title: Printer", "title: Staged")]);
    desk.shell("git add tickets");
    desk.run(["commit"])
        .stderr(format!("{id}: edit title.\n"))
        .ok();
    assert_eq!(desk.field(&id, "title"), "Staged");
}

#[test]
fn a_deleted_ticket_is_named_and_not_committed() {
    let desk = Desk::new();
    let id = edited(&desk, &[]);
    desk.shell(&format!("rm {}", path_of(&id)));
    let path = path_of(&id);
    desk.run(["commit"])
        .stderr(format!(
            "warning: {path} is in HEAD but not here; git restore {path} brings it back\nNothing changed.\n"
        ))
        .ok();
}

/// No step goes on from a record that cannot be read: whoever has set the file
/// right is told what records it.
#[test]
fn what_head_has_and_nobody_can_read_is_recorded_by_git() {
    let desk = Desk::new();
    let id = desk.open(["Printer", "--spent", "1h"]);
    let path = path_of(&id);
    desk.replace(&id, "spent: 1h", "spent: lots");
    desk.shell(&format!("git commit -qm wrong -- {path}"));
    let (_, said) = desk.run(["list"]).both(3);
    let wrong = "`spent` is not a duration such as 1h30m: \"lots\"";
    assert!(said.contains(wrong), "{said}");
    desk.replace(&id, "spent: lots", "spent: 1h");
    for line in [&["commit"][..], &["note", &id, "-m", "Seen."]] {
        let (_, said) = desk.run(line).both(3);
        assert!(said.contains(wrong), "{line:?} {said}");
        let hint = format!("git commit -- {path} records it");
        assert!(said.contains(&hint), "{line:?} {said}");
    }
    desk.shell(&format!("git commit -qm right -- {path}"));
    desk.step(["note", &id, "-m", "Seen."]);
    let _ = desk.run(["check"]).both(0);
}
