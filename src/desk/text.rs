//! Texts that a command asks for: `-m`, `-F`, or the editor.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::Context as _;

use crate::core::form::{self, Facts, Form};
use crate::error::Usage;

use super::Desk;
use super::editor::without_comments;

/// Where a text comes from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// `-m`, each a paragraph.
    pub messages: &'a [String],
    /// `-F`, `-` for standard input.
    pub file: Option<&'a Path>,
}

/// The draft that the editor is given.
pub(super) const DRAFT: &str = "EDITMSG";
/// The draft of a new ticket.
const FORM: &str = "open";

impl Desk {
    /// The text, if one was given on the command line.
    pub fn given_text(&self, source: Source<'_>) -> anyhow::Result<Option<String>> {
        if !source.messages.is_empty() {
            return Ok(Some(source.messages.join("\n\n")));
        }
        let Some(path) = source.file else {
            return Ok(None);
        };
        if path == Path::new("-") {
            return Ok(Some(standard_input()?));
        }
        let bytes = fs::read(path).with_context(|| format!("read {}", path.display()))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Usage::new(
                format!("{} is not UTF-8", path.display()),
                "iconv -t UTF-8 converts it",
            )
        })?;
        Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
    }

    /// The text, from the editor where none was given; without a terminal the
    /// error names the flag.
    pub fn text(&self, source: Source<'_>, template: &str) -> anyhow::Result<String> {
        if let Some(text) = self.given_text(source)? {
            if text.trim().is_empty() {
                return Err(Usage::new("the text is empty", "-m TEXT").into());
            }
            return Ok(text);
        }
        if !self.options.interactive {
            return Err(Usage::new(
                "a text is needed",
                "-m TEXT, or -F FILE (- for standard input)",
            )
            .into());
        }
        self.ask_text(DRAFT, template)
    }

    /// The form of a new ticket, from a file, to which is added what is known
    /// and it does not say; else from the editor with what is known filled in.
    /// A form to which nothing was added aborts.
    pub fn form(&self, source: Source<'_>, known: &Facts) -> anyhow::Result<Form> {
        if let Some(text) = self.given_text(source)? {
            let form = form::read(&without_comments(&text))?;
            return Ok(Form {
                facts: form.facts.or(known),
                ..form
            });
        }
        let text = self.edit_text(FORM, &form::blank(known, &self.policy))?;
        let form = form::read(&without_comments(&text))?;
        let is_untouched = form.title.is_empty() && form.text.is_empty() && form.facts == *known;
        if is_untouched {
            return Err(self.nothing_written(FORM));
        }
        Ok(form)
    }

    /// Runs a step that uses [`Desk::form`].
    pub fn with_form<T>(&self, step: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        self.with_draft((FORM, Some("bitacora open -F")), step)
    }

    /// Runs a step that uses [`Desk::text`].
    pub fn with_text<T>(&self, step: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        self.with_draft((DRAFT, None), step)
    }

    /// References as typed; `-` stands for those on standard input, one a line
    /// (what follows an id on its line is left out).
    pub fn references(&self, typed: &[String]) -> anyhow::Result<Vec<String>> {
        let mut references = Vec::new();
        for reference in typed {
            if reference == "-" {
                let text = standard_input()?;
                let lines = text
                    .lines()
                    .filter_map(|line| line.split_whitespace().next())
                    // What `list` prints begins with a heading.
                    .filter(|word| !word.eq_ignore_ascii_case("id"));
                references.extend(lines.map(str::to_owned));
            } else {
                references.push(reference.clone());
            }
        }
        if references.is_empty() {
            return Err(
                Usage::new("no ticket was named on standard input", "one id a line").into(),
            );
        }
        Ok(references)
    }
}

fn standard_input() -> anyhow::Result<String> {
    let mut text = String::new();
    io::stdin()
        .lock()
        .read_to_string(&mut text)
        .context("read standard input")?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
