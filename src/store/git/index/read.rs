//! Where the entries of an index begin, and what follows them.

use std::ops::Range;

use super::entry::SKIP_WORKTREE;
use super::format::{
    COMPRESSED, EXTENDED, FIXED, HEADER, INTENT_TO_ADD, LONG_NAME, fixed_length, flags, half,
    number, padded, read_varint, until_nul,
};

/// Where an entry begins, and where its name is.
pub(super) struct Entry {
    pub(super) start: usize,
    pub(super) name: Range<usize>,
}

pub(super) struct Extension {
    pub(super) kind: [u8; 4],
    pub(super) content: Range<usize>,
}

/// Why an index is not changed in place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// An extension without which the entries mean something else.
    Extension([u8; 4]),
    Version,
    Damage,
}

/// The entries of an index while it is read.
pub(super) struct Reader<'b> {
    /// Without the checksum.
    bytes: &'b [u8],
    version: u32,
    pub(super) found: Vec<Entry>,
    pub(super) names: Vec<u8>,
    /// Where the next one begins.
    pub(super) at: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], version: u32) -> Self {
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
    pub(super) fn step(&mut self) -> Option<()> {
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

/// The extensions that still hold after a change: the trees' names, the record
/// of resolved conflicts, and that folders may be folded. The rest git makes
/// again when it likes.
pub(super) fn extensions(bytes: &[u8], mut at: usize) -> Result<Vec<Extension>, Unfit> {
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
