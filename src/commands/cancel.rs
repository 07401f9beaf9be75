use clap_complete::engine::ArgValueCompleter;

use crate::core::fields::Cancellation;
use crate::core::id::TicketId;
use crate::core::lifecycle::cancel;
use crate::core::told::Usage;
use crate::desk::Desk;

use super::arguments::{self, References, Saying};
use super::candidates;
use super::verb::Verb;

/// End tickets without a resolution
///
/// The text is a public message, unless --internal. The original of a duplicate
/// takes over the contact, if that was earlier than its own, as the start of its
/// clocks; --of follows duplicates to it. Spam is in no figure but its own count:
/// it has no customer, no work and no answer, and its text is internal.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// duplicate, out-of-scope, no-fault, withdrawn, no-answer or spam
    #[arg(long = "as", id = "reason", value_name = "REASON")]
    reason: String,
    /// The ticket that a duplicate repeats
    #[arg(long, value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    of: Option<String>,
    #[command(flatten)]
    saying: Saying,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let reason = arguments::word("a reason to cancel", &self.reason, Cancellation::WORDS)?;
        if self.of.is_some() && reason != Cancellation::Duplicate {
            return Err(Usage::new(
                "only a duplicate has an original",
                "--as duplicate --of REF",
            )
            .into());
        }
        let of = self.of.as_deref();
        let of = of.map(|of| original(of, &references, desk)).transpose()?;
        let said = self.saying.read(desk)?;
        let outcome = desk.change(&references, |ticket, stamp| {
            cancel(ticket, (reason, of.as_ref()), said.words(), stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}

/// The end of the chain of duplicates. Where that is one of the tickets
/// themselves, the ticket that was named: the refusal tells the way around.
fn original(of: &str, references: &[String], desk: &Desk) -> anyhow::Result<TicketId> {
    let named = desk.books.id(of)?;
    let original = desk.books.original(named.clone())?;
    let is_among = desk.books.ids(references)?.contains(&original);
    Ok(if is_among { named } else { original })
}
