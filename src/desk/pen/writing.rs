//! What a command wants written, what became of it, and what it may look at
//! while it decides.

use crate::core::change::Change;
use crate::core::fault::Fault;
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::stamp::Stamp;
use crate::store::git::{Difference, FileChange, GitError, Oid, View};
use crate::store::ticket_file::TicketFile;

use super::{Books, DeskError};

/// How often an id is drawn before the desk gives up: with five characters a
/// second draw is rare even at 10,000 tickets a day.
const DRAWS: u64 = 64;

/// What a command wants written, decided under the lock.
#[derive(Debug, Default)]
pub struct Writing {
    /// Tickets before and after.
    pub changes: Vec<Change>,
    /// Files beside the tickets: attachments, articles.
    pub files: Vec<FileChange>,
    /// The summary in the subject, where the changes do not tell it.
    pub summary: Option<String>,
    /// The bytes of tickets that are not written from HEAD (hand edits).
    pub written: Vec<FileChange>,
}

/// What became of a command.
#[derive(Debug)]
pub struct Outcome {
    /// The commit; `None` when nothing changed, and in a dry run.
    pub commit: Option<Oid>,
    /// Tickets before and after.
    pub changes: Vec<Change>,
    /// In a dry run, the difference that each file would make.
    pub diffs: Vec<String>,
}

impl Outcome {
    /// Nothing was to be done.
    #[must_use]
    pub const fn nothing() -> Self {
        Self {
            commit: None,
            changes: Vec::new(),
            diffs: Vec::new(),
        }
    }
}

/// HEAD as a decision under the lock sees it.
#[derive(Debug)]
pub struct Head<'a> {
    pub(super) books: &'a Books,
    pub(super) view: &'a View<'a>,
}

impl Head<'_> {
    /// Reads a ticket of HEAD.
    pub fn ticket(&self, id: &TicketId) -> anyhow::Result<TicketFile> {
        let path = layout::ticket(id);
        match self.view.read(&path)? {
            Some(bytes) => {
                Ok(TicketFile::parse(&path, &bytes).map_err(|fault| self.in_head(fault))?)
            }
            // Reading refuses a symbolic link by name.
            None if self.books.store.read(&path)?.is_some() => Err(GitError::Uncommitted {
                path,
                state: Difference::New,
            }
            .into()),
            None => Err(DeskError::NoSuchTicket(id.to_string()).into()),
        }
    }

    /// What is wrong in a file of HEAD, which the work tree may have right already:
    /// no step goes on from what cannot be read.
    pub(super) fn in_head(&self, fault: Fault) -> Fault {
        let now = self.books.store.read(&fault.path).ok().flatten();
        let is_right = now.is_some_and(|now| TicketFile::parse(&fault.path, &now).is_ok());
        if !is_right || fault.hint.is_some() {
            return fault;
        }
        let path = fault.path.clone();
        fault.hinted(format!(
            "HEAD has it so, the file is right: git commit -- {path} records it, bitacora check proves it"
        ))
    }

    /// The bytes of a file of HEAD.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        self.view.read(path)
    }

    /// An id that neither HEAD nor the work tree has, filed on the stamp's date.
    pub fn free_id(&self, stamp: &Stamp, taken: &[TicketId]) -> anyhow::Result<TicketId> {
        let prefix = self
            .books
            .policy
            .prefixes
            .first()
            .map_or("INC", String::as_str);
        for draw in 0..DRAWS {
            let entropy = stamp.nth(draw).entropy;
            let id = TicketId::new(prefix, stamp.at.date_naive(), entropy);
            let path = layout::ticket(&id);
            let is_taken = taken.contains(&id)
                || self.view.exists(&path)?
                || self.books.store.exists(&path)?;
            if !is_taken {
                return Ok(id);
            }
        }
        Err(DeskError::NoFreeId.into())
    }
}
