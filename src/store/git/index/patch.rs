//! An index changed in place: entries that are not ours are copied as they
//! are. To take it apart and write it anew would be most of a command.
//!
//! The format is described in git's `gitformat-index(5)`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::super::Oid;
use super::super::check::SKIP_WORKTREE;
use super::{Numbers, Staged, StagedEntry};
use sha1::{Digest as _, Sha1};

/// The last part of a path that names a file of attributes.
pub(super) const ATTRIBUTES: &[u8] = b".gitattributes";

const HEADER: usize = 12;
/// An entry without its name and without the flags that version 3 adds.
const FIXED: usize = 62;
const SUM: usize = 20;

/// Where things are in an entry.
const MODIFIED: usize = 8;
const MODE: usize = 24;
const SIZE: usize = 36;
const BLOB: usize = 40;
const FLAGS: usize = 60;

/// A file's name has this length or more when the flags have no room for it.
const LONG_NAME: usize = 0xfff;
/// Two more bytes of flags follow, which version 2 does not know.
const EXTENDED: u16 = 0x4000;
const STAGE: u16 = 0x3000;
/// Of the sides of a merge the one that was checked out.
const OURS: u16 = 0x2000;
/// Of the flags in those bytes git knows one more.
const INTENT_TO_ADD: u16 = 0x2000;

/// The version that writes of a name only what the one before it has not.
const COMPRESSED: u32 = 4;

/// An index, read but not taken apart.
pub(in crate::store::git) struct Patch {
    bytes: Arc<Vec<u8>>,
    version: u32,
    entries: Vec<Entry>,
    /// The names, one after the other, where the index has no whole ones.
    names: Vec<u8>,
    end: usize,
    extensions: Vec<Extension>,
    changed: BTreeMap<Vec<u8>, [u8; FIXED]>,
    /// Some indexes are written without a sum (`index.skipHash`).
    summed: bool,
    /// Finds out whether the sum is that of the bytes.
    sum: Option<JoinHandle<bool>>,
}

/// Where an entry begins, and where its name is.
struct Entry {
    start: usize,
    name: Range<usize>,
}

/// What an entry says of its file.
pub(super) struct Young<'p> {
    /// The path from the top of the work tree, not always text.
    pub(super) name: &'p [u8],
    /// Second of modification (Unix time) and size, cut to 32 bits.
    pub(super) modified: u32,
    pub(super) size: u32,
    pub(super) blob: &'p [u8],
}

struct Extension {
    kind: [u8; 4],
    content: Range<usize>,
}

/// Why an index is not changed in place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// An extension without which the entries mean something else.
    Extension([u8; 4]),
    Version,
    Damage,
}

/// For the fuzzer: what is printed of an index is one.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz(bytes: &[u8]) {
    let Ok(mut patch) = Patch::read(bytes.to_vec()) else {
        return;
    };
    // The sum of bytes that were made up is never right.
    let _ = patch.confirm();
    let mut printed = Vec::new();
    if patch.print(&mut printed).is_ok() {
        let again = Patch::read(printed).and_then(|mut again| again.confirm());
        assert!(again.is_ok(), "{:?}", again.err());
    }
}

