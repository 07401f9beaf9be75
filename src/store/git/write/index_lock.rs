//! `index.lock`, which git's programs and this one hold in turn.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::error::{GitError, IoContext as _};
use super::super::files::{age, beside, remove};
use super::holder::MOST_BYTES;
use super::patience::Patience;
use crate::store::{ordinary, sys};

/// The first bytes of a file that git knows, such as `index.lock`, made by this
/// program. Whoever has the store's lock and meets one knows that its maker is
/// dead.
const OURS: &str = "held by bitacora, process ";

/// What a file of git's kind says that this program made.
pub(super) fn ours() -> String {
    format!("{OURS}{}\n", std::process::id())
}

/// Whether this program made a file that says this.
pub(super) fn is_ours(text: &[u8]) -> bool {
    text.starts_with(OURS.as_bytes())
}

/// `index.lock`, made so that it is never seen without its text.
pub(super) struct IndexLock {
    path: PathBuf,
}

impl IndexLock {
    /// Removes one that a killed process of ours left; waits for anybody
    /// else's. The store's lock must be held. Signals wait from the moment it
    /// is taken, and the lock must be dropped before they may come.
    pub(super) fn take(
        index: &Path,
        timeout: Duration,
    ) -> Result<(sys::Uninterrupted, Self), GitError> {
        let path = beside(index, ".lock");
        let text = beside(index, ".bitacora-lock");
        let mut patience = Patience::new(timeout);
        loop {
            let calm = sys::Uninterrupted::begin();
            match make_complete(&path, &text) {
                Ok(()) => return Ok((calm, Self { path })),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(GitError::io("create", &path, error)),
            }
            Self::forget_ours(index)?;
            drop(calm);
            if path.symlink_metadata().is_ok() && !patience.wait(&path) {
                let age = age(&path);
                return Err(GitError::LockHeld { path, age });
            }
        }
    }

    /// Removes what a killed process of ours left. The store's lock must be held.
    pub(super) fn forget_ours(index: &Path) -> Result<(), GitError> {
        let path = beside(index, ".lock");
        remove(&beside(index, ".bitacora-lock"));
        // One that is longer is git's: an index in the making.
        match ordinary::read_own(&path, MOST_BYTES) {
            Ok(Some(text)) if is_ours(&text) => fs::remove_file(&path).during("remove", &path),
            _ => Ok(()),
        }
    }
}

impl Drop for IndexLock {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Creates `path` with its text in one step, by way of the file `draft`. Where
/// the file system has no hard links the text comes a moment later.
fn make_complete(path: &Path, draft: &Path) -> std::io::Result<()> {
    let text = ours();
    let mut file = File::create(draft)?;
    let written = file.write_all(text.as_bytes());
    // Else a power cut could leave a lock without the text that says whose it is.
    let linked = written
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::hard_link(draft, path));
    remove(draft);
    match linked {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            let mut file = File::create_new(path)?;
            file.write_all(text.as_bytes())
                .inspect_err(|_| remove(path))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_lock_says_whose_it_is_and_goes_with_its_holder() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        let (calm, lock) = IndexLock::take(&index, Duration::ZERO).unwrap();
        let text = fs::read_to_string(folder.path().join("index.lock")).unwrap();
        assert_eq!(
            text,
            format!("held by bitacora, process {}\n", std::process::id())
        );
        drop((lock, calm));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
