use crate::core::lifecycle::receive;
use crate::desk::Desk;

use super::arguments::Message;

/// Record a message from the requester
///
/// A ticket that waits for the customer resumes at the same instant, unless a
/// program wrote the message (--auto).
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    message: Message,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    args.message
        .record(("receive", "What did the requester say?"), desk, receive)
}
