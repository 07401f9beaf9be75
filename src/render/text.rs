//! Aligned columns for a terminal, without lines around them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle,
    Width,
};
use unicode_width::UnicodeWidthStr;

use crate::core::parallel::{in_chunks, in_parallel};

use super::Answer;
use super::cell::Cell;
use super::layout::{GAP, kept, shortened, widths};
use super::style::{Role, Style};
use super::table::{Align, Audience, Column, Fit, Table};
use super::untrusted::{block, single_line};
use super::words::{heading, word};

/// How many columns the terminal of standard output has, if it is one.
#[must_use]
pub fn terminal_width() -> Option<usize> {
    comfy_table::Table::new().width().map(usize::from)
}

/// Between two cells and between two rows of a laid-out table. No cell
/// contains them, because control characters were replaced before.
const CELL_END: char = '\u{1}';
const ROW_END: char = '\u{2}';

/// Rows that are laid out at a time.
const CHUNK: usize = 256;

/// Colour is laid over the finished columns and not left to the table crate,
/// which would read `NO_COLOR` by itself after we have decided.
const LAYOUT: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(CELL_END))
    .header_separator(LineStyle::none().fill(ROW_END))
    .content_lines(ContentLineStyle::none().junction(CELL_END))
    .row_separator(LineStyle::none().fill(ROW_END));

/// The tables, then the prose, with an empty line between two parts. A table
/// without rows is its title and `(none)`, or nothing.
pub(super) fn write(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut parts = answer
        .tables()
        .iter()
        .map(|table| {
            let table = table.for_people();
            let (roomy, below) = roomy(&table, style);
            shown(&roomy, &below, style)
        })
        .collect::<Vec<_>>();
    if let Some(prose) = &answer.prose {
        let text = block(prose);
        let text = text.trim_end_matches('\n');
        parts.push(format!("{}\n", folded(text, style.width)));
    }
    parts.retain(|part| !part.trim().is_empty());
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            out.write_all(b"\n")?;
        }
        out.write_all(part.as_bytes())?;
    }
    Ok(())
}

/// Lines that are wider than the terminal go on in the next one, at a space,
/// under the quote mark or the indentation they began with.
fn folded(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else {
        return text.to_owned();
    };
    let lines: Vec<String> = text
        .lines()
        .flat_map(|line| folded_line(line, width))
        .collect();
    lines.join("\n")
}

fn folded_line(line: &str, width: usize) -> Vec<String> {
    let lead: String = line
        .chars()
        .take_while(|letter| matches!(letter, ' ' | '>'))
        .collect();
    let is_table = line.trim_start().starts_with('|');
    if line.width() <= width || is_table || lead.width() * 2 > width {
        return vec![line.to_owned()];
    }
    let mut lines = Vec::new();
    let mut current = lead.clone();
    for word in line[lead.len()..].split(' ') {
        let is_first = current.len() == lead.len();
        if !is_first && current.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut current, lead.clone()));
        } else if !is_first {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
    lines
}

/// The table without the columns for which there is no room, and those of them
/// that stand under each row instead.
fn roomy<'a>(table: &'a Table, style: &Style) -> (Cow<'a, Table>, Table) {
    let can_go = |column: &Column| !matches!(column.shown, Audience::Always | Audience::Programs);
    let Some(limit) = style.width.filter(|_| table.columns.iter().any(can_go)) else {
        return (Cow::Borrowed(table), Table::default());
    };
    let widest = |place: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(place));
        let cells = cells.map(|cell| worded(cell, style).width());
        let head = heading(&table.columns[place].heading, style.language);
        let head = single_line(&head).width();
        cells.max().unwrap_or(0).max(head)
    };
    let natural: Vec<usize> = (0..table.columns.len()).map(widest).collect();
    let kept = kept(&table.columns, &natural, limit);
    let columns = table.columns.iter().zip(&kept);
    let goes_below = columns.map(|(column, kept)| !kept && column.shown == Audience::Below);
    let below: Vec<bool> = goes_below.collect();
    let below = below.contains(&true).then(|| table.keeping(&below));
    (Cow::Owned(table.keeping(&kept)), below.unwrap_or_default())
}

