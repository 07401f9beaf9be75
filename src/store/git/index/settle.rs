//! Racily clean entries, which are as young as the index, before it is written
//! anew: their stat data does not prove that the files are unchanged. Git finds them by the second of
//! the index, which will be a later one; so those that differ are marked, as
//! git does when it writes an index.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::{self, Read as _};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use sha1::{Digest as _, Sha1};

use super::super::error::GitError;
use super::super::examine::Examiner;
use super::super::work_tree::WorkTree;
use super::file::{IndexFile, Racy};
use crate::core::parallel::in_shares;

/// So many files are compared before another core is called.
const FEW: usize = 64;

/// A larger file that is not its blob as it stands (bytes) is marked without
/// finding out whether it is after conversion: that takes it into memory.
const LARGE: u32 = 1 << 24;

/// `written` is the second in which the index was written (Unix time).
pub(super) fn settle(
    index: &mut IndexFile,
    written: u32,
    git: &git2::Repository,
    work: &WorkTree<'_>,
) -> Result<(), GitError> {
    let racy = index.racy(written);
    let (entries, root) = (&*index, work.root());
    let suspect = in_shares(&racy, FEW, |share| {
        let hides = |entry: &&usize| hides(&entries.racy_entry(**entry), root);
        share.iter().filter(hides).copied().collect::<Vec<_>>()
    });
    let mut suspect: Vec<usize> = suspect.into_iter().flatten().collect();
    if suspect.is_empty() {
        return Ok(());
    }
    let examiner = Examiner::new(git, None, entries, work)?;
    suspect.retain(|entry| !is_converted(&entries.racy_entry(*entry), &examiner));
    for entry in suspect {
        index.smudge(entry);
    }
    Ok(())
}

/// Whether a file has its entry's stat data and is not its blob as it stands. Of
/// the stat data this is what git compares whatever its configuration; where
/// it differs, git sees the change by itself.
fn hides(racy: &Racy<'_>, root: &Path) -> bool {
    let path = root.join(OsStr::from_bytes(racy.name));
    let Ok(meta) = path.symlink_metadata() else {
        return false;
    };
    // Git has its own ways to say more than 32 bits can.
    let size = u32::try_from(meta.size()).unwrap_or(racy.size);
    let modified = u32::try_from(meta.mtime());
    if size != racy.size || modified.is_ok_and(|modified| modified != racy.modified) {
        return false;
    }
    let blob = if meta.is_symlink() {
        path.read_link().map(|target| {
            let target = target.into_os_string().into_vec();
            let mut hash = begun(target.len() as u64);
            hash.update(target);
            hash.finalize()
        })
    } else if meta.is_file() {
        hashed(&path, meta.size())
    } else {
        return false;
    };
    blob.map_or(true, |blob| blob[..] != *racy.blob)
}

/// The name that git gives to a file's bytes. Libgit2 hashes slower, on the
/// lookout for contents made to collide; git has looked when it entered the
/// blob that this is compared with.
fn hashed(path: &Path, size: u64) -> io::Result<sha1::digest::Output<Sha1>> {
    let mut file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path)?;
    let mut hash = begun(size);
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finalize()),
            length => hash.update(&piece[..length]),
        }
    }
}

fn begun(size: u64) -> Sha1 {
    Sha1::new_with_prefix(format!("blob {size}\0"))
}

/// Whether git makes the entry's blob of the file. What cannot be found out
/// here, git shall.
fn is_converted(racy: &Racy<'_>, examiner: &Examiner<'_>) -> bool {
    let path = std::str::from_utf8(racy.name).ok();
    let path = path.filter(|_| racy.size <= LARGE);
    let found = path.and_then(|path| examiner.look(path).ok());
    found.is_some_and(|found| found.state.index == found.state.work_tree)
}
