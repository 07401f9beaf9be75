//! A person at a terminal: the editor opens, and nothing else asks.

use std::fs;

use serde_json::json;

use crate::support::{Desk, path_of};

/// The texts that commands have kept.
fn drafts(desk: &Desk) -> Vec<String> {
    let folder = fs::canonicalize(desk.root().join(".git/bitacora")).unwrap();
    let files = fs::read_dir(&folder).unwrap();
    let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with(|first: char| first.is_ascii_digit()))
        .map(|name| folder.join(name).to_str().unwrap().to_owned())
        .collect()
}

/// Where the one text lies that a command has kept.
fn kept(desk: &Desk) -> String {
    let drafts = drafts(desk);
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    drafts[0].clone()
}

#[test]
fn the_lines_of_the_form_fill_fields_and_its_answers_are_prose() {
    let desk = Desk::new();
    let form = "1s/^/Invoices are rejected/
s/^Channel:.*/Channel: ph/
s/^Error code:/Error code: H007/
s/^Claimed urgency:/Claimed urgency: high/
s/^Service:/Service: billing/
/^What have they/a Another printer.";
    let Some(run) = desk
        .command(["open", "--requester", "marta", "--channel", "email"])
        .editor(&format!("sed -i '{form}' \"$1\""))
        .run_on_terminal()
    else {
        return;
    };
    let id = run.shown();
    let id = id.trim_end();
    let ticket = desk.json(["show", id]);
    for (field, value) in [
        ("title", json!("Invoices are rejected")),
        ("customer", json!("coop-andina")),
        ("requester", json!("marta")),
        ("channel", json!("phone")),
        ("error_code", json!("H007")),
        ("claimed_urgency", json!("high")),
        ("service", json!("billing")),
        ("environment", json!(null)),
    ] {
        assert_eq!(ticket[field], value, "{field}");
    }
    let text = "---\n\nWhat have they tried already?\n\nAnother printer.\n";
    assert!(desk.ticket(id).ends_with(text), "{}", desk.ticket(id));
    assert_eq!(drafts(&desk), [""; 0]);
}

#[test]
fn a_wrong_value_in_the_form_keeps_the_text_and_the_form_is_taken_up_again() {
    let desk = Desk::new();
    let Some(run) = desk
        .command(["open", "--requester", "marta"])
        .editor("sed -i '1s/^/Invoices/; s/^Channel:/Channel: fax/' \"$1\"")
        .run_on_terminal()
    else {
        return;
    };
    let (shown, _) = run.both(4);
    let place = kept(&desk);
    let warning = format!(
        "warning: the text is kept in {place}; bitacora open -F {place} takes it up again\n"
    );
    assert!(shown.starts_with(&warning), "{shown}");
    assert!(shown.contains("error: `fax` is not a channel\n"), "{shown}");
    desk.shell(&format!("sed -i 's/fax/phone/' '{place}'"));
    let id = desk.run(["open", "-F", &place]).shown();
    assert_eq!(desk.field(id.trim_end(), "channel"), "phone");
    assert_eq!(desk.field(id.trim_end(), "requester"), "marta");
}

#[test]
fn a_form_that_nobody_fills_in_files_nothing_and_leaves_nothing() {
    let desk = Desk::new();
    let Some(run) = desk
        .command(["open", "--requester", "marta"])
        .editor("true")
        .run_on_terminal()
    else {
        return;
    };
    let (shown, _) = run.both(1);
    assert_eq!(shown, "error: nothing was written, so nothing was done\n");
    assert_eq!(drafts(&desk), [""; 0]);
}

#[test]
fn a_form_without_a_title_is_kept() {
    let desk = Desk::new();
    let Some(run) = desk
        .command(["open"])
        .editor("sed -i 's/^Channel:/Channel: phone/' \"$1\"")
        .run_on_terminal()
    else {
        return;
    };
    let (shown, _) = run.both(4);
    assert!(
        shown.contains("error: a ticket needs a title of one line\n"),
        "{shown}"
    );
    assert!(
        fs::read_to_string(kept(&desk))
            .unwrap()
            .contains("Channel: phone\n")
    );
}

#[test]
fn a_wrong_flag_is_refused_before_the_form_is_shown() {
    let desk = Desk::new();
    let Some(run) = desk
        .command(["open", "--channel", "fax"])
        .editor("exit 9")
        .run_on_terminal()
    else {
        return;
    };
    let (shown, _) = run.both(4);
    assert!(
        shown.starts_with("error: `fax` is not a channel\n"),
        "{shown}"
    );
}

