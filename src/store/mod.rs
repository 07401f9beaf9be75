//! Files, front matter and git: where the tickets are kept.

pub mod article_file;
pub mod config;
pub mod foreign;
pub mod front_matter;
pub mod git;
pub mod holidays;
pub mod layout;
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

use walkdir::WalkDir;

use crate::core::calendar::Feast;
use crate::core::contract::Contract;
use crate::core::fault::Fault;
use crate::core::folder::lacking;
use crate::core::id::TicketId;
use crate::core::parallel::files_in_parallel;
use crate::core::policy::Policy;
use crate::core::told::Told;
use crate::core::words;

use article_file::ArticleFile;
use git::{GitError, IoContext as _, Oid, Repository, TreeKind};
use ordinary::{Root, Unread};
use ticket_file::TicketFile;

#[cfg(any(test, fuzzing))]
pub(crate) use git::fuzz_journal;
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

/// Files that are read at a time, which bounds the memory they take.
const BATCH: usize = 2048;

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
    /// One for each file or folder that could not.
    pub faults: Vec<Fault>,
    /// How many more git tracks that the work tree lacks: a sparse checkout,
    /// deleted files. Counted for tickets and articles.
    pub absent: usize,
}

/// One file that was to be read.
#[derive(Debug)]
pub struct Piece<T> {
    /// From the store's root.
    pub path: String,
    /// What it holds, or why that cannot be told.
    pub contents: Result<T, Fault>,
    /// Whether the contents follow from the file alone. What the system did
    /// not let read now may be read later.
    pub is_certain: bool,
}

impl<T> Listing<T> {
    fn of(files: Vec<T>) -> Self {
        Self {
            files,
            faults: Vec::new(),
            absent: 0,
        }
    }
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

    /// The paths below a folder that end in `.md`, in order; what is wrong with
    /// those that cannot be listed.
    fn markdown(&self, folder: &str) -> Result<Listing<String>, GitError> {
        let mut paths = match self.source {
            Source::Commit(commit) => {
                let mut found = Listing::of(Vec::new());
                for entry in self.repository.tree_list(commit, folder)? {
                    match entry.kind.unread() {
                        None if layout::may_be_ours(&entry.path) => found.files.push(entry.path),
                        Some(reason)
                            if layout::may_hide(&entry.path)
                                || layout::may_be_ours(&entry.path) =>
                        {
                            found.faults.push(Fault::new(entry.path, 1, 1, reason));
                        }
                        _ => {}
                    }
                }
                found
            }
            Source::WorkTree => self.walk(folder)?,
        };
        paths.files.sort_unstable();
        Ok(paths)
    }

