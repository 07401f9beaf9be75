//! Compliance as alerts beside the files of tickets.

use crate::core::report::{Compliance, Heading, Report, Verdict};
use crate::render::alerts::{AT_RISK, Alert, Alerts, BREACHED, INVALID, Rule};

use super::{Places, breached, told};

/// What was breached, and what soon will be.
pub(super) fn alerts(report: &Report<Compliance>, places: &Places) -> Alerts {
    let (heading, figures) = (&report.heading, &report.figures);
    let breached = breached(figures).map(|verdict| alert(&BREACHED, verdict, places));
    let unreadable = heading.unreadable.iter();
    let at_risk = figures.at_risk.iter();
    let at_risk = at_risk.map(|verdict| alert(&AT_RISK, verdict, places));
    Alerts {
        category: "compliance",
        rules: vec![&BREACHED, &AT_RISK, &INVALID],
        alerts: breached.chain(at_risk).flatten().collect(),
        unread: unreadable.map(ToString::to_string).collect(),
        properties: properties(heading),
    }
}

fn properties(heading: &Heading) -> Vec<(&'static str, String)> {
    let rules = ("rules", heading.rules.to_string());
    let tzdata = ("tzdata", heading.tzdata.to_owned());
    let commit = heading.commit.clone().map(|commit| ("commit", commit));
    [rules, tzdata].into_iter().chain(commit).collect()
}

/// None for a ticket whose file has gone since it was read.
fn alert(rule: &'static Rule, verdict: &Verdict, places: &Places) -> Option<Alert> {
    let (path, line, column) = places.get(&verdict.id)?;
    let (id, target) = (&verdict.id, verdict.target);
    Some(Alert {
        rule,
        level: rule.level,
        path: path.clone(),
        line: *line,
        column: *column,
        message: format!("{id} {target}: {}", told(verdict)),
        key: format!("{id} {target}"),
    })
}
