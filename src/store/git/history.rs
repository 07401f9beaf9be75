//! What commits touched, by comparing trees.
//!
//! A folder is entered only where its id differs, so a commit costs the few
//! folders on the way to its files. libgit2's own comparison of trees reads all
//! of both. Commits are believed to have the parents that they name: git's
//! replacements (`git replace`) are not followed.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use git2::{ErrorCode, Odb, Sort};

use super::error::GitError;
use super::{Oid, Repository, open_git};
use crate::core::history::{Claims, Committed};
use crate::core::stamp::Timestamp;
use crate::store::{in_shares, layout};

/// What belongs to a store at the top of its folder.
const OURS: [&str; 4] = [
    layout::CONFIG,
    layout::CONTRACTS,
    layout::FAQ,
    layout::TICKETS,
];

/// From so many commits on, a second core is worth its own handle.
const SHARE: usize = 2_000;

/// How many trees are remembered; the next commit needs those of this one.
const KNOWN: usize = 256;

const FOLDER: &[u8] = b"40000";

impl Repository {
    /// The commits of `head`, itself included, that are not of `seen`, each
    /// after its parents, with the store's files that it touched. Those that
    /// touched none and claim none are left out.
    ///
    /// # Errors
    /// No such commit, or a damaged or missing object.
    pub fn history(&self, head: Oid, seen: Option<Oid>) -> Result<Vec<Committed>, GitError> {
        let read = GitError::git("read the history");
        let ids = self.unseen(head, seen).map_err(read)?;
        let place = &self.place;
        let shares = in_shares(&ids, SHARE, |ids| {
            let git = open_git(&place.folder)?;
            let odb = git.odb().map_err(GitError::git("open the objects"))?;
            let mut walk = Walk {
                git: &git,
                prefix: &place.prefix,
                trees: Trees {
                    odb,
                    known: HashMap::new(),
                },
            };
            let commits = ids.iter().filter_map(|id| walk.commit(*id).transpose());
            let commits: Result<Vec<_>, git2::Error> = commits.collect();
            commits.map_err(GitError::git("read the history"))
        });
        let shares = shares.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(shares.into_iter().flatten().collect())
    }

    /// Whether a commit is `head` or one before it.
    #[must_use]
    pub fn is_past(&self, commit: Oid, head: Oid) -> bool {
        commit == head || self.git.graph_descendant_of(head, commit).unwrap_or(false)
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

    fn unseen(&self, head: Oid, seen: Option<Oid>) -> Result<Vec<Oid>, git2::Error> {
        let mut walk = self.git.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
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
}

impl Walk<'_> {
    fn commit(&mut self, id: Oid) -> Result<Option<Committed>, git2::Error> {
        let commit = self.git.find_commit(id)?;
        let named = named_parents(&commit);
        let is_cut = !named.iter().copied().eq(commit.parent_ids());
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
            parents: named.len(),
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
        let mut paths = self.differing(first, tree)?;
        for parent in parents {
            if paths.is_empty() {
                break;
            }
            let other = self.store(parent.tree_id())?;
            let differing = self.differing(other, tree)?;
            let differing: HashSet<String> = differing.into_iter().collect();
            paths.retain(|path| differing.contains(path));
        }
        Ok(paths)
    }

    /// The tree of the store's folder.
    fn store(&mut self, root: Oid) -> Result<Option<Oid>, git2::Error> {
        let mut tree = root;
        for name in self.prefix.split_terminator('/') {
            let bytes = self.trees.read(Some(tree))?;
            let mut rest = &*bytes;
            let found = loop {
                match Entry::next(&mut rest)? {
                    Some(entry) if entry.name == name.as_bytes() => break entry.folder()?,
                    Some(_) => {}
                    None => break None,
                }
            };
            match found {
                Some(below) => tree = below,
                None => return Ok(None),
            }
        }
        Ok(Some(tree))
    }

    fn differing(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
    ) -> Result<Vec<String>, git2::Error> {
        let mut paths = Vec::new();
        if before != after {
            self.trees
                .compare(before, after, &mut String::new(), &mut paths)?;
        }
        Ok(paths)
    }
}

/// The parents a commit names, whether they are here or not.
fn named_parents(commit: &git2::Commit<'_>) -> Vec<Oid> {
    let header = commit.raw_header_bytes().split(|byte| *byte == b'\n');
    let parents = header.filter_map(|line| line.strip_prefix(b"parent "));
    parents
        .filter_map(|id| Oid::from_str(std::str::from_utf8(id).ok()?).ok())
        .collect()
}

/// An instant that no calendar has is told as the first of 1970.
fn instant(time: git2::Time) -> Timestamp {
    let offset = FixedOffset::east_opt(time.offset_minutes().saturating_mul(60));
    let offset = offset.unwrap_or_else(|| Utc.fix());
    let at = DateTime::from_timestamp(time.seconds(), 0).unwrap_or_default();
    at.with_timezone(&offset)
}

/// Trees as they lie in the objects, the last ones remembered.
struct Trees<'a> {
    odb: Odb<'a>,
    known: HashMap<Oid, Rc<[u8]>>,
}

