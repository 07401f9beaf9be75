//! Files of the store, listed and read many at a time.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use crate::core::contract::Contract;
use crate::core::fault::Fault;
use crate::core::folder::lacking;
use crate::core::parallel::files_in_parallel;
use crate::core::policy::Policy;
use crate::core::told::Told as _;

use super::article_file::ArticleFile;
use super::git::{GitError, IoContext as _, TreeKind};
use super::ordinary::{Root, Unread};
use super::ticket_file::TicketFile;
use super::{Source, Store, config};
use crate::core::layout;

/// Files that are read at a time, which bounds the memory they take.
const BATCH: usize = 2048;

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

    /// The files beside the articles, whatever they are, in order.
    pub fn beside_articles(&self) -> Result<Vec<String>, GitError> {
        let mut paths: Vec<String> = match self.source {
            Source::Commit(commit) => {
                let entries = self.repository.tree_list(commit, layout::FAQ)?;
                entries.into_iter().map(|entry| entry.path).collect()
            }
            Source::WorkTree => {
                let entries = WalkDir::new(self.root.join(layout::FAQ)).into_iter();
                let files = entries
                    .flatten()
                    .filter(|entry| entry.file_type().is_file());
                files
                    .filter_map(|entry| self.listed(entry.path()).ok())
                    .collect()
            }
        };
        paths.retain(|path| !layout::may_be_ours(path));
        paths.sort_unstable();
        Ok(paths)
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
