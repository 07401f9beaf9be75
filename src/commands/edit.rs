use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;

use super::arguments;
use super::candidates;
use super::verb::Verb;

/// Change a ticket's file in the editor
///
/// On return, fields that changed become one event of the timeline. A status
/// may be changed by hand only where its text is there; else the command to
/// use is named.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Ticket to edit
    #[arg(value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    reference: String,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        arguments::needs_editor(desk, "change the file and record it with bitacora commit")?;
        let outcome = desk.edit_ticket(&self.reference)?;
        desk.tell_changes(&outcome)
    }
}
