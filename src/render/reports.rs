//! Reports as tables.

mod booked;
mod channels;
mod compare;
mod compliance;
mod customer;
mod inflation;
mod quality;
mod recurrence;
mod times;
mod workload;

use std::rc::Rc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::fields::rank;
use crate::core::fields::{Field, List, Scale, Shape};
use crate::core::report::{
    Age, Backlog, Breakdown, Bucket, ByTarget, Counts, Heading, Month, Oldest, Open, Promises,
    Ranked, Ratio, Report, Row, Standing, Summary, Times, Turns, Volume,
};

use super::document::Document;
use super::{Answer, Cell, Column, Data, Phrase, Role, Table};
use booked::share;

pub use compare::compared;

pub use compliance::{COMPLIANCE, compliance};

/// Figures that can be shown: the document that programs read, and the tables
/// that people do.
pub trait Shown: Serialize + JsonSchema + Sized + 'static {
    /// What programs read.
    const DOCUMENT: Document<Written<'static, Self>>;

    /// What people read.
    fn tables(report: &Report<Self>) -> Vec<Table>;
}

/// A report as programs read it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Written<'a, T> {
    #[serde(flatten)]
    report: &'a Report<T>,
    /// That of the period before, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a Report<T>>,
}

/// A report as an answer.
#[must_use]
pub fn answer<T: Shown>(report: Report<T>) -> Answer<'static> {
    let report = Rc::new(report);
    let written = Rc::clone(&report);
    let data = move || {
        let (report, previous) = (&*written, None);
        let value = serde_json::to_value(Written { report, previous })?;
        Ok(Data::One(value))
    };
    Answer::made(T::DOCUMENT.name(), data).with_tables(move || T::tables(&report))
}

/// How many rows of each breakdown a summary shows to people.
const SHORT: usize = 8;
/// Ages are counted in elapsed days of 24 hours, in seconds.
const DAY: i64 = 86_400;

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

/// What came in and went out.
impl Shown for Volume {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/volume/1", "report volume");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let mut total = Table::new(COUNTS.iter().map(|name| number(name)).collect());
        total.rows = vec![counts(&figures.total)];
        let total = total.noted("Tickets, each once in a column, however often it was resolved.");
        let mut tables = vec![heading("Volume", &report.heading), total];
        for breakdown in &figures.by.0 {
            tables.push(by(breakdown, COUNTS, counts));
        }
        tables.extend(months(&figures.by_month));
        tables
    }
}

/// What is still to be done.
impl Shown for Backlog {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/backlog/1", "report backlog");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let open = record(
            "Open",
            vec![
                ("open", Cell::count(figures.open)),
                ("unclassified", Cell::count(figures.unclassified)),
            ],
        );
        let mut tables = vec![
            heading("Backlog", &report.heading),
            open,
            ages(&figures.by_age),
            turns(&figures.waiting),
        ];
        for breakdown in &figures.by.0 {
            tables.push(by(breakdown, &["open"], |open: &Open| {
                vec![Cell::count(open.open)]
            }));
        }
        tables.extend(months(&figures.by_month));
        tables.push(oldest(&figures.oldest));
        tables
    }
}

/// What the report is about: everything its figures depend on.
fn heading(name: &'static str, heading: &Heading) -> Table {
    let period = &heading.period;
    let mut rows = Vec::new();
    if let Some(from) = period.from {
        rows.push(("from", Cell::Instant(from)));
        rows.push(("to", Cell::Instant(period.to)));
    }
    rows.push(("as of", Cell::Instant(heading.as_of)));
    if let Some(known_at) = heading.known_at {
        rows.push(("known at", Cell::Instant(known_at)));
    }
    rows.push(("zone", Cell::text(heading.zone)));
    rows.push(("rules", Cell::text(heading.made_by())));
    if let Some(commit) = &heading.commit {
        rows.push(("commit", Cell::text(commit)));
    }
    if let Some(filter) = &heading.filter {
        rows.push(("where", Cell::text(filter)));
    }
    if heading.recorded_late > 0 {
        rows.push(("recorded late", Cell::count(heading.recorded_late)));
    }
    if heading.spam > 0 {
        rows.push(("spam, in no figure", Cell::count(heading.spam)));
    }
    if !heading.unreadable.is_empty() {
        rows.push(("unreadable files", Cell::count(heading.unreadable.len())));
    }
    let name = Cell::label(name);
    let title = Phrase::with("{0} of {1}", vec![name, Cell::Period(period.label.clone())]);
    Table::record(rows).titled(title)
}

fn record(title: &'static str, rows: Vec<(&str, Cell)>) -> Table {
    Table::record(rows).titled(title).keyed(1)
}

const COUNTS: &[&str] = &["opened", "resolved", "reopened", "closed", "cancelled"];

fn counts(counts: &Counts) -> Vec<Cell> {
    let Counts {
        opened,
        resolved,
        reopened,
        closed,
        cancelled,
    } = *counts;
    [opened, resolved, reopened, closed, cancelled]
        .map(Cell::count)
        .into()
}

/// A bar beside the figures; its head would only repeat theirs.
fn look(name: &str) -> Column {
    Column::new(name, "").look()
}

fn bar(part: usize, whole: usize) -> Cell {
    Cell::Bar { part, whole }
}

fn number(name: &str) -> Column {
    Column::new(name, name.replace('_', " ").to_uppercase()).right()
}

