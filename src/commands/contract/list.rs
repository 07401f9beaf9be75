use crate::desk::Desk;
use crate::render::contracts;

use super::super::verb::Verb;

/// List contracts with the terms in force
///
/// A file that cannot be read is named on
/// standard error and hides no other.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The terms in force then, if not now
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let at = desk.books.asked_at(self.at.as_deref())?;
        let found = desk.books.contracts()?;
        desk.answer(contracts::list(&found.read, at, &desk.books.policy))?;
        if found.read.is_empty() && !desk.wants_data() {
            desk.remark(
                "No contract found; contracts/CUSTOMER.md makes one, see bitacora-config(5).",
            );
        }
        Ok(())
    }
}
