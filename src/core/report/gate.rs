//! Whether a report lets a build pass (bitacora-report(1), `--fail-on` and
//! `--fail-under`).

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::book::Direction;
use crate::core::contract::{TargetName, hours};
use crate::core::fields::words;
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::sla::UNKNOWN;
use crate::core::stamp::{Timestamp, rfc3339};

use super::book::{Changed, Turned};
use super::compliance::{Agreed, Compliance};
use super::verdict::Verdict;

/// What is asked of the figures.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word of --fail-on, and any may stand beside any"
)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Each commitment is met, in each month.
    pub contract: bool,
    /// Each target of each contract is met in so many tenths of a percent.
    pub under: Option<u32>,
    /// Nothing was breached in the period.
    pub breached: bool,
    /// Nothing is at risk, or overdue already.
    pub at_risk: bool,
    /// No breach that held is booked as none, and nothing became a breach after
    /// its month was closed.
    pub turned: bool,
}

impl Conditions {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

words! {
    /// Which condition a check belongs to; the words of `--fail-on`.
    Condition {
        /// A commitment.
        Contract = "contract",
        /// `--fail-under`.
        Under = "under",
        /// A breach.
        Breached = "breached",
        /// A deadline that is near, or over.
        AtRisk = "at-risk",
        /// A verdict that was turned to the good, or became a breach later.
        Turned = "turned",
    }
}

words! {
    /// How a check came out.
    Outcome {
        /// It holds.
        Passed = "passed",
        /// It does not.
        Failed = "failed",
        /// There was nothing to divide: it passes.
        NotApplicable = "not-applicable",
        /// More is not known than concluded: nobody can say.
        NotProved = "not-proved",
    }
}

/// One target of one contract, or of one ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Check {
    /// What was asked.
    pub condition: Condition,
    /// The customer of the contract.
    pub contract: String,
    /// The day on which the terms begin, of a condition about a contract.
    pub terms_from: Option<NaiveDate>,
    /// Which promise.
    pub target: TargetName,
    /// The month, of a commitment in a period of several.
    pub month: Option<String>,
    /// The ticket, of a condition about tickets.
    pub ticket: Option<TicketId>,
    /// How it came out.
    pub outcome: Outcome,
    /// Why, as a line without a full stop.
    pub why: String,
}

/// The answer of all conditions: a build passes when no check failed. Of the
/// conditions about tickets only failures are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Gate {
    /// In the order of the conditions.
    pub checks: Vec<Check>,
}

impl Gate {
    /// Asks the figures.
    ///
    /// # Errors
    /// A commitment is asked for and no contract has one.
    pub fn new(figures: &Compliance, asked: &Conditions) -> Result<Self, Refusal> {
        let mut checks = Vec::new();
        if asked.contract {
            if figures.commitments == 0 {
                return Err(Refusal::Missing {
                    what: "no contract in force commits to a percentage".to_owned(),
                    hint: "`commitment: {response: 95, resolution: 90}` in the terms of a \
                           contract, or --fail-under 95"
                        .to_owned(),
                });
            }
            checks.extend(commitments(figures));
        }
        if let Some(permille) = asked.under {
            let rows = figures.contracts.iter();
            checks.extend(rows.map(|row| {
                let unknown = unknown(figures, row, None);
                under(row, permille).unless_unproved(row, unknown)
            }));
        }
        if asked.breached {
            checks.extend(breached(figures));
        }
        if asked.at_risk {
            let overdue = figures.overdue.iter().map(|verdict| near(verdict, true));
            checks.extend(overdue);
            checks.extend(figures.at_risk.iter().map(|verdict| near(verdict, false)));
        }
        if asked.turned {
            let good = |turned: &&Turned| turned.direction == Direction::Good;
            checks.extend(figures.turned.iter().filter(good).map(turned));
            let bad = |changed: &&Changed| changed.is_to_the_bad();
            checks.extend(figures.changed.iter().filter(bad).map(changed));
        }
        Ok(Self { checks })
    }

    /// Why it does not pass, one for each reason.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.of(Outcome::Failed)
    }

    /// Of which nobody can say whether they hold.
    pub fn unproved(&self) -> impl Iterator<Item = &Check> {
        self.of(Outcome::NotProved)
    }

    /// Where there was nothing to divide.
    pub fn remarks(&self) -> impl Iterator<Item = &Check> {
        self.of(Outcome::NotApplicable)
    }

    fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Check> {
        let checks = self.checks.iter();
        checks.filter(move |check| check.outcome == outcome)
    }
}

/// A commitment is about a month: a longer period is judged month by month.
fn commitments(figures: &Compliance) -> Vec<Check> {
    if figures.by_month.is_empty() {
        let rows = figures.contracts.iter();
        let checks = rows.filter_map(|row| {
            let unknown = unknown(figures, row, None);
            Some(commitment(row, None)?.unless_unproved(row, unknown))
        });
        return checks.collect();
    }
    let months = figures.by_month.iter();
    let checks = months.flat_map(|month| {
        let rows = month.contracts.iter();
        rows.filter_map(|row| {
            let unknown = unknown(figures, row, Some((month.from, month.to)));
            Some(commitment(row, Some(&month.month))?.unless_unproved(row, unknown))
        })
    });
    checks.collect()
}

