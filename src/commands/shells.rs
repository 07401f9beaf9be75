//! What TAB puts on a command line.
//!
//! Candidates are text of the store and names of files around it: whoever wrote
//! them must not have the shell of whoever presses TAB run them. Every
//! candidate of every completer comes through here, is quoted for the shell
//! that asks, and is left out where that cannot be done.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;

use clap_complete::CompleteEnv;
use clap_complete::engine::complete;
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use crate::render::untrusted::{is_harmless, single_line};

/// Answers a shell that asks for candidates or for its script; false when none
/// asks.
///
/// # Errors
///
/// What standard output says, and a shell that is not known.
pub fn answer() -> anyhow::Result<bool> {
    let here = std::env::current_dir().ok();
    let answered = CompleteEnv::with_factory(super::command)
        .shells(Shells(&SHELLS))
        .try_complete(std::env::args_os(), here.as_deref());
    answered.map_err(|error| {
        let text = error.to_string();
        anyhow::anyhow!("{}", text.trim_start_matches("error: ").trim_end())
    })
}

const SHELLS: [&dyn EnvCompleter; 5] = [
    &Careful {
        shell: &Bash,
        quote: for_bash,
        manner: Manner::Values,
    },
    // These three quote by themselves what they insert.
    &Careful {
        shell: &Elvish,
        quote: as_it_is,
        manner: Manner::Values,
    },
    &Careful {
        shell: &Fish,
        quote: as_it_is,
        manner: Manner::Tabs,
    },
    &Careful {
        shell: &Zsh,
        quote: as_it_is,
        manner: Manner::Colons,
    },
    &Careful {
        shell: &Powershell,
        quote: for_powershell,
        manner: Manner::Tabs,
    },
];

/// A shell whose candidates are quoted.
struct Careful {
    shell: &'static dyn EnvCompleter,
    quote: fn(&str) -> Option<String>,
    manner: Manner,
}

/// How a shell's script reads candidates and what they mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Values alone, between separators that it names.
    Values,
    /// A line each, the meaning after a tab.
    Tabs,
    /// The meaning after a colon, between separators that it names.
    Colons,
}

impl EnvCompleter for Careful {
    fn name(&self) -> &'static str {
        self.shell.name()
    }

    fn is(&self, name: &str) -> bool {
        self.shell.is(name)
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        program: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if self.shell.is("bash") {
            let completer = shell_words::quote(completer);
            return out.write_all(bash_script(variable, program, &completer).as_bytes());
        }
        self.shell
            .write_registration(variable, name, program, completer, out)
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        mut words: Vec<OsString>,
        here: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let place = match self.manner {
            Manner::Tabs => words.len().saturating_sub(1),
            Manner::Values | Manner::Colons => variable("_CLAP_COMPLETE_INDEX")
                .and_then(|place| place.parse().ok())
                .unwrap_or_default(),
        };
        if words.len() == place {
            words.push(OsString::new());
        }
        // Outside Windows PowerShell too evaluates what stands on the line.
        if let Some(word) = words.get_mut(place)
            && !self.shell.is("powershell")
            && let Some(typed) = word.to_str()
        {
            *word = unquoted(typed).into();
        }
        let separator = match self.manner {
            Manner::Tabs => "\n".to_owned(),
            Manner::Values | Manner::Colons => {
                variable("_CLAP_IFS").unwrap_or_else(|| "\n".to_owned())
            }
        };
        let flags = flags(command);
        let mut shown = Vec::new();
        for candidate in complete(command, words, place, here)? {
            let Some(value) = harmless(candidate.get_value(), &flags) else {
                continue;
            };
            let Some(mut line) = (self.quote)(value) else {
                continue;
            };
            let meaning = candidate.get_help().map(ToString::to_string);
            let meaning = meaning.as_deref().and_then(|text| text.lines().next());
            let meaning = meaning.map(single_line).filter(|text| !text.is_empty());
            if self.manner == Manner::Colons {
                line = line.replace('\\', "\\\\").replace(':', "\\:");
            }
            match (self.manner, meaning) {
                (Manner::Tabs, Some(meaning)) => line.extend(["\t", &meaning]),
                (Manner::Colons, Some(meaning)) => {
                    line.extend([":", &meaning.replace('\\', "\\\\")]);
                }
                _ => {}
            }
            shown.push(line);
        }
        out.write_all(shown.join(&separator).as_bytes())
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The candidate, if it is a text without anything that a terminal obeys or
/// nobody sees. What begins with a hyphen is a flag of ours or the name of a file
/// that would be read as one.
fn harmless<'a>(candidate: &'a OsStr, flags: &[String]) -> Option<&'a str> {
    let text = candidate.to_str()?;
    let flag = text.split('=').next().unwrap_or(text);
    let is_ours = !text.starts_with('-') || flags.iter().any(|known| known == flag);
    (is_ours && is_harmless(text)).then_some(text)
}

