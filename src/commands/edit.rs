use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;
use crate::error::Usage;

use super::arguments;

/// Change a ticket's file in the editor
///
/// On return, fields that changed become one event of the timeline. A status
/// may be changed by hand only where its text is there; else the command to
/// use is named.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Ticket to edit
    #[arg(value_name = "REF", add = ArgValueCompleter::new(arguments::tickets))]
    reference: String,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    if !desk.options.interactive && std::env::var_os("GIT_EDITOR").is_none() {
        return Err(Usage::new(
            "there is no terminal for an editor",
            "change the file and record it with bitacora commit",
        )
        .into());
    }
    let outcome = desk.edit_ticket(&args.reference)?;
    desk.report_changes(&outcome)
}
