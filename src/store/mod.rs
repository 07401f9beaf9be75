//! Files, front matter and git: where the tickets are kept.

pub mod article_file;
pub mod config;
pub mod foreign;
pub mod front_matter;
pub mod git;
pub mod holidays;
mod listing;
pub mod merge;
pub(crate) mod ordinary;
mod sharing;
mod sweep;
mod sys;
pub mod ticket_file;
mod unite;
pub mod zone_files;

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::core::calendar::Feast;
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::policy::Policy;
use crate::core::told::Told;
use crate::core::words;

use git::{GitError, IoContext as _, Oid, Repository};
use ordinary::{Root, Unread};

#[cfg(any(test, fuzzing))]
pub(crate) use git::fuzz_journal;
pub use listing::{Listing, Piece};
pub use sweep::Sweep;
pub(crate) use sys::process_runs;

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No folder from here to the root has a configuration.
    #[error("there is no store at or above {}", .0.display())]
    NotFound(PathBuf),
    /// A folder that was named and is not there: a store above it may be another
    /// than the one that was meant.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// A bare repository whose commit has several configurations.
    #[error("{} holds several stores: {}", .repository.display(), words::listed(.folders, "and"))]
    Several {
        /// The repository.
        repository: PathBuf,
        /// The folders of its tree that have one, at least two.
        folders: Vec<String>,
    },
}

impl Told for StoreError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound(_) => {
                Some("bitacora init makes one here; -C DIR or BITACORA_DIR name another".to_owned())
            }
            Self::NoFolder(_) => {
                Some("-C DIR or BITACORA_DIR names a folder that is there".to_owned())
            }
            Self::Several {
                repository,
                folders,
            } => {
                let one = repository.join(folders.first()?);
                Some(format!("-C {} names one of them", one.display()))
            }
        }
    }
}

/// What a store is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The files as they lie there.
    WorkTree,
    /// The tree of a commit: a bare repository, or the past.
    Commit(Oid),
}

/// Where the tickets are kept.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    repository: Repository,
    source: Source,
}

impl Store {
    /// Opens the store that holds `start`: the nearest folder upwards with a
    /// configuration. In a bare repository that is a folder of the tree of
    /// HEAD: the one that the rest of the path names (`x.git/support`), else
    /// the only one that has a configuration.
    pub fn around(start: &Path) -> anyhow::Result<Self> {
        let (there, below) = there(start);
        // A link or a pipe of that name is one that cannot be read, not none.
        let has_config = |folder: &Path| {
            let about = fs::symlink_metadata(folder.join(layout::CONFIG));
            about.is_ok_and(|about| !about.is_dir())
        };
        let is_repository =
            |folder: &Path| folder.join("HEAD").is_file() && folder.join("objects").is_dir();
        let is_bare = |folder: &Path| !folder.ends_with(".git") && is_repository(folder);
        // What is nearest was meant.
        let nearest = there.ancestors().find(|at| has_config(at) || is_bare(at));
        if let Some(root) = nearest.filter(|at| has_config(at)) {
            if !below.as_os_str().is_empty() {
                return Err(StoreError::NoFolder(start.to_owned()).into());
            }
            return Ok(Self::open(root.to_owned())?);
        }
        let Some(bare) = nearest.or_else(|| there.ancestors().find(|at| is_repository(at))) else {
            let is_there = below.as_os_str().is_empty();
            return Err(if is_there {
                StoreError::NotFound(there).into()
            } else {
                StoreError::NoFolder(start.to_owned()).into()
            });
        };
        let mut store = Self::open(bare.to_owned())?;
        let inside = there
            .strip_prefix(bare)
            .unwrap_or(Path::new(""))
            .join(below);
        let folder = store.folder_in_tree(&inside)?;
        store.repository.enter(&folder);
        Ok(store)
    }

    /// The folder of the tree that holds the store of a bare repository: empty,
    /// or ending in `/`.
    fn folder_in_tree(&self, inside: &Path) -> anyhow::Result<String> {
        let missing = || StoreError::NotFound(self.root.join(inside).components().collect());
        let Source::Commit(head) = self.source else {
            return Err(missing().into());
        };
        let above = inside.ancestors().filter_map(Path::to_str);
        for folder in above.filter(|folder| !folder.is_empty()) {
            let config = format!("{folder}/{}", layout::CONFIG);
            if self.repository.tree_read(head, &config)?.is_some() {
                return Ok(format!("{folder}/"));
            }
        }
        let folders = self.repository.folders_with(head, layout::CONFIG)?;
        match folders.as_slice() {
            // As in a work tree, the folder upwards is the store.
            [first, ..] if first.is_empty() => Ok(String::new()),
            [only] if inside.as_os_str().is_empty() => Ok(only.clone()),
            [_, _, ..] if inside.as_os_str().is_empty() => Err(StoreError::Several {
                repository: self.root.clone(),
                folders: folders
                    .iter()
                    .map(|folder| folder.trim_end_matches('/').to_owned())
                    .collect(),
            }
            .into()),
            _ => Err(missing().into()),
        }
    }

