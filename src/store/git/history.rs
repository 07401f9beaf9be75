//! What commits touched, by comparing trees.
//!
//! A folder is entered only where its id differs, so a commit costs the few
//! folders on the way to its files. libgit2's own comparison of trees reads all
//! of both. Commits are believed to have the parents that they name: git's
//! replacements (`git replace`) are not followed.

mod trees;

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use git2::Sort;

use self::trees::Trees;
use super::error::GitError;
use super::{Oid, Repository, open_git};
use crate::core::history::{Claims, Committed, Seen, Walked};
use crate::core::parallel::in_shares;
use crate::core::stamp::Timestamp;

/// From so many commits on, a second core is worth its own handle.
const SHARE: usize = 2_000;

impl Repository {
    /// The commits of `head`, itself included, with the store's files that
    /// each touched; of those that `seen` covers none. Commits that touched no
    /// file and claim none are left out.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn history(&self, head: Oid, seen: Option<&Seen>) -> Result<Walked, GitError> {
        let since = seen.map(|seen| self.since(head, seen)).transpose()?;
        let (goes_on, mut cuts, commits) = match (since.flatten(), seen) {
            (Some(commits), Some(seen)) => (true, seen.cuts.clone(), commits),
            _ => (false, Vec::new(), self.walk(head, None)?.0),
        };
        let new = commits.iter().filter(|committed| committed.is_cut);
        cuts.extend(new.map(|committed| committed.commit.clone()));
        Ok(Walked {
            goes_on,
            seen: Seen {
                head: head.to_string(),
                cuts,
            },
            commits,
        })
    }

    /// What is new; `None` where `seen` is no part of the past of `head`.
    fn since(&self, head: Oid, seen: &Seen) -> Result<Option<Vec<Committed>>, GitError> {
        let is_cut_still = |cut: &String| {
            let commit = Oid::from_str(cut).and_then(|id| self.git.find_commit(id));
            commit.is_ok_and(|commit| is_cut(&commit))
        };
        let last = Oid::from_str(&seen.head).and_then(|id| self.git.find_commit(id));
        match last {
            Ok(last) if seen.cuts.iter().all(is_cut_still) => {
                if last.id() == head {
                    return Ok(Some(Vec::new()));
                }
                // Whatever way leads back to it, its last step is among these.
                let (commits, meets) = self.walk(head, Some(last.id()))?;
                Ok(meets.then_some(commits))
            }
            _ => Ok(None),
        }
    }

    /// The commits that `seen` does not lead back to, and whether one of them
    /// is a child of `seen`.
    fn walk(&self, head: Oid, seen: Option<Oid>) -> Result<(Vec<Committed>, bool), GitError> {
        let read = GitError::git("read the history");
        let _unverified = Unverified::begin();
        let ids = self.unseen(head, seen).map_err(read)?;
        let place = &self.place;
        let shares = in_shares(&ids, SHARE, |ids| {
            let git = open_git(&place.folder)?;
            let odb = git.odb().map_err(GitError::git("open the objects"))?;
            let mut walk = Walk {
                git: &git,
                prefix: &place.prefix,
                trees: Trees::new(odb),
                seen,
                meets: false,
            };
            let commits = ids.iter().filter_map(|id| walk.commit(*id).transpose());
            let commits: Result<Vec<_>, git2::Error> = commits.collect();
            let commits = commits.map_err(GitError::git("read the history"))?;
            Ok((commits, walk.meets))
        });
        let shares = shares.into_iter().collect::<Result<Vec<_>, GitError>>()?;
        let meets = shares.iter().any(|(_, meets)| *meets);
        let newest_first = shares.into_iter().flat_map(|(commits, _)| commits);
        let mut commits: Vec<Committed> = newest_first.collect();
        commits.reverse();
        Ok((commits, meets))
    }

    /// A commit's parents, as far as they are here.
    ///
    /// # Errors
    /// No such commit.
    pub fn parents(&self, commit: Oid) -> Result<Vec<Oid>, GitError> {
        let commit = self.git.find_commit(commit);
        let commit = commit.map_err(GitError::git("read a commit"))?;
        Ok(commit.parent_ids().collect())
    }

    /// The newest first.
    fn unseen(&self, head: Oid, seen: Option<Oid>) -> Result<Vec<Oid>, git2::Error> {
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
    /// Where the last walk ended, and whether it was met.
    seen: Option<Oid>,
    meets: bool,
}

impl Walk<'_> {
    fn commit(&mut self, id: Oid) -> Result<Option<Committed>, git2::Error> {
        let commit = self.git.find_commit(id)?;
        self.meets |= commit.parent_ids().any(|parent| Some(parent) == self.seen);
        let is_cut = is_cut(&commit);
        let paths = if is_cut {
            Vec::new()
        } else {
            self.touched(&commit)?
        };
        let message = String::from_utf8_lossy(commit.message_bytes());
        let claims = Claims::read(&message);
        if paths.is_empty() && claims.is_empty() && !is_cut {
            return Ok(None);
        }
        let author = commit.author();
        Ok(Some(Committed {
            commit: id.to_string(),
            by: String::from_utf8_lossy(author.name_bytes()).into_owned(),
            at: instant(author.when()),
            committed_at: instant(commit.time()),
            subject: message.lines().next().unwrap_or_default().to_owned(),
            claims,
            parents: named_parents(&commit).count(),
            is_cut,
            paths,
        }))
    }

    /// What differs from every parent: a merge that has a file as one of them
    /// has it did not touch it.
    fn touched(&mut self, commit: &git2::Commit<'_>) -> Result<Vec<String>, git2::Error> {
        let tree = self.store(commit.tree_id())?;
        let mut parents = commit.parents();
        let first = match parents.next() {
            Some(parent) => self.store(parent.tree_id())?,
            None => None,
        };
        let mut paths = self.trees.differing(first, tree)?;
        for parent in parents {
            if paths.is_empty() {
                break;
            }
            let other = self.store(parent.tree_id())?;
            let differing = self.trees.differing(other, tree)?;
            let differing: HashSet<String> = differing.into_iter().collect();
            paths.retain(|path| differing.contains(path));
        }
        Ok(paths)
    }

    /// The tree of the store's folder.
    fn store(&mut self, root: Oid) -> Result<Option<Oid>, git2::Error> {
        let mut tree = root;
        for name in self.prefix.split_terminator('/') {
            match self.trees.folder(tree, name)? {
                Some(below) => tree = below,
                None => return Ok(None),
            }
        }
        Ok(Some(tree))
    }
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

/// An instant that no calendar has is told as the first of 1970.
fn instant(time: git2::Time) -> Timestamp {
    let offset = FixedOffset::east_opt(time.offset_minutes().saturating_mul(60));
    let offset = offset.unwrap_or_else(|| Utc.fix());
    let at = DateTime::from_timestamp(time.seconds(), 0).unwrap_or_default();
    at.with_timezone(&offset)
}
