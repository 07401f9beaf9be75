//! The user's index with our entries changed and all others left as they are.

mod cache_tree;
mod listed;
mod patch;
mod settle;

use std::ffi::OsStr;
use std::fs::{self, File, FileTimes, Metadata};
use std::io::{self, BufWriter, ErrorKind};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use git2::{IndexEntry, IndexTime};

pub(super) use self::listed::changed as changed_by_program;
#[cfg(any(test, fuzzing))]
pub(crate) use self::patch::fuzz;

use self::listed::Listed;
use self::patch::{ATTRIBUTES, Patch, Unfit};
use self::settle::settle;
use super::error::{GitError, IoContext};
use super::work_tree::WorkTree;
use super::{Oid, Place};
use crate::store::journal::sync_folder;
use crate::store::lock::{beside, remove};
use crate::store::ordinary;
use crate::store::sharing::Sharing;

/// Behind the name of an index: that of the copy that will replace it.
const COPY: &str = ".bitacora";

/// An entry that is no side of a merge.
#[derive(Clone, Copy)]
pub(super) struct StagedEntry {
    pub(super) blob: Oid,
    pub(super) mode: u32,
    /// As in the file; 0x8000 is assume-unchanged.
    pub(super) flags: u16,
    /// As in the file; 0x4000 is skip-worktree.
    pub(super) extended: u16,
}

/// What can be asked of an index.
pub(super) trait Staged {
    fn entry(&self, path: &str) -> Option<StagedEntry>;
    fn is_conflicted(&self, path: &str) -> bool;

    /// An entry that is a file where this path has a folder, or lies in a
    /// folder of this path.
    fn in_the_way(&self, path: &str) -> Option<String>;
}

/// An index, read.
pub(super) enum Entries {
    Patched(Patch),
    /// What means something only together with other files or trees.
    Listed(Listed),
}

impl Entries {
    fn confirm(&mut self, place: &Place) -> Result<(), GitError> {
        match self {
            Self::Patched(patch) => confirm(patch, place),
            // Git has read it.
            Self::Listed(_) => Ok(()),
        }
    }
}

impl Staged for Entries {
    fn entry(&self, path: &str) -> Option<StagedEntry> {
        match self {
            Self::Patched(inner) => inner.entry(path),
            Self::Listed(inner) => inner.entry(path),
        }
    }

    fn is_conflicted(&self, path: &str) -> bool {
        match self {
            Self::Patched(inner) => inner.is_conflicted(path),
            Self::Listed(inner) => inner.is_conflicted(path),
        }
    }

    fn in_the_way(&self, path: &str) -> Option<String> {
        match self {
            Self::Patched(inner) => inner.in_the_way(path),
            Self::Listed(inner) => inner.in_the_way(path),
        }
    }
}

/// What can be asked of the index about these paths. From then on `git` has
/// another index in its place, of nothing but the attributes that it would
/// look for there: libgit2 takes longer to read an index than we to change it.
///
/// # Errors
/// One that is damaged or that not even the `git` program can read, attributes
/// that only it could apply.
pub(super) fn staged<'p>(
    git: &git2::Repository,
    place: &Place,
    work: &WorkTree<'_>,
    paths: impl Iterator<Item = &'p str> + Clone,
) -> Result<Entries, GitError> {
    let mut entries = looked_at(git, place, work, paths)?;
    entries.confirm(place)?;
    Ok(entries)
}

/// As [`staged`], not yet confirmed.
fn looked_at<'p>(
    git: &git2::Repository,
    place: &Place,
    work: &WorkTree<'_>,
    paths: impl Iterator<Item = &'p str> + Clone,
) -> Result<Entries, GitError> {
    let found = read(place)?;
    let (entries, mut attributes) = match found {
        Ok(patch) if !paths.clone().any(|path| patch.is_folded(path)) => {
            let attributes = attributes_away(&patch, work, &paths)?;
            (Entries::Patched(patch), attributes)
        }
        folded_or_unfit => {
            let sparse = folded_or_unfit.is_ok();
            if let Ok(mut folded) = folded_or_unfit {
                confirm(&mut folded, place)?;
            }
            let listed = Listed::read(place, paths)?;
            if let Some(path) = listed.attributes_away() {
                let path = path.to_owned();
                return Err(GitError::AttributesAway { path, sparse });
            }
            (Entries::Listed(listed), nothing()?)
        }
    };
    let set = git.set_index(&mut attributes);
    set.map_err(GitError::git("use the index"))?;
    Ok(entries)
}

