//! Whether a repository may be written at all.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use git2::RepositoryState;

use super::super::dirs::Dirs;
use super::super::error::GitError;
use super::super::head::{self, short};
use super::super::plan::WriteOptions;
use crate::store::sharing::Sharing;

/// The hooks that a `git commit` would have run before the commit.
const HOOKS: [&str; 2] = ["pre-commit", "commit-msg"];

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
    if !options.no_gpg_sign && config.get_bool("commit.gpgsign").unwrap_or(false) {
        return Err(GitError::Signing);
    }
    if !options.no_verify
        && let Some(path) = hook(&config, place, &HOOKS)
    {
        return Err(GitError::Hook { path });
    }
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

/// One of these hooks that git would run, be it a file or (since git 2.54)
/// configuration.
pub(super) fn hook(config: &git2::Config, place: &Dirs, names: &[&str]) -> Option<PathBuf> {
    let folder = match config.get_path("core.hooksPath") {
        Ok(path) => place
            .work_tree
            .as_deref()
            .unwrap_or(Path::new(""))
            .join(path),
        Err(_) => place.common_dir.join("hooks"),
    };
    let files = names.iter().map(|name| folder.join(name));
    files
        .into_iter()
        .find(|path| is_executable(path))
        .or_else(|| configured_hook(config, names))
}

fn is_executable(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

fn configured_hook(config: &git2::Config, names: &[&str]) -> Option<PathBuf> {
    let mut found = None;
    let entries = config.entries(Some(r"^hook\..*\.event$")).ok()?;
    let _ = entries.for_each(|entry| {
        if entry.value().is_ok_and(|event| names.contains(&event)) {
            found = entry.name().ok().map(PathBuf::from);
        }
    });
    found
}
