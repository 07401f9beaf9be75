//! Two histories become one tree, in memory: tickets and articles by what they say,
//! everything else as git merges it.
//!
//! Renames are not looked for: two tickets have half their lines in common, and one
//! would be taken for another. Where the two have more than one merge base, those are
//! merged first, as git does.

use std::cell::Cell;
use std::collections::BTreeSet;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, MergeOptions, Oid};

use super::dirs::Dirs;
use super::error::GitError;
use super::history::Trees;
use super::open::open_in_memory;
use super::raw::tree_of;
use super::read::{bounded, entry};
use super::unsynced::Unsynced;
use super::{partial, program, promisor};
use crate::core::layout;
use crate::core::merge::{self, Union};
use crate::store::merge::proven;

/// How often bases may have several bases themselves.
const DEEPEST: usize = 32;

/// The folders that are merged by what stands in them.
const OURS: [&str; 2] = [layout::TICKETS, layout::FAQ];

const FOLDER: i32 = 0o040_000;

/// Hears how many files of how many are merged.
pub type Progress<'a> = &'a dyn Fn(usize, usize);

/// What two histories came to.
#[derive(Debug, Default)]
pub struct Merged {
    /// The files of the store that we, and that they, changed since the two parted;
    /// by their paths from the store's root.
    pub changed: [BTreeSet<String>; 2],
    /// What was made of what both changed.
    pub union: Union,
}

impl Merged {
    /// The files of the store that both sides changed.
    pub fn both(&self) -> impl Iterator<Item = &String> {
        let [ours, theirs] = &self.changed;
        ours.intersection(theirs)
    }
}

/// Reads a file of the merged store by its path from the root.
pub type Reader<'a> = &'a dyn Fn(&str) -> Result<Option<Vec<u8>>, GitError>;

/// A merge that is in memory.
pub(super) struct Joint {
    /// The handle that keeps what was made.
    pub(super) git: git2::Repository,
    pub(super) tree: Oid,
    pub(super) merged: Merged,
}

impl Joint {
    /// Merges two commits that have a part each; `bases` are the best that they come
    /// from, sorted, and `name` is what git calls theirs.
    ///
    /// # Errors
    /// Files that are no tickets changed on both sides, or an object is missing.
    pub(super) fn of(
        place: &Dirs,
        [ours, theirs]: [Oid; 2],
        bases: &[Oid],
        (name, told): (&str, Progress<'_>),
    ) -> Result<Self, GitError> {
        let git = open_in_memory(&place.folder)?;
        let joining = Merger {
            theirs: name,
            told,
            ..Merger::new(&git, place)
        };
        let base = joining.base(bases, 0)?;
        let trees = [joining.tree(ours)?, joining.tree(theirs)?];
        let (tree, merged) = joining.trees(base, trees, Strictness::Refuse)?;
        Ok(Self { git, tree, merged })
    }

    /// A file of what came of it, by its path from the store's root.
    pub(super) fn read(&self, place: &Dirs, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        Merger::new(&self.git, place).read(Some(self.tree), path)
    }
}

/// What becomes of files that are no tickets and changed on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// A person merges them.
    Refuse,
    /// They stay as they were: it is a base that is being made.
    Keep,
}

struct Merger<'r> {
    git: &'r git2::Repository,
    place: &'r Dirs,
    /// What git calls the other side.
    theirs: &'r str,
    told: Progress<'r>,
}

impl<'r> Merger<'r> {
    fn new(git: &'r git2::Repository, place: &'r Dirs) -> Self {
        Self {
            git,
            place,
            theirs: "",
            told: &|_, _| {},
        }
    }

    fn conflicts(&self, paths: Vec<String>) -> GitError {
        let theirs = self.theirs.to_owned();
        Unsynced::Conflicts { paths, theirs }.into()
    }

    fn tree(&self, commit: Oid) -> Result<Oid, GitError> {
        let tree = tree_of(self.git, commit);
        Ok(tree.map_err(GitError::git("read a tree"))?.id())
    }

    /// The tree that both come from: several bases are merged first, in the order of
    /// their names, so that every clone makes the same of them.
    fn base(&self, bases: &[Oid], depth: usize) -> Result<Option<Oid>, GitError> {
        let Some((first, others)) = bases.split_first() else {
            return Ok(None);
        };
        let mut tree = self.tree(*first)?;
        let mut heads = vec![*first];
        for other in others {
            let below = if depth < DEEPEST {
                let mut asked = vec![*other];
                asked.extend(&heads);
                program::merge_bases(&self.place.git_dir, &asked)?
            } else {
                Vec::new()
            };
            let base = self.base(&below, depth + 1)?;
            let trees = [tree, self.tree(*other)?];
            (tree, _) = self.trees(base, trees, Strictness::Keep)?;
            heads.push(*other);
        }
        Ok(Some(tree))
    }

