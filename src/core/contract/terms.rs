//! A dated version of a contract's terms (bitacora-sla(7), DATES).

use std::fmt;

use chrono::NaiveDate;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

use crate::core::duration::{Seconds, parse_duration};
use crate::core::fields::{Kind, WaitingOn, words};
use crate::core::ordered::Ordered;
use crate::core::policy::{Policy, TIERS};
use crate::core::stamp::Timestamp;
use crate::core::zone::Zone;

use super::percent::Percent;
use super::target::{Lasting, Target, TargetName, Targets};

words! {
    /// What is bought.
    ContractType {
        /// A bank of hours.
        Hours = "hours",
        /// Support from afar.
        Remote = "remote",
        /// Visits included.
        Full = "full",
    }
}

/// Percent of a month's tickets that must be on time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Of responses.
    #[serde(default)]
    pub response: Option<Percent>,
    /// Of resolutions.
    #[serde(default)]
    pub resolution: Option<Percent>,
    /// Of updates.
    #[serde(default)]
    pub update: Option<Percent>,
}

impl Commitment {
    /// The percentage of a target.
    #[must_use]
    pub fn get(&self, name: TargetName) -> Option<Percent> {
        match name {
            TargetName::Response => self.response,
            TargetName::Resolution => self.resolution,
            TargetName::Update => self.update,
        }
    }
}

/// Whose turn stands which clock still. A response clock never stands still.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseOn {
    /// Of the resolution clock.
    #[serde(default = "customer")]
    pub resolution: Vec<WaitingOn>,
    /// Of the update clock.
    #[serde(default = "customer")]
    pub update: Vec<WaitingOn>,
}

fn customer() -> Vec<WaitingOn> {
    vec![WaitingOn::Customer]
}

impl Default for PauseOn {
    fn default() -> Self {
        Self {
            resolution: customer(),
            update: customer(),
        }
    }
}

impl PauseOn {
    /// Those whose turn stands this clock still.
    #[must_use]
    pub fn get(&self, name: TargetName) -> &[WaitingOn] {
        match name {
            TargetName::Response => &[],
            TargetName::Resolution => &self.resolution,
            TargetName::Update => &self.update,
        }
    }
}

/// From when on a running clock is at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warn {
    /// From this part of the budget on.
    #[serde(default = "three_quarters")]
    pub percent: u8,
    /// When no more than this is left, in the target's own hours.
    #[serde(default, deserialize_with = "maybe_seconds")]
    pub before: Option<Seconds>,
}

const fn three_quarters() -> u8 {
    75
}

impl Default for Warn {
    fn default() -> Self {
        Self {
            percent: three_quarters(),
            before: None,
        }
    }
}

/// When a step of an escalation is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A part of the budget.
    Percent(u8),
    /// Seconds after the deadline, in the target's own hours; negative: before.
    AfterDue(Seconds),
}

impl Moment {
    fn parse(text: &str) -> Option<Self> {
        if text == "0" {
            return Some(Self::AfterDue(0));
        }
        if let Some(percent) = text.strip_suffix('%') {
            return percent.trim().parse().ok().map(Self::Percent);
        }
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        Some(Self::AfterDue(sign * parse_duration(rest).ok()?))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Moment;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a moment such as 75% or 2h")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Moment, E> {
                Moment::parse(text).ok_or_else(|| {
                    E::custom(format!(
                        "`{text}` is not a moment: 75% of the budget, 0 at the deadline, 2h after \
                         it, -30m before it"
                    ))
                })
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Moment, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Moment, E> {
                self.visit_str(&number.to_string())
            }
        }
        deserializer.deserialize_any(Text)
    }
}

/// One step of an escalation. It is read and shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalationStep {
    /// When it is due.
    pub at: Moment,
    /// Who is told.
    pub to: String,
}

/// The steps of each target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalate {
    /// Of the response.
    #[serde(default)]
    pub response: Vec<EscalationStep>,
    /// Of the resolution.
    #[serde(default)]
    pub resolution: Vec<EscalationStep>,
    /// Of the updates.
    #[serde(default)]
    pub update: Vec<EscalationStep>,
}

impl Escalate {
    /// The steps of a target.
    #[must_use]
    pub fn get(&self, name: TargetName) -> &[EscalationStep] {
        match name {
            TargetName::Response => &self.response,
            TargetName::Resolution => &self.resolution,
            TargetName::Update => &self.update,
        }
    }
}

/// What follows when the customer does not answer; wall-clock seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// After so long a customer on turn is reminded.
    #[serde(default, deserialize_with = "maybe_seconds")]
    pub remind: Option<Seconds>,
    /// After so long a resolved ticket may be closed.
    #[serde(default, deserialize_with = "maybe_seconds")]
    pub close: Option<Seconds>,
}

/// What the contract covers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The services covered; empty: all.
    #[serde(default)]
    pub services: Vec<String>,
    /// What is not covered, as words; a ticket may have each as its service.
    #[serde(default)]
    pub excluded: Vec<String>,
}

words! {
    /// What happens when the bank of hours is used up.
    Overrun {
        /// Work goes on.
        Allow = "allow",
        /// Work goes on, and is said so.
        Warn = "warn",
        /// No more work is recorded.
        Refuse = "refuse",
    }
}

