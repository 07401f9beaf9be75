//! Tables of other systems: CSV files, read row by row and never as a whole.
//!
//! The rows of one ticket need not stand together, so a file is read twice:
//! once to learn where each ticket's rows are, and once ticket by ticket.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Seek as _};
use std::path::Path;

use csv::{ByteRecord, Position, Reader, ReaderBuilder};

use crate::core::fault::Fault;
use crate::core::import::mapping::{Encoding, Mapping};
use crate::core::import::row::Cells;
use crate::core::words;

use super::config::with_nearest_key;
use super::front_matter::read_yaml;
use super::ordinary::{self, Unread};

/// Reads and checks a mapping. `name` is how faults name the file.
///
/// # Errors
/// What is wrong with it, and where.
pub fn mapping(name: &str, bytes: &[u8]) -> Result<Mapping, Fault> {
    let mapping: Mapping =
        read_yaml(bytes).map_err(|fault| with_nearest_key(fault).in_file(name))?;
    mapping.validate().map_err(|(key, reason)| {
        let text = String::from_utf8_lossy(bytes);
        let line = super::config::line_of(&text, key);
        Fault::new(name, line, 1, format!("{key} {reason}"))
    })?;
    Ok(mapping)
}

/// A table, and where its reading stands.
#[derive(Debug)]
pub struct Table {
    name: String,
    reader: Reader<File>,
    /// The byte at which the header begins.
    start: u64,
    scanned: Scanned,
    encoding: Encoding,
    header: Vec<String>,
    header_line: usize,
}

/// How the rows of a file end, as far as counting lines needs it. A line ends
/// with its line feed, whether or not a carriage return stands before it.
#[derive(Debug, Default)]
struct Ends {
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
    fn is_past_feed(&self, stop: u64) -> bool {
        let is_other = self.others.binary_search(&stop).is_ok();
        let is_ended = self.last || stop < self.length;
        is_ended && self.crlf == is_other
    }
}

/// The delimiter that a first line `sep=;` names, as Excel writes it, and where
/// the line after it begins.
fn separator(file: &mut File) -> io::Result<Option<(u64, u8)>> {
    let mut first = Vec::new();
    file.by_ref().take(16).read_to_end(&mut first)?;
    file.rewind()?;
    let mark = b"\xef\xbb\xbf";
    let text = first.strip_prefix(mark).unwrap_or(&first);
    let before = first.len() - text.len();
    let named = text.strip_prefix(b"sep=").or(text.strip_prefix(b"SEP="));
    let (Some([delimiter, rest @ ..]), 4..) = (named, text.len()) else {
        return Ok(None);
    };
    let ends = match rest {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => return Ok(None),
    };
    Ok(Some(((before + 5 + ends) as u64, *delimiter)))
}

/// The place of the header in a file whose first line may be something else.
fn header_at(start: u64) -> Position {
    let mut position = Position::new();
    if start > 0 {
        position.set_byte(start).set_line(2);
    }
    position
}

/// A line that begins no row, since its quotes do not fit (RFC 4180, 2.5 to
/// 2.7). The next row begins on the line after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Malformed {
    /// Where the row before it ends.
    after: u64,
    place: Place,
    /// The byte after its line.
    next: u64,
}

/// What is wrong with a line that is no row.
pub const MALFORMED: &str = "a quote is not closed, or not doubled, in its cell";
/// Bytes that a row with a quoted cell may have: a ticket holds no more.
const LONGEST_ROW: usize = 256 << 10;

/// What a look at all of a file finds, before any row is read.
#[derive(Debug, Default)]
struct Scanned {
    /// Lines that are no rows, in the order of the file.
    malformed: Vec<Malformed>,
    ends: Ends,
}

