//! The entries as young as the index, before it is written anew: their numbers
//! do not prove that the files are unchanged. Git finds them by the second of
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
use super::super::state::Examiner;
use super::super::work_tree::WorkTree;
use super::patch::{Patch, Young};
use crate::core::parallel::in_shares;

/// So many files are compared before another core is called.
const FEW: usize = 64;

/// A larger file that is not its blob as it stands (bytes) is marked without
/// finding out whether it is after conversion: that takes it into memory.
const LARGE: u32 = 1 << 24;

/// `written` is the second in which the index was written (Unix time).
pub(super) fn settle(
    patch: &mut Patch,
    written: u32,
    git: &git2::Repository,
    work: &WorkTree<'_>,
) -> Result<(), GitError> {
    let racy = patch.racy(written);
    let (entries, root) = (&*patch, work.root());
    let suspect = in_shares(&racy, FEW, |share| {
        let hides = |entry: &&usize| hides(&entries.young(**entry), root);
        share.iter().filter(hides).copied().collect::<Vec<_>>()
    });
    let mut suspect: Vec<usize> = suspect.into_iter().flatten().collect();
    if suspect.is_empty() {
        return Ok(());
    }
    let examiner = Examiner::new(git, None, entries, work)?;
    suspect.retain(|entry| !is_converted(&entries.young(*entry), &examiner));
    for entry in suspect {
        patch.smudge(entry);
    }
    Ok(())
}

/// Whether a file has its entry's numbers and is not its blob as it stands. Of
/// the numbers these are what git compares whatever its configuration; where
/// they differ, it sees the change by itself.
fn hides(young: &Young<'_>, root: &Path) -> bool {
    let path = root.join(OsStr::from_bytes(young.name));
    let Ok(meta) = path.symlink_metadata() else {
        return false;
    };
    // Git has its own ways to say more than 32 bits can.
    let size = u32::try_from(meta.size()).unwrap_or(young.size);
    let modified = u32::try_from(meta.mtime());
    if size != young.size || modified.is_ok_and(|modified| modified != young.modified) {
        return false;
    }
    let blob = if meta.is_symlink() {
        path.read_link().map(|target| {
            let target = target.into_os_string().into_vec();
            let mut sum = begun(target.len() as u64);
            sum.update(target);
            sum.finalize()
        })
    } else if meta.is_file() {
        summed(&path, meta.size())
    } else {
        return false;
    };
    blob.map_or(true, |blob| blob[..] != *young.blob)
}

/// The name that git gives to a file's bytes. Libgit2 hashes slower, on the
/// lookout for contents made to collide; git has looked when it entered the
/// blob that this is compared with.
fn summed(path: &Path, size: u64) -> io::Result<sha1::digest::Output<Sha1>> {
    let mut file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path)?;
    let mut sum = begun(size);
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(sum.finalize()),
            length => sum.update(&piece[..length]),
        }
    }
}

fn begun(size: u64) -> Sha1 {
    Sha1::new_with_prefix(format!("blob {size}\0"))
}

/// Whether git makes the entry's blob of the file. What cannot be found out
/// here, git shall.
fn is_converted(young: &Young<'_>, examiner: &Examiner<'_>) -> bool {
    let path = std::str::from_utf8(young.name).ok();
    let path = path.filter(|_| young.size <= LARGE);
    let found = path.and_then(|path| examiner.look(path).ok());
    found.is_some_and(|found| found.state.index == found.state.work_tree)
}
