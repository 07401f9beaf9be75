//! Full text in the index: made when something is first looked for, and kept
//! in step with the rows from then on.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::core::cut::{stems, words};
use crate::core::faq::{Article, slug};
use crate::core::parallel::in_parallel;

use super::error::IndexError;
use super::file::{Index, tidy_log};
use super::record;

const TABLES: &str = include_str!("text.sql");
/// Texts that are cut at a time.
const BATCH: usize = 2048;

/// A text cut into words.
pub(super) struct Cut {
    /// Title, code and body: folded words with a space between.
    columns: [String; 3],
    words: BTreeSet<String>,
}

impl Cut {
    pub(super) fn ticket(record: &[u8], body: &str) -> rusqlite::Result<Self> {
        let (id, fields) = record::fields(record)?;
        let codes = format!("{id}\n{}", fields.error_code.unwrap_or_default());
        Ok(Self::of([&fields.title.unwrap_or_default(), &codes, body]))
    }

    pub(super) fn article(path: &str, record: &[u8]) -> rusqlite::Result<Self> {
        let article: Article = record::read(record)?;
        let codes = format!("{}\n{}", slug(path), article.error_codes.join("\n"));
        Ok(Self::of([&article.title, &codes, &article.body]))
    }

    fn of(texts: [&str; 3]) -> Self {
        let mut different = BTreeSet::new();
        let columns = texts.map(|text| {
            let mut column = String::with_capacity(text.len());
            for (_, word) in words(text) {
                column.push_str(&word);
                column.push(' ');
                different.insert(word);
            }
            column
        });
        Self {
            columns,
            words: different,
        }
    }
}

/// The row of a ticket's text.
pub(super) fn of_ticket(number: i64) -> i64 {
    number * 2
}

/// The row of an article's text.
pub(super) fn of_article(number: i64) -> i64 {
    number * 2 + 1
}

/// Writes texts within one transaction, whose last word is [`Self::finish`].
pub(super) struct Keeper<'a> {
    db: &'a Connection,
    /// By how much the number of texts with a word has changed.
    changed: BTreeMap<String, i64>,
}

impl<'a> Keeper<'a> {
    /// None where nothing was looked for yet.
    pub(super) fn of(db: &'a Connection) -> rusqlite::Result<Option<Self>> {
        Ok(is_made(db)?.then(|| Self::new(db)))
    }

    fn new(db: &'a Connection) -> Self {
        Self {
            db,
            changed: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, row: i64, cut: Cut) -> rusqlite::Result<()> {
        let sql = "INSERT INTO text (rowid, title, code, body) VALUES (?, ?, ?, ?)";
        let [title, code, body] = &cut.columns;
        self.db
            .prepare_cached(sql)?
            .execute(params![row, title, code, body])?;
        self.count(cut.words, 1);
        Ok(())
    }

    /// `cut` must be what was added.
    pub(super) fn remove(&mut self, row: i64, cut: Cut) -> rusqlite::Result<()> {
        let sql = "INSERT INTO text (text, rowid, title, code, body)
            VALUES ('delete', ?, ?, ?, ?)";
        let [title, code, body] = &cut.columns;
        self.db
            .prepare_cached(sql)?
            .execute(params![row, title, code, body])?;
        self.count(cut.words, -1);
        Ok(())
    }

    fn count(&mut self, words: BTreeSet<String>, by: i64) {
        for word in words {
            *self.changed.entry(word).or_default() += by;
        }
    }

    pub(super) fn finish(self) -> rusqlite::Result<()> {
        let sql = "UPDATE word SET texts = texts + ?2 WHERE word = ?1";
        let mut count = self.db.prepare_cached(sql)?;
        let mut word = self.db.prepare_cached("INSERT INTO word VALUES (?, ?)")?;
        let mut stem = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO stem VALUES (?, ?)")?;
        for (text, by) in self.changed {
            if by == 0 || count.execute(params![text, by])? > 0 {
                continue;
            }
            word.execute(params![text, by])?;
            for found in stems(&text) {
                stem.execute(params![found, text])?;
            }
        }
        Ok(())
    }
}

fn is_made(db: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'stem'";
    Ok(db.query_row(sql, [], |_| Ok(())).optional()?.is_some())
}

impl Index {
    /// Whether full text can be looked for already.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn has_text(&self) -> Result<bool, IndexError> {
        Ok(is_made(&self.db)?)
    }

    /// Makes what full text needs, where it is not made yet; `told` hears of
    /// how many texts are done, of how many.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn make_text(&self, told: &dyn Fn(usize, usize)) -> Result<(), IndexError> {
        if is_made(&self.db)? {
            return Ok(());
        }
        let change = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        if !is_made(&change)? {
            change.execute_batch(TABLES)?;
            fill(&change, told)?;
        }
        change.commit()?;
        tidy_log(&self.db);
        Ok(())
    }
}

fn fill(db: &Connection, told: &dyn Fn(usize, usize)) -> rusqlite::Result<()> {
    let mut keeper = Keeper::new(db);
    let all: usize = db.query_row("SELECT COUNT(*) FROM ticket", [], |row| row.get(0))?;
    let mut done = 0;
    let sql = "SELECT number, fields, text FROM ticket JOIN body USING (number) ORDER BY number";
    let mut tickets = db.prepare(sql)?;
    let mut tickets = tickets.query([])?;
    loop {
        let mut batch: Vec<(i64, Vec<u8>, String)> = Vec::with_capacity(BATCH);
        while batch.len() < BATCH
            && let Some(row) = tickets.next()?
        {
            batch.push((row.get(0)?, row.get(1)?, row.get(2)?));
        }
        if batch.is_empty() {
            break;
        }
        let cuts = in_parallel(&batch, |(_, record, body)| Cut::ticket(record, body));
        for ((number, ..), cut) in batch.iter().zip(cuts) {
            keeper.add(of_ticket(*number), cut?)?;
        }
        done += batch.len();
        told(done, all);
    }
    let mut articles = db.prepare("SELECT number, path, record FROM article ORDER BY number")?;
    let mut articles = articles.query([])?;
    while let Some(row) = articles.next()? {
        let (path, record): (String, Vec<u8>) = (row.get(1)?, row.get(2)?);
        keeper.add(of_article(row.get(0)?), Cut::article(&path, &record)?)?;
    }
    keeper.finish()
}
