//! Files of the work tree: looked at without following links, and replaced
//! whole.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::error::{GitError, IoContext};
use crate::core::policy::MOST_ATTACHED;
use crate::store::journal::sync_folder;
use crate::store::lock::remove;
use crate::store::ordinary::{self, Unread};
use crate::store::{layout, sys};

/// From so many files or folders on, one sync of the whole file system is
/// cheaper than one each.
const SYNC_ALL_FROM: usize = 32;

/// How many folders may lead to a file, whatever the tree says: each is looked
/// at by way of the one above it.
const DEEPEST_PATH: usize = 512;

/// The work tree, with what is known of its folders.
pub(super) struct WorkTree<'a> {
    root: &'a Path,
    /// What leads from it to the store.
    prefix: &'a str,
    /// Folders that were looked at: whether they exist.
    folders: RefCell<HashMap<String, bool>>,
    /// Folders in which git's files of attributes and ignored names are fit to
    /// be opened.
    ready: RefCell<HashSet<String>>,
}

/// A file as it was found.
pub(super) struct Found {
    pub(super) bytes: Vec<u8>,
    /// As it was before the bytes were read: a later change makes others of it.
    pub(super) meta: Metadata,
    pub(super) executable: bool,
}

impl<'a> WorkTree<'a> {
    /// `root` must not lead through links itself.
    pub(super) fn new(root: &'a Path, prefix: &'a str) -> Self {
        Self {
            root,
            prefix,
            folders: RefCell::default(),
            ready: RefCell::default(),
        }
    }

    pub(super) fn root(&self) -> &'a Path {
        self.root
    }

    pub(super) fn absolute(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The file at a path, `None` when there is nothing.
    ///
    /// # Errors
    /// A link anywhere on the path, something that is not a file, and more bytes
    /// than one of its kind may have.
    pub(super) fn read(&self, path: &str) -> Result<Option<Found>, GitError> {
        let Some(meta) = self.stat(path)? else {
            return Ok(None);
        };
        let own = path.strip_prefix(self.prefix);
        let most = own.map_or(MOST_ATTACHED, layout::most_bytes);
        let read = ordinary::read_own(&self.absolute(path), most);
        let Some(bytes) = read.map_err(|unread| unread.of(path))? else {
            return Ok(None);
        };
        Ok(Some(Found {
            bytes,
            executable: meta.mode() & 0o100 != 0,
            meta,
        }))
    }

    /// As [`Self::read`], without the bytes.
    pub(super) fn stat(&self, path: &str) -> Result<Option<Metadata>, GitError> {
        if path.matches('/').count() > DEEPEST_PATH {
            let path = path.to_owned();
            return Err(GitError::BadPath { path });
        }
        if !self.has_folder(parent(path))? {
            return Ok(None);
        }
        let full = self.absolute(path);
        match full.symlink_metadata() {
            Ok(meta) if meta.is_symlink() => Err(GitError::Symlink {
                path: path.to_owned(),
            }),
            Ok(meta) if !meta.is_file() => Err(GitError::NotAFile {
                path: path.to_owned(),
            }),
            Ok(meta) => Ok(Some(meta)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(GitError::io("read", &full, error)),
        }
    }

    /// As [`Self::stat`], without what is known of folders.
    pub(super) fn stat_anew(&self, path: &str) -> Result<Option<Metadata>, GitError> {
        self.folders.borrow_mut().clear();
        self.stat(path)
    }

    /// Whether a folder exists and is reached without links.
    fn has_folder(&self, folder: &str) -> Result<bool, GitError> {
        if folder.is_empty() {
            return Ok(true);
        }
        if let Some(known) = self.folders.borrow().get(folder) {
            return Ok(*known);
        }
        let exists = self.has_folder(parent(folder))? && self.looks_like_folder(folder)?;
        self.folders.borrow_mut().insert(folder.to_owned(), exists);
        Ok(exists)
    }

    fn looks_like_folder(&self, folder: &str) -> Result<bool, GitError> {
        let full = self.absolute(folder);
        let path = || folder.to_owned();
        match full.symlink_metadata() {
            Ok(meta) if meta.is_symlink() => Err(GitError::Symlink { path: path() }),
            Ok(meta) if !meta.is_dir() => Err(GitError::NotAFolder { path: path() }),
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(GitError::io("read", &full, error)),
        }
    }

    /// Looks at the files that libgit2 opens on the way to a path by itself, and
    /// would wait for or read whole, whatever they are.
    ///
    /// # Errors
    /// One that is no file, or too large.
    pub(super) fn attributes_are_files(&self, path: &str) -> Result<(), GitError> {
        let mut folder = path;
        while !folder.is_empty() {
            folder = parent(folder);
            if self.ready.borrow().contains(folder) {
                return Ok(());
            }
            for name in [".gitattributes", ".gitignore"] {
                let path = match folder {
                    "" => name.to_owned(),
                    folder => format!("{folder}/{name}"),
                };
                // Git follows links to some of them.
                let Ok(about) = self.absolute(&path).metadata() else {
                    continue;
                };
                let (bytes, most) = (about.len(), layout::MOST_NAMED);
                let unread = match about.is_file() {
                    true if bytes <= most => continue,
                    true => Unread::TooLarge { bytes, most },
                    false => Unread::Strange,
                };
                return Err(unread.of(&path).into());
            }
            self.ready.borrow_mut().insert(folder.to_owned());
        }
        Ok(())
    }

    /// The folders that these files need and that are not there, each after
    /// the one that holds it.
    pub(super) fn missing_folders<'p>(
        &self,
        paths: impl Iterator<Item = &'p str>,
    ) -> Result<Vec<String>, GitError> {
        let mut missing = BTreeSet::new();
        for path in paths {
            let mut folder = parent(path);
            while !folder.is_empty() && !missing.contains(folder) && !self.has_folder(folder)? {
                missing.insert(folder.to_owned());
                folder = parent(folder);
            }
        }
        Ok(missing.into_iter().collect())
    }
}

