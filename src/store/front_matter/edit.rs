//! Changing a file's keys and body, and nothing else.

use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};

use crate::core::fault::Fault;

use super::change::{Change, key_fault};
use super::emit::{self, Prose};
use super::fault::fault;
use super::meant::{self, Meant, OTHER};
use super::slots::Slots;
use super::split::{Document, Newline};
use super::{caps, reading};

/// One change of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Gives a top-level key a value, adding the key if it is missing.
    Set {
        /// The key.
        key: String,
        /// Its value from now on.
        value: Json,
    },
    /// Takes a top-level key and its lines away; nothing if it is missing.
    Remove {
        /// The key.
        key: String,
    },
    /// Appends to a list, which is made if the key is missing or empty.
    Push {
        /// The list's key.
        key: String,
        /// What comes after the last item.
        items: Vec<Json>,
    },
    /// Replaces the body. Lines of the old one at its beginning and end that
    /// stay keep their endings; the others get those of the line above them,
    /// else of the line below, else of the front matter.
    Body(String),
}

impl Document {
    /// The file with all edits applied.
    ///
    /// Every line that does not belong to a changed key stays as it is, and a
    /// key whose value does not change keeps its lines. A new key goes after
    /// the nearest key before it in `order` that is present, else before the
    /// nearest one after it, else to the end; never after `timeline`.
    ///
    /// The result is read again and compared with what was meant. If they
    /// differ, or the head is not valid, or a key is written in a way that
    /// cannot be changed in place, this is an error and there is no result.
    pub fn edit(&self, edits: &[Edit], order: &[&str]) -> Result<Vec<u8>, Fault> {
        let old = self.mapping()?;
        let changes = changes(self, &old, edits)?;
        let body = edits.iter().rev().find_map(|edit| match edit {
            Edit::Body(text) => Some(text.as_str()),
            _ => None,
        });
        if changes.is_empty() {
            let mut out = format!("{}{}{}", self.opening(), self.head(), self.closing());
            self.write_body(&mut out, body);
            self.verify(&out, self.head(), &[])?;
            return Ok(out.into_bytes());
        }
        let layout = self
            .layout_of(&old)
            .map_err(|why| unsafe_edit(self.head_line(), 1, why))?;
        let attempt = |prose| {
            let mut slots = Slots::new(self, layout, &old, prose);
            for (key, change) in &changes {
                slots.change(key, change, order)?;
            }
            let head = slots.text();
            let mut out = format!("{}{head}{}", self.opening(), self.closing());
            self.write_body(&mut out, body);
            self.verify(&out, &head, &slots.meant())?;
            Ok(out.into_bytes())
        };
        attempt(Prose::Block).or_else(|fault| attempt(Prose::Quoted).map_err(|_| fault))
    }

    /// A new file with these keys in this order and this body, with line
    /// feeds at the ends of its lines.
    pub fn create(fields: &[(&str, Json)], body: &str) -> Result<Vec<u8>, Fault> {
        let mut out = String::from("---\n");
        let mut meant = Vec::with_capacity(fields.len());
        for (index, (key, value)) in fields.iter().enumerate() {
            if fields[..index].iter().any(|(before, _)| before == key) {
                let reason = format!("the key `{key}` is given twice");
                return Err(Fault::new("", 1, 1, reason));
            }
            let key = Value::from(*key);
            let value = to_yaml(value)?;
            emit::entry(&mut out, 0, &key, &value, Prose::Block)
                .map_err(|why| Fault::new("", 1, 1, format!("the new file {why}")))?;
            meant.push((key, value));
        }
        out.push_str("---\n");
        out.push_str(&body.replace("\r\n", "\n"));
        let pairs: Vec<_> = meant
            .iter()
            .map(|(key, value)| (Meant::just(key), Meant::just(value)))
            .collect();
        let written = Self::parse(out.as_bytes())?;
        reads_as(written.head(), written.head_line(), &pairs)?;
        Ok(out.into_bytes())
    }

