//! CSV for spreadsheets and scripts, by RFC 4180 but with a line feed alone.

use std::io::{self, Write};

use ::csv::WriterBuilder;

use crate::core::stamp::rfc3339;

use super::Answer;
use super::cell::{Cell, decimal};
use super::style::Style;
use super::table::{Audience, Column, Table};
use super::untrusted::block;

/// The sheet, or the tables one after the other with an empty line between them, each with
/// its own head. Of several each line names its table, so that it stands for itself.
/// Built in memory, so that a closed pipe is reported as such.
pub(super) fn write(answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let tables = answer
        .sheet()
        .map_or_else(|| answer.tables(), |sheet| vec![sheet]);
    let mut names: Vec<String> = Vec::new();
    for table in &tables {
        if !names.is_empty() {
            out.write_all(b"\n")?;
        }
        let mut name = name(table);
        if names.contains(&name) {
            name = format!("{name} {}", names.len() + 1);
        }
        let own = (tables.len() > 1).then_some(name.as_str());
        out.write_all(&lines(table, own)?)?;
        names.push(name);
    }
    Ok(())
}

/// What a table of several is called: by its title, in English whatever people
/// read, else by what its rows are about.
fn name(table: &Table) -> String {
    match (&table.title, table.columns.first()) {
        (Some(title), _) => guarded(&title.wording(&Style::default())),
        (None, Some(column)) => guarded(&column.name),
        (None, None) => String::new(),
    }
}

fn lines(table: &Table, name: Option<&str>) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let columns: Vec<Kept<'_>> = kept(table).collect();
    let named = |what: Option<&str>| what.map(str::to_owned).into_iter();
    let heads = columns.iter().flat_map(Kept::heads);
    writer.write_record(named(name.map(|_| "table")).chain(heads))?;
    for row in &table.rows {
        let cells: Vec<&Cell> = table.cells(row).collect();
        let fields = columns.iter().flat_map(|column| column.fields(&cells));
        writer.write_record(named(name).chain(fields))?;
    }
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

/// A column that CSV has: one, or several where its cells hold several figures.
struct Kept<'t> {
    column: &'t Column,
    place: usize,
    shape: Shape,
}

/// What a column becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// As it is.
    One,
    /// Beside the figure that of the period before, and the difference.
    Compared,
    /// The part, the whole, and the percentage.
    Ratio,
}

/// All columns but those that only show again what another says.
fn kept(table: &Table) -> impl Iterator<Item = Kept<'_>> {
    let columns = table.columns.iter().enumerate();
    let columns = columns.filter(|(_, column)| column.shown != Audience::People);
    columns.map(|(place, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(place));
        let is = |shape: fn(&Cell) -> bool| cells.clone().any(shape);
        let shape = if is(|cell| matches!(cell, Cell::Compared { .. })) {
            Shape::Compared
        } else if table.headings && is(|cell| matches!(cell, Cell::Ratio { .. })) {
            Shape::Ratio
        } else {
            Shape::One
        };
        Kept {
            column,
            place,
            shape,
        }
    })
}

impl Kept<'_> {
    fn heads(&self) -> Vec<String> {
        let endings: &[&str] = match self.shape {
            Shape::One => &[""],
            Shape::Compared => &["", "_before", "_change"],
            Shape::Ratio => &["", "_of", "_percent"],
        };
        let name = &self.column.name;
        let endings = endings.iter();
        endings
            .map(|ending| guarded(&format!("{name}{ending}")))
            .collect()
    }

    fn fields(&self, cells: &[&Cell]) -> Vec<String> {
        match (self.shape, cells[self.place]) {
            (Shape::Compared, Cell::Compared { now, before }) => {
                vec![field(now), field(before), field(&now.change(before))]
            }
            (Shape::Compared, cell) => vec![field(cell), String::new(), String::new()],
            (Shape::Ratio, Cell::Ratio { ratio, .. }) => vec![
                ratio.numerator.to_string(),
                ratio.denominator.to_string(),
                field(&Cell::percent(*ratio)),
            ],
            // A difference of two ratios is one of their percentages.
            (Shape::Ratio, cell) => vec![String::new(), String::new(), field(cell)],
            (Shape::One, cell) => vec![field(cell)],
        }
    }
}

/// Numbers, seconds and RFC 3339 for programs; what is not known is empty.
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text)
        | Cell::Ranked { text, .. }
        | Cell::Marked { text, .. }
        | Cell::Value { word: text, .. }
        | Cell::Period(text) => guarded(text),
        Cell::Ratio { ratio, .. } if ratio.tenths().is_none() => String::new(),
        // English, whatever people read.
        Cell::Ours(_) | Cell::Ratio { .. } => guarded(&cell.wording(&Style::default())),
        Cell::Bar { part, .. } => part.to_string(),
        Cell::Sparkline(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            numbers.join(" ")
        }
        Cell::Compared { now: cell, .. } | Cell::Change(cell) | Cell::Repeated(cell) => field(cell),
        Cell::List(texts) | Cell::Ids(texts) => guarded(&texts.join(", ")),
        Cell::Number(number) | Cell::Duration(number) | Cell::Exact(number) => number.to_string(),
        Cell::Percent(tenths) | Cell::Points(tenths) => decimal(*tenths, None),
        Cell::Committed(percent) => percent.to_string(),
        Cell::Instant(instant)
        | Cell::Second(instant)
        | Cell::Age { since: instant, .. }
        | Cell::Told { at: instant, .. } => rfc3339(instant),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Missing | Cell::NotApplicable => String::new(),
    }
}

/// A text that a spreadsheet does not take for a formula: when its first
/// character that counts could begin one, an apostrophe goes before it. Tabs
/// become spaces, since some programs split at them before they look at quotes.
fn guarded(text: &str) -> String {
    let clean = block(text).replace('\t', " ");
    let begins_formula = |text: &str| {
        text.starts_with(['\t', '\r'])
            || text
                .trim_start()
                .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    };
    if begins_formula(text) || begins_formula(&clean) {
        format!("'{clean}")
    } else {
        clean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_begin_a_formula_gets_an_apostrophe() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+52 55", "'+52 55"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "' x"),
            ("\rx", "'^Mx"),
            (" =1", "' =1"),
            ("\n=1", "'\n=1"),
            ("\u{3000}=1", "'\u{3000}=1"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠x", "'＠x"),
            ("a=1", "a=1"),
            ("", ""),
            ("'=1", "'=1"),
        ] {
            assert_eq!(guarded(text), safe, "{text:?}");
        }
    }
}
