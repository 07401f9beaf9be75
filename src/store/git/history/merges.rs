//! Merge commits, and the tickets of which one may have less than a parent.
//!
//! As elsewhere a folder is entered only where its id says so: a merge costs the few
//! folders that both sides changed.

use std::collections::BTreeMap;
use std::fmt;

use git2::{ErrorClass, ErrorCode, Oid};

use super::trees::{Item, Trees};
use super::{Unverified, is_cut, program};
use crate::core::layout;
use crate::store::git::error::GitError;
use crate::store::git::program as git;
use crate::store::git::raw::tree_of;
use crate::store::git::read::DEEPEST;
use crate::store::git::repository::Repository;

/// A ticket that a parent of a merge has otherwise than the merge, and not because
/// another parent alone changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// The parent.
    pub parent: Oid,
    /// Where the parent has the ticket, from the store's root.
    pub path: String,
    /// The parent's version, as all of these a blob.
    pub version: Oid,
    /// The merge's version.
    pub merge: Option<Oid>,
    /// The other parents.
    pub others: Vec<Rival>,
}

/// What another parent of a merge has in the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rival {
    /// Its version.
    pub version: Option<Oid>,
    /// What the commits have that both parents come from.
    pub bases: Vec<Option<Oid>>,
}

impl Contest {
    /// Every version in it.
    pub fn blobs(&self) -> impl Iterator<Item = Oid> + '_ {
        let rivals = self.others.iter();
        let rivals = rivals.flat_map(|other| other.bases.iter().chain([&other.version]));
        let there = rivals.chain([&self.merge]).copied().flatten();
        there.chain([self.version])
    }
}

impl Repository {
    /// The merge commits that `head` has, itself included, and the others have not.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn merges(&self, head: Oid, without: &[Oid]) -> Result<Vec<Oid>, GitError> {
        // In a long walk git is faster, its start included.
        let told = program::merges(&self.place, head, without);
        told.map_or_else(|| self.own_merges(head, without), Ok)
    }

    pub(in crate::store::git) fn own_merges(
        &self,
        head: Oid,
        without: &[Oid],
    ) -> Result<Vec<Oid>, GitError> {
        let mut found = Vec::new();
        for id in self.reached(&[head], without)? {
            if self.parents(id)?.len() > 1 {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// The commits that `head` has, itself included, and the others have not, whose
    /// parents a shallow clone lacks.
    ///
    /// # Errors
    /// As for [`Self::merges`].
    pub fn cuts(&self, head: Oid, without: &[Oid]) -> Result<Vec<Oid>, GitError> {
        if !self.git.is_shallow() {
            return Ok(Vec::new());
        }
        let mut cuts = self.reached(&[head], without)?;
        cuts.retain(|id| self.git.find_commit(*id).is_ok_and(|it| is_cut(&it)));
        Ok(cuts)
    }

    /// Whether the clone is cut: commits are here and their parents are not.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow()
    }

    /// The commit of an id in hexadecimal digits, where it is here.
    #[must_use]
    pub fn commit_here(&self, id: &str) -> Option<Oid> {
        let id = Oid::from_str(id).ok()?;
        self.parents(id).ok().map(|_| id)
    }

    /// Whether a commit is one of those that `head` has, itself included.
    #[must_use]
    pub fn is_of(&self, commit: Oid, head: Oid) -> bool {
        let is_below = |commit, head| {
            let told = self.git.graph_descendant_of(head, commit).ok();
            told.or_else(|| git::is_below(&self.place.git_dir, commit, head))
        };
        commit == head || is_below(commit, head).unwrap_or(true)
    }

    /// The best commits that two come from, in the order of their ids.
    ///
    /// # Errors
    /// As for [`Self::merges`].
    pub fn bases(&self, one: Oid, other: Oid) -> Result<Vec<Oid>, GitError> {
        let mut bases = match self.git.merge_bases(one, other) {
            Ok(bases) => bases.to_vec(),
            Err(error)
                if error.code() == ErrorCode::NotFound && error.class() == ErrorClass::Merge =>
            {
                Vec::new()
            }
            // Git goes past commits that libgit2 cannot read.
            Err(_) => git::merge_bases(&self.place.git_dir, &[one, other])?,
        };
        bases.sort_unstable();
        Ok(bases)
    }

    fn reached(&self, heads: &[Oid], without: &[Oid]) -> Result<Vec<Oid>, GitError> {
        let walk = || {
            let mut walk = self.git.revwalk()?;
            heads.iter().try_for_each(|head| walk.push(*head))?;
            without.iter().try_for_each(|seen| walk.hide(*seen))?;
            walk.collect::<Result<_, git2::Error>>()
        };
        walk().map_err(GitError::git("read the history"))
    }

    /// Looks into merge commits.
    ///
    /// # Errors
    /// The objects cannot be opened.
    pub fn looked_into(&self) -> Result<Merges<'_>, GitError> {
        let odb = self.git.odb().map_err(GitError::git("open the objects"))?;
        Ok(Merges {
            repository: self,
            trees: Trees::new(odb),
            _unverified: Unverified::begin(),
        })
    }
}