impl Patch {
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
            summed: true,
            sum: None,
        }
    }

    /// Its sum is not yet known to be right, see [`Self::confirm`].
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, Unfit> {
        let bytes = Arc::new(bytes);
        let sum = summed_up(&bytes);
        match Self::parsed(bytes) {
            Ok(read) => Ok(Self { sum, ..read }),
            // What is damaged may look like a kind that others can read.
            Err(unfit) => confirmed(sum).and(Err(unfit)),
        }
    }

    /// Waits until it is known whether the index is damaged: that takes as long
    /// as reading it, and there is other work to be done meanwhile. Nothing may
    /// be written before.
    pub(super) fn confirm(&mut self) -> Result<(), Unfit> {
        confirmed(self.sum.take())
    }

    fn parsed(bytes: Arc<Vec<u8>>) -> Result<Self, Unfit> {
        let body = bytes.len().checked_sub(SUM).ok_or(Unfit::Damage)?;
        let (head, sum) = bytes.split_at(body);
        let version = match head.get(..HEADER) {
            Some(header) if header.starts_with(b"DIRC") => number(header, 4),
            _ => return Err(Unfit::Damage),
        };
        if !(2..=COMPRESSED).contains(&version) {
            return Err(Unfit::Version);
        }
        let summed = sum != [0; SUM];
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
            summed,
            sum: None,
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

    /// By which entries are in order: sides of a merge have one name.
    fn key(&self, entry: &Entry) -> (&[u8], u16) {
        let side = flags(&self.bytes, entry.start) & STAGE;
        (self.name(entry), side)
    }

    fn name(&self, entry: &Entry) -> &[u8] {
        let text = match self.version {
            COMPRESSED => &self.names,
            _ => &self.bytes,
        };
        &text[entry.name.clone()]
    }

    /// The number of the entry, where it is no side of a merge; otherwise that
    /// of the first with a greater name, or of the first side.
    fn find(&self, path: &[u8]) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|entry| self.key(entry).cmp(&(path, 0)))
    }

    /// The files of attributes. Of one in conflict git goes by our side.
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

    /// The numbers of the files' entries whose second of modification is not
    /// before this one.
    pub(super) fn racy(&self, written: u32) -> Vec<usize> {
        let racy = |entry: &Entry| {
            let file = number(&self.bytes, entry.start + MODE) & 0o170_000 != 0o160_000;
            file && number(&self.bytes, entry.start + MODIFIED) >= written
        };
        let found = self.entries.iter().enumerate();
        let found = found.filter(|(_, entry)| racy(entry));
        found.map(|(place, _)| place).collect()
    }

    pub(super) fn young(&self, entry: usize) -> Young<'_> {
        let entry = &self.entries[entry];
        Young {
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

    pub(super) fn put(&mut self, path: &str, blob: Oid, mode: u32, numbers: &Numbers) {
        let Numbers {
            changed,
            modified,
            device,
            inode,
            owner,
            group,
            size,
        } = *numbers;
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

    /// Writes the whole file with the changes in it, piece by piece: an index
    /// may be as large as all other memory of a command.
    pub(super) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let mut out = Summed {
            out,
            sum: self.summed.then(Sha1::new),
        };
        let replaced = self.changed.keys().filter(|path| self.find(path).is_ok());
        let count = self.entries.len() + self.changed.len() - replaced.count();
        out.write(b"DIRC")?;
        out.write(&self.version.to_be_bytes())?;
        out.write(&u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes())?;
        self.print_entries(&mut out)?;
        for Extension { kind, content } in &self.extensions {
            let content = &self.bytes[content.clone()];
            let content = match kind {
                b"TREE" => super::cache_tree::invalidated(content, &self.changed),
                _ => Some(content.to_vec()),
            };
            if let Some(content) = content {
                out.write(kind)?;
                // It was no longer than this before.
                #[expect(clippy::cast_possible_truncation)]
                out.write(&(content.len() as u32).to_be_bytes())?;
                out.write(&content)?;
            }
        }
        let sum = out.sum.map_or([0; SUM], |sum| sum.finalize().into());
        out.out.write_all(&sum)
    }

    fn print_entries(&self, out: &mut Summed<'_, impl Write>) -> io::Result<()> {
        let mut last: &[u8] = b"";
        let mut next = 0;
        for (path, fixed) in &self.changed {
            let (upto, after) = match self.find(path) {
                Ok(found) => (found, found + 1),
                Err(gap) => (gap, gap),
            };
            self.copy(next..upto, &mut last, out)?;
            self.print_entry(fixed, path, last, out)?;
            last = path;
            next = after;
        }
        self.copy(next..self.entries.len(), &mut last, out)
    }

    /// Copies entries in one piece; the first is made anew where its name was
    /// written behind another than now, which is `last`.
    fn copy<'a>(
        &'a self,
        entries: Range<usize>,
        last: &mut &'a [u8],
        out: &mut Summed<'_, impl Write>,
    ) -> io::Result<()> {
        let [first, ..] = &self.entries[entries.clone()] else {
            return Ok(());
        };
        let mut from = first.start;
        if self.version == COMPRESSED && *last != self.name_before(entries.start) {
            let fixed = &self.bytes[from..from + fixed_length(&self.bytes, from)];
            self.print_entry(fixed, self.name(first), last, out)?;
            from = self.start(entries.start + 1);
        }
        *last = self.name_before(entries.end);
        out.write(&self.bytes[from..self.start(entries.end)])
    }

    /// The whole entry, with its name as this version writes it behind `last`.
    fn print_entry(
        &self,
        fixed: &[u8],
        name: &[u8],
        last: &[u8],
        out: &mut Summed<'_, impl Write>,
    ) -> io::Result<()> {
        let mut entry = fixed.to_vec();
        if self.version == COMPRESSED {
            let pairs = name.iter().zip(last);
            let common = pairs.take_while(|(one, other)| one == other).count();
            entry.extend(varint(last.len() - common));
            entry.extend_from_slice(&name[common..]);
            entry.push(0);
        } else {
            entry.extend_from_slice(name);
            entry.resize(padded(entry.len()), 0);
        }
        out.write(&entry)
    }

    fn start(&self, entry: usize) -> usize {
        self.entries.get(entry).map_or(self.end, |it| it.start)
    }

    fn name_before(&self, entry: usize) -> &[u8] {
        let before = self.entries[..entry].last();
        before.map_or(b"", |entry| self.name(entry))
    }
}

