//! Questions that may go without an answer, but may not take long.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::IndexError;
use super::file::{Index, file, meta, numbers};
use super::format::maker;

/// How long a question that is late goes on until it is stopped again.
const INSISTENCE: Duration = Duration::from_millis(1);

impl Index {
    /// The newest index in a folder, as it is, for a question that may go
    /// without an answer: none is begun, and no other process waited for.
    #[must_use]
    pub fn existing(folder: &Path) -> Option<Self> {
        let last = numbers(folder).into_iter().max()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(file(folder, last), flags).ok()?;
        db.busy_timeout(Duration::ZERO).ok()?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .ok()?;
        let found = meta::<String>(&db, "maker").ok()?;
        (found == Some(maker())).then(|| Self::of(db))
    }

    /// Asks a question that may take no longer than this; none if it does, or
    /// if the index is damaged.
    pub fn within_time<T>(
        &self,
        patience: Duration,
        ask: impl FnOnce(&Self) -> Result<T, IndexError>,
    ) -> Option<T> {
        let interrupt = self.db.get_interrupt_handle();
        let (done, is_done) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut patience = patience;
                // Again and again: only what runs at that instant is stopped.
                while is_done.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                    interrupt.interrupt();
                    patience = INSISTENCE;
                }
            });
            let answer = ask(self).ok();
            drop(done);
            answer
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Index::existing(folder.path()).is_none());
        drop(Index::open(folder.path()).unwrap());
        let index = Index::existing(folder.path()).unwrap();
        let patience = index
            .db
            .query_row("PRAGMA busy_timeout", [], |row| row.get(0));
        assert_eq!(patience, Ok(0));
    }

    #[test]
    fn a_question_that_is_late_is_stopped_and_one_in_time_is_not() {
        let index = Index::in_memory().unwrap();
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT MAX(i) FROM n";
        let ask = |sql: &str, patience| {
            index.within_time(patience, |index| {
                Ok(index.db.query_row(sql, [], |row| row.get::<_, i64>(0))?)
            })
        };
        assert_eq!(ask(endless, Duration::from_millis(1)), None);
        assert_eq!(ask("SELECT 7", Duration::from_mins(10)), Some(7));
    }
}
