//! The repository under the store: reading commits, and the one way to write.
//!
//! A commit is HEAD's tree plus our files, never the user's index; the ref
//! update is the commit point; the work tree and the index follow. The order,
//! and what makes each step safe to be killed in, is told in `git/write.rs`.

mod check;
mod diff;
mod eol;
mod error;
mod fit;
mod folders;
mod history;
mod index;
mod loose;
mod maintenance;
mod objects;
mod own_files;
mod partial;
mod place;
mod planned;
mod product;
mod program;
mod raw;
mod read;
mod recover;
mod settings;
mod state;
mod swap;
mod work_tree;
mod write;

#[cfg(any(test, fuzzing))]
pub(crate) use index::fuzz as fuzz_index;

#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use diff::diff;
pub(crate) use error::IoContext;
pub use error::{Apart, GitError, Holder, Said, Why};
pub use git2::Oid;
pub use read::{TreeEntry, TreeKind, View};
pub use state::{Difference, PathState};

use super::sharing::Sharing;
use super::sys;

/// What is our own in a git directory.
pub(crate) const OWN: &str = "bitacora";

/// A person as git names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub name: String,
    pub email: String,
}

/// A commit to be made.
#[derive(Debug, Clone)]
pub struct Plan {
    pub files: Vec<FileChange>,
    /// The first line is also what the reflog says.
    pub message: String,
    pub author: Identity,
    /// Seconds since 1970 and the offset from UTC in minutes.
    pub time: (i64, i32),
}

/// A file to be written, whole.
#[derive(Debug, Clone)]
pub struct FileChange {
    /// Relative to the store's root, `/` between components.
    pub path: String,
    /// As in a blob. Where git's attributes ask for other line ends, blob and
    /// work-tree file get what git would give them.
    pub content: Vec<u8>,
    pub replaces: Replaces,
}

/// What must be there for the change to be made.
#[derive(Debug, Clone)]
pub enum Replaces {
    /// Work tree, index and HEAD agree, or none of them has the path.
    Head,
    /// The work-tree file has exactly these bytes; index and HEAD may differ.
    WorkTree(Vec<u8>),
}

/// How [`Repository::transact`] goes about it.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // Each is a flag of its own.
pub struct WriteOptions {
    /// Commit although a hook that git would run is not run.
    pub no_verify: bool,
    /// Commit unsigned although `commit.gpgsign` is set.
    pub no_gpg_sign: bool,
    /// Refuse to write on any other branch (a short name).
    pub branch: Option<String>,
    /// How long to wait for each lock that somebody else holds.
    pub lock_timeout: Duration,
    /// Decide, check that it could be written, and write nothing.
    pub dry_run: bool,
    /// Let git keep house after a commit, when it is time.
    pub maintain: bool,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            no_verify: false,
            no_gpg_sign: false,
            branch: None,
            lock_timeout: Duration::from_secs(5),
            dry_run: false,
            maintain: false,
        }
    }
}

/// Where everything lies; absolute paths.
#[derive(Debug, Clone)]
struct Place {
    folder: PathBuf,
    /// The store's root within the tree: empty, or ending in `/`.
    prefix: String,
    /// `None` in a bare repository.
    work_tree: Option<PathBuf>,
    git_dir: PathBuf,
    common_dir: PathBuf,
    index: PathBuf,
    /// Who may use what is made in the two.
    sharing: Sharing,
}

