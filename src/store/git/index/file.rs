//! An index changed in place: entries that are not ours are copied as they
//! are. To take it apart and write it anew would be most of a command.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use git2::Oid;
use sha1::{Digest as _, Sha1};

use super::entry::{Staged, StagedEntry};
use super::format::{
    BLOB, CHECKSUM, COMPRESSED, EXTENDED, FIXED, FLAGS, HEADER, LONG_NAME, MODE, MODIFIED, OURS,
    SIZE, STAGE, flags, half, number,
};
use super::read::{Entry, Extension, Reader, Unfit, extensions};
use super::stat::StatData;

/// The last part of a path that names a file of attributes.
pub(super) const ATTRIBUTES: &[u8] = b".gitattributes";

/// An index, read but not taken apart.
pub(in crate::store::git) struct IndexFile {
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) version: u32,
    pub(super) entries: Vec<Entry>,
    /// The names, one after the other, where the index has no whole ones.
    names: Vec<u8>,
    /// Where the entries end.
    pub(super) end: usize,
    pub(super) extensions: Vec<Extension>,
    pub(super) changed: BTreeMap<Vec<u8>, [u8; FIXED]>,
    /// Some indexes are written without one (`index.skipHash`).
    pub(super) has_checksum: bool,
    /// Finds out whether the checksum is that of the bytes.
    verified: Option<JoinHandle<bool>>,
}

/// What an entry says of its file, to tell whether it is racily clean.
pub(super) struct Racy<'p> {
    /// The path from the top of the work tree, not always text.
    pub(super) name: &'p [u8],
    /// Second of modification (Unix time) and size, cut to 32 bits.
    pub(super) modified: u32,
    pub(super) size: u32,
    pub(super) blob: &'p [u8],
}

/// For the fuzzer: what is printed of an index is one.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz(bytes: &[u8]) {
    let Ok(mut patch) = IndexFile::read(bytes.to_vec()) else {
        return;
    };
    // The checksum of bytes that were made up is never right.
    let _ = patch.confirm();
    let mut printed = Vec::new();
    if patch.print(&mut printed).is_ok() {
        let again = IndexFile::read(printed).and_then(|mut again| again.confirm());
        assert!(again.is_ok(), "{:?}", again.err());
    }
}

impl IndexFile {
    /// An index without entries.
    pub(super) fn empty() -> Self {
        Self {
            bytes: Arc::default(),
            version: 2,
            entries: Vec::new(),
            names: Vec::new(),
            end: HEADER,
            extensions: Vec::new(),
            changed: BTreeMap::new(),
            has_checksum: true,
            verified: None,
        }
    }

    /// Its checksum is not yet known to be right, see [`Self::confirm`].
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, Unfit> {
        let bytes = Arc::new(bytes);
        let verified = verified(&bytes);
        match Self::parsed(bytes) {
            Ok(read) => Ok(Self { verified, ..read }),
            // What is damaged may look like a kind that others can read.
            Err(unfit) => confirmed(verified).and(Err(unfit)),
        }
    }

    /// Waits until it is known whether the index is damaged: that takes as long
    /// as reading it, and there is other work to be done meanwhile. Nothing may
    /// be written before.
    pub(super) fn confirm(&mut self) -> Result<(), Unfit> {
        confirmed(self.verified.take())
    }

    fn parsed(bytes: Arc<Vec<u8>>) -> Result<Self, Unfit> {
        let body = bytes.len().checked_sub(CHECKSUM).ok_or(Unfit::Damage)?;
        let (head, checksum) = bytes.split_at(body);
        let version = match head.get(..HEADER) {
            Some(header) if header.starts_with(b"DIRC") => number(header, 4),
            _ => return Err(Unfit::Damage),
        };
        if !(2..=COMPRESSED).contains(&version) {
            return Err(Unfit::Version);
        }
        let has_checksum = checksum != [0; CHECKSUM];
        let mut reader = Reader::new(head, version);
        for _ in 0..number(head, 8) {
            reader.step().ok_or(Unfit::Damage)?;
        }
        let Reader {
            found, names, at, ..
        } = reader;
        let extensions = extensions(head, at)?;
        let read = Self {
            version,
            entries: found,
            names,
            end: at,
            extensions,
            changed: BTreeMap::new(),
            has_checksum,
            verified: None,
            bytes,
        };
        let ordered = read
            .entries
            .is_sorted_by(|one, next| read.key(one) < read.key(next));
        ordered.then_some(read).ok_or(Unfit::Damage)
    }

