//! What a write is about to do, kept beside the index until it is done, so
//! that the next run can finish or forget a write that was killed.
//!
//! A text file of lines. The intent (branch, folders to be made, paths) is
//! there before the first lock of git's is taken; the commit and what it
//! replaces follow, synced, before the branch moves. Without its last line
//! `end` a journal says only that nothing was committed.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use git2::Oid;

use super::super::dirs::OWN;
use super::super::error::{GitError, IoContext as _};
use super::super::files::{remove, sync_folder};
use crate::store::ordinary;

/// The most bytes that are read: some 100 for each of 600,000 files.
const MOST_BYTES: u64 = 64 << 20;

const FIRST_LINE: &str = "bitacora journal 1";

/// One file of a commit. Paths are relative to the top of the work tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileRecord {
    pub(super) path: String,
    /// The blob that the commit has.
    pub(super) blob: Oid,
    /// As in a tree: 0o100644 or 0o100755.
    pub(super) mode: u32,
    /// The index entry's blob before, `None` when there was none.
    pub(super) index: Option<Oid>,
    /// The hash of the work-tree file's very bytes before, `None` when there was no file.
    pub(super) work: Option<Oid>,
    /// The hashes of what this write made of the file: first for the commit,
    /// then with each edit of somebody's that was united with it.
    pub(super) made: Vec<Oid>,
}

/// A journal that is being written. Removes itself when dropped, unless kept.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    kept: bool,
}

impl Journal {
    /// Writes the intent. `git_dir` is the work tree's own git directory. It has
    /// a folder of our own.
    pub(super) fn begin<'a>(
        git_dir: &Path,
        branch: &str,
        folders: &[String],
        paths: impl Iterator<Item = &'a str>,
    ) -> Result<Self, GitError> {
        let path = Self::path(git_dir);
        let mut text = format!("{FIRST_LINE}\nbranch {branch}\n");
        for folder in folders {
            let _ = writeln!(text, "folder {folder}");
        }
        for path in paths {
            let _ = writeln!(text, "path {path}");
        }
        let file = File::create(&path).during("create", &path)?;
        let mut journal = Self {
            path,
            file,
            kept: false,
        };
        journal.append(&text)?;
        Ok(journal)
    }

    /// Adds the commit and makes the journal durable: from here on the branch may move.
    pub(super) fn seal(&mut self, commit: Oid, files: &[FileRecord]) -> Result<(), GitError> {
        let mut text = format!("commit {commit}\n");
        for file in files {
            let index = printed(file.index);
            let work = printed(file.work);
            let _ = writeln!(
                text,
                "file {} {:o} {index} {work} {}",
                file.blob, file.mode, file.path
            );
        }
        for (number, file) in files.iter().enumerate() {
            // Where no line ends are converted, the blob tells.
            for made in file.made.iter().filter(|made| **made != file.blob) {
                let _ = writeln!(text, "made {number} {made}");
            }
        }
        text.push_str("end\n");
        self.append(&text)?;
        self.file.sync_all().during("sync", &self.path)?;
        let folder = self.path.with_file_name("");
        sync_folder(&folder)
    }

    /// Adds what the file of this number will be next, durably.
    pub(super) fn made(&mut self, number: usize, hash: Oid) -> Result<(), GitError> {
        self.append(&format!("made {number} {hash}\n"))?;
        self.file.sync_all().during("sync", &self.path)
    }

    fn append(&mut self, text: &str) -> Result<(), GitError> {
        self.file
            .write_all(text.as_bytes())
            .during("write", &self.path)
    }

    /// From here on only `finish` removes it: the branch has moved.
    pub(super) fn keep(&mut self) {
        self.kept = true;
    }

    /// All is done.
    pub(super) fn finish(mut self) {
        self.kept = false;
    }

    fn path(git_dir: &Path) -> PathBuf {
        git_dir.join(OWN).join("journal")
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if !self.kept {
            remove(&self.path);
        }
    }
}

/// How many journals that are none of ours are kept for who looks.
const KEPT_ASIDE: usize = 4;

/// A journal that a killed process left.
#[derive(Debug)]
pub(super) struct Left {
    path: PathBuf,
    /// When it was last written.
    pub(super) written: SystemTime,
    /// A full ref name; empty when not even that was written.
    pub(super) branch: String,
    /// Folders that it made, each after the one that holds it.
    pub(super) folders: Vec<String>,
    /// The files of the plan, in its order.
    pub(super) paths: Vec<String>,
    /// What the branch was about to become, or already is.
    pub(super) sealed: Option<Sealed>,
}

