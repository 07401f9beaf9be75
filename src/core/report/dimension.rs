//! What counts can be broken down by.

use serde_json::Value;
use thiserror::Error;

use crate::core::fields::rank;
use crate::core::fields::{FIELD_NAMES, Field, Fields, Status, aliases};
use crate::core::policy::Policy;
use crate::core::ticket::Ticket;
use crate::core::told::{ExitCode, Told};
use crate::core::words;

/// The value of `--by`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// Calendar months of the report's zone, each as of its own end.
    Month,
    /// A tracked field, or a key of the user's own.
    Field(String),
}

/// A field that no ticket has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("counts cannot be broken down by `{field}`")]
pub struct NoSuchDimension {
    /// As typed.
    field: String,
    /// What only the report knows.
    own: Vec<&'static str>,
}

impl NoSuchDimension {
    /// The same, where a report knows names of its own.
    #[must_use]
    pub fn with_own(self, own: &[&'static str]) -> Self {
        Self {
            own: own.to_vec(),
            ..self
        }
    }
}

impl Told for NoSuchDimension {
    fn code(&self) -> ExitCode {
        ExitCode::Usage
    }

    fn hint(&self) -> Option<String> {
        let known: Vec<&str> = self
            .own
            .iter()
            .copied()
            .chain([MONTH])
            .chain(FIELD_NAMES.iter().copied())
            .chain(aliases())
            .collect();
        Some(words::meant(&self.field, &known))
    }
}

const MONTH: &str = "month";

impl Dimension {
    /// Reads the name of a field, `month`, or a key that one of the tickets
    /// has.
    ///
    /// # Errors
    /// When there is no such field.
    pub fn parse<'a>(
        text: &str,
        tickets: impl IntoIterator<Item = &'a Ticket>,
    ) -> Result<Self, NoSuchDimension> {
        let name = text.trim().to_ascii_lowercase().replace('-', "_");
        if name == MONTH {
            return Ok(Self::Month);
        }
        if let Some(field) = Field::find(&name) {
            return Ok(Self::Field(field.name.to_owned()));
        }
        let mut tickets = tickets.into_iter();
        if tickets.any(|ticket| ticket.fields.extra.contains_key(text)) {
            return Ok(Self::Field(text.to_owned()));
        }
        Err(NoSuchDimension {
            field: text.to_owned(),
            own: Vec::new(),
        })
    }

    /// Reads a name that only one report knows.
    #[must_use]
    pub fn own(text: &str, names: &[&str]) -> Option<Self> {
        let name = text.trim().to_ascii_lowercase();
        let is_known = names.contains(&name.as_str());
        is_known.then_some(Self::Field(name))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Month => MONTH,
            Self::Field(name) => name,
        }
    }
}

/// The values a ticket has: several where the field is a list, and `None`
/// where it has none.
pub(super) fn values(ticket: &Ticket, field: &str) -> Vec<Option<String>> {
    values_of(&ticket.fields, field)
}

/// The values that fields have.
pub(super) fn values_of(fields: &Fields, field: &str) -> Vec<Option<String>> {
    if let Some(text) = fields.text(field) {
        return vec![Some(text.to_owned())];
    }
    let Some(value) = fields.get(field) else {
        return vec![None];
    };
    match value {
        Value::Null => vec![None],
        Value::Array(items) if items.is_empty() => vec![None],
        Value::Array(items) => items.iter().map(|item| Some(word(item))).collect(),
        value => vec![Some(word(&value))],
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        // Of `source`, the one part that several tickets share.
        Value::Object(map) => match map.get("system") {
            Some(Value::String(system)) => system.clone(),
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}

/// The place of a value in the field's own order, for scales and the lifecycle;
/// `None` for fields that have no order, whose rows stand by their counts.
/// Words that the policy lacks stand after those it has, no value stands last.
pub(super) fn place(field: &str, value: Option<&str>, policy: &Policy) -> Option<usize> {
    const LACKED: usize = usize::MAX - 1;
    let level = |mut levels: Box<dyn Iterator<Item = &str> + '_>| {
        value.map_or(usize::MAX, |value| {
            levels.position(|level| level == value).unwrap_or(LACKED)
        })
    };
    Some(match field {
        "impact" => level(Box::new(policy.impact.keys())),
        "urgency" | "claimed_urgency" => level(Box::new(policy.urgency.keys())),
        "status" => level(Box::new(Status::WORDS.iter().copied())),
        "priority" => value.map_or(usize::MAX, |value| rank(value).map_or(LACKED, usize::from)),
        "tier" => value.map_or(usize::MAX, |value| value.parse().unwrap_or(LACKED)),
        _ => return None,
    })
}
