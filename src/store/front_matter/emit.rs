//! Values as YAML text, in the style of the tickets: mappings as blocks, lists
//! of plain values on one line, other lists as blocks with `- ` in the column
//! of their key.
//!
//! The text never holds an anchor, an alias or a tag, and every line of it
//! ends with `\n`.

use std::fmt::Write as _;

use serde_yaml::{Mapping, Value};

use crate::core::characters::is_hostile;
use crate::core::fields::{Field, Shape};

/// Why a value has no text in this style, after the word `it`.
pub(super) type Unwritable = &'static str;

/// How a text of several lines is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prose {
    /// As a `|` block, where its white space is safe in one.
    Block,
    /// In quotes on one line: for places where a block would swallow a comment
    /// below it.
    Quoted,
}

impl Prose {
    fn is_block(self, text: &str) -> bool {
        self == Self::Block && is_literal(text)
    }
}

/// Where a text without quotes stands, which decides what it may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Block,
    Brackets,
}

/// The line or lines `key: value`, at a column.
pub(super) fn entry(
    out: &mut String,
    column: usize,
    key: &Value,
    value: &Value,
    prose: Prose,
) -> Result<(), Unwritable> {
    indent(out, column);
    one_line(out, key, Around::Block)?;
    out.push(':');
    let key = key.as_str().unwrap_or_default();
    let (same_line, below) = after_colon(key, value, column, prose)?;
    out.push_str(&same_line);
    out.push('\n');
    out.push_str(&below);
    Ok(())
}

/// What follows the colon of this key at `column`: the rest of its line, and the
/// lines below. A comment fits between the two.
pub(super) fn after_colon(
    key: &str,
    value: &Value,
    column: usize,
    prose: Prose,
) -> Result<(String, String), Unwritable> {
    let mut same_line = String::new();
    let mut below = String::new();
    match value {
        Value::Sequence(list) if !fits_one_line(list) => items(&mut below, column, list, prose)?,
        Value::Mapping(map) if !map.is_empty() => entries(&mut below, column + 2, map, prose)?,
        Value::String(text) if prose.is_block(text) => {
            same_line.push_str(literal_header(text));
            literal(&mut below, column + 2, text);
        }
        Value::String(text) if holds_time(key) && is_instant(text) => same_line.push_str(text),
        _ => one_line(&mut same_line, value, Around::Block)?,
    }
    if !same_line.is_empty() {
        same_line.insert(0, ' ');
    }
    Ok((same_line, below))
}

/// The items of a list as lines that begin with `- ` at a column.
pub(super) fn items(
    out: &mut String,
    column: usize,
    list: &[Value],
    prose: Prose,
) -> Result<(), Unwritable> {
    for item in list {
        let start = out.len();
        match item {
            Value::Mapping(map) if !map.is_empty() => entries(out, column + 2, map, prose)?,
            Value::Sequence(list) if !fits_one_line(list) => items(out, column + 2, list, prose)?,
            Value::String(text) if prose.is_block(text) => {
                indent(out, column + 2);
                out.push_str(literal_header(text));
                out.push('\n');
                literal(out, column + 2, text);
            }
            _ => {
                indent(out, column + 2);
                one_line(out, item, Around::Block)?;
                out.push('\n');
            }
        }
        out.replace_range(start + column..=start + column, "-");
    }
    Ok(())
}

/// The values between the brackets of a list on one line.
pub(super) fn between_brackets(list: &[Value]) -> Result<String, Unwritable> {
    let mut out = String::new();
    for (index, item) in list.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        one_line(&mut out, item, Around::Brackets)?;
    }
    Ok(out)
}

/// Whether a list is written on one line when the choice is ours.
pub(super) fn fits_one_line(list: &[Value]) -> bool {
    list.iter().all(|item| match item {
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => false,
        Value::String(text) => !text.contains('\n'),
        _ => true,
    })
}

fn entries(out: &mut String, column: usize, map: &Mapping, prose: Prose) -> Result<(), Unwritable> {
    map.iter()
        .try_for_each(|(key, value)| entry(out, column, key, value, prose))
}

fn indent(out: &mut String, column: usize) {
    out.extend(std::iter::repeat_n(' ', column));
}

