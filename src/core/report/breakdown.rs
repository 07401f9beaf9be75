//! Counts by the values of a field.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::core::fields::Fields;
use crate::core::policy::Policy;

use super::dimension::{place, values_of};
use super::measure::Tally;
use super::parts::Part;
use super::scope::Window;
use super::snapshot::Case;
use super::sum::Sum;

/// A value of a field and what was counted for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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

impl<C: JsonSchema> JsonSchema for Breakdowns<C> {
    fn schema_name() -> Cow<'static, str> {
        format!("Breakdowns_of_{}", C::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<String, Vec<Row<C>>>::json_schema(generator)
    }
}

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
    let mut tallies = Tallies::default();
    for case in cases {
        let counts = count(case);
        if counts != C::default() {
            tallies.take(&case.ticket.fields, field, |counted| *counted += counts);
        }
    }
    tallies.breakdown(field, policy)
}

/// What is counted by the values of a field.
#[derive(Debug, Clone)]
pub(super) struct Tallies<C> {
    counted: BTreeMap<String, C>,
    /// Of those that have no value, if anything was counted for one.
    without: Option<C>,
    overlaps: bool,
}

impl<C> Default for Tallies<C> {
    fn default() -> Self {
        Self {
            counted: BTreeMap::new(),
            without: None,
            overlaps: false,
        }
    }
}

impl<C: Tally> Tallies<C> {
    /// Adds to what was counted for the values of a field.
    fn take(&mut self, of: &Fields, field: &str, add: impl Fn(&mut C)) {
        if let Some(text) = of.text(field) {
            return self.add_to(text, add);
        }
        let values = values_of(of, field);
        self.overlaps |= values.len() > 1;
        for value in values {
            match value {
                Some(value) => self.add_to(&value, &add),
                None => add(self.without.get_or_insert_default()),
            }
        }
    }

    fn add_to(&mut self, value: &str, add: impl Fn(&mut C)) {
        // Most values were there before, and need no text of their own.
        match self.counted.get_mut(value) {
            Some(counted) => add(counted),
            None => add(self.counted.entry(value.to_owned()).or_default()),
        }
    }

    /// Values for which nothing was counted have no row.
    fn breakdown(self, field: &str, policy: &Policy) -> Breakdown<C> {
        let rows = self.counted.into_iter();
        let rows = rows.map(|(value, counts)| (Some(value), counts));
        let rows = rows.chain(self.without.map(|counts| (None, counts)));
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
            overlaps: self.overlaps,
        }
    }
}

impl<C: Tally> Sum for Tallies<C> {
    fn add(&mut self, other: Self) {
        self.overlaps |= other.overlaps;
        for (value, counts) in other.counted {
            *self.counted.entry(value).or_default() += counts;
        }
        if let Some(counts) = other.without {
            *self.without.get_or_insert_default() += counts;
        }
    }
}

/// What is counted by the values of several fields.
#[derive(Debug, Default)]
pub(super) struct ByFields<C>(Vec<Tallies<C>>);

impl<C: Tally> ByFields<C> {
    /// Adds to what was counted for the values of fields.
    pub(super) fn take(&mut self, of: &Fields, fields: &[&str], add: impl Fn(&mut C)) {
        self.0.resize_with(fields.len(), Tallies::default);
        for (field, tallies) in fields.iter().zip(&mut self.0) {
            tallies.take(of, field, &add);
        }
    }

    /// A table for each of the fields.
    pub(super) fn breakdowns(mut self, fields: &[&str], policy: &Policy) -> Breakdowns<C> {
        self.0.resize_with(fields.len(), Tallies::default);
        let by = fields.iter().zip(self.0);
        let by = by.map(|(field, tallies)| tallies.breakdown(field, policy));
        Breakdowns(by.collect())
    }
}

impl<C: Tally> Sum for ByFields<C> {
    fn add(&mut self, other: Self) {
        let most = self.0.len().max(other.0.len());
        self.0.resize_with(most, Tallies::default);
        for (tallies, other) in self.0.iter_mut().zip(other.0) {
            tallies.add(other);
        }
    }
}

/// What the months of a period count, and the counts of each month by each of
/// several fields, as they stood at its end: so months add up to a longer period.
#[derive(Debug, Default)]
pub(super) struct Summed<C> {
    total: C,
    by: ByFields<C>,
}

impl<C: Tally> Summed<C> {
    /// Adds what some tickets have.
    pub(super) fn count(
        &mut self,
        parts: &[Part<'_>],
        fields: &[&str],
        count: impl Fn(&Case<'_>, &Window) -> C,
    ) {
        for part in parts {
            for case in part.cases() {
                let counts = count(&case, &part.span);
                if counts != C::default() {
                    self.total += counts;
                    let add = |counted: &mut C| *counted += counts;
                    self.by.take(&case.ticket.fields, fields, add);
                }
            }
        }
    }

    /// The sum of everything, and the tables.
    pub(super) fn figures(self, fields: &[&str], policy: &Policy) -> (C, Breakdowns<C>) {
        (self.total, self.by.breakdowns(fields, policy))
    }
}

impl<C: Tally> Sum for Summed<C> {
    fn add(&mut self, other: Self) {
        self.total += other.total;
        self.by.add(other.by);
    }
}

/// The same of tickets that are all there.
pub(super) fn summed<C: Tally>(
    parts: &[Part<'_>],
    fields: &[&str],
    policy: &Policy,
    count: impl Fn(&Case<'_>, &Window) -> C,
) -> (C, Breakdowns<C>) {
    let mut summed = Summed::default();
    summed.count(parts, fields, count);
    summed.figures(fields, policy)
}
