//! Answers in files and in the formats of CI systems.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::{Desk, junit, path_of, sarif};

/// A desk in `support/` of a repository with one good ticket and one whose
/// title was changed by hand.
fn faulty() -> (Desk, String) {
    let desk = Desk::inside("support");
    desk.open(["Good"]);
    let id = desk.open(["Wrong"]);
    desk.replace(&id, "title: Wrong", "title: Wr<o>ng & \"more\" %");
    (desk, id)
}

/// The line of the ticket's file that begins so, from 1.
fn line_of(desk: &Desk, id: &str, beginning: &str) -> usize {
    let text = desk.ticket(id);
    let place = text.lines().position(|line| line.starts_with(beginning));
    place.unwrap() + 1
}

#[test]
fn the_junit_of_check_fails_exactly_when_check_does() {
    let (desk, id) = faulty();
    let (text, _) = desk.run(["check", "--format", "junit"]).both(7);
    let cases = junit::read(&text);
    let outcomes: Vec<_> = cases
        .iter()
        .map(|case| (&*case.suite, &*case.name, case.outcome, &*case.message))
        .collect();
    let path = path_of(&id);
    let reason = "title is Wr<o>ng & \"more\" %, and the timeline makes it Wrong";
    assert_eq!(
        outcomes,
        [
            (
                "check",
                "every file is valid",
                "failure",
                "1 fault found in 5 files"
            ),
            ("check", &*path, "failure", reason),
        ]
    );
    let line = line_of(&desk, &id, "title:");
    assert_eq!(cases[1].system_out, format!("{path}:{line}:1: {reason}"));

    desk.shell("git checkout -q -- support");
    let (text, _) = desk.run(["check", "--format", "junit"]).both(0);
    let cases = junit::read(&text);
    assert_eq!((cases.len(), cases[0].outcome), (1, "passed"));
    assert_eq!(cases[0].system_out, "5 files checked: no fault, 0 notes");
}

#[test]
fn the_sarif_of_check_names_file_and_line_from_the_root_of_the_repository() {
    let (desk, id) = faulty();
    let (text, _) = desk.run(["check", "--format", "sarif"]).both(7);
    let (category, found) = sarif::read(&text);
    assert_eq!((&*category, found.len()), ("bitacora/check/", 1));
    let line = line_of(&desk, &id, "title:");
    assert_eq!(found[0].rule, "ticket/invalid");
    assert_eq!(found[0].level, "error");
    assert_eq!(found[0].place, format!("support/{}:{line}:1", path_of(&id)));
    assert_eq!(
        found[0].message,
        "title is Wr<o>ng & \"more\" %, and the timeline makes it Wrong (ticket/fold)"
    );
}

#[test]
fn a_finding_keeps_its_fingerprint_when_its_line_moves() {
    let (desk, id) = faulty();
    let found = |desk: &Desk| {
        let (text, _) = desk.run(["check", "--format", "sarif"]).both(7);
        sarif::read(&text).1.remove(0)
    };
    let before = found(&desk);
    desk.replace(&id, "title:", "# a remark\ntitle:");
    let after = found(&desk);
    assert_ne!(before.place, after.place);
    assert_eq!(before.fingerprint, after.fingerprint);
}

#[test]
fn the_same_store_gives_the_same_bytes() {
    let (desk, _) = faulty();
    for format in ["junit", "sarif"] {
        let run = || desk.run(["check", "--format", format]).both(7);
        assert_eq!(run(), run());
    }
}

#[test]
fn an_answer_that_has_no_such_format_says_which_it_has() {
    let desk = Desk::new();
    let common = "--format table, json, jsonl, csv or markdown";
    let with_verdict = "--format table, json, jsonl, csv, markdown, junit or sarif";
    for (command, line, hint) in [
        (
            &["open", "A", "--format", "junit"][..],
            "this answer is not written as junit",
            common,
        ),
        (
            &["list", "--format", "sarif"],
            "list is not written as sarif",
            common,
        ),
        (
            &["check", "--format", "openmetrics"],
            "check is not written as openmetrics",
            with_verdict,
        ),
        (
            &["report", "volume", "-o", "x.prom"],
            "report volume is not written as openmetrics",
            common,
        ),
    ] {
        let before = desk.commits();
        desk.run(command).error(2, line, hint);
        assert_eq!(desk.commits(), before, "{command:?}");
    }
}

