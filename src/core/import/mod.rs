//! Histories of other systems: rows of a table become the events of tickets.
//!
//! [`mapping`] says what the columns mean, [`layout`] lays it over the header
//! of a file, [`row`] reads one line, [`steps`] and [`history`] make events of
//! a ticket's lines, [`identity`] gives a foreign ticket the same id in every
//! clone. No files here: the desk reads and writes.

pub mod dates;
pub mod history;
pub mod identity;
pub mod layout;
pub mod mapping;
pub mod row;
mod scalars;
mod skipped;
pub mod steps;

pub use skipped::Skipped;

#[cfg(test)]
mod tests;
