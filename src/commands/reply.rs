use clap_complete::engine::ArgValueCompleter;

use crate::core::lifecycle::{Reply, Words, reply};
use crate::desk::Desk;

use super::arguments::{self, References, Text};

/// Record a public message to the requester
///
/// It records what was said and sends nothing. The first one stops the
/// response clock, unless a machine wrote it (--auto).
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    text: Text,
    /// Through which channel, if not the ticket's own
    #[arg(long, value_name = "CHANNEL", add = ArgValueCompleter::new(arguments::channels))]
    channel: Option<String>,
    /// Time worked: 45m, 1h30m
    #[arg(long, value_name = "DURATION")]
    spent: Option<String>,
    /// A machine wrote it: an acknowledgement
    #[arg(long)]
    auto: bool,
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    let references = args.references.read(desk)?;
    let channel = arguments::channel(args.channel.as_deref(), desk)?;
    let spent = arguments::duration(args.spent.as_deref())?;
    let text = args.text.ask(desk, "What is the requester told?")?;
    let message = Reply {
        words: Words {
            text: &text,
            internal: false,
            channel: channel.as_deref(),
        },
        spent: spent.as_deref(),
        auto: args.auto,
    };
    let outcome = desk
        .with_text(|| desk.change(&references, |ticket, stamp| reply(ticket, &message, stamp)))?;
    desk.report_changes(&outcome)
}
