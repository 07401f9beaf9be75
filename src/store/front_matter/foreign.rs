//! Headers that other programs wrote: YAML between `---`, TOML between `+++`,
//! JSON between `;;;` or in braces. They are read, never written.
//!
//! `gray_matter` reads the languages, but not the file: its own splitter takes
//! an unclosed header for none and changes line endings, and its YAML has no
//! limits. So the file is split here, and a header reaches it only after the
//! limits hold.

use std::collections::HashSet;

use gray_matter::engine::{Engine, JSON, TOML, YAML};
use serde_json::{Map, Value};

use crate::core::fault::Fault;

use super::bounds::FURTHER_BREAKS;
use super::caps;
use super::flat;
use super::split::{self, Document, line_at};

/// The language of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
    /// Between lines of `;;;`, or one object in braces.
    Json,
}

/// A file with a header of another program, or with none.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreign {
    /// The header's language; `None` when the file begins with its text.
    pub language: Option<Language>,
    /// The header's top-level keys, in no order.
    pub values: Map<String, Value>,
    /// What follows the header, byte for byte.
    pub body: String,
    head: String,
    head_line: usize,
}

/// A file in two parts.
struct Parts<'t> {
    language: Language,
    head: &'t str,
    head_line: usize,
    body: &'t str,
}

impl Foreign {
    /// Reads a file.
    ///
    /// Refused: bytes that are not UTF-8, a header that is never closed, one
    /// that is past the limits, and one that is not valid.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let text = split::without_bom(split::utf8(bytes)?);
        let document;
        let parts = if line_at(text, 0).trim_end() == "---" {
            document = Document::parse(bytes)?;
            // Strict and quick, and what it refuses nobody else reads.
            document.mapping()?;
            Some(Parts {
                language: Language::Yaml,
                head: document.head(),
                head_line: document.head_line(),
                body: document.body(),
            })
        } else {
            split(text)?
        };
        let Some(parts) = parts else {
            return Ok(Self {
                language: None,
                values: Map::new(),
                body: text.to_owned(),
                head: String::new(),
                head_line: 1,
            });
        };
        Ok(Self {
            language: Some(parts.language),
            values: values(&parts)?,
            body: parts.body.to_owned(),
            head: parts.head.to_owned(),
            head_line: parts.head_line,
        })
    }

    /// Line and column of a key, as well as they can be told without reading
    /// the header's language.
    #[must_use]
    pub fn locate(&self, key: &str) -> (usize, usize) {
        let begins = |line: &str| {
            let line = line.trim_start_matches([' ', '\t', '{', '"', '\'']);
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(['"', '\'', ' ', '=', ':']))
        };
        let line = self.head.lines().position(begins);
        (self.head_line + line.unwrap_or(0), 1)
    }
}

/// The parts of a file whose header is not YAML; `None` without a header.
fn split(text: &str) -> Result<Option<Parts<'_>>, Fault> {
    let first = line_at(text, 0);
    let language = match first.trim_end() {
        "+++" => Language::Toml,
        ";;;" => Language::Json,
        _ => return braces(text),
    };
    let fence = first.trim_end();
    let mut at = first.len();
    while at < text.len() {
        let line = line_at(text, at);
        if line.trim_end() == fence {
            return Ok(Some(Parts {
                language,
                head: &text[first.len()..at],
                head_line: 2,
                body: &text[at + line.len()..],
            }));
        }
        at += line.len();
    }
    Err(never_closed(&format!("end it with a line `{fence}`")))
}

fn never_closed(hint: &str) -> Fault {
    Fault::new("", 1, 1, "the header opened here is never closed").hinted(hint)
}

/// A file that begins with a JSON object. A brace alone is none: texts begin
/// with `{% include %}` and the like.
fn braces(text: &str) -> Result<Option<Parts<'_>>, Fault> {
    let is_object = text
        .strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    if !is_object {
        return Ok(None);
    }
    let end = end_of_object(text).ok_or_else(|| never_closed("end it with `}`"))?;
    let rest = line_at(text, end);
    if !rest.trim().is_empty() {
        let (line, column) = split::position(text, end, 1);
        let reason = "text on the line on which the header ends";
        return Err(Fault::new("", line, column, reason));
    }
    Ok(Some(Parts {
        language: Language::Json,
        head: &text[..end],
        head_line: 1,
        body: &text[end + rest.len()..],
    }))
}

