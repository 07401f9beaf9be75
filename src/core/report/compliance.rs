//! How promises were kept (bitacora-sla(7), BOOKING, TURNED and COMMITMENT).

mod months;
mod paused;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::book::Life;
use crate::core::calendar::NeverOpens;
use crate::core::contract::{Percent, TargetName};
use crate::core::id::TicketId;
use crate::core::parallel::in_parallel;
use crate::core::policy::Policy;
use crate::core::sla::{Agreements, Clock, Clocks, State};
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;
use crate::core::zone::Zone;

use super::book::{Book, Changed, Shared, TermsRow, Turned, Verdicts, Wanted, each_life};
use super::breakdown::Breakdowns;
use super::dimension::Dimension;
use super::frames::Lives;
use super::heading::{Alive, Heading, Report};
use super::kept::{ByTarget, Kept};
use super::parts::{Part, parts};
use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::{Pieces, Sum, Tickets, added};
use super::verdict::{BrokenEarlier, GrantedByDesk, Verdict, Voided, earlier};

pub use months::KeptInMonth;
pub use paused::{Paused, PausedFor};

/// By what compliance is broken down unless one field is asked for.
const FIELDS: [&str; 5] = ["priority", "customer", "category", "channel", "assignee"];
/// What it can be broken down by beside the fields of tickets.
pub const OWN_DIMENSIONS: [&str; 2] = [TARGET, CONTRACT];
const TARGET: &str = "target";
const CONTRACT: &str = "contract";