impl Trees<'_> {
    fn read(&mut self, id: Option<Oid>) -> Result<Rc<[u8]>, git2::Error> {
        let Some(id) = id else {
            return Ok(Rc::from([]));
        };
        if let Some(known) = self.known.get(&id) {
            return Ok(Rc::clone(known));
        }
        let bytes: Rc<[u8]> = Rc::from(self.odb.read(id)?.data());
        if self.known.len() >= KNOWN {
            self.known.clear();
        }
        self.known.insert(id, Rc::clone(&bytes));
        Ok(bytes)
    }

    /// Adds the files that differ below two folders; `path` is what leads
    /// there, empty for the store's own.
    fn compare(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
        path: &mut String,
        found: &mut Vec<String>,
    ) -> Result<(), git2::Error> {
        let (before, after) = (self.read(before)?, self.read(after)?);
        let (mut old, mut new) = (&*before, &*after);
        let (mut left, mut right) = (Entry::next(&mut old)?, Entry::next(&mut new)?);
        while let Some(order) = order(left.as_ref(), right.as_ref()) {
            let one = if order.is_le() { left.take() } else { None };
            let other = if order.is_ge() { right.take() } else { None };
            if order.is_le() {
                left = Entry::next(&mut old)?;
            }
            if order.is_ge() {
                right = Entry::next(&mut new)?;
            }
            if one != other {
                self.descend(one.as_ref(), other.as_ref(), path, found)?;
            }
        }
        Ok(())
    }

    /// Adds what differs between two entries of one name and kind.
    fn descend(
        &mut self,
        before: Option<&Entry<'_>>,
        after: Option<&Entry<'_>>,
        path: &mut String,
        found: &mut Vec<String>,
    ) -> Result<(), git2::Error> {
        let Some(any) = before.or(after) else {
            return Ok(());
        };
        let name = String::from_utf8_lossy(any.name);
        let length = path.len();
        if length == 0 && !OURS.contains(&&*name) {
            return Ok(());
        }
        if length > 0 {
            path.push('/');
        }
        path.push_str(&name);
        if any.is_folder() {
            let folder = |entry: Option<&Entry<'_>>| entry.map(Entry::folder).transpose();
            let (before, after) = (folder(before)?.flatten(), folder(after)?.flatten());
            self.compare(before, after, path, found)?;
        } else {
            found.push(path.clone());
        }
        path.truncate(length);
        Ok(())
    }
}

/// An entry of a tree.
#[derive(PartialEq, Eq)]
struct Entry<'t> {
    mode: &'t [u8],
    name: &'t [u8],
    id: &'t [u8],
}

impl<'t> Entry<'t> {
    /// Takes the next entry off a tree.
    fn next(rest: &mut &'t [u8]) -> Result<Option<Self>, git2::Error> {
        if rest.is_empty() {
            return Ok(None);
        }
        let malformed = || {
            let class = git2::ErrorClass::Tree;
            git2::Error::new(ErrorCode::Invalid, class, "a tree is malformed")
        };
        let blank = rest.iter().position(|byte| *byte == b' ');
        let (mode, after) = rest.split_at(blank.ok_or_else(malformed)?);
        let end = after.iter().position(|byte| *byte == 0);
        let (name, after) = after.split_at(end.ok_or_else(malformed)?);
        let (id, after) = after[1..].split_at_checked(20).ok_or_else(malformed)?;
        *rest = after;
        Ok(Some(Self {
            mode,
            name: &name[1..],
            id,
        }))
    }

    fn is_folder(&self) -> bool {
        self.mode == FOLDER
    }

    fn folder(&self) -> Result<Option<Oid>, git2::Error> {
        let is_folder = self.is_folder();
        is_folder.then(|| Oid::from_bytes(self.id)).transpose()
    }

    /// Git sorts folders as if their names ended in `/`.
    fn key(&self) -> impl Iterator<Item = u8> + use<'t> {
        let slash = self.is_folder().then_some(b'/');
        self.name.iter().copied().chain(slash)
    }
}

/// Which of two entries comes first; `None` when both trees have ended.
fn order(left: Option<&Entry<'_>>, right: Option<&Entry<'_>>) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (left, right) {
        (None, None) => None,
        (Some(_), None) => Some(Less),
        (None, Some(_)) => Some(Greater),
        // Most entries are the same, and then nothing else is compared.
        (Some(left), Some(right)) if left == right => Some(Equal),
        (Some(left), Some(right)) => Some(left.key().cmp(right.key())),
    }
}
