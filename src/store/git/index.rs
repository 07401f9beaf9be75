//! The user's index with our entries changed and all others left as they are.

mod cache_tree;
mod entries;
mod entry;
mod file;
mod format;
mod listed;
mod open;
mod print;
mod read;
mod settle;
mod stat;

pub(super) use entries::{Entries, check_damage, staged};
pub(super) use entry::{ASSUME_UNCHANGED, SKIP_WORKTREE, Staged, StagedEntry};
#[cfg(any(test, fuzzing))]
pub(crate) use file::fuzz;
pub(super) use listed::changed as changed_by_program;
pub(super) use open::OpenIndex;
