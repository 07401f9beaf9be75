//! The user's index with our entries changed and all others left as they are.

mod cache_tree;
mod listed;
mod patch;

use std::fs::{self, File, FileTimes, Metadata};
use std::io::{self, BufWriter, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use git2::{IndexEntry, IndexTime};

pub(super) use self::listed::changed as changed_by_program;

use self::listed::Listed;
use self::patch::{Patch, Unfit};
use super::check::hash;
use super::error::{GitError, IoContext};
use super::state::Examiner;
use super::work_tree::WorkTree;
use super::{Oid, Place};
use crate::store::journal::sync_folder;
use crate::store::lock::{beside, remove};

/// Behind the name of an index: that of the copy that will replace it.
const COPY: &str = ".bitacora";

/// With more files to compare than this, libgit2 does it.
const FEW: usize = 64;

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
}

impl Staged for git2::Index {
    fn entry(&self, path: &str) -> Option<StagedEntry> {
        let found = self.get_path(path.as_ref(), 0)?;
        Some(StagedEntry {
            blob: found.id,
            mode: found.mode,
            flags: found.flags,
            extended: found.flags_extended,
        })
    }

    fn is_conflicted(&self, path: &str) -> bool {
        (1..=3).any(|stage| self.get_path(path.as_ref(), stage).is_some())
    }
}

/// The index while `index.lock` is held: libgit2 would take that lock itself
/// if it wrote the index in place.
pub(super) struct OpenIndex {
    entries: Entries,
    copy: PathBuf,
    index: PathBuf,
}

enum Entries {
    Patched(Patch),
    /// Whatever is not of the common kind.
    Whole(git2::Index),
    /// What libgit2 cannot read.
    Listed(Listed),
}

