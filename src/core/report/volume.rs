//! How much came in and went out.

use serde::Serialize;

use crate::core::policy::Policy;
use crate::core::ticket::Ticket;

use super::breakdown::{Breakdowns, breakdowns};
use super::dimension::Dimension;
use super::measure::Counts;
use super::months::{Month, months};
use super::scope::Scope;
use super::snapshot::Snapshot;
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
    /// By the values of fields, as they were at the report's instant.
    pub by: Breakdowns<Counts>,
    /// By month; empty when another field was asked for.
    pub by_month: Vec<Month>,
}

/// The volume of a period (sla.md section 5).
#[must_use]
pub fn volume(tickets: Vec<Ticket>, policy: &Policy, scope: &Scope) -> Report<Volume> {
    let snapshot = Snapshot::new(tickets, scope);
    let heading = Heading::new(&snapshot, scope);
    let cases = snapshot.cases();
    let span = scope.span();
    let fields = scope.fields(&FIELDS);
    let total = Counts::total(&cases, &span);
    let by = breakdowns(&cases, &fields, policy, |case| Counts::of(case, &span));
    let by_month = match &scope.by {
        None | Some(Dimension::Month) => months(snapshot, scope),
        Some(Dimension::Field(_)) => Vec::new(),
    };
    Report {
        heading,
        figures: Volume {
            total,
            by,
            by_month,
        },
    }
}
