//! How the index keeps fields and events: a form without the names of keys,
//! since a question reads tens of thousands of them. Only the program that
//! wrote a record reads it.

use std::borrow::Cow;

use chrono::{FixedOffset, TimeZone as _};
use rusqlite::types::Type;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::core::details::Details;
use crate::core::fields::{Fields, Patch, Set};
use crate::core::id::TicketId;
use crate::core::stamp::Timestamp;
use crate::core::timeline::{Ev, Event};

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

/// The value of a detail; most are texts or marks.
#[derive(Serialize, Deserialize)]
enum Detail<'a> {
    Text(&'a str),
    Mark(bool),
    /// As JSON.
    Other(Cow<'a, str>),
}

impl<'a> From<&'a Value> for Detail<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text),
            Value::Bool(mark) => Self::Mark(*mark),
            other => Self::Other(other.to_string().into()),
        }
    }
}

impl TryFrom<Detail<'_>> for Value {
    type Error = postcard::Error;

    fn try_from(detail: Detail<'_>) -> Result<Self, postcard::Error> {
        match detail {
            Detail::Text(text) => Ok(text.into()),
            Detail::Mark(mark) => Ok(mark.into()),
            Detail::Other(json) => {
                serde_json::from_str(&json).map_err(|_| postcard::Error::SerdeDeCustom)
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    at: Moment,
    by: &'a str,
    event: &'a str,
    ev: &'a str,
    recorded: Option<Moment>,
    imported: bool,
    set: Cow<'a, [Set]>,
    sections: Cow<'a, [String]>,
    #[serde(borrow)]
    details: Vec<(&'a str, Detail<'a>)>,
}

impl<'a> From<&'a Event> for Kept<'a> {
    fn from(event: &'a Event) -> Self {
        let details = event.details.iter();
        Self {
            at: event.at.into(),
            by: &event.by,
            event: &event.event,
            ev: event.ev.as_str(),
            recorded: event.recorded.map(Moment::from),
            imported: event.imported,
            set: Cow::Borrowed(&event.set.0),
            sections: Cow::Borrowed(&event.sections),
            details: details.map(|(key, value)| (key, value.into())).collect(),
        }
    }
}

impl TryFrom<Kept<'_>> for Event {
    type Error = postcard::Error;

    fn try_from(kept: Kept<'_>) -> Result<Self, postcard::Error> {
        let details = kept.details.into_iter();
        let details = details.map(|(key, detail)| Ok((key.to_owned(), detail.try_into()?)));
        let details = details.collect::<Result<Details, postcard::Error>>()?;
        Ok(Self {
            at: kept.at.try_into()?,
            by: kept.by.to_owned(),
            event: kept.event.to_owned(),
            ev: Ev::parse(kept.ev).ok_or(postcard::Error::SerdeDeCustom)?,
            recorded: kept.recorded.map(Timestamp::try_from).transpose()?,
            imported: kept.imported,
            set: Patch(kept.set.into_owned()),
            sections: kept.sections.into_owned(),
            details,
        })
    }
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
    Ok(postcard::to_stdvec(&(id, set))?)
}

/// The id and the fields of a record of [`of_fields`].
pub(super) fn fields(record: &[u8]) -> Result<(TicketId, Fields), RecordError> {
    let (id, set): (TicketId, Vec<Set>) = postcard::from_bytes(record)?;
    let mut fields = Fields::default();
    for set in set {
        fields.put(set);
    }
    Ok((id, fields))
}

/// A ticket's events.
pub(super) fn of_timeline(timeline: &[Event]) -> Result<Vec<u8>, RecordError> {
    let kept: Vec<Kept<'_>> = timeline.iter().map(Kept::from).collect();
    Ok(postcard::to_stdvec(&kept)?)
}

/// The events of a record of [`of_timeline`].
pub(super) fn timeline(record: &[u8]) -> Result<Vec<Event>, RecordError> {
    let kept: Vec<Kept<'_>> = postcard::from_bytes(record)?;
    let events = kept.into_iter().map(Event::try_from);
    Ok(events.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::core::fields::FIELD_NAMES;
    use crate::core::ticket::FrontMatter;

    fn event(value: &Value) -> Event {
        serde_json::from_value(value.clone()).unwrap()
    }

    /// A value for every field, two keys of the user's own and one that is null.
    fn every_field() -> Value {
        let all = r#"{
            "title": "La nómina", "status": "waiting", "kind": "usage", "customer": "coop",
            "requester": "nubia", "channel": "email", "service": "payroll",
            "category": "payroll/tax", "error_code": "E-7", "environment": "3.2",
            "impact": "high", "urgency": "low", "claimed_urgency": "high", "priority": "P3",
            "priority_because": "a promise", "assignee": "ana", "tier": 2, "tags": ["a", "b"],
            "component": "core", "introduced_by": "0a1b2c", "waiting_on": "customer",
            "waiting_until": "2026-11-23T09:00:00-05:00", "promised_on": "2026-12-01",
            "approval": "approved", "approval_by": "nubia", "estimate": "4h",
            "workaround": true, "fixes": ["0a1b2c"], "closure": "silence",
            "cancellation": "no-fault", "parent": "INC-261122-K7F4Q",
            "related": ["INC-261122-K7F4R"], "caused_by": "INC-261122-K7F4S",
            "duplicate_of": "INC-261122-K7F4T", "articles": ["tax/withholding"],
            "source": {"system": "jira", "id": "7"},
            "source_resolved_at": "2026-11-22T09:00:00Z",
            "opened_at": "2026-11-22T09:00:00.25+05:45",
            "zz": {"nested": [1, 2.5, null, {"deep": "ñ"}]}, "aa": null
        }"#;
        serde_json::from_str(all).unwrap()
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
