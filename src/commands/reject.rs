use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::{Decision, reject};
use crate::desk::Desk;

use super::arguments::{self, References, Saying};
use super::candidates;
use super::verb::Verb;

/// End adaptive tickets that will not be done
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// Who decided: a contact who approves, or an agent
    #[arg(long, value_name = "WHO", add = ArgValueCompleter::new(candidates::contacts))]
    by: String,
    /// Estimated work: 16h
    #[arg(long, value_name = "DURATION")]
    estimate: Option<String>,
    #[command(flatten)]
    saying: Saying,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let by = desk.books.who(&self.by)?;
        let estimate = arguments::duration(self.estimate.as_deref())?;
        let manner = self.saying.manner(desk)?;
        let approvers = desk.books.approvers_of(&references)?;
        let wanted = self.saying.wanted("reject", "Why will it not be done?");
        let outcome = desk.change_with_text(&references, &wanted, |ticket, text, stamp| {
            let decision = Decision {
                by: &by,
                approvers: &approvers.of(&ticket),
                words: manner.words(text),
                estimate: estimate.as_deref(),
            };
            reject(ticket, &decision, stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
