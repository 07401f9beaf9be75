//! What a hand edit means for the record: the changed fields become one
//! `edited` event, or the edit is refused with the command to use instead.

use std::collections::HashSet;

use serde_json::Value;

use super::body::{self, Section};
use super::check::{Weight, record as record_of, strange_values};
use super::contract::Contracts;
use super::effect::is_legal;
use super::event::{Detail, Name};
use super::fields::{Approval, FIELDS, Fields, Kind, Patch, Set, Status};
use super::id::TicketId;
use super::policy::Policy;
use super::refusal::Refusal;
use super::stamp::{Stamp, rfc3339};
use super::ticket::{FrontMatter, Step, Ticket};
use super::timeline::{first_changed, fold, in_order};
use super::told::Told as _;

/// What the values of a ticket are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Agreed<'a> {
    /// What the desk agreed on.
    pub policy: &'a Policy,
    /// The customers and their contacts.
    pub contracts: &'a Contracts,
}

/// The ticket that a file changed by hand becomes: `head` as committed
/// (`None` for a new file), `edited` as the file stands.
pub fn record(
    head: Option<&Ticket>,
    edited: FrontMatter,
    text: String,
    agreed: Agreed<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    let FrontMatter {
        id,
        fields,
        timeline,
    } = edited;
    let timeline = timeline.unwrap_or_default();
    let known = head.map_or(0, |head| head.timeline.len());
    let brought;
    let head = match head {
        Some(head) => head,
        None if timeline.is_empty() => {
            values(&id, None, &fields, agreed)?;
            return filed(id, &fields, text, stamp);
        }
        // A new file that brings its timeline along: the record is what the
        // timeline says, anything else in the fields is an edit of it.
        None => {
            brought = Ticket {
                id: id.clone(),
                fields: Box::new(fold(in_order(&timeline))),
                timeline: timeline.clone(),
                body: text.clone(),
                told: None,
            };
            &brought
        }
    };
    if first_changed(&head.timeline, &timeline).is_some() {
        let path = format!("tickets/{}.md", id.path_stem());
        return Err(refuse(
            &id,
            "the committed part of the timeline was changed".to_owned(),
            format!(
                "git diff -- {path} shows where; put those lines back: the timeline is the record and only grows"
            ),
        ));
    }
    let mut ticket = Ticket {
        id,
        fields: head.fields.clone(),
        timeline: head.timeline.clone(),
        body: text,
        told: None,
    };
    for event in &timeline[head.timeline.len()..] {
        ticket.push(event.clone());
    }
    if ticket.timeline.len() > known {
        proven(&ticket)?;
    }
    let set = tracked(&ticket, &fields);
    ordered(&mut ticket, &fields);
    titled(&ticket.id, &fields)?;
    opening(&ticket, &fields, stamp)?;
    transition(&ticket, &fields, &set)?;
    decided(&ticket, &fields, &set)?;
    values(&ticket.id, Some(&head.fields), &fields, agreed)?;
    let (sections, messages) = rewritten(&ticket.id, head, &ticket)?;
    ticket.fields.extra.clone_from(&fields.extra);
    if set.is_empty() && sections.is_empty() && messages.is_empty() {
        return Ok(ticket);
    }
    let step = Step::new().maybe(Detail::Messages, (!messages.is_empty()).then_some(messages));
    let name = self::step(&ticket, &set);
    let mut ticket = ticket.record(stamp, name, step, |fields| fields.apply(&set))?;
    if let Some(event) = ticket.timeline.last_mut() {
        event.sections = sections;
    }
    Ok(ticket)
}

fn refuse(id: &TicketId, reason: String, hint: String) -> Refusal {
    Refusal::HandEdit {
        id: id.clone(),
        reason,
        hint,
    }
}

/// A new file without a timeline gets one `opened` event with every known field.
fn filed(id: TicketId, fields: &Fields, body: String, stamp: &Stamp) -> Result<Ticket, Refusal> {
    titled(&id, fields)?;
    let opened_at = fields.opened_at.unwrap_or(stamp.at);
    let mut ticket = Ticket::blank(id);
    ticket.fields.extra.clone_from(&fields.extra);
    let mut ticket = ticket.record(&stamp.at(opened_at), Name::Opened, Step::new(), |own| {
        let extra = std::mem::take(&mut own.extra);
        *own = Fields {
            extra,
            ..fields.clone()
        };
        own.status.get_or_insert(Status::Open);
        own.opened_at = Some(opened_at);
    })?;
    ticket.body = body;
    Ok(ticket)
}

