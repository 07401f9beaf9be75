use crate::core::lifecycle::note;
use crate::desk::Desk;

use super::arguments::Message;

/// Write an internal note, which no customer reads
///
/// --channel says through which channel something was learned, such as a call;
/// --auto marks what a program wrote.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    message: Message,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    args.message
        .record(("note", "What should the desk know?"), desk, note)
}
