//! Reading commits: HEAD or any other, with or without a work tree.

use git2::{ErrorCode, ObjectType, Oid};

use super::error::GitError;
use super::head;
use super::partial;
use super::program;
use super::promisor;
use super::raw::tree_of;
use super::repository::Repository;
use crate::core::layout;
use crate::store::ordinary::Unread;

/// What a tree has at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeKind {
    /// A file, executable or not.
    File,
    Symlink,
    /// A commit of another repository.
    Submodule,
    /// A folder that lies deeper than is read.
    Deep,
    /// A file in the place of a folder of the store.
    NoFolder,
}

impl TreeKind {
    /// Why nothing is read there; `None` for a file.
    #[must_use]
    pub const fn unread(self) -> Option<&'static str> {
        match self {
            Self::File => None,
            Self::Symlink => Some("it is a symbolic link, which is never followed"),
            Self::Submodule => Some("it is a submodule, which is never entered"),
            Self::Deep => Some(DEEP),
            Self::NoFolder => Some("it is a file in the place of a folder"),
        }
    }

    /// Of what is no folder, by the mode that a tree gives it.
    pub(super) const fn of(mode: i32) -> Self {
        match mode & 0o170_000 {
            0o120_000 => Self::Symlink,
            0o160_000 => Self::Submodule,
            _ => Self::File,
        }
    }

    /// Of what stands where a folder of the store should.
    pub(super) const fn in_place_of_a_folder(mode: i32) -> Self {
        match Self::of(mode) {
            Self::File => Self::NoFolder,
            other => other,
        }
    }
}

/// How many folders lead to a file that is read, at most: a store needs five.
pub(super) const DEEPEST: usize = 64;

pub(super) const DEEP: &str = "it lies deeper than 64 folders, and is not entered";

/// One file of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeEntry {
    /// Relative to the store's root. Bytes that are not UTF-8 are replaced.
    pub path: String,
    pub kind: TreeKind,
    pub oid: Oid,
}

/// HEAD under the lock: what [`Repository::transact`] decides by.
pub struct View<'a> {
    git: &'a git2::Repository,
    prefix: &'a str,
    pub(super) commit: Option<Oid>,
    pub(super) tree: Option<git2::Tree<'a>>,
}

impl std::fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("View").field(&self.commit()).finish()
    }
}

impl<'a> View<'a> {
    /// `prefix` is the store's root within the tree.
    pub(super) fn of(
        git: &'a git2::Repository,
        prefix: &'a str,
        commit: Option<Oid>,
    ) -> Result<Self, GitError> {
        let tree = commit.map(|oid| tree_of(git, oid)).transpose();
        let tree = tree.map_err(GitError::git("read the tree of HEAD"))?;
        Ok(Self {
            git,
            prefix,
            commit,
            tree,
        })
    }

    /// The commit HEAD stands for, `None` before the first.
    #[must_use]
    pub const fn commit(&self) -> Option<Oid> {
        self.commit
    }

