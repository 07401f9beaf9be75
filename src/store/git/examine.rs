//! What HEAD, the index and the work tree have at a path.

use git2::{ObjectType, Oid};

use super::difference::PathState;
use super::eol::{Attributes, Conversion, LineConfig};
use super::error::GitError;
use super::index::{Staged, StagedEntry};
use super::read::entry;
use super::work_tree::{Found, WorkTree};

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
