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
    /// Lines that are no rows, in the order of the file.
    malformed: Vec<Malformed>,
    encoding: Encoding,
    header: Vec<String>,
    ends: Ends,
}

/// How the lines of a file end, as far as counting them needs it.
#[derive(Debug, Clone, Copy)]
struct Ends {
    /// The reader stops before the line feed of `\r\n`.
    crlf: bool,
    length: u64,
    /// Whether the last line ends.
    last: bool,
}

impl Ends {
    fn of(file: &mut File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let mut ends = Self {
            crlf: false,
            length,
            last: false,
        };
        let mut before = None;
        for byte in io::BufReader::new(file.by_ref()).bytes() {
            let byte = byte?;
            if byte == b'\n' {
                ends.crlf = before == Some(b'\r');
                break;
            }
            before = Some(byte);
        }
        if length > 0 {
            let mut last = [0];
            file.seek(io::SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
            ends.last = last == *b"\n";
        }
        file.rewind()?;
        Ok(ends)
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

/// Bytes that a row with a quoted cell may have: a ticket holds no more.
const LONGEST_ROW: usize = 256 << 10;

/// Finds the lines of a file whose quotes do not fit. The reader of rows takes
/// everything up to the next quote for one cell, however many rows that are.
///
/// `Err` is the line that ends in a carriage return alone, where another reader
/// sees other rows.
fn malformed(text: impl Read, delimiter: u8) -> io::Result<Result<Vec<Malformed>, u64>> {
    /// Where in a row the scan stands.
    #[derive(Clone, Copy, PartialEq)]
    enum In {
        Start,
        Bare,
        Quoted,
        Closed,
    }
    let mut found = Vec::new();
    let mut bytes = io::BufReader::new(text).bytes();
    // The lines of the row that is being read, to be scanned again one by one.
    let mut row: Vec<u8> = Vec::new();
    let mut pending: VecDeque<u8> = VecDeque::new();
    let (mut start, mut line, mut after) = (0_u64, 1_u64, 0_u64);
    let mut state = In::Start;
    let mut is_returned = false;
    loop {
        let byte = match pending.pop_front() {
            Some(byte) => Some(byte),
            None => bytes.next().transpose()?,
        };
        if is_returned && byte != Some(b'\n') {
            return Ok(Err(line));
        }
        is_returned = byte == Some(b'\r') && state != In::Quoted;
        let is_bad = match (state, byte) {
            (In::Quoted, None) => true,
            (_, None) => break,
            (In::Quoted, Some(_)) if row.len() > LONGEST_ROW => true,
            (In::Quoted, Some(b'"')) => {
                state = In::Closed;
                false
            }
            (In::Quoted, Some(_)) | (In::Closed, Some(b'\r')) => false,
            (In::Start | In::Closed, Some(b'"')) => {
                state = In::Quoted;
                false
            }
            (_, Some(b'\n')) => {
                let length = row.len() as u64 + 1;
                let feeds = row.split(|byte| *byte == b'\n').count() as u64;
                // An empty line is no row.
                let is_empty = row.iter().all(|byte| *byte == b'\r');
                start += length;
                line += feeds;
                if !is_empty {
                    after = start;
                }
                row.clear();
                state = In::Start;
                continue;
            }
            (_, Some(byte)) if byte == delimiter => {
                state = In::Start;
                false
            }
            (In::Closed, Some(_)) => true,
            (In::Start | In::Bare, Some(_)) => {
                state = In::Bare;
                false
            }
        };
        row.extend(byte);
        if is_bad {
            let end = row.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(row.len(), |end| end + 1);
            let rest = row.split_off(length);
            for byte in rest.into_iter().rev() {
                pending.push_front(byte);
            }
            let mut next = start + length as u64;
            // Up to the end of its line it is lost, whatever it holds.
            while end.is_none() && byte.is_some() {
                let byte = match pending.pop_front() {
                    Some(byte) => Some(byte),
                    None => bytes.next().transpose()?,
                };
                next += u64::from(byte.is_some());
                if matches!(byte, None | Some(b'\n')) {
                    break;
                }
            }
            found.push(Malformed {
                after,
                place: Place { byte: start, line },
                next,
            });
            (start, after) = (next, next);
            line += 1;
            row.clear();
            state = In::Start;
        }
    }
    Ok(Ok(found))
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
        let wrong = |reason: &str| Fault::new(name.as_str(), 1, 1, reason);
        let mut first = Vec::new();
        file.by_ref().take(2).read_to_end(&mut first)?;
        file.rewind()?;
        if matches!(first.as_slice(), [0xFF, 0xFE] | [0xFE, 0xFF]) {
            return Err(wrong("it is UTF-16").hinted("save it as UTF-8").into());
        }
        let ends = Ends::of(&mut file)?;
        let (start, delimiter) = separator(&mut file)?.unwrap_or((0, mapping.delimiter));
        let malformed = malformed(&mut file, delimiter)?.map_err(|line| {
            let line = usize::try_from(line).unwrap_or(usize::MAX);
            let reason = "the line ends in a carriage return alone";
            Fault::new(name.as_str(), line, 1, reason).hinted("save it with line feeds")
        })?;
        file.rewind()?;
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(file);
        reader.seek(header_at(start))?;
        let mut cells = ByteRecord::new();
        if !reader.read_byte_record(&mut cells)? {
            return Err(wrong("it is empty").into());
        }
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
            malformed,
            encoding: mapping.encoding,
            header,
            ends,
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
        Fault::new(self.name.as_str(), 1, 1, reason).hinted(format!("its columns are {columns}"))
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
        if let Some(bad) = self.malformed_at(byte) {
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
        // Empty lines before a row are skipped with it, so its own line is
        // counted back from where it ends.
        let end = self.reader.position();
        let is_ended = self.ends.last || end.byte() < self.ends.length;
        let feeds = record
            .cells
            .as_slice()
            .iter()
            .filter(|byte| **byte == b'\n');
        let back = feeds.count() as u64 + u64::from(is_ended && !self.ends.crlf);
        let line = end.line().saturating_sub(back);
        Ok(Some(Place { byte, line }))
    }

    /// The malformed line that comes next at a position of the reader, which may
    /// stop before the line feed of the row before, or before empty lines.
    fn malformed_at(&self, byte: u64) -> Option<Malformed> {
        let after = self.malformed.partition_point(|bad| bad.place.byte < byte);
        let bad = self.malformed.get(after)?;
        (bad.after <= byte + 1).then_some(*bad)
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
