//! The one way to write.
//!
//! Own lock, recovery, fitness, the caller's decision on HEAD; then intent
//! journal, `index.lock`, new contents beside the files they replace, objects,
//! sealed journal, **branch by compare-and-swap**, files by exchange, index by
//! rename, journal gone. Everything that may fail for want of space, save the
//! new index, happens before the branch moves. A process killed before that
//! leaves garbage that the next run removes; killed after it, the next run
//! does the rest.

mod branch;
mod check;
mod commit;
mod fit;
mod holder;
mod index_lock;
mod journal;
mod lock;
mod loose;
mod maintenance;
mod objects;
mod patience;
mod place;
mod planned;
mod recover;
mod run;
mod swap;
mod temp_files;

#[cfg(test)]
mod tests;

use std::thread;
use std::time::Duration;

use git2::Oid;

use super::error::GitError;
use super::index::staged;
use super::open::open_git;
use super::plan::{Plan, WriteOptions};
use super::read::View;
use super::repository::Repository;
use super::{head, identity};

use self::commit::Outcome;
#[cfg(any(test, fuzzing))]
pub(crate) use self::journal::fuzz as fuzz_journal;
use self::lock::StoreLock;
use self::run::Run;

/// How often other programs may take the branch from under us.
const ATTEMPTS: u32 = 20;

impl Repository {
    /// Writes what `decide` plans on the HEAD it is shown, as one commit, and
    /// gives the commit and what else `decide` answered. Without a plan, or
    /// with one that changes nothing, nothing is written.
    ///
    /// `decide` runs under the store's lock and must not wait for anybody. It
    /// runs again, on the new HEAD, when another program committed meanwhile.
    /// First of all a write that was killed is finished or forgotten.
    ///
    /// After success everything (objects, branch, files, index and the folders
    /// that name them) is on the disk.
    ///
    /// # Errors
    /// Those of `decide`, and everything [`GitError`] names. After each of them
    /// but [`GitError::Unfinished`] and [`GitError::Apart`] nothing has changed.
    pub fn transact<T, E: From<GitError>>(
        &self,
        options: &WriteOptions,
        mut decide: impl FnMut(&View<'_>) -> Result<(Option<Plan>, T), E>,
    ) -> Result<(Option<Oid>, T), E> {
        if options.dry_run {
            return self.rehearse(options, decide);
        }
        if self.is_bare() {
            fit::check(&self.git, &self.place, options)?;
        }
        let sharing = self.place.sharing;
        self.place.make_own(&self.place.common_dir)?;
        let take = || StoreLock::take(&self.place.common_dir, options.lock_timeout);
        let lock = sharing.during(take)?;
        for attempt in 0..ATTEMPTS {
            let git = open_git(&self.place.folder)?;
            let run = Run::new(&git, &self.place, options);
            self.aside.borrow_mut().extend(run.recover()?);
            let branch = fit::check(&git, &self.place, options)?;
            let view = View::of(&git, &self.place.prefix, head::commit(&git)?)?;
            let (plan, answer) = decide(&view)?;
            let Some(plan) = plan else {
                return Ok((None, answer));
            };
            match run.write(&branch, &view, plan)? {
                Outcome::Committed(commit) => {
                    drop(lock);
                    if options.maintain {
                        self.maintain(commit);
                    }
                    return Ok((Some(commit), answer));
                }
                Outcome::Unchanged => return Ok((None, answer)),
                Outcome::Lost => thread::sleep(Duration::from_millis(1 << attempt.min(6))),
            }
        }
        Err(GitError::Contended { attempts: ATTEMPTS }.into())
    }

    fn rehearse<T, E: From<GitError>>(
        &self,
        options: &WriteOptions,
        mut decide: impl FnMut(&View<'_>) -> Result<(Option<Plan>, T), E>,
    ) -> Result<(Option<Oid>, T), E> {
        let git = open_git(&self.place.folder)?;
        fit::check(&git, &self.place, options)?;
        let view = View::of(&git, &self.place.prefix, head::commit(&git)?)?;
        let (plan, answer) = decide(&view)?;
        if let Some(plan) = plan {
            let run = Run::new(&git, &self.place, options);
            identity::of(&git, &identity::COMMITTER)?;
            let paths = run.paths(&plan.files)?;
            let each_path = paths.iter().map(String::as_str);
            let index = staged(&git, &self.place, &run.work, each_path)?;
            run.check(&view, &index, &plan.files, &paths)?;
        }
        Ok((None, answer))
    }
}
