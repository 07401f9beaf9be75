//! Whether a file may be changed as it was found.

use git2::ObjectType;

use super::error::GitError;
use super::state::{Difference, Examined};
use super::{FileChange, Oid, Replaces};

/// The index flag that hides a file from git, and the extended ones.
pub(super) const ASSUME_UNCHANGED: u16 = 0x8000;
pub(super) const SKIP_WORKTREE: u16 = 0x4000;

/// Whether a change may be made where this was found.
pub(super) fn refuse(path: &str, file: &FileChange, found: &Examined) -> Result<(), GitError> {
    let path = || path.to_owned();
    if found
        .head
        .is_some_and(|(_, mode)| mode & 0o170_000 != 0o100_000)
    {
        return Err(GitError::NotAFile { path: path() });
    }
    if let Some(entry) = &found.index {
        let hidden = [
            (entry.flags & ASSUME_UNCHANGED, "assume-unchanged"),
            (entry.extended & SKIP_WORKTREE, "skip-worktree"),
        ];
        if let Some((_, flag)) = hidden.into_iter().find(|(set, _)| *set != 0) {
            return Err(GitError::Hidden { path: path(), flag });
        }
    }
    match &file.replaces {
        Replaces::Head => match found.state.difference() {
            Some(state) => Err(GitError::Uncommitted {
                path: path(),
                state,
            }),
            None => Ok(()),
        },
        Replaces::WorkTree(_) if found.state.conflicted => Err(GitError::Uncommitted {
            path: path(),
            state: Difference::Conflict,
        }),
        Replaces::WorkTree(bytes) => match &found.found {
            Some(now) if now.bytes == *bytes => Ok(()),
            _ => Err(GitError::Changed { path: path() }),
        },
    }
}

/// A replaced file keeps its mode; a new one is an ordinary file.
pub(super) fn mode(found: &Examined) -> u32 {
    let executable = match (found.head, &found.found) {
        (Some((_, mode)), _) => mode & 0o100 != 0,
        (None, Some(found)) => found.executable,
        (None, None) => false,
    };
    if executable { 0o100_755 } else { 0o100_644 }
}

pub(super) fn hash(bytes: &[u8]) -> Result<Oid, GitError> {
    Oid::hash_object(ObjectType::Blob, bytes).map_err(GitError::git("hash a file"))
}

/// Relative, of plain components, and nothing that git reserves.
pub(super) fn is_path(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git");
    path.split('/').all(plain) && !path.contains(|c: char| c.is_control() || c == '\\')
}