    /// The file's bytes, `None` when HEAD has no file there.
    ///
    /// # Errors
    /// A damaged or missing object.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        let from_top = format!("{}{path}", self.prefix);
        match entry(self.tree.as_ref(), &from_top)? {
            Some((oid, mode)) if mode & 0o170_000 == 0o100_000 => {
                bounded(self.git, oid, path).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Whether HEAD has anything at `path`, a folder too.
    ///
    /// # Errors
    /// A damaged or missing object.
    pub fn exists(&self, path: &str) -> Result<bool, GitError> {
        let path = format!("{}{path}", self.prefix);
        Ok(entry(self.tree.as_ref(), &path)?.is_some())
    }

    /// The files below `folder`; see [`Repository::tree_list`].
    ///
    /// # Errors
    /// A damaged or missing object.
    pub fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, GitError> {
        list(self.git, self.tree.as_ref(), self.prefix, folder)
    }
}

impl Repository {
    /// Reads HEAD without a lock.
    ///
    /// # Errors
    /// A damaged or missing object.
    pub fn view(&self) -> Result<View<'_>, GitError> {
        View::of(&self.git, &self.place.prefix, head::commit(&self.git)?)
    }

    /// A file of a commit by its path from the store's root; `None` when the
    /// commit has no file there.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn tree_read(&self, at: Oid, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        if promisor::is_met() {
            self.have_files(at, &[path.to_owned()])?;
        }
        View::of(&self.git, &self.place.prefix, Some(at))?.read(path)
    }

    /// The blob of a file of a commit; `None` when the commit has no file there.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn tree_blob(&self, at: Oid, path: &str) -> Result<Option<Oid>, GitError> {
        let path = self.place.in_tree(path);
        let view = View::of(&self.git, "", Some(at))?;
        let found = entry(view.tree.as_ref(), &path)?;
        Ok(found.and_then(|(oid, mode)| (mode & 0o170_000 == 0o100_000).then_some(oid)))
    }

    /// Whether HEAD has a submodule at a path.
    ///
    /// # Errors
    /// A damaged or missing object.
    pub fn is_submodule(&self, path: &str) -> Result<bool, GitError> {
        let view = View::of(&self.git, "", self.head_oid())?;
        let found = entry(view.tree.as_ref(), &self.place.in_tree(path))?;
        let kind = found.map(|(_, mode)| TreeKind::of(mode));
        Ok(kind == Some(TreeKind::Submodule))
    }

    /// All files of a commit below `folder` (empty: the whole store), in git's
    /// order. A folder that is not there has no files; what stands in its place
    /// is the one entry, and not a file.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn tree_list(&self, at: Oid, folder: &str) -> Result<Vec<TreeEntry>, GitError> {
        View::of(&self.git, &self.place.prefix, Some(at))?.list(folder)
    }

    /// The folders of a commit's whole tree that have a file of this name, the
    /// root first: empty, or ending in `/`.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn folders_with(&self, at: Oid, name: &str) -> Result<Vec<String>, GitError> {
        let view = View::of(&self.git, "", Some(at))?;
        let mut folders = Vec::new();
        let Some(tree) = view.tree else {
            return Ok(folders);
        };
        tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
            if entry.name() == Ok(name) && entry.kind() == Some(ObjectType::Blob) {
                folders.push(folder.to_owned());
            }
            // Libgit2 goes down as far as the stack lasts.
            if folder.matches('/').count() < DEEPEST {
                git2::TreeWalkResult::Ok
            } else {
                git2::TreeWalkResult::Skip
            }
        })
        .map_err(GitError::git("read a tree"))?;
        folders.sort_unstable();
        Ok(folders)
    }

    /// A blob that some commit has at a path.
    ///
    /// # Errors
    /// No such blob, a damaged one, or one that is larger than such a file may
    /// be.
    pub fn blob(&self, oid: Oid, path: &str) -> Result<Vec<u8>, GitError> {
        self.have(&[oid])?;
        bounded(&self.git, oid, path)
    }

    /// Has git fetch the files of a commit that a partial clone lacks, all at
    /// once. Of a whole clone nothing is asked.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn have_files(&self, at: Oid, paths: &[String]) -> Result<(), GitError> {
        if !promisor::is_met() {
            return Ok(());
        }
        let view = View::of(&self.git, &self.place.prefix, Some(at))?;
        let mut files = Vec::new();
        for path in paths {
            let found = entry(view.tree.as_ref(), &self.place.in_tree(path))?;
            files.extend(found.map(|(oid, _)| oid));
        }
        self.have(&files)
    }

    /// Has git fetch files that a partial clone lacks, all at once.
    ///
    /// # Errors
    /// The objects cannot be opened.
    pub fn have(&self, files: &[Oid]) -> Result<(), GitError> {
        if promisor::is_met() {
            let odb = self.git.odb().map_err(GitError::git("open the objects"))?;
            let missing = files.iter().copied().filter(|oid| !odb.exists(*oid));
            partial::fetch(&self.git, &self.place, &missing.collect::<Vec<_>>());
        }
        Ok(())
    }

    /// The commit of a revision as a person types it: whatever git understands,
    /// such as `v1.2`, `HEAD~3`, `main@{yesterday}`.
    ///
    /// # Errors
    /// [`GitError::NoSuchCommit`] and [`GitError::AmbiguousCommit`].
    pub fn revision(&self, rev: &str) -> Result<Oid, GitError> {
        let found = self.git.revparse_single(rev);
        let found = found.and_then(|object| object.peel_to_commit());
        found.map(|commit| commit.id()).or_else(|error| {
            // One that libgit2 cannot read git may still name.
            let is_named = [ErrorCode::NotFound, ErrorCode::Ambiguous].contains(&error.code());
            if let Some(commit) = (!is_named)
                .then(|| program::commit(&self.place.git_dir, rev))
                .flatten()
            {
                return Ok(commit);
            }
            let rev = rev.to_owned();
            Err(if error.code() == ErrorCode::Ambiguous {
                GitError::AmbiguousCommit { rev }
            } else if self.git.is_shallow() {
                GitError::NotFetched { rev }
            } else {
                GitError::NoSuchCommit { rev }
            })
        })
    }

    /// The commit that a branch, a tag, `HEAD` or the beginning of a commit id
    /// (four hexadecimal digits at least) names.
    ///
    /// # Errors
    /// [`GitError::NoSuchCommit`] also for every other way git has to name a
    /// commit: text from a ticket must not become an expression.
    pub fn resolve_commit(&self, rev: &str) -> Result<Oid, GitError> {
        let folders = ["refs/heads/", "refs/tags/", "refs/remotes/"];
        let names = folders.iter().map(|folder| format!("{folder}{rev}"));
        for name in std::iter::once(rev.to_owned())
            .filter(|rev| rev == "HEAD")
            .chain(names)
        {
            if !git2::Reference::is_valid_name(&name) {
                continue;
            }
            let found = self.git.find_reference(&name);
            if let Ok(commit) = found.and_then(|found| found.peel_to_commit()) {
                return Ok(commit.id());
            }
        }
        let rev = rev.to_owned();
        let hex = (4..=40).contains(&rev.len()) && rev.bytes().all(|b| b.is_ascii_hexdigit());
        if !hex {
            return Err(GitError::NoSuchCommit { rev });
        }
        match self.git.find_commit_by_prefix(&rev) {
            Ok(commit) => Ok(commit.id()),
            Err(error) if error.code() == ErrorCode::Ambiguous => {
                Err(GitError::AmbiguousCommit { rev })
            }
            Err(_) => Err(GitError::NoSuchCommit { rev }),
        }
    }
}