/// How many targets of a row, in a month or in all, nobody can tell of.
fn unknown(figures: &Compliance, row: &Agreed, month: Option<(Timestamp, Timestamp)>) -> usize {
    let voids = figures.voids.iter().filter(|void| {
        void.reason == UNKNOWN
            && void.verdict.contract == row.contract
            && void.verdict.target == row.target
            && month.is_none_or(|(from, to)| (from..to).contains(&void.void_at))
    });
    voids.count()
}

impl Check {
    /// Of a row of which more is not known than concluded nothing is proved.
    fn unless_unproved(mut self, row: &Agreed, unknown: usize) -> Self {
        if unknown > row.kept.ratio().denominator {
            self.outcome = Outcome::NotProved;
            self.why = format!(
                "{}: not proved, since {unknown} more are not known",
                self.why
            );
        }
        self
    }
}

fn commitment(row: &Agreed, month: Option<&str>) -> Option<Check> {
    let percent = row.commitment_percent?;
    let within = month
        .map(|month| format!(" in {month}"))
        .unwrap_or_default();
    let (outcome, figure) = judged(row, row.is_met());
    Some(Check {
        condition: Condition::Contract,
        contract: row.contract.clone(),
        terms_from: row.terms_from,
        target: row.target,
        month: month.map(str::to_owned),
        ticket: None,
        outcome,
        why: format!("{figure}{within}, committed to {percent} %"),
    })
}

fn under(row: &Agreed, permille: u32) -> Check {
    let (outcome, figure) = judged(row, row.kept.is_at_least(permille));
    let limit = match (permille / 10, permille % 10) {
        (percent, 0) => percent.to_string(),
        (percent, tenths) => format!("{percent}.{tenths}"),
    };
    let word = match outcome {
        Outcome::Failed => "under",
        Outcome::Passed | Outcome::NotApplicable | Outcome::NotProved => "asked for",
    };
    Check {
        condition: Condition::Under,
        contract: row.contract.clone(),
        terms_from: row.terms_from,
        target: row.target,
        month: None,
        ticket: None,
        outcome,
        why: format!("{figure}, {word} {limit} %"),
    }
}

fn judged(row: &Agreed, is_met: Option<bool>) -> (Outcome, String) {
    let outcome = match is_met {
        Some(true) => Outcome::Passed,
        Some(false) => Outcome::Failed,
        None => Outcome::NotApplicable,
    };
    let ratio = row.kept.ratio();
    let figure = match ratio.tenths() {
        None => "n/a (0 of 0)".to_owned(),
        Some(tenths) => format!(
            "{}.{} % ({} of {})",
            tenths / 10,
            tenths % 10,
            ratio.numerator,
            ratio.denominator
        ),
    };
    (
        outcome,
        format!("{} {}: {figure}", row.contract, row.target),
    )
}

fn breached(figures: &Compliance) -> Vec<Check> {
    let verdicts = figures.verdicts.iter();
    let breached = verdicts.filter(|verdict| verdict.state == crate::core::sla::State::Breached);
    let checks = breached.map(|verdict| {
        let at = verdict.breach_at.as_ref().map(rfc3339).unwrap_or_default();
        let why = format!(
            "{} {}: breached {at}, over by {}",
            verdict.id,
            verdict.target,
            hours(-verdict.remaining_s)
        );
        about(verdict, Condition::Breached, why)
    });
    checks.collect()
}

fn near(verdict: &Verdict, is_overdue: bool) -> Check {
    let length = hours(verdict.remaining_s.abs());
    let standing = if is_overdue {
        format!("overdue by {length}")
    } else {
        format!("at risk, {length} left")
    };
    let why = format!("{} {}: {standing}", verdict.id, verdict.target);
    about(verdict, Condition::AtRisk, why)
}

fn about(verdict: &Verdict, condition: Condition, why: String) -> Check {
    Check {
        condition,
        contract: verdict.contract.clone(),
        terms_from: None,
        target: verdict.target,
        month: None,
        ticket: Some(verdict.id.clone()),
        outcome: Outcome::Failed,
        why,
    }
}

fn turned(turned: &Turned) -> Check {
    let (id, target) = (&turned.id, turned.target);
    let ran_out = turned.ran_out_at.as_ref().map(rfc3339);
    let ran_out = ran_out.unwrap_or_default();
    let by = turned.cause.map_or_else(String::new, |cause| {
        let who = turned.by.as_deref().unwrap_or_default();
        format!(", turned by {cause} ({who})")
    });
    Check {
        condition: Condition::Turned,
        contract: turned.contract.clone(),
        terms_from: None,
        target,
        month: None,
        ticket: Some(id.clone()),
        outcome: Outcome::Failed,
        why: format!(
            "{id} {target}: its term ran out {ran_out}, and it is booked as no breach{by}"
        ),
    }
}

