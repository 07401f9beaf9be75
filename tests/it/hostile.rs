//! Files that are broken or mean harm: named, and never in the way of others.

use crate::support::{Desk, path_of};

const BAD: &str = "INC-261122-BADBA";

/// A desk with one good ticket and one of these bytes; the id of the good one.
fn beside(bytes: &[u8]) -> (Desk, String) {
    let desk = Desk::new();
    let good = desk.open(["Good"]);
    desk.write(&path_of(BAD), bytes);
    desk.shell("git add tickets && git commit -q -m bad -- tickets");
    (desk, good)
}

fn front(rest: &str) -> Vec<u8> {
    format!("---\nid: {BAD}\ntitle: Bad\nstatus: open\n{rest}\n---\n").into_bytes()
}

fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    let bomb: Vec<String> = ('b'..='l')
        .zip('a'..)
        .map(|(name, last)| format!("{name}: &{name} [{}]", format!("*{last}, ").repeat(9)))
        .collect();
    let bomb = format!("a: &a [x, x, x, x, x, x, x, x, x]\n{}", bomb.join("\n"));
    let deep: Vec<String> = (0..10_000)
        .map(|depth| format!("{}a:", " ".repeat(depth % 300)))
        .collect();
    let deep = deep.join("\n");
    let mut latin = front("customer: Caf");
    let end = latin.len() - 5;
    latin.insert(end, 0xe9);
    vec![
        (
            "200 KB of brackets",
            front(&format!("x: {}", "[".repeat(200_000))),
        ),
        ("an alias bomb", front(&bomb)),
        (
            "a deep map in braces",
            front(&format!(
                "x: {}1{}",
                "{a: ".repeat(10_000),
                "}".repeat(10_000)
            )),
        ),
        ("a deep map in blocks", front(&deep)),
        ("a byte that is not UTF-8", latin),
        (
            "a file of 300 KiB",
            front(&format!("x: {}", "y".repeat(300 * 1024))),
        ),
        ("no front matter", b"Just text.\n".to_vec()),
        (
            "a front matter that is not closed",
            b"---\nid: x\n".to_vec(),
        ),
        ("an empty file", Vec::new()),
        (
            "a list instead of a mapping",
            b"---\n- a\n- b\n---\n".to_vec(),
        ),
        ("no id", b"---\ntitle: x\nstatus: open\n---\n".to_vec()),
        ("a key that stands twice", front("title: Again")),
        (
            "a timeline that stands twice",
            front("timeline: []\ntimeline: []"),
        ),
        ("an own key that stands twice", front("mine: 1\nmine: 2")),
        (
            "an unknown status",
            format!("---\nid: {BAD}\ntitle: x\nstatus: lost\n---\n").into_bytes(),
        ),
        (
            "a number for a title",
            format!("---\nid: {BAD}\ntitle: [1]\nstatus: open\n---\n").into_bytes(),
        ),
        (
            "an event without an ev",
            front("timeline:\n- {at: 2026-11-22T09:00:00-05:00, by: ana, event: noted}"),
        ),
        (
            "an event at no time",
            front("timeline:\n- {at: today, by: ana, event: noted, ev: k7q2m9}"),
        ),
        ("a tab for indentation", front("timeline:\n\t- a")),
        ("NUL bytes", front("x: \"a\0b\"")),
    ]
}

#[test]
fn a_malformed_file_is_named_and_hides_no_other() {
    let path = path_of(BAD);
    for (what, bytes) in malformed() {
        println!("{what}");
        let (desk, good) = beside(&bytes);
        desk.run(["list", "--columns", "id"])
            .named(&path)
            .stdout(format!("ID\n{good}\n"))
            .code(3);
        let complaint = desk.run(["show", BAD]).complaint(3);
        assert!(
            complaint.starts_with(&format!("{path}:")),
            "{what}: {complaint}"
        );
        let complaint = desk.run(["note", BAD, "-m", "x"]).complaint(3);
        assert!(
            complaint.starts_with(&format!("{path}:")),
            "{what}: {complaint}"
        );
        let (stdout, _) = desk.run(["check"]).both(7);
        assert!(stdout.starts_with(&format!("{path}:")), "{what}: {stdout}");
        assert_eq!(stdout.lines().count(), 1, "{what}: {stdout}");
        desk.step(["note", &good, "-m", "Works."]);
        assert_eq!(
            std::fs::read(desk.store().join(&path)).unwrap(),
            bytes,
            "{what}"
        );
    }
}

