//! The timeline is the record: events, their order, and the fold.

use std::fmt;

use chrono::TimeDelta;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::details::Details;
use super::duration::{Seconds, parse_duration};
use super::fields::{Fields, Patch};
use super::key::Key;
use super::stamp::{Timestamp, mix};

/// Names of events. The list is open: an unknown one folds like any other.
pub mod name {
    /// A ticket was filed.
    pub const OPENED: &str = "opened";
    /// Kind, category, service or priority were judged.
    pub const CLASSIFIED: &str = "classified";
    /// A technician is on it.
    pub const ATTENDED: &str = "attended";
    /// It was given to an agent.
    pub const ASSIGNED: &str = "assigned";
    /// It went to another tier.
    pub const ESCALATED: &str = "escalated";
    /// A public message of the desk.
    pub const REPLIED: &str = "replied";
    /// An internal note.
    pub const NOTED: &str = "noted";
    /// A message from the requester.
    pub const RECEIVED: &str = "received";
    /// Somebody outside the desk is on turn.
    pub const WAITED: &str = "waited";
    /// The desk is on turn again.
    pub const RESUMED: &str = "resumed";
    /// Its cause is known.
    pub const DIAGNOSED: &str = "diagnosed";
    /// An adaptive ticket may be done.
    pub const APPROVED: &str = "approved";
    /// An adaptive ticket will not be done.
    pub const REJECTED: &str = "rejected";
    /// A date was given to the customer.
    pub const PROMISED: &str = "promised";
    /// The customer gave a target up.
    pub const WAIVED: &str = "waived";
    /// Time was spent.
    pub const WORKED: &str = "worked";
    /// It was tied to another ticket.
    pub const LINKED: &str = "linked";
    /// Service is restored.
    pub const RESOLVED: &str = "resolved";
    /// The requester confirmed or stayed silent.
    pub const CLOSED: &str = "closed";
    /// It was not solved after all.
    pub const REOPENED: &str = "reopened";
    /// It ended without a resolution.
    pub const CANCELLED: &str = "cancelled";
    /// An earlier ticket is a duplicate of this one, which stands in for it
    /// from its contact on.
    pub const TOOK_OVER: &str = "took-over";
    /// The file was changed by hand.
    pub const EDITED: &str = "edited";
    /// A file was attached.
    pub const ATTACHED: &str = "attached";
    /// It became a FAQ article.
    pub const PROMOTED: &str = "promoted";
    /// A row of a foreign history that is none of the above.
    pub const IMPORTED: &str = "imported";

    /// Every name above; `check` and tests go through them.
    pub const ALL: &[&str] = &[
        OPENED, CLASSIFIED, ATTENDED, ASSIGNED, ESCALATED, REPLIED, NOTED, RECEIVED, WAITED,
        RESUMED, DIAGNOSED, APPROVED, REJECTED, PROMISED, WAIVED, WORKED, LINKED, RESOLVED, CLOSED,
        REOPENED, CANCELLED, TOOK_OVER, EDITED, ATTACHED, PROMOTED, IMPORTED,
    ];
}

/// An event's identity: six characters of lower-case Crockford base 32, the
/// first a letter, since YAML reads `12e456` as a number. The union of two
/// timelines is by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ev([u8; 6]);

/// Of a waiver: the customer's contact who agreed.
pub const AGREED_BY: &str = "agreed_by";
/// Of a waiver: the agent who granted it without the customer.
pub const GRANTED_BY: &str = "granted_by";
/// Of a take-over: the ticket that is a duplicate of this one.
pub const DUPLICATE: &str = "duplicate";
/// Of a take-over: when the duplicate's requester made contact.
pub const CONTACT: &str = "contact";
/// The mark of a requester's message that asks nothing.
pub const THANKS: &str = "thanks";

/// From how many seconds between happening and writing an event keeps both.
const LATE: i64 = 60;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const FIRST_LETTER: u64 = 10;
const LEAST: u64 = FIRST_LETTER << 25;
const END: u64 = 32 << 25;

impl Ev {
    fn from_number(number: u64) -> Self {
        Self([5, 4, 3, 2, 1, 0].map(|place| {
            let index = usize::try_from((number >> (5 * place)) & 31).unwrap_or(0);
            DIGITS[index]
        }))
    }

    fn number(&self) -> u64 {
        self.0.iter().fold(0, |number, byte| {
            let digit = DIGITS.iter().position(|digit| digit == byte).unwrap_or(0);
            number * 32 + digit as u64
        })
    }

    /// Draws one from random bits. `after` is the last `ev` of the same
    /// second: the one drawn is greater, and stays near enough that some
    /// thousands more fit into the second.
    #[must_use]
    pub fn draw(entropy: u64, after: Option<&Self>) -> Self {
        let bits = mix(entropy);
        match after.map(Self::number) {
            None => {
                // The upper eighth is left for those who follow in the same second.
                let room = (END - LEAST) / 8 * 7;
                Self::from_number(LEAST + bits % room)
            }
            Some(last) => {
                let room = (END.saturating_sub(last + 1) / 1024).max(1);
                Self::from_number((last + 1 + bits % room).min(END - 1))
            }
        }
    }

