//! What is known of a ticket, record by record.

use crate::core::calendar::Second;
use crate::core::event::{Detail, Event, Message, Name, OnClocks};
use crate::core::fields::{Cancellation, Set, Status};
use crate::core::sla::Agreements;
use crate::core::ticket::Ticket;

use super::{Cause, Turning};

/// A piece of knowledge about a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// From when on it is known: the later of when it happened and when it was
    /// written down. What `open` says is known from the contact on, what was
    /// imported always.
    pub known: Second,
    /// Its place in the timeline.
    pub(super) place: usize,
    /// Whether it is the live answer of the opening, which is known only once
    /// it is filed; then it is nothing else.
    pub(super) is_answer: bool,
}

/// The records of a ticket whose events are in the fold's order, in the order
/// in which they became known.
pub(super) fn records(ticket: &Ticket, agreements: &Agreements<'_>) -> Vec<Record> {
    let events = &ticket.timeline;
    let mut records = Vec::with_capacity(events.len() + 1);
    let Some(opening) = opening(ticket) else {
        return records;
    };
    for (place, event) in events.iter().enumerate() {
        records.push(Record {
            known: known(event, opening),
            place,
            is_answer: false,
        });
        if std::ptr::eq(event, opening) && is_answered_later(event, agreements) {
            records.push(Record {
                known: event.written().timestamp(),
                place,
                is_answer: true,
            });
        }
    }
    // The sort is stable: of one instant, the fold's order.
    records.sort_by_key(|record| record.known);
    records
}

/// The event that filed the ticket; of a history that begins in the middle,
/// the first there is.
fn opening(ticket: &Ticket) -> Option<&Event> {
    let mut events = ticket.timeline.iter();
    let opened = events.clone().find(|event| event.event == Name::Opened);
    opened.or_else(|| events.next())
}

fn known(event: &Event, opening: &Event) -> Second {
    if is_part(event, opening) {
        return opening.at.timestamp();
    }
    let at = event.at.timestamp();
    if event.imported || std::ptr::eq(event, opening) {
        return at;
    }
    at.max(event.written().timestamp())
}

/// Whether `open` judged what it filed in the same step.
fn is_part(event: &Event, opening: &Event) -> bool {
    event.event == Name::Classified
        && event.written() == opening.written()
        && event.at >= opening.at
}

/// What is said of a contact when it is filed is said of the contact.
pub(super) fn back_to_the_contact(events: &mut [Event]) {
    let Some(first) = events.iter().position(|event| event.event == Name::Opened) else {
        return;
    };
    let (before, after) = events.split_at_mut(first + 1);
    let opening = &before[first];
    for event in after.iter_mut().filter(|event| is_part(event, opening)) {
        event.at = opening.at;
    }
}

/// Whether the report was answered live and filed later.
pub(super) fn is_answered_later(opening: &Event, agreements: &Agreements<'_>) -> bool {
    !opening.imported
        && opening.written() > opening.at
        && opening
            .set
            .0
            .iter()
            .any(|set| matches!(set, Set::Channel(Some(channel)) if agreements.is_live(channel)))
}

/// Whether events are all known when they happen, in a life that turns no
/// verdict: nothing is given up, comes back, or is somebody else's in the end.
pub(super) fn is_simple(ticket: &Ticket, agreements: &Agreements<'_>) -> bool {
    let Some(opening) = opening(ticket) else {
        return true;
    };
    !is_answered_later(opening, agreements)
        && ticket.timeline.iter().all(|event| {
            let is_opening = std::ptr::eq(event, opening);
            let is_known = known(event, opening) == event.at.timestamp();
            let is_judging = is_opening || event.event == Name::Classified;
            let mut sets = event.set.0.iter();
            let is_plain = sets.all(|set| match set {
                Set::Customer(_) | Set::Channel(_) | Set::OpenedAt(_) => is_opening,
                Set::Priority(_) | Set::Kind(_) | Set::Service(_) => is_judging,
                Set::Cancellation(how) => *how != Some(Cancellation::Duplicate),
                _ => true,
            });
            is_known && is_plain && (is_opening || is_ordinary(event, true))
        })
}

/// Whether a ticket that had ended was worked on again.
pub(super) fn comes_back(ticket: &Ticket) -> bool {
    let mut had_ended = false;
    ticket.timeline.iter().any(|event| {
        let is_active = event.set.status().map(Status::is_active);
        let is_back = had_ended && is_active == Some(true);
        had_ended |= is_active == Some(false);
        is_back
    })
}

/// The last time the ticket was judged: its kind, priority or service.
pub(super) fn last_judged(ticket: &Ticket) -> Option<Second> {
    let judged = ticket.timeline.iter().rev().find(|event| {
        let mut sets = event.set.0.iter();
        sets.any(|set| matches!(set, Set::Priority(_) | Set::Kind(_) | Set::Service(_)))
    })?;
    Some(judged.at.timestamp())
}

/// Whether an event is of those that say nothing of the past.
fn is_ordinary(event: &Event, may_judge: bool) -> bool {
    match event.event.on_clocks() {
        OnClocks::Judges => may_judge,
        // Whoever worked was on it before it was over.
        OnClocks::Attends => event.attended_at() == event.at,
        OnClocks::Nothing | OnClocks::Onward => true,
        OnClocks::Starts | OnClocks::GivesUp | OnClocks::StartsEarlier | OnClocks::Past => false,
    }
}

