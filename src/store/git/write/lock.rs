//! The lock of a write against other processes of ours.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::super::dirs::OWN;
use super::super::error::{GitError, IoContext as _};
use super::super::files::{age, beside, remove};
use super::holder::Holder;
use super::patience::{Patience, Trace};
use crate::store::ordinary;

/// How old a file of ours is that its maker died over: they live for an instant.
const UNSIGNED: Duration = Duration::from_mins(1);

/// How often it is looked whether the lock is somebody else's now.
const LOOK: Duration = Duration::from_millis(100);

/// The lock of those who write.
pub(super) const WRITING: &str = "lock";

/// Held by one process at a time for all work trees of a repository. The
/// kernel takes it back when the process dies, however it dies.
#[derive(Debug)]
pub(super) struct StoreLock {
    /// Unlocked when closed.
    _file: File,
    /// Where the file system has no `flock`: the file that stands in for it.
    stand_in: Option<PathBuf>,
}

impl StoreLock {
    /// `common_dir` is the git directory that linked work trees share. It has
    /// a folder of our own, where the lock is called `name`.
    pub(super) fn take(common_dir: &Path, name: &str, timeout: Duration) -> Result<Self, GitError> {
        let folder = common_dir.join(OWN);
        let path = folder.join(name);
        loop {
            let file = ordinary::open_lock(&path).map_err(|unread| unread.own(&path))?;
            let mut file = match file.try_lock() {
                Ok(()) => file,
                Err(TryLockError::WouldBlock) => in_turn(file, &path, timeout)?,
                Err(TryLockError::Error(error)) if has_no_flock(&error) => {
                    let path = folder.join(format!("{name}.pid"));
                    return Self::stand_in(file, path, Patience::new(timeout));
                }
                Err(TryLockError::Error(error)) => return Err(GitError::io("lock", &path, error)),
            };
            // Whoever comes after somebody removed it locks another one.
            if Trace::of(&path).is_some_and(|there| is_inode(&file, there.inode)) {
                sign(&mut file);
                return Ok(Self {
                    _file: file,
                    stand_in: None,
                });
            }
        }
    }

    /// Some network file systems have no `flock`. There a file made
    /// exclusively says who holds the lock, so that one left by a process of
    /// this machine that no longer runs can be told from a live one; one left
    /// by another machine stays until somebody removes it.
    fn stand_in(file: File, path: PathBuf, mut patience: Patience) -> Result<Self, GitError> {
        let me = Holder::me();
        let own = path.with_extension(format!("pid.{}", me.pid));
        fs::write(&own, me.print()).during("write", &own)?;
        loop {
            let linked = fs::hard_link(&own, &path);
            match linked {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                done => {
                    remove(&own);
                    done.during("create", &path)?;
                    return Ok(Self {
                        _file: file,
                        stand_in: Some(path),
                    });
                }
            }
            if !break_abandoned(&path, &me) && !patience.wait(&path) {
                remove(&own);
                return Err(busy(&path, patience.limit));
            }
        }
    }
}

