//! Blobs, trees and commits: loose, or all in one pack when there are many.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{Buf, FileMode, ObjectType, Odb, Oid};

use super::super::dirs::Dirs;
use super::super::error::{GitError, IoContext as _};
use super::super::files::remove;
use super::super::open::open_git;
use super::index_lock::ours;
use super::journal::FileRecord;
use super::loose::{self, Loose};

/// From so many objects on, a pack is smaller and quicker than loose objects.
const PACK_FROM: usize = 500;

/// What git holds while it keeps house. It may be of a process that is gone.
const HOUSEKEEPING: &str = "gc.pid";

/// A file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// From the top of the work tree.
    pub(super) path: String,
    pub(super) blob: Oid,
    /// As in a tree.
    pub(super) mode: u32,
}

/// Collects the objects of one commit in memory until all of them are known,
/// and keeps them until the commit is done.
///
/// Until the branch has the commit no ref holds what is written, and with
/// `--prune=now` git takes such objects from every writer. It takes them from
/// packs only when no file says that the pack is to be kept.
pub(super) struct Collected<'a> {
    odb: &'a Odb<'a>,
    place: &'a Dirs,
    written: Written,
}

/// What was put on the disk.
enum Written {
    Loose(Vec<Oid>),
    /// Nobody takes away a part of it.
    Pack {
        bytes: Buf,
        keep: Keep,
    },
}

impl<'a> Collected<'a> {
    /// `odb` is of a handle that keeps in memory what it writes.
    pub(super) fn begin(odb: &'a Odb<'a>, place: &'a Dirs) -> Self {
        Self {
            odb,
            place,
            written: Written::Loose(Vec::new()),
        }
    }

    pub(super) fn blob(&self, bytes: &[u8]) -> Result<Oid, GitError> {
        blob(self.odb, bytes)
    }

    pub(super) fn commit(&self, text: &[u8]) -> Result<Oid, GitError> {
        self.odb
            .write(ObjectType::Commit, text)
            .map_err(GitError::git("write a commit"))
    }

