//! The paths at which HEAD, the index and the work tree do not agree.

use git2::{ErrorClass, StatusOptions};

use super::difference::PathState;
use super::eol::{Attributes, Conversion};
use super::error::GitError;
use super::examine::Examiner;
use super::index::{changed_by_program, check_damage, staged};
use super::open::open_git;
use super::read::DEEPEST;
use super::repository::Repository;
use super::work_tree::WorkTree;
use crate::core::layout::{CONFIG, CONTRACTS, FAQ, TICKETS};

/// How often the work tree is compared again because a file changed meanwhile.
const AGAIN: usize = 3;

impl Repository {
    /// What HEAD, the index and the work tree have at a path of the store,
    /// after the end-of-line conversion that git does.
    ///
    /// # Errors
    /// A bare repository, an index that cannot be read, a link on the path, an
    /// attribute that cannot be applied.
    pub fn status_of(&self, path: &str) -> Result<PathState, GitError> {
        let mut states = self.states(vec![self.place.in_tree(path)])?;
        Ok(states.remove(0).1)
    }

    /// The paths of the store that are wanted and where HEAD, the index and the
    /// work tree do not agree, with untracked files that are not ignored.
    ///
    /// # Errors
    /// As for [`Self::status_of`].
    pub fn changed_paths(
        &self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, PathState)>, GitError> {
        self.can_be_compared()?;
        let paths = self.listed_by_libgit2()?;
        self.uncommitted(paths, is_wanted)
    }

    /// As [`Self::changed_paths`], by the git program, which is several times as fast in
    /// a large store.
    ///
    /// # Errors
    /// As for [`Self::status_of`], and where git cannot be run.
    pub fn changed_paths_by_git(
        &self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, PathState)>, GitError> {
        self.can_be_compared()?;
        check_damage(&self.place)?;
        let paths = changed_by_program(&self.place)?;
        self.uncommitted(paths, is_wanted)
    }

    /// That there is a work tree, and no file of attributes in it is a pipe.
    fn can_be_compared(&self) -> Result<(), GitError> {
        let Some(root) = self.workdir() else {
            let git_dir = self.place.git_dir.clone();
            return Err(GitError::Bare { git_dir });
        };
        let work = WorkTree::new(root, &self.place.prefix);
        let mut tops = [CONFIG, TICKETS, CONTRACTS, FAQ].into_iter();
        tops.try_for_each(|top| {
            work.attributes_are_files(&self.place.in_tree(&format!("{top}/any")))
        })
    }

    fn listed_by_libgit2(&self) -> Result<Vec<String>, GitError> {
        let mut options = StatusOptions::new();
        options
            .include_untracked(true)
            .recurse_untracked_dirs(true)
            .exclude_submodules(true)
            .disable_pathspec_match(true);
        if !self.place.prefix.is_empty() {
            options.pathspec(&self.place.prefix);
        }
        let mut found = self.git.statuses(Some(&mut options));
        for _ in 0..AGAIN {
            // A file that grows or shrinks while libgit2 reads it is such an error.
            match &found {
                Err(error) if error.class() == ErrorClass::Os => {
                    found = self.git.statuses(Some(&mut options));
                }
                _ => break,
            }
        }
        match found {
            Ok(found) => {
                let paths = found.iter();
                let paths = paths.filter_map(|status| status.path().ok().map(str::to_owned));
                Ok(paths.collect())
            }
            Err(error) if error.class() == ErrorClass::Index || self.head_is_unreadable() => {
                // Not damaged, so of a form that libgit2 does not know.
                check_damage(&self.place)?;
                changed_by_program(&self.place)
            }
            Err(error) => Err(GitError::git("compare the work tree")(error)),
        }
    }

    fn uncommitted(
        &self,
        paths: Vec<String>,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, PathState)>, GitError> {
        // Anything may lie beside the store, of any size.
        let paths = paths.into_iter().filter(|path| {
            let inside = path.strip_prefix(&self.place.prefix);
            // What lies deeper than is read is named by whoever lists HEAD.
            inside.is_some_and(|path| path.matches('/').count() <= DEEPEST && is_wanted(path))
        });
        let mut states = self.states(paths.collect())?;
        states.retain(|(_, state)| !state.is_clean());
        for (path, _) in &mut states {
            path.drain(..self.place.prefix.len());
        }
        Ok(states)
    }

    /// Whether libgit2 refuses the commit of HEAD, which git goes past.
    fn head_is_unreadable(&self) -> bool {
        let found = self.head_oid().map(|head| self.git.find_commit(head));
        found.is_some_and(|found| found.is_err())
    }

    /// The attribute by which git would change the bytes of a file at a path of
    /// the store, here or in another clone.
    ///
    /// # Errors
    /// As for [`Self::status_of`].
    pub fn rewriting(&self, path: &str) -> Result<Option<String>, GitError> {
        let Some(root) = self.workdir() else {
            let git_dir = self.place.git_dir.clone();
            return Err(GitError::Bare { git_dir });
        };
        let git = open_git(&self.place.folder)?;
        let work = WorkTree::new(root, &self.place.prefix);
        let path = self.place.in_tree(path);
        staged(&git, &self.place, &work, [path.as_str()].into_iter())?;
        Conversion::asked_for(Attributes::of_files(&git), &work, &path)
    }

    fn states(&self, paths: Vec<String>) -> Result<Vec<(String, PathState)>, GitError> {
        let Some(root) = self.workdir() else {
            let git_dir = self.place.git_dir.clone();
            return Err(GitError::Bare { git_dir });
        };
        let head = self.view()?;
        let git = open_git(&self.place.folder)?;
        let work = WorkTree::new(root, &self.place.prefix);
        let index = staged(&git, &self.place, &work, paths.iter().map(String::as_str))?;
        let examiner = Examiner::new(&git, head.tree.as_ref(), &index, &work)?;
        paths
            .into_iter()
            .map(|path| {
                let state = examiner.look(&path)?.state;
                Ok((path, state))
            })
            .collect()
    }
}
