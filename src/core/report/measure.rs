//! Counts, ratios and times, as every report has them.

use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::fields::Status;
use crate::core::id::TicketId;

use super::scope::Window;
use super::snapshot::Case;

/// What can be counted by the values of a field.
pub trait Tally: Copy + Default + PartialEq + AddAssign {
    /// The count that rows are sorted by.
    fn first(&self) -> usize;
}

/// What happened in a period, in tickets: one that was resolved twice in a month
/// counts once in it. A longer period is the sum of its months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Tickets whose requester made contact in it (`opened_at`).
    pub opened: usize,
    /// Tickets that became resolved in it.
    pub resolved: usize,
    /// Tickets that left resolved or closed for work in it.
    pub reopened: usize,
    /// Tickets that became closed in it.
    pub closed: usize,
    /// Tickets that became cancelled in it.
    pub cancelled: usize,
}

impl Counts {
    /// What one ticket adds.
    pub(super) fn of(case: &Case<'_>, span: &Window) -> Self {
        Self {
            opened: usize::from(span.contains(case.opened_at)),
            resolved: usize::from(case.became(Status::Resolved, span)),
            reopened: usize::from(case.reopenings(span) > 0),
            closed: usize::from(case.became(Status::Closed, span)),
            cancelled: usize::from(case.became(Status::Cancelled, span)),
        }
    }

    /// What all of them make.
    pub(super) fn total(cases: &[Case<'_>], span: &Window) -> Self {
        let mut total = Self::default();
        for case in cases {
            total += Self::of(case, span);
        }
        total
    }
}

impl Tally for Counts {
    fn first(&self) -> usize {
        self.opened
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.opened += other.opened;
        self.resolved += other.resolved;
        self.reopened += other.reopened;
        self.closed += other.closed;
        self.cancelled += other.cancelled;
    }
}

/// Tickets that are worked on: open, classified, diagnosed or waiting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Open {
    /// How many.
    pub open: usize,
}

impl Open {
    /// What one ticket adds.
    pub(super) fn of(case: &Case<'_>) -> Self {
        Self {
            open: usize::from(case.status.is_active()),
        }
    }
}

impl Tally for Open {
    fn first(&self) -> usize {
        self.open
    }
}

impl AddAssign for Open {
    fn add_assign(&mut self, other: Self) {
        self.open += other.open;
    }
}

/// So many of so many. In JSON with `percent`, to a tenth and never rounded
/// up; null when there is nothing to divide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(into = "Written")]
pub struct Ratio {
    /// The part.
    pub numerator: usize,
    /// The whole.
    pub denominator: usize,
}

impl Ratio {
    /// What one ticket of the whole adds: itself, and whether it is of the part.
    pub(super) fn one(is_part: bool) -> Self {
        Self {
            numerator: usize::from(is_part),
            denominator: 1,
        }
    }

    /// Tenths of a percent, never rounded up; `None` when there is nothing to
    /// divide.
    #[must_use]
    pub fn tenths(self) -> Option<u32> {
        let tenths = (self.numerator * 1000).checked_div(self.denominator)?;
        u32::try_from(tenths).ok()
    }
}

/// Ratios are put together by their sums: a mean of percentages says nothing.
impl AddAssign for Ratio {
    fn add_assign(&mut self, other: Self) {
        self.numerator += other.numerator;
        self.denominator += other.denominator;
    }
}

/// A ratio as programs read it.
#[derive(Serialize, JsonSchema)]
struct Written {
    numerator: usize,
    denominator: usize,
    /// To a tenth, cut; null where there is nothing to divide.
    percent: Option<f64>,
}

impl From<Ratio> for Written {
    fn from(ratio: Ratio) -> Self {
        Self {
            numerator: ratio.numerator,
            denominator: ratio.denominator,
            percent: ratio.tenths().map(|tenths| f64::from(tenths) / 10.0),
        }
    }
}

/// A length of elapsed time, pauses and nights included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Length {
    /// In whole seconds, exact.
    pub seconds: i64,
    /// In whole minutes, cut.
    pub minutes: i64,
}

