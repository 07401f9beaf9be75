//! Compliance in the formats of CI systems agrees with the exit code.

use std::fs;

use crate::support::{Desk, junit, openmetrics, path_of, sarif};

const ANDINA: &str = "\
---
customer: coop-andina
name: Cooperativa Andina
contacts:
  marta: {name: Marta Gil, email: marta@andina.example, approves: true}
terms:
- from: 2026-01-01
  targets:
    P1: {response: {clock: 1h}, resolution: {clock: 8h}}
  commitment: {resolution: 60}
  warn: {percent: 75}
---
";

const REPORT: [&str; 6] = [
    "report",
    "compliance",
    "--period",
    "2026-11",
    "--as-of",
    "2026-11-22T20:00:00-05:00",
];

/// Five tickets of one day: kept, broken, given up, paused and at risk.
struct Day {
    desk: Desk,
    broken: String,
    waived: String,
    paused: String,
    near: String,
}

fn open(desk: &Desk, title: &str) -> String {
    desk.open([
        title,
        "--customer",
        "coop-andina",
        "--requester",
        "marta",
        "--channel",
        "email",
        "--kind",
        "corrective",
        "--impact",
        "high",
        "--urgency",
        "high",
    ])
}

fn day() -> Day {
    let desk = Desk::inside("support");
    desk.write("contracts/coop-andina.md", ANDINA);
    desk.shell("git commit -q -m 'what is promised' -- support/contracts");
    desk.at("2026-11-22T08:00:00-05:00");
    let kept = open(&desk, "Kept");
    let broken = open(&desk, "=cmd|' /C calc'!A0");
    let waived = open(&desk, "Given up");
    for id in [&kept, &broken, &waived] {
        desk.at("2026-11-22T08:30:00-05:00");
        desk.step(["reply", id, "-m", "We see it."]);
    }
    desk.step([
        "waive",
        &waived,
        "--target",
        "resolution",
        "--agreed-by",
        "marta",
        "-m",
        "Too old.",
    ]);
    desk.at("2026-11-22T10:00:00-05:00");
    desk.step(["resolve", &kept, "-m", "Done."]);
    desk.at("2026-11-22T13:00:00-05:00");
    let near = open(&desk, "Near");
    let paused = open(&desk, "Waiting");
    desk.at("2026-11-22T13:10:00-05:00");
    desk.step(["reply", &near, "-m", "We see it."]);
    desk.step(["wait", &paused, "--on", "customer", "-m", "Which printer?"]);
    desk.at("2026-11-22T20:00:00-05:00");
    Day {
        desk,
        broken,
        waived,
        paused,
        near,
    }
}

fn written(desk: &Desk, format: &str, more: &[&str]) -> (i32, String) {
    let arguments = [&REPORT[..], more, &["--format", format]].concat();
    let (status, stdout, _) = desk.run(arguments).taken();
    (status, stdout)
}

fn outcome<'a>(cases: &'a [junit::Case], suite: &str, name: &str) -> (&'static str, &'a str) {
    let is_it = |case: &&junit::Case| case.suite == suite && case.name == name;
    let case = cases
        .iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("no {name} in {suite}"));
    let said = if case.message.is_empty() {
        &case.system_out
    } else {
        &case.message
    };
    (case.outcome, said)
}

#[test]
fn the_junit_fails_exactly_when_the_exit_code_does() {
    let day = day();
    for (conditions, status) in [
        (&[][..], 0),
        (&["--fail-on", "contract"], 7),
        (&["--fail-under", "40"], 0),
        (&["--fail-under", "95"], 7),
        (&["--fail-on", "breached"], 7),
        (&["--fail-on", "at-risk"], 7),
        (
            &[
                "--where",
                "title:Kept",
                "--fail-on",
                "contract,breached,at-risk",
            ],
            0,
        ),
        (&["--where", "title:Near", "--fail-on", "breached"], 0),
        (&["--where", "title:Near", "--fail-on", "at-risk"], 7),
    ] {
        let (found, text) = written(&day.desk, "junit", conditions);
        assert_eq!(found, status, "{conditions:?}");
        let failed = junit::read(&text)
            .iter()
            .any(|case| case.outcome == "failure");
        assert_eq!(failed, status != 0, "{conditions:?}\n{text}");
    }
}

