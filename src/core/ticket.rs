//! A ticket: its fields, its timeline and its body.

mod record;
mod step;

use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::duration::Seconds;
use super::effect::settle;
use super::event::{Detail, Event, Name};
use super::fields::{Cancellation, Fields, Set, Status, are_last};
use super::id::TicketId;
use super::key::Key;
use super::stamp::Timestamp;
use super::timeline::{fold, in_order};

pub use step::{Step, Utterance};

/// One incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    /// Its identity.
    pub id: TicketId,
    /// What the front matter says, timeline apart.
    /// Boxed: tickets are moved by thousands.
    pub fields: Box<Fields>,
    /// What happened, in the order of the file.
    pub timeline: Vec<Event>,
    /// Everything below the front matter, byte for byte.
    pub body: String,
    /// Of a ticket as it stood earlier: what its whole record tells of. None: the
    /// timeline is the whole record.
    pub told: Option<Coverage>,
}

/// What a record tells of. That of the desk tells everything; a foreign one may
/// have no messages or no levels at all, and then nobody knows of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Who said something, and when.
    pub messages: bool,
    /// In which tier it was.
    pub levels: bool,
}

impl Coverage {
    fn by(timeline: &[Event]) -> Self {
        let first = timeline.iter().min_by(|a, b| a.order().cmp(&b.order()));
        let is_foreign = first.is_some_and(|first| first.imported);
        let any = |is_it: fn(&Event) -> bool| !is_foreign || timeline.iter().any(is_it);
        Self {
            messages: any(|event| event.imported && event.event == Name::Replied),
            levels: any(|event| {
                let mut sets = event.set.0.iter();
                sets.any(|set| matches!(set, Set::Tier(_)))
            }),
        }
    }
}

/// The front matter of a ticket's file.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter {
    /// Its identity.
    pub id: TicketId,
    /// Every key but `id` and `timeline`.
    pub fields: Fields,
    /// The events; `None` when the key is absent (a file made by hand).
    pub timeline: Option<Vec<Event>>,
}

impl<'de> Deserialize<'de> for FrontMatter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = FrontMatter;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter
                    .write_str("the front matter of a ticket: a mapping with id, title and status")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FrontMatter, A::Error> {
                let (mut id, mut timeline): (_, Option<Vec<Event>>) = (None, None);
                let mut fields = Fields::default();
                while let Some(key) = map.next_key::<Key<'de>>()? {
                    let key = &*key;
                    let is_second = match key {
                        "id" => id.is_some(),
                        "timeline" => timeline.is_some(),
                        _ => false,
                    };
                    if is_second {
                        return Err(A::Error::custom(format!("`{key}` stands twice")));
                    }
                    match key {
                        "id" => id = Some(map.next_value()?),
                        "timeline" => timeline = map.next_value()?,
                        _ => fields.read(key, &mut map)?,
                    }
                }
                if let Some(timeline) = &mut timeline {
                    settle(timeline);
                }
                Ok(FrontMatter {
                    id: id.ok_or_else(|| A::Error::missing_field("id"))?,
                    fields,
                    timeline,
                })
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

impl Ticket {
    /// A ticket to which nothing has happened.
    #[must_use]
    pub fn blank(id: TicketId) -> Self {
        Self {
            id,
            fields: Box::default(),
            timeline: Vec::new(),
            body: String::new(),
            told: None,
        }
    }

    /// What its record tells of, also of a ticket as it stood before that was
    /// told: what a source tells does not depend on when one asks.
    #[must_use]
    pub fn told(&self) -> Coverage {
        self.told.unwrap_or_else(|| Coverage::by(&self.timeline))
    }

    /// Where it is in its life.
    #[must_use]
    pub fn status(&self) -> Status {
        self.fields.status.unwrap_or(Status::Open)
    }

    /// When the requester made contact; of a ticket that does not state it,
    /// when its first event happened.
    #[must_use]
    pub fn opened_at(&self) -> Timestamp {
        let first = || self.timeline.iter().map(|event| event.at).min();
        self.fields.opened_at.or_else(first).unwrap_or_default()
    }

    /// One line that says what is wrong.
    #[must_use]
    pub fn title(&self) -> &str {
        self.fields.title.as_deref().unwrap_or_default()
    }

    /// The earliest contact it answers for: its own, or that of a duplicate
    /// which came before it.
    #[must_use]
    pub fn contact(&self) -> Option<Timestamp> {
        let taken = self.timeline.iter().filter_map(Event::taken_contact);
        self.fields.opened_at.into_iter().chain(taken).min()
    }

    /// The ticket that stands in for it, where it is a duplicate.
    #[must_use]
    pub fn original(&self) -> Option<&TicketId> {
        let is_duplicate = self.fields.status == Some(Status::Cancelled)
            && self.fields.cancellation == Some(Cancellation::Duplicate);
        self.fields.duplicate_of.as_ref().filter(|_| is_duplicate)
    }

    /// The fields as they stood at an instant: events at or after it have not
    /// happened.
    #[must_use]
    pub fn as_of(&self, instant: Timestamp) -> Fields {
        fold(
            in_order(&self.timeline)
                .into_iter()
                .filter(|event| event.at < instant),
        )
    }

    /// The ticket as its first events make it, in the order they stand in.
    #[must_use]
    pub fn with_first(&self, count: usize, with_body: bool) -> Self {
        let timeline = self.timeline[..count].to_vec();
        Self {
            id: self.id.clone(),
            fields: Box::new(fold(&timeline)),
            timeline,
            body: if with_body {
                self.body.clone()
            } else {
                String::new()
            },
            told: Some(self.told()),
        }
    }

