//! `bitacora list -tag:complaint`: a term of a query that begins with a hyphen.

use std::ffi::OsString;

/// The commands that take a query so.
const QUERYING: [&str; 2] = ["list", "search"];

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
                if !QUERYING.contains(&text.as_ref()) {
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

/// Whether the word after this one belongs to it.
fn takes_value(text: &str, command: &clap::Command) -> bool {
    let own = command.get_arguments();
    let querying = QUERYING.iter();
    let querying = querying.filter_map(|name| command.find_subcommand(name));
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
            ("b note list -m -list", "b note list -m -list"),
            ("b --help", "b --help"),
        ] {
            assert_eq!(moved(typed), read);
        }
    }
}
