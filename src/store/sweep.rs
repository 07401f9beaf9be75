//! One look at every file's stat data, against what was remembered: which
//! folders and files have to be read again.
//!
//! A folder whose own mark has not changed holds the same names, so only its
//! files are looked at. A mark counts only when it is older than the look by
//! more than the step of the file system's clock: what was written within one
//! step may be written again without looking different. The clock asked is
//! that of the file system, by a file of our own; the machine's may be wrong.

use std::collections::HashMap;
use std::io::Write as _;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::OnceLock;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::core::fault::Fault;
use crate::core::folder::{Difference, Folder, MARK, Mark, UNSETTLED, lacking};
use crate::core::id::TicketId;
use crate::core::parallel::in_parallel;

use super::Store;
use super::git::GitError;
use super::ordinary::Unread;
use crate::core::layout;

/// The longest step of a clock that tells nanoseconds: the kernel's tick at
/// 100 Hz, twice.
const TICK: i128 = 20_000_000;
/// That of one that tells whole seconds (FAT: two), in nanoseconds.
const COARSE_TICK: i128 = 2_000_000_000;

/// What one look found.
#[derive(Debug, Default)]
pub struct Sweep {
    /// Against what was remembered.
    pub difference: Difference,
    /// What cannot be listed. It is found again at each look.
    pub faults: Vec<Fault>,
}

/// A folder that is to be visited, with what was remembered of it.
struct Visit {
    path: String,
    before: Option<Folder>,
}

/// What a visit found.
enum Visited {
    /// It is not there.
    Gone,
    /// It cannot be listed.
    Closed(Errno),
    /// It holds the same names as before; these files have to be read.
    Same(Vec<ToRead>),
    /// With the marks of its files as they were before, and what is wrong with
    /// its names.
    Anew(Folder, Vec<ToRead>, Vec<Fault>),
}

/// A folder that is there.
struct Found {
    now: Folder,
    /// As it was, if it was listed again.
    before: Option<Folder>,
    is_listed: bool,
    read: Vec<ToRead>,
}

/// The folders that are there, and what became of the others.
#[derive(Default)]
struct Folders {
    found: Vec<Found>,
    gone: Vec<Folder>,
    faults: Vec<Fault>,
}

/// The file system's clock at the first change that was seen.
struct Began<'a> {
    scratch: &'a Path,
    at: OnceLock<Option<i128>>,
}

impl Began<'_> {
    /// Must be called before the stat data of anything that is to be
    /// remembered are read.
    fn note(&self) -> Option<i128> {
        *self.at.get_or_init(|| {
            let mut file = tempfile::tempfile_in(self.scratch).ok()?;
            file.write_all(b"0").ok()?;
            let stat = rustix::fs::fstat(&file).ok()?;
            Some(nanoseconds(stat.st_mtime, stat.st_mtime_nsec))
        })
    }

    /// Whether what looks like this now will look different after any change.
    fn is_settled(&self, stat: &Stat) -> bool {
        let written = nanoseconds(stat.st_mtime, stat.st_mtime_nsec);
        let changed = nanoseconds(stat.st_ctime, stat.st_ctime_nsec);
        let tick = if stat.st_ctime_nsec == 0 {
            COARSE_TICK
        } else {
            TICK
        };
        self.note()
            .is_some_and(|began| written.max(changed) + tick < began)
    }
}

#[allow(clippy::cast_lossless)] // The widths differ between systems.
fn nanoseconds(seconds: impl Into<i64>, nanoseconds: impl TryInto<i64>) -> i128 {
    let nanoseconds = nanoseconds.try_into().unwrap_or(0);
    i128::from(seconds.into()) * 1_000_000_000 + i128::from(nanoseconds)
}