#[derive(Debug)]
pub(super) struct Sealed {
    pub(super) commit: Oid,
    pub(super) files: Vec<FileRecord>,
}

/// What lies in the place of the journal.
#[derive(Debug)]
pub(super) enum Found {
    /// Nothing: the last writer here ended by itself.
    Nothing,
    /// A journal.
    Journal(Left),
    /// What no journal of ours can be: it was set aside, under this name.
    Other(PathBuf),
}

impl Left {
    /// # Errors
    /// What lies there cannot be read or set aside.
    pub(super) fn find(git_dir: &Path) -> Result<Found, GitError> {
        let path = Journal::path(git_dir);
        let bytes = match ordinary::read_own(&path, MOST_BYTES) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(Found::Nothing),
            // No journal of ours is a link, a folder, a pipe or as large.
            Err(unread) if unread.is_certain() => return set_aside(&path).map(Found::Other),
            Err(unread) => return Err(unread.own(&path)),
        };
        let text = String::from_utf8_lossy(&bytes);
        let written = path
            .metadata()
            .and_then(|found| found.modified())
            .during("read", &path)?;
        let mut left = Self {
            path,
            written,
            branch: String::new(),
            folders: Vec::new(),
            paths: Vec::new(),
            sealed: None,
        };
        left.parse(&text);
        Ok(Found::Journal(left))
    }

    /// Takes complete lines only: the last one may have been cut.
    fn parse(&mut self, text: &str) {
        let mut commit = None;
        let mut files: Vec<FileRecord> = Vec::new();
        for line in text.split_inclusive('\n') {
            let Some(line) = line.strip_suffix('\n') else {
                return;
            };
            match line.split_once(' ') {
                Some(("branch", name)) => name.clone_into(&mut self.branch),
                Some(("folder", path)) => self.folders.push(path.to_owned()),
                Some(("path", path)) => self.paths.push(path.to_owned()),
                Some(("commit", oid)) => commit = oid.parse().ok(),
                Some(("file", rest)) => files.extend(parse_file(rest)),
                Some(("made", rest)) => {
                    match &mut self.sealed {
                        Some(sealed) => parse_made(rest, &mut sealed.files, |made, hash| {
                            if !made.contains(&hash) {
                                made.push(hash);
                            }
                        }),
                        // Instead of what an unconverted file would be.
                        None => parse_made(rest, &mut files, |made, hash| *made = vec![hash]),
                    }
                }
                None if line == "end" => {
                    let files = std::mem::take(&mut files);
                    self.sealed = commit.map(|commit| Sealed { commit, files });
                }
                _ => {}
            }
        }
    }

    /// As [`Journal::made`].
    pub(super) fn made(&self, number: usize, hash: Oid) -> Result<(), GitError> {
        let file = File::options().append(true).open(&self.path);
        let mut file = file.during("write", &self.path)?;
        file.write_all(format!("made {number} {hash}\n").as_bytes())
            .and_then(|()| file.sync_all())
            .during("write", &self.path)
    }

    /// Nothing of it is done: it is kept for who looks, under the name given.
    pub(super) fn set_aside(self) -> Result<PathBuf, GitError> {
        set_aside(&self.path)
    }

    /// All of it is finished or forgotten.
    pub(super) fn close(self) -> Result<(), GitError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(GitError::io("remove", &self.path, error))
            }
            _ => Ok(()),
        }
    }
}

/// For the fuzzer: whatever it says, it is read.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz(text: &str) {
    let mut left = Left {
        path: PathBuf::new(),
        written: SystemTime::UNIX_EPOCH,
        branch: String::new(),
        folders: Vec::new(),
        paths: Vec::new(),
        sealed: None,
    };
    left.parse(text);
}

/// Puts what lies in the place of the journal under a name of its own; the
/// last of them is replaced by the next. Its new name.
fn set_aside(path: &Path) -> Result<PathBuf, GitError> {
    let mut names = (1..=KEPT_ASIDE).map(|number| path.with_extension(format!("bad-{number}")));
    let free = names.find(|name| fs::symlink_metadata(name).is_err());
    let name = free.unwrap_or_else(|| path.with_extension(format!("bad-{KEPT_ASIDE}")));
    if fs::symlink_metadata(&name).is_ok() {
        let removed = fs::remove_file(&name).or_else(|_| fs::remove_dir_all(&name));
        removed.during("remove", &name)?;
    }
    fs::rename(path, &name).during("rename", path)?;
    Ok(name)
}

