//! Committed files that the code makes: man pages, the example store. They are
//! made again and compared; `BITACORA_REWRITE=1 cargo test generated` writes them
//! anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bitacora::core::event::{Detail, Name, OnClocks, Row};
use bitacora::core::fields::{FIELDS, Field, Scale, Shape};

use crate::support::temporary;

/// Path relative to the folder, and content.
type Files = BTreeMap<String, Vec<u8>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.insert(name.to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Compares what the code makes with what is committed; files for which
/// `is_ours` says no are somebody's handwork.
fn compare(folder: &str, made: &Files, is_ours: impl Fn(&str) -> bool) {
    let folder = root().join(folder);
    if std::env::var_os("BITACORA_REWRITE").is_some() {
        for name in read(&folder).keys().filter(|name| is_ours(name)) {
            fs::remove_file(folder.join(name)).unwrap();
        }
        for (name, content) in made {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        return;
    }
    let mut committed = read(&folder);
    committed.retain(|name, _| is_ours(name));
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(made), "in {}", folder.display());
    for (name, content) in made {
        assert!(
            committed[name] == *content,
            "{}/{name} is not what the code makes; BITACORA_REWRITE=1 cargo test generated writes it",
            folder.display()
        );
    }
}

fn pages(command: &clap::Command, name: &str, made: &mut Files) {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone().name(name.to_owned()))
        .title(name.to_uppercase())
        .render(&mut page)
        .unwrap();
    made.insert(format!("{name}.1"), page);
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        if sub.get_name() != "help" {
            pages(sub, &format!("{name}-{}", sub.get_name()), made);
        }
    }
}

/// The pages that no command makes, which the first page names.
fn see_also() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let names = fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<(String, String)> = names
        .filter_map(|name| {
            let (page, section) = name.rsplit_once('.')?;
            Some((section.to_owned(), page.to_owned()))
        })
        .filter(|(section, _)| section != "1")
        .collect();
    pages.sort();
    let lines = pages
        .iter()
        .map(|(section, page)| format!(".BR {page} ({section})"));
    let lines: Vec<String> = lines.collect();
    format!(".SH \"SEE ALSO\"\n{}\n", lines.join(",\n"))
}

#[test]
fn the_man_pages_are_those_of_the_code() {
    let mut command = bitacora::commands::command();
    command.build();
    let mut made = Files::new();
    pages(&command, "bitacora", &mut made);
    let first = made.get_mut("bitacora.1").unwrap();
    first.extend(see_also().into_bytes());
    compare("man", &made, |name| name.ends_with(".1"));
}

/// The part of a ticket's page that tells of events and their details.
fn events() -> String {
    let mut text = String::from(".SS Events\n");
    for name in Name::ALL {
        let row = name.row().unwrap();
        let _ = write!(text, ".TP\n.B {name}\n{}\n", name.about());
        let details: Vec<&str> = row.details.iter().map(Detail::as_str).collect();
        if !details.is_empty() {
            let _ = write!(text, "With\n.BR {} .\n", details.join(" \", \" "));
        }
    }
    let mut these = |is_meant: &dyn Fn(&Row) -> bool, does: &str| {
        let names = Name::ALL.iter();
        let names = names.filter(|name| is_meant(name.row().unwrap()));
        let names: Vec<&str> = names.map(Name::as_str).collect();
        let _ = write!(text, ".PP\n.BR {}\n{does}\n", names.join(" \", \" "));
    };
    for (on_clocks, does) in [
        (OnClocks::Starts, "starts the clocks."),
        (
            OnClocks::Nothing,
            "touch no clock, but for a message that they carry.",
        ),
        (
            OnClocks::Onward,
            "change nothing of what had come of a clock before them.",
        ),
        (
            OnClocks::Attends,
            "say that somebody is on it, which some contracts take for a response.",
        ),
        (OnClocks::Judges, "say anew what the ticket is."),
        (OnClocks::GivesUp, "gives a target up."),
        (
            OnClocks::StartsEarlier,
            "lets the clocks start at the contact of the other ticket.",
        ),
        (
            OnClocks::Past,
            "and events that the program does not know may change anything.",
        ),
    ] {
        these(&|row| row.on_clocks == on_clocks, does);
    }
    these(
        &|row| row.is_public,
        "may be told to the requester, but for one with an internal message.",
    );
    for (details, of) in [
        (Detail::OF_A_MESSAGE, "An event that carries a message has"),
        (
            Detail::OF_A_HISTORY,
            "An event of a foreign history may have",
        ),
    ] {
        let details: Vec<&str> = details.iter().map(Detail::as_str).collect();
        let _ = write!(text, ".PP\n{of}\n.BR {} .\n", details.join(" \", \" "));
    }
    text.push_str(".SS Details\n");
    for detail in Detail::ALL {
        let _ = write!(text, ".TP\n.B {}\n{}\n", detail.as_str(), detail.about());
    }
    text
}

/// The part of a ticket's page that tells of fields, and of how a query compares them.
fn fields() -> String {
    let mut text = String::from(".SS Fields\n");
    for Field {
        name,
        about,
        shape,
        alias,
        ..
    } in FIELDS
    {
        let _ = write!(text, ".TP\n.B {name}\n{about}\n");
        if let Shape::Word(words) = shape {
            let _ = write!(text, "One of\n.BR {} .\n", words.join(" \", \" "));
        }
        if let Some(alias) = alias {
            let _ = write!(text, "In a query also\n.BR {alias} .\n");
        }
    }
    text.push_str(".PP\nA query compares\n");
    for (shapes, how) in [
        (&[Shape::Instant, Shape::Day][..], "as dates,"),
        (&[Shape::Number], "as numbers,"),
        (&[Shape::Duration], "as durations,"),
        (&[Shape::Priority], "by its number, and"),
        (
            &[Shape::Level(Scale::Impact), Shape::Level(Scale::Urgency)],
            "by how severe they are in\n.BR bitacora.yaml .",
        ),
        (
            &[Shape::Text],
            "hold in a query when they contain what is asked for; no other has an order.",
        ),
    ] {
        let fields = FIELDS.iter().filter(|field| shapes.contains(&field.shape));
        let names: Vec<&str> = fields.map(|field| field.name).collect();
        let _ = write!(text, ".BR {}\n{how}\n", names.join(" \", \" "));
    }
    text
}

