//! Loose objects of one commit, written together.
//!
//! libgit2 syncs each object and its folder before it begins the next. Here
//! all are written first, so that the disk takes them at once: then each is
//! synced, then each gets its name, then each folder is synced. None has its
//! name before its bytes are on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use git2::ObjectType;

use super::error::{GitError, IoContext};
use super::{Oid, sys};
use crate::store::journal::sync_folder;

/// How the passing names in the objects' folder begin. `git prune` takes them
/// for unfinished too.
pub(super) const TEMP: &str = "tmp_obj_bitacora_";

/// An object's file under its passing name.
struct Waiting {
    file: File,
    temp: PathBuf,
    path: PathBuf,
    named: bool,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if !self.named {
            // Nothing refers to it; the next run or git removes what stays.
            let _ = fs::remove_file(&self.temp);
        }
    }
}

/// The loose objects that are about to be.
pub(super) struct Loose {
    /// Where the objects of the repository are.
    folder: PathBuf,
    waiting: Vec<Waiting>,
    folders: BTreeSet<PathBuf>,
}

impl Loose {
    pub(super) fn begin(folder: PathBuf) -> Self {
        Self {
            folder,
            waiting: Vec::new(),
            folders: BTreeSet::new(),
        }
    }

    /// Writes an object that is not there yet, without a name so far.
    pub(super) fn add(&mut self, id: Oid, kind: ObjectType, data: &[u8]) -> Result<(), GitError> {
        let id = id.to_string();
        let folder = self.folder.join(&id[..2]);
        let path = folder.join(&id[2..]);
        if path.exists() {
            return Ok(());
        }
        if let Err(error) = fs::create_dir(&folder)
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            return Err(GitError::io("create", &folder, error));
        }
        let name = format!("{TEMP}{}_{}", std::process::id(), self.waiting.len());
        let temp = self.folder.join(name);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o444)
            .open(&temp)
            .during("create", &temp)?;
        let waiting = Waiting {
            file,
            temp,
            path,
            named: false,
        };
        compress(&waiting.file, kind, data)
            .and_then(|()| sys::begin_writing(&waiting.file))
            .during("write", &waiting.temp)?;
        self.waiting.push(waiting);
        self.folders.insert(folder);
        Ok(())
    }

    /// Puts all of them on the disk under their names.
    pub(super) fn finish(mut self) -> Result<(), GitError> {
        for waiting in &self.waiting {
            waiting.file.sync_all().during("sync", &waiting.temp)?;
        }
        for waiting in &mut self.waiting {
            fs::rename(&waiting.temp, &waiting.path).during("rename", &waiting.temp)?;
            waiting.named = true;
        }
        self.folders.insert(self.folder.clone());
        self.folders
            .iter()
            .try_for_each(|folder| sync_folder(folder))
    }
}

/// As git lays a loose object out: the kind, the length, a zero, the bytes;
/// with git's own preference for speed.
fn compress(file: &File, kind: ObjectType, data: &[u8]) -> io::Result<()> {
    let mut out = ZlibEncoder::new(Vec::with_capacity(data.len() / 2 + 64), Compression::fast());
    write!(out, "{} {}\0", kind.str(), data.len())?;
    out.write_all(data)?;
    let mut file = file;
    file.write_all(&out.finish()?)
}
