use std::path::PathBuf;

use clap_complete::engine::ArgValueCompleter;

use crate::desk::Desk;

use super::candidates;
use super::verb::Verb;

/// Keep files beside a ticket
///
/// Each is copied into the ticket's folder under the beginning of its SHA-256
/// and its own name in ASCII.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Ticket
    #[arg(value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    reference: String,
    /// Files to keep
    #[arg(required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let outcome = desk.pen().attach(&self.reference, &self.files)?;
        desk.tell_changes(&outcome)
    }
}