#[test]
fn a_file_whose_name_says_no_format_is_refused_with_the_endings_there_are() {
    let desk = Desk::new();
    for name in ["report.xls", "report", "x/", "a.xml"] {
        desk.run(["list", "--output", name]).error(
            2,
            &format!("the name `{name}` says no format"),
            "names end in .jsonl, .json, .csv, .md or .txt",
        );
    }
}

#[test]
fn each_file_has_what_its_format_prints() {
    let (desk, _) = faulty();
    let home = desk.home();
    let names = [
        "x.junit.xml",
        "x.sarif",
        "x.sarif.json",
        "x.json",
        "x.jsonl",
        "x.csv",
        "x.md",
        "x.txt",
    ];
    let mut command = vec!["check".to_owned(), "--quiet".to_owned()];
    for name in names {
        command.extend(["-o".to_owned(), home.join(name).display().to_string()]);
    }
    let (stdout, _) = desk.run(&command).both(7);
    assert_eq!(stdout, "", "with files, a quiet run prints nothing");
    for (name, format) in names.iter().zip([
        "junit", "sarif", "sarif", "json", "jsonl", "csv", "markdown", "table",
    ]) {
        let (printed, _) = desk.run(["check", "--format", format]).both(7);
        let path = home.join(name);
        assert_eq!(fs::read_to_string(&path).unwrap(), printed, "{name}");
        // Others may read it, as far as the umask lets them.
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        let plain = home.join("plain");
        fs::write(&plain, "").unwrap();
        assert_eq!(mode, fs::metadata(&plain).unwrap().permissions().mode());
        fs::remove_file(plain).unwrap();
    }
    assert_eq!(
        fs::read_dir(&home).unwrap().count(),
        names.len(),
        "nothing is left over"
    );
}

#[test]
fn a_file_is_written_beside_what_is_printed() {
    let desk = Desk::new();
    let path = desk.home().join("x.json");
    let (name, shown) = (
        path.to_str().unwrap(),
        desk.run(["list", "--all"]).taken().1,
    );
    fs::write(&path, "old").unwrap();
    let (stdout, _) = desk.run(["list", "--all", "-o", name]).both(0);
    assert_eq!(stdout, shown);
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .starts_with("{\"schema\":\"bitacora/list/1\"")
    );
}

#[test]
fn the_answers_about_clocks_go_to_files_too() {
    let desk = crate::clocks::bound();
    let id = crate::clocks::open(&desk, "Alpha", "high");
    for question in [&["sla"][..], &["sla", "explain", &id], &["next"]] {
        let (csv, md) = (desk.home().join("x.csv"), desk.home().join("x.md"));
        let names = [
            "-q",
            "-o",
            csv.to_str().unwrap(),
            "-o",
            md.to_str().unwrap(),
        ];
        let (stdout, _) = desk.run([question, &names].concat()).both(0);
        assert_eq!(stdout, "", "{question:?}");
        for (path, format) in [(csv, "csv"), (md, "markdown")] {
            let printed = desk.run([question, &["--format", format]].concat()).shown();
            assert_eq!(fs::read_to_string(path).unwrap(), printed, "{question:?}");
        }
        let command = [question, &["-o", "x.sarif"]].concat();
        desk.run(command).error(
            2,
            &format!("{} is not written as sarif", question[0]),
            "--format table, json, jsonl, csv or markdown",
        );
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let desk = Desk::new();
    desk.open(["A"]);
    desk.run(["list", "-q", "-o", "out/x.csv"])
        .error(2, "there is no folder out", "mkdir -p out");
}

#[test]
fn a_link_is_replaced_and_what_it_leads_to_stays() {
    let desk = Desk::new();
    desk.open(["A"]);
    let home = desk.home();
    fs::write(home.join("real.txt"), "old").unwrap();
    std::os::unix::fs::symlink("real.txt", home.join("link.csv")).unwrap();
    let link = home.join("link.csv");
    desk.run(["list", "-q", "-o", link.to_str().unwrap()]).ok();
    assert!(fs::symlink_metadata(&link).unwrap().is_file());
    assert!(fs::read_to_string(&link).unwrap().starts_with("id,"));
    assert_eq!(fs::read_to_string(home.join("real.txt")).unwrap(), "old");
}

#[test]
fn a_file_for_an_answer_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    desk.open(["A"]);
    let file = desk.home().join("private.csv");
    let mode = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    fs::write(&file, "old").unwrap();
    for kept in [0o600, 0o640, 0o444] {
        mode(kept);
        desk.run(["list", "-q", "-o", file.to_str().unwrap()]).ok();
        let about = fs::metadata(&file).unwrap();
        assert_eq!(about.permissions().mode() & 0o7777, kept);
        assert!(fs::read_to_string(&file).unwrap().starts_with("id,"));
    }
}

