use clap_complete::engine::ArgValueCompleter;

use crate::core::faq::Visibility;
use crate::core::told::Usage;
use crate::desk::pen::Promoted;
use crate::desk::{ArticleText, Desk, Promotion};

use super::super::arguments::{self, References, Text};
use super::super::verb::Verb;
use crate::commands::candidates;

/// Make an article of resolved tickets
///
/// The article is drafted from what the tickets say under description, Cause
/// and Resolution, and opened in the editor; -m or -F give its text instead,
/// and --draft takes the draft as it is. Article and tickets name each other
/// in one commit. The slug is printed alone on standard output.
///
/// An article is internal unless --visibility public says otherwise. A public
/// draft leaves out the conversation and puts [name], [customer] and [address]
/// where it knows one, and the command warns of those that remain. It does not
/// know everything that is private: a person must read an article before
/// everybody does, so --draft makes none that is public.
// What stands in brackets is shown in the help as it is.
#[allow(rustdoc::broken_intra_doc_links)]
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  bitacora faq promote k7f4q 9d2xw --title \"Freight is rejected with H007\"
  bitacora faq promote k7f4q --visibility public -F article.md
  bitacora faq promote 3mz8p --into freight-is-rejected-with-h007")]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// The question, if not the first ticket's title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The file's name below faq/, if not made from the title
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// Who it is for: internal or public
    #[arg(long, value_name = "VISIBILITY", default_value = Visibility::Internal.as_str(),
        add = ArgValueCompleter::new(candidates::visibilities))]
    visibility: String,
    #[command(flatten)]
    text: Text,
    /// Take the draft as it is, without an editor
    #[arg(long, conflicts_with_all = ["message", "file"])]
    draft: bool,
    /// Add the tickets to an article there is
    #[arg(long, value_name = "SLUG", add = ArgValueCompleter::new(candidates::articles),
        conflicts_with_all = ["title", "slug", "visibility", "message", "file", "draft"])]
    into: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let promoted = match &self.into {
            Some(slug) => desk.pen().promote_into(&references, slug)?,
            None => promote(&self, &references, desk)?,
        };
        let Promoted { slug, outcome } = promoted;
        if !desk.wants_data() && outcome.commit.is_some() {
            desk.print(&format!("{slug}\n"))?;
        }
        desk.tell_changes(&outcome)
    }
}

fn promote(args: &Args, references: &[String], desk: &Desk) -> anyhow::Result<Promoted> {
    let visibility = arguments::visibility(&args.visibility)?;
    if args.draft && visibility == Visibility::Public {
        return Err(Usage::new(
            "a public article must be read by a person",
            "leave out --draft to read it in the editor, or --visibility public",
        )
        .into());
    }
    let given = args.text.given(desk)?;
    if given.as_ref().is_some_and(|text| text.trim().is_empty()) {
        return Err(Usage::new("the text is empty", "-m TEXT").into());
    }
    let text = match &given {
        Some(text) => ArticleText::Given(text),
        None if args.draft => ArticleText::Draft,
        None => {
            let flags = "-m TEXT or -F FILE give the article's text, --draft takes the draft";
            arguments::needs_editor(desk, flags)?;
            ArticleText::Edited
        }
    };
    desk.promote(&Promotion {
        references,
        title: args.title.as_deref(),
        slug: args.slug.as_deref(),
        visibility,
        text,
    })
}
