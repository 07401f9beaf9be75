//! Two versions of a whole store become one.

mod drawn_twice;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::core::event::{Detail, Name};
use crate::core::id::TicketId;
use crate::core::layout;

use super::article::{merge_article, read_article};
use super::beside::beside;
use super::renumber::renamed;
use super::side::Side;
use super::undecided::Undecided;
use super::{Remark, remarked};

/// Reads a file of a version by its path: its bytes, `None` where there is none.
pub type Read<'a, E> = &'a dyn Fn(&str) -> Result<Option<Vec<u8>>, E>;
/// Says why a file of these bytes cannot be read at a path.
pub type Readable<'a> = &'a dyn Fn(&str, &[u8]) -> Result<(), String>;

/// Three versions of a store, each file read by its path from the store's root.
pub struct Trees<'a, E> {
    /// The base, ours, theirs.
    pub read: [Read<'a, E>; 3],
    /// The paths at which ours, and theirs, differ from the base.
    pub changed: [&'a BTreeSet<String>; 2],
    /// Whether commands read a ticket or an article.
    pub proof: Readable<'a>,
}

impl<E> fmt::Debug for Trees<'_, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = formatter.debug_struct("Trees");
        told.field("changed", &self.changed).finish_non_exhaustive()
    }
}

/// What becomes of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Union {
    /// Each path below `tickets/` and `faq/` that both sides changed, or that the union
    /// makes or moves: its bytes, `None` for no file. Paths that one side alone changed
    /// and that nothing here touches are not listed.
    pub files: BTreeMap<String, Option<Vec<u8>>>,
    /// What a person may want to know: path and sentence.
    pub remarks: Vec<(String, String)>,
    /// What a person must look at: path and sentence.
    pub looks: Vec<(String, String)>,
    /// How many tickets both sides had changed and are one now.
    pub merged: usize,
}

/// The union of what two sides made of a store since their base, the same whoever
/// merges which into which. No edit is lost: what cannot be united stays beside.
///
/// # Errors
/// A file cannot be read.
pub fn merge_trees<E>(trees: &Trees<'_, E>) -> Result<Union, E> {
    let mut work = Work::new(trees);
    work.follow_moves()?;
    loop {
        (work.union, work.kept) = (Union::default(), BTreeMap::new());
        let mut drawn_twice = Vec::new();
        for path in work.paths()? {
            if work.unite(&path)? {
                drawn_twice.push(path);
            }
        }
        if drawn_twice.is_empty() {
            return Ok(work.ended());
        }
        for path in drawn_twice {
            work.renumber(&path)?;
        }
    }
}

/// The base among versions; ours and theirs are 1 and 2.
const BASE: usize = 0;
const SIDES: [usize; 2] = [1, 2];

type File = Option<Vec<u8>>;
type Versions = [File; 3];

struct Work<'t, 'a, E> {
    trees: &'t Trees<'a, E>,
    /// Files that each version has elsewhere, since a ticket has another id.
    moved: [BTreeMap<String, File>; 3],
    /// Which ids mean another ticket in each version.
    renames: [Vec<(TicketId, TicketId)>; 3],
    /// Ids that were drawn twice and cannot be parted.
    stuck: BTreeSet<String>,
    /// Files that the merge adds.
    kept: BTreeMap<String, Vec<u8>>,
    renumbered: Vec<(String, String)>,
    union: Union,
}

impl<'t, 'a, E> Work<'t, 'a, E> {
    fn new(trees: &'t Trees<'a, E>) -> Self {
        Self {
            trees,
            moved: Default::default(),
            renames: Default::default(),
            stuck: BTreeSet::new(),
            kept: BTreeMap::new(),
            renumbered: Vec::new(),
            union: Union::default(),
        }
    }

