//! Reading through the index: brought up to date by one look at the files, and
//! made again, kept in memory or done without where it cannot be.

use std::path::PathBuf;

use crate::core::fault::Fault;
use crate::core::folder::Difference;
use crate::core::layout;
use crate::core::reach::Reach;
use crate::core::report::Tickets as _;
use crate::core::ticket::Ticket;
use crate::index::{Contents, Index, IndexError, Row, Stale, Updated};
use crate::store::Listing;
use crate::store::article_file::ArticleFile;
use crate::store::ticket_file::TicketFile;

use super::Books;
use super::gauge::Work;

/// An index that agrees with the files.
pub(super) struct Current {
    pub(super) index: Index,
    /// What cannot be listed, which no index remembers.
    pub(super) unlisted: Vec<Fault>,
}

/// The folders that are looked into.
pub(super) const TOPS: [&str; 2] = [layout::TICKETS, layout::FAQ];
/// How often somebody else may write between our look and our update.
pub(super) const ATTEMPTS: usize = 8;

impl Books {
    /// The tickets within reach, and what is wrong with the files that cannot
    /// be read. There may be others among them.
    pub(super) fn read(&self, reach: &Reach) -> anyhow::Result<Listing<Ticket>> {
        self.read_each(reach, |ticket| ticket)
    }

    /// The same with what `work` makes of each ticket, with an index on all
    /// cores.
    pub(super) fn read_each<T: Send>(
        &self,
        reach: &Reach,
        work: impl Fn(Ticket) -> T + Sync,
    ) -> anyhow::Result<Listing<T>> {
        let by_index = self.listed_by_index(|index| index.tickets(reach, &work))?;
        if let Some(listing) = by_index {
            return Ok(listing);
        }
        let listing = self.store.tickets()?;
        let tickets = listing.files.into_iter();
        Ok(Listing {
            files: tickets.map(|file| work(file.ticket)).collect(),
            faults: listing.faults,
            absent: listing.absent,
        })
    }

    /// What `work` makes of tickets, some at a time and in no order.
    pub(super) fn read_batches<T: Send>(
        &self,
        reach: &Reach,
        work: impl Fn(Vec<Ticket>) -> T + Sync,
    ) -> anyhow::Result<Listing<T>> {
        let by_index = self.listed_by_index(|index| index.batches(reach, &work))?;
        if let Some(listing) = by_index {
            return Ok(listing);
        }
        let listing = self.read_each(reach, |ticket| ticket)?;
        Ok(Listing {
            files: listing.files.each(work)?,
            faults: listing.faults,
            absent: listing.absent,
        })
    }

    /// What an index that agrees with the files knows of tickets; `None` where
    /// none is to be used.
    fn listed_by_index<T>(
        &self,
        ask: impl Fn(&Index) -> Result<Vec<T>, IndexError>,
    ) -> anyhow::Result<Option<Listing<T>>> {
        self.by_index(|current| {
            let mut listing = Listing {
                files: ask(&current.index)?,
                faults: current.index.faults()?,
                absent: current.index.absent(layout::TICKETS)?,
            };
            let unlisted = current.unlisted.iter().cloned();
            listing.faults.retain(|fault| is_of_tickets(&fault.path));
            let unlisted = unlisted.filter(|fault| is_of_tickets(&fault.path));
            listing.faults.extend(unlisted);
            Ok(listing)
        })
    }

    /// The paths of the files that may be tickets, in order.
    pub(super) fn ticket_paths(&self) -> anyhow::Result<Vec<String>> {
        let folder = self.index_folder();
        let is_used = !self.options.no_index && self.store.commit().is_none();
        let known = is_used.then(|| Index::existing(&folder)?.remembered().ok());
        match known.flatten() {
            Some((known, _)) => Ok(self.store.names(known, &folder)?),
            None => Ok(self.store.ticket_paths()?.files),
        }
    }

    /// Asks an index that agrees with the files; `None` where none is to be
    /// used.
    pub(super) fn by_index<T>(
        &self,
        ask: impl Fn(&Current) -> Result<T, IndexError>,
    ) -> anyhow::Result<Option<T>> {
        self.with_index(|index| Ok(ask(&self.brought_up_to_date(index)?)?))
    }

