//! The command line. One file per subcommand: `Args`, whose doc comments are
//! the help, and `run`.

mod approve;
mod arguments;
mod assign;
mod attach;
mod calendar;
mod cancel;
mod candidates;
mod check;
mod classify;
mod close;
mod commit;
mod completions;
mod contract;
mod demo;
mod diagnose;
mod edit;
mod escalate;
mod example;
mod faq;
mod files;
mod flags;
mod gate;
mod import;
mod init;
mod link;
mod list;
mod log;
mod merge_driver;
mod migrate;
mod next;
mod note;
mod open;
mod opposites;
mod promise;
mod receive;
mod reject;
mod reopen;
mod reply;
mod report;
mod resolve;
mod resume;
mod schema;
mod search;
mod shells;
mod show;
mod similar;
mod sla;
mod sync;
mod take;
mod usage;
mod verb;
mod wait;
mod waive;
mod work;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::{CommandFactory as _, FromArgMatches as _, Parser};

use crate::core::told::Usage;
use crate::core::zone;
use crate::desk::books::{self, Books, BooksOptions};
use crate::desk::pen::{Hooks, PenOptions};
use crate::desk::{self, Clock, Options, OutOptions, Output};
use crate::render::{ColorChoice, ColorInputs, Format, Style, colored, terminal_width};
use crate::store::zone_files::ZoneFiles;

pub use shells::answer as complete;
pub use usage::{Wanted, mistake, wanted};

use flags::{Acting, Global, WritingFlags};
use verb::{Acts, Row, commands};

/// An incident desk whose database is a git repository
///
/// Each incident is a Markdown file; each command changes such files and
/// commits, so the history is the audit log. `bitacora init` makes a desk in
/// the folder you are in, `bitacora open` files an incident.
#[derive(Debug, Parser)]
#[command(
    name = "bitacora",
    version,
    long_version = long_version(),
    max_term_width = 100,
    disable_help_subcommand = false
)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(flatten)]
    writing: WritingFlags,
    #[command(flatten)]
    acting: Acting,
    #[command(subcommand)]
    command: Command,
    /// Whether the command is one that reads alone.
    #[arg(skip)]
    reads: bool,
}

/// What `--version` says: the zone rules too, on which every deadline depends.
fn long_version() -> String {
    let (version, release) = (env!("CARGO_PKG_VERSION"), zone::release());
    format!("{version} (tz database {release})")
}

commands! {
    writes init Init alone;
    writes open Open;
    writes classify Classify;
    writes take Take;
    writes assign Assign;
    writes escalate Escalate;
    writes reply Reply;
    writes note Note;
    writes receive Receive;
    writes wait Wait;
    writes resume Resume;
    writes diagnose Diagnose;
    writes approve Approve;
    writes reject Reject;
    writes promise Promise;
    writes waive Waive;
    writes work Work;
    writes link Link;
    writes resolve Resolve;
    writes close Close;
    writes reopen Reopen;
    writes cancel Cancel;
    writes edit Edit;
    writes commit Commit;
    writes attach Attach;
    queries list List;
    queries search Search;
    reads similar Similar;
    reads show Show;
    queries next Next;
    queries sla Sla;
    reads log Log;
    asks report Report;
    group calendar Calendar;
    writes import Import;
    writes sync Sync;
    reads check Check;
    group contract Contract;
    group faq Faq;
    writes migrate Migrate;
    writes demo Demo alone;
    reads merge_driver MergeDriver alone;
    reads schema Schema alone;
    reads completions Completions alone;
}

/// The whole command line as clap knows it: for parsing, help, man pages and
/// completions.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| flags::with_shared(command, ROWS))
}

