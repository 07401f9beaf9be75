//! A command line that cannot be read: what clap knows of it, as people and as
//! programs are told.

use std::ffi::OsString;

use crate::render::schema::Mistaken;
use crate::render::{ColorChoice, Format};
use clap::error::{ContextKind, ContextValue};

/// What a wrong command line lacks or has too much.
#[derive(Debug)]
pub struct Mistake {
    /// The first sentence, on one line, with the arguments it is about.
    pub line: String,
    /// The next thing to type.
    pub hint: String,
    /// Whatever else people are told, for programs.
    pub mistaken: Mistaken,
}

/// Takes apart what clap says.
#[must_use]
pub fn mistake(error: &clap::Error) -> Mistake {
    let text = error.render().to_string();
    let text = text.trim_start_matches("error: ");
    let mut lines = text.lines().map(str::trim);
    let mut line = lines.next().unwrap_or_default().to_owned();
    // What is missing stands on lines of its own.
    if line.ends_with(':') {
        let listed: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        line.extend([" ", &listed.join(", ")]);
    }
    let tips = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("tip: "));
    let tips: Vec<&str> = tips.collect();
    let usage = text.split_once("Usage: ").map(|(_, usage)| {
        let lines = usage.lines().map(str::trim);
        let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
        lines.join(" ")
    });
    let hint = match (&*tips, &usage) {
        ([], None) => "bitacora help shows the commands, COMMAND --help their flags".to_owned(),
        ([], Some(usage)) => usage.clone(),
        (tips, _) => tips.join("; "),
    };
    let mut mistaken = Mistaken {
        usage,
        ..Mistaken::default()
    };
    for (kind, value) in error.context() {
        let list = match kind {
            ContextKind::InvalidArg | ContextKind::PriorArg => &mut mistaken.arguments,
            ContextKind::InvalidValue | ContextKind::InvalidSubcommand => &mut mistaken.values,
            ContextKind::ValidValue | ContextKind::ValidSubcommand => &mut mistaken.possible,
            ContextKind::SuggestedArg
            | ContextKind::SuggestedValue
            | ContextKind::SuggestedSubcommand
            | ContextKind::SuggestedCommand
            | ContextKind::TrailingArg => &mut mistaken.suggested,
            _ => continue,
        };
        list.extend(words(value));
    }
    Mistake {
        line,
        hint,
        mistaken,
    }
}

fn words(value: &ContextValue) -> Vec<String> {
    match value {
        ContextValue::String(word) => vec![word.clone()],
        ContextValue::Strings(words) => words.clone(),
        ContextValue::StyledStr(text) => vec![text.to_string()],
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// How an error is wanted by a command line that cannot be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// As JSON.
    pub json: bool,
    /// `--color`.
    pub color: ColorChoice,
}

/// Looks for `--format` and `--color` where they can stand: before the command
/// or behind it, with `=` or a space, the last one wins; not in the value of
/// another flag, not behind `--`. Beginnings of a flag or of a value are taken
/// too, since what was meant is plain.
#[must_use]
pub fn wanted(arguments: &[OsString]) -> Wanted {
    let valued = with_values(&super::command());
    let mut wanted = Wanted::default();
    let mut words = arguments.iter().map(|word| word.to_string_lossy()).skip(1);
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        let (flag, value) = match word.split_once('=') {
            Some((flag, value)) => (flag.to_owned(), Some(value.to_owned())),
            None => (word.into_owned(), None),
        };
        let is = |name: &str| flag.len() > 3 && name.starts_with(&flag);
        if is("--format") || is("--color") {
            let value = value.or_else(|| Some(words.next()?.into_owned()));
            let value = value.unwrap_or_default().to_lowercase();
            if is("--format") {
                let json = [Format::Json, Format::Jsonl];
                let mut json = json.iter().map(|format| format.as_str());
                wanted.json = !value.is_empty() && json.any(|word| word.starts_with(&value));
            } else {
                wanted.color = match &*value {
                    "always" => ColorChoice::Always,
                    "never" => ColorChoice::Never,
                    _ => ColorChoice::Auto,
                };
            }
        } else if value.is_none() && valued.contains(&flag) {
            words.next();
        }
    }
    wanted
}

/// The flags of all commands behind which a value stands.
fn with_values(command: &clap::Command) -> Vec<String> {
    let own = command.get_arguments();
    let own = own.filter(|flag| flag.get_action().takes_values());
    let mut found: Vec<String> = own
        .flat_map(|flag| {
            let short = flag.get_short().map(|letter| format!("-{letter}"));
            let long = flag.get_long().map(|name| format!("--{name}"));
            short.into_iter().chain(long)
        })
        .collect();
    found.extend(command.get_subcommands().flat_map(with_values));
    found
}

#[cfg(test)]
mod tests {

    use super::*;

    fn said(line: &str) -> Mistake {
        let error = super::super::Cli::read(line.split(' ')).unwrap_err();
        mistake(&error)
    }

    #[test]
    fn a_mistake_keeps_all_that_people_are_told() {
        let missing = said("bitacora link INC-261122-WYP0P");
        assert_eq!(
            missing.line,
            "the following required arguments were not provided: --to <REF>, --as <RELATION>"
        );
        assert_eq!(
            missing.mistaken.arguments,
            ["--to <REF>", "--as <RELATION>"]
        );
        let usage = missing.mistaken.usage.unwrap();
        assert!(
            usage.starts_with("bitacora link --to <REF> --as "),
            "{usage}"
        );
        let value = said("bitacora list --color blue");
        assert_eq!(value.mistaken.values, ["blue"]);
        assert_eq!(value.mistaken.possible, ["auto", "always", "never"]);
        let flag = said("bitacora list --colr never");
        assert_eq!(flag.mistaken.arguments, ["--colr"]);
        assert_eq!(flag.mistaken.suggested, ["--color"]);
        assert_eq!(flag.hint, "a similar argument exists: '--color'");
        let command = said("bitacora opne x");
        assert_eq!(command.mistaken.values, ["opne"]);
        assert_eq!(command.mistaken.suggested, ["open"]);
    }

    #[test]
    fn json_is_wanted_where_the_flag_can_stand() {
        for (line, json) in [
            ("b --format json show --bogus", true),
            ("b show --bogus --format json", true),
            ("b -C x show --bogus --format=jsonl", true),
            ("b show --form js", true),
            ("b show --format json --format table", false),
            ("b show --format csv", false),
            ("b note x -m --format json", false),
            ("b note x -- --format json", false),
            ("b show --format", false),
            ("b show json", false),
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(wanted(&words).json, json, "{line}");
        }
    }
}
