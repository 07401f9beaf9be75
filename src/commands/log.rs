use clap_complete::engine::ArgValueCompleter;

use crate::core::history::Content;
use crate::core::remark::RemarkCode;
use crate::desk::Desk;
use crate::render::{history, tickets};

use super::arguments::Past;
use super::candidates;
use super::verb::Verb;

/// Show what happened to tickets, field by field: who and when
///
/// It is read from the timeline, so it needs no history of git.
///
/// `--commits` asks that history instead: which commit recorded each event,
/// and which commits touched a ticket without the tool. HOW is `recorded`
/// where the trailers name exactly the events that the timeline gained,
/// `by-hand` where no trailer names the ticket (an edit, a revert, a merge
/// that has a file as none of its parents has it), `differs` and `untouched`
/// where a trailer says what did not happen, `named` where nothing but the
/// trailer says that a command did it. What a commit touched is found by
/// comparing its tree with those of its parents; a trailer hides nothing. For
/// all tickets at once the files are not read, and every commit of a command is
/// `named`. A store that was moved within its repository has the
/// history of its present folder. A commit whose date is none is told without it,
/// as unreadable; the command then ends with 3, as where a clone is cut.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Tickets: an id, any ending or beginning that one alone has, its file, or -
    /// for ids on standard input; none with `--commits` are all
    #[arg(required_unless_present = "commits", value_name = "REF", add = ArgValueCompleter::new(candidates::tickets))]
    references: Vec<String>,
    /// Show the commits that touched the tickets
    #[arg(long)]
    commits: bool,
    /// Only commits that are not the record of a command
    #[arg(long, requires = "commits")]
    unrecorded: bool,
    /// Show no more than the last N commits of tickets
    #[arg(long, value_name = "N", requires = "commits")]
    limit: Option<usize>,
    #[command(flatten)]
    pub(super) past: Past,
}

impl Verb for Args {
    fn past(&self) -> Option<&Past> {
        Some(&self.past)
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = match self.references.as_slice() {
            [] => Vec::new(),
            references => desk.references(references)?,
        };
        if self.commits {
            return commits(&self, &references, desk);
        }
        let found = references
            .iter()
            .map(|reference| desk.books.ticket(reference))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let home = desk.books.policy.timezone;
        if desk.wants_data() && found.len() > 1 {
            return desk.answer(tickets::log(&found, home));
        }
        for ticket in &found {
            desk.answer(tickets::log(std::slice::from_ref(ticket), home))?;
        }
        Ok(())
    }
}

fn commits(args: &Args, references: &[String], desk: &Desk) -> anyhow::Result<()> {
    let past = desk.books.past(references)?;
    let deeds = past.deeds();
    let contents = if references.is_empty() {
        deeds.iter().map(|_| Content::Unread).collect()
    } else {
        desk.books.contents(&deeds)?
    };
    let mut found: Vec<_> = deeds.iter().zip(contents).collect();
    found.retain(|(deed, content)| !args.unrecorded || !deed.is_recorded(content));
    let total = found.len();
    found.drain(..total - args.limit.unwrap_or(total).min(total));
    if found.len() < total {
        let shown = format!("{} of {total} shown.", found.len());
        desk.beside(RemarkCode::Limit, shown);
    }
    desk.books
        .warn_of_unreadable(found.iter().map(|(deed, _)| deed.committed));
    desk.answer(history::commits(&found, desk.books.policy.timezone))?;
    if total == 0 && !desk.wants_data() {
        desk.remark("No commit found.");
    }
    Ok(())
}
