use crate::core::fields::Closure;
use crate::core::lifecycle::close;
use crate::desk::Desk;

use super::arguments::{References, Saying};
use super::verb::Verb;

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

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let closure = match (self.confirmed, self.silence) {
            (true, _) => Some(Closure::Confirmed),
            (_, true) => Some(Closure::Silence),
            _ => None,
        };
        let said = self.saying.read(desk)?;
        let outcome = desk.change(&references, |ticket, stamp| {
            close(ticket, closure, said.words(), stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
