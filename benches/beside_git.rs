//! What commands cost beside git, whole processes in turn (A B A B), medians
//! of wall time: `cargo bench --bench beside_git -- [TICKETS] [PAIRS]`, 10,000
//! and 21 when they are not said.
//!
//! The store is made by `git fast-import` and packed: tickets of a
//! thousand days, one in eleven still active.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<usize>().ok());
    let tickets = numbers.next().unwrap_or(10_000);
    let pairs = numbers.next().unwrap_or(21);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ours = folder.path().join("ours");
    let theirs = folder.path().join("theirs");
    for store in [&ours, &theirs] {
        make_store(store, tickets);
    }
    println!("{tickets} tickets, {pairs} pairs, medians of wall time in ms");
    println!("| command | bitacora | git | ratio | at most |");
    println!("|---|---|---|---|---|");
    let open = || {
        let filed = [
            "open",
            "Invoices are rejected again",
            "-m",
            "Since this morning.",
        ];
        bitacora(&ours, &filed);
    };
    let commit = |fsync: &'static str, base: usize| {
        let theirs = theirs.clone();
        move |turn: usize| add_and_commit(&theirs, fsync, base + turn)
    };
    let durable = pairwise(pairs, |_| open(), commit("core.fsync=all", 0));
    row("open, git add + commit with core.fsync=all", durable, 0.40);
    let default = pairwise(pairs, |_| open(), commit("core.fsync=default", 10_000));
    row("open, git add + commit as git is set up", default, 0.50);
    let status = |_| {
        run(Command::new("git")
            .args(["status", "--porcelain"])
            .current_dir(&ours));
    };
    row(
        "list, git status",
        pairwise(pairs, |_| bitacora(&ours, &["list"]), status),
        15.0,
    );
    let first = first_id(&ours);
    row(
        "show, git status",
        pairwise(pairs, |_| bitacora(&ours, &["show", &first]), status),
        1.5,
    );
}

/// Runs both in turn, once before counting, and gives both medians.
fn pairwise(pairs: usize, a: impl Fn(usize), b: impl Fn(usize)) -> (Duration, Duration) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for turn in 0..=pairs {
        first.push(timed(|| a(turn)));
        second.push(timed(|| b(turn)));
    }
    (median(&first[1..]), median(&second[1..]))
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

fn row(name: &str, (ours, git): (Duration, Duration), limit: f64) {
    let (ours, git) = (ours.as_secs_f64() * 1e3, git.as_secs_f64() * 1e3);
    println!(
        "| {name} | {ours:.1} | {git:.1} | {:.2} | {limit:.2} |",
        ours / git
    );
}

fn run(command: &mut Command) {
    let status = command
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success(), "{command:?}");
}

fn bitacora(store: &Path, arguments: &[&str]) {
    run(Command::new(env!("CARGO_BIN_EXE_bitacora"))
        .args(arguments)
        .current_dir(store));
}

fn git(store: &Path, arguments: &[&str]) {
    run(Command::new("git").args(arguments).current_dir(store));
}

/// What a shell user does: the same file, `git add`, `git commit`.
fn add_and_commit(store: &Path, fsync: &str, turn: usize) {
    let path = format!(
        "tickets/2026/11/22/INC-261122-{}.md",
        random(turn + 1_000_000)
    );
    let full = store.join(&path);
    fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
    fs::write(&full, ticket("INC-261122-00000", "2026-11-22", turn, true)).expect("a file");
    git(store, &["-c", fsync, "add", &path]);
    git(store, &["-c", fsync, "commit", "-q", "-m", "file a ticket"]);
}

fn first_id(store: &Path) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_bitacora"))
        .args(["list", "--limit", "1", "--columns", "id", "--format", "csv"])
        .current_dir(store)
        .output()
        .expect("the program runs");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    text.lines().nth(1).expect("a ticket").to_owned()
}

/// Five characters that differ for each number below 2^25.
fn random(number: usize) -> String {
    let mixed = (number.wrapping_mul(0x9E37_79B1)) & 0x1FF_FFFF;
    (0..5)
        .rev()
        .map(|place| char::from(DIGITS[(mixed >> (5 * place)) & 31]))
        .collect()
}

fn ticket(id: &str, day: &str, number: usize, active: bool) -> String {
    let at = format!("{day}T09:14:00Z");
    let status = if active { "classified" } else { "closed" };
    let mut text = format!(
        "---\nid: {id}\ntitle: Invoices are rejected {number}\nstatus: {status}\ncustomer: coop-{customer}\n\
         channel: phone\nimpact: medium\nurgency: medium\npriority: P3\ntier: 1\nopened_at: {at}\ntimeline:\n\
         - at: {at}\n  by: ana\n  event: opened\n  ev: a00000\n  set:\n    title: Invoices are rejected {number}\n    \
         status: open\n    customer: coop-{customer}\n    channel: phone\n    tier: 1\n    opened_at: {at}\n\
         - at: {at}\n  by: ana\n  event: classified\n  ev: b00000\n  set:\n    status: classified\n    impact: medium\n    \
         urgency: medium\n    priority: P3\n",
        customer = number % 50,
    );
    if !active {
        for (event, ev, status) in [
            ("resolved", "c00000", "resolved"),
            ("closed", "d00000", "closed"),
        ] {
            let _ = write!(
                text,
                "- at: {at}\n  by: ana\n  event: {event}\n  ev: {ev}\n  set:\n    status: {status}\n"
            );
        }
    }
    text.push_str(
        "---\n\nEvery invoice from a freight supplier is rejected since this morning's update.\nTried: re-entering one by hand.\n",
    );
    text
}

fn make_store(store: &Path, tickets: usize) {
    fs::create_dir_all(store).expect("a folder");
    git(store, &["init", "-q", "-b", "main"]);
    git(store, &["config", "user.name", "Ana"]);
    git(store, &["config", "user.email", "ana@soft.example"]);
    let mut import = Command::new("git")
        .args(["fast-import", "--quiet", "--done"])
        .current_dir(store)
        .stdin(Stdio::piped())
        .spawn()
        .expect("git runs");
    let mut stream = String::from(
        "commit refs/heads/main\ncommitter Ana <ana@soft.example> 1700000000 +0000\ndata 5\nstore\n",
    );
    blob(&mut stream, "bitacora.yaml", "format: 1\ntimezone: UTC\n");
    blob(&mut stream, ".gitattributes", "/tickets/** -text\n");
    let start = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");
    for number in 0..tickets {
        let days = u64::try_from(number * 1_000 / tickets).expect("a small number");
        let day = start + chrono::Days::new(days);
        let id = format!("INC-{}-{}", day.format("%y%m%d"), random(number));
        let text = ticket(&id, &day.to_string(), number, number % 11 == 0);
        blob(
            &mut stream,
            &format!("tickets/{}/{id}.md", day.format("%Y/%m/%d")),
            &text,
        );
    }
    stream.push_str("done\n");
    let mut input = import.stdin.take().expect("a pipe");
    input.write_all(stream.as_bytes()).expect("git reads");
    drop(input);
    assert!(import.wait().expect("git ends").success());
    git(store, &["reset", "-q", "--hard"]);
    git(store, &["repack", "-adq"]);
}

fn blob(stream: &mut String, path: &str, content: &str) {
    let _ = writeln!(
        stream,
        "M 100644 inline {path}\ndata {}\n{content}",
        content.len()
    );
}
