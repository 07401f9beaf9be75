//! Reading `bitacora.yaml` and `contracts/`.

use std::fmt;

use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::core::calendar::Calendars;
use crate::core::calendar::rule::CalendarFlaw;
use crate::core::characters::first_hidden;
use crate::core::contract::Contract;
use crate::core::fault::Fault;
use crate::core::policy::{FORMAT, Policy};
use crate::core::words;

use super::front_matter::{Document, read_yaml};
use crate::core::layout;

/// Reads and checks the configuration.
pub fn policy(bytes: &[u8]) -> Result<Policy, Fault> {
    let text = String::from_utf8_lossy(bytes);
    let named = |fault: Fault| with_nearest_key(placed(fault, &text)).in_file(layout::CONFIG);
    let policy = match read::<Policy>(bytes) {
        Ok(policy) => policy,
        Err(fault) => {
            newer_format(bytes, &text)?;
            return Err(named(fault));
        }
    };
    newer_format(bytes, &text)?;
    if may_hide(&text) {
        read::<Readable>(bytes).map_err(|fault| fault.in_file(layout::CONFIG))?;
    }
    policy.validate().map_err(|(key, reason)| {
        Fault::new(
            layout::CONFIG,
            line_of(&text, key),
            1,
            format!("{key} {reason}"),
        )
    })?;
    let unread = policy
        .holiday_paths()
        .into_iter()
        .map(|path| (path, Vec::new()));
    Calendars::compile(&policy.calendars, policy.timezone, &unread.collect())
        .map_err(|flaw| flawed(flaw, &text))?;
    Ok(policy)
}

/// Checks the calendars of a configuration whose `.ics` files have been read.
pub fn calendars(policy: &Policy, bytes: &[u8]) -> Result<(), Fault> {
    match policy.compiled() {
        Ok(_) => Ok(()),
        Err(flaw) => Err(flawed(flaw, &String::from_utf8_lossy(bytes))),
    }
}

fn flawed(flaw: CalendarFlaw, text: &str) -> Fault {
    let (line, column) = place_of(text, &flaw.keys);
    Fault {
        hint: flaw.hint,
        ..Fault::new(layout::CONFIG, line, column, flaw.reason)
    }
}

/// Where the last of these words stands: each is looked for after the one
/// before, first as a key. A word that is not found there is passed over.
fn place_of(text: &str, words: &[String]) -> (usize, usize) {
    let mut at = 0;
    for word in words {
        at = find_word(text, at, word, true)
            .or_else(|| find_word(text, at, word, false))
            .unwrap_or(at);
    }
    let line_begins = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let line = text[..at].matches('\n').count() + 1;
    (line, text[line_begins..at].chars().count() + 1)
}

/// The first place after `from` where a whole word stands outside of comments.
fn find_word(text: &str, from: usize, word: &str, is_key: bool) -> Option<usize> {
    let is_part = |letter: char| letter.is_alphanumeric() || "-_./".contains(letter);
    let mut found = text[from..].match_indices(word);
    found.find_map(|(offset, _)| {
        let at = from + offset;
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_comment = line.starts_with('#') || line.contains(" #");
        let is_whole = !before.ends_with(is_part) && !after.starts_with(is_part);
        let closed = after
            .trim_start_matches(['"', '\''])
            .trim_start_matches(' ');
        let is_wanted = !is_key || closed.starts_with(':');
        (is_whole && !is_comment && is_wanted).then_some(at)
    })
}

/// Whether a text of a document may have a character that cannot be seen: where
/// none stands in it and none is written as an escape, it need not be read for
/// that.
fn may_hide(document: &str) -> bool {
    let is_usual = |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~') && byte != b'\\';
    !document.bytes().all(is_usual)
        && (document.contains('\\') || document.split(['\n', '\t']).any(has_hidden))
}

fn has_hidden(line: &str) -> bool {
    first_hidden(line).is_some()
}

/// A document in which every text can be shown as it is: names of agents and
/// contacts go into commits, keys into messages of every kind.
struct Readable;

