use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;
use crate::render::contracts;

use super::super::verb::Verb;
use crate::commands::candidates;

/// Show a contract as a person reads it
///
/// The terms in force, the people, the targets
/// of each priority, the other terms with their dates, and the text below.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Customer: the name of the file in contracts/, or a unique beginning of it
    #[arg(value_name = "CUSTOMER", add = ArgValueCompleter::new(candidates::customers))]
    customer: String,
    /// The terms in force then, if not now
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let page = desk.books.contract_page(&self.customer)?;
        let at = desk.books.asked_of(&page.contract, self.at.as_deref())?;
        desk.answer(contracts::show(
            &page.contract,
            &page.text,
            at,
            &desk.books.policy,
        ))
    }
}
