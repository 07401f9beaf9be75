use crate::core::lifecycle::note;
use crate::desk::Desk;

use super::arguments::Message;
use super::verb::Verb;

/// Write an internal note, which no customer reads
///
/// --channel says through which channel something was learned, such as a call;
/// --auto marks what a program wrote.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    message: Message,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        self.message
            .record(("note", "What should the desk know?"), desk, note)
    }
}
