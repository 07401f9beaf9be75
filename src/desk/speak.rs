//! What an invocation says: answers on standard output, remarks on standard error.

use std::io;

use crate::core::fault::Fault;
use crate::core::layout;
use crate::core::likeness::Likeness;
use crate::core::remark::{Remark, RemarkCode};
use crate::core::stamp::Timestamp;
use crate::core::told::{ExitCode, Silent};
use crate::render::scene::Scene;
use crate::render::search::remark;
use crate::render::{Answer, Format};

use super::out::PLAIN;
use super::pen::Outcome;
use super::{Delivery, Desk};

impl Desk {
    /// What times are told against: now, in the desk's own zone.
    #[must_use]
    pub fn scene(&self) -> Scene {
        self.scene_at(self.books.now())
    }

    /// What times are told against at an instant.
    #[must_use]
    pub fn scene_at(&self, as_of: Timestamp) -> Scene {
        Scene {
            as_of,
            home: self.books.policy.timezone,
        }
    }

    /// Shows an answer in the format asked for, and what is to be said beside it.
    pub fn answer(&self, answer: Answer<'_>) -> anyhow::Result<()> {
        self.deliver(answer, &Delivery::default())
    }

    /// Shows what a command did: files that it need not read are not missing
    /// from that.
    pub fn answer_of_change(&self, answer: &Answer<'_>) -> io::Result<()> {
        self.flushed().options.answer(answer)
    }

    /// Says a sentence about the answer after it, and tells programs.
    pub fn beside(&self, code: RemarkCode, text: impl Into<String>) {
        let text = text.into();
        let out = self.flushed();
        out.later.borrow_mut().push(text.clone());
        out.remember(Remark { code, text });
    }

    /// Remembers a sentence for programs that people are told otherwise.
    pub fn tell_programs(&self, code: RemarkCode, text: String) {
        self.flushed().remember(Remark { code, text });
    }

    /// What the configuration lacks that clocks were read by.
    #[must_use]
    pub fn missed_in_configuration(&self) -> Vec<Fault> {
        let mut missed = self.flushed().beside.borrow().unreadable.clone();
        missed.retain(|fault| fault.path == layout::CONFIG);
        missed
    }

    /// How a command ends: what was noticed is said before its error, and an
    /// answer from which something is missing is not taken for a whole one.
    pub fn conclude(&self, result: anyhow::Result<()>) -> anyhow::Result<()> {
        let is_short = self.flushed().is_short.get();
        result?;
        if is_short {
            return Err(Silent(ExitCode::Invalid).into());
        }
        Ok(())
    }

    /// Prints a text of our own making, such as a difference, on standard output.
    pub fn print(&self, text: &str) -> io::Result<()> {
        self.flushed().options.output.write(text, PLAIN)
    }

    /// Whether the answer of a mutation is wanted as data.
    #[must_use]
    pub fn wants_data(&self) -> bool {
        self.out.options.format != Format::Table
    }

    /// Whether a person can be asked.
    #[must_use]
    pub const fn is_interactive(&self) -> bool {
        self.out.options.interactive
    }

    /// Whether the answer is a table on a terminal of this width.
    #[must_use]
    pub fn has_room(&self, columns: usize) -> bool {
        let width = self.out.options.style.width;
        !self.wants_data() && width.is_some_and(|width| width >= columns)
    }

    /// Says a sentence on standard error, unless it should be quiet.
    pub fn remark(&self, text: &str) {
        self.flushed().remark(text);
    }

    /// Says on standard error what is wrong; also when it should be quiet.
    pub fn warn(&self, text: &str) {
        self.flushed().warn(text);
    }

    /// Says of each ticket that a command judged anew whether it is out of its
    /// contract's scope.
    pub fn remark_scope(&self, outcome: &Outcome) {
        for sentence in self.books.out_of_scope(&outcome.changes) {
            self.remark(&sentence);
        }
    }

    /// Shows a person at a terminal, before a ticket is filed, up to three that
    /// were solved before and are like it.
    pub fn suggest(&self, text: &str, likeness: &Likeness) {
        let options = &self.out.options;
        let is_alone = options.quiet || !options.interactive || self.wants_data();
        if is_alone || self.is_dry_run() {
            return;
        }
        let found = self.books.solved_before(text, likeness);
        if !found.is_empty() {
            self.remark("Solved before, and like this:");
        }
        for (found, common) in &found {
            self.remark(&format!("  {}", remark(found, common)));
        }
    }
}
