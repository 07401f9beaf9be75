//! A percentage that a contract commits to.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Hundredths of a percent: contracts say 99.95, and what is compared is whole
/// numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(u32);

impl Percent {
    /// So many whole percent.
    #[must_use]
    pub fn whole(percent: u8) -> Self {
        Self(u32::from(percent) * 100)
    }

    /// How many hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// Whether it is no more than all.
    #[must_use]
    pub const fn is_share(self) -> bool {
        self.0 <= 10_000
    }

    /// Whether so many of so many are enough, exactly: no rounded figure
    /// decides. `None` when there is nothing to divide.
    #[must_use]
    pub fn is_met(self, met: usize, concluded: usize) -> Option<bool> {
        let hundredths = usize::try_from(self.0).ok()?;
        let needed = concluded.checked_mul(hundredths)?;
        (concluded > 0).then_some(met.checked_mul(10_000)? >= needed)
    }

    /// Reads a number with at most two decimals.
    fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || decimals.len() > 2 || !is_number(whole) || !is_number(decimals) {
            return None;
        }
        let hundredths = format!("{decimals:0<2}").parse::<u32>().ok()?;
        let whole = whole.parse::<u32>().ok()?.checked_mul(100)?;
        whole.checked_add(hundredths).map(Self)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, decimals) = (self.0 / 100, self.0 % 100);
        match decimals {
            0 => write!(out, "{whole}"),
            _ if decimals % 10 == 0 => write!(out, "{whole}.{}", decimals / 10),
            _ => write!(out, "{whole}.{decimals:02}"),
        }
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u32(self.0 / 100)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 100.0)
        }
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Percent;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a percentage such as 95 or 99.95, with at most two decimals")
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Percent, E> {
                let percent = Percent::parse(&number.to_string());
                percent.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
            }

            // The shortest decimals that stand for the number are those of the
            // file.
            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Percent, E> {
                let percent = Percent::parse(&number.to_string());
                percent.ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
            }
        }
        deserializer.deserialize_any(Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Percent, String> {
        serde_yaml::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn up_to_two_decimals_are_read_and_written_as_they_were() {
        for (text, hundredths) in [
            ("95", 9_500),
            ("99.5", 9_950),
            ("99.95", 9_995),
            ("0.07", 7),
            ("100", 10_000),
            ("0", 0),
        ] {
            let percent = read(text).unwrap();
            assert_eq!(percent.hundredths(), hundredths, "{text}");
            assert_eq!(percent.to_string(), text);
            assert_eq!(serde_json::to_string(&percent).unwrap(), text);
        }
        for text in [
            "99.999", "-1", "-0.5", ".nan", ".inf", "1e30", "\"95\"", "[95]",
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains("at most two decimals"), "{text}: {error}");
        }
    }

    #[test]
    fn a_hundredth_of_a_percent_decides_by_counts() {
        let percent = read("99.95").unwrap();
        assert_eq!(percent.is_met(1_999, 2_000), Some(true));
        assert_eq!(percent.is_met(1_998, 2_000), Some(false));
        assert_eq!(percent.is_met(1_998, 1_999), Some(false));
        assert_eq!(percent.is_met(0, 0), None);
        assert_eq!(read("0").unwrap().is_met(0, 3), Some(true));
    }
}
