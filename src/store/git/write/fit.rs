//! Whether a repository may be written at all.

use git2::RepositoryState;

use super::super::dirs::Dirs;
use super::super::error::GitError;
use super::super::head::{self, short};
use super::super::plan::WriteOptions;
use crate::store::sharing::Sharing;

/// The full name of the branch to write on, if the repository is fit for it.
/// What only the index can tell is asked when it is opened.
pub(super) fn check(
    git: &git2::Repository,
    place: &Dirs,
    options: &WriteOptions,
) -> Result<String, GitError> {
    if place.work_tree.is_none() {
        let git_dir = place.git_dir.clone();
        return Err(GitError::Bare { git_dir });
    }
    if let Some(operation) = operation(git.state()) {
        return Err(GitError::Operation { operation });
    }
    let branch = head::branch(git)?.ok_or(GitError::DetachedHead)?;
    if let Some(wanted) = options
        .branch
        .as_ref()
        .filter(|name| *name != short(&branch))
    {
        return Err(GitError::WrongBranch {
            branch: short(&branch).to_owned(),
            wanted: wanted.clone(),
        });
    }
    let config = git
        .config()
        .map_err(GitError::git("read git's configuration"))?;
    Sharing::of(&config)?;
    Ok(branch)
}

fn operation(state: RepositoryState) -> Option<&'static str> {
    Some(match state {
        RepositoryState::Clean => return None,
        RepositoryState::Merge => "merge",
        RepositoryState::Revert | RepositoryState::RevertSequence => "revert",
        RepositoryState::CherryPick | RepositoryState::CherryPickSequence => "cherry-pick",
        RepositoryState::Bisect => "bisect",
        RepositoryState::Rebase
        | RepositoryState::RebaseInteractive
        | RepositoryState::RebaseMerge => "rebase",
        RepositoryState::ApplyMailbox | RepositoryState::ApplyMailboxOrRebase => "am",
    })
}