#[test]
fn the_first_case_of_a_suite_is_what_was_asked_of_the_target() {
    let day = day();
    let first = |conditions: &[&str]| {
        let (_, text) = written(&day.desk, "junit", conditions);
        let cases = junit::read(&text);
        let case = cases
            .into_iter()
            .find(|case| case.suite == "coop-andina resolution");
        let case = case.unwrap();
        (case.name, case.outcome, case.system_out)
    };
    let figure = "50.0 % (1 of 2), committed to 60 %";
    assert_eq!(
        first(&[]),
        ("commitment".to_owned(), "passed", figure.to_owned())
    );
    let named = |figure: &str| format!("coop-andina resolution: {figure}");
    assert_eq!(
        first(&["--fail-on", "contract"]),
        ("commitment".to_owned(), "failure", named(figure))
    );
    assert_eq!(
        first(&["--fail-under", "95"]),
        (
            "fail-under".to_owned(),
            "failure",
            named("50.0 % (1 of 2), under 95 %")
        )
    );
    assert_eq!(
        first(&["--fail-under", "50"]),
        (
            "fail-under".to_owned(),
            "passed",
            named("50.0 % (1 of 2), asked for 50 %")
        )
    );
}

#[test]
fn a_breached_ticket_fails_only_when_breaches_were_asked_about() {
    let day = day();
    let suite = "coop-andina resolution";
    let overrun = "(P1, clock 8h): breached 2026-11-22T16:00:00-05:00, over by 4h";
    for (conditions, expected) in [
        (&[][..], "passed"),
        (&["--fail-on", "contract"], "passed"),
        (&["--fail-on", "breached"], "failure"),
    ] {
        let (_, text) = written(&day.desk, "junit", conditions);
        let cases = junit::read(&text);
        let case = cases
            .iter()
            .find(|case| case.suite == suite && case.name == day.broken);
        let case = case.unwrap();
        assert_eq!(case.outcome, expected);
        assert!(case.system_out.ends_with(overrun), "{}", case.system_out);
        assert_eq!(outcome(&cases, suite, &day.paused), ("skipped", "paused"));
        assert_eq!(
            outcome(&cases, suite, &day.waived),
            ("skipped", "void: agreed with marta")
        );
        assert_eq!(outcome(&cases, suite, &day.near).0, "passed");
    }
}

#[test]
fn a_report_that_lacks_a_file_fails_whatever_the_gate_says() {
    let day = day();
    day.desk.write(&path_of(&day.near), "no front matter\n");
    let (status, text) = written(&day.desk, "junit", &[]);
    assert_eq!(status, 3);
    let cases = junit::read(&text);
    assert_eq!(
        outcome(&cases, "report", "the report is whole"),
        (
            "failure",
            "1 file cannot be read and missing from the report"
        )
    );
    let (_, text) = written(&day.desk, "sarif", &[]);
    assert!(text.contains("\"executionSuccessful\": false"), "{text}");
    let (_, text) = written(&day.desk, "openmetrics", &[]);
    assert_eq!(
        openmetrics::read(&text)["bitacora_report_unreadable_files"],
        "1"
    );
}

#[test]
fn a_gate_that_cannot_be_asked_fails_the_report() {
    let desk = Desk::new();
    let (status, text) = written(&desk, "junit", &["--fail-on", "contract"]);
    assert_eq!(status, 4);
    let cases = junit::read(&text);
    assert_eq!(
        outcome(&cases, "report", "the report is whole"),
        ("failure", "no contract in force commits to a percentage")
    );
}

