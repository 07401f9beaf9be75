//! The doors to the pen for commands, and what was written, shown.

use std::io;

use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::render::changes;

use super::Desk;
use super::pen::{Head, Outcome, Pen, Writing};
use super::text::Wanted;

/// What stands for a text that nobody has written yet.
pub const REHEARSED: &str = "(a text)";

impl Desk {
    /// The pen of this invocation.
    #[must_use]
    pub fn pen(&self) -> Pen<'_> {
        Pen {
            books: &self.books,
            options: self.pen_options,
        }
    }

    /// Takes one step with each of the tickets, as one commit.
    pub fn change<E>(
        &self,
        references: &[String],
        transition: impl Fn(Ticket, &Stamp) -> Result<Ticket, E>,
    ) -> anyhow::Result<Outcome>
    where
        anyhow::Error: From<E>,
    {
        let ids = self.books.ids(references)?;
        self.pen().change(&ids, transition)
    }

    /// Takes one step that needs a text with each of the tickets, as one
    /// commit. Where the text is asked for in the editor, the step is rehearsed
    /// before: nobody writes what would be refused whatever it said.
    pub fn change_with_text(
        &self,
        references: &[String],
        wanted: &Wanted<'_>,
        transition: impl Fn(Ticket, &str, &Stamp) -> Result<Ticket, Refusal>,
    ) -> anyhow::Result<Outcome> {
        self.change_by_text(references, wanted, &transition)
    }

    fn change_by_text(
        &self,
        references: &[String],
        wanted: &Wanted<'_>,
        transition: &dyn Fn(Ticket, &str, &Stamp) -> Result<Ticket, Refusal>,
    ) -> anyhow::Result<Outcome> {
        let ids = self.books.ids(references)?;
        let pen = self.pen();
        let change = |text: &str| {
            let step = |ticket, stamp: &Stamp| transition(ticket, text, stamp);
            pen.change(&ids, step)
        };
        if let Some(text) = self.required_text(wanted)? {
            return change(&text);
        }
        pen.rehearse_change(&ids, &|ticket, stamp| {
            Ok(transition(ticket, REHEARSED, stamp)?)
        })?;
        let draft = wanted.draft(&ids);
        self.with_draft(&draft, || change(&self.ask_text(&draft, wanted.question)?))
    }

    /// Takes one step with all of the tickets together, as one commit. The
    /// decision may be asked again when somebody else commits meanwhile.
    pub fn change_all(
        &self,
        ids: &[TicketId],
        decide: impl FnMut(Vec<Ticket>) -> anyhow::Result<Vec<Ticket>>,
    ) -> anyhow::Result<Outcome> {
        self.pen().change_all(ids, decide)
    }

    /// As [`Pen::write`].
    pub fn write(
        &self,
        decide: impl FnMut(&Head<'_>) -> anyhow::Result<Writing>,
    ) -> anyhow::Result<Outcome> {
        self.pen().write(decide)
    }

    /// Shows the difference that each file would make, in a dry run.
    pub fn show_diffs(&self, outcome: &Outcome) -> io::Result<()> {
        outcome.diffs.iter().try_for_each(|diff| self.print(diff))
    }

    /// Tells what a command did: a sentence for each ticket on standard error,
    /// or the changes as JSON on standard output. A dry run shows the difference
    /// that each file would make.
    pub fn tell_changes(&self, outcome: &Outcome) -> anyhow::Result<()> {
        if self.wants_data() {
            let commit = outcome.commit.map(|commit| commit.to_string());
            let answer = changes::answer(commit.as_deref(), &outcome.changes, &layout::ticket);
            return Ok(self.answer_of_change(&answer)?);
        }
        self.show_diffs(outcome)?;
        if outcome.changes.is_empty() {
            self.remark("Nothing changed.");
        }
        for change in &outcome.changes {
            let done = if self.pen_options.dry_run {
                "would "
            } else {
                ""
            };
            self.remark(&format!("{}: {done}{}.", change.after.id, change.summary()));
        }
        Ok(())
    }
}
