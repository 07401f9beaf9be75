use std::path::PathBuf;

use clap::Subcommand;

use crate::desk::Desk;
use crate::desk::pen::ImportOrder;

use super::verb::Verb;

/// Bring in the tickets of another system, with their histories
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    Csv(Csv),
}

/// Import a table: a row for each ticket, or for each event of a ticket
///
/// A mapping says what the columns mean: which fields they become, what the
/// foreign values are called here, how dates are written. `--mapping
/// servicenow` comes with the program, and the file mappings/servicenow.yaml
/// shows how one is written.
///
/// Every history is kept as it was, legal here or not, and marked as imported.
/// It is one commit. A second import of the same file changes nothing, and one
/// of a longer file adds what is new, also to tickets that were worked on here
/// since. A ticket that nobody here has touched is made anew from a file that
/// has all its rows, so that a mended mapping mends its history. Bad rows are
/// named with their lines (each ends with its line feed, a carriage return before
/// it or none), and the exit code is then 3: a first import writes nothing unless
/// --partial, a later one leaves them out unless --strict.
#[derive(Debug, clap::Args)]
struct Csv {
    /// The table, or - for standard input
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// What its columns mean: a file, or `servicenow`
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    mapping: PathBuf,
    /// Write nothing when there is a bad row; so it is until something of the system is there
    #[arg(long, conflicts_with = "partial")]
    strict: bool,
    /// Leave bad rows out and write the others; so it is once something of the system is there
    #[arg(long)]
    partial: bool,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let Format::Csv(csv) = self.format;
        let name = csv.file.display().to_string();
        let imported = desk.pen().import(&ImportOrder {
            file: csv.file,
            mapping: csv.mapping,
            partial: (csv.strict || csv.partial).then_some(csv.partial),
        })?;
        desk.report_import(&imported, &name)
    }
}
