//! What merges lost that no driver of ours made: forges, `-X ours`, clones without it.

use std::cell::OnceCell;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use sha2::{Digest as _, Sha256};

use crate::core::body;
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::merge::{self, BESIDE, Holding, Loss, Other, Proof, Shortfall};
use crate::core::remark::RemarkCode;
use crate::index::Index;
use crate::store::git::{Contest, GitError, Merges, Oid, Repository};
use crate::store::merge::holding;
use crate::store::ticket_file::TicketFile;

use super::Books;
use super::gauge::Work;
use super::sum::hexadecimal;

/// Digits of the sum of a version that was set aside, in the name of its file.
const DIGITS: usize = 8;
/// Versions that are kept for the next merge.
const KEPT: usize = 1024;

/// Something that a merge commit lost, and that is lacking still.
#[derive(Debug)]
pub(super) struct Lacking {
    pub(super) merge: String,
    pub(super) parent: String,
    /// Where the parent has the ticket.
    pub(super) path: String,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    Lost(Loss),
    /// What is lost cannot be told, for this reason.
    Unproved(String),
}

/// The tickets that are read.
pub(super) struct Present<'a> {
    pub(super) tickets: &'a [TicketFile],
    /// Whether there are no others.
    pub(super) is_all: bool,
    /// The only ones that are asked about.
    pub(super) chosen: Option<HashSet<TicketId>>,
}

impl Books {
    /// What merges of the commit that is read have lost and the store lacks still;
    /// of those commits alone that the others do not have.
    pub(super) fn lost(
        &self,
        present: &Present<'_>,
        without: &[Oid],
    ) -> anyhow::Result<Vec<Lacking>> {
        let repository = self.store.repository();
        let head = self.store.commit();
        let Some(head) = head.or_else(|| repository.head_oid()) else {
            return Ok(Vec::new());
        };
        for cut in repository.cuts(head, without)? {
            self.gap(
                RemarkCode::Cut,
                format!("history ends at {cut:.9}, where this clone was cut, so that what merges lost cannot be told; git fetch --unshallow fetches the rest"),
            );
        }
        let proofs = self.with_index(|index| self.remembered(index, head, without))?;
        let proofs = match proofs {
            Some(proofs) => proofs,
            None => self.proved(&repository.merges(head, without)?)?.0,
        };
        let mut lacking = Vec::new();
        let now = Now::of(self, present);
        for Proof { merge, shortfalls } in proofs {
            let mut found = Vec::new();
            for shortfall in &shortfalls {
                let is_chosen = |chosen: &HashSet<TicketId>| {
                    layout::ticket_of(&shortfall.path).is_some_and(|id| chosen.contains(&id))
                };
                if present.chosen.as_ref().is_none_or(is_chosen) {
                    found.extend(now.lacking(&merge, shortfall)?);
                }
            }
            // The index also remembers merges of other branches.
            let is_of = |merge| repository.is_of(merge, head);
            if !found.is_empty() && Oid::from_str(&merge).is_ok_and(is_of) {
                lacking.append(&mut found);
            }
        }
        lacking.sort_by(|a, b| (&a.path, &a.merge).cmp(&(&b.path, &b.merge)));
        Ok(lacking)
    }

    /// What the index remembers of merges, once the new ones are proved.
    fn remembered(
        &self,
        mut index: Index,
        head: Oid,
        without: &[Oid],
    ) -> anyhow::Result<Vec<Proof>> {
        let repository = self.store.repository();
        let is_part = !without.is_empty() || repository.is_shallow();
        let seen = if is_part { None } else { index.proved_to()? };
        let seen = seen.and_then(|seen| repository.commit_here(&seen));
        let mut known = Vec::new();
        let mut new = Vec::new();
        if seen != Some(head) {
            let without: Vec<Oid> = without.iter().copied().chain(seen).collect();
            for merge in repository.merges(head, &without)? {
                match index.proof(&merge.to_string())? {
                    Some(proof) => known.push(proof),
                    None => new.push(merge),
                }
            }
            let (proofs, is_all) = self.proved(&new)?;
            let to = (is_all && !is_part).then(|| head.to_string());
            if !proofs.is_empty() || to.is_some() {
                index.remember(&proofs, to.as_deref())?;
            }
            known.extend(proofs);
        }
        if is_part {
            return Ok(known);
        }
        Ok(index.shortfalls()?)
    }

