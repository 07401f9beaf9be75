use std::path::PathBuf;

use crate::desk::{self, Options};
use crate::render::stream::Form;

use super::verb::Alone;

/// Merge two versions of a ticket or an article, for git
///
/// Git runs it where `.gitattributes` says `merge=bitacora`, by the command that
/// `bitacora init`, and any command that writes, puts into the repository's
/// configuration. What comes of it is written into OURS. Where a person must decide,
/// that is git's own merge with its markers, and the exit code is 1.
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(super) struct Args {
    /// The version that both come from (%O); an empty file where there is none
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Our version (%A), in the place of which the result is put
    #[arg(value_name = "OURS")]
    ours: PathBuf,
    /// Their version (%B)
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
    /// How long the signs of a conflict are (%L)
    #[arg(value_name = "MARKER", default_value_t = 7)]
    marker: u16,
    /// Where the file belongs, from the top of the work tree (%P)
    #[arg(value_name = "PATH", default_value = "")]
    path: String,
}

impl Alone for Args {
    fn run(self, options: Options) -> anyhow::Result<()> {
        let files = [&*self.base, &*self.ours, &*self.theirs];
        let remarks = desk::drive(files, &self.path, self.marker)?;
        let path = &self.path;
        let lines: String = remarks
            .iter()
            .map(|remark| format!("{path}: {remark}\n"))
            .fold(String::new(), |all, line| all + &line);
        Ok(options
            .out
            .output
            .write(&lines, Form::Text { color: false })?)
    }
}