fn shown(table: &Table, below: &Table, style: &Style) -> String {
    let table = &*table.cut();
    let mut text = String::new();
    let mut line = |role, content: &str| {
        text.push_str(&style.paint(role, content));
        text.push('\n');
    };
    if let Some(title) = &table.title {
        let wording = title.wording(style);
        let title = single_line(&wording);
        let room = style.width.unwrap_or(usize::MAX);
        for part in folded_line(&title, room) {
            line(Role::Heading, &part);
        }
        if table.rows.is_empty() {
            line(Role::Dim, word("(none)", style.language));
        }
    }
    if !table.rows.is_empty() && !table.columns.is_empty() {
        text.push_str(&grid(table, below, style));
    }
    for note in &table.notes {
        let note = note.wording(style);
        let note = single_line(&note);
        let lines = style.width.map(|width| folded_line(&note, width));
        for part in lines.unwrap_or_else(|| vec![note.into_owned()]) {
            text.push_str(&style.paint(Role::Dim, &part));
            text.push('\n');
        }
    }
    text
}

/// The headings, where they are shown, and the rows, each with its cells of
/// `below` under the second column.
fn grid(table: &Table, below: &Table, style: &Style) -> String {
    let heads = table
        .columns
        .iter()
        .map(|column| single_line(&heading(&column.heading, style.language)).into_owned())
        .collect::<Vec<_>>();
    let mut rows = in_parallel(&table.rows, |row| {
        let cells = table.cells(row);
        cells.map(|cell| worded(cell, style)).collect::<Vec<_>>()
    });
    // The row of the table that the first of them is; the headings stand above.
    let first = isize::from(!table.headings) - 1;
    if table.headings {
        rows.insert(0, heads);
    }
    let widths = fit(table, &mut rows, style);
    // Under the second column, unless that leaves too little room.
    let indent = (widths[0] + GAP).min(style.width.unwrap_or(usize::MAX) / 3);
    let texts = in_chunks(&rows, CHUNK, |start, rows| {
        let mut text = String::new();
        let mut lines = laid_out(table, &widths, rows).into_iter().peekable();
        while let Some((row, line)) = lines.next() {
            let is_last = lines.peek().is_none_or(|(next, _)| *next != row);
            let row = (start + row).checked_add_signed(first);
            text.push_str(&painted(table, row, &line, style));
            text.push('\n');
            if let Some(row) = row.filter(|_| is_last) {
                text.push_str(&under(below, row, indent, style));
            }
        }
        text
    });
    texts.concat()
}

/// The cells of a row, each on a line of its own, that far from the left.
fn under(below: &Table, row: usize, indent: usize, style: &Style) -> String {
    let mut text = String::new();
    let room = style.width.unwrap_or(usize::MAX).saturating_sub(indent);
    let cells = below.rows.get(row).map(|row| below.cells(row));
    for (place, cell) in cells.into_iter().flatten().enumerate() {
        let mut line = worded(cell, style);
        if below.columns[place].fit != Fit::Whole {
            line = shortened(&line, room, style.ellipsis()).into_owned();
        }
        text.extend(std::iter::repeat_n(' ', indent));
        text.push_str(&style.paint(role(below, Some(row), place), &line));
        text.push('\n');
    }
    text
}

