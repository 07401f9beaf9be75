//! Tickets as they stood at an instant.

use crate::core::event::Event;
use crate::core::fields::{Cancellation, Set, Status};
use crate::core::parallel::{each_in_parallel, in_parallel};
use crate::core::query::Query;
use crate::core::sla::{Agreements, Clocks};
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;

use super::scope::{Scope, Window};
use super::work;

/// All tickets as they stood at an instant. It goes back in time and never
/// forward: events are dropped, not copied, so that a report of many months
/// costs little more than one of the last.
#[derive(Debug)]
pub(super) struct Snapshot<'a> {
    tickets: Vec<Ticket>,
    /// Those cancelled as spam in the time, which are in no figure but this.
    pub(super) spam: usize,
    filter: &'a Query,
    agreements: Option<Agreements<'a>>,
    as_of: AsOf,
}

impl<'a> Snapshot<'a> {
    pub(super) fn new(tickets: Vec<Ticket>, scope: &'a Scope) -> Self {
        Self::of(recorded(tickets, scope), scope)
    }

    /// The same of tickets that [`recorded`] made.
    pub(super) fn of(known: Recorded, scope: &'a Scope) -> Self {
        let basis = scope.basis.as_ref();
        let mut snapshot = Self {
            tickets: known.tickets,
            spam: known.spam,
            filter: &scope.filter,
            // Whoever fills the scope has made them once, and seen the refusal.
            agreements: basis.and_then(|basis| basis.agreements().ok()),
            as_of: scope.as_of,
        };
        snapshot.rewind(scope.as_of);
        snapshot
    }

    /// Goes back to an earlier instant.
    pub(super) fn rewind(&mut self, as_of: AsOf) {
        for ticket in &mut self.tickets {
            if !ticket.timeline.iter().all(|event| event.at < as_of.until) {
                ticket.stand_before(as_of.until);
            }
        }
        self.as_of = as_of;
    }

    /// The tickets that were open or had been by then, and answer the query.
    pub(super) fn cases(&self) -> Vec<Case<'_>> {
        let cases = in_parallel(&self.tickets, |ticket| {
            let case = Case::of(ticket)?;
            (case.opened_at < self.as_of.until && self.answers(ticket)).then_some(case)
        });
        cases.into_iter().flatten().collect()
    }

    fn answers(&self, ticket: &Ticket) -> bool {
        self.filter.matches(ticket, || self.clocks(ticket))
    }

    /// The clocks as of the snapshot's instant. One that can never be due is
    /// neither late nor at risk.
    fn clocks(&self, ticket: &Ticket) -> Option<Clocks> {
        let agreements = self.agreements.as_ref()?;
        agreements
            .clocks(ticket, self.as_of.at.timestamp())
            .ok()
            .flatten()
    }
}

/// Tickets with every event that is known, in the fold's order.
#[derive(Debug)]
pub(super) struct Recorded {
    pub(super) tickets: Vec<Ticket>,
    /// How many others were cancelled as spam in the time of the report.
    spam: usize,
}

/// The tickets with every event that is known, in the fold's order. Spam was
/// never a ticket, whenever that was found out: otherwise months in which it
/// still looked like one would not add up to the year.
pub(super) fn recorded(mut tickets: Vec<Ticket>, scope: &Scope) -> Recorded {
    let span = scope.span();
    let mut count = 0;
    tickets.retain(|ticket| {
        let found = spam(ticket, scope);
        let is_in = |at: &Timestamp| span.contains(*at) && *at < scope.as_of.until;
        count += usize::from(found.as_ref().is_some_and(is_in));
        found.is_none()
    });
    each_in_parallel(&mut tickets, |ticket| {
        ticket.timeline.sort_by(|a, b| a.order().cmp(&b.order()));
        // Also where nothing is dropped: figures come from the record, not
        // from fields that somebody is just editing.
        ticket.rewind(|event| scope.known_at.is_none_or(|known| event.written() <= known));
    });
    Recorded {
        tickets,
        spam: count,
    }
}

