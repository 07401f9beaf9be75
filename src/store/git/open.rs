//! Opening a repository as git would.

use std::path::Path;

use super::error::GitError;
use super::{program, promisor, settings};
use crate::store::sys;

/// A fresh handle: one that is kept open may not see what `git gc` has moved.
pub(super) fn open_git(folder: &Path) -> Result<git2::Repository, GitError> {
    sys::prepare();
    let git = match open_by_libgit2(folder) {
        Err(error) if error.code() == git2::ErrorCode::Owner && program::trusts(folder) => {
            sys::whoever_owns_it(|| open_by_libgit2(folder))
        }
        opened => opened,
    };
    let git = git.map_err(|source| GitError::opening(folder, source))?;
    settings::complete(&git)?;
    promisor::look(&git);
    Ok(git)
}

/// Comes before libgit2's own stores (1 and 2) when something is written.
const FIRST: i32 = 1_000;

/// Has a handle keep in memory what it writes, which goes with it.
pub(super) fn keep_in_memory(git: &git2::Repository) -> Result<(), GitError> {
    let odb = git.odb().map_err(GitError::git("open the objects"))?;
    odb.add_new_mempack_backend(FIRST)
        .map_err(GitError::git("keep objects in memory"))?;
    Ok(())
}

/// A fresh handle that keeps in memory what it writes.
pub(super) fn open_in_memory(folder: &Path) -> Result<git2::Repository, GitError> {
    let git = open_git(folder)?;
    keep_in_memory(&git)?;
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
