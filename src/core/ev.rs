//! The identity of an event.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::stamp::mix;

/// An event's identity: six characters of lower-case Crockford base 32, the
/// first a letter, since YAML reads `12e456` as a number. The union of two
/// timelines is by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ev([u8; 6]);

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const FIRST_LETTER: u64 = 10;
const LEAST: u64 = FIRST_LETTER << 25;
const END: u64 = 32 << 25;

impl Ev {
    fn from_number(number: u64) -> Self {
        Self([5, 4, 3, 2, 1, 0].map(|place| {
            let index = usize::try_from((number >> (5 * place)) & 31).unwrap_or(0);
            DIGITS[index]
        }))
    }

    fn number(&self) -> u64 {
        self.0.iter().fold(0, |number, byte| {
            // Of a `u`, which a merge gives, the next one.
            let digit = DIGITS.iter().position(|digit| digit >= byte).unwrap_or(0);
            number * 32 + digit as u64
        })
    }

    /// Draws one from random bits. `after` is the last `ev` of the same
    /// second: the one drawn is greater, and stays near enough that some
    /// thousands more fit into the second.
    #[must_use]
    pub fn draw(entropy: u64, after: Option<&Self>) -> Self {
        let bits = mix(entropy);
        match after.map(Self::number) {
            None => {
                // The upper eighth is left for those who follow in the same second.
                let room = (END - LEAST) / 8 * 7;
                Self::from_number(LEAST + bits % room)
            }
            Some(last) => {
                let room = (END.saturating_sub(last + 1) / 1024).max(1);
                Self::from_number((last + 1 + bits % room).min(END - 1))
            }
        }
    }

    /// The n-th event of an imported history, from 1: `m00001`. The 100,000th is
    /// `n00000`.
    #[must_use]
    pub fn imported(n: usize) -> Self {
        // After 99,999 events comes the next letter.
        const LETTERS: &[u8; 12] = b"mnpqrstvwxyz";
        Self([100_000, 10_000, 1_000, 100, 10, 1].map(|unit| match unit {
            100_000 => LETTERS[n / unit % LETTERS.len()],
            _ => DIGITS[n / unit % 10],
        }))
    }

    /// The six characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // They are letters and digits.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Reads six characters of the alphabet, the first a letter, or a `u`: that is of
    /// an event to which a merge gave it, by what the event says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| match byte {
            b'i' | b'l' | b'o' | b'u' => false,
            byte => byte.is_ascii_digit() || byte.is_ascii_lowercase(),
        };
        let digits: [u8; 6] = text.as_bytes().try_into().ok()?;
        let is_first = digits[0] == b'u' || is_digit(digits[0]) && digits[0].is_ascii_lowercase();
        let fits = is_first && digits[1..].iter().all(|byte| is_digit(*byte));
        fits.then_some(Self(digits))
    }
}

impl fmt::Display for Ev {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl JsonSchema for Ev {
    fn schema_name() -> Cow<'static, str> {
        "Ev".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl Serialize for Ev {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Ev {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is not an ev: six characters of 0-9 and a-z without i, l, o, u, the first a letter"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ev_begins_with_a_letter_and_reads_back() {
        for entropy in 0..2_000 {
            let ev = Ev::draw(entropy, None);
            assert_eq!(Ev::parse(ev.as_str()), Some(ev.clone()));
            assert_eq!(Ev::from_number(ev.number()), ev);
        }
    }

    #[test]
    fn the_events_of_an_imported_history_ascend_however_many_there_are() {
        let evs: Vec<Ev> = [1, 2, 99_999, 100_000, 100_001, 1_199_999]
            .map(Ev::imported)
            .to_vec();
        assert!(evs.is_sorted_by(|a, b| a < b), "{evs:?}");
        assert_eq!(evs[0].as_str(), "m00001");
        for ev in &evs {
            assert_eq!(Ev::parse(ev.as_str()).as_ref(), Some(ev));
        }
    }

    #[test]
    fn thousands_of_evs_of_one_second_ascend() {
        let mut last = Ev::draw(7, None);
        for entropy in 0..5_000 {
            let next = Ev::draw(entropy, Some(&last));
            assert!(next > last, "{next} after {last}");
            last = next;
        }
    }

    #[test]
    fn a_text_that_yaml_takes_for_a_number_is_no_ev() {
        for text in ["12e456", "k7q2m", "k7q2m9x", "k7q2mi", "K7Q2M9", ""] {
            assert_eq!(Ev::parse(text), None, "{text}");
        }
    }
}
