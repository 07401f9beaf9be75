//! Whether a repository may be written at all, and in whose name.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, RepositoryState};

use super::error::GitError;
use super::{Identity, Oid, Place, WriteOptions, program};
use crate::store::sharing::Sharing;

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

/// One of the two people whom a commit names.
pub(super) struct Person {
    /// What the environment says, name and address.
    given: [&'static str; 2],
    /// When, says the environment.
    date: &'static str,
    configured: [&'static str; 2],
    ident: &'static str,
}

pub(super) const AUTHOR: Person = Person {
    given: ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"],
    date: "GIT_AUTHOR_DATE",
    configured: ["author.name", "author.email"],
    ident: "GIT_AUTHOR_IDENT",
};

pub(super) const COMMITTER: Person = Person {
    given: ["GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"],
    date: "GIT_COMMITTER_DATE",
    configured: ["committer.name", "committer.email"],
    ident: "GIT_COMMITTER_IDENT",
};

/// As git does: the environment, then `author.*` or `committer.*`, then
/// `user.*`, for the address also `EMAIL`. What is still missing git makes of
/// the account and the machine, unless `user.useConfigOnly` forbids it: so it is
/// asked.
pub(super) fn identity(git: &git2::Repository, person: &Person) -> Result<Identity, GitError> {
    let config = git
        .config()
        .map_err(GitError::git("read git's configuration"))?;
    let find = |place: usize, general: &str| {
        let given = std::env::var(person.given[place]).ok();
        let keys = [person.configured[place], general];
        let configured = || keys.iter().find_map(|key| config.get_string(key).ok());
        given.or_else(configured)
    };
    let mail = || std::env::var("EMAIL").ok().filter(|mail| !mail.is_empty());
    let name = find(0, "user.name").map(|name| without_crud(&name));
    let email = find(1, "user.email")
        .or_else(mail)
        .map(|email| without_crud(&email));
    let is_said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    if let (Some(name), Some(email)) = (&name, &email)
        && !name.is_empty()
        && !email.is_empty()
    {
        let (name, email) = (name.clone(), email.clone());
        return Ok(Identity { name, email });
    }
    if let Ok((name, email, _)) = program::identity(git.path(), person.ident)
        && !name.is_empty()
        && !email.is_empty()
    {
        return Ok(Identity { name, email });
    }
    let said = [is_said(&name), is_said(&email)];
    let missing = ["user.name", "user.email"].into_iter().zip(said);
    let mut keys: Vec<&str> = missing
        .filter(|(_, is_said)| !is_said)
        .map(|(key, _)| key)
        .collect();
    // What the environment says is empty, no configuration mends.
    for (place, key) in ["user.name", "user.email"].into_iter().enumerate() {
        let is_empty = std::env::var(person.given[place]).is_ok_and(|text| text.is_empty());
        if let Some(found) = keys.iter_mut().find(|found| is_empty && **found == key) {
            *found = person.given[place];
        }
    }
    Err(GitError::NoIdentity { keys })
}

/// What git leaves of a name or an address: signs that would end it are taken
/// out, and points, quotes and blanks off its ends.
fn without_crud(text: &str) -> String {
    let is_crud = |letter: char| letter <= ' ' || ".,:;<>\"\\'".contains(letter);
    let kept = text.trim_matches(is_crud).chars();
    kept.filter(|letter| !"<>\n".contains(*letter)).collect()
}

/// The person with the moment of the commit: `time`, unless the environment
/// says otherwise, as git reads it.
pub(super) fn signature(
    git: &git2::Repository,
    person: &Person,
    who: &Identity,
    time: (i64, i32),
) -> Result<git2::Signature<'static>, GitError> {
    let mut when = git2::Time::new(time.0, time.1);
    if std::env::var_os(person.date).is_some_and(|date| !date.is_empty()) {
        let (_, _, (seconds, minutes)) = program::identity(git.path(), person.ident)?;
        when = git2::Time::new(seconds, minutes);
    }
    git2::Signature::new(&who.name, &who.email, &when).map_err(GitError::git("name who commits"))
}
