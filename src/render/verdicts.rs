//! Compliance for CI systems: as test results that agree with the exit code, as
//! alerts beside the ticket's file, as gauges.

mod alerts;
mod gauges;
mod suites;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use crate::core::contract::{TargetName, hours};
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::report::{Compliance, Gate, Report, Verdict};
use crate::core::sla::State;
use crate::core::stamp::rfc3339;

use super::{Answer, Format};

/// The formats of an answer with [`with_verdicts`].
pub const FORMATS: &[Format] = &[
    Format::Table,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Markdown,
    Format::Junit,
    Format::Sarif,
    Format::Openmetrics,
];

/// Where tickets are: path from the root of the repository, line and column.
pub type Places = HashMap<TicketId, (String, usize, usize)>;

/// The answer with what CI systems read. `gate` is what decides the exit code;
/// an empty one when nothing was asked.
#[must_use]
pub fn with_verdicts(
    answer: Answer<'static>,
    report: &Report<Compliance>,
    gate: &Result<Gate, Refusal>,
    places: &Places,
) -> Answer<'static> {
    let suites = suites::suites(report, gate);
    let alerts = alerts::alerts(report, places);
    let gauges = gauges::gauges(report);
    answer
        .with_suites(move || suites.clone())
        .with_alerts(move || alerts.clone())
        .with_gauges(move || gauges.clone())
}

/// The tickets of which [`with_verdicts`] wants to know the place.
pub fn alerted(figures: &Compliance) -> impl Iterator<Item = &TicketId> {
    breached(figures)
        .chain(&figures.at_risk)
        .map(|verdict| &verdict.id)
}

/// What was breached in the period, and what is overdue since before it.
fn breached(figures: &Compliance) -> impl Iterator<Item = &Verdict> {
    let concluded = figures.verdicts.iter();
    let concluded = concluded.filter(|verdict| verdict.state == State::Breached);
    let listed: HashSet<_> = concluded.clone().map(key).collect();
    let overdue = figures.overdue.iter();
    concluded.chain(overdue.filter(move |verdict| !listed.contains(&key(verdict))))
}

/// One clock of one ticket.
fn key(verdict: &Verdict) -> (&TicketId, TargetName) {
    (&verdict.id, verdict.target)
}

/// A contract and a target.
type Promise = (String, TargetName);

/// `Invoices are rejected (P2, business 8h): breached 2026-07-02T09:00:00+02:00, over by 1h`.
fn told(verdict: &Verdict) -> String {
    let length = hours(verdict.remaining_s.abs());
    let standing = match (verdict.state, &verdict.breach_at) {
        (State::Void, _) => State::Void.to_string(),
        (State::Breached, Some(at)) => format!("breached {}, over by {length}", rfc3339(at)),
        (state, _) if verdict.remaining_s < 0 => format!("{state}, over by {length}"),
        (state, _) => format!("{state}, {length} left"),
    };
    let Verdict {
        title,
        priority,
        promised,
        ..
    } = verdict;
    format!("{title} ({priority}, {promised}): {standing}")
}
