//! Where everything of a repository lies.

use std::path::{Path, PathBuf};

use super::error::{GitError, IoContext as _};
use crate::store::sharing::Sharing;

/// What is our own in a git directory.
pub(crate) const OWN: &str = "bitacora";

/// Where everything lies; absolute paths.
#[derive(Debug, Clone)]
pub(super) struct Dirs {
    pub(super) folder: PathBuf,
    /// The store's root within the tree: empty, or ending in `/`.
    pub(super) prefix: String,
    /// `None` in a bare repository.
    pub(super) work_tree: Option<PathBuf>,
    pub(super) git_dir: PathBuf,
    pub(super) common_dir: PathBuf,
    pub(super) index: PathBuf,
    /// Who may use what is made in the two.
    pub(super) sharing: Sharing,
}

impl Dirs {
    pub(super) fn of(git: &git2::Repository, folder: PathBuf) -> Result<Self, GitError> {
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
    pub(super) fn make_own(&self, git_dir: &Path) -> Result<(), GitError> {
        let folder = git_dir.join(OWN);
        self.sharing
            .make_folder(&folder)
            .during("create", &folder)?;
        // It may be older than the setting, and the owner's to widen.
        let _ = self.sharing.adjust(&folder);
        for name in ["lock", "turn", "sync"] {
            let _ = self.sharing.adjust(&folder.join(name));
        }
        Ok(())
    }

    /// A path of the store within the tree.
    pub(super) fn in_tree(&self, path: &str) -> String {
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
