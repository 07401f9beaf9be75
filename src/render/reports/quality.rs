//! How well tickets were solved.

use crate::core::report::{Quality, Report, Solved, Waited};
use crate::render::document::Document;
use crate::render::{Cell, Column, Table};

use super::{Shown, Written, buckets, by, heading, number, of, record, worded};

const COUNTS: &[&str] = &["resolved", "first_contact", "first_level", "reopened"];

/// How well the tickets of a period were solved.
impl Shown for Quality {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/quality/1", "report quality");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let total = &figures.total;
        let mut solved = vec![
            ("resolved", Cell::count(total.resolved)),
            ("at first contact", of("resolved", total.first_contact)),
            ("of these, not settled yet", Cell::count(figures.unsettled)),
            ("at first level", of("resolved", total.first_level)),
            ("reopened", of("resolved", total.reopened)),
        ];
        let unknown = [
            ("first contact not known", total.first_contact_unknown),
            ("first level not known", total.first_level_unknown),
        ];
        let unknown = unknown.into_iter().filter(|(_, count)| *count > 0);
        solved.extend(unknown.map(|(what, count)| (what, Cell::count(count))));
        let solved = record("Solved", solved).noted(
            "First contact: at most one public message, never passed on, not back \
             within 7 days. First level: never left tier 1.",
        );
        let mut tables = vec![
            heading("Quality", &report.heading),
            solved,
            paused(&figures.paused),
        ];
        for breakdown in &figures.by.0 {
            tables.push(by(breakdown, COUNTS, counts));
        }
        tables.extend(buckets(&figures.by_month, COUNTS, counts));
        tables
    }
}

fn counts(solved: &Solved) -> Vec<Cell> {
    let share = |ratio| Cell::Ratio { ratio, of: None };
    vec![
        Cell::count(solved.resolved),
        share(solved.first_contact),
        share(solved.first_level),
        share(solved.reopened),
    ]
}

fn paused(paused: &Waited) -> Table {
    let mut table = Table::new(vec![
        Column::new("waiting_on", "WAITING ON"),
        number("seconds"),
        number("percent"),
    ])
    .titled("Waiting, of the time to resolve");
    "TIME".clone_into(&mut table.columns[1].heading);
    let row = |name: Cell, seconds| {
        let percent = paused.tenths(seconds);
        vec![
            name,
            Cell::Duration(seconds),
            percent.map_or(Cell::NotApplicable, Cell::Percent),
        ]
    };
    table.rows = vec![
        row(worded("waiting_on", "customer"), paused.customer),
        row(worded("waiting_on", "supplier"), paused.supplier),
        row(worded("waiting_on", "schedule"), paused.schedule),
    ];
    if paused.unknown > 0 {
        table
            .rows
            .push(row(worded("waiting_on", "unknown"), paused.unknown));
    }
    table
        .rows
        .push(row(Cell::label("waiting in all"), paused.total()));
    table
        .rows
        .push(row(Cell::label("time to resolve"), paused.whole));
    table
        .keyed(1)
        .noted("Elapsed, nights included; of the tickets resolved.")
}