impl Length {
    pub(super) fn new(seconds: i64) -> Self {
        Self {
            seconds,
            minutes: seconds.div_euclid(60),
        }
    }
}

/// A percentile: the time of a real ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ranked {
    /// How long it took.
    #[serde(flatten)]
    pub length: Length,
    /// The ticket.
    pub ticket: TicketId,
}

/// How long something took over a number of tickets. All but `n` are null
/// without any. Percentiles are by nearest rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Times {
    /// How many tickets.
    pub n: usize,
    /// The 50th percentile.
    pub median: Option<Ranked>,
    /// The 90th percentile.
    pub p90: Option<Ranked>,
    /// The 95th percentile.
    pub p95: Option<Ranked>,
    /// The mean, cut to the second.
    pub mean: Option<Length>,
}

impl Times {
    /// Seconds with the ticket they belong to; of equal times the lower id
    /// stands first.
    pub(super) fn new(mut times: Vec<(i64, &TicketId)>) -> Self {
        let total: i64 = times.iter().map(|(seconds, _)| seconds).sum();
        let n = i64::try_from(times.len()).unwrap_or(i64::MAX);
        let mut ranked = |percent| {
            let (seconds, ticket) = nearest_rank(&mut times, percent)?;
            Some(Ranked {
                length: Length::new(*seconds),
                ticket: (*ticket).clone(),
            })
        };
        let (median, p90, p95) = (ranked(50), ranked(90), ranked(95));
        Self {
            n: times.len(),
            median,
            p90,
            p95,
            mean: total.checked_div_euclid(n).map(Length::new),
        }
    }
}

/// The `ceil(percent / 100 * n)`-th smallest of `n` values, the first for percent
/// 0; their order is changed.
fn nearest_rank<T: Ord>(values: &mut [T], percent: usize) -> Option<&T> {
    let rank = (percent * values.len()).div_ceil(100).max(1);
    if values.is_empty() {
        return None;
    }
    let (_, found, _) = values.select_nth_unstable(rank - 1);
    Some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_nearest_rank_is_a_value_of_the_list() {
        let mut values = [50, 20, 40, 35, 15];
        for (percent, value) in [
            (0, 15),
            (5, 15),
            (20, 15),
            (30, 20),
            (40, 20),
            (50, 35),
            (95, 50),
            (100, 50),
        ] {
            assert_eq!(
                nearest_rank(&mut values, percent),
                Some(&value),
                "{percent}"
            );
        }
        assert_eq!(nearest_rank(&mut [] as &mut [i64], 50), None);
    }

    #[test]
    fn nothing_to_divide_is_null() {
        let ratio = Ratio {
            numerator: 0,
            denominator: 0,
        };
        let json = serde_json::to_string(&ratio).unwrap();
        assert_eq!(json, r#"{"numerator":0,"denominator":0,"percent":null}"#);
        let times = serde_json::to_string(&Times::new(Vec::new())).unwrap();
        assert_eq!(
            times,
            r#"{"n":0,"median":null,"p90":null,"p95":null,"mean":null}"#
        );
    }

    #[test]
    fn a_percentage_is_never_rounded_up() {
        for (numerator, denominator, tenths) in [
            (999, 1000, 999),
            (9999, 10_000, 999),
            (2, 3, 666),
            (3, 3, 1000),
            (26, 579, 44),
        ] {
            assert_eq!(
                Ratio {
                    numerator,
                    denominator
                }
                .tenths(),
                Some(tenths)
            );
        }
    }

    proptest! {
        /// The definition in words: the smallest value that at least so many
        /// percent of all do not exceed.
        #[test]
        fn the_nearest_rank_is_as_defined(mut values in prop::collection::vec(-50_i64..50, 1..60), percent in 1_usize..=100) {
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let naive = sorted.iter().copied().find(|value| {
                let reached = values.iter().filter(|other| *other <= value).count();
                reached * 100 >= percent * values.len()
            });
            prop_assert_eq!(nearest_rank(&mut values, percent).copied(), naive);
        }
    }
}
