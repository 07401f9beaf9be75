//! What is derived from the files of a store, so that a question need not read
//! them all: tickets, articles, faults and what commits did, in one file of
//! `SQLite`.
//!
//! It is disposable. A file that another program made, another version of this
//! one, or that is damaged is left alone and the next one is begun; where none
//! can be written, the same tables live in memory. What the files hold is told
//! to it ([`Index::update`]), and so is what a walk through history found
//! ([`Index::go_on`]) and what merge commits lost ([`Index::remember`]): it never looks itself.

mod ask;
mod error;
mod file;
mod format;
mod history;
mod hurry;
mod proofs;
mod record;
mod row;
mod search;
#[cfg(test)]
mod tests;
mod text;
mod update;

pub use error::IndexError;
pub use file::{Index, Stale};
pub use record::RecordError;
pub use row::{Contents, Row};
pub use search::{Bounds, Findings};
pub use update::{Tree, Updated};
