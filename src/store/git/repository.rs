//! A repository that is open, and what it says of itself.

use std::cell::RefCell;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::dirs::{Dirs, OWN};
use super::error::{GitError, IoContext as _};
use super::head;
use super::identity::{self, Identity};
use super::open::open_git;
use super::{own_files, settings};

/// An opened repository and the store's folder inside it.
pub struct Repository {
    pub(super) place: Dirs,
    pub(super) git: git2::Repository,
    /// What writes met since it was last asked for.
    pub(super) met: RefCell<Vec<Met>>,
}

/// What a write met that its user has to know of, whether it succeeded or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// Something lay in the place of the journal.
    Aside(Aside),
    /// A hook put files into the index that it was shown, or changed ours there;
    /// what is committed is what the command made.
    Restaged {
        /// From the top of the work tree.
        paths: Vec<String>,
    },
    /// What git, or the repository that was pushed to, said.
    Said {
        /// A line of it.
        line: String,
    },
}

/// A journal that no write follows: it was set aside, and who sees its name
/// decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it lies now; absolute.
    pub path: PathBuf,
    /// The commit of a killed write of ours, of which it cannot be told whether
    /// the branch has it; none of another program's file.
    pub of: Option<Oid>,
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place.fmt(f)
    }
}

impl Repository {
    /// Opens the repository that holds `folder`, the store's root, as git
    /// would: `GIT_DIR`, `GIT_WORK_TREE`, `GIT_INDEX_FILE` and
    /// `GIT_CEILING_DIRECTORIES` count. What cannot be written (bare, merging,
    /// detached) can still be opened and read.
    ///
    /// # Errors
    /// No repository, one of another user, one that libgit2 cannot read
    /// (SHA-256, reftable, unknown extension), or a folder outside its work tree.
    pub fn open(folder: &Path) -> Result<Self, GitError> {
        let folder = folder.canonicalize().during("find", folder)?;
        own_files::are_no_pipes(&folder)?;
        let git = open_git(&folder)?;
        let place = Dirs::of(&git, folder)?;
        let met = RefCell::default();
        Ok(Self { place, git, met })
    }

    /// What writes met since this was last asked.
    pub fn take_met(&self) -> Vec<Met> {
        self.met.take()
    }

    /// Opens the repository that holds `folder`, or makes one in it.
    ///
    /// # Errors
    /// As for [`Self::open`] and [`Self::create`].
    pub fn init(folder: &Path) -> Result<Self, GitError> {
        fs::create_dir_all(folder).during("create", folder)?;
        match Self::open(folder) {
            Err(GitError::NoRepository { .. }) => {}
            other => return other,
        }
        Self::create(folder)
    }

    /// Makes a repository in `folder`, also inside another, its first branch
    /// called as `init.defaultBranch` says, else `main`.
    ///
    /// # Errors
    /// One that is there already, and what making a folder can refuse.
    pub fn create(folder: &Path) -> Result<Self, GitError> {
        fs::create_dir_all(folder).during("create", folder)?;
        let branch = settings::first_branch().unwrap_or_else(|| "main".to_owned());
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head(&branch).no_reinit(true);
        git2::Repository::init_opts(folder, &options)
            .map_err(GitError::git("make a repository"))?;
        Self::open(folder)
    }

    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.place.work_tree.is_none()
    }

    /// The top of the work tree, which may lie above the store; `None` when bare.
    #[must_use]
    pub fn workdir(&self) -> Option<&Path> {
        self.place.work_tree.as_deref()
    }

    /// The store's root in the work tree.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    /// The store's root within a commit's tree: empty, or ending in `/`.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.place.prefix
    }

    /// Takes a folder of the tree for the store's root: empty, or ending in
    /// `/`. Where there is a work tree, the root is a folder of it.
    pub(crate) fn enter(&mut self, folder: &str) {
        if self.is_bare() {
            folder.clone_into(&mut self.place.prefix);
        }
    }

    /// The git directory of this work tree.
    #[must_use]
    pub fn git_dir(&self) -> &Path {
        &self.place.git_dir
    }

    /// Where what is our own lies that belongs to this work tree.
    #[must_use]
    pub fn own_dir(&self) -> PathBuf {
        self.place.git_dir.join(OWN)
    }

    /// Makes [`Self::own_dir`], or a folder in it, where it is not there, with
    /// the modes of the git directory.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn make_own_dir(&self, folder: &Path) -> io::Result<()> {
        let sharing = self.place.sharing;
        sharing.make_folder(&self.own_dir())?;
        sharing.make_folder(folder)
    }

    /// Runs what makes files of our own, with the modes of the git directory.
    pub fn share<T>(&self, make: impl FnOnce() -> T) -> T {
        self.place.sharing.during(make)
    }

    /// The git directory that linked work trees share.
    #[must_use]
    pub fn common_dir(&self) -> &Path {
        &self.place.common_dir
    }

    /// The commit HEAD stands for; `None` before the first commit.
    #[must_use]
    pub fn head_oid(&self) -> Option<Oid> {
        head::commit(&self.git).ok().flatten()
    }

    /// As [`Self::head_oid`], with what keeps it from being read.
    ///
    /// # Errors
    /// A HEAD or a branch that is damaged.
    pub fn head(&self) -> Result<Option<Oid>, GitError> {
        head::commit(&self.git)
    }

    /// The short name of the branch, also of one without commits; `None` when
    /// HEAD is detached.
    #[must_use]
    pub fn branch(&self) -> Option<String> {
        let name = head::branch(&self.git).ok().flatten()?;
        Some(head::short(&name).to_owned())
    }

    /// A value of git's configuration as git has merged it: `user.email`,
    /// `core.editor`.
    #[must_use]
    pub fn config_string(&self, key: &str) -> Option<String> {
        let config = self.git.config().and_then(|mut all| all.snapshot()).ok()?;
        config.get_string(key).ok()
    }

    /// The value of whichever of these keys, in lower case, was set last: they
    /// say the same.
    #[must_use]
    pub fn config_last(&self, keys: &[&str]) -> Option<String> {
        let config = self.git.config().and_then(|mut all| all.snapshot()).ok()?;
        let mut last = None;
        let entries = config.entries(None).ok()?;
        let _ = entries.for_each(|entry| {
            if let (Ok(name), Ok(value)) = (entry.name(), entry.value())
                && keys.contains(&name)
            {
                last = Some(value.to_owned());
            }
        });
        last
    }

    /// Who commits, as `git var GIT_COMMITTER_IDENT` has it.
    ///
    /// # Errors
    /// [`GitError::NoIdentity`], whose hint has the commands that set what is
    /// missing.
    pub fn committer(&self) -> Result<Identity, GitError> {
        identity::of(&self.git, &identity::COMMITTER)
    }

    /// Who writes, as `git var GIT_AUTHOR_IDENT` has it.
    ///
    /// # Errors
    /// As for [`Self::committer`].
    pub fn author(&self) -> Result<Identity, GitError> {
        identity::of(&self.git, &identity::AUTHOR)
    }

    /// Tells this repository who commits, where nothing else tells git.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn introduce(&self, identity: &Identity) -> Result<(), GitError> {
        if self.committer().is_ok() {
            return Ok(());
        }
        // Not the merged one, which may be git's answer instead of its files.
        let config = git2::Config::open(&self.place.common_dir.join("config"));
        let written = config
            .and_then(|mut config| {
                config.set_str("user.name", &identity.name)?;
                config.set_str("user.email", &identity.email)
            })
            .map_err(GitError::git("write git's configuration"));
        settings::forget();
        written
    }
}
