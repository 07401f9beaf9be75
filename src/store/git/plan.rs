//! What is asked of a write.

use std::time::Duration;

use super::identity::Identity;

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

/// A commit that joins two histories, to be made.
#[derive(Debug, Clone)]
pub struct MergePlan {
    /// The first line is also what the reflog says.
    pub message: String,
    pub author: Identity,
    /// As in a [`Plan`].
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

/// Which of a user's hooks are run around a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hooks {
    /// Those that there are.
    All,
    /// As with git's `--no-verify`: neither `pre-commit` nor `commit-msg`.
    Unverified,
    /// None: the repository is for show.
    None,
}

/// How [`Repository::transact`](super::Repository::transact) goes about it.
#[derive(Debug, Clone)]
pub struct WriteOptions {
    /// Which hooks are run.
    pub hooks: Hooks,
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
            hooks: Hooks::All,
            no_gpg_sign: false,
            branch: None,
            lock_timeout: Duration::from_secs(5),
            dry_run: false,
            maintain: false,
        }
    }
}
