//! What leaves the program: answers on standard output, remarks on standard
//! error. Nothing else prints.

use std::io::{self, Write};

use crate::render::untrusted::{block, single_line};
use crate::render::{Answer, Format, Role, render};

use super::Desk;

/// Lines around a difference, as git shows them.
const DIFF_CONTEXT: u32 = 3;

impl Desk {
    /// Shows an answer in the format asked for.
    pub fn answer(&self, answer: &Answer) -> io::Result<()> {
        let mut out = io::stdout().lock();
        render(answer, self.options.format, &self.options.style, &mut out)?;
        out.flush()
    }

    /// Prints a text of our own making, such as a difference, on standard output.
    pub fn print(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(block(text).as_bytes())?;
        out.flush()
    }

    /// Whether the answer of a mutation is wanted as data.
    #[must_use]
    pub fn wants_data(&self) -> bool {
        self.options.format != Format::Table
    }

    /// Says a sentence on standard error, unless it should be quiet.
    pub fn remark(&self, text: &str) {
        if !self.options.quiet {
            say(&single_line(text));
        }
    }

    /// Says on standard error what is wrong; also when it should be quiet.
    pub fn warn(&self, text: &str) {
        let word = self.options.error_style.paint(Role::Error, "warning:");
        say(&format!("{word} {}", single_line(text)));
    }
}

/// Writes bytes of our own making on standard output: a completion script.
pub fn print_raw(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// A closed standard error is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A unified difference between two versions of a file.
pub(super) fn diff(path: &str, before: &[u8], after: &[u8]) -> anyhow::Result<String> {
    let mut options = git2::DiffOptions::new();
    options.context_lines(DIFF_CONTEXT).force_text(true);
    let name = std::path::Path::new(path);
    let mut patch =
        git2::Patch::from_buffers(before, Some(name), after, Some(name), Some(&mut options))?;
    let text = patch.to_buf()?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
