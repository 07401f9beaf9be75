//! Another history is brought into the branch: merged in memory, committed with
//! both parents, and then the branch is forwarded by git, which brings work tree and
//! index along and knows of everything that may lie in the way.
//!
//! A process killed before that leaves a commit that nothing holds; a git that it
//! has started ends by itself.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use git2::Oid;

use super::super::error::{GitError, Said};
use super::super::files::{age, remove};
use super::super::head;
use super::super::merge::{Joint, Merged, Progress, Reader};
use super::super::plan::{MergePlan, WriteOptions};
use super::super::program::{self, git_that_fetches};
use super::super::raw::tree_of;
use super::super::read::{View, entry};
use super::super::repository::Repository;
use super::super::unsynced::Unsynced;
use super::commit::Outcome;
use super::fit;
use super::journal::Journal;
use super::lock::StoreLock;
use super::objects::{self, Collected, Fresh};
use super::patience::Patience;
use super::prelude::{self, Draft, Kind, Prelude};
use super::run::Run;
use super::way::Way;
use crate::store::sys;

/// What the reflog says.
const ACTION: &str = "bitacora sync";

/// A merge that is ready; without one the branch is only forwarded.
struct Prepared {
    joint: Option<(Joint, MergePlan)>,
}

struct Merging<'r> {
    repository: &'r Repository,
    theirs: Oid,
}

/// The lock of those who talk with other repositories: they would fetch into the
/// same refs.
const SYNCING: &str = "sync";

