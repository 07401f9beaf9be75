//! What a walk through history found, so that the next one goes on from there.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Row, TransactionBehavior, params};

use super::error::IndexError;
use super::file::{Index, meta, set_meta, tidy_log};
use super::record;
use super::update::Updated;
use crate::core::history::{Claims, Committed, Seen, Walked};
use crate::core::id::TicketId;
use crate::core::stamp::Timestamp;

/// Where the last walk ended, in `meta`.
const SEEN: &str = "history";

const COLUMNS: &str = "number, id, author, at, zone, committed_at, committed_zone, unreadable,
    subject, tickets, counted, parents, is_cut, touched";

impl Index {
    /// Where the last walk ended; `None` if there was none.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn seen(&self) -> Result<Option<Seen>, IndexError> {
        Ok(seen(&self.db)?)
    }

    /// Writes what a walk found that went on from `before`, all of it or
    /// nothing; `ticket_of` tells the ticket that a path belongs to.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn go_on(
        &mut self,
        before: Option<&Seen>,
        walked: &Walked,
        ticket_of: impl Fn(&str) -> Option<TicketId>,
    ) -> Result<Updated, IndexError> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if seen(&change)?.as_ref() != before {
            return Ok(Updated::Overtaken);
        }
        if walked.goes_on {
            forget(&change, &walked.undone)?;
        } else {
            change.execute_batch("DELETE FROM committed; DELETE FROM deed;")?;
        }
        for committed in &walked.commits {
            write(&change, committed, &ticket_of)?;
        }
        let seen = record::of(&walked.seen)?;
        set_meta(&change, SEEN, seen)?;
        change.commit()?;
        tidy_log(&self.db);
        Ok(Updated::Done)
    }

    /// The commits up to `seen`, each after its parents: all, or those that
    /// touched or name one of the tickets, with their files alone. `None` where
    /// somebody has gone on meanwhile.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn commits(
        &self,
        seen: &Seen,
        of: Option<&[TicketId]>,
    ) -> Result<Option<Vec<Committed>>, IndexError> {
        let see = self.db.unchecked_transaction()?;
        if self::seen(&see)?.as_ref() != Some(seen) {
            return Ok(None);
        }
        let commits = match of {
            None => all(&see)?,
            Some(ids) => some(&see, ids)?,
        };
        see.commit()?;
        Ok(Some(commits))
    }
}

fn seen(db: &Connection) -> rusqlite::Result<Option<Seen>> {
    let seen: Option<Vec<u8>> = meta(db, SEEN)?;
    Ok(seen.map(|seen| record::read(&seen)).transpose()?)
}

/// Forgets the last commits, as long as they are among these.
fn forget(db: &Connection, undone: &[String]) -> rusqlite::Result<()> {
    let undone: HashSet<&str> = undone.iter().map(String::as_str).collect();
    let mut last = db.prepare("SELECT number, id FROM committed ORDER BY number DESC")?;
    let mut last = last.query([])?;
    let mut first = None;
    while let Some(row) = last.next()? {
        let id: String = row.get(1)?;
        if !undone.contains(&*id) {
            break;
        }
        first = Some(row.get::<_, i64>(0)?);
    }
    if let Some(first) = first {
        db.execute("DELETE FROM committed WHERE number >= ?", [first])?;
        db.execute("DELETE FROM deed WHERE number >= ?", [first])?;
    }
    Ok(())
}

