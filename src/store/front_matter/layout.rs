//! Where the top-level keys of a head stand in its text.

use std::ops::Range;

use serde_yaml::{Mapping, Value};
use yaml_edit::{YamlFile, YamlNode};

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
    /// Just after the colon; absent when the key is written as `? key` or has
    /// an anchor or a tag.
    pub(super) colon: Option<usize>,
    /// The value without anchor and comment; empty at some place behind the
    /// colon when there is none.
    pub(super) value: Range<usize>,
    pub(super) style: Style,
    /// Of a list: where its items are.
    pub(super) items: Vec<Range<usize>>,
}

/// How a value is written, as far as it matters for what may replace it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A value that ends before the comment on its last line.
    Inline,
    /// A list or mapping in lines of its own.
    Lines,
    /// `|` or `>`, with the text below.
    BlockText,
}

impl Layout {
    /// Finds the entries of a head that was read as `mapping`, within the
    /// limits: on other texts `yaml-edit` may take time without bound.
    pub(super) fn of(head: &str, mapping: &Mapping) -> Result<Self, String> {
        if mapping.is_empty() {
            return Ok(Self { entries: vec![] });
        }
        // The one thing within the limits on which it is quadratic.
        if head.contains(&"!".repeat(64)) {
            return Err("it has a row of 64 exclamation marks".to_owned());
        }
        let parsed = YamlFile::parse(head);
        if let Some(error) = parsed.positioned_errors().first() {
            return Err(error.message.clone());
        }
        let root = parsed
            .tree()
            .document()
            .and_then(|document| document.as_mapping())
            .ok_or("its keys cannot be told apart")?;
        if root.is_flow_style() {
            return Err("it is written in braces".to_owned());
        }
        let mut entries = Vec::with_capacity(mapping.len());
        let mut keys = mapping.keys();
        for found in root.entries() {
            let key = keys.next().ok_or("its keys cannot be told apart")?;
            let lines = range(found.byte_range());
            let key_range = found.key_node().map(|node| range(node.byte_range()));
            let colon = key_range
                .filter(|range| range.start == lines.start)
                .and_then(|range| colon_after(head, range.end));
            let node = found.value_node();
            entries.push(Entry::new(head, key, lines, colon, node.as_ref())?);
        }
        let layout = Self { entries };
        if keys.next().is_some() || !layout.is_sound(head) {
            return Err("its keys cannot be told apart".to_owned());
        }
        Ok(layout)
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

    /// Whether the entries are whole lines in order, with nothing between
    /// them that could matter.
    fn is_sound(&self, head: &str) -> bool {
        let mut end = 0;
        for entry in &self.entries {
            let Range { start, end: after } = entry.lines;
            let begins_line = start == 0 || head[..start].ends_with('\n');
            if start < end || after > head.len() || !begins_line || !head[..after].ends_with('\n') {
                return false;
            }
            end = after;
        }
        std::iter::once(None)
            .chain((0..self.entries.len()).map(Some))
            .flat_map(|after| self.between(head, after).lines())
            .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    }
}

impl Entry {
    fn new(
        head: &str,
        key: &Value,
        lines: Range<usize>,
        colon: Option<usize>,
        node: Option<&YamlNode>,
    ) -> Result<Self, String> {
        let after_colon = colon.unwrap_or(lines.end);
        // A value that is not there has no place of its own.
        let value = node
            .map(|node| range(node.byte_range()))
            .filter(|value| !value.is_empty())
            .unwrap_or(after_colon..after_colon);
        if value.end > lines.end || colon.is_some_and(|colon| value.start < colon) {
            return Err("its keys cannot be told apart".to_owned());
        }
        let text = &head[value.clone()];
        let (style, items) = match node {
            Some(YamlNode::Sequence(list)) => {
                let items = list.values().map(|item| range(item.byte_range()));
                let style = if list.is_flow_style() {
                    Style::Inline
                } else {
                    Style::Lines
                };
                (style, items.collect())
            }
            Some(YamlNode::Mapping(map)) if !map.is_flow_style() => (Style::Lines, vec![]),
            Some(YamlNode::Scalar(_)) if text.starts_with(['|', '>']) => (Style::BlockText, vec![]),
            Some(YamlNode::TaggedNode(_)) if text.contains('\n') => (Style::BlockText, vec![]),
            _ => (Style::Inline, vec![]),
        };
        let mut lines = lines;
        lines.end -= empty_end(&head[lines.clone()]);
        if style == Style::Lines {
            lines.end += indented_comments(&head[lines.end..]);
        }
        let value = value.start..value.end.min(lines.end);
        Ok(Self {
            key: key.clone(),
            lines,
            colon,
            value,
            style,
            items,
        })
    }
}

/// The length of the empty lines with which an entry ends, unless a block of
/// text in it (`|+`) keeps them.
fn empty_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let keeps = bytes.iter().enumerate().any(|(at, byte)| {
        let digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        matches!(byte, b'|' | b'>') && bytes.get(at + 1 + usize::from(digit)) == Some(&b'+')
    });
    if keeps {
        return 0;
    }
    text.split_inclusive('\n')
        .rev()
        // More than one blank could be text of the block.
        .take_while(|line| matches!(line.trim_end_matches(['\r', '\n']), "" | " "))
        .map(str::len)
        .sum()
}

/// The length of the comment lines, not at column 1, with which a text begins.
fn indented_comments(text: &str) -> usize {
    text.split_inclusive('\n')
        .take_while(|line| line.starts_with(' ') && line.trim_start().starts_with('#'))
        .map(str::len)
        .sum()
}

fn colon_after(head: &str, key_end: usize) -> Option<usize> {
    let rest = &head[key_end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    rest[blanks..]
        .starts_with(':')
        .then_some(key_end + blanks + 1)
}

fn range(position: yaml_edit::TextPosition) -> Range<usize> {
    let offset = |at| usize::try_from(at).unwrap_or(usize::MAX);
    offset(position.start)..offset(position.end)
}
