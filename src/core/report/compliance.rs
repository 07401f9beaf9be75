//! How promises were kept (sla.md sections 1, 2 and 5).

mod kept;
mod months;
mod paused;
#[cfg(test)]
mod tests;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::{Percent, TargetName};
use crate::core::parallel::in_parallel;
use crate::core::policy::Policy;
use crate::core::sla::{Agreements, Clocks, State};
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;
use crate::core::zone::Zone;

use super::book::{Book, Changed, Place, Turned};
use super::breakdown::{Breakdowns, tallied};
use super::dimension::Dimension;
use super::parts::{Part, parts};
use super::scope::{Scope, Span};
use super::snapshot::{Case, Snapshot, recorded};
use super::{Heading, Report};

pub use kept::{ByTarget, Kept, Words};
pub use months::KeptInMonth;
pub use paused::{Paused, PausedFor};
pub use verdict::{BrokenEarlier, GrantedByDesk, Verdict, Voided};

/// By what compliance is broken down unless one field is asked for.
const FIELDS: [&str; 5] = ["priority", "customer", "category", "channel", "assignee"];
/// What it can be broken down by beside the fields of tickets.
pub const OWN_DIMENSIONS: [&str; 2] = [TARGET, CONTRACT];
const TARGET: &str = "target";
const CONTRACT: &str = "contract";

/// What was promised, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compliance {
    /// Each target of each version of a contract's terms by itself: what a
    /// commitment is about.
    pub contracts: Vec<Agreed>,
    /// How many targets the contracts commit to, whichever the query leaves out.
    pub commitments: usize,
    /// Each target over all contracts.
    pub total: ByTarget,
    /// Each target by the values of fields; a ticket that nobody has classified
    /// has no priority.
    pub by: Breakdowns<ByTarget>,
    /// Each month as of its own end; of a period within one month only when
    /// months were asked for.
    pub by_month: Vec<KeptInMonth>,
    /// Responses that were given while the requester spoke.
    pub answered_live: usize,
    /// What the period counts, one for each ticket and target.
    pub verdicts: Vec<Verdict>,
    /// Verdicts that are other than the ones which held when terms ran out.
    pub turned: Vec<Turned>,
    /// Verdicts that are other than when their month was closed.
    pub changed: Vec<Changed>,
    /// Targets that are counted in a piece of a month: their month may count
    /// them otherwise.
    pub in_pieces: usize,
    /// Running or standing still at the report's instant: not concluded.
    pub open: Vec<Verdict>,
    /// Open at the report's instant and over the deadline, whenever that was;
    /// the longest first.
    pub overdue: Vec<Verdict>,
    /// Open at the report's instant with little left; the least first.
    pub at_risk: Vec<Verdict>,
    /// What became void in the period: in no denominator.
    pub voids: Vec<Voided>,
    /// How many of those had been breached by then.
    pub void_after_breach: usize,
    /// What the desk gave up in the period without the customer: it counts as
    /// before.
    pub granted: Vec<GrantedByDesk>,
    /// Breaches under a priority that the ticket no longer has.
    pub earlier: Vec<BrokenEarlier>,
    /// How much clocks stood still in the period, by contract.
    pub paused: Vec<Paused>,
}

/// One target of one version of a contract's terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// The customer of the contract; `default` for those who have none.
    pub contract: String,
    /// The day on which the terms begin that bind the tickets; null: no
    /// contract binds them.
    pub terms_from: Option<NaiveDate>,
    /// Which promise.
    pub target: TargetName,
    /// What became of it.
    #[serde(flatten)]
    pub kept: Kept,
    /// Percent that the terms commit to; null: none.
    pub commitment_percent: Option<Percent>,
}

impl Agreed {
    /// Whether the commitment is met; `None` where there is none, or nothing to
    /// divide.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        let ratio = self.kept.ratio();
        let percent = self.commitment_percent?;
        percent.is_met(ratio.numerator, ratio.denominator)
    }
}

