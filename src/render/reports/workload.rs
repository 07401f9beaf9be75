//! Who has how much to do.

use crate::core::report::{Load, Report, Workload};
use crate::render::document::Document;
use crate::render::{Cell, Column, Table};

use super::{Shown, Written, bar, booked::share, heading, look, number};

/// Each agent's part of a period.
impl Shown for Workload {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/workload/1", "report workload");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let agents = &report.figures.agents;
        vec![
            heading("Workload", &report.heading),
            worked(agents),
            in_time(agents),
        ]
    }
}

fn agent(load: &Load) -> Cell {
    match &load.agent {
        Some(agent) => Cell::text(agent),
        None => Cell::label("nobody"),
    }
}

fn worked(agents: &[Load]) -> Table {
    let mut table = Table::new(vec![
        Column::new("agent", "AGENT").shrink(1),
        number("open"),
        number("received"),
        number("resolved"),
        Column::new("logged_s", "LOGGED").right(),
        look("open_bar"),
    ]);
    let whole = agents.iter().map(|load| load.open).max().unwrap_or(0);
    let row = |load: &Load| {
        vec![
            agent(load),
            Cell::count(load.open),
            Cell::count(load.received),
            Cell::count(load.resolved),
            Cell::Duration(load.logged_s),
            bar(load.open, whole),
        ]
    };
    table.rows = agents.iter().map(row).collect();
    table
        .keyed(1)
        .noted("Open at the end; the bar is what is open.")
}

fn in_time(agents: &[Load]) -> Table {
    let mut table = Table::new(vec![
        Column::new("agent", "AGENT").shrink(1),
        number("response"),
        number("resolution"),
        number("update"),
    ])
    .titled("In time");
    let row = |load: &Load| {
        let mut row = vec![agent(load)];
        row.extend(load.compliance.each().map(|(_, found)| share(found)));
        row
    };
    table.rows = agents.iter().map(row).collect();
    table.keyed(1).noted(
        "Of the targets the period counts: those of tickets the agent had at the time, and \
         those that were nobody's when the agent stopped the clock.",
    )
}
