use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::escalate;
use crate::desk::Desk;

use super::arguments::{References, Text};
use super::candidates;
use super::verb::Verb;

/// Hand tickets to another tier
///
/// Without --tier it is the agent's own, or the next above. Without --to the
/// ticket lies in the tier's queue. The reason is an internal note.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// 1 front desk, 2 specialists, 3 quality and conflicts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    tier: Option<u8>,
    /// Who gets it there
    #[arg(long, value_name = "AGENT", add = ArgValueCompleter::new(candidates::agents))]
    to: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let agent = self
            .to
            .as_deref()
            .map(|to| desk.books.handle(to))
            .transpose()?;
        let target = (self.tier, agent.as_deref());
        let wanted = self
            .text
            .wanted("escalate", "Why does it go to another tier?");
        let outcome = desk.change_with_text(&references, &wanted, |ticket, why, stamp| {
            escalate(ticket, target, why, &desk.books.policy, stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