#[test]
fn what_would_be_refused_whatever_is_written_is_refused_before_the_editor_opens() {
    let desk = Desk::new();
    let open = desk.open(["A"]);
    let ended = desk.open(["B"]);
    desk.step(["cancel", &ended, "--as", "withdrawn"]);
    let dirty = desk.open(["C"]);
    desk.replace(&dirty, "title: C", "title: By hand");
    let not_resolved = format!("error: {open} is open and cannot become resolved\n");
    let dirty_path = crate::support::path_of(&dirty);
    let uncommitted = format!("error: {dirty_path} has uncommitted edits");
    for (line, wanted) in [
        (
            vec!["note", &open, "--channel", "fax"],
            "error: `fax` is not a channel\n",
        ),
        (vec!["reply", "i"], "error: there is no ticket `i`\n"),
        (vec!["receive", &dirty], &uncommitted),
        (vec!["edit", &dirty], &uncommitted),
        (vec!["resolve", &open], &not_resolved),
        (vec!["reopen", &open], "error: "),
        (vec!["diagnose", &open], "error: "),
        (vec!["escalate", &ended], "error: "),
        (vec!["approve", &open, "--by", "ana"], "error: "),
        (vec!["reject", &open, "--by", "ana"], "error: "),
        (vec!["open", "--at", "tomorrow"], "error: "),
        (vec!["faq", "promote", &open], "error: "),
    ] {
        let command = desk.command(&line).editor("echo opened; exit 9");
        let Some(run) = command.run_on_terminal() else {
            return;
        };
        let (_, shown, _) = run.taken();
        assert!(shown.starts_with(wanted), "{line:?}: {shown}");
        assert!(!shown.contains("opened; "), "{line:?}: {shown}");
        assert!(!shown.contains("opened\n"), "{line:?}: {shown}");
    }
}

#[test]
fn a_text_that_was_kept_is_told_of_the_next_time_and_taken_up_by_its_file() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let program = env!("CARGO_BIN_EXE_bitacora");
    let script = format!(
        "'{program}' cancel {id} --as withdrawn -q; echo 'It is the cable.' > \"$1\"; echo '# said' >> \"$1\""
    );
    let Some(run) = desk
        .command(["escalate", &id])
        .editor(&script)
        .run_on_terminal()
    else {
        return;
    };
    let (shown, _) = run.both(4);
    let place = kept(&desk);
    let warning = format!(
        "warning: the text is kept in {place}; bitacora escalate {id} -F {place} takes it up again\n"
    );
    assert!(shown.contains(&warning), "{shown}");
    assert_eq!(fs::read_to_string(&place).unwrap(), "It is the cable.\n");
    desk.step(["note", &id, "-F", &place]);
    let again = desk
        .command(["note", &id])
        .editor("echo 'Else.' > \"$1\"")
        .run_on_terminal();
    assert_eq!(again.unwrap().shown(), format!("{id}: note.\n"));
    let other = desk.open(["B"]);
    fs::rename(&place, place.replace(&id, &other)).unwrap();
    let place = kept(&desk);
    let again = desk
        .command(["escalate", &other])
        .editor("echo 'Else.' > \"$1\"")
        .run_on_terminal();
    assert_eq!(
        again.unwrap().shown(),
        format!(
            "warning: an earlier text for this is kept in {place}; remove it when it has served\n{other}: escalate to tier 2.\n"
        )
    );
}

#[test]
fn an_editor_that_fails_keeps_what_was_written_in_it() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let Some(run) = desk
        .command(["note", &id])
        .editor("echo 'Half a sentence' > \"$1\"; exit 1")
        .run_on_terminal()
    else {
        return;
    };
    let (shown, _) = run.both(1);
    assert!(
        shown.starts_with("warning: the text is kept in "),
        "{shown}"
    );
    assert_eq!(
        fs::read_to_string(kept(&desk)).unwrap(),
        "Half a sentence\n"
    );
    let run = desk.command(["reply", &id]).editor("exit 1");
    let (shown, _) = run.run_on_terminal().unwrap().both(1);
    assert!(shown.starts_with("error: the editor `sh "), "{shown}");
    assert_eq!(drafts(&desk).len(), 1);
    for command in [&["open"][..], &["edit", &id]] {
        let run = desk.command(command).editor("echo Half > \"$1\"; exit 1");
        let (shown, _) = run.run_on_terminal().unwrap().both(1);
        assert_eq!(shown.matches("the text is kept in").count(), 1, "{shown}");
    }
    assert_eq!(drafts(&desk).len(), 3);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let desk = Desk::new();
    let id = desk.open([
        "Invoices of freight suppliers are rejected since the update of Sunday night",
        "--requester",
        "hernan",
        "--claimed",
        "high",
        "--impact",
        "high",
        "--urgency",
        "medium",
        "--category",
        "invoicing/printing",
        "--resolution",
        "Rolled back.",
    ]);
    let _ = desk.run(["faq", "promote", &id, "--draft"]).both(0);
    for command in [&["log", &id][..], &["faq", "list"], &["list", "--all"]] {
        let run = desk.command(command).env("COLUMNS", "60");
        let Some(run) = run.run_on_terminal() else {
            return;
        };
        let shown = run.shown();
        for line in shown.lines() {
            assert!(line.chars().count() <= 60, "{command:?}: {line:?}");
        }
        assert_ne!(shown, "");
    }
}

