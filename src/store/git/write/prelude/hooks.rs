//! Hooks, as githooks(5) has them, by way of `git hook run`.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use git2::{ErrorCode, Oid};

use super::super::super::dirs::Dirs;
use super::super::super::error::{GitError, IoContext as _, Said};
use super::super::super::plan::Hooks;
use super::super::super::program;
use super::super::super::withheld::Withheld;
use super::draft::Draft;
use super::kind::{COMMIT_MSG, Kind, PREPARE};
use super::scratch::Scratch;

/// What a user has git ask before it keeps house by itself.
const HOUSEKEEPING: &str = "pre-auto-gc";

/// Says to what a hook runs which hook it is, and of which repository: its name, a
/// colon, and the git directory that work trees share.
const VARIABLE: &str = "BITACORA_HOOK";

/// The most bytes of a message that a hook may leave.
const MOST_MESSAGE: u64 = 1 << 20;

/// The hooks to run before a commit that there are.
pub(super) fn before(
    config: &git2::Config,
    place: &Dirs,
    kind: Kind,
    is_unverified: bool,
) -> Vec<&'static str> {
    let before = kind.before().into_iter();
    let wanted = before.filter(|(_, verifies)| !(is_unverified && *verifies));
    wanted
        .map(|(name, _)| name)
        .filter(|name| is_there(config, place, name))
        .collect()
}

/// Whether git asks a hook before it keeps house.
pub(in crate::store::git::write) fn asks_before_housekeeping(
    config: &git2::Config,
    place: &Dirs,
) -> bool {
    is_there(config, place, HOUSEKEEPING)
}

/// A hook that git would run, be it a file or (since git 2.54) configuration.
fn is_there(config: &git2::Config, place: &Dirs, name: &str) -> bool {
    let folder = match config.get_path("core.hooksPath") {
        Ok(path) => place
            .work_tree
            .as_deref()
            .unwrap_or(Path::new(""))
            .join(path),
        Err(error) if error.code() == ErrorCode::NotFound => place.common_dir.join("hooks"),
        // Of what libgit2 does not understand, such as ~ana/hooks, git knows.
        Err(_) => return true,
    };
    is_executable(&folder.join(name)) || is_configured(config, name)
}

fn is_executable(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|found| found.permissions().mode() & 0o111 != 0)
}

fn is_configured(config: &git2::Config, name: &str) -> bool {
    let mut found = false;
    let Ok(entries) = config.entries(Some(r"^hook\..*\.event$")) else {
        return false;
    };
    let _ = entries.for_each(|entry| found |= entry.value() == Ok(name));
    found
}

/// Refuses to commit inside a hook that a commit waits for: that one would find
/// the branch moved, and the hook would run for each of the two.
///
/// # Errors
/// [`Withheld::InHook`].
pub(in crate::store::git::write) fn refuse_inside(place: &Dirs) -> Result<(), GitError> {
    let mut before = Kind::ALL.into_iter().flat_map(Kind::before);
    match before.find(|(name, _)| is_inside(place, name)) {
        Some((hook, _)) => Err(Withheld::InHook { hook }.into()),
        None => Ok(()),
    }
}

fn is_inside(place: &Dirs, hook: &str) -> bool {
    std::env::var_os(VARIABLE).is_some_and(|inside| inside == inside_of(place, hook))
}

/// What [`VARIABLE`] says in a hook.
fn inside_of(place: &Dirs, hook: &str) -> OsString {
    let mut inside = OsString::from(format!("{hook}:"));
    inside.push(&place.common_dir);
    inside
}

/// Runs the hook after a commit, which changes nothing any more. What it runs
/// commits without it.
pub(in crate::store::git::write) fn after(
    git: &git2::Repository,
    place: &Dirs,
    (kind, wanted): (Kind, Hooks),
    commit: Oid,
) {
    let (name, told) = kind.after();
    let is_wanted = wanted != Hooks::None && !is_inside(place, name);
    if !is_wanted
        || !git
            .config()
            .is_ok_and(|config| is_there(&config, place, name))
    {
        return;
    }
    if let Some(mut hook) = command(place, name) {
        if !told.is_empty() {
            hook.arg("--").args(told);
        }
        hook.env("GIT_INDEX_FILE", &place.index);
        if let Ok(commit) = git.find_commit(commit) {
            name_author(&mut hook, &commit.author());
        }
        let _ = hook.status();
    }
}

/// A commit that is shown to hooks: in an index that holds HEAD and our files
/// alone, whatever else is staged, and with its message in a file.
pub(super) struct Session<'a> {
    place: &'a Dirs,
    draft: &'a Draft,
    index: PathBuf,
    message: PathBuf,
}

impl<'a> Session<'a> {
    pub(super) fn begin(
        place: &'a Dirs,
        scratch: &Scratch,
        draft: &'a Draft,
    ) -> Result<Self, GitError> {
        let message = scratch.write("COMMIT_EDITMSG", draft.given.as_bytes())?;
        let index = scratch.path("index");
        let session = Self {
            place,
            draft,
            index,
            message,
        };
        session.stage()?;
        Ok(session)
    }

