//! Tables of other systems: CSV files, read row by row and never as a whole.
//!
//! The rows of one ticket need not stand together, so a file is read twice:
//! once to learn where each ticket's rows are, and once ticket by ticket.

mod scan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek as _};
use std::path::Path;

use csv::{ByteRecord, Position, Reader, ReaderBuilder};

use crate::core::fault::Fault;
use crate::core::import::mapping::{Encoding, Mapping};
use crate::core::import::row::Cells;
use crate::core::words;

use self::scan::{Ends, LONGEST_ROW, Scanned, feeds, scan};
use super::config::{self, with_nearest_key};
use super::front_matter::read_yaml;
use super::ordinary::{self, Unread};

pub use self::scan::RowStart;

/// Reads and checks a mapping. `name` is how faults name the file.
///
/// # Errors
/// What is wrong with it, and where.
pub fn mapping(name: &str, bytes: &[u8]) -> Result<Mapping, Fault> {
    let mapping: Mapping =
        read_yaml(bytes).map_err(|fault| with_nearest_key(fault).in_file(name))?;
    mapping.validate().map_err(|(key, reason)| {
        let text = String::from_utf8_lossy(bytes);
        let line = config::line_of(&text, key);
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

/// What is wrong with a line that is no row.
pub const MALFORMED: &str = "a quote is not closed, or not doubled, in its cell";
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
    pub fn next(&mut self, record: &mut Record) -> io::Result<Option<RowStart>> {
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
        Ok(Some(RowStart { byte, line }))
    }

    /// Reads the row at a place; one after the other costs no seeking.
    ///
    /// # Errors
    /// The file cannot be read, or has become shorter.
    pub fn read(&mut self, place: RowStart, record: &mut Record) -> io::Result<()> {
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
