//! One thing that happened to a ticket.

pub mod details;
mod name;
mod open;
mod verb;

use std::borrow::Cow;
use std::fmt;

use chrono::TimeDelta;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::duration::{Seconds, parse_duration};
use super::ev::Ev;
use super::fields::{FIELDS, Field, Fields, Group, Patch, Set};
use super::key::Key;
use super::stamp::Timestamp;
use super::zone::Zone;

pub use details::{Detail, Details};
pub use name::{Name, OnClocks, Row};
pub(in crate::core) use verb::beside;

/// From how many seconds between happening and writing an event keeps both.
const LATE: i64 = 60;

/// One thing that happened to a ticket.
#[derive(Debug, Clone)]
pub struct Event {
    /// When it happened.
    pub at: Timestamp,
    /// The agent who did or recorded it.
    pub by: String,
    /// What happened.
    pub event: Name,
    /// Its identity.
    pub ev: Ev,
    /// When the tool wrote it, where that is more than 60 s away from `at`.
    pub recorded: Option<Timestamp>,
    /// Whether it comes from a foreign history, which no rule of ours bound.
    pub imported: bool,
    /// The tracked fields that it changes: what takes effect of what it states, by
    /// the events before it ([`settle`](super::effect::settle)).
    pub set: Patch,
    /// What it states, where that is not what takes effect.
    pub stated: Option<Box<Stated>>,
    /// The sections of the body it wrote.
    pub sections: Vec<String>,
    /// What belongs to this event alone (`channel`, `to`, `spent`...).
    pub details: Details,
}

/// What an event states of tracked fields, as its file has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stated {
    /// New values; null removes one.
    pub set: Patch,
    /// What came to lists.
    pub add: Patch,
    /// What went from lists.
    pub drop: Patch,
    /// Whether the status that it states is one that the ticket did not take.
    pub is_left: bool,
}

impl Stated {
    /// What turns some fields into others. What goes together is stated whole; a
    /// list by what came and went, since somebody else may change it too, unless
    /// it is `new` altogether.
    #[must_use]
    pub fn between(before: &Fields, after: &Fields, new: bool) -> Self {
        let changed = before.diff(after).0;
        let is_touched = |group: Option<Group>| {
            let mut fields = changed.iter().filter_map(Set::field);
            group.is_some() && fields.any(|field| field.group == group)
        };
        let beside = FIELDS.iter().filter(|field| is_touched(field.group));
        let beside = beside.filter(|field| changed.iter().all(|set| set.name() != field.name));
        let mut beside: Vec<Set> = beside.filter_map(|field| after.set(field.name)).collect();
        // Under the ceiling of another kind the priority would be another.
        let is_judged = is_touched(Some(Group::Judgement)) && after.priority.is_some();
        if is_judged && !new && before.kind.is_none() && after.kind.is_none() {
            beside.push(Set::Kind(None));
        }
        let mut stated = Self::default();
        for set in changed.into_iter().chain(beside) {
            let is_list = set.field().is_some_and(Field::is_list);
            if !is_list || new {
                stated.set.0.push(set);
                continue;
            }
            let before = before.set(set.name()).unwrap_or_else(|| set.removed());
            let after = after.set(set.name()).unwrap_or_else(|| set.removed());
            stated
                .add
                .0
                .extend(after.listing(&before, false).filter(Set::is_given));
            stated
                .drop
                .0
                .extend(before.listing(&after, false).filter(Set::is_given));
        }
        let place = |set: &Set| FIELDS.iter().position(|field| field.name == set.name());
        stated
            .set
            .0
            .sort_by_key(|set| place(set).unwrap_or(FIELDS.len()));
        stated
    }
}

/// [`Stated`], wherever it is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said<'a> {
    /// New values.
    pub set: &'a Patch,
    /// What came to lists.
    pub add: &'a Patch,
    /// What went from lists.
    pub drop: &'a Patch,
}

impl<'a> Said<'a> {
    /// Every field that is spoken of, with a value of it: of a list perhaps a part.
    pub fn sets(self) -> impl Iterator<Item = &'a Set> {
        let parts = [self.set, self.add, self.drop];
        parts.into_iter().flat_map(|part| &part.0)
    }
}

