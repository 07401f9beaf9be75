use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;

use super::super::arguments;
use super::super::verb::Verb;
use crate::commands::candidates;

/// Change an article in the editor
///
/// On return it must be valid; then it is committed with `updated` brought
/// along. Tickets that were added to its list are linked to it, tickets that
/// were taken out are let go. An article of another program is committed as it
/// was left.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Article: its slug or a unique beginning of it
    #[arg(value_name = "SLUG", add = ArgValueCompleter::new(candidates::articles))]
    slug: String,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        arguments::needs_editor(desk, "change the file and record it with bitacora commit")?;
        let slug = desk.books.article_slug(&self.slug)?;
        let outcome = desk.edit_article(&slug)?;
        if outcome.commit.is_some() && !desk.wants_data() {
            desk.remark(&format!("faq/{slug}.md is committed."));
            if outcome.changes.is_empty() {
                return Ok(());
            }
        }
        desk.tell_changes(&outcome)
    }
}
