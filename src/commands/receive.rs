use crate::core::lifecycle::{Reply, receive};
use crate::desk::Desk;

use super::arguments::Message;
use super::verb::Verb;

/// Record a message from the requester
///
/// A ticket that waits for the customer resumes at the same instant, unless a
/// program wrote the message (--auto). If a resolved ticket is reopened, the
/// time since the first message that nobody had answered is the desk's; with
/// --thanks there is nothing to answer.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    message: Message,
    /// It asks nothing: a thank-you, which is no message left unread
    #[arg(long, conflicts_with = "auto")]
    thanks: bool,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let question = "What did the requester say?";
        self.message
            .record(("receive", question), desk, |ticket, reply, stamp| {
                let thanks = self.thanks;
                receive(ticket, &Reply { thanks, ..*reply }, stamp)
            })
    }
}