    fn changed(&self, side: usize) -> &'a BTreeSet<String> {
        self.trees.changed[side - 1]
    }

    /// A file of a version; of a side as it is once that side knows of new ids.
    fn read(&self, version: usize, path: &str) -> Result<File, E> {
        if let Some(file) = self.moved[version].get(path) {
            return Ok(file.clone());
        }
        if version != BASE && !self.changed(version).contains(path) {
            return self.read(BASE, path);
        }
        let file = (self.trees.read[version])(path)?;
        let id = layout::ticket_at(path);
        if id.is_none() && !layout::is_article(path) {
            return Ok(file);
        }
        // The ticket itself moves as a whole.
        let renames = self.renames[version].iter();
        let mut renames = renames
            .filter(|(old, _)| Some(old) != id.as_ref())
            .peekable();
        if renames.peek().is_none() {
            return Ok(file);
        }
        Ok(file.map(|bytes| match String::from_utf8(bytes) {
            Ok(text) => {
                let text = renames.fold(text, |text, (old, new)| renamed(&text, old, new));
                text.into_bytes()
            }
            Err(error) => error.into_bytes(),
        }))
    }

    /// What is to be decided.
    fn paths(&self) -> Result<BTreeSet<String>, E> {
        let [ours, theirs] = self.trees.changed;
        let mut paths: BTreeSet<String> = ours.intersection(theirs).cloned().collect();
        for side in SIDES {
            paths.extend(self.moved[side].keys().cloned());
            if self.renames[side].is_empty() {
                continue;
            }
            for path in self.changed(side) {
                if self.read(side, path)? != (self.trees.read[side])(path)? {
                    paths.insert(path.clone());
                }
            }
        }
        paths.retain(|path| {
            let top = path.split('/').next();
            top == Some(layout::TICKETS) || top == Some(layout::FAQ)
        });
        Ok(paths)
    }

    fn versions(&self, path: &str) -> Result<Versions, E> {
        Ok([
            self.read(BASE, path)?,
            self.read(1, path)?,
            self.read(2, path)?,
        ])
    }

    /// Decides on a file. True: two tickets are there in the place of one.
    fn unite(&mut self, path: &str) -> Result<bool, E> {
        let [base, ours, theirs] = self.versions(path)?;
        let held = match [ours, theirs] {
            [ours, theirs] if ours == theirs || theirs == base => ours,
            [ours, theirs] if ours == base => theirs,
            [Some(ours), Some(theirs)] => {
                let Some(held) = self.united(path, base.as_deref(), [ours, theirs]) else {
                    return Ok(true);
                };
                Some(held)
            }
            [Some(edited), None] => Some(self.undeleted(path, edited, 2)?),
            [None, Some(edited)] => Some(self.undeleted(path, edited, 1)?),
            [None, None] => None,
        };
        self.union.files.insert(path.to_owned(), held);
        Ok(false)
    }

    /// An edit stays against a deletion, and so do the attachments of a ticket.
    fn undeleted(&mut self, path: &str, edited: Vec<u8>, deleter: usize) -> Result<Vec<u8>, E> {
        self.remark(
            path,
            "one side deleted it, the other changed it; the change stays",
        );
        let names = match layout::ticket_at(path) {
            Some(_) => side(&edited).map_or_else(Vec::new, |side| attached(&side)),
            None => Vec::new(),
        };
        for name in names {
            let file = below(path, &name);
            let is_deleted = self.changed(deleter).contains(&file)
                && self.read(deleter, &file)?.is_none()
                && !self.changed(3 - deleter).contains(&file);
            if is_deleted && let Some(bytes) = self.read(BASE, &file)? {
                self.kept.insert(file, bytes);
            }
        }
        Ok(edited)
    }

    /// One file of two versions; nothing where they are of two tickets.
    fn united(&mut self, path: &str, base: Option<&[u8]>, sides: [Vec<u8>; 2]) -> Option<Vec<u8>> {
        let [ours, theirs] = &sides;
        let undecided = match self.merged(path, base, [ours, theirs]) {
            Ok((text, remarks)) => {
                self.union.merged += usize::from(layout::ticket_at(path).is_some());
                for remark in remarks {
                    let (list, sentence) = match remark {
                        Remark::Told(sentence) => (&mut self.union.remarks, sentence),
                        Remark::Left(sentence) => (&mut self.union.looks, sentence),
                    };
                    list.push((path.to_owned(), sentence));
                }
                return Some(text.into_bytes());
            }
            Err(Undecided::IdDrawnTwice(_)) if !self.stuck.contains(path) => return None,
            Err(undecided) => undecided,
        };
        let is_read = sides.each_ref().map(|side| self.text(path, side).is_ok());
        let [ours, theirs] = sides;
        // The one that is read, else the greater.
        let (held, other) = if (is_read[0], &ours) > (is_read[1], &theirs) {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        let place = beside(path, &other);
        let sentence = format!(
            "both sides changed it, and {undecided}; the other version is {place}: take over what it has more, then git rm it"
        );
        self.union.looks.push((path.to_owned(), sentence));
        self.kept.insert(place, other);
        Some(held)
    }

    fn merged(
        &self,
        path: &str,
        base: Option<&[u8]>,
        [ours, theirs]: [&[u8]; 2],
    ) -> Result<(String, Vec<Remark>), Undecided> {
        let base = base.and_then(|base| self.text(path, base).ok());
        let (ours, theirs) = match [ours, theirs].map(|side| self.text(path, side)) {
            [Ok(ours), Ok(theirs)] => (ours, theirs),
            // The same is said from both sides.
            [Err(one), Err(other)] => return Err(one.min(other)),
            [Err(only), _] | [_, Err(only)] => return Err(only),
        };
        let (text, remarks) = if layout::ticket_at(path).is_some() {
            remarked(base, ours, theirs)?
        } else {
            let (text, remarks) = merge_article(base, ours, theirs)?;
            (text, remarks.into_iter().map(Remark::Left).collect())
        };
        let most = layout::most_written(path);
        if u64::try_from(text.len()).is_ok_and(|bytes| bytes > most) {
            return Err(unreadable("the two together are larger than is written"));
        }
        self.text(path, text.as_bytes())?;
        Ok((text, remarks))
    }

    /// The text of a ticket or an article that commands read.
    fn text<'b>(&self, path: &str, bytes: &'b [u8]) -> Result<&'b str, Undecided> {
        let is_ticket = layout::ticket_at(path).is_some();
        if !is_ticket && !layout::is_article(path) {
            return Err(unreadable("it is no file that is merged"));
        }
        let text = str::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8"))?;
        (self.trees.proof)(path, bytes).map_err(unreadable)?;
        if !is_ticket {
            read_article(text)?;
        }
        Ok(text)
    }

    fn remark(&mut self, path: &str, sentence: &str) {
        let remark = (path.to_owned(), sentence.to_owned());
        self.union.remarks.push(remark);
    }

    /// The union with what it adds.
    fn ended(self) -> Union {
        let mut union = self.union;
        for (path, bytes) in self.kept {
            let file = union.files.entry(path).or_default();
            file.get_or_insert(bytes);
        }
        union.looks.extend(self.renumbered);
        union.looks.sort();
        union.remarks.sort();
        union
    }
}

/// The names of the files that a ticket's events attached.
fn attached(side: &Side) -> Vec<String> {
    let events = side.events.iter().map(|told| &told.event);
    let attached = events.filter(|event| event.event == Name::Attached);
    let names = attached.filter_map(|event| event.detail(&Detail::File));
    names.map(str::to_owned).collect()
}

/// A file in the folder of a ticket's attachments.
fn below(path: &str, name: &str) -> String {
    format!("{}/{name}", path.trim_end_matches(".md"))
}

fn side(bytes: &[u8]) -> Option<Side> {
    Side::read(str::from_utf8(bytes).ok()?).ok()
}

fn unreadable(reason: impl Into<String>) -> Undecided {
    Undecided::Unreadable(reason.into())
}

#[cfg(test)]
mod tests;
