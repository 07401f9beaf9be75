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
mod driver;
mod fit;
mod holder;
mod index_lock;
mod journal;
mod lock;
mod loose;
mod maintenance;
mod merge;
mod objects;
mod patience;
mod place;
mod planned;
mod prelude;
mod recover;
mod run;
mod swap;
mod temp_files;
mod way;

#[cfg(test)]
mod tests;

use std::thread;
use std::time::{Duration, Instant};

use git2::Oid;

use super::error::GitError;
use super::index::staged;
use super::open::open_git;
use super::plan::{Plan, WriteOptions};
use super::read::View;
use super::repository::{Met, Repository};
use super::{head, identity};

use self::commit::Outcome;
#[cfg(any(test, fuzzing))]
pub(crate) use self::journal::fuzz as fuzz_journal;
use self::lock::{StoreLock, WRITING};
pub use self::merge::{Planning, Proof, Syncing};
use self::prelude::{Done, Prelude};
use self::run::Run;
use self::way::{Ordinary, Way};

/// How often other programs may take the branch from under us, and how long they
/// must have been at it before that is given up.
const ATTEMPTS: u32 = 20;
const STUBBORN: Duration = Duration::from_mins(1);

impl Repository {
    /// Writes what `decide` plans on the HEAD it is shown, as one commit, and
    /// gives the commit and what else `decide` answered. Without a plan, or
    /// with one that changes nothing, nothing is written.
    ///
    /// `decide` runs under the store's lock and must not wait for anybody. It
    /// runs again, on the new HEAD, when another program committed meanwhile.
    /// First of all a write that was killed is finished or forgotten. Hooks and
    /// the program that signs run while no lock is held.
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
        decide: impl FnMut(&View<'_>) -> Result<(Option<Plan>, T), E>,
    ) -> Result<(Option<Oid>, T), E> {
        if options.dry_run {
            return self.rehearse(options, decide);
        }
        self.commit(options, &Ordinary(&self.place), decide)
    }

    /// Commits what `decide` plans, the way that `way` knows. As for
    /// [`Self::transact`].
    fn commit<W: Way, T, E: From<GitError>>(
        &self,
        options: &WriteOptions,
        way: &W,
        mut decide: impl FnMut(&View<'_>) -> Result<(Option<W::Plan>, T), E>,
    ) -> Result<(Option<Oid>, T), E> {
        if self.is_bare() {
            fit::check(&self.git, &self.place, options)?;
        }
        prelude::refuse_inside(&self.place)?;
        self.place.make_own(&self.place.common_dir)?;
        let mut prelude = Prelude::of(&self.git, &self.place, W::KIND, options)?;
        let mut lock = None;
        let mut planned: Option<(Option<Oid>, W::Plan, T)> = None;
        let (mut lost, begun) = (0, Instant::now());
        while lost < ATTEMPTS || begun.elapsed() < STUBBORN {
            if lock.is_none() {
                lock = Some(self.lock(options)?);
                self.name_driver();
            }
            let git = open_git(&self.place.folder)?;
            let run = Run::new(&git, &self.place, options);
            let aside = run.recover()?;
            self.met.borrow_mut().extend(aside.map(Met::Aside));
            let branch = fit::check(&git, &self.place, options)?;
            let view = View::of(&git, &self.place.prefix, head::commit(&git)?)?;
            let still = planned.take().filter(|(head, ..)| *head == view.commit());
            let (plan, answer) = match still {
                Some((_, plan, answer)) => (plan, answer),
                None => match decide(&view)? {
                    (Some(plan), answer) => (plan, answer),
                    (None, answer) => return Ok((None, answer)),
                },
            };
            if let Some(prelude) = &mut prelude
                && !prelude.is_for(view.commit())
                && let Some(draft) = {
                    let draft = || way.draft(options, &plan, prelude.shows());
                    self.place.sharing.during(draft)?
                }
                && !prelude.is_done(&draft)
            {
                planned = Some((view.commit(), plan, answer));
                lock = None;
                let mut met = Vec::new();
                let done = prelude.go_on(&draft, &mut met);
                self.met.borrow_mut().extend(met);
                lost += u32::from(done? == Done::Again);
                continue;
            }
            let written = way.write(&run, &branch, &view, plan, prelude.as_ref());
            if let Ok(Outcome::Committed(commit)) | Err(GitError::Apart { commit, .. }) = &written {
                lock = None;
                drop(prelude.take());
                prelude::after(&git, &self.place, (W::KIND, options.hooks), *commit);
            }
            match written? {
                Outcome::Committed(commit) => {
                    if options.maintain {
                        self.maintain(commit);
                    }
                    return Ok((Some(commit), answer));
                }
                Outcome::Unchanged => return Ok((None, answer)),
                Outcome::Lost => {}
            }
            if let Some(prelude) = &mut prelude {
                prelude.begin_anew();
            }
            thread::sleep(Duration::from_millis(1 << lost.min(6)));
            lost += 1;
        }
        Err(GitError::Contended { attempts: lost }.into())
    }

    fn lock(&self, options: &WriteOptions) -> Result<StoreLock, GitError> {
        let take = || StoreLock::take(&self.place.common_dir, WRITING, options.lock_timeout);
        self.place.sharing.during(take)
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
