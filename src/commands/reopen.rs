use crate::core::lifecycle::reopen;
use crate::desk::Desk;

use super::arguments::{References, Text};
use super::verb::Verb;

/// Bring back tickets that were not solved after all
///
/// The reason is an internal note.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    text: Text,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let wanted = self.text.wanted("reopen", "Why was it not solved?");
        let outcome = desk.change_with_text(&references, &wanted, reopen)?;
        desk.tell_changes(&outcome)
    }
}
