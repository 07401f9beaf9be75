//! How much came in and went out.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::policy::Policy;
use crate::core::ticket::Ticket;

use super::breakdown::{Breakdowns, Summed};
use super::dimension::Dimension;
use super::frames::Lives;
use super::heading::{Alive, Heading, Report};
use super::measure::Counts;
use super::months::{ByMonth, InMonth, Month};
use super::parts::{months_of, parts};
use super::scope::Scope;
use super::snapshot::{Snapshot, recorded};
use super::sum::{Sum, Tickets, added};

/// By what volume is broken down unless one field is asked for.
const FIELDS: [&str; 6] = [
    "channel", "kind", "category", "priority", "customer", "service",
];

/// How many tickets were opened, resolved, reopened, closed and cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Volume {
    /// In the whole period.
    pub total: Counts,
    /// By the values of fields, as they were at the end of each month.
    pub by: Breakdowns<Counts>,
    /// By month; empty when another field was asked for.
    pub by_month: Vec<Month>,
}

/// The volume of a period.
///
/// # Errors
/// The tickets cannot be read.
pub fn volume<T: Tickets>(
    tickets: T,
    policy: &Policy,
    scope: &Scope,
) -> Result<Report<Volume>, T::Error> {
    let fields = scope.fields(&FIELDS);
    let sums = tickets.each(|tickets| Counted::of(tickets, scope, &fields))?;
    let counted = added(sums);
    let (total, by) = counted.summed.figures(&fields, policy);
    let by_month = match &scope.by {
        None | Some(Dimension::Month) => counted.months.buckets(scope),
        Some(Dimension::Field(_)) => Vec::new(),
    };
    let figures = Volume {
        total,
        by,
        by_month: by_month.into_iter().map(Month::from).collect(),
    };
    Ok(Report {
        heading: Heading::of(counted.alive, scope),
        figures,
    })
}

/// What some tickets add.
#[derive(Default)]
struct Counted {
    alive: Alive,
    summed: Summed<Counts>,
    months: ByMonth<InMonth>,
}

impl Counted {
    fn of(tickets: Vec<Ticket>, scope: &Scope, fields: &[&str]) -> Self {
        let known = recorded(tickets, scope);
        let mut counted = Self::default();
        let parts = parts(&known.tickets, scope);
        counted.summed.count(&parts, fields, Counts::of);
        let lives = Lives::of(&known.tickets, scope);
        if scope.period.is_some() {
            counted.months.count(lives, &parts, InMonth::of);
        } else {
            let months = months_of(&known.tickets, scope);
            counted.months.count(lives, &months, InMonth::of);
        }
        drop(parts);
        let snapshot = Snapshot::of(known, scope);
        counted.alive = Alive::of(&snapshot.cases(), snapshot.spam, scope);
        counted
    }
}

impl Sum for Counted {
    fn add(&mut self, other: Self) {
        self.alive.add(other.alive);
        self.summed.add(other.summed);
        self.months.add(other.months);
    }
}
