//! `bitacora list -tag:complaint`: a term of a query that begins with a hyphen,
//! and `list --status open`, a field that is taken for a flag.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::core::query;

use super::ROWS;
use super::flags::unexpected;
use super::verb::Row;

/// Whether a word is a command that takes a query so.
fn is_querying(word: &str) -> bool {
    Row::find(ROWS, word).is_some_and(Row::queries)
}

/// A command line of one of them with the opposites behind a `--`. clap would take
/// them for flags; were it told not to, it would take the flags that follow a
/// query for text to look for.
pub(super) fn last(arguments: Vec<OsString>, command: &clap::Command) -> Vec<OsString> {
    let mut flags = Vec::new();
    let mut terms = Vec::new();
    let mut arguments = arguments.into_iter();
    flags.extend(arguments.next());
    let mut is_list = false;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        if text == "--" {
            terms.extend(arguments.by_ref());
        } else if takes_value(&text, command) {
            flags.push(argument);
            flags.extend(arguments.next());
        } else if is_list && is_opposite(&text) {
            terms.push(argument);
        } else {
            if !is_list && !text.starts_with('-') {
                if !is_querying(&text) {
                    flags.push(argument);
                    flags.extend(arguments);
                    return flags;
                }
                is_list = true;
            }
            flags.push(argument);
        }
    }
    if !terms.is_empty() {
        flags.push("--".into());
        flags.extend(terms);
    }
    flags
}

/// What is wrong with a command line of one of them: a field is no flag, and how
/// a query asks for it.
pub(super) fn explained(
    error: clap::Error,
    arguments: &[OsString],
    command: &clap::Command,
) -> clap::Error {
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    let name = flag
        .trim_start_matches('-')
        .split('=')
        .next()
        .unwrap_or_default();
    if error.kind() != ErrorKind::UnknownArgument
        || !flag.starts_with("--")
        || !query::is_name(name)
    {
        return error;
    }
    let words: Vec<_> = arguments
        .iter()
        .map(|word| word.to_string_lossy())
        .collect();
    let Some(querying) = words.iter().find(|word| is_querying(word)) else {
        return error;
    };
    let mut after = words
        .iter()
        .skip_while(|word| !word.starts_with(flag.as_str()));
    let typed = after.next().map(|typed| typed.split_once('='));
    let value = match typed {
        Some(Some((_, value))) => Some(value),
        _ => after
            .next()
            .map(|word| &**word)
            .filter(|word| !word.starts_with('-')),
    };
    let value = value.filter(|value| !value.is_empty() && !value.contains(char::is_whitespace));
    let value = value.unwrap_or("any");
    // A search wants a word beside it.
    let querying = if &**querying == "search" {
        "list"
    } else {
        &**querying
    };
    let tip = format!("bitacora {querying} {name}:{value} asks for it");
    let mut explained = unexpected(flag, command);
    let tip = ContextValue::StyledStrs(vec![tip.into()]);
    explained.insert(ContextKind::Suggested, tip);
    explained
}

/// Whether the word after this one belongs to it.
fn takes_value(text: &str, command: &clap::Command) -> bool {
    let own = command.get_arguments();
    let querying = command.get_subcommands();
    let querying = querying.filter(|command| is_querying(command.get_name()));
    own.chain(querying.flat_map(clap::Command::get_arguments))
        .filter(|flag| flag.get_action().takes_values())
        .any(|flag| {
            let short = flag.get_short().map(|letter| format!("-{letter}"));
            let long = flag.get_long().map(|name| format!("--{name}"));
            short.as_deref() == Some(text) || long.as_deref() == Some(text)
        })
}

/// `-tag:x`, `-freight`, `-"a text"`; not `-q`, `-C/srv/desk` or `--all`.
fn is_opposite(text: &str) -> bool {
    let Some(term) = text.strip_prefix('-') else {
        return false;
    };
    term.chars().count() > 1
        && !term.starts_with('C')
        && term.starts_with(|first: char| first.is_alphanumeric() || first == '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(line: &str) -> String {
        let words = line.split(' ').map(OsString::from).collect();
        let words = last(words, &super::super::command());
        let words: Vec<_> = words.iter().map(|word| word.to_str().unwrap()).collect();
        words.join(" ")
    }

    #[test]
    fn opposites_of_a_list_go_last_and_nothing_else_moves() {
        for (typed, read) in [
            ("b list -tag:x --all", "b list --all -- -tag:x"),
            (
                "b -C list --format csv list a -b:c -q -- -d",
                "b -C list --format csv list a -q -- -b:c -d",
            ),
            (
                "b list --sort -opened -text",
                "b list --sort -opened -- -text",
            ),
            ("b list --at -2h a", "b list --at -2h a"),
            ("b search a -to --limit 2", "b search a --limit 2 -- -to"),
            ("b sla -tag:x overdue", "b sla overdue -- -tag:x"),
            ("b next -tag:x --mine", "b next --mine -- -tag:x"),
            ("b note list -m -list", "b note list -m -list"),
            ("b --help", "b --help"),
        ] {
            assert_eq!(moved(typed), read);
        }
    }
}
