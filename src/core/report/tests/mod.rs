//! Tickets and scopes for the tests of reports.

mod as_of;
mod customer;
mod figures;
mod others;
pub(super) mod stories;
mod sums;

use crate::core::zone::zone;
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::core::calendar::{Calendars, HolidayFiles};
use crate::core::contract::Contracts;
use crate::core::ev::Ev;
use crate::core::event::Event;
use crate::core::fields::{Set, Status};
use crate::core::ordered::Ordered;
use crate::core::period::parse_period;
use crate::core::policy::Policy;
use crate::core::query::{Query, Scene};
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

use super::{Report, Scope, Summary, backlog, volume};

/// Local time of 2026 in Mexico City, which has had no summer time since 2022.
fn at(text: &str) -> Timestamp {
    let (day, clock) = text.split_once(' ').unwrap();
    Timestamp::parse_from_rfc3339(&format!("2026-{day}T{clock}:00-06:00")).unwrap()
}

fn now() -> DateTime<Utc> {
    at("12-10 12:00").to_utc()
}

fn policy() -> Policy {
    Policy::new(zone("America/Mexico_City"))
}

fn scope(period: &str) -> Scope {
    let period = parse_period(period, now(), zone("America/Mexico_City")).unwrap();
    Scope::new(Some(period), now(), zone("America/Mexico_City"))
}

fn query(text: &str) -> Query {
    let policy = policy();
    let scene = Scene {
        policy: &policy,
        contracts: &Contracts::default(),
        now: now(),
        me: None,
    };
    Query::parse(text, &scene).unwrap()
}

fn priority(word: &str) -> Set {
    Set::Priority(Some(word.to_owned()))
}

fn text(word: &str) -> String {
    word.to_owned()
}

/// A ticket opened at a time, then events, each a time and what it set.
fn ticket(end: &str, opened: &str, first: &[Set], events: &[(&str, &[Set])]) -> Ticket {
    let mut ticket = Ticket::blank(format!("INC-261122-{end}").parse().unwrap());
    let mut sets = vec![
        Set::Title(Some(text(end))),
        Set::Status(Some(Status::Open)),
        Set::OpenedAt(Some(at(opened))),
    ];
    sets.extend_from_slice(first);
    push(&mut ticket, at(opened), sets);
    for (when, sets) in events {
        push(&mut ticket, at(when), sets.to_vec());
    }
    ticket
}

fn push(ticket: &mut Ticket, at: Timestamp, sets: Vec<Set>) {
    let ev = Ev::imported(ticket.timeline.len() + 1);
    let mut event = Event::new(at, "ana", "event".into(), ev);
    event.set.0 = sets;
    // No rule binds a foreign history, so that any status may follow any.
    event.imported = !ticket.timeline.is_empty() && event.set.status().is_some();
    ticket.push(event);
}

fn status(status: Status) -> Set {
    Set::Status(Some(status))
}

/// The summary of a desk that has promised nothing.
pub(super) fn summary(tickets: Vec<Ticket>, policy: &Policy, scope: &Scope) -> Report<Summary> {
    let rules = Ordered::default();
    let calendars = Calendars::compile(&rules, policy.timezone, &HolidayFiles::default());
    let calendars = calendars.unwrap();
    let contracts = Contracts::default();
    let agreements = Agreements::new(policy, &calendars, &contracts).unwrap();
    super::summary(tickets, policy, &agreements, scope).unwrap()
}

/// All three reports of a scope.
fn reports(tickets: &[Ticket], scope: &Scope) -> [Value; 3] {
    let policy = policy();
    [
        serde_json::to_value(summary(tickets.to_vec(), &policy, scope)).unwrap(),
        serde_json::to_value(volume(tickets.to_vec(), &policy, scope).unwrap()).unwrap(),
        serde_json::to_value(backlog(tickets.to_vec(), &policy, scope).unwrap()).unwrap(),
    ]
}

/// Solved in November, and one that nobody has touched.
fn november() -> Vec<Ticket> {
    vec![
        ticket(
            "00001",
            "11-03 10:00",
            &[priority("P2")],
            &[("11-04 10:00", &[status(Status::Resolved)])],
        ),
        ticket("00002", "11-20 10:00", &[], &[]),
    ]
}
