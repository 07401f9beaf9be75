//! Reports as sums: each ticket adds what it has, so that of thousands none is
//! kept for longer than it takes to count it.

use std::cmp::Ordering;

use crate::core::calendar::NeverOpens;
use crate::core::parallel::as_they_come;
use crate::core::ticket::Ticket;

/// Tickets that are counted at a time, of those that are all there.
const BATCH: usize = 8;

/// Where a report takes its tickets from.
pub trait Tickets: Sized {
    /// Why they cannot be read, or counted.
    type Error;

    /// What `work` makes of them, some at a time and in any order, on all cores.
    ///
    /// # Errors
    /// They cannot be read.
    fn each<T: Send>(self, work: impl Fn(Vec<Ticket>) -> T + Sync) -> Result<Vec<T>, Self::Error>;

    /// All of them.
    ///
    /// # Errors
    /// They cannot be read.
    fn all(self) -> Result<Vec<Ticket>, Self::Error>;
}

impl Tickets for Vec<Ticket> {
    type Error = NeverOpens;

    fn each<T: Send>(self, work: impl Fn(Vec<Ticket>) -> T + Sync) -> Result<Vec<T>, Self::Error> {
        let mut tickets = self.into_iter();
        let batches = std::iter::from_fn(|| {
            let batch: Vec<Ticket> = tickets.by_ref().take(BATCH).collect();
            (!batch.is_empty()).then_some(batch)
        });
        as_they_come(batches, Ok, work)
    }

    fn all(self) -> Result<Vec<Ticket>, Self::Error> {
        Ok(self)
    }
}

/// What is counted of some tickets, which is added to what is counted of others.
pub(super) trait Sum: Default {
    fn add(&mut self, other: Self);
}

/// What each ticket adds to a list. It is put together once: lists that grow by
/// doubling would move all they hold each time.
#[derive(Debug)]
pub(super) struct Pieces<T> {
    own: Vec<T>,
    others: Vec<Vec<T>>,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self {
            own: Vec::new(),
            others: Vec::new(),
        }
    }
}

impl<T> Pieces<T> {
    /// As it was added.
    pub(super) fn all(self) -> Vec<T> {
        let pieces = || self.others.iter().chain([&self.own]);
        let mut all = Vec::with_capacity(pieces().map(Vec::len).sum());
        all.extend(self.others.into_iter().chain([self.own]).flatten());
        all
    }

    /// In order; of equals the one that was added first stands first.
    pub(super) fn sorted(self, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
        let mut all = self.all();
        let mut from: Vec<usize> = (0..all.len()).collect();
        from.sort_by(|a, b| compare(&all[*a], &all[*b]));
        for place in 0..all.len() {
            // What stood there was moved to where its successor came from.
            let mut source = from[place];
            while source < place {
                source = from[source];
            }
            all.swap(place, source);
        }
        all
    }
}

impl<T> Extend<T> for Pieces<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.own.extend(items);
    }
}

impl<T> Sum for Pieces<T> {
    fn add(&mut self, other: Self) {
        let own = std::mem::take(&mut self.own);
        let pieces = [own].into_iter().chain(other.others).chain([other.own]);
        self.others.extend(pieces.filter(|piece| !piece.is_empty()));
    }
}

/// What all together make.
pub(super) fn added<S: Sum>(sums: impl IntoIterator<Item = S>) -> S {
    let mut all = S::default();
    for sum in sums {
        all.add(sum);
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pieces_are_sorted_as_a_whole_is(
            pieces in prop::collection::vec(prop::collection::vec(0_u8..20, 0..9), 0..9)
        ) {
            let mut all = Pieces::default();
            let mut number = 0..;
            let mut whole: Vec<(u8, u32)> = Vec::new();
            for piece in pieces {
                let piece: Vec<(u8, u32)> = piece.into_iter().zip(number.by_ref()).collect();
                whole.extend(&piece);
                let mut other = Pieces::default();
                other.extend(piece);
                all.add(other);
            }
            whole.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(all.sorted(|(a, _), (b, _)| a.cmp(b)), whole);
        }
    }
}
