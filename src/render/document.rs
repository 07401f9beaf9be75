//! The documents that programs read: each is one row, with its name, what
//! answers so, and the type that is written. Its JSON Schema (2020-12) is that of
//! the type.

use std::marker::PhantomData;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use crate::core::remark::Beside;

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A document that is one object of a type.
#[derive(Debug)]
pub struct Document<T> {
    row: Row,
    of: PhantomData<fn() -> T>,
}

/// A document that lists objects of a type under one key.
#[derive(Debug)]
pub struct List<T> {
    row: Row,
    key: &'static str,
    each: &'static str,
    of: PhantomData<fn() -> T>,
}

/// What there is to say of a document.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// As answers name it, the version last: `bitacora/ticket/1`.
    pub name: &'static str,
    /// What answers so.
    pub about: &'static str,
    /// Whether what is missing from the answer, and what is said of it, may
    /// stand in it: not in a line, not in what a command did.
    has_beside: bool,
    body: fn() -> Value,
    key: Option<&'static str>,
}

impl<T: JsonSchema> Document<T> {
    /// What a question is answered with.
    #[must_use]
    pub const fn of(name: &'static str, about: &'static str) -> Self {
        Self::row(name, about, true)
    }

    /// What a command did, or a line of a list.
    #[must_use]
    pub const fn alone(name: &'static str, about: &'static str) -> Self {
        Self::row(name, about, false)
    }

    const fn row(name: &'static str, about: &'static str, has_beside: bool) -> Self {
        Self {
            row: Row {
                name,
                about,
                has_beside,
                body: body::<T>,
                key: None,
            },
            of: PhantomData,
        }
    }
}

impl<T> Document<T> {
    /// As answers name it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.row.name
    }

    /// What there is to say of it.
    #[must_use]
    pub const fn said(&self) -> Row {
        self.row
    }
}

impl<T: JsonSchema> List<T> {
    /// What a question is answered with; an item in a line of its own has a name
    /// that others have too.
    #[must_use]
    pub const fn lines(
        name: &'static str,
        about: &'static str,
        key: &'static str,
        each: &'static str,
    ) -> Self {
        Self {
            row: Row {
                name,
                about,
                has_beside: true,
                body: body::<T>,
                key: Some(key),
            },
            key,
            each,
            of: PhantomData,
        }
    }
}

impl<T> List<T> {
    /// What a question is answered with; its items are also documents of their
    /// own, a line each.
    #[must_use]
    pub const fn of(
        name: &'static str,
        about: &'static str,
        key: &'static str,
        each: &Document<T>,
    ) -> Self {
        Self {
            row: Row {
                name,
                about,
                has_beside: true,
                body: each.row.body,
                key: Some(key),
            },
            key,
            each: each.row.name,
            of: PhantomData,
        }
    }

    /// As answers name it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.row.name
    }

    /// The key of the list.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// The name of an item that is a document of its own.
    #[must_use]
    pub const fn each(&self) -> &'static str {
        self.each
    }

    /// What there is to say of it.
    #[must_use]
    pub const fn said(&self) -> Row {
        self.row
    }
}

impl Row {
    /// The version of the answer: a key that goes or changes makes a new one.
    #[must_use]
    pub fn version(&self) -> u64 {
        let version = self.name.rsplit('/').next();
        version.and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// The JSON Schema.
    #[must_use]
    pub fn document(&self) -> Value {
        let body = (self.body)();
        let mut body = match self.key {
            None => body,
            Some(key) => json!({
                "type": "object",
                "properties": {key: {"type": "array", "items": body}},
                "required": [key],
                "additionalProperties": false,
            }),
        };
        if let Value::Object(keywords) = &mut body {
            self.envelop(keywords);
        }
        let mut document = json!({
            "$schema": DIALECT,
            "title": self.name,
            "description": self.about,
        });
        if let (Value::Object(document), Value::Object(body)) = (&mut document, body) {
            for (keyword, value) in body {
                document.entry(keyword).or_insert(value);
            }
        }
        document
    }

    /// The keys that every document has, and those that an answer may have.
    fn envelop(&self, keywords: &mut Map<String, Value>) {
        let own = ("schema".to_owned(), json!({"const": self.name}));
        if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
            let known = std::mem::take(properties);
            properties.extend(std::iter::once(own).chain(known));
            if self.has_beside
                && let Value::Object(mut beside) = body::<Beside>()
                && let Some(Value::Object(beside)) = beside.remove("properties")
            {
                for (key, value) in beside {
                    properties.entry(key).or_insert(value);
                }
            }
        }
        let required = keywords.entry("required").or_insert_with(|| json!([]));
        if let Value::Array(required) = required {
            required.insert(0, "schema".into());
        }
    }
}

/// The schema of a type as it is written, in one piece.
fn body<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let schema: Schema = settings.into_generator().into_root_schema_for::<T>();
    let mut schema = schema.to_value();
    if let Value::Object(keywords) = &mut schema {
        keywords.remove("title");
        keywords.remove("description");
    }
    close(&mut schema);
    schema
}

/// Says of every object whose keys are ours that it has no others, and leaves
/// out formats of integers, which are those of the machine.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            if keywords.contains_key("properties") {
                keywords
                    .entry("additionalProperties")
                    .or_insert(Value::Bool(false));
            }
            let format = keywords.get("format").and_then(Value::as_str);
            if format.is_some_and(|format| !["date", "date-time"].contains(&format)) {
                keywords.shift_remove("format");
            }
            keywords.values_mut().for_each(close);
        }
        Value::Array(all) => all.iter_mut().for_each(close),
        _ => {}
    }
}
