//! What is written: the one shape of every mutation. Nothing here prints; what
//! is to be said beside an outcome is noticed by the books.

mod articles;
mod attach;
mod attributes;
mod hand_edits;
mod import;
mod promote;
mod sync;
mod ties;
mod writing;

use std::time::Duration;

use crate::core::change::{self, Change};
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::refusal::Refusal;
use crate::core::stamp::{Stamp, Timestamp};
use crate::core::ticket::Ticket;
use crate::core::words;
use crate::store::git::{
    Aside, FileChange, GitError, Identity, Met, Plan, Replaces, WriteOptions, diff,
};
use crate::store::ticket_file;

use super::DeskError;
use super::books::{Books, Notice};

pub use crate::store::git::Hooks;
pub use attributes::merging;
pub(super) use import::TEAMS;
pub use import::{Imported, Order as ImportOrder};
pub use promote::Promoted;
pub(super) use promote::slug;
pub use sync::{SyncOrder, Synced};
pub use writing::{Head, Outcome, Writing};

/// How is written.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // Each is a flag of its own.
pub struct PenOptions {
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Which of the user's hooks are run.
    pub hooks: Hooks,
    /// Whether an unsigned commit is wanted although git is set to sign.
    pub no_gpg_sign: bool,
    /// Whether git may keep house after a commit; a CI job has no use for it.
    pub maintain: bool,
    /// How long to wait for a lock.
    pub lock_timeout: Duration,
    /// Random bits, drawn at the start.
    pub entropy: u64,
}

/// One step with a ticket. Behind the doors of [`Pen`] closures are not generic:
/// each command would make the whole write path anew.
type Transition<'a> = &'a dyn Fn(Ticket, &Stamp) -> anyhow::Result<Ticket>;
type Decision<'a> = &'a mut dyn FnMut(Vec<Ticket>) -> anyhow::Result<Vec<Ticket>>;
type Decide<'a> = &'a mut dyn FnMut(&Head<'_>) -> anyhow::Result<Writing>;

/// Writes to the store of some books, by whoever acts there.
#[derive(Debug, Clone, Copy)]
pub struct Pen<'b> {
    /// Where is written.
    pub books: &'b Books,
    /// How.
    pub options: PenOptions,
}