/// Nothing.
static NOTHING: Patch = Patch(Vec::new());

/// Two events are the same when their files say the same: what takes effect
/// depends on others.
impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        let known = |event: &Self| (event.at, event.recorded, event.imported);
        known(self) == known(other)
            && (&self.by, &self.event, &self.ev) == (&other.by, &other.event, &other.ev)
            && self.stated() == other.stated()
            && (&self.sections, &self.details) == (&other.sections, &other.details)
    }
}

/// Whether an event carries a message in the body, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// From the desk to the requester.
    Public,
    /// From the requester.
    Received,
    /// For the desk only.
    Internal,
}

impl Event {
    /// An event without fields, sections or details.
    #[must_use]
    pub fn new(at: Timestamp, by: &str, event: Name, ev: Ev) -> Self {
        Self {
            at,
            by: by.to_owned(),
            event,
            ev,
            recorded: None,
            imported: false,
            set: Patch::default(),
            stated: None,
            sections: Vec::new(),
            details: Details::default(),
        }
    }

    /// What it states of tracked fields, whether or not that takes effect.
    #[must_use]
    pub fn stated(&self) -> Said<'_> {
        let (set, add, drop) = match &self.stated {
            Some(stated) => (&stated.set, &stated.add, &stated.drop),
            None => (&self.set, &NOTHING, &NOTHING),
        };
        Said { set, add, drop }
    }

    /// Has it state this, and nothing else; what takes effect is worked out with the
    /// timeline.
    pub(in crate::core) fn state(&mut self, stated: Stated) {
        if stated.add.is_empty() && stated.drop.is_empty() {
            (self.set, self.stated) = (stated.set, None);
        } else {
            (self.set, self.stated) = (Patch::default(), Some(Box::new(stated)));
        }
    }

    /// Puts the instants among its fields into the words of a zone's clock.
    pub fn tell_in(&mut self, zone: Zone) {
        let stated = self.stated.iter_mut().flat_map(|stated| &mut stated.set.0);
        for set in self.set.0.iter_mut().chain(stated) {
            set.tell_in(zone);
        }
    }

    /// Whether it states a status that the ticket did not take.
    #[must_use]
    pub fn is_without_effect(&self) -> bool {
        self.stated.as_ref().is_some_and(|stated| stated.is_left)
    }

    /// Notes when the tool wrote it, if that differs from when it happened.
    pub fn write_down(&mut self, recorded: Timestamp) {
        let is_late = (recorded - self.at).num_seconds().abs() > LATE;
        self.recorded = is_late.then_some(recorded);
    }

    /// When the tool wrote it.
    #[must_use]
    pub fn written(&self) -> Timestamp {
        self.recorded.unwrap_or(self.at)
    }

    /// A detail that is a text.
    #[must_use]
    pub fn detail(&self, detail: &Detail) -> Option<&str> {
        self.details.get(detail).and_then(Value::as_str)
    }

    /// The time it says was spent.
    #[must_use]
    pub fn spent(&self) -> Seconds {
        let spent = self.detail(&Detail::Spent);
        spent
            .and_then(|text| parse_duration(text).ok())
            .unwrap_or(0)
    }

    /// When its work began, where time was spent: as it says so, else that long
    /// before it happened.
    #[must_use]
    pub fn began(&self) -> Option<Timestamp> {
        let seconds = Some(self.spent()).filter(|seconds| *seconds > 0)?;
        let said = self.detail(&Detail::Began);
        let said = said.and_then(|text| Timestamp::parse_from_rfc3339(text).ok());
        said.or_else(|| self.at.checked_sub_signed(TimeDelta::try_seconds(seconds)?))
    }

    /// When whoever did it was on it: of work its beginning.
    #[must_use]
    pub fn attended_at(&self) -> Timestamp {
        let began = self.began().filter(|_| self.event == Name::Worked);
        began.unwrap_or(self.at)
    }

    /// Of a take-over: when the requester of the other ticket made contact.
    #[must_use]
    pub fn taken_contact(&self) -> Option<Timestamp> {
        let text = self
            .detail(&Detail::Contact)
            .filter(|_| self.event == Name::TookOver)?;
        Timestamp::parse_from_rfc3339(text).ok()
    }

    /// A detail that is a mark (`auto: true`).
    #[must_use]
    pub fn is(&self, detail: &Detail) -> bool {
        self.details.get(detail).and_then(Value::as_bool) == Some(true)
    }

    /// The message it carries: `to` makes it public, `from` the requester's,
    /// `internal` (or being a note) the desk's own.
    #[must_use]
    pub fn message(&self) -> Option<Message> {
        if self.imported {
            None
        } else if self.detail(&Detail::From).is_some() {
            Some(Message::Received)
        } else if self.detail(&Detail::To).is_some() {
            Some(Message::Public)
        } else if self.event == Name::Noted || self.is(&Detail::Internal) {
            Some(Message::Internal)
        } else {
            None
        }
    }

    /// The fold's order: when it happened, then when it was written, then `ev`.
    #[must_use]
    pub fn order(&self) -> (Timestamp, Timestamp, &Ev) {
        (self.at, self.written(), &self.ev)
    }
}

