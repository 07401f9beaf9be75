//! Counts by the values of a field.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::core::policy::Policy;

use super::dimension::{place, values};
use super::measure::Tally;
use super::parts::Part;
use super::scope::Span;
use super::snapshot::Case;

/// A value of a field and what was counted for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row<C> {
    /// The value the tickets had at the report's instant, or at the end of the
    /// month in which it happened; null: none.
    pub value: Option<String>,
    /// What was counted.
    #[serde(flatten)]
    pub counts: C,
}

/// A field and a row for each of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown<C> {
    /// The field.
    pub field: String,
    /// Levels in their own order, others by their first count, then by name.
    pub rows: Vec<Row<C>>,
    /// Whether a ticket with several values (tags) is in several rows, so that
    /// their sum is more than the total.
    pub overlaps: bool,
}

/// Breakdowns in the order of the report; in JSON the rows under the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdowns<C>(pub Vec<Breakdown<C>>);

impl<C: Serialize> Serialize for Breakdowns<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for breakdown in &self.0 {
            map.serialize_entry(&breakdown.field, &breakdown.rows)?;
        }
        map.end()
    }
}

/// Counts the tickets by the values of a field; values for which nothing was
/// counted have no row.
pub(super) fn breakdown<C: Tally>(
    cases: &[Case<'_>],
    field: &str,
    policy: &Policy,
    count: impl Fn(&Case<'_>) -> C,
) -> Breakdown<C> {
    let counted = cases
        .iter()
        .map(|case| (values(case.ticket, field), count(case)));
    tallied(counted, field, policy)
}

/// The same of what was counted for each value already.
pub(super) fn tallied<C: Tally>(
    counts: impl Iterator<Item = (Vec<Option<String>>, C)>,
    field: &str,
    policy: &Policy,
) -> Breakdown<C> {
    let mut counted: BTreeMap<Option<String>, C> = BTreeMap::new();
    let mut overlaps = false;
    for (values, counts) in counts {
        if counts == C::default() {
            continue;
        }
        overlaps |= values.len() > 1;
        for value in values {
            *counted.entry(value).or_default() += counts;
        }
    }
    let rows = counted.into_iter();
    let mut rows: Vec<Row<C>> = rows.map(|(value, counts)| Row { value, counts }).collect();
    // The sort is stable and the map had the names in order.
    rows.sort_by_key(|row| {
        let place = place(field, row.value.as_deref(), policy);
        let counts = place.is_none().then_some(Reverse(row.counts.first()));
        (place, counts, row.value.is_none())
    });
    Breakdown {
        field: field.to_owned(),
        rows,
        overlaps,
    }
}

/// The sum of what the months of a period count, and the counts of each month by
/// each of several fields, as they stood at its end: so months add up to a
/// longer period.
pub(super) fn summed<C: Tally>(
    parts: &[Part<'_>],
    fields: &[&str],
    policy: &Policy,
    count: impl Fn(&Case<'_>, &Span) -> C,
) -> (C, Breakdowns<C>) {
    let mut total = C::default();
    let mut counted: Vec<Vec<(Vec<Option<String>>, C)>> = vec![Vec::new(); fields.len()];
    for part in parts {
        for case in part.cases() {
            let counts = count(&case, &part.span);
            total += counts;
            if counts != C::default() {
                for (field, counted) in fields.iter().zip(&mut counted) {
                    counted.push((values(case.ticket, field), counts));
                }
            }
        }
    }
    let by = fields.iter().zip(counted);
    let by = by.map(|(field, counted)| tallied(counted.into_iter(), field, policy));
    (total, Breakdowns(by.collect()))
}
