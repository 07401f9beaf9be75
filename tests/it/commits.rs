//! `log --commits`: which commit recorded what, and which only touched.

use std::process::Stdio;

use rusqlite::Connection;
use serde_json::Value;

use crate::support::{Desk, path_of};

/// How each commit of a ticket came to touch it, with the events it added and
/// took away, the oldest first.
fn told(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let answer = desk.json([&["log", "--commits"][..], arguments].concat());
    let names = |events: &Value, sign: &'static str| -> String {
        let events = events.as_array().into_iter().flatten();
        let names = events.map(|event| event["event"].as_str().unwrap());
        names.flat_map(|name| [" ", sign, name]).collect()
    };
    let commits = answer["commits"].as_array().unwrap().iter();
    commits
        .map(|commit| {
            let how = commit["how"].as_str().unwrap();
            let (added, removed) = (&commit["added"], &commit["removed"]);
            let changed = names(&commit["changed"], "~");
            format!("{how}{}{}{changed}", names(added, "+"), names(removed, "-"))
        })
        .collect()
}

fn head(desk: &Desk) -> String {
    desk.git(["rev-parse", "HEAD"]).trim_end().to_owned()
}

#[test]
fn each_event_has_the_commit_that_recorded_it() {
    let desk = Desk::new();
    let id = desk.open(["Nobody can print"]);
    let first = head(&desk);
    desk.open(["Another"]);
    desk.step(["take", &id]);
    let last = head(&desk);
    assert_eq!(
        told(&desk, &[&id]),
        ["recorded +opened", "recorded +attended"]
    );
    let answer = desk.json(["log", "--commits", &id]);
    let commits = answer["commits"].as_array().unwrap();
    assert_eq!(commits[0]["commit"], first.as_str());
    assert_eq!(commits[1]["commit"], last.as_str());
    assert_eq!(commits[1]["subject"], format!("{id}: take"));
    assert_eq!(commits[1]["paths"][0], path_of(&id));
    assert_eq!(commits[1]["claimed"], commits[1]["added"]);
    let evs = desk.json(["log", &id]);
    assert_eq!(commits[1]["added"][0]["ev"], evs["events"][1]["ev"]);
    let ev = evs["events"][1]["ev"].as_str().unwrap();
    desk.run(["log", "--commits", &id, "--limit", "1"])
        .stdout(format!(
            "WHEN              COMMIT     ID                BY          HOW       EVENTS           SUBJECT\n\
             2026-11-22 09:14  {last:.9}  {id}  Ana Torres  recorded  attended {ev}  {id}: take\n"
        ))
        .stderr("1 of 2 shown.\n")
        .ok();
    assert_eq!(
        told(&desk, &[&id, "--at-commit", &first]),
        ["recorded +opened"]
    );
}

#[test]
fn what_was_done_without_the_tool_is_told_as_such() {
    let desk = Desk::new();
    let id = desk.open(["Nobody can print"]);
    desk.step(["note", &id, "-m", "Looked at it."]);
    desk.shell("git stash -q; git revert --no-edit HEAD");
    desk.replace(&id, "    title: Nobody", "    title: Somebody");
    desk.shell("git commit -q -m 'a word' -- tickets");
    desk.write("tickets/2026/11/22/x.txt", "x");
    desk.shell(&format!(
        "mkdir tickets/2026/11/22/{id} && echo > tickets/2026/11/22/{id}/a.txt && git add tickets && git commit -q -m 'a file'"
    ));
    let all = [
        "recorded +opened",
        "recorded +noted",
        "by-hand -noted",
        "by-hand ~opened",
        "by-hand",
    ];
    assert_eq!(told(&desk, &[&id]), all);
    assert_eq!(told(&desk, &[&id, "--unrecorded"]), all[2..]);
    let of_all = ["named", "named", "by-hand", "by-hand", "by-hand"];
    assert_eq!(told(&desk, &[]), of_all);
    desk.replace(&id, "title: Nobody", "title: Everybody");
    desk.shell(&format!("git commit -q -m 'x\n\nTicket: {id}' -- tickets"));
    assert_eq!(told(&desk, &[&id, "--unrecorded"])[3], "named");
    desk.shell(&format!(
        "git rm -q {} && git commit -q -m gone",
        path_of(&id)
    ));
    assert_eq!(told(&desk, &[&id])[6], "by-hand -opened");
    desk.run(["log", "--commits", "INC-261122-AAAAA"]).error(
        5,
        "there is no ticket `INC-261122-AAAAA`",
        "bitacora list --all shows every ticket",
    );
}

