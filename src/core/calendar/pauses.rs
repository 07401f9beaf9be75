//! Stretches in which a clock stands still.

use super::Second;

/// When a clock stands still: a union of stretches `[from, to)`, never a sum.
/// They are in order and disjoint; only the last may have no end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pauses(Vec<(Second, Option<Second>)>);

impl Pauses {
    /// A clock that never stands still.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Whether the clock stands still at this second.
    #[must_use]
    pub fn is_paused(&self, at: Second) -> bool {
        let next = self.0.partition_point(|(from, _)| *from <= at);
        let last = next.checked_sub(1).map(|last| self.0[last]);
        last.is_some_and(|(_, to)| to.is_none_or(|to| at < to))
    }

    /// The stretches, in order and disjoint; one without an end is the last.
    #[must_use]
    pub fn spans(&self) -> &[(Second, Option<Second>)] {
        &self.0
    }

    /// Those that end after an instant.
    pub(super) fn after(&self, from: Second) -> &[(Second, Option<Second>)] {
        let over = |&(_, to): &(Second, Option<Second>)| to.is_some_and(|to| to <= from);
        &self.0[self.0.partition_point(over)..]
    }
}

impl FromIterator<(Second, Option<Second>)> for Pauses {
    /// Empty and reversed stretches vanish.
    fn from_iter<I: IntoIterator<Item = (Second, Option<Second>)>>(spans: I) -> Self {
        let mut spans: Vec<_> = spans
            .into_iter()
            .filter(|(from, to)| to.is_none_or(|to| *from < to))
            .collect();
        spans.sort_unstable_by_key(|(from, _)| *from);
        let mut union: Vec<(Second, Option<Second>)> = Vec::with_capacity(spans.len());
        for (from, to) in spans {
            match union.last_mut() {
                Some((_, end)) if end.is_none_or(|end| from <= end) => {
                    *end = end.zip(to).map(|(end, to)| end.max(to));
                }
                _ => union.push((from, to)),
            }
        }
        Self(union)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pauses(spans: &[(Second, Option<Second>)]) -> Pauses {
        spans.iter().copied().collect()
    }

    #[test]
    fn pauses_are_a_union() {
        for (given, made) in [
            (vec![], vec![]),
            (vec![(5, Some(5)), (9, Some(3))], vec![]),
            (
                vec![(30, Some(40)), (10, Some(20))],
                vec![(10, Some(20)), (30, Some(40))],
            ),
            (vec![(10, Some(20)), (20, Some(30))], vec![(10, Some(30))]),
            (vec![(10, Some(40)), (20, Some(30))], vec![(10, Some(40))]),
            (
                vec![(10, Some(20)), (15, None), (30, Some(40)), (50, None)],
                vec![(10, None)],
            ),
            (
                vec![(30, None), (10, Some(20))],
                vec![(10, Some(20)), (30, None)],
            ),
        ] {
            assert_eq!(pauses(&given).spans(), made, "{given:?}");
        }
    }

    #[test]
    fn a_pause_is_half_open() {
        let pauses = pauses(&[(10, Some(20)), (30, None)]);
        let states = [(9, false), (10, true), (19, true), (20, false), (29, false)];
        for (at, is_paused) in states.into_iter().chain([(30, true), (i64::MAX, true)]) {
            assert_eq!(pauses.is_paused(at), is_paused, "{at}");
        }
    }
}
