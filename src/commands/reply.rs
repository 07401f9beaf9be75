use crate::core::lifecycle::reply;
use crate::desk::Desk;

use super::arguments::Message;
use super::verb::Verb;

/// Record a public message to the requester
///
/// It records what was said and sends nothing. The first one stops the
/// response clock, unless a program wrote it (--auto).
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    message: Message,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        self.message
            .record(("reply", "What is the requester told?"), desk, reply)
    }
}
