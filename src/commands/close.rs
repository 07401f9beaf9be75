use crate::core::fields::Closure;
use crate::core::lifecycle::close;
use crate::desk::Desk;

use super::arguments::{References, Saying};

/// Close resolved tickets
///
/// --confirmed or --silence is recorded as the ticket's `closure`. Without
/// either the ticket is closed all the same, and how it came to be closed
/// stays unknown: `bitacora list status:closed closure:none` finds it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// The requester said that it works
    #[arg(long, conflicts_with = "silence")]
    confirmed: bool,
    /// The requester did not answer
    #[arg(long)]
    silence: bool,
    #[command(flatten)]
    saying: Saying,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let closure = match (args.confirmed, args.silence) {
        (true, _) => Some(Closure::Confirmed),
        (_, true) => Some(Closure::Silence),
        _ => None,
    };
    let said = args.saying.read(desk)?;
    let outcome = desk.change(&references, |ticket, stamp| {
        close(ticket, closure, said.words(), stamp)
    })?;
    desk.report_changes(&outcome)
}