/// When a ticket was cancelled as spam, as far as is known.
fn spam(ticket: &Ticket, scope: &Scope) -> Option<Timestamp> {
    let is_known = |event: &&Event| scope.known_at.is_none_or(|at| event.written() <= at);
    let known = ticket.timeline.iter().filter(is_known);
    let turn = known.filter(|event| event.set.status().is_some());
    let last = turn.max_by(|a, b| a.order().cmp(&b.order()))?;
    let mut sets = last.set.0.iter();
    let is_spam = sets.any(|set| matches!(set, Set::Cancellation(Some(Cancellation::Spam))));
    is_spam.then_some(last.at)
}

/// A ticket that exists, with the course its status took.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) ticket: &'a Ticket,
    pub(super) opened_at: Timestamp,
    pub(super) status: Status,
    changes: Vec<Change>,
}

/// A change of status; setting the one it has is none.
#[derive(Debug, Clone, Copy)]
struct Change {
    at: Timestamp,
    from: Option<Status>,
    to: Status,
}

impl Change {
    fn is_reopening(self) -> bool {
        let had_ended = matches!(self.from, Some(Status::Resolved | Status::Closed));
        had_ended && self.to.is_active()
    }
}

impl<'a> Case<'a> {
    /// None for a ticket without events or status: it was not opened yet.
    pub(super) fn of(ticket: &'a Ticket) -> Option<Self> {
        let first = ticket.timeline.first()?;
        let status = ticket.fields.status?;
        let mut changes = Vec::new();
        let mut from = None;
        for event in &ticket.timeline {
            let Some(to) = event.set.status().filter(|to| from != Some(*to)) else {
                continue;
            };
            changes.push(Change {
                at: event.at,
                from,
                to,
            });
            from = Some(to);
        }
        Some(Self {
            ticket,
            opened_at: ticket.fields.opened_at.unwrap_or(first.at),
            status,
            changes,
        })
    }

    /// Whether it is open, or something happened to it after the time began.
    pub(super) fn was_alive(&self, span: &Window) -> bool {
        let mut events = self.ticket.timeline.iter();
        self.status.is_active()
            || span
                .from
                .is_none_or(|from| self.opened_at >= from || events.any(|event| event.at >= from))
    }

    /// Whether it became so in the time.
    pub(super) fn became(&self, status: Status, span: &Window) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|change| change.to == status && span.contains(change.at))
    }

    /// How often it came back in the time after it was resolved or closed.
    pub(super) fn reopenings(&self, span: &Window) -> usize {
        let reopenings = self.changes.iter().filter(|change| change.is_reopening());
        reopenings.filter(|change| span.contains(change.at)).count()
    }

    /// How often it became resolved in the time.
    pub(super) fn resolutions(&self, span: &Window) -> usize {
        let changes = self.changes.iter();
        let resolved = changes.filter(|change| change.to == Status::Resolved);
        resolved.filter(|change| span.contains(change.at)).count()
    }

    /// Whether service is restored: resolved or closed.
    pub(super) fn is_resolved(&self) -> bool {
        matches!(self.status, Status::Resolved | Status::Closed)
    }

    /// Where it stood at an instant; `None` before it was opened.
    pub(super) fn status_at(&self, instant: Timestamp) -> Option<Status> {
        let before = self.changes.iter().rev();
        let mut before = before.skip_while(|change| change.at >= instant);
        before.next().map(|change| change.to)
    }

    /// When it last became resolved within the time.
    pub(super) fn resolved_in(&self, span: &Window) -> Option<Timestamp> {
        let mut changes = self.changes.iter().rev();
        let last =
            changes.find(|change| change.to == Status::Resolved && span.contains(change.at))?;
        Some(last.at)
    }

    /// Whether it came back before an instant.
    pub(super) fn came_back_before(&self, instant: Timestamp) -> bool {
        let mut before = self.changes.iter().filter(|change| change.at < instant);
        before.any(|change| change.is_reopening())
    }

    /// When it last became resolved.
    pub(super) fn last_resolved(&self) -> Option<Timestamp> {
        let mut changes = self.changes.iter().rev();
        let last = changes.find(|change| change.to == Status::Resolved)?;
        Some(last.at)
    }

    /// Its events of the time that were recorded after its end: those
    /// that `known_at` at its end leaves out.
    pub(super) fn late(&self, span: &Window) -> usize {
        let events = self.ticket.timeline.iter();
        let when = |event: &Event| work::began(event).unwrap_or(event.at);
        let late = events.filter(|event| span.contains(when(event)) && event.written() > span.to);
        late.count()
    }
}
