//! Whether a text is read as certain values, the order of keys included,
//! without building them a second time.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_yaml::{Number, Value};

/// A value that a text should be read as, and the items that should follow
/// those of the list that it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meant<'a> {
    pub(super) value: &'a Value,
    pub(super) more: &'a [Value],
}

impl<'a> Meant<'a> {
    pub(super) fn just(value: &'a Value) -> Self {
        Self { value, more: &[] }
    }
}

/// The reason given when a text is valid and has other values.
pub(super) const OTHER: &str = "other values would change with it";

/// Fails unless a head is read as a mapping of these keys and values.
pub(super) fn read(head: &str, meant: &[(Meant<'_>, Meant<'_>)]) -> Result<(), serde_yaml::Error> {
    Entries(meant).deserialize(serde_yaml::Deserializer::from_str(head))
}

/// The top level, of which each value may have been appended to.
struct Entries<'a>(&'a [(Meant<'a>, Meant<'a>)]);

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(OTHER)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        same_entries(map, self.0.iter().copied())
    }
}

fn same_entries<'de, 'a, A: MapAccess<'de>>(
    mut map: A,
    mut meant: impl Iterator<Item = (Meant<'a>, Meant<'a>)>,
) -> Result<(), A::Error> {
    for (key, value) in meant.by_ref() {
        map.next_key_seed(key)?
            .ok_or_else(|| A::Error::custom(OTHER))?;
        map.next_value_seed(value)?;
    }
    end(map.next_key::<de::IgnoredAny>()?.is_none())
}

fn end<E: de::Error>(same: bool) -> Result<(), E> {
    if same { Ok(()) } else { Err(E::custom(OTHER)) }
}

impl<'de> DeserializeSeed<'de> for Meant<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// What is not told here, such as an integer beyond 64 bits, is not meant.
impl<'de> Visitor<'de> for Meant<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(OTHER)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        end(*self.value == Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        end(*self.value == Value::Number(Number::from(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        end(*self.value == Value::Number(Number::from(value)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        end(*self.value == Value::Number(Number::from(value)))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        end(self.value.as_str() == Some(value))
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        end(self.value.is_null() && self.more.is_empty())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let before = match self.value {
            Value::Sequence(before) => before.as_slice(),
            Value::Null if !self.more.is_empty() => &[],
            _ => return end(false),
        };
        for value in before.iter().chain(self.more) {
            list.next_element_seed(Self::just(value))?
                .ok_or_else(|| A::Error::custom(OTHER))?;
        }
        end(list.next_element::<de::IgnoredAny>()?.is_none())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let Value::Mapping(meant) = self.value else {
            return end(false);
        };
        let entries = meant.iter();
        same_entries(
            map,
            entries.map(|(key, value)| (Meant::just(key), Meant::just(value))),
        )
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let Value::Tagged(meant) = self.value else {
            return end(false);
        };
        let (tag, value) = tagged.variant::<String>()?;
        end(meant.tag == tag)?;
        value.newtype_variant_seed(Self::just(&meant.value))
    }
}
