//! What a command did to a ticket, and the commit message that follows.

use std::fmt::Write as _;

use serde_json::Value;

use super::characters::{Verdict, judged};
use super::fields::Set;
use super::id::TicketId;
use super::ticket::Ticket;
use super::timeline::{AGREED_BY, DUPLICATE, Ev, Event, GRANTED_BY, name};

/// The longest line of a commit message, in characters: a title may be longer.
const LONGEST: usize = 200;
/// Up to how many tickets a commit message names each with its events.
const NAMED: usize = 50;

/// A ticket before and after.
#[derive(Debug, Clone)]
pub struct Change {
    /// As it stood; `None` for a new one.
    pub before: Option<Ticket>,
    /// As it stands now.
    pub after: Ticket,
}

impl Change {
    /// Whether the command found nothing to change.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.before.as_ref() == Some(&self.after)
    }

    /// The events that were added.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        let known = self
            .before
            .as_ref()
            .map_or(0, |before| before.timeline.len());
        self.after.timeline.get(known..).unwrap_or_default()
    }

    /// What was done, in the words of the commands: `classify P2 (impact
    /// high, urgency medium)`.
    #[must_use]
    pub fn summary(&self) -> String {
        let parts: Vec<String> = self
            .events()
            .iter()
            .map(|event| {
                let beside = self.before.as_ref().map(|before| beside(event, before));
                let beside = beside.filter(|beside| !beside.is_empty());
                in_brackets(
                    &summary(event, &self.after),
                    beside.map(|all| all.join(", ")),
                )
            })
            .collect();
        if parts.is_empty() {
            "edit".to_owned()
        } else {
            parts.join(", ")
        }
    }
}

fn detail<'a>(event: &'a Event, key: &str) -> &'a str {
    event.detail(key).unwrap_or_default()
}

