//! What merge commits lost of their parents: found once, since nothing changes it.

use rusqlite::{OptionalExtension as _, Row, TransactionBehavior, params};

use super::error::IndexError;
use super::file::{Index, meta, set_meta};
use super::record;
use crate::core::merge::Proof;

/// The commit of which every merge is remembered, in `meta`.
const PROVED: &str = "proved";

impl Index {
    /// The commit of which every merge is remembered, in hexadecimal digits.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn proved_to(&self) -> Result<Option<String>, IndexError> {
        Ok(meta(&self.db, PROVED)?)
    }

    /// What was found of a merge commit; `None` where it is not remembered.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn proof(&self, merge: &str) -> Result<Option<Proof>, IndexError> {
        let sql = "SELECT merged, shortfalls FROM proved WHERE merged = ?";
        let mut found = self.db.prepare_cached(sql)?;
        Ok(found.query_row([merge], proof).optional()?)
    }

    /// The merges that lost something.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn shortfalls(&self) -> Result<Vec<Proof>, IndexError> {
        let sql = "SELECT merged, shortfalls FROM proved WHERE shortfalls NOT NULL";
        let mut found = self.db.prepare_cached(sql)?;
        let found = found.query_map([], proof)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// Remembers what was found, all of it or nothing; `to` is the commit of which
    /// every merge is remembered then.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn remember(&mut self, proofs: &[Proof], to: Option<&str>) -> Result<(), IndexError> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for Proof { merge, shortfalls } in proofs {
            let is_short = !shortfalls.is_empty();
            let shortfalls = is_short.then(|| record::of(shortfalls)).transpose();
            let shortfalls = shortfalls.map_err(rusqlite::Error::from)?;
            change
                .prepare_cached("INSERT OR REPLACE INTO proved VALUES (?, ?)")?
                .execute(params![merge, shortfalls])?;
        }
        if let Some(to) = to {
            set_meta(&change, PROVED, to)?;
        }
        Ok(change.commit()?)
    }
}

fn proof(row: &Row<'_>) -> rusqlite::Result<Proof> {
    let shortfalls: Option<Vec<u8>> = row.get(1)?;
    let shortfalls = shortfalls.map(|found| record::read(&found)).transpose();
    Ok(Proof {
        merge: row.get(0)?,
        shortfalls: shortfalls?.unwrap_or_default(),
    })
}
