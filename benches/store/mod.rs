//! Stores of any size for measuring, the same for the same plan: three years
//! of a support desk, made by `git fast-import`, packed and checked out.
//!
//! Each ticket lives by the steps that the commands take and is written by the
//! writer that they use, so that `bitacora check` has nothing to say. More
//! come at the end of a month, on Mondays and in the third year; few customers
//! write most of them. About 8 of 100 are active, most of them young.

mod desk;
mod dice;
mod life;
mod words;

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::{fs, thread};

use bitacora::core::change::{Change, Roll};
use bitacora::core::event::Event;
use bitacora::core::faq::{Private, Visibility, draft};
use bitacora::core::id::TicketId;
use bitacora::core::layout;
use bitacora::core::policy::Policy;
use bitacora::core::stamp::{Timestamp, mix};
use bitacora::core::ticket::Ticket;
use bitacora::store::{article_file, ticket_file};
use chrono::{DateTime, Datelike, NaiveDate, Weekday};

pub(crate) use desk::DAYS;
use desk::{AGENTS, CUSTOMERS, FOUNDED};
use life::Birth;

/// How many tickets live at a time, on all cores together.
const BATCH: usize = 2_000;
/// One ticket in so many becomes an article.
const PROMOTED: usize = 500;

/// How the commits are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum History {
    /// A commit a day, with the tickets whose last event fell on it.
    Days,
    /// A commit for each step of each ticket, as the commands make them.
    Steps,
}

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) tickets: usize,
    pub(crate) history: History,
    /// On how many of the days tickets are filed.
    pub(crate) days: i64,
    /// Whether every ticket has ended.
    pub(crate) has_ended: bool,
    pub(crate) seed: u64,
}

/// A file to be committed: where its bytes are, and when it is due.
struct Written {
    /// Seconds since 1970.
    at: i64,
    /// Of the blob in the stream.
    mark: usize,
    /// Of the step that it came with, over all tickets.
    step: usize,
    by: &'static str,
    path: String,
    /// What the step did, for the commit message; an article does nothing.
    summary: String,
    events: Vec<Event>,
}

/// Makes a store in `folder`, which must not be there yet.
pub(crate) fn make(folder: &Path, plan: Plan) {
    fs::create_dir_all(folder).expect("a folder");
    git(folder, &["init", "-q", "-b", "main"]);
    git(folder, &["config", "user.name", "Ana Torres"]);
    git(folder, &["config", "user.email", "ana@soft.example"]);
    let mut import = Command::new("git")
        .args(["fast-import", "--quiet", "--done"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .spawn()
        .expect("git runs");
    let pipe = import.stdin.take().expect("a pipe");
    stream(BufWriter::with_capacity(1 << 20, pipe), plan).expect("git reads");
    assert!(import.wait().expect("git ends").success());
    git(folder, &["repack", "-adq"]);
    git(folder, &["commit-graph", "write", "--reachable"]);
    git(folder, &["reset", "-q", "--hard"]);
}

/// Runs git, away from the user's own configuration.
fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status()
        .expect("git runs");
    assert!(status.success(), "git {arguments:?}");
}

fn stream(mut out: BufWriter<ChildStdin>, plan: Plan) -> io::Result<()> {
    let config = desk::config();
    let policy: Policy = serde_yaml::from_str(&config).expect("a configuration");
    founding(&mut out, &config)?;
    let births = births(plan);
    let mut press = Press::new(&mut out);
    for batch in births.chunks(BATCH) {
        for states in lives(batch, &policy, plan.history) {
            press.ticket(&states)?;
        }
    }
    let mut written = press.written;
    written.sort_by_key(|written| (written.at, written.mark));
    let together = |a: &Written, b: &Written| match plan.history {
        History::Days => a.at.div_euclid(86_400) == b.at.div_euclid(86_400),
        History::Steps => a.step == b.step,
    };
    for written in written.chunk_by(together) {
        commit(&mut out, written)?;
    }
    out.write_all(b"done\n")?;
    out.flush()
}

/// When each ticket is filed, and what it is called.
fn births(plan: Plan) -> Vec<Birth> {
    let weights: Vec<u64> = (FOUNDED..FOUNDED + plan.days).map(weight).collect();
    let whole: u64 = weights.iter().sum();
    let tickets = plan.tickets as u64;
    let (mut place, mut below) = (0, weights[0]);
    let mut births: Vec<Birth> = Vec::with_capacity(plan.tickets);
    for number in 0..tickets {
        while number * whole >= below * tickets {
            place += 1;
            below += weights[place];
        }
        let day = FOUNDED + i64::try_from(place).unwrap_or(0);
        let seed = mix(plan.seed ^ mix(number));
        // An odd factor maps the numbers below 2^25 one to one.
        let id = TicketId::new("INC", date(day), number.wrapping_mul(0x9E37_79B1));
        let number = births.len();
        let earlier = usize::try_from(1 + seed % 40).unwrap_or(1);
        births.push(Birth {
            id,
            day,
            seed,
            has_ended: plan.has_ended,
            article: (number % PROMOTED == PROMOTED / 25).then_some(number / PROMOTED),
            earlier: number
                .checked_sub(earlier)
                .map(|earlier| births[earlier].id.clone()),
        });
    }
    births
}

fn date(day: i64) -> NaiveDate {
    let instant = DateTime::from_timestamp(day * 86_400, 0).expect("a day");
    instant.date_naive()
}

/// How many tickets a day brings, beside the others.
fn weight(day: i64) -> u64 {
    let date = date(day);
    let of_week = match date.weekday() {
        Weekday::Mon => 130,
        Weekday::Tue | Weekday::Wed => 110,
        Weekday::Thu => 104,
        Weekday::Fri => 96,
        Weekday::Sat => 22,
        Weekday::Sun => 10,
    };
    let of_month = match date.day() {
        29.. | 1 => 160,
        2 | 27 | 28 => 125,
        _ => 100,
    };
    let growth = 100 + u64::try_from((day - FOUNDED) * 40 / DAYS).unwrap_or(0);
    of_week * of_month * growth
}

/// The states of each of these tickets that are to be written, on all cores.
fn lives(births: &[Birth], policy: &Policy, history: History) -> Vec<Vec<Encoded>> {
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let share = births.len().div_ceil(cores);
    thread::scope(|scope| {
        let work = births.chunks(share).map(|births| {
            scope.spawn(move || {
                let lives = births.iter().map(|birth| encode(birth, policy, history));
                lives.collect::<Vec<_>>()
            })
        });
        let work: Vec<_> = work.collect();
        let lives = work
            .into_iter()
            .flat_map(|work| work.join().expect("it lives"));
        lives.collect()
    })
}

/// A step of a ticket, and the file after it.
struct Encoded {
    at: Timestamp,
    by: &'static str,
    change: Change,
    bytes: Vec<u8>,
}

fn encode(birth: &Birth, policy: &Policy, history: History) -> Vec<Encoded> {
    let mut states = life::live(birth, policy);
    if history == History::Days {
        states.drain(..states.len() - 1);
    }
    let mut before: Option<Ticket> = None;
    let encoded = states.into_iter().map(|state| Encoded {
        at: state.at,
        by: state.by,
        bytes: ticket_file::create(&state.ticket).expect("a ticket"),
        change: Change {
            before: before.replace(state.ticket.clone()),
            after: state.ticket,
        },
    });
    encoded.collect()
}

fn founding(out: &mut impl Write, config: &str) -> io::Result<()> {
    let at = FOUNDED * 86_400;
    write!(
        out,
        "commit refs/heads/main\ncommitter Ana Torres <ana@soft.example> {at} -0500\ndata 12\nA new desk.\n\n"
    )?;
    inline(out, layout::CONFIG, config.as_bytes())?;
    inline(
        out,
        ".gitattributes",
        b"/tickets/** -text\n/tickets/**/*.md merge=bitacora\n",
    )?;
    for (place, (customer, _)) in CUSTOMERS.iter().enumerate() {
        let path = layout::contract(customer);
        inline(out, &path, desk::contract(place).as_bytes())?;
    }
    Ok(())
}

fn inline(out: &mut impl Write, path: &str, bytes: &[u8]) -> io::Result<()> {
    writeln!(out, "M 100644 inline {path}\ndata {}", bytes.len())?;
    out.write_all(bytes)?;
    out.write_all(b"\n")
}

/// Writes blobs into the stream and keeps what is to be committed.
struct Press<'a, W> {
    out: &'a mut W,
    marks: usize,
    steps: usize,
    written: Vec<Written>,
}

