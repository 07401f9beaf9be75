//! Files that are broken or mean harm: named, and never in the way of others.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use bitacora::core::characters::first_hidden;

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

#[test]
fn an_argument_that_is_not_utf8_is_refused_or_taken_and_never_ends_the_program() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let bytes = OsStr::from_bytes(b"Factura a\xf1o");
    let word = |text: &'static str| OsStr::new(text);
    let id = OsStr::new(&id);
    for line in [
        &[word("open"), bytes][..],
        &[word("open"), word("x"), word("-m"), bytes],
        &[word("open"), word("x"), word("--service"), bytes],
        &[word("open"), word("x"), word("--tag"), bytes],
        &[word("--format"), bytes, word("list")],
        &[word("--at"), bytes, word("take"), id],
        &[word("list"), bytes],
        &[word("list"), word("--sort"), bytes],
        &[word("list"), word("-a\u{f1}"), bytes],
        &[word("show"), bytes],
        &[word("report"), word("volume"), word("--where"), bytes],
        &[word("calendar"), word("show"), bytes],
        &[word("schema"), bytes],
    ] {
        let complaint = desk.run(line).complaint(2);
        assert!(complaint.starts_with("error: "), "{line:?}: {complaint}");
        assert_eq!(
            complaint.lines().find_map(first_hidden),
            None,
            "{complaint}"
        );
    }
    // Names of commands and of files may have any bytes.
    for line in [
        &[bytes][..],
        &[word("-C"), bytes, word("list")],
        &[word("note"), id, word("-F"), bytes],
        &[word("attach"), id, bytes],
    ] {
        let (status, _, stderr) = desk.run(line).taken();
        assert!([0, 1, 2].contains(&status), "{line:?}: {stderr}");
        assert_eq!(stderr.lines().find_map(first_hidden), None, "{stderr}");
    }
    desk.run(["open".as_ref(), bytes]).error(
        2,
        "`Factura a\u{fffd}o` is not UTF-8",
        "iconv -t UTF-8 converts it",
    );
    for name in ["BITACORA_AGENT", "BITACORA_NOW", "BITACORA_SEED"] {
        let run = desk.command(["list"]).env(name, bytes);
        // The seed of a run is set by the tests; a later variable wins.
        let complaint = run.run().complaint(2);
        assert_eq!(
            complaint,
            format!("error: {name} is not UTF-8\nhint: unset {name}\n")
        );
    }
}

#[test]
fn a_usage_error_repeats_nothing_raw() {
    let desk = Desk::new();
    let raw = "a\u{1b}[31mb\u{202e}c\u{ad}d\r";
    for line in [
        &["show", "--bogus", raw][..],
        &["show", raw, "--format", raw],
        &[raw],
        &[&format!("--{raw}")],
        &["list", "--color", raw],
        &["completions", raw],
        &["link", "x", "--to", raw],
        &["--lock-timeout", raw, "list"],
        &["note", "x", "--at", raw, "-m", "y"],
    ] {
        for more in [&[][..], &["--color", "always"], &["--format=json"]] {
            let (_, stdout, stderr) = desk.run([line, more].concat()).taken();
            let plain = ["1;31", "36", "1", "0"].iter().fold(stderr, |text, code| {
                text.replace(&format!("\u{1b}[{code}m"), "")
            });
            assert_eq!(stdout, "");
            let hidden = plain.lines().find_map(first_hidden);
            assert_eq!(hidden, None, "{line:?}: {plain:?}");
        }
    }
}

