//! A head in pieces: a changed key is one piece written anew, the others are
//! the bytes that were there.

use std::borrow::Cow;

use serde_yaml::{Mapping, Value};

use crate::core::fault::Fault;

use super::change::{Change, NOT_A_LIST, key_fault};
use super::emit::{self, Prose};
use super::layout::{Entry, Layout, Style};
use super::meant::Meant;
use super::split::{Document, Newline};

/// The key whose list only grows: it stays the last one.
const LAST: &str = "timeline";

/// The head in pieces, of which the changed ones are written anew.
pub(super) struct Slots<'a> {
    document: &'a Document,
    prose: Prose,
    before: Cow<'a, str>,
    list: Vec<Slot<'a>>,
}

struct Slot<'a> {
    key: Cow<'a, Value>,
    value: Cow<'a, Value>,
    /// Items behind those of the value.
    more: &'a [Value],
    lines: Cow<'a, str>,
    /// Comments and empty lines up to the next key.
    after: Cow<'a, str>,
    /// Where it stood, if it is not new.
    entry: Option<&'a Entry>,
}

impl<'a> Slots<'a> {
    pub(super) fn new(
        document: &'a Document,
        layout: &'a Layout,
        old: &'a Mapping,
        prose: Prose,
    ) -> Self {
        let head = document.head();
        let slots = layout.entries.iter().zip(old).enumerate();
        let slots = slots.map(|(index, (entry, (key, value)))| Slot {
            key: Cow::Borrowed(key),
            value: Cow::Borrowed(value),
            more: &[],
            lines: Cow::Borrowed(&head[entry.lines.clone()]),
            after: Cow::Borrowed(layout.between(head, Some(index))),
            entry: Some(entry),
        });
        Self {
            document,
            prose,
            before: Cow::Borrowed(layout.between(head, None)),
            list: slots.collect(),
        }
    }

    pub(super) fn change(
        &mut self,
        key: &str,
        change: &'a Change,
        order: &[&str],
    ) -> Result<(), Fault> {
        let document = self.document;
        let changed = match (self.index_of(key), change) {
            (Some(index), Change::Remove) => {
                self.remove(index);
                Ok(())
            }
            (Some(index), Change::Set(value)) => self.list[index].set(document, value, self.prose),
            (Some(index), Change::Push(items)) => {
                self.list[index].push(document, items, self.prose)
            }
            (None, Change::Remove) => Ok(()),
            (None, Change::Set(value)) => self.insert(key, Cow::Borrowed(value), order),
            (None, Change::Push(items)) => {
                let list = Value::Sequence(items.clone());
                self.insert(key, Cow::Owned(list), order)
            }
        };
        changed.map_err(|why| key_fault(document, key, why))
    }

    fn index_of(&self, key: &str) -> Option<usize> {
        self.list
            .iter()
            .position(|slot| slot.key.as_str() == Some(key))
    }

    fn insert(
        &mut self,
        key: &str,
        value: Cow<'a, Value>,
        order: &[&str],
    ) -> Result<(), &'static str> {
        let index = self.place_of(key, order);
        let key = Value::from(key);
        let mut lines = String::new();
        emit::entry(&mut lines, 0, &key, &value, self.prose)?;
        // Comments above the key that follows stay above it; those above the
        // first key of all stay first, because they may be about the file.
        let after = match index.checked_sub(1) {
            Some(before) => std::mem::take(&mut self.list[before].after),
            None => Cow::Borrowed(""),
        };
        let slot = Slot {
            key: Cow::Owned(key),
            value,
            more: &[],
            lines: Cow::Owned(self.document.newline().apply(lines)),
            after,
            entry: None,
        };
        self.list.insert(index, slot);
        Ok(())
    }

    fn place_of(&self, key: &str, order: &[&str]) -> usize {
        let end = self.list.len();
        if key == LAST {
            return end;
        }
        let rank = order.iter().position(|known| *known == key);
        let place = rank.and_then(|rank| {
            let mut before = order[..rank].iter().rev();
            before
                .find_map(|known| self.index_of(known))
                .map(|index| index + 1)
                .or_else(|| {
                    order[rank + 1..]
                        .iter()
                        .find_map(|known| self.index_of(known))
                })
        });
        let last = self.index_of(LAST).unwrap_or(end);
        place.unwrap_or(end).min(last)
    }

    fn remove(&mut self, index: usize) {
        let removed = self.list.remove(index);
        let left = match index.checked_sub(1) {
            Some(before) => &mut self.list[before].after,
            None => &mut self.before,
        };
        left.to_mut().push_str(&removed.after);
    }

    /// The text of the head.
    pub(super) fn text(&self) -> String {
        let mut head = self.before.to_string();
        for slot in &self.list {
            head.push_str(&slot.lines);
            head.push_str(&slot.after);
        }
        head
    }

    /// What the text should be read as.
    pub(super) fn meant(&self) -> Vec<(Meant<'_>, Meant<'_>)> {
        let slots = self.list.iter();
        slots
            .map(|slot| {
                let value = Meant {
                    value: &slot.value,
                    more: slot.more,
                };
                (Meant::just(&slot.key), value)
            })
            .collect()
    }
}

