//! The attributes as they will be: a write that brings attributes along brings
//! files along too that will be under them, in this work tree and in others.

use git2::{IndexEntry, IndexTime};

use super::super::dirs::Dirs;
use super::super::eol::Attributes;
use super::super::error::GitError;
use super::super::open::open_in_memory;
use super::super::plan::FileChange;
use super::super::work_tree::{WorkTree, parent};
use crate::core::layout;

/// A repository of its own over the same folder, whose index has the files of
/// attributes and nothing else, none of it on the disk.
pub(super) struct Planned {
    git: git2::Repository,
}

impl Planned {
    /// `None` when no attributes are to be written. `git` has in its index
    /// those that the work tree lacks.
    pub(super) fn of(
        git: &git2::Repository,
        place: &Dirs,
        work: &WorkTree<'_>,
        files: &[FileChange],
        paths: &[String],
    ) -> Result<Option<Self>, GitError> {
        let is_attributes = |path: &str| path.rsplit('/').next() == Some(layout::ATTRIBUTES);
        if !paths.iter().any(|path| is_attributes(path)) {
            return Ok(None);
        }
        let using = || GitError::git("use the index");
        let planned = open_in_memory(&place.folder)?;
        let mut index = git2::Index::new().map_err(using())?;
        let staged = git.index().map_err(using())?;
        for folder in folders(paths) {
            let path = format!("{folder}{}", layout::ATTRIBUTES);
            let written = paths.iter().position(|written| *written == path);
            let bytes = match written {
                Some(written) => Some(files[written].content.clone()),
                None => work.read(&path)?.map(|found| found.bytes),
            };
            let blob = match (bytes, staged.get_path(path.as_ref(), 0)) {
                (Some(bytes), _) => planned.blob(&bytes).map_err(using())?,
                (None, Some(entry)) => entry.id,
                (None, None) => continue,
            };
            index.add(&entry(path, blob)).map_err(using())?;
        }
        planned.set_index(&mut index).map_err(using())?;
        Ok(Some(Self { git: planned }))
    }

    pub(super) fn attributes(&self) -> Attributes<'_> {
        Attributes::of_index(&self.git)
    }
}

/// The folders above these paths, empty or ending in `/`.
fn folders(paths: &[String]) -> std::collections::BTreeSet<String> {
    let mut folders = std::collections::BTreeSet::from([String::new()]);
    for path in paths {
        let mut folder = parent(path);
        while !folder.is_empty() && folders.insert(format!("{folder}/")) {
            folder = parent(folder);
        }
    }
    folders
}

fn entry(path: String, blob: git2::Oid) -> IndexEntry {
    let never = IndexTime::new(0, 0);
    IndexEntry {
        ctime: never,
        mtime: never,
        dev: 0,
        ino: 0,
        mode: 0o100_644,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: blob,
        flags: 0,
        flags_extended: 0,
        path: path.into_bytes(),
    }
}
