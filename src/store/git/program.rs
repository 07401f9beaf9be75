//! The `git` program, for what libgit2 cannot do.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use git2::Oid;

use super::error::{GitError, Said};

/// Variables that change what a path on git's command line means.
const MEANINGS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// Git on a repository: it fetches nothing behind the user's back, asks nobody
/// for a password, runs no hooks and speaks English. Git is started in this file
/// alone.
pub(super) fn git(git_dir: &Path) -> Command {
    let mut git = git_alone(git_dir);
    git.args([
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.fsmonitor=false",
    ]);
    git
}

/// As [`git`], with the user's configuration and nothing else: only for what
/// runs no hook, such as telling it.
pub(super) fn git_alone(git_dir: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("--git-dir").arg(git_dir);
    for name in MEANINGS {
        git.env_remove(name);
    }
    environment(&mut git);
    git.stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    git
}

/// Git as its user would run it in a folder, for what is theirs: their hooks,
/// which speak their language and may ask them.
pub(super) fn git_of_its_user(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder);
    blind_in_tests(&mut git);
    git
}

/// As [`git`], but it may fetch what a partial clone lacks: the user made the
/// clone so that this happens.
pub(super) fn git_that_fetches(git_dir: &Path) -> Command {
    let mut git = git(git_dir);
    git.env_remove("GIT_NO_LAZY_FETCH");
    git
}

/// What git is told wherever it runs.
fn environment(git: &mut Command) {
    git.env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    blind_in_tests(git);
}

/// Tests must not depend on the configuration of whoever runs them.
fn blind_in_tests(git: &mut Command) {
    if cfg!(test) {
        git.env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
    }
}

/// What git answers where it stands in no repository: none may have a say in
/// another. `None` where it cannot be run or has no answer.
pub(super) fn outside(arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    git.args(arguments).current_dir("/");
    environment(&mut git);
    git.stdin(Stdio::null()).stderr(Stdio::null());
    let output = git.output().ok()?;
    let told = output.status.success().then_some(output.stdout)?;
    String::from_utf8(told).ok()
}

/// Whether git itself works in the repository around a folder: it knows forms
/// of `safe.directory`, and places where it is set, that libgit2 does not.
pub(super) fn trusts(folder: &Path) -> bool {
    let mut git = Command::new("git");
    git.args(["rev-parse", "--git-dir"]).current_dir(folder);
    environment(&mut git);
    git.stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    git.status().is_ok_and(|status| status.success())
}

/// The commit of a revision as a person types it, if git knows one.
pub(super) fn commit(git_dir: &Path, rev: &str) -> Option<Oid> {
    let mut git = git(git_dir);
    git.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
    git.arg(format!("{rev}^{{commit}}"));
    let told = ask(&mut git, "name a commit", b"").ok()?;
    Oid::from_str(std::str::from_utf8(&told).ok()?.trim()).ok()
}

/// Whether a commit is an ancestor of another, also past commits that libgit2
/// cannot read. `None` where git cannot be run or cannot tell.
pub(super) fn is_below(git_dir: &Path, commit: Oid, tip: Oid) -> Option<bool> {
    let mut git = git(git_dir);
    git.args(["merge-base", "--is-ancestor"]);
    git.args([commit.to_string(), tip.to_string()]);
    git.env("GIT_NO_REPLACE_OBJECTS", "1");
    match git.output().ok()?.status.code() {
        Some(0) => Some(true),
        Some(1) => Some(false),
        _ => None,
    }
}

/// The best common ancestors of a commit and of others taken together, as
/// git-merge-base(1) has them; sorted. None where they have none.
///
/// # Errors
/// Git cannot be run, or cannot tell.
pub(super) fn merge_bases(git_dir: &Path, commits: &[Oid]) -> Result<Vec<Oid>, GitError> {
    let mut git = git(git_dir);
    git.args(["merge-base", "--all"]);
    git.args(commits.iter().map(Oid::to_string));
    git.env("GIT_NO_REPLACE_OBJECTS", "1");
    let action = "find where two histories part";
    let output = converse(&mut git, b"").map_err(|error| GitError::Program {
        action,
        said: Said::of(&error),
    })?;
    if output.status.code() == Some(1) && output.stdout.is_empty() {
        return Ok(Vec::new());
    }
    let told = answered(output, action)?;
    let told = String::from_utf8_lossy(&told);
    let mut bases: Vec<Oid> = told
        .lines()
        .filter_map(|id| Oid::from_str(id).ok())
        .collect();
    bases.sort_unstable();
    Ok(bases)
}

/// Who git says is one of `GIT_AUTHOR_IDENT` and `GIT_COMMITTER_IDENT`: name,
/// address, seconds since 1970 and minutes from UTC.
///
/// # Errors
/// Git cannot be run, or does not know.
pub(super) fn identity(
    git_dir: &Path,
    variable: &str,
) -> Result<(String, String, (i64, i32)), GitError> {
    let mut git = git_alone(git_dir);
    git.args(["var", variable]);
    let action = "tell who you are";
    let told = ask(&mut git, action, b"")?;
    let told = String::from_utf8_lossy(&told);
    let parsed = told.trim_end().rsplit_once("> ").and_then(|(who, when)| {
        let (name, email) = who.split_once(" <").or(who.split_once('<'))?;
        let (seconds, zone) = when.split_once(' ')?;
        let zone: i32 = zone.parse().ok()?;
        let minutes = zone / 100 * 60 + zone % 100;
        let moment = (seconds.parse().ok()?, minutes);
        Some((name.to_owned(), email.to_owned(), moment))
    });
    parsed.ok_or_else(|| {
        let said = Said::Words("its answer cannot be read".to_owned());
        GitError::Program { action, said }
    })
}

/// Runs a program to its end, which may answer before it has read all that it is
/// told.
///
/// # Errors
/// It cannot be run.
pub(super) fn converse(program: &mut Command, told: &[u8]) -> io::Result<Output> {
    program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = program.spawn()?;
    let stdin = child.stdin.take();
    thread::scope(|scope| {
        scope.spawn(move || {
            // One that does not listen says so at its end.
            let _ = stdin.map(|mut stdin| stdin.write_all(told));
        });
        child.wait_with_output()
    })
}

/// A setting that is a path, as git reads it.
pub(super) fn configured_path(git_dir: &Path, key: &str) -> Option<PathBuf> {
    let mut git = git_alone(git_dir);
    git.args(["config", "--type=path", "--null", "--get", key]);
    let told = ask(&mut git, "tell its configuration", b"").ok()?;
    let path = String::from_utf8(told).ok()?;
    Some(PathBuf::from(path.trim_end_matches('\0')))
}

/// What git answers to what it is told; `action` as in [`GitError::Program`].
///
/// # Errors
/// Git cannot be run, or fails.
pub(super) fn ask(
    git: &mut Command,
    action: &'static str,
    told: &[u8],
) -> Result<Vec<u8>, GitError> {
    let output = converse(git, told).map_err(|error| GitError::Program {
        action,
        said: Said::of(&error),
    })?;
    answered(output, action)
}

fn answered(output: Output, action: &'static str) -> Result<Vec<u8>, GitError> {
    let Output {
        status,
        stdout,
        stderr,
    } = output;
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
    let told = told.unwrap_or_else(|| "it ended without a word".to_owned());
    Err(GitError::Program {
        action,
        said: Said::Words(told),
    })
}