    /// Opens the store whose root is `root`. A bare repository is read from
    /// the commit HEAD stands for.
    pub fn open(root: PathBuf) -> Result<Self, GitError> {
        let repository = Repository::open(&root)?;
        let source = match repository.head_oid() {
            Some(head) if repository.is_bare() => Source::Commit(head),
            _ => Source::WorkTree,
        };
        Ok(Self {
            root,
            repository,
            source,
        })
    }

    /// The same store as it stood at a commit.
    #[must_use]
    pub fn at(mut self, commit: Oid) -> Self {
        self.source = Source::Commit(commit);
        self
    }

    /// Whether it is read as it is now: the files as they lie there, or where
    /// there are none, the commit HEAD stands for.
    #[must_use]
    pub fn is_current(&self) -> bool {
        match self.source {
            Source::WorkTree => true,
            Source::Commit(commit) => {
                self.repository.is_bare() && self.repository.head_oid() == Some(commit)
            }
        }
    }

    /// The commit that is read; `None`: the files as they lie there.
    #[must_use]
    pub fn commit(&self) -> Option<Oid> {
        match self.source {
            Source::Commit(commit) => Some(commit),
            Source::WorkTree => None,
        }
    }

    /// The folder that holds the configuration.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The repository around it.
    #[must_use]
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The bytes of a file; `None` when there is none. What is no ordinary
    /// file, lies behind a link or is larger than its kind may be is a fault.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        match self.source {
            Source::Commit(commit) => self.repository.tree_read(commit, path),
            Source::WorkTree => self.read_here(path),
        }
    }

    fn read_here(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        let root = Root::open(&self.root).during("open", &self.root)?;
        let read = root.read(path, layout::most_bytes(path));
        Ok(read.map_err(|unread| unread.of(path))?)
    }

    /// Hands the bytes of a file to `take`, piece by piece where it lies in the
    /// work tree; false when there is none.
    pub fn stream(&self, path: &str, mut take: impl FnMut(&[u8])) -> Result<bool, GitError> {
        let most = layout::most_bytes(path);
        if let Source::Commit(commit) = self.source {
            let bytes = self.repository.tree_read(commit, path)?;
            return Ok(bytes.is_some_and(|bytes| {
                take(&bytes);
                true
            }));
        }
        let root = Root::open(&self.root).during("open", &self.root)?;
        let unfit = |unread: Unread| unread.of(path);
        let Some(file) = root.file(path).map_err(unfit)? else {
            return Ok(false);
        };
        if file.bytes > most {
            let bytes = file.bytes;
            return Err(Unread::TooLarge { bytes, most }.of(path).into());
        }
        let mut piece = vec![0; 1 << 16];
        let mut file = file.into_file();
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(true),
                Ok(read) => take(&piece[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unfit(error.into()).into()),
            }
        }
    }

    /// Whether there is a file; one behind a symbolic link counts.
    pub fn exists(&self, path: &str) -> Result<bool, GitError> {
        match self.source {
            Source::Commit(commit) => Ok(self.repository.tree_read(commit, path)?.is_some()),
            Source::WorkTree => Ok(fs::symlink_metadata(self.root.join(path)).is_ok()),
        }
    }

    /// The configuration, with the holiday files it names.
    pub fn policy(&self) -> anyhow::Result<Policy> {
        let bytes = self
            .read(layout::CONFIG)?
            .ok_or_else(|| StoreError::NotFound(self.root.clone()))?;
        let mut policy = config::policy(&bytes)?;
        let paths = policy.holiday_paths();
        for path in &paths {
            if let Some(feasts) = self.feasts(path)? {
                policy.holiday_files.insert(path.clone(), feasts);
            }
        }
        if !paths.is_empty() {
            config::calendars(&policy, &bytes)?;
        }
        Ok(policy)
    }

    /// The days of a holiday file; `None` when there is none.
    fn feasts(&self, path: &str) -> anyhow::Result<Option<Vec<Feast>>> {
        let Some(bytes) = self.read(path)? else {
            return Ok(None);
        };
        Ok(Some(holidays::feasts(path, &bytes)?))
    }

    /// The names of the files attached to a ticket.
    pub fn attachments(&self, id: &TicketId) -> Result<Vec<String>, GitError> {
        let folder = layout::attachments(id);
        if let Source::Commit(commit) = self.source {
            let entries = self.repository.tree_list(commit, &folder)?;
            let names = entries.iter().filter_map(|entry| {
                let below = entry.path.strip_prefix(&folder)?;
                below.rsplit_once('/').map(|(_, name)| name.to_owned())
            });
            return Ok(names.collect());
        }
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else {
            return Ok(Vec::new());
        };
        Ok(entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect())
    }
}

/// As much of a folder's path as is there, without links and `..`, and what is
/// left of it: a folder of the tree of a bare repository is not on disk.
fn there(folder: &Path) -> (PathBuf, PathBuf) {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // Without the `/` at its end.
    let absolute: PathBuf = absolute.components().collect();
    let found = absolute.ancestors().find_map(|above| {
        let below = absolute.strip_prefix(above).ok()?;
        Some((above.canonicalize().ok()?, below.to_owned()))
    });
    found.unwrap_or((absolute, PathBuf::new()))
}
