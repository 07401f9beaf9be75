//! What a command changed.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::change::Change;
use crate::core::event::Event;
use crate::core::fields::Status;
use crate::core::id::TicketId;

use super::document::Document;
use super::{Answer, Cell, Column, Role, Table};

/// What a command changed.
pub const CHANGES: Document<Changes<'_>> =
    Document::alone("bitacora/change/1", "every command that writes");

/// What a command changed, for scripts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Changes<'a> {
    /// Null where nothing changed, and in a dry run.
    commit: Option<&'a str>,
    changes: Vec<Changed<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Changed<'a> {
    id: &'a TicketId,
    /// From the root of the store.
    path: String,
    status: Status,
    summary: String,
    /// Those that were recorded, as files have them.
    events: &'a [Event],
}

/// What a command changed; `path` says where a ticket lies.
#[must_use]
pub fn answer<'a>(
    commit: Option<&'a str>,
    changes: &'a [Change],
    path: &'a dyn Fn(&TicketId) -> String,
) -> Answer<'a> {
    let shown = |change: &'a Change| Changed {
        id: &change.after.id,
        path: path(&change.after.id),
        status: change.after.status(),
        summary: change.summary(),
        events: change.events(),
    };
    let all = move || Changes {
        commit,
        changes: changes.iter().map(shown).collect(),
    };
    Answer::one(&CHANGES, all).with_table(|| {
        let mut table = Table::new(vec![
            Column::new("id", "ID").role(Role::Id),
            Column::new("status", "STATUS"),
            Column::new("summary", "CHANGE").shrink(1),
        ]);
        let row = |change: &Change| {
            vec![
                Cell::text(change.after.id.as_str()),
                Cell::text(change.after.status().as_str()),
                Cell::text(change.summary()),
            ]
        };
        table.rows = changes.iter().map(row).collect();
        table
    })
}
