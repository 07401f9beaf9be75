//! Trees as git keeps them, compared folder by folder.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use git2::{ErrorCode, Odb, Oid};

use super::super::read::DEEPEST;
use crate::core::layout;

/// Whether something at the top of a store's folder belongs to it.
pub(in crate::store::git) fn is_ours(name: &str) -> bool {
    use layout::{CONFIG, CONTRACTS, FAQ, TICKETS};
    [CONFIG, CONTRACTS, FAQ, TICKETS].contains(&name)
}

/// How many trees are remembered; the next commit needs those of this one.
const KNOWN: usize = 256;

const FOLDER: &[u8] = b"40000";

/// Trees as they lie in the objects, the last ones remembered.
pub(in crate::store::git) struct Trees<'a> {
    odb: Odb<'a>,
    known: HashMap<Oid, Rc<[u8]>>,
}

impl<'a> Trees<'a> {
    pub(in crate::store::git) fn new(odb: Odb<'a>) -> Self {
        Self {
            odb,
            known: HashMap::new(),
        }
    }

    /// The folder of this name in another.
    pub(super) fn folder(&mut self, tree: Oid, name: &str) -> Result<Option<Oid>, git2::Error> {
        let bytes = self.read(Some(tree))?;
        let mut rest = &*bytes;
        while let Some(entry) = Entry::next(&mut rest)? {
            if entry.name == name.as_bytes() {
                return entry.folder();
            }
        }
        Ok(None)
    }

    /// The folder that a path of folders leads to, from another.
    pub(in crate::store::git) fn below(
        &mut self,
        tree: Oid,
        path: &str,
    ) -> Result<Option<Oid>, git2::Error> {
        let mut tree = tree;
        for name in path.split_terminator('/') {
            match self.folder(tree, name)? {
                Some(below) => tree = below,
                None => return Ok(None),
            }
        }
        Ok(Some(tree))
    }

    /// The files of a store that differ between two of its trees, in git's
    /// order; without a tree there are none.
    pub(in crate::store::git) fn differing(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
    ) -> Result<Vec<String>, git2::Error> {
        let mut paths = Vec::new();
        if before != after {
            self.compare(before, after, &mut String::new(), &mut paths)?;
        }
        Ok(paths)
    }

    /// What a folder has, by name; without one nothing.
    pub(super) fn items(
        &mut self,
        folder: Option<Oid>,
    ) -> Result<BTreeMap<Vec<u8>, Item>, git2::Error> {
        let bytes = self.read(folder)?;
        let mut rest = &*bytes;
        let mut items = BTreeMap::new();
        while let Some(entry) = Entry::next(&mut rest)? {
            let id = Oid::from_bytes(entry.id)?;
            let item = match entry.mode {
                FOLDER => Item::Folder(id),
                mode if mode.starts_with(b"100") => Item::File(id),
                _ => continue,
            };
            items.insert(entry.name.to_owned(), item);
        }
        Ok(items)
    }

    fn read(&mut self, id: Option<Oid>) -> Result<Rc<[u8]>, git2::Error> {
        let Some(id) = id else {
            return Ok(Rc::from([]));
        };
        if let Some(known) = self.known.get(&id) {
            return Ok(Rc::clone(known));
        }
        let bytes: Rc<[u8]> = Rc::from(self.odb.read(id)?.data());
        if self.known.len() >= KNOWN {
            self.known.clear();
        }
        self.known.insert(id, Rc::clone(&bytes));
        Ok(bytes)
    }

    /// Adds the files that differ below two folders; `path` is what leads
    /// there, empty for the store's own.
    fn compare(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
        path: &mut String,
        found: &mut Vec<String>,
    ) -> Result<(), git2::Error> {
        let (before, after) = (self.read(before)?, self.read(after)?);
        let (mut old, mut new) = (&*before, &*after);
        let (mut left, mut right) = (Entry::next(&mut old)?, Entry::next(&mut new)?);
        while let Some(order) = order(left.as_ref(), right.as_ref()) {
            let one = if order.is_le() { left.take() } else { None };
            let other = if order.is_ge() { right.take() } else { None };
            if order.is_le() {
                left = Entry::next(&mut old)?;
            }
            if order.is_ge() {
                right = Entry::next(&mut new)?;
            }
            if one != other {
                self.descend(one.as_ref(), other.as_ref(), path, found)?;
            }
        }
        Ok(())
    }

    /// Adds what differs between two entries of one name and kind.
    fn descend(
        &mut self,
        before: Option<&Entry<'_>>,
        after: Option<&Entry<'_>>,
        path: &mut String,
        found: &mut Vec<String>,
    ) -> Result<(), git2::Error> {
        let Some(any) = before.or(after) else {
            return Ok(());
        };
        let name = String::from_utf8_lossy(any.name);
        let length = path.len();
        if length == 0 && !is_ours(&name) {
            return Ok(());
        }
        if length > 0 {
            path.push('/');
        }
        path.push_str(&name);
        if any.is_folder() && path.matches('/').count() < DEEPEST {
            let folder = |entry: Option<&Entry<'_>>| entry.map(Entry::folder).transpose();
            let (before, after) = (folder(before)?.flatten(), folder(after)?.flatten());
            self.compare(before, after, path, found)?;
        } else {
            found.push(path.clone());
        }
        path.truncate(length);
        Ok(())
    }
}

/// What a folder has under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Folder(Oid),
    /// Executable or not.
    File(Oid),
}

/// An entry of a tree.
#[derive(PartialEq, Eq)]
struct Entry<'t> {
    mode: &'t [u8],
    name: &'t [u8],
    id: &'t [u8],
}

impl<'t> Entry<'t> {
    /// Takes the next entry off a tree.
    fn next(rest: &mut &'t [u8]) -> Result<Option<Self>, git2::Error> {
        if rest.is_empty() {
            return Ok(None);
        }
        let malformed = || {
            let class = git2::ErrorClass::Tree;
            git2::Error::new(ErrorCode::Invalid, class, "a tree is malformed")
        };
        let blank = rest.iter().position(|byte| *byte == b' ');
        let (mode, after) = rest.split_at(blank.ok_or_else(malformed)?);
        let end = after.iter().position(|byte| *byte == 0);
        let (name, after) = after.split_at(end.ok_or_else(malformed)?);
        let (id, after) = after[1..].split_at_checked(20).ok_or_else(malformed)?;
        *rest = after;
        Ok(Some(Self {
            mode,
            name: &name[1..],
            id,
        }))
    }

    fn is_folder(&self) -> bool {
        self.mode == FOLDER
    }

    fn folder(&self) -> Result<Option<Oid>, git2::Error> {
        let is_folder = self.is_folder();
        is_folder.then(|| Oid::from_bytes(self.id)).transpose()
    }

    /// Git sorts folders as if their names ended in `/`.
    fn key(&self) -> impl Iterator<Item = u8> + use<'t> {
        let slash = self.is_folder().then_some(b'/');
        self.name.iter().copied().chain(slash)
    }
}

/// Which of two entries comes first; `None` when both trees have ended.
fn order(left: Option<&Entry<'_>>, right: Option<&Entry<'_>>) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (left, right) {
        (None, None) => None,
        (Some(_), None) => Some(Less),
        (None, Some(_)) => Some(Greater),
        // Most entries are the same, and then nothing else is compared.
        (Some(left), Some(right)) if left == right => Some(Equal),
        (Some(left), Some(right)) => Some(left.key().cmp(right.key())),
    }
}
