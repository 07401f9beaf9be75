//! Who does something and when: the one place where time enters the core.

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta};

/// An instant to the second, with the offset of the store's zone.
pub type Timestamp = DateTime<FixedOffset>;

/// An instant as files have it: RFC 3339 to the second.
#[must_use]
pub fn rfc3339(instant: &Timestamp) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The instant a question is about, and what has happened by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The instant at which clocks are read and ages are taken.
    pub at: Timestamp,
    /// Events at or after it have not happened.
    pub until: Timestamp,
}

impl AsOf {
    /// The end of a period, or an instant that was asked for: what happened at
    /// it has not happened yet.
    #[must_use]
    pub fn end(at: Timestamp) -> Self {
        Self { at, until: at }
    }

    /// Now. Times are whole seconds, and what happened in the second that
    /// still runs has happened: a ticket opened a moment ago is there.
    #[must_use]
    pub fn now(at: Timestamp) -> Self {
        let until = at + TimeDelta::seconds(1);
        Self { at, until }
    }

    /// This instant, or the end of a period that is over by then.
    #[must_use]
    pub fn or_end(self, end: Timestamp) -> Self {
        Self {
            at: self.at.min(end),
            until: self.until.min(end),
        }
    }
}

/// Who acts, when it happened, and when the tool writes it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The agent's handle.
    pub by: String,
    /// When it happened: `--at`, else the same as `recorded`.
    pub at: Timestamp,
    /// The machine's clock at this invocation.
    pub recorded: Timestamp,
    /// Random bits for ids and `ev`s; drawn once, so that a transition is a
    /// pure function.
    pub entropy: u64,
}

impl Stamp {
    /// The same person and recording at another instant.
    #[must_use]
    pub fn at(&self, at: Timestamp) -> Self {
        Self { at, ..self.clone() }
    }

    /// The same stamp with other random bits, for the n-th ticket of a command.
    #[must_use]
    pub fn nth(&self, n: u64) -> Self {
        Self {
            entropy: mix(self.entropy.wrapping_add(n)),
            ..self.clone()
        }
    }
}

/// Spreads the bits of a number over all 64 (the finalizer of `SplitMix64`).
#[must_use]
pub fn mix(seed: u64) -> u64 {
    let mut bits = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
