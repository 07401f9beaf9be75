//! Whole processes, in turn.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// The clock of every command: just after the last event of a store.
const NOW: &str = "2026-11-22T09:00:00-05:00";

/// What one run cost, or the medians of several.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    /// User and system time, of the processes it waited for too.
    pub(crate) cpu: Duration,
    /// The most memory it held at a time, in bytes; never less than what this
    /// program holds, from which it is started.
    pub(crate) peak: u64,
}

/// A command line to be measured, or one after another.
pub(crate) struct Work<'a> {
    pub(crate) name: &'static str,
    /// What is done first, outside the measurement.
    pub(crate) before: Option<Box<dyn Fn(usize) + 'a>>,
    /// The command lines of a turn.
    pub(crate) lines: Box<dyn Fn(usize) -> Vec<Command> + 'a>,
}

/// A program in a folder, away from the user's configuration.
pub(crate) fn program(name: &str, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("BITACORA_NOW", NOW)
        .env("BITACORA_AGENT", "ana")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// This program, in a store.
pub(crate) fn bitacora(folder: &Path, arguments: &[&str]) -> Command {
    program(env!("CARGO_BIN_EXE_bitacora"), folder, arguments)
}

/// What a command prints; it must succeed.
pub(crate) fn printed(mut command: Command) -> String {
    let run = command.stdout(Stdio::piped()).output();
    let run = run.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(run.status.success(), "{command:?}");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// Whether a command runs and succeeds.
pub(crate) fn succeeds(mut command: Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

/// Runs all of them in turn, once before counting; the medians of each.
pub(crate) fn in_turn(works: &[Work<'_>], rounds: usize) -> Vec<Cost> {
    let mut costs = vec![Vec::new(); works.len()];
    for round in 0..=rounds {
        for (work, costs) in works.iter().zip(&mut costs) {
            if let Some(before) = &work.before {
                before(round);
            }
            let cost = run((work.lines)(round));
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    costs.iter().map(|costs| medians(costs)).collect()
}

fn run(lines: Vec<Command>) -> Cost {
    let mut cost = Cost::default();
    for mut line in lines {
        let start = Instant::now();
        let child = line.spawn();
        let child = child.unwrap_or_else(|error| panic!("{line:?}: {error}"));
        let used = child.wait4().expect("it ends");
        cost.wall += start.elapsed();
        cost.cpu += used.rusage.utime + used.rusage.stime;
        cost.peak = cost.peak.max(used.rusage.maxrss);
        assert!(used.status.success(), "{line:?}");
    }
    cost
}

fn medians(costs: &[Cost]) -> Cost {
    Cost {
        wall: median(costs.iter().map(|cost| cost.wall).collect()),
        cpu: median(costs.iter().map(|cost| cost.cpu).collect()),
        peak: median(costs.iter().map(|cost| cost.peak).collect()),
    }
}

fn median<T: Ord + Copy>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values[values.len() / 2]
}
