use crate::core::told::AnswerIsNo;
use crate::desk::Desk;
use crate::desk::books::Checking;
use crate::render::findings;

use super::arguments::Past;
use super::files::Files;
use super::verb::{Forms, Verb};

use super::candidates;
use clap_complete::engine::ArgValueCompleter;

/// Prove that the files of the store are valid and agree with their record
///
/// Every file parses; id, file name and folder agree; fields are what the
/// timeline makes them, and what HEAD has of the timeline is kept; messages
/// and events pair; no merge lost an event or a message of its parents, which a
/// shallow clone cannot prove; transitions are legal; customers and requesters
/// are those of the contracts; references and attachments are there, and no
/// ticket is a part of itself; articles and the tickets promoted to them name
/// each other.
///
/// Findings name path, line and column; notes are oddities, as of imported
/// histories. Exit code 7 when something is wrong. `--format junit` and `sarif`
/// say the same to CI systems, where `--since` is the branch that a request is for.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only these tickets
    #[arg(value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    references: Vec<String>,
    /// Only what has changed since REV and what they both come from, and the merges since
    #[arg(long, value_name = "REV", conflicts_with = "references")]
    since: Option<String>,
    #[command(flatten)]
    pub(super) files: Files,
    #[command(flatten)]
    pub(super) past: Past,
}

impl Verb for Args {
    fn forms(&self) -> Forms<'_> {
        Forms::of("check", findings::FORMATS).into_files(&self.files)
    }

    fn past(&self) -> Option<&Past> {
        Some(&self.past)
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let what = match &self.since {
            Some(rev) => Checking::Since(rev),
            None if self.references.is_empty() => Checking::All,
            None => Checking::Tickets(&self.references),
        };
        let checked = desk.books.check(&what)?;
        let answer = findings::answer(&checked, desk.books.store.repository().prefix());
        desk.deliver(answer, &self.files.delivery())?;
        let verdict = findings::verdict(&checked);
        if checked.faults() > 0 {
            return Err(AnswerIsNo(verdict).into());
        }
        desk.remark(&format!("{verdict}."));
        Ok(())
    }
}