/// Every flag of the command line, as it is typed.
fn flags(command: &clap::Command) -> Vec<String> {
    let mut found = vec!["-".to_owned(), "--".to_owned()];
    for argument in command.get_arguments() {
        let long = argument.get_long_and_visible_aliases().unwrap_or_default();
        found.extend(long.iter().map(|long| format!("--{long}")));
        let short = argument.get_short_and_visible_aliases();
        let short = short.unwrap_or_default();
        found.extend(short.iter().map(|short| format!("-{short}")));
    }
    found.extend(command.get_subcommands().flat_map(flags));
    found
}

/// What is typed of a word, without the quoting: candidates are compared with
/// what they will be.
fn unquoted(typed: &str) -> String {
    let mut plain = String::with_capacity(typed.len());
    let mut quote = None;
    let mut letters = typed.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', None | Some('"')) => plain.extend(letters.next()),
            ('"' | '\'', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            (letter, _) => plain.push(letter),
        }
    }
    plain
}

#[allow(clippy::unnecessary_wraps)] // One shape for all shells.
fn as_it_is(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// With a backslash before each ASCII character that could mean something:
/// alone it is the text, and behind a quote that is open already it runs
/// nothing either, which no pair of quotes would hold.
#[allow(clippy::unnecessary_wraps)] // One shape for all shells.
fn for_bash(text: &str) -> Option<String> {
    let mut quoted = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_plain =
            !letter.is_ascii() || letter.is_ascii_alphanumeric() || "_-./:=+,%@".contains(letter);
        if !is_plain {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    Some(quoted)
}

/// Between single quotes, where nothing is evaluated. Left out is what older
/// versions take apart again on its way to a program (a double quote, a
/// backslash at the end), and the typographic quotes that PowerShell takes for
/// single ones.
fn for_powershell(text: &str) -> Option<String> {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-./:=".contains(letter);
    if text.chars().all(is_plain) {
        return Some(text.to_owned());
    }
    let is_quote = |letter: char| "\"\u{2018}\u{2019}\u{201a}\u{201b}".contains(letter);
    if text.chars().any(is_quote) || text.ends_with('\\') {
        return None;
    }
    Some(format!("'{}'", text.replace('\'', "''")))
}

/// As the crate's script, but what comes back is read and not expanded: a
/// candidate is no pattern of file names.
fn bash_script(variable: &str, program: &str, completer: &str) -> String {
    let function = program.replace('-', "_");
    format!(
        r#"_clap_complete_{function}() {{
    local words=("${{COMP_WORDS[@]}}")
    if [[ "${{BASH_VERSINFO[0]}}" -ge 4 ]]; then
        words[COMP_CWORD]="$2"
    fi
    local candidates
    COMPREPLY=()
    candidates=$( \
        _CLAP_IFS=$'\013' \
        _CLAP_COMPLETE_INDEX="${{COMP_CWORD}}" \
        {variable}="bash" \
        {completer} -- "${{words[@]}}" \
    ) || return
    IFS=$'\013' read -r -d '' -a COMPREPLY < <(printf '%s' "$candidates")
    if [[ "${{COMPREPLY-}}" =~ [=/:]$ ]]; then
        compopt -o nospace 2> /dev/null
    else
        compopt +o nospace 2> /dev/null
    fi
}}
if [[ "${{BASH_VERSINFO[0]}}" -eq 4 && "${{BASH_VERSINFO[1]}}" -ge 4 || "${{BASH_VERSINFO[0]}}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _clap_complete_{function} {program}
else
    complete -o nospace -o bashdefault -F _clap_complete_{function} {program}
fi
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts that a shell would run, expand, or take apart.
    const HOSTILE: [&str; 16] = [
        "$(touch${IFS}P)",
        "`touch P`",
        "a;touch P",
        "a|touch P",
        "a&touch P",
        "a>P",
        "'$(touch P)'",
        "\"$(touch P)\"",
        "it's $(touch P) isn't",
        "\\$(touch P)",
        "~root",
        "*",
        "{a,b}",
        "!!",
        "#x",
        "(touch P)",
    ];

    /// What bash makes of the line, each word ended by a NUL.
    fn words_of_bash(line: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let script = format!("set -H; printf '%s\\0' {line}");
        let output = std::process::Command::new("bash")
            .args(["--norc", "-c", &script])
            .current_dir(&folder)
            .output()
            .unwrap();
        let made = std::fs::read_dir(&folder).unwrap().count();
        assert_eq!(made, 0, "{line} was run");
        let text = String::from_utf8(output.stdout).unwrap();
        text.split_terminator('\0').map(str::to_owned).collect()
    }

    #[test]
    fn bash_reads_a_candidate_as_the_text_that_it_is() {
        for text in HOSTILE
            .into_iter()
            .chain(["Facturación electrónica", "a\\"])
        {
            let quoted = for_bash(text).unwrap();
            assert_eq!(words_of_bash(&quoted), [text], "{quoted}");
            assert_eq!(unquoted(&quoted), text);
        }
        assert_eq!(for_bash("status:open").unwrap(), "status:open");
        assert_eq!(for_bash("INC-261122-K7F4Q").unwrap(), "INC-261122-K7F4Q");
    }

    #[test]
    fn a_candidate_behind_an_open_quote_of_bash_runs_nothing_either() {
        for text in HOSTILE {
            let quoted = for_bash(text).unwrap();
            for line in [
                format!("'{quoted}'"),
                format!("\"{quoted}\""),
                format!("'{quoted}"),
                format!("\"{quoted}"),
            ] {
                words_of_bash(&line);
            }
        }
    }

    #[test]
    fn powershell_reads_a_candidate_between_single_quotes_or_not_at_all() {
        for (text, quoted) in [
            ("INC-261122-K7F4Q", Some("INC-261122-K7F4Q")),
            ("$(x)", Some("'$(x)'")),
            ("it's", Some("'it''s'")),
            ("a b", Some("'a b'")),
            ("a,b", Some("'a,b'")),
            ("a\u{2019};x", None),
            ("a\" --no-verify \"b", None),
            ("a b\\", None),
        ] {
            assert_eq!(for_powershell(text).as_deref(), quoted);
        }
    }

    #[test]
    fn what_nobody_sees_and_flags_that_are_none_are_no_candidates() {
        let flags = flags(&super::super::command());
        for text in [
            "a\u{1b}[31m",
            "a\nb",
            "a\u{202e}b",
            "a\tb",
            "--exec=x",
            "-x",
        ] {
            assert_eq!(harmless(OsStr::new(text), &flags), None, "{text:?}");
        }
        for text in ["--service=x", "-m", "billing", "--at-commit", "Facturación"] {
            assert_eq!(harmless(OsStr::new(text), &flags), Some(text));
        }
    }

    #[test]
    fn what_is_typed_is_compared_without_its_quotes() {
        for (typed, plain) in [
            ("Facturaci\\ ", "Facturaci "),
            ("'a b", "a b"),
            ("\"a \\$", "a $"),
            ("a\\", "a"),
            ("it\\'s", "it's"),
        ] {
            assert_eq!(unquoted(typed), plain);
        }
    }
}