#[test]
fn a_usage_error_in_json_has_all_that_people_are_told() {
    let desk = Desk::new();
    for line in [
        &["link", "INC-261122-WYP0P", "--format", "json"][..],
        &["--format=jsonl", "-C", ".", "link", "INC-261122-WYP0P"],
    ] {
        let error = desk.run(line).json_error(2);
        let missing = error["arguments"].as_array().unwrap();
        for flag in ["--to", "--as"] {
            let is_named = |text: &serde_json::Value| text.as_str().unwrap().starts_with(flag);
            assert!(missing.iter().any(is_named), "{error}");
            assert!(error["error"].as_str().unwrap().contains(flag), "{error}");
            assert!(error["usage"].as_str().unwrap().contains(flag), "{error}");
        }
    }
    let error = desk
        .run(["list", "--format", "json", "--colr", "x"])
        .json_error(2);
    assert_eq!(error["suggested"], serde_json::json!(["--color"]));
    let error = desk
        .run(["list", "--format", "json", "--color", "x"])
        .json_error(2);
    assert_eq!(
        error["possible"],
        serde_json::json!(["auto", "always", "never"])
    );
}

#[test]
fn a_name_that_cannot_be_seen_is_a_fault_of_the_configuration() {
    let config = "format: 1\ntimezone: UTC\nagents:\n  ana: {name: \"Ana\\e[31m\", emails: [ana@soft.example]}\n";
    let desk = Desk::with_config(config);
    for command in [&["list"][..], &["open", "A"]] {
        let complaint = desk.run(command).complaint(3);
        let said = "bitacora.yaml:4:15: agents.ana.name: U+001B in a text cannot be seen, or acts on a terminal";
        assert!(complaint.starts_with(said), "{complaint}");
    }
    let config = "format: 1\ntimezone: UTC\nagents:\n  ana: {name: \"Ana\\ntree 0\", emails: [ana@soft.example]}\n";
    let complaint = Desk::with_config(config).run(["list"]).complaint(3);
    assert!(complaint.starts_with("bitacora.yaml:4:"), "{complaint}");
    assert!(complaint.contains("it is one line"), "{complaint}");
    let desk = Desk::new();
    desk.write(
        "contracts/coop-andina.md",
        "---\ncustomer: coop-andina\nname: Andina\ncontacts:\n  marta: {name: \"Mar\\u202Eta\"}\n---\n",
    );
    let complaint = desk.run(["check"]).both(7).0;
    assert!(
        complaint.contains("contracts/coop-andina.md:5:") && complaint.contains("U+202E in a text"),
        "{complaint}"
    );
}

/// Whether a runner of GitHub, Azure Pipelines or `TeamCity` would obey the line.
fn is_obeyed(line: &str) -> bool {
    let begins = line.trim_start();
    let holds = |prefix| line.contains(prefix);
    begins.starts_with("::") || holds("##[") || holds("##vso[") || holds("##teamcity[")
}

#[test]
fn no_text_of_a_ticket_is_a_command_to_the_runner_of_a_job() {
    let desk = Desk::new();
    let text = "text\n::stop-commands::tok\n \t::error file=a.md::forged\n\u{a0}::add-mask::x\r::debug::y\n##vso[task.x]y ##teamcity[z]";
    let title = "::set-output::x ##[stop-commands]tok";
    let id = desk.open([
        title,
        "-m",
        text,
        "--tag",
        "::warning::t",
        "--requester",
        "marta",
    ]);
    desk.step(["note", &id, "-m", text]);
    desk.step(["reply", &id, "-m", text]);
    desk.step(["wait", &id, "--on", "customer", "-m", text]);
    desk.step(["resume", &id]);
    desk.step(["classify", &id, "--impact", "high", "--urgency", "high"]);
    desk.step(["resolve", &id, "-m", text, "--cause", text]);
    desk.step(["close", &id, "--silence"]);
    let formats = [
        "table",
        "json",
        "jsonl",
        "csv",
        "markdown",
        "junit",
        "openmetrics",
    ];
    let lines = [
        &["show", &id][..],
        &["list", "--all", "--columns", "title,tags"],
        &["log", &id],
        &["log", &id, "--commits"],
        &["search", "forged"],
        &["similar", &id],
        &["report", "summary"],
        &["report", "compliance"],
        &["check"],
        &["faq", "promote", &id, "--dry-run"],
        &["note", &id, "-m", text, "--dry-run"],
        &["note", &id, "-m", text, "-v"],
        &["show", "::error::x"],
        &["show", "##[x]"],
        &["list", "::error::x:y"],
        &["--##[error]x"],
        &["show", "--::error::x"],
        &["open", "a\n::error::x"],
    ];
    for format in formats {
        for line in lines {
            let line = [line, &["--format", format]].concat();
            let run = desk.command(&line).env("GITHUB_ACTIONS", "true").run();
            let (_, stdout, stderr) = run.taken();
            for stream in [&stdout, &stderr] {
                let obeyed = stream.split(['\n', '\r']).find(|line| is_obeyed(line));
                assert_eq!(obeyed, None, "{line:?}");
            }
        }
    }
    let show = || desk.command(["show", &id, "--format", "json"]);
    let inside = show().env("GITHUB_ACTIONS", "true").run().shown();
    let outside = show().run().shown();
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_ne!(inside, outside);
    assert_eq!(read(&inside), read(&outside), "programs read the same");
    let seen = desk.command(["show", &id]).env("GITHUB_ACTIONS", "true");
    assert!(seen.run().shown().contains("\\::error file=a.md::forged"));
}

