//! A file of the store that is not valid.

use crate::core::told::{ExitCode, Told};
use thiserror::Error;

/// Where a file is wrong and why. Its text starts `path:line:column:`, the
/// form that editors jump to; lines and columns count from 1, columns in
/// characters.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize, schemars::JsonSchema)]
#[error("{path}:{line}:{column}: {reason}")]
pub struct Fault {
    /// Relative to the store's root, `/` between components.
    pub path: String,
    /// From 1; 1 when the whole file is meant.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong, without a final full stop.
    pub reason: String,
    /// What to do about it, if there is something to say.
    #[serde(skip)]
    pub hint: Option<String>,
}

impl Told for Fault {
    fn code(&self) -> ExitCode {
        ExitCode::Invalid
    }

    fn hint(&self) -> Option<String> {
        self.hint.clone()
    }
}

impl Fault {
    /// A fault without a hint.
    pub fn new(
        path: impl Into<String>,
        line: usize,
        column: usize,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            line,
            column,
            reason: reason.into(),
            hint: None,
        }
    }

    /// The same fault with what to do about it.
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The fault and what to do about it, on one line.
    #[must_use]
    pub fn with_hint(&self) -> String {
        match &self.hint {
            Some(hint) => format!("{self} ({hint})"),
            None => self.to_string(),
        }
    }

    /// The same fault in a file: readers that only see bytes leave the path empty.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }
}

/// One token of the way from the top of a file to a value in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Into the value of a key.
    Key(String),
    /// To a key itself; the end of a way.
    Name(String),
    /// Into the item of a list; the first is 0.
    Item(usize),
}

impl Token {
    /// Into the value of a key.
    #[must_use]
    pub fn key(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}
