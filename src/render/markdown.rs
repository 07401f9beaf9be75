//! Markdown for a page on a forge or the summary of a CI job.

use std::io::{self, Write};

use crate::core::words::counted;

use super::Answer;
use super::style::Style;
use super::table::{Align, Table};
use super::untrusted::{block, single_line};
use super::words::heading;

/// How long a page may be, in bytes: the summary of a GitHub job takes 1 MiB,
/// and something beside ours should fit.
pub(super) const ROOM: usize = 900 * 1024;

/// What is kept free for the sentence that says how much was dropped.
const LAST_WORDS: usize = 256;

/// Titles become headings, tables GFM tables, notes paragraphs, and the prose
/// a fenced block: it is text of the store and must not act as Markdown. A page
/// that would be longer than `room` loses the rows that do not fit, and says
/// how many.
pub(super) fn write(
    answer: &Answer<'_>,
    style: &Style,
    room: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(room);
    for table in answer.tables() {
        page.table(&table.for_people(), style);
    }
    if let Some(prose) = &answer.prose {
        page.prose(prose);
    }
    out.write_all(page.finish().as_bytes())
}

/// A text that grows up to its limit; what does not fit is counted.
struct Page {
    text: String,
    limit: usize,
    rows: usize,
    lines: usize,
}

impl Page {
    fn new(room: usize) -> Self {
        Self {
            text: String::new(),
            limit: room.saturating_sub(LAST_WORDS),
            rows: 0,
            lines: 0,
        }
    }

    /// Adds the text, or nothing of it.
    fn add(&mut self, text: &str) -> bool {
        let fits = self.text.len() + text.len() <= self.limit;
        if fits {
            self.text.push_str(text);
        }
        fits
    }

    fn gap(&self) -> &'static str {
        if self.text.is_empty() { "" } else { "\n" }
    }

    fn table(&mut self, table: &Table, style: &Style) {
        let table = &*table.cut();
        let head = format!("{}{}", self.gap(), head(table, style));
        if !self.add(&head) {
            self.rows += table.rows.len();
            return;
        }
        for (place, cells) in table.rows.iter().enumerate() {
            let cells = table.cells(cells);
            if !self.add(&row(cells.map(|cell| escaped(&cell.wording(style))))) {
                self.rows += table.rows.len() - place;
                break;
            }
        }
        for note in &table.notes {
            self.add(&format!("\n{}\n", paragraph(&note.wording(style))));
        }
    }

    fn prose(&mut self, prose: &str) {
        let text = block(prose);
        let fence = fence(&text);
        let closing = format!("{fence}\n");
        let opening = format!("{}{fence}text\n", self.gap());
        let lines = text.trim_end_matches('\n').split('\n');
        self.limit = self.limit.saturating_sub(closing.len());
        if !self.add(&opening) {
            self.lines += lines.count();
            return;
        }
        for line in lines {
            let fits = self.lines == 0 && self.add(&format!("{line}\n"));
            self.lines += usize::from(!fits);
        }
        self.text.push_str(&closing);
    }

    fn finish(mut self) -> String {
        let dropped = [(self.rows, "row"), (self.lines, "line")];
        for (number, what) in dropped.into_iter().filter(|(number, _)| *number > 0) {
            let number = counted(number, what);
            self.text.extend(["\nDropped for length: ", &number, ".\n"]);
        }
        self.text
    }
}

fn head(table: &Table, style: &Style) -> String {
    let title = table.title.as_ref();
    let mut head = title.map_or(String::new(), |title| {
        format!("## {}\n\n", escaped(&title.wording(style)))
    });
    let columns = || table.columns.iter();
    head.push_str(&row(
        columns().map(|column| escaped(&heading(&column.heading, style.language)))
    ));
    head.push_str(&row(columns().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    })));
    head
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let mut row = String::from("|");
    for cell in cells {
        row.extend([" ", &cell, " |"]);
    }
    row.push('\n');
    row
}

/// What a forge shows as nothing, and does not take for a part of a word.
const BREAK: &str = "&#8203;";

/// A text on one line in which no character has a meaning: not the bar that
/// ends a cell, not HTML, links (also bare `https://` and `www.`), emphasis,
/// code or mathematics. A forge looks for mentions and references (`@name`,
/// `#12`, `!12`, `GH-12`, an address) after it has read the Markdown, when a
/// backslash is gone, so they are broken by [`BREAK`].
fn escaped(text: &str) -> String {
    let line = single_line(text);
    let mut safe = String::with_capacity(line.len());
    let mut rest = line.trim();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let ends_in = |word: &str| {
            let end = safe.len().checked_sub(word.len());
            let end = end.and_then(|at| safe.get(at..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(word))
        };
        let bare_link = (c == ':' && after.starts_with("//")) || (c == '.' && ends_in("www"));
        let is_issue = c == '-' && ends_in("gh");
        if bare_link || "\\`*_[]<>|~#&$!^".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
        rest = after;
        let is_mention = c == '@' && after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_number = after.starts_with(|c: char| c.is_ascii_digit());
        let is_reference = is_number && ("#!&".contains(c) || is_issue);
        if is_mention || is_reference {
            safe.push_str(BREAK);
        }
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
            ("@ana, a@b.example", "@&#8203;ana, a@&#8203;b.example"),
            (
                "#12 a/b#1 GH-3 !4",
                "\\#&#8203;12 a/b\\#&#8203;1 GH-&#8203;3 \\!&#8203;4",
            ),
            ("@ # 12 ! INC-261122-K7F4Q", "@ \\# 12 \\! INC-261122-K7F4Q"),
        ] {
            assert_eq!(escaped(text), safe, "{text:?}");
        }
    }

    #[test]
    fn a_page_that_is_too_long_says_how_many_rows_it_lost() {
        let mut table = Table::new(vec![super::super::Column::new("n", "N")]);
        table.rows = (0..1000)
            .map(|_| vec![super::super::Cell::text("日本")])
            .collect();
        let answer = super::super::tests::one("x/1", serde_json::Value::Null)
            .with_tables(|| ["A", "B"].map(|title| table.clone().titled(title)).into())
            .with_prose("one\ntwo\n".repeat(100));
        let page = |room| {
            let mut out = Vec::new();
            write(&answer, &Style::default(), room, &mut out).unwrap();
            assert!(out.len() <= room, "{} > {room}", out.len());
            String::from_utf8(out).unwrap()
        };
        let whole = page(ROOM);
        assert!(!whole.contains("Dropped"));
        for room in [
            300,
            400,
            1000,
            10_000,
            13_000,
            20_000,
            whole.len() + LAST_WORDS - 1,
        ] {
            let page = page(room);
            let rows = 2000 - page.matches("| 日本 |").count();
            let lines = 200 - page.matches("\none").count() - page.matches("\ntwo").count();
            for (number, what) in [(rows, "row"), (lines, "line")] {
                let said = format!("\nDropped for length: {}.\n", counted(number, what));
                assert_eq!(page.contains(&said), number > 0, "{room} {said}");
            }
            assert!(rows + lines > 0, "{room}");
            assert_eq!(page.matches("```").count() % 2, 0, "{room}");
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