impl<'de> Deserialize<'de> for Readable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Readable {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self, E> {
        // Several lines are no harm, and a tab is none.
        let mut lines = text.split(['\n', '\t']);
        match lines.find_map(first_hidden) {
            None => Ok(self),
            Some(hidden) => Err(E::custom(format_args!(
                "U+{:04X} in a text cannot be seen, or acts on a terminal",
                u32::from(hidden)
            ))),
        }
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    read_yaml(bytes)
}

/// A newer format may have keys this program does not know, so it is said
/// before any of them is complained about.
fn newer_format(bytes: &[u8], text: &str) -> Result<(), Fault> {
    #[derive(serde::Deserialize)]
    struct Format {
        format: u32,
    }
    match read::<Format>(bytes) {
        Ok(Format { format }) if format > FORMAT => Err(Fault::new(
            layout::CONFIG,
            line_of(text, "format"),
            1,
            format!("format {format} is newer than this program, which knows {FORMAT}"),
        )
        .hinted("install the newer bitacora that wrote it")),
        Ok(Format { format: 0 }) => Err(Fault::new(
            layout::CONFIG,
            line_of(text, "format"),
            1,
            "there is no format 0",
        )),
        _ => Ok(()),
    }
}

/// The line of a top-level key, from 1.
pub(super) fn line_of(text: &str, key: &str) -> usize {
    text.lines()
        .position(|line| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
        })
        .map_or(1, |index| index + 1)
}

/// `serde_yaml` puts a value that a type of ours refuses at the first key of its
/// mapping; the value itself, on that line or a later one, is what the reason
/// quotes first, after the keys that lead to it.
fn placed(fault: Fault, text: &str) -> Fault {
    let value = match fault.reason.split_once('`') {
        Some((keys, rest)) if keys.is_empty() || keys.ends_with(": ") => rest.split('`').next(),
        _ => None,
    };
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        return fault;
    };
    let mut lines = text.lines().enumerate().skip(fault.line.saturating_sub(1));
    let found = lines.find_map(|(index, line)| {
        let (_, rest) = line.split_once(':')?;
        let at = line.len() - rest.len() + rest.find(value)?;
        Some((index + 1, line[..at].chars().count() + 1))
    });
    match found {
        Some((line, column)) => Fault {
            line,
            column,
            ..fault
        },
        None => fault,
    }
}

/// serde says which keys there are; the nearest is what a person wants to know.
pub(super) fn with_nearest_key(fault: Fault) -> Fault {
    let Some((_, rest)) = fault.reason.split_once("unknown field `") else {
        return fault;
    };
    let Some((key, rest)) = rest.split_once('`') else {
        return fault;
    };
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    let reason = format!("`{key}` is not a key of this file");
    let hint = match words::nearest(key, known.iter().copied()) {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => format!("it may be {}", words::listed(&known, "or")),
    };
    Fault { reason, ..fault }.hinted(hint)
}

/// As [`with_nearest_key`], for a word of a closed set.
fn with_nearest_word(fault: Fault) -> Fault {
    let Some((_, rest)) = fault.reason.split_once("unknown variant `") else {
        return fault;
    };
    let Some((word, rest)) = rest.split_once('`') else {
        return fault;
    };
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    let reason = format!("`{word}` is not {}", words::listed(&known, "or"));
    let hint = words::nearest(word, known.iter().copied());
    let hint = hint.map(|nearest| format!("did you mean {nearest}?"));
    Fault {
        reason,
        hint,
        ..fault
    }
}

/// Reads and checks a contract of a desk with this policy.
pub fn contract(path: &str, bytes: &[u8], policy: &Policy) -> Result<Contract, Fault> {
    let document = Document::parse(bytes).map_err(|fault| fault.in_file(path))?;
    if may_hide(document.head()) {
        document
            .read::<Readable>()
            .map_err(|fault| fault.in_file(path))?;
    }
    let contract: Contract = document
        .read()
        .map_err(|fault| described(with_nearest_word(with_nearest_key(fault))).in_file(path))?;
    contract
        .validate(layout::stem(path), policy)
        .map_err(|flaw| {
            let (line, column) = document.locate_way(&flaw.way).unwrap_or((1, 1));
            described(Fault {
                hint: flaw.hint,
                ..Fault::new(path, line, column, flaw.reason)
            })
        })?;
    Ok(contract)
}

/// Where nothing better can be said, the hint is where contracts are described.
fn described(fault: Fault) -> Fault {
    match fault.hint {
        Some(_) => fault,
        None => fault.hinted("bitacora-config(5) describes contracts"),
    }
}

/// The text for people below a contract's front matter.
pub fn prose(path: &str, bytes: &[u8]) -> Result<String, Fault> {
    let document = Document::parse(bytes).map_err(|fault| fault.in_file(path))?;
    Ok(document.body().to_owned())
}
