//! The kinds of commits, as githooks(5) tells them apart.

pub(super) const PREPARE: &str = "prepare-commit-msg";
pub(super) const COMMIT_MSG: &str = "commit-msg";

/// What is committed, by which git chooses the hooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store::git::write) enum Kind {
    /// What one command made.
    Ordinary,
    /// Two histories in one.
    Merge,
}

impl Kind {
    pub(super) const ALL: [Self; 2] = [Self::Ordinary, Self::Merge];

    /// The hooks before it, in git's order, and whether `--no-verify` passes them
    /// over.
    pub(super) const fn before(self) -> [(&'static str, bool); 3] {
        let first = match self {
            Self::Ordinary => "pre-commit",
            Self::Merge => "pre-merge-commit",
        };
        [(first, true), (PREPARE, false), (COMMIT_MSG, true)]
    }

    /// The one after it, and what that is told.
    pub(super) const fn after(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Ordinary => ("post-commit", &[]),
            // It was no squash.
            Self::Merge => ("post-merge", &["0"]),
        }
    }

    /// Where the message comes from, as `prepare-commit-msg` hears it.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::Ordinary => "message",
            Self::Merge => "merge",
        }
    }
}
