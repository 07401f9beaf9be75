//! What `check` found.

use serde_json::json;

use crate::core::check::{Checked, Weight};

use super::{Answer, Cell, Column, Role, Table};

/// The findings, each with `path:line:column`, so that editors jump there.
pub fn answer(checked: &Checked) -> serde_json::Result<Answer> {
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
            .with_table(table),
    )
}
