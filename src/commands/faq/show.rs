use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;
use crate::render::articles;

use super::super::verb::Verb;
use crate::commands::candidates;

/// Show an article as a person reads it
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Article: its slug or a unique beginning of it
    #[arg(value_name = "SLUG", add = ArgValueCompleter::new(candidates::articles))]
    slug: String,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let file = desk.books.article(&self.slug)?;
        desk.answer(articles::show(file.slug(), &file.article))
    }
}
