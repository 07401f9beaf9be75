//! Questions about tickets, and about the files that hold none.

use crate::core::fault::Fault;
use crate::core::fields::Status;
use crate::core::parallel::as_they_come;
use crate::core::reach::Reach;
use crate::core::ticket::Ticket;

use super::error::IndexError;
use super::file::Index;
use super::record::RecordError;
use super::row::{Record, Records};

/// Rows that are read at a time: enough to be worth handing to another core.
const BATCH: usize = 128;

impl Index {
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
    pub(super) fn each<R: Send>(
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

    pub(super) fn within(&self, reach: &Reach) -> Result<Vec<i64>, IndexError> {
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
        if reach.unmerged {
            conditions.push("unmerged".to_owned());
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
