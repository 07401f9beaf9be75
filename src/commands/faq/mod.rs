mod edit;
mod list;
mod promote;
mod show;

use clap::Subcommand;

use crate::desk::Desk;

/// Keep articles, so that no question is answered twice
///
/// `faq promote` makes an article of resolved tickets; each names the other.
/// Articles are Markdown files in `faq/`. Those that another program wrote
/// (with a YAML, TOML or JSON header) are listed and shown too.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Promote(promote::Args),
    List(list::Args),
    Show(show::Args),
    Edit(edit::Args),
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    match args.command {
        Command::Promote(args) => promote::run(&args, desk),
        Command::List(args) => list::run(&args, desk),
        Command::Show(args) => show::run(&args, desk),
        Command::Edit(args) => edit::run(&args, desk),
    }
}