#[test]
fn a_trailer_that_lies_hides_nothing() {
    let desk = Desk::new();
    let [one, other] = ["One", "Other"].map(|title| desk.open([title]));
    let (ev, path) = (
        desk.json(["log", &one])["events"][0]["ev"].take(),
        path_of(&one),
    );
    let ev = ev.as_str().unwrap();
    let commit = |message: &str| {
        desk.shell(&format!("git commit -q -m '{message}' -- tickets"));
    };
    desk.replace(&one, "    title: One", "    title: Uno");
    commit(&format!(
        "{other}: take\n\nTicket: {other}\nEvent: {ev} attended"
    ));
    assert_eq!(
        told(&desk, &[&one]),
        ["recorded +opened", "by-hand ~opened"]
    );
    assert_eq!(told(&desk, &[&other]), ["recorded +opened", "untouched"]);
    desk.replace(&one, "    title: Uno", "    title: Eins");
    commit(&format!(
        "{one}: take\n\nTicket: {one}\nEvent: {ev} attended"
    ));
    desk.replace(&one, "---\n", "nothing\n");
    commit(&format!("{one}: take\n\nTicket: {one}"));
    commit_many(&desk, &path);
    let after = told(&desk, &[&one]);
    assert_eq!(after[2..], ["differs ~opened", "differs", "by-hand"]);
    let unrecorded = told(&desk, &["--unrecorded"]);
    assert_eq!(unrecorded, ["by-hand", "untouched", "by-hand"]);
}

/// Says that it is the record of seven tickets, and touches one.
fn commit_many(desk: &Desk, path: &str) {
    desk.shell(&format!(
        "echo more >> {path} && git commit -q -m 'import\n\nTickets: 7\nEvents: 9' -- tickets"
    ));
}

#[test]
fn a_commit_of_many_tickets_is_believed_when_their_number_is_right() {
    let desk = Desk::new();
    let rows: Vec<String> = (1..=60)
        .map(|n| format!("{n},2026-11-02 09:14,row {n}\n"))
        .collect();
    let rows = rows.concat();
    desk.write("rows.csv", format!("number,opened,what\n{rows}"));
    desk.write(
        "mapping.yaml",
        "system: old\nrows: ticket\nid: number\nopened_at: opened\ndates: {format: '%Y-%m-%d %H:%M'}\ncolumns: {what: title}\n",
    );
    desk.run(["import", "csv", "rows.csv", "--mapping", "mapping.yaml"])
        .stderr("60 tickets made, 0 extended, 0 unchanged, 60 new events.\n")
        .ok();
    assert!(desk.git(["log", "-1"]).contains("Tickets: 60"));
    let all = told(&desk, &[]);
    assert_eq!(
        (all.len(), all.iter().all(|how| how == "named")),
        (60, true)
    );
    let listed = desk.json(["list", "--all"]);
    let id = listed["tickets"][7]["id"].as_str().unwrap();
    assert_eq!(told(&desk, &[id]), ["recorded +opened"]);
}

#[test]
fn a_merge_is_told_only_where_it_has_a_file_as_no_parent_has_it() {
    let desk = Desk::new();
    let [one, other] = ["One", "Other"].map(|title| desk.open([title]));
    desk.shell("git stash -q; git checkout -q -b side");
    desk.step(["take", &one]);
    desk.shell("git checkout -q main");
    desk.step(["take", &other]);
    desk.shell("git merge -q --no-edit side");
    let takes = ["recorded +opened", "recorded +attended"];
    for id in [&one, &other] {
        assert_eq!(told(&desk, &[id]), takes);
    }
    desk.shell("git checkout -q -b again");
    desk.step(["note", &one, "-m", "There."]);
    desk.shell("git checkout -q main");
    desk.step(["note", &one, "-m", "Here."]);
    desk.shell(&format!(
        "git -c merge.bitacora.driver=false merge -q again 2>/dev/null >&2 || git checkout -q --ours {path} && sed -i s/One/Uno/ {path} && git add {path} && git commit -q -m merge",
        path = path_of(&one)
    ));
    let all = told(&desk, &[&one]);
    assert_eq!(all.len(), 5);
    assert_eq!(all[4], "by-hand -noted ~opened");
    assert_eq!(told(&desk, &[&other]), takes);
    let answer = desk.json(["log", "--commits", &one, "--limit", "1", "-q"]);
    assert_eq!(answer["commits"][0]["parents"], 2);
}

#[test]
fn other_peoples_commits_are_not_listed_and_a_bare_clone_tells_the_same() {
    let desk = Desk::inside("support");
    let id = desk.open(["Nobody can print"]);
    desk.shell("git stash -q; mkdir tickets; echo > tickets/INC-261122-AAAAA.md; git add tickets; git commit -q -m 'another folder'");
    desk.step(["take", &id]);
    let all = ["recorded +opened", "recorded +attended"];
    assert_eq!(told(&desk, &[&id]), all);
    let arguments = ["log", "--commits", "--format", "json"];
    let here = desk.run(arguments).shown();
    assert_eq!(told(&desk, &[]), ["named", "named"]);
    desk.shell("git clone -q --bare . ../home/bare.git");
    let bare = desk.home().join("bare.git");
    assert_eq!(desk.command(arguments).within(&bare).run().shown(), here);
}

