//! Git's own housekeeping, asked for now and then: libgit2 never packs what it
//! writes, and a repository of loose objects is up to three times as slow.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::process::Stdio;

use git2::Oid;

use super::super::program::git;
use super::super::repository::Repository;
use super::{objects, prelude};

/// From how many loose objects on git packs them, where `gc.auto` is silent.
const LOOSE: i64 = 6_700;

/// One commit in so many asks, whatever lies there: there are other tasks.
const EVERY: u16 = 200;

/// The one folder of 256 whose objects are counted, as `git gc --auto` does.
const SAMPLE: &str = "17";

impl Repository {
    /// Starts `git maintenance run --auto` after a commit, when it is time, and
    /// waits for nothing: no output, no error, and no signal of the terminal
    /// reaches it. `maintenance.auto=false`, `gc.auto=0` and the hook that
    /// could forbid it are honoured.
    pub(super) fn maintain(&self, commit: Oid) {
        let limit = self.loose_limit();
        if limit.is_none_or(|limit| !is_drawn(commit) && self.loose() <= limit) {
            return;
        }
        // Without git there is no housekeeping, and the commit is made. It is
        // not waited for, so it needs no `--detach`, which git has since 2.47.
        let _ = git(&self.place.git_dir)
            .args(["maintenance", "run", "--auto", "--quiet"])
            .current_dir(&self.place.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn();
    }

    /// How many objects may lie in one folder; `None` when git is told to keep
    /// its hands off.
    fn loose_limit(&self) -> Option<usize> {
        let config = self.git.config().ok()?;
        let is_wanted = config.get_bool("maintenance.auto").unwrap_or(true);
        let limit = config.get_i64("gc.auto").unwrap_or(LOOSE);
        let limit = usize::try_from(limit).ok()?;
        // No hook is run here, so where one is to be asked git is not.
        let is_wanted = is_wanted && !prelude::asks_before_housekeeping(&config, &self.place);
        (is_wanted && limit > 0).then_some(limit.div_ceil(256))
    }

    fn loose(&self) -> usize {
        fs::read_dir(objects::folder(&self.git).join(SAMPLE)).map_or(0, Iterator::count)
    }
}

/// Whether a commit is one of those that ask: its id is as good as drawn, and
/// nothing has to be counted from one run to the next.
fn is_drawn(commit: Oid) -> bool {
    let id = commit.as_bytes();
    u16::from_be_bytes([id[0], id[1]]) < u16::MAX / EVERY
}

#[cfg(test)]
mod tests {
    use git2::ObjectType;

    use super::*;

    #[test]
    fn one_commit_in_two_hundred_is_drawn() {
        let commits =
            (0..100_000_u32).map(|n| Oid::hash_object(ObjectType::Commit, &n.to_be_bytes()));
        let drawn = commits.filter(|commit| is_drawn(*commit.as_ref().unwrap()));
        let drawn = drawn.count();
        assert!((450..550).contains(&drawn), "{drawn} of 100,000");
    }
}