impl<'a, W: Write> Press<'a, W> {
    fn new(out: &'a mut W) -> Self {
        Self {
            out,
            marks: 0,
            steps: 0,
            written: Vec::new(),
        }
    }

    /// The files of one ticket, and its article.
    fn ticket(&mut self, states: &[Encoded]) -> io::Result<()> {
        for state in states {
            self.steps += 1;
            let id = &state.change.after.id;
            self.file(state, layout::ticket(id), &state.bytes, true)?;
        }
        let last = states.last().expect("it was opened");
        let ticket = &last.change.after;
        if let Some(slug) = ticket.fields.articles.iter().flatten().next() {
            let day = last.at.date_naive();
            let tickets = std::slice::from_ref(ticket);
            let private = Private::default();
            let article = draft(tickets, None, Visibility::Public, &private, day);
            let bytes = article_file::create(slug, &article).expect("an article");
            self.file(last, layout::article(slug), &bytes, false)?;
        }
        Ok(())
    }

    fn file(
        &mut self,
        state: &Encoded,
        path: String,
        bytes: &[u8],
        is_ticket: bool,
    ) -> io::Result<()> {
        self.marks += 1;
        writeln!(self.out, "blob\nmark :{}\ndata {}", self.marks, bytes.len())?;
        self.out.write_all(bytes)?;
        self.out.write_all(b"\n")?;
        let events = state.change.events().iter();
        self.written.push(Written {
            at: state.at.timestamp(),
            mark: self.marks,
            step: self.steps,
            by: state.by,
            path,
            summary: state.change.summary(),
            events: events.filter(|_| is_ticket).cloned().collect(),
        });
        Ok(())
    }
}

/// One commit with these files, with the message that a command would write.
fn commit(out: &mut impl Write, written: &[Written]) -> io::Result<()> {
    let last = written.last().expect("a file");
    let mut roll = Roll::default();
    for file in written {
        if let Some(id) = layout::id_of(&file.path) {
            roll.add(&id, &file.events);
        }
    }
    let message = roll.message("{id}: {summary}", &written[0].summary);
    let agent = AGENTS.iter().find(|(handle, ..)| *handle == last.by);
    let (handle, name, _) = agent.expect("an agent");
    let who = format!("{name} <{handle}@soft.example> {} -0500", last.at);
    write!(
        out,
        "commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {}\n{message}\n",
        message.len()
    )?;
    for file in written {
        writeln!(out, "M 100644 :{} {}", file.mark, file.path)?;
    }
    out.write_all(b"\n")
}
