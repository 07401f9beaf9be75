//! What is to happen to one key.

use serde_yaml::Value;

use crate::core::fault::Fault;

use super::split::Document;

/// What is to happen to one key, all edits of it together.
#[derive(Debug)]
pub(super) enum Change {
    Set(Value),
    Remove,
    Push(Vec<Value>),
}

pub(super) const NOT_A_LIST: &str = "is not a list";

impl Change {
    pub(super) fn then(&mut self, next: Self) -> Result<(), &'static str> {
        let Self::Push(items) = next else {
            *self = next;
            return Ok(());
        };
        match self {
            Self::Push(before) | Self::Set(Value::Sequence(before)) => before.extend(items),
            Self::Remove | Self::Set(Value::Null) => *self = Self::Set(Value::Sequence(items)),
            Self::Set(_) => return Err(NOT_A_LIST),
        }
        Ok(())
    }
}

pub(super) fn key_fault(document: &Document, key: &str, why: &str) -> Fault {
    let (line, column) = document.locate(key).unwrap_or((document.head_line(), 1));
    let reason = format!("`{key}` cannot be changed safely: it {why}");
    Fault::new("", line, column, reason)
}
