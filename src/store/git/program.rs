//! The `git` program, for what libgit2 cannot do.

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::error::GitError;

/// What is said where there is none.
pub(super) const ABSENT: &str = "there is no git program";

/// Variables that change what a path on git's command line means.
const MEANINGS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// Git on a repository: it fetches nothing behind the user's back, asks nobody
/// for a password, runs no hooks and speaks English. The one place where git is
/// started.
pub(super) fn git(git_dir: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("--git-dir").arg(git_dir);
    git.args([
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.fsmonitor=false",
    ]);
    for name in MEANINGS {
        git.env_remove(name);
    }
    git.env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    git
}

/// What git answers to what it is told; `action` as in [`GitError::Program`].
/// It must read all of it before it answers much.
///
/// # Errors
/// Git cannot be run, or fails.
pub(super) fn ask(
    git: &mut Command,
    action: &'static str,
    told: &[u8],
) -> Result<Vec<u8>, GitError> {
    let failed = |error: std::io::Error| {
        let said = match error.kind() {
            ErrorKind::NotFound => ABSENT.to_owned(),
            _ => error.to_string(),
        };
        GitError::Program { action, said }
    };
    git.stdin(Stdio::piped());
    let mut child = git.spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A git that does not listen has failed, and says so at its end.
        let _ = stdin.write_all(told);
    }
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().map_err(failed)?;
    if status.success() {
        return Ok(stdout);
    }
    let said = String::from_utf8_lossy(&stderr);
    let reason = |line: &str| {
        let reason = line
            .strip_prefix("fatal: ")
            .or(line.strip_prefix("error: "));
        reason.map(str::to_owned)
    };
    let told = said.lines().find_map(reason);
    let told = told.or_else(|| said.lines().next().map(str::to_owned));
    Err(GitError::Program {
        action,
        said: told.unwrap_or_else(|| "it ended without a word".to_owned()),
    })
}
