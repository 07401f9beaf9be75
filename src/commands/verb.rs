//! A command is one file and one row: the row says what it does to a store, the
//! file what it is asked, and how it answers.

use crate::core::told::Usage;
use crate::desk::{Desk, Options};
use crate::render::Format;

use super::arguments::Past;
use super::files::{self, Files};

/// What a command does to a store, which says what flags it has.
#[derive(Debug, Clone, Copy)]
pub(super) enum Acts {
    /// It reads.
    Reads,
    /// It reads, and can be asked for what is mine.
    Asks,
    /// The same, and its words are a query: a term may begin with a hyphen.
    Queries,
    /// It writes.
    Writes,
    /// It is a name for others.
    Group(&'static [Row]),
}

/// A command.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// As it is typed.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) acts: Acts,
}

impl Row {
    /// The command of this name.
    pub(super) fn find(rows: &'static [Self], name: &str) -> Option<&'static Self> {
        rows.iter().find(|row| row.is_called(name))
    }

    /// Whether it is called so: a module's name has no hyphens.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name.replace('-', "_")
    }

    /// Whether it only reads.
    pub(super) const fn reads(&self) -> bool {
        matches!(self.acts, Acts::Reads | Acts::Asks | Acts::Queries)
    }

    /// Whether it can be asked for what is mine.
    pub(super) const fn asks(&self) -> bool {
        matches!(self.acts, Acts::Asks | Acts::Queries)
    }

    /// Whether its words are a query.
    pub(super) const fn queries(&self) -> bool {
        matches!(self.acts, Acts::Queries)
    }
}

/// The formats of an answer, and the files into which it is also written.
#[derive(Debug)]
pub(super) struct Forms<'a> {
    what: String,
    formats: &'static [Format],
    files: Option<&'a Files>,
}

impl<'a> Forms<'a> {
    /// Of an answer that is written in these.
    pub(super) fn of(what: impl Into<String>, formats: &'static [Format]) -> Self {
        Self {
            what: what.into(),
            formats,
            files: None,
        }
    }

    /// The same, also into files.
    pub(super) fn into_files(self, files: &'a Files) -> Self {
        Self {
            files: Some(files),
            ..self
        }
    }

    /// Refuses formats that the answer will not have, before anything is done.
    pub(super) fn check(&self, format: Format) -> Result<(), Usage> {
        files::has(&self.what, self.formats, format)?;
        self.files
            .map_or(Ok(()), |files| files.check(&self.what, self.formats))
    }
}

impl Default for Forms<'_> {
    fn default() -> Self {
        Self::of("this answer", Format::COMMON)
    }
}

/// A command that works on a store.
pub(super) trait Verb: Sized {
    /// The formats of its answer.
    fn forms(&self) -> Forms<'_> {
        Forms::default()
    }

    /// Of which commit it reads; those that write know none.
    fn past(&self) -> Option<&Past> {
        None
    }

    /// Does it.
    fn run(self, desk: &Desk) -> anyhow::Result<()>;

    /// Does it on the store that the options name.
    fn start(self, options: Options) -> anyhow::Result<()> {
        self.forms().check(options.out.format)?;
        let desk = match self.past().and_then(|past| past.at_commit.as_deref()) {
            Some(rev) => Desk::open_at(options, rev)?,
            None => Desk::open(options)?,
        };
        desk.conclude(self.run(&desk))
    }
}

/// A command that needs no store.
pub(super) trait Alone: Sized {
    /// Does it.
    fn run(self, options: Options) -> anyhow::Result<()>;

    /// Does it, once the format is one that it has.
    fn start(self, options: Options) -> anyhow::Result<()> {
        Forms::default().check(options.out.format)?;
        self.run(options)
    }
}

/// What a row of [`commands`] says of a command.
macro_rules! acts {
    (reads $module:ident) => {
        $crate::commands::verb::Acts::Reads
    };
    (asks $module:ident) => {
        $crate::commands::verb::Acts::Asks
    };
    (queries $module:ident) => {
        $crate::commands::verb::Acts::Queries
    };
    (writes $module:ident) => {
        $crate::commands::verb::Acts::Writes
    };
    (group $module:ident) => {
        $crate::commands::verb::Acts::Group($module::ROWS)
    };
}

/// Commands, in the order of the help: what each does, the module with its
/// arguments, and its name. `alone`: it needs no store. The modules are declared
/// beside: rustfmt follows none that a macro declares.
macro_rules! commands {
    ($($acts:ident $module:ident $name:ident $($alone:ident)?;)*) => {
        #[derive(Debug, clap::Subcommand)]
        enum Command { $($name($module::Args)),* }

        /// What each command does.
        const ROWS: &[$crate::commands::verb::Row] = &[
            $($crate::commands::verb::Row {
                name: stringify!($module),
                acts: $crate::commands::verb::acts!($acts $module),
            }),*
        ];

        impl Command {
            fn start(self, options: $crate::desk::Options) -> anyhow::Result<()> {
                match self {
                    $(Self::$name(args) => {
                        $crate::commands::verb::commands!(@start args options $($alone)?)
                    })*
                }
            }
        }
    };
    (@start $args:ident $options:ident) => {
        $crate::commands::verb::Verb::start($args, $options)
    };
    (@start $args:ident $options:ident alone) => {
        $crate::commands::verb::Alone::start($args, $options)
    };
}

/// A command that is a name for others: its help, and a row for each of them.
macro_rules! group {
    ($(#[$meta:meta])* { $($acts:ident $module:ident $name:ident;)* }) => {
        #[derive(Debug, clap::Args)]
        $(#[$meta])*
        pub(super) struct Args {
            #[command(subcommand)]
            command: Command,
        }

        #[derive(Debug, clap::Subcommand)]
        enum Command { $($name($module::Args)),* }

        /// What each command does.
        pub(super) const ROWS: &[$crate::commands::verb::Row] = &[
            $($crate::commands::verb::Row {
                name: stringify!($module),
                acts: $crate::commands::verb::acts!($acts $module),
            }),*
        ];

        impl $crate::commands::verb::Verb for Args {
            fn forms(&self) -> $crate::commands::verb::Forms<'_> {
                match &self.command {
                    $(Command::$name(args) => args.forms(),)*
                }
            }

            fn past(&self) -> Option<&$crate::commands::arguments::Past> {
                match &self.command {
                    $(Command::$name(args) => args.past(),)*
                }
            }

            fn run(self, desk: &$crate::desk::Desk) -> anyhow::Result<()> {
                match self.command {
                    $(Command::$name(args) => args.run(desk),)*
                }
            }
        }
    };
}

pub(super) use {acts, commands, group};
