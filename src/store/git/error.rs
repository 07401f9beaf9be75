//! What git, the file system or the state of a repository can refuse.

use std::fmt;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use git2::Oid;
use thiserror::Error;

use super::difference::Difference;
use super::promisor;
use super::unsynced::Unsynced;
use super::withheld::Withheld;
use crate::core::fault::Fault;
use crate::core::told::{ExitCode, Told};
use crate::core::words;

/// The process that has a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    /// Where it runs, if that is not here.
    pub host: Option<String>,
}

/// A file that was changed by somebody else while its commit was made, and may
/// lack what the commit has.
#[derive(Debug)]
pub struct Apart {
    pub path: String,
    pub why: Why,
    /// The events that it lacks, `EV NAME` each.
    pub lacks: Vec<String>,
    /// Older texts of somebody's, which found no place in it.
    pub kept: Vec<PathBuf>,
}

impl Apart {
    /// Whether it lacks something, and not only an older text found no place.
    fn is_behind(&self) -> bool {
        !self.lacks.is_empty() || self.kept.is_empty()
    }
}

/// Why a file could not be brought to its commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The edit and the commit do not go together.
    Edited,
    /// There is no file any more.
    Gone,
    /// It is a link or a folder now, or is being written all the time.
    Strange,
}

/// What is heard of the git program that failed.
#[derive(Debug)]
pub enum Said {
    /// There is none.
    Absent,
    /// It is older than 2.36, and has no `git hook run`.
    TooOld,
    /// Its own words, or the system's.
    Words(String),
}

impl Said {
    /// What kept a program from running.
    pub(super) fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Absent,
            _ => Self::Words(error.to_string()),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("there is no git program"),
            Self::TooOld => f.write_str("it has no `git hook run`, which came with 2.36"),
            Self::Words(words) => f.write_str(words),
        }
    }
}

