//! Every command line that a text of the program shows can be typed: in help, in
//! hints and errors, in reports in both languages, in the man pages written by
//! hand, in the README and `docs/`, and in the mappings that are shipped.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use walkdir::WalkDir;

use crate::readme::pages;

/// Where a sentence goes on behind a command line.
const PROSE: [&str; 24] = [
    "says",
    "shows",
    "show",
    "finds",
    "files",
    "lists",
    "makes",
    "goes",
    "keeps",
    "changes",
    "again",
    "or",
    "and",
    "is",
    "reads",
    "describes",
    "writes",
    "takes",
    "tells",
    "asks",
    "gives",
    "with",
    "then",
    "did",
];

/// Words behind the program's name that begin no command line.
const NO_COMMAND: [&str; 2] = ["journal", "does"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The texts of a source: its string literals, and its doc comments, of which
/// clap makes the help.
fn texts(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut found = Vec::new();
    let mut docs = String::new();
    let mut letters = code.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let rest = &code[at..];
        if rest.starts_with("//") {
            let line = rest.lines().next().unwrap();
            if let Some(text) = line.strip_prefix("///") {
                docs.push_str(text);
                docs.push(' ');
            }
            while letters
                .peek()
                .is_some_and(|(next, _)| *next < at + line.len())
            {
                letters.next();
            }
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            let text = raw.split("\"#").next().unwrap();
            found.push(text.to_owned());
            while letters
                .peek()
                .is_some_and(|(next, _)| *next < at + 5 + text.len())
            {
                letters.next();
            }
        } else if letter == '"' {
            let mut text = String::new();
            while let Some((_, letter)) = letters.next() {
                match letter {
                    '"' => break,
                    '\\' => match letters.next().map(|(_, escaped)| escaped) {
                        Some('n') => text.push('\n'),
                        Some('\n') => {
                            while letters.peek().is_some_and(|(_, next)| next.is_whitespace()) {
                                letters.next();
                            }
                        }
                        Some(escaped) => text.push(escaped),
                        None => break,
                    },
                    letter => text.push(letter),
                }
            }
            found.push(text);
        } else if letter == '\'' {
            // A character, or a lifetime.
            let is_character = rest[1..].starts_with('\\') || rest.chars().nth(2) == Some('\'');
            if is_character {
                let skipped = rest[1..].starts_with('\\');
                letters.next();
                if skipped {
                    letters.next();
                }
            }
        } else if !letter.is_whitespace() && !docs.is_empty() {
            found.push(std::mem::take(&mut docs));
        }
    }
    found.push(docs);
    found
}

/// What stands between backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The command lines of a text: what it quotes, and what stands bare where a
/// line, a sentence or an alternative begins.
fn shown(text: &str) -> Vec<String> {
    let mut found: Vec<String> = quoted(text)
        .into_iter()
        .filter(|span| !span.contains('\n'))
        .map(|span| span.strip_prefix("bitacora ").unwrap_or(span).to_owned())
        .filter(|span| span.contains(' ') && is_command(span.split(' ').next().unwrap()))
        .collect();
    let bare = text.split('\n').flat_map(|line| line.split("or bitacora "));
    for (place, piece) in bare.enumerate() {
        let piece = piece.trim_start_matches(['$', ' ']);
        let line = if place == 0 || piece.starts_with("bitacora ") {
            piece.strip_prefix("bitacora ")
        } else {
            Some(piece).filter(|_| text.contains("or bitacora "))
        };
        found.extend(line.map(str::to_owned));
    }
    found
}

fn is_command(word: &str) -> bool {
    let command = bitacora::commands::command();
    command
        .get_subcommands()
        .any(|known| known.get_name() == word)
}

/// The words of the command line at the beginning of a text, placeholders with a
/// value in their place; none where no command line is meant.
fn words(text: &str) -> Option<Vec<String>> {
    let end = text.find(['|', '>', ';', '#', '\n']).unwrap_or(text.len());
    let text = text[..end].split("&&").next().unwrap();
    let split =
        shell_words::split(text).unwrap_or_else(|_| text.split(' ').map(str::to_owned).collect());
    let mut words = Vec::new();
    for word in split {
        let plain = word.trim_end_matches([',', '.', ')', '`']);
        if plain.is_empty()
            || !words.is_empty() && PROSE.contains(&plain)
            || plain.starts_with(['[', '<', '('])
        {
            break;
        }
        // An opposite of a query, which is put behind the flags before they are read.
        let is_opposite = plain.starts_with('-')
            && plain[1..].starts_with(char::is_alphabetic)
            && plain.contains(':');
        if !is_opposite {
            words.push(filled(plain));
        }
        if plain.len() < word.len() && word.ends_with([',', ')']) {
            break;
        }
    }
    let first = words.first()?;
    let is_name = first.chars().all(|letter| letter.is_ascii_lowercase());
    (is_name && !NO_COMMAND.contains(&first.as_str())).then_some(words)
}

fn filled(word: &str) -> String {
    let is_placeholder = word.contains('{')
        || !word.is_empty() && word.chars().all(|letter| letter.is_ascii_uppercase());
    match word {
        "FORMAT" => "json".to_owned(),
        "SHELL" => "bash".to_owned(),
        "N" => "3".to_owned(),
        _ if is_placeholder => "K7F4Q".to_owned(),
        word => word.to_owned(),
    }
}