fn changed(changed: &Changed) -> Check {
    let (id, target, month) = (&changed.id, changed.target, &changed.month);
    let from = changed.from;
    Check {
        condition: Condition::Turned,
        contract: changed.contract.clone(),
        terms_from: None,
        target,
        month: None,
        ticket: Some(id.clone()),
        outcome: Outcome::Failed,
        why: format!("{id} {target}: booked in {month}, and from {from} it became a breach since"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::report::Dimension;
    use crate::core::report::compliance;
    use crate::core::report::tests::stories::{
        P2, REPLY, RESOLVED, TERMS, by_terms, policy, report, scope, story,
    };
    use crate::core::ticket::Ticket;

    const CONTRACT: Conditions = Conditions {
        contract: true,
        under: None,
        breached: false,
        at_risk: false,
        turned: false,
    };

    /// Resolved in time in June, and late in July.
    fn tickets() -> [Ticket; 2] {
        let told = |end: &str, opened: &str, steps: [&str; 3]| {
            story(
                end,
                opened,
                &[
                    (steps[0], "classified", P2),
                    (steps[1], "replied", REPLY),
                    (steps[2], "resolved", RESOLVED),
                ],
            )
        };
        [
            told(
                "00001",
                "06-01 09:00",
                ["06-01 09:30", "06-01 10:00", "06-01 16:00"],
            ),
            told(
                "00002",
                "07-01 09:00",
                ["07-01 09:30", "07-01 10:00", "07-02 10:00"],
            ),
        ]
    }

    fn lines(period: &str, asked: &Conditions) -> Vec<(Outcome, String)> {
        let figures = report(&tickets(), &scope(period)).figures;
        let gate = Gate::new(&figures, asked).unwrap();
        let checks = gate.checks.into_iter();
        checks.map(|check| (check.outcome, check.why)).collect()
    }

    #[test]
    fn a_commitment_is_judged_month_by_month() {
        let line = |outcome, text: &str| (outcome, text.to_owned());
        assert_eq!(
            lines("2026-06", &CONTRACT),
            [line(
                Outcome::Passed,
                "default resolution: 100.0 % (1 of 1), committed to 90 %"
            )]
        );
        assert_eq!(
            lines("2026-05..2026-08", &CONTRACT),
            [
                line(
                    Outcome::NotApplicable,
                    "default resolution: n/a (0 of 0) in 2026-05, committed to 90 %"
                ),
                line(
                    Outcome::Passed,
                    "default resolution: 100.0 % (1 of 1) in 2026-06, committed to 90 %"
                ),
                line(
                    Outcome::Failed,
                    "default resolution: 0.0 % (0 of 1) in 2026-07, committed to 90 %"
                ),
            ]
        );
    }

    #[test]
    fn no_commitment_anywhere_is_a_refusal() {
        let terms = TERMS.replace("commitment: {resolution: 90}", "commitment: {}");
        let mut scope = scope("2026-06");
        scope.by = Some(Dimension::Month);
        let report = by_terms(&terms, |agreements| {
            compliance(tickets().to_vec(), &policy(), agreements, &scope).unwrap()
        });
        let refusal = Gate::new(&report.figures, &CONTRACT).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "no contract in force commits to a percentage"
        );
    }

    #[test]
    fn each_target_of_a_contract_is_measured_alone() {
        let under = |permille| {
            let asked = Conditions {
                under: Some(permille),
                ..Conditions::default()
            };
            let lines = lines("2026-07", &asked);
            lines
                .iter()
                .map(|(outcome, _)| *outcome)
                .collect::<Vec<_>>()
        };
        // Together they would make 50 %.
        assert_eq!(under(500), [Outcome::Passed, Outcome::Failed]);
        assert_eq!(under(0), [Outcome::Passed, Outcome::Passed]);
    }

    #[test]
    fn a_breach_and_a_near_deadline_fail_ticket_by_ticket() {
        let asked = Conditions {
            breached: true,
            ..Conditions::default()
        };
        assert_eq!(
            lines("2026-07", &asked),
            [(
                Outcome::Failed,
                "INC-260601-00002 resolution: breached 2026-07-02T09:00:00+02:00, over by 1h"
                    .to_owned()
            )]
        );
        assert_eq!(lines("2026-06", &asked), []);
        let asked = Conditions {
            at_risk: true,
            ..Conditions::default()
        };
        // At the end of 1 July the whole budget is used, and not more.
        let lines: Vec<String> = lines("2026-07-01", &asked)
            .into_iter()
            .map(|(_, why)| why)
            .collect();
        assert_eq!(lines, ["INC-260601-00002 resolution: at risk, 0s left"]);
    }
}
