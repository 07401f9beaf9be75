//! Why two repositories are not one history afterwards.

use std::fmt::Write as _;

use shell_words::quote;
use thiserror::Error;

use crate::core::told::{ExitCode, Told};
use crate::core::words::{counted, listed};

/// How many paths are named.
const NAMED: usize = 8;

/// What keeps this repository and another from having one history.
#[derive(Debug, Error)]
pub enum Unsynced {
    /// Nothing says with which repository.
    #[error("{}", .remote.as_ref().map_or_else(
        || "this repository knows no other one".to_owned(),
        |remote| format!("the branch {branch} follows none of {remote}")))]
    NoUpstream {
        /// The branch here.
        branch: String,
        /// A remote that there is.
        remote: Option<String>,
    },
    /// A name that no remote has.
    #[error("no remote is called {remote:?}")]
    NoRemote {
        /// As it was typed.
        remote: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// Git could not fetch; it said why.
    #[error("git could not fetch {branch} from {remote}")]
    NotFetched {
        /// Where from.
        remote: String,
        /// What.
        branch: String,
    },
    /// Two histories that never were one.
    #[error("the two have no commit in common{}", if *is_shallow {
        ", as far as this shallow clone goes back"
    } else {
        ": each was begun by itself"
    })]
    Unrelated {
        /// Whether the clone lacks older commits.
        is_shallow: bool,
    },
    /// The other branch no longer has what it had.
    #[error(
        "{remote}/{branch} was rewritten: {} and {} that it had at the last sync are gone from it",
        counted(*.commits, "commit"), counted(*.tickets, "ticket")
    )]
    Rewritten {
        /// Which repository.
        remote: String,
        /// Which branch.
        branch: String,
        /// How many commits are gone.
        commits: usize,
        /// How many tickets these touched.
        tickets: usize,
    },
    /// Files that this program does not merge, changed on both sides.
    #[error("{} changed on both sides, and only tickets and articles are merged here", some(.paths))]
    Conflicts {
        /// From the top of the work tree.
        paths: Vec<String>,
        /// What git calls the other side.
        theirs: String,
    },
    /// A file without which no command goes on could not be read.
    #[error("with what {theirs} has, {path} could not be read: {reason}")]
    Unreadable {
        /// From the store's root.
        path: String,
        /// What git calls the other side.
        theirs: String,
        /// Why.
        reason: String,
    },
    /// Git gave up bringing the work tree along; all is as before.
    #[error("git does not bring the work tree along: {said}")]
    NotForwarded {
        /// Its words.
        said: String,
    },
    /// Git does not bring the work tree along.
    #[error("git does not bring the work tree along: {said}")]
    InTheWay {
        /// Its words.
        said: String,
    },
    /// The other side does not take it.
    #[error("{remote} takes no commits on {branch}: {said}")]
    Rejected {
        /// Which repository.
        remote: String,
        /// Which branch.
        branch: String,
        /// Its words.
        said: String,
        /// Another branch that might take them.
        instead: String,
    },
    /// Git could not push.
    #[error("git could not push {branch} to {remote}: {said}")]
    NotPushed {
        /// Where to.
        remote: String,
        /// What.
        branch: String,
        /// Its words.
        said: String,
    },
    /// Others push all the time.
    #[error("others pushed to {remote} {attempts} times while this command tried to")]
    Outrun {
        /// Which repository.
        remote: String,
        /// How often.
        attempts: u32,
    },
}

impl Told for Unsynced {
    fn code(&self) -> ExitCode {
        match self {
            Self::NoUpstream { .. } | Self::NoRemote { .. } => ExitCode::Usage,
            Self::Unrelated { .. }
            | Self::Rewritten { .. }
            | Self::Conflicts { .. }
            | Self::Unreadable { .. }
            | Self::InTheWay { .. } => ExitCode::Undecided,
            Self::NotFetched { .. }
            | Self::NotForwarded { .. }
            | Self::Rejected { .. }
            | Self::NotPushed { .. }
            | Self::Outrun { .. } => ExitCode::CouldNot,
        }
    }

    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoUpstream { remote: None, .. } => {
                "git remote add origin URL, then bitacora sync origin".to_owned()
            }
            Self::NoUpstream {
                branch,
                remote: Some(remote),
            } => format!(
                "bitacora sync {remote}; git branch --set-upstream-to={remote}/{branch} makes it the usual one"
            ),
            Self::NoRemote { known, .. } if known.is_empty() => {
                "git remote add origin URL".to_owned()
            }
            Self::NoRemote { known, .. } => format!("bitacora sync {}", quote(&known[0])),
            Self::NotFetched { remote, .. } => {
                format!("git remote -v shows where {remote} is; what is here stays")
            }
            Self::Unrelated { is_shallow: true } => "git fetch --unshallow".to_owned(),
            Self::Unrelated { is_shallow: false } => {
                "git remote -v shows whether it is the right one; a desk is begun once, and cloned from then on"
                    .to_owned()
            }
            Self::Rewritten { remote, .. } => format!(
                "ask who did; bitacora sync {} --accept-rewrite goes on, and what is here stays",
                quote(remote)
            ),
            Self::Unreadable { path, theirs, .. } => format!(
                "git diff HEAD {theirs} -- {} shows what they changed; it is mended there",
                quote(path)
            ),
            Self::NotForwarded { .. } => "nothing has changed; try again".to_owned(),
            Self::Conflicts { theirs, .. } => {
                format!("git merge {theirs}, and bitacora sync when it is committed")
            }
            Self::InTheWay { .. } => "git status, then bitacora sync again".to_owned(),
            Self::Rejected {
                remote,
                branch,
                instead,
                ..
            } if branch != instead => format!(
                "the commits stay here; bitacora sync {} --to {} sends them where a pull request can take them",
                quote(remote),
                quote(instead)
            ),
            Self::Rejected { .. } => {
                "the commits stay here; the repository's rules say who may push".to_owned()
            }
            Self::NotPushed { .. } => "the commits stay here; bitacora sync tries again".to_owned(),
            Self::Outrun { .. } => "the commits stay here; try again".to_owned(),
        })
    }
}

fn some(paths: &[String]) -> String {
    let mut named = listed(&paths.iter().take(NAMED).collect::<Vec<_>>(), "and");
    if paths.len() > NAMED {
        let _ = write!(named, " ({} more)", paths.len() - NAMED);
    }
    named
}