/// Looks at what would come of a merge, and refuses it.
pub type Proof<'a, E> = &'a dyn Fn(&Merged, Reader<'_>) -> Result<(), E>;
/// What the commit of a merge is to say.
pub type Planning<'a, E> = &'a dyn Fn(&Merged) -> Result<MergePlan, E>;

/// Held by one sync at a time, from its fetch to its push.
#[derive(Debug)]
pub struct Syncing {
    _lock: StoreLock,
}

impl Repository {
    /// Waits for another sync of this repository.
    ///
    /// # Errors
    /// It takes longer than is waited for.
    pub fn begin_sync(&self, options: &WriteOptions) -> Result<Syncing, GitError> {
        self.place.make_own(&self.place.common_dir)?;
        let take = || StoreLock::take(&self.place.common_dir, SYNCING, options.lock_timeout);
        let lock = self.place.sharing.during(take)?;
        Ok(Syncing { _lock: lock })
    }

    /// Brings the commits of another history into the branch, and gives what the
    /// branch has come to, where it moved. `name` is what git calls theirs, `prove` looks at what would come of it, `plan`
    /// says what the commit is to say, when one is needed, and `told` hears how many files
    /// of how many are merged.
    ///
    /// # Errors
    /// Those of `prove`, of `plan` and of [`Self::transact`], and everything [`Unsynced`] names.
    pub fn merge<E: From<GitError>>(
        &self,
        options: &WriteOptions,
        (theirs, name): (Oid, &str),
        told: Progress<'_>,
        (prove, plan): (Proof<'_, E>, Planning<'_, E>),
    ) -> Result<(Option<Oid>, Merged), E> {
        let decide = |head: Option<Oid>| -> Result<(Option<Prepared>, Merged), E> {
            let is_shallow = self.git.is_shallow();
            let ours = head.ok_or_else(|| GitError::from(Unsynced::Unrelated { is_shallow }))?;
            let bases = self.bases(ours, theirs)?;
            if bases.is_empty() {
                return Err(GitError::from(Unsynced::Unrelated { is_shallow }).into());
            }
            let alone = |changed| Merged {
                changed,
                ..Merged::default()
            };
            if bases == [theirs] {
                let ours = self.files_between(Some(theirs), ours)?;
                return Ok((None, alone([ours, BTreeSet::new()])));
            }
            if bases == [ours] {
                let merged = alone([BTreeSet::new(), self.files_between(Some(ours), theirs)?]);
                prove(&merged, &|path| self.tree_read(theirs, path))?;
                return Ok((Some(Prepared { joint: None }), merged));
            }
            let sides = [ours, theirs];
            let mut joint = Joint::of(&self.place, sides, &bases, (name, told))?;
            prove(&joint.merged, &|path| joint.read(&self.place, path))?;
            let plan = plan(&joint.merged)?;
            let merged = std::mem::take(&mut joint.merged);
            let joint = Some((joint, plan));
            Ok((Some(Prepared { joint }), merged))
        };
        self.verify(theirs)?;
        if options.dry_run {
            fit::check(&self.git, &self.place, options)?;
            let (_, merged) = decide(head::commit(&self.git)?)?;
            return Ok((None, merged));
        }
        let way = Merging {
            repository: self,
            theirs,
        };
        self.commit(options, &way, |view| decide(view.commit()))
    }
}

impl Repository {
    /// The files of the store that differ between two commits, from its root; all where
    /// there is nothing before.
    pub(in crate::store::git) fn files_between(
        &self,
        before: Option<Oid>,
        after: Oid,
    ) -> Result<BTreeSet<String>, GitError> {
        let differing = self.looked_into()?.differing(before, after)?;
        Ok(differing.into_iter().collect())
    }

    /// That a commit is signed as merge.verifySignatures in git-merge(1) asks for.
    fn verify(&self, commit: Oid) -> Result<(), GitError> {
        let config = self.git.config();
        let is_asked = config.and_then(|config| config.get_bool("merge.verifySignatures"));
        if !is_asked.unwrap_or(false) {
            return Ok(());
        }
        let mut verify = program::git(&self.place.git_dir);
        verify.args(["verify-commit", &commit.to_string()]);
        program::ask(&mut verify, "verify the signature of what is merged", b"")?;
        Ok(())
    }
}

impl Way for Merging<'_> {
    type Plan = Prepared;
    const KIND: Kind = Kind::Merge;

    fn draft(
        &self,
        options: &WriteOptions,
        plan: &Prepared,
        is_shown: bool,
    ) -> Result<Option<Draft>, GitError> {
        let Some((joint, plan)) = &plan.joint else {
            return Ok(None);
        };
        let place = &self.repository.place;
        let run = Run::new(&joint.git, place, options);
        let (committer, author) = run.people(&plan.author, plan.time)?;
        let Some(ours) = head::commit(&joint.git)? else {
            return Ok(None);
        };
        let git = &joint.git;
        let [ours_tree, theirs_tree] = trees(git, [ours, self.theirs])?;
        let tree = git.find_tree(joint.tree);
        let tree = tree.map_err(GitError::git("read a tree"))?;
        let fresh = Fresh::of(git, &tree, &[&ours_tree, &theirs_tree])?;
        if is_shown {
            let odb = git.odb().map_err(GitError::git("open the objects"))?;
            Collected::begin(&odb, place).put(git, fresh.ids())?;
        }
        Ok(Some(Draft {
            files: fresh.files,
            tree: joint.tree,
            parents: vec![ours, self.theirs],
            given: plan.message.clone(),
            author,
            committer,
        }))
    }

    fn write(
        &self,
        run: &Run<'_>,
        branch: &str,
        view: &View<'_>,
        plan: Prepared,
        prelude: Option<&Prelude<'_>>,
    ) -> Result<Outcome, GitError> {
        let Some(ours) = view.commit() else {
            return Ok(Outcome::Lost);
        };
        let Some((joint, plan)) = plan.joint else {
            return self.forward(run, branch, (ours, self.theirs));
        };
        let (committer, author) = run.people(&plan.author, plan.time)?;
        let message = prelude::message(prelude, &plan.message);
        let parents = [ours, self.theirs];
        let text = objects::commit_text(&committer, &author, message, joint.tree, &parents);
        let Some(text) = prelude::whole(prelude, text) else {
            return Ok(Outcome::Lost);
        };
        let git = &joint.git;
        let odb = git.odb().map_err(GitError::git("open the objects"))?;
        let mut objects = Collected::begin(&odb, run.place);
        let commit = objects.commit(&text)?;
        let [ours_tree, theirs_tree] = trees(git, parents)?;
        let sharing = run.place.sharing;
        // By it the next run knows what of the objects it may take away.
        run.place.make_own(&run.place.git_dir)?;
        let begin = || Journal::begin(&run.place.git_dir, branch, &[], std::iter::empty());
        let _journal = sharing.during(begin)?;
        sharing.during(|| objects.write(git, commit, &[&ours_tree, &theirs_tree]))?;
        sharing.during(|| objects.hold(git, commit))?;
        let outcome = self.forward(run, branch, (ours, commit))?;
        // A housekeeping that began before the branch moved may still prune.
        sharing.during(|| objects.hold(git, commit))?;
        Ok(outcome)
    }
}

