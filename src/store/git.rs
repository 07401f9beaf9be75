//! The repository under the store: reading commits, and the one way to write.
//!
//! A commit is HEAD's tree plus our files, never the user's index; the ref
//! update is the commit point; the work tree and the index follow. The order,
//! and what makes each step safe to be killed in, is told in `git/write.rs`.

mod diff;
mod difference;
mod dirs;
mod eol;
mod error;
mod examine;
mod files;
mod folders;
mod head;
mod history;
mod identity;
mod index;
mod merge;
mod open;
mod own_files;
mod partial;
mod plan;
mod product;
mod program;
mod promisor;
mod raw;
mod read;
mod remote;
mod repository;
mod settings;
mod state;
mod unsynced;
mod withheld;
mod work_tree;
mod write;

pub use diff::diff;
pub use difference::{Difference, PathState};
pub(crate) use error::IoContext;
pub use error::{Apart, GitError, Holder, Said, Why};
pub use git2::Oid;
pub use history::{Contest, Merges, Rival};
pub use identity::Identity;
#[cfg(any(test, fuzzing))]
pub(crate) use index::fuzz as fuzz_index;
pub use merge::{Merged, Progress, Reader};
pub use plan::{FileChange, Hooks, MergePlan, Plan, Replaces, WriteOptions};
pub use read::{TreeEntry, TreeKind, View};
pub use remote::{Pushed, Upstream, valid_branch};
pub use repository::{Aside, Met, Repository};
pub use unsynced::Unsynced;
pub use withheld::Withheld;
#[cfg(any(test, fuzzing))]
pub(crate) use write::fuzz_journal;
pub use write::{Planning, Proof, Syncing};

#[cfg(test)]
mod tests;
