//! What `check` proves of one ticket, file system and neighbours apart.

mod values;

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use serde_json::Value;

use super::body;
use super::contract::Contracts;
use super::effect::is_legal;
use super::event::{Detail, Event, Message, Name};
use super::fields::{Set, Status, words};
use super::id::TicketId;
use super::layout;
use super::merge::BESIDE;
use super::policy::Policy;
use super::stamp::Timestamp;
use super::ticket::Ticket;
use super::ties::{self, Relation};
use super::timeline::{first_changed, in_order, left};

use values::{misfits, unlisted_values};

pub use values::strange_values;

words! {
    /// How much a finding weighs.
    Weight {
        /// Something is wrong: `check` answers no.
        Fault = "fault",
        /// Something is odd, and was so where it came from.
        Note = "note",
    }
}

/// Where in the file a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A top-level key of the front matter.
    Key(String),
    /// An event, counted from 0.
    Event(usize),
    /// A line of the body, counted from 0.
    Body(usize),
}

/// One thing `check` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// A stable name: `ticket/fold`, `ticket/transition`...
    pub rule: &'static str,
    /// Where it is.
    pub place: Place,
    /// What is wrong, without a final full stop.
    pub reason: String,
}

impl Finding {
    pub(in crate::core) fn fault(
        rule: &'static str,
        place: Place,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            weight: Weight::Fault,
            rule,
            place,
            reason: reason.into(),
        }
    }

    fn note(rule: &'static str, place: Place, reason: String) -> Self {
        Self {
            weight: Weight::Note,
            ..Self::fault(rule, place, reason)
        }
    }
}

/// The relations of a store: the other ticket of each ticket that has one.
pub type Relations = HashMap<(TicketId, Relation), TicketId>;

/// What a ticket is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Neighbours<'a> {
    /// The ids of the store.
    pub tickets: &'a HashSet<TicketId>,
    /// The slugs of the FAQ.
    pub articles: &'a HashSet<String>,
    /// The names of this ticket's attachments.
    pub attachments: &'a [String],
    /// The customers and their contacts.
    pub contracts: &'a Contracts,
    /// What each ticket with a relation is tied to.
    pub relations: &'a Relations,
}

/// Every finding of one ticket, in the order of the rules below.
#[must_use]
pub fn ticket(ticket: &Ticket, policy: &Policy, neighbours: Neighbours<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    required(ticket, &mut findings);
    fields_equal_the_fold(ticket, &mut findings);
    findings.extend(record(ticket));
    let is_imported = ticket.fields.source.is_some();
    // The lists are those of today: what a ticket that has ended says is history.
    let mut unlisted = Vec::new();
    if ticket.status().is_active() {
        unlisted = unlisted_values(&ticket.fields, policy);
    }
    let excludes = neighbours.contracts.excludes(&ticket.fields);
    unlisted.retain(|(key, _)| *key != "service" || !excludes);
    for (key, reason) in unlisted.into_iter().chain(misfits(&ticket.fields)) {
        findings.push(Finding {
            weight: if is_imported {
                Weight::Note
            } else {
                Weight::Fault
            },
            rule: "ticket/value",
            place: Place::Key(key.to_owned()),
            reason: format!("{key}: {reason}"),
        });
    }
    findings.extend(parties(ticket, neighbours.contracts));
    references(ticket, neighbours, &mut findings);
    findings
}

/// A customer or requester whom the contracts lack: odd, where the ticket was
/// imported, or has ended and may have outlived them; else wrong.
fn parties(ticket: &Ticket, contracts: &Contracts) -> Option<Finding> {
    let (key, refusal) = contracts.refused(&ticket.fields)?;
    let has_ended = matches!(ticket.status(), Status::Closed | Status::Cancelled);
    Some(Finding {
        weight: if has_ended || ticket.fields.source.is_some() {
            Weight::Note
        } else {
            Weight::Fault
        },
        rule: "ticket/value",
        place: Place::Key(key.to_owned()),
        reason: format!("{key}: {refusal}"),
    })
}

/// An event that was committed and is no longer there as it was.
#[must_use]
pub fn kept(committed: &Ticket, ticket: &Ticket) -> Option<Finding> {
    let changed = first_changed(&committed.timeline, &ticket.timeline)?;
    let ev = &changed.ev;
    let place = ticket.timeline.iter().position(|event| event.ev == *ev);
    Some(Finding::fault(
        "ticket/timeline",
        place.map_or(Place::Key("timeline".to_owned()), Place::Event),
        match place {
            Some(_) => format!("the event {ev} is not as it was committed, or not where"),
            None => format!("the event {ev} was committed and is gone"),
        },
    ))
}

/// What is wrong with the record itself: its events, their order, and the
/// messages that belong to them.
#[must_use]
pub fn record(ticket: &Ticket) -> Vec<Finding> {
    let mut findings = Vec::new();
    events(ticket, &mut findings);
    transitions(ticket, &mut findings);
    messages(ticket, &mut findings);
    findings
}

