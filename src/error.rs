//! Errors on their way out: what is printed, and the exit code.

use std::io;

use crate::core::calendar::NeverOpens;
use crate::core::fault::Fault;
use crate::core::query::QueryError;
use crate::core::refusal::Refusal;
use crate::core::report::NoSuchDimension;

use crate::core::sort::NoSuchOrder;
use crate::core::when::WhenError;
use crate::core::{duration::DurationError, period::PeriodError};
use crate::desk::DeskError;
use crate::store::StoreError;
use crate::store::git::GitError;
use crate::store::ticket_file::Unwritable;

/// What a run ends with. The numbers are a promise to scripts; the table is
/// in the README and in bitacora(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitCode {
    /// Done, or nothing to do.
    Done = 0,
    /// Could not: file system, git, network.
    CouldNot = 1,
    /// The command line is wrong.
    Usage = 2,
    /// A file of the store is not valid.
    Invalid = 3,
    /// A rule of the desk refuses it.
    Refused = 4,
    /// No such ticket, or more than one.
    NotFound = 5,
    /// A person must decide.
    Undecided = 6,
    /// The answer is no.
    No = 7,
}

/// The command line says something that cannot be meant; the text is a
/// sentence without its full stop.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Usage {
    /// What is wrong.
    pub what: String,
    /// The next thing to type.
    pub hint: Option<String>,
}

impl Usage {
    /// A wrong command line, and what to type instead.
    #[must_use]
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: Some(hint.into()),
        }
    }
}

/// The answer is no (exit 7); what was found has been printed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct AnswerIsNo(pub String);

/// Nothing more is to be said: it has been printed.
#[derive(Debug, thiserror::Error)]
#[error("")]
pub struct Silent(pub ExitCode);

/// Whether the reader of our output has gone: that is no error.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// The exit code of an error, by the kind of its cause.
#[must_use]
pub fn code(error: &anyhow::Error) -> ExitCode {
    for cause in error.chain() {
        if let Some(Silent(code)) = cause.downcast_ref() {
            return *code;
        }
        if cause.is::<AnswerIsNo>() {
            return ExitCode::No;
        }
        if cause.is::<Usage>()
            || cause.is::<QueryError>()
            || cause.is::<WhenError>()
            || cause.is::<DurationError>()
            || cause.is::<PeriodError>()
            || cause.is::<NoSuchOrder>()
            || cause.is::<NoSuchDimension>()
        {
            return ExitCode::Usage;
        }
        if cause.is::<Fault>() {
            return ExitCode::Invalid;
        }
        if cause.is::<Refusal>() || cause.is::<NeverOpens>() {
            return ExitCode::Refused;
        }
        if let Some(unwritable) = cause.downcast_ref::<Unwritable>() {
            return match unwritable {
                Unwritable::Refused(_) => ExitCode::Refused,
                Unwritable::Fault(_) => ExitCode::Invalid,
            };
        }
        if let Some(desk) = cause.downcast_ref::<DeskError>() {
            return desk.code();
        }
        if let Some(git) = cause.downcast_ref::<GitError>() {
            return match git {
                GitError::Fault(_) => ExitCode::Invalid,
                git if git.needs_person() => ExitCode::Undecided,
                _ => ExitCode::CouldNot,
            };
        }
    }
    ExitCode::CouldNot
}

/// The next thing to type.
#[must_use]
pub fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        let unwritable = |unwritable: &Unwritable| match unwritable {
            Unwritable::Refused(refusal) => refusal.hint(),
            Unwritable::Fault(fault) => fault.hint.clone(),
        };
        cause
            .downcast_ref::<Usage>()
            .and_then(|usage| usage.hint.clone())
            .or_else(|| cause.downcast_ref::<QueryError>()?.hint())
            .or_else(|| cause.downcast_ref::<Fault>()?.hint.clone())
            .or_else(|| cause.downcast_ref::<Refusal>()?.hint())
            .or_else(|| Some(cause.downcast_ref::<NeverOpens>()?.hint()))
            .or_else(|| unwritable(cause.downcast_ref::<Unwritable>()?))
            .or_else(|| cause.downcast_ref::<DeskError>()?.hint())
            .or_else(|| cause.downcast_ref::<StoreError>()?.hint())
            .or_else(|| cause.downcast_ref::<GitError>()?.hint())
            .or_else(|| Some(cause.downcast_ref::<NoSuchOrder>()?.hint()))
            .or_else(|| Some(cause.downcast_ref::<NoSuchDimension>()?.hint()))
    })
}

/// The error as one line: the causes joined, none said twice.
#[must_use]
pub fn line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        // Libgit2 adds the numbers of its classes.
        let text = cause
            .downcast_ref::<git2::Error>()
            .map_or_else(|| cause.to_string(), |error| error.message().to_owned());
        if text.is_empty() || line.contains(&text) {
            continue;
        }
        if !line.is_empty() {
            line.push_str(": ");
        }
        line.push_str(&text);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_code_follows_from_the_cause_through_any_context() {
        let fault = Fault::new("tickets/x.md", 3, 1, "no");
        let error = anyhow::Error::from(fault).context("while reading");
        assert_eq!(code(&error), ExitCode::Invalid);
        assert_eq!(line(&error), "while reading: tickets/x.md:3:1: no");
        assert_eq!(code(&anyhow::anyhow!("disk")), ExitCode::CouldNot);
    }

    #[test]
    fn what_libgit2_says_is_said_once() {
        let source = git2::Error::from_str("object not found");
        let error = GitError::git("read a tree")(source);
        let line = line(&error.into());
        assert_eq!(line, "cannot read a tree: object not found");
    }

    #[test]
    fn a_closed_pipe_is_recognised() {
        let pipe = io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(is_closed_pipe(&anyhow::Error::from(pipe).context("print")));
        assert!(!is_closed_pipe(&anyhow::anyhow!("other")));
    }
}
