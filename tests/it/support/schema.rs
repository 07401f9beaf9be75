//! Answers against their JSON Schemas, with the keywords that these use; any
//! other one fails, so that nothing of a schema is passed over.

use bitacora::render::schema;
use chrono::{DateTime, NaiveDate};
use serde_json::Value;

/// Checks each line of a run that is an answer for programs.
pub(crate) fn check_answers(printed: &str) {
    let answers = printed.lines();
    for line in answers.filter(|line| line.starts_with("{\"schema\":\"bitacora/")) {
        let answer: Value = serde_json::from_str(line).unwrap();
        let name = answer["schema"].as_str().unwrap();
        let schema = schema::find(name).unwrap_or_else(|| panic!("{name} has no schema"));
        let faults = faults(&schema.document(), &answer, "");
        assert_eq!(faults, [""; 0], "{name}: {line}");
    }
}

/// Where `value` is not what the schema says, each with its place.
pub(crate) fn faults(schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if schema == &Value::Bool(true) {
        return Vec::new();
    }
    let schema = schema.as_object().unwrap();
    let mut found = Vec::new();
    for (keyword, wanted) in schema {
        let fits = match keyword.as_str() {
            "$schema" | "title" | "description" => true,
            "type" => match wanted {
                Value::Array(kinds) => {
                    let mut kinds = kinds.iter();
                    kinds.any(|kind| is_of(value, kind.as_str().unwrap()))
                }
                kind => is_of(value, kind.as_str().unwrap()),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "format" => value.is_null() || has_format(value, wanted.as_str().unwrap()),
            "minimum" => !value.is_number() || value.as_f64() >= wanted.as_f64(),
            "maximum" => !value.is_number() || value.as_f64() <= wanted.as_f64(),
            "anyOf" => {
                let any = wanted.as_array().unwrap();
                any.iter().any(|one| faults(one, value, place).is_empty())
            }
            "oneOf" => {
                let all = wanted.as_array().unwrap().iter();
                let fits = all.filter(|one| faults(one, value, place).is_empty());
                fits.count() == 1
            }
            "required" => {
                let keys = wanted.as_array().unwrap();
                let has = |key: &Value| value.get(key.as_str().unwrap()).is_some();
                !value.is_object() || keys.iter().all(has)
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(wanted, item, &format!("{place}/{index}")));
                }
                true
            }
            "properties" => {
                for (key, wanted) in wanted.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        found.extend(faults(wanted, value, &format!("{place}/{key}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                let keys = value.as_object().into_iter().flatten();
                for (key, value) in
                    keys.filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)))
                {
                    let place = format!("{place}/{key}");
                    match wanted {
                        Value::Bool(false) => found.push(format!("{place} is not in the schema")),
                        wanted => found.extend(faults(wanted, value, &place)),
                    }
                }
                true
            }
            other => panic!("the keyword {other} is not checked"),
        };
        if !fits {
            found.push(format!(
                "{place} is {value}, which is not {keyword} {wanted}"
            ));
        }
    }
    found
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the type {other} is not checked"),
    }
}

fn has_format(value: &Value, format: &str) -> bool {
    let text = value.as_str().unwrap_or_default();
    match format {
        "date-time" => DateTime::parse_from_rfc3339(text).is_ok(),
        "date" => text.parse::<NaiveDate>().is_ok(),
        other => panic!("the format {other} is not checked"),
    }
}
