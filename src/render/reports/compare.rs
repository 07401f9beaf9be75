//! A report beside that of the period before.

use crate::core::report::Heading;
use crate::render::table::Table;
use crate::render::{Answer, Audience, Cell, Column, Phrase};

/// The answer with the figures of the period before and the difference: in
/// records beside each figure, in other tables as lines of their own. JSON has
/// the whole other document as `previous`. Lists of tickets stay as they are.
#[must_use]
pub fn compared<'a>(now: Answer<'a>, before: Answer<'a>, heading: &Heading) -> Answer<'a> {
    let period = heading.period.label.clone();
    now.with_previous(before, move |now, before| {
        side_by_side(now, before, &period)
    })
}

fn side_by_side(tables: Vec<Table>, before: &[Table], period: &str) -> Vec<Table> {
    let compared = tables.into_iter().map(|table| {
        let mut others = before.iter();
        match others.find(|other| is_same(&table, other)) {
            Some(other) if table.keys > 0 => beside(table, other),
            _ => table,
        }
    });
    let mut tables: Vec<Table> = compared.collect();
    if let Some(head) = tables.first_mut() {
        let label = Cell::Period(period.to_owned());
        head.rows.push(vec![Cell::label("compared with"), label]);
        let note = "In parentheses: the period before, and the difference.";
        head.notes.push(Phrase::ours(note));
    }
    tables
}

fn is_same(one: &Table, other: &Table) -> bool {
    let names = |table: &Table| -> Vec<String> {
        let columns = table.columns.iter();
        columns.map(|column| column.name.clone()).collect()
    };
    one.title == other.title && names(one) == names(other)
}

/// Rows that only one of the periods has are nothing in the other.
fn beside(mut table: Table, other: &Table) -> Table {
    let keys = table.keys;
    let key = |row: &[Cell]| row[..keys.min(row.len())].to_vec();
    let mut rows = Vec::new();
    for row in &table.rows {
        let found = other.rows.iter().find(|other| key(other) == key(row));
        let before = found.cloned().unwrap_or_else(|| nothing(row, keys));
        rows.push((row.clone(), before));
    }
    for before in &other.rows {
        if table.rows.iter().all(|row| key(row) != key(before)) {
            rows.push((nothing(before, keys), before.clone()));
        }
    }
    if table.headings {
        in_lines(table, &rows)
    } else {
        table.rows = rows
            .into_iter()
            .map(|(now, before)| in_place(now, before, keys))
            .collect();
        table
    }
}

/// The row of something that did not happen.
fn nothing(row: &[Cell], keys: usize) -> Vec<Cell> {
    let cells = row.iter().enumerate();
    cells
        .map(|(place, cell)| match cell {
            cell if place < keys => cell.clone(),
            Cell::Number(_) => Cell::Number(0),
            Cell::Duration(_) => Cell::Duration(0),
            Cell::Text(_) | Cell::Ours(_) | Cell::Missing => Cell::text(""),
            _ => Cell::NotApplicable,
        })
        .collect()
}

fn in_place(now: Vec<Cell>, before: Vec<Cell>, keys: usize) -> Vec<Cell> {
    let cells = now.into_iter().zip(before).enumerate();
    cells
        .map(|(place, (now, before))| {
            if place < keys {
                return now;
            }
            Cell::Compared {
                now: Box::new(now),
                before: Box::new(before),
            }
        })
        .collect()
}

/// Three lines for each row: now, before, and the difference.
fn in_lines(table: Table, rows: &[(Vec<Cell>, Vec<Cell>)]) -> Table {
    let keys = table.keys;
    let shown: Vec<usize> = (0..table.columns.len())
        .filter(|place| table.columns[*place].shown != Audience::People)
        .collect();
    let mut columns: Vec<Column> = shown.iter().map(|at| table.columns[*at].clone()).collect();
    columns.insert(keys, Column::new("compared", ""));
    let line = |name: &'static str, cell: &dyn Fn(usize) -> Cell| {
        let mut cells: Vec<Cell> = shown.iter().map(|place| cell(*place)).collect();
        cells.insert(keys, Cell::label(name));
        cells
    };
    let lines = rows.iter().flat_map(|(now, before)| {
        let again = |place: usize| Cell::Repeated(Box::new(now[place].clone()));
        [
            line("now", &|place| now[place].clone()),
            line("before", &|place| {
                if place < keys {
                    again(place)
                } else {
                    before[place].clone()
                }
            }),
            line("change", &|place| {
                if place < keys {
                    again(place)
                } else {
                    change(&now[place], &before[place])
                }
            }),
        ]
    });
    Table {
        rows: lines.collect(),
        columns,
        // Each row is three lines, and none of them stands alone.
        most: table.most.map(|rows| rows * 3),
        ..table
    }
}

fn change(now: &Cell, before: &Cell) -> Cell {
    match (now, now.change(before)) {
        (Cell::Text(_) | Cell::Ours(_) | Cell::Missing, _) => Cell::text(""),
        (_, Cell::NotApplicable) => Cell::NotApplicable,
        (_, change) => Cell::Change(Box::new(change)),
    }
}
