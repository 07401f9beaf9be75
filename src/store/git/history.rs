//! What commits touched, by comparing trees.
//!
//! A folder is entered only where its id differs, so a commit costs the few
//! folders on the way to its files. libgit2's own comparison of trees reads all
//! of both. In a long history the `git` program compares, which knows how to
//! read deltas once. Commits are believed to have the parents that they name: git's
//! replacements (`git replace`) are not followed.

mod merges;
mod program;
mod trees;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use git2::{ErrorCode, Oid, Sort};

pub use self::merges::{Contest, Merges, Rival};
pub(super) use self::trees::{Trees, is_ours};
use super::error::GitError;
use super::open::open_git;
use super::raw::{Raw, parents_of, tree_of};
use super::repository::Repository;
use crate::core::history::{Claims, Committed, Seen, Walked};
use crate::core::layout;
use crate::core::parallel::in_shares;
use crate::core::stamp::Timestamp;

/// From so many commits on, a second core is worth its own handle.
const SHARE: usize = 2_000;
/// From so many commits on, the `git` program is faster, its start included.
const PROGRAM: usize = 100;

/// After so many commits each time it is told how far a walk is.
const TOLD: usize = 256;

/// Hears how many of how many commits a walk has looked at.
type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Who compares the trees.
#[derive(Debug, Clone, Copy)]
pub(super) enum Comparer {
    /// The `git` program; where it cannot, as [`Self::Own`].
    Program,
    /// Ourselves, by libgit2's objects.
    Own,
}

/// What has become of the commits that a walk saw; both the newest first.
struct Since {
    new: Vec<Oid>,
    undone: Vec<Oid>,
}

