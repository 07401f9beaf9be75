use crate::desk::Desk;
use crate::render::contracts;

/// List contracts with the terms in force
///
/// Those of --at, if it is given. A file that cannot be read is named on
/// standard error and hides no other.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args, desk: &Desk) -> anyhow::Result<()> {
    let on = desk.asked_at()?.date_naive();
    let found = desk.contracts()?;
    desk.answer(&contracts::list(&found, on)?)?;
    if found.is_empty() && !desk.wants_data() {
        desk.remark("No contract found; contracts/CUSTOMER.md makes one, see bitacora-config(5).");
    }
    Ok(())
}
