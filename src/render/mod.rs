//! Answers as text, JSON, CSV and Markdown.
//!
//! A command makes one [`Answer`]; [`render`] writes it in any [`Format`]. The
//! JSON forms are the answer's data; all others go through its tables, so that
//! a new report costs no writer and a new format no report.

pub mod articles;
mod bars;
pub mod calendars;
pub mod contracts;
mod csv;
pub mod findings;
mod json;
mod layout;
mod markdown;
pub mod reports;
pub mod schema;
pub mod style;
mod table;
mod text;
pub mod tickets;
pub mod untrusted;
mod words;

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;
use serde_json::Value;

pub use self::json::write_escaped;
pub use self::style::{ColorChoice, ColorInputs, Role, Style, colored};
pub use self::table::{Align, Cell, Column, Fit, Table};
pub use self::words::Phrase;

/// The values of `--format`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns for people
    #[default]
    Table,
    /// One JSON document with a schema name
    Json,
    /// One JSON object a line, each with a schema name
    Jsonl,
    /// Comma-separated values, safe to open in a spreadsheet
    Csv,
    /// Tables for a page on a forge
    Markdown,
}

/// What a command has to say on stdout.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The name and version of the document: `bitacora/list/1`.
    pub schema: &'static str,
    /// For programs.
    pub data: Data,
    /// For people and spreadsheets.
    pub tables: Vec<Table>,
    /// A text of the store, shown after the tables as it stands (made
    /// harmless); CSV leaves it out.
    pub prose: Option<String>,
    /// What CSV has instead of the tables: one table with a row for each thing
    /// that was counted.
    pub sheet: Option<Table>,
}

/// An answer for programs.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// One object, whose fields stand beside `schema`.
    One(Value),
    /// An array under `key`, which is `[]` when there is nothing. JSON Lines
    /// write one item a line under the schema `each`.
    Many {
        /// `tickets`.
        key: &'static str,
        /// `bitacora/ticket/1`.
        each: &'static str,
        /// Objects.
        items: Vec<Value>,
    },
}

impl Answer {
    /// An answer about one thing: a ticket, a report.
    ///
    /// # Errors
    ///
    /// When `data` cannot be JSON, which is a fault of its type.
    pub fn one(schema: &'static str, data: &impl Serialize) -> serde_json::Result<Self> {
        Ok(Self::from_data(
            schema,
            Data::One(serde_json::to_value(data)?),
        ))
    }

    /// An answer that lists things: `key` and `each` as in [`Data::Many`].
    ///
    /// # Errors
    ///
    /// When an item cannot be JSON, which is a fault of its type.
    pub fn many<T: Serialize>(
        schema: &'static str,
        key: &'static str,
        each: &'static str,
        items: &[T],
    ) -> serde_json::Result<Self> {
        let items = items
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<_, _>>()?;
        Ok(Self::from_data(schema, Data::Many { key, each, items }))
    }

    /// The same answer with one more table.
    #[must_use]
    pub fn with_table(mut self, table: Table) -> Self {
        self.tables.push(table);
        self
    }

    /// The same answer with a text of the store after its tables.
    #[must_use]
    pub fn with_prose(mut self, prose: impl Into<String>) -> Self {
        self.prose = Some(prose.into());
        self
    }

    fn from_data(schema: &'static str, data: Data) -> Self {
        Self {
            schema,
            data,
            tables: Vec::new(),
            prose: None,
            sheet: None,
        }
    }
}

/// Writes the answer. Whatever its texts hold, `out` receives nothing that a
/// terminal obeys except the colours that `style` permits.
pub fn render(
    answer: &Answer,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => text::write(answer, style, out),
        Format::Json => json::write_document(answer, style, out),
        Format::Jsonl => json::write_lines(answer, out),
        Format::Csv => csv::write(answer, out),
        Format::Markdown => markdown::write(answer, style, out),
    }
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