#[test]
fn the_page_of_a_tickets_file_tells_of_every_field_event_and_detail() {
    let page = fs::read_to_string(root().join("man/bitacora-ticket.5")).unwrap();
    let (before, after) = page.split_once(".SS Fields\n").unwrap();
    let (_, after) = after.split_once(".SH TIMELINE\n").unwrap();
    let (between, after) = after.split_once(".SS Events\n").unwrap();
    let (_, after) = after.split_once(".SH BODY\n").unwrap();
    let (fields, events) = (fields(), events());
    let made = format!("{before}{fields}.SH TIMELINE\n{between}{events}.SH BODY\n{after}");
    let made = Files::from([("bitacora-ticket.5".to_owned(), made.into_bytes())]);
    compare("man", &made, |name| name == "bitacora-ticket.5");
}

#[test]
fn every_command_has_help_that_begins_with_a_sentence() {
    let mut command = bitacora::commands::command();
    command.build();
    let mut commands = vec![command];
    while let Some(command) = commands.pop() {
        let about = command.get_about().map(ToString::to_string);
        let about = about.unwrap_or_default();
        assert!(!about.is_empty(), "{} says nothing", command.get_name());
        assert!(!about.ends_with('.'), "{}: {about}", command.get_name());
        commands.extend(command.get_subcommands().cloned());
    }
}

#[test]
fn no_argument_of_a_command_takes_the_place_of_a_global_one() {
    let command = bitacora::commands::command();
    let global: Vec<&str> = command
        .get_arguments()
        .filter(|argument| argument.is_global_set())
        .map(|argument| argument.get_id().as_str())
        .collect();
    assert!(global.contains(&"format"));
    let mut commands: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    while let Some(command) = commands.pop() {
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            assert!(!global.contains(&id), "{}: {id}", command.get_name());
        }
        commands.extend(command.get_subcommands().cloned());
    }
}

fn bitacora(folder: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_bitacora"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("BITACORA_NOW", "2026-11-21T12:00:00-05:00")
        .output()
        .unwrap()
}

/// The example store, made again in a folder of its own.
fn example() -> tempfile::TempDir {
    let folder = temporary();
    let run = bitacora(folder.path(), &["init", "--example", "store"]);
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    folder
}

#[test]
fn the_example_store_is_what_its_session_makes_and_passes_check() {
    let folder = example();
    let store = folder.path().join("store");
    let run = bitacora(&store, &["check"]);
    assert_eq!(String::from_utf8_lossy(&run.stdout), "");
    assert_eq!(run.status.code(), Some(0));
    let mut made = read(&store);
    made.retain(|name, _| !name.starts_with(".git"));
    let made_here = |name: &str| name.starts_with("tickets/") || name.starts_with("faq/");
    made.retain(|name, _| made_here(name));
    compare("tickets-example", &made, made_here);
}

#[test]
fn the_reports_of_the_example_are_the_committed_ones() {
    let folder = example();
    let store = folder.path().join("store");
    let mut made = Files::new();
    for report in [
        "summary",
        "volume",
        "backlog",
        "compliance",
        "times",
        "channels",
        "workload",
        "quality",
        "recurrence",
        "inflation",
        "customer coop-andina",
    ] {
        for format in ["table", "es", "json", "csv", "markdown"] {
            // The example's desk speaks Spanish; its reports are kept in both.
            let (format, lang, ending) = match format {
                "es" => ("table", "es", "es.table"),
                format => (format, "en", format),
            };
            let mut arguments = vec!["report"];
            arguments.extend(report.split(' '));
            arguments.extend(["--period", "2026-11", "--format", format, "--lang", lang]);
            let mut run = bitacora(&store, &arguments);
            let report = report.split(' ').next().unwrap();
            assert_eq!(run.status.code(), Some(0), "{report} {format}");
            if format == "json" {
                // The commit read is the one thing that differs between two stores.
                let mut document: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
                assert!(document["commit"].take().is_string());
                run.stdout = serde_json::to_vec_pretty(&document).unwrap();
            }
            made.insert(format!("{report}.{ending}"), run.stdout);
        }
    }
    compare("tests/it/reports", &made, |_| true);
}

/// `source: FILE` at the head of a snapshot says which test it is of.
#[test]
fn every_snapshot_is_of_a_test_that_is_there() {
    let mut found = 0;
    for folder in ["src", "tests"] {
        for (name, text) in read(&root().join(folder)) {
            let Some(name) = name.strip_suffix(".snap") else {
                continue;
            };
            let snapshot = String::from_utf8(text).unwrap();
            let mut lines = snapshot.lines();
            let source = lines.find_map(|line| line.strip_prefix("source: "));
            let code = fs::read_to_string(root().join(source.unwrap())).unwrap();
            let test = name.rsplit("__").next().unwrap();
            // The second of a test ends in -2.
            let test = test.split('-').next().unwrap();
            assert!(code.contains(&format!("fn {test}() {{")), "{name}");
            found += 1;
        }
    }
    assert!(found > 0, "no snapshot was found");
}
