//! Reports on promises, and what makes a build fail.

use serde_json::Value;

use crate::support::{CONFIG, Desk};

const CALENDAR: &str = "\
calendars:
  office:
    hours: {mon: ['08:00-17:00'], tue: ['08:00-17:00'], wed: ['08:00-17:00'], thu: ['08:00-17:00'], fri: ['08:00-17:00']}
";
pub(crate) const ANDINA: &str = "\
---
customer: coop-andina
name: Cooperativa Andina
contacts:
  marta: {name: Marta Gil, email: marta@andina.example}
terms:
- from: 2026-01-01
  calendar: office
  targets:
    P1: {response: {business: 2h}, resolution: {business: 8h}}
    P2: {response: {business: 2h}, resolution: {business: 8h}}
    P3: {response: {business: 4h}, resolution: {business: 16h}}
    P4: {response: {business: 4h}, resolution: {business: 16h}}
    P5: {response: {business: 4h}, resolution: {business: 16h}}
  commitment: {response: 90, resolution: 90}
---
";

/// Two tickets of October, one answered and resolved in time, one left alone.
/// It is Monday, 2 November.
pub(crate) fn desk() -> Desk {
    let desk = Desk::with_config(&format!("{CONFIG}{CALENDAR}"));
    desk.write("contracts/coop-andina.md", ANDINA);
    desk.shell("git commit -q -m 'what is promised' -- contracts");
    desk.at("2026-10-05T09:00:00-05:00");
    let kept = open(&desk, "Kept");
    open(&desk, "Left alone");
    desk.at("2026-10-05T10:00:00-05:00");
    desk.step(["reply", &kept, "-m", "We are on it."]);
    desk.step(["resolve", &kept, "-m", "Done."]);
    desk.at("2026-11-02T09:00:00-05:00");
    desk
}

fn open(desk: &Desk, title: &str) -> String {
    desk.open(
        [
            "open",
            title,
            "--customer",
            "coop-andina",
            "--channel",
            "email",
            "--impact",
            "low",
            "--urgency",
            "low",
            "--kind",
            "corrective",
            "--service",
            "billing",
            "--category",
            "access",
        ][1..]
            .iter(),
    )
}

pub(crate) const OCTOBER: [&str; 4] = ["report", "compliance", "--period", "2026-10"];

fn gated(desk: &Desk, conditions: &[&str], status: i32) -> String {
    let arguments = [&OCTOBER[..], conditions].concat();
    let (report, complaint) = desk.run(arguments).both(status);
    assert!(
        report.starts_with("Compliance of October 2026\n"),
        "{report}"
    );
    complaint
}

#[test]
fn a_commitment_that_is_not_met_ends_in_seven_with_a_line_for_each() {
    let desk = desk();
    assert_eq!(
        gated(&desk, &["--fail-on", "contract"], 7),
        "warning: coop-andina response: 50.0 % (1 of 2), committed to 90 %\n\
         warning: coop-andina resolution: 50.0 % (1 of 2), committed to 90 %\n\
         error: 2 conditions of this report failed\n"
    );
    assert_eq!(gated(&desk, &[], 0), "");
    assert_eq!(gated(&desk, &["--fail-under", "50"], 0), "");
    assert!(gated(&desk, &["--fail-under", "50.1"], 7).contains("under 50.1 %\n"));
    assert!(
        gated(&desk, &["--fail-on", "breached"], 7)
            .contains(": breached 2026-10-05T13:00:00-05:00, over by ")
    );
    assert!(gated(&desk, &["--fail-on", "at-risk"], 7).contains(": overdue by "));
}

#[test]
fn nothing_to_divide_passes_with_a_remark_and_no_commitment_is_refused() {
    let desk = desk();
    let september = [
        "report",
        "compliance",
        "--period",
        "2026-09",
        "--fail-on",
        "contract",
    ];
    let (_, remarks) = desk.run(september).both(0);
    assert_eq!(
        remarks,
        "coop-andina response: n/a (0 of 0), committed to 90 %: it passes.\n\
         coop-andina resolution: n/a (0 of 0), committed to 90 %: it passes.\n"
    );
    let silent = ANDINA.replace("  commitment: {response: 90, resolution: 90}\n", "");
    desk.write("contracts/coop-andina.md", silent);
    let complaint = gated(&desk, &["--fail-on", "contract"], 4);
    assert!(complaint.starts_with("error: no contract in force commits to a percentage\nhint: "));
}

