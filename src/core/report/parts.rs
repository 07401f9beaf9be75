//! The months of a period, each as of its own end: what a period counts is the
//! sum of what they do.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::core::book::Reading;
use crate::core::duration::Seconds;
use crate::core::event::Event;
use crate::core::fields::Status;
use crate::core::parallel::in_parallel;
use crate::core::period::Period;
use crate::core::sla::{Agreements, Clocks};
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;

use super::frames::{Lives, as_of, frames, instants};
use super::scope::{Scope, Window};
use super::snapshot::Case;
use super::work;

/// A month of a period, or what the period has of one, with the tickets that
/// were open in it or to which something happened, as they stood at its end.
#[derive(Debug)]
pub(super) struct Part<'t> {
    pub(super) span: Window,
    pub(super) as_of: AsOf,
    tickets: Vec<(Cow<'t, Ticket>, &'t Ticket)>,
}

impl<'t> Part<'t> {
    /// The tickets as they stood at its end.
    pub(super) fn cases(&self) -> Vec<Case<'_>> {
        let cases = in_parallel(&self.tickets, |(then, _)| Case::of(then));
        cases.into_iter().flatten().collect()
    }

    /// Leaves out the tickets of which something does not hold.
    pub(super) fn retain(&mut self, holds: impl Fn(&Ticket) -> bool) {
        self.tickets.retain(|(then, _)| holds(then));
    }

    /// Whether it has a ticket of which every event is known, read as of its end.
    pub(super) fn has(&self, ticket: &Ticket, reading: &Reading<'_>, scope: &Scope) -> bool {
        let then = &*reading.ticket;
        let is_touched = || instants(ticket).any(|at| self.span.contains(at));
        let is_alive = then.fields.status.is_some_and(Status::is_active) || is_touched();
        is_alive
            && then.opened_at() < self.as_of.until
            && scope.answers(ticket, then, || reading.clocks.clone())
    }

    /// The events that say how time of the month was spent, whenever that was
    /// written down.
    pub(super) fn worked(&self) -> impl Iterator<Item = (&'t Event, Seconds)> + '_ {
        let events = self.tickets.iter().flat_map(|(_, whole)| &whole.timeline);
        let entries = events.filter_map(|event| Some((work::began(event)?, event)));
        let entries =
            entries.filter(|(began, _)| self.span.contains(*began) && *began < self.as_of.until);
        entries.map(|(_, event)| (event, work::spent(event)))
    }
}

/// What the sums of a report are made of, of tickets that have every event that
/// is known: the months of its period that had begun. Everything is one piece,
/// since it is no part of anything longer.
pub(super) fn parts<'t>(tickets: &'t [Ticket], scope: &Scope) -> Vec<Part<'t>> {
    if scope.period.is_some() {
        return months_of(tickets, scope);
    }
    let whole = Part {
        span: scope.span(),
        as_of: scope.as_of,
        tickets: Vec::new(),
    };
    laid(tickets, vec![whole], scope)
}

/// The months that had begun, in order; without a period, from that of the first
/// ticket on.
pub(super) fn months_of<'t>(tickets: &'t [Ticket], scope: &Scope) -> Vec<Part<'t>> {
    let frames = frames(Lives::of(tickets, scope), scope, &BTreeSet::new());
    let part = |period: &Period| Part {
        span: Window::from(period),
        as_of: as_of(period, scope),
        tickets: Vec::new(),
    };
    laid(tickets, frames.iter().map(part).collect(), scope)
}

fn laid<'t>(tickets: &'t [Ticket], mut parts: Vec<Part<'t>>, scope: &Scope) -> Vec<Part<'t>> {
    let basis = scope.basis.as_ref();
    // Whoever fills the scope has made them once, and seen the refusal.
    let agreements = basis.and_then(|basis| basis.agreements().ok());
    let laid = in_parallel(tickets, |ticket| {
        lay(ticket, &parts, scope, agreements.as_ref())
    });
    for (ticket, laid) in tickets.iter().zip(laid) {
        for (place, then) in laid {
            parts[place].tickets.push((then, ticket));
        }
    }
    parts
}

/// The places of the parts that have a ticket, and it as it stood at their ends.
fn lay<'t>(
    ticket: &'t Ticket,
    parts: &[Part<'_>],
    scope: &Scope,
    agreements: Option<&Agreements<'_>>,
) -> Vec<(usize, Cow<'t, Ticket>)> {
    let mut laid = Vec::new();
    let Some(whole) = Case::of(ticket) else {
        return laid;
    };
    let events = &ticket.timeline;
    let instants: Vec<Timestamp> = instants(ticket).collect();
    let bounds = instants.iter().min().zip(instants.iter().max());
    let Some((begun, ended)) = bounds else {
        return laid;
    };
    let first = parts.partition_point(|part| part.as_of.until <= *begun);
    // What has ended is in no month that begins after it.
    let end = if whole.status.is_active() {
        parts.len()
    } else {
        parts.partition_point(|part| part.span.from.is_none_or(|from| from <= *ended))
    };
    let mut last: Option<(usize, Ticket)> = None;
    for (place, part) in parts.iter().enumerate().take(end).skip(first) {
        let is_touched = instants.iter().any(|at| part.span.contains(*at));
        let status = whole.status_at(part.as_of.until);
        if !is_touched && !status.is_some_and(Status::is_active) {
            continue;
        }
        // A ticket whose first row is later than its opening was open already.
        let first = events.partition_point(|event| event.at <= events[0].at);
        let before = events.partition_point(|event| event.at < part.as_of.until);
        let count = before.max(first);
        let then = if count == events.len() {
            Cow::Borrowed(ticket)
        } else {
            match &last {
                Some((same, then)) if *same == count => Cow::Owned(then.clone()),
                _ => {
                    let then = ticket.with_first(count, scope.filter.reach().bodies);
                    last = Some((count, then.clone()));
                    Cow::Owned(then)
                }
            }
        };
        if then.opened_at() >= part.as_of.until {
            continue;
        }
        let at = part.as_of.at.timestamp();
        let clocks = || -> Option<Clocks> { agreements?.clocks(&then, at).ok().flatten() };
        if scope.filter.matches(&then, clocks) {
            laid.push((place, then));
        }
    }
    laid
}