/// Events that a hand or another clone wrote are taken as they are, if they
/// could have been written here.
fn proven(ticket: &Ticket) -> Result<(), Refusal> {
    let findings = record_of(ticket);
    match findings
        .iter()
        .find(|finding| finding.weight == Weight::Fault)
    {
        None => Ok(()),
        Some(finding) => Err(refuse(
            &ticket.id,
            format!("its timeline: {}", finding.reason),
            "mend the event, or take it out".to_owned(),
        )),
    }
}

/// `opened_at` may be put right, but not behind what happened since.
fn opening(ticket: &Ticket, fields: &Fields, stamp: &Stamp) -> Result<(), Refusal> {
    let Some(opened_at) = fields.opened_at else {
        return Ok(());
    };
    let events = ticket.timeline.iter().filter(|event| !event.imported);
    let first = events.map(|event| event.at).min().unwrap_or(stamp.at);
    if opened_at <= first.min(stamp.at) {
        return Ok(());
    }
    Err(refuse(
        &ticket.id,
        format!("opened_at is after what happened at {}", rfc3339(&first)),
        "it may be earlier, not later".to_owned(),
    ))
}

fn titled(id: &TicketId, fields: &Fields) -> Result<(), Refusal> {
    let title = fields.title.as_deref().unwrap_or_default();
    if title.trim().is_empty() {
        return Err(refuse(
            id,
            "it has no title".to_owned(),
            "add `title:` to the front matter".to_owned(),
        ));
    }
    Ok(())
}

/// The part of a difference that the record keeps: fields the tool knows, and
/// others that an event has named before.
fn tracked(ticket: &Ticket, fields: &Fields) -> Patch {
    let named: HashSet<&str> = ticket
        .timeline
        .iter()
        .flat_map(|event| event.stated().sets().map(Set::name))
        .collect();
    let mut patch = ticket.fields.diff(fields);
    patch.0.retain(|set| match set.field() {
        // The order of a list says nothing.
        Some(field) if field.is_list() => !lists_the_same(&ticket.fields, set),
        Some(_) => true,
        None => named.contains(set.name()),
    });
    patch
}

/// Whether a list has what is there already, in whatever order.
fn lists_the_same(fields: &Fields, list: &Set) -> bool {
    let now = fields.set(list.name()).unwrap_or_else(|| list.removed());
    let has_more = |one: &Set, other: &Set| {
        let left = one.listing(other, false);
        left.is_some_and(|left| left.is_given())
    };
    !has_more(&now, list) && !has_more(list, &now)
}

/// Leaves lists in the order in which a person put them.
fn ordered(ticket: &mut Ticket, fields: &Fields) {
    let lists = FIELDS.iter().filter(|field| field.is_list());
    let lists: Vec<Set> = lists.filter_map(|field| fields.set(field.name)).collect();
    for list in lists {
        if lists_the_same(&ticket.fields, &list) {
            ticket.fields.put(list);
        }
    }
}

/// What was decided is not asked for again.
fn decided(ticket: &Ticket, fields: &Fields, set: &Patch) -> Result<(), Refusal> {
    let asks = |set: &Set| matches!(set, Set::Approval(Some(Approval::Pending)));
    let was = ticket
        .fields
        .approval
        .filter(|was| *was != Approval::Pending);
    let is_kept = [&*ticket.fields, fields]
        .iter()
        .all(|fields| fields.kind == Some(Kind::Adaptive));
    match was {
        Some(was) if is_kept && set.0.iter().any(asks) => Err(refuse(
            &ticket.id,
            format!("it was {was} already, and a decision is not asked for again"),
            format!("put `approval: {was}` back"),
        )),
        _ => Ok(()),
    }
}

/// Every value the edit changed is one the desk knows, and the priority is
/// the matrix's or has a reason. What was strange before may stay.
fn values(
    id: &TicketId,
    before: Option<&Fields>,
    fields: &Fields,
    agreed: Agreed<'_>,
) -> Result<(), Refusal> {
    let refused = agreed.contracts.refused(fields);
    let was_refused = before.and_then(|before| agreed.contracts.refused(before));
    if let Some((key, refusal)) = refused
        && was_refused.as_ref() != Some(&(key, refusal.clone()))
    {
        let hint = refusal.hint().unwrap_or_default();
        return Err(refuse(id, format!("{key}: {refusal}"), hint));
    }
    let known = before.map(|before| strange_values(before, agreed.policy));
    let known = known.unwrap_or_default();
    let strange = strange_values(fields, agreed.policy);
    match strange.iter().find(|finding| !known.contains(finding)) {
        None => Ok(()),
        Some((key, reason)) => Err(refuse(
            id,
            format!("{key}: {reason}"),
            format!("bitacora classify {id}, or mend the value"),
        )),
    }
}

