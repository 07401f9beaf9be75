//! An incident desk whose database is a git repository.
//!
//! Each incident is a Markdown file with YAML front matter; each command
//! changes such files and commits, so the history is the audit log.
//!
//! Imports point down only, and a test reads the sources to keep it so:
//!
//! ```text
//! main, lib      argv in, exit code out
//! commands       one file per subcommand: Args (its doc comments are the help) and run
//! desk           one invocation: store + policy + who + when; the one way in and out for commands
//! store          files, front matter, git        render   text, CSV, JSON, Markdown
//! core           tickets, lifecycle, priority, query, reports, FAQ: pure, no I/O, no clock
//! ```

#[cfg(windows)]
compile_error!("bitacora does not build for Windows yet: its write path has no tests there.");

pub mod core;
pub mod render;
pub mod store;

use std::process::ExitCode;

/// Runs the program on the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
