//! One look at every file's stat data, against what was remembered: which
//! folders and files have to be read again.
//!
//! A folder whose own mark has not changed holds the same names, so only its
//! files are looked at. A mark counts only when it is older than the look by
//! more than the step of the file system's clock: what was written within one
//! step may be written again without looking different. The clock asked is
//! that of the file system, by a file of our own; the machine's may be wrong.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::OnceLock;

use rustix::fs::{AtFlags, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::core::fault::Fault;
use crate::core::folder::{Difference, Folder, MARK, Mark, UNSETTLED, lacking};
use crate::core::id::TicketId;
use crate::core::parallel::in_parallel;

use super::git::GitError;
use super::{Store, layout};

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

/// The folders as they are, before their files were looked at.
#[derive(Default)]
struct Folders {
    found: Vec<Found>,
    gone: Vec<Folder>,
    faults: Vec<Fault>,
}

struct Found {
    /// With the marks of its files as remembered.
    now: Folder,
    /// As it is remembered, if it was listed again.
    before: Option<Folder>,
    is_listed: bool,
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
        let began = Began {
            scratch,
            at: OnceLock::new(),
        };
        let folders = self.folders(known, &began)?;
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
        let root = self.root.as_path();
        let looked = in_parallel(&folders.found, |found| look(root, found, &began));
        for (found, looked) in folders.found.into_iter().zip(looked) {
            let mut now = found.now;
            if let Some(before) = found.before {
                difference.lost.extend(lost(&before, &now));
            }
            let mut is_new = found.is_listed;
            for file in looked {
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
        let began = Began {
            scratch,
            at: OnceLock::new(),
        };
        let found = self.folders(known, &began)?.found;
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

    fn folders(&self, known: Vec<Folder>, began: &Began<'_>) -> Result<Folders, GitError> {
        let known = known
            .into_iter()
            .map(|folder| (folder.path.clone(), folder));
        let mut known: HashMap<String, Folder> = known.collect();
        let mut folders = Folders::default();
        let mut left = Vec::new();
        for top in [layout::FAQ, layout::TICKETS] {
            match fs::symlink_metadata(self.root.join(top)) {
                Ok(meta) if meta.is_symlink() => {
                    let path = top.to_owned();
                    return Err(GitError::Symlink { path });
                }
                _ => left.push(top.to_owned()),
            }
        }
        while let Some(path) = left.pop() {
            let before = known.remove(&path);
            let listed = list(&path, &self.root.join(&path), before.as_ref(), began);
            let (now, before, is_listed) = match (listed, before) {
                (Ok(Listed::Same), Some(now)) => (now, None, false),
                (Ok(Listed::Anew(now, faults)), before) => {
                    folders.faults.extend(faults);
                    (now, before, true)
                }
                (Ok(_), before) => {
                    folders.gone.extend(before);
                    continue;
                }
                (Err(error), before) => {
                    let reason = format!("it cannot be read: {error}");
                    folders.faults.push(Fault::new(path, 1, 1, reason));
                    folders.gone.extend(before);
                    continue;
                }
            };
            left.extend(now.folders.iter().map(|name| now.below(name)));
            folders.found.push(Found {
                now,
                before,
                is_listed,
            });
        }
        folders.gone.extend(known.into_values());
        Ok(folders)
    }
}

/// The files that a folder had and has no more.
fn lost(before: &Folder, now: &Folder) -> Vec<String> {
    let lost = lacking(before.files.iter(), now.files.iter());
    lost.map(|name| before.below(name)).collect()
}

/// One folder that was looked at.
enum Listed {
    /// It is not there.
    Gone,
    /// It holds the same names as before.
    Same,
    /// With the marks of its files as they were before, and what is wrong with
    /// its names.
    Anew(Folder, Vec<Fault>),
}

/// The names in a folder, if they may have changed. Markdown below `tickets/`
/// is a ticket or should be, unless it lies among the attachments of one.
fn list(
    path: &str,
    full: &Path,
    before: Option<&Folder>,
    began: &Began<'_>,
) -> Result<Listed, Errno> {
    let stat = match rustix::fs::lstat(full) {
        Err(Errno::NOENT | Errno::NOTDIR) => return Ok(Listed::Gone),
        stat => stat?,
    };
    if before.is_some_and(|before| before.mark == Some(mark(&stat))) {
        return Ok(Listed::Same);
    }
    began.note();
    let open = open(full)?;
    let stat = rustix::fs::fstat(&open)?;
    let is_settled = began.is_settled(&stat);
    let mut faults = Vec::new();
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in rustix::fs::Dir::read_from(&open)? {
        let entry = entry?;
        let bytes = entry.file_name().to_bytes();
        if bytes == b"." || bytes == b".." {
            continue;
        }
        let is_folder = match entry.file_type() {
            rustix::fs::FileType::Unknown => {
                let stat = rustix::fs::statat(&open, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)?;
                rustix::fs::FileType::from_raw_mode(stat.st_mode) == rustix::fs::FileType::Directory
            }
            kind => kind == rustix::fs::FileType::Directory,
        };
        let Ok(name) = str::from_utf8(bytes) else {
            let name = format!("{path}/{}", String::from_utf8_lossy(bytes));
            if layout::is_markdown(&name) && !is_folder {
                faults.push(Fault::new(name, 1, 1, "its name is not UTF-8"));
            }
            continue;
        };
        if !is_folder && layout::is_markdown(name) {
            files.push(name.to_owned());
        } else if is_folder && (path.starts_with(layout::FAQ) || name.parse::<TicketId>().is_err())
        {
            folders.push(name.to_owned());
        }
    }
    folders.sort_unstable();
    files.sort_unstable();
    let before = before.map(|before| before.entries().collect::<HashMap<_, _>>());
    let before = before.unwrap_or_default();
    let marks = files.iter().map(|name| before.get(name.as_str()));
    let now = Folder {
        path: path.to_owned(),
        mark: (is_settled && faults.is_empty()).then(|| mark(&stat)),
        folders: folders.iter().map(String::as_str).collect(),
        marks: marks
            .map(|mark| mark.map_or(UNSETTLED, |mark| **mark))
            .collect(),
        files: files.iter().map(String::as_str).collect(),
    };
    Ok(Listed::Anew(now, faults))
}

fn open(full: &Path) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    rustix::fs::open(full, flags, Mode::empty())
}

/// A file that has to be read.
struct ToRead {
    /// Among the files of its folder.
    place: usize,
    mark: Mark,
    path: String,
}

/// The files of a folder that have to be read.
fn look(root: &Path, found: &Found, began: &Began<'_>) -> Vec<ToRead> {
    let folder = &found.now;
    let mut read = Vec::new();
    if folder.files.is_empty() {
        return read;
    }
    let open = open(&root.join(&folder.path)).ok();
    let stat = |name: &str| {
        let open = open.as_ref()?;
        rustix::fs::statat(open, name, AtFlags::SYMLINK_NOFOLLOW).ok()
    };
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