/// An opened repository and the store's folder inside it.
pub struct Repository {
    place: Place,
    git: git2::Repository,
    /// What was set aside since it was last asked for.
    aside: RefCell<Vec<Aside>>,
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
        let place = Place::of(&git, folder)?;
        let aside = RefCell::default();
        Ok(Self { place, git, aside })
    }

    /// The journals that were set aside since this was last asked.
    pub fn set_aside(&self) -> Vec<Aside> {
        self.aside.take()
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
    pub(super) fn enter(&mut self, folder: &str) {
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
        fit::head_commit(&self.git).ok().flatten()
    }

    /// As [`Self::head_oid`], with what keeps it from being read.
    ///
    /// # Errors
    /// A HEAD or a branch that is damaged.
    pub fn head(&self) -> Result<Option<Oid>, GitError> {
        fit::head_commit(&self.git)
    }

    /// The short name of the branch, also of one without commits; `None` when
    /// HEAD is detached.
    #[must_use]
    pub fn branch(&self) -> Option<String> {
        let name = fit::branch_ref(&self.git).ok().flatten()?;
        Some(fit::short(&name).to_owned())
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
        fit::identity(&self.git, &fit::COMMITTER)
    }

    /// Who writes, as `git var GIT_AUTHOR_IDENT` has it.
    ///
    /// # Errors
    /// As for [`Self::committer`].
    pub fn author(&self) -> Result<Identity, GitError> {
        fit::identity(&self.git, &fit::AUTHOR)
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

impl Place {
    fn of(git: &git2::Repository, folder: PathBuf) -> Result<Self, GitError> {
        let absolute = |path: &Path| path.canonicalize().during("find", path);
        let work_tree = git.workdir().map(absolute).transpose()?;
        let prefix = match &work_tree {
            Some(work_tree) => prefix(&folder, work_tree)?,
            None => String::new(),
        };
        let git_dir = absolute(git.path())?;
        let index = match std::env::var_os("GIT_INDEX_FILE").filter(|name| !name.is_empty()) {
            Some(name) => std::path::absolute(&name).during("find", Path::new(&name))?,
            None => git_dir.join("index"),
        };
        // One that git refuses too is told before anything is written.
        let sharing = git.config().map(|config| Sharing::of(&config));
        Ok(Self {
            sharing: sharing.ok().and_then(Result::ok).unwrap_or_default(),
            prefix,
            work_tree,
            common_dir: absolute(git.commondir())?,
            git_dir,
            index,
            folder,
        })
    }

    /// Makes the folder of our own in a git directory, where it is not there.
    fn make_own(&self, git_dir: &Path) -> Result<(), GitError> {
        let folder = git_dir.join(OWN);
        self.sharing
            .make_folder(&folder)
            .during("create", &folder)?;
        // It may be older than the setting, and the owner's to widen.
        let _ = self.sharing.adjust(&folder);
        let _ = self.sharing.adjust(&folder.join("lock"));
        Ok(())
    }

    /// A path of the store within the tree.
    fn in_tree(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

fn prefix(folder: &Path, work_tree: &Path) -> Result<String, GitError> {
    let inside = folder
        .strip_prefix(work_tree)
        .map_err(|_| GitError::Outside {
            folder: folder.to_owned(),
            work_tree: work_tree.to_owned(),
        })?;
    let mut prefix = inside.to_string_lossy().into_owned();
    if !prefix.is_empty() {
        prefix.push('/');
    }
    Ok(prefix)
}

/// A fresh handle: one that is kept open may not see what `git gc` has moved.
fn open_git(folder: &Path) -> Result<git2::Repository, GitError> {
    sys::prepare();
    let git = match open_by_libgit2(folder) {
        Err(error) if error.code() == git2::ErrorCode::Owner && program::trusts(folder) => {
            sys::whoever_owns_it(|| open_by_libgit2(folder))
        }
        opened => opened,
    };
    let git = git.map_err(|source| GitError::opening(folder, source))?;
    settings::complete(&git)?;
    partial::look(&git);
    Ok(git)
}

fn open_by_libgit2(folder: &Path) -> Result<git2::Repository, git2::Error> {
    if std::env::var_os("GIT_DIR").is_some_and(|dir| !dir.is_empty()) {
        git2::Repository::open_from_env()
    } else {
        let nowhere: [&str; 0] = [];
        git2::Repository::open_ext(folder, git2::RepositoryOpenFlags::FROM_ENV, nowhere)
    }
}
