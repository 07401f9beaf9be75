//! Small things that are done with files, and made durable.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{GitError, IoContext as _};
use crate::store::sys;

/// How long a file has existed unchanged, for messages about locks.
pub(super) fn age(path: &Path) -> Option<Duration> {
    path.symlink_metadata()
        .ok()?
        .modified()
        .ok()?
        .elapsed()
        .ok()
}

/// The path with something appended to its last component.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Removes a file that may be gone already, where a failure changes nothing
/// for the caller: the next run removes it.
pub(super) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Makes the names in a folder durable.
pub(super) fn sync_folder(folder: &Path) -> Result<(), GitError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .during("sync", folder)
}

/// Everything the file system holds in memory, contents and names, is on disk
/// afterwards: the same promise as a sync of each file and folder. False where
/// the system cannot.
pub(super) fn sync_everything(root: &Path) -> Result<bool, GitError> {
    let synced = File::open(root).and_then(|root| sys::sync_file_system(&root));
    match synced {
        Ok(()) => Ok(true),
        Err(error) if is_unsupported(&error) => Ok(false),
        Err(error) => Err(GitError::io("sync", root, error)),
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported
}
