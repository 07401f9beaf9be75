//! CSV for spreadsheets and scripts, by RFC 4180 but with a line feed alone.

use std::io::{self, Write};

use ::csv::WriterBuilder;

use crate::core::stamp::rfc3339;

use super::Answer;
use super::table::{Cell, Table, decimal};
use super::untrusted::block;

/// The tables one after the other with an empty line between them, each with
/// its own head. Built in memory, so that a closed pipe is reported as such.
pub(super) fn write(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    for (place, table) in answer.tables.iter().enumerate() {
        if place > 0 {
            out.write_all(b"\n")?;
        }
        out.write_all(&lines(table)?)?;
    }
    Ok(())
}

fn lines(table: &Table) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| guarded(&column.name)))?;
    for row in &table.rows {
        writer.write_record(table.cells(row).map(field))?;
    }
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

/// Numbers, seconds and RFC 3339 for programs; what is not known is empty.
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Ranked { text, .. } => guarded(text),
        Cell::List(texts) => guarded(&texts.join(", ")),
        Cell::Number(number) | Cell::Duration(number) => number.to_string(),
        Cell::Percent(tenths) => decimal(*tenths),
        Cell::Instant(instant) | Cell::Age { since: instant, .. } => rfc3339(instant),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Missing | Cell::NotApplicable => String::new(),
    }
}

/// A text that a spreadsheet does not take for a formula (robustness.md
/// section 3, row 6): when its first character that counts could begin one, an
/// apostrophe goes before it. Tabs become spaces, since some programs split at
/// them before they look at quotes.
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
