//! The few calls that neither the standard library nor git2 offers safely.
//! The only `unsafe` of the crate.
#![allow(unsafe_code)]

use std::ffi::c_int;
use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::sync::Once;

/// Must run before libgit2 is asked anything: makes it sync what it
/// writes to `.git`, and turns the signal for a file over the size limit
/// (deadly by default) into the error that a full disk gives too.
pub(crate) fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        libgit2_sys::init();
        // SAFETY: libgit2 is initialised, and this option takes one int.
        unsafe {
            libgit2_sys::git_libgit2_opts(
                libgit2_sys::GIT_OPT_ENABLE_FSYNC_GITDIR.cast_signed(),
                1 as c_int,
            );
        }
        // SAFETY: SIG_IGN installs no handler of ours.
        unsafe {
            libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
        }
        #[cfg(test)]
        forget_user_configuration();
    });
}

/// Opens a repository although another user owns it, which git has allowed.
pub(crate) fn whoever_owns_it<T>(open: impl FnOnce() -> T) -> T {
    // SAFETY: libgit2 reads this switch only while it opens a repository, and
    // whoever opens another meanwhile has been allowed to by git as well.
    unsafe {
        let _ = git2::opts::set_verify_owner_validation(false);
    }
    let opened = open();
    // SAFETY: as above.
    unsafe {
        let _ = git2::opts::set_verify_owner_validation(true);
    }
    opened
}

/// Tests must not depend on the configuration of whoever runs them.
#[cfg(test)]
fn forget_user_configuration() {
    use git2::ConfigLevel::{Global, ProgramData, System, XDG};
    for level in [ProgramData, System, XDG, Global] {
        // SAFETY: runs before the first repository is opened, by one thread.
        unsafe { git2::opts::set_search_path(level, "") }.expect("libgit2 takes an empty path");
    }
}

/// While it lives, an interrupt, hang-up or termination request waits, so that
/// a write is either done or not begun when the process ends. It covers the
/// calling thread; a thread that should not end the process meanwhile must be
/// started while the guard lives.
pub(crate) struct Uninterrupted {
    before: libc::sigset_t,
    /// A signal mask belongs to its thread.
    thread: PhantomData<*const ()>,
}

impl Uninterrupted {
    pub(crate) fn begin() -> Self {
        let mut wait = MaybeUninit::<libc::sigset_t>::uninit();
        let mut before = MaybeUninit::<libc::sigset_t>::uninit();
        // SAFETY: sigemptyset and pthread_sigmask fill the two sets, and none
        // of these calls can fail for valid pointers and signal numbers.
        let before = unsafe {
            libc::sigemptyset(wait.as_mut_ptr());
            libc::sigemptyset(before.as_mut_ptr());
            for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
                libc::sigaddset(wait.as_mut_ptr(), signal);
            }
            libc::pthread_sigmask(libc::SIG_BLOCK, wait.as_ptr(), before.as_mut_ptr());
            before.assume_init()
        };
        Self {
            before,
            thread: PhantomData,
        }
    }
}

impl Drop for Uninterrupted {
    fn drop(&mut self) {
        // SAFETY: `before` is the set that pthread_sigmask gave.
        unsafe {
            libc::pthread_sigmask(
                libc::SIG_SETMASK,
                &raw const self.before,
                std::ptr::null_mut(),
            );
        }
    }
}

/// The process's umask, changed while it lives. What other threads make
/// meanwhile is made under it too.
pub(crate) struct Umask {
    before: libc::mode_t,
}

impl Umask {
    /// `change` makes the new one of the user's.
    pub(crate) fn change(change: impl FnOnce(libc::mode_t) -> libc::mode_t) -> Self {
        // SAFETY: umask takes and gives numbers and cannot fail. The narrow one
        // stands for no longer than it takes to know the user's.
        let before = unsafe { libc::umask(0o077) };
        // SAFETY: see above.
        unsafe { libc::umask(change(before)) };
        Self { before }
    }
}

impl Drop for Umask {
    fn drop(&mut self) {
        // SAFETY: see above.
        unsafe { libc::umask(self.before) };
    }
}

/// Writes everything the file system of `file` still holds in memory to the
/// disk: for many files far cheaper than syncing each. Where the system has no
/// such call the error is `Unsupported`.
#[cfg(target_os = "linux")]
pub(crate) fn sync_file_system(file: &File) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    // SAFETY: the descriptor is open as long as `file` is borrowed.
    if unsafe { libc::syncfs(file.as_raw_fd()) } == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// See the Linux version.
#[cfg(not(target_os = "linux"))]
pub(crate) fn sync_file_system(_file: &File) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Asks for the bytes of `file` to be on their way to the disk, so that syncing
/// several files after it waits for all of them at once. No promise by itself.
#[cfg(target_os = "linux")]
pub(crate) fn begin_writing(file: &File) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    // SAFETY: the descriptor is open as long as `file` is borrowed.
    let asked =
        unsafe { libc::sync_file_range(file.as_raw_fd(), 0, 0, libc::SYNC_FILE_RANGE_WRITE) };
    let error = io::Error::last_os_error();
    let cannot = [libc::ENOSYS, libc::ESPIPE, libc::EINVAL, libc::EOPNOTSUPP];
    if asked == 0
        || error
            .raw_os_error()
            .is_some_and(|code| cannot.contains(&code))
    {
        Ok(())
    } else {
        Err(error)
    }
}

/// See the Linux version.
#[cfg(not(target_os = "linux"))]
pub(crate) fn begin_writing(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Whether some program has `file` open to write in it, as far as the system
/// tells: it does so of the user's own files on most local file systems, by
/// refusing a lease to read that nobody disturbs. `file` is open to be read.
#[cfg(target_os = "linux")]
pub(crate) fn is_open_for_writing(file: &File) -> bool {
    use std::os::fd::AsRawFd;
    /// As in Linux's `asm-generic/fcntl.h`; the crate does not have it.
    const F_SETSIG: c_int = 10;
    let lease = |kind: c_int| {
        // SAFETY: the descriptor is open as long as `file` is borrowed, and both
        // commands take one int.
        unsafe {
            // Whoever opens it in the next instant makes the kernel send a signal:
            // one that does nothing to a process that does not ask for it.
            libc::fcntl(file.as_raw_fd(), F_SETSIG, libc::SIGURG);
            libc::fcntl(file.as_raw_fd(), libc::F_SETLEASE, kind)
        }
    };
    if lease(libc::F_RDLCK) == 0 {
        lease(libc::F_UNLCK);
        return false;
    }
    io::Error::last_os_error().raw_os_error() == Some(libc::EAGAIN)
}

/// See the Linux version.
#[cfg(not(target_os = "linux"))]
pub(crate) fn is_open_for_writing(_file: &File) -> bool {
    false
}

/// Whether a process of this number runs here, whoever owns it.
pub(crate) fn process_runs(pid: u32) -> bool {
    let Ok(pid) = libc::pid_t::try_from(pid) else {
        return false;
    };
    // SAFETY: signal 0 only asks.
    let sent = unsafe { libc::kill(pid, 0) } == 0;
    sent || io::Error::last_os_error().raw_os_error() == Some(libc::EPERM)
}

/// The name of this machine, empty when it has none.
pub(crate) fn host_name() -> String {
    let mut name = [0_u8; 256];
    // SAFETY: one byte less than the buffer is offered, so it stays terminated.
    let failed = unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len() - 1) } != 0;
    let end = name.iter().position(|byte| *byte == 0).unwrap_or(0);
    if failed {
        String::new()
    } else {
        String::from_utf8_lossy(&name[..end]).into_owned()
    }
}
