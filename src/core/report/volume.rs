//! How much came in and went out.

use serde::Serialize;

use crate::core::policy::Policy;
use crate::core::ticket::Ticket;

use super::breakdown::{Breakdowns, summed};
use super::dimension::Dimension;
use super::measure::Counts;
use super::months::{Month, months};
use super::parts::{months_of, parts};
use super::scope::Scope;
use super::snapshot::{Snapshot, recorded};
use super::{Heading, Report};

/// By what volume is broken down unless one field is asked for.
const FIELDS: [&str; 6] = [
    "channel", "kind", "category", "priority", "customer", "service",
];

/// How many tickets were opened, resolved, reopened, closed and cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// In the whole period.
    pub total: Counts,
    /// By the values of fields, as they were at the end of each month.
    pub by: Breakdowns<Counts>,
    /// By month; empty when another field was asked for.
    pub by_month: Vec<Month>,
}

/// The volume of a period (sla.md section 5).
#[must_use]
pub fn volume(tickets: Vec<Ticket>, policy: &Policy, scope: &Scope) -> Report<Volume> {
    let tickets = recorded(tickets, scope);
    let parts = parts(&tickets, scope);
    let fields = scope.fields(&FIELDS);
    let (total, by) = summed(&parts, &fields, policy, Counts::of);
    let by_month = match &scope.by {
        None | Some(Dimension::Month) => months(&months_of(&tickets, scope)),
        Some(Dimension::Field(_)) => Vec::new(),
    };
    drop(parts);
    let heading = Heading::new(&Snapshot::of(tickets, scope), scope);
    Report {
        heading,
        figures: Volume {
            total,
            by,
            by_month,
        },
    }
}