    fn trees(
        &self,
        base: Option<Oid>,
        [ours, theirs]: [Oid; 2],
        strictness: Strictness,
    ) -> Result<(Oid, Merged), GitError> {
        let is_merged = |path: &String| OURS.contains(&path.split('/').next().unwrap_or(path));
        let changed = [self.differing(base, ours)?, self.differing(base, theirs)?];
        let [mine, others] = changed.clone().map(|mut paths| {
            paths.retain(is_merged);
            paths
        });
        let both: Vec<&String> = mine.intersection(&others).collect();
        let (done, all) = (Cell::new(0), both.len());
        self.have(&[base, Some(ours), Some(theirs)], &both)?;
        let read = |tree: Option<Oid>| move |path: &str| self.read(tree, path);
        let (read_base, read_ours) = (read(base), read(Some(ours)));
        let read_theirs = |path: &str| {
            done.set(all.min(done.get() + 1));
            (self.told)(done.get(), all);
            self.read(Some(theirs), path)
        };
        let union = merge::merge_trees(&merge::Trees {
            read: [&read_base, &read_ours, &read_theirs],
            changed: [&mine, &others],
            proof: &proven,
        })?;
        let rest = self.rest(base, [ours, theirs], strictness)?;
        let mut tree = Some(rest);
        for folder in OURS {
            let path = self.place.in_tree(folder);
            tree = put(self.git, tree, &path, self.at(Some(ours), &path)?)
                .map_err(GitError::git("write a tree"))?;
        }
        let mut update = TreeUpdateBuilder::new();
        let alone = others.iter().filter(|path| !mine.contains(*path));
        for path in alone.filter(|path| !union.files.contains_key(*path)) {
            let path = self.place.in_tree(path);
            match self.at(Some(theirs), &path)? {
                Some((id, mode)) => {
                    update.upsert(path, id, file_mode(mode));
                }
                None => {
                    update.remove(path);
                }
            }
        }
        for (path, bytes) in &union.files {
            let path = self.place.in_tree(path);
            let before = self.at(Some(ours), &path)?;
            match bytes {
                Some(bytes) => {
                    let blob = self.git.blob(bytes);
                    let blob = blob.map_err(GitError::git("write a blob"))?;
                    let mode =
                        |tree| Ok::<_, GitError>(self.at(tree, &path)?.map(|(_, mode)| mode));
                    let modes = [mode(base)?, mode(Some(ours))?, mode(Some(theirs))?];
                    update.upsert(path, blob, united_mode(modes));
                }
                None if before.is_some() => {
                    update.remove(path);
                }
                None => {}
            }
        }
        let write = GitError::git("put the files of both sides into one tree");
        let tree = match tree {
            Some(tree) => tree,
            None => empty(self.git).map_err(GitError::git("write a tree"))?,
        };
        let tree = self.git.find_tree(tree);
        let tree = tree.and_then(|tree| update.create_updated(self.git, &tree));
        Ok((tree.map_err(write)?, Merged { changed, union }))
    }

    /// What is no ticket and no article: the configuration, contracts, the product's
    /// own files.
    fn rest(
        &self,
        base: Option<Oid>,
        [ours, theirs]: [Oid; 2],
        strictness: Strictness,
    ) -> Result<Oid, GitError> {
        let [base, ours, theirs] = [base, Some(ours), Some(theirs)].map(|tree| self.without(tree));
        let (base, ours, theirs) = (base?, ours?, theirs?);
        if ours == theirs || theirs == base {
            return Ok(ours);
        }
        let merge = || GitError::git("merge two trees");
        let tree = |id| self.git.find_tree(id).map_err(merge());
        let mut options = MergeOptions::new();
        options.find_renames(false);
        let (base, ours, theirs) = (tree(base)?, tree(ours)?, tree(theirs)?);
        let merged = self.git.merge_trees(&base, &ours, &theirs, Some(&options));
        let mut merged = merged.map_err(merge())?;
        if merged.has_conflicts() {
            let conflicts = merged.conflicts().map_err(merge())?;
            let conflicts: Vec<_> = conflicts.collect::<Result<_, _>>().map_err(merge())?;
            let path = |conflict: &git2::IndexConflict| {
                let any = conflict.our.as_ref().or(conflict.their.as_ref());
                any.or(conflict.ancestor.as_ref())
                    .map(|entry| String::from_utf8_lossy(&entry.path).into_owned())
            };
            if strictness == Strictness::Refuse {
                let mut paths: Vec<String> = conflicts.iter().filter_map(path).collect();
                paths.dedup();
                return Err(self.conflicts(paths));
            }
            for conflict in conflicts {
                if let Some(path) = path(&conflict) {
                    merged.remove_path(path.as_ref()).map_err(merge())?;
                }
                if let Some(mut entry) = conflict.ancestor {
                    // The two bits that say of which side an entry is.
                    entry.flags &= !0x3000;
                    merged.add(&entry).map_err(merge())?;
                }
            }
        }
        merged.write_tree_to(self.git).map_err(merge())
    }

