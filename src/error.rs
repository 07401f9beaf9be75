//! Errors on their way out: which of them say how the command ends.

use std::error::Error;
use std::io;

use crate::core::calendar::NeverOpens;
use crate::core::duration::DurationError;
use crate::core::fault::Fault;
use crate::core::period::PeriodError;
use crate::core::query::QueryError;
use crate::core::refusal::Refusal;
use crate::core::report::NoSuchDimension;
use crate::core::sort::NoSuchOrder;
use crate::core::told::{AnswerIsNo, Silent, Told, Usage};
use crate::core::when::WhenError;
use crate::desk::{DeskError, NotMerged};
use crate::store::StoreError;
use crate::store::git::{GitError, Unsynced, Withheld};
use crate::store::ticket_file::Unwritable;

pub use crate::core::told::{ExitCode, line};

macro_rules! told {
    ($($kind:ident),* $(,)?) => {
        /// What an error says of how the command ends, if it is one that does.
        fn told<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a dyn Told> {
            $(if let Some(told) = error.downcast_ref::<$kind>() {
                return Some(told);
            })*
            None
        }

        #[cfg(test)]
        const TOLD: &[&str] = &[$(stringify!($kind)),*];
    };
}

told! {
    AnswerIsNo, DeskError, DurationError, Fault, GitError, NeverOpens, NoSuchDimension,
    NoSuchOrder, NotMerged, PeriodError, QueryError, Refusal, Silent, StoreError, Unsynced, Unwritable, Usage,
    WhenError, Withheld,
}

/// The exit code of an error, by the first cause that says one.
#[must_use]
pub fn code(error: &anyhow::Error) -> ExitCode {
    let told = error.chain().find_map(told);
    told.map_or(ExitCode::CouldNot, Told::code)
}

/// The next thing to type.
#[must_use]
pub fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| told(cause)?.hint())
}

/// Whether the reader of our output has gone: that is no error.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use walkdir::WalkDir;

    use super::*;

    #[test]
    fn whatever_says_how_a_command_ends_is_asked() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files = WalkDir::new(sources).into_iter().map(Result::unwrap);
        let mut found = Vec::new();
        for file in files.filter(|file| file.file_type().is_file()) {
            let text = fs::read_to_string(file.path()).unwrap();
            let told = text.split("impl Told for ").skip(1);
            found.extend(told.filter_map(|kind| {
                let (kind, _) = kind.split_once(" {")?;
                kind.chars()
                    .all(char::is_alphanumeric)
                    .then(|| kind.to_owned())
            }));
        }
        found.sort();
        assert_eq!(found, TOLD);
    }

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
