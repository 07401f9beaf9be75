//! How the index keeps fields and events: a form without the names of keys,
//! since a question reads tens of thousands of them. Only the program that
//! wrote a record reads it.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use chrono::{FixedOffset, TimeZone as _};
use rusqlite::types::Type;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::core::ev::Ev;
use crate::core::event::{Detail, Details, Event, Name, Stated};
use crate::core::fields::{Fields, Patch, Set};
use crate::core::id::TicketId;
use crate::core::stamp::Timestamp;

/// A record that cannot be written or read.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum RecordError {
    /// Of fields or events.
    Compact(#[from] postcard::Error),
    /// Of anything else.
    Json(#[from] serde_json::Error),
}

impl From<RecordError> for rusqlite::Error {
    /// A record that cannot be read is damage like any other.
    fn from(error: RecordError) -> Self {
        Self::FromSqlConversionFailure(0, Type::Blob, Box::new(error))
    }
}

/// Fields, or details, for which room is made at once.
const MANY: usize = 64;

/// Seconds since 1970, nanoseconds within the second, and seconds east.
#[derive(Serialize, Deserialize)]
struct Moment(i64, u32, i32);

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        let east = at.offset().local_minus_utc();
        Self(at.timestamp(), at.timestamp_subsec_nanos(), east)
    }
}

impl TryFrom<Moment> for Timestamp {
    type Error = postcard::Error;

    fn try_from(Moment(seconds, nanoseconds, east): Moment) -> Result<Self, postcard::Error> {
        let zone = FixedOffset::east_opt(east);
        let at = zone.and_then(|zone| zone.timestamp_opt(seconds, nanoseconds).single());
        at.ok_or(postcard::Error::SerdeDeCustom)
    }
}

fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    Moment::deserialize(deserializer)?
        .try_into()
        .map_err(D::Error::custom)
}

fn maybe_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let moment = Option::<Moment>::deserialize(deserializer)?;
    let moment = moment.map(Timestamp::try_from).transpose();
    moment.map_err(D::Error::custom)
}

/// A new value of a field: instants, which every ticket has, not as texts.
#[derive(Serialize, Deserialize)]
enum Change<'a> {
    OpenedAt(Moment),
    WaitingUntil(Moment),
    Other(Cow<'a, Set>),
}

impl<'a> From<&'a Set> for Change<'a> {
    fn from(set: &'a Set) -> Self {
        match set {
            Set::OpenedAt(Some(at)) => Self::OpenedAt((*at).into()),
            Set::WaitingUntil(Some(at)) => Self::WaitingUntil((*at).into()),
            other => Self::Other(Cow::Borrowed(other)),
        }
    }
}

impl TryFrom<Change<'_>> for Set {
    type Error = postcard::Error;

    fn try_from(change: Change<'_>) -> Result<Self, postcard::Error> {
        Ok(match change {
            Change::OpenedAt(at) => Self::OpenedAt(Some(at.try_into()?)),
            Change::WaitingUntil(at) => Self::WaitingUntil(Some(at.try_into()?)),
            Change::Other(set) => set.into_owned(),
        })
    }
}

/// A word of a list that the program knows by its place there, or any other.
#[derive(Serialize, Deserialize)]
enum Word<'a> {
    Known(u8),
    Foreign(&'a str),
}

impl<'a> Word<'a> {
    fn of(place: Option<u8>, word: &'a str) -> Self {
        place.map_or(Self::Foreign(word), Self::Known)
    }

    fn read<T: Clone + From<&'a str>>(self, all: &[T]) -> Result<T, postcard::Error> {
        match self {
            Self::Known(place) => {
                let known = all.get(usize::from(place)).cloned();
                known.ok_or(postcard::Error::SerdeDeCustom)
            }
            Self::Foreign(word) => Ok(word.into()),
        }
    }
}

/// The value of a detail; most are texts or marks.
#[derive(Serialize, Deserialize)]
enum DetailValue<'a> {
    Text(&'a str),
    Mark(bool),
    /// As JSON.
    Other(Cow<'a, str>),
}

impl<'a> From<&'a Value> for DetailValue<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text),
            Value::Bool(mark) => Self::Mark(*mark),
            other => Self::Other(other.to_string().into()),
        }
    }
}

