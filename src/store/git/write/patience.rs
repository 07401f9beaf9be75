//! Waiting for a lock.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// Waiting for somebody who holds a lock. The time counts while one holds it:
/// whoever comes next begins it anew, since the queue before us moves.
pub(super) struct Patience {
    pub(super) limit: Duration,
    since: Instant,
    holder: Option<Trace>,
    pause: Duration,
}

/// What tells one holder's file of a lock from the next one's.
#[derive(PartialEq, Eq)]
pub(super) struct Trace {
    pub(super) inode: u64,
    written: (i64, i64),
}

impl Trace {
    pub(super) fn of(lock: &Path) -> Option<Self> {
        let meta = lock.symlink_metadata().ok()?;
        Some(Self {
            inode: meta.ino(),
            written: (meta.mtime(), meta.mtime_nsec()),
        })
    }
}

impl Patience {
    pub(super) fn new(limit: Duration) -> Self {
        Self {
            limit,
            since: Instant::now(),
            holder: None,
            pause: Duration::from_micros(500),
        }
    }

    /// Looks who holds the lock; false when one has held it for too long.
    pub(super) fn lasts(&mut self, lock: &Path) -> bool {
        let holder = Trace::of(lock);
        if holder != self.holder {
            self.holder = holder;
            self.since = Instant::now();
        }
        !self.left().is_zero()
    }

    pub(super) fn left(&self) -> Duration {
        self.limit.saturating_sub(self.since.elapsed())
    }

    /// Pauses, for a growing, uneven time; false at once when the time is up.
    pub(super) fn wait(&mut self, lock: &Path) -> bool {
        if !self.lasts(lock) {
            return false;
        }
        // The clock's last digits differ between processes that began together.
        let digits = self.since.elapsed().subsec_nanos() % 1_000_000;
        let uneven = Duration::from_nanos(u64::from(digits));
        thread::sleep((self.pause + uneven).min(self.left()));
        self.pause = (self.pause * 3 / 2).min(Duration::from_millis(10));
        true
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SOON: Duration = Duration::from_millis(50);

    #[test]
    fn a_lock_that_others_hold_in_turn_is_waited_for_longer_than_one_may_hold_it() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join("lock");
        let mut patience = Patience::new(SOON);
        for _ in 0..3 {
            fs::write(&lock, "held").unwrap();
            assert!(patience.lasts(&lock));
            while patience.lasts(&lock) {}
        }
    }
}
