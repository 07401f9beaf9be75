//! Git's configuration as git has it, also where libgit2 reads less of it.
//!
//! Libgit2 knows the files, `include.path` and three of the conditions, but not
//! `includeIf "hasconfig:..."`, nor what `git -c` and `GIT_CONFIG_COUNT` put
//! into the environment. Where one of these is met, the `git` program is asked
//! once for all it has, and every reader, libgit2 itself included, goes by that.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::{Config, ConfigLevel, Repository};

use super::error::GitError;
use super::program::{self, ask, git_alone};

/// How `git -c` and its equals hand on settings.
const VARIABLES: [&str; 2] = ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"];

/// What git answered, by the git directory: a command opens a repository more
/// than once.
static ANSWERS: Mutex<Option<HashMap<PathBuf, String>>> = Mutex::new(None);

/// Gives a repository git's own configuration, if libgit2's may be another.
///
/// # Errors
/// Git cannot be run, or fails.
pub(super) fn complete(git: &Repository) -> Result<(), GitError> {
    let reading = || GitError::git("read git's configuration");
    let config = git.config().map_err(reading())?;
    if !may_differ(&config).map_err(reading())? {
        return Ok(());
    }
    let mut answers = ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
    let answers = answers.get_or_insert_default();
    let text = match answers.get(git.path()) {
        Some(text) => text,
        None => answers
            .entry(git.path().to_owned())
            .or_insert(as_file(&listed(git.path())?)),
    };
    git.set_config(&loaded(text)?).map_err(reading())
}

/// Forgets what git answered: the configuration was written.
pub(super) fn forget() {
    *ANSWERS.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Whether something is set or included in a way that libgit2 does not know,
/// or might understand otherwise.
fn may_differ(config: &Config) -> Result<bool, git2::Error> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if VARIABLES.into_iter().any(is_set) {
        return Ok(true);
    }
    let mut found = false;
    let entries = config.entries(Some(r"^include(if\..*)?\.path$"))?;
    entries.for_each(|entry| {
        let is_plain = entry.name().is_ok_and(|name| name == "include.path")
            && entry.value().is_ok_and(|path| {
                let of_home = path.starts_with("~/");
                of_home || !path.starts_with(['~', '%'])
            });
        found |= !is_plain;
    })?;
    Ok(found)
}

/// Everything git reads: names and values, a NUL after each pair.
fn listed(git_dir: &Path) -> Result<Vec<u8>, GitError> {
    let mut git = git_alone(git_dir);
    git.args(["config", "--null", "--list"]);
    ask(&mut git, "tell its configuration", b"")
}

/// The pairs as a file of configuration, in their order. What was included is
/// among them.
fn as_file(listed: &[u8]) -> String {
    let text = String::from_utf8_lossy(listed);
    let mut file = String::new();
    for pair in text.split_terminator('\0') {
        let (key, value) = match pair.split_once('\n') {
            Some((key, value)) => (key, Some(value)),
            None => (pair, None),
        };
        let Some((section, name)) = key.rsplit_once('.') else {
            continue;
        };
        if name == "path" && (section == "include" || section.starts_with("includeif.")) {
            continue;
        }
        let _ = match section.split_once('.') {
            Some((section, below)) => writeln!(file, "[{section} \"{}\"]", escaped(below)),
            None => writeln!(file, "[{section}]"),
        };
        let _ = match value {
            Some(value) => writeln!(file, "{name} = \"{}\"", escaped(value)),
            None => writeln!(file, "{name}"),
        };
    }
    file
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    text.replace('\n', "\\n").replace('\t', "\\t")
}

/// Libgit2 reads configuration from files alone. Nobody else may read this one,
/// and it is gone before anybody asks for a value.
fn loaded(text: &str) -> Result<Config, GitError> {
    let written = tempfile::NamedTempFile::new().and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        Ok(file)
    });
    let file = written.map_err(|error| GitError::io("write", &std::env::temp_dir(), error))?;
    let mut config = Config::new().map_err(GitError::git("read git's configuration"))?;
    config
        .add_file(file.path(), ConfigLevel::App, false)
        .and_then(|()| config.snapshot())
        .map_err(GitError::git("read git's configuration"))
}

/// The name of the first branch of a new repository, where git is told one.
pub(super) fn first_branch() -> Option<String> {
    let told = program::outside(&["config", "--get", "init.defaultBranch"]);
    let name = match told {
        Some(name) => name,
        None => Config::open_default()
            .and_then(|config| config.get_string("init.defaultBranch"))
            .ok()?,
    };
    let name = name.trim_end_matches('\n');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_lists_is_read_back_as_it_was() {
        let listed = "user.name\nAna \"A\\B\" Torres\0core.bare\0url.a.b \"c\\d\".insteadof\nx\ny\tz\0\
                      include.path\nother\0includeif.gitdir:~/w/.path\nw.inc\0user.name\nLast; # one\0";
        let config = loaded(&as_file(listed.as_bytes())).unwrap();
        assert_eq!(config.get_string("user.name").unwrap(), "Last; # one");
        assert!(config.get_bool("core.bare").unwrap());
        assert_eq!(
            config.get_string("url.a.b \"c\\d\".insteadof").unwrap(),
            "x\ny\tz"
        );
        let names = config.multivar("user.name", None).unwrap();
        let mut values = Vec::new();
        names
            .for_each(|entry| values.push(entry.value().unwrap().to_owned()))
            .unwrap();
        assert_eq!(values, ["Ana \"A\\B\" Torres", "Last; # one"]);
        assert!(config.get_string("include.path").is_err());
    }
}
