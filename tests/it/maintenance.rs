//! Git's own housekeeping is asked for when it is time, and never waited for.

use std::fs;

use crate::support::{Desk, path_of};

/// What the program stands in for git and tells of a call; it then waits until
/// somebody reads of it.
const GIT: &str = "#!/bin/sh\necho \"$*\" >> ../home/calls\nenv >> ../home/environment\necho >&2 noise\necho > ../home/pipe\n";

/// A desk with more loose objects in the folder that is counted than git
/// leaves there, and a `git` that tells of its calls.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let id = desk.open(["Nobody can print"]);
    desk.shell(
        "mkdir -p .git/objects/17 ../home/bin; mkfifo ../home/pipe; : > ../home/calls\n\
         for n in $(seq 28); do : > .git/objects/17/$(printf %038d $n); done",
    );
    desk.shell(&format!(
        "printf '%s' '{GIT}' > ../home/bin/git; chmod +x ../home/bin/git"
    ));
    (desk, id)
}

/// A note, on a desk where git may keep house.
fn note(desk: &Desk, id: &str, text: &str, arguments: &[&str]) -> (String, String) {
    let path = format!(
        "{}:{}",
        desk.home().join("bin").display(),
        std::env::var("PATH").unwrap()
    );
    let all = [&["note", id, "-m", text][..], arguments].concat();
    let run = desk.command(all).env("CI", "").env("PATH", path).run();
    run.both(0)
}

/// What git was asked. Whoever has nothing to tell is given up.
fn calls(desk: &Desk) -> String {
    desk.shell("timeout 20 cat ../home/pipe || :");
    fs::read_to_string(desk.home().join("calls")).unwrap()
}

/// One call of git's housekeeping, which runs nothing that the repository names.
fn call(desk: &Desk) -> String {
    let git_dir = desk.root().join(".git");
    let git_dir = git_dir.display();
    format!(
        "--git-dir {git_dir} -c core.hooksPath=/dev/null -c core.fsmonitor=false maintenance run --auto --quiet\n"
    )
}

#[test]
fn git_is_asked_to_keep_house_when_much_lies_loose_and_nobody_waits_for_it() {
    let (desk, id) = desk();
    let said = note(&desk, &id, "One.", &[]);
    assert_eq!(said, (String::new(), format!("{id}: note.\n")));
    assert_eq!(calls(&desk), call(&desk));
}

#[test]
fn git_keeps_house_without_hooks_passwords_and_what_it_would_have_to_fetch() {
    let (desk, id) = desk();
    note(&desk, &id, "One.", &[]);
    assert_eq!(calls(&desk), call(&desk));
    let environment = fs::read_to_string(desk.home().join("environment")).unwrap();
    for setting in ["GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C"] {
        let is_set = environment.lines().any(|line| line == setting);
        assert!(is_set, "{setting} of {environment}");
    }
}

#[test]
fn git_is_not_asked_in_ci_nor_when_it_shall_not_nor_for_a_rehearsal() {
    let (desk, id) = desk();
    for (key, value) in [
        ("maintenance.auto", "false"),
        ("gc.auto", "0"),
        ("gc.auto", "9999"),
    ] {
        desk.shell(&format!("git config {key} {value}"));
        note(&desk, &id, value, &[]);
        desk.shell(&format!("git config --unset {key}"));
    }
    note(&desk, &id, "Nothing.", &["--dry-run"]);
    let hook = ".git/hooks/pre-auto-gc";
    desk.shell(&format!("mkdir -p .git/hooks; : > {hook}; chmod +x {hook}"));
    note(&desk, &id, "On a battery.", &[]);
    desk.shell(&format!("rm {hook}"));
    desk.step(["note", &id, "-m", "In a CI job."]);
    note(&desk, &id, "Now.", &[]);
    assert_eq!(calls(&desk), call(&desk));
}

#[test]
fn without_git_a_command_does_all_the_same() {
    let (desk, id) = desk();
    let run = desk.command(["note", &id, "-m", "One."]);
    run.env("CI", "false")
        .env("PATH", "")
        .run()
        .stderr(format!("{id}: note.\n"))
        .ok();
    assert!(desk.read(&path_of(&id)).contains("One."));
}
