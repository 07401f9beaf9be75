//! Looking for full text.

use std::cmp::Reverse;
use std::collections::HashSet;

use rusqlite::params;

use crate::core::faq;
use crate::core::fields::Status;
use crate::core::id::TicketId;
use crate::core::likeness::{Common, Likeness, Weighed, different, weight};
use crate::core::reach::Reach;
use crate::core::search::{Found, Phrase, Wanted};
use crate::core::ticket::Ticket;

use super::error::IndexError;
use super::file::Index;
use super::record::read;
use super::row::Records;
use super::text::of_ticket;

/// Which of the found are wanted.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// Tickets beyond it are not even looked at.
    pub reach: Reach,
    /// Whether tickets are asked more than their text; articles, which could
    /// not answer, are left out then.
    pub is_asked: bool,
    /// No more than this many.
    pub limit: usize,
}

/// What was found, and the words it was found by.
#[derive(Debug)]
pub struct Findings {
    /// The best first; of those that are as good the newest.
    pub found: Vec<Found>,
    /// With all forms of its words that some text has.
    pub wanted: Wanted,
}

/// Tickets that are asked at a time.
const BATCH: usize = 2048;
/// How many texts that share words are looked at closely.
const CANDIDATES: usize = 50;
/// From so many texts on, a word that more than half of them have says
/// nothing.
const MANY: usize = 20;
/// Words with fewer letters (hours, days, articles) say nothing.
const SHORT: usize = 3;
/// So many texts are compared, those with rare words first: what more of them
/// have tells little apart and takes long.
const COMPARED: usize = 20_000;
/// The least that those who are alike have in common, in hundredths.
const ALIKE: u8 = 20;

impl Index {
    /// Looks for a text, by BM25: a word of the title or of a code weighs more
    /// than one of the body. The index must have [text](Self::make_text).
    ///
    /// # Errors
    /// The index is damaged.
    pub fn search(
        &self,
        wanted: &Wanted,
        bounds: &Bounds,
        keep: impl Fn(&Ticket) -> bool + Sync,
    ) -> Result<Findings, IndexError> {
        let see = self.db.unchecked_transaction()?;
        let mut wanted = wanted.clone();
        wanted.grow(|stem| self.family(stem))?;
        let near: Option<HashSet<i64>> = match &bounds.reach.statuses {
            Some(_) => Some(self.within(&bounds.reach)?.into_iter().collect()),
            None => None,
        };
        let is_near = |row: i64| match &near {
            _ if is_article(row) => !bounds.is_asked,
            Some(near) => near.contains(&(row / 2)),
            None => true,
        };
        let mut found = Vec::new();
        let mut waiting: Vec<i64> = Vec::new();
        let mut batch = bounds.limit;
        if !wanted.is_empty() {
            self.ranked(&expression(&wanted), |rows| {
                let start = waiting.len();
                waiting.extend(rows.iter().filter(|row| is_near(**row)));
                if waiting.len() > start + 1 {
                    waiting[start..].sort_by_cached_key(|row| Reverse(self.path(*row).ok()));
                }
                if waiting.len() >= batch {
                    self.load_kept(&waiting, bounds, &keep, &wanted, &mut found)?;
                    waiting.clear();
                    batch = (batch * 2).clamp(1, BATCH);
                }
                Ok(found.len() < bounds.limit)
            })?;
            self.load_kept(&waiting, bounds, &keep, &wanted, &mut found)?;
        }
        see.commit()?;
        Ok(Findings { found, wanted })
    }

    /// Adds those of some rows that are kept, up to the limit. Tickets are asked
    /// many at a time, without the text below where that is not asked for.
    fn load_kept(
        &self,
        rows: &[i64],
        bounds: &Bounds,
        keep: impl Fn(&Ticket) -> bool + Sync,
        wanted: &Wanted,
        found: &mut Vec<Found>,
    ) -> rusqlite::Result<()> {
        for rows in rows.chunks(BATCH) {
            let kept: Vec<bool> = if bounds.is_asked {
                let numbers: Vec<i64> = rows.iter().map(|row| row / 2).collect();
                self.each(&numbers, &bounds.reach, |_, ticket| keep(&ticket))?
            } else {
                vec![true; rows.len()]
            };
            for (row, _) in rows.iter().zip(kept).filter(|(_, is_kept)| *is_kept) {
                if found.len() == bounds.limit {
                    return Ok(());
                }
                let loaded = self.load(*row)?;
                if is_meant(&loaded, wanted) {
                    found.push(loaded);
                }
            }
        }
        Ok(())
    }