impl Scanned {
    /// The malformed line that comes next at a position of the reader, which may
    /// stop before the line feed of the row before, or before empty lines.
    fn malformed_at(&self, byte: u64) -> Option<Malformed> {
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
fn scan(text: impl Read, delimiter: u8, longest: usize) -> io::Result<Result<Scanned, u64>> {
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
            place: Place { byte: start, line },
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

/// Where a row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    byte: u64,
    /// Its line, from 1.
    pub line: u64,
}

/// The cells of a row as bytes.
#[derive(Debug)]
pub struct Record {
    cells: ByteRecord,
    encoding: Encoding,
    /// Whether its quotes do not fit, so that it has no cells.
    pub is_malformed: bool,
}

impl Cells for Record {
    fn count(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, index: usize) -> Result<Cow<'_, str>, String> {
        decode(self.cells.get(index).unwrap_or_default(), self.encoding)
    }
}

fn decode(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, String> {
    match encoding {
        Encoding::Utf8 => std::str::from_utf8(bytes)
            .map(Cow::Borrowed)
            .map_err(|error| {
                let byte = bytes[error.valid_up_to()];
                format!("the byte 0x{byte:02X} is not UTF-8; `encoding: windows-1252` reads it")
            }),
        Encoding::Windows1252 => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            Ok(text)
        }
    }
}

fn feeds(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').count() as u64 - 1
}

/// The line on which the row begins that the reader has just read. Empty lines
/// before a row are skipped with it, so it is counted back from its end.
fn line_of(reader: &Reader<File>, cells: &ByteRecord, ends: &Ends) -> u64 {
    let end = reader.position();
    let back = feeds(cells.as_slice()) + u64::from(ends.is_past_feed(end.byte()));
    end.line().saturating_sub(back)
}

/// A copy in a file that nobody sees.
fn copied(from: &mut impl Read) -> io::Result<File> {
    let mut copy = tempfile::tempfile()?;
    io::copy(from, &mut copy)?;
    copy.rewind()?;
    Ok(copy)
}

impl Table {
    /// Opens a file; `-` is standard input, which is copied to a file that
    /// nobody sees, because it is read twice.
    ///
    /// # Errors
    /// No such file, no header, or a header that is no text.
    pub fn open(path: &Path, mapping: &Mapping) -> anyhow::Result<Self> {
        use anyhow::Context as _;
        let is_stdin = path == Path::new("-");
        let name = if is_stdin {
            "<stdin>".to_owned()
        } else {
            path.display().to_string()
        };
        let mut file = if is_stdin {
            copied(&mut io::stdin().lock()).context("copy standard input")?
        } else {
            Self::open_file(path)?
        };
        let fault = |line, reason: &str| Fault::new(name.as_str(), line, 1, reason);
        let mut first = Vec::new();
        file.by_ref().take(2).read_to_end(&mut first)?;
        file.rewind()?;
        if matches!(first.as_slice(), [0xFF, 0xFE] | [0xFE, 0xFF]) {
            return Err(fault(1, "it is UTF-16").hinted("save it as UTF-8").into());
        }
        let (start, delimiter) = separator(&mut file)?.unwrap_or((0, mapping.delimiter));
        let scanned = scan(&mut file, delimiter, LONGEST_ROW)?.map_err(|line| {
            let line = usize::try_from(line).unwrap_or(usize::MAX);
            fault(line, "the line ends in a carriage return alone")
                .hinted("save it with line feeds")
        })?;
        file.rewind()?;
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(file);
        reader.seek(header_at(start))?;
        // Another reader sees other rows below a header that does not end.
        if let Some(bad) = scanned.malformed_at(start) {
            let line = usize::try_from(bad.place.line).unwrap_or(usize::MAX);
            return Err(fault(line, MALFORMED).into());
        }
        let mut cells = ByteRecord::new();
        if !reader.read_byte_record(&mut cells)? {
            return Err(fault(1, "it is empty").into());
        }
        let header_line = line_of(&reader, &cells, &scanned.ends);
        let header_line = usize::try_from(header_line).unwrap_or(usize::MAX);
        let wrong = |reason: &str| fault(header_line, reason);
        let header = cells
            .iter()
            .map(|cell| Ok(decode(cell, mapping.encoding)?.trim().to_owned()))
            .collect::<Result<Vec<String>, String>>()
            .map_err(|reason| wrong(&reason))?;
        if header.len() == 1 && mapping.columns.0.len() > 1 {
            let delimiter = char::from(delimiter);
            let reason = format!("its header is one column, between {delimiter:?}");
            return Err(wrong(&reason)
                .hinted("say `delimiter:` in the mapping")
                .into());
        }
        Ok(Self {
            name,
            reader,
            start,
            scanned,
            encoding: mapping.encoding,
            header,
            header_line,
        })
    }

    /// What the shell connects to a descriptor cannot be read twice either.
    fn open_file(path: &Path) -> anyhow::Result<File> {
        use anyhow::Context as _;
        let name = path.display();
        let opening = || format!("open {name}");
        if ordinary::is_descriptor(path) {
            let mut from = File::open(path).with_context(opening)?;
            return copied(&mut from).with_context(|| format!("copy {name}"));
        }
        match ordinary::open_named(path) {
            Ok(opened) => Ok(opened.into_file()),
            Err(Unread::Io(error)) => Err(error).with_context(opening),
            Err(unread) => Err(unread.of(&name.to_string()).into()),
        }
    }

    /// The file as messages name it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of the columns.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The fault of a row.
    #[must_use]
    pub fn fault(&self, line: u64, reason: &str) -> Fault {
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        Fault::new(self.name.as_str(), line, 1, reason)
    }

