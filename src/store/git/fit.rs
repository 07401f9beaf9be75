//! Whether a repository may be written at all, and in whose name.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, RepositoryState};

use super::error::GitError;
use super::{Identity, Oid, Place, WriteOptions};

/// The hooks that a `git commit` would have run before the commit.
const HOOKS: [&str; 2] = ["pre-commit", "commit-msg"];

/// The full name of the branch to write on, if the repository is fit for it.
/// What only the index can tell is asked when it is opened.
pub(super) fn check(
    git: &git2::Repository,
    place: &Place,
    options: &WriteOptions,
) -> Result<String, GitError> {
    if place.work_tree.is_none() {
        let git_dir = place.git_dir.clone();
        return Err(GitError::Bare { git_dir });
    }
    if let Some(operation) = operation(git.state()) {
        return Err(GitError::Operation { operation });
    }
    let branch = branch_ref(git)?.ok_or(GitError::DetachedHead)?;
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

/// What HEAD points to, also where that has no commit yet; `None` when detached.
pub(super) fn branch_ref(git: &git2::Repository) -> Result<Option<String>, GitError> {
    let head = git
        .find_reference("HEAD")
        .map_err(GitError::git("read HEAD"))?;
    let target = head.symbolic_target().map_err(GitError::git("read HEAD"))?;
    Ok(target.map(str::to_owned))
}

/// The commit HEAD stands for. Only a branch that is not there yet has none:
/// one that cannot be read must not be taken for it.
pub(super) fn head_commit(git: &git2::Repository) -> Result<Option<Oid>, GitError> {
    match git.refname_to_id("HEAD") {
        Ok(commit) => Ok(Some(commit)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(GitError::git("read HEAD")(error)),
    }
}

pub(super) fn short(branch: &str) -> &str {
    branch.strip_prefix("refs/heads/").unwrap_or(branch)
}

/// One of these hooks that git would run, be it a file or (since git 2.54)
/// configuration.
pub(super) fn hook(config: &git2::Config, place: &Place, names: &[&str]) -> Option<PathBuf> {
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

/// As git does: the environment, then `committer.*`, then `user.*`, for the
/// address also `EMAIL`.
pub(super) fn committer(git: &git2::Repository) -> Result<Identity, GitError> {
    let config = git
        .config()
        .map_err(GitError::git("read git's configuration"))?;
    let find = |variable: &str, keys: [&str; 2]| {
        let given = std::env::var(variable).ok();
        let configured = || keys.iter().find_map(|key| config.get_string(key).ok());
        given
            .or_else(configured)
            .filter(|text| !text.trim().is_empty())
    };
    let name = find("GIT_COMMITTER_NAME", ["committer.name", "user.name"]);
    let email = find("GIT_COMMITTER_EMAIL", ["committer.email", "user.email"])
        .or_else(|| std::env::var("EMAIL").ok());
    Ok(Identity {
        name: name.ok_or(GitError::NoIdentity { key: "user.name" })?,
        email: email.ok_or(GitError::NoIdentity { key: "user.email" })?,
    })
}

/// The committer with the moment of the commit: `time`, unless
/// `GIT_COMMITTER_DATE` says otherwise.
pub(super) fn committer_signature(
    git: &git2::Repository,
    time: (i64, i32),
) -> Result<git2::Signature<'static>, GitError> {
    let who = committer(git)?;
    let mut when = git2::Time::new(time.0, time.1);
    if std::env::var_os("GIT_COMMITTER_DATE").is_some_and(|date| !date.is_empty()) {
        let dated = git.committer_from_env();
        when = dated
            .map_err(GitError::git("read GIT_COMMITTER_DATE"))?
            .when();
    }
    git2::Signature::new(&who.name, &who.email, &when).map_err(GitError::git("name the committer"))
}
