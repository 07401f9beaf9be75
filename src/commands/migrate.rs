use crate::core::policy::FORMAT;
use crate::desk::Desk;
use crate::desk::pen::merging;

use super::verb::Verb;

/// Bring the store's files to this program's format
///
/// Adds to .gitattributes what has git merge tickets and articles by this program.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        // The first format has no elder; a newer one was refused when it was read.
        let outcome = desk.write(|head| Ok(merging(head)?.unwrap_or_default()))?;
        desk.show_diffs(&outcome)?;
        desk.remark(&if outcome.commit.is_none() && outcome.diffs.is_empty() {
            format!("The store has format {FORMAT}, the newest: nothing to do.")
        } else {
            "Git merges tickets and articles by this program now.".to_owned()
        });
        Ok(())
    }
}