    /// The resolved and closed tickets and the articles that have most in
    /// common with a text, and what. `likeness` says all but its words. The
    /// index must have [text](Self::make_text).
    ///
    /// # Errors
    /// The index is damaged.
    pub fn similar(
        &self,
        text: &str,
        likeness: Likeness,
        except: Option<&TicketId>,
        limit: usize,
    ) -> Result<Vec<(Found, Common)>, IndexError> {
        let see = self.db.unchecked_transaction()?;
        let all = "SELECT (SELECT COUNT(*) FROM ticket) + (SELECT COUNT(*) FROM article)";
        let all: usize = self.db.query_row(all, [], |row| row.get(0))?;
        let likeness = likeness.with(self.weighed(text, all)?);
        let mut phrases: Vec<_> = likeness.words.iter().map(|word| &word.phrase).collect();
        let code = likeness.error_code.as_deref();
        let code = code.and_then(|code| Phrase::of(code, true));
        phrases.extend(&code);
        let mut alike = Vec::new();
        let mut candidates = 0;
        if !phrases.is_empty() {
            let any: Vec<String> = phrases.into_iter().map(phrase).collect();
            self.ranked(&any.join(" OR "), |rows| {
                for row in rows {
                    if !is_article(*row) && !self.has_ended(row / 2)? {
                        continue;
                    }
                    candidates += 1;
                    let found = self.load(*row)?;
                    if !matches!(&found, Found::Ticket(ticket) if Some(&ticket.id) == except) {
                        let common = found.common(&likeness);
                        alike.push((self.path(*row)?, found, common));
                    }
                    if candidates == CANDIDATES {
                        break;
                    }
                }
                Ok(candidates < CANDIDATES)
            })?;
        }
        see.commit()?;
        alike.retain(|(.., common)| common.percent >= ALIKE);
        alike.sort_by(|(a, _, one), (b, _, other)| {
            let order = other.percent.cmp(&one.percent);
            order.then_with(|| b.cmp(a))
        });
        alike.truncate(limit);
        let alike = alike.into_iter();
        Ok(alike.map(|(_, found, common)| (found, common)).collect())
    }

