//! What is derived from the files of a store, so that a question need not read
//! them all: tickets, articles, faults and what commits did, in one file of
//! `SQLite`.
//!
//! It is disposable. A file that another program made, another version of this
//! one, or that is damaged is left alone and the next one is begun; where none
//! can be written, the same tables live in memory. What the files hold is told
//! to it ([`Index::update`]), and so is what a walk through history found
//! ([`Index::go_on`]): it never looks itself.

mod history;
mod hurry;
mod record;
mod row;
mod search;
mod text;

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, TransactionBehavior, params};

use crate::core::fault::Fault;
use crate::core::fields::Status;
use crate::core::folder::{Difference, Folder, MARK, Mark, Names, UNSETTLED, lacking};
use crate::core::parallel::as_they_come;
use crate::core::reach::Reach;
use crate::core::ticket::Ticket;

pub use record::RecordError;
pub use row::{Contents, Row};
pub use search::{Bounds, Findings};

use row::{Record, Records};

/// What is wrong with an index.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct IndexError(#[from] rusqlite::Error);

impl From<RecordError> for IndexError {
    fn from(error: RecordError) -> Self {
        Self(error.into())
    }
}

impl IndexError {
    /// Whether it says nothing about the index itself: another process is at
    /// work on it, or the disk is full.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(
            self.0.sqlite_error_code(),
            Some(
                ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::DiskFull
                    | ErrorCode::OutOfMemory
            )
        )
    }
}

/// Whose folders are remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tree {
    /// Those that are read: the work tree's, or a bare repository's.
    Read = 0,
    /// Those of the commit of HEAD beside a work tree.
    Head = 1,
}

/// What became of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Updated {
    /// It is written.
    Done,
    /// Somebody else wrote meanwhile: what was remembered must be asked again.
    Overtaken,
}

/// How long one process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(10);
const SCHEMA: &str = include_str!("schema.sql");
/// Names the program whose readers made the rows.
const MAKER: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("BITACORA_SOURCES"));
/// Bytes of the log that are more than a few updates.
const LONG_LOG: u64 = 4 << 20;
const PREFIX: &str = "index-";
const SUFFIX: &str = ".sqlite";
/// Rows that are read at a time: enough to be worth handing to another core.
const BATCH: usize = 128;

/// The derived tables of one store.
#[derive(Debug)]
pub struct Index {
    db: Connection,
    /// The updates there were when [`Self::remembered`] was last asked.
    generation: i64,
    replaces: Option<Stale>,
}

/// Why an index could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale {
    /// In the past tense, without a full stop.
    pub reason: &'static str,
}

