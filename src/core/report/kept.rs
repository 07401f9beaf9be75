//! How often a promise was kept.

use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::contract::TargetName;

use super::measure::{Ratio, Tally};

/// Tickets whose target concluded. In JSON with `permille`, cut and never
/// rounded up; null when there is nothing to divide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(into = "Written")]
pub struct Kept {
    /// In time.
    pub met: usize,
    /// Not.
    pub breached: usize,
    /// Met of met and breached as the terms ran out: before any of it was
    /// turned.
    pub as_ran_out: Ratio,
    /// Met of met and breached as of the end of the period: what changed since
    /// a month was closed is in it.
    pub net: Ratio,
    /// How many breaches that held are booked as none.
    pub turned: usize,
    /// Of an update: words that came in time, of those that were due in the
    /// period, each at its own instant.
    pub words: Ratio,
}

impl Kept {
    /// Met of met and breached.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio {
            numerator: self.met,
            denominator: self.met + self.breached,
        }
    }

    /// Whether so many tenths of a percent are met, exactly: no rounded figure
    /// decides. `None` when there is nothing to divide.
    #[must_use]
    pub fn is_at_least(self, permille: u32) -> Option<bool> {
        let Ratio {
            numerator,
            denominator,
        } = self.ratio();
        let needed = denominator.checked_mul(usize::try_from(permille).ok()?)?;
        (denominator > 0).then_some(numerator * 1_000 >= needed)
    }
}

impl AddAssign for Kept {
    fn add_assign(&mut self, other: Self) {
        self.met += other.met;
        self.breached += other.breached;
        self.as_ran_out += other.as_ran_out;
        self.net += other.net;
        self.turned += other.turned;
        self.words += other.words;
    }
}

/// Words in time of those that were due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Words {
    /// Those that came in time.
    pub in_time: usize,
    /// All of them.
    pub due: usize,
}

impl Words {
    /// None where nothing was due.
    #[must_use]
    pub fn of(ratio: Ratio) -> Option<Self> {
        (ratio.denominator > 0).then_some(Self {
            in_time: ratio.numerator,
            due: ratio.denominator,
        })
    }
}

/// So many of so many, in the words of a booked number.
#[derive(Serialize, JsonSchema)]
struct MetOf {
    met: usize,
    concluded: usize,
}

impl From<Ratio> for MetOf {
    fn from(ratio: Ratio) -> Self {
        Self {
            met: ratio.numerator,
            concluded: ratio.denominator,
        }
    }
}

/// A count as programs read it.
#[derive(Serialize, JsonSchema)]
struct Written {
    met: usize,
    breached: usize,
    /// As the contract counts.
    numerator: usize,
    denominator: usize,
    /// Tenths of a percent, cut; null where there is nothing to divide.
    permille: Option<u32>,
    /// By the verdicts that held when terms ran out.
    as_ran_out: MetOf,
    /// By the verdicts of today.
    net: MetOf,
    /// Words in time of those that were due; null where none was.
    updates: Option<Words>,
}

impl From<Kept> for Written {
    fn from(kept: Kept) -> Self {
        let ratio = kept.ratio();
        Self {
            met: kept.met,
            breached: kept.breached,
            numerator: ratio.numerator,
            denominator: ratio.denominator,
            permille: ratio.tenths(),
            as_ran_out: kept.as_ran_out.into(),
            net: kept.net.into(),
            updates: Words::of(kept.words),
        }
    }
}

/// Each target by itself: they are never pooled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ByTarget {
    /// The first answer.
    pub response: Kept,
    /// Service restored.
    pub resolution: Kept,
    /// The next message while it is not.
    pub update: Kept,
}

impl ByTarget {
    /// The count of a target.
    #[must_use]
    pub fn get(&self, target: TargetName) -> Kept {
        match target {
            TargetName::Response => self.response,
            TargetName::Resolution => self.resolution,
            TargetName::Update => self.update,
        }
    }

    /// All of them with their names.
    pub fn each(self) -> impl Iterator<Item = (TargetName, Kept)> {
        let targets = TargetName::ALL.iter();
        targets.map(move |target| (*target, self.get(*target)))
    }

    /// The count of a target, to be added to.
    pub(in crate::core::report) fn get_mut(&mut self, target: TargetName) -> &mut Kept {
        match target {
            TargetName::Response => &mut self.response,
            TargetName::Resolution => &mut self.resolution,
            TargetName::Update => &mut self.update,
        }
    }
}

impl AddAssign for ByTarget {
    fn add_assign(&mut self, other: Self) {
        self.response += other.response;
        self.resolution += other.resolution;
        self.update += other.update;
    }
}

impl Tally for ByTarget {
    fn first(&self) -> usize {
        let counted = self.each().map(|(_, kept)| kept.ratio().denominator);
        counted.sum()
    }
}
