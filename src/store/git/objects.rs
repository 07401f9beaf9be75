//! Blobs, trees and commits: loose, or all in one pack when there are many.

use std::io::Write;
use std::path::PathBuf;

use git2::build::TreeUpdateBuilder;
use git2::{Buf, FileMode, Mempack, ObjectType, Odb};

use super::error::GitError;
use super::{Identity, Oid};
use crate::store::journal::{FileRecord, sync_folder};

/// From so many files on, a pack is smaller and quicker than loose objects.
const PACK_FROM: usize = 500;

/// Comes before libgit2's own stores (1 and 2) when something is written.
const FIRST: i32 = 1_000;

/// Collects objects in memory until they go into one pack.
pub(super) struct Collected<'a> {
    odb: &'a Odb<'a>,
    pack: Option<Mempack<'a>>,
}

impl<'a> Collected<'a> {
    pub(super) fn begin(odb: &'a Odb<'a>, files: usize) -> Result<Self, GitError> {
        let pack = (files >= PACK_FROM).then(|| odb.add_new_mempack_backend(FIRST));
        let pack = pack.transpose().map_err(GitError::git("begin a pack"))?;
        Ok(Self { odb, pack })
    }

    pub(super) fn blob(&self, bytes: &[u8]) -> Result<Oid, GitError> {
        self.odb
            .write(ObjectType::Blob, bytes)
            .map_err(GitError::git("write a blob"))
    }

    /// Writes the pack, if there is one. libgit2 syncs what it writes and the
    /// folder that holds it, but not the folder that holds a folder it makes.
    pub(super) fn finish(self, git: &git2::Repository) -> Result<(), GitError> {
        let Some(pack) = self.pack else {
            return sync_folder(&folder(git));
        };
        let mut bytes = Buf::new();
        let dumped = pack.dump(git, &mut bytes).and_then(|()| pack.reset());
        dumped.map_err(GitError::git("make a pack"))?;
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
