//! Where the top-level keys of a head stand in its text.
//!
//! The parser tells values and no places. So a place is guessed from the
//! lines, and the parser is asked about the guess: what stands from one key to
//! the next must be read, alone, as that key with its value.

use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::bounds::{BLANK, MAX_BYTES, in_anchor};
use super::brackets;
use super::meant::{self, Meant};

/// What the parser may be asked about one head, in bytes: a ticket takes little
/// more than its own length.
const WORK: usize = 32 * MAX_BYTES;

const UNTOLD: &str = "its keys cannot be told apart";

/// The top-level keys, in the order of the text. Between two entries there is
/// nothing but comments and empty lines.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) entries: Vec<Entry>,
}

/// A key and its value in the text; all places are bytes of the head.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What the parser read as the key.
    pub(super) key: Value,
    /// Whole lines: from the key to the end of the value's last line, with
    /// the comment on it and indented comment lines right below.
    pub(super) lines: Range<usize>,
    /// Just after the colon; absent when the key is written as `? key`.
    pub(super) colon: Option<usize>,
    /// The value without anchor and comment; empty just after the colon when
    /// there is none.
    pub(super) value: Range<usize>,
    pub(super) style: Style,
    /// Of a list: where its items are, unless another line looks like one.
    pub(super) items: Vec<Range<usize>>,
}

/// How a value is written, as far as it matters for what may replace it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A value that ends before the comment on its last line.
    Inline,
    /// A list with a dash before each item.
    Dashes,
    /// A mapping in lines of its own.
    Lines,
    /// `|` or `>`, with the text below, and whatever has a tag and several
    /// lines.
    BlockText,
}

impl Layout {
    /// Finds the entries of a head that was read as `mapping`, within the
    /// limits.
    pub(super) fn of(head: &str, mapping: &Mapping) -> Result<Self, &'static str> {
        let mut entries = Vec::with_capacity(mapping.len());
        let Some(first_key) = mapping.keys().next() else {
            return Ok(Self { entries });
        };
        let mut starts = key_lines(head);
        let mut start = starts.next().ok_or(UNTOLD)?;
        if head[start..].starts_with('{') && !first_key.is_mapping() {
            return Err("it is written in braces");
        }
        if content(&head[..start]) > 0 {
            return Err(UNTOLD);
        }
        let mut parser = Parser { left: WORK };
        for (key, value) in mapping {
            let closing = start + closing(&head[start..]).unwrap_or(0);
            let end = loop {
                let end = starts.next().unwrap_or(head.len());
                if end < closing {
                    continue;
                }
                if parser.reads(&head[start..end], key, value) {
                    break end;
                }
                // The line is inside of quotes or brackets, and no key's.
                if end == head.len() {
                    return Err(UNTOLD);
                }
            };
            let entry = Entry::of(&head[start..end], key, value, &mut parser).ok_or(UNTOLD)?;
            entries.push(entry.moved(start));
            start = end;
        }
        if start < head.len() || parser.left == 0 {
            return Err(UNTOLD);
        }
        Ok(Self { entries })
    }

    pub(super) fn find(&self, key: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.key.as_str() == Some(key))
    }

    /// What is not part of an entry: before the first, and after each.
    pub(super) fn between<'a>(&self, head: &'a str, after: Option<usize>) -> &'a str {
        let start = after.map_or(0, |index| self.entries[index].lines.end);
        let next = after.map_or(0, |index| index + 1);
        let end = self
            .entries
            .get(next)
            .map_or(head.len(), |entry| entry.lines.start);
        &head[start..end]
    }
}

impl Style {
    fn of(written: &str, value: &Value) -> Self {
        let has_lines = written.trim_end().contains('\n');
        match (written.as_bytes().first(), value) {
            (Some(b'!'), _) if !has_lines => Self::Inline,
            (Some(b'!' | b'|' | b'>'), _) => Self::BlockText,
            (Some(b'['), Value::Sequence(_)) | (Some(b'{'), Value::Mapping(_)) => Self::Inline,
            (Some(_), Value::Sequence(_)) => Self::Dashes,
            (Some(_), Value::Mapping(_)) => Self::Lines,
            _ => Self::Inline,
        }
    }
}

impl Entry {
    /// The entry of a text that has no other.
    fn of(text: &str, key: &Value, value: &Value, parser: &mut Parser) -> Option<Self> {
        let mut end = content(text);
        let colon = match text.strip_prefix('?') {
            Some(rest) if rest.starts_with(BLANK) => None,
            _ => Some(colon(text, key, parser)?),
        };
        let after_colon = colon.unwrap_or(end);
        let start = after_colon + gap(&text[after_colon..end]);
        let written = &text[start..end];
        let style = Style::of(written, value);
        if matches!(style, Style::Dashes | Style::Lines) {
            end += indented_comments(&text[end..]);
        }
        // What looks empty or like a comment may be text of a block.
        if end < text.len() {
            let ends: Vec<usize> = line_ends(text).filter(|&at| at >= end).collect();
            end = ends[ends.partition_point(|&at| !parser.reads(&text[..at], key, value))];
        }
        let items = match (style, value) {
            (Style::Inline, Value::Sequence(_)) if written.starts_with('[') => {
                brackets::items(text, start)?
            }
            (Style::Dashes, Value::Sequence(list)) => dashed(&text[..end], start, list.len()),
            _ => vec![],
        };
        let value = match style {
            _ if written.is_empty() => after_colon..after_colon,
            Style::Inline => {
                let is_end = |at: &usize| parser.reads(&text[..*at], key, value);
                let closing = brackets::closing(text, start).filter(|&at| at <= end);
                let comment = comments(&text[..end], closing.unwrap_or(start)).find(is_end);
                start..text[..comment.unwrap_or(end)].trim_end_matches(BLANK).len()
            }
            _ => start..end,
        };
        Some(Self {
            key: key.clone(),
            lines: 0..end,
            colon,
            value,
            style,
            items,
        })
    }

