//! What keeps coming back.

use crate::core::report::{Candidate, Recurrence, Report, Run, Training};
use crate::render::document::Document;
use crate::render::{Cell, Column, Role, Table};

use super::{Shown, Written, heading, number};

/// What recurred, and who needs training.
impl Shown for Recurrence {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/recurrence/1", "report recurrence");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        vec![
            heading("Recurrence", &report.heading),
            candidates(&figures.candidates),
            training(&figures.training),
        ]
    }
}

fn candidates(candidates: &[Candidate]) -> Table {
    let mut table = Table::new(vec![
        Column::new("field", "FIELD"),
        Column::new("value", "VALUE").shrink(2),
        number("tickets"),
        number("customers"),
        Column::new("first", "FROM"),
        Column::new("last", "TO"),
        Column::new("ids", "WHICH").role(Role::Id).wrap(1),
    ])
    .titled("Candidates for a problem");
    let row = |candidate: &Candidate| {
        let mut row = vec![
            Cell::label(candidate.field.replace('_', " ")),
            Cell::text(&*candidate.value),
            Cell::count(candidate.run.tickets.len()),
            Cell::count(candidate.customers),
        ];
        row.extend(run(&candidate.run));
        row
    };
    table.rows = candidates.iter().map(row).collect();
    table.noted(
        "Three or more tickets within 30 days, none with an article or a known cause \
         (`faq promote`, `link --as caused-by`).",
    )
}

/// Customers that keep asking.
pub(super) fn training(training: &[Training]) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", "CUSTOMER").shrink(2),
        Column::new("categories", "ABOUT").shrink(2),
        number("questions"),
        Column::new("first", "FROM"),
        Column::new("last", "TO"),
        Column::new("ids", "WHICH").role(Role::Id).wrap(1),
    ])
    .titled("Repeated questions");
    let row = |training: &Training| {
        let mut row = vec![
            match &training.customer {
                Some(customer) => Cell::text(customer),
                None => Cell::label("none"),
            },
            Cell::List(training.categories.clone()),
            Cell::count(training.run.tickets.len()),
        ];
        row.extend(run(&training.run));
        row
    };
    table.rows = training.iter().map(row).collect();
    table.noted("Three or more usage questions of a customer within 30 days: a need for training.")
}

fn run(run: &Run) -> [Cell; 3] {
    let ids = run.tickets.iter().map(ToString::to_string).collect();
    [
        Cell::Day(run.first.date_naive()),
        Cell::Day(run.last.date_naive()),
        Cell::Ids(ids),
    ]
}
