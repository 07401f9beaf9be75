//! One file as the index keeps it.

use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, params};

use crate::core::faq::Article;
use crate::core::fault::Fault;
use crate::core::fields::Status;
use crate::core::merge::unmerged;
use crate::core::reach::{Reach, span};
use crate::core::ticket::Ticket;

use super::record::{self, RecordError};
use super::text::{Cut, Keeper, of_article, of_ticket};

/// From here on, tickets that ended have their numbers: most questions are
/// about the others, whose rows then lie together.
const ENDED: i64 = 1 << 40;

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
        unmerged: bool,
    },
    Article(Vec<u8>),
    Fault(Fault),
}

impl Row {
    /// The row of a file.
    ///
    /// # Errors
    /// There is no record of what it holds.
    pub fn of(path: String, contents: Contents) -> Result<Self, RecordError> {
        let kept = match contents {
            Contents::Ticket(ticket) => Kept::Ticket {
                status: ticket.status(),
                span: span(&ticket),
                fields: record::of_fields(&ticket.id, &ticket.fields)?,
                timeline: record::of_timeline(&ticket.timeline)?,
                unmerged: unmerged(&ticket).is_some(),
                body: ticket.body,
            },
            Contents::Article(article) => Kept::Article(record::of(&article)?),
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
                unmerged,
            } => {
                let start = match status {
                    Status::Closed | Status::Cancelled => ENDED,
                    _ => 0,
                };
                let status = Status::ALL.iter().position(|known| *known == status);
                let sql = "INSERT INTO ticket VALUES (1 + COALESCE((
                        SELECT number FROM ticket WHERE number > ?1 AND number < ?2
                        ORDER BY number DESC LIMIT 1
                    ), ?1), ?3, ?4, ?5, ?6, ?7, ?8)";
                let mut insert = db.prepare_cached(sql)?;
                let end = start + ENDED;
                let row = params![start, end, path, status, first, last, fields, unmerged];
                let number = insert.insert(row)?;
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
    path: String,
    fields: Vec<u8>,
    timeline: Option<Vec<u8>>,
    body: Option<String>,
}

impl Record {
    /// The path and the ticket.
    pub(super) fn read(self) -> Result<(String, Ticket), RecordError> {
        let (id, fields) = record::fields(&self.fields)?;
        let timeline = self.timeline.as_deref().map(record::timeline);
        let ticket = Ticket {
            id,
            fields: Box::new(fields),
            timeline: timeline.transpose()?.unwrap_or_default(),
            body: self.body.unwrap_or_default(),
            told: None,
        };
        Ok((self.path, ticket))
    }
}

/// Records of tickets, one after the other.
pub(super) struct Records<'a> {
    fields: CachedStatement<'a>,
    timeline: Option<CachedStatement<'a>>,
    body: Option<CachedStatement<'a>>,
}

impl<'a> Records<'a> {
    pub(super) fn of(db: &'a Connection, reach: &Reach) -> rusqlite::Result<Self> {
        let cached = |sql: &str, is_asked: bool| {
            let asked = is_asked.then(|| db.prepare_cached(sql));
            asked.transpose()
        };
        Ok(Self {
            fields: db.prepare_cached("SELECT path, fields FROM ticket WHERE number = ?")?,
            timeline: cached(
                "SELECT events FROM timeline WHERE number = ?",
                reach.timelines,
            )?,
            body: cached("SELECT text FROM body WHERE number = ?", reach.bodies)?,
        })
    }

    pub(super) fn of_number(&mut self, number: i64) -> rusqlite::Result<Record> {
        fn column<T: FromSql>(
            statement: Option<&mut CachedStatement<'_>>,
            number: i64,
        ) -> rusqlite::Result<Option<T>> {
            let found = statement.map(|found| found.query_row([number], |row| row.get(0)));
            found.transpose()
        }
        let fields = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let (path, fields) = self.fields.query_row([number], fields)?;
        Ok(Record {
            path,
            fields,
            timeline: column(self.timeline.as_mut(), number)?,
            body: column(self.body.as_mut(), number)?,
        })
    }
}