impl Staged for Patch {
    fn entry(&self, path: &str) -> Option<StagedEntry> {
        let found = self.find(path.as_bytes()).ok()?;
        self.staged(&self.entries[found])
    }

    fn is_conflicted(&self, path: &str) -> bool {
        let side = |at: usize| self.entries.get(at).map(|entry| self.name(entry));
        self.find(path.as_bytes())
            .is_err_and(|at| side(at) == Some(path.as_bytes()))
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

/// Compares the sum at the end of an index with that of the rest; nothing where
/// it has none.
fn summed_up(bytes: &Arc<Vec<u8>>) -> Option<JoinHandle<bool>> {
    if bytes.ends_with(&[0; SUM]) {
        return None;
    }
    let bytes = Arc::clone(bytes);
    Some(thread::spawn(move || {
        let body = bytes.len().saturating_sub(SUM);
        let (head, sum) = bytes.split_at(body);
        Sha1::digest(head)[..] == *sum
    }))
}

fn confirmed(sum: Option<JoinHandle<bool>>) -> Result<(), Unfit> {
    match sum.map(JoinHandle::join) {
        None | Some(Ok(true)) => Ok(()),
        Some(Ok(false) | Err(_)) => Err(Unfit::Damage),
    }
}

/// Everything written so far, and its sum where the index has one.
struct Summed<'w, W> {
    out: &'w mut W,
    sum: Option<Sha1>,
}

impl<W: Write> Summed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(sum) = &mut self.sum {
            sum.update(bytes);
        }
        self.out.write_all(bytes)
    }
}

/// The entries of an index while it is read.
struct Reader<'b> {
    /// Without the sum.
    bytes: &'b [u8],
    version: u32,
    found: Vec<Entry>,
    names: Vec<u8>,
    /// Where the next one begins.
    at: usize,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8], version: u32) -> Self {
        // A damaged index may claim any number of entries.
        let most = bytes.len() / FIXED;
        Self {
            bytes,
            version,
            found: Vec::with_capacity(most.min(number(bytes, 8) as usize)),
            names: Vec::new(),
            at: HEADER,
        }
    }

    /// Reads one more; `None` where it is cut off or of a newer kind.
    fn step(&mut self) -> Option<()> {
        let start = self.at;
        self.bytes.get(start..start + FIXED)?;
        let flags = flags(self.bytes, start);
        if flags & EXTENDED != 0 {
            let extended = self.bytes.get(start + FIXED..start + FIXED + 2)?;
            let unknown = half(extended, 0) & !(INTENT_TO_ADD | SKIP_WORKTREE);
            if self.version == 2 || unknown != 0 {
                return None;
            }
        }
        let at = start + fixed_length(self.bytes, start);
        let length = usize::from(flags) & LONG_NAME;
        let name = if self.version == COMPRESSED {
            self.compressed(at)?
        } else {
            let rest = self.bytes.get(at..)?;
            let name = at..at
                + if length < LONG_NAME {
                    length
                } else {
                    until_nul(rest)?
                };
            self.at = start + padded(name.end - start);
            self.bytes.get(..self.at)?;
            name
        };
        if name.len().min(LONG_NAME) != length {
            return None;
        }
        self.found.push(Entry { start, name });
        Some(())
    }

    /// Of the last name so many bytes go, and these take their place.
    fn compressed(&mut self, mut at: usize) -> Option<Range<usize>> {
        let last = self.found.last().map_or(0..0, |last| last.name.clone());
        let gone = read_varint(self.bytes, &mut at)?;
        let kept = last.start..last.start + last.len().checked_sub(gone)?;
        let rest = &self.bytes[at..];
        let rest = &rest[..until_nul(rest)?];
        let start = self.names.len();
        self.names.extend_from_within(kept);
        self.names.extend_from_slice(rest);
        self.at = at + rest.len() + 1;
        Some(start..self.names.len())
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from(half(bytes, at)) << 16 | u32::from(half(bytes, at + 2))
}

