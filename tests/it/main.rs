//! The program from outside: a file for each command or topic, each test a
//! fact, each run in a repository of its own (`support.rs`).

mod support;

mod classify;
mod crash;
mod generated;
mod open;
mod readme;
