//! What is no file, lies behind a link or is larger than its kind may be: it is
//! named at once, costs no memory, and hides nothing else.

use crate::support::{Desk, path_of};

const BAD: &str = "INC-261122-BADBA";

/// A desk with one good ticket and the folder of another's day; the good one's
/// id.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let good = desk.open(["Good"]);
    (desk, good)
}

#[test]
fn a_pipe_that_nobody_writes_to_is_refused_at_once_by_every_reader() {
    let (desk, good) = desk();
    let bad = path_of(BAD);
    desk.shell(&format!(
        "mkdir -p faq; mkfifo {bad} contracts/pipe.md faq/pipe.md ../home/pipe"
    ));
    let pipe = desk.home().join("pipe");
    let pipe = pipe.to_str().unwrap();
    let strange = "it is not an ordinary file";
    for command in [
        &["show", BAD][..],
        &["log", BAD],
        &["note", BAD, "-m", "x"],
        &["contract", "show", "pipe"],
        &["faq", "show", "pipe"],
        &["import", "csv", pipe, "--mapping", "servicenow"],
        &["import", "csv", "x.csv", "--mapping", pipe],
        &["calendar", "import", "24x7", pipe],
    ] {
        let (_, stderr) = desk.run(command).both(3);
        assert!(stderr.contains(strange), "{command:?}: {stderr}");
    }
    for command in [&["attach", &good, pipe][..], &["note", &good, "-F", pipe]] {
        let complaint = desk.run(command).complaint(2);
        let line = format!("error: {pipe} is not an ordinary file\n");
        assert!(complaint.starts_with(&line), "{command:?}: {complaint}");
    }
    let (stdout, _) = desk.run(["check"]).both(7);
    for path in [bad.as_str(), "contracts/pipe.md", "faq/pipe.md"] {
        let mut lines = stdout.lines();
        let line = lines.find(|line| line.starts_with(&format!("{path}:1:1:")));
        assert!(line.is_some_and(|line| line.ends_with(strange)), "{stdout}");
    }
    desk.step(["note", &good, "-m", "Works."]);
}

#[test]
fn a_configuration_that_is_a_pipe_is_named_and_no_store_above_is_taken() {
    let desk = Desk::inside("support");
    desk.shell(
        "cp support/bitacora.yaml . && rm support/bitacora.yaml && mkfifo support/bitacora.yaml",
    );
    assert_eq!(
        desk.run(["list"]).complaint(3),
        "bitacora.yaml:1:1: it is not an ordinary file\n"
    );
}

#[test]
fn locks_and_journals_of_ours_that_are_pipes_are_not_waited_for() {
    let (desk, good) = desk();
    for name in ["lock", "journal"] {
        desk.shell(&format!(
            "mkdir -p .git/bitacora; rm -f .git/bitacora/{name}; mkfifo .git/bitacora/{name}"
        ));
        let (code, _, stderr) = desk.run(["note", &good, "-m", "x"]).taken();
        assert!(code == 0 || stderr.contains(name), "{name}: {stderr}");
        desk.shell(&format!("rm -f .git/bitacora/{name}"));
    }
    desk.step(["note", &good, "-m", "Works."]);
}

/// Runs the program with so little memory that a file of gigabytes does not
/// fit.
fn in_little_memory(desk: &Desk, arguments: &str) -> String {
    let program = env!("CARGO_BIN_EXE_bitacora");
    desk.shell(&format!(
        "ulimit -v 2000000; {program} {arguments} 2>&1 || echo \"ended with $?\""
    ))
}

#[test]
fn a_file_of_gigabytes_is_named_by_its_size_and_costs_no_memory() {
    let (desk, good) = desk();
    let bad = path_of(BAD);
    desk.shell(&format!(
        "truncate -s 3G {bad} contracts/huge.md ../home/huge && mkdir -p faq && truncate -s 3G faq/huge.md"
    ));
    let huge = desk.home().join("huge");
    let huge = huge.display();
    let most = "it has 3221225472 bytes, and at most 4194304 are read";
    for command in [
        format!("show {BAD}"),
        format!("log {BAD}"),
        "list".to_owned(),
        "check".to_owned(),
        "faq list".to_owned(),
        "contract show huge".to_owned(),
        "faq show huge".to_owned(),
    ] {
        let said = in_little_memory(&desk, &command);
        assert!(said.contains(most), "{command}: {said}");
    }
    let said = in_little_memory(&desk, &format!("note {good} -F {huge}"));
    assert!(said.contains("more than a text may have"), "{said}");
    let said = in_little_memory(&desk, &format!("attach {good} {huge}"));
    assert!(said.contains("more than attachments.max"), "{said}");
    desk.shell("truncate -s 3G bitacora.yaml");
    let said = in_little_memory(&desk, "list");
    assert_eq!(
        said,
        "bitacora.yaml:1:1: it has 3221225472 bytes, and at most 262144 are read\nended with 3\n"
    );
}

#[test]
fn a_ticket_that_has_grown_beyond_its_bound_is_named_by_whoever_compares_it() {
    let (desk, good) = desk();
    let path = path_of(&good);
    desk.shell(&format!("truncate -s 90M {path}"));
    let most = "it has 94371840 bytes, and at most 4194304 are read";
    for command in [
        format!("note {good} -m x"),
        "commit".to_owned(),
        "check".to_owned(),
    ] {
        let said = in_little_memory(&desk, &command);
        assert!(said.contains(most), "{command}: {said}");
    }
}

#[test]
fn a_file_that_is_too_large_in_a_commit_hides_no_other() {
    let (desk, good) = desk();
    let bad = path_of(BAD);
    desk.shell(&format!(
        "head -c 5000000 /dev/zero > {bad} && git add {bad} && git commit -q -m large -- {bad}"
    ));
    let (stdout, stderr) = desk
        .run(["list", "--columns", "id", "--at-commit", "HEAD"])
        .both(3);
    assert_eq!(stdout, format!("ID\n{good}\n"));
    let line = format!("{bad}:1:1: it has 5000000 bytes, and at most 4194304 are read");
    assert!(stderr.contains(&line), "{stderr}");
}

#[test]
fn no_command_writes_a_text_that_is_not_read_again() {
    let (desk, good) = desk();
    let long = desk.home().join("long");
    std::fs::write(&long, "a line of text\n".repeat(150_000)).unwrap();
    let complaint = desk
        .run(["note", &good, "-F", long.to_str().unwrap()])
        .complaint(4);
    assert!(
        complaint.contains("more than it may have (2097152)"),
        "{complaint}"
    );
    desk.step(["note", &good, "-m", "Works."]);
}

#[test]
fn a_text_may_come_through_a_descriptor_of_the_shell() {
    let (desk, good) = desk();
    let program = env!("CARGO_BIN_EXE_bitacora");
    desk.shell(&format!(
        "echo Standard | {program} note {good} -F /dev/stdin && \
         bash -c '{program} note {good} -F <(echo Substituted)'"
    ));
    let shown = desk.run(["show", &good]).shown();
    assert!(
        shown.contains("Standard") && shown.contains("Substituted"),
        "{shown}"
    );
}
