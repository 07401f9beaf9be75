use std::path::{Path, PathBuf};

use crate::desk::{self, Options};

use super::example;
use super::verb::Alone;

/// Make a desk: a configuration, and a repository if there is none
///
/// Writes bitacora.yaml and .gitattributes, and commits them. In a folder of
/// an existing repository the store lives inside it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The store's folder, made when it is missing
    #[arg(id = "dir", value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// The zone of ids, of times written, of reports; the system's when it is not said
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// Fill it with three weeks of an example desk
    #[arg(long, conflicts_with = "timezone")]
    example: bool,
}

impl Alone for Args {
    fn run(self, options: Options) -> anyhow::Result<()> {
        let folder = match self.folder {
            Some(folder) if options.books.folder == Path::new(".") => folder,
            Some(folder) => options.books.folder.join(folder),
            None => options.books.folder.clone(),
        };
        if self.example {
            return example::fill(&folder, &options);
        }
        desk::init(&folder, self.timezone.as_deref(), options)
    }
}
