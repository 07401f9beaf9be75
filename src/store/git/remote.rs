//! Other repositories, by the git program: it knows how to reach them, and whose
//! word opens them.

use std::io::IsTerminal as _;
use std::process::{Command, Output, Stdio};

use git2::{ErrorCode, Oid};

use super::error::{GitError, Said};
use super::head;
use super::program::{ask, git, git_of_its_user, is_below};
use super::repository::{Met, Repository};
use super::unsynced::Unsynced;
use crate::core::layout;

/// A branch of another repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// What the repository is called here.
    pub remote: String,
    /// Its branch, without `refs/heads/`.
    pub branch: String,
}

impl Upstream {
    /// What was fetched last.
    fn fetched(&self) -> String {
        format!("refs/bitacora/fetched/{}/{}", self.remote, self.branch)
    }

    /// The last commit that it had and we had too.
    fn synced(&self) -> String {
        format!("refs/bitacora/synced/{}/{}", self.remote, self.branch)
    }
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// The other repository has it.
    Done,
    /// Somebody was there before, or is there now; the words of git.
    Outrun(String),
}

impl Repository {
    /// The branch of another repository that ours follows; of `remote`, where one is
    /// named, that of the same name.
    ///
    /// # Errors
    /// None is known.
    pub fn upstream(&self, remote: Option<&str>) -> Result<Upstream, GitError> {
        let full = head::branch(&self.git)?.ok_or(GitError::DetachedHead)?;
        let branch = head::short(&full).to_owned();
        let known = self.remotes()?;
        let value = |key: &str| self.config_string(&format!("branch.{branch}.{key}"));
        let followed = value("remote").zip(value("merge"));
        let followed = followed.filter(|(remote, _)| remote != ".");
        let remote = match (remote, &followed) {
            (Some(named), _) => named.to_owned(),
            (None, Some((remote, _))) => remote.clone(),
            (None, None) => {
                let remote = known.into_iter().next();
                return Err(Unsynced::NoUpstream { branch, remote }.into());
            }
        };
        if !known.contains(&remote) {
            return Err(Unsynced::NoRemote { remote, known }.into());
        }
        let theirs = followed.filter(|(followed, _)| *followed == remote);
        let branch = theirs.map_or(branch, |(_, name)| head::short(&name).to_owned());
        Ok(Upstream { remote, branch })
    }

    fn remotes(&self) -> Result<Vec<String>, GitError> {
        let read = GitError::git("read the remotes");
        let names = self.git.remotes().map_err(read)?;
        let names = names.iter().filter_map(|name| name.ok().flatten());
        Ok(names.map(str::to_owned).collect())
    }

    /// Fetches a branch of another repository, and gives its tip; `None` where there
    /// is no such branch yet, or no longer the one of one's own (`is_own`). What git says
    /// goes where our own words go.
    ///
    /// # Errors
    /// Git cannot be run or cannot fetch, or the branch no longer has what it had at
    /// the last sync, unless that is accepted.
    pub fn fetch(
        &self,
        upstream: &Upstream,
        accepts_rewrite: bool,
        is_own: bool,
    ) -> Result<Option<Oid>, GitError> {
        let Upstream { remote, branch } = upstream;
        let synced = self.reference(&upstream.synced())?;
        // The first time there may be nothing, which is no error; and a branch of one's
        // own goes when its request is taken.
        let is_there = (synced.is_some() && !is_own) || self.has_branch(upstream)?;
        let tip = if is_there {
            let refspec = format!("+refs/heads/{branch}:{}", upstream.fetched());
            let mut fetch = self.network("fetch");
            fetch.args(["--no-tags", "--no-write-fetch-head"]);
            fetch.args(["--recurse-submodules=no", "--end-of-options"]);
            fetch.args([remote.as_str(), &refspec]);
            let status = fetch.status().map_err(|error| failed("fetch", &error))?;
            if status.success() {
                self.reference(&upstream.fetched())?
            } else if self.has_branch(upstream)? {
                let (remote, branch) = (remote.clone(), branch.clone());
                return Err(Unsynced::NotFetched { remote, branch }.into());
            } else {
                None
            }
        } else {
            None
        };
        match synced {
            Some(synced) if !accepts_rewrite && (is_there || !is_own) => {
                self.goes_on(upstream, synced, tip)?;
            }
            _ => {}
        }
        Ok(tip)
    }