    fn walk(&self, folder: &str) -> Result<Listing<String>, GitError> {
        let root = self.root.join(folder);
        self.is_no_other(folder)?;
        let mut found = Listing::of(Vec::new());
        for entry in WalkDir::new(root) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => match self.listed(entry.path()) {
                    Ok(path) if layout::may_be_ours(&path) => found.files.push(path),
                    Ok(path) if entry.path_is_symlink() && layout::may_hide(&path) => {
                        found.faults.push(Unread::Link.of(&path));
                    }
                    Err(fault) if layout::may_be_ours(&fault.path) => found.faults.push(fault),
                    Ok(_) | Err(_) => {}
                },
                Err(error) => found.faults.extend(self.unlisted(&error)),
            }
        }
        Ok(found)
    }

    /// Refuses what stands in the place of a folder of the store: a link, a file,
    /// or, in HEAD, a submodule, whatever the work tree has of it.
    pub(super) fn is_no_other(&self, folder: &str) -> Result<(), GitError> {
        let place = self.root.join(folder);
        let path = || folder.to_owned();
        match fs::symlink_metadata(&place) {
            Ok(about) if about.is_symlink() => return Err(GitError::Symlink { path: path() }),
            Ok(about) if !about.is_dir() => return Err(GitError::NotAFolder { path: path() }),
            _ => {}
        }
        if self.repository.is_submodule(folder)? {
            return Err(GitError::Submodule { path: path() });
        }
        Ok(())
    }

    /// What lies below a folder of the store before there is one: how many
    /// files, and those that would be read as the desk's.
    #[must_use]
    pub fn found_below(&self, folder: &str) -> (usize, Vec<String>) {
        let entries = WalkDir::new(self.root.join(folder)).into_iter().flatten();
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        let paths: Vec<String> = files
            .filter_map(|entry| self.listed(entry.path()).ok())
            .collect();
        let ours = paths.iter().filter(|path| layout::may_be_ours(path));
        (paths.len(), ours.cloned().collect())
    }

    /// A path relative to the root, as git has it.
    fn listed(&self, path: &Path) -> Result<String, Fault> {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let reason = "its name is not UTF-8";
        let name = inside.to_str().map(str::to_owned);
        name.ok_or_else(|| Fault::new(inside.to_string_lossy(), 1, 1, reason))
    }

    /// A folder that cannot be listed. One that is not there is empty.
    fn unlisted(&self, error: &walkdir::Error) -> Option<Fault> {
        let cause = error.io_error()?;
        if cause.kind() == io::ErrorKind::NotFound {
            return None;
        }
        let path = error.path().unwrap_or(&self.root);
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let reason = format!("it cannot be read: {cause}");
        Some(Fault::new(inside.to_string_lossy(), 1, 1, reason))
    }

    /// The files below `tickets/` that may be tickets. Markdown among the
    /// attachments of a ticket is none.
    pub fn ticket_paths(&self) -> Result<Listing<String>, GitError> {
        let mut paths = self.markdown(layout::TICKETS)?;
        paths.files.retain(|path| layout::may_be_ticket(path));
        Ok(paths)
    }

    /// How many files below a folder the commit of HEAD has and the work tree
    /// lacks; `present` in order. Nothing is absent from a commit, and where
    /// git cannot tell (a partial clone), what is here is listed all the same.
    fn absent(&self, folder: &str, present: &[String], is_wanted: impl Fn(&str) -> bool) -> usize {
        let head = self.repository.head_oid();
        let Some(head) = head.filter(|_| self.source == Source::WorkTree) else {
            return 0;
        };
        let tracked = self.repository.tree_list(head, folder).unwrap_or_default();
        let tracked = tracked.iter().filter(|entry| entry.kind == TreeKind::File);
        let mut tracked: Vec<&str> = tracked.map(|entry| entry.path.as_str()).collect();
        tracked.sort_unstable();
        let present = present.iter().map(String::as_str);
        let absent = lacking(tracked, present).filter(|path| is_wanted(path));
        absent.count()
    }

    /// Reads files on all cores, in batches, each file on its own: while `take`
    /// is given the files of one batch, in order, the next is being read.
    ///
    /// # Errors
    /// Those of `take`, and a damaged repository.
    pub fn each<T: Send, E: From<GitError>>(
        &self,
        paths: &[String],
        parse: impl Fn(&str, &[u8]) -> Result<T, Fault> + Sync,
        mut take: impl FnMut(Piece<T>) -> Result<(), E>,
    ) -> Result<(), E> {
        if let Source::Commit(commit) = self.source {
            self.repository.have_files(commit, paths)?;
            for path in paths {
                let (contents, is_certain) = match self.read(path) {
                    Ok(None) => continue,
                    Ok(Some(bytes)) => (parse(path, &bytes), true),
                    Err(GitError::Fault(fault)) => (Err(fault), true),
                    Err(error) => {
                        let reason = format!("it cannot be read: {error}");
                        let hint = error.hint();
                        let fault = Fault::new(path, 1, 1, reason);
                        (Err(Fault { hint, ..fault }), false)
                    }
                };
                take(Piece {
                    path: path.clone(),
                    contents,
                    is_certain,
                })?;
            }
            return Ok(());
        }
        let root = Root::open(&self.root).during("open", &self.root)?;
        let read = |path: &String| read_file(&root, path, &parse);
        let mut batches = paths.chunks(BATCH);
        let Some(first) = batches.next() else {
            return Ok(());
        };
        let mut ready = files_in_parallel(first, read);
        std::thread::scope(|scope| {
            for batch in batches {
                let next = scope.spawn(|| files_in_parallel(batch, read));
                ready.drain(..).try_for_each(&mut take)?;
                ready = match next.join() {
                    Ok(next) => next,
                    Err(panic) => std::panic::resume_unwind(panic),
                };
            }
            ready.into_iter().try_for_each(&mut take)
        })
    }

    /// Reads files, each on its own: what cannot be read becomes a fault and
    /// never hides the others.
    fn read_all<T: Send>(
        &self,
        paths: &[String],
        parse: impl Fn(&str, &[u8]) -> Result<T, Fault> + Sync,
        mut seen: impl FnMut(),
    ) -> Result<Listing<T>, GitError> {
        let mut listing = Listing::of(Vec::new());
        self.each(paths, parse, |piece| {
            seen();
            match piece.contents {
                Ok(file) => listing.files.push(file),
                Err(fault) => listing.faults.push(fault),
            }
            Ok::<_, GitError>(())
        })?;
        Ok(listing)
    }

    /// Every ticket, by path.
    pub fn tickets(&self) -> Result<Listing<TicketFile>, GitError> {
        let paths = self.ticket_paths()?;
        let absent = self.absent(layout::TICKETS, &paths.files, layout::may_be_ticket);
        let mut listing = self.read_all(&paths.files, TicketFile::parse, || {})?;
        listing.faults.extend(paths.faults);
        Ok(Listing { absent, ..listing })
    }

    /// The tickets of these paths; `seen` is told of each file.
    pub fn tickets_at(
        &self,
        paths: &[String],
        seen: impl FnMut(),
    ) -> Result<Listing<TicketFile>, GitError> {
        self.read_all(paths, TicketFile::parse, seen)
    }

    /// The paths of the FAQ.
    pub fn article_paths(&self) -> Result<Vec<String>, GitError> {
        Ok(self.markdown(layout::FAQ)?.files)
    }

    /// Every article, by path.
    pub fn articles(&self) -> Result<Listing<ArticleFile>, GitError> {
        let paths = self.markdown(layout::FAQ)?;
        let absent = self.absent(layout::FAQ, &paths.files, layout::may_be_ours);
        let mut listing = self.read_all(&paths.files, ArticleFile::parse, || {})?;
        listing.faults.extend(paths.faults);
        Ok(Listing { absent, ..listing })
    }

    /// The paths of the contracts.
    pub fn contract_paths(&self) -> Result<Vec<String>, GitError> {
        Ok(self.markdown(layout::CONTRACTS)?.files)
    }

    /// Every contract, by customer.
    pub fn contracts(&self, policy: &Policy) -> Result<Listing<Contract>, GitError> {
        let paths = self.markdown(layout::CONTRACTS)?;
        let parse = |path: &str, bytes: &[u8]| config::contract(path, bytes, policy);
        let mut listing = self.read_all(&paths.files, parse, || {})?;
        listing.faults.extend(paths.faults);
        Ok(listing)
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

fn read_file<T>(
    root: &Root,
    path: &str,
    parse: &impl Fn(&str, &[u8]) -> Result<T, Fault>,
) -> Piece<T> {
    let piece = |contents, is_certain| Piece {
        path: path.to_owned(),
        contents,
        is_certain,
    };
    match root.read(path, layout::most_bytes(path)) {
        Ok(Some(bytes)) => piece(parse(path, &bytes), true),
        Ok(None) => {
            let gone = io::Error::from(io::ErrorKind::NotFound);
            piece(Err(Unread::Io(gone).of(path)), false)
        }
        Err(unread) => {
            let is_certain = unread.is_certain();
            piece(Err(unread.of(path)), is_certain)
        }
    }
}