/// Compliance in a period.
///
/// # Errors
/// A calendar that never opens again.
pub fn compliance(
    tickets: Vec<Ticket>,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<Compliance>, NeverOpens> {
    let tickets = recorded(tickets, scope);
    let fields = fields(scope);
    let book = Book::new(&tickets, agreements, scope, &fields)?;
    let mut lists = Lists::default();
    for part in &parts(&tickets, scope) {
        let cases = part.cases();
        let alive = cases.iter().filter(|case| !had_ended(case, &part.span));
        let judged = judged(alive, agreements, part.as_of)?;
        lists.add(&judged, part, scope.zone);
    }
    let snapshot = Snapshot::of(tickets, scope);
    let heading = Heading::new(&snapshot, scope);
    let span = scope.span();
    let cases = snapshot.cases();
    let judged = judged(active(&cases), agreements, scope.as_of)?;
    let mut figures = lists.figures(&judged, scope.zone);
    let asked = Rows {
        bound: bound(&cases, agreements, scope, &span),
        agreements,
    };
    figures.total = book.total();
    figures.contracts = asked.agreed(book.by_terms(None), &span, scope.as_of);
    figures.commitments = commitments(agreements, scope, &span);
    let by = |field: &&str| tallied(book.by_value(field), field, policy);
    figures.by = Breakdowns(fields.iter().map(by).collect());
    if is_long(scope) || scope.by == Some(Dimension::Month) {
        figures.by_month = months::by_month(&cases, &asked, &book, scope);
    }
    let counted = book.lines.into_iter().filter_map(|line| line.verdict);
    figures.verdicts = counted.collect();
    let live = |verdict: &&Verdict| verdict.answered_live;
    figures.answered_live = figures.verdicts.iter().filter(live).count();
    figures.turned = book.turned;
    figures.changed = book.changed;
    figures.in_pieces = book.in_pieces;
    Ok(Report { heading, figures })
}

/// Whether the time is more than one month, or part of one.
fn is_long(scope: &Scope) -> bool {
    let months = scope.period.as_ref().map(|period| period.months().count());
    months.is_none_or(|months| months > 1)
}

/// A ticket with its clocks.
pub(super) struct Judged<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) clocks: Clocks,
}

/// The tickets that are worked on: the clocks of others do not run.
pub(super) fn active<'a, 'c>(
    cases: &'a [Case<'c>],
) -> impl Iterator<Item = &'a Case<'c>> + use<'a, 'c> {
    cases.iter().filter(|case| case.status.is_active())
}

/// Tickets that no contract binds have no clocks, and no part in this.
pub(super) fn judged<'a>(
    cases: impl Iterator<Item = &'a Case<'a>>,
    agreements: &Agreements<'_>,
    as_of: AsOf,
) -> Result<Vec<Judged<'a>>, NeverOpens> {
    let alive: Vec<&Case<'_>> = cases.collect();
    let at = as_of.at.timestamp();
    let clocks = in_parallel(&alive, |case| agreements.clocks(case.ticket, at));
    let mut judged = Vec::with_capacity(alive.len());
    for (case, clocks) in alive.into_iter().zip(clocks) {
        judged.extend(clocks?.map(|clocks| Judged { case, clocks }));
    }
    judged.sort_by(|a, b| {
        let key = |judged: &Judged<'a>| (judged.case.opened_at, &judged.case.ticket.id);
        key(a).cmp(&key(b))
    });
    Ok(judged)
}

/// Whether it ended before the time, and nothing has happened to it since: all
/// its clocks had stopped, as those of most of a long history have.
fn had_ended(case: &Case<'_>, span: &Span) -> bool {
    let last = case.ticket.timeline.last();
    !case.status.is_active()
        && last.is_some_and(|last| span.from.is_some_and(|from| last.at < from))
}

fn holds(span: &Span, at: Second) -> bool {
    span.from.is_none_or(|from| from.timestamp() <= at) && at < span.to.timestamp()
}

/// What the months of a report list beside what they count.
#[derive(Default)]
struct Lists {
    voids: Vec<Voided>,
    granted: Vec<GrantedByDesk>,
    earlier: Vec<BrokenEarlier>,
    paused: paused::Sums,
}

