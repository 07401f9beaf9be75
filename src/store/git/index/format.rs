//! How the file of an index is laid out, see git's `gitformat-index(5)`.

pub(super) const HEADER: usize = 12;
/// An entry without its name and without the flags that version 3 adds.
pub(super) const FIXED: usize = 62;
pub(super) const CHECKSUM: usize = 20;

/// Where things are in an entry.
pub(super) const MODIFIED: usize = 8;
pub(super) const MODE: usize = 24;
pub(super) const SIZE: usize = 36;
pub(super) const BLOB: usize = 40;
pub(super) const FLAGS: usize = 60;

/// A file's name has this length or more when the flags have no room for it.
pub(super) const LONG_NAME: usize = 0xfff;
/// Two more bytes of flags follow, which version 2 does not know.
pub(super) const EXTENDED: u16 = 0x4000;
pub(super) const STAGE: u16 = 0x3000;
/// Stage 2 of a path in conflict, which was checked out.
pub(super) const OURS: u16 = 0x2000;
/// Of the flags in those bytes git knows one more.
pub(super) const INTENT_TO_ADD: u16 = 0x2000;

/// The version that writes of a name only what the one before it has not.
pub(super) const COMPRESSED: u32 = 4;

pub(super) fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from(half(bytes, at)) << 16 | u32::from(half(bytes, at + 2))
}

pub(super) fn half(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

pub(super) fn flags(bytes: &[u8], start: usize) -> u16 {
    half(bytes, start + FLAGS)
}

/// The length of an entry before its name.
pub(super) fn fixed_length(bytes: &[u8], start: usize) -> usize {
    match flags(bytes, start) & EXTENDED {
        0 => FIXED,
        _ => FIXED + 2,
    }
}

/// One to eight NULs end an entry, so that the next begins at a multiple of 8.
pub(super) fn padded(length: usize) -> usize {
    (length + 8) & !7
}

pub(super) fn until_nul(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == 0)
}

/// Seven bits in a byte, the highest first, all but the last marked. What a
/// shorter number could say is left out: a mark counts one more.
pub(super) fn varint(mut value: usize) -> Vec<u8> {
    let low = |value: usize| value.to_le_bytes()[0] & 0x7f;
    let mut bytes = vec![low(value)];
    while value > 0x7f {
        value = (value >> 7) - 1;
        bytes.insert(0, low(value) | 0x80);
    }
    bytes
}

pub(super) fn read_varint(bytes: &[u8], at: &mut usize) -> Option<usize> {
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
}
