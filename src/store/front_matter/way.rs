//! Where a value stands that is not at the top: the parser is walked to it
//! and stopped there, and says where it was stopped.

use std::fmt;

use serde::de::{self, DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::core::fault::Token;

use super::split::Document;

impl Document {
    /// Line and column in the file of the value that a way leads to, or of
    /// what it leads to last; none when the head is not valid.
    #[must_use]
    pub fn locate_way(&self, way: &[Token]) -> Option<(usize, usize)> {
        let parser = serde_yaml::Deserializer::from_str(self.head());
        let stopped = Walk(way).deserialize(parser).err()?;
        let place = stopped.location()?;
        stopped
            .to_string()
            .contains(STOPPED)
            .then(|| self.position(place.index()))
    }
}

const STOPPED: &str = "the way ends here";

/// Goes on along a way, and fails where it ends.
struct Walk<'a>(&'a [Token]);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! stop_at {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E: de::Error>(self, _: $type) -> Result<(), E> {
            Err(E::custom(STOPPED))
        })*
    };
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    stop_at!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Err(E::custom(STOPPED))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (wanted, rest) = match self.0.split_first() {
            Some((Token::Key(key), rest)) => (Key { key, stop: false }, rest),
            Some((Token::Name(key), rest)) => (Key { key, stop: true }, rest),
            _ => return Err(A::Error::custom(STOPPED)),
        };
        while let Some(is_it) = map.next_key_seed(wanted)? {
            if is_it {
                map.next_value_seed(Walk(rest))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Err(A::Error::custom(STOPPED))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let Some((Token::Item(place), rest)) = self.0.split_first() {
            for _ in 0..*place {
                list.next_element::<IgnoredAny>()?;
            }
            list.next_element_seed(Walk(rest))?;
        }
        Err(A::Error::custom(STOPPED))
    }
}

/// Whether a key is the one looked for; where it is the end of the way itself,
/// it fails instead.
#[derive(Clone, Copy)]
struct Key<'a> {
    key: &'a str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<bool, E> {
        if text == self.key && self.stop {
            Err(E::custom(STOPPED))
        } else {
            Ok(text == self.key)
        }
    }
}