fn required(ticket: &Ticket, findings: &mut Vec<Finding>) {
    for (key, is_there) in [
        ("title", !ticket.title().trim().is_empty()),
        ("status", ticket.fields.status.is_some()),
        ("opened_at", ticket.fields.opened_at.is_some()),
    ] {
        if !is_there {
            findings.push(Finding::fault(
                "ticket/required",
                Place::File,
                format!("`{key}` is missing"),
            ));
        }
    }
    if ticket.timeline.is_empty() {
        findings.push(Finding::fault(
            "ticket/required",
            Place::File,
            "it has no timeline; `bitacora commit` gives it one",
        ));
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "absent".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn fields_equal_the_fold(ticket: &Ticket, findings: &mut Vec<Finding>) {
    let folded = super::timeline::fold(in_order(&ticket.timeline));
    let mut seen = HashSet::new();
    let events = ticket.timeline.iter();
    let named = events.flat_map(|event| event.stated().sets().chain(&event.set.0));
    for key in named.map(Set::name).filter(|key| seen.insert(*key)) {
        let (field, fold) = (ticket.fields.get(key), folded.get(key));
        if !is_same(field.as_ref(), fold.as_ref()) {
            let field = shown(&field.unwrap_or_default());
            let fold = shown(&fold.unwrap_or_default());
            findings.push(Finding::fault(
                "ticket/fold",
                Place::Key(key.to_owned()),
                format!("{key} is {field}, and the timeline makes it {fold}"),
            ));
        }
    }
}

/// Whether two values are one; a list is one in whatever order.
fn is_same(field: Option<&Value>, fold: Option<&Value>) -> bool {
    let (Some(Value::Array(field)), Some(Value::Array(fold))) = (field, fold) else {
        return field == fold;
    };
    field.iter().all(|each| fold.contains(each)) && fold.iter().all(|each| field.contains(each))
}

fn events(ticket: &Ticket, findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for (index, event) in ticket.timeline.iter().enumerate() {
        if !seen.insert(&event.ev) {
            findings.push(Finding::fault(
                "ticket/event",
                Place::Event(index),
                format!("the event {} stands twice", event.ev),
            ));
        }
        let opened_at = ticket.fields.opened_at;
        if !event.imported && opened_at.is_some_and(|opened_at| event.at < opened_at) {
            findings.push(Finding::fault(
                "ticket/event",
                Place::Event(index),
                format!("the event {} is before opened_at", event.ev),
            ));
        }
    }
    let first = in_order(&ticket.timeline).into_iter().next();
    if let Some(first) = first
        && first.event != Name::Opened
    {
        findings.push(Finding::fault(
            "ticket/event",
            Place::Event(0),
            format!("the first event is `{}`, not `opened`", first.event),
        ));
    }
}

fn transitions(ticket: &Ticket, findings: &mut Vec<Finding>) {
    let mut standing: Option<&Event> = None;
    for event in in_order(&ticket.timeline) {
        if event.is_without_effect() {
            continue;
        }
        let Some(to) = event.set.status() else {
            continue;
        };
        let from = standing.and_then(|event| event.set.status());
        if !is_legal(&event.event, from, to) {
            let from = from.map_or("nothing", Status::as_str);
            findings.push(Finding {
                weight: if event.imported {
                    Weight::Note
                } else {
                    Weight::Fault
                },
                rule: "ticket/transition",
                place: Place::Event(place_of(ticket, event)),
                reason: format!("{from} cannot become {to} (event {})", event.ev),
            });
        }
        standing = Some(event);
    }
    for (event, standing) in left(&ticket.timeline) {
        let stood = standing.map_or_else(String::new, |standing| {
            let status = standing.set.status().map_or("", Status::as_str);
            format!(
                ": by then it was {status}, since {} by {} ({})",
                standing.event, standing.by, standing.ev
            )
        });
        let Event { by, ev, .. } = event;
        let reason = format!("{} by {by} ({ev}) has no effect{stood}", event.event);
        let place = Place::Event(place_of(ticket, event));
        findings.push(Finding::note("ticket/step", place, reason));
    }
}

fn place_of(ticket: &Ticket, event: &Event) -> usize {
    ticket
        .timeline
        .iter()
        .position(|other| other.ev == event.ev)
        .unwrap_or(0)
}

fn messages(ticket: &Ticket, findings: &mut Vec<Finding>) {
    let messages = body::messages(&ticket.body);
    let mut seen = HashSet::new();
    for message in &messages {
        if !seen.insert(&message.ev) {
            findings.push(Finding::fault(
                "ticket/message",
                Place::Body(message.line),
                format!("the message {} stands twice", message.ev),
            ));
        }
        let event = ticket
            .timeline
            .iter()
            .find(|event| event.ev == message.ev && event.message().is_some());
        let reason = match event {
            None => format!("the message {} has no event", message.ev),
            Some(event) if !is_headed(message, event) => {
                format!(
                    "the heading of the message {} is not its event's",
                    message.ev
                )
            }
            Some(_) => continue,
        };
        findings.push(Finding::fault(
            "ticket/message",
            Place::Body(message.line),
            reason,
        ));
    }
    for (index, event) in ticket.timeline.iter().enumerate() {
        if event.message().is_some() && !seen.contains(&event.ev) {
            findings.push(Finding::fault(
                "ticket/message",
                Place::Event(index),
                format!("the event {} has no message in the conversation", event.ev),
            ));
        }
    }
}

/// Whether a message's heading says what its event does: who, to whom, when,
/// through which channel.
fn is_headed(message: &body::Message, event: &Event) -> bool {
    let by = body::named(&event.by);
    let party = |detail| body::named(event.detail(detail).unwrap_or_default());
    let people = match event.message() {
        Some(Message::Public) => (by, party(&Detail::To)),
        Some(Message::Received) => (party(&Detail::From), by),
        Some(Message::Internal) | None => (by, "note".to_owned()),
    };
    let at = Timestamp::parse_from_rfc3339(&message.at);
    at == Ok(event.at)
        && (message.by.as_str(), message.to.as_str()) == (&*people.0, &*people.1)
        && message.channel.as_deref() == event.detail(&Detail::Channel)
}

fn references(ticket: &Ticket, neighbours: Neighbours<'_>, findings: &mut Vec<Finding>) {
    let fields = &ticket.fields;
    for (key, id) in ties::named(fields) {
        if *id == ticket.id {
            findings.push(Finding::fault(
                "ticket/reference",
                Place::Key(key.to_owned()),
                format!("{key}: it names itself"),
            ));
        } else if !neighbours.tickets.contains(id) {
            findings.push(Finding::fault(
                "ticket/reference",
                Place::Key(key.to_owned()),
                format!("{key}: there is no ticket {id}"),
            ));
        }
    }
    findings.extend(circles(&ticket.id, neighbours.relations));
    for slug in fields.articles.iter().flatten() {
        if !neighbours.articles.contains(slug) {
            findings.push(Finding::fault(
                "ticket/reference",
                Place::Key("articles".to_owned()),
                format!("articles: there is no faq/{slug}.md"),
            ));
        }
    }
    attachments(ticket, neighbours.attachments, findings);
}

/// Events and files pair both ways. A file that no event attached is odd: it
/// was put there past `attach`, or by a merge.
fn attachments(ticket: &Ticket, present: &[String], findings: &mut Vec<Finding>) {
    let mut attached = HashSet::new();
    for (index, event) in ticket.timeline.iter().enumerate() {
        if event.event != Name::Attached {
            continue;
        }
        let file = event.detail(&Detail::File).unwrap_or_default();
        attached.insert(file);
        if !present.iter().any(|known| known == file) {
            findings.push(Finding::fault(
                "ticket/attachment",
                Place::Event(index),
                format!("the attachment {file} is missing"),
            ));
        }
    }
    let strange = present
        .iter()
        .filter(|name| !attached.contains(name.as_str()));
    findings.extend(strange.map(|name| {
        if !name.starts_with(BESIDE) {
            let reason = format!("{name} lies in its folder and no event attached it");
            return Finding::note("ticket/attachment", Place::File, reason);
        }
        let path = format!("{}/{name}", layout::attachments(&ticket.id));
        let reason = format!(
            "{name} is what a merge could not unite: take over what it has more, then git rm {path}"
        );
        Finding::note("ticket/unmerged", Place::File, reason)
    }));
}

/// Relations that lead back to the ticket; one that names itself is another
/// finding.
fn circles(id: &TicketId, relations: &Relations) -> impl Iterator<Item = Finding> {
    Relation::ALL.into_iter().filter_map(move |relation| {
        let other_of =
            |id: &TicketId| Ok::<_, Infallible>(relations.get(&(id.clone(), relation)).cloned());
        let Ok(circle) = ties::circle(id, other_of);
        let circle = circle.filter(|circle| circle.len() > 1)?;
        let (key, is) = (relation.key(), relation.is());
        Some(Finding::fault(
            "ticket/reference",
            Place::Key(key.to_owned()),
            format!(
                "{key}: it is {is} itself: {}",
                ties::told(relation, &circle)
            ),
        ))
    })
}

/// A finding and where its file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Relative to the store's root.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What was found.
    pub finding: Finding,
}

/// What a check of the store came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files were looked at.
    pub files: usize,
    /// By path, then by line.
    pub findings: Vec<Located>,
}

impl Checked {
    /// How many findings are faults.
    #[must_use]
    pub fn faults(&self) -> usize {
        let faults = self.findings.iter();
        faults
            .filter(|located| located.finding.weight == Weight::Fault)
            .count()
    }
}
