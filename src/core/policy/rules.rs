//! The parts of a configuration.

use chrono::NaiveDate;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::core::fields::words;

/// An agent of the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// As written in commits.
    #[serde(default, deserialize_with = "one_line")]
    pub name: Option<String>,
    /// Addresses by which git's identity is recognised; the first goes into commits.
    #[serde(default, deserialize_with = "one_line_each")]
    pub emails: Vec<String>,
    /// 1 front desk, 2 specialists, 3 quality and conflicts.
    #[serde(default)]
    pub tier: Option<u8>,
    /// The assignment group.
    #[serde(default)]
    pub team: Option<String>,
    /// The last day at the desk: afterwards they neither act nor are given
    /// tickets, and what they did stays theirs.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// A text that goes into the header of a commit, where a second line would be
/// another header.
fn one_line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    match text {
        Some(text) if text.contains(['\n', '\t']) => Err(D::Error::custom("it is one line")),
        text => Ok(text),
    }
}

fn one_line_each<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    if texts.iter().any(|text| text.contains(['\n', '\t'])) {
        return Err(D::Error::custom("each is one line"));
    }
    Ok(texts)
}

words! {
    /// What a contact through a channel means for the response clock
    /// (bitacora-sla(7), THE THREE CLOCKS).
    ChannelKind {
        /// Somebody answers while the requester speaks.
        Live = "live",
        /// It is read afterwards.
        Later = "later",
        /// The desk's own: no requester made contact.
        Own = "own",
    }
}

/// What a kind of ticket brings along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// The impact when none is said.
    #[serde(default)]
    pub impact: Option<String>,
    /// The urgency when none is said.
    #[serde(default)]
    pub urgency: Option<String>,
    /// The highest priority the matrix may give to this kind.
    #[serde(default)]
    pub ceiling: Option<String>,
}

/// How commits are worded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitRule {
    /// A template with `{id}` and `{summary}`.
    pub subject: String,
}

/// The most bytes that an attachment may have, whatever the configuration says.
pub const MOST_ATTACHED: u64 = 100 << 20;

/// What may be attached.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRule {
    /// The largest file, in bytes (`10MiB` in the file).
    #[serde(deserialize_with = "size")]
    pub max: u64,
}

/// The language of what customers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

fn size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = String::deserialize(deserializer)?;
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let factor = match &text[digits.len()..] {
        "" | "B" => Some(1),
        "KiB" => Some(1 << 10),
        "MiB" => Some(1 << 20),
        "GiB" => Some(1_u64 << 30),
        _ => None,
    };
    factor
        .and_then(|factor| digits.trim().parse::<u64>().ok()?.checked_mul(factor))
        .ok_or_else(|| D::Error::custom(format!("`{text}` is not a size (like 10MiB or 500KiB)")))
}
