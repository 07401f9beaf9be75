//! An incident desk whose database is a git repository.
//!
//! Each incident is a Markdown file with YAML front matter; each command
//! changes such files and commits, so the history is the audit log.
//!
//! Imports point down only, and a test reads the sources to keep it so:
//!
//! ```text
//! main, lib      argv in, exit code out
//! commands       one file per subcommand: Args (its doc comments are the help) and run
//! desk           one invocation: store + policy + who + when; the one way in and out for commands
//! store          files, front matter, git        index   derived SQLite tables        render   text, CSV, JSON, Markdown
//! core           tickets, lifecycle, priority, calendars, query, reports, FAQ: pure, no I/O, no clock
//! ```

#[cfg(windows)]
compile_error!("bitacora does not build for Windows yet: its write path has no tests there.");

pub mod commands;
pub mod core;
pub mod desk;
pub mod error;
pub mod index;
pub mod render;
pub mod store;

use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use render::Role;
use render::untrusted::single_line;

/// Runs the program on the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    match commands::complete() {
        Ok(false) => {}
        Ok(true) => return code(error::ExitCode::Done),
        Err(error) => {
            complain(&error, false, &render::Style::default());
            return code(error::ExitCode::CouldNot);
        }
    }
    let ran = match commands::run(std::env::args_os()) {
        Ok(ran) => ran,
        Err(error) => {
            if error.use_stderr() && wants_json() {
                return complain_of_usage(&error);
            }
            // clap prints help on standard output and mistakes on standard
            // error; a pipe that is closed before it is done is no error.
            return code(match error.print() {
                Err(unwritten) if unwritten.kind() != ErrorKind::BrokenPipe => {
                    complain(&unwritten.into(), false, &render::Style::default());
                    error::ExitCode::CouldNot
                }
                _ if error.use_stderr() => error::ExitCode::Usage,
                _ => error::ExitCode::Done,
            });
        }
    };
    match ran.result {
        Ok(()) => code(error::ExitCode::Done),
        Err(error) if error::is_closed_pipe(&error) => code(error::ExitCode::Done),
        Err(error) => {
            complain(&error, ran.as_json, &ran.style);
            code(error::code(&error))
        }
    }
}

/// Whether the command line asks for JSON, as far as that can be told of one
/// that cannot be read.
fn wants_json() -> bool {
    let words: Vec<String> = std::env::args().collect();
    let is_json = |word: &str| matches!(word, "json" | "jsonl");
    let pairs = words.windows(2);
    pairs
        .into_iter()
        .any(|pair| pair[0] == "--format" && is_json(&pair[1]))
        || words
            .iter()
            .any(|word| word.strip_prefix("--format=").is_some_and(is_json))
}

/// A command line that cannot be read, for scripts that asked for JSON.
fn complain_of_usage(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    let usage = error::Usage {
        what: line.trim_start_matches("error: ").to_owned(),
        hint: Some("bitacora help shows the commands, COMMAND --help their flags".to_owned()),
    };
    complain(&usage.into(), true, &render::Style::default());
    code(error::ExitCode::Usage)
}

fn code(code: error::ExitCode) -> ExitCode {
    ExitCode::from(code as u8)
}

/// Says what went wrong and what to type next: as text, or as one JSON object
/// for scripts that asked for JSON.
fn complain(error: &anyhow::Error, as_json: bool, style: &render::Style) {
    let line = error::line(error);
    if line.is_empty() {
        return;
    }
    let hint = error::hint(error);
    let mut out = std::io::stderr().lock();
    if as_json {
        let document = serde_json::json!({
            "schema": "bitacora/error/1",
            "code": error::code(error) as u8,
            "error": line,
            "hint": hint,
        });
        let _ = render::write_escaped(&document.to_string(), &mut out);
        return;
    }
    // A malformed file is named first on its line, so that editors jump to it.
    let is_fault = error::code(error) == error::ExitCode::Invalid;
    let word = style.paint(Role::Error, "error:");
    let _ = if is_fault {
        writeln!(out, "{}", single_line(&line))
    } else {
        writeln!(out, "{word} {}", single_line(&line))
    };
    for hint in hint.iter().flat_map(|hint| hint.lines()) {
        let word = style.paint(Role::Hint, "hint:");
        let _ = writeln!(out, "{word} {}", single_line(hint));
    }
}
