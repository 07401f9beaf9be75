//! What keeps coming back: candidates for a problem record, and customers to
//! train.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::fields::{Fields, Kind};
use crate::core::id::TicketId;
use crate::core::policy::Policy;
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::heading::{Heading, Report};
use super::scope::{Scope, WITHIN, Window};
use super::snapshot::{Case, Snapshot};
use super::sum::Tickets;

/// So many tickets within [`WITHIN`] are no coincidence.
const ENOUGH: usize = 3;

/// A field whose values may recur.
type Marker = (&'static str, fn(&Fields) -> Option<&str>);

/// The fields whose values may recur, the most telling first.
const MARKERS: [Marker; 3] = [
    ("error_code", |fields| fields.error_code.as_deref()),
    ("category", |fields| fields.category.as_deref()),
    ("service", |fields| fields.service.as_deref()),
];

/// What recurred in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Recurrence {
    /// Three or more tickets of one error code, category or service within 30
    /// days, the last of them in the period, of which none has an FAQ article
    /// or shares a known cause.
    pub candidates: Vec<Candidate>,
    /// Customers with three or more usage questions within 30 days, the last
    /// of them in the period: they need training.
    pub training: Vec<Training>,
}

/// A value that recurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Candidate {
    /// `error_code`, `category` or `service`.
    pub field: &'static str,
    /// Its value.
    pub value: String,
    /// How many customers are affected.
    pub customers: usize,
    /// The 30 days with the most tickets, of equal ones the last.
    #[serde(flatten)]
    pub run: Run,
}

/// A customer that keeps asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Training {
    /// The customer; null: the tickets do not say.
    pub customer: Option<String>,
    /// What the questions were about, the most frequent first.
    pub categories: Vec<String>,
    /// The 30 days with the most questions, of equal ones the last.
    #[serde(flatten)]
    pub run: Run,
}

/// Tickets within 30 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Run {
    /// When the first was opened.
    pub first: Timestamp,
    /// When the last was opened.
    pub last: Timestamp,
    /// They, in the order they were opened.
    pub tickets: Vec<TicketId>,
}

/// What recurred in a period.
///
/// # Errors
/// The tickets cannot be read.
pub fn recurrence<T: Tickets>(
    tickets: T,
    _: &Policy,
    scope: &Scope,
) -> Result<Report<Recurrence>, T::Error> {
    let snapshot = Snapshot::new(tickets.all()?, scope);
    let heading = Heading::new(&snapshot, scope);
    let mut cases = snapshot.cases();
    in_order(&mut cases);
    let span = scope.span();
    let figures = Recurrence {
        candidates: candidates(&cases, &span, scope.zone),
        training: training(&cases, &span, scope.zone),
    };
    Ok(Report { heading, figures })
}

/// In the order they were opened.
pub(super) fn in_order(cases: &mut [Case<'_>]) {
    cases.sort_by(|a, b| (a.opened_at, &a.ticket.id).cmp(&(b.opened_at, &b.ticket.id)));
}

fn candidates(cases: &[Case<'_>], span: &Window, zone: Zone) -> Vec<Candidate> {
    let known: BTreeSet<&TicketId> = cases
        .iter()
        .filter_map(|case| case.ticket.fields.caused_by.as_ref())
        .collect();
    // A ticket that is itself the cause of another is a problem already known.
    let is_explained = |case: &Case<'_>| {
        let fields = &case.ticket.fields;
        let articles = fields.articles.as_deref().unwrap_or_default();
        !articles.is_empty() || fields.caused_by.is_some() || known.contains(&case.ticket.id)
    };
    let mut candidates = Vec::new();
    for (field, value_of) in MARKERS {
        let unexplained = cases.iter().filter(|case| !is_explained(case));
        let mut groups: BTreeMap<&str, Vec<&Case<'_>>> = BTreeMap::new();
        for case in unexplained {
            if let Some(value) = value_of(&case.ticket.fields) {
                groups.entry(value).or_default().push(case);
            }
        }
        for (value, group) in groups {
            let Some(run) = longest(&group, span) else {
                continue;
            };
            let customers: BTreeSet<_> = run
                .iter()
                .filter_map(|case| case.ticket.fields.customer.as_deref())
                .collect();
            candidates.push(Candidate {
                field,
                value: value.to_owned(),
                customers: customers.len(),
                run: Run::of(run, zone),
            });
        }
    }
    // The sort is stable: of equal counts the more telling field comes first.
    candidates.sort_by_key(|candidate| Reverse(candidate.run.tickets.len()));
    candidates
}

/// The customers that asked how to use what works, again and again; `cases`
/// in the order they were opened.
pub(super) fn training(cases: &[Case<'_>], span: &Window, zone: Zone) -> Vec<Training> {
    let mut groups: BTreeMap<Option<&str>, Vec<&Case<'_>>> = BTreeMap::new();
    for case in cases {
        let fields = &case.ticket.fields;
        if fields.kind == Some(Kind::Usage) {
            let customer = fields.customer.as_deref();
            groups.entry(customer).or_default().push(case);
        }
    }
    let mut training: Vec<Training> = groups
        .into_iter()
        .filter_map(|(customer, group)| {
            let run = longest(&group, span)?;
            Some(Training {
                customer: customer.map(str::to_owned),
                categories: categories(run),
                run: Run::of(run, zone),
            })
        })
        .collect();
    training.sort_by_key(|training| Reverse(training.run.tickets.len()));
    training
}

fn categories(run: &[&Case<'_>]) -> Vec<String> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for case in run {
        if let Some(category) = case.ticket.fields.category.as_deref() {
            *counted.entry(category).or_default() += 1;
        }
    }
    let mut counted: Vec<(&str, usize)> = counted.into_iter().collect();
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted
        .into_iter()
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The most cases within 30 days of which the last was opened in the time,
/// of equal runs the last; `None` when there are not enough.
fn longest<'g, 'c>(group: &'g [&'c Case<'c>], span: &Window) -> Option<&'g [&'c Case<'c>]> {
    let mut start = 0;
    let mut longest: &[&Case<'_>] = &[];
    for (end, case) in group.iter().enumerate() {
        while case.opened_at - group[start].opened_at > WITHIN {
            start += 1;
        }
        let run = &group[start..=end];
        if span.contains(case.opened_at) && run.len() >= longest.len() {
            longest = run;
        }
    }
    (longest.len() >= ENOUGH).then_some(longest)
}

impl Run {
    /// The run has cases.
    fn of(run: &[&Case<'_>], zone: Zone) -> Self {
        let opened_at = |case: &Case<'_>| in_zone(case.opened_at.to_utc(), zone);
        Self {
            first: opened_at(run[0]),
            last: opened_at(run[run.len() - 1]),
            tickets: run.iter().map(|case| case.ticket.id.clone()).collect(),
        }
    }
}
