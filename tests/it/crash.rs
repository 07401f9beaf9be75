//! A command that is killed at any system call is finished or forgotten by
//! the next one. `tests/crash.sh` does the killing; it needs strace.
//!
//! What is on disk between two calls that change it is always the same, so
//! killing before each of those meets every state; `BITACORA_CRASH_ALL=1`
//! kills at every other call too, which takes some minutes.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The calls of a command that change what is on disk.
const CHANGING: &str = "mkdir write pwrite64 link linkat rename unlink rmdir fsync fdatasync syncfs ftruncate utimensat";

const IDENTITY: [(&str, &str); 6] = [
    ("BITACORA_NOW", "2026-11-22T10:00:00Z"),
    ("BITACORA_SEED", "7"),
    ("GIT_AUTHOR_NAME", "Ana"),
    ("GIT_AUTHOR_EMAIL", "ana@soft.example"),
    ("GIT_COMMITTER_NAME", "Ana"),
    ("GIT_COMMITTER_EMAIL", "ana@soft.example"),
];

fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let out = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .envs(IDENTITY)
        .env("HOME", folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{program} {arguments:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

/// Kills `command` at every call, each time followed by a note on a ticket.
fn survives(command: &str, kind: &str) {
    survives_until(command, "PROGRAM note ID -m x", kind);
}

/// Kills `command` at every call, each time followed by `next`, which must
/// succeed, in a repository with work of the user's. `ID` stands for a ticket,
/// in `next` `PROGRAM` for the program.
fn survives_until(command: &str, next: &str, kind: &str) {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path();
    let program = env!("CARGO_BIN_EXE_bitacora");
    run(store, program, &["init", "-q"]);
    let id = run(store, program, &["open", "The first"]);
    fs::write(store.join("dirty"), "committed").unwrap();
    run(store, "git", &["add", "dirty"]);
    run(store, "git", &["commit", "-qm", "mine"]);
    fs::write(store.join("dirty"), "changed").unwrap();
    fs::write(store.join("staged"), "staged").unwrap();
    run(store, "git", &["add", "staged"]);
    fs::write(store.join("untracked"), "untracked").unwrap();
    let harness = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash.sh");
    let mut bash = Command::new("bash");
    if std::env::var_os("BITACORA_CRASH_ALL").is_none() {
        bash.env("SYSCALLS", CHANGING);
    }
    let out = bash
        .arg(harness)
        .arg(store)
        .arg(format!("{program} {}", command.replace("ID", &id)))
        .arg(next.replace("PROGRAM", program).replace("ID", &id))
        .arg(kind)
        .envs(IDENTITY)
        .output();
    let Ok(out) = out else {
        println!("skipped: there is no bash");
        return;
    };
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    println!("{said}{}", String::from_utf8_lossy(&out.stderr));
    match out.status.code() {
        Some(77) => println!("skipped: there is no strace"),
        code => assert_eq!(code, Some(0), "{said}"),
    }
}

#[test]
fn open_survives_being_killed_at_every_system_call() {
    survives("open Second", "signal=KILL");
}

#[test]
fn classify_survives_being_killed_at_every_system_call() {
    survives("classify ID --impact high --urgency high", "signal=KILL");
}

#[test]
fn classify_leaves_nothing_half_done_on_a_full_disk() {
    survives("classify ID --impact high --urgency high", "error=ENOSPC");
}

#[test]
fn a_walk_through_history_survives_being_killed_at_every_system_call() {
    survives_until(
        "log --commits",
        "test \"$(PROGRAM log --commits)\" = \"$(BITACORA_NO_INDEX=1 PROGRAM log --commits)\"",
        "signal=KILL",
    );
}
