use crate::core::lifecycle::reply;
use crate::desk::Desk;

use super::arguments::Message;

/// Record a public message to the requester
///
/// It records what was said and sends nothing. The first one stops the
/// response clock, unless a program wrote it (--auto).
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    message: Message,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    args.message
        .record(("reply", "What is the requester told?"), desk, reply)
}