    /// What is found of merge commits, and whether it is found of all.
    fn proved(&self, merges: &[Oid]) -> anyhow::Result<(Vec<Proof>, bool)> {
        let mut proofs = Vec::new();
        if merges.is_empty() {
            return Ok((proofs, true));
        }
        let repository = self.store.repository();
        let progress = self.gauge(Work::Commits, merges.len());
        let mut proving = Proving {
            repository,
            merges: repository.looked_into()?,
            versions: HashMap::new(),
        };
        for merge in merges {
            match proving.proof(*merge) {
                Ok(Some(proof)) => proofs.push(proof),
                Ok(None) => self.gap(
                    RemarkCode::Cut,
                    format!("what the merge {merge:.9} lost cannot be told where this clone is cut; git fetch --unshallow fetches the rest"),
                ),
                Err(error) => self.gap(
                    RemarkCode::Commit,
                    format!("what the merge {merge:.9} lost cannot be told: {error}"),
                ),
            }
            progress.advance(1);
        }
        let is_all = proofs.len() == merges.len();
        Ok((proofs, is_all))
    }
}

/// Why a version cannot be read, behind the first digits of the sum of its bytes.
type Unread = (String, String);
type Version = Rc<Result<Holding, Unread>>;

/// Versions of tickets by their blobs: most are one merge's and the next one's.
struct Proving<'a> {
    repository: &'a Repository,
    merges: Merges<'a>,
    versions: HashMap<Oid, Version>,
}

impl Proving<'_> {
    fn proof(&mut self, merge: Oid) -> Result<Option<Proof>, GitError> {
        let Some(contests) = self.merges.contests(merge)? else {
            return Ok(None);
        };
        if self.versions.len() > KEPT {
            self.versions.clear();
        }
        let blobs = contests.iter().flat_map(Contest::blobs);
        self.repository.have(&blobs.collect::<Vec<_>>())?;
        let mut shortfalls: Vec<Shortfall> = Vec::new();
        let mut elsewhere = HashMap::new();
        for contest in &contests {
            let mut found = self.shortfall(contest)?;
            if found.lost.is_empty() && found.unread.is_none() {
                continue;
            }
            let (path, parent) = (&contest.path, contest.parent);
            // A ticket that was moved, or got another id.
            let elsewhere = match elsewhere.entry(parent) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(self.news(merge, parent)?),
            };
            for (other, blob) in &*elsewhere {
                if found.unread.is_some() && *blob == contest.version {
                    found.unread = None;
                }
                if found.lost.is_empty() || other == path || !layout::may_be_ticket(other) {
                    continue;
                }
                if let Ok(holding) = &*self.version(*blob, other)? {
                    let lost = found.lost.iter();
                    found.lost = lost.filter_map(|loss| holding.lacks(loss)).collect();
                }
            }
            // Of two parents that have it the first is told.
            let mut told = shortfalls.iter().filter(|told| told.path == *path);
            found
                .lost
                .retain(|loss| !told.clone().any(|told| told.lost.contains(loss)));
            let is_told = told.any(|told| told.unread.is_some() && told.unread == found.unread);
            if !found.lost.is_empty() || found.unread.is_some() && !is_told {
                shortfalls.push(found);
            }
        }
        let merge = merge.to_string();
        Ok(Some(Proof { merge, shortfalls }))
    }

    fn shortfall(&mut self, contest: &Contest) -> Result<Shortfall, GitError> {
        let path = &contest.path;
        let mut shortfall = Shortfall {
            parent: contest.parent.to_string(),
            path: path.clone(),
            lost: Vec::new(),
            unread: None,
        };
        let parent = self.version(contest.version, path)?;
        let parent = match &*parent {
            Ok(parent) => parent,
            Err(unread) => {
                // What another parent made of it while this one left it alone.
                let was_left = contest.others.iter().any(|other| {
                    other.version != Some(contest.version)
                        && other.bases.contains(&Some(contest.version))
                });
                shortfall.unread = (!was_left).then(|| unread.clone());
                return Ok(shortfall);
            }
        };
        // What cannot be read proves nothing of what it has.
        let merge = self.there(contest.merge, path)?;
        let none = Holding::default();
        let mut others = Vec::new();
        for other in &contest.others {
            let version = self.there(other.version, path)?;
            let mut bases = Vec::new();
            for base in &other.bases {
                bases.push(self.there(*base, path)?);
            }
            others.push((version, bases));
        }
        let others: Vec<Other<'_>> = others
            .iter()
            .map(|(version, bases)| Other {
                version: (**version).as_ref().ok(),
                bases: bases
                    .iter()
                    .filter_map(|base| (**base).as_ref().ok())
                    .collect(),
            })
            .collect();
        let merge = (*merge).as_ref().unwrap_or(&none);
        shortfall.lost = merge::lost(parent, merge, &others);
        Ok(shortfall)
    }

    /// The files of tickets that a merge has and a parent has not the same.
    fn news(&mut self, merge: Oid, parent: Oid) -> Result<Vec<(String, Oid)>, GitError> {
        let mut found = Vec::new();
        for path in self.merges.differing(Some(parent), merge)? {
            if layout::ticket_of(&path).is_some()
                && let Some(blob) = self.repository.tree_blob(merge, &path)?
            {
                found.push((path, blob));
            }
        }
        Ok(found)
    }

    /// A version that may not be there.
    fn there(&mut self, blob: Option<Oid>, path: &str) -> Result<Version, GitError> {
        match blob {
            Some(blob) => self.version(blob, path),
            None => Ok(Rc::new(Ok(Holding::default()))),
        }
    }

    fn version(&mut self, blob: Oid, path: &str) -> Result<Version, GitError> {
        if let Some(known) = self.versions.get(&blob) {
            return Ok(Rc::clone(known));
        }
        let read = match self.repository.blob(blob, path) {
            Ok(bytes) => holding(&bytes).map_err(|why| (sum_of(&bytes), why.to_string())),
            Err(GitError::Fault(fault)) => Err((String::new(), fault.reason)),
            Err(error) => return Err(error),
        };
        let version = Rc::new(read);
        self.versions.insert(blob, Rc::clone(&version));
        Ok(version)
    }
}

