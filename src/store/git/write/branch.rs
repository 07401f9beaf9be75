//! The commit point: the branch moves.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, Oid};

use super::super::dirs::Dirs;
use super::super::error::GitError;
use super::super::files::age;
use super::super::open::open_git;
use super::patience::Patience;
use super::run::Run;

impl Run<'_> {
    /// False: somebody else has moved the branch.
    pub(super) fn move_branch(
        &self,
        branch: &str,
        commit: Oid,
        parent: Option<Oid>,
        message: &str,
    ) -> Result<bool, GitError> {
        let subject = message.lines().next().unwrap_or_default();
        let log = match parent {
            Some(_) => format!("commit: {subject}"),
            None => format!("commit (initial): {subject}"),
        };
        let before = parent.unwrap_or(Oid::ZERO_SHA1);
        let lock = self.place.common_dir.join(format!("{branch}.lock"));
        let mut patience = Patience::new(self.options.lock_timeout);
        loop {
            let Err(error) = self.update_ref(branch, (before, commit), &log) else {
                return Ok(true);
            };
            // The update may fail after the rename, when the folder is synced.
            let now = open_git(&self.place.folder)?.refname_to_id(branch).ok();
            match error.code() {
                _ if now == Some(commit) => return Ok(true),
                _ if now != parent => return Ok(false),
                ErrorCode::Locked if patience.wait(&lock) => {}
                ErrorCode::Locked => {
                    let age = age(&lock);
                    return Err(GitError::LockHeld { path: lock, age });
                }
                ErrorCode::Modified | ErrorCode::Exists => return Ok(false),
                // While `git gc` replaces packs, a handle may not find what is there.
                _ if error.message().contains("target OID") => return Ok(false),
                // While it packs refs, a folder of them goes when it is empty.
                ErrorCode::NotFound if patience.wait(&lock) => {}
                _ => return Err(GitError::git("move the branch")(error)),
            }
        }
    }

    /// Moves the branch from one commit to another, where it is on the first.
    fn update_ref(
        &self,
        branch: &str,
        (from, to): (Oid, Oid),
        log: &str,
    ) -> Result<(), git2::Error> {
        let Dirs {
            common_dir,
            git_dir,
            sharing,
            ..
        } = self.place;
        let made = [
            missing(common_dir, &common_dir.join(branch)),
            missing(common_dir, &common_dir.join("logs").join(branch)),
            missing(git_dir, &git_dir.join("logs").join("HEAD")),
        ];
        sharing.during(|| self.git.reference_matching(branch, to, true, from, log))?;
        // Git widens logs that are there too. The branch has moved and stays
        // where it is, whether this can be done or the owner must do it.
        let logs = [
            git_dir.join("logs/HEAD"),
            common_dir.join("logs").join(branch),
        ];
        for path in made.iter().flatten().chain(&logs) {
            let _ = sharing.adjust(path);
        }
        Ok(())
    }
}

/// The folders below `top` that a file in it needs and that are not there.
fn missing(top: &Path, file: &Path) -> Vec<PathBuf> {
    let folders = file.ancestors().skip(1);
    let folders = folders.take_while(|folder| *folder != top && !folder.exists());
    folders.map(Path::to_owned).collect()
}
