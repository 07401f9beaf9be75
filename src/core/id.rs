//! Ticket ids: `INC-261122-K7F4Q`, and the references people type for them.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// Crockford's base 32: no I, L, O or U, so that an id survives a phone call.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a new id's random part. With four, two clones that each file 50
/// tickets a day would make an id twice in some fourteen months; with five in 37
/// years.
const RANDOM: usize = 5;

/// A ticket's identity: prefix, date of filing in the store's zone, random
/// characters. It never changes, and the path follows from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct TicketId(String);

/// A text that is no ticket id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a ticket id (like INC-261122-K7F4Q)")]
pub struct NotAnId(pub String);

impl TicketId {
    /// The id filed on `date` whose characters come from the low bits of `entropy`.
    #[must_use]
    pub fn new(prefix: &str, date: NaiveDate, entropy: u64) -> Self {
        let random = (0..RANDOM)
            .rev()
            .map(|place| {
                let digit = usize::try_from((entropy >> (5 * place)) & 31).unwrap_or(0);
                char::from(ALPHABET[digit])
            })
            .collect::<String>();
        Self(format!("{prefix}-{}-{random}", date.format("%y%m%d")))
    }

    /// The id as written in files, commits and messages.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everything before the date.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The date of filing, in the zone the store had then.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        parts(&self.0).map_or(NaiveDate::MIN, |(_, date, _)| date)
    }

    /// The day folder and file below `tickets/`: `2026/11/22/INC-261122-K7F4Q`.
    #[must_use]
    pub fn path_stem(&self) -> String {
        let date = self.date();
        format!(
            "{:04}/{:02}/{:02}/{}",
            date.year(),
            date.month(),
            date.day(),
            self.0
        )
    }

    /// How many characters of the random part `reference` says where it names
    /// this ticket; `None` where it does not. A ticket is named by the whole id
    /// or the path of its file, by any ending, and by the beginning of the id,
    /// of its date or of its random part; in any case, with `o` for 0 and `i`
    /// or `l` for 1.
    #[must_use]
    pub fn said_by(&self, reference: &str) -> Option<usize> {
        let (own, said) = (fold(&self.0), fold(bare(reference)));
        if said.is_empty() {
            return None;
        }
        let random = own.rfind('-').map_or(0, |dash| dash + 1);
        let date = own.find('-').map_or(0, |dash| dash + 1);
        let ending = own
            .ends_with(&said)
            .then(|| said.len().min(own.len() - random));
        let beginnings = [0, date, random].map(|start| {
            let is_said = own[start..].starts_with(&said);
            // A prefix alone names nothing.
            let is_said = is_said && (start > 0 || said.len() > date);
            is_said.then(|| said.len().saturating_sub(random - start))
        });
        beginnings.into_iter().chain([ending]).flatten().max()
    }
}

/// A reference without what a path adds to the id: `tickets/2026/11/22/ID.md`,
/// `ID.md`, the path of an attachment.
fn bare(reference: &str) -> &str {
    let names = reference.trim().rsplit(['/', '\\']);
    let mut stems = names.map(|name| name.strip_suffix(".md").unwrap_or(name));
    let id = stems.find(|stem| parts(&stem.to_ascii_uppercase()).is_some());
    id.unwrap_or(reference.trim())
}

/// Upper case with the letters that Crockford's alphabet lacks read as the
/// digits they look like. Ids and references are compared in this form.
fn fold(text: &str) -> String {
    text.trim()
        .chars()
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn parts(text: &str) -> Option<(&str, NaiveDate, &str)> {
    let mut parts = text.split('-');
    let (prefix, date, random) = (parts.next()?, parts.next()?, parts.next()?);
    let prefix_fits =
        (2..=8).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_uppercase());
    let random_fits =
        (4..=8).contains(&random.len()) && random.bytes().all(|byte| ALPHABET.contains(&byte));
    if parts.next().is_some() || !prefix_fits || !random_fits || date.len() != 6 {
        return None;
    }
    if !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date: u32 = date.parse().ok()?;
    let year = i32::try_from(2000 + date / 10_000).ok()?;
    let date = NaiveDate::from_ymd_opt(year, date / 100 % 100, date % 100)?;
    Some((prefix, date, random))
}

impl FromStr for TicketId {
    type Err = NotAnId;

    /// Reads the canonical form only; what people type is a reference
    /// ([`TicketId::said_by`]).
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match parts(text) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(NotAnId(text.to_owned())),
        }
    }
}

impl fmt::Display for TicketId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for TicketId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Whether a prefix may stand in `prefixes:`: two to eight capital letters.
#[must_use]
pub fn is_prefix(text: &str) -> bool {
    parts(&format!("{text}-260101-0000")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> TicketId {
        text.parse().unwrap()
    }

    #[test]
    fn a_new_id_has_prefix_date_and_five_characters() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(TicketId::new("INC", date, 0).as_str(), "INC-261122-00000");
        assert_eq!(
            TicketId::new("INC", date, u64::MAX).as_str(),
            "INC-261122-ZZZZZ"
        );
        assert_eq!(
            TicketId::new("INC", date, 1 << 20).as_str(),
            "INC-261122-10000"
        );
    }

    #[test]
    fn the_path_follows_from_the_id() {
        assert_eq!(
            id("INC-261122-K7F4Q").path_stem(),
            "2026/11/22/INC-261122-K7F4Q"
        );
    }

    #[test]
    fn a_reference_is_an_id_an_ending_a_beginning_or_a_path_with_lookalikes() {
        let ticket = id("INC-261122-K10FQ");
        for (reference, said) in [
            ("INC-261122-K10FQ", Some(5)),
            ("inc-261122-k10fq", Some(5)),
            ("261122-KLOFQ", Some(5)),
            ("kiofq", Some(5)),
            ("fq", Some(2)),
            ("k10", Some(3)),
            ("klo", Some(3)),
            ("inc-261122-k1", Some(2)),
            ("261122-K", Some(1)),
            ("INC-261122", Some(0)),
            ("i", None),
            ("INC-", None),
            ("INC-261122-K10FQ.md", Some(5)),
            ("tickets/2026/11/22/INC-261122-K10FQ.md", Some(5)),
            ("./inc-261122-k10fq.md", Some(5)),
            (
                "tickets/2026/11/22/INC-261122-K10FQ/1234abcd-a.png",
                Some(5),
            ),
            ("", None),
            ("10f", None),
            ("xk10fq", None),
            ("../../etc/k10fq", None),
        ] {
            assert_eq!(ticket.said_by(reference), said, "{reference}");
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "INC-261122",
            "inc-261122-K7F4Q",
            "INC-261322-K7F4Q",
            "INC-261122-K7F",
            "INC-261122-K7F4U",
            "INC-261122-K7F4Q-X",
            "../261122-K7F4Q",
            "INC-2611é-K7F4Q",
        ] {
            assert!(text.parse::<TicketId>().is_err(), "{text}");
        }
    }
}