    /// The n-th event of an imported history, from 1: `m00001`. The 100,000th is
    /// `n00000`.
    #[must_use]
    pub fn imported(n: usize) -> Self {
        // After 99,999 events comes the next letter.
        const LETTERS: &[u8; 12] = b"mnpqrstvwxyz";
        Self([100_000, 10_000, 1_000, 100, 10, 1].map(|unit| match unit {
            100_000 => LETTERS[n / unit % LETTERS.len()],
            _ => DIGITS[n / unit % 10],
        }))
    }

    /// The six characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // They are letters and digits.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Reads six characters of the alphabet, the first a letter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| match byte {
            b'i' | b'l' | b'o' | b'u' => false,
            byte => byte.is_ascii_digit() || byte.is_ascii_lowercase(),
        };
        let digits: [u8; 6] = text.as_bytes().try_into().ok()?;
        let fits = digits.iter().all(|byte| is_digit(*byte)) && digits[0].is_ascii_lowercase();
        fits.then_some(Self(digits))
    }
}

impl fmt::Display for Ev {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Serialize for Ev {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Ev {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is not an ev: six characters of 0-9 and a-z without i, l, o, u, the first a letter"
            ))
        })
    }
}

/// One thing that happened to a ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When it happened.
    pub at: Timestamp,
    /// The agent who did or recorded it.
    pub by: String,
    /// What happened, see [`name`].
    pub event: String,
    /// Its identity.
    pub ev: Ev,
    /// When the tool wrote it, where that is more than 60 s away from `at`.
    pub recorded: Option<Timestamp>,
    /// Whether it comes from a foreign history, which no rule of ours bound.
    pub imported: bool,
    /// The tracked fields it changed.
    pub set: Patch,
    /// The sections of the body it wrote.
    pub sections: Vec<String>,
    /// What belongs to this event alone (`channel`, `to`, `spent`...).
    pub details: Details,
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
    pub fn new(at: Timestamp, by: &str, event: &str, ev: Ev) -> Self {
        Self {
            at,
            by: by.to_owned(),
            event: event.to_owned(),
            ev,
            recorded: None,
            imported: false,
            set: Patch::default(),
            sections: Vec::new(),
            details: Details::default(),
        }
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
    pub fn detail(&self, key: &str) -> Option<&str> {
        self.details.get(key).and_then(Value::as_str)
    }

    /// The time it says was spent; what cannot be read is `check`'s matter.
    #[must_use]
    pub fn spent(&self) -> Seconds {
        let spent = self.detail("spent");
        spent
            .and_then(|text| parse_duration(text).ok())
            .unwrap_or(0)
    }

    /// When its work began, where time was spent: as it says so, else that long
    /// before it happened.
    #[must_use]
    pub fn began(&self) -> Option<Timestamp> {
        let seconds = Some(self.spent()).filter(|seconds| *seconds > 0)?;
        let said = self.detail("began");
        let said = said.and_then(|text| Timestamp::parse_from_rfc3339(text).ok());
        said.or_else(|| self.at.checked_sub_signed(TimeDelta::try_seconds(seconds)?))
    }

    /// When whoever did it was on it: of work its beginning.
    #[must_use]
    pub fn attended_at(&self) -> Timestamp {
        let began = self.began().filter(|_| self.event == name::WORKED);
        began.unwrap_or(self.at)
    }

    /// Of a take-over: when the requester of the other ticket made contact.
    #[must_use]
    pub fn taken_contact(&self) -> Option<Timestamp> {
        let text = self
            .detail(CONTACT)
            .filter(|_| self.event == name::TOOK_OVER)?;
        Timestamp::parse_from_rfc3339(text).ok()
    }

    /// A detail that is a mark (`auto: true`).
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        self.details.get(key).and_then(Value::as_bool) == Some(true)
    }

    /// The message it carries: `to` makes it public, `from` the requester's,
    /// `internal` (or being a note) the desk's own.
    #[must_use]
    pub fn message(&self) -> Option<Message> {
        if self.imported {
            None
        } else if self.detail("from").is_some() {
            Some(Message::Received)
        } else if self.detail("to").is_some() {
            Some(Message::Public)
        } else if self.event == name::NOTED || self.is("internal") {
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
        for (key, value) in self.details.iter() {
            map.serialize_entry(key, value)?;
        }
        if !self.set.is_empty() {
            map.serialize_entry("set", &self.set)?;
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
                let mut set = Patch::default();
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
                        "set" => !set.is_empty(),
                        "sections" => !sections.is_empty(),
                        other => details.get(other).is_some(),
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
                        "set" => set = map.next_value()?,
                        "sections" => sections = map.next_value()?,
                        _ => details.insert(key, map.next_value::<Value>()?),
                    }
                }
                Ok(Event {
                    at: at.ok_or_else(|| A::Error::missing_field("at"))?,
                    by: by.ok_or_else(|| A::Error::missing_field("by"))?,
                    event: event.ok_or_else(|| A::Error::missing_field("event"))?,
                    ev: ev.ok_or_else(|| A::Error::missing_field("ev"))?,
                    recorded,
                    imported,
                    set,
                    sections,
                    details,
                })
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// The events in the fold's order. Files keep them in the order they were
/// written or merged in, so a backdated event may stand late.
#[must_use]
pub fn in_order(timeline: &[Event]) -> Vec<&Event> {
    let mut events: Vec<&Event> = timeline.iter().collect();
    events.sort_by(|a, b| a.order().cmp(&b.order()));
    events
}

/// The first event of a committed timeline that `now` does not have as it was
/// and where it was. The timeline is the record and only grows.
#[must_use]
pub fn first_changed<'a>(committed: &'a [Event], now: &[Event]) -> Option<&'a Event> {
    let mut kept = now.iter();
    committed.iter().find(|event| kept.next() != Some(event))
}