    /// The fault of the header.
    #[must_use]
    pub fn header_fault(&self, reason: String) -> Fault {
        let columns = words::listed(&self.header, "and");
        let line = self.header_line;
        Fault::new(self.name.as_str(), line, 1, reason).hinted(format!("its columns are {columns}"))
    }

    /// An empty record, to be filled again and again.
    #[must_use]
    pub fn record(&self) -> Record {
        Record {
            cells: ByteRecord::new(),
            encoding: self.encoding,
            is_malformed: false,
        }
    }

    /// Goes back to the first row.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn restart(&mut self) -> io::Result<()> {
        self.reader.seek(header_at(self.start))?;
        self.reader.read_byte_record(&mut ByteRecord::new())?;
        Ok(())
    }

    /// Reads the next row; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn next(&mut self, record: &mut Record) -> io::Result<Option<Place>> {
        let byte = self.reader.position().byte();
        if let Some(bad) = self.scanned.malformed_at(byte) {
            let mut position = Position::new();
            position.set_byte(bad.next).set_line(bad.place.line + 1);
            self.reader.seek(position)?;
            record.is_malformed = true;
            return Ok(Some(bad.place));
        }
        record.is_malformed = false;
        if !self.reader.read_byte_record(&mut record.cells)? {
            return Ok(None);
        }
        let line = line_of(&self.reader, &record.cells, &self.scanned.ends);
        Ok(Some(Place { byte, line }))
    }

    /// Reads the row at a place; one after the other costs no seeking.
    ///
    /// # Errors
    /// The file cannot be read, or has become shorter.
    pub fn read(&mut self, place: Place, record: &mut Record) -> io::Result<()> {
        if self.reader.position().byte() != place.byte {
            let mut position = Position::new();
            position.set_byte(place.byte).set_line(place.line);
            self.reader.seek(position)?;
        }
        match self.next(record)? {
            Some(_) => Ok(()),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &[u8], delimiter: u8, encoding: Encoding) -> anyhow::Result<Table> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("in.csv");
        std::fs::write(&path, text)?;
        let mapping = b"system: x\nrows: ticket\nid: a\nopened_at: b\ntitle: t\n";
        let mut mapping = super::mapping("m.yaml", mapping)?;
        mapping.delimiter = delimiter;
        mapping.encoding = encoding;
        Table::open(&path, &mapping)
    }

    fn rows(table: &mut Table) -> Vec<(u64, Vec<String>)> {
        let mut record = table.record();
        let mut rows = Vec::new();
        while let Some(place) = table.next(&mut record).unwrap() {
            let cells = (0..record.count()).map(|index| record.cell(index).unwrap().into_owned());
            rows.push((place.line, cells.collect()));
        }
        rows
    }

    #[test]
    fn rows_know_their_lines_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = ["\u{feff}a,b", "1,x", "", "2,\"y", "z\"", "3,w"].join(end);
            let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
            assert_eq!(table.header(), ["a", "b"]);
            let rows = rows(&mut table);
            let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [2, 4, 6], "{end:?}");
            assert_eq!(rows[1].1, ["2", &format!("y{end}z")]);
        }
    }

    #[test]
    fn rows_know_their_lines_where_ends_of_lines_are_mixed() {
        for (text, lines) in [
            ("a,b\n1,x\r\n2,y\n3,z\r\n4,w", vec![2, 3, 4, 5]),
            ("a,b\r\n1,x\n2,y\r\n\n\r\n3,z\n", vec![2, 3, 6]),
            (
                "a,b\r\n1,\"x\ny\r\nz\"\n2,w\r\n3,\"v\"\n4,u",
                vec![2, 5, 6, 7],
            ),
            ("\n\r\na,b\n1,x\r\n2,y\r\n", vec![4, 5]),
            ("a,b\n1,\"x\r\n2,y\n3,z\r\n4,w\n", vec![2, 3, 4, 5]),
        ] {
            let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
            for _ in 0..2 {
                let found: Vec<u64> = rows(&mut table).iter().map(|(line, _)| *line).collect();
                assert_eq!(found, lines, "{text:?}");
                table.restart().unwrap();
            }
        }
    }

    #[test]
    fn a_header_whose_quotes_do_not_fit_is_refused() {
        for (text, line) in [
            ("\"a\"x,b\n1,2\n", 1),
            ("\"a,b\n1,2\n", 1),
            ("\n\"a\"x,b\r2,3\n1,2\n", 2),
            ("sep=,\n\"a\"x,b\n1,2\n", 2),
        ] {
            let error = table(text.as_bytes(), b',', Encoding::Utf8).unwrap_err();
            let told = format!("in.csv:{line}:1: {MALFORMED}");
            assert!(error.to_string().contains(&told), "{text:?}: {error}");
        }
        let mut table = table(b"a,b\n\"1\"x,2\n3,4\n", b',', Encoding::Utf8).unwrap();
        assert_eq!(rows(&mut table).len(), 2);
    }

    #[test]
    fn a_wrong_header_is_named_by_its_line() {
        let error = table(b"sep=;\n\ncaf\xe9;b\n", b';', Encoding::Utf8).unwrap_err();
        assert!(error.to_string().contains("in.csv:3:1:"), "{error}");
    }

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

    #[test]
    fn lines_that_end_in_a_carriage_return_alone_are_named() {
        for (text, line) in [
            ("a,b\r1,x\r", 1),
            ("a,b\n1,x\r2,y\n", 2),
            ("a,b\n1,\"x\r\ny\"\n2,\"z\"\r3,w\n", 4),
            ("a,b\n1,x\r", 2),
        ] {
            let error = table(text.as_bytes(), b',', Encoding::Utf8).unwrap_err();
            let told = format!("in.csv:{line}:1: the line ends in a carriage return alone");
            assert!(error.to_string().contains(&told), "{text:?}: {error}");
        }
        assert!(table(b"a,b\n1,\"x\ry\"\n", b',', Encoding::Utf8).is_ok());
    }

    #[test]
    fn a_first_line_that_names_the_delimiter_is_no_header() {
        for text in ["sep=;\na;b\n1;x\n", "\u{feff}sep=;\r\na;b\r\n1;x\r\n"] {
            let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
            assert_eq!(table.header(), ["a", "b"]);
            let known = vec![(3, vec!["1".to_owned(), "x".to_owned()])];
            assert_eq!(rows(&mut table), known, "{text:?}");
            table.restart().unwrap();
            assert_eq!(rows(&mut table), known, "{text:?}");
        }
    }

    #[test]
    fn a_line_whose_quotes_do_not_fit_is_named_and_loses_no_other() {
        let cases: [(&str, &[u64]); 9] = [
            ("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n", &[2]),
            ("a,b\n1,\"x\n2,y\n", &[2]),
            ("a,b\n1,\"x\" y\n2,z\n", &[2]),
            ("a,b\n1,\"x\ny\"\n2,\"z\" w\n3,v\n", &[4]),
            ("a,b\n1,x\n\n\n2,\"y\n3,z", &[5]),
            ("a,b\r\n1,\"x\r\n2,\"y\"\r\n", &[2]),
            ("a,b\n1,\"x\"\"\n2,\"y\n3,z\n", &[2, 3]),
            ("a,b\n1,12\" screen\n2,\"a \"\"b\"\" c\"\n", &[]),
            ("a,b\n1,\"x\"", &[]),
        ];
        for (text, bad) in cases {
            let mut table = table(text.as_bytes(), b',', Encoding::Utf8).unwrap();
            let mut record = table.record();
            let (mut lines, mut ids) = (Vec::new(), Vec::new());
            while let Some(place) = table.next(&mut record).unwrap() {
                if record.is_malformed {
                    lines.push(place.line);
                } else {
                    assert_eq!(record.count(), 2, "{text:?}");
                    ids.push(record.cell(0).unwrap().into_owned());
                }
            }
            assert_eq!(lines, bad, "{text:?}");
            let all = text
                .lines()
                .filter(|line| line.starts_with(['1', '2', '3', '4']));
            assert_eq!(ids.len() + bad.len(), all.count(), "{text:?}: {ids:?}");
        }
    }

    #[test]
    fn a_row_is_found_again_by_its_place() {
        let mut table = table(b"a,b\n1,x\n2,y\n3,z\n", b',', Encoding::Utf8).unwrap();
        let mut record = table.record();
        let mut places = Vec::new();
        while let Some(place) = table.next(&mut record).unwrap() {
            places.push(place);
        }
        for index in [2, 0, 1, 1] {
            table.read(places[index], &mut record).unwrap();
            assert_eq!(record.cell(0).unwrap(), (index + 1).to_string());
        }
    }

    #[test]
    fn windows_text_and_other_delimiters_are_read() {
        let mut table = table(b"a;b\n1;caf\xe9 \x80\n", b';', Encoding::Windows1252).unwrap();
        assert_eq!(rows(&mut table)[0].1, ["1", "café €"]);
    }

    #[test]
    fn what_is_no_text_is_told() {
        let mut utf8 = table(b"a,b\n1,caf\xe9\n", b',', Encoding::Utf8).unwrap();
        let mut record = utf8.record();
        utf8.next(&mut record).unwrap();
        assert!(record.cell(1).unwrap_err().contains("0xE9"));
        for text in [b"".as_slice(), b"\xff\xfea\0,\0", b"caf\xe9,b\n"] {
            assert!(table(text, b',', Encoding::Utf8).is_err(), "{text:?}");
        }
    }
}
