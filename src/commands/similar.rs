use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;
use crate::render;

use super::candidates;
use super::verb::Verb;

/// Show what was solved before that is like a ticket or a text
///
/// Looks at resolved and closed tickets and at the FAQ. Compared are the words
/// that tell most apart, of a ticket those of its title and of what was
/// reported; the same code counts as half of all words, the same service as a
/// tenth. How much of that is there too is said in percent; with less than
/// 20 % it is not shown.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A ticket, or words
    #[arg(
        value_name = "REF|TEXT",
        required = true,
        add = ArgValueCompleter::new(candidates::tickets)
    )]
    text: Vec<String>,
    /// Show no more than this many
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let found = desk.books.similar(&self.text, self.limit)?;
        desk.answer(render::search::similar(&found))?;
        if found.is_empty() && !desk.wants_data() {
            desk.remark("Nothing like it was solved before.");
        }
        Ok(())
    }
}