#[test]
fn where_a_clone_is_cut_the_answer_says_that_it_is_short() {
    let desk = Desk::new();
    let id = desk.open(["Nobody can print"]);
    desk.step(["take", &id]);
    let cut = head(&desk);
    desk.step(["note", &id, "-m", "Looked at it."]);
    desk.shell("git clone -q --depth 2 file://$PWD ../home/shallow 2>/dev/null");
    let shallow = desk.home().join("shallow");
    let (stdout, stderr) = desk
        .command(["log", "--commits", &id, "--format", "csv"])
        .within(&shallow)
        .run()
        .both(3);
    let how = |line: &str| line.split(',').nth(4).map(str::to_owned);
    let found: Vec<_> = stdout.lines().skip(1).filter_map(how).collect();
    assert_eq!(found, ["unknown", "recorded"], "{stdout}");
    assert_eq!(
        stderr,
        format!(
            "warning: history ends at {cut:.9}, where this clone was cut; git fetch --unshallow fetches the rest\n"
        )
    );
    desk.shell("git -C ../home/shallow fetch -q --unshallow");
    let whole = desk.command(["log", "--commits", &id]).within(&shallow);
    assert_eq!(whole.run().shown().lines().count(), 4);
}

#[test]
fn replacements_of_git_are_not_followed() {
    let desk = Desk::new();
    let id = desk.open(["Nobody can print"]);
    desk.shell("git stash -q");
    desk.replace(&id, "    title: Nobody", "    title: Somebody");
    desk.shell("git commit -q -m 'a word' -- tickets");
    desk.step(["take", &id]);
    let all = ["recorded +opened", "by-hand ~opened", "recorded +attended"];
    assert_eq!(told(&desk, &[&id]), all);
    desk.shell("git replace --graft HEAD HEAD~2");
    assert_eq!(told(&desk, &[&id]), all);
}

/// What is remembered of the commits of a desk.
fn remembered(desk: &Desk) -> Connection {
    Connection::open(desk.root().join(".git/bitacora/index-1.sqlite")).unwrap()
}

/// The same as every commit of history has it.
fn walked(desk: &Desk, arguments: &[&str]) -> String {
    let arguments = [&["log", "--commits", "--format", "json"][..], arguments].concat();
    let walk = desk.command(arguments).env("BITACORA_NO_INDEX", "1");
    walk.run().shown()
}

#[test]
fn what_a_walk_found_is_not_looked_for_again() {
    let desk = Desk::new();
    let [one, other] = ["One", "Other"].map(|title| desk.open([title]));
    desk.step(["take", &one]);
    let ask = |arguments: &[&str]| {
        let arguments = [&["log", "--commits", "--format", "json"][..], arguments].concat();
        desk.run(arguments).shown()
    };
    let whole = ask(&[]);
    assert_eq!(whole, walked(&desk, &[]));
    let count = |sql: &str| -> usize {
        let count = format!("SELECT COUNT(*) FROM {sql}");
        remembered(&desk)
            .query_row(&count, [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(count(&format!("deed WHERE ticket = '{one}'")), 2);
    let sql = "UPDATE committed SET subject = 'as remembered'";
    remembered(&desk).execute(sql, []).unwrap();
    desk.step(["note", &one, "-m", "There."]);
    let subjects = ask(&[&one]).matches("as remembered").count();
    assert_eq!(subjects, 2);
    assert!(ask(&[&one]).contains(&format!("{one}: note")));
    assert!(!walked(&desk, &[]).contains("as remembered"));
    desk.shell("git reset -q --hard HEAD~2");
    assert_eq!(ask(&[&one]).matches("as remembered").count(), 1);
    assert_eq!(ask(&[&other]).matches("as remembered").count(), 1);
    desk.shell("git checkout -q --orphan again && git commit -q -m again");
    assert_eq!(ask(&[]), walked(&desk, &[]));
    assert!(!ask(&[]).contains("as remembered"));
    remembered(&desk)
        .execute("UPDATE committed SET tickets = '{'", [])
        .unwrap();
    assert_eq!(ask(&[]), walked(&desk, &[]));
}

#[test]
fn many_who_walk_at_once_are_told_the_same() {
    let desk = Desk::new();
    for n in 0..4 {
        desk.open([format!("Ticket {n}")]);
    }
    let told = walked(&desk, &[]);
    let children: Vec<_> = (0..12)
        .map(|_| {
            let mut process = desk.process();
            process.args(["log", "--commits", "--format", "json"]);
            process.stdout(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), told);
    }
}
