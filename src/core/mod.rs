//! What the desk knows: tickets, lifecycle, priority, calendars, queries, reports.
//! Pure: no files, no clock, no terminal.

pub mod body;
pub mod book;
pub mod calendar;
pub mod change;
pub mod characters;
pub mod check;
pub mod collate;
pub mod contract;
pub mod cut;
pub mod duration;
pub mod effect;
pub mod ev;
pub mod event;
pub mod faq;
pub mod fault;
pub mod fields;
pub mod fold;
pub mod folder;
pub mod form;
pub mod hand_edit;
pub mod history;
pub mod id;
pub mod import;
pub mod instructions;
mod key;
pub mod layout;
pub mod lifecycle;
pub mod likeness;
pub mod merge;
pub mod next;
pub mod ordered;
pub mod parallel;
pub mod period;
pub mod policy;
pub mod query;
pub mod reach;
pub mod refusal;
pub mod remark;
pub mod report;
pub mod search;
pub mod sla;
pub mod sort;
pub mod stamp;
pub mod ticket;
pub mod ties;
pub mod timeline;
pub mod told;
pub mod when;
pub mod words;
pub mod zone;

#[cfg(test)]
#[path = "../../tests/it/support/booked.rs"]
pub(crate) mod booked;
#[cfg(test)]
pub(crate) mod booked_stores;