/// What a tree has at a path: its object and mode.
pub(super) fn entry(
    tree: Option<&git2::Tree<'_>>,
    path: &str,
) -> Result<Option<(Oid, i32)>, GitError> {
    let Some(tree) = tree else { return Ok(None) };
    match tree.get_path(path.as_ref()) {
        Ok(entry) => Ok(Some((entry.id(), entry.filemode()))),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(GitError::git("read the tree of HEAD")(error)),
    }
}

/// The blob of a file at a path of the store, which tells how large it may be.
pub(super) fn bounded(git: &git2::Repository, oid: Oid, path: &str) -> Result<Vec<u8>, GitError> {
    let most = layout::most_bytes(path);
    let odb = git.odb().map_err(GitError::git("open the objects"))?;
    let (size, _) = odb.read_header(oid).map_err(GitError::git("read a blob"))?;
    let bytes = size as u64;
    if bytes > most {
        return Err(Unread::TooLarge { bytes, most }.of(path).into());
    }
    let blob = odb.read(oid).map_err(GitError::git("read a blob"))?;
    Ok(blob.data().to_vec())
}

fn list(
    git: &git2::Repository,
    tree: Option<&git2::Tree<'_>>,
    prefix: &str,
    folder: &str,
) -> Result<Vec<TreeEntry>, GitError> {
    let folder = folder.trim_matches('/');
    let from_root = format!("{prefix}{folder}");
    let from_root = from_root.trim_end_matches('/');
    let mut found = Vec::new();
    let Some(tree) = tree else { return Ok(found) };
    let mut path = folder.to_owned();
    if from_root.is_empty() {
        collect(git, tree, &mut path, &mut found)?;
        return Ok(found);
    }
    match entry(Some(tree), from_root)? {
        Some((oid, 0o040_000)) => {
            let below = git.find_tree(oid).map_err(GitError::git("read a tree"))?;
            collect(git, &below, &mut path, &mut found)?;
        }
        Some((oid, mode)) => found.push(TreeEntry {
            path,
            kind: TreeKind::in_place_of_a_folder(mode),
            oid,
        }),
        None => {}
    }
    Ok(found)
}

/// One growing path for the whole walk, cut back after each entry.
fn collect(
    git: &git2::Repository,
    tree: &git2::Tree<'_>,
    path: &mut String,
    found: &mut Vec<TreeEntry>,
) -> Result<(), GitError> {
    let length = path.len();
    for entry in tree {
        if length > 0 {
            path.push('/');
        }
        path.push_str(&String::from_utf8_lossy(entry.name_bytes()));
        let kind = TreeKind::of(entry.filemode());
        let is_folder = entry.kind() == Some(ObjectType::Tree);
        if is_folder && path.matches('/').count() >= DEEPEST {
            found.push(TreeEntry {
                path: path.clone(),
                kind: TreeKind::Deep,
                oid: entry.id(),
            });
        } else if is_folder {
            let below = git
                .find_tree(entry.id())
                .map_err(GitError::git("read a tree"))?;
            collect(git, &below, path, found)?;
        } else {
            found.push(TreeEntry {
                path: path.clone(),
                kind,
                oid: entry.id(),
            });
        }
        path.truncate(length);
    }
    Ok(())
}
