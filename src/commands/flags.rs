//! The flags that commands share: those of every command, and those of every
//! command that writes.

use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Args as _, FromArgMatches as _};
use clap_complete::engine::ArgValueCompleter;

use crate::render::{ColorChoice, Format};

use super::candidates;
use super::verb::{Acts, Row};

/// What every command understands.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Work on the store at or above this folder, in a bare clone x.git/FOLDER
    #[arg(
        // An id of its own: clap would take the DIR of a command for this one.
        id = "store",
        short = 'C',
        value_name = "DIR",
        global = true,
        env = "BITACORA_DIR",
        hide_env = true
    )]
    pub(super) folder: Option<PathBuf>,
    /// How the answer is written
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        global = true,
        default_value_t
    )]
    pub(super) format: Format,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", global = true, default_value_t)]
    pub(super) color: ColorChoice,
    /// Say only what was asked for, and what is wrong
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say also what happens beside the answer, such as why the index is made again
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// How many seconds to wait for a lock that another program holds
    #[arg(long, value_name = "SECONDS", global = true, default_value_t = 5)]
    pub(super) lock_timeout: u64,
}

// What every command that writes understands, before its name and after it.
// No doc comment here and below: clap would make it the help of every command.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Options of writing")]
pub(super) struct WritingFlags {
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(super) at: Option<String>,
    /// Commit without the pre-commit and commit-msg hooks
    #[arg(long)]
    pub(super) no_verify: bool,
    /// Commit without a signature, whatever commit.gpgsign says
    #[arg(long)]
    pub(super) no_gpg_sign: bool,
}

// Who acts. `link` and `cancel` have their own meaning for `--as`: with those
// two the agent stands before their name (`bitacora --as ana cancel ...`).
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Acting {
    /// Who acts, if not the agent of git's user.email
    #[arg(
        long = "as",
        id = "acting",
        value_name = "AGENT",
        add = ArgValueCompleter::new(candidates::agents)
    )]
    pub(super) agent: Option<String>,
}

/// A command with the flags that mean something to it, by its row.
pub(super) fn with_shared(command: clap::Command, rows: &'static [Row]) -> clap::Command {
    let row = Row::find(rows, command.get_name());
    match row.map(|row| row.acts) {
        Some(Acts::Reads) => command,
        Some(Acts::Asks | Acts::Queries) => Acting::augment_args(command),
        Some(Acts::Group(rows)) => command.mut_subcommands(|command| with_shared(command, rows)),
        Some(Acts::Writes) | None => with_writing(command),
    }
}

/// A command that writes, or those below it.
fn with_writing(command: clap::Command) -> clap::Command {
    if command.has_subcommands() {
        return command.mut_subcommands(with_writing);
    }
    let has_own = command
        .get_arguments()
        .any(|arg| arg.get_long() == Some("as"));
    let command = WritingFlags::augment_args(command);
    if has_own {
        command
    } else {
        Acting::augment_args(command)
    }
}

impl WritingFlags {
    /// Adds what was said after the command's name, which wins.
    pub(super) fn add(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let later = Self::from_arg_matches(matches)?;
        self.dry_run |= later.dry_run;
        self.no_verify |= later.no_verify;
        self.no_gpg_sign |= later.no_gpg_sign;
        self.at = later.at.or(self.at.take());
        Ok(())
    }
}

impl Acting {
    /// Adds what was said after the command's name, which wins; some commands
    /// have no such flag there.
    pub(super) fn add(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        if matches.try_contains_id("acting").is_ok() {
            let later = Self::from_arg_matches(matches)?;
            self.agent = later.agent.or(self.agent.take());
        }
        Ok(())
    }
}

/// A flag of writing that was said.
pub(super) fn of_writing(writing: &WritingFlags) -> Option<&'static str> {
    let said = [
        (writing.dry_run, "--dry-run"),
        (writing.at.is_some(), "--at"),
        (writing.no_verify, "--no-verify"),
        (writing.no_gpg_sign, "--no-gpg-sign"),
    ];
    said.iter().find(|(said, _)| *said).map(|(_, flag)| *flag)
}

/// What clap says of a flag that a command does not have.
pub(super) fn unexpected(flag: &str, command: &clap::Command) -> clap::Error {
    let mut error = clap::Error::new(ErrorKind::UnknownArgument).with_cmd(command);
    let flag = ContextValue::String(flag.to_owned());
    error.insert(ContextKind::InvalidArg, flag);
    error
}
