//! A look at all of a table before any row is read: which lines are no rows,
//! and how rows end.

use std::collections::VecDeque;
use std::io::{self, Read};

/// Bytes that a row with a quoted cell may have: a ticket holds no more.
pub(super) const LONGEST_ROW: usize = 256 << 10;

/// Where a row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowStart {
    pub(super) byte: u64,
    /// Its line, from 1.
    pub line: u64,
}

/// How the rows of a file end, as far as counting lines needs it. A line ends
/// with its line feed, whether or not a carriage return stands before it.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// Whether the first row ends in `\r\n`: the reader stops before that line
    /// feed.
    crlf: bool,
    /// Where the reader stops after the rows that end otherwise than the first,
    /// in the order of the file.
    others: Vec<u64>,
    length: u64,
    /// Whether the last line ends.
    last: bool,
}

impl Ends {
    /// Whether the reader has passed the line feed of a row after which it stops
    /// at this byte.
    pub(super) fn is_past_feed(&self, stop: u64) -> bool {
        let is_other = self.others.binary_search(&stop).is_ok();
        let is_ended = self.last || stop < self.length;
        is_ended && self.crlf == is_other
    }
}

/// A line that begins no row, since its quotes do not fit (RFC 4180, 2.5 to
/// 2.7). The next row begins on the line after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed {
    /// Where the row before it ends.
    after: u64,
    pub(super) place: RowStart,
    /// The byte after its line.
    pub(super) next: u64,
}

/// What a look at all of a file finds, before any row is read.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Lines that are no rows, in the order of the file.
    malformed: Vec<Malformed>,
    pub(super) ends: Ends,
}

impl Scanned {
    /// The malformed line that comes next at a position of the reader, which may
    /// stop before the line feed of the row before, or before empty lines.
    pub(super) fn malformed_at(&self, byte: u64) -> Option<Malformed> {
        let malformed = &self.malformed;
        let bad = malformed.get(malformed.partition_point(|bad| bad.place.byte < byte))?;
        (bad.after <= byte + 1).then_some(*bad)
    }
}

/// Where in a row the scan stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum In {
    Start,
    Bare,
    Quoted,
    Closed,
}

impl In {
    /// What the next byte of a row makes of it; `None` where it does not fit.
    fn after(self, byte: u8, delimiter: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Quoted, b'"') | (Self::Closed, b'\r') => Some(Self::Closed),
            (Self::Quoted, _) | (Self::Start | Self::Closed, b'"') => Some(Self::Quoted),
            (_, byte) if byte == delimiter => Some(Self::Start),
            (Self::Closed, _) => None,
            (Self::Start | Self::Bare, _) => Some(Self::Bare),
        }
    }
}

/// How far a row has been looked at.
#[derive(Debug, Clone, Copy)]
struct Looked {
    /// Bytes of it.
    at: usize,
    state: In,
    /// Whether the last one is a carriage return outside quotes.
    is_returned: bool,
}

const FRESH: Looked = Looked {
    at: 0,
    state: In::Start,
    is_returned: false,
};

