//! The tracked fields of a ticket, and a change to them.
//!
//! One list names every field the tool knows, its key and its type; reading,
//! writing, comparing, folding and querying follow from it. A key that is not
//! in the list is kept as it came (`extra`).

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::duration::parse_duration;
use super::id::TicketId;
use super::key::Key;
use super::stamp::Timestamp;
use super::when::in_zone;
use super::zone::Zone;

/// Writes an enum whose values are words in files, help and messages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in the order of the lifecycle or of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Every value as a word, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word that files, help and messages use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl $crate::core::fields::Shaped for $name {
            const SHAPE: $crate::core::fields::Shape =
                $crate::core::fields::Shape::Word(Self::WORDS);

            fn any_text(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
                is_meant(self.as_str())
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"enum": Self::WORDS})
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($word => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
    };
}

pub(crate) use words;

words! {
    /// Where a ticket is in its life.
    Status {
        /// Filed, nobody has judged it yet.
        Open = "open",
        /// Kind, category and priority are known.
        Classified = "classified",
        /// Its cause is known.
        Diagnosed = "diagnosed",
        /// Somebody outside the desk is on turn.
        Waiting = "waiting",
        /// Service is restored.
        Resolved = "resolved",
        /// The requester confirmed, or stayed silent.
        Closed = "closed",
        /// It ended without a resolution.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Whether work on it may go on: open, classified, diagnosed or waiting.
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Classified | Self::Diagnosed | Self::Waiting
        )
    }
}

words! {
    /// What a ticket is in the words of a support contract.
    Kind {
        /// A failure.
        Corrective = "corrective",
        /// A question on how to use what works.
        Usage = "usage",
        /// Ahead of a change in law or standards.
        Preventive = "preventive",
        /// New functionality; it needs an approval.
        Adaptive = "adaptive",
    }
}

words! {
    /// Who is on turn while a ticket waits.
    WaitingOn {
        /// The requester owes an answer.
        Customer = "customer",
        /// A supplier owes something.
        Supplier = "supplier",
        /// A date agreed on.
        Schedule = "schedule",
    }
}

words! {
    /// The decision an adaptive ticket needs.
    Approval {
        /// Nobody has decided.
        Pending = "pending",
        /// It may be resolved.
        Approved = "approved",
        /// It was cancelled.
        Rejected = "rejected",
    }
}

words! {
    /// How a resolved ticket came to be closed.
    Closure {
        /// The requester said so.
        Confirmed = "confirmed",
        /// The requester did not answer.
        Silence = "silence",
    }
}

words! {
    /// Why a ticket ended without a resolution.
    Cancellation {
        /// Another ticket is about the same.
        Duplicate = "duplicate",
        /// The contract does not cover it.
        OutOfScope = "out-of-scope",
        /// Nothing was broken.
        NoFault = "no-fault",
        /// The requester took it back.
        Withdrawn = "withdrawn",
        /// The requester never answered.
        NoAnswer = "no-answer",
        /// Nobody asked for anything.
        Spam = "spam",
    }
}

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

/// Fields that only mean something together: a backdated event that sets one of
/// them below a later one that set another would leave them at odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Where a ticket is, and who is on turn.
    Turn,
    /// What the desk makes of it.
    Judgement,
}

/// A tracked field: all that there is to say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its key in the front matter.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// What it goes with.
    pub group: Option<Group>,
    /// A shorter name that people may type.
    pub alias: Option<&'static str>,
}

impl Field {
    const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            group: None,
            alias: None,
        }
    }

    /// What a text in it is, more closely.
    const fn is(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    const fn with(mut self, group: Group) -> Self {
        self.group = Some(group);
        self
    }

    const fn short(mut self, alias: &'static str) -> Self {
        self.alias = Some(alias);
        self
    }

    /// The tracked field of this name, or of this shorter one.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        let is_called = |field: &&Self| field.name == name || field.alias == Some(name);
        FIELDS.iter().find(is_called)
    }

    /// Whether it grows: the later event that set the whole of it would undo
    /// what a backdated one adds.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        matches!(self.shape, Shape::Names | Shape::Commits | Shape::Ids)
    }
}

