//! Who holds a lock.

use std::fs;
use std::path::Path;

use super::super::error;
use crate::store::{ordinary, sys};

/// The most bytes of a lock file of ours that are read.
pub(super) const MOST_BYTES: u64 = 4 << 10;

/// Who holds a lock, in a form that another process can check.
pub(super) struct Holder {
    pub(super) pid: u32,
    pub(super) host: String,
    /// Changes when the machine starts anew, after which process numbers say nothing.
    pub(super) boot: String,
}

impl Holder {
    pub(super) fn me() -> Self {
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        Self {
            pid: std::process::id(),
            host: sys::host_name(),
            boot: boot.trim().to_owned(),
        }
    }

    pub(super) fn print(&self) -> String {
        format!("{}\n{}\n{}\n", self.pid, self.host, self.boot)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        Some(Self {
            pid: lines.next()?.parse().ok()?,
            host: lines.next()?.to_owned(),
            boot: lines.next()?.to_owned(),
        })
    }

    pub(super) fn read(path: &Path) -> Option<Self> {
        let bytes = ordinary::read_own(path, MOST_BYTES).ok()??;
        Self::parse(&String::from_utf8_lossy(&bytes))
    }

    /// `None` when the one that wrote its number does not run, so that another
    /// program has the lock.
    pub(super) fn told(self, me: &Self) -> Option<error::Holder> {
        let is_dead = self.is_dead(me);
        let host = (self.host != me.host).then_some(self.host);
        let pid = self.pid;
        (!is_dead).then_some(error::Holder { pid, host })
    }

    pub(super) fn is_dead(&self, me: &Self) -> bool {
        self.host == me.host && (self.boot != me.boot || !sys::process_runs(self.pid))
    }
}