/// Why the line cannot be typed. That something is missing is no fault of a
/// text that only names a flag.
fn wrong(words: &[String]) -> Option<String> {
    let line = std::iter::once("bitacora".to_owned()).chain(words.iter().cloned());
    let error = bitacora::commands::command()
        .try_get_matches_from(line)
        .err()?;
    let is_short = matches!(
        error.kind(),
        ErrorKind::MissingRequiredArgument
            | ErrorKind::MissingSubcommand
            | ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let text = error.to_string();
    let lacks = is_short || text.contains("a value is required for");
    (!lacks).then(|| {
        format!(
            "bitacora {}: {}",
            words.join(" "),
            text.lines().next().unwrap()
        )
    })
}

/// Texts with where they stand.
fn all() -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let files = WalkDir::new(root.join("src"))
        .sort_by_file_name()
        .into_iter();
    for entry in files.map(Result::unwrap) {
        let path = entry.path();
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        if path.extension().is_some_and(|end| end == "rs")
            && !name.ends_with("tests.rs")
            && !name.contains("/tests/")
        {
            let source = fs::read_to_string(path).unwrap();
            found.extend(texts(&source).into_iter().map(|text| (name.clone(), text)));
        }
    }
    for name in pages() {
        let page = fs::read_to_string(root.join(&name)).unwrap();
        for (place, part) in page.split("```").enumerate() {
            if place % 2 == 0 {
                found.push((name.clone(), part.replace('\n', " ")));
            } else {
                let lines = part.lines().map(|line| {
                    line.trim_start_matches([' ', '-'])
                        .trim_start_matches("run: ")
                });
                found.extend(lines.map(|line| (name.clone(), line.to_owned())));
            }
        }
    }
    for folder in ["man", "mappings"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            // The pages of section 1 are made from the help.
            if !path.is_file() || name.ends_with(".1") {
                continue;
            }
            for line in fs::read_to_string(&path).unwrap().lines() {
                let line = line
                    .replace("\\-", "-")
                    .replace("\\fB", "")
                    .replace("\\fR", "");
                let line = line.trim_start_matches([' ', '#']);
                let line = match line.split_once(' ') {
                    Some((dot, rest)) if dot.starts_with('.') => rest.replace('"', ""),
                    _ => line.to_owned(),
                };
                found.push((name.clone(), line));
            }
        }
    }
    found
}

#[test]
fn every_command_line_inside_a_text_can_be_typed() {
    let mut wrongs = Vec::new();
    let mut lines = BTreeMap::<String, usize>::new();
    for (place, text) in all() {
        for line in shown(&text) {
            if let Some(words) = words(&line) {
                *lines.entry(place.clone()).or_default() += 1;
                wrongs.extend(wrong(&words).map(|why| format!("{place}: {why}")));
            }
        }
    }
    wrongs.sort();
    wrongs.dedup();
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
    let found: usize = lines.values().sum();
    assert!(found > 100 && lines.len() > 20, "{lines:?}");
}

/// Every flag of the command line.
fn flags(command: &clap::Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(clap::Arg::get_long);
    let mut found: BTreeSet<String> = own.map(str::to_owned).collect();
    found.extend(["help", "version"].map(str::to_owned));
    found.extend(command.get_subcommands().flat_map(flags));
    found
}

#[test]
fn every_flag_inside_a_text_is_one() {
    let mut known = flags(&bitacora::commands::command());
    // Of the bench, and of the profiler that goes with it.
    known.extend(["size", "rows", "rounds", "call-graph"].map(str::to_owned));
    let mut unknown = BTreeSet::new();
    let all = all();
    let pieces = all.iter().flat_map(|(place, text)| {
        let pieces = text.split('`');
        pieces.map(move |piece| (place, piece))
    });
    for (place, text) in pieces {
        // Those of other programs stand in their command lines.
        let others = ["git ", "cargo ", "iconv", "mkdir"];
        let is_other = others.iter().any(|name| text.contains(name));
        if is_other || place.starts_with("src/store/") {
            continue;
        }
        for (at, _) in text.match_indices("--") {
            let begins = at == 0 || text[..at].ends_with([' ', '(', '"']);
            let rest = &text[at + 2..];
            let end = rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '-');
            let flag = &rest[..end.unwrap_or(rest.len())];
            let is_flag = flag.starts_with(|letter: char| letter.is_ascii_lowercase());
            if begins && is_flag && !known.contains(flag) {
                unknown.insert(format!("{place}: --{flag}"));
            }
        }
    }
    assert_eq!(unknown, BTreeSet::new());
}

#[test]
fn a_command_line_that_cannot_be_typed_is_found() {
    for (text, fails) in [
        ("one `link --caused-by` names", true),
        ("one `link --as caused-by` names", false),
        ("bitacora opne TITLE files it", true),
        ("bitacora open TITLE files it", false),
        ("mend it, or bitacora show {id} --bogus shows it", true),
        ("`faq promote`, `report --fail-on`", false),
        ("a ticket is `open`, then it is `closed`", false),
    ] {
        let found = shown(text);
        let found = found.iter().filter_map(|line| words(line));
        let is_wrong = found.filter_map(|words| wrong(&words)).count() > 0;
        assert_eq!(is_wrong, fails, "{text}");
    }
}