#[test]
fn the_sarif_names_the_line_where_a_ticket_says_how_it_stands() {
    let day = day();
    let (status, text) = written(&day.desk, "sarif", &[]);
    assert_eq!(status, 0);
    let (category, found) = sarif::read(&text);
    assert_eq!(category, "bitacora/compliance/");
    let place = |id: &str| {
        let text = day.desk.ticket(id);
        let line = text.lines().position(|line| line.starts_with("status:"));
        format!("support/{}:{}:1", path_of(id), line.unwrap() + 1)
    };
    let rules: Vec<_> = found
        .iter()
        .map(|found| (&*found.rule, &*found.level, found.place.clone()))
        .collect();
    assert_eq!(
        rules,
        [
            ("sla/breached", "error", place(&day.broken)),
            ("sla/at-risk", "warning", place(&day.near)),
        ]
    );
    assert!(
        found[1]
            .message
            .ends_with("(P1, clock 8h): running, 1h left")
    );
    // What comes later is another alert only where it is another thing.
    let later = [
        "report",
        "compliance",
        "--period",
        "2026-11",
        "--as-of",
        "2026-11-22T20:30:00-05:00",
        "--format",
        "sarif",
    ];
    day.desk.at("2026-11-22T20:30:00-05:00");
    let again = sarif::read(&day.desk.run(later).shown()).1;
    let prints = |found: &[sarif::Found]| {
        let prints = found.iter().map(|found| found.fingerprint.clone());
        prints.collect::<Vec<_>>()
    };
    assert_eq!(prints(&again), prints(&found));
}

#[test]
fn the_gauges_are_those_of_the_report() {
    let day = day();
    let (_, text) = written(&day.desk, "openmetrics", &[]);
    let values = openmetrics::read(&text);
    let of = |name: &str| {
        let series =
            format!("bitacora_sla_{name}{{contract=\"coop-andina\",target=\"resolution\"}}");
        values.get(&series).map(String::as_str)
    };
    for (name, value) in [
        ("met", Some("1")),
        ("breached", Some("1")),
        ("compliance_ratio", Some("0.500")),
        ("commitment_ratio", Some("0.600")),
        ("overdue", Some("1")),
        ("at_risk", Some("1")),
        ("paused", Some("1")),
        ("longest_overrun_seconds", Some("14400")),
        ("least_remaining_seconds", Some("3600")),
        ("nothing", None),
    ] {
        assert_eq!(of(name), value, "{name}");
    }
    assert_eq!(
        values["bitacora_report_as_of_timestamp_seconds"],
        "1795395600"
    );
}

#[test]
fn the_same_store_and_instant_give_the_same_bytes() {
    let day = day();
    for format in ["junit", "sarif", "openmetrics", "csv", "markdown"] {
        let first = written(&day.desk, format, &[]);
        day.desk.at("2027-03-01T08:00:00-05:00");
        assert_eq!(written(&day.desk, format, &[]), first, "{format}");
        day.desk.at("2026-11-22T20:00:00-05:00");
    }
}

#[test]
fn the_files_of_a_report_are_written_whatever_the_gate_says() {
    let day = day();
    let names = [
        "sla.junit.xml",
        "sla.sarif",
        "sla.prom",
        "sla.csv",
        "sla.md",
        "sla.json",
    ];
    let home = day.desk.home();
    let mut arguments: Vec<String> = REPORT.map(str::to_owned).into();
    arguments.extend(["-q", "--fail-under", "95"].map(str::to_owned));
    for name in names {
        arguments.extend(["-o".to_owned(), home.join(name).display().to_string()]);
    }
    let (stdout, _) = day.desk.run(&arguments).both(7);
    assert_eq!(stdout, "");
    for name in names {
        assert!(home.join(name).exists(), "{name}");
    }
    let sheet = fs::read_to_string(home.join("sla.csv")).unwrap();
    let cells = sheet.lines().flat_map(|line| line.split(','));
    assert!(sheet.contains("'=cmd|"), "{sheet}");
    for cell in cells {
        let cell = cell.trim_matches('"');
        assert!(!cell.starts_with(['=', '+', '@']), "{cell}");
    }
}

#[test]
fn github_sees_breaches_beside_the_files_of_their_tickets() {
    let day = day();
    let page = day.desk.home().join("summary");
    let run = day
        .desk
        .command([&REPORT[..], &["--github", "-q"]].concat());
    let (_, stderr) = run.env("GITHUB_STEP_SUMMARY", &page).run().both(0);
    let heads: Vec<_> = stderr
        .lines()
        .map(|line| line.split(',').next().unwrap())
        .collect();
    let place = |id: &str| format!("file=support/{}", path_of(id));
    assert_eq!(
        heads,
        [
            format!("::error {}", place(&day.broken)),
            format!("::warning {}", place(&day.near)),
        ]
    );
    assert!(
        fs::read_to_string(page)
            .unwrap()
            .starts_with("## Compliance of November 2026\n")
    );
}
