//! `bitacora edit`: a ticket's file in the editor.

use std::fs;

use serde_json::json;

use crate::support::Desk;

/// The one draft of a ticket that was kept; each process has its own.
fn kept(desk: &Desk, id: &str) -> std::path::PathBuf {
    let folder = fs::read_dir(desk.root().join(".git/bitacora")).unwrap();
    let ending = format!("-{id}.md");
    let drafts: Vec<_> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(&ending))
        .collect();
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    drafts[0].clone()
}

#[test]
fn what_changed_in_the_editor_becomes_one_event() {
    let desk = Desk::new();
    let id = desk.open(["Printer", "-m", "It is offline."]);
    desk.command(["edit", &id])
        .editor("sed -i 's/^title: Printer/title: Printer of the board/; s/offline/broken/' \"$1\"")
        .run()
        .stderr(format!("{id}: edit title, description.\n"))
        .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["title"], "Printer of the board");
    let event = &ticket["timeline"][1];
    assert_eq!(event["event"], "edited");
    assert_eq!(event["set"], json!({"title": "Printer of the board"}));
    assert_eq!(event["sections"], json!(["description"]));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn an_editor_that_changes_nothing_is_nothing_to_do() {
    let desk = Desk::new();
    let id = desk.open(["Printer"]);
    desk.command(["edit", &id])
        .editor("true")
        .run()
        .stderr("Nothing changed.\n")
        .ok();
    assert!(
        !desk
            .root()
            .join(".git/bitacora")
            .join(format!("{id}.md"))
            .exists()
    );
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let desk = Desk::new();
    let id = desk.open(["Printer"]);
    let run = desk.command(["edit", &id]).editor("exit 3").run();
    let complaint = run.complaint(1);
    assert!(
        complaint.starts_with("error: the editor `sh "),
        "{complaint}"
    );
    assert_eq!(desk.events(&id), ["opened"]);
}

#[test]
fn a_refused_edit_is_kept_and_its_place_is_told() {
    let desk = Desk::new();
    let id = desk.open(["Printer"]);
    let complaint = desk
        .command(["edit", &id])
        .editor("sed -i 's/^status: open/status: resolved/; s/^title: .*/title: New/' \"$1\"")
        .run()
        .complaint(4);
    let place = fs::canonicalize(kept(&desk, &id)).unwrap();
    assert_eq!(
        complaint,
        format!(
            "warning: the text is kept in {}\nerror: {id} is open and cannot become resolved\nhint: bitacora classify {id} --impact I --urgency U\n",
            place.display()
        )
    );
    assert!(fs::read_to_string(place).unwrap().contains("title: New\n"));
    assert_eq!(desk.field(&id, "title"), "Printer");
}

#[test]
fn an_edit_that_does_not_parse_is_named_with_its_line() {
    let desk = Desk::new();
    let id = desk.open(["Printer"]);
    let complaint = desk
        .command(["edit", &id])
        .editor("sed -i '3s/.*/title: [/' \"$1\"")
        .run()
        .complaint(3);
    let path = crate::support::path_of(&id);
    let named = format!("{path}:");
    let line = complaint.lines().find(|line| line.starts_with(&named));
    assert!(line.is_some(), "{complaint}");
    assert!(complaint.contains("the text is kept in"), "{complaint}");
}

#[test]
fn no_lock_is_held_while_the_editor_is_open_and_its_text_is_not_lost() {
    let desk = Desk::new();
    let id = desk.open(["Printer"]);
    let program = env!("CARGO_BIN_EXE_bitacora");
    let complaint = desk
        .command(["edit", &id])
        .editor(&format!(
            "'{program}' note {id} -m 'Meanwhile.' 2>/dev/null || exit 9\nsed -i 's/^title: .*/title: Mine/' \"$1\""
        ))
        .run()
        .complaint(6);
    assert!(
        complaint.contains(&format!("error: {id} changed while the editor was open\n")),
        "{complaint}"
    );
    assert!(complaint.contains("the text is kept in"), "{complaint}");
    assert_eq!(desk.events(&id), ["opened", "noted"]);
    let kept = kept(&desk, &id);
    assert!(fs::read_to_string(kept).unwrap().contains("title: Mine\n"));
}

#[test]
fn a_ticket_with_uncommitted_edits_is_not_edited() {
    let desk = Desk::new();
    let id = desk.open(["Printer"]);
    desk.replace(&id, "title: Printer", "title: By hand");
    let complaint = desk
        .command(["edit", &id])
        .editor("sed -i 's/^title: .*/title: Mine/' \"$1\"")
        .run()
        .complaint(6);
    assert!(complaint.contains("has uncommitted edits"), "{complaint}");
    assert!(desk.ticket(&id).contains("title: By hand\n"));
}

#[test]
fn without_a_terminal_and_an_editor_the_way_by_hand_is_named() {
    let desk = Desk::new();
    let id = desk.open(["Printer"]);
    desk.run(["edit", &id]).error(
        2,
        "there is no terminal for an editor",
        "change the file and record it with bitacora commit",
    );
}

#[test]
fn what_is_missing_is_said_before_the_editor_opens() {
    let desk = Desk::new();
    let id = desk.judged("Printer offline");
    desk.step(["resolve", &id, "-m", "Switched on."]);
    desk.write("contracts/acme.md", "---\ncustomer: [\n---\n");
    let promote = desk.command(["faq", "promote", &id]);
    let (_, said) = promote.editor("echo EDITOR >&2").run().both(0);
    let [missing, editor] = ["contracts/acme.md", "EDITOR"].map(|word| said.find(word));
    assert!(missing.is_some() && missing < editor, "{said}");
}
