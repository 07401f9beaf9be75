//! The command line. One file per subcommand: `Args`, whose doc comments are
//! the help, and `run`.

// Every command takes its arguments by value, whether it keeps some or not:
// one shape for all of them.
#![allow(clippy::needless_pass_by_value)]

mod approve;
mod arguments;
mod assign;
mod attach;
mod calendar;
mod cancel;
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
mod import;
mod init;
mod link;
mod list;
mod log;
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
mod take;
mod usage;
mod wait;
mod waive;
mod work;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::core::zone;
use crate::desk::{Clock, Desk, Options, Output};
use crate::error::Usage;
use crate::render::{ColorChoice, ColorInputs, Format, Style, colored, findings};
use crate::store::zone_files::ZoneFiles;

pub use completions::script;
pub use shells::answer as complete;
pub use usage::{Wanted, mistake, wanted};

use flags::{ASKING, Acting, Global, READING, Writing};

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
    writing: Writing,
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

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Open(open::Args),
    Classify(classify::Args),
    Take(take::Args),
    Assign(assign::Args),
    Escalate(escalate::Args),
    Reply(reply::Args),
    Note(note::Args),
    Receive(receive::Args),
    Wait(wait::Args),
    Resume(resume::Args),
    Diagnose(diagnose::Args),
    Approve(approve::Args),
    Reject(reject::Args),
    Promise(promise::Args),
    Waive(waive::Args),
    Work(work::Args),
    Link(link::Args),
    Resolve(resolve::Args),
    Close(close::Args),
    Reopen(reopen::Args),
    Cancel(cancel::Args),
    Edit(edit::Args),
    Commit(commit::Args),
    Attach(attach::Args),
    List(list::Args),
    Search(search::Args),
    Similar(similar::Args),
    Show(show::Args),
    Next(next::Args),
    Sla(sla::Args),
    Log(log::Args),
    Report(report::Args),
    Calendar(calendar::Args),
    Import(import::Args),
    Check(check::Args),
    Contract(contract::Args),
    Faq(faq::Args),
    Migrate(migrate::Args),
    Demo(demo::Args),
    Schema(schema::Args),
    Completions(completions::Args),
}

impl Command {
    /// Of which commit a command reads; those that write know none.
    fn past(&self) -> Option<&arguments::Past> {
        match self {
            Self::List(args) => Some(&args.past),
            Self::Show(args) => Some(&args.past),
            Self::Log(args) => Some(&args.past),
            Self::Next(args) => Some(&args.past),
            Self::Sla(args) => Some(args.past()),
            Self::Check(args) => Some(&args.past),
            Self::Report(args) => Some(&args.past),
            _ => None,
        }
    }

    /// Refuses formats that the answer will not have, before anything is done.
    fn check_formats(&self, format: Format) -> Result<(), Usage> {
        let ((what, formats), files) = match self {
            Self::Check(args) => (("check".to_owned(), findings::FORMATS), Some(&args.files)),
            Self::Report(args) => (args.forms(), Some(&args.files)),
            Self::List(args) => (("list".to_owned(), Format::COMMON), Some(&args.files)),
            Self::Next(args) => (("next".to_owned(), Format::COMMON), Some(&args.files)),
            Self::Sla(args) => (("sla".to_owned(), Format::COMMON), Some(args.files())),
            _ => (("this answer".to_owned(), Format::COMMON), None),
        };
        files::has(&what, formats, format)?;
        files.map_or(Ok(()), |files| files.check(&what, formats))
    }

