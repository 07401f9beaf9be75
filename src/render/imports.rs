//! What an import came to.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::import::Skipped;

use super::document::Document;
use super::{Answer, Cell, Column, Table};

/// What an import came to.
pub const IMPORT: Document<Came<'_>> = Document::alone("bitacora/import/1", "import");

/// What an import came to, for programs.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Came<'a> {
    /// Null where nothing was new, and in a dry run.
    pub commit: Option<&'a str>,
    /// The foreign system.
    pub system: &'a str,
    /// Rows of the file.
    pub rows: usize,
    /// Tickets that were not there before.
    pub made: usize,
    /// Tickets that got more events.
    pub extended: usize,
    /// Tickets whose rows say nothing new.
    pub unchanged: usize,
    /// New events.
    pub events: usize,
    /// Rows that could not be taken.
    pub skipped: &'a [Skipped],
    /// Rows that were taken, and say what cannot be.
    pub doubts: &'a [Skipped],
    /// Whether nothing is written because of rows that could not be taken.
    pub refused: bool,
    /// Values that a list of the configuration lacks, by list.
    pub unlisted: &'a BTreeMap<&'static str, BTreeSet<String>>,
}

/// What an import came to.
#[must_use]
pub fn answer<'a>(came: &'a Came<'a>) -> Answer<'a> {
    Answer::one(&IMPORT, move || *came).with_table(move || {
        let counts = [
            ("rows", came.rows),
            ("made", came.made),
            ("extended", came.extended),
            ("unchanged", came.unchanged),
            ("events", came.events),
            ("skipped", came.skipped.len()),
        ];
        let mut table = Table::new(counts.map(|(name, _)| Column::new(name, name)).into());
        table.rows = vec![
            counts
                .map(|(_, count)| Cell::text(count.to_string()))
                .into(),
        ];
        table
    })
}
