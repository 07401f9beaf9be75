//! What a manager reads first.

use crate::core::report::{ByTarget, Ranked, Report, Standing, Summary, Times};
use crate::render::document::Document;
use crate::render::{Cell, Column, Role, Table};

use super::{
    COUNTS, Shown, Written,
    booked::{self, share},
    by, counts, heading, months, number, of, promises, record,
};

/// How many rows of each breakdown a summary shows to people.
const SHORT: usize = 8;

/// The summary, for a manager.
impl Shown for Summary {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/summary/1", "report summary");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let mut tables = vec![
            heading("Summary", &report.heading),
            record("In the period", happened(figures)),
            targets(&figures.compliance),
            record("Now", now(figures)),
            promises(&figures.promises),
            record("Backlog", standing(&figures.backlog)),
            to_resolve(figures),
        ];
        tables.extend(booked::turned(&figures.turned, true).map(booked::shown));
        tables.extend(booked::changed(&figures.changed).map(booked::shown));
        for breakdown in &figures.by.0 {
            tables.push(by(breakdown, COUNTS, counts).most(SHORT));
        }
        tables.extend(months(&figures.by_month));
        tables
    }
}

fn happened(figures: &Summary) -> Vec<(&'static str, Cell)> {
    let total = figures.total;
    vec![
        ("opened", Cell::count(total.opened)),
        ("resolved", Cell::count(total.resolved)),
        ("reopened", Cell::count(total.reopened)),
        ("reopenings", Cell::count(figures.reopenings)),
        ("closed", Cell::count(total.closed)),
        ("cancelled", Cell::count(total.cancelled)),
        ("reopen rate", of("resolved", figures.reopen_rate)),
    ]
}

fn targets(targets: &ByTarget) -> Table {
    let rows = targets.each();
    let rows = rows.map(|(target, found)| {
        let cell = if booked::is_other(found) {
            let both = vec![share(found), booked::net(found)];
            Cell::phrase("{0}; as of the end {1}", both)
        } else {
            share(found)
        };
        (target.as_str(), cell)
    });
    let words = targets.update.words;
    let words = (words.denominator > 0).then(|| {
        let cell = Cell::Ratio {
            ratio: words,
            of: None,
        };
        ("updates in time", cell)
    });
    record("In time", rows.chain(words).collect())
}

fn now(figures: &Summary) -> Vec<(&'static str, Cell)> {
    vec![
        ("overdue", Cell::count(figures.now.overdue)),
        ("at risk", Cell::count(figures.now.at_risk)),
    ]
}

fn standing(standing: &Standing) -> Vec<(&str, Cell)> {
    let mut rows = vec![("open", Cell::count(standing.open))];
    for row in &standing.by_priority {
        match &row.value {
            Some(priority) => rows.push((priority, Cell::count(row.counts.open))),
            None => rows.push(("unclassified", Cell::count(row.counts.open))),
        }
    }
    rows
}

fn to_resolve(figures: &Summary) -> Table {
    let mut table = Table::new(vec![
        Column::new("measure", "TIME TO RESOLVE"),
        number("n"),
        number("minutes"),
        Column::new("elapsed_seconds", "ELAPSED").right(),
        Column::new("ticket", "TICKET").role(Role::Id),
    ]);
    table.rows = lines(HERE, &figures.time_to_resolve);
    if let Some(at_source) = &figures.time_to_resolve_at_source {
        table.rows.extend(lines(AT_SOURCE, at_source));
    }
    table
        .keyed(1)
        .noted("Elapsed, pauses included; percentiles by nearest rank.")
}

/// The names of the figures of [`lines`].
type Names = [&'static str; 4];
const HERE: Names = ["median", "p90", "p95", "mean"];
const AT_SOURCE: Names = [
    "at the source, median",
    "at the source, p90",
    "at the source, p95",
    "at the source, mean",
];

fn lines(names: Names, times: &Times) -> Vec<Vec<Cell>> {
    let line = |name: &'static str, figures: Option<[Cell; 2]>, ticket: Option<&Ranked>| {
        let [minutes, elapsed] = figures.unwrap_or([Cell::NotApplicable, Cell::NotApplicable]);
        let ticket = ticket.map(|ranked| ranked.ticket.as_str());
        vec![
            Cell::label(name),
            Cell::count(times.n),
            minutes,
            elapsed,
            ticket.map_or(Cell::text(""), Cell::text),
        ]
    };
    let ranked = |name, ranked: Option<&Ranked>| {
        let cells = ranked.map(|ranked| {
            [
                Cell::Number(ranked.length.minutes),
                Cell::Duration(ranked.length.seconds),
            ]
        });
        line(name, cells, ranked)
    };
    let mean = times
        .mean
        .map(|mean| [Cell::Number(mean.minutes), Cell::Duration(mean.seconds)]);
    let [median, p90, p95, average] = names;
    vec![
        ranked(median, times.median.as_ref()),
        ranked(p90, times.p90.as_ref()),
        ranked(p95, times.p95.as_ref()),
        line(average, mean, None),
    ]
}