    fn run(self, options: Options) -> anyhow::Result<()> {
        self.check_formats(options.format)?;
        // These work without a store.
        match self {
            Self::Init(args) => return init::run(args, options),
            Self::Completions(args) => return completions::run(&args, &options),
            Self::Demo(args) => return demo::run(args, options),
            Self::Schema(args) => return schema::run(&args, &options),
            _ => {}
        }
        let desk = match self.past().and_then(|past| past.at_commit.as_deref()) {
            Some(rev) => Desk::open_at(options, rev)?,
            None => Desk::open(options)?,
        };
        let done = match self {
            Self::Init(_) | Self::Demo(_) | Self::Schema(_) | Self::Completions(_) => Ok(()),
            Self::Open(args) => open::run(args, &desk),
            Self::Classify(args) => classify::run(args, &desk),
            Self::Take(args) => take::run(args, &desk),
            Self::Assign(args) => assign::run(args, &desk),
            Self::Escalate(args) => escalate::run(args, &desk),
            Self::Reply(args) => reply::run(args, &desk),
            Self::Note(args) => note::run(args, &desk),
            Self::Receive(args) => receive::run(args, &desk),
            Self::Wait(args) => wait::run(args, &desk),
            Self::Resume(args) => resume::run(args, &desk),
            Self::Diagnose(args) => diagnose::run(args, &desk),
            Self::Approve(args) => approve::run(args, &desk),
            Self::Reject(args) => reject::run(args, &desk),
            Self::Promise(args) => promise::run(args, &desk),
            Self::Waive(args) => waive::run(args, &desk),
            Self::Work(args) => work::run(args, &desk),
            Self::Link(args) => link::run(args, &desk),
            Self::Resolve(args) => resolve::run(args, &desk),
            Self::Close(args) => close::run(args, &desk),
            Self::Reopen(args) => reopen::run(args, &desk),
            Self::Cancel(args) => cancel::run(args, &desk),
            Self::Edit(args) => edit::run(args, &desk),
            Self::Commit(args) => commit::run(args, &desk),
            Self::Attach(args) => attach::run(args, &desk),
            Self::List(args) => list::run(args, &desk),
            Self::Search(args) => search::run(&args, &desk),
            Self::Similar(args) => similar::run(&args, &desk),
            Self::Show(args) => show::run(args, &desk),
            Self::Next(args) => next::run(args, &desk),
            Self::Sla(args) => sla::run(args, &desk),
            Self::Log(args) => log::run(args, &desk),
            Self::Report(args) => report::run(&args, &desk),
            Self::Calendar(args) => calendar::run(args, &desk),
            Self::Import(args) => import::run(args, &desk),
            Self::Check(args) => check::run(args, &desk),
            Self::Contract(args) => contract::run(args, &desk),
            Self::Faq(args) => faq::run(args, &desk),
            Self::Migrate(args) => migrate::run(args, &desk),
        };
        done.and_then(|()| desk.conclude())
    }
}

/// The whole command line as clap knows it: for parsing, help, man pages and
/// completions.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command().mut_subcommands(flags::with_shared)
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
        let first = matches.subcommand_name();
        let is_asking = first.is_some_and(|name| ASKING.contains(&name));
        let mut is_reading = false;
        while let Some((name, matches)) = inner.subcommand() {
            is_reading |= READING.contains(&name);
            inner = matches;
        }
        if !is_reading {
            cli.writing.add(inner)?;
        } else if let Some(flag) = flags::of_writing(&cli.writing) {
            return Err(flags::unexpected(flag, &command));
        }
        if !is_reading || is_asking {
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
    let result = options.and_then(|options| cli.command.run(options));
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
    writing: Writing,
    acting: Acting,
    reads: bool,
) -> anyhow::Result<Options> {
    let is_terminal = std::io::stdout().is_terminal();
    let width = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .or_else(|| is_terminal.then(terminal_width).flatten());
    let seed = variable("BITACORA_SEED")?;
    let agent = acting.agent.or(variable("BITACORA_AGENT")?);
    Ok(Options {
        folder: global.folder.unwrap_or_else(|| PathBuf::from(".")),
        format: global.format,
        quiet: global.quiet,
        verbose: global.verbose,
        reads,
        dry_run: writing.dry_run,
        no_verify: writing.no_verify,
        no_gpg_sign: writing.no_gpg_sign,
        maintain: !is_ci(),
        lock_timeout: Duration::from_secs(global.lock_timeout),
        at: writing.at,
        agent: agent.filter(|agent| !agent.is_empty()),
        clock: clock()?,
        entropy: match seed {
            Some(seed) => seed
                .parse()
                .map_err(|_| Usage::new("BITACORA_SEED is not a number", "unset BITACORA_SEED"))?,
            None => entropy()?,
        },
        style: Style {
            width: width.filter(|_| is_terminal),
            ..stream_style(global.color, is_terminal)
        },
        error_style: stream_style(global.color, std::io::stderr().is_terminal()),
        interactive: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        output: Output::default(),
        no_index: std::env::var_os("BITACORA_NO_INDEX").is_some_and(|set| !set.is_empty()),
        step_summary: std::env::var_os("GITHUB_STEP_SUMMARY")
            .filter(|path| !path.is_empty())
            .map(PathBuf::from),
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

/// Options for completions: the store of the working folder, nothing written.
fn completing_options() -> Option<Options> {
    let global = Global {
        folder: std::env::var_os("BITACORA_DIR").map(PathBuf::from),
        format: Format::default(),
        color: ColorChoice::Never,
        quiet: true,
        verbose: false,
        lock_timeout: 0,
    };
    let writing = Writing {
        dry_run: true,
        ..Writing::default()
    };
    options(global, writing, Acting::default(), true).ok()
}

fn terminal_width() -> Option<usize> {
    comfy_table::Table::new().width().map(usize::from)
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