    /// The entry of a text that stands at a place of the head.
    fn moved(mut self, by: usize) -> Self {
        let ranges = [&mut self.lines, &mut self.value];
        for range in ranges.into_iter().chain(&mut self.items) {
            *range = range.start + by..range.end + by;
        }
        self.colon = self.colon.map(|colon| colon + by);
        self
    }
}

/// Asked whether a guess is right, until that has cost too much.
struct Parser {
    left: usize,
}

impl Parser {
    /// Whether a text is read as this key with this value, and nothing else.
    fn reads(&mut self, text: &str, key: &Value, value: &Value) -> bool {
        self.left = self.left.saturating_sub(text.len());
        let meant = [(Meant::just(key), Meant::just(value))];
        self.left > 0 && meant::read(text, &meant).is_ok()
    }
}

fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    })
}

/// Where the lines begin that may be a key's.
fn key_lines(head: &str) -> impl Iterator<Item = usize> {
    let is_indicator = |rest: &str| rest.starts_with(BLANK);
    let is_key = move |line: &str| {
        !line.starts_with(BLANK)
            && !line.starts_with(['#', ']', '}', ','])
            && !line.strip_prefix(['-', ':']).is_some_and(is_indicator)
    };
    let lines = [0].into_iter().chain(line_ends(head));
    lines.filter(move |&at| at < head.len() && is_key(&head[at..]))
}

/// The length without the empty lines and comments at the end.
fn content(text: &str) -> usize {
    let is_empty = |line: &&str| {
        let line = line.trim_start_matches(BLANK);
        line.is_empty() || line.starts_with('#')
    };
    let lines = text.split_inclusive('\n').rev();
    let empty: usize = lines.take_while(is_empty).map(str::len).sum();
    text.len() - empty
}

/// Just after the colon of the key with which a text begins.
fn colon(text: &str, key: &Value, parser: &mut Parser) -> Option<usize> {
    let line = text.lines().next()?;
    let colons = line.match_indices(':').map(|(at, _)| at + 1);
    let mut colons = colons.filter(|&at| !line[at..].starts_with(|c: char| !c.is_whitespace()));
    colons.find(|&at| parser.reads(&line[..at], key, &Value::Null))
}

/// The length of the blanks, comments and anchors with which a text begins.
fn gap(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(BLANK);
        let length = match rest.as_bytes() {
            [b'#', ..] => rest.find('\n').unwrap_or(rest.len()),
            [b'&', name @ ..] => 1 + name.iter().take_while(|&&byte| in_anchor(byte)).count(),
            _ => return text.len() - rest.len(),
        };
        rest = &rest[length..];
    }
}

/// Where quotes or brackets are closed that open on the line of a plain key: no
/// line before that is a key's.
fn closing(text: &str) -> Option<usize> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let value = text.trim_start_matches(is_plain).strip_prefix(':')?;
    brackets::closing(
        text,
        text.len() - value.trim_start_matches([' ', '\t']).len(),
    )
}

/// Where a comment may begin on the last line of a text, from a place on: it is
/// parted by a blank from what stands before.
fn comments(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let line = text[..text.len() - 1].rfind('\n').map_or(0, |at| at + 1);
    let marks = text[line..]
        .match_indices('#')
        .map(move |(at, _)| line + at);
    marks.filter(move |&at| at >= from && text[..at].ends_with(BLANK))
}

/// The items of a list of `count`, the first dash of which is at `first`.
fn dashed(text: &str, first: usize, count: usize) -> Vec<Range<usize>> {
    let line = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let margin = &text[line..first];
    let lines = [line]
        .into_iter()
        .chain(line_ends(&text[line..]).map(|at| line + at));
    let dashes = lines.filter_map(|at| {
        let rest = text[at..].strip_prefix(margin)?.strip_prefix('-')?;
        rest.starts_with(BLANK).then(|| text.len() - rest.len())
    });
    let dashes: Vec<usize> = dashes.collect();
    // Another one stands inside of quotes or brackets.
    if dashes.len() != count {
        return vec![];
    }
    let ends = dashes
        .iter()
        .skip(1)
        .map(|dash| dash - 1 - margin.len())
        .chain([text.len()]);
    let items = dashes.iter().zip(ends).map(|(&dash, end)| {
        let start = dash + gap(&text[dash..end]);
        if start < end { start..end } else { dash..dash }
    });
    items.collect()
}

/// The length of the comment lines, not at column 1, with which a text begins.
fn indented_comments(text: &str) -> usize {
    text.split_inclusive('\n')
        .take_while(|line| line.starts_with(' ') && line.trim_start().starts_with('#'))
        .map(str::len)
        .sum()
}