impl TryFrom<DetailValue<'_>> for Value {
    type Error = postcard::Error;

    fn try_from(said: DetailValue<'_>) -> Result<Self, postcard::Error> {
        match said {
            DetailValue::Text(text) => Ok(text.into()),
            DetailValue::Mark(mark) => Ok(mark.into()),
            DetailValue::Other(json) => {
                serde_json::from_str(&json).map_err(|_| postcard::Error::SerdeDeCustom)
            }
        }
    }
}

/// An event as it is written.
#[derive(Serialize)]
struct Written<'a> {
    at: Moment,
    by: &'a str,
    event: Word<'a>,
    ev: &'a str,
    recorded: Option<Moment>,
    imported: bool,
    set: Vec<Change<'a>>,
    stated: Option<([Vec<Change<'a>>; 3], bool)>,
    sections: &'a [String],
    details: Vec<(Word<'a>, DetailValue<'a>)>,
}

impl<'a> From<&'a Event> for Written<'a> {
    fn from(event: &'a Event) -> Self {
        let details = event.details.iter();
        let key = |detail: &'a Detail| Word::of(detail.place(), detail.as_str());
        Self {
            at: event.at.into(),
            by: &event.by,
            event: Word::of(event.event.place(), event.event.as_str()),
            ev: event.ev.as_str(),
            recorded: event.recorded.map(Moment::from),
            imported: event.imported,
            set: changes(&event.set),
            stated: event.stated.as_ref().map(|stated| {
                let Stated {
                    set,
                    add,
                    drop,
                    is_left,
                } = &**stated;
                ([set, add, drop].map(changes), *is_left)
            }),
            sections: &event.sections,
            details: details
                .map(|(detail, value)| (key(detail), value.into()))
                .collect(),
        }
    }
}

fn changes(patch: &Patch) -> Vec<Change<'_>> {
    patch.0.iter().map(Change::from).collect()
}

/// The same as it is read: at once into its place.
#[derive(Deserialize)]
#[serde(remote = "Event")]
struct Read {
    #[serde(deserialize_with = "moment")]
    at: Timestamp,
    by: String,
    #[serde(deserialize_with = "name")]
    event: Name,
    #[serde(deserialize_with = "ev")]
    ev: Ev,
    #[serde(deserialize_with = "maybe_moment")]
    recorded: Option<Timestamp>,
    imported: bool,
    #[serde(deserialize_with = "patch")]
    set: Patch,
    #[serde(deserialize_with = "stated")]
    stated: Option<Box<Stated>>,
    sections: Vec<String>,
    #[serde(deserialize_with = "details")]
    details: Details,
}

#[derive(Deserialize)]
struct Whole(#[serde(with = "Read")] Event);

fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    let word = Word::deserialize(deserializer)?;
    word.read(Name::ALL).map_err(D::Error::custom)
}

fn ev<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ev, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    Ev::parse(text).ok_or_else(|| D::Error::custom(text))
}

