//! What a manager reads first.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::NeverOpens;
use crate::core::policy::Policy;
use crate::core::sla::{self, Agreements};
use crate::core::ticket::Ticket;

use super::backlog::unclassified;
use super::book::{Book, Changed, Turned, Wanted};
use super::breakdown::{Breakdowns, Row, breakdown, summed};
use super::compliance::{Judged, active, judged};
use super::dimension::Dimension;
use super::heading::{Heading, Report};
use super::kept::ByTarget;
use super::measure::{Counts, Open, Ratio, Times};
use super::months::{Month, months};
use super::parts::{Part, months_of, parts};
use super::promises::Promises;
use super::scope::Scope;
use super::snapshot::{Snapshot, recorded};
use super::sum::Tickets;

/// By what the summary is broken down unless one field is asked for.
const FIELDS: [&str; 3] = ["priority", "channel", "kind"];

/// The figures of a period that a manager reads first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// What happened in it.
    pub total: Counts,
    /// How often tickets came back in it; one may do so more than once.
    pub reopenings: usize,
    /// How often tickets came back in the period, of how often they were
    /// resolved in it, whenever what came back had been resolved.
    pub reopen_rate: Ratio,
    /// What was still to be done at the report's instant.
    pub backlog: Standing,
    /// From `opened_at` to the last time the ticket became resolved, over
    /// tickets that did so in a month and were resolved or closed at its end.
    pub time_to_resolve: Times,
    /// The same with the foreign system's own end (`source_resolved_at`);
    /// null where no ticket has one.
    pub time_to_resolve_at_source: Option<Times>,
    /// Each target over all contracts: what the period counts.
    pub compliance: ByTarget,
    /// Verdicts that are other than the ones which held when terms ran out.
    pub turned: Vec<Turned>,
    /// Verdicts that are other than when their month was closed.
    pub changed: Vec<Changed>,
    /// What was late or nearly so at the report's instant.
    pub now: Pressing,
    /// Dates given to customers, and what became of them in the period.
    pub promises: Promises,
    /// By the values of fields.
    pub by: Breakdowns<Counts>,
    /// By month; only when months were asked for.
    pub by_month: Vec<Month>,
}

/// The backlog in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// Tickets that are worked on.
    pub open: usize,
    /// How many of them have no priority yet.
    pub unclassified: usize,
    /// By priority, the highest first.
    pub by_priority: Vec<Row<Open>>,
}

/// Tickets whose clocks press, each once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pressing {
    /// A deadline has passed and nothing has stopped its clock.
    pub overdue: usize,
    /// None has passed, and of one little is left.
    pub at_risk: usize,
}

/// The summary of a period.
///
/// # Errors
/// A calendar that never opens again, or the tickets cannot be read.
pub fn summary<T: Tickets>(
    tickets: T,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<Summary>, T::Error>
where
    T::Error: From<NeverOpens>,
{
    let known = recorded(tickets.all()?, scope);
    let mut book = Book::new(&known.tickets, agreements, scope, &Wanted::default())?;
    let parts = parts(&known.tickets, scope);
    let fields = scope.fields(&FIELDS);
    let mut reopen_rate = Ratio::default();
    let mut promises = Promises::default();
    for part in &parts {
        let cases = part.cases();
        for case in &cases {
            reopen_rate += Ratio {
                numerator: case.reopenings(&part.span),
                denominator: case.resolutions(&part.span),
            };
        }
        promises.add(&cases, (&part.span, part.as_of), agreements);
    }
    let (total, by) = summed(&parts, &fields, policy, Counts::of);
    let by_month = match scope.by {
        Some(Dimension::Month) => months(&months_of(&known.tickets, scope)),
        _ => Vec::new(),
    };
    let time_to_resolve = times(&parts);
    let time_to_resolve_at_source = at_source(&parts, &known.tickets);
    drop(parts);
    let snapshot = Snapshot::of(known, scope);
    let heading = Heading::new(&snapshot, scope);
    let cases = snapshot.cases();
    let span = scope.span();
    promises.pending = Promises::pending(&cases, (&span, scope.as_of), agreements);
    let judged = judged(active(&cases), agreements, scope.as_of)?;
    let figures = Summary {
        compliance: book.total(),
        turned: book.turned(),
        changed: book.changed(),
        now: pressing(&judged),
        promises,
        total,
        reopenings: reopen_rate.numerator,
        reopen_rate,
        backlog: standing(&snapshot, policy),
        time_to_resolve,
        time_to_resolve_at_source,
        by,
        by_month,
    };
    Ok(Report { heading, figures })
}

fn pressing(judged: &[Judged<'_>]) -> Pressing {
    let count = |standing| {
        let standings = judged.iter().map(|judged| judged.clocks.standing());
        standings.filter(|found| *found == Some(standing)).count()
    };
    Pressing {
        overdue: count(sla::Standing::Overdue),
        at_risk: count(sla::Standing::AtRisk),
    }
}

fn standing(snapshot: &Snapshot<'_>, policy: &Policy) -> Standing {
    let mut open = snapshot.cases();
    open.retain(|case| case.status.is_active());
    Standing {
        open: open.len(),
        unclassified: unclassified(&open),
        by_priority: breakdown(&open, "priority", policy, Open::of).rows,
    }
}

/// How long it took to a resolution that lies in a month, over tickets that
/// were resolved or closed at its end.
fn times(parts: &[Part<'_>]) -> Times {
    let mut took = Vec::new();
    for part in parts {
        for case in part.cases().iter().filter(|case| case.is_resolved()) {
            if let Some(end) = case.last_resolved().filter(|end| part.span.contains(*end)) {
                let seconds = (end - case.opened_at).num_seconds();
                took.push((seconds, &case.ticket.id));
            }
        }
    }
    Times::new(took)
}

fn at_source(parts: &[Part<'_>], tickets: &[Ticket]) -> Option<Times> {
    let mut ends = tickets.iter();
    ends.find_map(|ticket| ticket.fields.source_resolved_at)?;
    let mut took = Vec::new();
    for part in parts {
        for case in part.cases().iter().filter(|case| case.is_resolved()) {
            // An import may write down an end that lies ahead of the row it
            // stands in.
            let end = case.ticket.fields.source_resolved_at;
            let end = end.filter(|end| *end < part.as_of.until);
            if let Some(end) = end.filter(|end| part.span.contains(*end)) {
                let seconds = (end - case.opened_at).num_seconds();
                took.push((seconds, &case.ticket.id));
            }
        }
    }
    Some(Times::new(took))
}
