//! What came of a sync, said to people and to programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::told::{ExitCode, Silent};
use crate::core::words::counted;
use crate::render::sync::{self, Item};
use crate::render::untrusted::single_line;

use super::Desk;
use super::pen::Synced;

impl Desk {
    /// Tells what came of a sync.
    ///
    /// # Errors
    /// The other repository has not everything, or a person must decide something (6),
    /// when all has been said.
    pub fn report_sync(&self, synced: Synced, pushes: bool) -> anyhow::Result<()> {
        if self.wants_data() {
            self.answer_of_change(&sync::answer(&document(&synced)))?;
        } else {
            for (path, reason) in &synced.remarks {
                self.remark(&format!("{}: {reason}", name(path)));
            }
            self.print(&self.lines(&synced, pushes))?;
        }
        if let Some(failure) = synced.failure {
            return Err(failure);
        }
        if synced.is_undecided {
            return Err(Silent(ExitCode::Undecided).into());
        }
        Ok(())
    }

    fn lines(&self, synced: &Synced, pushes: bool) -> String {
        let mut lines = String::new();
        for (path, reason) in &synced.looks {
            let _ = writeln!(lines, "{}: {}", name(path), single_line(reason));
        }
        let merged = counted(synced.merged.len(), "ticket");
        let (sent, received) = (synced.sent.len(), synced.received.len());
        let (would, done) = match (self.is_dry_run(), pushes && synced.failure.is_none()) {
            (true, _) => ("would be ", "sent"),
            (false, true) => ("", "sent"),
            (false, false) => ("", "to send"),
        };
        let _ = writeln!(
            lines,
            "{merged} {would}merged, {sent} {done}, {received} received"
        );
        lines
    }
}

/// What people call a file: a ticket by its id.
fn name(path: &str) -> String {
    layout::ticket_of(path).map_or_else(|| path.to_owned(), |id| id.to_string())
}

fn items(told: &[(String, String)]) -> Vec<Item<'_>> {
    let items = told.iter().map(|(path, reason)| Item { path, reason });
    items.collect()
}

fn ids(tickets: &BTreeSet<TicketId>) -> Vec<String> {
    tickets.iter().map(ToString::to_string).collect()
}

fn document(synced: &Synced) -> sync::Synced<'_> {
    sync::Synced {
        remote: &synced.upstream.remote,
        branch: &synced.upstream.branch,
        commit: synced.commit.map(|commit| commit.to_string()),
        merged: ids(&synced.merged),
        sent: ids(&synced.sent),
        received: ids(&synced.received),
        looks: items(&synced.looks),
        remarks: items(&synced.remarks),
        pushed: synced.is_pushed,
    }
}