fn patch<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Patch, D::Error> {
    each(deserializer, |change: Change<'de>| change.try_into()).map(Patch)
}

fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<Stated>>, D::Error> {
    let kept = Option::<([Part; 3], bool)>::deserialize(deserializer)?;
    Ok(kept.map(|([Part(set), Part(add), Part(drop)], is_left)| {
        Box::new(Stated {
            set,
            add,
            drop,
            is_left,
        })
    }))
}

/// A patch as it is read.
#[derive(Deserialize)]
struct Part(#[serde(deserialize_with = "patch")] Patch);

fn details<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Details, D::Error> {
    let entries = each(
        deserializer,
        |(key, said): (Word<'de>, DetailValue<'de>)| Ok((key.read(Detail::ALL)?, said.try_into()?)),
    );
    entries.map(Details::of)
}

/// What is made of each item of a list.
fn each<'de, D: Deserializer<'de>, T: Deserialize<'de>, U>(
    deserializer: D,
    make: impl FnMut(T) -> Result<U, postcard::Error>,
) -> Result<Vec<U>, D::Error> {
    struct Items<T, F>(F, PhantomData<T>);
    impl<'de, T, U, F> Visitor<'de> for Items<T, F>
    where
        T: Deserialize<'de>,
        F: FnMut(T) -> Result<U, postcard::Error>,
    {
        type Value = Vec<U>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Vec<U>, A::Error> {
            // A damaged record may say that it has any number of them.
            let count = items.size_hint().unwrap_or_default().min(MANY);
            let mut made = Vec::with_capacity(count);
            while let Some(item) = items.next_element()? {
                made.push((self.0)(item).map_err(A::Error::custom)?);
            }
            Ok(made)
        }
    }
    deserializer.deserialize_seq(Items(make, PhantomData))
}

/// As JSON, what is read too seldom to be worth a form of its own.
pub(super) fn of(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, RecordError> {
    Ok(serde_json::to_vec(value)?)
}

/// What [`of`] kept.
pub(super) fn read<'a, T: Deserialize<'a>>(record: &'a [u8]) -> Result<T, RecordError> {
    Ok(serde_json::from_slice(record)?)
}

/// A ticket's id and fields.
pub(super) fn of_fields(id: &TicketId, fields: &Fields) -> Result<Vec<u8>, RecordError> {
    let set = Fields::default().diff(fields).0;
    let set: Vec<Change<'_>> = set.iter().map(Change::from).collect();
    Ok(postcard::to_stdvec(&(id, set))?)
}

/// The id and the fields of a record of [`of_fields`].
pub(super) fn fields(record: &[u8]) -> Result<(TicketId, Fields), RecordError> {
    let (id, Kept(fields)) = postcard::from_bytes(record)?;
    Ok((id, fields))
}

/// Fields as they are read: one by one into their places.
struct Kept(Fields);

impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = Fields::default();
        each(deserializer, |change: Change<'de>| {
            fields.put(change.try_into()?);
            Ok(())
        })
        .map(|_: Vec<()>| ())?;
        Ok(Self(fields))
    }
}

/// A ticket's events.
pub(super) fn of_timeline(timeline: &[Event]) -> Result<Vec<u8>, RecordError> {
    let written: Vec<Written<'_>> = timeline.iter().map(Written::from).collect();
    Ok(postcard::to_stdvec(&written)?)
}

/// The events of a record of [`of_timeline`].
pub(super) fn timeline(record: &[u8]) -> Result<Vec<Event>, RecordError> {
    let events: Vec<Whole> = postcard::from_bytes(record)?;
    Ok(events.into_iter().map(|Whole(event)| event).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::core::fields::FIELD_NAMES;
    use crate::core::ticket::FrontMatter;
    use crate::index::tests::every_field;

    fn event(value: &Value) -> Event {
        serde_json::from_value(value.clone()).unwrap()
    }

    #[test]
    fn fields_come_back_as_they_were() {
        let mut all = every_field();
        all["id"] = "INC-261122-K7F4Q".into();
        let FrontMatter {
            id, fields: before, ..
        } = serde_json::from_value(all).unwrap();
        assert!(FIELD_NAMES.iter().all(|name| before.get(name).is_some()));
        assert_eq!(before.extra.len(), 2);
        let (same, after) = fields(&of_fields(&id, &before).unwrap()).unwrap();
        assert_eq!((same, &after), (id, &before));
        let keys = |fields: &Fields| fields.extra.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&after), keys(&before));
    }

    #[test]
    fn events_come_back_as_they_were() {
        let removed: serde_json::Map<String, Value> = FIELD_NAMES
            .iter()
            .map(|name| ((*name).to_owned(), Value::Null))
            .collect();
        let before = [
            event(&json!({
                "at": "2026-11-22T09:00:00.5-05:00", "by": "ana", "event": "replied",
                "ev": "k7q2m9", "recorded": "2026-11-23T09:00:00Z", "imported": true,
                "to": "nubia", "internal": false, "spent": "1h", "seconds": 90,
                "minutes": 1.5, "list": ["a"], "none": null, "set": every_field(),
                "sections": ["cause", "resolution"],
            })),
            event(&json!({
                "at": "2026-11-22T09:00:00Z", "by": "", "event": "edited", "ev": "z00000",
                "set": removed,
            })),
        ];
        let after = timeline(&of_timeline(&before).unwrap()).unwrap();
        assert_eq!(after, before);
        let text = |events: &[Event]| serde_json::to_string(events).unwrap();
        assert_eq!(text(&after), text(&before));
    }

    #[test]
    fn a_record_cut_short_is_an_error() {
        let id: TicketId = "INC-261122-K7F4Q".parse().unwrap();
        let record = of_fields(&id, &Fields::default()).unwrap();
        for end in 0..record.len() {
            assert!(fields(&record[..end]).is_err(), "{end}");
        }
    }
}