/// Finds the lines of a file whose quotes do not fit. The reader of rows takes
/// everything up to the next quote for one cell, however many rows that are.
///
/// After such a line the next one is looked at anew. Where it opens a quoted
/// cell at its end as well, what follows was looked at already from within one,
/// up to the fault; so each byte is looked at twice at most.
///
/// `Err` is the line that ends in a carriage return alone, where another reader
/// sees other rows.
pub(super) fn scan(
    text: impl Read,
    delimiter: u8,
    longest: usize,
) -> io::Result<Result<Scanned, u64>> {
    let mut found = Scanned::default();
    let mut bytes = io::BufReader::new(text).bytes();
    // What was read from the beginning of the row on.
    let mut window: VecDeque<u8> = VecDeque::new();
    let (mut start, mut line, mut after) = (0_u64, 1_u64, 0_u64);
    let mut now = FRESH;
    // How far lines were looked at that begin within a quoted cell.
    let mut ahead: Option<Looked> = None;
    let mut first_end = None;
    loop {
        let byte = match window.get(now.at) {
            Some(byte) => Some(*byte),
            None => bytes
                .next()
                .transpose()?
                .inspect(|byte| window.push_back(*byte)),
        };
        if now.is_returned && byte != Some(b'\n') {
            return Ok(Err(line));
        }
        let next = match (now.state, byte) {
            (In::Quoted, None) => None,
            (In::Quoted, Some(_)) if now.at > longest => None,
            (_, None) => break,
            (In::Start | In::Bare | In::Closed, Some(b'\n')) => {
                let length = now.at + 1;
                let row: Vec<u8> = window.drain(..length).collect();
                let is_crlf = row.ends_with(b"\r\n");
                let stop = start + length as u64 - u64::from(is_crlf);
                start += length as u64;
                line += feeds(&row);
                // An empty line is no row.
                if row.iter().any(|byte| !matches!(byte, b'\r' | b'\n')) {
                    after = start;
                    if *first_end.get_or_insert(is_crlf) != is_crlf {
                        found.ends.others.push(stop);
                    }
                }
                ahead = ahead.and_then(|ahead| ahead.without(length));
                now = FRESH;
                continue;
            }
            (state, Some(byte)) => state.after(byte, delimiter),
        };
        if let Some(state) = next {
            let is_returned = byte == Some(b'\r') && now.state != In::Quoted;
            let at = now.at + 1;
            now = Looked {
                at,
                state,
                is_returned,
            };
            if byte == Some(b'\n') {
                now = ahead.take_if(|ahead| ahead.at >= at).unwrap_or(now);
            }
            continue;
        }
        let end = window.iter().position(|byte| *byte == b'\n');
        let mut length = end.map_or(window.len(), |end| end + 1);
        if end.is_some_and(|end| end < now.at) {
            ahead = Some(now);
        }
        window.drain(..length);
        // Up to the end of its line it is lost, whatever it holds.
        while end.is_none() {
            let byte = bytes.next().transpose()?;
            length += usize::from(byte.is_some());
            if matches!(byte, None | Some(b'\n')) {
                break;
            }
        }
        let next = start + length as u64;
        found.malformed.push(Malformed {
            after,
            place: RowStart { byte: start, line },
            next,
        });
        (start, after) = (next, next);
        line += 1;
        ahead = ahead.and_then(|ahead| ahead.without(length));
        now = FRESH;
    }
    found.ends.crlf = first_end.unwrap_or_default();
    found.ends.last = start > 0 && window.is_empty();
    found.ends.length = start + window.len() as u64;
    Ok(Ok(found))
}

impl Looked {
    /// The same once so many bytes before it are no more there.
    fn without(self, length: usize) -> Option<Self> {
        let at = self.at.checked_sub(length)?;
        Some(Self { at, ..self })
    }
}

pub(super) fn feeds(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').count() as u64 - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows as they are told apart by looking at each line anew.
    fn one_by_one(text: &[u8], delimiter: u8, longest: usize) -> Vec<(u64, u64)> {
        let (mut start, mut line) = (0, 1);
        let mut malformed = Vec::new();
        while start < text.len() {
            let mut state = In::Start;
            let row = &text[start..];
            let end = row.iter().enumerate().find_map(|(at, byte)| {
                match (state, byte) {
                    (In::Quoted, _) if at > longest => return Some(None),
                    (In::Start | In::Bare | In::Closed, b'\n') => return Some(Some(at + 1)),
                    (_, byte) => state = state.after(*byte, delimiter).unwrap_or(In::Start),
                }
                let is_bad = state == In::Start && *byte != delimiter;
                is_bad.then_some(None)
            });
            let end = end.unwrap_or((state != In::Quoted).then_some(row.len()));
            let to_feed = row.iter().position(|byte| *byte == b'\n');
            let to_feed = to_feed.map_or(row.len(), |at| at + 1);
            if end.is_none() {
                malformed.push((start as u64, line));
            }
            let length = end.unwrap_or(to_feed);
            line += feeds(&row[..length]);
            start += length;
        }
        malformed
    }

    proptest::proptest! {
        #[test]
        fn lines_are_judged_as_if_each_was_looked_at_anew(text in "[x\",\n]{0,60}", longest in 4_usize..20) {
            let scanned = scan(text.as_bytes(), b',', longest).unwrap().unwrap();
            let places = scanned.malformed.iter().map(|bad| (bad.place.byte, bad.place.line));
            let expected = one_by_one(text.as_bytes(), b',', longest);
            proptest::prop_assert_eq!(places.collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_quote_on_each_of_many_lines_costs_each_byte_twice_and_not_a_row_of_each() {
        // From without and from within a quoted cell, each ends within one.
        let lines = 400_000;
        let text = format!("a,b\n{}", "x\",\"\n".repeat(lines));
        let scanned = scan(text.as_bytes(), b',', LONGEST_ROW).unwrap().unwrap();
        assert_eq!(scanned.malformed.len(), lines);
    }
}
