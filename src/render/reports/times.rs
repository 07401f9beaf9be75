//! Times as tables.

use crate::core::report::{Length, OfTickets, Ranked, Report, Times, TimesReport};

use crate::render::document::Document;

use super::{Cell, Column, Role, Shown, Table, Written, heading, number, value};

/// How long things took.
impl Shown for TimesReport {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/times/1", "report times");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        vec![
            heading("Times", &report.heading),
            measures(&figures.total),
            tickets(&figures.total),
            by(figures),
        ]
    }
}

/// One measure in one flavour.
struct Line<'a> {
    measure: &'static str,
    hours: &'static str,
    times: &'a Times,
    left_out: usize,
}

impl Line<'_> {
    fn name(&self) -> Cell {
        let words = [self.measure, self.hours].map(Cell::label);
        Cell::phrase("{0}, {1}", words.into())
    }
}

fn lines(of: &OfTickets) -> [Line<'_>; 6] {
    let line = |measure, hours, times, left_out| Line {
        measure,
        hours,
        times,
        left_out,
    };
    let (response, resolution) = (&of.response, &of.resolution);
    let (taken, replied) = (&of.acknowledged, &of.first_reply);
    [
        line("acknowledged", "elapsed", &taken.elapsed, taken.left_out),
        line("first reply", "elapsed", &replied.elapsed, replied.left_out),
        line(
            "response",
            "business",
            &response.business,
            response.left_out,
        ),
        line("response", "elapsed", &response.elapsed, response.left_out),
        line(
            "resolution",
            "business",
            &resolution.business,
            resolution.left_out,
        ),
        line(
            "resolution",
            "elapsed",
            &resolution.elapsed,
            resolution.left_out,
        ),
    ]
}

fn measures(of: &OfTickets) -> Table {
    let mut table = Table::new(vec![
        Column::new("measure", "MEASURE").wrap(1),
        number("n"),
        Column::new("median_seconds", "MEDIAN").right(),
        Column::new("p90_seconds", "P90").right(),
        Column::new("p95_seconds", "P95").right(),
        Column::new("mean_seconds", "MEAN").right(),
        Column::new("left_out", "OUT").right(),
    ]);
    let rows = lines(of).into_iter().map(|line| {
        let mut row = vec![line.name(), Cell::count(line.times.n)];
        row.extend(percentiles(line.times).map(|ranked| duration(length(ranked))));
        row.extend([duration(line.times.mean), Cell::count(line.left_out)]);
        row
    });
    table.rows = rows.collect();
    table
        .keyed(1)
        .noted("Business: in the hours of each target, pauses out. Elapsed: by the wall clock.")
        .noted("Out: left out, tickets opened in the period that have no end yet.")
}

fn tickets(of: &OfTickets) -> Table {
    let ticket = |name, heading| Column::new(name, heading).role(Role::Id);
    let mut table = Table::new(vec![
        Column::new("measure", "MEASURE").wrap(1),
        ticket("median_ticket", "MEDIAN"),
        ticket("p90_ticket", "P90"),
        ticket("p95_ticket", "P95"),
    ])
    .titled("The tickets behind them, by nearest rank");
    let lines = lines(of).into_iter().filter(|line| line.times.n > 0);
    let rows = lines.map(|line| {
        let mut row = vec![line.name()];
        let id = |ranked: &Ranked| ranked.ticket.to_string();
        row.extend(percentiles(line.times).map(|ranked| Cell::maybe(ranked.map(id))));
        row
    });
    table.rows = rows.collect();
    table
}

fn percentiles(times: &Times) -> [Option<&Ranked>; 3] {
    [&times.median, &times.p90, &times.p95].map(Option::as_ref)
}

fn length(ranked: Option<&Ranked>) -> Option<Length> {
    ranked.map(|ranked| ranked.length)
}

fn duration(length: Option<Length>) -> Cell {
    length.map_or(Cell::NotApplicable, |length| Cell::Duration(length.seconds))
}

fn by(figures: &TimesReport) -> Table {
    let field = &figures.field;
    let mut table = Table::new(vec![
        Column::new(field, field.replace('_', " ").to_uppercase()).shrink(1),
        Column::new("measure", "MEASURE").wrap(1),
        number("n"),
        Column::new("median_seconds", "MEDIAN").right(),
        Column::new("p90_seconds", "P90").right(),
        Column::new("p95_seconds", "P95").right(),
    ]);
    for row in &figures.by {
        for line in lines(&row.counts) {
            if line.times.n == 0 {
                continue;
            }
            let name = match &row.value {
                None if field == "priority" => Cell::label("unclassified"),
                _ => value(field, row),
            };
            let measure = line.name();
            let mut cells = vec![name, measure, Cell::count(line.times.n)];
            cells.extend(percentiles(line.times).map(|ranked| duration(length(ranked))));
            table.rows.push(cells);
        }
    }
    table.keyed(2)
}
