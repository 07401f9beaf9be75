//! What programs read: every command answers in JSON, also its errors.

use serde_json::{Value, json};

use crate::support::{Desk, path_of};

#[test]
fn every_command_that_writes_answers_with_the_commit_and_its_changes() {
    let desk = Desk::new();
    let opened = desk.json(["open", "A", "--requester", "marta"]);
    let id = opened["changes"][0]["id"].as_str().unwrap().to_owned();
    let other = desk.open(["B", "--kind", "usage"]);
    let new = desk.open([
        "C",
        "--kind",
        "adaptive",
        "--impact",
        "low",
        "--urgency",
        "low",
    ]);
    let file = desk.root().join("notes.txt");
    let rejected = desk.open(["D", "--kind", "adaptive"]);
    let ids = [&id, &other, &new, &rejected];
    for (command, event, status) in [
        (
            &["classify", &id, "--impact", "low", "--urgency", "low"][..],
            "classified",
            "classified",
        ),
        (&["take", &id], "attended", "classified"),
        (&["assign", &id, "carla"], "assigned", "classified"),
        (&["escalate", &id, "-m", "x"], "escalated", "classified"),
        (&["reply", &id, "-m", "x"], "replied", "classified"),
        (&["note", &id, "-m", "x"], "noted", "classified"),
        (&["wait", &id, "--on", "supplier"], "waited", "waiting"),
        (&["receive", &id, "-m", "x"], "received", "waiting"),
        (&["resume", &id], "resumed", "classified"),
        (&["diagnose", &id, "--cause", "x"], "diagnosed", "diagnosed"),
        (&["work", &id, "--spent", "5m"], "worked", "diagnosed"),
        (
            &["link", &id, "--to", &other, "--as", "parent"],
            "linked",
            "diagnosed",
        ),
        (
            &["attach", &id, file.to_str().unwrap()],
            "attached",
            "diagnosed",
        ),
        (&["resolve", &id, "-m", "x"], "resolved", "resolved"),
        (&["reopen", &id, "-m", "x"], "reopened", "classified"),
        (&["resolve", &id, "-m", "x"], "resolved", "resolved"),
        (&["close", &id], "closed", "closed"),
        (
            &["cancel", &other, "--as", "withdrawn"],
            "cancelled",
            "cancelled",
        ),
        (
            &["approve", &new, "--by", "ana", "-m", "x"],
            "approved",
            "classified",
        ),
        (
            &["reject", &rejected, "--by", "ana", "-m", "x"],
            "rejected",
            "cancelled",
        ),
    ] {
        let answer = desk.json(command);
        let head = desk.git(["rev-parse", "HEAD"]);
        assert_eq!(answer["schema"], "bitacora/change/1", "{command:?}");
        assert_eq!(answer["commit"], head.trim(), "{command:?}");
        let change = &answer["changes"][0];
        let id = change["id"].as_str().unwrap();
        assert!(ids.iter().any(|known| *known == id));
        assert_eq!(change["path"], path_of(id));
        assert_eq!(change["status"], status, "{command:?}");
        assert_eq!(change["events"][0]["event"], event, "{command:?}");
        assert_eq!(answer["changes"].as_array().unwrap().len(), 1);
    }
    desk.run(["check", "-q"]).ok();
}

#[test]
fn nothing_changed_is_an_empty_array_without_a_commit() {
    let desk = Desk::new();
    let id = desk.open(["A", "--kind", "usage"]);
    for command in [&["classify", &id][..], &["commit"]] {
        let answer = desk.json(command);
        let nothing = json!({"schema": "bitacora/change/1", "commit": null, "changes": []});
        assert_eq!(answer, nothing, "{command:?}");
    }
}

#[test]
fn a_hand_edit_answers_like_any_change() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.replace(&id, "title: A", "title: B");
    let answer = desk.json(["commit"]);
    assert_eq!(
        answer["changes"][0]["events"][0]["set"],
        json!({"title": "B"})
    );
    let edit = desk
        .command(["edit", &id, "--format", "json"])
        .editor("sed -i 's/^title: B/title: C/' \"$1\"");
    let answer: Value = serde_json::from_str(&edit.run().shown()).unwrap();
    assert_eq!(answer["changes"][0]["summary"], "edit title");
}

#[test]
fn a_dry_run_as_json_is_one_document_without_a_commit() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let answer = desk.json(["take", &id, "--dry-run"]);
    assert_eq!(answer["commit"], json!(null));
    assert_eq!(answer["changes"][0]["events"][0]["event"], "attended");
}

#[test]
fn every_kind_of_error_is_one_object_with_its_code() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let edited = desk.open(["B"]);
    desk.replace(&edited, "title: B", "title: C");
    let broken = "INC-261122-K7F4Q";
    desk.write(&path_of(broken), "---\nid: [\n---\n");
    for (code, command) in [
        (1, &["attach", &id, "nowhere"][..]),
        (2, &["note", &id]),
        (2, &["list", "statsu:open"]),
        (3, &["show", broken]),
        (4, &["resume", &id]),
        (5, &["show", "zzzzz"]),
        (6, &["take", &edited]),
    ] {
        for format in ["json", "jsonl"] {
            let run = desk.run([command, &["--format", format]].concat());
            let error = run.json_error(code);
            assert_eq!(error["schema"], "bitacora/error/1", "{command:?}");
            assert_eq!(error["code"], code, "{command:?}");
            assert_ne!(error["error"], "", "{command:?}");
        }
    }
    let (stdout, stderr) = desk.run(["check", "--format", "json"]).both(7);
    let found: Value = serde_json::from_str(&stdout).unwrap();
    assert_ne!(found["findings"], json!([]));
    let error: Value = serde_json::from_str(stderr.lines().last().unwrap()).unwrap();
    assert_eq!(error["code"], 7);
}

#[test]
fn a_wrong_command_line_is_json_for_who_asked_for_it() {
    let desk = Desk::new();
    let said = desk
        .run(["list", "--format", "json", "--nope"])
        .complaint(2);
    let error: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(error["schema"], "bitacora/error/1");
    assert_eq!(error["code"], 2);
}
