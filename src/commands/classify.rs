use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::classify;
use crate::desk::Desk;

use super::arguments::{Class, References};

/// Judge kind, category, service, and the priority that follows
///
/// Impact and urgency are asked for the first time, unless the kind has
/// defaults; the priority follows from the store's matrix. --priority
/// overrides it, with a reason, until impact, urgency or kind are judged again.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    class: Class,
    /// A priority that is not the matrix's
    #[arg(long, value_name = "PRIORITY", requires = "because", add = ArgValueCompleter::new(super::arguments::priorities))]
    priority: Option<String>,
    /// Why the priority is not the matrix's
    #[arg(long, value_name = "TEXT", requires = "priority")]
    because: Option<String>,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let mut class = args.class.read(desk)?;
    if let (Some(priority), Some(because)) = (&args.priority, &args.because) {
        class.priority = Some((desk.policy.choose_priority(priority)?, because.clone()));
    }
    let outcome = desk.change(&args.references.read(desk)?, |ticket, stamp| {
        classify(ticket, &class, &desk.policy, stamp)
    })?;
    desk.report_changes(&outcome)
}
