use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::assign;
use crate::desk::Desk;

use super::arguments;
use super::candidates;
use super::verb::Verb;

/// Give tickets to an agent
///
/// The tier becomes the agent's own, unless --tier says another.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Tickets, then the agent who gets them
    #[arg(required = true, num_args = 2.., value_names = ["REF", "AGENT"], add = ArgValueCompleter::new(candidates::tickets_and_agents))]
    words: Vec<String>,
    /// 1 front desk, 2 specialists, 3 quality and conflicts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    tier: Option<u8>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let (agent, references) = arguments::last(&self.words)?;
        let agent = desk.books.handle(agent)?;
        let outcome = desk.change(&desk.references(references)?, |ticket, stamp| {
            assign(ticket, &agent, self.tier, &desk.books.policy, stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