#[test]
fn no_answer_is_written_over_the_store_or_into_git() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let ticket = crate::support::path_of(&id);
    let day = ticket.rsplit_once('/').unwrap().0;
    for path in [
        ticket.as_str(),
        "contracts/new.csv",
        ".git/hooks/pre-commit.csv",
        ".git/x.csv",
        &format!("{day}/../22/x.csv"),
    ] {
        let complaint = desk.run(["list", "-q", "-o", path]).complaint(2);
        assert!(
            complaint.contains("among the files of the store or of git"),
            "{complaint}"
        );
        let summary = desk
            .command(["check", "--github"])
            .env("GITHUB_STEP_SUMMARY", path);
        let complaint = summary.run().complaint(2);
        assert!(complaint.contains("among the files"), "{complaint}");
    }
    let (before, strange) = (desk.ticket(&id), desk.home().join("pipe.csv"));
    desk.shell("mkfifo ../home/pipe.csv");
    let complaint = desk
        .run(["list", "-q", "-o", strange.to_str().unwrap()])
        .complaint(2);
    assert!(complaint.contains("is not an ordinary file"), "{complaint}");
    assert_eq!(desk.ticket(&id), before);
}

#[test]
fn github_gets_annotations_and_a_summary_when_asked() {
    let (desk, id) = faulty();
    let page = desk.home().join("summary");
    fs::write(&page, "# Before\n").unwrap();
    let run = |arguments: &[&str]| {
        desk.command(arguments)
            .env("GITHUB_STEP_SUMMARY", &page)
            .run()
            .both(7)
    };
    let (_, stderr) = run(&["check"]);
    assert!(!stderr.contains("::"), "{stderr}");
    assert_eq!(fs::read_to_string(&page).unwrap(), "# Before\n");

    let (stdout, stderr) = run(&["check", "--github", "--format", "markdown"]);
    let line = line_of(&desk, &id, "title:");
    let place = format!("file=support/{},line={line},col=1", path_of(&id));
    let annotation = format!(
        "::error {place},title=ticket/invalid::title is Wr<o>ng & \"more\" %25, and the timeline makes it Wrong (ticket/fold)\n"
    );
    assert_eq!(stderr, annotation + "error: 1 fault found in 5 files\n");
    assert_eq!(
        fs::read_to_string(&page).unwrap(),
        format!("# Before\n\n{stdout}")
    );
}

#[test]
fn github_without_its_variable_is_told() {
    let desk = Desk::new();
    let (_, stderr) = desk.run(["check", "--github"]).both(0);
    assert!(
        stderr.starts_with("GITHUB_STEP_SUMMARY is not set; no summary is written.\n"),
        "{stderr}"
    );
}

#[test]
fn a_summary_is_cut_before_900_kib_and_says_so() {
    let desk = Desk::new();
    let page = desk.home().join("summary");
    fs::write(&page, "x".repeat(900 * 1024 - 300)).unwrap();
    desk.open(["A ticket with a long title, so that no room is left for its row"]);
    let run = desk
        .command(["list", "--github", "-q"])
        .env("GITHUB_STEP_SUMMARY", &page)
        .run();
    let _ = run.both(0);
    let text = fs::read_to_string(&page).unwrap();
    assert!(
        text.ends_with("\nDropped for length: 1 row.\n"),
        "{}",
        &text[text.len() - 200..]
    );
    assert!(text.len() < 900 * 1024);
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_text() {
    let desk = Desk::new();
    let path = desk.home().join("x.csv");
    desk.open(["=HYPERLINK(\"http://x\")"]);
    desk.run(["list", "-q", "-o", path.to_str().unwrap()]).ok();
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("'=HYPERLINK"), "{text}");
}