#[test]
fn the_mark_of_byte_order_is_no_part_of_a_text() {
    let desk = Desk::new();
    let form = "\u{feff}Invoices are rejected\r\n\r\nChannel: phone\r\n\r\nSince today.\r\n";
    std::fs::write(desk.home().join("form.txt"), form).unwrap();
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    let path = |name: &str| desk.home().join(name).to_str().unwrap().to_owned();
    let id = desk.open(["-F", &path("form.txt")]);
    assert_eq!(desk.field(&id, "title"), "Invoices are rejected");
    assert_eq!(desk.field(&id, "channel"), "phone");
    std::fs::write(path("le.txt"), utf16("\u{feff}Facturación uno", true)).unwrap();
    std::fs::write(path("be.txt"), utf16("\u{feff}Facturación dos", false)).unwrap();
    std::fs::write(path("odd.txt"), b"\xff\xfea").unwrap();
    desk.step(["note", &id, "-F", &path("le.txt")]);
    desk.step(["note", &id, "-F", &path("be.txt")]);
    desk.step(["note", &id, "-m", "\u{feff}tres"]);
    let note = desk
        .command(["note", &id, "-F", "-"])
        .stdin("\u{feff}cuatro");
    note.run().stderr(format!("{id}: note.\n")).ok();
    let edited = desk
        .command(["note", &id])
        .editor("printf '\\357\\273\\277cinco\\n' > \"$1\"");
    if let Some(run) = edited.run_on_terminal() {
        let _ = run.shown();
        assert!(desk.ticket(&id).contains("> cinco"), "{}", desk.ticket(&id));
    }
    let text = desk.ticket(&id);
    for said in [
        "> Facturación uno",
        "> Facturación dos",
        "> tres",
        "> cuatro",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains('\u{feff}'), "{text}");
    let complaint = desk.run(["note", &id, "-F", &path("odd.txt")]).complaint(2);
    assert!(
        complaint.contains("is not UTF-16LE, as its first bytes say"),
        "{complaint}"
    );
}

#[test]
fn a_title_that_another_reader_would_take_for_something_else_is_quoted() {
    let desk = Desk::new();
    for title in [
        "2026-11-22",
        "12:30",
        "1_000",
        "0x1F",
        "yes",
        "~",
        "017",
        "<<",
        "null",
    ] {
        let id = desk.open(["--tag", title, "--", title]);
        let text = desk.ticket(&id);
        assert!(text.contains(&format!("\ntitle: \"{title}\"\n")), "{text}");
        assert_eq!(text.matches(&format!("\"{title}\"")).count(), 4, "{text}");
        assert_eq!(desk.field(&id, "title"), title);
    }
    desk.run(["check", "-q"]).ok();
}

