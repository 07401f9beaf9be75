use clap::Subcommand;
use clap_complete::engine::ArgValueCompleter;

use crate::core::remark::RemarkCode;
use crate::core::words::counted;
use crate::desk::Desk;
use crate::render::{Format, clocks};

use super::arguments::{Past, target};
use super::candidates::{queries, targets, tickets};
use super::files::Files;
use super::verb::{Forms, Verb};

/// Show the clocks of tickets
///
/// A row for each target of a contract: where its clock stands, what has
/// elapsed and what is left in its own hours, and when it is due in the
/// customer's zone. The most urgent ticket comes first; without a status in
/// the query, only tickets that are worked on.
///
///   bitacora sla                                    every clock of the tickets worked on
///   bitacora sla overdue assignee:me
///   bitacora sla --all customer:coop-andina --as-of 2026-11-01
///   bitacora sla explain K7F4Q                      every interval, with its reason
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    /// Which tickets, as `list` takes it
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(queries))]
    query: Vec<String>,
    /// Also tickets that have ended
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    moment: Moment,
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    past: Past,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Args)]
struct Moment {
    /// As of when, if not now: what happened later has not happened
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    as_of: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Explain(Explain),
}

/// Show every interval of a clock with its reason
///
/// The intervals follow each other without a gap, from the start of the clock
/// to its stop or to now; those that count sum up to what has elapsed, to the
/// second. Said as well are the pauses that moved the deadline, and which
/// message was the response and why earlier ones were not.
#[derive(Debug, clap::Args)]
struct Explain {
    /// A ticket: its id, any ending or beginning that it alone has, or its file
    #[arg(value_name = "REF", add = ArgValueCompleter::new(tickets))]
    reference: String,
    /// Only this clock: response, resolution or update
    #[arg(long, value_name = "TARGET", add = ArgValueCompleter::new(targets))]
    target: Option<String>,
    #[command(flatten)]
    moment: Moment,
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    past: Past,
}

impl Verb for Args {
    fn forms(&self) -> Forms<'_> {
        let files = match &self.command {
            Some(Command::Explain(explain)) => &explain.files,
            None => &self.files,
        };
        Forms::of("sla", Format::COMMON).into_files(files)
    }

    fn past(&self) -> Option<&Past> {
        Some(match &self.command {
            Some(Command::Explain(explain)) => &explain.past,
            None => &self.past,
        })
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        match self.command {
            Some(Command::Explain(args)) => explain(&args, desk),
            None => watch(&self, desk),
        }
    }
}

fn watch(args: &Args, desk: &Desk) -> anyhow::Result<()> {
    let mut query = desk.books.parse_query(&args.query.join(" "))?;
    let is_active = !args.all && !query.asks_for_status();
    if is_active {
        query = query.and_active();
    }
    let as_of = desk.books.as_of(args.moment.as_of.as_deref())?;
    let watch = desk.books.watch(&query, as_of)?;
    let answer = clocks::watch(&watch.tickets, desk.scene_at(as_of.at));
    if watch.unread > 0 {
        let tickets = counted(watch.unread, "ticket");
        desk.beside(
            RemarkCode::Unread,
            format!("{tickets} more, whose contract cannot be read."),
        );
    }
    if watch.unbound > 0 {
        let tickets = counted(watch.unbound, "ticket");
        desk.beside(
            RemarkCode::Unbound,
            format!("{tickets} more, to which no contract promises anything."),
        );
    }
    desk.deliver(answer, &args.files.delivery())?;
    if watch.unbound > 0 {
        return Ok(());
    }
    if watch.tickets.is_empty() && watch.unread == 0 && !desk.wants_data() {
        let hint = if is_active {
            "; --all looks at those that have ended too"
        } else {
            ""
        };
        desk.remark(&format!("No ticket found{hint}."));
    }
    Ok(())
}

fn explain(args: &Explain, desk: &Desk) -> anyhow::Result<()> {
    let target = args.target.as_deref().map(target).transpose()?;
    let as_of = desk.books.as_of(args.moment.as_of.as_deref())?;
    let explanation = desk.books.explain(&args.reference, target, as_of)?;
    let answer = clocks::explain(&explanation, desk.scene_at(as_of.at));
    let id = &explanation.ticket.id;
    if explanation.unread {
        desk.beside(
            RemarkCode::Unread,
            format!("the contract of {id} cannot be read."),
        );
    } else if explanation.explained.is_empty() {
        let what = target.map_or("nothing", |target| match target.as_str() {
            "update" => "no update",
            "response" => "no response",
            _ => "no resolution",
        });
        desk.beside(RemarkCode::Unbound, format!("{what} is promised for {id}."));
    }
    desk.deliver(answer, &args.files.delivery())
}
