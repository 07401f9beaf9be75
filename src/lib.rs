//! An incident desk whose database is a git repository.
//!
//! Each incident is a Markdown file with YAML front matter; each command
//! changes such files and commits, so the history is the audit log.
//!
//! `docs/architecture.md` shows the floors, and follows a command and a report from
//! the command line to the disk. A program that reads a store begins with
//! [`desk::books::Books`].

#[cfg(windows)]
compile_error!("bitacora does not build for Windows yet: its write path has no tests there.");

pub mod commands;
pub mod core;
pub mod desk;
pub mod error;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
pub mod index;
pub mod render;
pub mod store;

use std::any::Any;
use std::ffi::OsString;
use std::panic;
use std::process::ExitCode;

use std::io::{self, IsTerminal as _};

use render::Role;
use render::stream::{self, Form};
use render::untrusted::single_line;

/// Runs the program on the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(say_broken));
    let arguments: Vec<OsString> = std::env::args_os().collect();
    // A fault of ours is said by the hook, and ends like any other failure.
    let ended = panic::catch_unwind(|| answered(&arguments));
    code(ended.unwrap_or(error::ExitCode::CouldNot))
}

fn answered(arguments: &[OsString]) -> error::ExitCode {
    if let Err(error) = commands::take_zones() {
        complain(&error, false, &render::Style::default());
        return error::code(&error);
    }
    match commands::complete() {
        Ok(false) => {}
        Ok(true) => return error::ExitCode::Done,
        Err(error) if error::is_closed_pipe(&error) => return error::ExitCode::Done,
        Err(error) => {
            complain(&error, false, &render::Style::default());
            return error::ExitCode::CouldNot;
        }
    }
    let ran = match commands::run(arguments.iter().cloned()) {
        Ok(ran) => ran,
        Err(error) => return told(&error, arguments),
    };
    match ran.result {
        Ok(()) => error::ExitCode::Done,
        Err(error) if error::is_closed_pipe(&error) => error::ExitCode::Done,
        Err(error) => {
            complain(&error, ran.as_json, &ran.style);
            error::code(&error)
        }
    }
}

/// What clap has to say: the help that was asked for, or what is wrong with the
/// command line.
fn told(error: &clap::Error, arguments: &[OsString]) -> error::ExitCode {
    let wanted = commands::wanted(arguments);
    if error.use_stderr() {
        let is_terminal = io::stderr().is_terminal();
        let style = commands::stream_style(wanted.color, is_terminal);
        let unread = arguments
            .iter()
            .find(|argument| argument.to_str().is_none());
        if let (clap::error::ErrorKind::InvalidUtf8, Some(unread)) = (error.kind(), unread) {
            let what = format!("`{}` is not UTF-8", unread.display());
            let usage = core::told::Usage::new(what, "iconv -t UTF-8 converts it");
            complain(&usage.into(), wanted.json, &style);
            return error::ExitCode::Usage;
        }
        complain_of_usage(error, wanted, &style);
        return error::ExitCode::Usage;
    }
    let style = commands::stream_style(wanted.color, io::stdout().is_terminal());
    let text = error.render();
    let text = if style.color {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    match stream::answer(&text, Form::Text { color: style.color }).map_err(anyhow::Error::from) {
        Err(unwritten) if !error::is_closed_pipe(&unwritten) => {
            complain(&unwritten, wanted.json, &style);
            error::ExitCode::CouldNot
        }
        _ => error::ExitCode::Done,
    }
}

/// A command line that cannot be read: as clap words it, or all of it as one
/// JSON object.
fn complain_of_usage(error: &clap::Error, wanted: commands::Wanted, style: &render::Style) {
    if wanted.json {
        let mistake = commands::mistake(error);
        say_json(&render::schema::Error {
            code: error::ExitCode::Usage as u8,
            error: mistake.line,
            hint: Some(mistake.hint),
            mistake: mistake.mistaken,
        });
        return;
    }
    let painted = |line: &str| {
        let words = [
            ("error:", Role::Error),
            ("  tip:", Role::Hint),
            ("Usage:", Role::Heading),
        ];
        let word = words.iter().find(|(word, _)| line.starts_with(word));
        word.map_or(line.to_owned(), |(word, role)| {
            style.paint(*role, word).into_owned() + &line[word.len()..]
        })
    };
    let text = error.render().to_string();
    let text = render::untrusted::block(&text);
    let lines = text.lines().map(|line| painted(line) + "\n");
    stream::say(
        &lines.collect::<String>(),
        Form::Text { color: style.color },
    );
}

/// A fault of the program itself.
fn say_broken(broken: &panic::PanicHookInfo<'_>) {
    let said = |payload: &dyn Any| {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned());
        text.or_else(|| payload.downcast_ref::<String>().cloned())
    };
    let text = said(broken.payload()).unwrap_or_default();
    let place = broken.location().map_or(String::new(), ToString::to_string);
    let text = format!(
        "error: the program is at fault: {} ({place})\n\
         hint: what was committed is whole, `git status` shows the rest; please report this line and what you typed\n",
        single_line(&text)
    );
    stream::say(&text, Form::Text { color: false });
}

fn code(code: error::ExitCode) -> ExitCode {
    ExitCode::from(code as u8)
}

fn say_json(error: &render::schema::Error) {
    let mut text = Vec::new();
    if let Ok(document) = render::document(&render::schema::ERROR, error) {
        let _ = render::write_escaped(&document, &mut text);
    }
    stream::say(&String::from_utf8_lossy(&text), Form::Json);
}

/// Says what went wrong and what to type next: as text, or as one JSON object
/// for scripts that asked for JSON.
fn complain(error: &anyhow::Error, as_json: bool, style: &render::Style) {
    let line = error::line(error);
    if line.is_empty() {
        return;
    }
    let hint = error::hint(error);
    if as_json {
        say_json(&render::schema::Error {
            code: error::code(error) as u8,
            error: line,
            hint,
            ..render::schema::Error::default()
        });
        return;
    }
    // A malformed file is named first on its line, so that editors jump to it.
    let is_fault = error::code(error) == error::ExitCode::Invalid;
    let word = style.paint(Role::Error, "error:");
    let mut text = if is_fault {
        format!("{}\n", single_line(&line))
    } else {
        format!("{word} {}\n", single_line(&line))
    };
    for hint in hint.iter().flat_map(|hint| hint.lines()) {
        let word = style.paint(Role::Hint, "hint:");
        text.extend([&*word, " ", &*single_line(hint), "\n"]);
    }
    stream::say(&text, Form::Text { color: style.color });
}