/// New contents waiting beside the files that they will replace. What has not
/// been put in place goes away with it, folders too.
pub(super) struct Stage<'a> {
    tree: &'a WorkTree<'a>,
    folders: Vec<String>,
    temps: Vec<PathBuf>,
    /// Where names were made or moved.
    touched: BTreeSet<PathBuf>,
}

impl<'a> Stage<'a> {
    /// Makes the folders, which must come as [`WorkTree::missing_folders`] gives them.
    pub(super) fn begin(tree: &'a WorkTree<'a>, folders: Vec<String>) -> Result<Self, GitError> {
        let mut stage = Self {
            tree,
            folders: Vec::new(),
            temps: Vec::new(),
            touched: BTreeSet::new(),
        };
        for folder in folders {
            let full = tree.absolute(&folder);
            match fs::create_dir(&full) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(GitError::io("create", &full, error));
                }
                _ => {}
            }
            stage.touched.insert(full.with_file_name(""));
            stage.folders.push(folder);
        }
        stage.tree.folders.borrow_mut().clear();
        Ok(stage)
    }

    /// Writes what the `number`th file of the plan will become; `mode` as in a
    /// tree.
    pub(super) fn write(
        &mut self,
        path: &str,
        number: usize,
        bytes: &[u8],
        mode: u32,
    ) -> Result<PathBuf, GitError> {
        // Again: the folder was made, or somebody may have put a link there since.
        self.tree.has_folder(parent(path))?;
        let temp = self.tree.absolute(&temp(path, number));
        remove(&temp);
        self.temps.push(temp.clone());
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode_of(mode))
            .open(&temp);
        file.and_then(|mut file| file.write_all(bytes))
            .during("write", &temp)?;
        Ok(temp)
    }

    /// Makes the waiting contents durable.
    pub(super) fn sync(&self) -> Result<(), GitError> {
        if self.temps.len() >= SYNC_ALL_FROM && sync_everything(self.tree.root)? {
            return Ok(());
        }
        for temp in &self.temps {
            File::open(temp)
                .and_then(|file| file.sync_all())
                .during("sync", temp)?;
        }
        Ok(())
    }

    /// Its folder has another name in it.
    pub(super) fn touch(&mut self, path: &str) {
        self.touched
            .insert(self.tree.absolute(path).with_file_name(""));
    }

    /// Leaves everything where it is, for the next run to finish with.
    pub(super) fn leave(&mut self) {
        self.temps.clear();
        self.folders.clear();
    }

    /// Makes the new names durable.
    pub(super) fn sync_names(&self) -> Result<(), GitError> {
        if self.touched.len() >= SYNC_ALL_FROM && sync_everything(self.tree.root)? {
            return Ok(());
        }
        self.touched
            .iter()
            .try_for_each(|folder| sync_folder(folder))
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        self.temps.iter().for_each(|temp| remove(temp));
        remove_empty(self.tree, &self.folders);
    }
}

/// Takes back folders that were made for files that never came.
pub(super) fn remove_empty(tree: &WorkTree<'_>, folders: &[String]) {
    for folder in folders.iter().rev() {
        // Refused by the system when something is in it.
        let _ = fs::remove_dir(tree.absolute(folder));
    }
}

/// What a new file is opened with for a mode of a tree.
pub(super) fn mode_of(tree: u32) -> u32 {
    if tree & 0o100 == 0 { 0o666 } else { 0o777 }
}

/// Where the `number`th file of a plan waits: the same for whoever recovers.
pub(super) fn temp(path: &str, number: usize) -> String {
    let folder = parent(path);
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}.bitacora-{number}.tmp")
}

pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Everything the file system holds in memory, contents and names, is on disk
/// afterwards: the same promise as a sync of each file and folder. False where
/// the system cannot.
pub(super) fn sync_everything(root: &Path) -> Result<bool, GitError> {
    let synced = File::open(root).and_then(|root| sys::sync_file_system(&root));
    match synced {
        Ok(()) => Ok(true),
        Err(error) if is_unsupported(&error) => Ok(false),
        Err(error) => Err(GitError::io("sync", root, error)),
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported
}
