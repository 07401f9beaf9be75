//! What a manager reads first.

use serde::Serialize;

use crate::core::calendar::NeverOpens;
use crate::core::fields::Status;
use crate::core::policy::Policy;
use crate::core::sla::{self, Agreements};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

use super::backlog::unclassified;
use super::book::{Book, Changed, Turned};
use super::breakdown::{Breakdowns, Row, breakdown, breakdowns};
use super::compliance::{ByTarget, Judged, judged};
use super::dimension::Dimension;
use super::measure::{Counts, Open, Ratio, Times};
use super::months::{Month, months};
use super::promises::Promises;
use super::scope::{Scope, Span};
use super::snapshot::{Case, Snapshot, recorded};
use super::{Heading, Report};

/// By what the summary is broken down unless one field is asked for.
const FIELDS: [&str; 3] = ["priority", "channel", "kind"];

/// The figures of a period that a manager reads first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What happened in it.
    pub total: Counts,
    /// How often tickets came back in it; one may do so more than once.
    pub reopenings: usize,
    /// Tickets that came back after a resolution in the period, of those
    /// resolved in it.
    pub reopen_rate: Ratio,
    /// What was still to be done at the report's instant.
    pub backlog: Standing,
    /// From `opened_at` to the last time the ticket became resolved, over
    /// tickets that did so in the period and are resolved or closed.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Tickets that are worked on.
    pub open: usize,
    /// How many of them have no priority yet.
    pub unclassified: usize,
    /// By priority, the highest first.
    pub by_priority: Vec<Row<Open>>,
}

/// Tickets whose clocks press, each once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Pressing {
    /// A deadline has passed and nothing has stopped its clock.
    pub overdue: usize,
    /// None has passed, and of one little is left.
    pub at_risk: usize,
}

/// The summary of a period (sla.md section 5).
///
/// # Errors
/// A calendar that never opens again.
pub fn summary(
    tickets: Vec<Ticket>,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<Summary>, NeverOpens> {
    let tickets = recorded(tickets, scope);
    let book = Book::new(&tickets, agreements, scope, &[])?;
    let snapshot = Snapshot::of(tickets, scope);
    let heading = Heading::new(&snapshot, scope);
    let cases = snapshot.cases();
    let span = scope.span();
    let fields = scope.fields(&FIELDS);
    let judged = judged(&cases, agreements, &span, scope.as_of)?;
    let mut figures = Summary {
        compliance: book.total(),
        turned: book.turned,
        changed: book.changed,
        now: pressing(&judged),
        promises: Promises::of(&cases, scope, agreements),
        total: Counts::total(&cases, &span),
        reopenings: cases.iter().map(|case| case.reopenings(&span)).sum(),
        reopen_rate: reopen_rate(&cases, &span),
        backlog: standing(&snapshot, policy),
        time_to_resolve: times(&cases, &span, Case::last_resolved),
        time_to_resolve_at_source: at_source(&cases, scope),
        by: breakdowns(&cases, &fields, policy, |case| Counts::of(case, &span)),
        by_month: Vec::new(),
    };
    if scope.by == Some(Dimension::Month) {
        figures.by_month = months(snapshot, scope);
    }
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

fn reopen_rate(cases: &[Case<'_>], span: &Span) -> Ratio {
    let resolved = cases
        .iter()
        .filter(|case| case.became(Status::Resolved, span));
    let came_back = resolved.clone().filter(|case| case.came_back(span));
    Ratio {
        numerator: came_back.count(),
        denominator: resolved.count(),
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

/// How long it took to an end that lies in the period, over tickets that are
/// resolved or closed.
fn times<'a>(
    cases: &[Case<'a>],
    span: &Span,
    end: impl Fn(&Case<'a>) -> Option<Timestamp>,
) -> Times {
    let took = cases
        .iter()
        .filter(|case| case.is_resolved())
        .filter_map(|case| {
            let end = end(case).filter(|end| span.contains(*end))?;
            let seconds = (end - case.opened_at).num_seconds();
            Some((seconds, case.ticket.id.clone()))
        });
    Times::new(took.collect())
}

fn at_source(cases: &[Case<'_>], scope: &Scope) -> Option<Times> {
    let own_end = |case: &Case<'_>| case.ticket.fields.source_resolved_at;
    cases.iter().find_map(own_end)?;
    // An import may write down an end that lies ahead of the row it stands in.
    let end = |case: &Case<'_>| own_end(case).filter(|end| *end < scope.as_of.until);
    Some(times(cases, &scope.span(), end))
}
