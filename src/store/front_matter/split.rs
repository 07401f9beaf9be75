//! Finding the front matter in a file, and places in it.

use std::ops::Range;
use std::sync::OnceLock;

use crate::core::fault::Fault;

use super::bounds::MAX_BYTES;
use super::layout::Layout;

const BOM: char = '\u{feff}';

/// How the lines of a file end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newline {
    /// `\n`
    Lf,
    /// `\r\n`
    CrLf,
}

impl Newline {
    /// The characters themselves.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }

    /// The ending of the last line of `text`, if it ends.
    pub(super) fn ending(text: &str) -> Option<Self> {
        if text.ends_with("\r\n") {
            Some(Self::CrLf)
        } else if text.ends_with('\n') {
            Some(Self::Lf)
        } else {
            None
        }
    }

    /// `text`, whose lines end with `\n`, with these endings instead.
    pub(super) fn apply(self, text: String) -> String {
        match self {
            Self::Lf => text,
            Self::CrLf => text.replace('\n', "\r\n"),
        }
    }
}

/// A Markdown file with front matter, split but not interpreted: byte order
/// mark, opening fence, head, closing fence and body are together the file,
/// byte for byte.
///
/// A fence is a line of `---` at column 1, blanks after it allowed; the head
/// may also be closed by `...`, with which YAML itself ends a document. The
/// head may have up to [`MAX_BYTES`]; the body does not count, because it is
/// never read as YAML.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    head: Range<usize>,
    body: usize,
    head_line: usize,
    body_line: usize,
    newline: Newline,
    pub(super) layout: OnceLock<Option<Layout>>,
}

impl Document {
    /// Splits a file.
    ///
    /// Refused: bytes that are not UTF-8, a first line that is not `---`, a
    /// head that is never closed, a head that is too long.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let text = utf8(bytes)?;
        let start = if text.starts_with(BOM) {
            BOM.len_utf8()
        } else {
            0
        };
        let first = line_at(text, start);
        if fence(first) != Some(Fence::Rule) {
            return Err(no_opening_fence(&text[start..]));
        }
        let head_start = start + first.len();
        let mut at = head_start;
        let mut line_number = 2;
        while at < text.len() {
            let line = line_at(text, at);
            if fence(line).is_some() {
                let head = head_start..at;
                if head.len() > MAX_BYTES {
                    return Err(too_long(head.len(), 2));
                }
                return Ok(Self {
                    head,
                    body: at + line.len(),
                    head_line: 2,
                    body_line: line_number + 1,
                    newline: Newline::ending(first).unwrap_or(Newline::Lf),
                    text: text.to_owned(),
                    layout: OnceLock::new(),
                });
            }
            at += line.len();
            line_number += 1;
        }
        let reason = "the front matter opened here is never closed";
        Err(Fault::new("", 1, 1, reason).hinted("end it with a line `---`"))
    }

    /// The lines between the fences, each with its ending.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.text[self.head.clone()]
    }

    /// All that follows the closing fence's line.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.text[self.body..]
    }

    /// The line of the file on which the head starts, from 1.
    #[must_use]
    pub fn head_line(&self) -> usize {
        self.head_line
    }

    /// The line of the file on which the body starts, from 1; the line after
    /// the last one when there is no body.
    #[must_use]
    pub fn body_line(&self) -> usize {
        self.body_line
    }

    /// How the opening fence's line ends, which is how new lines are ended.
    #[must_use]
    pub fn newline(&self) -> Newline {
        self.newline
    }

    /// Byte order mark and opening fence.
    pub(super) fn opening(&self) -> &str {
        &self.text[..self.head.start]
    }

    /// The closing fence with its line's ending, if it has one.
    pub(super) fn closing(&self) -> &str {
        &self.text[self.head.end..self.body]
    }

    /// Line and column in the file of a byte of the head.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        position(self.head(), offset, self.head_line)
    }
}

/// Line and column of a byte of `text`, whose first line is `first_line`.
pub(super) fn position(text: &str, offset: usize, first_line: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = first_line + before.bytes().filter(|&b| b == b'\n').count();
    (line, before[line_start..].chars().count() + 1)
}

/// The file as text, or the place of the first byte that is none.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..valid]);
        let (line, column) = position(&before, before.len(), 1);
        Fault::new(
            "",
            line,
            column,
            format!("the byte 0x{:02X} is not UTF-8", bytes[valid]),
        )
        .hinted("save the file as UTF-8")
    })
}

/// The text without a byte order mark.
pub(super) fn without_bom(text: &str) -> &str {
    text.strip_prefix(BOM).unwrap_or(text)
}

pub(super) fn too_long(bytes: usize, line: usize) -> Fault {
    Fault::new(
        "",
        line,
        1,
        format!("{bytes} bytes of front matter, of which at most {MAX_BYTES} are read"),
    )
}

#[derive(PartialEq, Eq)]
enum Fence {
    Rule,
    Dots,
}

fn fence(line: &str) -> Option<Fence> {
    match line.trim_end_matches(['\n', '\r', ' ', '\t']) {
        "---" => Some(Fence::Rule),
        "..." => Some(Fence::Dots),
        _ => None,
    }
}

/// The line that starts at a byte, with its ending.
pub(super) fn line_at(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    rest.find('\n').map_or(rest, |end| &rest[..=end])
}

fn no_opening_fence(text: &str) -> Fault {
    if text.starts_with("---\r") && !text.contains('\n') {
        return Fault::new("", 1, 1, "lines end with a bare carriage return")
            .hinted("save the file with Unix or Windows line endings");
    }
    let reason = "the first line is not `---`, which opens the front matter";
    let fault = Fault::new("", 1, 1, reason);
    if text.trim_start().starts_with("---") {
        fault.hinted("take away what stands above it")
    } else {
        fault
    }
}
