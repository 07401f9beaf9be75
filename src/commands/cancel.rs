use clap_complete::engine::ArgValueCompleter;

use crate::core::fields::Cancellation;
use crate::core::lifecycle::cancel;
use crate::desk::Desk;
use crate::error::Usage;

use super::arguments::{self, References, Saying};

/// End tickets without a resolution
///
/// The text is a public message, unless --internal.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// duplicate, out-of-scope, no-fault, withdrawn or no-answer
    #[arg(long = "as", id = "reason", value_name = "REASON")]
    reason: String,
    /// The ticket that a duplicate repeats
    #[arg(long, value_name = "REF", add = ArgValueCompleter::new(arguments::tickets))]
    of: Option<String>,
    #[command(flatten)]
    saying: Saying,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let reason = arguments::word("a reason to cancel", &args.reason, Cancellation::WORDS)?;
    if args.of.is_some() && reason != Cancellation::Duplicate {
        return Err(Usage::new(
            "only a duplicate has an original",
            "--as duplicate --of REF",
        )
        .into());
    }
    let of = args.of.as_deref().map(|of| desk.id(of)).transpose()?;
    let said = args.saying.read(desk)?;
    let outcome = desk.change(&references, |ticket, stamp| {
        cancel(ticket, (reason, of.as_ref()), said.words(), stamp)
    })?;
    desk.report_changes(&outcome)
}
