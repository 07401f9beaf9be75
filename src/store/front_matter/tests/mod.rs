mod editing;
mod hostile;
mod lists_and_bodies;
mod properties;
mod quoting;
mod real_files;
mod splitting;

use serde_json::Value as Json;
use serde_yaml::Value;

use super::{Document, Edit};
use crate::core::fault::Fault;

/// The order of the ticket's keys, as far as the tests need it.
const ORDER: [&str; 8] = [
    "id", "title", "status", "kind", "priority", "assignee", "tags", "timeline",
];

fn document(text: &str) -> Document {
    Document::parse(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

fn read(text: &str) -> Result<Value, Fault> {
    Document::parse(text.as_bytes())?.read()
}

/// `line:column: reason` of the fault, without the path that readers of bytes
/// do not know.
fn refusal<T: std::fmt::Debug>(result: Result<T, Fault>) -> String {
    result.unwrap_err().to_string()[1..].to_owned()
}

fn set(key: &str, value: impl Into<Json>) -> Edit {
    Edit::Set {
        key: key.to_owned(),
        value: value.into(),
    }
}

fn remove(key: &str) -> Edit {
    Edit::Remove {
        key: key.to_owned(),
    }
}

fn push(key: &str, items: impl IntoIterator<Item = Json>) -> Edit {
    Edit::Push {
        key: key.to_owned(),
        items: items.into_iter().collect(),
    }
}

/// The edited file, which must be valid UTF-8.
fn edited(text: &str, edits: &[Edit]) -> Result<String, Fault> {
    let bytes = document(text).edit(edits, &ORDER)?;
    Ok(String::from_utf8(bytes).unwrap())
}

/// The head after editing, for tables of cases: `head` stands between fences.
fn edited_head(head: &str, edits: &[Edit]) -> String {
    let text = edited(&format!("---\n{head}---\nbody\n"), edits)
        .unwrap_or_else(|fault| panic!("{fault}\n{head}"));
    let out = document(&text);
    assert_eq!(out.body(), "body\n");
    out.head().to_owned()
}
