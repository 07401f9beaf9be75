//! What git lets others do around a commit: hooks look at it, a program signs it.
//!
//! They take what time they like and may run this program themselves, so no lock
//! is held meanwhile. Under the lock it is worked out what would be committed;
//! without it they see that; under the lock again it is worked out anew, and
//! written if it is the same to the byte. Where neither a hook nor a signature is
//! asked for, nothing of this is done.

mod draft;
mod hooks;
mod kind;
mod scratch;
mod sign;

use std::time::Duration;

use git2::Oid;

use super::super::dirs::Dirs;
use super::super::error::GitError;
use super::super::plan::{Hooks, WriteOptions};
use super::super::repository::Met;
use super::super::withheld::Withheld;
use super::lock::StoreLock;
use super::objects::Entry;
use crate::core::history::Claims;

pub(super) use self::draft::Draft;
use self::hooks::Session;
pub(super) use self::hooks::{after, asks_before_housekeeping, refuse_inside};
pub(super) use self::kind::Kind;
use self::scratch::Scratch;
use self::sign::Signer;

/// The lock of those for whom others are at work: whoever signs beside others does
/// so in vain, since the first to commit moves the branch from under the rest, and
/// hooks that put the work tree aside are not made for company.
const TURN: &str = "turn";

/// How often objects may go away that a hook is to see: one that prunes them itself
/// would never see them.
const GONE: u32 = 3;

/// What comes before a commit here, and how much of it is done.
pub(super) struct Prelude<'a> {
    place: &'a Dirs,
    patience: Duration,
    /// The hooks that there are, in the order in which git runs them.
    hooks: Vec<&'static str>,
    signer: Option<Signer>,
    passed: Option<Passed>,
    /// How often the objects that hooks were to see went away.
    gone: u32,
    signed: Option<Signed>,
    signatures: u32,
    turn: Turn,
}

/// What one step of a prelude was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// One that had not been taken.
    First,
    /// One that was taken before, in vain: the branch moved, or objects went.
    Again,
}

/// What the hooks let pass.
struct Passed {
    files: Vec<Entry>,
    given: String,
    message: String,
}

/// A commit without its signature, and with it.
struct Signed {
    parent: Option<Oid>,
    text: Vec<u8>,
    whole: Vec<u8>,
}

/// Whether it is our turn.
enum Turn {
    NotAsked,
    Taken {
        _lock: StoreLock,
    },
    /// Somebody's program does not end, which keeps nobody else from committing.
    GivenUp,
}

impl<'a> Prelude<'a> {
    /// `None` where nothing comes before a commit.
    ///
    /// # Errors
    /// A setting that git does not understand either.
    pub(super) fn of(
        git: &git2::Repository,
        place: &'a Dirs,
        kind: Kind,
        options: &WriteOptions,
    ) -> Result<Option<Self>, GitError> {
        let config = git
            .config()
            .map_err(GitError::git("read git's configuration"))?;
        let hooks = match options.hooks {
            Hooks::None => Vec::new(),
            wanted => hooks::before(&config, place, kind, wanted == Hooks::Unverified),
        };
        let signer = if options.no_gpg_sign {
            None
        } else {
            Signer::of(&config, place)?
        };
        if hooks.is_empty() && signer.is_none() {
            return Ok(None);
        }
        Ok(Some(Self {
            place,
            patience: options.lock_timeout,
            hooks,
            signer,
            passed: None,
            gone: 0,
            signed: None,
            signatures: 0,
            turn: Turn::NotAsked,
        }))
    }

    /// Whether hooks look at the objects of the commit, which must be on the disk
    /// for them.
    pub(super) fn shows(&self) -> bool {
        !self.hooks.is_empty()
    }

    /// Whether what was signed last goes on from this commit: then it is as good as
    /// sure that it is what will be written.
    pub(super) fn is_for(&self, parent: Option<Oid>) -> bool {
        self.signed
            .as_ref()
            .is_some_and(|signed| signed.parent == parent)
    }

    /// What was signed is not to be written any more.
    pub(super) fn begin_anew(&mut self) {
        self.signed = None;
    }

    /// Whether all of it was done with what this would commit.
    pub(super) fn is_done(&self, draft: &Draft) -> bool {
        self.has_passed(draft)
            && (self.signer.is_none() || self.whole(&self.text_of(draft)).is_some())
    }

