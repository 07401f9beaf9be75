mod explain;
mod list;
mod show;

use clap::Subcommand;

use crate::desk::Desk;

/// Read contracts: who the customers are and what is promised to them
///
/// Contracts are Markdown files, contracts/CUSTOMER.md; that of `default`
/// binds every ticket whose customer has none.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::Args),
    Show(show::Args),
    Explain(explain::Args),
}

pub(super) fn run(args: Args, desk: &Desk) -> anyhow::Result<()> {
    match args.command {
        Command::List(args) => list::run(&args, desk),
        Command::Show(args) => show::run(&args, desk),
        Command::Explain(args) => explain::run(&args, desk),
    }
}
