//! The months of a period, each as of its own end.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::period::Period;
use crate::core::stamp::{AsOf, Timestamp};

use super::frames::{Lives, as_of, frames};
use super::measure::{Counts, Open};
use super::parts::Part;
use super::scope::{Scope, Window};
use super::snapshot::Case;
use super::sum::Sum;

/// A month: what happened in it, and what was open at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    pub(super) fn of(cases: &[Case<'_>], span: &Window) -> Self {
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
    count: impl Fn(&[Case<'_>], &Window) -> C,
) -> Vec<Bucket<C>> {
    let bucket =
        |part: &Part<'_>| Bucket::new(&part.span, part.as_of, count(&part.cases(), &part.span));
    parts.iter().map(bucket).collect()
}

impl<C> Bucket<C> {
    fn new(span: &Window, as_of: AsOf, counts: C) -> Self {
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
        count: impl Fn(&[Case<'_>], &Window) -> C,
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
            Bucket::new(&Window::from(&period), as_of(&period, scope), counts)
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