impl Cli {
    /// Reads a command line, the program's name first.
    fn read(
        arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    ) -> Result<Self, clap::Error> {
        let mut command = command();
        let arguments = opposites::last(arguments.into_iter().map(Into::into).collect(), &command);
        let typed = arguments.clone();
        let matches = command.try_get_matches_from_mut(arguments);
        let matches = matches.map_err(|error| opposites::explained(error, &typed, &command))?;
        let mut cli = Self::from_arg_matches(&matches)?;
        let mut inner = &matches;
        let mut rows = ROWS;
        let mut row = None;
        while let Some((name, matches)) = inner.subcommand() {
            inner = matches;
            // A command that is none of a group's says what its own commands do.
            let found = Row::find(rows, name);
            rows = match found.map(|row| row.acts) {
                Some(Acts::Group(rows)) => rows,
                _ => &[],
            };
            row = found.or(row);
        }
        let is_reading = row.is_some_and(Row::reads);
        if !is_reading {
            cli.writing.add(inner)?;
        } else if let Some(flag) = flags::of_writing(&cli.writing) {
            return Err(flags::unexpected(flag, &command));
        }
        if !is_reading || row.is_some_and(Row::asks) {
            cli.acting.add(inner)?;
        } else if cli.acting.agent.is_some() {
            return Err(flags::unexpected("--as", &command));
        }
        cli.reads = is_reading;
        Ok(cli)
    }
}

/// How a run ended, with what its messages should look like.
#[derive(Debug)]
pub struct Ran {
    /// What the command answered.
    pub result: anyhow::Result<()>,
    /// Whether errors are wanted as JSON.
    pub as_json: bool,
    /// Colours of standard error.
    pub style: Style,
}

/// Takes the time zone rules of the folder in `BITACORA_TZDIR`, before a zone is
/// asked for.
///
/// # Errors
/// There are none in it.
pub fn take_zones() -> anyhow::Result<()> {
    let folder = std::env::var_os("BITACORA_TZDIR").filter(|folder| !folder.is_empty());
    let Some(folder) = folder.map(PathBuf::from) else {
        return Ok(());
    };
    let files = ZoneFiles::open(&folder).ok_or_else(|| {
        Usage::new(
            format!(
                "BITACORA_TZDIR: {} has no time zone rules",
                folder.display()
            ),
            "unset BITACORA_TZDIR, and those built in are used",
        )
    })?;
    zone::use_database(Box::new(files));
    Ok(())
}

/// Reads the command line and runs it. This is where time, randomness and the
/// environment enter.
///
/// # Errors
/// What clap has to say: a wrong command line, or the help that was asked for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<Ran, clap::Error> {
    let cli = Cli::read(arguments)?;
    let as_json = matches!(cli.global.format, Format::Json | Format::Jsonl);
    let style = stream_style(cli.global.color, std::io::stderr().is_terminal());
    let options = options(cli.global, cli.writing, cli.acting, cli.reads);
    let result = options.and_then(|options| cli.command.start(options));
    Ok(Ran {
        result,
        as_json,
        style,
    })
}

/// The colours of a stream, by `--color`, the environment and whether it is a
/// terminal.
#[must_use]
pub fn stream_style(choice: ColorChoice, terminal: bool) -> Style {
    let variable = |name| std::env::var(name).ok();
    let (no_color, force) = (variable("NO_COLOR"), variable("CLICOLOR_FORCE"));
    let (clicolor, term) = (variable("CLICOLOR"), variable("TERM"));
    let color = colored(&ColorInputs {
        choice,
        no_color: no_color.as_deref(),
        clicolor_force: force.as_deref(),
        clicolor: clicolor.as_deref(),
        term: term.as_deref(),
        terminal,
    });
    let locale = variable("LC_ALL")
        .filter(|value| !value.is_empty())
        .or_else(|| variable("LC_CTYPE").filter(|value| !value.is_empty()))
        .or_else(|| variable("LANG"))
        .unwrap_or_default();
    let utf8 = locale
        .to_ascii_lowercase()
        .replace('-', "")
        .contains("utf8");
    Style {
        color,
        ascii: terminal && !utf8,
        ..Style::default()
    }
}