/// Looks into one merge commit after the other: the folders of one are mostly those of
/// the next.
pub struct Merges<'a> {
    repository: &'a Repository,
    trees: Trees<'a>,
    _unverified: Unverified,
}

impl fmt::Debug for Merges<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Merges").field(self.repository).finish()
    }
}

impl Merges<'_> {
    /// The store's files that differ between two commits, from the store's root.
    ///
    /// # Errors
    /// As for [`Self::contests`].
    pub fn differing(&mut self, before: Option<Oid>, after: Oid) -> Result<Vec<String>, GitError> {
        let mut differ = || {
            let before = before.map(|before| self.store(before)).transpose()?;
            let after = self.store(after)?;
            self.trees.differing(before.flatten(), after)
        };
        differ().map_err(GitError::git("read a tree"))
    }

    /// The tickets of which a merge may have less than a parent. `None` where a
    /// shallow clone cannot tell.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn contests(&mut self, merge: Oid) -> Result<Option<Vec<Contest>>, GitError> {
        let repository = self.repository;
        let mut parents = repository.parents(merge)?;
        let all = parents.clone();
        let mut places = 0..;
        parents.retain(|parent| {
            let place = places.next().unwrap_or(0);
            !all[..place].contains(parent)
        });
        let mut bases: BTreeMap<(Oid, Oid), Vec<Oid>> = BTreeMap::new();
        for (place, one) in parents.iter().enumerate() {
            for other in &parents[..place] {
                let found = repository.bases(*one, *other)?;
                if !self.is_whole(&[*one, *other], &found)? {
                    return Ok(None);
                }
                bases.insert((*one, *other), found.clone());
                bases.insert((*other, *one), found);
            }
        }
        let read = GitError::git("read a tree");
        self.between(merge, &parents, &bases)
            .map(Some)
            .map_err(read)
    }

    /// Whether no commit between these and their bases is one where the clone is cut.
    fn is_whole(&self, tips: &[Oid], bases: &[Oid]) -> Result<bool, GitError> {
        let git = &self.repository.git;
        if !git.is_shallow() {
            return Ok(true);
        }
        let mut between = self.repository.reached(tips, bases)?.into_iter();
        Ok(between.all(|id| git.find_commit(id).is_ok_and(|it| !is_cut(&it))))
    }

    fn between(
        &mut self,
        merge: Oid,
        parents: &[Oid],
        bases: &BTreeMap<(Oid, Oid), Vec<Oid>>,
    ) -> Result<Vec<Contest>, git2::Error> {
        let mut found = Vec::new();
        let merged = self.tickets(merge)?;
        for parent in parents {
            let mut rivals = Vec::new();
            for other in parents.iter().filter(|other| *other != parent) {
                let known = bases.get(&(*parent, *other)).into_iter().flatten();
                let known = known.map(|base| self.tickets(*base));
                let bases = known.collect::<Result<_, _>>()?;
                let version = self.tickets(*other)?;
                rivals.push(Sight { version, bases });
            }
            let place = Place {
                parent: self.tickets(*parent)?,
                merge: merged,
                others: rivals,
            };
            let mut path = layout::TICKETS.to_owned();
            self.descend(*parent, &place, &mut path, &mut found)?;
        }
        Ok(found)
    }

    /// The folder of the store in a commit.
    fn store(&mut self, commit: Oid) -> Result<Option<Oid>, git2::Error> {
        let root = tree_of(&self.repository.git, commit)?.id();
        self.trees.below(root, &self.repository.place.prefix)
    }

    /// The folder of the tickets of a commit.
    fn tickets(&mut self, commit: Oid) -> Result<Option<Item>, git2::Error> {
        let Some(store) = self.store(commit)? else {
            return Ok(None);
        };
        let folder = self.trees.folder(store, layout::TICKETS)?;
        Ok(folder.map(Item::Folder))
    }

    fn descend(
        &mut self,
        parent: Oid,
        place: &Place,
        path: &mut String,
        found: &mut Vec<Contest>,
    ) -> Result<(), git2::Error> {
        if place.is_settled() {
            return Ok(());
        }
        let folder = match place.parent {
            Some(Item::Folder(folder)) => folder,
            Some(Item::File(version)) => {
                found.extend(
                    layout::id_of(path)
                        .filter(|_| layout::may_be_ticket(path))
                        .map(|_| Contest {
                            parent,
                            path: path.clone(),
                            version,
                            merge: file(place.merge),
                            others: place.others.iter().map(Sight::files).collect(),
                        }),
                );
                return Ok(());
            }
            None => return Ok(()),
        };
        if path.matches('/').count() >= DEEPEST {
            return Ok(());
        }
        let merge = self.below(place.merge)?;
        let mut others = Vec::new();
        for other in &place.others {
            let bases = other.bases.iter().map(|base| self.below(*base));
            let bases: Vec<Names> = bases.collect::<Result<_, _>>()?;
            others.push((self.below(other.version)?, bases));
        }
        for (name, item) in self.trees.items(Some(folder))? {
            let named = |names: &Names| names.get(&name).copied();
            let below = Place {
                parent: Some(item),
                merge: named(&merge),
                others: others
                    .iter()
                    .map(|(version, bases)| Sight {
                        version: named(version),
                        bases: bases.iter().map(named).collect(),
                    })
                    .collect(),
            };
            let length = path.len();
            path.push('/');
            path.push_str(&String::from_utf8_lossy(&name));
            self.descend(parent, &below, path, found)?;
            path.truncate(length);
        }
        Ok(())
    }

    fn below(&mut self, item: Option<Item>) -> Result<Names, git2::Error> {
        match item {
            Some(Item::Folder(folder)) => self.trees.items(Some(folder)),
            _ => Ok(Names::new()),
        }
    }
}

type Names = BTreeMap<Vec<u8>, Item>;

/// One place in all the trees that a merge is proved by.
struct Place {
    parent: Option<Item>,
    merge: Option<Item>,
    others: Vec<Sight>,
}

/// What another parent has there, and the commits that both come from.
struct Sight {
    version: Option<Item>,
    bases: Vec<Option<Item>>,
}

impl Place {
    /// Whether the merge has what the parent has, or what another made of it while the
    /// parent left it alone.
    fn is_settled(&self) -> bool {
        self.parent.is_none()
            || self.parent == self.merge
            || self
                .others
                .iter()
                .any(|other| other.version == self.merge && other.bases.contains(&self.parent))
    }
}

impl Sight {
    fn files(&self) -> Rival {
        Rival {
            version: file(self.version),
            bases: self.bases.iter().copied().map(file).collect(),
        }
    }
}

const fn file(item: Option<Item>) -> Option<Oid> {
    match item {
        Some(Item::File(id)) => Some(id),
        _ => None,
    }
}
