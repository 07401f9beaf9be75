//! What an index says of some paths, whoever can read it.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use git2::{IndexEntry, IndexTime};

use super::super::dirs::Dirs;
use super::super::error::GitError;
use super::super::work_tree::WorkTree;
use super::entry::{Staged, StagedEntry};
use super::file::{ATTRIBUTES, IndexFile};
use super::listed::Listed;
use super::read::Unfit;
use crate::store::ordinary;

/// An index, read.
pub(in crate::store::git) enum Entries {
    File(IndexFile),
    /// What means something only together with other files or trees.
    Listed(Listed),
}

impl Entries {
    pub(super) fn confirm(&mut self, place: &Dirs) -> Result<(), GitError> {
        match self {
            Self::File(file) => confirm(file, place),
            // Git has read it.
            Self::Listed(_) => Ok(()),
        }
    }
}

impl Staged for Entries {
    fn entry(&self, path: &str) -> Option<StagedEntry> {
        match self {
            Self::File(inner) => inner.entry(path),
            Self::Listed(inner) => inner.entry(path),
        }
    }

    fn is_conflicted(&self, path: &str) -> bool {
        match self {
            Self::File(inner) => inner.is_conflicted(path),
            Self::Listed(inner) => inner.is_conflicted(path),
        }
    }

    fn in_the_way(&self, path: &str) -> Option<String> {
        match self {
            Self::File(inner) => inner.in_the_way(path),
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
pub(in crate::store::git) fn staged<'p>(
    git: &git2::Repository,
    place: &Dirs,
    work: &WorkTree<'_>,
    paths: impl Iterator<Item = &'p str> + Clone,
) -> Result<Entries, GitError> {
    let mut entries = looked_at(git, place, work, paths)?;
    entries.confirm(place)?;
    Ok(entries)
}

/// As [`staged`], not yet confirmed.
pub(super) fn looked_at<'p>(
    git: &git2::Repository,
    place: &Dirs,
    work: &WorkTree<'_>,
    paths: impl Iterator<Item = &'p str> + Clone,
) -> Result<Entries, GitError> {
    let found = read(place)?;
    let (entries, mut attributes) = match found {
        Ok(file) if !paths.clone().any(|path| file.is_folded(path)) => {
            let attributes = attributes_away(&file, work, &paths)?;
            (Entries::File(file), attributes)
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
pub(in crate::store::git) fn check_damage(place: &Dirs) -> Result<(), GitError> {
    match read(place)? {
        Ok(mut file) => confirm(&mut file, place),
        Err(_) => Ok(()),
    }
}

fn confirm(file: &mut IndexFile, place: &Dirs) -> Result<(), GitError> {
    file.confirm().map_err(|_| damaged(place))
}

fn damaged(place: &Dirs) -> GitError {
    GitError::DamagedIndex {
        path: place.index.clone(),
    }
}

/// The index, or why it cannot be changed in place.
fn read(place: &Dirs) -> Result<Result<IndexFile, Unfit>, GitError> {
    let index = &place.index;
    let read = ordinary::read_own(index, u64::MAX);
    let Some(bytes) = read.map_err(|unread| unread.own(index))? else {
        return Ok(Ok(IndexFile::empty()));
    };
    match IndexFile::read(bytes) {
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
    index_file: &IndexFile,
    work: &WorkTree<'_>,
    paths: &(impl Iterator<Item = &'p str> + Clone),
) -> Result<git2::Index, GitError> {
    let mut index = nothing()?;
    for (name, staged) in index_file.attributes() {
        let file = work.root().join(OsStr::from_bytes(name));
        if file.symlink_metadata().is_ok() {
            continue;
        }
        let folder = &name[..name.len() - ATTRIBUTES.len()];
        if let Err(error) = index.add(&without_stat(name, staged))
            && paths
                .clone()
                .any(|path| path.as_bytes().starts_with(folder))
        {
            return Err(GitError::git("read .gitattributes")(error));
        }
    }
    Ok(index)
}

fn without_stat(name: &[u8], staged: StagedEntry) -> IndexEntry {
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