fn mark(stat: &Stat) -> Mark {
    let mut mark = [0; MARK];
    let parts = [
        (stat.st_size.cast_unsigned(), 0..8),
        (stat.st_ino, 8..16),
        (low(nanoseconds(stat.st_mtime, stat.st_mtime_nsec)), 16..24),
        (low(nanoseconds(stat.st_ctime, stat.st_ctime_nsec)), 24..32),
        (u64::from(stat.st_mode), 32..40),
    ];
    for (number, place) in parts {
        mark[place].copy_from_slice(&number.to_le_bytes());
    }
    mark
}

/// Nanoseconds since 1970 fit into 64 bits until the year 2554; dates beyond
/// differ in them as well.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn low(nanoseconds: i128) -> u64 {
    nanoseconds as u64
}

impl Store {
    /// Looks at the folders below `tickets/` and `faq/` and at their files.
    /// `known` is what was remembered, by path; `scratch` a folder of the same
    /// file system in which a file may be made for an instant, where nothing
    /// is remembered for longer than this look if it cannot.
    ///
    /// # Errors
    /// One of the two folders is a symbolic link.
    pub fn sweep(&self, known: Vec<Folder>, scratch: &Path) -> Result<Sweep, GitError> {
        let folders = self.folders(known, scratch, Files::Looked)?;
        let mut sweep = Sweep {
            faults: folders.faults,
            ..Sweep::default()
        };
        let difference = &mut sweep.difference;
        for folder in folders.gone {
            let lost = folder.files.iter().map(|name| folder.below(name));
            difference.lost.extend(lost);
            difference.gone.push(folder.path);
        }
        for found in folders.found {
            let mut now = found.now;
            if let Some(before) = found.before {
                difference.lost.extend(lost(&before, &now));
            }
            let mut is_new = found.is_listed;
            for file in found.read {
                is_new |= now.marks[file.place] != file.mark;
                now.marks[file.place] = file.mark;
                difference.read.push(file.path);
            }
            if is_new {
                difference.changed.push(now);
            }
        }
        // In the order in which they are asked for.
        difference.read.sort_unstable();
        Ok(sweep)
    }

    /// The paths of the files below `tickets/` that may be tickets, in order,
    /// with only those folders listed that have changed. What is wrong with
    /// others is for [`Self::sweep`] to tell.
    ///
    /// # Errors
    /// As for [`Self::sweep`].
    pub fn names(&self, known: Vec<Folder>, scratch: &Path) -> Result<Vec<String>, GitError> {
        let found = self.folders(known, scratch, Files::Named)?.found;
        let tickets = found
            .iter()
            .filter(|found| found.now.path.starts_with(layout::TICKETS));
        let paths = tickets.flat_map(|found| {
            let names = found.now.files.iter();
            names.map(|name| found.now.below(name))
        });
        let mut paths: Vec<String> = paths.collect();
        paths.sort_unstable();
        Ok(paths)
    }

    /// Visits the folders that are known all at once, then those that prove to
    /// be new. What is known and lies in no folder that is there is gone, even
    /// if a link leads to one of its name.
    fn folders(
        &self,
        known: Vec<Folder>,
        scratch: &Path,
        files: Files,
    ) -> Result<Folders, GitError> {
        let tops = [layout::FAQ, layout::TICKETS];
        for top in tops {
            self.is_no_other(top)?;
        }
        let began = Began {
            scratch,
            at: OnceLock::new(),
        };
        let root = self.root.as_path();
        let mut visits: Vec<Visit> = known.into_iter().map(Visit::again).collect();
        let is_new = |top: &&str| !visits.iter().any(|visit| visit.path == *top);
        let new: Vec<Visit> = tops
            .iter()
            .copied()
            .filter(is_new)
            .map(Visit::first)
            .collect();
        visits.extend(new);
        let mut visited: HashMap<String, (Option<Folder>, Visited)> = HashMap::new();
        let mut folders = Folders::default();
        let mut left: Vec<String> = tops.map(str::to_owned).to_vec();
        while !left.is_empty() {
            let results = in_parallel(&visits, |visit| visit.make(root, files, &began));
            let results = visits.drain(..).zip(results);
            visited.extend(results.map(|(visit, found)| (visit.path, (visit.before, found))));
            for path in std::mem::take(&mut left) {
                folders.follow(path, &mut visited, &mut visits);
            }
            left.extend(visits.iter().map(|visit| visit.path.clone()));
        }
        folders
            .gone
            .extend(visited.into_values().filter_map(|(before, _)| before));
        Ok(folders)
    }
}