/// Each line with the row that it belongs to, of rows with these widths.
fn laid_out(table: &Table, widths: &[usize], rows: &[Vec<String>]) -> Vec<(usize, String)> {
    let mut layout = comfy_table::Table::new();
    layout
        .load_style(LAYOUT)
        .set_content_arrangement(ContentArrangement::Disabled)
        .force_no_tty()
        .add_rows(rows);
    for (place, (column, width)) in table.columns.iter().zip(widths).enumerate() {
        let Some(target) = layout.column_mut(place) else {
            continue;
        };
        target.set_padding((0, 0));
        if column.align == Align::Right {
            target.set_cell_alignment(CellAlignment::Right);
        }
        let width = u16::try_from(*width).unwrap_or(u16::MAX);
        target.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    let mut row = 0;
    let mut lines = Vec::new();
    for line in layout.lines() {
        if line.starts_with(ROW_END) {
            row += 1;
        } else {
            lines.push((row, line));
        }
    }
    lines
}

/// The table crate counts columns in 16 bits and folds what is wider, even in
/// a pipe, where a script would take the second line for another ticket.
fn worded(cell: &Cell, style: &Style) -> String {
    let words = cell.wording(style);
    let line = single_line(&words);
    shortened(&line, usize::from(u16::MAX), style.ellipsis()).into_owned()
}

/// Cuts the cells for which there is no room, headings among them, and returns
/// the widths of the columns.
fn fit(table: &Table, rows: &mut [Vec<String>], style: &Style) -> Vec<usize> {
    let widest = |rows: &[Vec<String>]| {
        let mut widest = vec![1; table.columns.len()];
        for row in rows {
            for (widest, cell) in widest.iter_mut().zip(row) {
                *widest = cell.width().max(*widest);
            }
        }
        widest
    };
    let shares = in_chunks(rows, CHUNK, |_, rows| widest(rows));
    let natural = (0..table.columns.len())
        .map(|place| shares.iter().map(|share| share[place]).max().unwrap_or(1))
        .collect::<Vec<_>>();
    let Some(limit) = style.width else {
        return natural;
    };
    let columns = table.columns.iter();
    let fits = columns.map(|column| column.fit).collect::<Vec<_>>();
    let widths = widths(&fits, &natural, limit);
    let cut = |cell: &mut String, width| {
        *cell = shortened(cell, width, style.ellipsis()).into_owned();
    };
    let (heads, rows) = rows.split_at_mut(usize::from(table.headings));
    for (place, &width) in widths.iter().enumerate() {
        for head in heads.iter_mut() {
            cut(&mut head[place], width);
        }
        if matches!(fits[place], Fit::Shrink(_)) {
            for row in rows.iter_mut() {
                cut(&mut row[place], width);
            }
        }
    }
    widths
}

/// A laid-out line with its colours and gaps, without spaces at its end.
fn painted(table: &Table, row: Option<usize>, line: &str, style: &Style) -> String {
    let mut text = String::with_capacity(line.len());
    let mut spaces = 0;
    for (place, padded) in line.split(CELL_END).enumerate() {
        if place > 0 {
            spaces += GAP;
        }
        let start = padded.trim_start_matches(' ');
        let content = start.trim_end_matches(' ');
        spaces += padded.len() - start.len();
        if content.is_empty() {
            spaces += start.len();
            continue;
        }
        text.extend(std::iter::repeat_n(' ', spaces));
        match row.and_then(|row| table.rows.get(row)?.get(place)) {
            Some(Cell::Marked { text: whole, hits }) if style.color => {
                text.push_str(&marked(content, whole, hits, style));
            }
            _ => text.push_str(&style.paint(role(table, row, place), content)),
        }
        spaces = start.len() - content.len();
    }
    text
}

/// A line with its hits in their colour, as far as it is the beginning of the
/// whole text: what was made harmless has other places.
fn marked(line: &str, whole: &str, hits: &[Range<usize>], style: &Style) -> String {
    let pairs = line.char_indices().zip(whole.chars());
    let same = pairs.take_while(|((_, shown), letter)| shown == letter);
    let same = same
        .last()
        .map_or(0, |((at, shown), _)| at + shown.len_utf8());
    let mut text = String::new();
    let mut at = 0;
    for hit in hits.iter().filter(|hit| hit.end <= same) {
        text.push_str(&line[at..hit.start]);
        text.push_str(&style.paint(Role::Hit, &line[hit.clone()]));
        at = hit.end;
    }
    text.push_str(&line[at..]);
    text
}

fn role(table: &Table, row: Option<usize>, place: usize) -> Role {
    let Some(row) = row else {
        return Role::Heading;
    };
    match table.rows.get(row).and_then(|cells| cells.get(place)) {
        Some(Cell::Ranked { level, .. }) => Role::Rank(*level),
        Some(Cell::Missing | Cell::NotApplicable) | None => Role::Dim,
        Some(_) => table
            .columns
            .get(place)
            .map_or(Role::Plain, |column| column.role),
    }
}
