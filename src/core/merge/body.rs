//! The body of a merged ticket: messages by their events, sections by line.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::core::event::{Detail, Event, Name};

use super::Merge;
use super::order::sequence;
use super::side::{CONVERSATION, DESCRIPTION, DIAGNOSIS, Key, Part, Side, TOPS, Told, find};
use super::text::{When, message3, text3, three, three_of};

/// The subsections of a diagnosis, in their order.
const SUBS: [&str; 3] = ["Reproduction", "Cause", "Proposed corrections"];

impl Merge<'_> {
    /// When a side last wrote a part of the body.
    fn wrote(&self, side: &Side, (top, below): &Key) -> Option<When> {
        let section = match (top.as_str(), below.as_deref()) {
            (DESCRIPTION, None) => Some("description"),
            ("Resolution", None) => Some("resolution"),
            (DIAGNOSIS, Some("Reproduction")) => Some("reproduction"),
            (DIAGNOSIS, Some("Cause")) => Some("cause"),
            (DIAGNOSIS, Some("Proposed corrections")) => Some("corrections"),
            _ => None,
        };
        let message = below.as_deref().filter(|_| top == CONVERSATION);
        let wrote = |told: &&Told| {
            let event = &told.event;
            let messages = event.details.get(&Detail::Messages);
            let mut messages = messages.and_then(Value::as_array).into_iter().flatten();
            section.is_some_and(|name| event.sections.iter().any(|own| own == name))
                || message.is_some_and(|ev| messages.any(|own| own.as_str() == Some(ev)))
        };
        self.news(side).filter(wrote).map(Told::when).max()
    }

    pub(super) fn body(&self, events: &[Told]) -> String {
        let event = |ev: &str| events.iter().find(|told| told.event.ev.as_str() == ev);
        let retracted: BTreeSet<&str> = events
            .iter()
            .filter(|told| told.event.event.as_str() == "retracted")
            .filter_map(|told| told.event.details.get(&"of".into())?.as_str())
            .collect();
        let was = self.base.iter().flat_map(|base| &base.parts);
        let keys = self.a.parts.iter().chain(&self.b.parts).chain(was);
        let keys = keys.map(|(key, _)| key);
        let mut parts: Vec<(Key, Part)> = Vec::new();
        for key in keys {
            if find(&parts, key).is_some() {
                continue;
            }
            let message = key.1.as_deref().filter(|_| key.0 == CONVERSATION);
            if message.is_some_and(|ev| retracted.contains(ev)) {
                continue;
            }
            let was = self.base.and_then(|base| find(&base.parts, key));
            match (find(&self.a.parts, key), find(&self.b.parts, key)) {
                (Some(a), Some(b)) => parts.push((key.clone(), self.part(key, was, a, b))),
                (Some(only), None) | (None, Some(only)) => {
                    // No event loses its message.
                    let speaks = message
                        .and_then(event)
                        .is_some_and(|told| speaks(&told.event));
                    if was != Some(only) || speaks {
                        parts.push((key.clone(), only.clone()));
                    }
                }
                // Its event is in the union, though neither side has it.
                (None, None) => {
                    let told = message.and_then(event);
                    if let Some(was) = was.filter(|_| told.is_some_and(|told| speaks(&told.event)))
                    {
                        parts.push((key.clone(), was.clone()));
                    }
                }
            }
        }
        let conversation: Key = (CONVERSATION.to_owned(), None);
        if parts.iter().any(|(key, _)| key.0 == CONVERSATION)
            && find(&parts, &conversation).is_none()
        {
            let heading = Part {
                head: format!("## {CONVERSATION}\n"),
                above: Some(1),
                ..Part::default()
            };
            parts.push((conversation.clone(), heading));
        }
        let is_message = |key: &Key| key.0 == CONVERSATION && key.1.is_some();
        let mut messages: Vec<&Key> = parts
            .iter()
            .map(|(key, _)| key)
            .filter(|key| is_message(key))
            .collect();
        messages.sort_by_key(|key| {
            let ev = key.1.as_deref().unwrap_or_default();
            let when = event(ev).map(Told::when);
            (when.is_none(), when, ev)
        });
        let plain = |side: &Side| {
            let keys = side.parts.iter().map(|(key, _)| key.clone());
            let is_left = |key: &Key| !messages.contains(&key);
            keys.filter(is_left).collect::<Vec<_>>()
        };
        let kept: Vec<Key> = parts
            .iter()
            .map(|(key, _)| key.clone())
            .filter(|key| !is_message(key))
            .collect();
        let base = self.base.map(plain).unwrap_or_default();
        let mut order = sequence(&base, &plain(self.a), &plain(self.b), &kept, place);
        order.retain(|key| *key != conversation);
        if find(&parts, &conversation).is_some() {
            order.push(conversation);
        }
        let has_messages = !messages.is_empty();
        order.extend(messages.into_iter().cloned());
        let mut text = String::new();
        for (number, key) in order.iter().enumerate() {
            let Some(part) = find(&parts, key) else {
                continue;
            };
            if number > 0 && !part.head.is_empty() && !text.is_empty() && !text.ends_with("\n\n") {
                text.truncate(text.trim_end_matches('\n').len());
                text.push_str("\n\n");
            }
            text.push_str(&part.head);
            text.push_str(&"\n".repeat(part.above.unwrap_or(0)));
            if !part.text.is_empty() {
                text.push_str(&part.text);
                text.push_str(&"\n".repeat(part.below.max(1)));
            }
        }
        let last = order.last().and_then(|key| find(&parts, key));
        if has_messages || last.is_some_and(|part| !part.text.is_empty()) {
            text.truncate(text.trim_end_matches('\n').len());
            text.push('\n');
        }
        text
    }

    fn part(&self, key: &Key, was: Option<&Part>, a: &Part, b: &Part) -> Part {
        let was_below = was.map(|was| was.below);
        let none = Part::default();
        let was = was.unwrap_or(&none);
        let merged = if key.0 == CONVERSATION && key.1.is_some() {
            message3
        } else {
            text3
        };
        let (wrote_a, wrote_b) = (self.wrote(self.a, key), self.wrote(self.b, key));
        Part {
            head: three_of(Some(&was.head), &a.head, &b.head),
            above: three(was.above.as_ref(), a.above.as_ref(), b.above.as_ref()).0,
            text: merged(
                &was.text,
                &a.text,
                &b.text,
                wrote_a.as_ref(),
                wrote_b.as_ref(),
            ),
            below: three_of(was_below.as_ref(), &a.below, &b.below),
        }
    }
}

/// Whether an event of any program carries a message.
fn speaks(event: &Event) -> bool {
    let has = |key: &str| event.details.get(&key.into()).is_some();
    has("to") || has("from") || has("internal") || event.event == Name::Noted
}

/// The place of a part of the body that is no message.
fn place((top, below): &Key) -> Option<usize> {
    if top == DESCRIPTION {
        return Some(0);
    }
    let top_place = 1 + 1000 * TOPS.iter().position(|name| name == top)?;
    match below {
        None => Some(top_place),
        Some(name) if top == DIAGNOSIS => {
            let sub = SUBS.iter().position(|sub| sub == name);
            Some(top_place + sub.map_or(500, |sub| 1 + sub))
        }
        Some(_) => None,
    }
}
