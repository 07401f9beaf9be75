//! What the desk knows: tickets, lifecycle, priority, queries, reports.
//! Pure: no files, no clock, no terminal.

pub mod duration;
pub mod fault;
pub mod period;
pub mod when;
pub mod words;