fn set_value(event: &Event, key: &str) -> Option<String> {
    let set = event.set.0.iter().find(|set| set.name() == key)?;
    match set.value() {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

fn in_brackets(verb: &str, inside: Option<String>) -> String {
    match inside {
        Some(inside) => format!("{verb} ({inside})"),
        None => verb.to_owned(),
    }
}

fn classified(event: &Event, after: &Ticket) -> String {
    let fields = &after.fields;
    let level = |level: &Option<String>| level.clone().unwrap_or_else(|| "unknown".to_owned());
    let because = set_value(event, "priority_because")
        .map(|because| format!(", because {because}"))
        .unwrap_or_default();
    format!(
        "classify {} (impact {}, urgency {}{because})",
        level(&fields.priority),
        level(&fields.impact),
        level(&fields.urgency),
    )
}

/// What an event changes beside what it is for: whose the ticket was, another
/// tier, an earlier promise, the original of a duplicate.
fn beside(event: &Event, before: &Ticket) -> Vec<String> {
    let fields = &before.fields;
    event
        .set
        .0
        .iter()
        .filter_map(|set| {
            let known = fields.get(set.name()).map(|value| shown(&value));
            if let (name::ESCALATED, Set::Assignee(Some(agent))) = (event.event.as_str(), set) {
                let from = known.map(|known| format!(", from {known}"));
                return Some(format!("{agent}{}", from.unwrap_or_default()));
            }
            let known = known?;
            match (event.event.as_str(), set) {
                (name::ATTENDED | name::ASSIGNED | name::ESCALATED, Set::Assignee(_)) => {
                    Some(format!("from {known}"))
                }
                (name::ATTENDED | name::ASSIGNED, Set::Tier(Some(tier))) => {
                    Some(format!("tier {tier}, was {known}"))
                }
                (name::PROMISED, Set::PromisedOn(_)) => Some(format!("was {known}")),
                (name::REOPENED, Set::DuplicateOf(None)) => {
                    Some(format!("no duplicate of {known} any more"))
                }
                _ => None,
            }
        })
        .collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn linked(event: &Event) -> String {
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

fn edited(event: &Event) -> String {
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

fn summary(event: &Event, after: &Ticket) -> String {
    match event.event.as_str() {
        name::OPENED => format!("open {}", after.title()),
        name::CLASSIFIED => classified(event, after),
        name::ATTENDED => "take".to_owned(),
        name::ASSIGNED => format!(
            "assign {}",
            set_value(event, "assignee").unwrap_or_default()
        ),
        name::ESCALATED => format!("escalate to tier {}", after.fields.tier.unwrap_or(1)),
        name::REPLIED => format!("reply to {}", detail(event, "to")),
        name::NOTED => "note".to_owned(),
        name::RECEIVED => format!("receive from {}", detail(event, "from")),
        name::WAITED => format!("wait for {}", detail(event, "on")),
        name::RESUMED => "resume".to_owned(),
        name::DIAGNOSED => "diagnose".to_owned(),
        name::APPROVED => format!("approve by {}", detail(event, "decided_by")),
        name::REJECTED => format!("reject by {}", detail(event, "decided_by")),
        name::PROMISED => format!("promise {}", detail(event, "on")),
        name::WAIVED => match event.detail(GRANTED_BY) {
            Some(who) => format!(
                "waive {} (granted by the desk: {who})",
                detail(event, "target")
            ),
            None => format!(
                "waive {} (agreed by {})",
                detail(event, "target"),
                detail(event, AGREED_BY)
            ),
        },
        name::WORKED => format!("work {}", detail(event, "spent")),
        name::LINKED => linked(event),
        name::RESOLVED => {
            let workaround = set_value(event, "workaround").map(|_| "workaround".to_owned());
            in_brackets("resolve", workaround)
        }
        name::CLOSED => in_brackets("close", set_value(event, "closure")),
        name::REOPENED => "reopen".to_owned(),
        name::CANCELLED => in_brackets("cancel", set_value(event, "cancellation")),
        name::TOOK_OVER => format!(
            "take over the earlier contact of {}",
            detail(event, DUPLICATE)
        ),
        name::EDITED => edited(event),
        name::ATTACHED => format!("attach {}", detail(event, "name")),
        name::PROMOTED => "promote to the FAQ".to_owned(),
        other => other.to_owned(),
    }
}

/// One line without characters that a terminal obeys: it becomes the subject of
/// a commit, which git shows as it is.
fn one_line(text: &str) -> String {
    let spaced: String = judged(text)
        .map(|(letter, verdict)| match verdict {
            Verdict::Shown => letter,
            Verdict::Hostile | Verdict::Excess => ' ',
        })
        .collect();
    let mut letters = spaced.trim().chars();
    let line: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        format!("{line}…")
    } else {
        line
    }
}

/// A ticket and its new events, `ev` and name.
type Named = (TicketId, Vec<(Ev, String)>);

/// The tickets of a commit, for its message: those above fifty are only counted.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    named: Vec<Named>,
    tickets: usize,
    events: usize,
}

impl Roll {
    /// Adds a ticket.
    pub fn add(&mut self, id: &TicketId, events: &[Event]) {
        self.tickets += 1;
        self.events += events.len();
        if self.tickets <= NAMED {
            let events = events.iter();
            let events = events.map(|event| (event.ev.clone(), event.event.clone()));
            self.named.push((id.clone(), events.collect()));
        } else {
            self.named.clear();
        }
    }

    /// How many tickets there are.
    #[must_use]
    pub fn tickets(&self) -> usize {
        self.tickets
    }

    /// How many events they have.
    #[must_use]
    pub fn events(&self) -> usize {
        self.events
    }

    /// The commit message: the subject by the store's template (`{id}`,
    /// `{summary}`), and the trailers `Ticket: ID` and `Event: EV NAME`, which
    /// are permanent. Above fifty tickets only their numbers are given.
    #[must_use]
    pub fn message(&self, template: &str, summary: &str) -> String {
        let id = match (self.tickets, self.named.as_slice()) {
            (1, [(id, _)]) => id.to_string(),
            (0, _) => "store".to_owned(),
            (many, _) => format!("{many} tickets"),
        };
        let subject = template
            .replace("{id}", &id)
            .replace("{summary}", &one_line(summary));
        let mut message = format!("{}\n\n", one_line(&subject));
        if self.tickets > NAMED {
            let (tickets, events) = (self.tickets, self.events);
            let _ = write!(message, "Tickets: {tickets}\nEvents: {events}\n");
        }
        for (id, events) in &self.named {
            let _ = writeln!(message, "Ticket: {id}");
            for (ev, name) in events {
                let _ = writeln!(message, "Event: {ev} {}", one_line(name));
            }
        }
        message
    }
}

/// The commit message of a command; `note` is its summary where the changes
/// do not tell it.
#[must_use]
pub fn message(changes: &[Change], template: &str, note: Option<&str>) -> String {
    let summary = match (note, changes) {
        (Some(note), _) => note.to_owned(),
        (None, [first, ..]) => first.summary(),
        (None, []) => "edit".to_owned(),
    };
    let mut roll = Roll::default();
    for change in changes {
        roll.add(&change.after.id, change.events());
    }
    roll.message(template, &summary)
}
