//! A command that is killed at any system call is finished or forgotten by
//! the next one. `tests/crash.sh` does the killing; it needs strace.
//!
//! What is on disk between two calls that change it is always the same, so
//! killing before each of those meets every state; `BITACORA_CRASH_ALL=1`
//! kills at every other call too, which takes some minutes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::signing::can_run;
use crate::support::temporary;

/// The calls of a command that change what is on disk.
const CHANGING: &str = "mkdir write pwrite64 link linkat rename renameat2 unlink rmdir fsync fdatasync syncfs ftruncate utimensat";

const PROGRAM: &str = env!("CARGO_BIN_EXE_bitacora");

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
    survives_until(command, "PROGRAM note ID -m x", kind, &[], CHANGING);
}

/// Kills a command around which hooks run and a program signs.
fn survives_signing(command: &str, kind: &str) {
    if !can_run(&["ssh-keygen"]) {
        return;
    }
    let keys = temporary();
    let key = keys.path().join("key");
    let key = key.to_str().unwrap();
    let prepare = format!(
        "ssh-keygen -q -t ed25519 -N '' -f {key}
         git config gpg.format ssh
         git config user.signingKey {key}
         git config commit.gpgsign true
         mkdir -p .git/hooks
         printf '#!/bin/sh\ngit diff --cached --name-only > /dev/null\n' > .git/hooks/pre-commit
         printf '#!/bin/sh\ngit interpret-trailers --in-place --trailer Seen:yes \"$1\"\n' > .git/hooks/commit-msg
         printf '#!/bin/sh\n:\n' > .git/hooks/post-commit
         chmod +x .git/hooks/*"
    );
    let next = "PROGRAM note ID -m x && test -z \"$(ls .git/bitacora | grep commit-)\" && \
                git cat-file commit HEAD | grep -q '^gpgsig ' && \
                git cat-file commit HEAD | grep -q '^Seen: yes'";
    // Half of the calls are those of the programs that are started.
    survives_until(
        command,
        next,
        kind,
        &["sh", "-c", &prepare],
        "mkdir write rename",
    );
}

/// Kills a command that writes the index at every call; its answers that
/// follow, with the index and without, are the same.
fn index_survives(command: &str, kind: &str, before: &[&str]) {
    let same =
        format!("test \"$(PROGRAM {command})\" = \"$(BITACORA_NO_INDEX=1 PROGRAM {command})\"");
    survives_until(command, &same, kind, before, CHANGING);
}

/// Kills `command` at every call, each time followed by `next`.
fn survives_until(command: &str, next: &str, kind: &str, before: &[&str], calls: &str) {
    Killing {
        command,
        next,
        kind,
        before,
        calls,
        is_alone: false,
    }
    .survives();
}

/// A command that is killed at every call, each time followed by `next`, which must
/// succeed, in a repository with work of the user's and after the command `before`, if
/// there is one. `ID` stands for a ticket, in `next` and `before` `PROGRAM` for the
/// program.
struct Killing<'a> {
    command: &'a str,
    next: &'a str,
    kind: &'a str,
    before: &'a [&'a str],
    calls: &'a str,
    /// Whether the programs that it starts are left to end.
    is_alone: bool,
}

impl Killing<'_> {
    fn survives(&self) {
        let folder = temporary();
        let store = folder.path();
        let program = PROGRAM;
        run(store, program, &["init", "-q"]);
        let id = run(store, program, &["open", "The first"]);
        fs::write(store.join("dirty"), "committed").unwrap();
        run(store, "git", &["add", "dirty"]);
        run(store, "git", &["commit", "-qm", "mine"]);
        fs::write(store.join("dirty"), "changed").unwrap();
        fs::write(store.join("staged"), "staged").unwrap();
        run(store, "git", &["add", "staged"]);
        fs::write(store.join("untracked"), "untracked").unwrap();
        let filled = |text: &str| text.replace("PROGRAM", program).replace("ID", &id);
        if let [before, arguments @ ..] = self.before {
            let arguments: Vec<String> = arguments.iter().map(|text| filled(text)).collect();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            run(store, before, &arguments);
        }
        let harness = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash.sh");
        let mut bash = Command::new("bash");
        if std::env::var_os("BITACORA_CRASH_ALL").is_none() {
            bash.env("SYSCALLS", self.calls);
        }
        if self.is_alone {
            bash.env("ALONE", "yes");
        }
        let out = bash
            .arg(harness)
            .arg(store)
            .arg(format!("{program} {}", self.command.replace("ID", &id)))
            .arg(filled(self.next))
            .arg(self.kind)
            .envs(IDENTITY)
            .env("TMPDIR", store.parent().unwrap())
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
fn a_signed_open_with_hooks_survives_being_killed_at_every_system_call() {
    survives_signing("open Second", "signal=KILL");
}

/// In a clone that does not know yet how tickets are merged.
#[test]
fn a_first_write_in_a_clone_survives_being_killed_at_every_system_call() {
    survives_until(
        "open Second",
        "PROGRAM note ID -m x && git config merge.bitacora.driver | grep -q merge-driver",
        "signal=KILL",
        &["git", "config", "--remove-section", "merge.bitacora"],
        "link rename fsync",
    );
}

/// A sync, at each call of its own; a git that it has started ends by itself. The
/// next one brings everything to both.
#[test]
fn a_sync_survives_being_killed_at_every_system_call() {
    let prepare = "git init -q --bare -b main .git/hub.git
         git remote add origin ./.git/hub.git
         git push -q origin main && git branch -q -u origin/main
         git clone -q .git/hub.git .git/other
         cd .git/other
         export BITACORA_SEED=8; PROGRAM note ID -m theirs -q && PROGRAM open Theirs -q && git push -q origin main
         cd ../..; export BITACORA_SEED=9
         PROGRAM note ID -m ours -q && PROGRAM open Ours --at 09:30 -q";
    let next = "PROGRAM sync -q && PROGRAM check -q &&
         test $(git rev-parse HEAD) = $(git --git-dir .git/hub.git rev-parse main) &&
         test $(git rev-parse HEAD) = $(git rev-parse refs/bitacora/synced/origin/main) &&
         grep -q theirs tickets/*/*/*/ID.md && grep -q ours tickets/*/*/*/ID.md &&
         grep -qr 'title: Theirs' tickets && grep -qr 'title: Ours' tickets";
    Killing {
        command: "sync",
        next,
        kind: "signal=KILL",
        before: &["bash", "-ec", prepare],
        calls: CHANGING,
        is_alone: true,
    }
    .survives();
}

#[test]
fn classify_leaves_nothing_half_done_on_a_full_disk() {
    survives("classify ID --impact high --urgency high", "error=ENOSPC");
}

#[test]
fn a_first_index_that_is_killed_at_any_system_call_is_made_by_the_next_command() {
    index_survives("list --all", "signal=KILL", &[]);
}

#[test]
fn an_update_of_the_index_that_is_killed_is_made_by_the_next_command() {
    index_survives("list --all", "signal=KILL", &[PROGRAM, "list"]);
}

#[test]
fn an_index_that_a_full_disk_cut_short_is_made_by_the_next_command() {
    index_survives("list --all", "error=ENOSPC", &[PROGRAM, "list"]);
}

#[test]
fn a_walk_through_history_survives_being_killed_at_every_system_call() {
    index_survives("log --commits", "signal=KILL", &[]);
}