fn nothing() -> Result<git2::Index, GitError> {
    git2::Index::new().map_err(GitError::git("use the index"))
}

/// # Errors
/// An index that is damaged.
pub(super) fn check_damage(place: &Place) -> Result<(), GitError> {
    match read(place)? {
        Ok(mut patch) => confirm(&mut patch, place),
        Err(_) => Ok(()),
    }
}

fn confirm(patch: &mut Patch, place: &Place) -> Result<(), GitError> {
    patch.confirm().map_err(|_| damaged(place))
}

fn damaged(place: &Place) -> GitError {
    GitError::DamagedIndex {
        path: place.index.clone(),
    }
}

/// The index, or why it cannot be changed in place.
fn read(place: &Place) -> Result<Result<Patch, Unfit>, GitError> {
    let index = &place.index;
    let read = ordinary::read_own(index, u64::MAX);
    let Some(bytes) = read.map_err(|unread| unread.own(index))? else {
        return Ok(Ok(Patch::empty()));
    };
    match Patch::read(bytes) {
        Err(Unfit::Damage) => Err(damaged(place)),
        read => Ok(read),
    }
}

/// An index of the files of attributes that are not in the work tree: git goes
/// by what the index has.
///
/// # Errors
/// One that holds for these paths and has a name that libgit2 refuses.
fn attributes_away<'p>(
    patch: &Patch,
    work: &WorkTree<'_>,
    paths: &(impl Iterator<Item = &'p str> + Clone),
) -> Result<git2::Index, GitError> {
    let mut index = nothing()?;
    for (name, staged) in patch.attributes() {
        let file = work.root().join(OsStr::from_bytes(name));
        if file.symlink_metadata().is_ok() {
            continue;
        }
        let folder = &name[..name.len() - ATTRIBUTES.len()];
        if let Err(error) = index.add(&without_numbers(name, staged))
            && paths
                .clone()
                .any(|path| path.as_bytes().starts_with(folder))
        {
            return Err(GitError::git("read .gitattributes")(error));
        }
    }
    Ok(index)
}

fn without_numbers(name: &[u8], staged: StagedEntry) -> IndexEntry {
    let never = IndexTime::new(0, 0);
    IndexEntry {
        ctime: never,
        mtime: never,
        dev: 0,
        ino: 0,
        mode: staged.mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: staged.blob,
        flags: 0,
        flags_extended: 0,
        path: name.to_vec(),
    }
}

/// The index while `index.lock` is held.
pub(super) struct OpenIndex {
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
    /// As for [`staged`].
    pub(super) fn open<'p>(
        git: &git2::Repository,
        place: &Place,
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
            Entries::Patched(patch) => {
                if let Some(written) = written(index)? {
                    settle(patch, seconds(written), git, work)?;
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

    pub(super) fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Before anything is made of what the entries say.
    ///
    /// # Errors
    /// An index that is damaged.
    pub(super) fn confirm(&mut self, place: &Place) -> Result<(), GitError> {
        self.entries.confirm(place)
    }

    /// Without `meta` git will compare contents the next time it looks.
    pub(super) fn put(&mut self, path: &str, blob: Oid, mode: u32, meta: Option<&Metadata>) {
        match &mut self.entries {
            Entries::Patched(inner) => {
                let numbers = meta.map(Numbers::of).unwrap_or_default();
                inner.put(path, blob, mode, &numbers);
            }
            Entries::Listed(inner) => inner.put(path, blob, mode),
        }
    }

    /// Replaces the index, durably.
    pub(super) fn publish(self) -> Result<(), GitError> {
        match &self.entries {
            Entries::Patched(inner) => self
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
    /// it looks next, however alike the numbers are.
    fn write(&self, entries: &Patch) -> io::Result<()> {
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
    pub(super) fn forget(index: &Path) {
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

/// What an entry keeps of a file to see that it has not changed; seconds and
/// nanoseconds. Cut to 32 bits, as git cuts them.
#[derive(Default)]
struct Numbers {
    changed: (u32, u32),
    modified: (u32, u32),
    device: u32,
    inode: u32,
    owner: u32,
    group: u32,
    size: u32,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the index has 32 bits for each"
)]
impl Numbers {
    fn of(meta: &Metadata) -> Self {
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