#[test]
fn no_file_is_called_like_a_device() {
    let desk = Desk::new();
    let id = desk.open(["Con", "--kind", "usage", "-m", "x"]);
    std::fs::write(desk.home().join("AUX.txt"), "x").unwrap();
    desk.step(["attach", &id, desk.home().join("AUX.txt").to_str().unwrap()]);
    desk.step(["resolve", &id, "-m", "Done."]);
    let (status, stdout, stderr) = desk.run(["faq", "promote", &id, "--draft"]).taken();
    assert_eq!((status, stdout.as_str()), (0, "con-x\n"), "{stderr}");
    let files = desk.git(["ls-tree", "-r", "--name-only", "HEAD"]);
    desk.shell("git mv faq/con-x.md faq/Con-X.md && git commit -q -m case -- faq");
    let again = desk.open([
        "Con",
        "--kind",
        "usage",
        "-m",
        "x",
        "--impact",
        "low",
        "--urgency",
        "low",
    ]);
    desk.step(["resolve", &again, "-m", "Done."]);
    let complaint = desk.run(["faq", "promote", &again, "--draft"]).complaint(4);
    assert!(complaint.contains("Con-X"), "{complaint}");
    assert!(
        files.contains("faq/con-x.md") && files.contains("-aux-x.txt"),
        "{files}"
    );
}

/// Everything that a text can hold and must not do, also in a flood.
fn everything_hostile() -> String {
    let escapes = "\\e[31mred\\e]0;t\\a\\b\\x7f\\x9b2J\\u202e\\u2066\\u200b\\u200e\\u061c\\u2028\\u2029\\ufeff\\xad\\u034f\\u115f\\u1160\\u2800\\u3164\\uffa0\\ufe0f\\u180b\\U000e0041\\ufff9";
    let flood = "\\u0301".repeat(500);
    let runner = "::error::x ##[group]y ##vso[task.x]z";
    let forge = "@ana #12 GH-1 https://x.example <img src=x> [x](javascript:y) |`";
    format!("{escapes}a{flood} {runner} {forge} $(touch P) =1+1")
}

/// A store in which whatever a stranger can write is hostile, and the ids of
/// its ticket and of one that cannot be read.
fn hostile_store() -> (Desk, &'static str, &'static str) {
    let (id, bad) = ("INC-261122-K7F4Q", "INC-261122-BADBA");
    let text = everything_hostile();
    let key = "\\e[31m\\u202e\\xad ##[x]";
    let desk = Desk::new();
    desk.shell("git rm -q -r contracts && git commit -q -m none -- contracts");
    let raw =
        "::stop-commands::t\n \u{1b}[2J\u{202e}::error::y\r::z\n##[add-mask]x\u{ad}\u{2800}\n";
    let at = "2026-11-22T09:14:00-05:00";
    desk.write(
        &path_of(id),
        format!(
            "---\nid: {id}\ntitle: \"{text}\"\nstatus: open\nopened_at: {at}\nrequester: \"{text}\"\nerror_code: \"{text}\"\nenvironment: \"{text}\"\ntags: [\"{text}\"]\n\"own{key}\": {{\"{key}\": [\"{text}\"]}}\n---\n\n{raw}\n"
        ),
    );
    desk.step(["commit"]);
    desk.step(["reply", id, "-m", raw]);
    desk.step(["wait", id, "--on", "customer", "-m", raw]);
    let file = desk.home().join("a\u{1b}[31m\u{202e}b\u{ad}.txt");
    std::fs::write(&file, "x").unwrap();
    desk.step(["attach", id, file.to_str().unwrap()]);
    desk.write(
        "faq/x\u{1b}[2J\u{202e}.md",
        format!("---\ntitle: \"{text}\"\ntickets: [{id}]\nvisibility: public\ncreated: 2026-11-20\nupdated: 2026-11-20\n---\n\n## Problem\n\n{raw}\n"),
    );
    desk.write(
        &path_of(bad),
        format!("---\nid: {bad}\ntitle: [\"{text}\"]\n---\n"),
    );
    desk.write("tickets/2026/11/22/a\u{1b}]0;t\u{7}\u{202e}.md", raw);
    desk.shell("git add faq tickets && git commit -q -m 'x \u{1b}[2J\u{202e}##[x]' --author 'E\u{1b}[31m\u{202e} <e@x.example>' -- faq tickets");
    (desk, id, bad)
}