    /// Puts what `commit` has and the trees of its parents have not on the disk.
    pub(super) fn write(
        &mut self,
        git: &git2::Repository,
        commit: Oid,
        parents: &[&git2::Tree<'_>],
    ) -> Result<(), GitError> {
        let tree = git.find_commit(commit).and_then(|commit| commit.tree());
        let tree = tree.map_err(GitError::git("read a tree"))?;
        let mut fresh = Fresh::of(git, &tree, parents)?.ids();
        fresh.push(commit);
        self.put(git, fresh)
    }

    /// Puts objects on the disk.
    pub(super) fn put(&mut self, git: &git2::Repository, fresh: Vec<Oid>) -> Result<(), GitError> {
        let is_many = fresh.len() >= PACK_FROM;
        if is_many || self.place.common_dir.join(HOUSEKEEPING).exists() {
            return self.pack_of(git, &fresh);
        }
        let folder = folder(git);
        let mut loose = Loose::begin(&folder, self.place.sharing);
        for id in &fresh {
            let object = self.odb.read(*id);
            let object = object.map_err(GitError::git("read an object"))?;
            loose.add(*id, object.kind(), object.data())?;
        }
        if loose.finish()? {
            self.written = Written::Loose(fresh);
            return Ok(());
        }
        self.pack_of(git, &fresh)
    }

    /// Writes again what housekeeping has taken away since. One that began
    /// before the branch moved may do so even after that.
    pub(super) fn hold(&mut self, git: &git2::Repository, commit: Oid) -> Result<(), GitError> {
        match &self.written {
            Written::Loose(ids) => {
                let folder = folder(git);
                let is_away = |id: &&Oid| !loose::path(&folder, **id).exists();
                let away: Vec<Oid> = ids.iter().filter(is_away).copied().collect();
                if away.is_empty() || away.into_iter().all(on_disk(self.place)?) {
                    return Ok(());
                }
            }
            Written::Pack { .. } if on_disk(self.place)?(commit) => return Ok(()),
            Written::Pack { .. } => {}
        }
        match std::mem::replace(&mut self.written, Written::Loose(Vec::new())) {
            Written::Loose(ids) => self.pack_of(git, &ids),
            Written::Pack { bytes, keep } => {
                drop(keep);
                self.pack(git, bytes)
            }
        }
    }

    fn pack_of(&mut self, git: &git2::Repository, ids: &[Oid]) -> Result<(), GitError> {
        let mut bytes = Buf::new();
        let mut builder = git.packbuilder().map_err(GitError::git("make a pack"))?;
        ids.iter()
            .try_for_each(|id| builder.insert_object(*id, None))
            .and_then(|()| builder.write_buf(&mut bytes))
            .map_err(GitError::git("make a pack"))?;
        drop(builder);
        self.pack(git, bytes)
    }

    fn pack(&mut self, git: &git2::Repository, bytes: Buf) -> Result<(), GitError> {
        let folder = folder(git).join("pack");
        self.place
            .sharing
            .make_folder(&folder)
            .during("create", &folder)?;
        let keep = Keep::of(&folder, &bytes)?;
        let mut writer = self
            .odb
            .packwriter()
            .map_err(GitError::git("write a pack"))?;
        writer.write_all(&bytes).map_err(|error| {
            let error = git2::Error::from_str(&error.to_string());
            GitError::git("write a pack")(error)
        })?;
        writer.commit().map_err(GitError::git("write a pack"))?;
        self.written = Written::Pack { bytes, keep };
        Ok(())
    }
}

/// Whether an object is on the disk: asked of a handle that has nothing in
/// memory.
fn on_disk(place: &Dirs) -> Result<impl Fn(Oid) -> bool + use<>, GitError> {
    let git = open_git(&place.folder)?;
    Ok(move |id| git.odb().is_ok_and(|odb| odb.exists(id)))
}

/// The file that tells git's housekeeping to leave a pack alone, there before
/// the pack and as long as the write lasts.
struct Keep {
    path: PathBuf,
}

impl Keep {
    /// `pack` is all of one, whose name is the checksum at its end.
    fn of(folder: &Path, pack: &[u8]) -> Result<Self, GitError> {
        let checksum: [u8; 20] = pack.last_chunk().copied().unwrap_or_default();
        let name = format!(
            "pack-{}.keep",
            Oid::from_bytes(&checksum).unwrap_or(Oid::ZERO_SHA1)
        );
        let keep = Self {
            path: folder.join(name),
        };
        fs::write(&keep.path, ours()).during("write", &keep.path)?;
        Ok(keep)
    }
}

impl Drop for Keep {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// What a tree has that those of its parents have not in the same place. What lies
/// elsewhere in them, or on the disk by chance, is written again: nothing else says
/// that it will stay.
#[derive(Default)]
pub(super) struct Fresh {
    trees: Vec<Oid>,
    pub(super) files: Vec<Entry>,
}

impl Fresh {
    pub(super) fn of(
        git: &git2::Repository,
        tree: &git2::Tree<'_>,
        before: &[&git2::Tree<'_>],
    ) -> Result<Self, GitError> {
        let mut fresh = Self::default();
        fresh
            .add(git, (tree, &mut String::new()), before)
            .map_err(GitError::git("read a tree"))?;
        Ok(fresh)
    }

    /// All of it, each once.
    pub(super) fn ids(&self) -> Vec<Oid> {
        let files = self.files.iter().map(|file| file.blob);
        let ids: BTreeSet<Oid> = files.chain(self.trees.iter().copied()).collect();
        ids.into_iter().collect()
    }

    /// Adds a tree, to which a path leads, and what is new in it.
    fn add(
        &mut self,
        git: &git2::Repository,
        (tree, path): (&git2::Tree<'_>, &mut String),
        before: &[&git2::Tree<'_>],
    ) -> Result<(), git2::Error> {
        if before.iter().any(|before| before.id() == tree.id()) {
            return Ok(());
        }
        self.trees.push(tree.id());
        let length = path.len();
        for entry in tree {
            let name = entry.name_bytes();
            let known: Vec<_> = before
                .iter()
                .filter_map(|tree| tree.get_name_bytes(name))
                .collect();
            if known.iter().any(|known| known.id() == entry.id()) {
                continue;
            }
            path.push_str(&String::from_utf8_lossy(name));
            match entry.kind() {
                Some(ObjectType::Tree) => {
                    let below = known
                        .iter()
                        .filter_map(|known| git.find_tree(known.id()).ok());
                    let below: Vec<_> = below.collect();
                    let below: Vec<_> = below.iter().collect();
                    path.push('/');
                    self.add(git, (&git.find_tree(entry.id())?, path), &below)?;
                }
                // A submodule's commit lies in another repository.
                Some(ObjectType::Commit) => {}
                _ => self.files.push(Entry {
                    path: path.clone(),
                    blob: entry.id(),
                    mode: entry.filemode().unsigned_abs(),
                }),
            }
            path.truncate(length);
        }
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

pub(super) fn blob(odb: &Odb<'_>, bytes: &[u8]) -> Result<Oid, GitError> {
    odb.write(ObjectType::Blob, bytes)
        .map_err(GitError::git("write a blob"))
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

/// A commit as it is written; libgit2 would have to understand its parent first,
/// and of a commit with a date that nobody can read the name is enough.
pub(super) fn commit_text(
    committer: &git2::Signature<'_>,
    author: &git2::Signature<'_>,
    message: &str,
    tree: Oid,
    parents: &[Oid],
) -> Vec<u8> {
    let mut text = format!("tree {tree}\n").into_bytes();
    for parent in parents {
        text.extend(format!("parent {parent}\n").bytes());
    }
    for (role, who) in [("author", author), ("committer", committer)] {
        let minutes = who.when().offset_minutes();
        let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
        text.extend(format!("{role} ").bytes());
        text.extend(who.name_bytes());
        text.extend(b" <");
        text.extend(who.email_bytes());
        let seconds = who.when().seconds();
        let zone = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
        text.extend(format!("> {seconds} {zone}\n").bytes());
    }
    text.extend(format!("\n{message}").bytes());
    text
}
