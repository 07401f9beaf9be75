//! How much clocks stood still: pausing is the classic way to game a target.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::core::calendar::Second;
use crate::core::contract::TargetName;
use crate::core::duration::Seconds;
use crate::core::report::measure::Ratio;
use crate::core::report::scope::{Scope, Span};
use crate::core::sla::{Clock, Pause, PauseKind};

use super::{Judged, holds};

/// The pauses of the resolution clocks of one contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PausedFor {
    /// Why.
    pub reason: PauseKind,
    /// How many tickets.
    pub tickets: usize,
    /// For how long, round the clock.
    pub clock_s: Seconds,
}

#[derive(Default)]
struct Sums {
    by_reason: BTreeMap<PauseKind, (usize, Seconds)>,
    paused: usize,
    late: usize,
}

pub(super) fn paused(judged: &[Judged<'_>], span: &Span, scope: &Scope) -> Vec<Paused> {
    let from = span.from.map_or(Second::MIN, |from| from.timestamp());
    let to = span.to.min(scope.as_of.at).timestamp();
    let mut sums: BTreeMap<&str, Sums> = BTreeMap::new();
    for judged in judged {
        let Some(clock) = judged.clocks.get(TargetName::Resolution) else {
            continue;
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
            continue;
        }
        let sums = sums.entry(&judged.clocks.contract).or_default();
        for (reason, seconds) in by_reason {
            let sum = sums.by_reason.entry(reason).or_default();
            sum.0 += 1;
            sum.1 += seconds;
        }
        // A resolution that was taken back is nobody's way to win time.
        let begun = clock
            .pauses
            .iter()
            .filter(|pause| pause.kind != PauseKind::Resolved && holds(span, pause.from));
        sums.paused += usize::from(begun.clone().next().is_some());
        sums.late += usize::from(begun.into_iter().any(|pause| is_late(clock, pause)));
    }
    let sums = sums.into_iter();
    sums.map(|(contract, sums)| Paused {
        contract: contract.to_owned(),
        by_reason: sums.by_reason.into_iter().map(for_reason).collect(),
        in_last_tenth: Ratio {
            numerator: sums.late,
            denominator: sums.paused,
        },
    })
    .collect()
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
