//! Commits of the product around the store: those that touch more than the
//! store's own files.

use git2::{Commit, ObjectType, Oid, Tree};

use crate::core::layout;

use super::error::GitError;
use super::history::is_ours;
use super::repository::Repository;

impl Repository {
    /// The first commit that touches more than the store, from this one back
    /// along the first parents, with its subject. `None` where there is none.
    ///
    /// # Errors
    /// Objects that cannot be read, such as the parents in a shallow clone.
    pub fn product_commit(&self, from: Oid) -> Result<Option<(Oid, String)>, GitError> {
        let reading = GitError::git("read a commit");
        let mut next = Some(self.git.find_commit(from).map_err(reading)?);
        while let Some(commit) = next {
            if self
                .touches_more(&commit)
                .map_err(GitError::git("compare commits"))?
            {
                let subject = commit.summary_bytes().unwrap_or_default();
                let subject = String::from_utf8_lossy(subject).into_owned();
                return Ok(Some((commit.id(), subject)));
            }
            next = match commit.parent_count() {
                0 => None,
                _ => Some(commit.parent(0).map_err(GitError::git("read a commit"))?),
            };
        }
        Ok(None)
    }

    /// Whether a commit and its first parent differ outside the store.
    fn touches_more(&self, commit: &Commit<'_>) -> Result<bool, git2::Error> {
        let before = match commit.parent_count() {
            0 => None,
            _ => Some(commit.parent(0)?.tree()?),
        };
        let folders: Vec<&str> = self.prefix().split_terminator('/').collect();
        self.differ(before.as_ref(), &commit.tree()?, &folders)
    }

    /// Whether two trees differ in more than the store that lies below
    /// `folders`.
    fn differ(
        &self,
        before: Option<&Tree<'_>>,
        after: &Tree<'_>,
        folders: &[&str],
    ) -> Result<bool, git2::Error> {
        let names = before.into_iter().chain([after]).flat_map(|tree| {
            let names = tree.iter().map(|entry| entry.name_bytes().to_vec());
            names.collect::<Vec<_>>()
        });
        for name in names {
            let entry = |tree: &Tree<'_>| {
                let found = tree.get_name_bytes(&name);
                found.map(|entry| (entry.id(), entry.filemode(), entry.kind()))
            };
            let (old, new) = (before.and_then(entry), entry(after));
            if old == new {
                continue;
            }
            let name = String::from_utf8_lossy(&name);
            let is_inside = match folders {
                [] => is_ours(&name) || is_made_by_init(&name, before),
                [first, ..] => name == *first,
            };
            if !is_inside {
                return Ok(true);
            }
            let [_, below @ ..] = folders else { continue };
            let folder = |entry: Option<(Oid, i32, Option<ObjectType>)>| match entry {
                Some((id, _, Some(ObjectType::Tree))) => self.git.find_tree(id).map(Some),
                _ => Ok(None),
            };
            match (folder(old)?, folder(new)?) {
                (old, Some(new)) => {
                    if self.differ(old.as_ref(), &new, below)? {
                        return Ok(true);
                    }
                }
                // The folder of the store went with all that was in it.
                (_, None) => return Ok(true),
            }
        }
        Ok(false)
    }
}

/// The attributes that come with a store's configuration.
fn is_made_by_init(name: &str, before: Option<&Tree<'_>>) -> bool {
    let had_store = before.is_some_and(|tree| tree.get_name(layout::CONFIG).is_some());
    name == ".gitattributes" && !had_store
}
