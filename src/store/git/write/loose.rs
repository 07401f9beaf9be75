//! Loose objects of one commit, written together.
//!
//! libgit2 syncs each object and its folder before it begins the next. Here
//! all are written first, so that the disk takes them at once: then each is
//! synced, then each gets its name, then each folder is synced. None has its
//! name before its bytes are on the disk.
//!
//! Git may keep house meanwhile. It takes away folders that are empty, and
//! with `--prune=now` whatever no ref holds, unfinished files too.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use git2::{ObjectType, Oid};

use super::super::error::{GitError, IoContext};
use super::super::files::sync_folder;
use crate::store::sharing::Sharing;
use crate::store::sys;

/// How the names of temporary files in the objects' folders begin. `git prune`
/// takes them for unfinished too.
pub(super) const TEMP: &str = "tmp_obj_bitacora_";

/// How often a folder may be taken away between being made and being used.
const ATTEMPTS: u32 = 100;

/// An object's temporary file.
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
pub(super) struct Loose<'a> {
    /// Where the objects of the repository are.
    folder: &'a Path,
    sharing: Sharing,
    waiting: Vec<Waiting>,
    folders: BTreeSet<PathBuf>,
}

impl<'a> Loose<'a> {
    pub(super) fn begin(folder: &'a Path, sharing: Sharing) -> Self {
        Self {
            folder,
            sharing,
            waiting: Vec::new(),
            folders: BTreeSet::new(),
        }
    }

    /// Writes an object, without its name so far. One that is there already may
    /// be about to be pruned, and is written anew.
    pub(super) fn add(&mut self, id: Oid, kind: ObjectType, data: &[u8]) -> Result<(), GitError> {
        let path = path(self.folder, id);
        let folder = path.with_file_name("");
        let name = format!("{TEMP}{}_{}", std::process::id(), self.waiting.len());
        let temp = folder.join(name);
        let file = create(&folder, &temp, self.sharing)?;
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

    /// Puts all of them on the disk under their names. False: some were pruned
    /// meanwhile.
    pub(super) fn finish(mut self) -> Result<bool, GitError> {
        let mut all = true;
        for waiting in &self.waiting {
            waiting.file.sync_all().during("sync", &waiting.temp)?;
        }
        for waiting in &mut self.waiting {
            match fs::rename(&waiting.temp, &waiting.path) {
                Err(error) if error.kind() == ErrorKind::NotFound => all = false,
                renamed => renamed.during("rename", &waiting.temp)?,
            }
            waiting.named = true;
        }
        for folder in &self.folders {
            sync_if_there(folder)?;
        }
        sync_folder(self.folder)?;
        Ok(all)
    }
}

/// Where the loose object of this id lies, if it lies loose.
pub(super) fn path(folder: &Path, id: Oid) -> PathBuf {
    let id = id.to_string();
    folder.join(&id[..2]).join(&id[2..])
}

/// Makes the file that an object waits in inside its folder, which is then not
/// empty, and the folder before it.
fn create(folder: &Path, temp: &Path, sharing: Sharing) -> Result<File, GitError> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        match sharing.make_folder(folder) {
            // Housekeeping takes it away before it has all it needs.
            Err(error) if error.kind() == ErrorKind::NotFound && attempts < ATTEMPTS => continue,
            made => made.during("create", folder)?,
        }
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o444)
            .open(temp);
        match file {
            // Housekeeping has taken the folder away since.
            Err(error) if error.kind() == ErrorKind::NotFound && attempts < ATTEMPTS => {}
            // Of a process that was killed and had the same number.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && attempts < ATTEMPTS => {
                fs::remove_file(temp).during("remove", temp)?;
            }
            file => return file.during("create", temp),
        }
    }
}

/// A folder that is gone holds no name that would have to be kept: its objects
/// are in a pack, or pruned and written again.
fn sync_if_there(folder: &Path) -> Result<(), GitError> {
    match sync_folder(folder) {
        Err(GitError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(()),
        synced => synced,
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
