//! What lost in a merge, and is kept where it merges again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;
use serde_yaml::Value as Yaml;

use super::text::three_set;

/// The key under which the values of keys are kept that lost.
pub const UNMERGED: &str = "unmerged";

/// What lost, by keys.
pub(super) type Lost = BTreeSet<(String, String)>;

/// What the key holds that keeps what lost.
pub(super) fn held(value: Option<&Value>) -> Lost {
    let keys = value.and_then(Value::as_object).into_iter().flatten();
    let pairs = keys.flat_map(|(key, values)| {
        let values = values.as_array().into_iter().flatten();
        values.map(|value| {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (key.clone(), value)
        })
    });
    pairs.collect()
}

/// The key that keeps what lost, as base, ours and theirs have it and with what is
/// new; nothing where there is nothing.
pub(super) fn of_keys([base, ours, theirs]: [Lost; 3], lost: Lost) -> String {
    let mut all = three_set(&base, &ours, &theirs);
    all.extend(lost);
    let mut keys: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (key, value) in all {
        keys.entry(key).or_default().push(value.into());
    }
    if keys.is_empty() {
        return String::new();
    }
    let keys = keys.into_iter().map(|(key, values)| (key, values.into()));
    line(UNMERGED, &Value::Object(keys.collect()))
}

/// A key with a value that neither side has, as a line of YAML.
pub(super) fn line(key: &str, value: &Value) -> String {
    let quoted = |value: &Value| match value {
        Value::String(text) if is_plain(text) => text.clone(),
        other => other.to_string(),
    };
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(quoted).collect();
            format!("{key}: [{}]\n", items.join(", "))
        }
        Value::Object(entries) => {
            let mut text = format!("{key}:\n");
            for (key, value) in entries {
                let _ = write!(text, "  {}", line(key, value));
            }
            text
        }
        other => format!("{key}: {}\n", quoted(other)),
    }
}

/// Whether YAML reads a text as itself without quotes.
fn is_plain(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_./-".contains(letter);
    let is_word = text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.chars().all(is_letter);
    let is_instant = text.len() > 11
        && text.as_bytes()[10] == b'T'
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || "T:Z+-".contains(letter));
    let reads_back =
        serde_yaml::from_str::<Yaml>(text).is_ok_and(|read| read.as_str() == Some(text));
    (is_word || is_instant) && reads_back
}
