//! What stands over a report: what it is about, and by which rules.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::fault::Fault;
use crate::core::stamp::Timestamp;

use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot};
use super::sum::Sum;

/// The rules of bitacora-sla(7) by which these reports count; raised whenever a
/// closed month may say something else.
const RULES: u8 = 2;

/// A report: what it is about, and its figures.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report<T> {
    /// What it is about.
    #[serde(flatten)]
    pub heading: Heading,
    /// Its figures.
    #[serde(flatten)]
    pub figures: T,
}

/// All that the figures depend on, so that the report can be made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Heading {
    /// The time it is about.
    pub period: Window,
    /// At which clocks were read. Events after it have not happened, nor those
    /// at it if it was asked for or ends the period.
    pub as_of: Timestamp,
    /// Events recorded after it are not known; null: all are.
    pub known_at: Option<Timestamp>,
    /// Whose midnights bound the period.
    pub zone: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// The version of its rules: another one may count a closed month otherwise.
    pub rules: u8,
    /// The version of the time zone database.
    pub tzdata: &'static str,
    /// The query that tickets had to answer, as they stood then.
    #[serde(rename = "where")]
    pub filter: Option<String>,
    /// The field the counts are broken down by; null: the usual ones.
    pub by_field: Option<String>,
    /// The commit that was read, or the one HEAD stood for when the files were.
    pub commit: Option<String>,
    /// The tickets that were open in the period or to which something happened
    /// in it, after the query.
    pub tickets: usize,
    /// Tickets cancelled as spam in the period, which are in no figure.
    pub spam: usize,
    /// Events of the period that were recorded after its end: an earlier run
    /// of this report may have lacked them.
    pub recorded_late: usize,
    /// The files that could not be read and are missing from every figure.
    pub unreadable: Vec<Fault>,
}

impl Heading {
    /// `2, bitacora 0.1.0, tzdata 2026f`: the rules, and what follows them.
    #[must_use]
    pub fn made_by(&self) -> String {
        format!(
            "{}, bitacora {}, tzdata {}",
            self.rules, self.version, self.tzdata
        )
    }

    pub(super) fn new(snapshot: &Snapshot<'_>, scope: &Scope) -> Self {
        let alive = Alive::of(&snapshot.cases(), snapshot.spam, scope);
        Self::of(alive, scope)
    }

    pub(super) fn of(alive: Alive, scope: &Scope) -> Self {
        Self {
            recorded_late: alive.recorded_late,
            tickets: alive.tickets,
            spam: alive.spam,
            period: scope.span(),
            as_of: scope.as_of.at,
            known_at: scope.known_at,
            zone: scope.zone.name(),
            version: env!("CARGO_PKG_VERSION"),
            rules: RULES,
            tzdata: crate::core::zone::release(),
            filter: scope.reading.filter.clone(),
            by_field: scope.by.as_ref().map(|by| by.name().to_owned()),
            commit: scope.reading.commit.clone(),
            unreadable: Vec::new(),
        }
    }
}

/// What a heading counts of some tickets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Alive {
    tickets: usize,
    spam: usize,
    recorded_late: usize,
}

impl Alive {
    pub(super) fn of(cases: &[Case<'_>], spam: usize, scope: &Scope) -> Self {
        let cases = cases.iter();
        let period = scope.span();
        Self {
            recorded_late: cases.clone().map(|case| case.late(&period)).sum(),
            tickets: cases.filter(|case| case.was_alive(&period)).count(),
            spam,
        }
    }
}

impl Sum for Alive {
    fn add(&mut self, other: Self) {
        self.tickets += other.tickets;
        self.spam += other.spam;
        self.recorded_late += other.recorded_late;
    }
}
