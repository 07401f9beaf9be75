use crate::core::lifecycle::{Diagnosis, diagnose};
use crate::desk::{Desk, TextSource, WantedText};

use super::arguments::{self, References};
use super::verb::Verb;

/// Write down why it happens
///
/// A second diagnosis adds to the first.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// Why it happens; asked for in the editor when it is not said
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    cause: Option<String>,
    /// How to see it happen
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reproduction: Option<String>,
    /// What could be done; may be given several times
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    correction: Vec<String>,
    /// The part of the product
    #[arg(long, value_name = "COMPONENT")]
    component: Option<String>,
    /// The commit of this repository that introduced it, below the desk's own
    #[arg(long, value_name = "REV")]
    introduced_by: Option<String>,
    /// Time worked: 45m, 1h30m
    #[arg(long, value_name = "DURATION")]
    spent: Option<String>,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let spent = arguments::duration(self.spent.as_deref())?;
        let introduced_by = self
            .introduced_by
            .as_deref()
            .map(|rev| arguments::commit(rev, desk))
            .transpose()?;
        let wanted = WantedText {
            command: "diagnose",
            source: TextSource {
                messages: self.cause.as_slice(),
                file: None,
            },
            question: "Why does it happen?",
            flag: Some("--cause"),
        };
        let outcome = desk.change_with_text(&references, &wanted, |ticket, cause, stamp| {
            let diagnosis = Diagnosis {
                cause,
                reproduction: self.reproduction.as_deref().unwrap_or_default(),
                corrections: &self.correction,
                component: self.component.as_deref(),
                introduced_by: introduced_by.as_deref(),
                spent: spent.as_deref(),
            };
            diagnose(ticket, &diagnosis, stamp)
        })?;
        desk.tell_changes(&outcome)
    }
}
