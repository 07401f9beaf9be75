//! What TAB puts on a command line: text of a store that somebody else wrote
//! must not be run by the shell.

use std::collections::{BTreeMap, BTreeSet};
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

/// A file for packages.
fn packaged(name: &str) -> String {
    format!("{}/completions/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_candidate_is_run_by_bash() {
    no_candidate_is_run("bash --norc -i", "source <(COMPLETE=bash bitacora)");
}

#[test]
fn the_file_for_bash_asks_the_program() {
    let setup = format!("source {}", packaged("bitacora.bash"));
    no_candidate_is_run("bash --norc -i", &setup);
}

#[test]
fn the_file_for_zsh_asks_the_program_at_the_first_tab() {
    let folder = packaged("");
    let setup = format!("fpath=({folder} $fpath); autoload -U compinit; compinit -u -D");
    no_candidate_is_run("zsh -f -i", &setup);
}

#[test]
fn the_file_for_fish_asks_the_program() {
    let setup = format!("source {}", packaged("bitacora.fish"));
    no_candidate_is_run("fish --no-config -i", &setup);
}

#[test]
fn no_name_of_a_file_is_run_by_the_script_without_the_program() {
    let desk = hostile_desk();
    let keys = [
        "source <(bitacora completions bash)",
        "bitacora list -F \\$\t",
        "bitacora open x -F \\$\t",
        "bitacora import csv \\$\t --mapping \\$\t",
        "bitacora -C \\$\t list",
        "exit",
        "",
    ];
    let command = desk.command([""; 0]);
    if let Some(shown) = command.typed_into("bash --norc -i", &keys.join("\r")) {
        assert_eq!(made(&desk), [""; 0], "{shown}");
    }
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

/// Every list of a configuration has something that a shell would run or takes
/// for more than one word; what a terminal obeys is refused when it is read.
const EVERYWHERE: &str = r#"format: 1
timezone: UTC
services: ["$(touch${IFS}P-service)", "two words; ls", "-m"]
categories: ["`touch P-category`/a", "a|b>c"]
channels: {"it's;touch P-channel;'": live, "a&b": later}
agents: {ana: {name: "$(touch P-agent)", emails: [ana@soft.example]}}
impact: {"$(touch P-impact)": "`ls`", "*": "$(ls)"}
urgency: {"!touch P-urgency": "`ls`", "~root": "z"}
matrix: {"$(touch P-impact)": {"!touch P-urgency": P1, "~root": P2}, "*": {"!touch P-urgency": P3, "~root": P4}}
kinds: {}
calendars: {office: {hours: {mon: ["09:00-17:00"]}}}
"#;

const CONTRACT: &str = r#"---
customer: coop-andina
name: "Andina $(touch P-customer)"
contacts: {marta: {name: "`touch P-contact`"}}
---
"#;

/// A line of words for every flag and operand that takes a value, up to it.
fn asking(command: &clap::Command, path: &[String], found: &mut BTreeMap<String, Vec<String>>) {
    let mut before = path.to_vec();
    for argument in command.get_arguments() {
        if !argument.get_action().takes_values() {
            continue;
        }
        let (name, mut words) = if let Some(long) = argument.get_long() {
            let flag = format!("--{long}");
            (flag.clone(), [path, &[flag]].concat())
        } else {
            let words = before.clone();
            before.push("x".to_owned());
            let place = words.len() - path.len();
            // What is called and told alike has one list.
            let help = argument.get_help().map(ToString::to_string);
            (format!("{place} {} {help:?}", argument.get_id()), words)
        };
        words.push(String::new());
        found.entry(name).or_insert(words);
    }
    for below in command.get_subcommands() {
        let path = [path, &[below.get_name().to_owned()]].concat();
        asking(below, &path, found);
    }
}

/// What bash makes of a candidate; none if any of it means something to bash.
fn read_by_bash(line: &str) -> Option<String> {
    let mut plain = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.push(letters.next()?),
            letter if letter.is_ascii_alphanumeric() || !letter.is_ascii() => plain.push(letter),
            letter if "_-./:=+,%@".contains(letter) => plain.push(letter),
            _ => return None,
        }
    }
    Some(plain)
}

/// What PowerShell makes of it, likewise; its meaning stands behind a tab.
fn read_by_powershell(line: &str) -> Option<String> {
    let value = line.split('\t').next()?;
    if let Some(quoted) = value.strip_prefix('\'') {
        let inner = quoted.strip_suffix('\'')?;
        let is_closed = inner.replace("''", "").contains('\'');
        return (!is_closed).then(|| inner.replace("''", "'"));
    }
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-./:=".contains(letter);
    value.chars().all(is_plain).then(|| value.to_owned())
}

#[test]
fn no_candidate_of_any_list_means_something_to_the_shell_or_the_terminal() {
    let desk = Desk::with_config(EVERYWHERE);
    desk.write("contracts/coop-andina.md", CONTRACT);
    let article = "---\ntitle: \"T\\e[31m\\u202e\"\ntickets: []\nvisibility: public\ncreated: 2026-11-20\nupdated: 2026-11-20\n---\n\n## Problem\n\nx\n";
    for name in [ARTICLE, "e\u{1b}[31m", "\u{202e}gnp", "-m"] {
        desk.write(&format!("faq/{name}.md"), article);
    }
    desk.open([
        "t\u{1b}]0;x\u{7}\u{202e}$(touch P-title)",
        "--tag",
        "$(touch P-tag)",
    ]);
    let mut lines = BTreeMap::new();
    asking(&bitacora::commands::command(), &[], &mut lines);
    for field in bitacora::core::query::names() {
        let words = ["list".to_owned(), format!("{field}:")];
        lines.insert(format!("list {field}:"), words.to_vec());
    }
    assert!(lines.len() > 80, "{}", lines.len());
    let mut offered = BTreeSet::new();
    for (name, words) in &lines {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let of_query = words[0] == "list" && !words[1].is_empty() && !words[1].starts_with('-');
        let shells = ["bash", "powershell", "zsh"];
        for shell in &shells[..if of_query { 1 } else { 3 }] {
            for line in candidates(&desk, shell, &words) {
                let told = format!("{name}, {shell}: {line:?}");
                let hostile = bitacora::render::untrusted::is_hostile;
                let shown = line.replacen('\t', "", 1);
                assert!(!shown.contains(hostile), "{told}");
                let value = match *shell {
                    "bash" => read_by_bash(&line),
                    "powershell" => read_by_powershell(&line),
                    _ => continue,
                };
                offered.insert(value.unwrap_or_else(|| panic!("{told}")));
            }
        }
    }
    for expected in [
        "$(touch${IFS}P-service)",
        "two words; ls",
        "`touch P-category`/a",
        "a|b>c",
        "it's;touch P-channel;'",
        "$(touch P-impact)",
        "!touch P-urgency",
        "ana",
        "coop-andina",
        "marta",
        "office",
        ARTICLE,
        "service:$(touch${IFS}P-service)",
        "category:a|b>c",
        "assignee:ana",
        "requester:marta",
        "status:open",
    ] {
        assert!(offered.contains(expected), "{expected} is not offered");
    }
    assert_eq!(made(&desk), [""; 0]);
}
