//! What values of fields are: how they are described, compared and sorted.

use chrono::{Datelike as _, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::core::id::TicketId;
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

/// Where an imported ticket came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The foreign system's name.
    pub system: String,
    /// The ticket's id there.
    pub id: String,
}

/// What the value of a field is, for whoever describes, compares or sorts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Free text.
    Text,
    /// A name or a code that no list has.
    Name,
    /// A value of one of the desk's own lists.
    Listed(List),
    /// A level of one of the policy's scales.
    Level(Scale),
    /// `P1`, the most severe, to `P9`.
    Priority,
    /// A span of time as it is typed, `4h`.
    Duration,
    /// A commit by its hash.
    Commit,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number that is not negative.
    Number,
    /// True or false.
    Flag,
    /// A point in time.
    Instant,
    /// A day.
    Day,
    /// A ticket's id.
    Id,
    /// Names.
    Names,
    /// Commits by their hashes.
    Commits,
    /// Ids of tickets.
    Ids,
    /// A foreign system and the ticket's id there.
    Source,
    /// Values of fields by the fields' names.
    Values,
}

impl Shape {
    /// The JSON Schema of such a value.
    #[must_use]
    pub fn schema(self) -> Schema {
        match self {
            Self::Text
            | Self::Name
            | Self::Listed(_)
            | Self::Level(_)
            | Self::Priority
            | Self::Duration
            | Self::Commit
            | Self::Id => json_schema!({"type": "string"}),
            Self::Word(words) => json_schema!({"enum": words}),
            Self::Number => json_schema!({"type": "integer"}),
            Self::Flag => json_schema!({"type": "boolean"}),
            Self::Instant => json_schema!({"type": "string", "format": "date-time"}),
            Self::Day => json_schema!({"type": "string", "format": "date"}),
            Self::Names | Self::Commits | Self::Ids => {
                json_schema!({"type": "array", "items": {"type": "string"}})
            }
            Self::Values => json_schema!({"type": "object", "additionalProperties": true}),
            Self::Source => Source::json_schema(&mut SchemaGenerator::default()),
        }
    }
}

/// The rank of a priority: 1 for `P1`. `None` for what is no priority.
#[must_use]
pub fn rank(priority: &str) -> Option<u8> {
    match priority.as_bytes() {
        [b'P', digit @ b'1'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}

/// A list that the configuration or the contracts keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The customers of the contracts.
    Customers,
    /// Their contacts.
    Contacts,
    /// `channels:` of the configuration.
    Channels,
    /// `services:`.
    Services,
    /// `categories:`.
    Categories,
    /// `agents:`.
    Agents,
}

/// A scale of the configuration, the most severe level first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// How much has stopped.
    Impact,
    /// How soon it must work again.
    Urgency,
}

/// A type that fields have.
pub(crate) trait Shaped {
    /// What its values are.
    const SHAPE: Shape;

    /// Puts an instant into the words of a zone's clock; anything else stays.
    fn tell_in(&mut self, _zone: Zone) {}

    /// Its place among others of its type: seconds, days, the number itself.
    fn number(&self) -> Option<i64> {
        None
    }

    /// Whether there is nothing in it.
    fn is_empty(&self) -> bool {
        false
    }

    /// A list with more in it, or less; `None` of what is no list.
    fn listing(_now: Option<&Self>, _change: &Self, _is_added: bool) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Itself, of what is a text.
    fn text(&self) -> Option<&str> {
        None
    }

    /// Whether one of its texts is meant.
    fn any_text(&self, _is_meant: &dyn Fn(&str) -> bool) -> bool {
        false
    }
}

impl Shaped for u8 {
    const SHAPE: Shape = Shape::Number;

    fn number(&self) -> Option<i64> {
        Some((*self).into())
    }
}

impl Shaped for Timestamp {
    const SHAPE: Shape = Shape::Instant;

    fn tell_in(&mut self, zone: Zone) {
        let told = in_zone(self.to_utc(), zone);
        // What is told is to the second; what stands there already stays.
        if told.offset() != self.offset() {
            *self = told;
        }
    }

    fn number(&self) -> Option<i64> {
        Some(self.timestamp())
    }
}

impl Shaped for NaiveDate {
    const SHAPE: Shape = Shape::Day;

    fn number(&self) -> Option<i64> {
        Some(self.num_days_from_ce().into())
    }
}

impl Shaped for bool {
    const SHAPE: Shape = Shape::Flag;

    fn any_text(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
        is_meant(if *self { "true" } else { "false" })
    }
}

impl Shaped for String {
    const SHAPE: Shape = Shape::Text;

    fn text(&self) -> Option<&str> {
        Some(self)
    }

    fn any_text(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
        is_meant(self)
    }
}

impl Shaped for TicketId {
    const SHAPE: Shape = Shape::Id;

    fn any_text(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
        is_meant(self.as_str())
    }
}

impl Shaped for Source {
    const SHAPE: Shape = Shape::Source;

    fn any_text(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
        is_meant(&self.system) || is_meant(&self.id)
    }
}

macro_rules! lists {
    ($($each:ty => $shape:ident),* $(,)?) => {
        $(impl Shaped for Vec<$each> {
            const SHAPE: Shape = Shape::$shape;

            fn is_empty(&self) -> bool {
                self.is_empty()
            }

            fn listing(now: Option<&Self>, change: &Self, is_added: bool) -> Option<Self> {
                let mut list = now.cloned().unwrap_or_default();
                list.retain(|each| is_added || !change.contains(each));
                for each in change.iter().filter(|_| is_added) {
                    if !list.contains(each) {
                        list.push(each.clone());
                    }
                }
                Some(list)
            }

            fn any_text(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
                self.iter().any(|each| each.any_text(is_meant))
            }
        })*
    };
}

lists! {
    String => Names,
    TicketId => Ids,
}