/// What was promised, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    /// What the period counts, one for each ticket and target; where the scope
    /// asks for no others, the breaches.
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
/// A calendar that never opens again, or the tickets cannot be read.
pub fn compliance<T: Tickets>(
    tickets: T,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<Compliance>, T::Error>
where
    T::Error: From<NeverOpens>,
{
    let fields = fields(scope);
    let months = Shared::default();
    let by = (agreements, &months);
    let sums = tickets.each(|tickets| Counted::of(tickets, by, scope, &fields))?;
    let sums = sums.into_iter().collect::<Result<Vec<_>, _>>()?;
    let counted = added(sums);
    let mut book = counted.book;
    let span = scope.span();
    let asked = Rows {
        bound: scope.reading.filter.as_ref().map(|_| counted.bound),
        agreements,
    };
    let mut figures = counted.lists.figures();
    figures.total = book.total();
    figures.contracts = asked.agreed(book.by_terms(None), &span, scope.as_of);
    figures.commitments = commitments(agreements, scope, &span);
    if is_long(scope) || scope.by == Some(Dimension::Month) {
        figures.by_month = months::by_month(counted.lives, &asked, &book, scope);
    }
    figures.turned = book.turned();
    figures.changed = book.changed();
    figures.in_pieces = book.in_pieces;
    figures.answered_live = book.answered_live;
    figures.verdicts = book.verdicts();
    figures.by = book.by.breakdowns(&fields, policy);
    Ok(Report {
        heading: Heading::of(counted.alive, scope),
        figures,
    })
}

/// What some tickets add.
#[derive(Default)]
struct Counted {
    alive: Alive,
    lives: Lives,
    book: Book,
    lists: Lists,
    /// The contracts that bind one of them.
    bound: BTreeSet<String>,
}

impl Counted {
    fn of(
        tickets: Vec<Ticket>,
        (agreements, months): (&Agreements<'_>, &Shared),
        scope: &Scope,
        fields: &[&str],
    ) -> Result<Self, NeverOpens> {
        let known = recorded(tickets, scope);
        let (mut book, mut lists) = (Book::default(), Lists::default());
        let wanted = Wanted {
            fields,
            agents: false,
            verdicts: if scope.only_breaches {
                Verdicts::Breaches
            } else {
                Verdicts::All
            },
        };
        let parts = parts(&[], scope);
        each_life(
            &known.tickets,
            (agreements, months),
            scope,
            &wanted,
            |life| {
                book.take(life, agreements, scope, &wanted)?;
                parts
                    .iter()
                    .try_for_each(|part| lists.take(life, part, scope))
            },
        )?;
        let snapshot = Snapshot::of(known, scope);
        let cases = snapshot.cases();
        lists.stand(
            &judged(active(&cases), agreements, scope.as_of)?,
            scope.zone,
        );
        Ok(Self {
            alive: Alive::of(&cases, snapshot.spam, scope),
            lives: Lives::of(cases.iter().map(|case| case.ticket), scope),
            book,
            lists,
            bound: bound(&cases, agreements, scope),
        })
    }
}

impl Sum for Counted {
    fn add(&mut self, other: Self) {
        self.alive.add(other.alive);
        self.lives.add(other.lives);
        self.book.add(other.book);
        self.lists.add(other.lists);
        self.bound.extend(other.bound);
    }
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
fn had_ended(case: &Case<'_>, span: &Window) -> bool {
    let last = case.ticket.timeline.last();
    !case.status.is_active()
        && last.is_some_and(|last| span.from.is_some_and(|from| last.at < from))
}

/// What the months of a report list beside what they count.
#[derive(Debug, Default)]
struct Lists {
    voids: Pieces<(Listed, Voided)>,
    granted: Pieces<(Listed, GrantedByDesk)>,
    earlier: Pieces<(Listed, BrokenEarlier)>,
    paused: paused::Sums,
    open: Pieces<Verdict>,
    overdue: Pieces<Verdict>,
    at_risk: Pieces<Verdict>,
}

/// Where something stands in a list: by month, then by when tickets were opened.
type Listed = (Option<Timestamp>, Timestamp, TicketId);

impl Lists {
    /// Adds what a ticket has in a month, as of its end.
    fn take(&mut self, life: &Life<'_>, part: &Part<'_>, scope: &Scope) -> Result<(), NeverOpens> {
        let reading = life.as_of(part.as_of.into())?;
        let Some(clocks) = &reading.clocks else {
            return Ok(());
        };
        let is_told = |clock: &Clock| {
            clock.void.is_some() || clock.granted.is_some() || !clock.pauses.is_empty()
        };
        let is_plain = clocks.earlier.is_empty() && !clocks.clocks.iter().any(is_told);
        if is_plain || !part.has(life.ticket(), &reading, scope) {
            return Ok(());
        }
        let (ticket, span, zone) = (&*reading.ticket, &part.span, scope.zone);
        let listed = || (span.from, ticket.opened_at(), ticket.id.clone());
        for clock in &clocks.clocks {
            let verdict = || Verdict::of(ticket, &ticket.fields, clocks, clock, zone);
            if let Some(at) = clock.void_at.filter(|at| span.holds(*at)) {
                let void = Voided::of(verdict(), clock, at, zone);
                self.voids.extend(void.map(|void| (listed(), void)));
            }
            let grant = clock.granted.as_ref();
            if let Some(grant) = grant.filter(|grant| span.holds(grant.at)) {
                let granted = GrantedByDesk::of(verdict(), grant, zone);
                self.granted
                    .extend(granted.map(|granted| (listed(), granted)));
            }
        }
        let earlier = earlier(ticket, clocks, span, zone);
        self.earlier
            .extend(earlier.map(|earlier| (listed(), earlier)));
        self.paused.take(clocks, span, part.as_of);
        Ok(())
    }

    /// Adds what is open at the report's instant.
    fn stand(&mut self, judged: &[Judged<'_>], zone: Zone) {
        for judged in judged {
            let ticket = judged.case.ticket;
            for clock in &judged.clocks.clocks {
                let verdict =
                    |clock| Verdict::of(ticket, &ticket.fields, &judged.clocks, clock, zone);
                if matches!(clock.state, State::Running | State::Paused) {
                    self.open.extend([verdict(clock)]);
                }
                let now = clock.current();
                if now.is_overdue() {
                    self.overdue.extend([verdict(now)]);
                }
                if now.at_risk {
                    self.at_risk.extend([verdict(now)]);
                }
            }
        }
    }

    fn figures(self) -> Compliance {
        let voids = in_order(self.voids);
        let pressing = |verdicts: Pieces<Verdict>| {
            let left = |verdict: &Verdict| verdict.remaining_s;
            verdicts.sorted(|a, b| left(a).cmp(&left(b)).then_with(|| a.in_order(b)))
        };
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
            open: self.open.sorted(Verdict::in_order),
            overdue: pressing(self.overdue),
            at_risk: pressing(self.at_risk),
            void_after_breach: voids.iter().filter(|void| void.after_breach).count(),
            voids,
            granted: in_order(self.granted),
            earlier: in_order(self.earlier),
            paused: self.paused.rows(),
        }
    }
}

fn in_order<T>(listed: Pieces<(Listed, T)>) -> Vec<T> {
    let listed = listed.sorted(|(a, _), (b, _)| a.cmp(b));
    listed.into_iter().map(|(_, of)| of).collect()
}

impl Sum for Lists {
    fn add(&mut self, other: Self) {
        self.voids.add(other.voids);
        self.granted.add(other.granted);
        self.earlier.add(other.earlier);
        self.paused.add(other.paused);
        self.open.add(other.open);
        self.overdue.add(other.overdue);
        self.at_risk.add(other.at_risk);
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

/// The contracts under which a ticket of the time answers the query.
fn bound(cases: &[Case<'_>], agreements: &Agreements<'_>, scope: &Scope) -> BTreeSet<String> {
    if scope.reading.filter.is_none() {
        return BTreeSet::new();
    }
    let span = scope.span();
    let term = |case: &Case<'_>| agreements.term(&case.ticket.fields, case.opened_at);
    let alive = cases.iter().filter(|case| !had_ended(case, &span));
    let terms = alive.filter_map(term);
    terms.map(|term| term.contract.customer.clone()).collect()
}

/// What makes rows of contracts.
pub(super) struct Rows<'a> {
    /// Those that have rows; none: there is no query, and every contract has.
    bound: Option<BTreeSet<String>>,
    agreements: &'a Agreements<'a>,
}

impl Rows<'_> {
    /// The targets in which something is counted, or to which the terms in
    /// force at the end of the time commit.
    pub(super) fn agreed(
        &self,
        mut kept: BTreeMap<TermsRow, ByTarget>,
        span: &Window,
        as_of: AsOf,
    ) -> Vec<Agreed> {
        let last = last_second(span, as_of);
        let contracts = self.agreements.contracts();
        for contract in &contracts {
            let mut bound = self.bound.iter();
            let is_in = bound.all(|bound| bound.contains(&contract.customer));
            let in_force = self.agreements.in_force(contract, last);
            if let Some(terms) = in_force.filter(|_| is_in) {
                let place = TermsRow {
                    contract: contract.customer.clone(),
                    terms_from: Some(terms.from),
                };
                kept.entry(place).or_default();
            }
        }
        let commitment = |place: &TermsRow, target| {
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
fn commitments(agreements: &Agreements<'_>, scope: &Scope, span: &Window) -> usize {
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
fn last_second(span: &Window, as_of: AsOf) -> Timestamp {
    as_of.until.min(span.to) - TimeDelta::seconds(1)
}
