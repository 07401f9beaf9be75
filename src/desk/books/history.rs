//! Which commits recorded what of tickets, and which touched them otherwise.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::core::event::Event;
use crate::core::history::{Committed, Compared, Content, Deed, Seen};
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::remark::RemarkCode;
use crate::store::git::{GitError, Oid};
use crate::store::ticket_file::TicketFile;

use super::gauge::Work;
use super::index::ATTEMPTS;
use super::{Books, DeskError};

/// The commits that touched tickets, each after its parents.
#[derive(Debug, Default)]
pub struct Past {
    commits: Vec<Committed>,
    /// The tickets asked about; `None`: all.
    ids: Option<Vec<TicketId>>,
}

impl Past {
    /// What each commit did to each ticket, and what its trailers say it did.
    #[must_use]
    pub fn deeds(&self) -> Vec<Deed<'_>> {
        let deeds = self.commits.iter().flat_map(deeds);
        let is_asked = |deed: &Deed<'_>| match &self.ids {
            Some(ids) => ids.contains(&deed.id),
            None => true,
        };
        deeds.filter(is_asked).collect()
    }
}

fn deeds(committed: &Committed) -> Vec<Deed<'_>> {
    let mut paths: Vec<(TicketId, Vec<&str>)> = Vec::new();
    for path in &committed.paths {
        let Some(id) = layout::ticket_of(path) else {
            continue;
        };
        match paths.last_mut() {
            Some((last, paths)) if *last == id => paths.push(path),
            _ => paths.push((id, vec![path])),
        }
    }
    // A file in a wrong folder lies apart from the ticket's own.
    paths.sort_by(|(one, _), (other, _)| one.cmp(other));
    paths.dedup_by(|(id, more), (kept, paths)| {
        let is_same = id == kept;
        if is_same {
            paths.append(more);
        }
        is_same
    });
    let known: BTreeSet<TicketId> = paths.iter().map(|(id, _)| id.clone()).collect();
    let claimed = committed.claims.tickets.iter().map(|(id, _)| id.clone());
    let untouched: BTreeSet<TicketId> = claimed.filter(|id| !known.contains(id)).collect();
    let all = paths
        .into_iter()
        .chain(untouched.into_iter().map(|id| (id, Vec::new())));
    all.map(|(id, paths)| Deed {
        claimed: committed.claims.of(&id),
        id,
        committed,
        paths,
    })
    .collect()
}

