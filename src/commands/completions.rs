use clap_complete::{Shell, generate};

use crate::desk::Options;
use crate::render::stream::Form;

use super::verb::Alone;

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

impl Alone for Args {
    fn run(self, options: Options) -> anyhow::Result<()> {
        Ok(options.out.output.write(&script(self.shell), Form::Own)?)
    }
}

/// Names of files as the crate's script completes them: they stand on the line
/// as they are, so that the shell would run what one of them says.
const UNQUOTED: &str = r#"COMPREPLY=($(compgen -f "${cur}"))"#;
/// Without a candidate bash completes the names itself, and quotes them.
const QUOTED: &str = "COMPREPLY=()";

/// The completions of a shell that work without the program.
fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    generate(shell, &mut super::command(), "bitacora", &mut script);
    let script = String::from_utf8_lossy(&script);
    match shell {
        Shell::Bash => script.replace(UNQUOTED, QUOTED),
        _ => script.into_owned(),
    }
}
