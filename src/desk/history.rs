//! Which commits recorded what of tickets, and which touched them otherwise.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::core::history::{Committed, Compared, Content, Deed};
use crate::core::id::TicketId;
use crate::core::timeline::Event;
use crate::store::git::Oid;
use crate::store::layout;
use crate::store::ticket_file::TicketFile;

use super::{Desk, DeskError};

/// The commits that touched the store, each after its parents.
#[derive(Debug, Default)]
pub struct Past(Vec<Committed>);

impl Past {
    /// What each commit did to each ticket, and what its trailers say it did.
    #[must_use]
    pub fn deeds(&self) -> Vec<Deed<'_>> {
        self.0.iter().flat_map(deeds).collect()
    }

    /// The commits where history ends although they have parents.
    fn cuts(&self) -> impl Iterator<Item = &Committed> {
        self.0.iter().filter(|committed| committed.is_cut)
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

impl Desk {
    /// The history of the commit that is read: HEAD, or that of `--at-commit`.
    /// Where a clone is cut, that is said: the answer is short.
    pub fn past(&self) -> anyhow::Result<Past> {
        let repository = self.store.repository();
        let Some(head) = self.store.commit().or_else(|| repository.head_oid()) else {
            return Ok(Past::default());
        };
        let past = Past(repository.history(head, None)?.commits);
        for cut in past.cuts() {
            self.warn(&format!(
                "history ends at {:.9}, where this clone was cut; git fetch --unshallow fetches the rest",
                cut.commit
            ));
        }
        Ok(past)
    }

    /// The ids of references, also of tickets that only history has.
    pub fn past_ids(&self, references: &[String], past: &Past) -> anyhow::Result<Vec<TicketId>> {
        let mut ids = Vec::new();
        for reference in references {
            let id = self.id(reference).or_else(|error| {
                let is_missing = matches!(
                    error.downcast_ref::<DeskError>(),
                    Some(DeskError::NoSuchTicket(_))
                );
                match reference.trim().parse() {
                    Ok(id) if is_missing && past.deeds().iter().any(|deed| deed.id == id) => Ok(id),
                    _ => Err(error),
                }
            })?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// What each of the commits did to the timeline of its ticket, by the
    /// versions of the file.
    pub fn contents(&self, deeds: &[Deed<'_>]) -> anyhow::Result<Vec<Content>> {
        let mut versions = Versions {
            desk: self,
            known: HashMap::new(),
        };
        deeds.iter().map(|deed| versions.content(deed)).collect()
    }
}

/// A file's timeline; `None` when it cannot be read as a ticket.
type Version = Option<Rc<[Event]>>;

/// Versions of files by their blobs: most are one commit's and the next one's.
struct Versions<'a> {
    desk: &'a Desk,
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
        for parent in self.desk.store.repository().parents(commit)? {
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
        let repository = self.desk.store.repository();
        let Some(blob) = repository.tree_blob(commit, path)? else {
            return Ok(Some(Rc::from([])));
        };
        if let Some(known) = self.known.get(&blob) {
            return Ok(known.clone());
        }
        let bytes = repository.blob(blob)?;
        let file = TicketFile::parse(path, &bytes).ok();
        let version: Version = file.map(|file| Rc::from(file.ticket.timeline));
        self.known.insert(blob, version.clone());
        Ok(version)
    }
}
