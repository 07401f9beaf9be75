//! What a command did, in its own words: the subject of the commit.

use serde_json::Value;

use super::Event;
use super::details::Detail;
use crate::core::fields::{Fields, Set};

impl Event {
    /// What was done, in the words of the commands: `classify P2 (impact high,
    /// urgency medium)`. `after` are the fields since then.
    #[must_use]
    pub fn summary(&self, after: &Fields) -> String {
        match self.event.row() {
            Some(row) => (row.verb)(self, after),
            None => self.event.as_str().to_owned(),
        }
    }
}

/// A verb and what it is about, as a detail says.
pub(super) fn of(verb: &str, event: &Event, detail: &Detail) -> String {
    format!("{verb} {}", event.detail(detail).unwrap_or_default())
}

/// A verb and what it is about, as a field says that the event set.
pub(super) fn of_field(verb: &str, event: &Event, field: &str) -> String {
    format!("{verb} {}", set_value(event, field).unwrap_or_default())
}

/// A verb, and beside it a field that the event set, if it did.
pub(super) fn in_brackets(verb: &str, event: &Event, field: &str) -> String {
    beside(verb, set_value(event, field))
}

pub(super) fn classified(event: &Event, after: &Fields) -> String {
    let level = |level: &Option<String>| level.clone().unwrap_or_else(|| "unknown".to_owned());
    let because = set_value(event, "priority_because")
        .map(|because| format!(", because {because}"))
        .unwrap_or_default();
    format!(
        "classify {} (impact {}, urgency {}{because})",
        level(&after.priority),
        level(&after.impact),
        level(&after.urgency),
    )
}

pub(super) fn waived(event: &Event, _: &Fields) -> String {
    let waive = of("waive", event, &Detail::Target);
    match event.detail(&Detail::GrantedBy) {
        Some(who) => format!("{waive} (granted by the desk: {who})"),
        None => beside(&waive, Some(of("agreed by", event, &Detail::AgreedBy))),
    }
}

pub(super) fn linked(event: &Event, _: &Fields) -> String {
    let Some(set) = event.set.0.first() else {
        return "link".to_owned();
    };
    let other = match set {
        Set::Related(Some(ids)) => ids.last().map(ToString::to_string),
        _ => set_value(event, set.name()),
    };
    format!(
        "link {} {}",
        set.name().replace('_', "-"),
        other.unwrap_or_default()
    )
}

pub(super) fn resolved(event: &Event, _: &Fields) -> String {
    let workaround = set_value(event, "workaround").map(|_| "workaround".to_owned());
    beside("resolve", workaround)
}

pub(super) fn edited(event: &Event, _: &Fields) -> String {
    let fields = event.set.0.iter().map(Set::name);
    let names: Vec<&str> = fields
        .chain(event.sections.iter().map(String::as_str))
        .collect();
    if names.is_empty() {
        "edit".to_owned()
    } else {
        format!("edit {}", names.join(", "))
    }
}

/// A verb, and in brackets what else there is to say.
pub(in crate::core) fn beside(verb: &str, inside: Option<String>) -> String {
    match inside {
        Some(inside) => format!("{verb} ({inside})"),
        None => verb.to_owned(),
    }
}

fn set_value(event: &Event, key: &str) -> Option<String> {
    let set = event.set.0.iter().find(|set| set.name() == key)?;
    match set.value() {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}
