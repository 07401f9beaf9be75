//! What the desk knows: tickets, lifecycle, priority, queries, reports.
//! Pure: no files, no clock, no terminal.

pub mod fault;
