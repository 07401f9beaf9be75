//! Reports as tables.

use serde::Serialize;

use crate::core::policy::rank;
use crate::core::report::{
    Age, Backlog, Breakdown, Counts, Heading, Month, Oldest, Open, Ranked, Ratio, Report, Row,
    Standing, Summary, Times, Turns, Volume,
};

use super::{Answer, Cell, Column, Role, Table};

/// How many rows of each breakdown a summary shows to people.
const SHORT: usize = 8;
/// Ages are counted in elapsed days of 24 hours, in seconds.
const DAY: i64 = 86_400;

/// The summary, for a manager.
pub fn summary(report: &Report<Summary>) -> serde_json::Result<Answer> {
    let figures = &report.figures;
    let mut tables = vec![
        heading("Summary", &report.heading),
        record("In the period", happened(figures)),
        record("Backlog", standing(&figures.backlog)),
        times(figures),
    ];
    for breakdown in &figures.by.0 {
        tables.push(shortened(by(breakdown, COUNTS, counts)));
    }
    tables.extend(months(&figures.by_month));
    answer("bitacora/report/summary/1", report, tables)
}

/// What came in and went out.
pub fn volume(report: &Report<Volume>) -> serde_json::Result<Answer> {
    let figures = &report.figures;
    let mut total = Table::new(COUNTS.iter().map(|name| number(name)).collect());
    total.rows = vec![counts(&figures.total)];
    total.notes = vec!["Tickets, each once in a column, however often it was resolved.".to_owned()];
    let mut tables = vec![heading("Volume", &report.heading), total];
    for breakdown in &figures.by.0 {
        tables.push(by(breakdown, COUNTS, counts));
    }
    tables.extend(months(&figures.by_month));
    answer("bitacora/report/volume/1", report, tables)
}

/// What is still to be done.
pub fn backlog(report: &Report<Backlog>) -> serde_json::Result<Answer> {
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
    answer("bitacora/report/backlog/1", report, tables)
}

fn answer(
    schema: &'static str,
    report: &impl Serialize,
    tables: Vec<Table>,
) -> serde_json::Result<Answer> {
    let mut answer = Answer::one(schema, report)?;
    answer.tables = tables;
    Ok(answer)
}

/// What the report is about: everything its figures depend on.
fn heading(name: &str, heading: &Heading) -> Table {
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
    if let Some(filter) = &heading.filter {
        rows.push(("where", Cell::text(filter)));
    }
    if heading.recorded_late > 0 {
        rows.push(("recorded late", Cell::count(heading.recorded_late)));
    }
    if !heading.unreadable.is_empty() {
        rows.push(("unreadable files", Cell::count(heading.unreadable.len())));
    }
    record(&format!("{name} of {}", period.label), rows)
}

fn record(title: &str, rows: Vec<(&str, Cell)>) -> Table {
    Table::record(rows).titled(title)
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
        table.notes = vec![format!("A ticket with several {field} is in several rows.")];
    }
    table
}

/// What is not known is a row of its own (sla.md section 5).
fn value<C>(field: &str, row: &Row<C>) -> Cell {
    match &row.value {
        None => Cell::text("none"),
        Some(value) if field == "priority" => Cell::Ranked {
            text: value.clone(),
            level: rank(value).unwrap_or(u8::MAX),
        },
        Some(value) => Cell::text(value),
    }
}

/// The first rows of a long table; a note says how many more there are.
fn shortened(mut table: Table) -> Table {
    let more = table.rows.len().saturating_sub(SHORT);
    // A row that says "1 more" could as well be that row.
    if more > 1 {
        table.rows.truncate(SHORT);
        table
            .notes
            .push(format!("and {more} more; `report volume` shows them all."));
    }
    table
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
    Some(table)
}

fn happened(figures: &Summary) -> Vec<(&'static str, Cell)> {
    let total = figures.total;
    let reopened = match figures.reopenings {
        times if times > total.reopened => {
            format!("{} ({times} times)", total.reopened)
        }
        _ => total.reopened.to_string(),
    };
    vec![
        ("opened", Cell::count(total.opened)),
        ("resolved", Cell::count(total.resolved)),
        ("reopened", Cell::text(reopened)),
        ("closed", Cell::count(total.closed)),
        ("cancelled", Cell::count(total.cancelled)),
        ("reopen rate", of_resolved(figures.reopen_rate)),
    ]
}

/// `4.4 % (26 of 579 resolved)`; the division is the core's, the words are ours.
fn of_resolved(ratio: Ratio) -> Cell {
    match ratio.tenths() {
        None => Cell::NotApplicable,
        Some(tenths) => Cell::text(format!(
            "{}.{} % ({} of {} resolved)",
            tenths / 10,
            tenths % 10,
            ratio.numerator,
            ratio.denominator
        )),
    }
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

fn times(figures: &Summary) -> Table {
    let mut table = Table::new(vec![
        Column::new("measure", "TIME TO RESOLVE"),
        number("n"),
        number("minutes"),
        Column::new("elapsed_seconds", "ELAPSED").right(),
        Column::new("ticket", "TICKET").role(Role::Id),
    ]);
    table.rows = lines("", &figures.time_to_resolve);
    if let Some(at_source) = &figures.time_to_resolve_at_source {
        table.rows.extend(lines("at the source, ", at_source));
    }
    table.notes = vec!["Elapsed, pauses included; percentiles by nearest rank.".to_owned()];
    table
}

fn lines(prefix: &str, times: &Times) -> Vec<Vec<Cell>> {
    let line = |name: &str, figures: Option<[Cell; 2]>, ticket: Option<&Ranked>| {
        let [minutes, elapsed] = figures.unwrap_or([Cell::NotApplicable, Cell::NotApplicable]);
        let ticket = ticket.map(|ranked| ranked.ticket.as_str());
        let name = Cell::text(format!("{prefix}{name}"));
        vec![
            name,
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
    vec![
        ranked("median", times.median.as_ref()),
        ranked("p90", times.p90.as_ref()),
        ranked("p95", times.p95.as_ref()),
        line("mean", mean, None),
    ]
}

fn ages(ages: &[Age]) -> Table {
    let mut table = Table::new(vec![Column::new("age_days", "AGE IN DAYS"), number("open")]);
    let name = |age: &Age| match age.to_days {
        Some(to) => format!("{} to {to}", age.from_days),
        None => format!("{} and more", age.from_days),
    };
    let rows = ages.iter();
    table.rows = rows
        .map(|age| vec![Cell::text(name(age)), Cell::count(age.open)])
        .collect();
    table
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
        .chain((turns.unknown > 0).then_some(("none", turns.unknown)))
        .map(|(name, open)| vec![Cell::text(name), Cell::count(open)])
        .collect();
    table
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
                Cell::text(ticket.status.as_str()),
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
