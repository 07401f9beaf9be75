//! What leaves the program: answers on standard output, remarks on standard
//! error. Nothing else prints.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use crate::core::fault::Fault;
use crate::core::likeness::Likeness;
use crate::core::remark::{Beside, Remark, RemarkCode};
use crate::core::told::{ExitCode, Silent};
use crate::render::search::remark;
use crate::render::stream::{self, Form};
use crate::render::untrusted::single_line;
use crate::render::{Answer, Format, Role, Style, render};
use crate::store::layout;

use super::books::Notice;
use super::pen::Outcome;
use super::{Delivery, Desk};

/// A text without colours.
const PLAIN: Form = Form::Text { color: false };

/// How is spoken.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // Each is a flag of its own.
pub struct OutOptions {
    /// How answers are written.
    pub format: Format,
    /// Whether remarks are left out.
    pub quiet: bool,
    /// Whether it is said what happens beside the answer.
    pub verbose: bool,
    /// Width and colours of standard output.
    pub style: Style,
    /// Colours of standard error.
    pub error_style: Style,
    /// Whether a person can be asked.
    pub interactive: bool,
    /// Where answers go.
    pub output: Output,
    /// The file of the summary of a GitHub Actions job, where one runs.
    pub step_summary: Option<PathBuf>,
}

impl OutOptions {
    /// Shows an answer that needs no store, in the format asked for.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn answer(&self, answer: &Answer<'_>) -> io::Result<()> {
        self.show(answer, &self.style)
    }

    /// The same in a style that is not the invocation's.
    pub(super) fn show(&self, answer: &Answer<'_>, style: &Style) -> io::Result<()> {
        let mut text = Vec::new();
        render(answer, self.format, style, &mut text)?;
        let form = Form::of(self.format, style.color);
        self.output.write(&String::from_utf8_lossy(&text), form)
    }
}

/// What is said of one invocation.
#[derive(Debug)]
pub(super) struct Out {
    pub(super) options: OutOptions,
    /// What the answer lacks, and every remark about it.
    beside: RefCell<Beside>,
    /// What is said once the answer is there.
    later: RefCell<Vec<String>>,
    /// Whether something was missing from an answer that was given.
    is_short: Cell<bool>,
}

impl Out {
    pub(super) fn new(options: OutOptions) -> Self {
        Self {
            options,
            beside: RefCell::default(),
            later: RefCell::default(),
            is_short: Cell::default(),
        }
    }

    /// Says what the books noticed, what is missing once, and remembers it for
    /// the answer.
    pub(super) fn say(&self, notice: Notice) {
        match notice {
            Notice::Unread { fault, words } => {
                if !self.beside.borrow().unreadable.contains(&fault) {
                    self.warn(&words);
                    self.beside.borrow_mut().unreadable.push(fault);
                }
            }
            Notice::Gap(remark) => {
                if !self.beside.borrow().remarks.contains(&remark) {
                    self.warn(&remark.text);
                    self.remember(remark);
                }
            }
            Notice::Remark { text, code } => {
                self.remark(&text);
                if let Some(code) = code {
                    self.remember(Remark { code, text });
                }
            }
            Notice::Warning(text) => self.warn(&text),
            Notice::Aside(text) if self.options.verbose => self.remark(&text),
            Notice::Aside(_) => {}
        }
    }

    /// Remembers a sentence for programs.
    fn remember(&self, remark: Remark) {
        let remarks = &mut self.beside.borrow_mut().remarks;
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }

    /// Says a sentence on standard error, unless it should be quiet.
    pub(super) fn remark(&self, text: &str) {
        if !self.options.quiet {
            stream::say(&format!("{}\n", single_line(text)), PLAIN);
        }
    }

    /// Says on standard error what is wrong; also when it should be quiet.
    fn warn(&self, text: &str) {
        let style = &self.options.error_style;
        let word = style.paint(Role::Error, "warning:");
        let color = style.color;
        let line = format!("{word} {}\n", single_line(text));
        stream::say(&line, Form::Text { color });
    }

    /// The answer with all that is said beside it; from now on the command ends
    /// as one whose answer is short, if it is.
    pub(super) fn with_beside<'a>(&self, mut answer: Answer<'a>) -> Answer<'a> {
        answer.beside = self.beside.borrow().clone();
        if answer.beside.is_short() {
            self.is_short.set(true);
        }
        answer
    }

    /// Says what is to be said after an answer.
    pub(super) fn say_beside(&self) {
        for text in self.later.take() {
            self.remark(&text);
        }
    }
}

impl Desk {
    /// Shows an answer in the format asked for, and what is to be said beside it.
    pub fn answer(&self, answer: Answer<'_>) -> anyhow::Result<()> {
        self.deliver(answer, &Delivery::default())
    }

    /// Shows what a command did: files that it need not read are not missing
    /// from that.
    pub fn answer_of_change(&self, answer: &Answer<'_>) -> io::Result<()> {
        self.out().options.answer(answer)
    }

    /// Says a sentence about the answer after it, and tells programs.
    pub fn beside(&self, code: RemarkCode, text: impl Into<String>) {
        let text = text.into();
        let out = self.out();
        out.later.borrow_mut().push(text.clone());
        out.remember(Remark { code, text });
    }

    /// Remembers a sentence for programs that people are told otherwise.
    pub fn tell_programs(&self, code: RemarkCode, text: String) {
        self.out().remember(Remark { code, text });
    }

    /// What the configuration lacks that clocks were read by.
    #[must_use]
    pub fn missed_in_configuration(&self) -> Vec<Fault> {
        let mut missed = self.out().beside.borrow().unreadable.clone();
        missed.retain(|fault| fault.path == layout::CONFIG);
        missed
    }

    /// How a command ends: what was noticed is said before its error, and an
    /// answer from which something is missing is not taken for a whole one.
    pub fn conclude(&self, result: anyhow::Result<()>) -> anyhow::Result<()> {
        let is_short = self.out().is_short.get();
        result?;
        if is_short {
            return Err(Silent(ExitCode::Invalid).into());
        }
        Ok(())
    }

    /// Prints a text of our own making, such as a difference, on standard output.
    pub fn print(&self, text: &str) -> io::Result<()> {
        self.out().options.output.write(text, PLAIN)
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
        self.out().remark(text);
    }

    /// Says on standard error what is wrong; also when it should be quiet.
    pub fn warn(&self, text: &str) {
        self.out().warn(text);
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

/// Where answers go: standard output, or a buffer when a session is replayed.
#[derive(Debug, Clone, Default)]
pub struct Output(Option<Rc<RefCell<Vec<u8>>>>);

impl Output {
    /// A buffer of its own.
    #[must_use]
    pub fn captured() -> Self {
        Self(Some(Rc::default()))
    }

    /// What a buffer holds; it is empty afterwards.
    #[must_use]
    pub fn take(&self) -> String {
        let bytes = self.0.as_ref().map(|buffer| buffer.take());
        String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
    }

    /// Writes a text.
    pub fn write(&self, text: &str, form: Form) -> io::Result<()> {
        match &self.0 {
            Some(buffer) => buffer.borrow_mut().write_all(text.as_bytes()),
            None => stream::answer(text, form),
        }
    }
}
