//! Whether the files of a plan may be changed as they are found.

use git2::{ObjectType, Oid};

use super::super::difference::Difference;
use super::super::eol::Conversion;
use super::super::error::GitError;
use super::super::examine::{Examined, Examiner};
use super::super::index::{ASSUME_UNCHANGED, Entries, SKIP_WORKTREE, Staged as _};
use super::super::plan::{FileChange, Replaces};
use super::super::read::View;
use super::journal::FileRecord;
use super::planned::Planned;
use super::run::Run;
use crate::core::layout;

/// A file that may be replaced.
pub(super) struct Checked {
    /// What it will be replaced by depends on this blob, for guessed texts only.
    pub(super) conversion: Conversion,
    pub(super) replaced: Option<Vec<u8>>,
    pub(super) record: FileRecord,
    /// The work-tree file has the new contents already.
    pub(super) stays: bool,
}

impl Run<'_> {
    /// The plan's paths from the top of the work tree, each fit to be one.
    pub(super) fn paths(&self, files: &[FileChange]) -> Result<Vec<String>, GitError> {
        let of = |file: &FileChange| {
            if is_path(&file.path) {
                Ok(self.place.in_tree(&file.path))
            } else {
                let path = file.path.clone();
                Err(GitError::BadPath { path })
            }
        };
        files.iter().map(of).collect()
    }

    pub(super) fn check(
        &self,
        view: &View<'_>,
        index: &Entries,
        files: &[FileChange],
        paths: &[String],
    ) -> Result<Vec<Checked>, GitError> {
        let planned = Planned::of(self.git, self.place, &self.work, files, paths)?;
        let examiner = Examiner::new(self.git, view.tree.as_ref(), index, &self.work)?
            .planning(planned.as_ref().map(Planned::attributes));
        let both = paths.iter().zip(files);
        both.map(|(path, file)| {
            if let Some(other) = index.in_the_way(path) {
                let path = path.clone();
                return Err(GitError::InTheWay { path, other });
            }
            let found = examiner.look(path)?;
            refuse(path, file, &found)?;
            if layout::is_attachment(&file.path)
                && matches!(file.replaces, Replaces::Head)
                && let Some(attribute) =
                    Conversion::asked_for(examiner.attributes(), &self.work, path)?
            {
                let path = path.clone();
                return Err(GitError::Rewriting { path, attribute });
            }
            let replaced = found.conversion.replaced(self.git, found.state.index)?;
            let bytes = found.found.as_ref().map(|found| found.bytes.as_slice());
            Ok(Checked {
                conversion: found.conversion,
                replaced,
                stays: bytes.is_some_and(|bytes| bytes == file.content),
                record: FileRecord {
                    path: path.clone(),
                    blob: Oid::ZERO_SHA1,
                    mode: mode(&found),
                    index: found.state.index,
                    work: bytes.map(hash).transpose()?,
                    made: Vec::new(),
                },
            })
        })
        .collect()
    }
}

/// Whether a change may be made where this was found.
fn refuse(path: &str, file: &FileChange, found: &Examined) -> Result<(), GitError> {
    let path = || path.to_owned();
    if found
        .head
        .is_some_and(|(_, mode)| mode & 0o170_000 != 0o100_000)
    {
        return Err(GitError::NotAFile { path: path() });
    }
    if let Some(entry) = &found.index {
        let hidden = [
            (entry.flags & ASSUME_UNCHANGED, "assume-unchanged"),
            (entry.extended & SKIP_WORKTREE, "skip-worktree"),
        ];
        if let Some((_, flag)) = hidden.into_iter().find(|(set, _)| *set != 0) {
            return Err(GitError::Hidden { path: path(), flag });
        }
    }
    match &file.replaces {
        Replaces::Head => match found.state.difference() {
            Some(state) => Err(GitError::Uncommitted {
                path: path(),
                state,
            }),
            None => Ok(()),
        },
        Replaces::WorkTree(_) if found.state.conflicted => Err(GitError::Uncommitted {
            path: path(),
            state: Difference::Conflict,
        }),
        Replaces::WorkTree(bytes) => match &found.found {
            Some(now) if now.bytes == *bytes => Ok(()),
            _ => Err(GitError::Changed { path: path() }),
        },
    }
}

/// A replaced file keeps its mode; a new one is an ordinary file.
fn mode(found: &Examined) -> u32 {
    let executable = match (found.head, &found.found) {
        (Some((_, mode)), _) => mode & 0o100 != 0,
        (None, Some(found)) => found.executable,
        (None, None) => false,
    };
    if executable { 0o100_755 } else { 0o100_644 }
}

pub(super) fn hash(bytes: &[u8]) -> Result<Oid, GitError> {
    Oid::hash_object(ObjectType::Blob, bytes).map_err(GitError::git("hash a file"))
}

/// Relative, of plain components, and nothing that git reserves.
pub(super) fn is_path(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git");
    path.split('/').all(plain) && !path.contains(|c: char| c.is_control() || c == '\\')
}
