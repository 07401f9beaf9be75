//! What the fuzzer gives bytes to, with the laws that must hold of any. It is
//! not part of the program: `cargo fuzz run -s none TARGET` compiles it in, and
//! the ordinary tests give it the corpus in `fuzz/corpus`.

use std::io::Write as _;

use chrono::{DateTime, Utc};

use crate::core::body::{self, Section};
use crate::core::check;
use crate::core::contract::Contracts;
use crate::core::duration::{format_duration, parse_duration};
use crate::core::layout;
use crate::core::policy::Policy;
use crate::core::query::{Query, Scene};
use crate::core::when::{parse_day, parse_when};
use crate::core::zone::Zone;
use crate::store::foreign::{self, Table};
use crate::store::front_matter;
use crate::store::ticket_file::TicketFile;

/// The noon of a day, so that no test depends on today.
const NOW: i64 = 1_795_348_800;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW, 0).unwrap_or_default()
}

fn zone() -> Zone {
    Zone::named("America/Bogota").unwrap_or_else(|error| unreachable!("{error:?}"))
}

/// A ticket's file is read or refused, and what is read can be checked.
///
/// # Panics
/// It does not hold.
pub fn ticket(data: &[u8]) {
    let path = "tickets/2026/11/22/INC-261122-K7F4Q.md";
    if let Ok(file) = TicketFile::parse(path, data) {
        let _ = check::record(&file.ticket);
        assert_eq!(layout::ticket(&file.ticket.id), path);
    }
}

/// Text that is put into a section opens no section and no message.
///
/// # Panics
/// It does not hold.
pub fn body(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let _ = body::messages(text);
    for section in [Section::Description, Section::Cause, Section::Resolution] {
        let _ = body::section(text, section);
        let made = body::append("", section, text);
        assert!(body::messages(&made).is_empty(), "{made:?}");
    }
}

/// A query is read or refused.
pub fn query(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (policy, contracts) = (Policy::new(zone()), Contracts::default());
    let scene = Scene {
        policy: &policy,
        contracts: &contracts,
        now: now(),
        me: Some("ana"),
    };
    let _ = Query::parse(text, &scene);
}

/// A time is read or refused; a duration that is read says itself.
///
/// # Panics
/// It does not hold.
pub fn when(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let _ = parse_when(text, now(), zone());
    let _ = parse_day(text, now(), zone());
    if let Ok(seconds) = parse_duration(text) {
        assert_eq!(
            parse_duration(&format_duration(seconds)).ok(),
            Some(seconds)
        );
    }
}

/// A mapping and the table after its first NUL: rows follow each other.
///
/// # Panics
/// It does not hold.
pub fn mapping(data: &[u8]) {
    let middle = data.iter().position(|byte| *byte == 0);
    let (mapping, table) = data.split_at(middle.unwrap_or(data.len()));
    let Ok(mapping) = foreign::mapping("m.yaml", mapping) else {
        return;
    };
    let Ok(mut file) = tempfile::NamedTempFile::new() else {
        return;
    };
    if file.write_all(table.get(1..).unwrap_or_default()).is_err() {
        return;
    }
    let Ok(mut table) = Table::open(file.path(), &mapping) else {
        return;
    };
    let mut record = table.record();
    let mut last = 0;
    while let Ok(Some(place)) = table.next(&mut record) {
        assert!(place.line > last, "line {} after {last}", place.line);
        last = place.line;
    }
}

/// An index of git is read or refused; what is printed of it is read again.
pub fn index(data: &[u8]) {
    crate::store::git::fuzz_index(data);
}

/// Whatever lies in the place of the journal is read.
pub fn journal(data: &[u8]) {
    crate::store::fuzz_journal(&String::from_utf8_lossy(data));
}

/// What the limits let through is read in bounded time.
pub fn yaml(data: &[u8]) {
    let _ = front_matter::read_yaml::<serde_json::Value>(data);
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// A target's name and itself.
    type Target = (&'static str, fn(&[u8]));

    const TARGETS: [Target; 8] = [
        ("ticket", super::ticket),
        ("body", super::body),
        ("query", super::query),
        ("when", super::when),
        ("mapping", super::mapping),
        ("index", super::index),
        ("journal", super::journal),
        ("yaml", super::yaml),
    ];

    #[test]
    fn the_corpus_of_every_target_ends_nothing() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
        for (name, target) in TARGETS {
            let files = fs::read_dir(corpus.join(name)).unwrap();
            let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
            assert!(!files.is_empty(), "{name}");
            for file in files {
                target(&fs::read(file).unwrap());
            }
        }
    }
}
