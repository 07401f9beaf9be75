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

use super::text::{Cut, Keeper, of_article, of_ticket};

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
        fields: Vec<u8>,
        timeline: Vec<u8>,
        body: String,
    },
    Article(Vec<u8>),
    Fault(Fault),
}

/// The front matter of a ticket but for the timeline, as [`FrontMatter`] reads
/// it.
#[derive(Serialize)]
struct Head<'a> {
    id: &'a TicketId,
    #[serde(flatten)]
    fields: &'a Fields,
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
                fields: serde_json::to_vec(&Head {
                    id: &ticket.id,
                    fields: &ticket.fields,
                })?,
                timeline: serde_json::to_vec(&ticket.timeline)?,
                body: ticket.body,
            },
            Contents::Article(article) => Kept::Article(serde_json::to_vec(&article)?),
            Contents::Fault(fault) => Kept::Fault(fault),
        };
        Ok(Self { path, kept })
    }

    /// Writes it in place of what the file was before.
    pub(super) fn write(
        self,
        db: &Connection,
        mut text: Option<&mut Keeper<'_>>,
    ) -> rusqlite::Result<()> {
        let Self { path, kept } = self;
        remove(db, &path, text.as_deref_mut())?;
        match kept {
            Kept::Ticket {
                status,
                span: (first, last),
                fields,
                timeline,
                body,
            } => {
                let status = Status::ALL.iter().position(|known| *known == status);
                let sql = "INSERT INTO ticket (path, status, first, last, fields)
                    VALUES (?, ?, ?, ?, ?)";
                let mut insert = db.prepare_cached(sql)?;
                let number = insert.insert(params![path, status, first, last, fields])?;
                db.prepare_cached("INSERT INTO timeline VALUES (?, ?)")?
                    .execute(params![number, timeline])?;
                db.prepare_cached("INSERT INTO body VALUES (?, ?)")?
                    .execute(params![number, body])?;
                if let Some(text) = text {
                    text.add(of_ticket(number), Cut::ticket(&fields, &body)?)?;
                }
            }
            Kept::Article(record) => {
                let sql = "INSERT INTO article (path, record) VALUES (?, ?)";
                let number = db.prepare_cached(sql)?.insert(params![path, record])?;
                if let Some(text) = text {
                    text.add(of_article(number), Cut::article(&path, &record)?)?;
                }
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
pub(super) fn remove(
    db: &Connection,
    path: &str,
    text: Option<&mut Keeper<'_>>,
) -> rusqlite::Result<()> {
    let gone = |sql: &str| -> rusqlite::Result<Option<(i64, Vec<u8>)>> {
        let mut gone = db.prepare_cached(sql)?;
        gone.query_row([path], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
    };
    if let Some((number, fields)) =
        gone("DELETE FROM ticket WHERE path = ? RETURNING number, fields")?
    {
        db.prepare_cached("DELETE FROM timeline WHERE number = ?")?
            .execute([number])?;
        let sql = "DELETE FROM body WHERE number = ? RETURNING text";
        let mut body = db.prepare_cached(sql)?;
        let body: String = body.query_row([number], |row| row.get(0))?;
        if let Some(text) = text {
            text.remove(of_ticket(number), Cut::ticket(&fields, &body)?)?;
        }
        return Ok(());
    }
    if let Some((number, record)) =
        gone("DELETE FROM article WHERE path = ? RETURNING number, record")?
    {
        if let Some(text) = text {
            text.remove(of_article(number), Cut::article(path, &record)?)?;
        }
        return Ok(());
    }
    db.prepare_cached("DELETE FROM fault WHERE path = ?")?
        .execute([path])
        .map(|_| ())
}

/// What is kept of a ticket, as far as it is asked for.
pub(super) struct Record {
    pub(super) path: String,
    pub(super) fields: Vec<u8>,
    pub(super) timeline: Option<Vec<u8>>,
    pub(super) body: String,
}

/// A ticket from its record.
pub(super) fn ticket(record: &Record) -> rusqlite::Result<Ticket> {
    let front: FrontMatter = read(&record.fields)?;
    Ok(Ticket {
        id: front.id,
        fields: front.fields,
        timeline: record
            .timeline
            .as_deref()
            .map_or_else(|| Ok(Vec::new()), read)?,
        body: record.body.clone(),
    })
}

/// A record that cannot be read is damage like any other.
pub(super) fn read<'a, T: serde::Deserialize<'a>>(record: &'a [u8]) -> rusqlite::Result<T> {
    serde_json::from_slice(record).map_err(unreadable)
}

pub(super) fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error))
}
