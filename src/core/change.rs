//! What a command did to a ticket, and the commit message that follows.

use std::fmt::Write as _;

use serde_json::Value;

use super::characters::{Verdict, judged};
use super::ev::Ev;
use super::event::{Event, Name, beside as verb_beside};
use super::fields::Set;
use super::id::TicketId;
use super::ticket::Ticket;

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
                verb_beside(
                    &event.summary(&self.after.fields),
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
            if let (Name::Escalated, Set::Assignee(Some(agent))) = (&event.event, set) {
                let from = known.map(|known| format!(", from {known}"));
                return Some(format!("{agent}{}", from.unwrap_or_default()));
            }
            let known = known?;
            match (&event.event, set) {
                (Name::Attended | Name::Assigned | Name::Escalated, Set::Assignee(_)) => {
                    Some(format!("from {known}"))
                }
                (Name::Attended | Name::Assigned, Set::Tier(Some(tier))) => {
                    Some(format!("tier {tier}, was {known}"))
                }
                (Name::Promised, Set::PromisedOn(_)) => Some(format!("was {known}")),
                (Name::Reopened, Set::DuplicateOf(None)) => {
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
type Named = (TicketId, Vec<(Ev, Name)>);

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
                let _ = writeln!(message, "Event: {ev} {}", one_line(name.as_str()));
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
