//! What HEAD says.

use git2::{ErrorCode, Oid};

use super::error::GitError;

/// What HEAD points to, also where that has no commit yet; `None` when detached.
pub(super) fn branch(git: &git2::Repository) -> Result<Option<String>, GitError> {
    let head = git
        .find_reference("HEAD")
        .map_err(GitError::git("read HEAD"))?;
    let target = head.symbolic_target().map_err(GitError::git("read HEAD"))?;
    Ok(target.map(str::to_owned))
}

/// The commit HEAD stands for. Only a branch that is not there yet has none:
/// one that cannot be read must not be taken for it.
pub(super) fn commit(git: &git2::Repository) -> Result<Option<Oid>, GitError> {
    match git.refname_to_id("HEAD") {
        Ok(commit) => Ok(Some(commit)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(GitError::git("read HEAD")(error)),
    }
}

pub(super) fn short(branch: &str) -> &str {
    branch.strip_prefix("refs/heads/").unwrap_or(branch)
}
