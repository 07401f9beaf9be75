//! Files, front matter and git: where the tickets are kept.

pub mod article_file;
pub mod config;
pub mod foreign;
pub mod front_matter;
pub mod git;
mod journal;
pub mod layout;
mod lock;
mod sys;
pub mod ticket_file;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::core::contract::Contract;
use crate::core::fault::Fault;
use crate::core::id::TicketId;
use crate::core::policy::Policy;
use crate::core::words;

use article_file::ArticleFile;
use git::{GitError, Oid, Repository, TreeKind};
use ticket_file::TicketFile;

pub(crate) use sys::process_runs;

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No folder from here to the root has a configuration.
    #[error("there is no store at or above {}", .0.display())]
    NotFound(PathBuf),
    /// A bare repository whose commit has several configurations.
    #[error("{} holds several stores: {}", .repository.display(), words::listed(.folders, "and"))]
    Several {
        /// The repository.
        repository: PathBuf,
        /// The folders of its tree that have one, at least two.
        folders: Vec<String>,
    },
}

impl StoreError {
    /// The next thing to type.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound(_) => {
                Some("bitacora init makes one here; -C DIR or BITACORA_DIR name another".to_owned())
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

/// What was read: the good files, and what is wrong with the others.
#[derive(Debug)]
pub struct Listing<T> {
    /// The files that could be read, by path.
    pub files: Vec<T>,
    /// One for each that could not.
    pub faults: Vec<Fault>,
}

impl Store {
    /// Opens the store that holds `start`: the nearest folder upwards with a
    /// configuration. In a bare repository that is a folder of the tree of
    /// HEAD: the one that the rest of the path names (`x.git/support`), else
    /// the only one that has a configuration.
    pub fn around(start: &Path) -> anyhow::Result<Self> {
        let absolute = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
        // Without the `/` at its end.
        let absolute: PathBuf = absolute.components().collect();
        let mut above = absolute.ancestors();
        if let Some(root) = above.find(|folder| folder.join(layout::CONFIG).is_file()) {
            return Ok(Self::open(root.to_owned())?);
        }
        let is_repository =
            |folder: &Path| folder.join("HEAD").is_file() && folder.join("objects").is_dir();
        let Some(bare) = absolute.ancestors().find(|folder| is_repository(folder)) else {
            return Err(StoreError::NotFound(absolute).into());
        };
        let mut store = Self::open(bare.to_owned())?;
        let inside = absolute.strip_prefix(bare).unwrap_or(Path::new(""));
        let folder = store.folder_in_tree(inside)?;
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

    /// The bytes of a file; `None` when there is none. A symbolic link is
    /// never followed.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        match self.source {
            Source::Commit(commit) => self.repository.tree_read(commit, path),
            Source::WorkTree => self.read_here(path),
        }
    }