    /// A tree without what is merged by what stands in it.
    fn without(&self, tree: Option<Oid>) -> Result<Oid, GitError> {
        let mut tree = tree;
        let write = || GitError::git("write a tree");
        for folder in OURS {
            let path = self.place.in_tree(folder);
            if self.at(tree, &path)?.is_some() {
                tree = put(self.git, tree, &path, None).map_err(write())?;
            }
        }
        match tree {
            Some(tree) => Ok(tree),
            None => empty(self.git).map_err(write()),
        }
    }

    /// What a tree has at a path from the top.
    fn at(&self, tree: Option<Oid>, path: &str) -> Result<Option<(Oid, i32)>, GitError> {
        let Some(tree) = tree else { return Ok(None) };
        let tree = self.git.find_tree(tree);
        entry(Some(&tree.map_err(GitError::git("read a tree"))?), path)
    }

    /// Has git fetch what a partial clone lacks of some files, all at once.
    fn have(&self, trees: &[Option<Oid>], paths: &[&String]) -> Result<(), GitError> {
        if !promisor::is_met() {
            return Ok(());
        }
        let odb = self.git.odb().map_err(GitError::git("open the objects"))?;
        let mut missing = Vec::new();
        for (path, tree) in paths
            .iter()
            .flat_map(|path| trees.iter().map(move |tree| (path, tree)))
        {
            let found = self.at(*tree, &self.place.in_tree(path))?;
            missing.extend(found.map(|(id, _)| id).filter(|id| !odb.exists(*id)));
        }
        partial::fetch(self.git, self.place, &missing);
        Ok(())
    }

    /// A file of the store; a link or a submodule a person merges.
    fn read(&self, tree: Option<Oid>, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        match self.at(tree, &self.place.in_tree(path))? {
            None | Some((_, FOLDER)) => Ok(None),
            Some((id, mode)) if mode & 0o170_000 == 0o100_000 => {
                self.have(&[tree], &[&path.to_owned()])?;
                bounded(self.git, id, path).map(Some)
            }
            Some(_) => {
                let paths = vec![self.place.in_tree(path)];
                Err(self.conflicts(paths))
            }
        }
    }

    /// The files of the store that differ between two trees, by their paths from its
    /// root.
    fn differing(&self, before: Option<Oid>, after: Oid) -> Result<BTreeSet<String>, GitError> {
        let differ = || {
            let mut trees = Trees::new(self.git.odb()?);
            let prefix = &self.place.prefix;
            let before = before.map(|before| trees.below(before, prefix));
            let before = before.transpose()?.flatten();
            let after = trees.below(after, prefix)?;
            trees.differing(before, after)
        };
        let differing = differ().map_err(GitError::git("compare two trees"))?;
        Ok(differing.into_iter().collect())
    }
}

fn empty(git: &git2::Repository) -> Result<Oid, git2::Error> {
    git.treebuilder(None)?.write()
}

/// A tree with something else at a path; `None` when nothing is left of it.
fn put(
    git: &git2::Repository,
    tree: Option<Oid>,
    path: &str,
    what: Option<(Oid, i32)>,
) -> Result<Option<Oid>, git2::Error> {
    let found = tree.map(|id| git.find_tree(id)).transpose()?;
    let mut builder = git.treebuilder(found.as_ref())?;
    let (name, what) = match path.split_once('/') {
        None => (path, what),
        Some((name, rest)) => {
            let below = builder.get(name)?;
            let below = below.filter(|entry| entry.filemode() == FOLDER);
            let below = below.map(|entry| entry.id());
            let below = put(git, below, rest, what)?;
            (name, below.map(|id| (id, FOLDER)))
        }
    };
    match what {
        Some((id, mode)) => {
            builder.insert(name, id, mode)?;
        }
        None if builder.get(name)?.is_some() => builder.remove(name)?,
        None => {}
    }
    if builder.is_empty() {
        return Ok(None);
    }
    builder.write().map(Some)
}

/// The mode of a file that both sides changed: that which one of them changed, else
/// executable where either has it so.
fn united_mode([base, ours, theirs]: [Option<i32>; 3]) -> FileMode {
    let mode = if ours == base {
        theirs.or(ours)
    } else if theirs == base {
        ours.or(theirs)
    } else {
        ours.max(theirs)
    };
    mode.map_or(FileMode::Blob, file_mode)
}

fn file_mode(mode: i32) -> FileMode {
    match mode & 0o170_000 {
        0o120_000 => FileMode::Link,
        0o160_000 => FileMode::Commit,
        _ if mode & 0o100 != 0 => FileMode::BlobExecutable,
        _ => FileMode::Blob,
    }
}
