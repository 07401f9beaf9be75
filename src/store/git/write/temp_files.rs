//! Temporary files: the new contents, beside the files that they will replace.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use super::super::error::{GitError, IoContext as _};
use super::super::files::{remove, sync_everything, sync_folder};
use super::super::work_tree::{WorkTree, parent};

/// From so many files or folders on, one sync of the whole file system is
/// cheaper than one each.
const SYNC_ALL_FROM: usize = 32;

/// New contents waiting beside the files that they will replace. What has not
/// been put in place goes away with it, folders too.
pub(super) struct TempFiles<'a> {
    tree: &'a WorkTree<'a>,
    folders: Vec<String>,
    temps: Vec<PathBuf>,
    /// Where names were made or moved.
    touched: BTreeSet<PathBuf>,
}

impl<'a> TempFiles<'a> {
    /// Makes the folders, which must come as [`WorkTree::missing_folders`] gives them.
    pub(super) fn begin(tree: &'a WorkTree<'a>, folders: Vec<String>) -> Result<Self, GitError> {
        let mut files = Self {
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
            files.touched.insert(full.with_file_name(""));
            files.folders.push(folder);
        }
        files.tree.forget_folders();
        Ok(files)
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
        if self.temps.len() >= SYNC_ALL_FROM && sync_everything(self.tree.root())? {
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
        if self.touched.len() >= SYNC_ALL_FROM && sync_everything(self.tree.root())? {
            return Ok(());
        }
        self.touched
            .iter()
            .try_for_each(|folder| sync_folder(folder))
    }
}

impl Drop for TempFiles<'_> {
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