fn end_of_object(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn values(parts: &Parts<'_>) -> Result<Map<String, Value>, Fault> {
    let Parts {
        head, head_line, ..
    } = *parts;
    if head.trim().is_empty() {
        return Ok(Map::new());
    }
    let read = match parts.language {
        Language::Yaml => {
            portable(head, head_line)?;
            YAML::parse(head)
        }
        Language::Toml => {
            flat::within_flat_caps(head).map_err(|fault| moved(fault, head_line))?;
            TOML::parse(head)
        }
        Language::Json => {
            flat::within_flat_caps(head).map_err(|fault| moved(fault, head_line))?;
            JSON::parse(head)
        }
    };
    let value = read.and_then(|pod| pod.deserialize::<Value>());
    match value.map_err(|error| complaint(&error, head_line))? {
        Value::Object(values) => Ok(values),
        // YAML of nothing but comments.
        Value::Null => Ok(Map::new()),
        _ => {
            let reason = "the header is not a list of keys with values";
            Err(Fault::new("", head_line, 1, reason))
        }
    }
}

fn moved(fault: Fault, head_line: usize) -> Fault {
    Fault {
        line: fault.line + head_line - 1,
        ..fault
    }
}

/// Whether YAML that our reader admits is also safe with another one.
///
/// The limits are proven of what our parser sees. Two things could make
/// another see more: line breaks that are none in YAML 1.2, after which a
/// comment or a block of text ends for one and goes on for the other, and
/// an alias, which `gray_matter`'s parser expands without end. So
/// neither is let through, whatever it stands in.
fn portable(head: &str, head_line: usize) -> Result<(), Fault> {
    if let Some(at) = head.find(FURTHER_BREAKS) {
        let what = head[at..].chars().next().map_or(0, u32::from);
        let reason = format!("the line break U+{what:04X}, which readers of YAML take differently");
        return Err(caps::at_offset(head, at, head_line, reason)
            .hinted("write an ordinary line break or a space"));
    }
    let anchors: HashSet<&str> = names(head, '&').map(|(_, name)| name).collect();
    match names(head, '*').find(|(_, name)| anchors.contains(name)) {
        None => Ok(()),
        Some((at, name)) => {
            let reason = format!("`&{name}` and `*{name}` in one header, which is not read");
            Err(caps::at_offset(head, at, head_line, reason)
                .hinted("write the value out in both places"))
        }
    }
}

/// What could be a name after each sign, and where the sign stands. A name is
/// cut at the next sign, so that all of them together are not longer than the text.
fn names(text: &str, sign: char) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(sign).filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let ends = |c: char| c.is_whitespace() || ",[]{}&*".contains(c);
        let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let next = rest[name.len()..].chars().next();
        let is_name = !name.is_empty() || matches!(next, Some('&' | '*'));
        is_name.then_some((at, name))
    })
}

/// A parser's complaint in one line, with the place it names.
fn complaint(error: &gray_matter::Error, head_line: usize) -> Fault {
    let whole = error.to_string();
    let message = whole.strip_prefix("Deserialize error: ").unwrap_or(&whole);
    let after = |word: &str| -> Option<usize> {
        let (_, rest) = message.split_once(word)?;
        let digits = rest.trim_start();
        let end = digits.find(|c: char| !c.is_ascii_digit());
        digits[..end.unwrap_or(digits.len())].parse().ok()
    };
    let (line, column) = (after("line ").unwrap_or(1), after("column ").unwrap_or(1));
    // TOML's complaint quotes the line and says the reason last; JSON's says
    // it before the place.
    let reason = message.lines().rev().find(|line| !line.trim().is_empty());
    let reason = reason.unwrap_or("it cannot be read");
    let reason = reason.split(" at line ").next().unwrap_or(reason);
    let line = head_line + line.saturating_sub(1);
    Fault::new("", line, column.max(1), reason.trim())
}

#[cfg(test)]
#[path = "foreign_tests.rs"]
mod tests;
