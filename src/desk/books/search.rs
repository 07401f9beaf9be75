//! Looking for text, and for what was solved before.

use std::time::Duration;

use crate::core::fault::Fault;
use crate::core::id::TicketId;
use crate::core::likeness::{Common, Likeness, gist};
use crate::core::query::Query;
use crate::core::search::{Found, Wanted};
use crate::core::sla::Basis;
use crate::index::{Bounds, Findings, Index, IndexError};

use super::clocks::asks_for;
use super::gauge::Work;
use super::index::{Current, TOPS};
use super::{Books, DeskError};

/// How long an `open` may look for what is like it; with the rest of a
/// suggestion it stays below 50 ms.
const PATIENCE: Duration = Duration::from_millis(25);
/// How many it shows.
const SUGGESTED: usize = 3;

/// What came of a question, and what is wrong with the files that could not
/// be asked.
type Asked<T> = (T, Vec<Fault>, usize);

impl Books {
    /// Reads a query whose words are looked for as full text.
    pub fn parse_search(&self, text: &str) -> anyhow::Result<(Query, Wanted)> {
        self.by_scene(text, &self.policy, |scene| {
            Ok(Query::with_text(text, scene)?)
        })
    }

    /// The best `limit` tickets and articles that have a text. Articles answer
    /// no query but the empty one.
    pub fn search(&self, query: &Query, wanted: &Wanted, limit: usize) -> anyhow::Result<Findings> {
        let reach = query.reach();
        if !query.is_certain() {
            let known = self.read(&reach)?;
            if let Some(error) = query.unknown_field(&known.files) {
                for fault in &known.faults {
                    self.miss(fault, fault.to_string());
                }
                return Err(error.into());
            }
        }
        let bounds = Bounds {
            reach,
            is_asked: !query.is_empty(),
            limit,
        };
        let basis = self.basis_for(query)?;
        let agreements = basis.as_ref().map(Basis::agreements);
        let agreements = agreements.transpose()?;
        let keep = asks_for(query, agreements.as_ref(), self.now());
        let found = self.by_text(|index| index.search(wanted, &bounds, &keep));
        if let Some(agreements) = &agreements {
            self.warn_of_unlisted(&agreements.unlisted());
        }
        found
    }

    /// The resolved and closed tickets and the articles that are most like a
    /// ticket, which is told by its reference, or like a text.
    pub fn similar(&self, words: &[String], limit: usize) -> anyhow::Result<Vec<(Found, Common)>> {
        let ticket = match words {
            [reference] => match self.ticket(reference) {
                Ok(ticket) => Some(ticket),
                Err(error) if is_text(&error, reference) => None,
                Err(error) => return Err(error),
            },
            _ => None,
        };
        let text = ticket.as_ref().map_or_else(
            || words.join(" "),
            |ticket| gist(ticket.title(), &ticket.body),
        );
        let likeness = ticket.as_ref().map(|ticket| Likeness {
            error_code: ticket.fields.error_code.clone(),
            service: ticket.fields.service.clone(),
            words: Vec::new(),
        });
        let likeness = likeness.unwrap_or_default();
        let id = ticket.as_ref().map(|ticket| &ticket.id);
        self.by_text(|index| index.similar(&text, likeness.clone(), id, limit))
    }

    /// Up to three that were solved before and are like a text. It is no more
    /// than a courtesy: the index is asked as the last question left it, nothing
    /// is made or waited for, and what is not there in time is not given.
    pub fn solved_before(&self, text: &str, likeness: &Likeness) -> Vec<(Found, Common)> {
        if self.options.no_index || !self.store.is_current() {
            return Vec::new();
        }
        let Some(index) = Index::existing(&self.index_folder()) else {
            return Vec::new();
        };
        let found = index.within_time(PATIENCE, |index| {
            if index.has_text()? {
                index.similar(text, likeness.clone(), None, SUGGESTED)
            } else {
                Ok(Vec::new())
            }
        });
        found.unwrap_or_default()
    }

    /// Asks an index that has full text, and says what it does not know of.
    fn by_text<T>(&self, ask: impl Fn(&Index) -> Result<T, IndexError>) -> anyhow::Result<T> {
        let progress = self.gauge(Work::Texts, 0);
        let told = |done, all| progress.at(done, all);
        let ask = &|current: &Current| -> Result<Asked<T>, IndexError> {
            current.index.make_text(&told)?;
            let found = ask(&current.index)?;
            let mut faults = current.index.faults()?;
            faults.extend(current.unlisted.iter().cloned());
            let absent = TOPS.map(|top| current.index.absent(top));
            let absent: usize = absent.into_iter().sum::<Result<_, _>>()?;
            Ok((found, faults, absent))
        };
        let (found, faults, absent) = match self.by_index(ask)? {
            Some(answer) => answer,
            None => ask(&self.brought_up_to_date(Index::in_memory()?)?)?,
        };
        for fault in faults {
            self.miss(&fault, fault.to_string());
        }
        self.miss_absent(absent, "file");
        Ok(found)
    }
}

/// Whether a reference that no ticket has is meant as text: what looks like
/// an id is not.
fn is_text(error: &anyhow::Error, reference: &str) -> bool {
    let is_missing = matches!(error.downcast_ref(), Some(DeskError::NoSuchTicket(_)));
    is_missing && reference.parse::<TicketId>().is_err()
}