    /// Makes the index. It begins as a copy of the user's, so that git need not
    /// look into each file of the work tree again.
    fn stage(&self) -> Result<(), GitError> {
        match fs::copy(&self.place.index, &self.index) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            copied => {
                copied.during("copy", &self.place.index)?;
            }
        }
        let mut read = self.git();
        read.args(["read-tree", "--reset", &self.draft.tree.to_string()]);
        program::ask(&mut read, "show a hook what would be committed", b"")?;
        Ok(())
    }

    fn git(&self) -> Command {
        let mut git = program::git(&self.place.git_dir);
        git.env("GIT_INDEX_FILE", &self.index);
        if let Some(top) = &self.place.work_tree {
            git.arg("--work-tree").arg(top).current_dir(top);
        }
        git
    }

    /// Runs a hook; what it says goes where our own words go.
    pub(super) fn run(&self, name: &'static str) -> Result<(), GitError> {
        let Some(mut hook) = command(self.place, name) else {
            return Ok(());
        };
        if [PREPARE, COMMIT_MSG].contains(&name) {
            hook.arg("--").arg(&self.message);
        }
        if name == PREPARE {
            hook.arg(self.draft.kind().source());
        }
        hook.env("GIT_INDEX_FILE", &self.index);
        name_author(&mut hook, &self.draft.author);
        let status = hook.status().map_err(|error| GitError::Program {
            action: "run a hook",
            said: Said::of(&error),
        })?;
        if status.success() {
            return Ok(());
        }
        Err(refusal(self.place, name, status))
    }

    /// The message as the hooks left it, without what git takes out of one that
    /// nobody edits: blanks at the ends of lines, empty lines at its ends.
    pub(super) fn message(&self, given: &str) -> Result<String, GitError> {
        let bytes = crate::store::ordinary::read_own(&self.message, MOST_MESSAGE)
            .map_err(|unread| unread.own(&self.message))?
            .unwrap_or_default();
        let message = String::from_utf8(bytes).map_err(|_| Withheld::Trailers)?;
        if message == given {
            return Ok(message);
        }
        git2::message_prettify(message, None).map_err(GitError::git("read the message"))
    }

    /// Files that a hook put into the index otherwise.
    pub(super) fn restaged(&self) -> Result<Vec<String>, GitError> {
        let mut git = self.git();
        git.args([
            "diff-index",
            "--cached",
            "--name-only",
            "-z",
            "--no-ext-diff",
        ]);
        git.arg(self.draft.tree.to_string());
        let told = program::ask(&mut git, "look what a hook did", b"")?;
        let told = String::from_utf8_lossy(&told);
        Ok(told.split_terminator('\0').map(str::to_owned).collect())
    }
}

/// Says who wrote a commit, as git says it to hooks.
fn name_author(hook: &mut Command, author: &git2::Signature<'_>) {
    let when = author.when();
    let (sign, minutes) = match when.offset_minutes() {
        minutes if minutes < 0 => ('-', -minutes),
        minutes => ('+', minutes),
    };
    let seconds = when.seconds();
    let date = format!("@{seconds} {sign}{:02}{:02}", minutes / 60, minutes % 60);
    let named = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    hook.env("GIT_AUTHOR_NAME", named(author.name_bytes()))
        .env("GIT_AUTHOR_EMAIL", named(author.email_bytes()))
        .env("GIT_AUTHOR_DATE", date);
}

/// `git hook run`, as the user would run it from the top of the work tree.
fn command(place: &Dirs, name: &str) -> Option<Command> {
    let top = place.work_tree.as_deref()?;
    let mut git = program::git_of_its_user(top);
    // Elsewhere git would find another repository from there, or none.
    if std::env::var_os("GIT_DIR").is_some() || !top.join(".git").exists() {
        git.env("GIT_DIR", &place.git_dir).env("GIT_WORK_TREE", top);
    }
    git.args(["hook", "run", "--ignore-missing", name]);
    // Git sends what a hook prints where our own words go, and prints nothing else.
    git.env(VARIABLE, inside_of(place, name))
        .env("GIT_EDITOR", ":")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    Some(git)
}

/// Why a hook did not succeed: it refuses, or git is too old to run it.
fn refusal(place: &Dirs, hook: &'static str, status: ExitStatus) -> GitError {
    let mut git = program::git(&place.git_dir);
    git.args(["hook", "run", "--ignore-missing", "none"]);
    match program::ask(&mut git, "run a hook", b"") {
        Err(GitError::Program {
            action,
            said: Said::Words(_),
        }) => GitError::Program {
            action,
            said: Said::TooOld,
        },
        Err(error) => error,
        Ok(_) => {
            let status = status.code();
            Withheld::Hook { hook, status }.into()
        }
    }
}