impl Index {
    /// Opens the newest index in a folder, or begins one: the next one after
    /// any that cannot be used, which goes.
    ///
    /// # Errors
    /// None can be written there.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let Some(last) = numbers(folder).into_iter().max() else {
            return Self::begin(folder);
        };
        let stale = match Self::made_by_us(&file(folder, last)) {
            Ok(Some(index)) => return Ok(index),
            Err(error) if error.is_passing() => return Err(error),
            Ok(None) => "another version of bitacora made it",
            Err(_) => "it was damaged",
        };
        Ok(Self {
            replaces: Some(Stale { reason: stale }),
            ..Self::begin(folder)?
        })
    }

    /// Why the one before could not be used, if that is why this one was begun.
    #[must_use]
    pub fn replaces(&self) -> Option<Stale> {
        self.replaces
    }

    /// Begins an index after those in a folder, which go.
    ///
    /// # Errors
    /// None can be written there.
    pub fn begin(folder: &Path) -> Result<Self, IndexError> {
        let old = numbers(folder);
        let next = old.iter().max().map_or(1, |last| last + 1);
        let path = file(folder, next);
        // SQLite lets others read it at most, whatever the umask says; its logs
        // have the mode of the file. Where this fails, so does what follows.
        let _ = File::create_new(&path);
        let db = Connection::open(path)?;
        set_up(&db)?;
        let index = Self::made(db)?;
        for number in old {
            let name = file(folder, number);
            for end in ["", "-wal", "-shm", "-journal"] {
                let mut name = name.clone().into_os_string();
                name.push(end);
                // One that stays is passed over like this time.
                let _ = fs::remove_file(name);
            }
        }
        Ok(index)
    }

    /// An index that nobody else sees and that ends with the process.
    ///
    /// # Errors
    /// There is no memory.
    pub fn in_memory() -> Result<Self, IndexError> {
        Self::made(Connection::open_in_memory()?)
    }

    /// `None` where another program made it.
    fn made_by_us(path: &Path) -> Result<Option<Self>, IndexError> {
        if path.is_symlink() {
            return Ok(None);
        }
        let db = Connection::open(path)?;
        set_up(&db)?;
        match meta::<String>(&db, "maker")? {
            Some(maker) if maker != MAKER => Ok(None),
            // Another process may have made the file and not yet the tables.
            _ => Self::made(db).map(Some),
        }
    }

    /// Makes the tables where they are not.
    fn made(mut db: Connection) -> Result<Self, IndexError> {
        if meta::<String>(&db, "maker")?.is_some() {
            return Ok(Self::of(db));
        }
        let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if meta::<String>(&change, "maker")?.is_none() {
            change.execute_batch(SCHEMA)?;
            change.execute_batch(history::SCHEMA)?;
            set_meta(&change, "maker", MAKER)?;
            set_meta(&change, "generation", 0)?;
        }
        change.commit()?;
        Ok(Self::of(db))
    }

    fn of(db: Connection) -> Self {
        Self {
            db,
            generation: 0,
            replaces: None,
        }
    }

    /// The folders as they were last seen, and the commit whose folders those
    /// of [`Tree::Head`] are.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn remembered(&mut self) -> Result<(Vec<Folder>, Option<String>), IndexError> {
        let see = self.db.unchecked_transaction()?;
        let generation = meta(&see, "generation")?.unwrap_or(0);
        let head = meta(&see, "head")?;
        let folders = folders(&see, Tree::Read)?;
        see.commit()?;
        self.generation = generation;
        Ok((folders, head))
    }

    /// The folders of the commit of HEAD as they were last seen.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn remembered_head(&self) -> Result<Vec<Folder>, IndexError> {
        Ok(folders(&self.db, Tree::Head)?)
    }

    /// Writes what is new, all of it or nothing. `head` is what is new in the
    /// commit of HEAD and that commit. `rows` gives the files of `read.read`,
    /// and returns the paths of those that could not be looked into this time.
    ///
    /// # Errors
    /// It cannot be written, and those of `rows`.
    pub fn update<E: From<IndexError>>(
        &mut self,
        mut read: Difference,
        head: Option<(String, Difference)>,
        rows: impl FnOnce(&mut dyn FnMut(Row) -> Result<(), IndexError>) -> Result<Vec<String>, E>,
    ) -> Result<Updated, E> {
        let failed = |error: rusqlite::Error| E::from(IndexError::from(error));
        let generation = self.generation;
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        if meta(&change, "generation").map_err(failed)? != Some(generation) {
            return Ok(Updated::Overtaken);
        }
        let mut text = text::Keeper::of(&change).map_err(failed)?;
        for path in &read.lost {
            row::remove(&change, path, text.as_mut()).map_err(failed)?;
        }
        for path in rows(&mut |row| Ok(row.write(&change, text.as_mut())?))? {
            unsettle(&mut read.changed, &path);
        }
        if let Some(text) = text {
            text.finish().map_err(failed)?;
        }
        write(&change, generation + 1, &read, head).map_err(failed)?;
        change.commit().map_err(failed)?;
        keep_log(&self.db);
        tidy_log(&self.db);
        self.generation = generation + 1;
        Ok(Updated::Done)
    }

    /// What `work`, on all cores, makes of each ticket within reach, by path.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn tickets<T: Send>(
        &self,
        reach: &Reach,
        work: impl Fn(Ticket) -> T + Sync,
    ) -> Result<Vec<T>, IndexError> {
        // One transaction: each statement by itself would lock the file again.
        let see = self.db.unchecked_transaction()?;
        let mut numbers = self.within(reach)?;
        numbers.sort_unstable();
        let mut done = self.each(&numbers, reach, |path, ticket| (path, work(ticket)))?;
        see.commit()?;
        done.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(done.into_iter().map(|(_, done)| done).collect())
    }

    /// What `work`, on all cores, makes of the tickets that may be within reach,
    /// some at a time, in no order: of thousands none is kept for longer.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn batches<T: Send>(
        &self,
        reach: &Reach,
        work: impl Fn(Vec<Ticket>) -> T + Sync,
    ) -> Result<Vec<T>, IndexError> {
        let see = self.db.unchecked_transaction()?;
        let mut numbers = self.within(reach)?;
        numbers.sort_unstable();
        let done = self.each_batch(&numbers, reach, |batch| {
            work(batch.into_iter().map(|(_, ticket)| ticket).collect())
        })?;
        see.commit()?;
        Ok(done)
    }

    /// What `work`, on all cores, makes of the path and the ticket of each
    /// number, in order.
    fn each<R: Send>(
        &self,
        numbers: &[i64],
        reach: &Reach,
        work: impl Fn(String, Ticket) -> R + Sync,
    ) -> rusqlite::Result<Vec<R>> {
        let done = self.each_batch(numbers, reach, |batch| {
            let batch = batch.into_iter();
            batch
                .map(|(path, ticket)| work(path, ticket))
                .collect::<Vec<R>>()
        })?;
        Ok(done.into_iter().flatten().collect())
    }

    fn each_batch<R: Send>(
        &self,
        numbers: &[i64],
        reach: &Reach,
        work: impl Fn(Vec<(String, Ticket)>) -> R + Sync,
    ) -> rusqlite::Result<Vec<R>> {
        let mut records = Records::of(&self.db, reach)?;
        let fetch = |numbers: &[i64]| {
            let records = numbers.iter().map(|number| records.of_number(*number));
            records.collect::<rusqlite::Result<Vec<Record>>>()
        };
        let read = |records: Vec<Record>| {
            let batch = records.into_iter().map(Record::read);
            Ok::<_, RecordError>(work(batch.collect::<Result<_, _>>()?))
        };
        let done = as_they_come(numbers.chunks(BATCH), fetch, read)?;
        Ok(done.into_iter().collect::<Result<_, _>>()?)
    }

    fn within(&self, reach: &Reach) -> Result<Vec<i64>, IndexError> {
        let number = |status: &Status| Status::ALL.iter().position(|known| known == status);
        let listed = |statuses: &mut dyn Iterator<Item = &Status>| {
            let numbers: Vec<String> = statuses
                .filter_map(number)
                .map(|number| number.to_string())
                .collect();
            numbers.join(",")
        };
        let mut conditions = Vec::new();
        if let Some(statuses) = &reach.statuses {
            let statuses = listed(&mut statuses.iter());
            let changed = match reach.changed_after {
                Some(instant) => format!(" OR last > {instant}"),
                None => String::new(),
            };
            conditions.push(format!("(status IN ({statuses}){changed})"));
        }
        if let Some(since) = reach.alive_at {
            let mut active = Status::ALL.iter().filter(|status| status.is_active());
            let active = listed(&mut active);
            conditions.push(format!("(last >= {since} OR status IN ({active}))"));
        }
        if let Some(before) = reach.begun_before {
            conditions.push(format!("first < {before}"));
        }
        let mut sql = "SELECT number FROM ticket".to_owned();
        if !conditions.is_empty() {
            sql = format!("{sql} WHERE {}", conditions.join(" AND "));
        }
        let mut numbers = self.db.prepare(&sql)?;
        let numbers = numbers.query_map([], |row| row.get(0))?;
        Ok(numbers.collect::<rusqlite::Result<_>>()?)
    }

    /// What is wrong with the files that could not be read, by path.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn faults(&self) -> Result<Vec<Fault>, IndexError> {
        let sql = "SELECT path, line, \"column\", reason, hint FROM fault ORDER BY path";
        let mut faults = self.db.prepare(sql)?;
        let faults = faults.query_map([], |row| {
            Ok(Fault {
                path: row.get(0)?,
                line: row.get(1)?,
                column: row.get(2)?,
                reason: row.get(3)?,
                hint: row.get(4)?,
            })
        })?;
        Ok(faults.collect::<rusqlite::Result<_>>()?)
    }

    /// How many files below a folder the commit of HEAD has and the work tree
    /// lacks.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn absent(&self, folder: &str) -> Result<usize, IndexError> {
        let sql = "SELECT COALESCE(SUM(absent), 0) FROM folder
            WHERE tree = 1 AND (path = ?1 OR path >= ?1 || '/' AND path < ?1 || '0')";
        Ok(self.db.query_row(sql, [folder], |row| row.get(0))?)
    }
}

