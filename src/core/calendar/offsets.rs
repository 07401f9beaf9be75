//! A zone's offset from UTC as stretches of time in which it does not change.

use std::sync::OnceLock;

use chrono::{DateTime, Offset as _, TimeZone as _};
use chrono_tz::Tz;

use super::Second;
use super::dates::DAY;

/// The first second of the year 1.
pub(super) const EARLIEST: Second = -62_135_596_800;
/// The second after the year 9999.
pub(super) const LATEST: Second = 253_402_300_800;

/// A stretch is looked for in pieces of 2^25 seconds, some 388 days.
const PIECE: u32 = 25;
/// The first piece begins in 1799: every zone has its local mean time then.
const FIRST: Second = -161 << PIECE;
/// The last piece ends in 2112: the database has no transition after 2100.
const LAST: Second = 134 << PIECE;

/// A stretch of time with one offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its first second, or that of its part within a piece.
    pub(super) from: Second,
    /// The second after its last.
    pub(super) to: Second,
    /// Seconds east of UTC: local second = instant + offset.
    pub(super) offset: i64,
}

/// The offsets of a zone, found out piece by piece when somebody asks.
#[derive(Debug)]
pub(super) struct Offsets {
    pub(super) zone: Tz,
    pieces: Box<[OnceLock<Box<[Stretch]>>]>,
}

impl Offsets {
    pub(super) fn new(zone: Tz) -> Self {
        let pieces = (FIRST >> PIECE)..(LAST >> PIECE);
        Self {
            zone,
            pieces: pieces.map(|_| OnceLock::new()).collect(),
        }
    }

    /// The stretch that holds an instant.
    pub(super) fn at(&self, at: Second) -> Stretch {
        let place = usize::try_from((at - FIRST) >> PIECE).ok();
        match place.and_then(|place| self.pieces.get(place)) {
            Some(piece) => {
                let stretches = piece.get_or_init(|| self.find((at >> PIECE) << PIECE));
                let next = stretches.partition_point(|stretch| stretch.from <= at);
                stretches[next.saturating_sub(1)]
            }
            None if at < FIRST => Stretch {
                from: EARLIEST,
                to: FIRST,
                offset: offset(self.zone, FIRST),
            },
            None => Stretch {
                from: LAST,
                to: LATEST,
                offset: offset(self.zone, LAST),
            },
        }
    }

    /// The stretches of a piece. The database does not offer its transitions:
    /// the offset is asked for once a day, and where two answers differ, the
    /// second of the change is found by halving.
    fn find(&self, from: Second) -> Box<[Stretch]> {
        let end = from + (1 << PIECE);
        let mut stretches = Vec::new();
        let (mut begin, mut current) = (from, offset(self.zone, from));
        let mut probe = from;
        while probe < end {
            let next = (probe + DAY).min(end - 1).max(probe + 1);
            let then = offset(self.zone, next.min(end - 1));
            if then != current {
                let change = self.change(probe, next);
                stretches.push(Stretch {
                    from: begin,
                    to: change,
                    offset: current,
                });
                (begin, current) = (change, then);
            }
            probe = next;
        }
        stretches.push(Stretch {
            from: begin,
            to: end,
            offset: current,
        });
        stretches.into()
    }

    /// The first second in `(early, late]` that has the offset of `late`.
    fn change(&self, mut early: Second, mut late: Second) -> Second {
        let old = offset(self.zone, early);
        while late - early > 1 {
            let middle = early + (late - early) / 2;
            if offset(self.zone, middle) == old {
                early = middle;
            } else {
                late = middle;
            }
        }
        late
    }
}

/// Seconds east of UTC at an instant.
pub(super) fn offset(zone: Tz, at: Second) -> i64 {
    let instant = DateTime::from_timestamp(at, 0).unwrap_or_default();
    let offset = zone.offset_from_utc_datetime(&instant.naive_utc());
    i64::from(offset.fix().local_minus_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones() -> impl Iterator<Item = Tz> {
        chrono_tz::TZ_VARIANTS.iter().copied()
    }

    #[test]
    fn no_zone_changes_its_offset_outside_of_the_pieces() {
        for zone in zones() {
            let (first, last) = (offset(zone, FIRST), offset(zone, LAST));
            for years in 1..60 {
                let off = years * 141 * DAY;
                assert_eq!(offset(zone, FIRST - off), first, "{zone}");
                assert_eq!(offset(zone, LAST + off), last, "{zone}");
            }
            assert_eq!(offset(zone, EARLIEST), first, "{zone}");
            assert_eq!(offset(zone, LATEST - 1), last, "{zone}");
        }
    }

    /// A change that is taken back before the next probe would be missed: on
    /// no date from 1970 to 2100 has noon another offset than both midnights.
    #[test]
    fn no_zone_has_two_changes_between_two_probes() {
        let years = 131 * 365;
        for zone in zones() {
            let mut midnight = offset(zone, 0);
            for day in 0..years {
                let next = offset(zone, (day + 1) * DAY);
                if next == midnight {
                    let noon = offset(zone, day * DAY + DAY / 2);
                    assert_eq!(noon, midnight, "{zone}, day {day}");
                }
                midnight = next;
            }
        }
    }

    #[test]
    fn stretches_follow_one_another_without_a_gap() {
        for zone in [chrono_tz::Africa::Casablanca, chrono_tz::Pacific::Apia] {
            let offsets = Offsets::new(zone);
            let mut at = EARLIEST;
            let mut count = 0;
            while at < LATEST {
                let stretch = offsets.at(at);
                assert_eq!(stretch.from, at);
                assert_eq!(offsets.at(stretch.to - 1), stretch);
                assert_eq!(offset(zone, at), stretch.offset);
                at = stretch.to;
                count += 1;
            }
            assert!(count > 295, "{count}");
        }
    }
}