impl Repository {
    /// The commits of `head`, itself included, with the store's files that
    /// each touched; of those that `seen` covers none that need not be told
    /// again. Commits that touched no file and claim none are left out. Now and
    /// then `told` hears how many of how many commits have been looked at.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn history(
        &self,
        head: Oid,
        seen: Option<&Seen>,
        told: Progress<'_>,
    ) -> Result<Walked, GitError> {
        let read = GitError::git("read the history");
        let _unverified = Unverified::begin();
        let since = seen.and_then(|seen| Some((seen, self.since(head, seen)?)));
        let goes_on = since.is_some();
        let (mut cuts, since) = if let Some((seen, since)) = since {
            (seen.cuts.clone(), since)
        } else {
            let new = self.unseen(head, None).map_err(read)?;
            let undone = Vec::new();
            (Vec::new(), Since { new, undone })
        };
        let comparer = match since.new.len() {
            PROGRAM.. => Comparer::Program,
            _ => Comparer::Own,
        };
        let commits = self.committed(&since.new, comparer, told)?;
        let undone: Vec<String> = since.undone.iter().map(Oid::to_string).collect();
        cuts.retain(|cut| !undone.contains(cut));
        let new = commits.iter().filter(|committed| committed.is_cut);
        cuts.extend(new.map(|committed| committed.commit.clone()));
        let head = head.to_string();
        Ok(Walked {
            goes_on,
            undone,
            seen: Seen { head, cuts },
            commits,
        })
    }

    /// The store's files of a folder that are in none of the commits from `head`
    /// on, but were: those a commit took away. Where git cannot tell, none.
    #[must_use]
    pub fn removed(&self, head: Oid, folder: &str) -> BTreeSet<String> {
        program::removed(&self.place, head, folder).unwrap_or_default()
    }

    /// What is new since `seen`; `None` where that cannot be told.
    ///
    /// The two walks part at a commit that all that follows it descends from,
    /// in both: what lies before it has the same order in both.
    fn since(&self, head: Oid, seen: &Seen) -> Option<Since> {
        let commit = |id: &String| self.git.find_commit(Oid::from_str(id).ok()?).ok();
        let is_cut_still = |cut: &String| commit(cut).is_some_and(|commit| is_cut(&commit));
        if !seen.cuts.iter().all(is_cut_still) {
            return None;
        }
        let last = commit(&seen.head)?.id();
        let mut parting = last;
        loop {
            let new = self.unseen(head, Some(parting)).ok()?;
            let undone = self.unseen(last, Some(parting)).ok()?;
            let aside = self.aside(head, &new, parting).ok()?;
            let aside = aside.or(self.aside(last, &undone, parting).ok()?);
            let Some(aside) = aside else {
                return Some(Since { new, undone });
            };
            parting = self.git.merge_base(parting, aside).ok()?;
        }
    }

    /// One of the commits that `head` has and `parting` has not, the newest
    /// first, that does not descend from `parting`.
    fn aside(&self, head: Oid, ids: &[Oid], parting: Oid) -> Result<Option<Oid>, git2::Error> {
        let mut descended = HashSet::from([parting]);
        for id in ids.iter().rev() {
            let mut parents = parents_of(&self.git, *id)?;
            parents.retain(|parent| descended.contains(parent));
            if parents.is_empty() {
                return Ok(Some(*id));
            }
            descended.insert(*id);
        }
        Ok((!descended.contains(&head)).then_some(head))
    }

    /// What was committed, the oldest first; `ids` are the newest first.
    pub(super) fn committed(
        &self,
        ids: &[Oid],
        comparer: Comparer,
        told: Progress<'_>,
    ) -> Result<Vec<Committed>, GitError> {
        let place = &self.place;
        let done = AtomicUsize::new(0);
        let advance = || {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(TOLD) {
                told(done, ids.len());
            }
        };
        let shares = in_shares(ids, SHARE, |ids| {
            let git = open_git(&place.folder)?;
            let odb = git.odb().map_err(GitError::git("open the objects"))?;
            let mut walk = Walk {
                git: &git,
                prefix: &place.prefix,
                trees: Trees::new(odb),
                known: match comparer {
                    Comparer::Program => program::touched(place, ids, advance),
                    Comparer::Own => None,
                },
            };
            let commits = ids.iter().filter_map(|id| {
                if walk.known.is_none() {
                    advance();
                }
                walk.commit(*id).transpose()
            });
            let commits: Result<Vec<_>, git2::Error> = commits.collect();
            commits.map_err(GitError::git("read the history"))
        });
        let shares = shares.into_iter().collect::<Result<Vec<_>, GitError>>()?;
        let newest_first = shares.into_iter().flatten();
        let mut commits: Vec<Committed> = newest_first.collect();
        commits.reverse();
        Ok(commits)
    }

    #[cfg(test)]
    pub(super) fn touched_by_program(&self, ids: &[Oid]) -> Option<HashMap<Oid, Vec<String>>> {
        program::touched(&self.place, ids, || {})
    }

    /// A commit's parents, as far as they are here.
    ///
    /// # Errors
    /// No such commit.
    pub fn parents(&self, commit: Oid) -> Result<Vec<Oid>, GitError> {
        parents_of(&self.git, commit).map_err(GitError::git("read a commit"))
    }

    /// The newest first.
    fn unseen(&self, head: Oid, seen: Option<Oid>) -> Result<Vec<Oid>, git2::Error> {
        self.walked(head, seen).or_else(|error| {
            // Git walks on past a commit that libgit2 cannot read.
            program::listed(&self.place, head, seen).ok_or(error)
        })
    }

    fn walked(&self, head: Oid, seen: Option<Oid>) -> Result<Vec<Oid>, git2::Error> {
        let mut walk = self.git.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        walk.push(head)?;
        if let Some(seen) = seen {
            walk.hide(seen)?;
        }
        walk.collect()
    }
}

/// One share of the commits.
struct Walk<'a> {
    git: &'a git2::Repository,
    prefix: &'a str,
    trees: Trees<'a>,
    /// What the `git` program found, where it was asked; nothing of a commit
    /// that touched nothing.
    known: Option<HashMap<Oid, Vec<String>>>,
}

