//! One file as the index keeps it.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;

use crate::core::faq::Article;
use crate::core::fault::Fault;
use crate::core::fields::{Fields, Status};
use crate::core::id::TicketId;
use crate::core::reach::span;
use crate::core::ticket::{FrontMatter, Ticket};
use crate::core::timeline::Event;

/// What a file holds.
#[derive(Debug)]
pub enum Contents {
    /// A ticket.
    Ticket(Box<Ticket>),
    /// An article of the FAQ.
    Article(Box<Article>),
    /// Nothing that can be used.
    Fault(Fault),
}

/// One file, ready to be written down: making it is the costly part and needs
/// no index.
#[derive(Debug)]
pub struct Row {
    path: String,
    kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Ticket {
        status: Status,
        span: (i64, i64),
        record: Vec<u8>,
        body: String,
    },
    Article(Vec<u8>),
    Fault(Fault),
}

/// The front matter of a ticket, as [`FrontMatter`] reads it.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a TicketId,
    #[serde(flatten)]
    fields: &'a Fields,
    timeline: &'a [Event],
}

impl Row {
    /// The row of a file.
    ///
    /// # Errors
    /// What it holds cannot be told as JSON.
    pub fn of(path: String, contents: Contents) -> Result<Self, serde_json::Error> {
        let kept = match contents {
            Contents::Ticket(ticket) => Kept::Ticket {
                status: ticket.status(),
                span: span(&ticket),
                record: serde_json::to_vec(&Record {
                    id: &ticket.id,
                    fields: &ticket.fields,
                    timeline: &ticket.timeline,
                })?,
                body: ticket.body,
            },
            Contents::Article(article) => Kept::Article(serde_json::to_vec(&article)?),
            Contents::Fault(fault) => Kept::Fault(fault),
        };
        Ok(Self { path, kept })
    }

    /// Writes it in place of what the file was before.
    pub(super) fn write(self, db: &Connection) -> rusqlite::Result<()> {
        let Self { path, kept } = self;
        remove(db, &path)?;
        match kept {
            Kept::Ticket {
                status,
                span: (first, last),
                record,
                body,
            } => {
                let status = Status::ALL.iter().position(|known| *known == status);
                let sql = "INSERT INTO ticket (path, status, first, last, record)
                    VALUES (?, ?, ?, ?, ?)";
                let mut insert = db.prepare_cached(sql)?;
                let number = insert.insert(params![path, status, first, last, record])?;
                db.prepare_cached("INSERT INTO body VALUES (?, ?)")?
                    .execute(params![number, body])?;
            }
            Kept::Article(record) => {
                let sql = "INSERT INTO article (path, record) VALUES (?, ?)";
                db.prepare_cached(sql)?.execute(params![path, record])?;
            }
            Kept::Fault(fault) => {
                let sql = "INSERT INTO fault VALUES (?, ?, ?, ?, ?)";
                db.prepare_cached(sql)?.execute(params![
                    path,
                    fault.line,
                    fault.column,
                    fault.reason,
                    fault.hint
                ])?;
            }
        }
        Ok(())
    }
}

/// Forgets a file.
pub(super) fn remove(db: &Connection, path: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM ticket WHERE path = ? RETURNING number";
    let number: Option<i64> = db
        .prepare_cached(sql)?
        .query_row([path], |row| row.get(0))
        .optional()?;
    if let Some(number) = number {
        db.prepare_cached("DELETE FROM body WHERE number = ?")?
            .execute([number])?;
        return Ok(());
    }
    for sql in [
        "DELETE FROM article WHERE path = ?",
        "DELETE FROM fault WHERE path = ?",
    ] {
        db.prepare_cached(sql)?.execute([path])?;
    }
    Ok(())
}

/// A ticket from its record.
pub(super) fn ticket(record: &[u8], body: &str) -> rusqlite::Result<Ticket> {
    let front: FrontMatter = read(record)?;
    Ok(Ticket {
        id: front.id,
        fields: front.fields,
        timeline: front.timeline.unwrap_or_default(),
        body: body.to_owned(),
    })
}

/// A record that cannot be read is damage like any other.
fn read<'a, T: serde::Deserialize<'a>>(record: &'a [u8]) -> rusqlite::Result<T> {
    serde_json::from_slice(record).map_err(unreadable)
}

pub(super) fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error))
}
