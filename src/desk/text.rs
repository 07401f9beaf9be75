//! Texts that a command asks for: `-m`, `-F`, or the editor.

use std::io;
use std::path::Path;

use crate::core::form::{self, Facts, Form};
use crate::core::id::TicketId;
use crate::core::instructions::Instructions;
use crate::core::layout;
use crate::core::told::Usage;
use crate::store::ordinary::{self, Unread};

use super::Desk;
use super::editor::{Draft, MARK};

/// The most bytes of a list of references: a line each for a million tickets.
const MOST_REFERENCES: u64 = 128 << 20;

/// Where a text comes from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// `-m`, each a paragraph.
    pub messages: &'a [String],
    /// `-F`, `-` for standard input.
    pub file: Option<&'a Path>,
}

/// A text that a step needs.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The command that takes the step.
    pub command: &'a str,
    /// Where the text may come from.
    pub source: Source<'a>,
    /// What the editor asks where it comes from nowhere.
    pub question: &'a str,
    /// The command's own flag for it, instead of `-m` and `-F`.
    pub flag: Option<&'a str>,
}

impl Wanted<'_> {
    /// The draft of the text for these tickets, of which there is at least one.
    pub(super) fn draft(&self, ids: &[TicketId]) -> Draft {
        let ids: Vec<&str> = ids.iter().map(TicketId::as_str).collect();
        let name = match ids.as_slice() {
            [] => self.command.to_owned(),
            [id] => format!("{}-{id}", self.command),
            [first, rest @ ..] => format!("{}-{first}-and-{}-more", self.command, rest.len()),
        };
        let again = format!("bitacora {} {} -F", self.command, ids.join(" "));
        Draft {
            name,
            again: self.flag.is_none().then_some(again),
        }
    }
}

/// The draft of a new ticket.
fn form_draft() -> Draft {
    Draft {
        name: "open".to_owned(),
        again: Some("bitacora open -F".to_owned()),
    }
}

impl Desk {
    /// The text, if one was given on the command line.
    pub fn given_text(&self, source: Source<'_>) -> anyhow::Result<Option<String>> {
        if !source.messages.is_empty() {
            let texts = source.messages.iter();
            let texts: Vec<&str> = texts.map(|text| text.trim_start_matches(MARK)).collect();
            return Ok(Some(texts.join("\n\n")));
        }
        let Some(path) = source.file else {
            return Ok(None);
        };
        if path == Path::new("-") {
            self.flushed();
            return Ok(Some(standard_input(layout::MOST_TEXT)?));
        }
        let name = path.display().to_string();
        let read = ordinary::read_named(path, layout::MOST_TEXT);
        let text = utf8(&name, read.map_err(|unread| unread_text(&name, unread))?)?;
        Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
    }

    /// The text of a step, if the command line has one; where it has none and
    /// there is no terminal for an editor, the error names the flag.
    pub(super) fn required_text(&self, wanted: &Wanted<'_>) -> anyhow::Result<Option<String>> {
        let given = self.given_text(wanted.source)?;
        let own = wanted.flag.map(|flag| format!("{flag} TEXT"));
        match given {
            Some(text) if text.trim().is_empty() => {
                let hint = own.unwrap_or_else(|| "-m TEXT".to_owned());
                Err(Usage::new("the text is empty", hint).into())
            }
            None if !self.is_interactive() => {
                let hint = "-m TEXT, or -F FILE (- for standard input)";
                let hint = own.unwrap_or_else(|| hint.to_owned());
                Err(Usage::new("a text is needed", hint).into())
            }
            given => Ok(given),
        }
    }

    /// The form of a new ticket, from a file, to which is added what is known
    /// and it does not say; else from the editor with what is known filled in.
    /// A form to which nothing was added aborts.
    pub fn form(&self, source: Source<'_>, known: &Facts) -> anyhow::Result<Form> {
        if let Some(text) = self.given_text(source)? {
            let form = form::read(&Instructions::left_out_of(&text))?;
            return Ok(Form {
                facts: form.facts.or(known),
                ..form
            });
        }
        let draft = form_draft();
        let text = self.edit_template(&draft, &form::blank(known, &self.books.policy))?;
        let form = form::read(&text)?;
        let is_untouched = form.title.is_empty() && form.text.is_empty() && form.facts == *known;
        if is_untouched {
            return Err(self.nothing_written(&draft));
        }
        Ok(form)
    }

    /// Runs a step that uses [`Desk::form`].
    pub fn with_form<T>(&self, step: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        self.with_draft(&form_draft(), step)
    }

    /// References as typed; `-` stands for those on standard input, one a line
    /// (what follows an id on its line is left out).
    pub fn references(&self, typed: &[String]) -> anyhow::Result<Vec<String>> {
        let mut references = Vec::new();
        for reference in typed {
            if reference == "-" {
                self.flushed();
                let text = standard_input(MOST_REFERENCES)?;
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

fn standard_input(most: u64) -> anyhow::Result<String> {
    let name = "standard input";
    let read = ordinary::within(io::stdin().lock(), most, 0);
    let text = utf8(name, read.map_err(|unread| unread_text(name, unread))?)?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// The text without the mark of byte order that Notepad puts before it. A file
/// of PowerShell or Notepad in UTF-16 says so by its mark and is read as such.
fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, Usage> {
    let utf16 = encoding_rs::Encoding::for_bom(&bytes)
        .filter(|(encoding, _)| *encoding != encoding_rs::UTF_8);
    if let Some((encoding, mark)) = utf16 {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        let what = || format!("{name} is not {}, as its first bytes say", encoding.name());
        return text
            .map(std::borrow::Cow::into_owned)
            .ok_or_else(|| Usage::new(what(), "iconv -t UTF-8 converts it"));
    }
    let what = format!("{name} is not UTF-8");
    let mut text =
        String::from_utf8(bytes).map_err(|_| Usage::new(what, "iconv -t UTF-8 converts it"))?;
    if text.starts_with(MARK) {
        text.drain(..MARK.len_utf8());
    }
    Ok(text)
}

/// Why a text that a person names is not taken.
fn unread_text(name: &str, unread: Unread) -> anyhow::Error {
    let (what, hint) = match unread {
        Unread::Io(error) => return anyhow::Error::new(error).context(format!("read {name}")),
        Unread::TooLarge { bytes, most } => (
            format!("{name} has {bytes} bytes, more than a text may have ({most})"),
            "bitacora attach REF FILE keeps it beside the ticket",
        ),
        Unread::Strange | Unread::Link | Unread::Linked(_) => (
            format!("{name} is not an ordinary file"),
            "-F - reads standard input",
        ),
    };
    Usage::new(what, hint).into()
}
