//! Reports as tables.

mod backlog;
mod booked;
mod channels;
mod compare;
mod compliance;
mod customer;
mod inflation;
mod quality;
mod recurrence;
mod summary;
mod times;
mod volume;
mod workload;

use std::rc::Rc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::fields::rank;
use crate::core::fields::{Field, List, Scale, Shape};
use crate::core::report::{
    Breakdown, Bucket, Counts, Heading, Month, Promises, Ratio, Report, Row,
};

use super::document::Document;
use super::{Answer, Cell, Column, Data, Phrase, Role, Table};

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
    #[schemars(with = "&'a Report<T>")]
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

#[cfg(test)]
#[path = "reports_tests.rs"]
mod tests;
