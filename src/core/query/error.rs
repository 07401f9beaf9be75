//! Why a query cannot be asked.

use thiserror::Error;

use crate::core::told::{ExitCode, Told};
use crate::core::words;

use super::names::compares;

/// Why a query cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QueryError {
    /// No ticket has such a field.
    #[error("`{field}` is not a field")]
    Field {
        /// As typed.
        field: String,
        /// The nearest one there is.
        nearest: Option<String>,
    },
    /// A value that the field cannot have.
    #[error("`{value}` is not {what}")]
    Value {
        /// As typed.
        value: String,
        /// What the field has.
        what: String,
        /// The values there are; empty for open ones.
        known: Vec<String>,
    },
    /// A comparison of values that have no order.
    #[error("{field} holds {holds}, which have no order, so `{typed}` compares nothing")]
    Unordered {
        /// The field.
        field: String,
        /// What its values are.
        holds: &'static str,
        /// The comparison, as typed.
        typed: String,
        /// A term that can be asked.
        instead: String,
    },
    /// `updated:-2h`, which is one second and hardly ever meant.
    #[error("`{typed}` is a single second")]
    Second {
        /// As typed.
        typed: String,
    },
    /// A range whose end is before its beginning.
    #[error("`{from}..{to}` ends before it begins")]
    Backwards {
        /// Its beginning, as typed.
        from: String,
        /// Its end, as typed.
        to: String,
    },
    /// A quote that is not closed.
    #[error("the query ends inside quotes")]
    Unclosed,
    /// `or`, `and`, `not`, which other languages of queries have.
    #[error("{word} is no term of a query")]
    Operator {
        /// As typed.
        word: String,
    },
    /// A term as another program has it: `status=open`, `!status:open`, `+tag`.
    #[error("`{typed}` is no term of a query")]
    Foreign {
        /// As typed.
        typed: String,
        /// How it is said here.
        instead: String,
    },
    /// `status:` without a value.
    #[error("`{field}:` needs a value")]
    Empty {
        /// As typed.
        field: String,
    },
}

impl Told for QueryError {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Field { field, nearest } => Some(match nearest {
                Some(nearest) => format!("did you mean {nearest}:?"),
                None => format!("quote it to look for the text: \"{field}:...\""),
            }),
            Self::Operator { word } => Some(match word.to_ascii_uppercase().as_str() {
                "OR" => "status:open,waiting says or, between values of a field".to_owned(),
                "NOT" => "-status:open says not".to_owned(),
                _ => format!("leave {word} out: every term must hold"),
            }),
            Self::Foreign { typed, instead } if typed.contains(char::is_whitespace) => {
                Some(format!("{instead} says it"))
            }
            Self::Foreign { typed, instead } => Some(format!(
                "{instead} says it; text:{typed} looks for the text"
            )),
            Self::Unordered { instead, .. } => Some(format!("{instead} can be asked for")),
            Self::Second { typed } => {
                Some(format!(">={typed} is from then on, <{typed} before then"))
            }
            Self::Backwards { from, to } => Some(format!("{to}..{from}")),
            Self::Value { known, .. } if known.is_empty() => None,
            Self::Value { value, known, .. } => Some(words::instead(value, known)),
            Self::Unclosed => Some("close the quotes".to_owned()),
            // A shell took the rest for the name of a file.
            Self::Empty { field } if compares(field) => Some(format!(
                "quotes keep < and > from the shell, '{field}:>=...'; {field}:none asks for tickets without one"
            )),
            Self::Empty { field } => Some(format!("{field}:none asks for tickets without one")),
        }
    }
}