/// The shorter names of fields.
pub fn aliases() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().filter_map(|field| field.alias)
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

/// Whether each field that is set has the value that was set last.
pub(super) fn are_last<'a>(
    fields: &Fields,
    sets: impl DoubleEndedIterator<Item = &'a Set>,
) -> bool {
    const { assert!(FIELDS.len() <= u64::BITS as usize) };
    let (mut seen, mut keys) = (0_u64, Vec::new());
    for set in sets.rev() {
        let is_last = match (set.place(), set) {
            (Some(place), _) => {
                let is_last = seen & 1 << place == 0;
                seen |= 1 << place;
                is_last
            }
            (None, Set::Extra(key, _)) if !keys.contains(&key) => {
                keys.push(key);
                true
            }
            (None, _) => false,
        };
        if is_last && !fields.holds(set) {
            return false;
        }
    }
    true
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $variant:ident: $type:ty $([$($more:tt)*])?),* $(,)?) => {
        /// The tracked fields of a ticket; `None` is a key that is absent.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Fields {
            $($(#[$doc])* pub $name: Option<$type>,)*
            /// Every other key, as it came: the user's own, or an importer's.
            pub extra: Map<String, Value>,
        }

        /// One field and its new value; `None` removes it. Serde tells the
        /// field by its place in the list: that is for what the same program
        /// reads again, and for no file.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum Set {
            $($(#[$doc])* $variant(Option<$type>),)*
            /// A key the tool does not know. Boxed, since it is rare and would
            /// double the room that each of the others takes.
            Extra(String, #[serde(with = "untyped")] Option<Box<Value>>),
        }

        /// The keys the tool knows, in the order they are written.
        pub const FIELD_NAMES: &[&str] = &[$(stringify!($name)),*];

        /// All that there is to say of each of them, in the same order.
        pub const FIELDS: &[Field] = &[
            $(Field::new(stringify!($name), <$type as Shaped>::SHAPE)$($($more)*)?),*
        ];

        impl Fields {
            /// What turns `self` into `after`, in the order fields are written.
            #[must_use]
            pub fn diff(&self, after: &Self) -> Patch {
                let mut sets = Vec::new();
                $(if self.$name != after.$name {
                    sets.push(Set::$variant(after.$name.clone()));
                })*
                for (key, value) in &after.extra {
                    if self.extra.get(key) != Some(value) {
                        sets.push(Set::Extra(key.clone(), Some(Box::new(value.clone()))));
                    }
                }
                for key in self.extra.keys() {
                    if !after.extra.contains_key(key) {
                        sets.push(Set::Extra(key.clone(), None));
                    }
                }
                Patch(sets)
            }

            /// Puts one new value in its place.
            pub fn put(&mut self, set: Set) {
                match set {
                    $(Set::$variant(value) => self.$name = value,)*
                    Set::Extra(key, Some(value)) => {
                        self.extra.insert(key, *value);
                    }
                    Set::Extra(key, None) => {
                        self.extra.shift_remove(&key);
                    }
                }
            }

            /// Puts the instants among them into the words of a zone's clock.
            pub fn tell_in(&mut self, zone: Zone) {
                $(if let Some(value) = &mut self.$name {
                    value.tell_in(zone);
                })*
            }

            /// Whether the field that is set has the new value.
            #[must_use]
            pub fn holds(&self, set: &Set) -> bool {
                match set {
                    $(Set::$variant(value) => self.$name == *value,)*
                    Set::Extra(key, value) => self.extra.get(key) == value.as_deref(),
                }
            }

            /// The value of a key as JSON; `None` when it is absent.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<Value> {
                match name {
                    $(stringify!($name) => {
                        self.$name.as_ref().and_then(|value| serde_json::to_value(value).ok())
                    })*
                    _ => self.extra.get(name).cloned(),
                }
            }

            /// The value of a tracked field that is a text.
            pub(in crate::core) fn text(&self, name: &str) -> Option<&str> {
                match name {
                    $(stringify!($name) => self.$name.as_ref().and_then(Shaped::text),)*
                    _ => None,
                }
            }

            /// Whether a tracked field has a value: an empty list is none.
            pub(in crate::core) fn has(&self, name: &str) -> bool {
                match name {
                    $(stringify!($name) => {
                        self.$name.as_ref().is_some_and(|value| !Shaped::is_empty(value))
                    })*
                    _ => false,
                }
            }

            fn number(&self, name: &str) -> Option<i64> {
                match name {
                    $(stringify!($name) => self.$name.as_ref().and_then(Shaped::number),)*
                    _ => None,
                }
            }

            /// Whether one of the texts of a tracked field is meant.
            pub(in crate::core) fn any_text(
                &self,
                name: &str,
                is_meant: &dyn Fn(&str) -> bool,
            ) -> bool {
                match name {
                    $(stringify!($name) => {
                        self.$name.as_ref().is_some_and(|value| value.any_text(is_meant))
                    })*
                    _ => false,
                }
            }

            /// Reads the next value of `map` as the field `key`, which must not
            /// have a value yet.
            pub(crate) fn read<'de, A: MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> Result<(), A::Error> {
                let is_second = match key {
                    $(stringify!($name) => self.$name.is_some(),)*
                    _ => self.extra.contains_key(key),
                };
                if is_second {
                    return Err(A::Error::custom(format!("`{key}` stands twice")));
                }
                match key {
                    $(stringify!($name) => self.$name = map.next_value()?,)*
                    _ => {
                        self.extra.insert(key.to_owned(), map.next_value()?);
                    }
                }
                Ok(())
            }
        }

        impl JsonSchema for Fields {
            fn schema_name() -> Cow<'static, str> {
                "Fields".into()
            }

            // Keys that the tool does not know are the user's own.
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let fields = FIELDS.iter();
                let fields: Map<String, Value> = fields
                    .map(|field| (field.name.to_owned(), field.shape.schema().into()))
                    .collect();
                json_schema!({
                    "type": "object",
                    "properties": fields,
                    "required": ["status"],
                    "additionalProperties": true,
                })
            }
        }

        impl Serialize for Fields {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $(if let Some(value) = &self.$name {
                    map.serialize_entry(stringify!($name), value)?;
                })*
                for (key, value) in &self.extra {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }

        /// The new value of a field alone; null when the key is removed.
        struct New<'a>(&'a Set);

        impl Serialize for New<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self.0 {
                    $(Set::$variant(value) => value.serialize(serializer),)*
                    Set::Extra(_, value) => value.serialize(serializer),
                }
            }
        }

        /// The fields by their places.
        enum Index {
            $($variant,)*
        }

        impl Set {
            /// The place of the field in [`FIELDS`]; none of a key the tool does
            /// not know.
            fn place(&self) -> Option<u32> {
                match self {
                    $(Self::$variant(_) => Some(Index::$variant as u32),)*
                    Self::Extra(..) => None,
                }
            }

            /// The key in the front matter.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => stringify!($name),)*
                    Self::Extra(key, _) => key,
                }
            }

            /// Puts an instant into the words of a zone's clock.
            pub fn tell_in(&mut self, zone: Zone) {
                match self {
                    $(Self::$variant(Some(value)) => value.tell_in(zone),)*
                    _ => {}
                }
            }

            /// The new value as JSON; null when the key is removed.
            #[must_use]
            pub fn value(&self) -> Value {
                match self {
                    $(Self::$variant(value) => serde_json::to_value(value).unwrap_or(Value::Null),)*
                    Self::Extra(_, value) => value.as_deref().cloned().unwrap_or(Value::Null),
                }
            }

            /// The same field without a value.
            #[must_use]
            pub fn removed(&self) -> Self {
                match self {
                    $(Self::$variant(_) => Self::$variant(None),)*
                    Self::Extra(key, _) => Self::Extra(key.clone(), None),
                }
            }

            fn read<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Self, A::Error> {
                Ok(match key {
                    $(stringify!($name) => Self::$variant(map.next_value()?),)*
                    _ => Self::Extra(key.to_owned(), map.next_value()?),
                })
            }
        }
    };
}

