//! What a command that fails says beside its error: how it ends, and what to type
//! next. Each error says so where it is defined.

/// What a run ends with. The numbers are a promise to scripts; the table is
/// in the README.
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

/// An error that says how the command ends.
pub trait Told {
    /// The exit code.
    fn code(&self) -> ExitCode {
        ExitCode::CouldNot
    }

    /// The next thing to type, or to do where no command does it.
    fn hint(&self) -> Option<String> {
        None
    }
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

impl Told for Usage {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }

    fn hint(&self) -> Option<String> {
        self.hint.clone()
    }
}

/// The answer is no (exit 7); what was found has been printed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct AnswerIsNo(pub String);

impl Told for AnswerIsNo {
    fn code(&self) -> ExitCode {
        ExitCode::No
    }
}

/// Nothing more is to be said: it has been printed.
#[derive(Debug, thiserror::Error)]
#[error("")]
pub struct Silent(pub ExitCode);

impl Told for Silent {
    fn code(&self) -> ExitCode {
        self.0
    }
}

/// The error as one line: the causes joined, none said twice.
#[must_use]
pub fn line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
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
