//! The one way to open a file: through no link, without waiting, and no more
//! of it read than it may have.
//!
//! A file of the store comes from whoever could write to the repository. It may
//! be a link to something else, a pipe that nobody writes to, or larger than
//! the memory, so it is opened first and looked at before anything is read.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::core::fault::Fault;

use super::git::GitError;

/// A pipe is open at once, a terminal is not taken over.
const READ: OFlags = OFlags::RDONLY
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOCTTY)
    .union(OFlags::CLOEXEC);

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unread {
    /// It is one, or a folder on its path is.
    #[error("it is a symbolic link, which is never followed")]
    Link,
    /// As [`Self::Link`], for a folder on the path.
    #[error("its folder {0} is a symbolic link, which is never followed")]
    Linked(String),
    /// A folder, a pipe, a device.
    #[error("it is not an ordinary file")]
    Strange,
    /// Looked at before it is read.
    #[error("it has {bytes} bytes, and at most {most} are read")]
    TooLarge {
        /// What it has, as far as that is known.
        bytes: u64,
        /// What it may have.
        most: u64,
    },
    /// What the system said.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl Unread {
    /// As the fault of a file of the store.
    pub(crate) fn of(self, path: &str) -> Fault {
        Fault::new(path, 1, 1, self.to_string())
    }

    /// As what happened to a file of our own.
    pub(crate) fn own(self, path: &Path) -> GitError {
        let source = match self {
            Self::Io(source) => source,
            other => io::Error::other(other),
        };
        GitError::io("read", path, source)
    }

    /// Whether it follows from the file itself, and not from the moment.
    pub(crate) fn is_certain(&self) -> bool {
        !matches!(self, Self::Io(_))
    }
}

/// A file that is open, and was ordinary when it was opened.
#[derive(Debug)]
pub(crate) struct Opened {
    file: File,
    /// When it was opened.
    pub(crate) bytes: u64,
}

impl Opened {
    fn of(file: impl Into<File>) -> Result<Self, Unread> {
        let file = file.into();
        let about = file.metadata()?;
        if !about.is_file() {
            return Err(Unread::Strange);
        }
        Ok(Self {
            file,
            bytes: about.len(),
        })
    }

    /// All of it, unless there are more bytes than these.
    pub(crate) fn read(self, most: u64) -> Result<Vec<u8>, Unread> {
        let bytes = self.bytes;
        if bytes > most {
            return Err(Unread::TooLarge { bytes, most });
        }
        // It may grow while it is read.
        let room = usize::try_from(bytes).unwrap_or_default().saturating_add(1);
        let read = within(self.file.take(most.saturating_add(1)), most, room);
        read.map_err(|unread| match unread {
            Unread::TooLarge { bytes: read, most } => Unread::TooLarge {
                bytes: bytes.max(read),
                most,
            },
            other => other,
        })
    }

    /// The open file itself, for whoever reads it bit by bit.
    pub(crate) fn into_file(self) -> File {
        self.file
    }
}

/// All that comes, unless it is more than so many bytes.
///
/// # Errors
/// [`Unread::TooLarge`], and what reading answers.
pub(crate) fn within(from: impl io::Read, most: u64, room: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::with_capacity(room);
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    if read > most {
        return Err(Unread::TooLarge { bytes: read, most });
    }
    Ok(bytes)
}

/// A folder whose files are opened by their paths from it. The folder itself
/// may be reached through links.
#[derive(Debug)]
pub(crate) struct Root {
    folder: OwnedFd,
}