/// The numbers of the indexes in a folder.
fn numbers(folder: &Path) -> Vec<u64> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let numbers = names.filter_map(|name| {
        let number = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
        // One that nothing could follow is none of ours.
        number.parse().ok().filter(|number| *number < u64::MAX)
    });
    numbers.collect()
}

fn file(folder: &Path, number: u64) -> std::path::PathBuf {
    folder.join(format!("{PREFIX}{number}{SUFFIX}"))
}

fn set_up(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(PATIENCE)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    db.pragma_update(None, "page_size", 8192)?;
    db.pragma_update(None, "synchronous", "NORMAL")
}

/// From the second update on, a log takes what is new: those who read are not
/// kept waiting, and nothing is synced. A killed process leaves the log to the
/// next; a power cut may lose the last updates and nothing else: they are made
/// again. The first update, which is all there is, would be written twice.
fn keep_log(db: &Connection) {
    // Where somebody is reading, the next update tries again.
    let _ = db.pragma_update(None, "journal_mode", "WAL");
}

/// Empties a log that has grown: whoever opens the index next reads all of it.
/// Where somebody is reading, it stays until a later update.
fn tidy_log(db: &Connection) {
    let log = db.path().map(|path| format!("{path}-wal"));
    let size = log
        .and_then(|log| fs::metadata(log).ok())
        .map(|log| log.len());
    if size.is_some_and(|size| size > LONG_LOG) {
        let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

fn meta<T: rusqlite::types::FromSql>(db: &Connection, key: &str) -> rusqlite::Result<Option<T>> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'meta'";
    if db.query_row(sql, [], |_| Ok(())).optional()?.is_none() {
        return Ok(None);
    }
    let mut value = db.prepare_cached("SELECT value FROM meta WHERE key = ?")?;
    value.query_row([key], |row| row.get(0)).optional()
}

fn set_meta(db: &Connection, key: &str, value: impl rusqlite::ToSql) -> rusqlite::Result<()> {
    let sql = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2";
    db.prepare_cached(sql)?
        .execute(params![key, value])
        .map(|_| ())
}

fn folders(db: &Connection, tree: Tree) -> rusqlite::Result<Vec<Folder>> {
    let sql = "SELECT path, mark, folders, names, marks FROM folder WHERE tree = ?";
    let mut folders = db.prepare_cached(sql)?;
    let folders = folders.query_map([tree as i64], |row| {
        let mark: Option<Vec<u8>> = row.get(1)?;
        let marks: Vec<u8> = row.get(4)?;
        let (marks, _) = marks.as_chunks::<MARK>();
        Ok(Folder {
            path: row.get(0)?,
            mark: mark.and_then(|mark| Mark::try_from(mark).ok()),
            folders: Names::from_text(row.get(2)?),
            files: Names::from_text(row.get(3)?),
            marks: marks.to_vec(),
        })
    })?;
    folders.collect()
}

fn remember(db: &Connection, tree: Tree, folder: &Folder) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO folder (tree, path, mark, folders, names, marks)
        VALUES (?, ?, ?, ?, ?, ?)";
    db.prepare_cached(sql)?
        .execute(params![
            tree as i64,
            folder.path,
            folder.mark,
            folder.folders.as_str(),
            folder.files.as_str(),
            folder.marks.as_flattened(),
        ])
        .map(|_| ())
}