    fn write_body(&self, out: &mut String, text: Option<&str>) {
        let Some(text) = text else {
            out.push_str(self.body());
            return;
        };
        let text = text.replace("\r\n", "\n");
        if !text.is_empty() && Newline::ending(self.closing()).is_none() {
            out.push_str(self.newline().as_str());
        }
        let old: Vec<&str> = self.body().split_inclusive('\n').collect();
        let new: Vec<&str> = text.split_inclusive('\n').collect();
        let same = |(old, new): &(&&str, &&str)| {
            *old == *new
                || old.strip_suffix("\r\n") == new.strip_suffix('\n') && new.ends_with('\n')
        };
        let first = old.iter().zip(&new).take_while(same).count();
        let last = old[first..]
            .iter()
            .rev()
            .zip(new[first..].iter().rev())
            .take_while(same)
            .count();
        out.extend(old[..first].iter().copied());
        let above = old[..first].last();
        let below = old[old.len() - last..].first();
        let beside = above.or(below).and_then(|line| Newline::ending(line));
        let middle = new[first..new.len() - last].concat();
        out.push_str(&beside.unwrap_or(self.newline()).apply(middle));
        out.extend(old[old.len() - last..].iter().copied());
    }

    /// Reads the result as any reader would and compares; nothing need be
    /// compared when no key was to change.
    fn verify(&self, out: &str, head: &str, meant: &[(Meant<'_>, Meant<'_>)]) -> Result<(), Fault> {
        let written = Self::parse(out.as_bytes())?;
        if written.head() != head {
            return Err(unsafe_edit(self.head_line(), 1, "its end would move"));
        }
        if head == self.head() {
            return Ok(());
        }
        reads_as(head, self.head_line(), meant)
            .map_err(|fault| unsafe_edit(fault.line, fault.column, &fault.reason))
    }
}

/// Checks that a head is read as a mapping of these keys and values; says
/// where it is not even valid.
fn reads_as(head: &str, first_line: usize, meant: &[(Meant<'_>, Meant<'_>)]) -> Result<(), Fault> {
    caps::within(head, first_line)?;
    if meant.is_empty() && reading::is_blank(head) {
        return Ok(());
    }
    meant::read(head, meant).map_err(|error| {
        if error.to_string().contains(OTHER) {
            Fault::new("", first_line, 1, OTHER)
        } else {
            fault(&error, head, first_line)
        }
    })
}

/// All edits of each key as one, in the order in which the keys are first
/// named, without those that change nothing.
fn changes(
    document: &Document,
    old: &Mapping,
    edits: &[Edit],
) -> Result<Vec<(String, Change)>, Fault> {
    let mut changes: Vec<(String, Change)> = Vec::new();
    for edit in edits {
        let (key, change) = match edit {
            Edit::Set { key, value } => (key, Change::Set(to_yaml(value)?)),
            Edit::Remove { key } => (key, Change::Remove),
            Edit::Push { items, .. } if items.is_empty() => continue,
            Edit::Push { key, items } => {
                let items = items.iter().map(to_yaml).collect::<Result<_, _>>()?;
                (key, Change::Push(items))
            }
            Edit::Body(_) => continue,
        };
        match changes.iter_mut().find(|(known, _)| known == key) {
            Some((_, before)) => before
                .then(change)
                .map_err(|why| key_fault(document, key, why))?,
            None => changes.push((key.clone(), change)),
        }
    }
    changes.retain(|(key, change)| match change {
        Change::Set(value) => !old.get(key).is_some_and(|before| same(before, value)),
        Change::Remove => old.contains_key(key),
        Change::Push(_) => true,
    });
    Ok(changes)
}

fn unsafe_edit(line: usize, column: usize, why: &str) -> Fault {
    let reason = format!("the front matter cannot be changed safely: {why}");
    Fault::new("", line, column, reason)
}

fn to_yaml(value: &Json) -> Result<Value, Fault> {
    serde_yaml::to_value(value).map_err(|error| Fault::new("", 1, 1, error.to_string()))
}

/// Equal, the order of keys included.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Mapping(a), Value::Mapping(b)) => same_entries(a, b.iter()),
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Tagged(a), Value::Tagged(b)) => a.tag == b.tag && same(&a.value, &b.value),
        _ => a == b,
    }
}

fn same_entries<'v>(
    a: &Mapping,
    mut b: impl ExactSizeIterator<Item = (&'v Value, &'v Value)>,
) -> bool {
    a.len() == b.len()
        && a.iter().all(|(key, value)| {
            b.next()
                .is_some_and(|(other_key, other)| same(key, other_key) && same(value, other))
        })
}
