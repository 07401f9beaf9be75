//! The index while it is changed: `index.lock` is held, and a copy will replace
//! it.

use std::fs::{self, File, FileTimes, Metadata};
use std::io::{self, BufWriter, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use git2::Oid;

use super::super::dirs::Dirs;
use super::super::error::{GitError, IoContext as _};
use super::super::files::{beside, remove, sync_folder};
use super::super::work_tree::WorkTree;
use super::entries::{Entries, looked_at};
use super::file::IndexFile;
use super::settle::settle;
use super::stat::StatData;
use crate::store::sharing::Sharing;

/// Behind the name of an index: that of the copy that will replace it.
const COPY: &str = ".bitacora";

/// The index while `index.lock` is held.
pub(in crate::store::git) struct OpenIndex {
    entries: Entries,
    copy: PathBuf,
    index: PathBuf,
    /// The second in which the lock was taken, by the file system's clock:
    /// nothing was compared before.
    begun: SystemTime,
    sharing: Sharing,
}

impl OpenIndex {
    /// `paths` are those that will be changed.
    ///
    /// # Errors
    /// As for [`staged`](super::staged).
    pub(in crate::store::git) fn open<'p>(
        git: &git2::Repository,
        place: &Dirs,
        work: &WorkTree<'_>,
        paths: impl Iterator<Item = &'p str> + Clone,
    ) -> Result<Self, GitError> {
        let index = &place.index;
        let lock = beside(index, ".lock");
        let taken = lock.metadata().and_then(|meta| meta.modified());
        let begun = whole_second(taken.during("read", &lock)?);
        let mut entries = looked_at(git, place, work, paths)?;
        // A git that outlives us must not write into the copy of the next run.
        let copy = match &mut entries {
            Entries::File(file) => {
                if let Some(written) = written(index)? {
                    settle(file, seconds(written), git, work)?;
                }
                COPY.to_owned()
            }
            Entries::Listed(_) => format!("{COPY}-{}", std::process::id()),
        };
        Ok(Self {
            entries,
            copy: beside(index, &copy),
            index: index.to_owned(),
            begun,
            sharing: place.sharing,
        })
    }

    pub(in crate::store::git) fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Before anything is made of what the entries say.
    ///
    /// # Errors
    /// An index that is damaged.
    pub(in crate::store::git) fn confirm(&mut self, place: &Dirs) -> Result<(), GitError> {
        self.entries.confirm(place)
    }

    /// Without `meta` git will compare contents the next time it looks.
    pub(in crate::store::git) fn put(
        &mut self,
        path: &str,
        blob: Oid,
        mode: u32,
        meta: Option<&Metadata>,
    ) {
        match &mut self.entries {
            Entries::File(inner) => {
                let stat = meta.map(StatData::of).unwrap_or_default();
                inner.put(path, blob, mode, &stat);
            }
            Entries::Listed(inner) => inner.put(path, blob, mode),
        }
    }

    /// Replaces the index, durably.
    pub(in crate::store::git) fn publish(self) -> Result<(), GitError> {
        match &self.entries {
            Entries::File(inner) => self
                .sharing
                .during(|| self.write(inner))
                .during("write", &self.copy)?,
            Entries::Listed(inner) => {
                copy_as_old(&self.index, &self.copy)?;
                inner.write(&self.copy)?;
            }
        }
        fs::rename(&self.copy, &self.index).during("replace", &self.index)?;
        sync_folder(&self.index.with_file_name(""))
    }

    /// The new index is as old as the lock. Whatever was changed since then, by
    /// the user or by us, is not older, and git compares it with its entry when
    /// it looks next, however alike the stat data is.
    fn write(&self, entries: &IndexFile) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, File::create(&self.copy)?);
        entries.print(&mut out)?;
        let file = out.into_inner()?;
        match self.index.metadata() {
            // It has the mode that git would give it.
            _ if self.sharing != Sharing::Umask => {}
            Ok(before) if before.permissions() != file.metadata()?.permissions() => {
                file.set_permissions(before.permissions())?;
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        file.set_modified(self.begun)?;
        file.sync_all()
    }

    /// Removes what a killed run left.
    pub(in crate::store::git) fn forget(index: &Path) {
        let copy = beside(index, COPY);
        let name = copy.file_name().unwrap_or_default().as_encoded_bytes();
        let beside = index.parent().and_then(|folder| folder.read_dir().ok());
        for entry in beside.into_iter().flatten().flatten() {
            if entry.file_name().as_encoded_bytes().starts_with(name) {
                remove(&entry.path());
            }
        }
    }
}

impl Drop for OpenIndex {
    fn drop(&mut self) {
        Self::forget(&self.index);
    }
}

/// A copy with the index's modification time, for a git that finds the entries
/// as young as the index by it; none where there is no index yet. The time is
/// cut to the second: git is mostly built to compare no finer.
fn copy_as_old(index: &Path, copy: &Path) -> Result<(), GitError> {
    let Some(modified) = written(index)? else {
        return Ok(());
    };
    copy_with_time(index, copy, whole_second(modified)).during("copy", index)
}

/// The beginning of its second.
fn whole_second(time: SystemTime) -> SystemTime {
    let fraction = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    time - Duration::from_nanos(u64::from(fraction.subsec_nanos()))
}

/// Unix time, as far as the index can say it.
fn seconds(time: SystemTime) -> u32 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u32::try_from(since.as_secs()).unwrap_or(u32::MAX)
}

/// `None` for a repository without an index yet.
fn written(index: &Path) -> Result<Option<SystemTime>, GitError> {
    match index.metadata().and_then(|meta| meta.modified()) {
        Ok(modified) => Ok(Some(modified)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(GitError::io("read", index, error)),
    }
}

fn copy_with_time(index: &Path, copy: &Path, modified: SystemTime) -> io::Result<()> {
    let times = FileTimes::new().set_modified(modified);
    let copied = fs::copy(index, copy)
        .and_then(|_| File::options().write(true).open(copy)?.set_times(times));
    copied.inspect_err(|_| remove(copy))
}