impl Folders {
    /// Takes a folder and those below it out of what was visited; those that
    /// were not are to be visited next.
    fn follow(
        &mut self,
        path: String,
        visited: &mut HashMap<String, (Option<Folder>, Visited)>,
        next: &mut Vec<Visit>,
    ) {
        let mut left = vec![path];
        while let Some(path) = left.pop() {
            let Some((before, found)) = visited.remove(&path) else {
                next.push(Visit::first(&path));
                continue;
            };
            let found = match (found, before) {
                (Visited::Same(read), Some(now)) => Found {
                    now,
                    before: None,
                    is_listed: false,
                    read,
                },
                (Visited::Anew(now, read, faults), before) => {
                    self.faults.extend(faults);
                    Found {
                        now,
                        before,
                        is_listed: true,
                        read,
                    }
                }
                (Visited::Closed(error), before) => {
                    let reason = format!("it cannot be read: {error}");
                    self.faults.push(Fault::new(path, 1, 1, reason));
                    self.gone.extend(before);
                    continue;
                }
                (Visited::Gone | Visited::Same(_), before) => {
                    self.gone.extend(before);
                    continue;
                }
            };
            left.extend(found.now.folders.iter().map(|name| found.now.below(name)));
            self.found.push(found);
        }
    }
}

/// How far the files of a folder are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Files {
    /// Their names alone.
    Named,
    /// Whether they have to be read.
    Looked,
}

impl Visit {
    fn first(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            before: None,
        }
    }

    fn again(before: Folder) -> Self {
        Self {
            path: before.path.clone(),
            before: Some(before),
        }
    }

    fn make(&self, root: &Path, files: Files, began: &Began<'_>) -> Visited {
        let found = self.enter(root, files, began);
        found.unwrap_or_else(|error| match error {
            Errno::NOENT | Errno::NOTDIR => Visited::Gone,
            error => Visited::Closed(error),
        })
    }

    fn enter(&self, root: &Path, files: Files, began: &Began<'_>) -> Result<Visited, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let open = rustix::fs::open(root.join(&self.path), flags, Mode::empty())?;
        let is_same = |before: &&Folder, stat| before.mark == Some(mark(stat));
        let look = |folder: &Folder| match files {
            Files::Named => Vec::new(),
            Files::Looked => look(&open, folder, began),
        };
        let stat = rustix::fs::fstat(&open)?;
        if let Some(before) = self.before.as_ref().filter(|before| is_same(before, &stat)) {
            return Ok(Visited::Same(look(before)));
        }
        began.note();
        let (now, faults) = self.list(&open, began)?;
        let read = look(&now);
        Ok(Visited::Anew(now, read, faults))
    }

    /// The names in the folder. Markdown below `tickets/` is a ticket or should
    /// be, unless it lies among the attachments of one.
    fn list(&self, open: &OwnedFd, began: &Began<'_>) -> Result<(Folder, Vec<Fault>), Errno> {
        let path = &self.path;
        let stat = rustix::fs::fstat(open)?;
        let is_settled = began.is_settled(&stat);
        let mut faults = Vec::new();
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        for entry in rustix::fs::Dir::read_from(open)? {
            let entry = entry?;
            let bytes = entry.file_name().to_bytes();
            if bytes == b"." || bytes == b".." {
                continue;
            }
            let kind = match entry.file_type() {
                FileType::Unknown => {
                    let name = entry.file_name();
                    let stat = rustix::fs::statat(open, name, AtFlags::SYMLINK_NOFOLLOW)?;
                    FileType::from_raw_mode(stat.st_mode)
                }
                kind => kind,
            };
            let is_folder = kind == FileType::Directory;
            let Ok(name) = str::from_utf8(bytes) else {
                let name = format!("{path}/{}", String::from_utf8_lossy(bytes));
                if layout::may_be_ours(&name) && !is_folder {
                    faults.push(Fault::new(name, 1, 1, "its name is not UTF-8"));
                }
                continue;
            };
            let below = || format!("{path}/{name}");
            if kind == FileType::Symlink && !layout::may_be_ours(name) && layout::may_hide(&below())
            {
                faults.push(Unread::Link.of(&below()));
            } else if !is_folder && layout::may_be_ours(name) {
                files.push(name.to_owned());
            } else if is_folder
                && (path.starts_with(layout::FAQ) || name.parse::<TicketId>().is_err())
            {
                folders.push(name.to_owned());
            }
        }
        folders.sort_unstable();
        files.sort_unstable();
        let before = self.before.iter().flat_map(Folder::entries);
        let before: HashMap<&str, &Mark> = before.collect();
        let marks = files.iter().map(|name| before.get(name.as_str()));
        let now = Folder {
            path: path.clone(),
            mark: (is_settled && faults.is_empty()).then(|| mark(&stat)),
            folders: folders.iter().map(String::as_str).collect(),
            marks: marks
                .map(|mark| mark.map_or(UNSETTLED, |mark| **mark))
                .collect(),
            files: files.iter().map(String::as_str).collect(),
        };
        Ok((now, faults))
    }
}