/// A table of a breakdown: the values of the field, then the counts.
fn by<C>(breakdown: &Breakdown<C>, names: &[&str], cells: impl Fn(&C) -> Vec<Cell>) -> Table {
    let field = &breakdown.field;
    let heading = field.replace('_', " ").to_uppercase();
    let mut table = Table::new(vec![Column::new(field, heading).shrink(1)]);
    table.columns.extend(names.iter().map(|name| number(name)));
    table.rows = breakdown
        .rows
        .iter()
        .map(|row| {
            let mut line = vec![value(field, row)];
            line.extend(cells(&row.counts));
            line
        })
        .collect();
    if breakdown.overlaps {
        let field = Cell::label(field.replace('_', " "));
        let note = Phrase::with("A ticket with several {0} is in several rows.", vec![field]);
        table.notes = vec![note];
    }
    table.keyed(1)
}

/// The counts of each month as of its own end.
fn buckets<C>(
    buckets: &[Bucket<C>],
    names: &[&str],
    cells: impl Fn(&C) -> Vec<Cell>,
) -> Option<Table> {
    if buckets.is_empty() {
        return None;
    }
    let mut table = Table::new(vec![Column::new("month", "MONTH")]);
    table.columns.extend(names.iter().map(|name| number(name)));
    let row = |bucket: &Bucket<C>| {
        let mut row = vec![Cell::text(&*bucket.month)];
        row.extend(cells(&bucket.counts));
        row
    };
    table.rows = buckets.iter().map(row).collect();
    Some(table)
}

/// What is not known is a row of its own.
fn value<C>(field: &str, row: &Row<C>) -> Cell {
    match &row.value {
        None => Cell::label("none"),
        Some(value) => worded(field, value),
    }
}

/// A value of a field; the words of closed fields have their translation.
fn worded(field: &str, value: &str) -> Cell {
    let known = Field::find(field);
    let closed = known.and_then(|field| match field.shape {
        Shape::Word(_) | Shape::Listed(List::Channels) => Some(field.name),
        Shape::Level(Scale::Impact) => Some("impact"),
        Shape::Level(Scale::Urgency) => Some("urgency"),
        _ => None,
    });
    match closed {
        Some(field) => Cell::Value {
            field,
            word: value.to_owned(),
        },
        None if known.is_some_and(|field| field.shape == Shape::Priority) => Cell::Ranked {
            text: value.to_owned(),
            level: rank(value).unwrap_or(u8::MAX),
        },
        None => Cell::text(value),
    }
}

fn months(months: &[Month]) -> Option<Table> {
    if months.is_empty() {
        return None;
    }
    let mut table = Table::new(vec![Column::new("month", "MONTH")]);
    table.columns.extend(COUNTS.iter().map(|name| number(name)));
    table.columns.push(number("open_at_end"));
    table.rows = months
        .iter()
        .map(|month| {
            let mut row = vec![Cell::text(&*month.month)];
            row.extend(counts(&month.counts));
            row.push(Cell::count(month.open));
            row
        })
        .collect();
    if months.len() > 1 {
        let course =
            |count: fn(&Month) -> usize| Cell::Sparkline(months.iter().map(count).collect());
        let courses = vec![
            course(|month| month.counts.opened),
            course(|month| month.open),
        ];
        table = table.noted(Phrase::with("Opened {0}  open at end {1}", courses));
    }
    Some(table)
}

fn of(of: &'static str, ratio: Ratio) -> Cell {
    Cell::Ratio {
        ratio,
        of: Some(of),
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

/// Dates given to customers.
fn promises(promises: &Promises) -> Table {
    let rows = vec![
        ("kept", Cell::count(promises.kept)),
        ("moved", Cell::count(promises.moved)),
        ("missed", Cell::count(promises.missed)),
        ("pending", Cell::count(promises.pending)),
    ];
    record("Dates promised", rows)
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

fn ages(ages: &[Age]) -> Table {
    let mut table = Table::new(vec![
        Column::new("age_days", "AGE IN DAYS"),
        number("open"),
        look("open_bar"),
    ]);
    let name = |age: &Age| {
        let from = Cell::Number(age.from_days);
        match age.to_days {
            Some(to) => Cell::phrase("{0} to {1}", vec![from, Cell::Number(to)]),
            None => Cell::phrase("{0} and more", vec![from]),
        }
    };
    let whole = ages.iter().map(|age| age.open).max().unwrap_or(0);
    let rows = ages.iter();
    table.rows = rows
        .map(|age| vec![name(age), Cell::count(age.open), bar(age.open, whole)])
        .collect();
    table.keyed(1)
}

fn turns(turns: &Turns) -> Table {
    let mut table = Table::new(vec![
        Column::new("waiting_on", "WAITING ON"),
        number("open"),
    ]);
    let rows = [
        ("us", turns.us),
        ("customer", turns.customer),
        ("supplier", turns.supplier),
        ("schedule", turns.schedule),
    ];
    table.rows = rows
        .into_iter()
        .chain((turns.unknown > 0).then_some(("unknown", turns.unknown)))
        .map(|(name, open)| vec![worded("waiting_on", name), Cell::count(open)])
        .collect();
    table.keyed(1)
}

fn oldest(oldest: &[Oldest]) -> Table {
    let mut table = Table::new(vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("age_days", "DAYS").right(),
        Column::new("status", "STATUS"),
        Column::new("assignee", "ASSIGNEE").shrink(1),
        Column::new("title", "TITLE").shrink(2),
    ])
    .titled("The oldest");
    table.rows = oldest
        .iter()
        .map(|ticket| {
            vec![
                Cell::text(ticket.id.as_str()),
                Cell::Number(ticket.age_seconds.div_euclid(DAY)),
                worded("status", ticket.status.as_str()),
                Cell::maybe(ticket.assignee.as_deref()),
                Cell::text(&*ticket.title),
            ]
        })
        .collect();
    table
}

#[cfg(test)]
#[path = "reports_tests.rs"]
mod tests;
