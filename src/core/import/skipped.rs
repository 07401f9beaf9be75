//! Rows that are not taken.

use schemars::JsonSchema;
use serde::Serialize;

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Skipped {
    /// Its line in the file.
    pub line: u64,
    /// The foreign id of its ticket, if it can be read.
    pub id: Option<String>,
    /// Why, without a final full stop.
    pub reason: String,
}
