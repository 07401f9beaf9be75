//! What times in an answer are told against.

use crate::core::calendar::Second;
use crate::core::stamp::Timestamp;
use crate::core::when::{in_zone, instant};
use crate::core::zone::Zone;

use super::Cell;

/// What times in an answer are told against.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// The instant the clocks are read at, in the store's zone.
    pub as_of: Timestamp,
    /// The zone of the people at the desk.
    pub home: Zone,
}

impl Scene {
    /// A time as a customer of this zone is told it.
    pub(super) fn told(self, at: Timestamp, zone: Zone) -> Cell {
        let at = in_zone(at.to_utc(), zone);
        let is_foreign = at.offset() != in_zone(at.to_utc(), self.home).offset();
        Cell::Told {
            at,
            now: in_zone(self.as_of.to_utc(), zone),
            zone: is_foreign.then_some(zone),
        }
    }

    pub(super) fn told_second(self, at: Option<Second>, zone: Zone) -> Cell {
        let at = at.and_then(instant);
        at.map_or(Cell::Missing, |at| self.told(at, zone))
    }
}