fields! {
    /// One line that says what is wrong.
    title Title: String,
    /// Where it is in its life; every ticket has one.
    status Status: Status [.with(Group::Turn)],
    /// Failure, question, precaution or new functionality.
    kind Kind: Kind [.with(Group::Judgement)],
    /// The customer's key, a file in `contracts/`.
    customer Customer: String [.is(Shape::Listed(List::Customers))],
    /// Who reported it: a contact's key.
    requester Requester: String [.is(Shape::Listed(List::Contacts))],
    /// Through which channel.
    channel Channel: String [.is(Shape::Listed(List::Channels))],
    /// The service it is about.
    service Service: String [.is(Shape::Listed(List::Services))],
    /// What it is about, `invoicing/tax`.
    category Category: String [.is(Shape::Listed(List::Categories))],
    /// The code on the screen.
    error_code ErrorCode: String [.is(Shape::Name)],
    /// Equipment, version, place.
    environment Environment: String,
    /// How much has stopped, in the policy's words.
    impact Impact: String [.is(Shape::Level(Scale::Impact)).with(Group::Judgement)],
    /// How soon it must work again, as the desk decided.
    urgency Urgency: String [.is(Shape::Level(Scale::Urgency)).with(Group::Judgement)],
    /// The urgency the requester claimed.
    claimed_urgency ClaimedUrgency: String [.is(Shape::Level(Scale::Urgency)).short("claimed")],
    /// From impact and urgency, or an override.
    priority Priority: String [.is(Shape::Priority).with(Group::Judgement)],
    /// Why the priority is not the matrix's; absent when it is.
    priority_because PriorityBecause: String [.with(Group::Judgement)],
    /// The agent who has it; absent while it lies in a tier's queue.
    assignee Assignee: String [.is(Shape::Listed(List::Agents)).short("agent")],
    /// 1 front desk, 2 specialists, 3 quality and conflicts.
    tier Tier: u8,
    /// Free words.
    tags Tags: Vec<String> [.short("tag")],
    /// The part of the product that failed.
    component Component: String,
    /// The commit that introduced the failure.
    introduced_by IntroducedBy: String [.is(Shape::Commit)],
    /// Who is on turn; only while waiting.
    waiting_on WaitingOn: WaitingOn [.with(Group::Turn)],
    /// Until when, if agreed; only while waiting.
    waiting_until WaitingUntil: Timestamp [.with(Group::Turn)],
    /// The date given to the customer.
    promised_on PromisedOn: NaiveDate,
    /// The decision on an adaptive ticket.
    approval Approval: Approval [.with(Group::Judgement)],
    /// Who took that decision.
    approval_by ApprovalBy: String [.is(Shape::Name)],
    /// Estimated work, as a duration (`4h`).
    estimate Estimate: String [.is(Shape::Duration)],
    /// Service is restored, the cause lives on elsewhere.
    workaround Workaround: bool,
    /// The commits that fix it.
    fixes Fixes: Vec<String> [.is(Shape::Commits).short("fix")],
    /// How it came to be closed.
    closure Closure: Closure,
    /// Why it ended without a resolution.
    cancellation Cancellation: Cancellation,
    /// The ticket this one is a part of.
    parent Parent: TicketId,
    /// Tickets worth reading beside this one.
    related Related: Vec<TicketId>,
    /// The ticket whose cause this one shares.
    caused_by CausedBy: TicketId,
    /// The ticket this one repeats.
    duplicate_of DuplicateOf: TicketId,
    /// Slugs of the FAQ articles made from it.
    articles Articles: Vec<String> [.short("article")],
    /// Where it was imported from.
    source Source: Source,
    /// When the foreign system says it was resolved.
    source_resolved_at SourceResolvedAt: Timestamp,
    /// When the requester made contact; SLA clocks start here.
    opened_at OpenedAt: Timestamp,
}