impl Books {
    /// The history of the commit that is read (HEAD, or that of `--at-commit`)
    /// for the tickets of references, also those that only history has; for all
    /// tickets without a reference. Where a clone is cut, that is said: the
    /// answer is short.
    pub fn past(&self, references: &[String]) -> anyhow::Result<Past> {
        let mut ids = Vec::new();
        let mut missing = Vec::new();
        for reference in references {
            let id = self.id(reference).or_else(|error| {
                let is_missing = matches!(
                    error.downcast_ref::<DeskError>(),
                    Some(DeskError::NoSuchTicket(_))
                );
                match reference.trim().parse::<TicketId>() {
                    Ok(id) if is_missing => {
                        missing.push((id.clone(), error));
                        Ok(id)
                    }
                    _ => Err(error),
                }
            })?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let ids = (!references.is_empty()).then_some(ids);
        let head = self.store.commit();
        let (seen, commits) = match head.or_else(|| self.store.repository().head_oid()) {
            Some(head) => self.walk(head, ids.as_deref())?,
            None => Default::default(),
        };
        let past = Past { commits, ids };
        for (id, error) in missing {
            if past.deeds().iter().all(|deed| deed.id != id) {
                return Err(error);
            }
        }
        for cut in seen.cuts {
            self.gap(
                RemarkCode::Cut,
                format!("history ends at {cut:.9}, where this clone was cut; git fetch --unshallow fetches the rest"),
            );
        }
        Ok(past)
    }

    /// Walks to `head` from where the last walk ended, and gives the commits
    /// that touched or name the tickets, or all. Without an index all are given
    /// either way.
    fn walk(&self, head: Oid, ids: Option<&[TicketId]>) -> anyhow::Result<(Seen, Vec<Committed>)> {
        let repository = self.store.repository();
        let progress = self.gauge(Work::Commits, 0);
        let told = |done, all| progress.at(done, all);
        let found = self.with_index(|mut index| {
            for _ in 0..ATTEMPTS {
                let before = index.seen()?;
                let walked = repository.history(head, before.as_ref(), &told)?;
                if before.as_ref() != Some(&walked.seen) {
                    index.go_on(before.as_ref(), &walked, layout::ticket_of)?;
                }
                if let Some(commits) = index.commits(&walked.seen, ids)? {
                    return Ok((walked.seen, commits));
                }
            }
            anyhow::bail!("the index is written by others all the time");
        })?;
        if let Some(found) = found {
            return Ok(found);
        }
        let walked = repository.history(head, None, &told)?;
        Ok((walked.seen, walked.commits))
    }

    /// Says of which commits an answer could not read all.
    pub fn warn_of_unreadable<'a>(&self, commits: impl Iterator<Item = &'a Committed>) {
        let unreadable = commits.filter_map(|commit| {
            let why = commit.unreadable.as_ref()?;
            Some((&*commit.commit, why))
        });
        let unreadable: BTreeSet<_> = unreadable.collect();
        for (commit, why) in unreadable {
            self.gap(
                RemarkCode::Commit,
                format!("commit {commit:.9} cannot be read whole ({why}): when it was made is not known; git cat-file -p {commit:.9} shows it"),
            );
        }
    }

    /// What each of the commits did to the timeline of its ticket, by the
    /// versions of the file.
    pub fn contents(&self, deeds: &[Deed<'_>]) -> anyhow::Result<Vec<Content>> {
        let mut versions = Versions {
            books: self,
            known: HashMap::new(),
        };
        deeds.iter().map(|deed| versions.content(deed)).collect()
    }
}

/// A file's timeline; `None` when it cannot be read as a ticket.
type Version = Option<Rc<[Event]>>;

/// Versions of files by their blobs: most are one commit's and the next one's.
struct Versions<'a> {
    books: &'a Books,
    known: HashMap<Oid, Version>,
}

impl Versions<'_> {
    fn content(&mut self, deed: &Deed<'_>) -> anyhow::Result<Content> {
        let path = layout::ticket(&deed.id);
        if deed.committed.is_cut || !deed.paths.contains(&path.as_str()) {
            return Ok(Content::Compared(Compared::default()));
        }
        let commit = Oid::from_str(&deed.committed.commit)?;
        let mut before = Vec::new();
        for parent in self.books.store.repository().parents(commit)? {
            match self.version(parent, &path)? {
                Some(version) => before.push(version),
                None => return Ok(Content::Unreadable),
            }
        }
        let Some(after) = self.version(commit, &path)? else {
            return Ok(Content::Unreadable);
        };
        let before: Vec<&[Event]> = before.iter().map(|events| &**events).collect();
        Ok(Content::Compared(Compared::of(&before, &after)))
    }

    /// A file that is not there has no events.
    fn version(&mut self, commit: Oid, path: &str) -> anyhow::Result<Version> {
        let repository = self.books.store.repository();
        let Some(blob) = repository.tree_blob(commit, path)? else {
            return Ok(Some(Rc::from([])));
        };
        if let Some(known) = self.known.get(&blob) {
            return Ok(known.clone());
        }
        let file = match repository.blob(blob, path) {
            Ok(bytes) => TicketFile::parse(path, &bytes).ok(),
            Err(GitError::Fault(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let version: Version = file.map(|file| Rc::from(file.ticket.timeline));
        self.known.insert(blob, version.clone());
        Ok(version)
    }
}