/// Waits in the kernel's queue, in which whoever came first is first. A thread
/// does so, since it can be told no time: when this one has given up, it lets
/// go of the lock as soon as it has it.
fn in_turn(file: File, path: &Path, timeout: Duration) -> Result<File, GitError> {
    let (done, turn) = mpsc::channel();
    let waiting = thread::Builder::new().spawn(move || {
        let locked = loop {
            match file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                locked => break locked,
            }
        };
        let _ = done.send(locked.map(|()| file));
    });
    waiting.during("wait for", path)?;
    let mut patience = Patience::new(timeout);
    while patience.lasts(path) {
        match turn.recv_timeout(patience.left().min(LOOK)) {
            Ok(locked) => return locked.during("lock", path),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Err(busy(path, timeout))
}

/// Says who has the lock, and by its time that it is another than before. That
/// it cannot be said is no reason not to have it.
fn sign(file: &mut File) {
    let _ = file
        .set_len(0)
        .and_then(|()| file.write_all(Holder::me().print().as_bytes()));
}

fn is_inode(file: &File, inode: u64) -> bool {
    file.metadata().is_ok_and(|meta| meta.ino() == inode)
}

/// Why the store's lock cannot be had.
fn busy(path: &Path, waited: Duration) -> GitError {
    let holder = Holder::read(path).and_then(|holder| holder.told(&Holder::me()));
    GitError::Busy {
        path: path.to_owned(),
        waited,
        holder,
    }
}

/// Removes the stand-in of a dead process, or what one left that died in doing
/// so; false when there is nothing to remove. Only one process at a time may do
/// so: between seeing that a holder is dead and removing its file, another could
/// remove it too and take the lock.
fn break_abandoned(path: &Path, me: &Holder) -> bool {
    let is_abandoned = |path: &Path| Holder::read(path).is_some_and(|holder| holder.is_dead(me));
    let abandoned = || is_abandoned(path);
    let breaking = beside(path, ".break");
    if !abandoned() {
        return false;
    }
    let begun = File::create_new(&breaking);
    let Ok(()) = begun.and_then(|mut file| file.write_all(me.print().as_bytes())) else {
        // Who began to and died here must not keep the lock from everybody.
        let is_left = is_abandoned(&breaking) || age(&breaking).is_some_and(|age| age > UNSIGNED);
        if is_left {
            remove(&breaking);
        }
        return is_left;
    };
    let still = abandoned();
    if still {
        remove(path);
    }
    remove(&breaking);
    still
}

impl Drop for StoreLock {
    fn drop(&mut self) {
        if let Some(path) = &self.stand_in {
            remove(path);
        }
    }
}

fn has_no_flock(error: &std::io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| {
        code == libc::ENOLCK || code == libc::ENOTSUP || code == libc::EOPNOTSUPP
    })
}

#[cfg(test)]
mod tests {
    use std::time::{Instant, SystemTime};

    use super::*;
    use crate::core::told::Told as _;

    const TIMEOUT: Duration = Duration::from_mins(1);
    const SOON: Duration = Duration::from_millis(50);

    fn stand_in(folder: &Path, timeout: Duration) -> Result<StoreLock, GitError> {
        let file = File::create(folder.join("lock")).unwrap();
        StoreLock::stand_in(file, folder.join("lock.pid"), Patience::new(timeout))
    }