impl Walk<'_> {
    fn commit(&mut self, id: Oid) -> Result<Option<Committed>, git2::Error> {
        let commit = match self.git.find_commit(id) {
            Ok(commit) => commit,
            Err(error) if error.code() == ErrorCode::NotFound => return Err(error),
            Err(error) => return self.unreadable(id, &error).map(Some),
        };
        let is_cut = is_cut(&commit);
        let mut paths = match &mut self.known {
            _ if is_cut => Vec::new(),
            Some(known) => known.remove(&id).unwrap_or_default(),
            None => {
                let parents: Vec<Oid> = commit.parent_ids().collect();
                self.touched(commit.tree_id(), &parents)?
            }
        };
        paths.sort_unstable();
        let message = String::from_utf8_lossy(commit.message_bytes());
        let claims = Claims::read(&message);
        if paths.is_empty() && claims.is_empty() && !is_cut {
            return Ok(None);
        }
        let author = commit.author();
        let (at, committed_at) = (instant(author.when()), instant(commit.time()));
        let is_dated = at.is_some() && committed_at.is_some();
        Ok(Some(Committed {
            commit: id.to_string(),
            by: String::from_utf8_lossy(author.name_bytes()).into_owned(),
            at,
            committed_at,
            unreadable: (!is_dated).then(|| "no calendar has its date".to_owned()),
            subject: message.lines().next().unwrap_or_default().to_owned(),
            claims,
            parents: named_parents(&commit).count(),
            is_cut,
            touched: tickets(&paths),
            paths,
        }))
    }

    /// A commit that git goes past and libgit2 refuses: it is told as that, with
    /// what it touched, and no other suffers.
    fn unreadable(&mut self, id: Oid, why: &git2::Error) -> Result<Committed, git2::Error> {
        let raw = Raw::read(self.git, id)?;
        let mut paths = match &mut self.known {
            Some(known) => known.remove(&id).unwrap_or_default(),
            None => self.touched(raw.tree, &raw.parents)?,
        };
        paths.sort_unstable();
        let subject = raw.message.lines().next().unwrap_or_default();
        Ok(Committed {
            commit: id.to_string(),
            by: raw.author,
            at: None,
            committed_at: None,
            unreadable: Some(why.message().to_owned()),
            subject: subject.to_owned(),
            claims: Claims::read(&raw.message),
            parents: raw.parents.len(),
            is_cut: false,
            touched: tickets(&paths),
            paths,
        })
    }

    /// What differs from every parent: a merge that has a file as one of them
    /// has it did not touch it.
    fn touched(&mut self, tree: Oid, parents: &[Oid]) -> Result<Vec<String>, git2::Error> {
        let tree = self.store(tree)?;
        let mut parents = parents.iter();
        let first = match parents.next() {
            Some(parent) => self.store(tree_of(self.git, *parent)?.id())?,
            None => None,
        };
        let mut paths = self.trees.differing(first, tree)?;
        for parent in parents {
            if paths.is_empty() {
                break;
            }
            let other = self.store(tree_of(self.git, *parent)?.id())?;
            let differing = self.trees.differing(other, tree)?;
            let differing: HashSet<String> = differing.into_iter().collect();
            paths.retain(|path| differing.contains(path));
        }
        Ok(paths)
    }

    /// The tree of the store's folder.
    fn store(&mut self, root: Oid) -> Result<Option<Oid>, git2::Error> {
        self.trees.below(root, self.prefix)
    }
}

/// How many tickets files belong to.
fn tickets(paths: &[String]) -> usize {
    let mut ids: Vec<_> = paths
        .iter()
        .filter_map(|path| layout::ticket_of(path))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// The parents a commit names, whether they are here or not.
fn named_parents<'a>(commit: &'a git2::Commit<'_>) -> impl Iterator<Item = Oid> + use<'a> {
    let header = commit.raw_header_bytes().split(|byte| *byte == b'\n');
    let parents = header.filter_map(|line| line.strip_prefix(b"parent "));
    parents.filter_map(|id| Oid::from_str(std::str::from_utf8(id).ok()?).ok())
}

/// Whether a commit has not the parents that it names: a shallow clone.
fn is_cut(commit: &git2::Commit<'_>) -> bool {
    !named_parents(commit).eq(commit.parent_ids())
}

/// While it lives, libgit2 believes objects to be what they are called, as `git
/// log` does; hashing each is a fifth of a walk. Whether they are is for `git
/// fsck` to say.
struct Unverified;

impl Unverified {
    fn begin() -> Self {
        git2::opts::strict_hash_verification(false);
        Self
    }
}

impl Drop for Unverified {
    fn drop(&mut self) {
        git2::opts::strict_hash_verification(true);
    }
}

/// `None` for an instant that no calendar has.
fn instant(time: git2::Time) -> Option<Timestamp> {
    let offset = FixedOffset::east_opt(time.offset_minutes().saturating_mul(60));
    let offset = offset.unwrap_or_else(|| Utc.fix());
    let at = DateTime::from_timestamp(time.seconds(), 0)?;
    Some(at.with_timezone(&offset))
}