/// The first digits of the sum of some bytes.
fn sum_of(bytes: &[u8]) -> String {
    let mut sum = hexadecimal(&Sha256::digest(bytes));
    sum.truncate(DIGITS);
    sum
}

/// The store as it is read.
struct Now<'a> {
    books: &'a Books,
    present: &'a Present<'a>,
    /// Every event, with its name, and every message of the store.
    all: OnceCell<HashSet<(String, Option<String>)>>,
}

impl<'a> Now<'a> {
    fn of(books: &'a Books, present: &'a Present<'a>) -> Self {
        Self {
            books,
            present,
            all: OnceCell::new(),
        }
    }

    /// What of a shortfall the store still lacks.
    fn lacking(&self, merge: &str, shortfall: &Shortfall) -> anyhow::Result<Vec<Lacking>> {
        let lacking = |what| Lacking {
            merge: merge.to_owned(),
            parent: shortfall.parent.clone(),
            path: shortfall.path.clone(),
            what,
        };
        let bytes = match self.books.store.read(&shortfall.path) {
            Ok(bytes) => bytes,
            Err(GitError::Fault(_)) => Some(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        if let Some((sum, why)) = &shortfall.unread {
            if self.has_set_aside(&shortfall.path, sum, bytes.as_deref())? {
                return Ok(Vec::new());
            }
            let why = format!("the file cannot be read there ({why})");
            return Ok(vec![lacking(What::Unproved(why))]);
        }
        let holding = match bytes.as_deref().map(holding) {
            None => Holding::default(),
            Some(Ok(holding)) => holding,
            Some(Err(_)) => {
                let why = "the file cannot be read as it is now".to_owned();
                return Ok(vec![lacking(What::Unproved(why))]);
            }
        };
        let mut left = Vec::new();
        for loss in &shortfall.lost {
            if let Some(loss) = holding.lacks(loss)
                && !self.is_elsewhere(&loss)?
            {
                left.push(lacking(What::Lost(loss)));
            }
        }
        Ok(left)
    }

    /// Whether a version that cannot be read is kept, as it is or beside the ticket.
    fn has_set_aside(&self, path: &str, sum: &str, bytes: Option<&[u8]>) -> anyhow::Result<bool> {
        if bytes.is_some_and(|bytes| sum_of(bytes) == sum) {
            return Ok(true);
        }
        let Some(id) = layout::id_of(path).filter(|_| !sum.is_empty()) else {
            return Ok(false);
        };
        let aside = format!("{}/{BESIDE}{sum}.md", layout::attachments(&id));
        Ok(self.books.store.exists(&aside)?)
    }

    /// Whether another ticket has it: one that got another id.
    fn is_elsewhere(&self, loss: &Loss) -> anyhow::Result<bool> {
        if self.all.get().is_none() {
            let all = if self.present.is_all {
                everything(self.present.tickets)
            } else {
                everything(&self.books.store.tickets()?.files)
            };
            let _ = self.all.set(all);
        }
        let all = self.all.get();
        let has = |name: Option<&str>| {
            let wanted = (loss.ev().to_owned(), name.map(str::to_owned));
            all.is_some_and(|all| all.contains(&wanted))
        };
        Ok(loss.event_name().is_none_or(|name| has(Some(name)))
            && (!loss.has_message() || has(None)))
    }
}

fn everything(tickets: &[TicketFile]) -> HashSet<(String, Option<String>)> {
    let mut all = HashSet::new();
    for file in tickets {
        let events = file.ticket.timeline.iter();
        all.extend(events.map(|event| (event.ev.to_string(), Some(event.event.to_string()))));
        let messages = body::messages(&file.ticket.body);
        all.extend(
            messages
                .iter()
                .map(|message| (message.ev.to_string(), None)),
        );
    }
    all
}