impl<'a> Slot<'a> {
    /// Writes the lines with another value, in the style of the old one where
    /// a list has a style.
    fn set(
        &mut self,
        document: &Document,
        value: &'a Value,
        prose: Prose,
    ) -> Result<(), &'static str> {
        let entry = self.entry.ok_or("was only just added")?;
        let newline = Newline::ending(&self.lines).unwrap_or(document.newline());
        let (same_line, below) = match (value, entry.dash_column(document.head())) {
            (Value::Sequence(list), Some(column)) if !list.is_empty() => {
                let mut below = String::new();
                emit::items(&mut below, column, list, prose)?;
                (String::new(), below)
            }
            _ => emit::after_colon(entry.key.as_str().unwrap_or_default(), value, 0, prose)?,
        };
        let (key, comment) = entry.key_line(document.head())?;
        let mut lines = String::from(key);
        lines.push_str(&same_line);
        lines.push_str(comment);
        lines.push_str(newline.as_str());
        lines.push_str(&newline.apply(below));
        self.lines = Cow::Owned(lines);
        self.value = Cow::Borrowed(value);
        Ok(())
    }

    fn push(
        &mut self,
        document: &Document,
        new: &'a [Value],
        prose: Prose,
    ) -> Result<(), &'static str> {
        let entry = self.entry.ok_or("was only just added")?;
        let head = document.head();
        let newline = Newline::ending(&self.lines).unwrap_or(document.newline());
        let list = match &*self.value {
            Value::Null => &[],
            Value::Sequence(list) => list.as_slice(),
            _ => return Err(NOT_A_LIST),
        };
        let lines = if let (Some(column), false) = (entry.dash_column(head), list.is_empty()) {
            let mut below = String::new();
            emit::items(&mut below, column, new, prose)?;
            format!("{}{}", self.lines, newline.apply(below))
        } else if let (Style::Inline, Some(last), true) =
            (entry.style, entry.items.last(), emit::fits_one_line(new))
        {
            // A list in brackets stays in brackets.
            let (before, after) = self.lines.split_at(last.end - entry.lines.start);
            format!("{before}, {}{after}", emit::between_brackets(new)?)
        } else {
            let mut below = String::new();
            emit::items(&mut below, 0, list, prose)?;
            emit::items(&mut below, 0, new, prose)?;
            let (key, comment) = entry.key_line(head)?;
            let below = newline.apply(below);
            format!("{key}{comment}{}{below}", newline.as_str())
        };
        self.lines = Cow::Owned(lines);
        self.more = new;
        Ok(())
    }
}

impl Entry {
    /// The column of the dashes, from 0, of a list in lines.
    fn dash_column(&self, head: &str) -> Option<usize> {
        if self.style != Style::Dashes {
            return None;
        }
        let line_start = head[..self.value.start].rfind('\n').map_or(0, |at| at + 1);
        let margin = &head[line_start..self.value.start];
        margin.bytes().all(|b| b == b' ').then_some(margin.len())
    }

    /// The key with its colon, and the comment of the line on which a value
    /// in one line would stand.
    fn key_line<'h>(&self, head: &'h str) -> Result<(&'h str, &'h str), &'static str> {
        let colon = self.colon.ok_or("is not written as `key: value`")?;
        let key = &head[self.lines.start..colon];
        let gap = &head[colon..self.value.start.max(colon)];
        let first_line = |text: &'h str| text.lines().next().unwrap_or_default();
        let line = if gap.contains('\n') {
            first_line(gap)
        } else if self.style == Style::BlockText {
            // The header of a block of text, up to its comment.
            let header = first_line(&head[self.value.clone()]);
            &header[header.find([' ', '\t']).unwrap_or(header.len())..]
        } else {
            let end = self.value.end.max(colon);
            first_line(&head[end..self.lines.end])
        };
        let line = line.trim_end();
        let is_comment = line.starts_with([' ', '\t']) && line.trim_start().starts_with('#');
        Ok((key, if is_comment { line } else { "" }))
    }
}