/// How many records from a place on take nothing back of what those before them
/// make: they say nothing of a clock, or are known when they happen and go on from
/// there. What ran out before the last of them ran out as well by what was known
/// then, at the same instant; nothing is read anew for them.
pub(super) fn going_on(records: &[Record], from: usize, ticket: &Ticket) -> usize {
    let before = records[..from].iter().map(|record| record.place);
    // What comes first says when a ticket was opened that does not say so itself.
    let Some(first) = before.min() else {
        return 0;
    };
    let goes_on = |record: &&Record| {
        let event = &ticket.timeline[record.place];
        let is_next = record.place > first && !record.is_answer;
        is_next && (says_nothing(event) || is_on_time(record, ticket))
    };
    records[from..].iter().take_while(goes_on).count()
}

/// Whether a record is of something ordinary that was known when it happened.
fn is_on_time(record: &Record, ticket: &Ticket) -> bool {
    let event = &ticket.timeline[record.place];
    let sets_active = event.set.status().is_some_and(Status::is_active);
    let had_ended = || ticket.timeline[..record.place].iter().any(is_over);
    !event.imported
        && record.known == event.at.timestamp()
        && event.attended_at() == event.at
        && leaves_alone(event, false)
        && !(sets_active && had_ended())
}

/// Whether an event ends the ticket in any way.
fn is_over(event: &Event) -> bool {
    let status = event.set.status();
    status.is_some_and(|status| !status.is_active())
}

/// Whether no clock depends on an event.
fn says_nothing(event: &Event) -> bool {
    event.event.on_clocks() == OnClocks::Nothing
        && !matches!(event.message(), Some(Message::Public | Message::Received))
        && event
            .set
            .0
            .iter()
            .all(|set| matches!(set, Set::Assignee(_) | Set::Tags(_) | Set::Related(_)))
}

/// Whether an event leaves a verdict alone that stands at an earlier instant.
/// `is_stopped`: the clock had stopped by then, so that only its running again
/// can matter.
pub(super) fn leaves_alone(event: &Event, is_stopped: bool) -> bool {
    is_ordinary(event, false)
        && event.set.0.iter().all(|set| match set {
            Set::Customer(_)
            | Set::Channel(_)
            | Set::Service(_)
            | Set::OpenedAt(_)
            | Set::Priority(_)
            | Set::Kind(_)
            | Set::Cancellation(_)
            | Set::Status(None) => false,
            Set::Status(Some(status)) => {
                *status != Status::Cancelled
                    && (!is_stopped || matches!(status, Status::Resolved | Status::Closed))
            }
            _ => true,
        })
}

/// Whether an event says what the ticket is, not only what is done to it.
pub(super) fn is_judging(event: &Event) -> bool {
    event.set.0.iter().any(|set| {
        matches!(
            set,
            Set::Customer(_)
                | Set::Channel(_)
                | Set::Service(_)
                | Set::OpenedAt(_)
                | Set::Priority(_)
                | Set::Kind(_)
        )
    })
}

/// Whether an event ends the ticket, or did already.
pub(super) fn is_end(event: &Event) -> bool {
    event.set.0.iter().any(
        |set| matches!(set, Set::Status(Some(status)) if matches!(status, Status::Resolved | Status::Closed)),
    )
}

/// What a record turned, in the words of bitacora-sla(7), TURNED.
pub(super) fn turning(record: Record, ticket: &Ticket) -> Turning {
    let event = &ticket.timeline[record.place];
    let recorded = event.written().timestamp();
    let at = event.at.timestamp();
    let sets = |wanted: fn(&Set) -> bool| event.set.0.iter().any(wanted);
    let is_opening = opening(ticket).is_some_and(|opening| std::ptr::eq(opening, event));
    // Work is typed when it is over, and counts from when it began.
    let is_late = recorded > event.attended_at().timestamp();
    let is_duplicate =
        sets(|set| matches!(set, Set::Cancellation(Some(how)) if *how == Cancellation::Duplicate));
    let cause = match event.event {
        Name::Waived => Cause::Waiver,
        // The survivor of a duplicate keeps the earlier contact.
        Name::TookOver => Cause::Duplicate,
        _ if is_opening && is_late => Cause::RecordedLater,
        _ if sets(|set| matches!(set, Set::Customer(_))) => Cause::Customer,
        _ if sets(|set| matches!(set, Set::Priority(_))) => Cause::Priority,
        _ if sets(|set| matches!(set, Set::Kind(_))) => Cause::Kind,
        _ if sets(|set| matches!(set, Set::Service(_))) => Cause::Service,
        _ if sets(|set| matches!(set, Set::Channel(_))) => Cause::Channel,
        _ if is_late => Cause::RecordedLater,
        _ if is_duplicate => Cause::Duplicate,
        Name::Reopened => Cause::Reopening,
        _ => Cause::Other,
    };
    let because = event.set.0.iter().find_map(|set| match set {
        Set::PriorityBecause(because) => because.clone(),
        _ => None,
    });
    Turning {
        cause,
        event: event.event.clone(),
        by: event.by.clone(),
        agreed_by: event.detail(&Detail::AgreedBy).map(str::to_owned),
        recorded,
        at,
        reason: because.or_else(|| event.detail(&Detail::Reason).map(str::to_owned)),
    }
}