impl Fields {
    /// The place of a tracked field's value among others, where its shape has
    /// an order of its own: seconds, days, numbers, ranks.
    pub(in crate::core) fn order(&self, field: &Field) -> Option<i64> {
        let read = |read: &dyn Fn(&str) -> Option<i64>| {
            let found = Cell::new(None);
            self.any_text(field.name, &|text| {
                found.set(read(text));
                true
            });
            found.get()
        };
        match field.shape {
            Shape::Duration => read(&|text| parse_duration(text).ok()),
            Shape::Priority => read(&|text| rank(text).map(i64::from)),
            _ => self.number(field.name),
        }
    }

    /// Puts every new value of `patch` in its place.
    pub fn apply(&mut self, patch: &Patch) {
        for set in &patch.0 {
            self.put(set.clone());
        }
    }
}

/// A value of any kind in a form that does not tell kinds: as its JSON.
mod untyped {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use serde_json::Value;

    #[allow(clippy::ref_option)] // The signature is serde's.
    pub(super) fn serialize<S: Serializer>(
        value: &Option<Box<Value>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let text = value.as_ref().map(ToString::to_string);
        text.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Box<Value>>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        let value = text.map(|text| serde_json::from_str(&text).map(Box::new));
        value.transpose().map_err(D::Error::custom)
    }
}

