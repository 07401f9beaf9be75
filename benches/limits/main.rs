//! What commands cost beside git and ripgrep on this machine:
//! `cargo bench --bench limits -- [--size 1k,10k,100k,history,closed] [--rows list,open]
//! [--rounds 11]`.
//!
//! Whole processes run in turn (A B A B), once before counting; the table has
//! medians of wall time, CPU time and memory. A ratio is our time by that of the
//! yardstick; that of wall time is the one that is aimed at, that of CPU time is
//! steadier where the machine is busy. Rows that the program has no command for are skipped by
//! name. The stores are those of `cargo bench --bench stores`.

#[path = "../cache/mod.rs"]
mod cache;
mod measure;
mod rows;
#[path = "../store/mod.rs"]
mod store;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

use clap::Parser as _;

use measure::{Cost, bitacora, in_turn, printed, program};
use rows::{Nature, ROWS, Row, Site};

/// Measure commands beside git
#[derive(clap::Parser)]
struct Args {
    /// The stores: 1k, 10k, 100k, any number of tickets, history, closed
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "1k,10k,100k,history,closed"
    )]
    size: Vec<String>,
    /// The rows; without it all
    #[arg(long, value_delimiter = ',', default_values = ROWS, hide_default_value = true, value_parser = ROWS)]
    rows: Vec<String>,
    /// How often each is run
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// Make the store of this name and say where it is
    #[arg(long, hide = true)]
    make: Option<String>,
    /// Said by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    if let Some(name) = args.make {
        println!("{}", cache::store(&name).display());
        return;
    }
    head(args.rounds);
    for size in &args.size {
        let mut site = Site::new(made(size), Nature::of(size));
        for name in ROWS
            .iter()
            .filter(|name| args.rows.iter().any(|row| row == *name))
        {
            site.prepare(name);
            match site.row(name) {
                None => {}
                Some(Ok(row)) => measure(size, &row, args.rounds),
                Some(Err(why)) => {
                    println!("| {size} | {name} | skipped: {why} | | | | | | | | | |");
                }
            }
        }
    }
}

/// Has a process of its own make the store: what this one once held would
/// count as the memory of those that it starts.
fn made(name: &str) -> PathBuf {
    let program = std::env::current_exe().expect("this program");
    let run = Command::new(program)
        .args(["--make", name])
        .stderr(Stdio::inherit())
        .output()
        .expect("it runs");
    assert!(run.status.success(), "the store {name} cannot be made");
    PathBuf::from(String::from_utf8_lossy(&run.stdout).trim())
}

fn head(rounds: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let first = |name: &str, arguments: &[&str]| {
        let text = printed(program(name, folder, arguments));
        text.lines().next().unwrap_or_default().to_owned()
    };
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let version = printed(bitacora(folder, &["--version"]));
    println!(
        "{}, {}, {}, {cores} cores, load {load}, medians of {rounds} rounds\n",
        first("date", &["-u", "+%F"]),
        version.trim(),
        first("git", &["--version"]),
    );
    println!(
        "| tickets | command | ms | CPU ms | MiB | beside it | ms | CPU ms | ratio | CPU ratio | at most | holds |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
}

fn measure(size: &str, row: &Row<'_>, rounds: usize) {
    let costs = in_turn(&row.works, rounds);
    let (name, ours) = (row.works[0].name, costs[0]);
    for ((work, cost), at_most) in row.works.iter().zip(&costs).skip(1).zip(&row.at_most) {
        let by = |ours: Duration, theirs: Duration| ours.as_secs_f64() / theirs.as_secs_f64();
        let (ratio, of_cpu) = (by(ours.wall, cost.wall), by(ours.cpu, cost.cpu));
        let (limit, holds) = match at_most {
            Some(limit) => (format!("{limit:.2}"), holds(ratio <= *limit)),
            None => ("-".to_owned(), "-"),
        };
        let (us, them) = (columns(&ours), columns(cost));
        println!(
            "| {size} | {name} | {us} | {} | {} | {them} | {ratio:.2} | {of_cpu:.2} | {limit} | {holds} |",
            mebibytes(ours.peak),
            work.name,
        );
    }
    if let Some(limit) = row.peak {
        println!(
            "| {size} | {name}, memory | | | {} | | | | | | {} MiB | {} |",
            mebibytes(ours.peak),
            mebibytes(limit),
            holds(ours.peak <= limit)
        );
    }
}

fn holds(does: bool) -> &'static str {
    if does { "yes" } else { "no" }
}

fn columns(cost: &Cost) -> String {
    let milliseconds = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e3);
    format!("{} | {}", milliseconds(cost.wall), milliseconds(cost.cpu))
}

/// Rounded up.
fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}