/// The files that a folder had and has no more.
fn lost(before: &Folder, now: &Folder) -> Vec<String> {
    let lost = lacking(before.files.iter(), now.files.iter());
    lost.map(|name| before.below(name)).collect()
}

/// A file that has to be read.
struct ToRead {
    /// Among the files of its folder.
    place: usize,
    mark: Mark,
    path: String,
}

/// The files of a folder that have to be read.
fn look(open: &OwnedFd, folder: &Folder, began: &Began<'_>) -> Vec<ToRead> {
    let mut read = Vec::new();
    let stat = |name: &str| rustix::fs::statat(open, name, AtFlags::SYMLINK_NOFOLLOW).ok();
    for (place, (name, before)) in folder.entries().enumerate() {
        let now = stat(name).as_ref().map_or(UNSETTLED, mark);
        if now == *before && now != UNSETTLED {
            continue;
        }
        began.note();
        // Again: what is remembered must have been seen after the clock was.
        let stat = stat(name).filter(|stat| began.is_settled(stat));
        read.push(ToRead {
            place,
            mark: stat.as_ref().map_or(UNSETTLED, mark),
            path: folder.below(name),
        });
    }
    read
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A look that began so many nanoseconds after a file was written.
    fn settles_after(nanoseconds: i128) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "one").unwrap();
        let stat = rustix::fs::lstat(&path).unwrap();
        let written = super::nanoseconds(stat.st_ctime, stat.st_ctime_nsec);
        let began = Began {
            scratch: folder.path(),
            at: OnceLock::from(Some(written + nanoseconds)),
        };
        let tick = if stat.st_ctime_nsec == 0 {
            COARSE_TICK
        } else {
            TICK
        };
        assert!(nanoseconds.abs() <= tick + 1);
        began.is_settled(&stat)
    }

    #[test]
    fn a_file_written_within_one_step_of_the_clock_is_read_again() {
        assert!(!settles_after(0));
        assert!(!settles_after(TICK));
        assert!(settles_after(TICK + 1));
    }

    #[test]
    fn a_file_from_the_future_is_read_again_until_the_clock_is_there() {
        assert!(!settles_after(-TICK));
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_settled() {
        let folder = tempfile::tempdir().unwrap();
        let stat = rustix::fs::lstat(folder.path()).unwrap();
        let began = Began {
            scratch: &folder.path().join("not/there"),
            at: OnceLock::new(),
        };
        assert!(!began.is_settled(&stat));
    }
}