#[test]
fn what_a_contract_comes_to_is_no_wider_than_the_terminal() {
    let desk = crate::clocks::bound();
    let id = crate::clocks::open(&desk, "Alpha", "high");
    for command in [
        &["contract", "explain", "coop-andina"][..],
        &["contract", "show", "coop-andina"],
        &["sla", "explain", &id],
    ] {
        for width in [60, 80] {
            let run = desk.command(command).env("COLUMNS", width.to_string());
            let Some(run) = run.run_on_terminal() else {
                return;
            };
            for line in run.shown().lines() {
                assert!(line.chars().count() <= width, "{command:?}: {line:?}");
            }
        }
    }
}

#[test]
fn no_full_screen_editor_is_started_on_a_dumb_terminal() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let note = || desk.command(["note", &id]).env("TERM", "dumb");
    let Some(run) = note().env("VISUAL", "exit 9").run_on_terminal() else {
        return;
    };
    assert_eq!(
        run.both(2).0,
        "error: the terminal is dumb, and EDITOR is not set\nhint: EDITOR=ed bitacora ..., or the text on the command line\n"
    );
    assert_eq!(drafts(&desk), [""; 0]);
    let script = desk.home().join("write.sh");
    fs::write(&script, "echo Seen. > \"$1\"").unwrap();
    let line = format!("sh '{}'", script.display());
    let run = note().env("EDITOR", line).run_on_terminal().unwrap();
    assert_eq!(run.shown(), format!("{id}: note.\n"));
}

#[test]
fn colours_are_for_a_terminal_and_not_for_a_pipe() {
    let desk = Desk::new();
    let _ = desk.open(["A"]);
    let colours = |run: crate::support::Command<'_>| {
        let run = run.env("NO_COLOR", "").env("TERM", "xterm");
        Some(run.run_on_terminal()?.shown().contains("\u{1b}["))
    };
    let Some(is_coloured) = colours(desk.command(["list"])) else {
        return;
    };
    assert!(is_coloured);
    assert_eq!(
        colours(desk.command(["list", "--color", "never"])),
        Some(false)
    );
    let piped = desk.command(["list"]).env("TERM", "xterm").run();
    assert!(!piped.shown().contains('\u{1b}'));
}

#[test]
fn who_waits_for_a_long_history_sees_how_far_it_is() {
    let desk = Desk::new();
    desk.shell(
        "for n in $(seq 2500); do
            printf 'commit refs/heads/main\\ncommitter a <a@b> %s +0000\\ndata 1\\nx\\n' $n
            [ $n -gt 1 ] || echo 'from refs/heads/main^0'
            printf 'M 644 inline tickets/x.txt\\ndata 4\\n%s\\n' $((n + 1000))
        done | git fast-import --quiet
        git reset -q HEAD -- tickets && git checkout -q -- tickets",
    );
    let line = ["log", "--commits", "--limit", "1"];
    let run = desk.command(line).env("TERM", "xterm");
    let Some(run) = run.run_on_terminal() else {
        return;
    };
    let (shown, _) = run.both(0);
    assert!(shown.contains(" commits, "), "{shown}");
    let (_, remarks) = desk.run(line).both(0);
    assert_eq!(remarks, "No commit found.\n");
}

#[test]
fn who_waits_for_many_files_to_be_read_sees_how_far_it_is() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let (path, stem) = (path_of(&id), &id[..id.len() - 5]);
    desk.shell(&format!(
        "for n in $(seq 20000 22500); do
            sed 's/{id}/{stem}'$n'/' {path} > tickets/2026/11/22/{stem}$n.md
        done"
    ));
    for (line, wanted) in [
        (["list", "--all"], " of 2,502 files, "),
        (["check", "--color=never"], " of 2,502 tickets, "),
        (["search", "nothing"], " of 2,502 texts, "),
    ] {
        let run = desk.command(line).env("TERM", "xterm");
        let Some(run) = run.run_on_terminal() else {
            return;
        };
        let (_, shown, _) = run.taken();
        assert!(shown.contains(wanted), "{shown}");
    }
    let (_, remarks) = desk.run(["list", "--all", "--format", "csv"]).both(0);
    assert_eq!(remarks, "");
}
