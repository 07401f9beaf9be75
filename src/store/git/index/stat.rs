//! The stat data of an entry.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;

/// Stat data: what an entry keeps of a file to see that it has not changed.
/// Times are seconds and nanoseconds. Cut to 32 bits, as git cuts them.
#[derive(Default)]
pub(super) struct StatData {
    pub(super) changed: (u32, u32),
    pub(super) modified: (u32, u32),
    pub(super) device: u32,
    pub(super) inode: u32,
    pub(super) owner: u32,
    pub(super) group: u32,
    pub(super) size: u32,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the index has 32 bits for each"
)]
impl StatData {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self {
            changed: (meta.ctime() as u32, meta.ctime_nsec() as u32),
            modified: (meta.mtime() as u32, meta.mtime_nsec() as u32),
            device: meta.dev() as u32,
            inode: meta.ino() as u32,
            owner: meta.uid(),
            group: meta.gid(),
            size: meta.size() as u32,
        }
    }
}
