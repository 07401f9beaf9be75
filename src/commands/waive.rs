use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::{Waiver, waive};
use crate::core::ordered::Ordered;
use crate::desk::Desk;

use super::arguments::{self, References, Text};
use super::candidates;
use super::verb::Verb;

/// Record that a target is given up
///
/// By a contact of the customer who approves: the target's clock becomes void,
/// and reports list it with their name. By an agent (force majeure): it is
/// listed as granted by the desk, and the target counts as before. The reason
/// is an internal note.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// Which: response, resolution or update
    #[arg(long, value_name = "TARGET", add = ArgValueCompleter::new(candidates::targets))]
    target: String,
    /// Who agreed: a contact of the customer who approves; or the agent who grants it
    #[arg(long, value_name = "WHO", add = ArgValueCompleter::new(candidates::contacts))]
    agreed_by: String,
    #[command(flatten)]
    text: Text,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let who = desk.books.who(&self.agreed_by)?;
        let target = arguments::target(&self.target)?;
        let approvers = desk.books.approvers_of(&references)?;
        let nobody = Ordered::default();
        let wanted = self.text.wanted("waive", "Why is the target given up?");
        let outcome = desk.change_with_text(&references, &wanted, |ticket, why, stamp| {
            let waiver = Waiver {
                target,
                who: &who,
                contacts: approvers.contacts_of(&ticket).unwrap_or(&nobody),
                agents: approvers.agents(),
                why,
            };
            waive(ticket, &waiver, stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
