//! Compliance as test results.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::contract::TargetName;
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::report::{
    Agreed, Check, Compliance, Condition, Gate, Outcome as Came, Report, Verdict, Voided,
};
use crate::core::sla::State;
use crate::core::stamp::rfc3339;
use crate::core::words::counted;
use crate::render::junit::{Case, Outcome, Suite};

use super::{Promise, told};

/// One suite for the report as such, then one for each contract and target.
pub(super) fn suites(report: &Report<Compliance>, gate: &Result<Gate, Refusal>) -> Vec<Suite> {
    let figures = &report.figures;
    let checks = gate.as_ref().map_or(&[][..], |gate| &*gate.checks);
    let mut suites: BTreeMap<Promise, BTreeMap<&TicketId, Case>> = BTreeMap::new();
    let rows = figures.contracts.iter();
    let rows = rows.map(|row| (row.contract.clone(), row.target));
    // A commitment of an early month may have no row at the end.
    let checked = checks.iter();
    let checked = checked.map(|check| (check.contract.clone(), check.target));
    for place in rows.chain(checked) {
        suites.entry(place).or_default();
    }
    for (verdict, case) in cases(figures) {
        let place = (verdict.contract.clone(), verdict.target);
        let tickets = suites.entry(place).or_default();
        // An overdue one that was breached in the period is listed twice.
        tickets.entry(&verdict.id).or_insert(case);
    }
    // A check may fail of a ticket that the report lists nowhere else.
    for check in checks.iter().filter(|check| check.outcome == Came::Failed) {
        if let Some(ticket) = &check.ticket {
            let tickets = suites.entry((check.contract.clone(), check.target));
            let case = tickets.or_default().entry(ticket).or_insert_with(|| Case {
                name: ticket.to_string(),
                outcome: Outcome::Passed,
                details: None,
            });
            fail(case, check);
        }
    }
    let suites = suites.into_iter().map(|((contract, target), tickets)| {
        let mut cases = judgements(figures, checks, &contract, target);
        cases.extend(tickets.into_values());
        Suite {
            name: format!("{contract} {target}"),
            cases,
        }
    });
    std::iter::once(whole(report, gate)).chain(suites).collect()
}

/// Whether the report could be made and judged: where it could not, the exit
/// code is neither 0 nor 7, and the build must not look passed.
fn whole(report: &Report<Compliance>, gate: &Result<Gate, Refusal>) -> Suite {
    let (heading, figures) = (&report.heading, &report.figures);
    let unreadable = &heading.unreadable;
    let outcome = match gate {
        _ if !unreadable.is_empty() => {
            let files = counted(unreadable.len(), "file");
            Outcome::Failed(format!(
                "{files} cannot be read and missing from the report"
            ))
        }
        Err(refusal) => Outcome::Failed(refusal.to_string()),
        Ok(_) => Outcome::Passed,
    };
    let period = format!(
        "{}, as of {}",
        heading.period.label,
        rfc3339(&heading.as_of)
    );
    let rules = format!("rules {}", heading.made_by());
    let commit = heading.commit.as_ref();
    let commit = commit.map(|commit| format!("commit {commit}"));
    let changes = changes(figures);
    let unread = unreadable.iter().map(ToString::to_string);
    let details: Vec<String> = [period, rules]
        .into_iter()
        .chain(commit)
        .chain(unread)
        .chain(changes)
        .collect();
    Suite {
        name: "report".to_owned(),
        cases: vec![Case {
            name: "the report is whole".to_owned(),
            outcome,
            details: Some(details.join("\n")),
        }],
    }
}

/// How many verdicts are other than they were, and how many weeks cut.
fn changes(figures: &Compliance) -> Vec<String> {
    let mut lines = Vec::new();
    let turned = figures.turned.len();
    if turned > 0 {
        lines.push(format!(
            "{} turned after the term ran out",
            counted(turned, "target")
        ));
    }
    let changed = figures.changed.len();
    if changed > 0 {
        lines.push(format!(
            "{} changed after the month was closed",
            counted(changed, "target")
        ));
    }
    if figures.in_pieces > 0 {
        lines.push(format!(
            "{} counted in a piece of a month, which the month may count otherwise",
            counted(figures.in_pieces, "target")
        ));
    }
    lines
}

