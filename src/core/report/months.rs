//! The months of a period, each as of its own end (sla.md section 5).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use chrono::{Months, NaiveDate, TimeDelta};
use serde::Serialize;

use crate::core::period::Period;
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;

use super::book::month_of;
use super::measure::{Counts, Open};
use super::parts::{Part, instants};
use super::scope::{Scope, Span};
use super::snapshot::Case;
use super::sum::Sum;

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

/// What happened in a month, and what was open at its end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct InMonth {
    counts: Counts,
    open: usize,
}

impl InMonth {
    pub(super) fn of(cases: &[Case<'_>], span: &Span) -> Self {
        Self {
            counts: Counts::total(cases, span),
            open: cases.iter().map(|case| Open::of(case).open).sum(),
        }
    }
}

impl AddAssign for InMonth {
    fn add_assign(&mut self, other: Self) {
        self.counts += other.counts;
        self.open += other.open;
    }
}

/// What happened in each month, and what was open at its end.
pub(super) fn months(parts: &[Part<'_>]) -> Vec<Month> {
    let buckets = buckets(parts, InMonth::of).into_iter();
    buckets.map(Month::from).collect()
}

impl From<Bucket<InMonth>> for Month {
    fn from(bucket: Bucket<InMonth>) -> Self {
        Self {
            month: bucket.month,
            from: bucket.from,
            to: bucket.to,
            as_of: bucket.as_of,
            counts: bucket.counts.counts,
            open: bucket.counts.open,
        }
    }
}

/// What was counted in each month.
pub(super) fn buckets<C>(
    parts: &[Part<'_>],
    count: impl Fn(&[Case<'_>], &Span) -> C,
) -> Vec<Bucket<C>> {
    let bucket =
        |part: &Part<'_>| Bucket::new(&part.span, part.as_of, count(&part.cases(), &part.span));
    parts.iter().map(bucket).collect()
}

impl<C> Bucket<C> {
    fn new(span: &Span, as_of: AsOf, counts: C) -> Self {
        Self {
            counts,
            month: span.label.clone(),
            // Whoever cuts a period knows where each part begins.
            from: span.from.unwrap_or(span.to),
            to: span.to,
            as_of: as_of.at,
        }
    }
}

/// What is counted in each month, ticket by ticket.
#[derive(Debug, Default)]
pub(super) struct ByMonth<C> {
    lives: Lives,
    counted: BTreeMap<Timestamp, C>,
}

impl<C: Default + AddAssign> ByMonth<C> {
    /// Adds what some tickets have.
    pub(super) fn count(
        &mut self,
        lives: Lives,
        parts: &[Part<'_>],
        count: impl Fn(&[Case<'_>], &Span) -> C,
    ) {
        self.lives.add(lives);
        for bucket in buckets(parts, count) {
            *self.counted.entry(bucket.from).or_default() += bucket.counts;
        }
    }

    /// Every month, those too in which nothing was counted.
    pub(super) fn buckets(mut self, scope: &Scope) -> Vec<Bucket<C>> {
        let frames = frames(self.lives, scope, &BTreeSet::new()).into_iter();
        let bucket = |period: Period| {
            let counts = self.counted.remove(&period.from).unwrap_or_default();
            Bucket::new(&Span::from(&period), as_of(&period, scope), counts)
        };
        frames.map(bucket).collect()
    }
}

impl<C: Default + AddAssign> Sum for ByMonth<C> {
    fn add(&mut self, other: Self) {
        self.lives.add(other.lives);
        for (from, counts) in other.counted {
            *self.counted.entry(from).or_default() += counts;
        }
    }
}

/// As of when a month of the report is read: its end, unless a later instant is
/// asked for. Who asks for one wants to see what happened since.
pub(super) fn as_of(month: &Period, scope: &Scope) -> AsOf {
    if scope.as_of.until > scope.span().to {
        scope.as_of
    } else {
        scope.as_of.or_end(month.to)
    }
}

/// The months in which tickets lived, by their first days: that of the first
/// ticket, and that in which the last one ended, or of now while one is open. No
/// month follows the report's last second.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lives(Option<(NaiveDate, NaiveDate)>);

impl Lives {
    pub(super) fn of<'t>(tickets: impl IntoIterator<Item = &'t Ticket>, scope: &Scope) -> Self {
        // A period says itself which months it has.
        if scope.period.is_some() {
            return Self::default();
        }
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
        Self(whole.map(|(first, last)| (month_of(day(first)), month_of(day(last)))))
    }
}

impl Sum for Lives {
    fn add(&mut self, other: Self) {
        let both = self.0.zip(other.0);
        let whole = both.map(|(a, b)| (a.0.min(b.0), a.1.max(b.1)));
        self.0 = whole.or(self.0).or(other.0);
    }
}

/// The months that had begun, in order, and those in which something is
/// `counted`: elsewhere a month may begin earlier. Each stands with its first
/// day. Without a period, those in which tickets lived.
pub(super) fn frames(lives: Lives, scope: &Scope, counted: &BTreeSet<NaiveDate>) -> Vec<Period> {
    let period = scope
        .period
        .clone()
        .or_else(|| whole(lives, scope, counted));
    let months = period.iter().flat_map(Period::months);
    let is_shown = |month: &Period| {
        month.from < scope.as_of.until || counted.contains(&month_of(month.days().0))
    };
    months.filter(is_shown).collect()
}

fn whole(lives: Lives, scope: &Scope, counted: &BTreeSet<NaiveDate>) -> Option<Period> {
    let firsts = lives.0.map(|(first, _)| first).into_iter();
    let lasts = lives.0.map(|(_, last)| last).into_iter();
    let first = firsts.chain(counted.first().copied()).min()?;
    let last = lasts.chain(counted.last().copied()).max()?;
    Period::between(first, last.checked_add_months(Months::new(1))?, scope.zone).ok()
}
