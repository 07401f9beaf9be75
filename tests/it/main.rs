//! The program from outside: a file for each command or topic, each test a
//! fact, each run in a repository of its own (`support.rs`).

mod support;

mod absent;
mod approve;
mod attach;
mod calendar;
mod calendars;
mod check;
mod classify;
mod commit;
mod compliance;
mod contract;
mod crash;
mod crowd;
mod diagnose;
mod edit;
mod example;
mod facts;
mod finish;
mod generated;
mod globals;
mod handle;
mod hostile;
mod init;
mod json;
mod laws;
mod layers;
mod lifecycle;
mod list;
mod open;
mod promise;
mod readme;
mod references;
mod refusals;
mod report;
mod scenes;
mod schema;
mod show;
mod sla_page;
mod streams;
mod talk;
mod terminal;
mod ties;
mod wait;