    fn git_dir() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(OWN)).unwrap();
        folder
    }

    /// Until so many wait in the kernel's queue for a file.
    fn until_waiting(path: &Path, number: usize) {
        let inode = format!(":{} ", path.metadata().unwrap().ino());
        let waits = |line: &&str| line.contains("->") && line.contains(&inode);
        while fs::read_to_string("/proc/locks")
            .unwrap()
            .lines()
            .filter(waits)
            .count()
            < number
        {
            thread::yield_now();
        }
    }

    #[test]
    fn who_waits_for_the_lock_has_it_in_turn() {
        let folder = git_dir();
        let path = folder.path().join("bitacora").join("lock");
        let held = StoreLock::take(folder.path(), WRITING, TIMEOUT).unwrap();
        let (served, order) = mpsc::channel();
        thread::scope(|scope| {
            for number in 1..=5 {
                let (served, folder) = (served.clone(), folder.path());
                scope.spawn(move || {
                    let _held = StoreLock::take(folder, WRITING, TIMEOUT).unwrap();
                    served.send(number).unwrap();
                });
                until_waiting(&path, number);
            }
            drop(held);
        });
        drop(served);
        assert_eq!(order.iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_lock_that_is_stuck_is_given_up_and_its_holder_named() {
        let folder = git_dir();
        let held = StoreLock::take(folder.path(), WRITING, TIMEOUT).unwrap();
        let begun = Instant::now();
        let Err(refused) = StoreLock::take(folder.path(), WRITING, SOON) else {
            panic!("it was taken twice");
        };
        assert!(begun.elapsed() >= SOON);
        let path = folder.path().join("bitacora").join("lock");
        let pid = std::process::id();
        assert_eq!(
            refused.to_string(),
            format!(
                "another bitacora, process {pid}, has held {} for more than 50 ms",
                path.display()
            )
        );
        let hint = refused.hint().unwrap();
        assert!(hint.contains(&format!("kill {pid}:")), "{hint}");
        drop(held);
        drop(StoreLock::take(folder.path(), WRITING, TIMEOUT).unwrap());
    }

    #[test]
    fn a_number_that_no_process_has_is_not_told_of_a_lock_that_another_program_holds() {
        let folder = git_dir();
        drop(StoreLock::take(folder.path(), WRITING, TIMEOUT).unwrap());
        let path = folder.path().join("bitacora").join("lock");
        let held = File::options().append(true).open(&path).unwrap();
        held.lock().unwrap();
        let gone = Holder {
            pid: u32::MAX,
            ..Holder::me()
        };
        for text in [gone.print(), String::new(), "\0\u{1b}[31m".repeat(9_999)] {
            fs::write(&path, text).unwrap();
            let Err(refused) = StoreLock::take(folder.path(), WRITING, Duration::ZERO) else {
                panic!("it was taken twice");
            };
            let said = format!(
                "another program has held {} for more than 0 ms",
                path.display()
            );
            assert_eq!(refused.to_string(), said);
        }
    }

    #[test]
    fn a_lock_file_that_somebody_removed_while_it_was_waited_for_is_not_the_lock() {
        let folder = git_dir();
        let path = folder.path().join("bitacora").join("lock");
        let held = StoreLock::take(folder.path(), WRITING, TIMEOUT).unwrap();
        thread::scope(|scope| {
            let waiting = scope.spawn(|| StoreLock::take(folder.path(), WRITING, TIMEOUT).unwrap());
            until_waiting(&path, 1);
            fs::remove_file(&path).unwrap();
            drop(held);
            let taken = waiting.join().unwrap();
            let again = StoreLock::take(folder.path(), WRITING, Duration::ZERO);
            assert!(matches!(again, Err(GitError::Busy { .. })));
            drop(taken);
        });
    }

    #[test]
    fn the_stand_in_for_flock_lets_one_in_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let held = stand_in(folder.path(), TIMEOUT).unwrap();
        let refused = stand_in(folder.path(), Duration::ZERO);
        assert!(matches!(refused, Err(GitError::Busy { .. })));
        drop(held);
        drop(stand_in(folder.path(), Duration::ZERO).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_stand_in_of_a_process_that_is_gone_is_taken_over_and_of_another_machine_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock.pid");
        let before_start = Holder {
            boot: "another".to_owned(),
            ..Holder::me()
        };
        let gone = Holder {
            pid: u32::MAX,
            ..Holder::me()
        };
        for dead in [before_start, gone] {
            fs::write(&path, dead.print()).unwrap();
            drop(stand_in(folder.path(), Duration::ZERO).unwrap());
        }
        let elsewhere = Holder {
            host: "elsewhere".to_owned(),
            pid: u32::MAX,
            ..Holder::me()
        };
        fs::write(&path, elsewhere.print()).unwrap();
        let refused = stand_in(folder.path(), Duration::ZERO);
        assert!(matches!(refused, Err(GitError::Busy { .. })));
        assert!(path.exists());
    }

    #[test]
    fn who_dies_over_breaking_a_stale_lock_keeps_it_from_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let (path, breaking) = ("lock.pid", "lock.pid.break");
        let [path, breaking] = [path, breaking].map(|name| folder.path().join(name));
        let gone = Holder {
            pid: u32::MAX,
            ..Holder::me()
        };
        for left in [gone.print(), String::new()] {
            fs::write(&path, gone.print()).unwrap();
            fs::write(&breaking, &left).unwrap();
            let file = File::options().write(true).open(&breaking).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
            drop(stand_in(folder.path(), Duration::ZERO).unwrap());
            assert!(!breaking.exists(), "{left:?}");
        }
        // One that is at it is waited for.
        fs::write(&path, gone.print()).unwrap();
        fs::write(&breaking, Holder::me().print()).unwrap();
        let refused = stand_in(folder.path(), Duration::ZERO);
        assert!(matches!(refused, Err(GitError::Busy { .. })));
        assert!(path.exists() && breaking.exists());
    }
}
