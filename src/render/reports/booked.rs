//! What a booked number is shown with: the one that held when terms ran out,
//! the one as of the end, and what turned or changed.

use std::collections::BTreeSet;

use crate::core::report::{Agreed, Changed, Kept, Ratio, Turned};
use crate::render::{Cell, Column, Phrase, Role, Table};

/// How many tickets a list shows to people.
const LISTED: usize = 20;

fn ratio(ratio: Ratio) -> Cell {
    Cell::Ratio { ratio, of: None }
}

/// `80.0 % (4 of 5)`; where a breach that held is booked as none, `80.0 % (4 of
/// 5); as the terms ran out 66.6 % (4 of 6)`.
pub(super) fn share(kept: Kept) -> Cell {
    let booked = ratio(kept.ratio());
    if kept.turned == 0 {
        return booked;
    }
    let ran_out = ratio(kept.as_ran_out);
    Cell::phrase("{0}; as the terms ran out {1}", vec![booked, ran_out])
}

/// One late word breaks the promise of updates for good, so that all that were
/// due stand beside it.
pub(super) fn updates(rows: &[Agreed]) -> Option<Table> {
    let due = rows.iter().filter(|row| row.kept.words.denominator > 0);
    let of_terms = has_several_terms(rows);
    let mut columns = vec![Column::new("contract", "CONTRACT").shrink(1)];
    columns.extend(of_terms.then(|| Column::new("terms_from", "TERMS OF")));
    columns.push(Column::new("updates", "UPDATES IN TIME").right());
    let mut table = Table::new(columns);
    let row = |row: &Agreed| {
        let from = || row.terms_from.map_or(Cell::Missing, Cell::Day);
        let mut cells = vec![contract(row)];
        cells.extend(of_terms.then(from));
        cells.push(ratio(row.kept.words));
        cells
    };
    table.rows = due.map(row).collect();
    if table.rows.is_empty() {
        return None;
    }
    table.keys = if of_terms { 2 } else { 1 };
    Some(table.noted("Of all that were due in the period; one that is late breaks the promise."))
}

/// The customer of the contract of a row.
pub(super) fn contract(row: &Agreed) -> Cell {
    match row.terms_from {
        Some(_) => Cell::text(&*row.contract),
        None => Cell::label("no contract"),
    }
}

/// What the same targets come to as of the end of the period.
pub(super) fn net(kept: Kept) -> Cell {
    ratio(kept.net)
}

/// Whether something is other than when its month was closed.
pub(super) fn is_other(kept: Kept) -> bool {
    kept.net != kept.ratio()
}

/// What was turned after its term had run out; for a customer no agent is
/// named.
pub(super) fn turned(turned: &[Turned], is_for_desk: bool) -> Option<Table> {
    if turned.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("target", "TARGET"),
        Column::new("direction", "TURNED"),
        Column::new("ran_out_at", "RAN OUT"),
        Column::new("cause", "BY WHAT"),
        Column::new("recorded", "RECORDED"),
    ];
    if is_for_desk {
        columns.push(Column::new("by", "BY").shrink(2));
        columns.push(Column::new("reason", "REASON").shrink(2));
    } else {
        columns.push(Column::new("agreed_by", "AGREED BY").shrink(2));
    }
    columns.push(Column::new("title", "TITLE").shrink(1));
    let mut table = Table::new(columns).titled("Turned after the term ran out");
    let row = |turned: &Turned| {
        let mut row = vec![
            Cell::text(turned.id.as_str()),
            Cell::label(turned.target.as_str()),
            Cell::Value {
                field: "turned",
                word: turned.direction.to_string(),
            },
            turned.ran_out_at.map_or(Cell::Missing, Cell::Instant),
            turned.cause.map_or(Cell::Missing, |cause| Cell::Value {
                field: "cause",
                word: cause.to_string(),
            }),
            turned.recorded.map_or(Cell::Missing, Cell::Instant),
        ];
        if is_for_desk {
            row.push(Cell::maybe(turned.by.as_deref()));
            row.push(Cell::maybe(turned.reason.as_deref()));
        } else {
            row.push(Cell::maybe(turned.agreed_by.as_deref()));
        }
        row.push(Cell::text(&*turned.title));
        row
    };
    table.rows = turned.iter().map(row).collect();
    Some(table)
}

/// What is other since its month was closed.
pub(super) fn changed(changed: &[Changed]) -> Option<Table> {
    if changed.is_empty() {
        return None;
    }
    let mut table = Table::new(vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("target", "TARGET"),
        Column::new("month", "MONTH"),
        Column::new("from", "WAS"),
        Column::new("to", "NOW"),
        Column::new("title", "TITLE").shrink(1),
    ])
    .titled("Changed after its month was closed");
    let came = |came: crate::core::book::Came| Cell::Value {
        field: "clock",
        word: came.to_string(),
    };
    let row = |changed: &Changed| {
        vec![
            Cell::text(changed.id.as_str()),
            Cell::label(changed.target.as_str()),
            Cell::text(&*changed.month),
            came(changed.from),
            came(changed.to),
            Cell::text(&*changed.title),
        ]
    };
    table.rows = changed.iter().map(row).collect();
    Some(table.noted("The month keeps what it has booked."))
}

/// Of a long list, what people see.
pub(super) fn shown(table: Table) -> Table {
    table.most(LISTED)
}

/// The first rows of a list that no sheet has.
pub(super) fn first(mut table: Table) -> Table {
    let rows = std::mem::take(&mut table.rows);
    listed(table, rows, |row| row)
}

/// A table with a row for each of the first of many; how many more there are is
/// said. For what a sheet has beside the tables: of thousands no others are made.
pub(super) fn listed<T>(
    mut table: Table,
    of: impl IntoIterator<Item = T>,
    row: impl Fn(T) -> Vec<Cell>,
) -> Table {
    let mut of = of.into_iter();
    table.rows = of.by_ref().take(LISTED).map(&row).collect();
    let Some(next) = of.next() else {
        return table;
    };
    match of.count() {
        // A row that says "1 more" could as well be that row.
        0 => table.rows.push(row(next)),
        more => {
            table = table.noted(Phrase::with(
                "and {0} more; --format json has them all.",
                vec![Cell::count(more + 1)],
            ));
        }
    }
    table
}

/// Whether a target of a contract stands in several rows: one for each version
/// of its terms.
pub(super) fn has_several_terms(rows: &[Agreed]) -> bool {
    let place = |row: &Agreed| (row.contract.clone(), row.target);
    let places: BTreeSet<_> = rows.iter().map(place).collect();
    places.len() < rows.len()
}
