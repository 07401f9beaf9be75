//! The tracked fields of a ticket, and a change to them.
//!
//! One list names every field the tool knows, its key and its type; reading,
//! writing, comparing, folding and querying follow from it. A key that is not
//! in the list is kept as it came (`extra`).
//!
//! One file: the rows, and the macro that makes of them what each row says.

mod shape;
mod words;

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::duration::parse_duration;
use super::id::TicketId;
use super::key::Key;
use super::stamp::Timestamp;
use super::zone::Zone;

pub(crate) use shape::Shaped;
pub use shape::{List, Scale, Shape, Source, rank};
pub(crate) use words::words;
pub use words::{Approval, Cancellation, Closure, Kind, Status, WaitingOn};

/// Fields that only mean something together: an event that changes one of them
/// states all that are set, so that what two people did apart never mixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Where a ticket is, who is on turn, and how it ended.
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
    /// The status with which alone it means something.
    pub only_while: Option<Status>,
    /// A shorter name that people may type.
    pub alias: Option<&'static str>,
    /// What it says, in a sentence.
    pub about: &'static str,
}

impl Field {
    const fn new(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self {
            name,
            shape,
            group: None,
            only_while: None,
            alias: None,
            about: about.trim_ascii(),
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

    /// It is of the turn, and goes with this status alone.
    const fn only_while(mut self, status: Status) -> Self {
        self.group = Some(Group::Turn);
        self.only_while = Some(status);
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
    ($($(#[doc = $doc:literal])+ $name:ident $variant:ident: $type:ty $([$($more:tt)*])?),* $(,)?) => {
        /// The tracked fields of a ticket; `None` is a key that is absent.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Fields {
            $($(#[doc = $doc])+ pub $name: Option<$type>,)*
            /// Every other key, as it came: the user's own, or an importer's.
            pub extra: Map<String, Value>,
        }

        /// One field and its new value; `None` removes it. Serde tells the
        /// field by its place in the list: that is for what the same program
        /// reads again, and for no file.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum Set {
            $($(#[doc = $doc])+ $variant(Option<$type>),)*
            /// A key the tool does not know. Boxed, since it is rare and would
            /// double the room that each of the others takes.
            Extra(String, #[serde(with = "untyped")] Option<Box<Value>>),
        }

        /// The keys the tool knows, in the order they are written.
        pub const FIELD_NAMES: &[&str] = &[$(stringify!($name)),*];

        /// All that there is to say of each of them, in the same order.
        pub const FIELDS: &[Field] = &[
            $(Field::new(stringify!($name), <$type as Shaped>::SHAPE, concat!($($doc),+))
                $($($more)*)?),*
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

            /// A tracked field that has a value, to be set to it.
            pub(in crate::core) fn set(&self, name: &str) -> Option<Set> {
                match name {
                    $(stringify!($name) => {
                        self.$name.as_ref().map(|value| Set::$variant(Some(value.clone())))
                    })*
                    _ => None,
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

            /// The row of the field; none of a key the tool does not know.
            #[must_use]
            pub fn field(&self) -> Option<&'static Field> {
                FIELDS.get(usize::try_from(self.place()?).ok()?)
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

            /// Whether it gives the field a value.
            #[must_use]
            pub fn is_given(&self) -> bool {
                match self {
                    $(Self::$variant(value) => value.is_some(),)*
                    Self::Extra(_, value) => value.is_some(),
                }
            }

            /// The same list with what another one lists, or without it; none of a
            /// field that is no list.
            #[must_use]
            pub(in crate::core) fn listing(&self, change: &Self, is_added: bool) -> Option<Self> {
                match (self, change) {
                    $((Self::$variant(now), Self::$variant(change)) => {
                        let now = match change {
                            Some(change) => Shaped::listing(now.as_ref(), change, is_added)?,
                            None => now.clone()?,
                        };
                        Some(Self::$variant((!Shaped::is_empty(&now)).then_some(now)))
                    })*
                    _ => None,
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
    waiting_on WaitingOn: WaitingOn [.only_while(Status::Waiting)],
    /// Until when, if agreed; only while waiting.
    waiting_until WaitingUntil: Timestamp [.only_while(Status::Waiting)],
    /// The date given to the customer.
    promised_on PromisedOn: NaiveDate,
    /// The decision on an adaptive ticket.
    approval Approval: Approval,
    /// Who took that decision.
    approval_by ApprovalBy: String [.is(Shape::Name)],
    /// Estimated work, as a duration (`4h`).
    estimate Estimate: String [.is(Shape::Duration)],
    /// Service is restored, the cause lives on elsewhere.
    workaround Workaround: bool,
    /// The commits that fix it.
    fixes Fixes: Vec<String> [.is(Shape::Commits).short("fix")],
    /// How it came to be closed.
    closure Closure: Closure [.only_while(Status::Closed)],
    /// Why it ended without a resolution.
    cancellation Cancellation: Cancellation [.only_while(Status::Cancelled)],
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
    /// The id it had before: another ticket has that, which was opened earlier.
    was Was: TicketId,
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
    fn a_shorter_name_is_nobody_elses() {
        let mut names: BTreeSet<&str> = FIELD_NAMES.iter().copied().collect();
        assert!(aliases().all(|alias| names.insert(alias)));
        assert_eq!(Field::find("tag"), Field::find("tags"));
        assert_eq!(Field::find("claimed").unwrap().name, "claimed_urgency");
        assert_eq!(Field::find("color"), None);
    }
}