/// What the events make of the fields they name, and nothing else.
#[must_use]
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Fields {
    let mut fields = Fields::default();
    for event in events {
        fields.apply(&event.set);
    }
    fields
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::fields::{Set, Status};

    #[test]
    fn an_ev_begins_with_a_letter_and_reads_back() {
        for entropy in 0..2_000 {
            let ev = Ev::draw(entropy, None);
            assert_eq!(Ev::parse(ev.as_str()), Some(ev.clone()));
            assert_eq!(Ev::from_number(ev.number()), ev);
        }
    }

    #[test]
    fn the_events_of_an_imported_history_ascend_however_many_there_are() {
        let evs: Vec<Ev> = [1, 2, 99_999, 100_000, 100_001, 1_199_999]
            .map(Ev::imported)
            .to_vec();
        assert!(evs.is_sorted_by(|a, b| a < b), "{evs:?}");
        assert_eq!(evs[0].as_str(), "m00001");
        for ev in &evs {
            assert_eq!(Ev::parse(ev.as_str()).as_ref(), Some(ev));
        }
    }

    #[test]
    fn thousands_of_evs_of_one_second_ascend() {
        let mut last = Ev::draw(7, None);
        for entropy in 0..5_000 {
            let next = Ev::draw(entropy, Some(&last));
            assert!(next > last, "{next} after {last}");
            last = next;
        }
    }

    #[test]
    fn a_text_that_yaml_takes_for_a_number_is_no_ev() {
        for text in ["12e456", "k7q2m", "k7q2m9x", "k7q2mi", "K7Q2M9", ""] {
            assert_eq!(Ev::parse(text), None, "{text}");
        }
    }

    fn event(at: &str, ev: &str, status: Status) -> Event {
        let at = Timestamp::parse_from_rfc3339(at).unwrap();
        let mut event = Event::new(at, "ana", "noted", Ev::parse(ev).unwrap());
        event.set = Patch(vec![Set::Status(Some(status))]);
        event
    }

    #[test]
    fn the_fold_goes_by_when_it_happened_not_by_place_in_the_file() {
        let timeline = [
            event("2026-11-22T10:00:00-05:00", "a00001", Status::Resolved),
            event("2026-11-22T09:00:00-05:00", "a00002", Status::Classified),
        ];
        let folded = fold(in_order(&timeline));
        assert_eq!(folded.status, Some(Status::Resolved));
    }

    #[test]
    fn a_null_removes_the_field() {
        let mut second = event("2026-11-22T10:00:00-05:00", "a00002", Status::Open);
        second.set = Patch(vec![Set::Status(None)]);
        let timeline = [
            event("2026-11-22T09:00:00-05:00", "a00001", Status::Open),
            second,
        ];
        assert_eq!(fold(in_order(&timeline)).status, None);
    }

    proptest! {
        #[test]
        fn the_fold_does_not_depend_on_the_order_of_the_file(
            seconds in prop::collection::vec(0_i64..20, 1..12),
            rotation in 0_usize..12,
        ) {
            let start = Timestamp::parse_from_rfc3339("2026-11-22T09:00:00-05:00").unwrap();
            let timeline: Vec<Event> = seconds
                .iter()
                .enumerate()
                .map(|(index, second)| {
                    let at = start + chrono::Duration::seconds(*second);
                    let mut event = Event::new(at, "ana", "noted", Ev::imported(index));
                    event.set = Patch(vec![Set::Title(Some(index.to_string()))]);
                    event
                })
                .collect();
            let mut turned = timeline.clone();
            turned.rotate_left(rotation % timeline.len());
            prop_assert_eq!(fold(in_order(&timeline)), fold(in_order(&turned)));
        }
    }
}
