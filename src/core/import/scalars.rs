//! Scalars of a mapping that are checked while they are read, so that the
//! complaint has their own line and column.

use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::core::fields::FIELD_NAMES;
use crate::core::words;

/// Reads a text by a function of our own.
pub(super) fn text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    read: fn(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    struct Text<T>(&'static str, fn(&str) -> Result<T, String>);
    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.0)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Text(expected, read))
}

/// One item, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMore<T>(pub Vec<T>);

impl<T> Default for OneOrMore<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What can be read from one text.
pub trait FromText: Sized {
    /// What is expected, for the message when something else is there.
    const EXPECTED: &'static str;

    /// Reads it, or says why not.
    fn from_text(text: &str) -> Result<Self, String>;
}

struct Item<T>(T);

impl<'de, T: FromText> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, T::EXPECTED, T::from_text).map(Self)
    }
}

impl<'de, T: FromText> Deserialize<'de> for OneOrMore<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T>(std::marker::PhantomData<T>);
        impl<'de, T: FromText> Visitor<'de> for Items<T> {
            type Value = OneOrMore<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}, or a list of such", T::EXPECTED)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                let one = T::from_text(text).map_err(E::custom)?;
                Ok(OneOrMore(vec![one]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(Item(item)) = list.next_element()? {
                    items.push(item);
                }
                Ok(OneOrMore(items))
            }
        }
        deserializer.deserialize_any(Items(std::marker::PhantomData))
    }
}

/// A field that an import may set: a tracked one, or a key of the store's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field(pub String);

/// Fields whose values are tickets, commits or articles of this store, or that
/// the import itself sets.
const NOT_IMPORTED: [&str; 11] = [
    "id",
    "timeline",
    "source",
    "priority_because",
    "parent",
    "related",
    "caused_by",
    "duplicate_of",
    "articles",
    "fixes",
    "introduced_by",
];

impl FromText for Field {
    const EXPECTED: &'static str = "the name of a field";

    fn from_text(name: &str) -> Result<Self, String> {
        if NOT_IMPORTED.contains(&name) {
            return Err(format!(
                "`{name}` cannot be imported; a key of your own can, such as source_{name}"
            ));
        }
        let is_plain = name.len() <= 64
            && name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if is_plain {
            Ok(Self(name.to_owned()))
        } else {
            Err(format!(
                "`{name}` is not the name of a field: letters, digits, `_` and `-`"
            ))
        }
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, Self::EXPECTED, Self::from_text)
    }
}

impl Field {
    /// Whether the tool knows it.
    #[must_use]
    pub fn is_tracked(&self) -> bool {
        FIELD_NAMES.contains(&self.0.as_str())
    }

    /// The tracked field that may have been meant by a key of one's own.
    #[must_use]
    pub fn meant(&self) -> Option<&'static str> {
        if self.is_tracked() {
            return None;
        }
        words::nearest(&self.0, FIELD_NAMES.iter().copied())
            .filter(|name| !NOT_IMPORTED.contains(name))
    }
}

/// A text with columns in it: `{category}: {symptom}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Template(pub Vec<Part>);

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// The cell of this column.
    Column(String),
}

impl FromText for Template {
    const EXPECTED: &'static str = "a text with columns in braces";

    fn from_text(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((column, after)) = after.split_once('}') else {
                return Err("a `{` without its `}`".to_owned());
            };
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Column(column.to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self(parts))
    }
}

impl Template {
    /// The columns it needs.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Column(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }
}
