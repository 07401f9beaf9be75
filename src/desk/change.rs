//! Writing: the one shape of every mutation.

use serde_json::{Value, json};

use crate::core::change::{self, Change};
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::render::{Answer, Cell, Column, Role, Table};
use crate::store::git::{Aside, FileChange, GitError, Plan, Replaces, WriteOptions, diff};
use crate::store::layout;
use crate::store::ticket_file;

use super::text::Wanted;
use super::writing::{Head, Outcome, Writing};
use super::{Desk, ties};

/// What stands for a text that nobody has written yet.
pub const REHEARSED: &str = "(a text)";

/// One step with a ticket. Behind the doors of [`Desk`] closures are not generic:
/// each command would make the whole write path anew.
type Transition<'a> = &'a dyn Fn(Ticket, &Stamp) -> anyhow::Result<Ticket>;
type Decision<'a> = &'a mut dyn FnMut(Vec<Ticket>) -> anyhow::Result<Vec<Ticket>>;
type Decide<'a> = &'a mut dyn FnMut(&Head<'_>) -> anyhow::Result<Writing>;

impl Desk {
    /// Takes one step with each of the tickets, as one commit.
    pub fn change<E>(
        &self,
        references: &[String],
        transition: impl Fn(Ticket, &Stamp) -> Result<Ticket, E>,
    ) -> anyhow::Result<Outcome>
    where
        anyhow::Error: From<E>,
    {
        let ids = self.ids(references)?;
        let step: Transition<'_> = &|ticket, stamp| Ok(transition(ticket, stamp)?);
        self.change_all(&ids, |tickets| self.stepped(tickets, step))
    }

    /// Takes one step that needs a text with each of the tickets, as one
    /// commit. Where the text is asked for in the editor, the step is rehearsed
    /// before: nobody writes what would be refused whatever it said.
    pub fn change_with_text(
        &self,
        references: &[String],
        wanted: &Wanted<'_>,
        transition: impl Fn(Ticket, &str, &Stamp) -> Result<Ticket, Refusal>,
    ) -> anyhow::Result<Outcome> {
        self.change_by_text(references, wanted, &transition)
    }

    fn change_by_text(
        &self,
        references: &[String],
        wanted: &Wanted<'_>,
        transition: &dyn Fn(Ticket, &str, &Stamp) -> Result<Ticket, Refusal>,
    ) -> anyhow::Result<Outcome> {
        let ids = self.ids(references)?;
        let step = |tickets, text: &str| {
            self.stepped(tickets, &|ticket, stamp| {
                Ok(transition(ticket, text, stamp)?)
            })
        };
        if let Some(text) = self.text_given(wanted)? {
            return self.change_all(&ids, |tickets| step(tickets, &text));
        }
        self.rehearse(|head| changing(head, &ids, &mut |tickets| step(tickets, REHEARSED)))?;
        let draft = wanted.draft(&ids);
        self.with_draft(&draft, || {
            let text = self.ask_text(&draft, wanted.question)?;
            self.change_all(&ids, |tickets| step(tickets, &text))
        })
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
    pub fn write(
        &self,
        mut decide: impl FnMut(&Head<'_>) -> anyhow::Result<Writing>,
    ) -> anyhow::Result<Outcome> {
        self.write_by(&mut decide)
    }

    fn write_by(&self, decide: Decide<'_>) -> anyhow::Result<Outcome> {
        let (outcome, diffs) = self.transact(&self.write_options(), decide)?;
        if !self.wants_data() {
            for diff in diffs {
                self.print(&diff)?;
            }
        }
        Ok(outcome)
    }

    /// Whether [`Desk::write`] would be refused as things stand: nothing is
    /// written and nothing said. It is better told before a person writes a
    /// text than afterwards.
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

    /// What was written, and in a dry run the differences it would make.
    fn transact(
        &self,
        options: &WriteOptions,
        decide: Decide<'_>,
    ) -> anyhow::Result<(Outcome, Vec<String>)> {
        let repository = self.store.repository();
        let written = repository
            .transact(options, |view| -> Result<_, WriteError> {
                let head = Head { desk: self, view };
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
        self.tell_what_was_set_aside();
        let (commit, (changes, diffs)) = written?;
        Ok((Outcome { commit, changes }, diffs))
    }

    /// Names the journals that the last write did not follow.
    pub(super) fn tell_what_was_set_aside(&self) {
        for Aside { path, of } in self.store.repository().set_aside() {
            let path = path.display();
            self.warn(&match of {
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
            &self.policy.commit.subject,
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

    /// Tells what a command did: a sentence for each ticket on standard error,
    /// or the changes as JSON on standard output.
    pub fn report_changes(&self, outcome: &Outcome) -> anyhow::Result<()> {
        if self.wants_data() {
            return Ok(self.answer_of_change(&changes_answer(outcome)?)?);
        }
        if outcome.changes.is_empty() {
            self.remark("Nothing changed.");
        }
        for change in &outcome.changes {
            let done = if self.options.dry_run { "would " } else { "" };
            self.remark(&format!("{}: {done}{}.", change.after.id, change.summary()));
        }
        Ok(())
    }
}

/// The changes of a command for scripts.
fn changes_answer(outcome: &Outcome) -> anyhow::Result<Answer> {
    let changes: Vec<Value> = outcome
        .changes
        .iter()
        .map(|change| {
            json!({
                "id": change.after.id,
                "path": layout::ticket(&change.after.id),
                "status": change.after.status(),
                "summary": change.summary(),
                "events": change.events(),
            })
        })
        .collect();
    let mut table = Table::new(vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("status", "STATUS"),
        Column::new("summary", "CHANGE").shrink(1),
    ]);
    table.rows = outcome
        .changes
        .iter()
        .map(|change| {
            vec![
                Cell::text(change.after.id.as_str()),
                Cell::text(change.after.status().as_str()),
                Cell::text(change.summary()),
            ]
        })
        .collect();
    let data = json!({
        "commit": outcome.commit.map(|commit| commit.to_string()),
        "changes": changes,
    });
    Ok(Answer::one("bitacora/change/1", &data)?.with_table(table))
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
pub(super) struct WriteError(pub(super) anyhow::Error);

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