    /// That a branch still has what it had.
    fn goes_on(&self, upstream: &Upstream, synced: Oid, tip: Option<Oid>) -> Result<(), GitError> {
        let git_dir = &self.place.git_dir;
        if tip.is_some_and(|tip| is_below(git_dir, synced, tip) == Some(true)) {
            return Ok(());
        }
        let mut count = git(git_dir);
        count.args(["rev-list", "--count", &synced.to_string(), "--not"]);
        count.args(tip.iter().map(Oid::to_string));
        let told = ask(&mut count, "count commits", b"")?;
        let told = String::from_utf8_lossy(&told);
        let base = match tip {
            Some(tip) => self.bases(synced, tip)?.first().copied(),
            None => None,
        };
        let lost = self.files_between(base, synced)?;
        let mut tickets: Vec<_> = lost.iter().filter_map(|p| layout::ticket_of(p)).collect();
        tickets.sort_unstable();
        tickets.dedup();
        Err(Unsynced::Rewritten {
            remote: upstream.remote.clone(),
            branch: upstream.branch.clone(),
            commits: told.trim().parse().unwrap_or_default(),
            tickets: tickets.len(),
        }
        .into())
    }

    fn has_branch(&self, upstream: &Upstream) -> Result<bool, GitError> {
        let Upstream { remote, branch } = upstream;
        let mut list = self.network("ls-remote");
        list.args(["--exit-code", "--heads", "--end-of-options", remote]);
        list.arg(format!("refs/heads/{branch}"));
        list.stdout(Stdio::null());
        let status = list.status().map_err(|error| failed("fetch", &error))?;
        match status.code() {
            Some(0) => Ok(true),
            // git-ls-remote(1): no matching refs.
            Some(2) => Ok(false),
            _ => Err(Unsynced::NotFetched {
                remote: remote.clone(),
                branch: branch.clone(),
            }
            .into()),
        }
    }

    /// Pushes a commit, never by force. `instead` is another branch that might take it.
    ///
    /// # Errors
    /// Git cannot be run or cannot push, or the other side refuses.
    pub fn push(
        &self,
        upstream: &Upstream,
        commit: Oid,
        instead: &str,
    ) -> Result<Pushed, GitError> {
        let Upstream { remote, branch } = upstream;
        let mut push = self.network("push");
        push.args(["--porcelain", "--no-follow-tags", "--end-of-options"]);
        push.arg(remote);
        push.arg(format!("{commit}:refs/heads/{branch}"));
        push.stdout(Stdio::piped()).stderr(Stdio::piped());
        let Output {
            status,
            stdout,
            stderr,
        } = push.output().map_err(|error| failed("push", &error))?;
        let told = String::from_utf8_lossy(&stdout);
        let refused = told.lines().find_map(|line| line.strip_prefix("!\t"));
        let why = refused.and_then(|line| line.split('\t').nth(1));
        if status.success() {
            // The next sync finds it out by itself.
            if let Err(error) = self.remember(upstream, commit) {
                let line = error.to_string();
                self.met.borrow_mut().push(Met::Said { line });
            }
        }
        let said = String::from_utf8_lossy(&stderr);
        let lines = said
            .lines()
            .map(str::trim_end)
            .filter(|line| !line.is_empty());
        if status.success() {
            let said = lines.map(|line| Met::Said {
                line: line.to_owned(),
            });
            self.met.borrow_mut().extend(said);
            return Ok(Pushed::Done);
        }
        let why = why.map(|why| why.trim_start_matches("[remote rejected] ").to_owned());
        if let Some(why) = why.as_ref().filter(|why| is_outrun(why)) {
            return Ok(Pushed::Outrun(why.clone()));
        }
        let (remote, branch) = (remote.clone(), branch.clone());
        let is_theirs = |line: &&str| line.starts_with("remote: ");
        let words = |lines: Vec<&str>| lines.join("; ");
        let Some(why) = why else {
            let said = words(lines.collect());
            return Err(Unsynced::NotPushed {
                remote,
                branch,
                said,
            }
            .into());
        };
        Err(Unsynced::Rejected {
            remote,
            branch,
            instead: instead.to_owned(),
            said: words([vec![&*why], lines.filter(is_theirs).collect()].concat()),
        }
        .into())
    }

