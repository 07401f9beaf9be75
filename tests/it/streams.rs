//! Standard streams that close, fill up or are not there; exit codes.

use std::fs::OpenOptions;
use std::process::Stdio;

use crate::support::{Desk, NOW, path_of};

/// A desk with enough tickets to fill a pipe.
fn full() -> Desk {
    let desk = Desk::new();
    let day = |n: usize| format!("INC-261122-{n:05}");
    for n in 0..500 {
        let id = day(n);
        let title = "A title that is rather long, so that a pipe is full soon. ".repeat(4);
        desk.write(
            &path_of(&id),
            format!("---\nid: {id}\ntitle: {title}\n---\n"),
        );
    }
    desk.step(["commit", "-q"]);
    desk
}

#[test]
fn a_closed_pipe_is_no_error_and_nothing_is_complained_of() {
    let desk = full();
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
        let mut child = desk
            .process()
            .args(["list", "--format", format])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{format}");
    }
}

#[test]
fn a_full_disk_under_standard_output_is_an_error() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    for command in [
        &["list"][..],
        &["show", &id],
        &["log", &id],
        &["open", "B"],
        &["--help"],
    ] {
        let output = desk
            .process()
            .env("BITACORA_SEED", "99")
            .args(command)
            .stdin(Stdio::null())
            .stdout(full.try_clone().unwrap())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?} {stderr}");
        assert!(
            stderr.contains("No space left on device"),
            "{command:?} {stderr}"
        );
    }
    assert_eq!(
        desk.subject(),
        "INC-261122-".to_owned() + &desk.subject()[11..]
    );
}

#[test]
fn a_closed_standard_error_is_no_reason_to_fail() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let program = env!("CARGO_BIN_EXE_bitacora");
    desk.shell(&format!("BITACORA_NOW={NOW} '{program}' take {id} 2>&-"));
    assert_eq!(desk.field(&id, "assignee"), "ana");
}

#[test]
fn help_and_version_are_answers() {
    let desk = Desk::nowhere();
    let help = desk.run(["--help"]).shown();
    assert!(
        help.starts_with("An incident desk whose database is a git repository"),
        "{help}"
    );
    let version = format!("bitacora {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(desk.run(["-V"]).shown(), format!("{version}\n"));
    assert_eq!(
        desk.run(["--version"]).shown(),
        format!(
            "{version} (tz database {})\n",
            bitacora::core::zone::release()
        )
    );
    for wrong in [&["opne"][..], &["open", "A", "--nope"], &[]] {
        assert_ne!(desk.run(wrong).complaint(2), "");
    }
}

#[test]
fn every_exit_code_means_what_the_table_says() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let edited = desk.open(["B"]);
    desk.replace(&edited, "title: B", "title: C");
    for (status, command) in [
        (0, &["list"][..]),
        (1, &["attach", &id, "nowhere"]),
        (2, &["list", "nosuchfield:1"]),
        (4, &["close", &id]),
        (5, &["show", "zzzzz"]),
        (6, &["take", &edited]),
        (7, &["check"]),
    ] {
        let (found, ..) = desk.run(command).taken();
        assert_eq!(found, status, "{command:?}");
    }
    desk.write(&path_of(&edited), "no front matter\n");
    let (found, ..) = desk.run(["show", &edited]).taken();
    assert_eq!(found, 3);
}