/// A bank of hours; read and checked, no more.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// Hours bought.
    pub hours: f64,
    /// The first day of use.
    #[serde(default, deserialize_with = "maybe_day")]
    pub valid_from: Option<NaiveDate>,
    /// The last day of use.
    #[serde(default, deserialize_with = "maybe_day")]
    pub valid_to: Option<NaiveDate>,
    /// Debits are rounded up to it, in seconds.
    #[serde(default, deserialize_with = "maybe_seconds")]
    pub increment: Option<Seconds>,
    /// The least debit, in seconds.
    #[serde(default, deserialize_with = "maybe_seconds")]
    pub minimum: Option<Seconds>,
    /// The least debit of a visit, in seconds.
    #[serde(default, deserialize_with = "maybe_seconds")]
    pub onsite_minimum: Option<Seconds>,
    /// What happens at its end.
    #[serde(default)]
    pub overrun: Option<Overrun>,
}

/// A band of rates; read and checked, no more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// The calendar whose hours are in the band.
    #[serde(default)]
    pub calendar: Option<String>,
    /// What an hour of the band costs, in percent.
    #[serde(default)]
    pub percent: Option<u32>,
    /// What all other hours cost, in percent; the last band.
    #[serde(default)]
    pub otherwise: Option<u32>,
}

/// The terms of a contract from a date on.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The first local date, in their own zone, on which an opened ticket
    /// comes under them.
    #[serde(deserialize_with = "day")]
    pub from: NaiveDate,
    /// What is bought.
    #[serde(default, rename = "type")]
    pub kind: Option<ContractType>,
    /// Whose hours count, by the name of a calendar; without, only targets
    /// round the clock can be said.
    #[serde(default)]
    pub calendar: Option<String>,
    /// The customer's zone, if not that of the calendar.
    #[serde(default)]
    pub zone: Option<Zone>,
    /// The priority under which a ticket runs until it is classified, if not
    /// the store's.
    #[serde(default)]
    pub unclassified: Option<String>,
    /// Whether answering a call that is logged is the response.
    #[serde(default = "yes")]
    pub logged_call_is_response: bool,
    /// From which tier on an agent is a technician, for `stops: attended`.
    #[serde(default = "front_desk")]
    pub attended_by_tier: u8,
    /// By priority.
    #[serde(default)]
    pub targets: Ordered<Targets>,
    /// By kind, then priority: each replaces the row of that priority.
    #[serde(default)]
    pub targets_by_kind: Ordered<Ordered<Targets>>,
    /// Percent on time, per month.
    #[serde(default)]
    pub commitment: Commitment,
    /// Whose turn stands which clock still.
    #[serde(default)]
    pub pause_on: PauseOn,
    /// From when on a clock is at risk.
    #[serde(default)]
    pub warn: Warn,
    /// Who is told when.
    #[serde(default)]
    pub escalate: Escalate,
    /// What follows silence.
    #[serde(default)]
    pub silence: Silence,
    /// What is covered.
    #[serde(default)]
    pub scope: Scope,
    /// Hours bought.
    #[serde(default)]
    pub bank: Option<Bank>,
    /// What hours cost.
    #[serde(default)]
    pub rates: Vec<Rate>,
}

const fn yes() -> bool {
    true
}

const fn front_desk() -> u8 {
    *TIERS.start()
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    struct Text;
    impl Visitor<'_> for Text {
        type Value = NaiveDate;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a date such as 2026-01-31")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<NaiveDate, E> {
            text.parse()
                .map_err(|_| E::custom(format!("`{text}` is not a date such as 2026-01-31")))
        }
    }
    deserializer.deserialize_str(Text)
}

fn maybe_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    day(deserializer).map(Some)
}

fn maybe_seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Seconds>, D::Error> {
    Lasting::deserialize(deserializer).map(|lasting| Some(lasting.0))
}

impl Terms {
    /// The zone in which the customer is told, and whose dates the customer
    /// gives and is given: the terms' own, else their calendar's, else the
    /// store's.
    #[must_use]
    pub fn zone(&self, policy: &Policy) -> Zone {
        let calendar = self.calendar.as_deref();
        let rule = calendar.and_then(|name| policy.calendars.get(name));
        let zone = self.zone.or_else(|| rule?.timezone);
        zone.unwrap_or(policy.timezone)
    }

    /// Whether their first day has begun.
    #[must_use]
    pub fn has_begun(&self, at: Timestamp, policy: &Policy) -> bool {
        at.with_timezone(&self.zone(policy)).date_naive() >= self.from
    }

    /// The targets of a ticket of this kind and priority (bitacora-sla(7),
    /// PRIORITIES): the kind's own row, else the priority's. New functionality
    /// and precautions have a response target only, unless their kind lists
    /// more.
    pub fn targets(
        &self,
        kind: Option<Kind>,
        priority: &str,
    ) -> impl Iterator<Item = (TargetName, &Target)> {
        let own = kind
            .and_then(|kind| self.targets_by_kind.get(kind.as_str()))
            .and_then(|rows| rows.get(priority));
        let is_planned = matches!(kind, Some(Kind::Adaptive | Kind::Preventive));
        let has_all = own.is_some() || !is_planned;
        let row = own.or_else(|| self.targets.get(priority));
        let targets = row.into_iter().flat_map(Targets::each);
        targets.filter(move |(name, _)| has_all || *name == TargetName::Response)
    }

    /// Whether a ticket about this service is covered; without a service it
    /// is not known to be outside.
    #[must_use]
    pub fn covers(&self, service: Option<&str>) -> bool {
        let Some(service) = service else {
            return true;
        };
        let names = |list: &[String]| list.iter().any(|listed| listed == service);
        let Scope { services, excluded } = &self.scope;
        (services.is_empty() || names(services)) && !names(excluded)
    }
}
