//! The user's index with our entries changed and all others left as they are.

use std::fs::{self, File, FileTimes, Metadata};
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use git2::{IndexEntry, IndexTime};

use super::Oid;
use super::error::{GitError, IoContext};
use crate::store::journal::sync_folder;
use crate::store::lock::{beside, remove};

/// A copy of the index to be changed and put in its place, while `index.lock`
/// is held: libgit2 would take that lock itself if it wrote the index in place.
///
/// The copy has the index's modification time and belongs to the repository,
/// because libgit2 then finds the entries that are as young as the index and
/// compares them with their files. Without either, a change that the user made
/// in the same tick of the clock would vanish from `git status`.
pub(super) struct OpenIndex {
    pub(super) entries: git2::Index,
    copy: PathBuf,
    index: PathBuf,
}

impl OpenIndex {
    /// # Errors
    /// [`GitError::IndexFormat`] for a split or sparse index.
    pub(super) fn open(git: &git2::Repository, index: &Path) -> Result<Self, GitError> {
        let copy = beside(index, ".bitacora");
        remove(&copy);
        remove(&beside(&copy, ".lock"));
        copy_with_time(index, &copy)?;
        // From here on the copy goes away by itself.
        let entries = git2::Index::open(&copy).map_err(|error| {
            remove(&copy);
            reading(error)
        })?;
        let mut open = Self {
            entries,
            copy,
            index: index.to_owned(),
        };
        git.set_index(&mut open.entries)
            .map_err(GitError::git("use the index"))?;
        Ok(open)
    }

    /// Without `meta` git will compare contents the next time it looks.
    pub(super) fn put(
        &mut self,
        path: &str,
        blob: Oid,
        mode: u32,
        meta: Option<&Metadata>,
    ) -> Result<(), GitError> {
        self.entries
            .add(&entry(path, blob, mode, meta))
            .map_err(GitError::git("change the index"))
    }

    /// Replaces the index, durably.
    pub(super) fn publish(mut self) -> Result<(), GitError> {
        self.entries
            .write()
            .map_err(GitError::git("write the index"))?;
        File::open(&self.copy)
            .and_then(|file| file.sync_all())
            .during("sync", &self.copy)?;
        fs::rename(&self.copy, &self.index).during("replace", &self.index)?;
        sync_folder(&self.index.with_file_name(""))
    }

    /// Removes what a killed run left.
    pub(super) fn forget(index: &Path) {
        let copy = beside(index, ".bitacora");
        remove(&copy);
        remove(&beside(&copy, ".lock"));
    }
}

impl Drop for OpenIndex {
    fn drop(&mut self) {
        Self::forget(&self.index);
    }
}

/// A repository without an index yet has an empty one.
fn copy_with_time(index: &Path, copy: &Path) -> Result<(), GitError> {
    let modified = match index.metadata().and_then(|meta| meta.modified()) {
        Ok(modified) => modified,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(GitError::io("read", index, error)),
    };
    let copied = fs::copy(index, copy).and_then(|_| {
        let times = FileTimes::new().set_modified(modified);
        File::options().write(true).open(copy)?.set_times(times)
    });
    copied.inspect_err(|_| remove(copy)).during("copy", index)
}

/// What reading an index may answer.
pub(super) fn reading(source: git2::Error) -> GitError {
    let message = source.message();
    let kind = match message.strip_prefix("unsupported mandatory extension: ") {
        Some("'link'") => "split".to_owned(),
        Some("'sdir'") => "sparse".to_owned(),
        Some(extension) => format!("of a kind with the extension {extension}"),
        None => return GitError::git("read the index")(source),
    };
    GitError::IndexFormat { kind }
}

/// As git would enter the file; the numbers that do not fit are cut as git cuts them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn entry(path: &str, id: Oid, mode: u32, meta: Option<&Metadata>) -> IndexEntry {
    let time = |seconds: i64, nanoseconds: i64| IndexTime::new(seconds as i32, nanoseconds as u32);
    IndexEntry {
        ctime: meta.map_or(time(0, 0), |m| time(m.ctime(), m.ctime_nsec())),
        mtime: meta.map_or(time(0, 0), |m| time(m.mtime(), m.mtime_nsec())),
        dev: meta.map_or(0, |m| m.dev() as u32),
        ino: meta.map_or(0, |m| m.ino() as u32),
        uid: meta.map_or(0, MetadataExt::uid),
        gid: meta.map_or(0, MetadataExt::gid),
        file_size: meta.map_or(0, |m| m.size() as u32),
        mode,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}
