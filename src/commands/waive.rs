use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::{Waiver, waive};
use crate::desk::Desk;

use super::arguments::{self, References, Text};

/// Record that the customer gives a target up
///
/// Force majeure, or their consent. The target's clock becomes void, and
/// reports list it with the name of whoever agreed. The reason is an internal
/// note.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// Which: response, resolution or update
    #[arg(long, value_name = "TARGET", add = ArgValueCompleter::new(arguments::targets))]
    target: String,
    /// Who agreed: a contact who approves, or an agent
    #[arg(long, value_name = "WHO", add = ArgValueCompleter::new(arguments::contacts))]
    agreed_by: String,
    #[command(flatten)]
    text: Text,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let target = arguments::target(&args.target)?;
    let approvers = desk.approvers_of(&references)?;
    let wanted = args.text.wanted("waive", "Why is the target given up?");
    let outcome = desk.change_with_text(&references, &wanted, |ticket, why, stamp| {
        let waiver = Waiver {
            target,
            agreed_by: &args.agreed_by,
            approvers: approvers.of(&ticket),
            why,
        };
        waive(ticket, &waiver, stamp)
    })?;
    desk.report_changes(&outcome)
}