/// A status written by hand must be a legal step whose text or fields are there.
fn transition(ticket: &Ticket, fields: &Fields, set: &Patch) -> Result<(), Refusal> {
    let id = &ticket.id;
    let is_removed = set.0.iter().any(|set| matches!(set, Set::Status(None)));
    if is_removed || fields.status.is_none() {
        return Err(refuse(
            id,
            "it has no status".to_owned(),
            format!("put `status: {}` back", ticket.status()),
        ));
    }
    if let (None, Some(opened_at)) = (fields.opened_at, ticket.fields.opened_at) {
        return Err(refuse(
            id,
            "it has no opened_at".to_owned(),
            format!("put `opened_at: {}` back", rfc3339(&opened_at)),
        ));
    }
    let Some(to) = set.status() else {
        return Ok(());
    };
    if !is_legal(&step(ticket, set), Some(ticket.status()), to) {
        return Err(Refusal::Transition {
            id: id.clone(),
            from: ticket.status(),
            to,
        });
    }
    let is_there = |section| !body::section(&ticket.body, section).trim().is_empty();
    let (is_complete, lacks, command) = match to {
        Status::Open => (true, "", ""),
        Status::Classified => (
            fields.priority.is_some(),
            "a priority",
            "classify ID --impact I --urgency U",
        ),
        Status::Diagnosed => (
            is_there(Section::Cause),
            "a text under `### Cause`",
            "diagnose ID --cause TEXT",
        ),
        Status::Waiting => (
            fields.waiting_on.is_some(),
            "waiting_on",
            "wait ID --on customer|supplier|schedule",
        ),
        Status::Resolved
            if fields.kind == Some(Kind::Adaptive)
                && fields.approval != Some(Approval::Approved) =>
        {
            (false, "an approval", "approve ID --by WHO -m TEXT")
        }
        Status::Resolved => (
            is_there(Section::Resolution) && fields.priority.is_some(),
            "a priority and a text under `## Resolution`",
            "resolve ID -m TEXT",
        ),
        Status::Closed => (fields.closure.is_some(), "closure", "close ID --confirmed"),
        Status::Cancelled => (
            fields.cancellation.is_some(),
            "cancellation",
            "cancel ID --as REASON",
        ),
    };
    if is_complete {
        Ok(())
    } else {
        Err(refuse(
            id,
            format!("status {to} needs {lacks}"),
            format!("bitacora {}", command.replace("ID", id.as_str())),
        ))
    }
}

/// What an edit is called: what was over and goes on was reopened.
fn step(ticket: &Ticket, set: &Patch) -> Name {
    let was_over = matches!(ticket.status(), Status::Resolved | Status::Closed);
    if was_over && set.status().is_some_and(Status::is_active) {
        Name::Reopened
    } else {
        Name::Edited
    }
}

/// The sections and the messages whose text was changed by hand.
fn rewritten(
    id: &TicketId,
    head: &Ticket,
    ticket: &Ticket,
) -> Result<(Vec<String>, Vec<Value>), Refusal> {
    let sections = Section::ALL
        .into_iter()
        .filter(|section| {
            body::section(&head.body, *section) != body::section(&ticket.body, *section)
        })
        .map(|section| section.name().to_owned())
        .collect();
    let before = body::messages(&head.body);
    let after = body::messages(&ticket.body);
    if let Some(gone) = before
        .iter()
        .find(|message| after.iter().all(|other| other.ev != message.ev))
    {
        return Err(refuse(
            id,
            format!("the message {} is gone", gone.ev),
            "put its heading back; its text may be changed".to_owned(),
        ));
    }
    let events: HashSet<&str> = ticket
        .timeline
        .iter()
        .map(|event| event.ev.as_str())
        .collect();
    if let Some(new) = after
        .iter()
        .find(|message| !events.contains(message.ev.as_str()))
    {
        return Err(refuse(
            id,
            format!("the message {} has no event", new.ev),
            format!("bitacora reply {id} -m TEXT, or note, or receive, records one"),
        ));
    }
    let is_headed_anew = |message: &&body::Message| {
        let same = before.iter().find(|other| other.ev == message.ev);
        same.is_some_and(|other| !other.has_heading_of(message))
    };
    if let Some(forged) = after.iter().find(is_headed_anew) {
        return Err(refuse(
            id,
            format!("the heading of the message {} was changed", forged.ev),
            "put it back; the text below it may be changed".to_owned(),
        ));
    }
    let messages = after
        .iter()
        .filter(|message| {
            before
                .iter()
                .any(|other| other.ev == message.ev && other.text != message.text)
        })
        .map(|message| Value::from(message.ev.as_str()))
        .collect();
    Ok((sections, messages))
}
