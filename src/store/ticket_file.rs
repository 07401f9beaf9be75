//! A ticket as a file: read strictly, written without touching what a change
//! does not mean.

use serde_json::Value;

use crate::core::check::Place;
use crate::core::fault::Fault;
use crate::core::fields::FIELD_NAMES;
use crate::core::refusal::Refusal;
use crate::core::ticket::{FrontMatter, Ticket};
use crate::core::told::{ExitCode, Told};

use super::front_matter::{Document, Edit};
use crate::core::layout;

/// The largest front matter a command writes, in KiB: about 1,000 events.
/// Reading allows a little more, so that no command makes an unreadable file.
const WRITTEN: usize = 240;

/// The order in which keys are written.
fn order() -> Vec<&'static str> {
    let mut order = vec!["id"];
    order.extend(FIELD_NAMES);
    order.push("timeline");
    order
}

/// A ticket and the file it was read from.
#[derive(Debug, Clone)]
pub struct TicketFile {
    /// Relative to the store's root.
    pub path: String,
    /// What the file says.
    pub ticket: Ticket,
    document: Document,
}

/// Why a ticket cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// It would grow past the limit.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Its file cannot be edited without loss.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Told for Unwritable {
    fn code(&self) -> ExitCode {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Fault(fault) => fault.code(),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Refused(refusal) => refusal.hint(),
            Self::Fault(fault) => Told::hint(fault),
        }
    }
}

impl TicketFile {
    /// Reads a file that must be a whole ticket under its own name.
    pub fn parse(path: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let (document, front) = front(path, bytes)?;
        if front.fields.status.is_none() {
            let (line, column) = (document.head_line(), 1);
            return Err(Fault::new(path, line, column, "`status` is missing"));
        }
        Ok(Self {
            path: path.to_owned(),
            ticket: Ticket {
                id: front.id,
                fields: Box::new(front.fields),
                timeline: front.timeline.unwrap_or_default(),
                body: document.body().to_owned(),
                told: None,
            },
            document,
        })
    }

    /// The line and column of a finding's place, both from 1; the front
    /// matter's first line for what is not there.
    #[must_use]
    pub fn locate(&self, place: &Place) -> (usize, usize) {
        let found = match place {
            Place::File => None,
            Place::Key(key) => self.document.locate(key),
            Place::Event(index) => self.document.locate_item("timeline", *index),
            Place::Body(line) => Some((self.document.body_line() + line, 1)),
        };
        found.unwrap_or((self.document.head_line(), 1))
    }
}

/// The front matter and body of a file that may have been written by hand: a
/// timeline or a status may be missing, the id may not.
pub fn front(path: &str, bytes: &[u8]) -> Result<(Document, FrontMatter), Fault> {
    let document = Document::parse(bytes).map_err(|fault| fault.in_file(path))?;
    let front: FrontMatter = document.read().map_err(|fault| fault.in_file(path))?;
    let expected = layout::ticket(&front.id);
    if expected != path {
        let (line, column) = document.locate("id").unwrap_or((1, 1));
        let reason = format!("{} is not the id of this path", front.id);
        let is_named_so = layout::id_of(path).as_ref() == Some(&front.id);
        let hint = if is_named_so {
            format!("git mv {path} {expected}, or mend the id")
        } else {
            format!(
                "git diff --no-index {expected} {path} shows what a copy has more; take it over and remove the copy, or mend the id"
            )
        };
        return Err(Fault::new(path, line, column, reason).hinted(hint));
    }
    Ok((document, front))
}

/// The bytes of a new ticket.
pub fn create(ticket: &Ticket) -> Result<Vec<u8>, Unwritable> {
    let mut fields = vec![("id", Value::from(ticket.id.as_str()))];
    for name in FIELD_NAMES {
        if let Some(value) = ticket.fields.get(name) {
            fields.push((name, value));
        }
    }
    for (name, value) in &ticket.fields.extra {
        fields.push((name, value.clone()));
    }
    fields.push(("timeline", events(ticket, 0)));
    let path = layout::ticket(&ticket.id);
    let bytes = Document::create(&fields, &ticket.body).map_err(|fault| fault.in_file(&path))?;
    within_limit(ticket, &bytes)?;
    proven(&path, &bytes, ticket)?;
    Ok(bytes)
}

/// The bytes of a ticket's file after a change; `before` as it was read.
pub fn edit(before: &TicketFile, after: &Ticket) -> Result<Vec<u8>, Unwritable> {
    edit_document(&before.document, &before.ticket, after, &before.path)
}

/// The bytes of a file changed by hand after its record was brought along.
/// `front` is the file's own front matter.
pub fn edit_by_hand(
    path: &str,
    (document, front): (&Document, &FrontMatter),
    after: &Ticket,
) -> Result<Vec<u8>, Unwritable> {
    let before = Ticket {
        id: front.id.clone(),
        fields: Box::new(front.fields.clone()),
        timeline: front.timeline.clone().unwrap_or_default(),
        body: document.body().to_owned(),
        told: None,
    };
    edit_document(document, &before, after, path)
}

fn edit_document(
    document: &Document,
    before: &Ticket,
    after: &Ticket,
    path: &str,
) -> Result<Vec<u8>, Unwritable> {
    let mut edits: Vec<Edit> = Vec::new();
    for set in before.fields.diff(&after.fields).0 {
        let key = set.name().to_owned();
        edits.push(match set.value() {
            Value::Null => Edit::Remove { key },
            value => Edit::Set { key, value },
        });
    }
    let is_longer = after.timeline.len() > before.timeline.len();
    if !after.timeline.starts_with(&before.timeline) {
        // Only an import makes a history anew.
        let (key, value) = ("timeline".to_owned(), events(after, 0));
        edits.push(Edit::Set { key, value });
    } else if is_longer {
        let Value::Array(items) = events(after, before.timeline.len()) else {
            return Err(Fault::new(path, 1, 1, "its events cannot be written").into());
        };
        edits.push(Edit::Push {
            key: "timeline".to_owned(),
            items,
        });
    }
    if after.body != before.body {
        edits.push(Edit::Body(after.body.clone()));
    }
    let bytes = document
        .edit(&edits, &order())
        .map_err(|fault| fault.in_file(path))?;
    within_limit(after, &bytes)?;
    proven(path, &bytes, after)?;
    Ok(bytes)
}

fn events(ticket: &Ticket, from: usize) -> Value {
    serde_json::to_value(&ticket.timeline[from..]).unwrap_or_default()
}

fn within_limit(ticket: &Ticket, bytes: &[u8]) -> Result<(), Refusal> {
    let head = bytes.len() - ticket.body.len().min(bytes.len());
    if head > WRITTEN << 10 {
        return Err(Refusal::TooLarge {
            id: ticket.id.clone(),
            limit: WRITTEN,
        });
    }
    Ok(())
}

/// Reads the bytes back: what is written must be what was meant, except that
/// new lines of the body end as those beside them do in the file.
fn proven(path: &str, bytes: &[u8], meant: &Ticket) -> Result<(), Fault> {
    let mut read = TicketFile::parse(path, bytes)?.ticket;
    if without_returns(&read.body) == without_returns(&meant.body) {
        read.body.clone_from(&meant.body);
    }
    if read == *meant {
        Ok(())
    } else {
        Err(Fault::new(
            path,
            1,
            1,
            "the change cannot be written so that it reads back the same",
        )
        .hinted("change the file by hand and record it with `bitacora commit`"))
    }
}

fn without_returns(body: &str) -> String {
    body.replace("\r\n", "\n")
}
