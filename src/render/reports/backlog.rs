//! What is still to be done.

use crate::core::report::{Age, Backlog, Oldest, Open, Report, Turns};
use crate::render::document::Document;
use crate::render::{Cell, Column, Role, Table};

use super::{Shown, Written, bar, by, heading, look, months, number, record, worded};

/// Ages are counted in elapsed days of 24 hours, in seconds.
const DAY: i64 = 86_400;

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
