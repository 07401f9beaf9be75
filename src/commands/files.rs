//! `--output` and `--github`, and which formats a command has.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::core::told::Usage;
use crate::core::words::listed;
use crate::desk::{Delivery, OutputFile};
use crate::render::Format;

/// Where an answer also goes.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Files {
    /// Also write the answer to this file, in the format of its name; may be repeated
    ///
    /// .txt, .json, .jsonl, .csv, .md, junit.xml, .sarif, .sarif.json, .prom or
    /// openmetrics.txt. The file is replaced as a whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Annotate files and write the summary of a job of GitHub Actions
    ///
    /// Annotations go to standard error as workflow commands; the answer as
    /// Markdown is added to the page that `GITHUB_STEP_SUMMARY` names.
    #[arg(long)]
    github: bool,
}

impl Files {
    /// Refuses names of files that say no format, or one that `what` does not
    /// have.
    pub(super) fn check(&self, what: &str, formats: &[Format]) -> Result<(), Usage> {
        self.output.iter().try_for_each(|path| {
            let Some(format) = format_of(path) else {
                let path = path.display();
                let endings: Vec<_> = Format::endings(formats).collect();
                return Err(Usage::new(
                    format!("the name `{path}` says no format"),
                    format!("names end in {}", listed(&endings, "or")),
                ));
            };
            has(what, formats, format)
        })
    }

    /// The files with their formats, as [`Files::check`] has found them good.
    pub(super) fn delivery(&self) -> Delivery {
        let files = self.output.iter().filter_map(|path| {
            Some(OutputFile {
                path: path.clone(),
                format: format_of(path)?,
            })
        });
        Delivery {
            files: files.collect(),
            github: self.github,
        }
    }
}

fn format_of(path: &Path) -> Option<Format> {
    path.file_name()
        .and_then(OsStr::to_str)
        .and_then(Format::of_file)
}

/// Refuses a format that `what` does not have.
pub(super) fn has(what: &str, formats: &[Format], format: Format) -> Result<(), Usage> {
    if formats.contains(&format) {
        return Ok(());
    }
    let names: Vec<_> = formats.iter().map(|format| format.as_str()).collect();
    Err(Usage::new(
        format!("{what} is not written as {}", format.as_str()),
        format!("--format {}", listed(&names, "or")),
    ))
}
