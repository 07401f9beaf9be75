//! What `check` found.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::check::{Checked, Located, Weight};
use crate::core::words::counted;

use super::alerts::{Alert, Alerts, INVALID, Level};
use super::document::{Document, List};
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

/// One finding.
pub const FINDING: Document<Item<'_>> = Document::alone("bitacora/finding/1", "a line of check");
/// Findings.
pub const CHECK: List<Item<'_>> = List::of("bitacora/check/1", "check", "findings", &FINDING);

/// A finding for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Item<'a> {
    weight: Weight,
    /// A stable name.
    rule: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    reason: &'a str,
}

fn item(located: &Located) -> Item<'_> {
    let finding = &located.finding;
    Item {
        weight: finding.weight,
        rule: finding.rule,
        path: &located.path,
        line: located.line,
        column: located.column,
        reason: &finding.reason,
    }
}

/// The findings, each with `path:line:column`, so that editors jump there.
/// `prefix` leads from the root of the repository to the store.
#[must_use]
pub fn answer<'a>(checked: &'a Checked, prefix: &'a str) -> Answer<'a> {
    Answer::many(&CHECK, || checked.findings.iter().map(item).collect())
        .with_table(|| table(checked))
        .with_suites(|| vec![suite(checked)])
        .with_alerts(move || alerts(checked, prefix))
}

fn table(checked: &Checked) -> Table {
    let mut table = Table::new(vec![
        Column::new("place", "PLACE").role(Role::Id),
        Column::new("weight", "WEIGHT"),
        Column::new("rule", "RULE").role(Role::Dim),
        Column::new("reason", "REASON").wrap(1),
    ]);
    table.headings = false;
    let rows = checked.findings.iter().map(|located| {
        let (path, line, column) = (&located.path, located.line, located.column);
        vec![
            Cell::text(format!("{path}:{line}:{column}:")),
            Cell::text(located.finding.weight.as_str()),
            Cell::text(located.finding.rule),
            Cell::text(&*located.finding.reason),
        ]
    });
    table.rows = rows.collect();
    table
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
