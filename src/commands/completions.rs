use clap_complete::{Shell, generate};

use crate::desk::Options;
use crate::render::stream::Form;

/// Print the completions of a shell
///
/// `source <(COMPLETE=bash bitacora)` is better where a shell start may run
/// the program: it completes ids and titles too.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args, options: &Options) -> anyhow::Result<()> {
    let mut script = Vec::new();
    generate(args.shell, &mut super::command(), "bitacora", &mut script);
    let script = String::from_utf8_lossy(&script);
    Ok(options.output.write(&script, Form::Own)?)
}