fn half(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

fn flags(bytes: &[u8], start: usize) -> u16 {
    half(bytes, start + FLAGS)
}

/// The length of an entry before its name.
fn fixed_length(bytes: &[u8], start: usize) -> usize {
    match flags(bytes, start) & EXTENDED {
        0 => FIXED,
        _ => FIXED + 2,
    }
}

/// One to eight NULs end an entry, so that the next begins at a multiple of 8.
fn padded(length: usize) -> usize {
    (length + 8) & !7
}

fn until_nul(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == 0)
}

/// Seven bits in a byte, the highest first, all but the last marked. What a
/// shorter number could say is left out: a mark counts one more.
fn varint(mut value: usize) -> Vec<u8> {
    let low = |value: usize| value.to_le_bytes()[0] & 0x7f;
    let mut bytes = vec![low(value)];
    while value > 0x7f {
        value = (value >> 7) - 1;
        bytes.insert(0, low(value) | 0x80);
    }
    bytes
}

fn read_varint(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut next = || {
        *at += 1;
        bytes.get(*at - 1).copied()
    };
    let mut byte = next()?;
    let mut value = usize::from(byte & 0x7f);
    while byte & 0x80 != 0 {
        byte = next()?;
        value = value.checked_add(1)?.checked_mul(0x80)? | usize::from(byte & 0x7f);
    }
    Some(value)
}

/// The extensions that still hold after a change: the trees' names, the record
/// of resolved conflicts, and that folders may be folded. The rest git makes
/// again when it likes.
fn extensions(bytes: &[u8], mut at: usize) -> Result<Vec<Extension>, Unfit> {
    let mut kept = Vec::new();
    while at < bytes.len() {
        let head = bytes.get(at..at + 8).ok_or(Unfit::Damage)?;
        let kind = [head[0], head[1], head[2], head[3]];
        let start = at + 8;
        at = start + number(head, 4) as usize;
        if at > bytes.len() {
            return Err(Unfit::Damage);
        }
        match &kind {
            b"TREE" | b"REUC" | b"sdir" => kept.push(Extension {
                kind,
                content: start..at,
            }),
            [b'A'..=b'Z', ..] => {}
            _ => return Err(Unfit::Extension(kind)),
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs of git's `varint.c`: a byte ends at 0x7f, two at 0x407f.
    #[test]
    fn numbers_have_as_many_bytes_as_git_gives_them() {
        let known: [(usize, &[u8]); 6] = [
            (0, &[0]),
            (0x7f, &[0x7f]),
            (0x80, &[0x80, 0]),
            (0x407f, &[0xff, 0x7f]),
            (0x4080, &[0x80, 0x80, 0]),
            (0x20_407f, &[0xff, 0xff, 0x7f]),
        ];
        for (value, bytes) in known {
            assert_eq!(varint(value), bytes);
            let mut at = 0;
            assert_eq!(read_varint(bytes, &mut at), Some(value));
            assert_eq!(at, bytes.len());
        }
        assert_eq!(read_varint(&[0x80], &mut 0), None);
        assert_eq!(read_varint(&[0xff; 12], &mut 0), None);
    }

    /// An index without a sum, of entries with these flags and what follows.
    fn of(version: u8, entries: &[(u16, &[u8])]) -> Vec<u8> {
        let mut bytes = b"DIRC\0\0\0".to_vec();
        bytes.extend([version, 0, 0, 0, entries.len().to_le_bytes()[0]]);
        for (flags, rest) in entries {
            bytes.extend([0; FLAGS]);
            bytes.extend(flags.to_be_bytes());
            bytes.extend(*rest);
        }
        bytes.extend([0; SUM]);
        bytes
    }

    #[test]
    fn what_no_git_writes_is_damage_even_without_a_sum_to_say_so() {
        let skipped: &[u8] = &[0x40, 0, b'a', 0, 0, 0, 0, 0, 0, 0];
        let unknown: &[u8] = &[0x10, 0, b'a', 0, 0, 0, 0, 0, 0, 0];
        let (a, b): (&[u8], &[u8]) = (b"a\0", b"b\0");
        let cases: [(&str, bool, Vec<u8>); 11] = [
            ("version 2", true, of(2, &[(1, a), (1, b)])),
            ("no order", false, of(2, &[(1, b), (1, a)])),
            ("the same twice", false, of(2, &[(1, a), (1, a)])),
            ("two sides", true, of(2, &[(0x1001, a), (0x2001, a)])),
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
            let read = Patch::read(bytes).err();
            assert_eq!(read, (!fit).then_some(Unfit::Damage), "{what}");
        }
        assert_eq!(Patch::read(of(5, &[])).err(), Some(Unfit::Version));
    }
}