impl Root {
    /// Opens the folder.
    ///
    /// # Errors
    /// What the system answers.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = rustix::fs::open(folder, flags, Mode::empty())?;
        Ok(Self { folder })
    }

    /// A file below it; `None` when there is nothing. `/` stands between the
    /// components of a path.
    ///
    /// # Errors
    /// [`Unread`], but never [`Unread::TooLarge`].
    pub(crate) fn file(&self, path: &str) -> Result<Option<Opened>, Unread> {
        match self.reach(path) {
            Ok(file) => Opened::of(file).map(Some),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(self.refusal(path, error)),
        }
    }

    /// All of a file below it; `None` when there is nothing.
    ///
    /// # Errors
    /// [`Unread`].
    pub(crate) fn read(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Unread> {
        let file = self.file(path)?;
        file.map(|file| file.read(most)).transpose()
    }

    #[cfg(target_os = "linux")]
    fn reach(&self, path: &str) -> Result<OwnedFd, Errno> {
        use rustix::fs::{ResolveFlags, openat2};
        let never = ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH;
        match openat2(&self.folder, path, READ, Mode::empty(), never) {
            // A kernel or a sandbox that does not know the call.
            Err(Errno::NOSYS | Errno::PERM) => self.walk(path),
            other => other,
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn reach(&self, path: &str) -> Result<OwnedFd, Errno> {
        self.walk(path)
    }

    /// Goes from folder to folder, so that nobody can put a link in between.
    fn walk(&self, path: &str) -> Result<OwnedFd, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut components = path.split('/').filter(|part| !part.is_empty());
        let Some(name) = components.next_back() else {
            return Err(Errno::NOENT);
        };
        let mut folder: Option<OwnedFd> = None;
        for component in components {
            if component == ".." {
                return Err(Errno::XDEV);
            }
            let from = folder.as_ref().unwrap_or(&self.folder);
            folder = Some(rustix::fs::openat(from, component, flags, Mode::empty())?);
        }
        let from = folder.as_ref().unwrap_or(&self.folder);
        rustix::fs::openat(from, name, READ | OFlags::NOFOLLOW, Mode::empty())
    }

    /// Why a path could not be reached: which of its components is a link is
    /// asked only now.
    fn refusal(&self, path: &str, error: Errno) -> Unread {
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        for part in ends.chain([path]) {
            let stat = rustix::fs::statat(&self.folder, part, AtFlags::SYMLINK_NOFOLLOW);
            match stat.map(|stat| FileType::from_raw_mode(stat.st_mode)) {
                Ok(FileType::Symlink) if part == path => return Unread::Link,
                Ok(FileType::Symlink) => return Unread::Linked(part.to_owned()),
                Ok(FileType::Socket) if part == path => return Unread::Strange,
                _ => {}
            }
        }
        Unread::Io(error.into())
    }
}

/// A file of our own by its whole path, the last component of which may be no
/// link; `None` when there is nothing.
///
/// # Errors
/// [`Unread`].
pub(crate) fn read_own(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Unread> {
    match rustix::fs::openat(CWD, path, READ | OFlags::NOFOLLOW, Mode::empty()) {
        Ok(file) => Opened::of(file)?.read(most).map(Some),
        Err(Errno::NOENT) => Ok(None),
        Err(Errno::LOOP) => Err(Unread::Link),
        Err(Errno::NXIO) => Err(Unread::Strange),
        Err(error) => Err(Unread::Io(error.into())),
    }
}

/// A file of our own that processes lock, made if there is none.
///
/// # Errors
/// [`Unread`].
pub(crate) fn open_lock(path: &Path) -> Result<File, Unread> {
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::APPEND | OFlags::NOFOLLOW;
    let flags = flags | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match rustix::fs::openat(CWD, path, flags, Mode::from_raw_mode(0o666)) {
        Ok(file) => Ok(Opened::of(file)?.into_file()),
        Err(Errno::LOOP) => Err(Unread::Link),
        Err(Errno::NXIO | Errno::ISDIR) => Err(Unread::Strange),
        Err(error) => Err(Unread::Io(error.into())),
    }
}

/// A file that a person names, who may name a link to it.
///
/// # Errors
/// [`Unread`], but never [`Unread::TooLarge`].
pub(crate) fn open_named(path: &Path) -> Result<Opened, Unread> {
    match rustix::fs::openat(CWD, path, READ, Mode::empty()) {
        Ok(file) => Opened::of(file),
        Err(Errno::NXIO) => Err(Unread::Strange),
        Err(error) => Err(Unread::Io(error.into())),
    }
}

/// What a person names as a text: a file, or what the shell connects to a
/// descriptor (`/dev/stdin`, `<(...)`), which is read as it comes. A pipe that
/// lies in a folder may have nobody at its other end.
///
/// # Errors
/// [`Unread`].
pub(crate) fn read_named(path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    if is_descriptor(path) {
        return within(File::open(path)?, most, 0);
    }
    open_named(path)?.read(most)
}

/// Whether a path is that of a descriptor or a device and no file's.
pub(crate) fn is_descriptor(path: &Path) -> bool {
    let places = ["/dev", "/dev/fd", "/proc/self/fd"];
    let parent = path.parent().and_then(Path::to_str);
    parent.is_some_and(|parent| places.contains(&parent))
        && fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    /// A folder with one of each kind of thing, and its root.
    fn kinds() -> (tempfile::TempDir, Root) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("real/below")).unwrap();
        fs::write(at("real/below/file"), "text").unwrap();
        symlink("real/below/file", at("link")).unwrap();
        symlink("real", at("linked")).unwrap();
        rustix::fs::mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        drop(UnixListener::bind(at("socket")).unwrap());
        let root = Root::open(folder.path()).unwrap();
        (folder, root)
    }

    #[test]
    fn only_an_ordinary_file_that_is_reached_without_links_is_opened() {
        let (_folder, root) = kinds();
        let why = |path: &str| root.read(path, 10).unwrap_err().to_string();
        assert_eq!(root.read("real/below/file", 10).unwrap().unwrap(), b"text");
        assert!(root.read("real/none", 10).unwrap().is_none());
        assert!(root.read("none/at/all", 10).unwrap().is_none());
        assert_eq!(
            why("link"),
            "it is a symbolic link, which is never followed"
        );
        assert_eq!(
            why("linked/below/file"),
            "its folder linked is a symbolic link, which is never followed"
        );
        for strange in ["pipe", "socket", "real"] {
            assert_eq!(why(strange), "it is not an ordinary file", "{strange}");
        }
        assert!(root.read("real/../real/below/file", 10).is_ok());
        assert!(root.read("../outside", 10).is_err());
    }

    #[test]
    fn a_kernel_without_openat2_opens_the_same() {
        let (_folder, root) = kinds();
        assert!(root.walk("real/below/file").is_ok());
        assert_eq!(root.walk("real/none").unwrap_err(), Errno::NOENT);
        assert!(root.walk("link").is_err());
        assert!(root.walk("linked/below/file").is_err());
        assert!(root.walk("../outside").is_err());
        assert!(root.walk("").is_err());
    }

    #[test]
    fn the_size_is_looked_at_before_a_byte_is_read() {
        let (folder, root) = kinds();
        let hole = File::create(folder.path().join("hole")).unwrap();
        hole.set_len(3 << 30).unwrap();
        let read = root.read("hole", 1 << 20).unwrap_err().to_string();
        let expected = "it has 3221225472 bytes, and at most 1048576 are read";
        assert_eq!(read, expected);
        let own = read_own(&folder.path().join("hole"), 1 << 20);
        assert_eq!(own.unwrap_err().to_string(), expected);
        let named = read_named(&folder.path().join("hole"), 1 << 20);
        assert_eq!(named.unwrap_err().to_string(), expected);
        assert_eq!(root.read("real/below/file", 4).unwrap().unwrap(), b"text");
        assert!(root.read("real/below/file", 3).is_err());
    }

    #[test]
    fn what_does_not_end_is_left_after_one_byte_too_many() {
        let endless = within(io::repeat(b'x'), 1 << 10, 0).unwrap_err();
        let expected = "it has 1025 bytes, and at most 1024 are read";
        assert_eq!(endless.to_string(), expected);
    }

    #[test]
    fn a_person_may_name_a_link_and_a_descriptor_but_no_pipe_in_a_folder() {
        let (folder, _root) = kinds();
        let named = |name: &str| read_named(&folder.path().join(name), 10);
        assert_eq!(named("link").unwrap(), b"text");
        assert!(matches!(named("pipe"), Err(Unread::Strange)));
        assert!(read_named(Path::new("/dev/null"), 10).unwrap().is_empty());
        assert!(matches!(
            read_named(Path::new("/dev/zero"), 10),
            Err(Unread::TooLarge { bytes: 11, .. })
        ));
        let own = |name: &str| read_own(&folder.path().join(name), 10);
        assert!(matches!(own("link"), Err(Unread::Link)));
        assert!(matches!(own("pipe"), Err(Unread::Strange)));
        assert!(own("none").unwrap().is_none());
    }
}
