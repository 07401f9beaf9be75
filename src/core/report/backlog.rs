//! What is still to be done.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::duration::Seconds;
use crate::core::fields::{Status, WaitingOn};
use crate::core::id::TicketId;
use crate::core::policy::Policy;
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;

use super::breakdown::{Breakdowns, breakdown};
use super::dimension::Dimension;
use super::heading::{Heading, Report};
use super::measure::Open;
use super::months::{Month, months};
use super::parts::months_of;
use super::scope::Scope;
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::Tickets;

/// By what the backlog is broken down unless one field is asked for.
const FIELDS: [&str; 4] = ["priority", "status", "assignee", "tier"];
/// Where ages are cut, in days of 24 hours.
const CUTS: [i64; 7] = [0, 1, 3, 7, 14, 30, 90];
const DAY: Seconds = 86_400;
/// How many of the oldest tickets are named.
const OLDEST: usize = 10;

/// Tickets that are worked on at the report's instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Backlog {
    /// How many.
    pub open: usize,
    /// How many of them have no priority yet.
    pub unclassified: usize,
    /// By how long ago they were opened.
    pub by_age: Vec<Age>,
    /// By who is on turn.
    pub waiting: Turns,
    /// By the values of fields.
    pub by: Breakdowns<Open>,
    /// At the end of each month; only when months were asked for.
    pub by_month: Vec<Month>,
    /// The ten oldest.
    pub oldest: Vec<Oldest>,
}

/// Tickets of an age, in elapsed days of 24 hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Age {
    /// This old or older.
    pub from_days: i64,
    /// And younger than this; null: without end.
    pub to_days: Option<i64>,
    /// How many.
    pub open: usize,
}

/// Who owes the next step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Turns {
    /// The desk: tickets that do not wait.
    pub us: usize,
    /// The requester.
    pub customer: usize,
    /// A supplier.
    pub supplier: usize,
    /// Nobody before a date.
    pub schedule: usize,
    /// Somebody the record does not name, as imported histories have it.
    pub unknown: usize,
}

/// One of the oldest tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Oldest {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub status: Status,
    /// Who has it.
    pub assignee: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// How long ago that is, elapsed.
    pub age_seconds: Seconds,
}

/// The backlog at the report's instant.
///
/// # Errors
/// The tickets cannot be read.
pub fn backlog<T: Tickets>(
    tickets: T,
    policy: &Policy,
    scope: &Scope,
) -> Result<Report<Backlog>, T::Error> {
    let known = recorded(tickets.all()?, scope);
    let by_month = match scope.by {
        Some(Dimension::Month) => months(&months_of(&known.tickets, scope)),
        _ => Vec::new(),
    };
    let snapshot = Snapshot::of(known, scope);
    let heading = Heading::new(&snapshot, scope);
    let mut cases = snapshot.cases();
    cases.retain(|case| case.status.is_active());
    cases.sort_by(|a, b| (a.opened_at, &a.ticket.id).cmp(&(b.opened_at, &b.ticket.id)));
    let fields = scope.fields(&FIELDS);
    let oldest = cases.iter().take(OLDEST);
    let by = |field: &&str| breakdown(&cases, field, policy, Open::of);
    let figures = Backlog {
        open: cases.len(),
        unclassified: unclassified(&cases),
        by_age: by_age(&cases, scope.as_of.at),
        waiting: turns(&cases),
        by: Breakdowns(fields.iter().map(by).collect()),
        by_month,
        oldest: oldest.map(|case| Oldest::of(case, scope)).collect(),
    };
    Ok(Report { heading, figures })
}

/// How many of these tickets have no priority yet.
pub(super) fn unclassified(open: &[Case<'_>]) -> usize {
    let lacks = |case: &&Case<'_>| case.ticket.fields.priority.is_none();
    open.iter().filter(lacks).count()
}

fn by_age(open: &[Case<'_>], as_of: Timestamp) -> Vec<Age> {
    let age = |case: &Case<'_>| (as_of - case.opened_at).num_seconds().div_euclid(DAY);
    let ages = CUTS.iter().enumerate().map(|(place, from)| {
        let to = CUTS.get(place + 1).copied();
        let is_so_old = |case: &&Case<'_>| age(case) >= *from && to.is_none_or(|to| age(case) < to);
        Age {
            from_days: *from,
            to_days: to,
            open: open.iter().filter(is_so_old).count(),
        }
    });
    ages.collect()
}

fn turns(open: &[Case<'_>]) -> Turns {
    let mut turns = Turns::default();
    for case in open {
        let count = match (case.status, case.ticket.fields.waiting_on) {
            (Status::Waiting, Some(WaitingOn::Customer)) => &mut turns.customer,
            (Status::Waiting, Some(WaitingOn::Supplier)) => &mut turns.supplier,
            (Status::Waiting, Some(WaitingOn::Schedule)) => &mut turns.schedule,
            (Status::Waiting, None) => &mut turns.unknown,
            _ => &mut turns.us,
        };
        *count += 1;
    }
    turns
}

impl Oldest {
    fn of(case: &Case<'_>, scope: &Scope) -> Self {
        Self {
            id: case.ticket.id.clone(),
            title: case.ticket.title().to_owned(),
            status: case.status,
            assignee: case.ticket.fields.assignee.clone(),
            opened_at: in_zone(case.opened_at.to_utc(), scope.zone),
            age_seconds: (scope.as_of.at - case.opened_at).num_seconds(),
        }
    }
}
