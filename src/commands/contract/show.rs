use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;
use crate::render::contracts;

use super::super::arguments;

/// Show a contract as a person reads it
///
/// The terms in force (those of --at, if it is given), the people, the targets
/// of each priority, the other terms with their dates, and the text below.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Customer: the name of the file in contracts/, or a unique beginning of it
    #[arg(value_name = "CUSTOMER", add = ArgValueCompleter::new(arguments::customers))]
    customer: String,
}

pub(super) fn run(args: &Args, desk: &Desk) -> anyhow::Result<()> {
    let on = desk.asked_at()?.date_naive();
    let page = desk.contract_page(&args.customer)?;
    Ok(desk.answer(&contracts::show(
        &page.contract,
        &page.text,
        on,
        &desk.policy,
    )?)?)
}
