//! The months of a period, each as of its own end (sla.md section 5).

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, TimeDelta};
use serde::Serialize;

use crate::core::period::Period;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

use super::book::month_of;
use super::measure::{Counts, Open};
use super::parts::Part;
use super::scope::{Scope, Span};
use super::snapshot::Case;

/// A month: what happened in it, and what was open at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2026-10`, or the days of a part of one.
    pub month: String,
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
    /// Its end, or the instant of the report while it still runs.
    pub as_of: Timestamp,
    /// What happened in it.
    #[serde(flatten)]
    pub counts: Counts,
    /// Tickets that were worked on then.
    pub open: usize,
}

/// What was counted in a month, as of its own end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bucket<C> {
    /// `2026-10`, or the days of a part of one.
    pub month: String,
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
    /// Its end, or the instant of the report while it still runs.
    pub as_of: Timestamp,
    /// What was counted.
    #[serde(flatten)]
    pub counts: C,
}

/// What happened in each month, and what was open at its end.
pub(super) fn months(parts: &[Part<'_>]) -> Vec<Month> {
    let buckets = buckets(parts, |cases, span| {
        let open = cases.iter().map(|case| Open::of(case).open).sum();
        (Counts::total(cases, span), open)
    });
    let month = |bucket: Bucket<(Counts, usize)>| Month {
        month: bucket.month,
        from: bucket.from,
        to: bucket.to,
        as_of: bucket.as_of,
        counts: bucket.counts.0,
        open: bucket.counts.1,
    };
    buckets.into_iter().map(month).collect()
}

/// What was counted in each month.
pub(super) fn buckets<C>(
    parts: &[Part<'_>],
    count: impl Fn(&[Case<'_>], &Span) -> C,
) -> Vec<Bucket<C>> {
    let bucket = |part: &Part<'_>| Bucket {
        counts: count(&part.cases(), &part.span),
        month: part.span.label.clone(),
        // Whoever cuts a period knows where each part begins.
        from: part.span.from.unwrap_or(part.span.to),
        to: part.span.to,
        as_of: part.as_of.at,
    };
    parts.iter().map(bucket).collect()
}

/// The months that had begun, in order. Without a period, from that of the
/// first ticket on.
pub(super) fn frames_of(tickets: &[Ticket], scope: &Scope) -> Vec<Period> {
    let opened = tickets.iter().filter(|ticket| !ticket.timeline.is_empty());
    frames(opened.map(Ticket::opened_at), scope, std::iter::empty())
}

/// The months that had begun, and those in which something stands: elsewhere a
/// month may begin earlier. Each stands with its first day.
pub(super) fn frames(
    opened: impl Iterator<Item = Timestamp>,
    scope: &Scope,
    counted: impl Iterator<Item = NaiveDate>,
) -> Vec<Period> {
    let counted: BTreeSet<NaiveDate> = counted.collect();
    let whole = || whole(opened, scope, &counted);
    let period = scope.period.clone().or_else(whole);
    let months = period.iter().flat_map(Period::months);
    let is_shown = |month: &Period| {
        month.from < scope.as_of.until || counted.contains(&month_of(month.days().0))
    };
    months.filter(is_shown).collect()
}

/// From the month of the first ticket to the month of the report's last second,
/// or to those in which something stands.
fn whole(
    opened: impl Iterator<Item = Timestamp>,
    scope: &Scope,
    counted: &BTreeSet<NaiveDate>,
) -> Option<Period> {
    let day = |instant: Timestamp| instant.with_timezone(&scope.zone).date_naive();
    let earliest = opened.min().filter(|at| *at < scope.as_of.until);
    let first = earliest.map(|earliest| month_of(day(earliest)));
    let first = first.into_iter().chain(counted.first().copied()).min()?;
    let last = month_of(day(scope.as_of.until - TimeDelta::seconds(1)));
    let last = counted
        .last()
        .copied()
        .map_or(last, |other| other.max(last));
    Period::between(first, last.checked_add_months(Months::new(1))?, scope.zone).ok()
}