    /// Works with the index as it lies there; `None` where none is to be used.
    /// One that proves damaged is made again, in memory if need be.
    pub(super) fn with_index<T>(
        &self,
        work: impl Fn(Index) -> anyhow::Result<T>,
    ) -> anyhow::Result<Option<T>> {
        if self.options.no_index || !self.store.is_current() {
            return Ok(None);
        }
        let folder = self.index_folder();
        let begun = [Index::open, Index::begin];
        for begin in begun {
            let repository = self.store.repository();
            let made = repository.make_own_dir(&folder);
            let begun = made.ok().and_then(|()| {
                let begun = repository.share(|| begin(&folder));
                begun.ok()
            });
            let Some(index) = begun else {
                break;
            };
            if let Some(Stale { reason }) = index.replaces() {
                self.aside(format!("The index is made again: {reason}."));
            }
            match work(index) {
                Err(error) if error.is::<IndexError>() => {
                    if error.downcast_ref().is_some_and(IndexError::is_passing) {
                        break;
                    }
                    self.aside(format!("The index is damaged and made again: {error}."));
                }
                answer => return answer.map(Some),
            }
        }
        self.aside("The index cannot be used now; it is made in memory.");
        work(Index::in_memory()?).map(Some)
    }

    /// Where the index of this work tree lies. Two stores of one repository
    /// have one each.
    pub(super) fn index_folder(&self) -> PathBuf {
        let repository = self.store.repository();
        let folder = repository.own_dir();
        match repository.prefix() {
            "" => folder,
            prefix => {
                let name = prefix.trim_end_matches('/').replace('/', "%2F");
                folder.join(format!("store-{name}"))
            }
        }
    }

    pub(super) fn brought_up_to_date(&self, mut index: Index) -> anyhow::Result<Current> {
        for _ in 0..ATTEMPTS {
            let (known, known_head) = index.remembered()?;
            let unlisted;
            let (read, head) = if let Some(commit) = self.store.commit() {
                let repository = self.store.repository();
                let compared = repository.compare_folders(Some(commit), &TOPS, known, &is_wanted);
                let (read, faults) = compared?;
                unlisted = faults;
                (read, None)
            } else {
                let sweep = self.store.sweep(known, &self.index_folder())?;
                unlisted = sweep.faults;
                (sweep.difference, self.news_of_head(&index, known_head)?)
            };
            let is_current = read.is_empty() && head.is_none();
            if is_current || self.update(&mut index, read, head)? == Updated::Done {
                return Ok(Current { index, unlisted });
            }
        }
        anyhow::bail!("the index is written by others all the time");
    }

    /// What the commit of HEAD has that is not remembered; `None` if it is the
    /// same commit.
    fn news_of_head(
        &self,
        index: &Index,
        known: Option<String>,
    ) -> Result<Option<(String, Difference)>, IndexError> {
        let repository = self.store.repository();
        let head = repository.head_oid();
        let name = head.map(|head| head.to_string()).unwrap_or_default();
        if known.unwrap_or_default() == name {
            return Ok(None);
        }
        let known = index.remembered_head()?;
        let paths: Vec<String> = known.iter().map(|folder| folder.path.clone()).collect();
        let difference = repository.compare_folders(head, &TOPS, known, &is_wanted);
        Ok(match difference {
            Ok((difference, _)) => Some((name, difference)),
            // Where git cannot tell (a partial clone), nothing is known to be
            // absent, and the next command asks again.
            Err(_) => (!paths.is_empty()).then(|| {
                let gone = Difference {
                    gone: paths,
                    ..Difference::default()
                };
                (String::new(), gone)
            }),
        })
    }

    fn update(
        &self,
        index: &mut Index,
        read: Difference,
        head: Option<(String, Difference)>,
    ) -> anyhow::Result<Updated> {
        let paths = read.read.clone();
        let progress = self.gauge(Work::Files, paths.len());
        index.update(read, head, |put| {
            let mut unread = Vec::new();
            self.store.each(&paths, contents, |piece| {
                progress.advance(1);
                if !piece.is_certain {
                    unread.push(piece.path.clone());
                }
                let contents = piece.contents.unwrap_or_else(Contents::Fault);
                put(Row::of(piece.path, contents)?)?;
                Ok::<_, anyhow::Error>(())
            })?;
            Ok(unread)
        })
    }
}

fn is_wanted(path: &str) -> bool {
    if is_of_tickets(path) {
        layout::may_be_ticket(path)
    } else {
        layout::may_be_ours(path)
    }
}

fn contents(path: &str, bytes: &[u8]) -> Result<Contents, Fault> {
    if is_of_tickets(path) {
        let ticket = TicketFile::parse(path, bytes)?.ticket;
        return Ok(Contents::Ticket(Box::new(ticket)));
    }
    let article = ArticleFile::parse(path, bytes)?.article;
    Ok(Contents::Article(Box::new(article)))
}

fn is_of_tickets(path: &str) -> bool {
    path.split('/').next() == Some(layout::TICKETS)
}
