//! JSON for programs: an envelope, or one object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::style::Style;
use crate::core::characters::{Verdict, judged};

use super::document::Document;
use super::{Answer, Data};

/// One document, indented when a person sees it.
pub(super) fn write_document(
    answer: &Answer<'_>,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut document = match answer.data()? {
        Data::One(value) => envelope(answer.schema, value),
        Data::Many { key, items, .. } => {
            let mut document = Map::new();
            document.insert("schema".to_owned(), answer.schema.into());
            document.insert(key.to_owned(), Value::Array(items));
            document
        }
    };
    // A report says itself what it could not read.
    if let Value::Object(beside) = serde_json::to_value(&answer.beside)? {
        for (key, value) in beside {
            document.entry(key).or_insert(value);
        }
    }
    let text = if style.width.is_some() {
        serde_json::to_string_pretty(&document)?
    } else {
        serde_json::to_string(&document)?
    };
    write_escaped(&text, out)
}

/// One line for each item of a list, one line for any other answer.
pub(super) fn write_lines(answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |schema, value| -> io::Result<()> {
        let text = serde_json::to_string(&envelope(schema, value))?;
        write_escaped(&text, out)
    };
    match answer.data()? {
        Data::One(value) => line(answer.schema, value),
        Data::Many { each, items, .. } => items.into_iter().try_for_each(|item| line(each, item)),
    }
}

/// One document in one line, as it stands: what it says is not made harmless.
///
/// # Errors
///
/// When it cannot be JSON, which is a fault of its type.
pub fn document<T: Serialize>(document: &Document<T>, of: &T) -> serde_json::Result<String> {
    let value = serde_json::to_value(of)?;
    serde_json::to_string(&envelope(document.name(), value))
}

/// The fields of an object after its schema; anything else as `value`.
fn envelope(schema: &str, value: Value) -> Map<String, Value> {
    let mut document = Map::new();
    document.insert("schema".to_owned(), schema.into());
    match value {
        Value::Object(fields) => {
            document.extend(fields.into_iter().filter(|(name, _)| name != "schema"));
        }
        other => {
            document.insert("value".to_owned(), other);
        }
    }
    document
}

/// JSON lets characters stand that a terminal obeys. Outside of strings it is
/// ASCII without them, so each can be replaced by its escape; the line feeds
/// of indentation stay, for in a string they are escaped already.
pub fn write_escaped(json: &str, out: &mut dyn Write) -> io::Result<()> {
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte) || byte == b'\n';
    if json.bytes().all(is_plain) {
        return writeln!(out, "{json}");
    }
    let mut bytes = Vec::with_capacity(json.len() + 1);
    let mut units = [0; 2];
    // Where the text begins that has not been written yet.
    let mut from = 0;
    let mut at = 0;
    for (c, verdict) in judged(json) {
        let end = at + c.len_utf8();
        if verdict != Verdict::Shown && c != '\n' {
            bytes.extend_from_slice(&json.as_bytes()[from..at]);
            for unit in c.encode_utf16(&mut units) {
                write!(bytes, "\\u{unit:04x}")?;
            }
            from = end;
        }
        at = end;
    }
    bytes.extend_from_slice(&json.as_bytes()[from..]);
    bytes.push(b'\n');
    out.write_all(&bytes)
}
