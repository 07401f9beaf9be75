//! What can be asked of an index.

use git2::Oid;

/// The index flag that hides a file from git, and the extended ones.
pub(in crate::store::git) const ASSUME_UNCHANGED: u16 = 0x8000;
pub(in crate::store::git) const SKIP_WORKTREE: u16 = 0x4000;

/// An entry of stage 0: no conflict is open.
#[derive(Clone, Copy)]
pub(in crate::store::git) struct StagedEntry {
    pub(in crate::store::git) blob: Oid,
    pub(in crate::store::git) mode: u32,
    /// As in the file; 0x8000 is assume-unchanged.
    pub(in crate::store::git) flags: u16,
    /// As in the file; 0x4000 is skip-worktree.
    pub(in crate::store::git) extended: u16,
}

/// What can be asked of an index.
pub(in crate::store::git) trait Staged {
    fn entry(&self, path: &str) -> Option<StagedEntry>;
    fn is_conflicted(&self, path: &str) -> bool;

    /// An entry that is a file where this path has a folder, or lies in a
    /// folder of this path.
    fn in_the_way(&self, path: &str) -> Option<String>;
}