fn one_line(out: &mut String, value: &Value, around: Around) -> Result<(), Unwritable> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => string(out, text, around),
        Value::Sequence(list) if fits_one_line(list) => {
            out.push('[');
            out.push_str(&between_brackets(list)?);
            out.push(']');
        }
        Value::Mapping(map) if map.is_empty() => out.push_str("{}"),
        Value::Sequence(_) | Value::Mapping(_) => return Err("has a list or mapping as a key"),
        Value::Tagged(_) => return Err("has a tag (`!name`)"),
    }
    Ok(())
}

fn string(out: &mut String, text: &str, around: Around) {
    if is_plain(text, around) {
        out.push_str(text);
    } else if text.contains(['"', '\\']) && text.chars().all(|c| is_visible(c) && c != '\t') {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    } else {
        double_quoted(out, text);
    }
}

fn double_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_visible(c) => out.push(c),
            c => {
                let code = u32::from(c);
                let (letter, width) = match code {
                    0..=0xff => ('x', 2),
                    0x100..=0xffff => ('u', 4),
                    _ => ('U', 8),
                };
                let _ = write!(out, "\\{letter}{code:0width$X}");
            }
        }
    }
    out.push('"');
}

/// Whether a character may stand for itself. What nobody sees or what turns the
/// direction of writing may not, because it makes a line read as what it is not;
/// what joins letters and pictographs may.
fn is_visible(c: char) -> bool {
    c == '\t' || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}') || !is_hostile(c)
}

/// Whether a text of several lines is written as a `|` block. One whose white
/// space at the ends or on empty lines matters is not, because editors eat it.
fn is_literal(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\t', '\n'])
        && !text.ends_with("\n\n")
        && text.chars().all(|c| c == '\n' || is_visible(c))
        && text
            .lines()
            .all(|line| line.is_empty() || !line.trim().is_empty())
}

fn literal_header(text: &str) -> &'static str {
    if text.ends_with('\n') { "|" } else { "|-" }
}

fn literal(out: &mut String, column: usize, text: &str) {
    for line in text.lines() {
        if !line.is_empty() {
            indent(out, column);
            out.push_str(line);
        }
        out.push('\n');
    }
}

fn is_plain(text: &str, around: Around) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let begins_well = match first {
        '-' => text[1..].starts_with(|c: char| c.is_alphanumeric()),
        '?' | ':' | ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\''
        | '"' | '%' | '@' | '`' => false,
        _ => !first.is_whitespace(),
    };
    begins_well
        && !text.ends_with(|c: char| c.is_whitespace() || c == ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains('\t')
        && text.chars().all(is_visible)
        && (around == Around::Block || !text.contains([',', '[', ']', '{', '}', ':', '#', '?']))
        && !text.starts_with("...")
        && !reads_as_other_type(text)
}

/// Keys beside the fields that hold a day or an instant: of events, of articles.
const TIMES: [&str; 10] = [
    "at", "recorded", "began", "ended", "on", "from", "to", "until", "created", "updated",
];

/// Whether a day or an instant under this key is meant as one, and stands bare:
/// a reader that knows dates means the same. A title is a text.
fn holds_time(key: &str) -> bool {
    let field = Field::find(key).filter(|field| field.name == key);
    TIMES.contains(&key)
        || field.is_some_and(|field| matches!(field.shape, Shape::Instant | Shape::Day))
}

/// Whether some reader of YAML 1.1 or 1.2 takes the text for something else
/// than text.
fn reads_as_other_type(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=",
    ];
    if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return true;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    lower == ".inf" || lower == ".nan" || is_number(&lower) || is_timestamp(text)
}

fn is_number(lower: &str) -> bool {
    if !lower.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let only = |text: &str, digits: &str| text.chars().all(|c| c == '_' || digits.contains(c));
    for (prefix, digits) in [("0x", "0123456789abcdef"), ("0o", "01234567"), ("0b", "01")] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            return only(rest, digits);
        }
    }
    let (digits, exponent) = lower.split_once('e').unwrap_or((lower, "0"));
    // With `:`, the base 60 of YAML 1.1.
    digits.matches('.').count() <= 1
        && only(digits, "0123456789.:")
        && only(exponent.trim_start_matches(['+', '-']), "0123456789")
}

/// What YAML 1.1 calls a timestamp, a little more widely.
fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 8
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b'-'
        && bytes[5].is_ascii_digit()
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b" -:.+tTzZ".contains(&b))
}

/// `2026-11-22`, or `2026-11-22T09:14:00-05:00`.
fn is_instant(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok() && text.contains('T')
        || text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}