fn options(
    global: Global,
    writing: WritingFlags,
    acting: Acting,
    reads: bool,
) -> anyhow::Result<Options> {
    let is_terminal = std::io::stdout().is_terminal();
    let width = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .or_else(|| is_terminal.then(terminal_width).flatten());
    let seed = variable("BITACORA_SEED")?;
    let books = BooksOptions {
        reads,
        at: writing.at,
        gauges: if global.quiet {
            books::unseen
        } else {
            desk::gauge
        },
        ..books_options(global.folder, acting.agent)?
    };
    let pen = PenOptions {
        dry_run: writing.dry_run,
        hooks: if writing.no_verify {
            Hooks::Unverified
        } else {
            Hooks::All
        },
        no_gpg_sign: writing.no_gpg_sign,
        maintain: !is_ci(),
        lock_timeout: Duration::from_secs(global.lock_timeout),
        entropy: match seed {
            Some(seed) => seed
                .parse()
                .map_err(|_| Usage::new("BITACORA_SEED is not a number", "unset BITACORA_SEED"))?,
            None => entropy()?,
        },
    };
    let out = OutOptions {
        format: global.format,
        quiet: global.quiet,
        verbose: global.verbose,
        style: Style {
            width: width.filter(|_| is_terminal),
            ..stream_style(global.color, is_terminal)
        },
        error_style: stream_style(global.color, std::io::stderr().is_terminal()),
        interactive: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        output: Output::default(),
        step_summary: std::env::var_os("GITHUB_STEP_SUMMARY")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from),
    };
    Ok(Options { books, pen, out })
}

/// Where is read, and by whom, as the environment says where the command line
/// does not.
fn books_options(folder: Option<PathBuf>, agent: Option<String>) -> anyhow::Result<BooksOptions> {
    let agent = agent.or(variable("BITACORA_AGENT")?);
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    Ok(BooksOptions {
        no_index: std::env::var_os("BITACORA_NO_INDEX").is_some_and(|set| !set.is_empty()),
        agent: agent.filter(|agent| !agent.is_empty()),
        ..BooksOptions::of(folder, clock()?)
    })
}

/// A variable of ours; one that is no text is not taken for one that is not set.
fn variable(name: &str) -> anyhow::Result<Option<String>> {
    match std::env::var(name) {
        Ok(text) => Ok(Some(text)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            let what = format!("{name} is not UTF-8");
            Err(Usage::new(what, format!("unset {name}")).into())
        }
    }
}

/// The books for completions, where they can be opened: never a complaint.
fn completing() -> Option<Books> {
    let folder = std::env::var_os("BITACORA_DIR").map(PathBuf::from);
    Books::open(books_options(folder, None).ok()?).ok()
}

/// The one clock of the program. `BITACORA_NOW` (RFC 3339) stops it, for
/// tests and for reports that must come out the same.
#[allow(clippy::disallowed_methods)]
fn clock() -> anyhow::Result<Clock> {
    match variable("BITACORA_NOW")? {
        Some(text) => {
            let now = DateTime::parse_from_rfc3339(&text)
                .map_err(|_| Usage::new("BITACORA_NOW is not RFC 3339", "unset BITACORA_NOW"))?;
            Ok(Clock::Stopped(now.to_utc()))
        }
        None => Ok(Clock::Running(Utc::now)),
    }
}

/// Whether a CI job runs us: `CI` is set to something that does not say no.
fn is_ci() -> bool {
    let said = std::env::var_os("CI").unwrap_or_default();
    !["", "0", "false"].iter().any(|no| said == *no)
}

fn entropy() -> anyhow::Result<u64> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gives no random bytes: {error}"))?;
    Ok(u64::from_ne_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(command: &clap::Command, rows: &'static [Row]) {
        let names = command.get_subcommands().map(clap::Command::get_name);
        let names: Vec<&str> = names.collect();
        let told: Vec<String> = rows.iter().map(|row| row.name.replace('_', "-")).collect();
        assert_eq!(names, told, "of {}", command.get_name());
        for row in rows {
            if let Acts::Group(rows) = row.acts {
                compare(command.find_subcommand(row.name).unwrap(), rows);
            }
        }
    }

    #[test]
    fn a_command_is_typed_as_its_row_says() {
        compare(&command(), ROWS);
    }
}
