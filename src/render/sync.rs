//! What this clone and another repository came to.

use schemars::JsonSchema;
use serde::Serialize;

use super::document::Document;
use super::{Answer, Cell, Column, Table};

/// What came of a sync.
pub const SYNC: Document<Synced<'_>> = Document::alone("bitacora/sync/1", "sync");

/// What came of a sync, for programs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Synced<'a> {
    /// The other repository.
    pub remote: &'a str,
    /// Its branch.
    pub branch: &'a str,
    /// What the branch here has come to; null where it did not move, and in a dry run.
    pub commit: Option<String>,
    /// The ids of tickets that both had changed.
    pub merged: Vec<String>,
    /// Those that were only changed here.
    pub sent: Vec<String>,
    /// Those that were only changed there.
    pub received: Vec<String>,
    /// What a person must look at.
    pub looks: Vec<Item<'a>>,
    /// What a person may want to know.
    pub remarks: Vec<Item<'a>>,
    /// Whether the other repository has everything now.
    pub pushed: bool,
}

/// Something about a file.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Item<'a> {
    /// From the root of the store.
    pub path: &'a str,
    /// A sentence.
    pub reason: &'a str,
}

/// What came of a sync.
#[must_use]
pub fn answer<'a>(synced: &'a Synced<'a>) -> Answer<'a> {
    Answer::one(&SYNC, || synced.clone()).with_table(|| {
        let counts = [
            ("merged", synced.merged.len()),
            ("sent", synced.sent.len()),
            ("received", synced.received.len()),
            ("looks", synced.looks.len()),
        ];
        let mut table = Table::new(counts.map(|(name, _)| Column::new(name, name)).into());
        let cells = counts.map(|(_, count)| Cell::text(count.to_string()));
        table.rows = vec![cells.into()];
        table
    })
}