/// What one event changed: fields with their new values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Patch(pub Vec<Set>);

impl Patch {
    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The status it sets, if it sets one.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.0.iter().find_map(|set| match set {
            Set::Status(status) => *status,
            _ => None,
        })
    }
}

impl Serialize for Patch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for set in &self.0 {
            map.serialize_entry(set.name(), &New(set))?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Patch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Sets;
        impl<'de> Visitor<'de> for Sets {
            type Value = Patch;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a mapping of fields to their new values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Patch, A::Error> {
                let mut sets = Vec::new();
                while let Some(key) = map.next_key::<Key<'de>>()? {
                    let key = &*key;
                    if sets.iter().any(|set: &Set| set.name() == key) {
                        return Err(A::Error::custom(format!("`{key}` stands twice")));
                    }
                    sets.push(Set::read(key, &mut map)?);
                }
                Ok(Patch(sets))
            }
        }
        deserializer.deserialize_map(Sets)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_page_of_a_tickets_file_has_every_field_once() {
        let page = include_str!("../../man/bitacora-ticket.5");
        let (_, keys) = page.split_once(".SH FRONT MATTER\n").unwrap();
        let (keys, _) = keys.split_once(".SH ").unwrap();
        let mut lines = keys.lines();
        let mut told = Vec::new();
        while lines.any(|line| line == ".TP") {
            let names = lines.next().and_then(|line| line.strip_prefix(".B "));
            told.extend(names.unwrap().split(", "));
        }
        let names: BTreeSet<&str> = FIELD_NAMES.iter().copied().chain(["id"]).collect();
        assert_eq!(told.len(), names.len(), "{told:?}");
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), names);
    }

    #[test]
    fn a_shorter_name_is_nobody_elses() {
        let mut names: BTreeSet<&str> = FIELD_NAMES.iter().copied().collect();
        assert!(aliases().all(|alias| names.insert(alias)));
        assert_eq!(Field::find("tag"), Field::find("tags"));
        assert_eq!(Field::find("claimed").unwrap().name, "claimed_urgency");
        assert_eq!(Field::find("color"), None);
    }
}