impl OpenIndex {
    /// `paths` are those that will be changed.
    ///
    /// # Errors
    /// One that cannot be read, not even by the `git` program.
    pub(super) fn open<'p>(
        git: &git2::Repository,
        place: &Place,
        work: &WorkTree<'_>,
        paths: impl Iterator<Item = &'p str> + Clone,
    ) -> Result<Self, GitError> {
        let index = &place.index;
        let collides = |patch: &Patch| paths.clone().any(|path| patch.collides(path));
        let read = match Self::patch(git, index, work) {
            Ok(Some(patch)) if !collides(&patch) => Ok(Entries::Patched(patch)),
            Ok(_) => whole(git, index).map(Entries::Whole),
            Err(error) => Err(error),
        };
        let entries = match read {
            Err(GitError::IndexFormat { kind }) => {
                Entries::Listed(listed(git, place, kind, paths)?)
            }
            read => read?,
        };
        // A git that outlives us must not write into the copy of the next run.
        let copy = match entries {
            Entries::Listed(_) => format!("{COPY}-{}", std::process::id()),
            Entries::Patched(_) | Entries::Whole(_) => COPY.to_owned(),
        };
        Ok(Self {
            entries,
            copy: beside(index, &copy),
            index: index.to_owned(),
        })
    }

    /// `None` when libgit2 has to do it.
    fn patch(
        git: &git2::Repository,
        index: &Path,
        work: &WorkTree<'_>,
    ) -> Result<Option<Patch>, GitError> {
        let found = match fs::read(index) {
            Ok(bytes) => Patch::read(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Patch::empty()),
            Err(error) => return Err(GitError::io("read", index, error)),
        };
        let mut patch = match found {
            Ok(patch) => patch,
            Err(Unfit::Extension(kind)) => return Err(format(&String::from_utf8_lossy(&kind))),
            Err(Unfit::Unusual) => return Ok(None),
        };
        // libgit2 looks into the index for attributes that the work tree lacks.
        let attributes = |name: &[u8]| name.ends_with(b".gitattributes");
        for name in patch.names().filter(|name| attributes(name)) {
            if work
                .absolute(&String::from_utf8_lossy(name))
                .symlink_metadata()
                .is_err()
            {
                return Ok(None);
            }
        }
        let nothing = git2::Index::new().and_then(|mut nothing| git.set_index(&mut nothing));
        nothing.map_err(GitError::git("use the index"))?;
        let settled = settle(&mut patch, git, index, work)?;
        Ok(settled.then_some(patch))
    }

    /// Without `meta` git will compare contents the next time it looks.
    pub(super) fn put(
        &mut self,
        path: &str,
        blob: Oid,
        mode: u32,
        meta: Option<&Metadata>,
    ) -> Result<(), GitError> {
        let numbers = meta.map(Numbers::of).unwrap_or_default();
        match &mut self.entries {
            Entries::Patched(inner) => inner.put(path, blob, mode, &numbers),
            Entries::Whole(inner) => inner
                .add(&numbers.entry(path, blob, mode))
                .map_err(GitError::git("change the index"))?,
            Entries::Listed(inner) => inner.put(path, blob, mode),
        }
        Ok(())
    }

    /// Replaces the index, durably.
    pub(super) fn publish(mut self) -> Result<(), GitError> {
        match &mut self.entries {
            Entries::Patched(inner) => write(&self.copy, inner)?,
            Entries::Whole(inner) => {
                inner.write().map_err(GitError::git("write the index"))?;
                File::open(&self.copy)
                    .and_then(|file| file.sync_all())
                    .during("sync", &self.copy)?;
            }
            Entries::Listed(inner) => {
                copy_as_old(&self.index, &self.copy)?;
                inner.write(&self.copy)?;
            }
        }
        fs::rename(&self.copy, &self.index).during("replace", &self.index)?;
        sync_folder(&self.index.with_file_name(""))
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

impl Staged for OpenIndex {
    fn entry(&self, path: &str) -> Option<StagedEntry> {
        match &self.entries {
            Entries::Patched(inner) => inner.entry(path),
            Entries::Whole(inner) => inner.entry(path),
            Entries::Listed(inner) => inner.entry(path),
        }
    }

    fn is_conflicted(&self, path: &str) -> bool {
        match &self.entries {
            Entries::Patched(inner) => inner.is_conflicted(path),
            Entries::Whole(inner) => inner.is_conflicted(path),
            Entries::Listed(inner) => inner.is_conflicted(path),
        }
    }
}

impl Drop for OpenIndex {
    fn drop(&mut self) {
        Self::forget(&self.index);
    }
}

fn write(path: &Path, entries: &Patch) -> Result<(), GitError> {
    let print = || {
        let mut out = BufWriter::with_capacity(1 << 16, File::create(path)?);
        entries.print(&mut out)?;
        out.into_inner()?.sync_all()
    };
    print().during("write", path)
}

/// The entries as young as the index are compared with their files, and those
/// that differ are marked, as git does before it writes an index: once the
/// index is younger, their numbers alone would pass for unchanged. False when
/// there are too many.
fn settle(
    patch: &mut Patch,
    git: &git2::Repository,
    index: &Path,
    work: &WorkTree<'_>,
) -> Result<bool, GitError> {
    let Some(written) = written(index)? else {
        return Ok(true);
    };
    let written = written
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    let racy = patch.racy(u32::try_from(written).unwrap_or(u32::MAX));
    if racy.len() > FEW {
        return Ok(false);
    }
    let changed: Vec<_> = {
        let examiner = Examiner::new(git, None, patch, work)?;
        let differs = |path: &&String| {
            if is_its_blob(patch, work, path) {
                return false;
            }
            // What cannot be compared here, git shall compare.
            examiner
                .look(path)
                .map_or(true, |found| found.state.index != found.state.work_tree)
        };
        racy.iter().filter(differs).collect()
    };
    for path in changed {
        patch.smudge(path);
    }
    Ok(true)
}

/// Whether a file is its entry's blob as it stands, which is so wherever git
/// converts nothing, and asks for no attributes.
fn is_its_blob(entries: &Patch, work: &WorkTree<'_>, path: &str) -> bool {
    let found = work.read(path).ok().flatten();
    let blob = found.and_then(|found| hash(&found.bytes).ok());
    blob.is_some() && blob == entries.entry(path).map(|entry| entry.blob)
}

/// libgit2's view of the index, by way of a copy that it may write.
///
/// The copy belongs to the repository and has the index's modification time,
/// because libgit2 then finds the entries that are as young as the index and
/// compares them with their files. Without either, a change that the user made
/// in the same tick of the clock would vanish from `git status`. The time is
/// cut to the second: git is mostly built to compare no finer.
fn whole(git: &git2::Repository, index: &Path) -> Result<git2::Index, GitError> {
    let copy = beside(index, COPY);
    OpenIndex::forget(index);
    copy_as_old(index, &copy)?;
    let opened = git2::Index::open(&copy)
        .map_err(reading)
        .and_then(|mut opened| {
            git.set_index(&mut opened)
                .map_err(GitError::git("use the index"))?;
            Ok(opened)
        });
    opened.inspect_err(|_| remove(&copy))
}

/// A copy with the index's modification time, cut to the second; none where
/// there is no index yet.
fn copy_as_old(index: &Path, copy: &Path) -> Result<(), GitError> {
    let Some(modified) = written(index)? else {
        return Ok(());
    };
    let fraction = modified
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .subsec_nanos();
    let modified = modified - Duration::from_nanos(u64::from(fraction));
    copy_with_time(index, copy, modified).during("copy", index)
}

/// The index by way of the `git` program. From then on `git` has an empty one
/// in its place, which libgit2 would look into for attributes.
fn listed<'p>(
    git: &git2::Repository,
    place: &Place,
    kind: String,
    paths: impl Iterator<Item = &'p str> + Clone,
) -> Result<Listed, GitError> {
    // Libgit2 looks into the index for attributes that the work tree lacks.
    if let Some(path) = Listed::absent_attributes(place, paths.clone())? {
        return Err(GitError::AttributesAway { path, kind });
    }
    let nothing = git2::Index::new().and_then(|mut nothing| git.set_index(&mut nothing));
    nothing.map_err(GitError::git("use the index"))?;
    Listed::read(place, paths)
}