/// What was asked of the target as a whole; where nothing was, what it came to.
fn judgements(
    figures: &Compliance,
    checks: &[Check],
    contract: &str,
    target: TargetName,
) -> Vec<Case> {
    let is_it = |check: &&Check| {
        check.ticket.is_none() && check.contract == contract && check.target == target
    };
    let asked: Vec<&Check> = checks.iter().filter(is_it).collect();
    if !asked.is_empty() {
        let terms: BTreeSet<_> = asked.iter().map(|check| check.terms_from).collect();
        let is_one_of_several = terms.len() > 1;
        let asked = asked.into_iter();
        return asked
            .map(|check| judgement(check, is_one_of_several))
            .collect();
    }
    let rows = figures.contracts.iter();
    let rows = rows.filter(|row| row.contract == contract && row.target == target);
    let figures: Vec<String> = rows.map(figure).collect();
    let details = if figures.is_empty() {
        "n/a (0 of 0)".to_owned()
    } else {
        figures.join("\n")
    };
    vec![Case {
        name: "commitment".to_owned(),
        outcome: Outcome::Passed,
        details: Some(details),
    }]
}

/// `is_one_of_several`: other versions of the terms are judged beside it.
fn judgement(check: &Check, is_one_of_several: bool) -> Case {
    let name = match (check.condition, &check.month) {
        (Condition::Under, _) => "fail-under".to_owned(),
        (_, Some(month)) => format!("commitment in {month}"),
        (_, None) => "commitment".to_owned(),
    };
    let name = match check.terms_from.filter(|_| is_one_of_several) {
        Some(from) => format!("{name}, terms of {from}"),
        None => name,
    };
    Case {
        name,
        outcome: match check.outcome {
            Came::Failed | Came::NotProved => Outcome::Failed(check.why.clone()),
            Came::Passed | Came::NotApplicable => Outcome::Passed,
        },
        details: Some(check.why.clone()),
    }
}

/// `98.4 % (61 of 62), committed to 95 %`.
fn figure(row: &Agreed) -> String {
    let ratio = row.kept.ratio();
    let percent = match ratio.tenths() {
        None => "n/a".to_owned(),
        Some(tenths) => format!("{}.{} %", tenths / 10, tenths % 10),
    };
    let committed = row
        .commitment_percent
        .map_or_else(String::new, |percent| format!(", committed to {percent} %"));
    let (met, all) = (ratio.numerator, ratio.denominator);
    format!("{percent} ({met} of {all}){committed}")
}

/// A case for each ticket and target; of one that is listed twice the first
/// stands.
fn cases(figures: &Compliance) -> impl Iterator<Item = (&Verdict, Case)> {
    let lists = [&figures.verdicts, &figures.overdue, &figures.open];
    let clocks = lists.into_iter().flatten();
    let clocks = clocks.map(|verdict| (verdict, case(verdict)));
    let voids = figures.voids.iter();
    clocks.chain(voids.map(|void| (&void.verdict, void_case(void))))
}

/// A check that fails the run fails the case, whatever became of the target.
fn fail(case: &mut Case, check: &Check) {
    let why = match &case.outcome {
        Outcome::Failed(reasons) => format!("{reasons}; {}", check.why),
        Outcome::Passed | Outcome::Skipped(_) => check.why.clone(),
    };
    case.outcome = Outcome::Failed(why);
}

fn case(verdict: &Verdict) -> Case {
    Case {
        name: verdict.id.to_string(),
        outcome: match verdict.state {
            State::Paused => Outcome::Skipped("paused".to_owned()),
            _ => Outcome::Passed,
        },
        details: Some(told(verdict)),
    }
}

fn void_case(void: &Voided) -> Case {
    let by = void.agreed_by.as_ref();
    let by = by.map_or_else(String::new, |who| format!(" with {who}"));
    Case {
        name: void.verdict.id.to_string(),
        outcome: Outcome::Skipped(format!("void: {}{by}", void.reason)),
        details: Some(told(&void.verdict)),
    }
}