impl Merging<'_> {
    /// Has git forward the branch, and work tree and index with it.
    fn forward(
        &self,
        run: &Run<'_>,
        branch: &str,
        (from, to): (Oid, Oid),
    ) -> Result<Outcome, GitError> {
        let mut patience = Patience::new(run.options.lock_timeout);
        loop {
            // Somebody may have switched to another one since.
            if head::branch(run.git)?.as_deref() != Some(branch) {
                return Ok(Outcome::Lost);
            }
            let mut merge = git_here(run);
            // What is merged has been verified.
            merge.args(["-c", "merge.verifySignatures=false"]);
            // A strategy that a person is used to may be one that forwards nothing.
            merge.args(["-c", "pull.twohead=recursive", "-c"]);
            merge.arg(format!("branch.{}.mergeOptions=", head::short(branch)));
            merge.args(["merge", "--ff-only", "--no-squash", "--no-autostash"]);
            merge.args(["--no-overwrite-ignore", "--no-stat", "--quiet"]);
            merge.arg(to.to_string());
            merge.env("GIT_REFLOG_ACTION", ACTION);
            // It inherits what is blocked, and is not torn from the middle.
            let calm = sys::Uninterrupted::begin();
            let output = program::converse(&mut merge, b"");
            drop(calm);
            let output = output.map_err(|error| GitError::Program {
                action: "bring the work tree along",
                said: Said::of(&error),
            })?;
            let now = head::commit(run.git)?;
            if output.status.success() && now == Some(to) {
                return Ok(Outcome::Committed(to));
            }
            if now != Some(from) {
                return Ok(Outcome::Lost);
            }
            let said = String::from_utf8_lossy(&output.stderr);
            let mut quoted = said.split('\'').map(PathBuf::from);
            let lock = quoted.find(|path| path.extension().is_some_and(|end| end == "lock"));
            if lock.as_deref().is_some_and(|lock| patience.wait(lock)) {
                continue;
            }
            let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
            let lines = lines.map(|line| line.trim_start_matches("error: "));
            let said = lines.collect::<Vec<_>>().join(" ");
            if said.contains("would be overwritten") {
                // It looks before it begins.
                return Err(Unsynced::InTheWay { said }.into());
            }
            self.back(run, (from, to))?;
            return Err(match lock {
                Some(path) => {
                    let age = age(&path);
                    GitError::LockHeld { path, age }
                }
                None => Unsynced::NotForwarded { said }.into(),
            });
        }
    }

    /// Brings index and files back, where git gave up half way. What it had written of
    /// the new files is whole or the beginning of one; anything else is somebody's own.
    fn back(&self, run: &Run<'_>, (from, to): (Oid, Oid)) -> Result<(), GitError> {
        let action = "bring the work tree back";
        let mut read = git_here(run);
        read.args(["read-tree", "-m", "-u", &to.to_string(), &from.to_string()]);
        // Where the index had not moved yet, there is nothing to be read back.
        let _ = program::ask(&mut read, action, b"");
        let [before, after] = trees(run.git, [from, to])?;
        let blob = |tree, path: &str| -> Result<Option<Vec<u8>>, GitError> {
            let Some((id, _)) = entry(Some(tree), path)? else {
                return Ok(None);
            };
            let blob = run.git.find_blob(id);
            let blob = blob.map_err(GitError::git("read a blob"))?;
            Ok(Some(blob.content().to_vec()))
        };
        let mut stale = Vec::new();
        for path in self.repository.files_between(Some(from), to)? {
            let path = run.place.in_tree(&path);
            let Ok(Some(found)) = run.work.read(&path) else {
                continue;
            };
            let (old, new) = (blob(&before, &path)?, blob(&after, &path)?);
            let is_new = new.is_some_and(|new| new.starts_with(&found.bytes));
            match old {
                _ if !is_new => {}
                Some(old) if old == found.bytes => {}
                Some(_) => stale.extend([path.as_bytes(), b"\0"].concat()),
                None => remove(&run.work.absolute(&path)),
            }
        }
        if stale.is_empty() {
            return Ok(());
        }
        let mut checkout = git_here(run);
        checkout.args(["checkout-index", "-f", "-u", "-z", "--stdin"]);
        program::ask(&mut checkout, action, &stale)?;
        Ok(())
    }
}

/// Git in the work tree.
fn git_here(run: &Run<'_>) -> Command {
    let mut git = git_that_fetches(&run.place.git_dir);
    if let Some(top) = &run.place.work_tree {
        git.arg("--work-tree").arg(top).current_dir(top);
    }
    git
}

fn trees(git: &git2::Repository, commits: [Oid; 2]) -> Result<[git2::Tree<'_>; 2], GitError> {
    let [one, other] = commits.map(|commit| tree_of(git, commit));
    let read = || GitError::git("read a tree");
    Ok([one.map_err(read())?, other.map_err(read())?])
}
