//! Whether what requesters call urgent is.

use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::policy::Policy;

use super::breakdown::{Breakdowns, summed};
use super::dimension::Dimension;
use super::heading::{Heading, Report};
use super::measure::{Ratio, Tally};
use super::months::{Bucket, buckets};
use super::parts::{months_of, parts};
use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::Tickets;

/// By what claims are broken down unless one field is asked for.
const FIELDS: [&str; 2] = ["customer", "requester"];

/// Claimed urgency against decided urgency, over tickets opened in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Inflation {
    /// All claims.
    pub total: Claims,
    /// By the values of fields.
    pub by: Breakdowns<Claims>,
    /// By month; only when months were asked for.
    pub by_month: Vec<Bucket<Claims>>,
}

/// Claims, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Claims {
    /// Tickets whose requester said how urgent it is.
    pub claims: usize,
    /// Claimed above what was decided, of all claims.
    pub inflated: Ratio,
    /// Of those claimed the most urgent, decided so too.
    pub highest: Ratio,
    /// Nobody has decided yet; such a claim is not inflated.
    pub undecided: usize,
}

impl Tally for Claims {
    fn first(&self) -> usize {
        self.claims
    }
}

impl AddAssign for Claims {
    fn add_assign(&mut self, other: Self) {
        self.claims += other.claims;
        self.inflated += other.inflated;
        self.highest += other.highest;
        self.undecided += other.undecided;
    }
}

impl Claims {
    fn of(case: &Case<'_>, span: &Window, policy: &Policy) -> Self {
        let fields = &case.ticket.fields;
        let Some(claimed) = &fields.claimed_urgency else {
            return Self::default();
        };
        if !span.contains(case.opened_at) {
            return Self::default();
        }
        let level = |urgency: &str| policy.urgency.keys().position(|known| known == urgency);
        let claimed = level(claimed);
        let decided = fields.urgency.as_deref().and_then(level);
        // The most urgent level is the first.
        let is_above = claimed
            .zip(decided)
            .is_some_and(|(claimed, decided)| claimed < decided);
        let highest = (claimed == Some(0)).then(|| Ratio::one(decided == Some(0)));
        Self {
            claims: 1,
            inflated: Ratio::one(is_above),
            highest: highest.unwrap_or_default(),
            undecided: usize::from(decided.is_none()),
        }
    }

    fn total(cases: &[Case<'_>], span: &Window, policy: &Policy) -> Self {
        let mut total = Self::default();
        for case in cases {
            total += Self::of(case, span, policy);
        }
        total
    }
}

/// The claims of a period's tickets.
///
/// # Errors
/// The tickets cannot be read.
pub fn inflation<T: Tickets>(
    tickets: T,
    policy: &Policy,
    scope: &Scope,
) -> Result<Report<Inflation>, T::Error> {
    let known = recorded(tickets.all()?, scope);
    let parts = parts(&known.tickets, scope);
    let fields = scope.fields(&FIELDS);
    let (total, by) = summed(&parts, &fields, policy, |case, span| {
        Claims::of(case, span, policy)
    });
    let mut figures = Inflation {
        total,
        by,
        by_month: Vec::new(),
    };
    if scope.by == Some(Dimension::Month) {
        figures.by_month = buckets(&months_of(&known.tickets, scope), |cases, span| {
            Claims::total(cases, span, policy)
        });
    }
    drop(parts);
    let heading = Heading::new(&Snapshot::of(known, scope), scope);
    Ok(Report { heading, figures })
}
