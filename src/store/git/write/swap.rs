//! A file takes the place of another, which comes out whole: what somebody put
//! there at the last moment is not lost but looked at.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

/// What was there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Swapped {
    /// A file, a link, a folder: it has the name now that the new file had.
    Out,
    /// Nothing. The new file is where it was.
    Nothing,
    /// What was there is at [`aside`], and before the new file could come
    /// somebody put another one there. The new file is where it was.
    Again,
}

/// Exchanges what the two names mean, at once where the file system can.
pub(super) fn exchange(new: &Path, place: &Path) -> io::Result<Swapped> {
    match renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(Swapped::Out),
        Err(Errno::NOENT) => Ok(Swapped::Nothing),
        Err(error) if cannot(error) => exchange_in_steps(new, place),
        Err(error) => Err(error.into()),
    }
}

/// The name under which the old file waits while it has no other.
pub(super) fn aside(new: &Path) -> PathBuf {
    new.with_extension("old")
}

/// Takes away what is there, whatever it is, and only then gives the new file
/// its name. For a moment there is nothing in that place.
fn exchange_in_steps(new: &Path, place: &Path) -> io::Result<Swapped> {
    let old = aside(new);
    match fs::rename(place, &old) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Swapped::Nothing),
        moved => moved?,
    }
    if !put(new, place)? {
        return Ok(Swapped::Again);
    }
    fs::rename(&old, new)?;
    Ok(Swapped::Out)
}

/// Gives a file its place unless something is there; false: it is.
pub(super) fn put(new: &Path, place: &Path) -> io::Result<bool> {
    match renameat_with(CWD, new, CWD, place, RenameFlags::NOREPLACE) {
        Ok(()) => return Ok(true),
        Err(Errno::EXIST) => return Ok(false),
        Err(error) if cannot(error) => {}
        Err(error) => return Err(error.into()),
    }
    match fs::hard_link(new, place) {
        Ok(()) => fs::remove_file(new).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        // Neither is known here: FAT on an old system.
        Err(_) if place.symlink_metadata().is_ok() => Ok(false),
        Err(_) => fs::rename(new, place).map(|()| true),
    }
}

/// Whether the system or the file system does not know the flag.
fn cannot(error: Errno) -> bool {
    matches!(error, Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (new, place) = (folder.path().join("new"), folder.path().join("place"));
        fs::write(&new, "new").unwrap();
        (folder, new, place)
    }

    #[test]
    fn what_was_there_comes_out_at_once_and_in_steps() {
        for exchange in [exchange, exchange_in_steps] {
            let (folder, new, place) = folder();
            assert_eq!(exchange(&new, &place).unwrap(), Swapped::Nothing);
            assert_eq!(fs::read(&new).unwrap(), b"new");
            assert!(!place.exists());

            fs::write(&place, "old").unwrap();
            assert_eq!(exchange(&new, &place).unwrap(), Swapped::Out);
            assert_eq!(fs::read(&place).unwrap(), b"new");
            assert_eq!(fs::read(&new).unwrap(), b"old");

            // Nor is a link followed.
            fs::remove_file(&place).unwrap();
            std::os::unix::fs::symlink(&new, &place).unwrap();
            assert_eq!(exchange(&new, &place).unwrap(), Swapped::Out);
            assert_eq!(fs::read(&place).unwrap(), b"old");
            assert!(new.is_symlink());
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        }
    }

    #[test]
    fn a_new_file_takes_nobodys_place() {
        let (_folder, new, place) = folder();
        fs::write(&place, "theirs").unwrap();
        assert!(!put(&new, &place).unwrap());
        assert_eq!(fs::read(&place).unwrap(), b"theirs");
        fs::remove_file(&place).unwrap();
        assert!(put(&new, &place).unwrap());
        assert_eq!(fs::read(&place).unwrap(), b"new");
        assert!(!new.exists());
    }
}