/// What a terminal obeys, what turns the reading order, what hides.
const HOSTILE: &str =
    "a\\e[31mred\\e]0;title\\a\\b\\x7f\\x9b2J\\u202eexe\\u2066\\u200b\\u2028\\ufeffz";

#[test]
fn hostile_text_reaches_no_stream_as_it_is() {
    let desk = Desk::new();
    // With contracts no such requester would be recorded.
    desk.shell("git rm -q -r contracts && git commit -q -m none -- contracts");
    let id = "INC-261122-K7F4Q";
    let raw: String =
        "a\u{1b}[31mred\u{1b}]0;t\u{7}\r\u{8}\u{7f}\u{9b}2J\u{202e}exe\u{2066}\u{200b}\u{2028}z"
            .into();
    desk.write(
        &path_of(id),
        format!(
            "---\nid: {id}\ntitle: \"{HOSTILE}\"\nstatus: open\nrequester: \"{HOSTILE}\"\nerror_code: \"{HOSTILE}\"\ntags: [\"{HOSTILE}\"]\n\"own{HOSTILE}\": \"{HOSTILE}\"\n---\n\n{raw}\n",
        ),
    );
    desk.step(["commit"]);
    desk.step(["reply", id, "-m", &raw]);
    desk.step(["wait", id, "--on", "customer", "-m", &raw]);
    let formats = ["table", "json", "jsonl", "csv", "markdown"];
    let columns = "id,title,requester,error_code,tags";
    for format in formats {
        for command in [
            &["list", "--columns", columns][..],
            &["show", id],
            &["show", id, id],
            &["log", id],
            &["log", id, "--commits"],
            &["check"],
            &["note", id, "-m", "x"],
            &["note", id, "-m", "x", "--dry-run"],
            &["receive", id, "-m", &raw],
            &["list", "status:\u{1b}[31m"],
            &["show", "\u{1b}[31m\u{202e}"],
            &["classify", id, "--impact", "\u{1b}[31m"],
            &["attach", id, "/\u{1b}[31m"],
            &["\u{1b}[31m"],
        ] {
            let (_, stdout, stderr) = desk.run([command, &["--format", format]].concat()).taken();
            for (stream, text) in [("stdout", &stdout), ("stderr", &stderr)] {
                let hostile = text.chars().find(|letter| {
                    *letter != '\n' && bitacora::render::untrusted::is_hostile(*letter)
                });
                assert_eq!(hostile, None, "{format} {command:?} on {stream}: {text:?}");
            }
        }
    }
}

#[test]
fn hostile_text_does_not_reach_the_subject_of_a_commit_raw() {
    let desk = Desk::new();
    let id = desk.open(["a\u{1b}[31m\u{202e}b\u{9b}c"]);
    let subject = desk.subject();
    assert!(subject.starts_with(&id), "{subject:?}");
    assert!(
        !subject.chars().any(bitacora::render::untrusted::is_hostile),
        "{subject:?}"
    );
}

