//! `core.sharedRepository`: who beside its maker may use what is made in the
//! git directory. Files of the work tree are as the user's umask says, as with
//! git.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use libc::mode_t;

use super::git::GitError;
use super::sys::Umask;

const KEY: &str = "core.sharedRepository";
const GROUP: mode_t = 0o660;
const EVERYBODY: mode_t = 0o664;

/// In a folder: what is made in it belongs to its group.
const SET_GROUP: u32 = 0o2000;

/// What git's configuration makes of the modes that the user's umask leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sharing {
    #[default]
    Umask,
    /// These bits as well.
    Wider(mode_t),
    /// These bits and no others.
    Exactly(mode_t),
}

impl Sharing {
    /// # Errors
    /// A value that git refuses too.
    pub(crate) fn of(config: &git2::Config) -> Result<Self, GitError> {
        let Ok(entry) = config.get_entry(KEY) else {
            return Ok(Self::Umask);
        };
        if !entry.has_value() {
            return Ok(Self::Wider(GROUP));
        }
        let value = String::from_utf8_lossy(entry.value_bytes()).into_owned();
        Self::parse(&value).ok_or(GitError::BadSharing { value })
    }

    fn parse(value: &str) -> Option<Self> {
        match value {
            "umask" | "" => return Some(Self::Umask),
            "group" => return Some(Self::Wider(GROUP)),
            "all" | "world" | "everybody" => return Some(Self::Wider(EVERYBODY)),
            _ => {}
        }
        match mode_t::from_str_radix(value, 8) {
            Ok(0) => Some(Self::Umask),
            Ok(1) => Some(Self::Wider(GROUP)),
            Ok(2) => Some(Self::Wider(EVERYBODY)),
            // The owner must be able to read and write.
            Ok(mode) if mode & 0o600 == 0o600 => Some(Self::Exactly(mode & 0o666)),
            Ok(_) => None,
            Err(_) if git2::Config::parse_bool(value).ok()? => Some(Self::Wider(GROUP)),
            Err(_) => Some(Self::Umask),
        }
    }

    /// Runs what makes files in the git directory, and no others.
    pub(crate) fn during<T>(self, make: impl FnOnce() -> T) -> T {
        // Whoever may read a folder may also look into it.
        let with_folders = |bits: mode_t| bits | (bits & 0o444) >> 2;
        let _umask = match self {
            Self::Umask => None,
            Self::Wider(bits) => Some(Umask::change(|users| users & !with_folders(bits))),
            Self::Exactly(bits) => Some(Umask::change(|_| 0o777 & !with_folders(bits))),
        };
        make()
    }

    /// Makes a folder of the git directory, where it is not there.
    pub(crate) fn make_folder(self, folder: &Path) -> io::Result<()> {
        match self.during(|| fs::create_dir(folder)) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            made => made.and_then(|()| self.adjust(folder)),
        }
    }

    /// Gives a file or folder the mode that it would have if it were made now,
    /// and a new folder the bit that no umask gives.
    #[allow(clippy::useless_conversion)] // The widths differ between systems.
    pub(crate) fn adjust(self, path: &Path) -> io::Result<()> {
        let (mut bits, cleared): (u32, u32) = match self {
            Self::Umask => return Ok(()),
            Self::Wider(bits) => (bits.into(), 0),
            Self::Exactly(bits) => (bits.into(), 0o777),
        };
        let meta = path.metadata()?;
        let before = meta.permissions().mode() & 0o7777;
        // As git's `adjust_shared_perm` goes about it.
        if before & 0o200 == 0 {
            bits &= !0o222;
        }
        if before & 0o100 != 0 {
            bits |= (bits & 0o444) >> 2;
        }
        let mut mode = before & !cleared | bits;
        if meta.is_dir() {
            mode |= (mode & 0o444) >> 2;
            if mode & 0o060 != 0 {
                mode |= SET_GROUP;
            }
        }
        if mode == before {
            return Ok(());
        }
        fs::set_permissions(path, Permissions::from_mode(mode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_means_what_git_means_by_it() {
        // By git's `git_config_perm`.
        let (group, everybody) = (Sharing::Wider(0o660), Sharing::Wider(0o664));
        for (value, wanted) in [
            ("umask", Some(Sharing::Umask)),
            ("false", Some(Sharing::Umask)),
            ("no", Some(Sharing::Umask)),
            ("0", Some(Sharing::Umask)),
            ("", Some(Sharing::Umask)),
            ("group", Some(group)),
            ("true", Some(group)),
            ("1", Some(group)),
            ("all", Some(everybody)),
            ("world", Some(everybody)),
            ("everybody", Some(everybody)),
            ("2", Some(everybody)),
            ("0660", Some(Sharing::Exactly(0o660))),
            ("0640", Some(Sharing::Exactly(0o640))),
            // Others may never write, and nobody runs a file.
            ("0777", Some(Sharing::Exactly(0o666))),
            ("0440", None),
            ("some", None),
        ] {
            assert_eq!(Sharing::parse(value), wanted, "{value:?}");
        }
    }
}
