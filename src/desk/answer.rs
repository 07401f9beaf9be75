//! What leaves the program: answers on standard output, remarks on standard
//! error. Nothing else prints.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::rc::Rc;

use crate::core::fault::Fault;
use crate::core::told::{ExitCode, Silent};
use crate::render::stream::{self, Form};
use crate::render::untrusted::single_line;
use crate::render::{Answer, Beside, Format, Remark, RemarkCode, Role, Style, render};

use super::{Delivery, Desk, Options};

/// A text without colours.
const PLAIN: Form = Form::Text { color: false };

/// What is said beside the answers of a command.
#[derive(Debug, Default)]
pub(super) struct Speech {
    /// What the answer lacks, and every remark about it.
    beside: RefCell<Beside>,
    /// What is said once the answer is there.
    later: RefCell<Vec<String>>,
    /// Whether something was missing from an answer that was given.
    is_short: Cell<bool>,
}

impl Desk {
    /// Shows an answer in the format asked for, and what is to be said beside it.
    pub fn answer(&self, answer: Answer) -> anyhow::Result<()> {
        self.deliver(answer, &Delivery::default())
    }

    /// Shows what a command did: files that it need not read are not missing
    /// from that.
    pub fn answer_of_change(&self, answer: &Answer) -> io::Result<()> {
        self.options.answer(answer)
    }

    /// Says a sentence about the answer after it, and tells programs.
    pub fn beside(&self, code: RemarkCode, text: impl Into<String>) {
        let text = text.into();
        self.speech.later.borrow_mut().push(text.clone());
        self.tell_programs(code, text);
    }

    /// Says once what is wrong, and remembers that the answer lacks something by
    /// it.
    pub(super) fn warn_of_gap(&self, code: RemarkCode, text: &str) {
        let remark = Remark {
            code,
            text: text.to_owned(),
        };
        if !self.speech.beside.borrow().remarks.contains(&remark) {
            self.warn(text);
            self.tell_programs(code, remark.text);
        }
    }

    /// Remembers a sentence for programs that people are told otherwise.
    pub fn tell_programs(&self, code: RemarkCode, text: String) {
        let remarks = &mut self.speech.beside.borrow_mut().remarks;
        let remark = Remark { code, text };
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }

    /// Says once that a file cannot be read, in these words, and remembers that
    /// the answer lacks what it holds.
    pub(super) fn miss(&self, fault: &Fault, text: &str) {
        if !self.speech.beside.borrow().unreadable.contains(fault) {
            self.warn(text);
            let unreadable = &mut self.speech.beside.borrow_mut().unreadable;
            unreadable.push(fault.clone());
        }
    }

    /// The files that could not be read up to now.
    pub(super) fn missed(&self) -> Vec<Fault> {
        self.speech.beside.borrow().unreadable.clone()
    }

    /// The answer with all that is said beside it; from now on the command ends
    /// as one whose answer is short, if it is.
    pub(super) fn with_beside(&self, mut answer: Answer) -> Answer {
        answer.beside = self.speech.beside.borrow().clone();
        if answer.beside.is_short() {
            self.speech.is_short.set(true);
        }
        answer
    }

    /// Says what is to be said after an answer.
    pub(super) fn say_beside(&self) {
        for text in self.speech.later.take() {
            self.remark(&text);
        }
    }

    /// How a command ends that did what was asked: an answer from which
    /// something is missing is not taken for a whole one.
    pub fn conclude(&self) -> anyhow::Result<()> {
        if self.speech.is_short.get() {
            return Err(Silent(ExitCode::Invalid).into());
        }
        Ok(())
    }

    /// Shows an answer in a style that is not the invocation's.
    pub(super) fn answer_by(&self, answer: &Answer, style: &Style) -> io::Result<()> {
        self.options.show(answer, style)
    }

    /// Prints a text of our own making, such as a difference, on standard output.
    pub fn print(&self, text: &str) -> io::Result<()> {
        self.options.output.write(text, PLAIN)
    }

    /// Whether the answer of a mutation is wanted as data.
    #[must_use]
    pub fn wants_data(&self) -> bool {
        self.options.format != Format::Table
    }

    /// Whether the answer is a table on a terminal of this width.
    #[must_use]
    pub fn has_room(&self, columns: usize) -> bool {
        let width = self.options.style.width;
        !self.wants_data() && width.is_some_and(|width| width >= columns)
    }

    /// Says a sentence on standard error, unless it should be quiet.
    pub fn remark(&self, text: &str) {
        if !self.options.quiet {
            stream::say(&format!("{}\n", single_line(text)), PLAIN);
        }
    }

    /// Says what happens beside the answer, to who asked for that.
    pub(super) fn tell(&self, text: &str) {
        if self.options.verbose {
            self.remark(text);
        }
    }

    /// Says on standard error what is wrong; also when it should be quiet.
    pub fn warn(&self, text: &str) {
        let style = &self.options.error_style;
        let word = style.paint(Role::Error, "warning:");
        let color = style.color;
        let line = format!("{word} {}\n", single_line(text));
        stream::say(&line, Form::Text { color });
    }
}

impl Options {
    /// Shows an answer that needs no store, in the format asked for.
    pub fn answer(&self, answer: &Answer) -> io::Result<()> {
        self.show(answer, &self.style)
    }

    fn show(&self, answer: &Answer, style: &Style) -> io::Result<()> {
        let mut text = Vec::new();
        render(answer, self.format, style, &mut text)?;
        let form = Form::of(self.format, style.color);
        self.output.write(&String::from_utf8_lossy(&text), form)
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
