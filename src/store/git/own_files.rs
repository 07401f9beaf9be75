//! Git's own files. Libgit2 and the git program open them by name, and where
//! one is a named pipe, which an unpacked archive may bring along, they wait
//! for ever for somebody to write into it.

use std::fs;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};

use super::error::GitError;
use crate::store::ordinary::open_named;

/// What is opened by every command, or by those that write or walk.
const NAMES: [&str; 11] = [
    "HEAD",
    "commondir",
    "config",
    "config.worktree",
    "index",
    "info/attributes",
    "info/exclude",
    "info/grafts",
    "objects/info/alternates",
    "packed-refs",
    "shallow",
];

/// The longest line that is read of a file that says where another lies.
const LINE: u64 = 4096;

/// That none of the files of the repository around a folder is a pipe. Where
/// there is no repository there is none.
///
/// # Errors
/// [`GitError::NotAFile`], with the whole path.
pub(super) fn are_no_pipes(folder: &Path) -> Result<(), GitError> {
    let said = std::env::var_os("GIT_DIR").filter(|said| !said.is_empty());
    let Some(own) = said.map_or_else(|| around(folder), |said| Ok(Some(said.into())))? else {
        return Ok(());
    };
    NAMES
        .iter()
        .try_for_each(|name| is_no_pipe(&own.join(name)))?;
    let common = line(&own.join("commondir")).map(|common| own.join(common));
    if let Some(common) = &common {
        NAMES
            .iter()
            .try_for_each(|name| is_no_pipe(&common.join(name)))?;
    }
    let head = line(&own.join("HEAD"));
    let Some(branch) = head.as_deref().and_then(|head| head.strip_prefix("ref: ")) else {
        return Ok(());
    };
    let mut places = [Some(&own), common.as_ref()].into_iter().flatten();
    places.try_for_each(|place| is_no_pipe(&place.join(branch)))
}

/// The folder that git keeps its files in.
fn around(folder: &Path) -> Result<Option<PathBuf>, GitError> {
    for at in folder.ancestors() {
        let place = at.join(".git");
        is_no_pipe(&place)?;
        if place.is_dir() {
            return Ok(Some(place));
        }
        if let Some(line) = line(&place) {
            let elsewhere = line.strip_prefix("gitdir: ");
            return Ok(elsewhere.map(|elsewhere| at.join(elsewhere)));
        }
        if at.join("objects").is_dir() && at.join("refs").is_dir() {
            return Ok(Some(at.to_owned()));
        }
    }
    Ok(None)
}

fn is_no_pipe(path: &Path) -> Result<(), GitError> {
    match fs::metadata(path) {
        Ok(about) if about.file_type().is_fifo() => Err(GitError::NotAFile {
            path: path.display().to_string(),
        }),
        _ => Ok(()),
    }
}

/// The text of a file of one line.
fn line(path: &Path) -> Option<String> {
    let bytes = open_named(path).ok()?.read(LINE).ok()?;
    Some(String::from_utf8(bytes).ok()?.trim_end().to_owned())
}