fn printed(oid: Option<Oid>) -> String {
    oid.map_or_else(|| "-".to_owned(), |oid| oid.to_string())
}

fn parse_file(line: &str) -> Option<FileRecord> {
    let mut words = line.splitn(5, ' ');
    let blob = words.next()?.parse().ok()?;
    let mode = u32::from_str_radix(words.next()?, 8).ok()?;
    let index = words.next()?.parse().ok();
    let work = words.next()?.parse().ok();
    Some(FileRecord {
        path: words.next()?.to_owned(),
        blob,
        mode,
        index,
        work,
        made: vec![blob],
    })
}

fn parse_made(line: &str, files: &mut [FileRecord], add: impl FnOnce(&mut Vec<Oid>, Oid)) {
    let parsed = line.split_once(' ').and_then(|(number, hash)| {
        let number: usize = number.parse().ok()?;
        Some((files.get_mut(number)?, hash.parse().ok()?))
    });
    if let Some((file, hash)) = parsed {
        add(&mut file.made, hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oid(text: &str) -> Oid {
        Oid::hash_object(git2::ObjectType::Blob, text.as_bytes()).unwrap()
    }

    fn record(path: &str, index: Option<Oid>) -> FileRecord {
        FileRecord {
            path: path.to_owned(),
            blob: oid("new"),
            mode: 0o100_644,
            index,
            work: None,
            made: vec![oid("new")],
        }
    }

    fn git_dir() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(OWN)).unwrap();
        folder
    }

    fn sealed_text() -> (String, Oid, Vec<FileRecord>) {
        let folder = git_dir();
        let commit = Oid::hash_object(git2::ObjectType::Commit, b"").unwrap();
        let mut files = vec![record("a b.md", None), record("c.md", Some(commit))];
        files[1].made = vec![oid("with other line ends")];
        let paths = files.iter().map(|file| file.path.as_str());
        let mut journal =
            Journal::begin(folder.path(), "refs/heads/main", &["d".to_owned()], paths).unwrap();
        journal.seal(commit, &files).unwrap();
        let text = fs::read_to_string(Journal::path(folder.path())).unwrap();
        (text, commit, files)
    }

    fn left(text: &str) -> Left {
        let folder = git_dir();
        fs::write(Journal::path(folder.path()), text).unwrap();
        match Left::find(folder.path()).unwrap() {
            Found::Journal(left) => left,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_sealed_journal_is_read_back_as_it_was_written() {
        let (text, commit, files) = sealed_text();
        let left = left(&text);
        assert_eq!(left.branch, "refs/heads/main");
        assert_eq!(left.folders, ["d"]);
        assert_eq!(left.paths, ["a b.md", "c.md"]);
        let sealed = left.sealed.unwrap();
        assert_eq!(sealed.commit, commit);
        assert_eq!(sealed.files, files);
    }

    #[test]
    fn a_journal_cut_anywhere_before_its_end_is_not_sealed() {
        let (text, ..) = sealed_text();
        for end in 0..text.len() {
            assert!(left(&text[..end]).sealed.is_none(), "cut after {end} bytes");
        }
    }

    #[test]
    fn what_a_file_became_later_is_read_back_in_order() {
        let (mut text, ..) = sealed_text();
        let (later, last) = (oid("with an edit"), oid("with another"));
        for made in [later, last] {
            let _ = writeln!(text, "made 0 {made}");
        }
        text.push_str("made 0 cut");
        let files = left(&text).sealed.unwrap().files;
        assert_eq!(files[0].made, [oid("new"), later, last]);
        assert_eq!(files[1].made, [oid("with other line ends")]);
    }

    #[test]
    fn a_journal_that_is_not_kept_goes_with_its_writer() {
        let folder = git_dir();
        drop(Journal::begin(folder.path(), "b", &[], std::iter::empty()).unwrap());
        assert!(matches!(Left::find(folder.path()), Ok(Found::Nothing)));
        let mut journal = Journal::begin(folder.path(), "b", &[], std::iter::empty()).unwrap();
        journal.keep();
        drop(journal);
        assert!(matches!(Left::find(folder.path()), Ok(Found::Journal(_))));
    }
}
