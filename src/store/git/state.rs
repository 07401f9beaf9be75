//! What HEAD, the index and the work tree have at a path.

use std::fmt;

use git2::{ErrorClass, ObjectType, StatusOptions};

use super::eol::{Attributes, Conversion, LineConfig};
use super::error::GitError;
use super::index::{Staged, StagedEntry, changed_by_program, check_damage, staged};
use super::read::{DEEPEST, entry};
use super::work_tree::{Found, WorkTree};
use super::{Oid, Repository, open_git};
use crate::store::layout::{CONFIG, CONTRACTS, FAQ, TICKETS};

/// How often the work tree is compared again because a file changed meanwhile.
const AGAIN: usize = 3;

/// What is not committed of a path; shown, a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// A merge that is not settled.
    Conflict,
    /// A file that git does not know.
    New,
    /// One that git knows from the index alone.
    Staged,
    /// The file has gone.
    Missing,
    /// The file has gone, and so it is staged.
    Deleted,
    /// It is staged as gone; the file is HEAD's, so there is nothing that `bitacora
    /// commit` would record.
    StagedAway,
    /// The file is HEAD's; what is staged is in no file.
    StagedAlone,
    /// Other bytes are staged.
    StagedEdits,
    /// Other bytes are in the file.
    Edits,
    /// Only the mode, which `git restore` or `chmod` can settle.
    Mode,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Conflict => "has an unresolved merge conflict",
            Self::New => "is not committed",
            Self::Staged => "is staged but not committed",
            Self::Missing => "is missing from the work tree",
            Self::Deleted => "is staged for deletion",
            Self::StagedAway => "is staged for deletion, although it is there",
            Self::StagedAlone => "has staged edits that its file does not have",
            Self::StagedEdits => "has staged edits",
            Self::Edits => "has uncommitted edits",
            Self::Mode => "has an uncommitted change of mode",
        })
    }
}

impl Difference {
    /// What to type; the path is quoted for the shell.
    pub(super) fn settled_by(self, path: &str) -> String {
        match self {
            Self::Mode => format!("git restore {path}"),
            Self::StagedAway => format!("git restore --staged -- {path}"),
            Self::StagedAlone => format!(
                "git diff --cached -- {path} shows them, git restore --staged -- {path} forgets them"
            ),
            _ => format!("bitacora commit, or see git status -- {path}"),
        }
    }
}

/// The blobs that the three have at a path, `None` where there is no file. The
/// work tree's is what git would make of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathState {
    pub head: Option<Oid>,
    pub index: Option<Oid>,
    pub work_tree: Option<Oid>,
    /// The index has the sides of a merge instead of a file.
    pub conflicted: bool,
    /// The same contents, but executable in one place and not in another.
    pub mode_differs: bool,
}

impl PathState {
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.difference().is_none()
    }

    /// What is not committed; `None` when all three agree.
    #[must_use]
    pub fn difference(&self) -> Option<Difference> {
        use Difference as Is;
        if self.conflicted {
            return Some(Is::Conflict);
        }
        match (self.head, self.index, self.work_tree) {
            (None, None, None) => None,
            (None, None, Some(_)) => Some(Is::New),
            (None, Some(_), _) => Some(Is::Staged),
            (Some(_), Some(_), None) => Some(Is::Missing),
            (Some(_), None, None) => Some(Is::Deleted),
            (head, None, file) if head == file => Some(Is::StagedAway),
            (head, Some(index), file) if head == file && head != Some(index) => {
                Some(Is::StagedAlone)
            }
            (Some(head), Some(index), _) if head != index => Some(Is::StagedEdits),
            (Some(_), index, work_tree) if index != work_tree => Some(Is::Edits),
            _ if self.mode_differs => Some(Is::Mode),
            _ => None,
        }
    }
}

/// Looks at paths through one index and one tree.
pub(super) struct Examiner<'a> {
    git: &'a git2::Repository,
    tree: Option<&'a git2::Tree<'a>>,
    index: &'a dyn Staged,
    work: &'a WorkTree<'a>,
    lines: LineConfig,
    /// Those that the files will have, where they are about to change.
    planned: Option<Attributes<'a>>,
    /// Whether the file system's executable bit counts.
    modes: bool,
}

/// A path that was looked at.
pub(super) struct Examined {
    pub(super) state: PathState,
    pub(super) head: Option<(Oid, i32)>,
    pub(super) index: Option<StagedEntry>,
    pub(super) found: Option<Found>,
    /// Of what will be written there.
    pub(super) conversion: Conversion,
}