    /// Takes back what had not happened at an instant; what its record tells of
    /// stays.
    pub fn stand_before(&mut self, until: Timestamp) {
        let told = self.told();
        self.rewind(|event| event.at < until);
        self.told = Some(told);
    }

    /// Takes back what is not known: those events go, and the fields are
    /// the fold of the others, on top of the keys no event names.
    pub fn rewind(&mut self, happened: impl Fn(&Event) -> bool) {
        if self.timeline.iter().all(&happened) && self.is_as_recorded() {
            return;
        }
        let fields = std::mem::take(&mut self.fields);
        let fields = self.unrecorded(fields);
        self.timeline.retain(happened);
        // What came of later events may have hung on those that are gone.
        settle(&mut self.timeline);
        self.fields = self.refold_on(fields, |_| true);
    }

    /// Whether the fields that its events name have the values that they say.
    fn is_as_recorded(&self) -> bool {
        let is_in_order = self.timeline.is_sorted_by(|a, b| a.order() <= b.order());
        let sets = self.timeline.iter().flat_map(|event| &event.set.0);
        is_in_order && are_last(&self.fields, sets)
    }

    /// The last event, in the fold's order, that set the status.
    #[must_use]
    pub fn status_event(&self) -> Option<&Event> {
        in_order(&self.timeline)
            .into_iter()
            .rev()
            .find(|event| event.set.status().is_some())
    }

    /// Time worked, in all events together.
    #[must_use]
    pub fn worked(&self) -> Seconds {
        let spent = self.timeline.iter().map(Event::spent);
        spent.fold(0, Seconds::saturating_add)
    }

    /// The names of the files in the ticket's folder, in the order in which
    /// they were attached.
    pub fn attachments(&self) -> impl Iterator<Item = &str> {
        let attached = self
            .timeline
            .iter()
            .filter(|event| event.event == Name::Attached);
        attached.filter_map(|event| event.detail(&Detail::File))
    }

    /// Who public messages go to when nobody is named.
    #[must_use]
    pub fn addressee(&self) -> &str {
        let fields = &self.fields;
        fields
            .requester
            .as_deref()
            .or(fields.customer.as_deref())
            .unwrap_or("requester")
    }

    /// Appends an event that is already whole and brings the fields along.
    pub fn push(&mut self, event: Event) {
        let is_last = self
            .timeline
            .iter()
            .all(|other| other.order() <= event.order());
        self.timeline.push(event);
        settle(&mut self.timeline);
        match self.timeline.last() {
            Some(event) if is_last => self.fields.apply(&event.set),
            _ => self.fields = self.refold(|_| true),
        }
    }

    /// The fold of the events that count, on top of the keys no event names.
    fn refold(&self, counts: impl Fn(&Event) -> bool) -> Box<Fields> {
        self.refold_on(self.unrecorded(self.fields.clone()), counts)
    }

    /// The keys of these that no event names.
    fn unrecorded(&self, mut fields: Box<Fields>) -> Box<Fields> {
        let named = |event: &Event| event.stated().sets().map(Set::removed).collect::<Vec<_>>();
        for set in self.timeline.iter().flat_map(named) {
            fields.put(set);
        }
        fields
    }

    fn refold_on(&self, mut fields: Box<Fields>, counts: impl Fn(&Event) -> bool) -> Box<Fields> {
        for event in in_order(&self.timeline)
            .into_iter()
            .filter(|event| counts(event))
        {
            fields.apply(&event.set);
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::ev::Ev;
    use crate::core::fields::Patch;

    /// Fields and events by a few letters, so that values come again and go.
    fn ticket(edits: &[(u8, u8)], events: &[(u8, u8, u8)]) -> Ticket {
        let set = |(field, value): (u8, u8)| {
            let text = (value > 0).then(|| value.to_string());
            match field {
                0 => Set::Priority(text),
                1 => Set::Assignee(text),
                2 => Set::Tags(text.map(|text| vec![text])),
                _ => Set::Extra("zz".to_owned(), text.map(|text| Box::new(text.into()))),
            }
        };
        let mut ticket = Ticket::blank("INC-261122-K7F4Q".parse().unwrap());
        for (place, (minute, field, value)) in (0..).zip(events) {
            let at = format!("2026-11-22T09:{minute:02}:00Z");
            let at = Timestamp::parse_from_rfc3339(&at).unwrap();
            let ev = Ev::imported(place + 1);
            let mut event = Event::new(at, "ana", Name::Edited, ev);
            event.set = Patch(vec![set((*field, *value))]);
            ticket.timeline.push(event);
        }
        *ticket.fields = fold(in_order(&ticket.timeline));
        for edit in edits {
            ticket.fields.put(set(*edit));
        }
        ticket
    }

    proptest! {
        /// Whether or not it can be seen at once that nothing is to be done.
        #[test]
        fn a_ticket_that_goes_back_says_what_its_record_says(
            edits in prop::collection::vec((0_u8..4, 0_u8..3), 0..2),
            events in prop::collection::vec((0_u8..4, 0_u8..4, 0_u8..3), 0..6),
        ) {
            let before = ticket(&edits, &events);
            let mut after = before.clone();
            after.rewind(|_| true);
            prop_assert_eq!(&after.fields, &before.refold(|_| true));
            let named = |field: &u8| events.iter().any(|(_, of, _)| of == field);
            let own = edits.iter().copied().filter(|(field, _)| !named(field));
            let own: Vec<_> = own.collect();
            prop_assert_eq!(after.fields, ticket(&own, &events).fields);
        }
    }
}