/// A file that must be read again next time.
fn unsettle(folders: &mut [Folder], path: &str) {
    let Some((folder, name)) = path.rsplit_once('/') else {
        return;
    };
    let holds = folders.iter_mut().find(|known| known.path == folder);
    if let Some(known) = holds
        && let Some(place) = known.files.iter().position(|known| known == name)
    {
        known.marks[place] = UNSETTLED;
    }
}

fn write(
    db: &Connection,
    generation: i64,
    read: &Difference,
    head: Option<(String, Difference)>,
) -> rusqlite::Result<()> {
    let mut touched = Vec::new();
    let mut keep = |tree: Tree, difference: &Difference| -> rusqlite::Result<()> {
        let sql = "DELETE FROM folder WHERE tree = ? AND path = ?";
        for path in &difference.gone {
            db.prepare_cached(sql)?
                .execute(params![tree as i64, path])?;
            touched.push(path.clone());
        }
        for folder in &difference.changed {
            remember(db, tree, folder)?;
            touched.push(folder.path.clone());
        }
        Ok(())
    };
    keep(Tree::Read, read)?;
    if let Some((commit, difference)) = head {
        keep(Tree::Head, &difference)?;
        set_meta(db, "head", commit)?;
    }
    count_absent(db, &touched)?;
    set_meta(db, "generation", generation)
}

/// Counts again what the work tree lacks of these folders of HEAD.
fn count_absent(db: &Connection, paths: &[String]) -> rusqlite::Result<()> {
    let sql = "SELECT names FROM folder WHERE tree = ? AND path = ?";
    let mut names = db.prepare_cached(sql)?;
    let mut names = |tree: Tree, path: &str| -> rusqlite::Result<Option<Names>> {
        let found = names.query_row(params![tree as i64, path], |row| row.get(0));
        Ok(found.optional()?.map(Names::from_text))
    };
    let sql = "UPDATE folder SET absent = ? WHERE tree = 1 AND path = ?";
    let mut keep = db.prepare_cached(sql)?;
    for path in paths {
        let Some(head) = names(Tree::Head, path)? else {
            continue;
        };
        let read = names(Tree::Read, path)?.unwrap_or_default();
        let absent = lacking(head.iter(), read.iter()).count();
        keep.execute(params![absent, path])?;
    }
    Ok(())
}
