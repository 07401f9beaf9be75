//! Another history is brought into the branch: merged in memory, committed with
//! both parents, and then the branch is forwarded by git, which brings work tree and
//! index along and knows of everything that may lie in the way.
//!
//! A process killed before that leaves a commit that nothing holds; a git that it
//! has started ends by itself.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use git2::Oid;

use super::super::error::{GitError, Said};
use super::super::files::remove;
use super::super::head;
use super::super::merge::{Joint, Merged, Progress, Reader, Relation, own, relation};
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
use super::prelude::{Draft, Kind, Prelude};
use super::run::Run;
use super::way::Way;
use crate::store::sys;

/// What the reflog says.
const ACTION: &str = "bitacora sync";

/// How often it is looked whether a lock of git's has gone.
const PAUSE: Duration = Duration::from_millis(20);

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
    /// branch has come to, where it moved. `prove` looks at what would come of it, `plan`
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
            let (relation, changed) = relation(&self.place, [ours, theirs])?;
            let union = merged_alone(changed);
            match relation {
                Relation::Ahead => Ok((None, union)),
                Relation::Behind => {
                    let joint = Joint::at(&self.place, theirs)?;
                    prove(&union, &|path| joint.read(&self.place, path))?;
                    Ok((Some(Prepared { joint: None }), union))
                }
                Relation::Diverged => {
                    let mut joint = Joint::of(&self.place, [ours, theirs], name, told)?;
                    prove(&joint.merged, &|path| joint.read(&self.place, path))?;
                    let plan = plan(&joint.merged)?;
                    let merged = std::mem::take(&mut joint.merged);
                    let joint = Some((joint, plan));
                    Ok((Some(Prepared { joint }), merged))
                }
            }
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

fn merged_alone(changed: [BTreeSet<String>; 2]) -> Merged {
    Merged {
        changed,
        ..Merged::default()
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
        let odb = joint.git.odb();
        let odb = odb.map_err(GitError::git("open the objects"))?;
        let trees = [ours, self.theirs].map(|tip| tree_of(&joint.git, tip));
        let [ours_tree, theirs_tree] = trees.map(|tree| tree.map_err(GitError::git("read a tree")));
        let (ours_tree, theirs_tree) = (ours_tree?, theirs_tree?);
        let tree = joint.git.find_tree(joint.tree);
        let tree = tree.map_err(GitError::git("read a tree"))?;
        let fresh = Fresh::of(&joint.git, &tree, &[&ours_tree, &theirs_tree])?;
        if is_shown {
            Collected::begin(&odb, place)?.put(&joint.git, fresh.ids())?;
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
            return forward(run, branch, (ours, self.theirs));
        };
        let (committer, author) = run.people(&plan.author, plan.time)?;
        let message = match prelude {
            Some(prelude) => prelude.message(&plan.message),
            None => &plan.message,
        };
        let parents = [ours, self.theirs];
        let text = objects::commit_text(&committer, &author, message, joint.tree, &parents);
        let text = match prelude {
            Some(prelude) => match prelude.whole(&text) {
                Some(whole) => whole,
                None => return Ok(Outcome::Lost),
            },
            None => text,
        };
        let git = &joint.git;
        let odb = git.odb().map_err(GitError::git("open the objects"))?;
        let mut objects = Collected::begin(&odb, run.place)?;
        let commit = objects.commit(&text)?;
        let trees = parents.map(|tip| tree_of(git, tip).map_err(GitError::git("read a tree")));
        let [ours_tree, theirs_tree] = trees;
        let trees = [&ours_tree?, &theirs_tree?];
        let sharing = run.place.sharing;
        // By it the next run knows what of the objects it may take away.
        run.place.make_own(&run.place.git_dir)?;
        let begin = || Journal::begin(&run.place.git_dir, branch, &[], std::iter::empty());
        let _journal = sharing.during(begin)?;
        sharing.during(|| objects.write(git, commit, &trees))?;
        sharing.during(|| objects.hold(git, commit))?;
        let outcome = forward(run, branch, (ours, commit))?;
        // A housekeeping that began before the branch moved may still prune.
        sharing.during(|| objects.hold(git, commit))?;
        Ok(outcome)
    }
}

/// Has git forward the branch, and work tree and index with it.
fn forward(run: &Run<'_>, branch: &str, (from, to): (Oid, Oid)) -> Result<Outcome, GitError> {
    let begun = Instant::now();
    loop {
        // Somebody may have switched to another one since.
        if head::branch(run.git)?.as_deref() != Some(branch) {
            return Ok(Outcome::Lost);
        }
        let mut merge = git_that_fetches(&run.place.git_dir);
        // What is merged has been verified.
        merge.args(["-c", "merge.verifySignatures=false"]);
        // A strategy that a person is used to may be one that forwards nothing.
        merge.args(["-c", "pull.twohead=recursive", "-c"]);
        merge.arg(format!("branch.{}.mergeOptions=", head::short(branch)));
        if let Some(top) = &run.place.work_tree {
            merge.arg("--work-tree").arg(top).current_dir(top);
        }
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
        if said.contains(".lock'") && begun.elapsed() < run.options.lock_timeout {
            thread::sleep(PAUSE);
            continue;
        }
        back(run, (from, to))?;
        let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines
            .map(|line| line.trim_start_matches("error: "))
            .collect();
        let said = lines.join(" ");
        return Err(if said.contains("would be overwritten") {
            Unsynced::InTheWay { said }.into()
        } else {
            Unsynced::NotForwarded { said }.into()
        });
    }
}

/// Brings index and files back, where git gave up half way. What it had written of the
/// new files is whole or the beginning of one; anything else is somebody's own.
fn back(run: &Run<'_>, (from, to): (Oid, Oid)) -> Result<(), GitError> {
    let git = || {
        let mut git = git_that_fetches(&run.place.git_dir);
        if let Some(top) = &run.place.work_tree {
            git.arg("--work-tree").arg(top).current_dir(top);
        }
        git
    };
    let action = "bring the work tree back";
    let mut read = git();
    read.args(["read-tree", "-m", "-u", &to.to_string(), &from.to_string()]);
    // With edits in the way nothing was begun.
    let _ = program::ask(&mut read, action, b"");
    let [before, after] = [from, to].map(|commit| {
        let tree = tree_of(run.git, commit);
        tree.map_err(GitError::git("read a tree"))
    });
    let (before, after) = (before?, after?);
    let mut stale = Vec::new();
    for path in own(run.place, to, Some(from))? {
        let path = run.place.in_tree(&path);
        let Ok(Some(found)) = run.work.read(&path) else {
            continue;
        };
        let blob = |tree| -> Result<Option<Vec<u8>>, GitError> {
            let Some((id, _)) = entry(Some(tree), &path)? else {
                return Ok(None);
            };
            let blob = run.git.find_blob(id);
            let blob = blob.map_err(GitError::git("read a blob"))?;
            Ok(Some(blob.content().to_vec()))
        };
        let (old, new) = (blob(&before)?, blob(&after)?);
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
    let mut checkout = git();
    checkout.args(["checkout-index", "-f", "-u", "-z", "--stdin"]);
    program::ask(&mut checkout, action, &stale)?;
    Ok(())
}