fn write(
    db: &Connection,
    committed: &Committed,
    ticket_of: impl Fn(&str) -> Option<TicketId>,
) -> rusqlite::Result<()> {
    let claims = &committed.claims;
    let tickets = match claims.tickets.as_slice() {
        [] => None,
        tickets => Some(record::of(tickets)?),
    };
    let sql = "INSERT INTO committed VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let number = db.prepare_cached(sql)?.insert(params![
        committed.commit,
        committed.by,
        committed.at.map(|at| at.timestamp()),
        committed.at.map(zone),
        committed.committed_at.map(|at| at.timestamp()),
        committed.committed_at.map(zone),
        committed.unreadable,
        committed.subject,
        tickets,
        claims.counted,
        committed.parents,
        committed.is_cut,
        committed.touched,
    ])?;
    let mut deeds: BTreeMap<Option<TicketId>, String> = BTreeMap::new();
    for (id, _) in &claims.tickets {
        deeds.entry(Some(id.clone())).or_default();
    }
    for path in &committed.paths {
        let paths = deeds.entry(ticket_of(path)).or_default();
        paths.push_str(path);
        paths.push('\0');
    }
    let mut insert = db.prepare_cached("INSERT INTO deed VALUES (?, ?, ?)")?;
    for (id, paths) in deeds {
        let id = id.as_ref().map_or("", TicketId::as_str);
        insert.execute(params![id, number, paths])?;
    }
    Ok(())
}

fn all(db: &Connection) -> rusqlite::Result<Vec<Committed>> {
    let mut commits = Vec::new();
    let mut places = HashMap::new();
    let mut rows = db.prepare(&format!("SELECT {COLUMNS} FROM committed ORDER BY number"))?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        places.insert(row.get::<_, i64>(0)?, commits.len());
        commits.push(committed(row)?);
    }
    let mut deeds = db.prepare("SELECT number, paths FROM deed")?;
    let mut deeds = deeds.query([])?;
    while let Some(row) = deeds.next()? {
        if let Some(place) = places.get(&row.get(0)?) {
            extend(&mut commits[*place], row.get_ref(1)?.as_str()?);
        }
    }
    for committed in &mut commits {
        committed.paths.sort_unstable();
    }
    Ok(commits)
}

fn some(db: &Connection, ids: &[TicketId]) -> rusqlite::Result<Vec<Committed>> {
    let mut found: BTreeMap<i64, Committed> = BTreeMap::new();
    let mut deeds = db.prepare("SELECT number, paths FROM deed WHERE ticket = ?")?;
    let sql = format!("SELECT {COLUMNS} FROM committed WHERE number = ?");
    let mut one = db.prepare(&sql)?;
    for id in ids {
        let mut deeds = deeds.query([id.as_str()])?;
        while let Some(row) = deeds.next()? {
            let number = row.get(0)?;
            let committed = match found.entry(number) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(one.query_row([number], committed)?),
            };
            extend(committed, row.get_ref(1)?.as_str()?);
        }
    }
    let mut commits: Vec<Committed> = found.into_values().collect();
    for committed in &mut commits {
        committed.paths.sort_unstable();
    }
    Ok(commits)
}

fn extend(committed: &mut Committed, paths: &str) {
    let paths = paths.split_terminator('\0');
    committed.paths.extend(paths.map(str::to_owned));
}

/// A row of [`COLUMNS`], without its paths.
fn committed(row: &Row<'_>) -> rusqlite::Result<Committed> {
    let tickets: Option<Vec<u8>> = row.get(9)?;
    let tickets = tickets.map(|tickets| record::read(&tickets));
    Ok(Committed {
        commit: row.get(1)?,
        by: row.get(2)?,
        at: instant(row.get(3)?, row.get(4)?),
        committed_at: instant(row.get(5)?, row.get(6)?),
        unreadable: row.get(7)?,
        subject: row.get(8)?,
        claims: Claims {
            tickets: tickets.transpose()?.unwrap_or_default(),
            counted: row.get(10)?,
        },
        parents: row.get(11)?,
        is_cut: row.get(12)?,
        touched: row.get(13)?,
        paths: Vec::new(),
    })
}

/// Seconds east of UTC.
fn zone(at: Timestamp) -> i32 {
    at.offset().local_minus_utc()
}

fn instant(seconds: Option<i64>, zone: Option<i32>) -> Option<Timestamp> {
    let utc = DateTime::from_timestamp(seconds?, 0)?;
    let zone = FixedOffset::east_opt(zone?);
    Some(zone.map_or_else(|| utc.fixed_offset(), |zone| utc.with_timezone(&zone)))
}