    fn read_here(&self, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        let mut full = self.root.clone();
        for component in path.split('/') {
            full.push(component);
            let is_link = fs::symlink_metadata(&full).is_ok_and(|meta| meta.is_symlink());
            if is_link {
                let path = path.to_owned();
                return Err(GitError::Symlink { path });
            }
        }
        match fs::read(&full) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(GitError::Io {
                action: "read",
                path: full,
                source,
            }),
        }
    }

    /// Whether there is a file; one behind a symbolic link counts.
    pub fn exists(&self, path: &str) -> Result<bool, GitError> {
        match self.source {
            Source::Commit(commit) => Ok(self.repository.tree_read(commit, path)?.is_some()),
            Source::WorkTree => Ok(fs::symlink_metadata(self.root.join(path)).is_ok()),
        }
    }

    /// The paths below a folder that end in `.md`, in order.
    fn markdown(&self, folder: &str) -> Result<Vec<String>, GitError> {
        let mut paths = match self.source {
            Source::Commit(commit) => self
                .repository
                .tree_list(commit, folder)?
                .into_iter()
                .filter(|entry| entry.kind == TreeKind::File)
                .map(|entry| entry.path)
                .filter(|path| layout::is_markdown(path))
                .collect(),
            Source::WorkTree => self.walk(folder)?,
        };
        paths.sort_unstable();
        Ok(paths)
    }

    fn walk(&self, folder: &str) -> Result<Vec<String>, GitError> {
        let root = self.root.join(folder);
        if fs::symlink_metadata(&root).is_ok_and(|meta| meta.is_symlink()) {
            let path = folder.to_owned();
            return Err(GitError::Symlink { path });
        }
        let paths = WalkDir::new(root)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| !entry.file_type().is_dir())
            .filter_map(|entry| {
                let path = entry.path().strip_prefix(&self.root).ok()?;
                let path = path.to_str()?;
                layout::is_markdown(path).then(|| path.to_owned())
            });
        Ok(paths.collect())
    }

    /// The files below `tickets/` that may be tickets. Markdown among the
    /// attachments of a ticket is none.
    pub fn ticket_paths(&self) -> Result<Vec<String>, GitError> {
        let mut paths = self.markdown(layout::TICKETS)?;
        paths.retain(|path| {
            let folder = path.rsplit('/').nth(1).unwrap_or_default();
            folder.parse::<TicketId>().is_err()
        });
        Ok(paths)
    }

    /// Reads files on all cores, each on its own: what cannot be read becomes
    /// a fault and never hides the others.
    fn read_all<T: Send>(
        &self,
        paths: &[String],
        parse: impl Fn(&str, &[u8]) -> Result<T, Fault> + Sync,
    ) -> Result<Listing<T>, GitError> {
        let mut listing = Listing {
            files: Vec::new(),
            faults: Vec::new(),
        };
        let mut keep = |result: Result<T, Fault>| match result {
            Ok(file) => listing.files.push(file),
            Err(fault) => listing.faults.push(fault),
        };
        match self.source {
            Source::Commit(_) => {
                for path in paths {
                    if let Some(bytes) = self.read(path)? {
                        keep(parse(path, &bytes));
                    }
                }
            }
            Source::WorkTree => {
                let root = self.root.as_path();
                for result in in_parallel(paths, |path| read_file(root, path, &parse)) {
                    keep(result);
                }
            }
        }
        Ok(listing)
    }

    /// Every ticket, by path.
    pub fn tickets(&self) -> Result<Listing<TicketFile>, GitError> {
        self.read_all(&self.ticket_paths()?, TicketFile::parse)
    }

    /// The tickets of these paths.
    pub fn tickets_at(&self, paths: &[String]) -> Result<Listing<TicketFile>, GitError> {
        self.read_all(paths, TicketFile::parse)
    }

    /// The paths of the FAQ.
    pub fn article_paths(&self) -> Result<Vec<String>, GitError> {
        self.markdown(layout::FAQ)
    }

    /// Every article, by path.
    pub fn articles(&self) -> Result<Listing<ArticleFile>, GitError> {
        self.read_all(&self.article_paths()?, ArticleFile::parse)
    }

    /// Every contract, by customer.
    pub fn contracts(&self, policy: &Policy) -> Result<Listing<Contract>, GitError> {
        self.read_all(&self.markdown(layout::CONTRACTS)?, |path, bytes| {
            config::contract(path, bytes, policy)
        })
    }

    /// The configuration.
    pub fn policy(&self) -> anyhow::Result<Policy> {
        let bytes = self
            .read(layout::CONFIG)?
            .ok_or_else(|| StoreError::NotFound(self.root.clone()))?;
        Ok(config::policy(&bytes)?)
    }

    /// The names of the files attached to a ticket.
    pub fn attachments(&self, id: &TicketId) -> Result<Vec<String>, GitError> {
        let folder = layout::attachments(id);
        if let Source::Commit(commit) = self.source {
            let entries = self.repository.tree_list(commit, &folder)?;
            let names = entries
                .iter()
                .filter_map(|entry| entry.path.rsplit('/').next());
            return Ok(names.map(str::to_owned).collect());
        }
        let Ok(entries) = fs::read_dir(self.root.join(folder)) else {
            return Ok(Vec::new());
        };
        Ok(entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect())
    }
}

fn read_file<T>(
    root: &Path,
    path: &str,
    parse: &impl Fn(&str, &[u8]) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let full = root.join(path);
    // Looked at before it is opened: reading a pipe would wait for ever.
    let strange = match fs::symlink_metadata(&full).map(|meta| meta.file_type()) {
        Ok(kind) if kind.is_symlink() => Some("it is a symbolic link, which is never followed"),
        Ok(kind) if !kind.is_file() => Some("it is not an ordinary file"),
        _ => None,
    };
    if let Some(reason) = strange {
        return Err(Fault::new(path, 1, 1, reason));
    }
    match fs::read(&full) {
        Ok(bytes) => parse(path, &bytes),
        Err(error) => Err(Fault::new(
            path,
            1,
            1,
            format!("it cannot be read: {error}"),
        )),
    }
}

/// Applies `work` to every item on all cores; the results keep the order.
pub(crate) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores).max(64);
    if items.len() <= share {
        return items.iter().map(work).collect();
    }
    std::thread::scope(|scope| {
        let handles: Vec<_> = items
            .chunks(share)
            .map(|chunk| scope.spawn(|| chunk.iter().map(&work).collect::<Vec<R>>()))
            .collect();
        let results = handles.into_iter().map(|handle| match handle.join() {
            Ok(results) => results,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.flatten().collect()
    })
}