impl Pen<'_> {
    /// Who acts and when: the way into the timeline.
    ///
    /// # Errors
    /// Nobody acts, or `--at` is no point in time.
    pub fn stamp(&self) -> anyhow::Result<Stamp> {
        Ok(Stamp {
            recorded: self.books.now(),
            at: self.books.acting_at()?,
            by: self.books.agent()?,
            entropy: self.options.entropy,
        })
    }

    /// The author of a commit: the agent's name and first address as the
    /// configuration has them, the rest from git's identity.
    fn author(&self, handle: &str) -> Result<Identity, GitError> {
        let agent = self.books.policy.agent(handle);
        let name = agent.and_then(|agent| agent.name.clone());
        let email = agent.and_then(|agent| agent.emails.first().cloned());
        if let (Some(name), Some(email)) = (&name, &email) {
            return Ok(Identity {
                name: name.clone(),
                email: email.clone(),
            });
        }
        let repository = self.books.store.repository();
        let git = match repository.author() {
            Err(GitError::NoIdentity { .. }) => repository.committer()?,
            known => known?,
        };
        // Nobody was named, so git's own people act.
        let is_own =
            self.books.options.agent.is_none() || git.email.split('@').next() == Some(handle);
        let is_git = self.books.policy.agents.is_none() && is_own;
        Ok(Identity {
            name: match name {
                Some(name) => name,
                None if is_git => git.name,
                None => handle.to_owned(),
            },
            email: email.unwrap_or(git.email),
        })
    }

    fn write_options(&self) -> WriteOptions {
        WriteOptions {
            hooks: self.options.hooks,
            no_gpg_sign: self.options.no_gpg_sign,
            branch: self.books.policy.branch.clone(),
            lock_timeout: self.options.lock_timeout,
            dry_run: self.options.dry_run,
            maintain: self.options.maintain,
        }
    }

    /// Takes one step with each of the tickets, as one commit.
    ///
    /// # Errors
    /// Those of [`Pen::write`], and what the step refuses.
    pub fn change<E>(
        &self,
        ids: &[TicketId],
        transition: impl Fn(Ticket, &Stamp) -> Result<Ticket, E>,
    ) -> anyhow::Result<Outcome>
    where
        anyhow::Error: From<E>,
    {
        let step: Transition<'_> = &|ticket, stamp| Ok(transition(ticket, stamp)?);
        self.change_all(ids, |tickets| self.stepped(tickets, step))
    }

    /// Whether [`Pen::change`] would be refused as things stand.
    ///
    /// # Errors
    /// Those that it would have.
    pub fn rehearse_change(&self, ids: &[TicketId], step: Transition<'_>) -> anyhow::Result<()> {
        self.rehearse(|head| changing(head, ids, &mut |tickets| self.stepped(tickets, step)))
    }

    fn stepped(
        &self,
        tickets: Vec<Ticket>,
        transition: Transition<'_>,
    ) -> anyhow::Result<Vec<Ticket>> {
        let stamp = self.stamp()?;
        let changed = tickets
            .into_iter()
            .zip(0..)
            .map(|(ticket, n)| transition(ticket, &stamp.nth(n)));
        changed.collect()
    }

    /// Takes one step with all of the tickets together, as one commit. The
    /// decision may be asked again when somebody else commits meanwhile.
    pub fn change_all(
        &self,
        ids: &[TicketId],
        mut decide: impl FnMut(Vec<Ticket>) -> anyhow::Result<Vec<Ticket>>,
    ) -> anyhow::Result<Outcome> {
        self.write(|head| changing(head, ids, &mut decide))
    }

    /// The one way to write: `decide` sees HEAD under the lock and says what
    /// is to be written; nothing to write is no commit.
    ///
    /// # Errors
    /// What the decision refuses, and what git does.
    pub fn write(
        &self,
        mut decide: impl FnMut(&Head<'_>) -> anyhow::Result<Writing>,
    ) -> anyhow::Result<Outcome> {
        self.transact(&self.write_options(), &mut decide)
    }

    /// Whether [`Pen::write`] would be refused as things stand: nothing is
    /// written. It is better told before a person writes a text than afterwards.
    ///
    /// # Errors
    /// Those that it would have.
    pub fn rehearse(
        &self,
        mut decide: impl FnMut(&Head<'_>) -> anyhow::Result<Writing>,
    ) -> anyhow::Result<()> {
        self.rehearse_by(&mut decide)
    }

    fn rehearse_by(&self, decide: Decide<'_>) -> anyhow::Result<()> {
        let mut options = self.write_options();
        if !options.dry_run {
            // What a killed run left is put right first, or it would look
            // like somebody's edits.
            self.transact(&options, &mut |_| Ok(Writing::default()))?;
        }
        options.dry_run = true;
        self.transact(&options, decide)?;
        Ok(())
    }

    fn transact(&self, options: &WriteOptions, decide: Decide<'_>) -> anyhow::Result<Outcome> {
        let repository = self.books.store.repository();
        let written = repository
            .transact(options, |view| -> Result<_, WriteError> {
                let head = Head {
                    books: self.books,
                    view,
                };
                let mut writing = decide(&head)?;
                ties::without_circle(&head, &writing.changes)?;
                ties::take_over(&head, &self.stamp()?, &mut writing)?;
                let files = files(&head, &mut writing)?;
                if files.is_empty() {
                    return Ok((None, (writing.changes, Vec::new())));
                }
                let diffs = if options.dry_run {
                    diffs(&head, &files)?
                } else {
                    Vec::new()
                };
                let plan = self.plan(&writing, files)?;
                Ok((Some(plan), (writing.changes, diffs)))
            })
            .map_err(|error: WriteError| error.0);
        self.notice_what_was_met();
        let (commit, (changes, diffs)) = written?;
        let now = self.stamp()?.at;
        for change in &changes {
            self.notice_a_slow_clock(change, now);
        }
        Ok(Outcome {
            commit,
            changes,
            diffs,
        })
    }

    /// Says when a step of ours counts as of a later time than was said, since it
    /// goes on from one of a clock that is ahead.
    fn notice_a_slow_clock(&self, change: &Change, now: Timestamp) {
        let moved = change.events().iter().filter(|event| event.at > now);
        for event in moved {
            let known = change.before.iter().flat_map(|before| &before.timeline);
            let followed = known.filter(|other| other.at == event.at);
            let Some(followed) = followed.max_by(|a, b| a.order().cmp(&b.order())) else {
                continue;
            };
            self.books.notice(Notice::Remark {
                text: format!(
                    "{}: the clock here is behind, so this counts as of {}, after what {} did then ({}).",
                    change.after.id, event.at, followed.by, followed.event
                ),
                code: None,
            });
        }
    }

    /// Names what the last write met: journals that it did not follow, hooks that
    /// staged something.
    fn notice_what_was_met(&self) {
        for met in self.books.store.repository().take_met() {
            let Aside { path, of } = match met {
                Met::Aside(aside) => aside,
                Met::Restaged { paths } => {
                    let some = words::listed(&paths, "and");
                    self.books.warn(format!(
                        "a hook staged {some}, and a command commits what it made itself: \
                         tell the hook to leave the files of the store alone"
                    ));
                    continue;
                }
                Met::Said { line } => {
                    let notice = Notice::Remark {
                        text: line,
                        code: None,
                    };
                    self.books.notice(notice);
                    continue;
                }
            };
            let path = path.display();
            self.books.warn(match of {
                None => format!(
                    "what lay in the place of the journal was not written by this program; it is {path} now: \
                     look who put it there, and remove it"
                ),
                Some(commit) => format!(
                    "a command was killed over commit {commit:.9}, and whether the branch has it cannot be told: \
                     git fsck names the commit that cannot be read, git status what is unfinished; its journal is {path} now"
                ),
            });
        }
    }

    fn plan(&self, writing: &Writing, files: Vec<FileChange>) -> anyhow::Result<Plan> {
        let stamp = self.stamp()?;
        let message = change::message(
            &writing.changes,
            &self.books.policy.commit.subject,
            writing.summary.as_deref(),
        );
        let offset = stamp.recorded.offset().local_minus_utc() / 60;
        Ok(Plan {
            files,
            message,
            author: self.author(&stamp.by)?,
            time: (stamp.recorded.timestamp(), offset),
        })
    }
}

/// The tickets of HEAD, and what `decide` makes of them.
fn changing(head: &Head<'_>, ids: &[TicketId], decide: Decision<'_>) -> anyhow::Result<Writing> {
    let files = ids
        .iter()
        .map(|id| head.ticket(id))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let before: Vec<Ticket> = files.into_iter().map(|file| file.ticket).collect();
    let after = decide(before.clone())?;
    let changes = before.into_iter().zip(after).map(|(before, after)| Change {
        before: Some(before),
        after,
    });
    Ok(Writing {
        changes: changes.collect(),
        ..Writing::default()
    })
}

/// The files of what is wanted, which keeps the changes that change something.
fn files(head: &Head<'_>, writing: &mut Writing) -> anyhow::Result<Vec<FileChange>> {
    let hand_made = std::mem::take(&mut writing.written);
    writing
        .changes
        .retain(|change| !change.is_nothing() || !hand_made.is_empty());
    let mut files = std::mem::take(&mut writing.files);
    for change in &writing.changes {
        let path = layout::ticket(&change.after.id);
        if hand_made.iter().any(|file| file.path == path) {
            continue;
        }
        files.push(encoded(head, change, path)?);
    }
    for file in &files {
        within(file, layout::most_written(&file.path))?;
    }
    for file in &hand_made {
        within(file, layout::most_bytes(&file.path))?;
    }
    files.extend(hand_made);
    Ok(files)
}

/// No command makes a file that none reads.
fn within(file: &FileChange, most: u64) -> Result<(), Refusal> {
    let bytes = file.content.len();
    if bytes as u64 <= most {
        return Ok(());
    }
    let path = file.path.clone();
    Err(Refusal::TooLong { path, bytes, most })
}

fn encoded(head: &Head<'_>, change: &Change, path: String) -> anyhow::Result<FileChange> {
    let content = match &change.before {
        None => ticket_file::create(&change.after)?,
        Some(before) => {
            let file = head.ticket(&before.id)?;
            ticket_file::edit(&file, &change.after)?
        }
    };
    Ok(FileChange {
        path,
        content,
        replaces: Replaces::Head,
    })
}

fn diffs(head: &Head<'_>, files: &[FileChange]) -> Result<Vec<String>, GitError> {
    files
        .iter()
        .map(|file| {
            let before = head.read(&file.path)?;
            diff(&file.path, before.as_deref(), &file.content)
        })
        .collect()
}

/// Carries any error through a transaction, which asks for its own to convert.
struct WriteError(anyhow::Error);

impl From<GitError> for WriteError {
    fn from(error: GitError) -> Self {
        Self(error.into())
    }
}

impl From<anyhow::Error> for WriteError {
    fn from(error: anyhow::Error) -> Self {
        Self(error)
    }
}