#[test]
fn a_title_cannot_forge_a_trailer() {
    let desk = Desk::new();
    desk.refused(
        ["open", "x\n\nTicket: INC-261122-AAAAA"],
        "a ticket needs a title of one line",
        "bitacora open TITLE -m TEXT",
    );
    let id = desk.open(["x\u{2028}Ticket: INC-261122-AAAAA"]);
    let trailers = desk.git(["log", "-1", "--format=%(trailers:key=Ticket)"]);
    assert_eq!(trailers.trim(), format!("Ticket: {id}"));
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_quoted() {
    let desk = Desk::new();
    let id = desk.open(["=cmd|' /C calc'!A0"]);
    desk.run(["list", "--columns", "id,title", "--format", "csv"])
        .stdout(format!("id,title\n{id},'=cmd|' /C calc'!A0\n"))
        .ok();
}

#[test]
fn line_ends_bom_and_what_is_not_ours_survive_a_command() {
    let id = "INC-261122-K7F4Q";
    let set = "status: open, title: T, opened_at: 2026-11-22T09:14:00-05:00";
    for (what, text) in [
        ("CRLF", format!("---\nid: {id}\ntitle: T # remark\nstatus: open\nopened_at: 2026-11-22T09:14:00-05:00\nmine: Fish & chips *now*\ntimeline:\n- {{at: 2026-11-22T09:14:00-05:00, by: ana, event: opened, ev: k7q2m9, set: {{{set}}}}}\n---\n\n**bold**\n").replace('\n', "\r\n")),
        ("a BOM and no final newline", format!("\u{feff}---\nid: {id}\ntitle: \"T\"\nstatus: open\nopened_at: 2026-11-22T09:14:00-05:00\ntimeline:\n- {{at: 2026-11-22T09:14:00-05:00, by: ana, event: opened, ev: k7q2m9, set: {{{set}}}}}\n---\nno end")),
    ] {
        let desk = Desk::new();
        desk.write(&path_of(id), &text);
        desk.shell("git add tickets && git commit -q -m t -- tickets");
        desk.step(["take", id]);
        let after = desk.ticket(id);
        for line in text.split_inclusive('\n').filter(|line| !line.starts_with("no end")) {
            assert!(after.contains(line), "{what}: {line:?} is gone from {after:?}");
        }
        assert!(!text.ends_with("no end") || after.ends_with("no end"), "{what}");
        assert_eq!(after.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        let bare = after.replace("\r\n", "").contains('\n');
        assert_eq!(bare, !text.contains('\r'), "{what}: mixed line ends in {after:?}");
        desk.run(["check", "-q"]).ok();
    }
}

#[test]
fn what_is_written_ends_its_lines_as_the_lines_around_it_do() {
    let endings = |text: &str, end: &str| text.replace('\n', end);
    for (head_end, body_end) in [("\n", "\r\n"), ("\r\n", "\n"), ("\r\n", "\r\n")] {
        let desk = Desk::new();
        let id = desk.open(["A", "-m", "It stopped.", "--kind", "usage"]);
        let text = desk.ticket(&id);
        let at = text.find("\n---\n\n").unwrap() + "\n---\n".len();
        let (head, body) = text.split_at(at);
        let mixed = endings(head, head_end) + &endings(body, body_end);
        desk.write(&path_of(&id), mixed);
        desk.step(["commit"]);
        desk.step(["note", &id, "-m", "Seen.\n\nTwice."]);
        desk.step(["resolve", &id, "-m", "Switched it on."]);
        let text = desk.ticket(&id);
        let at = text.rfind("---").unwrap() + "---".len() + head_end.len();
        let (head, body) = text.split_at(at);
        assert_eq!(head, endings(&head.replace("\r\n", "\n"), head_end));
        assert_eq!(body, endings(&body.replace("\r\n", "\n"), body_end));
        assert!(body.contains("> Twice."), "{body}");
        desk.run(["check", "-q"]).ok();
    }
}

#[test]
fn a_message_goes_into_a_file_without_a_body_whatever_ends_its_lines() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let bare = desk.ticket(&id).trim_end().replace('\n', "\r\n") + "\r\n";
    desk.write(&path_of(&id), bare);
    desk.step(["commit"]);
    desk.step(["note", &id, "-m", "Seen."]);
    assert!(desk.ticket(&id).ends_with("\r\n> Seen.\r\n"));
    desk.run(["check", "-q"]).ok();
}