impl Lists {
    /// Adds what a month has, as of its end.
    fn add(&mut self, judged: &[Judged<'_>], part: &Part<'_>, zone: Zone) {
        let span = &part.span;
        for judged in judged {
            let ticket = judged.case.ticket;
            for clock in &judged.clocks.clocks {
                let verdict = || Verdict::of(ticket, &ticket.fields, &judged.clocks, clock, zone);
                if let Some(at) = clock.void_at.filter(|at| holds(span, *at)) {
                    self.voids.extend(Voided::of(verdict(), clock, at, zone));
                }
                let grant = clock.granted.as_ref();
                if let Some(grant) = grant.filter(|grant| holds(span, grant.at)) {
                    let granted = GrantedByDesk::of(verdict(), grant, zone);
                    self.granted.extend(granted);
                }
            }
            self.earlier.extend(verdict::earlier(judged, span, zone));
        }
        self.paused.add(judged, span, part.as_of);
    }

    /// With what is open at the report's instant.
    fn figures(self, judged: &[Judged<'_>], zone: Zone) -> Compliance {
        let (mut open, mut overdue, mut at_risk) = (Vec::new(), Vec::new(), Vec::new());
        for judged in judged {
            let ticket = judged.case.ticket;
            for clock in &judged.clocks.clocks {
                let verdict = || Verdict::of(ticket, &ticket.fields, &judged.clocks, clock, zone);
                if matches!(clock.state, State::Running | State::Paused) {
                    open.push(verdict());
                }
                let now = clock.current();
                let watched = || Verdict::of(ticket, &ticket.fields, &judged.clocks, now, zone);
                if now.is_overdue() {
                    overdue.push(watched());
                }
                if now.at_risk {
                    at_risk.push(watched());
                }
            }
        }
        // The sorts are stable: of equals the one opened first stands first.
        overdue.sort_by_key(|verdict: &Verdict| verdict.remaining_s);
        at_risk.sort_by_key(|verdict: &Verdict| verdict.remaining_s);
        Compliance {
            contracts: Vec::new(),
            commitments: 0,
            total: ByTarget::default(),
            by: Breakdowns(Vec::new()),
            by_month: Vec::new(),
            answered_live: 0,
            verdicts: Vec::new(),
            turned: Vec::new(),
            changed: Vec::new(),
            in_pieces: 0,
            open,
            overdue,
            at_risk,
            void_after_breach: self.voids.iter().filter(|void| void.after_breach).count(),
            voids: self.voids,
            granted: self.granted,
            earlier: self.earlier,
            paused: self.paused.rows(),
        }
    }
}

/// The fields whose values have tables of their own.
fn fields(scope: &Scope) -> Vec<&str> {
    match &scope.by {
        None => FIELDS.to_vec(),
        Some(Dimension::Month) => Vec::new(),
        // The first tables of the report have these already.
        Some(Dimension::Field(field)) if OWN_DIMENSIONS.contains(&field.as_str()) => Vec::new(),
        Some(Dimension::Field(field)) => vec![field],
    }
}

/// The contracts under which a ticket of the time answers the query; none: there
/// is no query, and every contract has its rows.
fn bound(
    cases: &[Case<'_>],
    agreements: &Agreements<'_>,
    scope: &Scope,
    span: &Span,
) -> Option<BTreeSet<String>> {
    let term = |case: &Case<'_>| agreements.term(&case.ticket.fields, case.opened_at);
    scope.reading.filter.as_ref().map(|_| {
        let alive = cases.iter().filter(|case| !had_ended(case, span));
        let terms = alive.filter_map(term);
        terms.map(|term| term.contract.customer.clone()).collect()
    })
}

/// What makes rows of contracts.
pub(super) struct Rows<'a> {
    bound: Option<BTreeSet<String>>,
    agreements: &'a Agreements<'a>,
}

impl Rows<'_> {
    /// The targets in which something is counted, or to which the terms in
    /// force at the end of the time commit.
    pub(super) fn agreed(
        &self,
        mut kept: BTreeMap<Place, ByTarget>,
        span: &Span,
        as_of: AsOf,
    ) -> Vec<Agreed> {
        let last = last_second(span, as_of);
        let contracts = self.agreements.contracts();
        for contract in &contracts {
            let mut bound = self.bound.iter();
            let is_in = bound.all(|bound| bound.contains(&contract.customer));
            let in_force = self.agreements.in_force(contract, last);
            if let Some(terms) = in_force.filter(|_| is_in) {
                let place = Place {
                    contract: contract.customer.clone(),
                    terms_from: Some(terms.from),
                };
                kept.entry(place).or_default();
            }
        }
        let commitment = |place: &Place, target| {
            let mut contracts = contracts.iter();
            let contract = contracts.find(|contract| contract.customer == place.contract)?;
            let mut terms = contract.terms.iter();
            let terms = terms.find(|terms| Some(terms.from) == place.terms_from)?;
            terms.commitment.get(target)
        };
        let mut agreed = Vec::new();
        for (place, by_target) in kept {
            for (target, kept) in by_target.each() {
                let commitment_percent = commitment(&place, target);
                if kept != Kept::default() || commitment_percent.is_some() {
                    agreed.push(Agreed {
                        contract: place.contract.clone(),
                        terms_from: place.terms_from,
                        target,
                        kept,
                        commitment_percent,
                    });
                }
            }
        }
        agreed
    }
}

/// How many targets the contracts commit to at any time of the report.
fn commitments(agreements: &Agreements<'_>, scope: &Scope, span: &Span) -> usize {
    let last = last_second(span, scope.as_of);
    let contracts = agreements.contracts().into_iter();
    let terms = contracts.flat_map(|contract| &contract.terms);
    let begun = terms.filter(|terms| agreements.has_begun(terms, last));
    let targets = begun.flat_map(|terms| {
        let targets = TargetName::ALL.iter();
        targets.filter_map(|target| terms.commitment.get(*target))
    });
    targets.count()
}

/// The last second of the time, whose terms say what was committed to.
fn last_second(span: &Span, as_of: AsOf) -> Timestamp {
    as_of.until.min(span.to) - TimeDelta::seconds(1)
}
