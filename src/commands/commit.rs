use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;

use super::candidates;
use super::verb::Verb;

/// Record files of the store that were changed by hand
///
/// Fields of a ticket that changed become one event of its timeline, a new
/// file is filed, and the rest is committed as it is. Without references,
/// everything that differs from HEAD is recorded, as one commit.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Tickets to record
    #[arg(value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    references: Vec<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let edits = desk.books.hand_edited(&self.references)?;
        let mut outcome = desk.pen().record_edits(&edits)?;
        if outcome.commit.is_none() && !desk.is_dry_run() {
            // Only a mode differed, or what git makes of the ends of lines.
            outcome.changes.clear();
        }
        if outcome.changes.is_empty() && outcome.commit.is_some() && !desk.wants_data() {
            for edit in &edits {
                desk.remark(&format!("{} is committed.", edit.path));
            }
            return Ok(());
        }
        desk.tell_changes(&outcome)
    }
}