    fn staged(&self, entry: &Entry) -> Option<StagedEntry> {
        let start = entry.start;
        let flags = flags(&self.bytes, start);
        Some(StagedEntry {
            blob: Oid::from_bytes(&self.bytes[start + BLOB..start + FLAGS]).ok()?,
            mode: number(&self.bytes, start + MODE),
            flags,
            extended: match flags & EXTENDED {
                0 => 0,
                _ => half(&self.bytes, start + FIXED),
            },
        })
    }

    /// By which entries are in order: the stages of a conflict have one name.
    fn key(&self, entry: &Entry) -> (&[u8], u16) {
        let stage = flags(&self.bytes, entry.start) & STAGE;
        (self.name(entry), stage)
    }

    pub(super) fn name(&self, entry: &Entry) -> &[u8] {
        let text = match self.version {
            COMPRESSED => &self.names,
            _ => &self.bytes,
        };
        &text[entry.name.clone()]
    }

    /// The number of the entry of stage 0; otherwise that of the first with a
    /// greater name, or of the first stage of a conflict.
    pub(super) fn find(&self, path: &[u8]) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|entry| self.key(entry).cmp(&(path, 0)))
    }

    /// The files of attributes. Of one in conflict git goes by stage 2.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&[u8], StagedEntry)> {
        let is_attributes = |name: &[u8]| {
            let folder = name.strip_suffix(ATTRIBUTES);
            folder.is_some_and(|folder| matches!(folder.last(), None | Some(b'/')))
        };
        let entries = self.entries.iter();
        let named = entries.map(|entry| (self.name(entry), entry));
        let attributes = named.filter(move |(name, _)| is_attributes(name));
        attributes
            .filter(|(_, entry)| matches!(flags(&self.bytes, entry.start) & STAGE, 0 | OURS))
            .filter_map(|(name, entry)| Some((name, self.staged(entry)?)))
    }

    /// Whether an entry stands for a whole folder of this path, as in a sparse
    /// index: what is there, only trees tell.
    pub(super) fn is_folded(&self, path: &str) -> bool {
        let mut folders = path.match_indices('/').map(|(at, _)| &path[..=at]);
        folders.any(|folder| self.find(folder.as_bytes()).is_ok())
    }

    /// The numbers of the files' entries that may be racily clean: their second
    /// of modification is not before this one.
    pub(super) fn racy(&self, written: u32) -> Vec<usize> {
        let racy = |entry: &Entry| {
            let file = number(&self.bytes, entry.start + MODE) & 0o170_000 != 0o160_000;
            file && number(&self.bytes, entry.start + MODIFIED) >= written
        };
        let found = self.entries.iter().enumerate();
        let found = found.filter(|(_, entry)| racy(entry));
        found.map(|(place, _)| place).collect()
    }

    pub(super) fn racy_entry(&self, entry: usize) -> Racy<'_> {
        let entry = &self.entries[entry];
        Racy {
            name: self.name(entry),
            modified: number(&self.bytes, entry.start + MODIFIED),
            size: number(&self.bytes, entry.start + SIZE),
            blob: &self.bytes[entry.start + BLOB..entry.start + FLAGS],
        }
    }

    /// Makes git compare the file's contents when it looks next, as git itself
    /// does: a size of 0 matches no file that has contents.
    pub(super) fn smudge(&mut self, entry: usize) {
        let size = self.entries[entry].start + SIZE;
        Arc::make_mut(&mut self.bytes)[size..size + 4].fill(0);
    }

    pub(super) fn put(&mut self, path: &str, blob: Oid, mode: u32, stat: &StatData) {
        let StatData {
            changed,
            modified,
            device,
            inode,
            owner,
            group,
            size,
        } = *stat;
        let words = [
            changed.0, changed.1, modified.0, modified.1, device, inode, mode, owner, group, size,
        ];
        let mut entry = [0; FIXED];
        for (place, word) in entry.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        entry[BLOB..FLAGS].copy_from_slice(blob.as_bytes());
        // At most LONG_NAME, so it fits.
        #[expect(clippy::cast_possible_truncation)]
        let length = path.len().min(LONG_NAME) as u16;
        entry[FLAGS..].copy_from_slice(&length.to_be_bytes());
        self.changed.insert(path.as_bytes().to_vec(), entry);
    }
}

