//! What `check` found.

use std::collections::BTreeMap;

use serde_json::json;

use crate::core::check::{Checked, Located, Weight};
use crate::core::words::counted;

use super::alerts::{Alert, Alerts, INVALID, Level};
use super::junit::{Case, Outcome, Suite};
use super::{Answer, Cell, Column, Format, Role, Table};

/// The formats of [`answer`].
pub const FORMATS: &[Format] = &[
    Format::Table,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Markdown,
    Format::Junit,
    Format::Sarif,
];

/// The findings, each with `path:line:column`, so that editors jump there.
/// `prefix` leads from the root of the repository to the store.
pub fn answer(checked: &Checked, prefix: &str) -> serde_json::Result<Answer> {
    let items: Vec<_> = checked
        .findings
        .iter()
        .map(|located| {
            json!({
                "weight": located.finding.weight,
                "rule": located.finding.rule,
                "path": located.path,
                "line": located.line,
                "column": located.column,
                "reason": located.finding.reason,
            })
        })
        .collect();
    let mut table = Table::new(vec![
        Column::new("place", "PLACE").role(Role::Id),
        Column::new("weight", "WEIGHT"),
        Column::new("rule", "RULE").role(Role::Dim),
        Column::new("reason", "REASON").wrap(1),
    ]);
    table.headings = false;
    table.rows = checked
        .findings
        .iter()
        .map(|located| {
            let weight = match located.finding.weight {
                Weight::Fault => "fault",
                Weight::Note => "note",
            };
            vec![
                Cell::text(format!(
                    "{}:{}:{}:",
                    located.path, located.line, located.column
                )),
                Cell::text(weight),
                Cell::text(located.finding.rule),
                Cell::text(&*located.finding.reason),
            ]
        })
        .collect();
    Ok(
        Answer::many("bitacora/check/1", "findings", "bitacora/finding/1", &items)?
            .with_table(table)
            .with_suites(vec![suite(checked)])
            .with_alerts(alerts(checked, prefix)),
    )
}

/// What was checked and what came of it, as the exit code has it.
#[must_use]
pub fn verdict(checked: &Checked) -> String {
    let files = counted(checked.files, "file");
    match checked.faults() {
        0 => {
            let notes = counted(checked.findings.len(), "note");
            format!("{files} checked: no fault, {notes}")
        }
        faults => format!("{} found in {files}", counted(faults, "fault")),
    }
}

/// The verdict, and a case for each file with findings.
fn suite(checked: &Checked) -> Suite {
    let mut files: BTreeMap<&str, Vec<&Located>> = BTreeMap::new();
    for located in &checked.findings {
        files.entry(&located.path).or_default().push(located);
    }
    let whole = Case {
        name: "every file is valid".to_owned(),
        outcome: match checked.faults() {
            0 => Outcome::Passed,
            _ => Outcome::Failed(verdict(checked)),
        },
        details: Some(verdict(checked)),
    };
    let cases = files
        .into_iter()
        .map(|(path, findings)| case(path, &findings));
    Suite {
        name: "check".to_owned(),
        cases: std::iter::once(whole).chain(cases).collect(),
    }
}

/// A file passes with notes alone.
fn case(path: &str, findings: &[&Located]) -> Case {
    let mut faults = findings
        .iter()
        .filter(|located| located.finding.weight == Weight::Fault);
    let lines: Vec<String> = findings
        .iter()
        .map(|located| {
            let (line, column) = (located.line, located.column);
            format!("{path}:{line}:{column}: {}", located.finding.reason)
        })
        .collect();
    Case {
        name: path.to_owned(),
        outcome: match faults.next() {
            Some(first) => Outcome::Failed(first.finding.reason.clone()),
            None => Outcome::Passed,
        },
        details: Some(lines.join("\n")),
    }
}

fn alerts(checked: &Checked, prefix: &str) -> Alerts {
    let alerts = checked.findings.iter().map(|located| {
        let finding = &located.finding;
        Alert {
            rule: &INVALID,
            level: match finding.weight {
                Weight::Fault => Level::Error,
                Weight::Note => Level::Note,
            },
            path: format!("{prefix}{}", located.path),
            line: located.line,
            column: located.column,
            message: format!("{} ({})", finding.reason, finding.rule),
            key: [finding.rule, &*located.path, &*finding.reason].join("\n"),
        }
    });
    Alerts {
        category: "check",
        rules: vec![&INVALID],
        alerts: alerts.collect(),
        unread: Vec::new(),
        properties: Vec::new(),
    }
}
