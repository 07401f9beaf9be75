//! A folder for what hooks and the program that signs are shown.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use git2::{ObjectType, Oid};

use super::super::super::dirs::{Dirs, OWN};
use super::super::super::error::{GitError, IoContext as _};
use super::super::super::files::age;
use super::super::holder::Holder;
use crate::store::sys;

/// How the name of such a folder begins; then come the number of the process, that
/// of the folder, and a mark of the machine since it was started.
const NAME: &str = "commit-";

/// When a folder is old that may be another machine's.
const OLD: Duration = Duration::from_hours(24);

/// Tells the folders of one process apart.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A folder of one process, gone when dropped. What a killed one left goes with
/// the next.
pub(super) struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    pub(super) fn begin(place: &Dirs) -> Result<Self, GitError> {
        place.make_own(&place.git_dir)?;
        let own = place.git_dir.join(OWN);
        let (process, mark) = (std::process::id(), mark()?);
        sweep(&own, &mark);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = own.join(format!("{NAME}{process}-{number}-{mark}"));
        // Of a process that was killed and had the same number.
        let _ = fs::remove_dir_all(&folder);
        let made = place.sharing.make_folder(&folder);
        made.during("create", &folder)?;
        Ok(Self { folder })
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, GitError> {
        let path = self.path(name);
        fs::write(&path, bytes).during("write", &path)?;
        Ok(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Tells this machine, since it was started, from others that share the folder:
/// only here can be told whether a process runs.
fn mark() -> Result<String, GitError> {
    let Holder { host, boot, .. } = Holder::me();
    // Numbers of processes are counted anew in each container.
    let counted = fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    let machine = format!("{host}\n{boot}\n{}", counted.display());
    let hash = Oid::hash_object(ObjectType::Blob, machine.as_bytes());
    let hash = hash.map_err(GitError::git("name a folder"))?;
    Ok(format!("{hash:.8}"))
}

/// Removes the folders of processes that are gone; what cannot be removed is in
/// nobody's way.
fn sweep(own: &Path, mark: &str) {
    let entries = fs::read_dir(own).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(NAME) else {
            continue;
        };
        let process = rest
            .split('-')
            .next()
            .and_then(|number| number.parse().ok());
        let folder = entry.path();
        let is_left = if rest.ends_with(mark) {
            process.is_none_or(|process| !sys::process_runs(process))
        } else {
            age(&folder).is_some_and(|age| age > OLD)
        };
        if is_left {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}