    fn has_passed(&self, draft: &Draft) -> bool {
        self.hooks.is_empty()
            || self
                .passed
                .as_ref()
                .is_some_and(|passed| passed.files == draft.files && passed.given == draft.given)
    }

    fn text_of(&self, draft: &Draft) -> Vec<u8> {
        draft.text(self.message(&draft.given))
    }

    /// The message as the hooks left it.
    fn message<'t>(&'t self, given: &'t str) -> &'t str {
        match &self.passed {
            Some(passed) if passed.given == given => &passed.message,
            _ => given,
        }
    }

    /// The commit with its signature; `None` where another one was signed.
    fn whole(&self, text: &[u8]) -> Option<Vec<u8>> {
        match (&self.signer, &self.signed) {
            (None, _) => Some(text.to_vec()),
            (Some(_), Some(signed)) if signed.text == text => Some(signed.whole.clone()),
            _ => None,
        }
    }

    /// Does the next of what is to be done with a commit; no lock may be held.
    ///
    /// # Errors
    /// A hook or the program that signs refuses, or cannot be run.
    pub(super) fn go_on(&mut self, draft: &Draft, met: &mut Vec<Met>) -> Result<Done, GitError> {
        if matches!(self.turn, Turn::NotAsked) {
            self.turn = take_turn(self.place, self.patience)?;
            return Ok(Done::First);
        }
        if !self.has_passed(draft) {
            self.passed = None;
            match self.show(draft, met) {
                // A housekeeping took the objects from under the hook.
                Err(_) if self.gone < GONE && !draft.is_on_disk(self.place)? => {
                    self.gone += 1;
                    return Ok(Done::Again);
                }
                passed => self.passed = Some(passed?),
            }
            return Ok(Done::First);
        }
        let Some(signer) = &self.signer else {
            return Ok(Done::First);
        };
        let text = self.text_of(draft);
        let scratch = Scratch::begin(self.place)?;
        let signature = signer.sign(&text, &draft.committer, &scratch)?;
        self.signatures += 1;
        let whole = draft::with_signature(&text, &signature);
        let parent = draft.parents.first().copied();
        self.signed = Some(Signed {
            parent,
            text,
            whole,
        });
        Ok(if self.signatures > 1 {
            Done::Again
        } else {
            Done::First
        })
    }

    /// Shows the hooks what would be committed, and hears what they make of the
    /// message.
    fn show(&self, draft: &Draft, met: &mut Vec<Met>) -> Result<Passed, GitError> {
        let scratch = Scratch::begin(self.place)?;
        let session = Session::begin(self.place, &scratch, draft)?;
        for hook in &self.hooks {
            session.run(hook)?;
        }
        let restaged = session.restaged()?;
        if !restaged.is_empty() {
            met.push(Met::Restaged { paths: restaged });
        }
        let message = session.message(&draft.given)?;
        if message.trim().is_empty() {
            return Err(Withheld::NoMessage.into());
        }
        if Claims::read(&message) != Claims::read(&draft.given) {
            return Err(Withheld::Trailers.into());
        }
        Ok(Passed {
            files: draft.files.clone(),
            given: draft.given.clone(),
            message,
        })
    }
}

/// A message as hooks left it, where there are some.
pub(super) fn message<'t>(prelude: Option<&'t Prelude<'_>>, given: &'t str) -> &'t str {
    prelude.map_or(given, |prelude| prelude.message(given))
}

/// A commit with its signature, where it gets one; `None` where another one was
/// signed.
pub(super) fn whole(prelude: Option<&Prelude<'_>>, text: Vec<u8>) -> Option<Vec<u8>> {
    match prelude {
        Some(prelude) => prelude.whole(&text),
        None => Some(text),
    }
}

/// Waits for those who came before, but not for one whose program hangs.
fn take_turn(place: &Dirs, patience: Duration) -> Result<Turn, GitError> {
    let take = || StoreLock::take(&place.common_dir, TURN, patience);
    match place.sharing.during(take) {
        Ok(lock) => Ok(Turn::Taken { _lock: lock }),
        Err(GitError::Busy { .. }) => Ok(Turn::GivenUp),
        Err(error) => Err(error),
    }
}
