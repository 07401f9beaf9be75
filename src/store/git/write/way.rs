//! The two ways in which a commit comes about: what differs between a command's and
//! a merge.

use super::super::dirs::Dirs;
use super::super::error::GitError;
use super::super::head;
use super::super::open::{open_git, open_in_memory};
use super::super::plan::{Plan, WriteOptions};
use super::super::read::View;
use super::commit::Outcome;
use super::prelude::{Draft, Kind, Prelude};
use super::run::Run;

/// How one kind of commit comes about.
pub(super) trait Way {
    /// What is to be committed.
    type Plan;
    const KIND: Kind;

    /// What would be committed, on the disk where it is to be shown; `None` where
    /// that is nothing.
    fn draft(
        &self,
        options: &WriteOptions,
        plan: &Self::Plan,
        is_shown: bool,
    ) -> Result<Option<Draft>, GitError>;

    /// Commits it, and brings work tree and index along.
    fn write(
        &self,
        run: &Run<'_>,
        branch: &str,
        view: &View<'_>,
        plan: Self::Plan,
        prelude: Option<&Prelude<'_>>,
    ) -> Result<Outcome, GitError>;
}

/// HEAD's tree with other files in it.
pub(super) struct Ordinary<'r>(pub(super) &'r Dirs);

impl Way for Ordinary<'_> {
    type Plan = Plan;
    const KIND: Kind = Kind::Ordinary;

    fn draft(
        &self,
        options: &WriteOptions,
        plan: &Plan,
        is_shown: bool,
    ) -> Result<Option<Draft>, GitError> {
        let place = self.0;
        let git = if is_shown {
            open_git(&place.folder)?
        } else {
            open_in_memory(&place.folder)?
        };
        let view = View::of(&git, &place.prefix, head::commit(&git)?)?;
        Run::new(&git, place, options).draft(&view, plan)
    }

    fn write(
        &self,
        run: &Run<'_>,
        branch: &str,
        view: &View<'_>,
        plan: Plan,
        prelude: Option<&Prelude<'_>>,
    ) -> Result<Outcome, GitError> {
        run.write(branch, view, plan, prelude)
    }
}
