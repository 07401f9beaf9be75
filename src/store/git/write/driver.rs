//! Telling git how to merge what `.gitattributes` leaves to this program.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use super::super::error::{GitError, IoContext as _};
use super::super::files::{beside, remove, sync_folder};
use super::super::repository::Repository;
use super::super::settings;
use super::index_lock::IndexLock;

/// The section of git's configuration, and the key in it.
const SECTION: &str = "[merge \"bitacora\"]";
const KEY: &str = "merge.bitacora.driver";
const NAME: &str = "tickets and articles of bitacora";

/// How git merges a file of ours: by the program of this name on its path, else by the
/// one that says so now. Without either it does as it would have done.
fn driver() -> String {
    let own = std::env::current_exe().unwrap_or_default();
    let own = own.to_string_lossy();
    // A `%` is git's own sign for what it puts in.
    let own = shell_words::quote(&own).replace('%', "%%");
    format!(
        "b=bitacora; command -v $b >/dev/null || b={own}; command -v \"$b\" >/dev/null || \
         exec git merge-file --marker-size=%L %A %O %B; \"$b\" merge-driver %O %A %B %L %P"
    )
}

impl Repository {
    /// Puts the driver into the repository's configuration, where it is another or none.
    /// The store's lock is held. Where that cannot be done, the next command does it.
    pub(super) fn name_driver(&self) {
        let path = self.place.common_dir.join("config");
        // Some have a link there.
        let path = path.canonicalize().unwrap_or(path);
        let _ = IndexLock::forget_ours(&path);
        let known = self.git.config().and_then(|config| config.get_string(KEY));
        let driver = driver();
        if !known.is_ok_and(|known| known == driver) {
            let _ = write(&path, &driver);
            settings::forget();
        }
    }
}

/// As git writes it, under its lock. What a killed command leaves of that, the next one
/// removes.
fn write(path: &Path, driver: &str) -> Result<(), GitError> {
    let _lock = IndexLock::take(path, Duration::ZERO)?;
    let text = fs::read(path).during("read", path)?;
    let new = beside(path, ".bitacora");
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(&with_driver(&text, driver))?;
        file.set_permissions(path.metadata()?.permissions())?;
        file.sync_all()
    });
    let put = written.and_then(|()| fs::rename(&new, path));
    if put.is_err() {
        remove(&new);
    }
    put.during("write", path)?;
    sync_folder(&path.with_file_name(""))
}

/// A configuration with the driver in it, in the place of one that was written before.
fn with_driver(text: &[u8], driver: &str) -> Vec<u8> {
    let begins = |line: &[u8], what: &str| line.trim_ascii_start().starts_with(what.as_bytes());
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').peekable();
    let mut kept = Vec::with_capacity(text.len() + 512);
    while let Some(line) = lines.next() {
        if line.trim_ascii() != SECTION.as_bytes() {
            kept.extend(line);
            continue;
        }
        // Keys of somebody else's stay in a section of the name.
        let mut rest: Vec<&[u8]> = Vec::new();
        while let Some(line) = lines.next_if(|line| !begins(line, "[")) {
            if !begins(line, "name =") && !begins(line, "driver =") {
                rest.push(line);
            }
        }
        if rest.iter().any(|line| !line.trim_ascii().is_empty()) {
            kept.extend(line);
            kept.extend(rest.concat());
        }
    }
    if kept.last().is_some_and(|byte| *byte != b'\n') {
        kept.push(b'\n');
    }
    let driver = driver.replace('\\', "\\\\").replace('"', "\\\"");
    let section = format!("{SECTION}\n\tname = {NAME}\n\tdriver = \"{driver}\"\n");
    kept.extend(section.bytes());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_stands_once_and_what_else_is_there_stays() {
        let before = b"[core]\n\tbare = false\n[merge \"bitacora\"]\n\tname = old\n\tdriver = \"old\"\n[user]\n\tname = Ana";
        let once = with_driver(before, "b=\"x\\y\" %O");
        assert_eq!(
            String::from_utf8(once.clone()).unwrap(),
            "[core]\n\tbare = false\n[user]\n\tname = Ana\n[merge \"bitacora\"]\n\
             \tname = tickets and articles of bitacora\n\tdriver = \"b=\\\"x\\\\y\\\" %O\"\n"
        );
        assert_eq!(with_driver(&once, "b=\"x\\y\" %O"), once);
        let foreign = b"[merge \"bitacora\"]\n\tdriver = old\n\trecursive = binary\n";
        let kept = String::from_utf8(with_driver(foreign, "new")).unwrap();
        assert!(
            kept.starts_with("[merge \"bitacora\"]\n\trecursive = binary\n[merge"),
            "{kept}"
        );
    }
}
