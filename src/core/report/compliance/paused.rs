//! How much clocks stood still: pausing is the classic way to game a target.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::Second;
use crate::core::contract::TargetName;
use crate::core::duration::Seconds;
use crate::core::report::scope::Window;
use crate::core::report::{self, measure::Ratio};
use crate::core::sla::{Clock, Clocks, Pause, PauseKind};
use crate::core::stamp::AsOf;

/// The pauses of the resolution clocks of one contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paused {
    /// The customer of the contract.
    pub contract: String,
    /// By reason.
    pub by_reason: Vec<PausedFor>,
    /// Tickets that were put to wait with a tenth of the budget left or less,
    /// of those that were put to wait in the period.
    pub in_last_tenth: Ratio,
}

/// The pauses of one reason, within the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PausedFor {
    /// Why.
    pub reason: PauseKind,
    /// How many tickets, each once in a month.
    pub tickets: usize,
    /// For how long, round the clock.
    pub clock_s: Seconds,
}

#[derive(Debug, Default)]
struct Sum {
    by_reason: BTreeMap<PauseKind, (usize, Seconds)>,
    paused: usize,
    late: usize,
}

/// The pauses of several months, by contract.
#[derive(Debug, Default)]
pub(super) struct Sums(BTreeMap<String, Sum>);

impl Sums {
    /// Adds those of a ticket in a month, as of its end.
    pub(super) fn take(&mut self, clocks: &Clocks, span: &Window, as_of: AsOf) {
        let from = span.from.map_or(Second::MIN, |from| from.timestamp());
        let to = span.to.min(as_of.at).timestamp();
        let Some(clock) = clocks.get(TargetName::Resolution) else {
            return;
        };
        let within = |pause: &Pause| {
            let end = pause.to.unwrap_or(to).min(clock.stop.unwrap_or(to));
            (end.min(to) - pause.from.max(from)).max(0)
        };
        let mut by_reason: BTreeMap<PauseKind, Seconds> = BTreeMap::new();
        for pause in clock.pauses.iter().filter(|pause| within(pause) > 0) {
            *by_reason.entry(pause.kind).or_default() += within(pause);
        }
        if by_reason.is_empty() {
            return;
        }
        let contract = clocks.contract.clone();
        let sum = self.0.entry(contract).or_default();
        for (reason, seconds) in by_reason {
            let of_reason = sum.by_reason.entry(reason).or_default();
            of_reason.0 += 1;
            of_reason.1 += seconds;
        }
        // A resolution that was taken back is nobody's way to win time.
        let begun = clock
            .pauses
            .iter()
            .filter(|pause| pause.kind != PauseKind::Resolved && span.holds(pause.from));
        sum.paused += usize::from(begun.clone().next().is_some());
        sum.late += usize::from(begun.into_iter().any(|pause| is_late(clock, pause)));
    }

    /// A row for each contract.
    pub(super) fn rows(self) -> Vec<Paused> {
        let row = |(contract, sum): (String, Sum)| Paused {
            contract,
            by_reason: sum.by_reason.into_iter().map(for_reason).collect(),
            in_last_tenth: Ratio {
                numerator: sum.late,
                denominator: sum.paused,
            },
        };
        self.0.into_iter().map(row).collect()
    }
}

impl report::sum::Sum for Sums {
    fn add(&mut self, other: Self) {
        for (contract, other) in other.0 {
            let sum = self.0.entry(contract).or_default();
            for (reason, (tickets, seconds)) in other.by_reason {
                let of_reason = sum.by_reason.entry(reason).or_default();
                of_reason.0 += tickets;
                of_reason.1 += seconds;
            }
            sum.paused += other.paused;
            sum.late += other.late;
        }
    }
}

fn for_reason((reason, (tickets, clock_s)): (PauseKind, (usize, Seconds))) -> PausedFor {
    PausedFor {
        reason,
        tickets,
        clock_s,
    }
}

/// A pause after the deadline wins no time.
fn is_late(clock: &Clock, pause: &Pause) -> bool {
    let left = clock.budget - pause.used;
    left >= 0 && left * 10 <= clock.budget
}