impl Staged for IndexFile {
    fn entry(&self, path: &str) -> Option<StagedEntry> {
        let found = self.find(path.as_bytes()).ok()?;
        self.staged(&self.entries[found])
    }

    fn is_conflicted(&self, path: &str) -> bool {
        let name = |at: usize| self.entries.get(at).map(|entry| self.name(entry));
        self.find(path.as_bytes())
            .is_err_and(|at| name(at) == Some(path.as_bytes()))
    }

    fn in_the_way(&self, path: &str) -> Option<String> {
        let named = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let has = |path: &str| self.find(path.as_bytes()).is_ok() || self.is_conflicted(path);
        let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        if let Some(folder) = folders.find(|folder| has(folder)) {
            return Some(folder.to_owned());
        }
        let below = format!("{path}/");
        let (Ok(next) | Err(next)) = self.find(below.as_bytes());
        let next = self.name(self.entries.get(next)?);
        next.starts_with(below.as_bytes()).then(|| named(next))
    }
}

/// Compares the checksum at the end of an index with that of the rest; nothing
/// where it has none.
fn verified(bytes: &Arc<Vec<u8>>) -> Option<JoinHandle<bool>> {
    if bytes.ends_with(&[0; CHECKSUM]) {
        return None;
    }
    let bytes = Arc::clone(bytes);
    Some(thread::spawn(move || {
        let body = bytes.len().saturating_sub(CHECKSUM);
        let (head, checksum) = bytes.split_at(body);
        Sha1::digest(head)[..] == *checksum
    }))
}

fn confirmed(verified: Option<JoinHandle<bool>>) -> Result<(), Unfit> {
    match verified.map(JoinHandle::join) {
        None | Some(Ok(true)) => Ok(()),
        Some(Ok(false) | Err(_)) => Err(Unfit::Damage),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index without a checksum, of entries with these flags and what follows.
    fn of(version: u8, entries: &[(u16, &[u8])]) -> Vec<u8> {
        let mut bytes = b"DIRC\0\0\0".to_vec();
        bytes.extend([version, 0, 0, 0, entries.len().to_le_bytes()[0]]);
        for (flags, rest) in entries {
            bytes.extend([0; FLAGS]);
            bytes.extend(flags.to_be_bytes());
            bytes.extend(*rest);
        }
        bytes.extend([0; CHECKSUM]);
        bytes
    }

    #[test]
    fn what_no_git_writes_is_damage_even_without_a_checksum_to_say_so() {
        let skipped: &[u8] = &[0x40, 0, b'a', 0, 0, 0, 0, 0, 0, 0];
        let unknown: &[u8] = &[0x10, 0, b'a', 0, 0, 0, 0, 0, 0, 0];
        let (a, b): (&[u8], &[u8]) = (b"a\0", b"b\0");
        let cases: [(&str, bool, Vec<u8>); 11] = [
            ("version 2", true, of(2, &[(1, a), (1, b)])),
            ("no order", false, of(2, &[(1, b), (1, a)])),
            ("the same twice", false, of(2, &[(1, a), (1, a)])),
            ("two stages", true, of(2, &[(0x1001, a), (0x2001, a)])),
            ("more flags", true, of(3, &[(0x4001, skipped)])),
            (
                "more flags in version 2",
                false,
                of(2, &[(0x4001, skipped)]),
            ),
            ("unknown flags", false, of(3, &[(0x4001, unknown)])),
            ("no end", false, of(2, &[(9, a)])),
            ("version 4", true, of(4, &[(1, b"\0a\0"), (2, b"\0b\0")])),
            (
                "another length",
                false,
                of(4, &[(1, b"\0a\0"), (3, b"\0b\0")]),
            ),
            (
                "less than nothing",
                false,
                of(4, &[(1, b"\0a\0"), (1, b"\x02b\0")]),
            ),
        ];
        for (what, fit, bytes) in cases {
            let read = IndexFile::read(bytes).err();
            assert_eq!(read, (!fit).then_some(Unfit::Damage), "{what}");
        }
        assert_eq!(IndexFile::read(of(5, &[])).err(), Some(Unfit::Version));
    }
}
