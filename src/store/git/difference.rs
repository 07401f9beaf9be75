//! In what HEAD, the index and the work tree do not agree.

use std::fmt;

use git2::Oid;

/// What is not committed of a path; shown, a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// A merge that is not settled.
    Conflict,
    /// A file that git does not know.
    New,
    /// One that git knows from the index alone.
    Staged,
    /// The file has gone.
    Missing,
    /// The file has gone, and so it is staged.
    Deleted,
    /// It is staged as gone; the file is HEAD's, so there is nothing that `bitacora
    /// commit` would record.
    StagedAway,
    /// The file is HEAD's; what is staged is in no file.
    StagedAlone,
    /// Other bytes are staged.
    StagedEdits,
    /// Other bytes are in the file.
    Edits,
    /// Only the mode, which `git restore` or `chmod` can settle.
    Mode,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Conflict => "has an unresolved merge conflict",
            Self::New => "is not committed",
            Self::Staged => "is staged but not committed",
            Self::Missing => "is missing from the work tree",
            Self::Deleted => "is staged for deletion",
            Self::StagedAway => "is staged for deletion, although it is there",
            Self::StagedAlone => "has staged edits that its file does not have",
            Self::StagedEdits => "has staged edits",
            Self::Edits => "has uncommitted edits",
            Self::Mode => "has an uncommitted change of mode",
        })
    }
}

impl Difference {
    /// What to type; the path is quoted for the shell.
    pub(super) fn settled_by(self, path: &str) -> String {
        match self {
            Self::Mode => format!("git restore {path}"),
            Self::StagedAway => format!("git restore --staged -- {path}"),
            Self::StagedAlone => format!(
                "git diff --cached -- {path} shows them, git restore --staged -- {path} forgets them"
            ),
            _ => format!("bitacora commit, or see git status -- {path}"),
        }
    }
}

/// The blobs that the three have at a path, `None` where there is no file. The
/// work tree's is what git would make of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathState {
    pub head: Option<Oid>,
    pub index: Option<Oid>,
    pub work_tree: Option<Oid>,
    /// The index has the stages of a conflict instead of a file.
    pub conflicted: bool,
    /// The same contents, but executable in one place and not in another.
    pub mode_differs: bool,
}

impl PathState {
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.difference().is_none()
    }

    /// What is not committed; `None` when all three agree.
    #[must_use]
    pub fn difference(&self) -> Option<Difference> {
        use Difference as Is;
        if self.conflicted {
            return Some(Is::Conflict);
        }
        match (self.head, self.index, self.work_tree) {
            (None, None, None) => None,
            (None, None, Some(_)) => Some(Is::New),
            (None, Some(_), _) => Some(Is::Staged),
            (Some(_), Some(_), None) => Some(Is::Missing),
            (Some(_), None, None) => Some(Is::Deleted),
            (head, None, file) if head == file => Some(Is::StagedAway),
            (head, Some(index), file) if head == file && head != Some(index) => {
                Some(Is::StagedAlone)
            }
            (Some(head), Some(index), _) if head != index => Some(Is::StagedEdits),
            (Some(_), index, work_tree) if index != work_tree => Some(Is::Edits),
            _ if self.mode_differs => Some(Is::Mode),
            _ => None,
        }
    }
}
