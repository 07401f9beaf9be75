//! What of a ticket can be asked about, by its name.

use serde_json::Value;

use crate::core::fields::{FIELD_NAMES, Field, Shape, Status, aliases};
use crate::core::ticket::Ticket;

/// The date that the clocks give.
pub(super) const DUE: &str = "due";

/// What a merge left to somebody.
pub(super) const UNMERGED: &str = "unmerged";

/// Words that ask for something where no field is named; in quotes they are text like
/// any other.
pub const FLAGS: [&str; 4] = ["overdue", "at-risk", "breached", UNMERGED];

/// What of a ticket is asked about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Of {
    Id,
    Field(&'static Field),
    /// A key of the user's own.
    Own(String),
    /// When something last happened.
    Updated,
    /// When it last came to be so.
    Became(Status),
}

/// Dates that are no fields.
const DATES: [(&str, Of); 4] = [
    ("opened", Of::Became(Status::Open)),
    ("updated", Of::Updated),
    ("resolved", Of::Became(Status::Resolved)),
    ("closed", Of::Became(Status::Closed)),
];

/// Whether a query may ask for a field of this name, a key of the user's own
/// apart.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let name = canonical(text);
    names().any(|known| known == name)
}

/// Whether a field compares by `<`, `>` and ranges.
pub(super) fn compares(field: &str) -> bool {
    let name = canonical(field);
    let shape = of(&name).shape();
    name == DUE || is_ordered(shape) || matches!(shape, Shape::Level(_))
}

/// A field as the store calls it.
pub(super) fn canonical(field: &str) -> String {
    let name = field.to_lowercase().replace('-', "_");
    Field::find(&name).map_or(name, |field| field.name.to_owned())
}

/// What a name that is canonical stands for.
pub(super) fn of(name: &str) -> Of {
    let date = DATES.iter().find(|(date, _)| *date == name);
    match (Field::find(name), date) {
        (Some(field), _) => Of::Field(field),
        // When it was opened is a field, whatever its events say.
        (None, Some((_, Of::Became(Status::Open)))) => {
            Field::find("opened_at").map_or(Of::Updated, Of::Field)
        }
        (None, Some((_, date))) => date.clone(),
        (None, None) if name == "id" => Of::Id,
        (None, None) => Of::Own(name.to_owned()),
    }
}

/// The fields a query may ask for, those of an importer or of the user apart.
pub fn names() -> impl Iterator<Item = &'static str> {
    let fields = FIELD_NAMES.iter().copied();
    fields
        .chain(DATES.map(|(name, _)| name))
        .chain([DUE, "id", TEXT])
        .chain(aliases())
}

/// What is looked for anywhere in a ticket.
pub(super) const TEXT: &str = "text";

/// Whether values of a shape have an order that numbers tell.
pub(super) fn is_ordered(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Number | Shape::Duration | Shape::Instant | Shape::Day | Shape::Priority
    )
}

impl Of {
    pub(super) fn shape(&self) -> Shape {
        match self {
            Self::Id => Shape::Id,
            Self::Field(field) => field.shape,
            Self::Own(_) => Shape::Name,
            Self::Updated | Self::Became(_) => Shape::Instant,
        }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        matches!(self, Self::Field(field) if field.name == name)
    }

    pub(super) fn is_there(&self, ticket: &Ticket) -> bool {
        match self {
            Self::Id => true,
            Self::Field(field) => ticket.fields.has(field.name),
            Self::Own(name) => own_value(ticket, name).is_some_and(|value| !value.is_null()),
            Self::Updated | Self::Became(_) => self.number(ticket).is_some(),
        }
    }

    /// The value as a number, where it has an order.
    pub(super) fn number(&self, ticket: &Ticket) -> Option<i64> {
        let latest = |is_meant: &dyn Fn(Option<Status>) -> bool| {
            let events = ticket.timeline.iter();
            let events = events.filter(|event| is_meant(event.set.status()));
            events.map(|event| event.at.timestamp()).max()
        };
        match self {
            Self::Field(field) => ticket.fields.order(field),
            Self::Updated => latest(&|_| true),
            Self::Became(status) => latest(&|became| became == Some(*status)),
            Self::Id | Self::Own(_) => None,
        }
    }

    pub(super) fn any_text(&self, ticket: &Ticket, is_meant: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Id => is_meant(ticket.id.as_str()),
            Self::Field(field) => ticket.fields.any_text(field.name, is_meant),
            Self::Own(name) => {
                own_value(ticket, name).is_some_and(|value| any_text(value, is_meant))
            }
            Self::Updated | Self::Became(_) => false,
        }
    }
}

/// The value of a key of the user's own, however its name is written.
pub(super) fn own_value<'t>(ticket: &'t Ticket, name: &str) -> Option<&'t Value> {
    let extra = &ticket.fields.extra;
    let mut keys = extra.iter();
    let written = || {
        keys.find(|(key, _)| canonical(key) == name)
            .map(|(_, value)| value)
    };
    extra.get(name).or_else(written)
}

/// Whether one of the texts of a value is meant.
pub(super) fn any_text(value: &Value, is_meant: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => is_meant(text),
        Value::Array(items) => items.iter().any(|item| any_text(item, is_meant)),
        Value::Object(map) => map.values().any(|value| any_text(value, is_meant)),
        Value::Number(_) | Value::Bool(_) => is_meant(&value.to_string()),
    }
}