    /// The words of a text that others have too.
    fn weighed(&self, text: &str, all: usize) -> rusqlite::Result<Vec<Weighed>> {
        let mut texts = self
            .db
            .prepare_cached("SELECT texts FROM word WHERE word = ?")?;
        let mut weighed = Vec::new();
        for (word, shown) in different(text) {
            if word.chars().count() < SHORT {
                continue;
            }
            let Some(mut phrase) = Phrase::of(&word, false) else {
                continue;
            };
            phrase.grow(|stem| self.family(stem))?;
            let mut with = 0;
            for form in &phrase.places[0] {
                let mut rows = texts.query([form])?;
                with += match rows.next()? {
                    Some(row) => row.get::<_, usize>(0)?,
                    None => 0,
                };
            }
            if with > 0 && (all < MANY || with * 2 <= all) {
                let weight = weight(with, all);
                let word = Weighed {
                    shown,
                    phrase,
                    weight,
                };
                weighed.push((with, word));
            }
        }
        weighed.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.shown.cmp(&other.shown)));
        let mut compared = 0;
        let weighed = weighed.into_iter().take_while(|(with, _)| {
            let is_first = compared == 0;
            compared += with;
            is_first || compared <= COMPARED
        });
        Ok(weighed.map(|(_, word)| word).collect())
    }

    fn family(&self, stem: &str) -> rusqlite::Result<Vec<String>> {
        let mut words = self
            .db
            .prepare_cached("SELECT word FROM stem WHERE stem = ?")?;
        let words = words.query_map([stem], |row| row.get(0))?;
        words.collect()
    }

    /// Gives the rows that an expression finds, the best first, those that are
    /// as good together, until it is told that there are enough.
    fn ranked(
        &self,
        expression: &str,
        mut take: impl FnMut(&[i64]) -> rusqlite::Result<bool>,
    ) -> rusqlite::Result<()> {
        let sql = "SELECT rowid, rank FROM text WHERE text MATCH ? ORDER BY rank";
        let mut found = self.db.prepare_cached(sql)?;
        let mut found = found.query(params![expression])?;
        let mut equal: Vec<i64> = Vec::new();
        let mut last = f64::NEG_INFINITY;
        while let Some(next) = found.next()? {
            let (row, rank): (i64, f64) = (next.get(0)?, next.get(1)?);
            if rank > last && !equal.is_empty() {
                if !take(&equal)? {
                    return Ok(());
                }
                equal.clear();
            }
            last = rank;
            equal.push(row);
        }
        if !equal.is_empty() {
            take(&equal)?;
        }
        Ok(())
    }

    fn path(&self, row: i64) -> rusqlite::Result<String> {
        let sql = if is_article(row) {
            "SELECT path FROM article WHERE number = ?"
        } else {
            "SELECT path FROM ticket WHERE number = ?"
        };
        let mut path = self.db.prepare_cached(sql)?;
        path.query_row([row / 2], |row| row.get(0))
    }

    fn has_ended(&self, number: i64) -> rusqlite::Result<bool> {
        let sql = "SELECT status FROM ticket WHERE number = ?";
        let mut status = self.db.prepare_cached(sql)?;
        let status: usize = status.query_row([number], |row| row.get(0))?;
        let status = Status::ALL.get(status);
        Ok(matches!(status, Some(Status::Resolved | Status::Closed)))
    }

    fn load(&self, row: i64) -> rusqlite::Result<Found> {
        if is_article(row) {
            let sql = "SELECT path, record FROM article WHERE number = ?";
            let mut article = self.db.prepare_cached(sql)?;
            let (path, record): (String, Vec<u8>) =
                article.query_row([row / 2], |row| Ok((row.get(0)?, row.get(1)?)))?;
            return Ok(Found::Article(faq::slug(&path).to_owned(), read(&record)?));
        }
        let record = Records::of(&self.db, &Reach::everything())?.of_number(row / 2)?;
        let (_, ticket) = record.read()?;
        Ok(Found::Ticket(Box::new(ticket)))
    }
}

/// Whether what the index gave is what was typed, ñ and n apart.
fn is_meant(found: &Found, wanted: &Wanted) -> bool {
    let mut phrases = wanted.phrases.iter().chain(&wanted.unwanted);
    if !phrases.any(Phrase::has_enye) {
        return true;
    }
    match found {
        Found::Ticket(ticket) => {
            let code = ticket.fields.error_code.as_deref().unwrap_or_default();
            wanted.is_in(&[ticket.title(), ticket.id.as_str(), code, &ticket.body])
        }
        Found::Article(slug, article) => {
            let codes = article.error_codes.iter().map(String::as_str);
            let texts = [article.title.as_str(), slug, &article.body];
            wanted.is_in(&texts.into_iter().chain(codes).collect::<Vec<_>>())
        }
    }
}

fn is_article(row: i64) -> bool {
    row != of_ticket(row / 2)
}

/// In the grammar of FTS5: its words hold letters and digits alone.
fn expression(wanted: &Wanted) -> String {
    let join = |phrases: &[Phrase], by: &str| {
        let phrases = phrases.iter().map(phrase);
        phrases.collect::<Vec<_>>().join(by)
    };
    let all = join(&wanted.phrases, " AND ");
    // Of an ñ the index knows the n, which would keep too much away.
    let unwanted = wanted.unwanted.iter().filter(|phrase| !phrase.has_enye());
    let unwanted: Vec<Phrase> = unwanted.cloned().collect();
    if unwanted.is_empty() {
        return all;
    }
    format!("({all}) NOT ({})", join(&unwanted, " OR "))
}

fn phrase(phrase: &Phrase) -> String {
    let mark = if phrase.is_beginning { " *" } else { "" };
    if let [forms] = phrase.places.as_slice() {
        let forms = forms.iter().map(|form| format!("\"{form}\"{mark}"));
        return format!("({})", forms.collect::<Vec<_>>().join(" OR "));
    }
    let words: Vec<&str> = phrase
        .places
        .iter()
        .map(|forms| forms[0].as_str())
        .collect();
    format!("\"{}\"{mark}", words.join(" "))
}
