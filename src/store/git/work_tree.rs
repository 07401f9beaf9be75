//! Files of the work tree, looked at without following links.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::Metadata;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::error::GitError;
use crate::core::layout;
use crate::core::policy::MOST_ATTACHED;
use crate::store::ordinary::{self, Unread};

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
        self.forget_folders();
        self.stat(path)
    }

    /// Some were made, or may have been.
    pub(super) fn forget_folders(&self) {
        self.folders.borrow_mut().clear();
    }

    /// Whether a folder exists and is reached without links.
    pub(super) fn has_folder(&self, folder: &str) -> Result<bool, GitError> {
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

pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