    /// Remembers that the other repository has a commit.
    ///
    /// # Errors
    /// The ref cannot be written.
    pub fn remember(&self, upstream: &Upstream, commit: Oid) -> Result<(), GitError> {
        let name = upstream.synced();
        if self.reference(&name)? == Some(commit) {
            return Ok(());
        }
        // Killed over it, libgit2 would leave its lock.
        let mut update = git(&self.place.git_dir);
        update.args(["update-ref", &name, &commit.to_string()]);
        ask(&mut update, "remember what was synced", b"")?;
        Ok(())
    }

    /// What git calls a branch that was fetched.
    #[must_use]
    pub fn name_of(&self, upstream: &Upstream, tip: Oid) -> String {
        let Upstream { remote, branch } = upstream;
        let name = format!("{remote}/{branch}");
        let is = |folder: &str| {
            self.reference(&format!("refs/{folder}/{name}"))
                .ok()
                .flatten()
        };
        let is_clear = is("tags").or(is("heads")).is_none();
        if is_clear && is("remotes") == Some(tip) {
            name
        } else {
            upstream.fetched()
        }
    }

    /// What a branch of ours has come to.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn tip(&self, branch: &str) -> Result<Option<Oid>, GitError> {
        self.reference(&format!("refs/heads/{branch}"))
    }

    fn reference(&self, name: &str) -> Result<Option<Oid>, GitError> {
        match self.git.refname_to_id(name) {
            Ok(id) => Ok(Some(id)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(GitError::git("read a ref")(error)),
        }
    }

    /// A git that talks with another repository, as its user would: nobody is asked
    /// for a password off a terminal.
    fn network(&self, command: &str) -> Command {
        let mut git = git_of_its_user(&self.place.folder);
        // It may be relative, and to another folder.
        if std::env::var_os("GIT_DIR").is_some() {
            git.env("GIT_DIR", &self.place.git_dir);
            let top = self.place.work_tree.iter();
            git.envs(top.map(|top| ("GIT_WORK_TREE", top)));
        }
        git.arg(command);
        if !std::io::stderr().is_terminal() {
            git.env("GIT_TERMINAL_PROMPT", "0");
            git.arg("--quiet");
        }
        git.stdin(Stdio::null()).stdout(Stdio::null());
        git
    }
}

/// Whether git takes a name for that of a branch.
#[must_use]
pub fn valid_branch(name: &str) -> bool {
    git2::Branch::name_is_valid(name).unwrap_or(false)
}

/// Whether the other side had moved, be it before git looked or while it pushed.
fn is_outrun(why: &str) -> bool {
    let moved = [
        "(fetch first)",
        "(non-fast-forward)",
        "(stale info)",
        "cannot lock ref",
        "failed to update ref",
        "incorrect old value",
        "reference already exists",
    ];
    moved.iter().any(|moved| why.contains(moved))
}

fn failed(action: &'static str, error: &std::io::Error) -> GitError {
    let said = Said::of(error);
    GitError::Program { action, said }
}