impl JsonSchema for Event {
    fn schema_name() -> Cow<'static, str> {
        "Event".into()
    }

    // What an event of another program holds is its own, as are keys that the
    // tool does not know.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut set = Map::new();
        for field in FIELDS {
            let value = field.shape.schema();
            let value = json!({"anyOf": [value, {"type": "null"}]});
            set.insert(field.name.to_owned(), value);
        }
        let lists = FIELDS.iter().filter(|field| field.is_list());
        let lists: Map<String, Value> = lists
            .map(|field| (field.name.to_owned(), field.shape.schema().into()))
            .collect();
        let instant = generator.subschema_for::<Timestamp>();
        let details = Detail::ALL.iter();
        let details =
            details.filter_map(|detail| Some((detail.as_str(), detail.shape()?.schema())));
        let mut keys: Map<String, Value> = details
            .map(|(key, schema)| (key.to_owned(), schema.into()))
            .collect();
        let own = json!({
            "at": instant,
            "by": {"type": "string"},
            "event": {"type": "string"},
            "ev": {"type": "string"},
            "recorded": instant,
            "imported": {"type": "boolean"},
            "set": {"type": "object", "properties": set, "additionalProperties": true},
            "add": {"type": "object", "properties": lists, "additionalProperties": true},
            "drop": {"type": "object", "properties": lists, "additionalProperties": true},
            "sections": {"type": "array", "items": {"type": "string"}},
        });
        keys.extend(own.as_object().cloned().unwrap_or_default());
        json_schema!({
            "type": "object",
            "properties": keys,
            "required": ["at", "by", "event", "ev"],
            "additionalProperties": true,
        })
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("at", &self.at)?;
        map.serialize_entry("by", &self.by)?;
        map.serialize_entry("event", &self.event)?;
        map.serialize_entry("ev", &self.ev)?;
        if let Some(recorded) = &self.recorded {
            map.serialize_entry("recorded", recorded)?;
        }
        if self.imported {
            map.serialize_entry("imported", &true)?;
        }
        for (detail, value) in self.details.iter() {
            map.serialize_entry(detail.as_str(), value)?;
        }
        let Said { set, add, drop } = self.stated();
        for (key, patch) in [("set", set), ("add", add), ("drop", drop)] {
            if !patch.is_empty() {
                map.serialize_entry(key, patch)?;
            }
        }
        if !self.sections.is_empty() {
            map.serialize_entry("sections", &self.sections)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Event;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an event: a mapping with at, by, event and ev")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Event, A::Error> {
                let (mut at, mut by, mut event, mut ev) = (None, None, None, None);
                let mut recorded = None;
                let mut imported = false;
                let mut stated = Stated::default();
                let mut sections = Vec::new();
                let mut details = Details::default();
                while let Some(key) = map.next_key::<Key<'de>>()? {
                    let key = &*key;
                    let is_second = match key {
                        "at" => at.is_some(),
                        "by" => by.is_some(),
                        "event" => event.is_some(),
                        "ev" => ev.is_some(),
                        "recorded" => recorded.is_some(),
                        "imported" => imported,
                        "set" => !stated.set.is_empty(),
                        "add" => !stated.add.is_empty(),
                        "drop" => !stated.drop.is_empty(),
                        "sections" => !sections.is_empty(),
                        other => details.get(&other.into()).is_some(),
                    };
                    if is_second {
                        return Err(A::Error::custom(format!("`{key}` stands twice")));
                    }
                    match key {
                        "at" => at = Some(map.next_value()?),
                        "by" => by = Some(map.next_value()?),
                        "event" => event = Some(map.next_value()?),
                        "ev" => ev = Some(map.next_value()?),
                        "recorded" => recorded = Some(map.next_value()?),
                        "imported" => imported = map.next_value()?,
                        "set" => stated.set = map.next_value()?,
                        "add" => stated.add = map.next_value()?,
                        "drop" => stated.drop = map.next_value()?,
                        "sections" => sections = map.next_value()?,
                        _ => {
                            details.insert(key.into(), map.next_value::<Value>()?);
                        }
                    }
                }
                let event = event.ok_or_else(|| A::Error::missing_field("event"))?;
                // What an event means that is none of ours, its own program knows.
                let is_ours = !matches!(event, Name::Foreign(_));
                for (detail, value) in details.iter().filter(|_| is_ours) {
                    if let Some(wanted) = detail.lacks(value) {
                        let key = detail.as_str();
                        let reason = format!("`{key}` is not {wanted}: {value}");
                        return Err(A::Error::custom(reason));
                    }
                }
                let has_parts = !(stated.add.is_empty() && stated.drop.is_empty());
                let (set, stated) = if has_parts {
                    (Patch::default(), Some(Box::new(stated)))
                } else {
                    (stated.set, None)
                };
                Ok(Event {
                    at: at.ok_or_else(|| A::Error::missing_field("at"))?,
                    by: by.ok_or_else(|| A::Error::missing_field("by"))?,
                    event,
                    ev: ev.ok_or_else(|| A::Error::missing_field("ev"))?,
                    recorded,
                    imported,
                    set,
                    stated,
                    sections,
                    details,
                })
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(event: &Value) -> serde_json::Result<Event> {
        serde_json::from_str(&event.to_string())
    }

    #[test]
    fn what_the_tool_does_not_know_survives_byte_for_byte() {
        let event = json!({
            "at": "2026-11-22T09:00:00-05:00", "by": "ana", "event": "daydreamed", "ev": "k7q2m9",
            "until": ["monday", {"deep": null}], "to": "nubia", "Spent": 5, "on": ["monday"],
        });
        let read = read(&event).unwrap();
        assert_eq!(read.event, Name::Foreign("daydreamed".into()));
        assert_eq!(serde_json::to_string(&read).unwrap(), event.to_string());
    }

    #[test]
    fn every_word_is_read_as_what_it_says() {
        let names = Name::ALL.iter().enumerate();
        for (place, name) in names {
            assert_eq!(Name::from(name.as_str()), *name);
            assert_eq!(name.place().map(usize::from), Some(place));
        }
        let details = Detail::ALL.iter().enumerate();
        for (place, detail) in details {
            assert_eq!(Detail::from(detail.as_str()), *detail);
            assert_eq!(detail.place().map(usize::from), Some(place));
        }
    }

    #[test]
    fn a_detail_of_another_kind_is_refused_with_what_it_should_be() {
        for (key, value, wanted) in [
            ("spent", json!("lots"), "a duration such as 1h30m"),
            ("spent", json!(5), "a duration such as 1h30m"),
            ("began", json!("yesterday"), "an instant as in RFC 3339"),
            ("auto", json!("yes"), "true or false"),
            ("bytes", json!(-1), "a whole number"),
            ("duplicate", json!("INC-1"), "the id of a ticket"),
            ("messages", json!(["k7q2m9", 3]), "a list of names"),
            ("late", json!("open"), "a mapping of fields"),
            ("to", json!(["nubia"]), "a text"),
        ] {
            let mut event = json!({
                "at": "2026-11-22T09:00:00-05:00", "by": "ana", "event": "worked", "ev": "k7q2m9",
            });
            event[key] = value;
            let error = read(&event).unwrap_err().to_string();
            let reason = format!("`{key}` is not {wanted}: {}", event[key]);
            assert!(error.contains(&reason), "{error}");
        }
    }
}