#[test]
fn a_breakdown_that_is_not_known_is_answered_with_those_there_are() {
    let desk = desk();
    for (by, hint) in [
        ("contrat", "did you mean contract?"),
        (
            "bogus",
            "it may be target, contract, month, title, status, kind, ",
        ),
    ] {
        let (_, said) = desk.run(["report", "compliance", "--by", by]).both(2);
        assert!(said.contains(&format!("\nhint: {hint}")), "{said}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_wins_over_the_gate() {
    let desk = desk();
    desk.write("contracts/coop-costa.md", "---\ncustomer: [\n---\n");
    let complaint = gated(&desk, &["--fail-on", "contract"], 3);
    let mut lines = complaint.lines();
    let fault = lines.next().unwrap();
    assert!(
        fault.starts_with("warning: contracts/coop-costa.md:"),
        "{fault}"
    );
    assert_eq!(
        lines.next(),
        Some(
            "warning: contracts/coop-costa.md: the clocks of its tickets are missing from the report"
        )
    );
    assert!(!complaint.contains("error:"), "{complaint}");
    desk.write(
        "contracts/coop-costa.md",
        "---\ncustomer: coop-costa\nname: Costa\n---\n",
    );
    desk.write(
        "tickets/2026/10/05/INC-261005-ZZZZZ.md",
        "no front matter\n",
    );
    assert!(gated(&desk, &["--fail-on", "contract"], 3).contains("INC-261005-ZZZZZ.md:"));
}

#[test]
fn a_gate_is_about_compliance_and_a_percentage() {
    let desk = desk();
    desk.run(["report", "--fail-on", "contract"]).error(
        2,
        "--fail-on and --fail-under are about compliance",
        "bitacora report compliance --fail-on contract",
    );
    for wrong in ["101", "9.55", "-1", "x", "", "."] {
        let arguments = [&OCTOBER[..], &["--fail-under", wrong]].concat();
        assert!(!desk.run(arguments).complaint(2).is_empty(), "{wrong}");
    }
}

#[test]
fn csv_has_a_row_for_each_ticket_and_target_and_json_the_gate() {
    let desk = desk();
    let arguments = [&OCTOBER[..], &["--format", "csv"]].concat();
    let csv = desk.run(arguments).shown();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    let cell = |row: usize, name: &str| {
        let place = heads.iter().position(|head| head == name).unwrap();
        rows[row][place].to_owned()
    };
    let of = |title: &str, target: &str| {
        let mut found = 0..rows.len();
        found
            .find(|row| cell(*row, "title") == title && cell(*row, "target") == target)
            .unwrap()
    };
    let kept = of("Kept", "resolution");
    assert_eq!(cell(kept, "state"), "met");
    assert_eq!(
        (cell(kept, "elapsed_s"), cell(kept, "budget_s")),
        ("3600".into(), "57600".into())
    );
    assert_eq!(cell(kept, "stop"), "2026-10-05T10:00:00-05:00");
    assert_eq!(cell(of("Left alone", "response"), "state"), "breached");
    let arguments = [&OCTOBER[..], &["--fail-under", "90", "--format", "json"]].concat();
    let (json, _) = desk.run(arguments).both(7);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"], "bitacora/report/compliance/1");
    assert_eq!(json["gate"]["checks"][0]["outcome"], "failed");
    assert_eq!(json["contracts"][0]["permille"], 500);
}

/// Elsewhere a new ticket was late for whoever sat in another zone.
#[test]
fn the_zone_and_the_language_of_the_machine_change_no_byte() {
    let desk = desk();
    for name in ["compliance", "times"] {
        for format in ["table", "csv", "json"] {
            let arguments = ["report", name, "--period", "2026-10", "--format", format];
            let plain = desk.run(arguments).shown();
            for (variable, value) in [
                ("TZ", "Asia/Kathmandu"),
                ("TZ", "Pacific/Apia"),
                ("LC_ALL", "C"),
                ("LC_ALL", "es_ES.UTF-8"),
            ] {
                let other = desk.command(arguments).env(variable, value).run();
                assert_eq!(other.shown(), plain, "{name} {format} {variable}={value}");
            }
        }
    }
}

#[test]
fn a_closed_period_is_the_same_to_the_byte_whatever_comes_after_it() {
    let desk = desk();
    let report = || {
        let text = ["table", "csv", "markdown"].map(|format| {
            desk.run([&OCTOBER[..], &["--format", format]].concat())
                .shown()
        });
        // Which commit was read is said, and is another one each time.
        let head = desk.shell("git rev-parse HEAD");
        text.concat().replace(head.trim(), "")
    };
    let closed = report();
    let listed = desk.json(["list", "--all"]);
    let of = |title: &str| {
        let tickets = listed["tickets"].as_array().unwrap();
        let found = tickets
            .iter()
            .find(|ticket| ticket["title"] == title)
            .unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let (kept, left) = (of("Kept"), of("Left alone"));
    open(&desk, "Of November");
    desk.step(["reopen", &kept, "-m", "It came back."]);
    desk.step(["classify", &left, "--impact", "high", "--urgency", "high"]);
    desk.step(["resolve", &left, "-m", "Done at last."]);
    desk.step(["cancel", &kept, "--as", "withdrawn", "-m", "Not any more."]);
    let amended = ANDINA.replace("---\n\n", "---\n");
    let later =
        "- from: 2026-11-01\n  calendar: office\n  targets: {P3: {response: {business: 1h}}}\n";
    let amended = amended
        .replacen("---\n", "\u{0}", 1)
        .replace("\n---\n", &format!("\n{later}---\n"));
    desk.write(
        "contracts/coop-andina.md",
        amended.replace('\u{0}', "---\n"),
    );
    desk.at("2026-11-03T09:00:00-05:00");
    assert_eq!(report(), closed);
}

#[test]
fn a_breach_is_counted_for_whoever_had_the_ticket_then_by_the_channel_it_has() {
    let desk = desk();
    let late = desk.json(["list", "--all", "title:alone", "--columns", "id"]);
    let late = late["tickets"][0]["id"].as_str().unwrap().to_owned();
    desk.at("2026-10-05T11:00:00-05:00");
    desk.step(["assign", &late, "carla"]);
    desk.step(["escalate", &late, "--to", "elena", "-m", "It is theirs."]);
    // The response broke on the 5th and the resolution on the 6th.
    desk.at("2026-10-09T11:00:00-05:00");
    desk.step(["assign", &late, "ana"]);
    desk.step(["resolve", &late, "-m", "Done."]);
    desk.at("2026-11-02T09:00:00-05:00");
    let by = |field: &str| {
        let report = desk.json(OCTOBER.into_iter().chain(["--by", field]));
        let rows = report["by"][field].as_array().unwrap().clone();
        let broken = rows.iter().filter(|row| row["response"]["breached"] == 1);
        let values: Vec<String> = broken
            .map(|row| row["value"].as_str().unwrap_or("none").to_owned())
            .collect();
        values
    };
    assert_eq!(by("assignee"), ["elena"]);
    assert_eq!(by("channel"), ["email"]);
}

#[test]
fn each_ticket_is_judged_by_what_the_terms_that_bind_it_commit_to() {
    let desk = Desk::with_config(&format!("{CONFIG}{CALENDAR}"));
    let terms = |from: &str, percent: &str| {
        format!(
            "- from: {from}\n  type: hours\n  calendar: office\n  targets: {{P5: {{response: {{business: 4h}}}}}}\n  commitment: {{response: {percent}}}\n"
        )
    };
    let contract = |older: &str, newer: &str| {
        format!(
            "---\ncustomer: coop-andina\nname: Cooperativa Andina\nterms:\n{}{}---\n",
            terms("2026-01-01", older),
            terms("2026-10-16", newer),
        )
    };
    desk.write("contracts/coop-andina.md", contract("95", "50"));
    desk.shell("git commit -q -m 'what is promised' -- contracts");
    desk.at("2026-10-05T09:00:00-05:00");
    let kept = open(&desk, "Kept");
    open(&desk, "Left alone");
    desk.at("2026-10-05T10:00:00-05:00");
    desk.step(["reply", &kept, "-m", "We are on it."]);
    desk.at("2026-11-02T09:00:00-05:00");
    // One of two, both of the older terms.
    gated(&desk, &["--fail-on", "contract"], 7);
    desk.write("contracts/coop-andina.md", contract("50", "95"));
    gated(&desk, &["--fail-on", "contract"], 0);
}
