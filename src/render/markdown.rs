//! Markdown for a page on a forge or the summary of a CI job.

use std::io::{self, Write};

use super::Answer;
use super::style::Style;
use super::table::{Align, Table};
use super::untrusted::{block, single_line};
use super::words::heading;

/// Titles become headings, tables GFM tables, notes paragraphs, and the prose
/// a fenced block: it is text of the store and must not act as Markdown.
pub(super) fn write(answer: &Answer, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut first = true;
    for table in &answer.tables {
        if !first {
            writeln!(out)?;
        }
        write_table(table, style, out)?;
        first = false;
    }
    if let Some(prose) = &answer.prose {
        if !first {
            writeln!(out)?;
        }
        let text = block(prose);
        let fence = fence(&text);
        writeln!(out, "{fence}text\n{}\n{fence}", text.trim_end_matches('\n'))?;
    }
    Ok(())
}

fn write_table(table: &Table, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let table = &*table.cut();
    if let Some(title) = &table.title {
        writeln!(out, "## {}\n", escaped(&title.wording(style)))?;
    }
    let heads = table.columns.iter();
    let heads = heads.map(|column| escaped(&heading(&column.heading, style.language)));
    write_row(heads, out)?;
    let rules = table.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    write_row(rules, out)?;
    for row in &table.rows {
        let cells = table.cells(row);
        write_row(cells.map(|cell| escaped(&cell.wording(style))), out)?;
    }
    for note in &table.notes {
        writeln!(out, "\n{}", paragraph(&note.wording(style)))?;
    }
    Ok(())
}

fn write_row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "|")?;
    for cell in cells {
        write!(out, " {cell} |")?;
    }
    writeln!(out)
}

/// A text on one line in which no character has a meaning: not the bar that
/// ends a cell, not HTML, links (also bare `https://` and `www.`), emphasis,
/// code or mathematics.
fn escaped(text: &str) -> String {
    let line = single_line(text);
    let mut safe = String::with_capacity(line.len());
    let mut rest = line.trim();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let bare_link = (c == ':' && after.starts_with("//"))
            || (c == '.' && safe.to_ascii_lowercase().ends_with("www"));
        if bare_link || "\\`*_[]<>|~#&$!^".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
        rest = after;
    }
    safe
}

/// As [`escaped`], where the text begins a line: no list, no rule, no heading.
fn paragraph(text: &str) -> String {
    let safe = escaped(text);
    let digits = safe.len() - safe.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = safe.split_at(digits);
    if rest.starts_with(['-', '+', '=']) && number.is_empty()
        || rest.starts_with(['.', ')']) && !number.is_empty()
    {
        format!("{number}\\{rest}")
    } else {
        safe
    }
}

/// More backticks than the text has anywhere in a row.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_a_text_has_a_meaning() {
        for (text, safe) in [
            ("a|b", "a\\|b"),
            ("a\\|b", "a\\\\\\|b"),
            ("<img src=x>", "\\<img src=x\\>"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("![x](y)", "\\!\\[x\\](y)"),
            ("`rm`", "\\`rm\\`"),
            ("a\nb", "a b"),
            ("https://x.y", "https\\://x.y"),
            ("WWW.x.y", "WWW\\.x.y"),
            ("&lt;", "\\&lt;"),
            ("  x ", "x"),
        ] {
            assert_eq!(escaped(text), safe, "{text:?}");
        }
    }

    #[test]
    fn a_paragraph_begins_no_list() {
        assert_eq!(paragraph("- x"), "\\- x");
        assert_eq!(paragraph("1. x"), "1\\. x");
        assert_eq!(paragraph("12) x"), "12\\) x");
        assert_eq!(paragraph("12 x"), "12 x");
        assert_eq!(paragraph("# x"), "\\# x");
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        assert_eq!(fence("x"), "```");
        assert_eq!(fence("````\nx"), "`````");
    }
}
