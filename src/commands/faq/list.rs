use clap_complete::engine::ArgValueCompleter;

use crate::core::faq::Visibility;
use crate::desk::Desk;
use crate::render::articles;

use super::super::arguments;
use super::super::verb::Verb;
use crate::commands::candidates;

/// List articles
///
/// A file that cannot be read is named on standard error and hides no other.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only these: internal or public
    #[arg(long, value_name = "VISIBILITY", add = ArgValueCompleter::new(candidates::visibilities))]
    visibility: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let wanted = self.visibility.as_deref();
        let wanted: Option<Visibility> = wanted.map(arguments::visibility).transpose()?;
        let mut found = desk.books.articles()?;
        if wanted.is_some() {
            found.retain(|file| file.article.visibility == wanted);
        }
        let found = found.iter().map(|file| (file.slug(), &file.article));
        desk.answer(articles::list(&found.collect::<Vec<_>>()))
    }
}
