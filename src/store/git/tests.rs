//! Facts about the store's git, each looked at with the real `git` program.

mod history;
mod lines;
mod places;
mod reading;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use super::*;

/// A repository in a temporary folder, with an identity and one commit.
pub(super) struct TestRepo {
    pub(super) folder: tempfile::TempDir,
}

impl TestRepo {
    pub(super) fn new() -> Self {
        let repo = Self::unborn();
        repo.write("README", "read me\n");
        repo.git(&["add", "README"]);
        repo.git(&["commit", "-qm", "begin"]);
        repo
    }

    pub(super) fn unborn() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repo = Self { folder };
        repo.git(&["init", "-q", "-b", "main", "."]);
        repo.identify();
        repo
    }

    pub(super) fn identify(&self) {
        self.git(&["config", "user.name", "Ursula"]);
        self.git(&["config", "user.email", "ursula@desk.example"]);
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn join(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    pub(super) fn open(&self) -> Repository {
        Repository::open(self.path()).unwrap()
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.join(path)).unwrap()
    }

    /// What the git program prints; it must succeed.
    pub(super) fn git(&self, arguments: &[&str]) -> String {
        git_in(self.path(), arguments)
    }

    pub(super) fn status(&self) -> String {
        self.git(&["status", "--porcelain", "--untracked-files=all"])
    }

    /// Adds a line to a file by way of a transaction on HEAD.
    pub(super) fn append(&self, path: &str, line: &str) -> Result<Option<Oid>, GitError> {
        append(&self.open(), &WriteOptions::default(), path, line)
    }

    /// Nothing staged, nothing edited, nothing broken, nothing left behind.
    pub(super) fn assert_clean(&self) {
        assert_eq!(self.status(), "");
        self.assert_sound();
        let staged = self.git(&["write-tree"]);
        assert_eq!(staged, self.git(&["rev-parse", "HEAD^{tree}"]));
    }

    pub(super) fn assert_sound(&self) {
        assert_eq!(self.git(&["fsck", "--full", "--no-dangling"]), "");
        assert_eq!(self.litter(), Vec::<PathBuf>::new());
    }

    /// Locks, journals and half-written files.
    pub(super) fn litter(&self) -> Vec<PathBuf> {
        let files = walkdir::WalkDir::new(self.path()).into_iter();
        let paths = files.map(|entry| entry.unwrap().into_path());
        paths
            .filter(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                path.extension()
                    .is_some_and(|extension| extension == "lock")
                    || name.starts_with(".bitacora-")
                    || name.starts_with("index.bitacora")
                    || name.contains("_git2_")
                    || name == "journal"
            })
            .collect()
    }
}

/// The git program, blind to the configuration of whoever runs the tests.
/// Looking must not change the index, as `git status` does when it can.
pub(super) fn git_command(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output()
        .unwrap()
}

pub(super) fn git_in(folder: &Path, arguments: &[&str]) -> String {
    let output = git_command(folder, arguments);
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\n').to_owned()
}

/// A repository whose index has this version.
pub(super) fn of_version(version: &str) -> TestRepo {
    let repo = TestRepo::new();
    repo.git(&["update-index", "--index-version", version]);
    repo
}

pub(super) fn version(repo: &TestRepo) -> u8 {
    fs::read(repo.join(".git/index")).unwrap()[7]
}

/// Enters what README has at a path, with this stage.
pub(super) fn enter(repo: &TestRepo, stage: u8, path: &str) {
    let blob = repo.git(&["rev-parse", "HEAD:README"]);
    enter_blob(repo, &blob, stage, path);
}

pub(super) fn enter_blob(repo: &TestRepo, blob: &str, stage: u8, path: &str) {
    let mut git = Command::new("git")
        .args(["update-index", "--index-info"])
        .current_dir(repo.path())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = git.stdin.take().unwrap();
    let line = format!("100644 {blob} {stage}\t{path}\n");
    std::io::Write::write_all(&mut input, line.as_bytes()).unwrap();
    drop(input);
    assert!(git.wait().unwrap().success());
}

pub(super) fn plan(files: Vec<FileChange>) -> Plan {
    Plan {
        files,
        message: "INC-1: open\n\nTicket: INC-1\n".to_owned(),
        author: Identity {
            name: "Ana".to_owned(),
            email: "ana@desk.example".to_owned(),
        },
        time: (1_795_000_000, -300),
    }
}

pub(super) fn change(path: &str, content: &str) -> FileChange {
    FileChange {
        path: path.to_owned(),
        content: content.as_bytes().to_vec(),
        replaces: Replaces::Head,
    }
}

pub(super) fn append(
    repo: &Repository,
    options: &WriteOptions,
    path: &str,
    line: &str,
) -> Result<Option<Oid>, GitError> {
    let written = repo.transact::<_, GitError>(options, |head| {
        let before = head.read(path)?.unwrap_or_default();
        let text = format!("{}{line}\n", String::from_utf8(before).unwrap());
        Ok((Some(plan(vec![change(path, &text)])), ()))
    });
    written.map(|(commit, ())| commit)
}

/// Says at once which files others changed meanwhile, once.
pub(super) fn parted(written: Result<Option<Oid>, GitError>) -> Vec<Apart> {
    match written {
        Err(GitError::Apart { files, .. }) => files,
        other => panic!("{other:?}"),
    }
}

/// Options that hardly wait for locks. (A little they must: while another test
/// starts a program, that program holds this one's files open for a moment.)
pub(super) fn impatient() -> WriteOptions {
    WriteOptions {
        lock_timeout: Duration::from_millis(300),
        ..WriteOptions::default()
    }
}