/// Whether no other test runs in this process; where others do, the test has been
/// run by itself in another. The kernel says of a process that it held at least
/// what its parent held when it was begun (`exec_mmap` keeps the mark of the memory
/// that both shared), and all tests together hold more than may be held here.
fn is_alone(test: &str) -> bool {
    const ALONE: &str = "BITACORA_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success() && told.contains("1 passed"), "{told}");
    false
}

#[test]
fn a_hostile_store_is_shown_by_every_command_and_does_nothing() {
    use wait4::Wait4 as _;
    if !is_alone("hostile::a_hostile_store_is_shown_by_every_command_and_does_nothing") {
        return;
    }

    let (desk, id, bad) = hostile_store();
    let hostile = "a\u{1b}[31m\u{202e}\u{ad}::x";
    let lines: &[&[&str]] = &[
        &["list", "--all"],
        &[
            "list",
            "--columns",
            "id,title,requester,error_code,environment,tags",
        ],
        &["list", hostile],
        &["next"],
        &["sla"],
        &["search", "red"],
        &["search", hostile],
        &["similar", id],
        &["show", id],
        &["show", id, id],
        &["show", bad],
        &["show", hostile],
        &["log", id],
        &["log", id, "--commits"],
        &["log"],
        &["check"],
        &["report", "summary"],
        &["report", "compliance"],
        &["report", "quality"],
        &["report", "recurrence"],
        &["report", "volume", "--by", "requester"],
        &["report", "times"],
        &["report", "channels"],
        &["report", "backlog"],
        &["report", "workload"],
        &["report", "volume", "--where", hostile],
        &["contract", "list"],
        &["contract", "show", hostile],
        &["calendar", "list"],
        &["faq", "list"],
        &["faq", "show", "x"],
        &["faq", "show", hostile],
        &["note", id, "-m", hostile, "--dry-run", "-v"],
        &["classify", id, "--kind", "usage", "--dry-run"],
        &["resolve", id, "-m", hostile, "--dry-run"],
        &["cancel", id, "--as", hostile],
        &["link", id, "--to", hostile, "--as", hostile],
        &["assign", id, hostile],
        &["open", hostile, "--dry-run"],
        &["open", "--like", id, "x", "--dry-run"],
        &["attach", id, hostile],
        &["import", "csv", hostile],
        &["schema", hostile],
        &["commit", "--dry-run"],
        &[hostile],
    ];
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
        for line in lines {
            let line = [*line, &["--format", format]].concat();
            let out = std::fs::File::create(desk.home().join("out")).unwrap();
            let err = std::fs::File::create(desk.home().join("err")).unwrap();
            let child = desk
                .process()
                .args(&line)
                .env("GITHUB_ACTIONS", "true")
                .env("BITACORA_SEED", "7")
                .stdin(std::process::Stdio::null())
                .stdout(out)
                .stderr(err)
                .spawn()
                .unwrap();
            let used = child.wait4().unwrap();
            let code = used.status.code();
            assert!((0..=7).contains(&code.unwrap_or(134)), "{line:?}: {code:?}");
            for stream in ["out", "err"] {
                let text = std::fs::read(desk.home().join(stream)).unwrap();
                let text = String::from_utf8(text).unwrap();
                for part in text.split('\n') {
                    let hidden = first_hidden(&part.replace('\t', ""));
                    assert_eq!(hidden, None, "{line:?} {stream}: {part:?}");
                    assert!(!is_obeyed(part), "{line:?} {stream}: {part:?}");
                }
            }
            let seconds = used.rusage.utime + used.rusage.stime;
            assert!(seconds.as_secs_f64() < 1.0, "{line:?} took {seconds:?}");
            // In bytes.
            assert!(
                used.rusage.maxrss < 100 << 20,
                "{line:?} took {} bytes",
                used.rusage.maxrss
            );
        }
    }
}
