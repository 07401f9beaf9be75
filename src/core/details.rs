//! What belongs to one event alone.

use serde_json::{Map, Value};

/// Keys with values (`channel`, `to`, `spent`...), each key once, in the order
/// of the file. They are two or three: looked through they are found sooner
/// than in a table, which would take more room than all of them.
#[derive(Debug, Clone, Default)]
pub struct Details(Vec<(String, Value)>);

impl Details {
    /// Those that were details before: each key stands once.
    pub(crate) fn of(entries: Vec<(String, Value)>) -> Self {
        Self(entries)
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        let found = self.0.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value)
    }

    /// Sets the value of a key: in its place, or at the end.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        let key = key.into();
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((key, value.into())),
        }
    }

    /// Each key with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// As an object of JSON.
    #[must_use]
    pub fn object(&self) -> Value {
        let entries = self.0.iter().cloned();
        Value::Object(entries.collect::<Map<_, _>>())
    }
}

/// The order is no part of what they say.
impl PartialEq for Details {
    fn eq(&self, other: &Self) -> bool {
        let mut entries = self.iter();
        self.0.len() == other.0.len() && entries.all(|(key, value)| other.get(key) == Some(value))
    }
}

impl FromIterator<(String, Value)> for Details {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut details = Self(Vec::with_capacity(entries.size_hint().0));
        for (key, value) in entries {
            details.insert(key, value);
        }
        details
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_stands_once_and_keeps_its_place() {
        let mut details = Details::default();
        details.insert("to", "marta");
        details.insert("auto", true);
        details.insert("to", "nubia");
        assert_eq!(details.object(), json!({"to": "nubia", "auto": true}));
        assert_eq!(details.iter().next(), Some(("to", &json!("nubia"))));
        assert_eq!(details.get("from"), None);
    }

    #[test]
    fn the_order_of_keys_makes_no_difference_and_their_number_does() {
        let of = |pairs: &[(&str, u8)]| -> Details {
            let pairs = pairs.iter();
            pairs
                .map(|(key, value)| ((*key).to_owned(), json!(value)))
                .collect()
        };
        assert_eq!(of(&[("a", 1), ("b", 2)]), of(&[("b", 2), ("a", 1)]));
        assert_ne!(of(&[("a", 1)]), of(&[("a", 1), ("b", 2)]));
        assert_ne!(of(&[("a", 1)]), of(&[("a", 2)]));
    }
}
