//! The ends of months, by zone.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months as Span, NaiveDate};

use crate::core::calendar::Second;
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::when::day_begins;
use crate::core::zone::Zone;

/// The end of a month in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The first instant after it.
    pub at: Second,
    /// Its first day.
    pub first: NaiveDate,
}

impl End {
    /// The first day of the month after it.
    #[must_use]
    pub(super) fn next(self) -> NaiveDate {
        next_month(self.first)
    }
}

fn next_month(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(Span::new(1)).unwrap_or(first)
}

/// The ends of months in every zone in which a contract is told its dates, and
/// in the store's, which holds where there is none.
#[derive(Debug)]
pub struct Months {
    /// The store's zone.
    pub(super) home: Zone,
    zones: BTreeMap<&'static str, (Zone, Vec<End>)>,
}

impl Months {
    /// Those that end after one instant and not long after another.
    #[must_use]
    pub fn new(agreements: &Agreements<'_>, after: Timestamp, up_to: Timestamp) -> Self {
        let home = agreements.zone(None);
        let zones = agreements.zones();
        let zones = zones.into_iter().chain([home]);
        let zones = zones.map(|zone| (zone.name(), (zone, ends(zone, after, up_to))));
        Self {
            home,
            zones: zones.collect(),
        }
    }

    /// The zones, by name.
    pub(super) fn zones(&self) -> impl Iterator<Item = Zone> + '_ {
        self.zones.values().map(|(zone, _)| *zone)
    }

    /// The ends in a zone that lie after one instant and not after another.
    pub(super) fn between(&self, zone: Zone, after: Second, up_to: Second) -> &[End] {
        let Some((_, ends)) = self.zones.get(zone.name()) else {
            return &[];
        };
        let first = ends.partition_point(|end| end.at <= after);
        let last = ends.partition_point(|end| end.at <= up_to);
        &ends[first..last.max(first)]
    }

    /// Whether there is but one zone.
    pub(super) fn is_one_zone(&self) -> bool {
        self.zones.len() == 1
    }
}

fn ends(zone: Zone, after: Timestamp, up_to: Timestamp) -> Vec<End> {
    let day = after.with_timezone(&zone).date_naive();
    let first = day.with_day(1).unwrap_or(day);
    let up_to = up_to.timestamp();
    let months = std::iter::successors(Some(first), |first| Some(next_month(*first)));
    let mut ends = Vec::new();
    for first in months {
        let end = End {
            at: day_begins(next_month(first), zone).timestamp(),
            first,
        };
        // The first one after the bound closes what is cut by it.
        ends.push(end);
        if end.at > up_to || next_month(first) == first {
            return ends;
        }
    }
    ends
}