impl<'a> Examiner<'a> {
    pub(super) fn new(
        git: &'a git2::Repository,
        tree: Option<&'a git2::Tree<'a>>,
        index: &'a dyn Staged,
        work: &'a WorkTree<'a>,
    ) -> Result<Self, GitError> {
        let config = git.config().and_then(|mut all| all.snapshot());
        let config = config.map_err(GitError::git("read git's configuration"))?;
        Ok(Self {
            git,
            tree,
            index,
            work,
            lines: LineConfig::read(&config),
            planned: None,
            modes: config.get_bool("core.filemode").unwrap_or(true),
        })
    }

    /// Takes the attributes that come with what is to be written.
    pub(super) fn planning(mut self, planned: Option<Attributes<'a>>) -> Self {
        self.planned = planned;
        self
    }

    /// The attributes by which what will be written is converted.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        self.planned.unwrap_or(Attributes::of_files(self.git))
    }

    pub(super) fn look(&self, path: &str) -> Result<Examined, GitError> {
        let head = entry(self.tree, path)?;
        let index = self.index.entry(path);
        let found = self.work.read(path)?;
        let of = |attributes| Conversion::of(attributes, self.work, self.lines, path);
        let conversion = of(self.attributes())?;
        let work_tree = match &found {
            Some(found) => {
                let now = match self.planned {
                    Some(_) => of(Attributes::of_files(self.git))?,
                    None => conversion,
                };
                let staged = index.as_ref().map(|entry| entry.blob);
                Some(self.hash(now, &found.bytes, staged)?)
            }
            None => None,
        };
        let state = PathState {
            head: head.map(|(oid, _)| oid),
            index: index.as_ref().map(|entry| entry.blob),
            work_tree,
            conflicted: self.index.is_conflicted(path),
            mode_differs: self.modes_differ(head, index.as_ref(), found.as_ref()),
        };
        Ok(Examined {
            state,
            head,
            index,
            found,
            conversion,
        })
    }

    fn hash(
        &self,
        conversion: Conversion,
        bytes: &[u8],
        staged: Option<Oid>,
    ) -> Result<Oid, GitError> {
        let replaced = conversion.replaced(self.git, staged)?;
        let blob = conversion.to_git(bytes, replaced.as_deref());
        Oid::hash_object(ObjectType::Blob, &blob).map_err(GitError::git("hash a file"))
    }

    fn modes_differ(
        &self,
        head: Option<(Oid, i32)>,
        index: Option<&StagedEntry>,
        found: Option<&Found>,
    ) -> bool {
        let (Some((_, head)), Some(index)) = (head, index) else {
            return false;
        };
        let executable = head & 0o100 != 0;
        executable != (index.mode & 0o100 != 0)
            || (self.modes && found.is_some_and(|found| found.executable != executable))
    }
}

impl Conversion {
    /// The blob in the index, where the conversion depends on it.
    pub(super) fn replaced(
        self,
        git: &git2::Repository,
        staged: Option<Oid>,
    ) -> Result<Option<Vec<u8>>, GitError> {
        let Some(oid) = staged.filter(|_| self.asks_for_replaced()) else {
            return Ok(None);
        };
        let blob = git.find_blob(oid).map_err(GitError::git("read a blob"))?;
        Ok(Some(blob.content().to_vec()))
    }
}

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
        if self.is_bare() {
            let git_dir = self.place.git_dir.clone();
            return Err(GitError::Bare { git_dir });
        }
        if let Some(root) = self.workdir() {
            let work = WorkTree::new(root, &self.place.prefix);
            for top in [CONFIG, TICKETS, CONTRACTS, FAQ] {
                work.attributes_are_files(&self.place.in_tree(&format!("{top}/any")))?;
            }
        }
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
        let paths: Vec<String> = match found {
            Ok(found) => {
                let paths = found.iter();
                let paths = paths.filter_map(|status| status.path().ok().map(str::to_owned));
                paths.collect()
            }
            Err(error) if error.class() == ErrorClass::Index || self.head_is_unreadable() => {
                // Not damaged, so of a form that libgit2 does not know.
                check_damage(&self.place)?;
                changed_by_program(&self.place)?
            }
            Err(error) => return Err(GitError::git("compare the work tree")(error)),
        };
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
