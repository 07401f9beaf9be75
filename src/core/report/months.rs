//! The months of a period, each as of its own end (sla.md section 5).

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, TimeDelta};
use serde::Serialize;

use crate::core::period::Period;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

use super::book::month_of;
use super::measure::{Counts, Open};
use super::parts::{Part, instants};
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
/// first ticket to that of the last thing that happened, or up to now while a
/// ticket is open.
pub(super) fn frames_of(tickets: &[Ticket], scope: &Scope) -> Vec<Period> {
    frames(tickets, scope, std::iter::empty())
}

/// The months that had begun, and those in which something stands: elsewhere a
/// month may begin earlier. Each stands with its first day.
pub(super) fn frames<'t>(
    tickets: impl IntoIterator<Item = &'t Ticket>,
    scope: &Scope,
    counted: impl Iterator<Item = NaiveDate>,
) -> Vec<Period> {
    let counted: BTreeSet<NaiveDate> = counted.collect();
    let whole = || whole(tickets, scope, &counted);
    let period = scope.period.clone().or_else(whole);
    let months = period.iter().flat_map(Period::months);
    let is_shown = |month: &Period| {
        month.from < scope.as_of.until || counted.contains(&month_of(month.days().0))
    };
    months.filter(is_shown).collect()
}

/// From the month of the first ticket to that in which the last ended, or to
/// those in which something stands. No month follows the report's last second.
fn whole<'t>(
    tickets: impl IntoIterator<Item = &'t Ticket>,
    scope: &Scope,
    counted: &BTreeSet<NaiveDate>,
) -> Option<Period> {
    let day = |instant: Timestamp| instant.with_timezone(&scope.zone).date_naive();
    let now = scope.as_of.until - TimeDelta::seconds(1);
    let opened = tickets
        .into_iter()
        .filter(|ticket| !ticket.timeline.is_empty() && ticket.opened_at() < scope.as_of.until);
    let last = |ticket: &Ticket| {
        let ended = instants(ticket)
            .max()
            .filter(|_| !ticket.status().is_active());
        ended.map_or(now, |ended| ended.min(now))
    };
    let lives = opened.map(|ticket| (ticket.opened_at(), last(ticket)));
    let whole = lives.reduce(|all, life| (all.0.min(life.0), all.1.max(life.1)));
    let bounds = whole.map(|(first, last)| (month_of(day(first)), month_of(day(last))));
    let firsts = bounds.map(|(first, _)| first).into_iter();
    let lasts = bounds.map(|(_, last)| last).into_iter();
    let first = firsts.chain(counted.first().copied()).min()?;
    let last = lasts.chain(counted.last().copied()).max()?;
    Period::between(first, last.checked_add_months(Months::new(1))?, scope.zone).ok()
}
