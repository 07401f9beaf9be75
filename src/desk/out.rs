//! What leaves an invocation: answers on standard output, remarks on standard error.

use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use crate::core::remark::{Beside, Remark};
use crate::render::stream::{self, Form};
use crate::render::untrusted::single_line;
use crate::render::{Answer, Format, Role, Style, render};

use super::books::Notice;

/// A text without colours.
pub(super) const PLAIN: Form = Form::Text { color: false };

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
    pub(super) beside: RefCell<Beside>,
    /// What is said once the answer is there.
    pub(super) later: RefCell<Vec<String>>,
    /// Whether something was missing from an answer that was given.
    pub(super) is_short: Cell<bool>,
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
    pub(super) fn remember(&self, remark: Remark) {
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
    pub(super) fn warn(&self, text: &str) {
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
