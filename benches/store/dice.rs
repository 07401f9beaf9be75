//! Chance that comes out the same for the same seed.

use bitacora::core::stamp::mix;

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: mix(seed) }
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.state)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }

    /// Whether it happens, `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number of minutes, mostly short, seldom four times as long.
    pub(crate) fn around(&mut self, minutes: i64) -> i64 {
        let quarters = 1 + self.below(4) * self.below(5);
        minutes * i64::try_from(quarters).unwrap_or(1) / 4 + 1
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let place = self.below(from.len() as u64);
        from[usize::try_from(place).unwrap_or(0)]
    }

    /// The place of one, each as likely as its weight.
    pub(crate) fn weighed(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        let mut weights = weights.enumerate();
        loop {
            match weights.next() {
                Some((_, weight)) if left >= weight => left -= weight,
                Some((place, _)) => return place,
                None => return 0,
            }
        }
    }
}