/// Why something could not be read or written. The text follows `error: ` and
/// has no full stop; paths inside the work tree are relative to its top.
#[derive(Debug, Error)]
pub enum GitError {
    #[error("no git repository holds {}", .folder.display())]
    NoRepository { folder: PathBuf },
    #[error("the repository of {} belongs to another user", .folder.display())]
    ForeignOwner { folder: PathBuf },
    #[error("the repository uses SHA-256 object names, which cannot be read yet")]
    Sha256,
    #[error("the repository keeps its refs in a reftable, which cannot be read yet")]
    Reftable,
    #[error("the repository uses the extension {name}, which cannot be read yet")]
    Extension { name: String },
    #[error("{} is not inside the work tree {}", .folder.display(), .work_tree.display())]
    Outside { folder: PathBuf, work_tree: PathBuf },
    #[error("{} is a bare repository: it can be read but not written", .git_dir.display())]
    Bare { git_dir: PathBuf },
    #[error("HEAD is detached, so a commit would belong to no branch")]
    DetachedHead,
    #[error("a {operation} is in progress")]
    Operation { operation: &'static str },
    #[error("the branch is {branch}, but this store is written on {wanted}")]
    WrongBranch { branch: String, wanted: String },
    #[error(transparent)]
    Withheld(#[from] Withheld),
    #[error(transparent)]
    Unsynced(#[from] Unsynced),
    #[error("the index {} is damaged", .path.display())]
    DamagedIndex { path: PathBuf },
    /// Of an index that only the git program reads.
    #[error("{path} is in the index and not in the work tree, and git would go by it")]
    AttributesAway { path: String, sparse: bool },
    #[error("git cannot {action}: {said}")]
    Program { action: &'static str, said: Said },
    #[error("{path} {state}")]
    Uncommitted { path: String, state: Difference },
    #[error("{path} changed while the command ran")]
    Changed { path: String },
    #[error("{path} is marked {flag} in the index, so git would not see the change")]
    Hidden { path: String, flag: &'static str },
    #[error("{path} has the attribute {attribute}, which cannot be applied")]
    Attribute { path: String, attribute: String },
    #[error("{path} has the attribute {attribute}, by which git would change its bytes")]
    Rewriting { path: String, attribute: String },
    #[error("{path} is a symbolic link, which is never followed")]
    Symlink { path: String },
    /// One of the two would have to be a folder.
    #[error("{path} and {other}, which is in the index, cannot both be files")]
    InTheWay { path: String, other: String },
    #[error("{path} is not an ordinary file")]
    NotAFile { path: String },
    #[error("{path} is not a folder")]
    NotAFolder { path: String },
    #[error("{path} is a repository of its own, which is never entered")]
    Submodule { path: String },
    #[error("{path:?} cannot be the path of a file in the store")]
    BadPath { path: String },
    /// `holder` is whoever says so in the lock, where that can be so.
    #[error("{} has held {} for more than {}", named(holder.as_ref()), .path.display(), spoken(*.waited))]
    Busy {
        path: PathBuf,
        waited: Duration,
        holder: Option<Holder>,
    },
    /// `age` is how long the lock file has existed, where that can be told.
    #[error("{} exists{}: another program is working in the repository, or was killed in it",
        .path.display(), aged(*.age))]
    LockHeld {
        path: PathBuf,
        age: Option<Duration>,
    },
    #[error("other programs moved the branch {attempts} times while this command tried to commit")]
    Contended { attempts: u32 },
    #[error(
        "core.sharedRepository is {value:?}, which git does not understand: \
        the owner of files must always be able to read and write them"
    )]
    BadSharing { value: String },
    /// `keys` are of git's configuration, or variables that are empty.
    #[error("git does not know who you are: {}", unset(.keys))]
    NoIdentity { keys: Vec<&'static str> },
    #[error("no commit is called {rev:?}")]
    NoSuchCommit { rev: String },
    #[error("no commit of this shallow clone is called {rev:?}")]
    NotFetched { rev: String },
    #[error("more than one commit begins with {rev:?}")]
    AmbiguousCommit { rev: String },
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// A file of the store that cannot be what it should be.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The commit is made and stays; the work tree or the index is behind it.
    #[error("committed as {commit}, but the work tree and index could not follow: {cause}")]
    Unfinished { commit: Oid, cause: Box<GitError> },
    /// Of a clone made with `--filter`, from which git could not fetch it.
    #[error("cannot {action}: this is a partial clone, and what is asked for was not fetched")]
    Partial { action: &'static str },
    /// The commit is made and stays; so does what somebody else made of the
    /// file meanwhile.
    #[error("committed as {}, but {}", short(commit), parted(files))]
    Apart { commit: Oid, files: Vec<Apart> },
    /// `said` is no source of its own: it adds the numbers of its classes.
    #[error("cannot {action}: {}", .said.message())]
    Git {
        action: &'static str,
        said: git2::Error,
    },
}

impl Told for GitError {
    fn code(&self) -> ExitCode {
        match self {
            Self::Fault(fault) => fault.code(),
            Self::Withheld(withheld) => withheld.code(),
            Self::Unsynced(unsynced) => unsynced.code(),
            error if error.needs_person() => ExitCode::Undecided,
            _ => ExitCode::CouldNot,
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoRepository { .. } => "bitacora init".to_owned(),
            Self::ForeignOwner { folder } => format!(
                "git config --global --add safe.directory {}",
                quoted(folder)
            ),
            Self::DetachedHead => "git switch BRANCH".to_owned(),
            Self::Operation { operation } => match *operation {
                "merge" => "git merge --continue, or git merge --abort".to_owned(),
                "bisect" => "git bisect reset".to_owned(),
                "am" => "git am --continue, or git am --abort".to_owned(),
                other => format!("git {other} --continue, or git {other} --abort"),
            },
            Self::WrongBranch { wanted, .. } => format!("git switch {wanted}"),
            Self::Partial { .. } => "git fetch --refetch --no-filter fetches all of it".to_owned(),
            Self::Fault(fault) => return fault.hint.clone(),
            Self::Withheld(withheld) => return withheld.hint(),
            Self::Unsynced(unsynced) => return unsynced.hint(),
            Self::DamagedIndex { path } => format!(
                "rm {}, then git reset: the files stay, what is staged or marked in it is forgotten",
                quoted(path)
            ),
            Self::AttributesAway { sparse: true, .. } => {
                "git sparse-checkout reapply --no-sparse-index".to_owned()
            }
            Self::AttributesAway { path, .. } => {
                format!("git restore {}", quoted(Path::new(path)))
            }
            Self::Program {
                said: Said::Absent, ..
            } => "install git".to_owned(),
            Self::Program {
                said: Said::TooOld, ..
            } => "install a later git".to_owned(),
            Self::Uncommitted { path, state } => state.settled_by(&quoted(Path::new(path))),
            Self::Hidden { path, flag } => {
                format!(
                    "git update-index --no-{flag} -- {}",
                    quoted(Path::new(path))
                )
            }
            Self::InTheWay { other, .. } => {
                format!("git rm --cached -- {}", quoted(Path::new(other)))
            }
            Self::Rewriting { path, .. } => format!(
                "the last file of attributes that speaks of it must say -text: git check-attr text -- {}",
                quoted(Path::new(path))
            ),
            Self::Attribute { path, .. } => {
                format!("git check-attr -a -- {}", quoted(Path::new(path)))
            }
            Self::Changed { .. } | Self::Contended { .. } => "try again".to_owned(),
            Self::Busy { holder, .. } => match holder {
                Some(Holder { pid, host: None }) => format!(
                    "try again; if it hangs (ps -p {pid}), kill {pid}: \
                     what it had begun is then finished or forgotten"
                ),
                _ => "try again".to_owned(),
            },
            Self::LockHeld { path, .. } => {
                format!("if no git program is running, rm {}", quoted(path))
            }
            Self::BadSharing { .. } => "git config core.sharedRepository group".to_owned(),
            Self::NoIdentity { keys } => {
                let lines = keys.iter().map(|key| match *key {
                    "user.name" => "git config --global user.name \"Your Name\"".to_owned(),
                    "user.email" => "git config --global user.email you@example.com".to_owned(),
                    variable => format!("unset {variable}"),
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Unfinished { .. } => "the next bitacora command that writes brings them along; \
                 do not run git commit before"
                .to_owned(),
            Self::Apart { files, .. } => files.first().map(hint_of)?,
            Self::Git { said, .. } if is_damage(said) => "git fsck".to_owned(),
            Self::NoSuchCommit { .. } => "git log --oneline names the commits".to_owned(),
            Self::AmbiguousCommit { .. } => "type more of it".to_owned(),
            Self::NotFetched { .. } => {
                "git fetch --unshallow fetches the older commits, git fetch origin REV one of them"
                    .to_owned()
            }
            _ => return None,
        };
        Some(hint)
    }
}

impl GitError {
    /// True when nothing is broken and a person has to settle something first:
    /// own edits, an operation of git, a lock.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        matches!(
            self,
            Self::DetachedHead
                | Self::Operation { .. }
                | Self::WrongBranch { .. }
                | Self::Uncommitted { .. }
                | Self::Changed { .. }
                | Self::Hidden { .. }
                | Self::InTheWay { .. }
                | Self::Busy { .. }
                | Self::LockHeld { .. }
                | Self::Contended { .. }
                | Self::Apart { .. }
        )
    }

    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` on calls into git2.
    pub(crate) fn git(action: &'static str) -> impl FnOnce(git2::Error) -> Self {
        move |source| {
            let is_absent = source.class() == git2::ErrorClass::Odb
                && source.code() == git2::ErrorCode::NotFound;
            if is_absent && promisor::is_met() {
                return Self::Partial { action };
            }
            Self::Git {
                action,
                said: source,
            }
        }
    }

    /// What opening a repository for `folder` may answer.
    pub(super) fn opening(folder: &Path, source: git2::Error) -> Self {
        let folder = folder.to_owned();
        match (source.code(), source.message()) {
            (git2::ErrorCode::NotFound, _) => Self::NoRepository { folder },
            (git2::ErrorCode::Owner, _) => Self::ForeignOwner { folder },
            (_, "unknown object format 'sha256'") => Self::Sha256,
            (_, message) => match message.strip_prefix("unsupported extension name extensions.") {
                Some("refstorage") => Self::Reftable,
                Some(name) => Self::Extension {
                    name: name.to_owned(),
                },
                None => Self::Git {
                    action: "open the repository",
                    said: source,
                },
            },
        }
    }
}

/// For `map_err` on calls of the standard library.
pub(crate) trait IoContext<T> {
    fn during(self, action: &'static str, path: &Path) -> Result<T, GitError>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn during(self, action: &'static str, path: &Path) -> Result<T, GitError> {
        self.map_err(|source| GitError::io(action, path, source))
    }
}

fn is_damage(source: &git2::Error) -> bool {
    use git2::ErrorClass::{Index, Object, Odb, Tree, Zlib};
    matches!(source.class(), Index | Object | Odb | Tree | Zlib)
        && source.code() != git2::ErrorCode::Locked
}

fn named(holder: Option<&Holder>) -> String {
    match holder {
        None => "another program".to_owned(),
        Some(Holder { pid, host: None }) => format!("another bitacora, process {pid},"),
        Some(Holder {
            pid,
            host: Some(host),
        }) => format!("another bitacora, process {pid} on {host},"),
    }
}

fn short(commit: &Oid) -> String {
    let mut name = commit.to_string();
    name.truncate(10);
    name
}

/// What became of each of the files.
fn parted(files: &[Apart]) -> String {
    let each = files.iter().map(|file| {
        let path = &file.path;
        let mut text = match file.why {
            Why::Edited => format!("{path} was edited meanwhile"),
            Why::Gone => format!("{path} is no longer there"),
            Why::Strange => format!("{path} is no longer a file that can be replaced"),
        };
        if file.why != Why::Gone && file.is_behind() {
            text += " and lacks ";
            if file.lacks.is_empty() {
                text += "what was committed";
            }
            text += &file.lacks.join(", ");
        }
        if file.why == Why::Edited {
            text += "; it is as it was saved";
        }
        for kept in &file.kept {
            let _ = write!(text, "; an older text of it is in {}", kept.display());
        }
        text
    });
    each.collect::<Vec<_>>().join("; ")
}

fn hint_of(file: &Apart) -> String {
    let path = quoted(Path::new(&file.path));
    match file.why {
        Why::Edited if file.is_behind() => format!(
            "git diff -- {path} shows what it lacks; put those lines back, then bitacora commit"
        ),
        Why::Edited => format!("git diff -- {path}"),
        Why::Gone => format!("git restore {path} brings it back"),
        Why::Strange => format!("git status -- {path}"),
    }
}

/// As a shell takes it.
fn quoted(path: &Path) -> String {
    shell_words::quote(&path.to_string_lossy()).into_owned()
}

fn unset(keys: &[&str]) -> String {
    let (set, empty): (Vec<&str>, Vec<&str>) = keys.iter().partition(|key| key.contains('.'));
    let be = |keys: &[&str]| if keys.len() == 1 { "is" } else { "are" };
    let mut told = Vec::new();
    if !set.is_empty() {
        told.push(format!(
            "{} {} not set",
            words::listed(&set, "and"),
            be(&set)
        ));
    }
    if !empty.is_empty() {
        let names = words::listed(&empty, "and");
        told.push(format!("{names} {} empty", be(&empty)));
    }
    told.join(", ")
}

fn aged(age: Option<Duration>) -> String {
    age.map_or_else(String::new, |age| format!(", {} old", spoken(age)))
}

fn spoken(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        seconds @ 1..120 => format!("{seconds} s"),
        seconds @ 120..7_200 => format!("{} minutes", seconds / 60),
        seconds @ 7_200..172_800 => format!("{} hours", seconds / 3_600),
        seconds => format!("{} days", seconds / 86_400),
    }
}
