//! What TAB puts on a command line: text of a store that somebody else wrote
//! must not be run by the shell.

use std::fs;

use crate::support::Desk;

/// Values that a shell would run, in every list that completion reads.
const CONFIG: &str = r#"format: 1
timezone: UTC
services: ["$(touch${IFS}P-service)"]
categories: ["`touch P-category`"]
channels: {"it's;touch P-channel;'": live}
agents: {ana: {name: "$(touch P-agent)", emails: [ana@soft.example]}}
"#;

/// An article whose file's name is a command.
const ARTICLE: &str = "$(touch${IFS}P-article)";

fn hostile_desk() -> Desk {
    let desk = Desk::with_config(CONFIG);
    desk.write(
        &format!("faq/{ARTICLE}.md"),
        "---\ntitle: T\ntickets: []\nvisibility: public\ncreated: 2026-11-20\nupdated: 2026-11-20\n---\n\n## Problem\n\nx\n",
    );
    desk.write("$(touch${IFS}P-file)", "x");
    desk
}

/// The files that a command of the store would have made.
fn made(desk: &Desk) -> Vec<String> {
    let files = fs::read_dir(desk.store()).unwrap();
    let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("P-")).collect()
}

/// The lines that a shell's script would read.
fn candidates(desk: &Desk, shell: &str, words: &[&str]) -> Vec<String> {
    let mut line = vec!["--", "bitacora"];
    line.extend(words);
    let place = words.len().to_string();
    let (_, stdout, _) = desk
        .command(line)
        .env("COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", place)
        .env("_CLAP_IFS", "\n")
        .run()
        .taken();
    stdout.lines().map(str::to_owned).collect()
}

fn no_candidate_is_run(shell: &str, setup: &str) {
    let desk = hostile_desk();
    let lines = [
        "bitacora open One --service \t",
        "bitacora open Two --category \t",
        "bitacora open Three --channel \t",
        "bitacora resolve x --article \t",
        "bitacora attach x \t",
        "bitacora attach x \\$\t",
        "bitacora open Four --category \"\t",
        "bitacora open Five --category '\t",
    ];
    let keys = format!("{setup}\r{}\rexit\r", lines.join("\r"));
    let command = desk.command([""; 0]);
    let Some(shown) = command.typed_into(shell, &keys) else {
        return;
    };
    assert_eq!(made(&desk), [""; 0], "{shown}");
    let found = desk.json(["list", "--all"]);
    let found = found["tickets"].as_array().unwrap();
    let filed = |title: &str, field: &str| {
        let ticket = found.iter().find(|ticket| ticket["title"] == title);
        ticket.unwrap_or_else(|| panic!("{title} is not filed: {shown}"))[field].clone()
    };
    assert_eq!(filed("One", "service"), "$(touch${IFS}P-service)");
    assert_eq!(filed("Two", "category"), "`touch P-category`");
    assert_eq!(filed("Three", "channel"), "it's;touch P-channel;'");
}

#[test]
fn no_candidate_is_run_by_bash() {
    no_candidate_is_run("bash --norc -i", "source <(COMPLETE=bash bitacora)");
}

#[test]
fn no_candidate_is_run_by_zsh() {
    let setup = "autoload -U compinit; compinit -u -D; source <(COMPLETE=zsh bitacora)";
    no_candidate_is_run("zsh -f -i", setup);
}

#[test]
fn no_candidate_is_run_by_fish() {
    no_candidate_is_run("fish --no-config -i", "COMPLETE=fish bitacora | source");
}

#[test]
fn candidates_of_powershell_stand_between_single_quotes() {
    let desk = hostile_desk();
    let shown = |words: &[&str]| candidates(&desk, "powershell", words);
    assert_eq!(
        shown(&["open", "x", "--service", ""]),
        ["'$(touch${IFS}P-service)'"]
    );
    assert_eq!(
        shown(&["open", "x", "--channel", ""]),
        ["'it''s;touch P-channel;'''"]
    );
    assert_eq!(
        shown(&["resolve", "x", "--article", ""]),
        [format!("'{ARTICLE}'")]
    );
}

#[test]
fn what_cannot_be_a_candidate_is_left_out_and_its_meaning_is_one_harmless_line() {
    let config = "format: 1\ntimezone: UTC\nservices: [billing, --no-verify, -m]\n";
    let desk = Desk::with_config(config);
    let article = "---\ntitle: T\ntickets: []\nvisibility: public\ncreated: 2026-11-20\nupdated: 2026-11-20\n---\n\n## Problem\n\nx\n";
    for name in [
        "plain",
        "a\u{1b}[31m",
        "b\nc",
        "\u{202e}gnp",
        "x\ty",
        "z\u{ad}",
        "-m",
    ] {
        desk.write(&format!("faq/{name}.md"), article);
    }
    let id = desk.open(["a\u{1b}]0;t\u{7}\u{202e}b\u{9b}2J\tc"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let services = candidates(&desk, shell, &["open", "x", "--service", ""]);
        assert_eq!(services, ["billing"], "{shell}");
        let articles = candidates(&desk, shell, &["resolve", "x", "--article", ""]);
        assert_eq!(articles, ["plain"], "{shell}");
        let tickets = candidates(&desk, shell, &["show", &id[id.len() - 5..]]);
        assert_eq!(tickets.len(), 1, "{shell}: {tickets:?}");
        assert!(tickets[0].starts_with(&id), "{shell}: {tickets:?}");
        let hostile = tickets[0].replacen('\t', "", 1);
        let hostile = hostile
            .chars()
            .find(|c| bitacora::render::untrusted::is_hostile(*c));
        assert_eq!(hostile, None, "{shell}: {tickets:?}");
    }
}

#[test]
fn what_is_typed_in_quotes_is_completed() {
    let config = "format: 1\ntimezone: UTC\nservices: [Facturación electrónica]\n";
    let desk = Desk::with_config(config);
    for typed in [
        "Facturación\\ e",
        "'Facturación e",
        "\"Facturación e",
        "factura",
    ] {
        let found = candidates(&desk, "bash", &["open", "x", "--service", typed]);
        assert_eq!(found, ["Facturación\\ electrónica"], "{typed}");
    }
}

#[test]
fn a_shell_that_is_not_known_is_said_in_one_harmless_line() {
    let desk = Desk::new();
    let run = desk.command([""; 0]).env("COMPLETE", "a\u{1b}[31m").run();
    let complaint = run.complaint(1);
    assert!(
        complaint.starts_with("error: unknown shell `a`, expected"),
        "{complaint}"
    );
}
