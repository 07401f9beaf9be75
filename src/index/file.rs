//! The file of an index: found, begun, and left where it cannot be used.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::error::IndexError;
use super::format::maker;

/// How long one process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(10);
const SCHEMA: [&str; 2] = [include_str!("schema.sql"), include_str!("history.sql")];
/// Bytes of the log that are more than a few updates.
const LONG_LOG: u64 = 4 << 20;
const PREFIX: &str = "index-";
const SUFFIX: &str = ".sqlite";

/// The derived tables of one store.
#[derive(Debug)]
pub struct Index {
    pub(super) db: Connection,
    /// The updates there were when [`Self::remembered`] was last asked.
    pub(super) generation: i64,
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
            Some(found) if found != maker() => Ok(None),
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
            for tables in SCHEMA {
                change.execute_batch(tables)?;
            }
            set_meta(&change, "maker", maker())?;
            set_meta(&change, "generation", 0)?;
        }
        change.commit()?;
        Ok(Self::of(db))
    }

    pub(super) fn of(db: Connection) -> Self {
        Self {
            db,
            generation: 0,
            replaces: None,
        }
    }
}

/// The numbers of the indexes in a folder.
pub(super) fn numbers(folder: &Path) -> Vec<u64> {
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

pub(super) fn file(folder: &Path, number: u64) -> PathBuf {
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
pub(super) fn keep_log(db: &Connection) {
    // Where somebody is reading, the next update tries again.
    let _ = db.pragma_update(None, "journal_mode", "WAL");
}

/// Empties a log that has grown: whoever opens the index next reads all of it.
/// Where somebody is reading, it stays until a later update.
pub(super) fn tidy_log(db: &Connection) {
    let log = db.path().map(|path| format!("{path}-wal"));
    let size = log
        .and_then(|log| fs::metadata(log).ok())
        .map(|log| log.len());
    if size.is_some_and(|size| size > LONG_LOG) {
        let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

pub(super) fn meta<T: rusqlite::types::FromSql>(
    db: &Connection,
    key: &str,
) -> rusqlite::Result<Option<T>> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'meta'";
    if db.query_row(sql, [], |_| Ok(())).optional()?.is_none() {
        return Ok(None);
    }
    let mut value = db.prepare_cached("SELECT value FROM meta WHERE key = ?")?;
    value.query_row([key], |row| row.get(0)).optional()
}

pub(super) fn set_meta(
    db: &Connection,
    key: &str,
    value: impl rusqlite::ToSql,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2";
    db.prepare_cached(sql)?
        .execute(params![key, value])
        .map(|_| ())
}
