//! Answers as text, JSON, CSV and Markdown, and in the formats of CI systems.
//!
//! A command makes one [`Answer`]; [`render`] writes it in any [`Format`]. The
//! JSON forms are the answer's data; text, CSV and Markdown go through its
//! tables, so that a new report costs no writer and a new format no report. An
//! answer with a verdict also has suites, alerts or gauges.

pub mod alerts;
mod answer;
pub mod articles;
mod bars;
pub mod calendars;
mod cell;
pub mod changes;
pub mod clocks;
pub mod contracts;
mod csv;
mod document;
pub mod findings;
mod format;
pub mod github;
pub mod history;
pub mod imports;
mod json;
pub mod junit;
mod layout;
mod markdown;
pub mod metrics;
pub mod next;
pub mod reports;
mod sarif;
pub mod scene;
pub mod schema;
pub mod search;
pub mod stream;
pub mod style;
pub mod sync;
mod table;
mod text;
pub mod tickets;
pub mod untrusted;
pub mod verdicts;
mod words;

use std::io::{self, Write};

pub use self::answer::{Answer, Data, Parts};
pub use self::cell::{Cell, Phrase};
pub use self::document::{Document, List, Row};
pub use self::format::Format;
pub use self::json::{document, write_escaped};
pub use self::style::{ColorChoice, ColorInputs, Role, Style, colored};
pub use self::table::{Align, Audience, Column, Fit, Table};
pub use text::terminal_width;

/// Writes the answer. Whatever its texts hold, `out` receives nothing that a
/// terminal obeys except the colours that `style` permits.
///
/// # Errors
///
/// What `out` says, and [`io::ErrorKind::Unsupported`] for a format the answer
/// does not have.
pub fn render(
    answer: &Answer<'_>,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => text::write(answer, style, out),
        Format::Json => json::write_document(answer, style, out),
        Format::Jsonl => json::write_lines(answer, out),
        Format::Csv => csv::write(answer, out),
        Format::Markdown => markdown::write(answer, style, markdown::ROOM, out),
        Format::Junit => {
            let suites = present(answer.suites(), answer, format)?;
            junit::write(&format!("bitacora {}", answer.name()), &suites, out)
        }
        Format::Sarif => sarif::write(&present(answer.alerts(), answer, format)?, out),
        Format::Openmetrics => metrics::write(&present(answer.gauges(), answer, format)?, out),
    }
}

/// Writes the answer for a page that holds `held` bytes already and has the
/// room of a GitHub job's summary.
pub fn summary(
    answer: &Answer<'_>,
    style: &Style,
    held: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let room = markdown::ROOM.saturating_sub(held);
    if held > 0 {
        // A table begins after an empty line.
        writeln!(out)?;
    }
    markdown::write(answer, style, room, out)
}

fn present<T>(form: Option<T>, answer: &Answer<'_>, format: Format) -> io::Result<T> {
    form.ok_or_else(|| {
        let format = format.as_str();
        let what = format!("{} is not written as {format}", answer.name());
        io::Error::new(io::ErrorKind::Unsupported, what)
    })
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
