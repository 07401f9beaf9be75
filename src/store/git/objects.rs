//! Blobs, trees and commits: loose, or all in one pack when there are many.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{Buf, FileMode, Mempack, ObjectType, Odb};

use super::error::GitError;
use super::loose::Loose;
use super::{Identity, Oid};
use crate::store::journal::FileRecord;

/// From so many files on, a pack is smaller and quicker than loose objects.
const PACK_FROM: usize = 500;

/// Comes before libgit2's own stores (1 and 2) when something is written.
const FIRST: i32 = 1_000;

/// Collects the objects of one commit in memory until all of them are known.
pub(super) struct Collected<'a> {
    odb: &'a Odb<'a>,
    pack: Mempack<'a>,
    files: usize,
}

impl<'a> Collected<'a> {
    /// `files` is how many blobs there will be.
    pub(super) fn begin(odb: &'a Odb<'a>, files: usize) -> Result<Self, GitError> {
        let pack = odb
            .add_new_mempack_backend(FIRST)
            .map_err(GitError::git("keep objects in memory"))?;
        Ok(Self { odb, pack, files })
    }

    pub(super) fn blob(&self, bytes: &[u8]) -> Result<Oid, GitError> {
        self.odb
            .write(ObjectType::Blob, bytes)
            .map_err(GitError::git("write a blob"))
    }

    /// Puts what `commit` has and `head` has not on the disk.
    pub(super) fn finish(
        self,
        git: &git2::Repository,
        commit: Oid,
        head: Option<&git2::Tree<'_>>,
        files: &[FileRecord],
    ) -> Result<(), GitError> {
        if self.files >= PACK_FROM {
            return self.packed(git);
        }
        let mut loose = Loose::begin(folder(git));
        for id in fresh(git, commit, head, files).map_err(GitError::git("read a tree"))? {
            let object = self.odb.read(id).map_err(GitError::git("read an object"))?;
            loose.add(id, object.kind(), object.data())?;
        }
        loose.finish()
    }

    fn packed(self, git: &git2::Repository) -> Result<(), GitError> {
        let mut bytes = Buf::new();
        let dumped = self.pack.dump(git, &mut bytes);
        dumped
            .and_then(|()| self.pack.reset())
            .map_err(GitError::git("make a pack"))?;
        let mut writer = self
            .odb
            .packwriter()
            .map_err(GitError::git("write a pack"))?;
        writer.write_all(&bytes).map_err(|error| {
            let error = git2::Error::from_str(&error.to_string());
            GitError::git("write a pack")(error)
        })?;
        writer.commit().map_err(GitError::git("write a pack"))?;
        Ok(())
    }
}

/// The commit, its tree, and what differs from HEAD's on the way to each file.
fn fresh(
    git: &git2::Repository,
    commit: Oid,
    head: Option<&git2::Tree<'_>>,
    files: &[FileRecord],
) -> Result<BTreeSet<Oid>, git2::Error> {
    let tree = git.find_commit(commit)?.tree()?;
    let mut fresh = BTreeSet::from([commit, tree.id()]);
    for file in files {
        let path = Path::new(&file.path);
        for part in path.ancestors().filter(|part| !part.as_os_str().is_empty()) {
            let id = tree.get_path(part)?.id();
            let before = head.and_then(|head| head.get_path(part).ok());
            if before.is_none_or(|before| before.id() != id) {
                fresh.insert(id);
            }
        }
    }
    Ok(fresh)
}

/// Where the objects are, as git finds it.
pub(super) fn folder(git: &git2::Repository) -> PathBuf {
    match std::env::var_os("GIT_OBJECT_DIRECTORY").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => git.commondir().join("objects"),
    }
}

/// HEAD's tree with these files in it.
pub(super) fn tree(
    git: &git2::Repository,
    head: Option<&git2::Tree<'_>>,
    files: &[FileRecord],
) -> Result<Oid, GitError> {
    let mut update = TreeUpdateBuilder::new();
    for file in files {
        let mode = if file.mode & 0o100 == 0 {
            FileMode::Blob
        } else {
            FileMode::BlobExecutable
        };
        update.upsert(file.path.as_str(), file.blob, mode);
    }
    let written = match head {
        Some(head) => update.create_updated(git, head),
        None => git
            .treebuilder(None)
            .and_then(|empty| git.find_tree(empty.write()?))
            .and_then(|empty| update.create_updated(git, &empty)),
    };
    written.map_err(GitError::git("write a tree"))
}

pub(super) fn commit(
    git: &git2::Repository,
    committer: &git2::Signature<'_>,
    (author, time): (&Identity, (i64, i32)),
    message: &str,
    tree: Oid,
    parent: Option<&git2::Commit<'_>>,
) -> Result<Oid, GitError> {
    let when = git2::Time::new(time.0, time.1);
    let author = git2::Signature::new(&author.name, &author.email, &when)
        .map_err(GitError::git("name the author"))?;
    let tree = git.find_tree(tree).map_err(GitError::git("read a tree"))?;
    let parents: Vec<_> = parent.into_iter().collect();
    git.commit(None, &author, committer, message, &tree, &parents)
        .map_err(GitError::git("write a commit"))
}
