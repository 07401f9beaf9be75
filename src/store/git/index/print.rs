//! Writing an index whose entries were changed in place.

use std::io::{self, Write};
use std::ops::Range;

use sha1::{Digest as _, Sha1};

use super::cache_tree;
use super::file::IndexFile;
use super::format::{CHECKSUM, COMPRESSED, fixed_length, padded, varint};
use super::read::Extension;

impl IndexFile {
    /// Writes the whole file with the changes in it, piece by piece: an index
    /// may be as large as all other memory of a command.
    pub(super) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let mut out = Hashed {
            out,
            checksum: self.has_checksum.then(Sha1::new),
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
                b"TREE" => cache_tree::invalidated(content, &self.changed),
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
        let checksum = out.checksum.map(|checksum| checksum.finalize().into());
        out.out.write_all(&checksum.unwrap_or([0; CHECKSUM]))
    }

    fn print_entries(&self, out: &mut Hashed<'_, impl Write>) -> io::Result<()> {
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
        out: &mut Hashed<'_, impl Write>,
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
        out: &mut Hashed<'_, impl Write>,
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

/// Everything written so far, and its checksum where the index has one.
struct Hashed<'w, W> {
    out: &'w mut W,
    checksum: Option<Sha1>,
}

impl<W: Write> Hashed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(checksum) = &mut self.checksum {
            checksum.update(bytes);
        }
        self.out.write_all(bytes)
    }
}