/// What can be asked of the index about these paths, by a handle that is asked
/// for nothing else.
pub(super) fn staged<'p>(
    git: &git2::Repository,
    place: &Place,
    paths: impl Iterator<Item = &'p str> + Clone,
) -> Result<Box<dyn Staged>, GitError> {
    let read = git.index().and_then(|mut index| {
        index.read(false)?;
        Ok(index)
    });
    match read.map_err(reading) {
        Ok(index) => Ok(Box::new(index)),
        Err(GitError::IndexFormat { kind }) => Ok(Box::new(listed(git, place, kind, paths)?)),
        Err(error) => Err(error),
    }
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

/// What reading an index may answer.
pub(super) fn reading(source: git2::Error) -> GitError {
    let message = source.message();
    match message.strip_prefix("unsupported mandatory extension: ") {
        Some(extension) => format(extension.trim_matches('\'')),
        None => GitError::git("read the index")(source),
    }
}

/// The error for an extension that must be understood.
fn format(extension: &str) -> GitError {
    let kind = match extension {
        "link" => "split".to_owned(),
        "sdir" => "sparse".to_owned(),
        other => format!("of a kind with the extension {other}"),
    };
    GitError::IndexFormat { kind }
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
    clippy::cast_possible_wrap,
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

    fn entry(&self, path: &str, id: Oid, mode: u32) -> IndexEntry {
        let time = |(seconds, nanoseconds)| IndexTime::new(seconds as i32, nanoseconds);
        IndexEntry {
            ctime: time(self.changed),
            mtime: time(self.modified),
            dev: self.device,
            ino: self.inode,
            mode,
            uid: self.owner,
            gid: self.group,
            file_size: self.size,
            id,
            flags: 0,
            flags_extended: 0,
            path: path.as_bytes().to_vec(),
        }
    }
}
