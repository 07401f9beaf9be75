use crate::core::policy::FORMAT;
use crate::desk::Desk;

use super::verb::Verb;

/// Bring the store's files to this program's format
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

#[allow(clippy::unnecessary_wraps)] // The shape of every command.
impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        // The first format has no elder; a newer one was refused when it was read.
        desk.remark(&format!(
            "The store has format {FORMAT}, the newest: nothing to do."
        ));
        Ok(())
    }
}
