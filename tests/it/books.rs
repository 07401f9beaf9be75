//! Months are closed books: worked cases and random stores through the command
//! line, and contracts that are gone.

use std::fs;

use serde_json::{Value, json};

use crate::compliance;
use crate::support::booked;
use crate::support::{Desk, junit, openmetrics, path_of, reports};

/// A store of a case, looked at when all is over.
fn store(case: &Value) -> Desk {
    let desk = Desk::repository(".");
    let write = |path: &str, front: &Value, text: &str| {
        let path = desk.store().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let front = serde_yaml::to_string(front).unwrap();
        let text = if text.is_empty() {
            front
        } else {
            format!("---\n{front}---\n{text}")
        };
        fs::write(path, text).unwrap();
    };
    write("bitacora.yaml", &booked::config(case), "");
    for (name, contract) in booked::contracts(case) {
        write(&format!("contracts/{name}.md"), &contract, "\n");
    }
    for ticket in booked::tickets(case) {
        let id = ticket["id"].as_str().unwrap();
        write(&path_of(id), &ticket, "\nAs a case tells it.\n");
    }
    desk.shell("git add -A && git commit -q -m 'a case'");
    desk.at("2027-06-01T00:00:00-05:00");
    desk
}

/// What the program prints, with its exit code; without looking at the world
/// around.
fn asked(desk: &Desk, arguments: &[&str]) -> (i32, Value) {
    let output = desk.process().args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let json =
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{arguments:?}: {text}{said}"));
    (output.status.code().unwrap(), json)
}

fn period(desk: &Desk, case: &Value, period: &str) -> Value {
    let mut arguments = vec![
        "report",
        "compliance",
        "--format",
        "json",
        "--fail-on",
        "contract",
    ];
    let (first, second) = period.split_once("..").unwrap_or((period, ""));
    if second.is_empty() {
        arguments.extend(["--period", period]);
    } else {
        arguments.extend(["--from", first, "--to", second]);
    }
    for (name, flag) in [("as_of", "--as-of"), ("known_at", "--known-at")] {
        if let Some(text) = case["ask"][name].as_str() {
            arguments.extend([flag, text]);
        }
    }
    let (code, report) = asked(desk, &arguments);
    let is_big = !report["by_month"].as_array().unwrap().is_empty();
    let row = |target: &str| {
        let row = &report["total"][target];
        let two = |of: &Value| json!([of["met"], of["concluded"]]);
        let mut told = json!({
            "met": row["met"], "concluded": row["denominator"], "as_ran_out": two(&row["as_ran_out"]),
        });
        if is_big {
            told["net"] = two(&row["net"]);
        }
        told
    };
    let list = |name: &str, line: fn(&Value) -> Value| -> Value {
        let rows = report[name].as_array().unwrap().iter();
        let rows = rows.filter(|row| row["target"] != "update");
        let mut lines: Vec<Value> = rows.map(line).collect();
        lines.sort_by_key(Value::to_string);
        lines.into()
    };
    json!({
        "response": row("response"),
        "resolution": row("resolution"),
        "turned": list("turned", |row| {
            json!([named(row), row["direction"], row["cause"]])
        }),
        "changed": list("changed", |row| json!([named(row), row["from"], row["to"]])),
        "gate": code,
    })
}

fn named(row: &Value) -> String {
    let (title, target) = (row["title"].as_str(), row["target"].as_str());
    format!("{}/{}", title.unwrap(), target.unwrap())
}

#[test]
fn every_worked_case_comes_out_through_the_command_line() {
    let Some(cases) = booked::cases() else {
        return;
    };
    let mut wrong = Vec::new();
    for case in cases.iter().filter(|case| case["kind"] != "refused") {
        let (id, out, case) = (&case["id"], &case["out"], &case["in"]);
        let desk = store(case);
        for (text, stated) in out["periods"].as_object().unwrap() {
            let mut found = period(&desk, case, text);
            let mut stated = stated.clone();
            for name in ["turned", "changed"] {
                let lines = stated[name].as_array_mut().unwrap();
                lines.sort_by_key(Value::to_string);
            }
            // Nothing is committed, or a piece of a month is judged as such.
            if stated["gate"].is_null() {
                found["gate"] = Value::Null;
            }
            if found != stated {
                wrong.push(format!("{id} {text}\n  stated {stated}\n  found  {found}"));
            }
        }
        if case["ask"].get("known_at").is_none() {
            wrong.extend(books(&desk, case, out).map(|line| format!("{id} {line}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Where `sla explain` and the stated book differ.
fn books<'a>(desk: &'a Desk, case: &'a Value, out: &'a Value) -> impl Iterator<Item = String> + 'a {
    let books = out["books"].as_object().unwrap();
    books.iter().filter_map(move |(name, stated)| {
        let (letter, target) = name.split_once('/').unwrap();
        let id = booked::id(letter);
        let mut arguments = vec![
            "sla", "explain", &id, "--target", target, "--format", "json",
        ];
        if let Some(text) = case["ask"]["as_of"].as_str() {
            arguments.extend(["--as-of", text]);
        }
        let (_, explained) = asked(desk, &arguments);
        let instant = |text: &Value| {
            let text = text.as_str().unwrap();
            chrono::DateTime::parse_from_rfc3339(text)
                .unwrap()
                .timestamp()
        };
        let found = explained["booked"].as_array().unwrap().first();
        let found = found.map(|it| json!([it["month"], it["verdict"], instant(&it["at"])]));
        let wanted =
            (!stated.is_null()).then(|| json!([stated[0], stated[1], instant(&stated[2])]));
        (found != wanted).then(|| format!("{name}: {wanted:?}, not {found:?}"))
    })
}

/// One number: the rows of a month, its gate, its test results and its gauges;
/// and the same without the index.
#[test]
fn the_gate_of_a_month_and_its_table_agree_with_and_without_the_index() {
    for seed in 1..=6 {
        let desk = store(&booked::random(seed, 6, false));
        for month in ["2026-05", "2026-06", "2026-Q2"] {
            let arguments = [
                "report",
                "compliance",
                "--period",
                month,
                "--format",
                "json",
                "--fail-on",
                "contract",
            ];
            let (code, report) = asked(&desk, &arguments);
            let months = report["by_month"].as_array().unwrap();
            let rows_of = |it: &'_ Value| it["contracts"].as_array().unwrap().clone();
            let rows: Vec<(Value, Option<&Value>)> = if months.is_empty() {
                let rows = rows_of(&report).into_iter();
                rows.map(|row| (row, None)).collect()
            } else {
                let rows = months.iter().flat_map(|month| {
                    let rows = rows_of(month).into_iter();
                    rows.map(move |row| (row, Some(month)))
                });
                rows.collect()
            };
            let is_missed = |(row, _): &(Value, Option<&Value>)| {
                let percent = row["commitment_percent"].as_u64();
                let (met, all) = (
                    row["met"].as_u64().unwrap(),
                    row["denominator"].as_u64().unwrap(),
                );
                percent.is_some_and(|percent| met * 100 < percent * all)
            };
            // Of an imported history without messages nobody can say.
            let is_unproved = |(row, month): &(Value, Option<&Value>)| {
                let voids = report["voids"].as_array().unwrap().iter();
                let unknown = voids.filter(|void| {
                    void["reason"] == "unknown"
                        && ["contract", "target"]
                            .iter()
                            .all(|key| void[key] == row[key])
                        && month.is_none_or(|month| in_month(&void["void_at"], month))
                });
                let is_asked = !row["commitment_percent"].is_null();
                is_asked && unknown.count() as u64 > row["denominator"].as_u64().unwrap()
            };
            let expected = if rows.iter().any(is_unproved) {
                3
            } else if rows.iter().any(is_missed) {
                7
            } else {
                0
            };
            assert_eq!(code, expected, "seed {seed}, {month}");
            assert_eq!(unindexed(&desk, &arguments), report, "seed {seed}, {month}");
        }
    }
}

/// Whether an instant lies in a month of a report.
fn in_month(at: &Value, month: &Value) -> bool {
    let instant =
        |value: &Value| chrono::DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap();
    (instant(&month["from"])..instant(&month["to"])).contains(&instant(at))
}

fn unindexed(desk: &Desk, arguments: &[&str]) -> Value {
    let mut process = desk.process();
    process.env("BITACORA_NO_INDEX", "1").args(arguments);
    let output = process.output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn no_figure_of_a_random_store_changes_when_the_index_is_off() {
    for seed in [11, 12] {
        let desk = store(&booked::random(seed, 30, false));
        let of_another = ["customer", "c2"].map(str::to_owned).to_vec();
        for name in reports("c1").into_iter().chain([of_another]) {
            for period in ["2026-05", "2026-12", "2026"] {
                let name = ["report"]
                    .into_iter()
                    .chain(name.iter().map(String::as_str));
                let question: Vec<&str> = name
                    .chain(["--period", period, "--format", "json"])
                    .collect();
                let (code, report) = asked(&desk, &question);
                assert_eq!(code, 0, "seed {seed}, {question:?}");
                assert_eq!(
                    unindexed(&desk, &question),
                    report,
                    "seed {seed}, {question:?}"
                );
            }
        }
    }
}

#[test]
fn a_gate_does_not_pass_because_a_contract_was_renamed_or_deleted() {
    let desk = compliance::desk();
    let arguments = [
        "report",
        "compliance",
        "--period",
        "2026-10",
        "--format",
        "json",
        "--fail-on",
        "contract",
    ];
    assert_eq!(asked(&desk, &arguments).0, 7);
    let names_it = |report: &Value| {
        let unreadable = report["unreadable"].as_array().unwrap();
        unreadable
            .iter()
            .any(|fault| fault["path"] == "contracts/coop-andina.md")
    };
    // Gone from the work tree, and then from the history.
    fs::remove_file(desk.store().join("contracts/coop-andina.md")).unwrap();
    let (code, report) = asked(&desk, &arguments);
    assert_eq!((code, names_it(&report)), (3, true), "{report}");
    desk.shell("git commit -q -m 'gone' -a");
    for name in ["compliance", "summary", "volume", "workload"] {
        let (code, report) = asked(
            &desk,
            &["report", name, "--period", "2026-10", "--format", "json"],
        );
        assert_eq!((code, names_it(&report)), (3, true), "{name}: {report}");
    }
    // The period before had no ticket of theirs.
    let (code, report) = asked(
        &desk,
        &[
            "report", "volume", "--period", "2026-09", "--format", "json",
        ],
    );
    assert_eq!((code, names_it(&report)), (0, false));
}

const PROMISES: &str = "\
---
customer: coop-andina
name: Cooperativa Andina
contacts:
  marta: {name: Marta Gil}
  luis: {name: Luis Paz, approves: true}
terms:
- from: 2026-01-01
  calendar: office
  scope: {services: [billing]}
  targets:
    P3: {response: {business: 4h}, resolution: {business: 16h}}
    P5: {response: {business: 40h}, resolution: {business: 400h}}
---
";

/// Opened on Monday the 5th at 9:00: the response ran out at 13:00, the
/// resolution on Tuesday at 16:00. It is Thursday.
fn late(contract: &str) -> (Desk, String) {
    let calendar = "calendars:\n  office:\n    hours: {mon: ['08:00-17:00'], tue: ['08:00-17:00'], wed: ['08:00-17:00'], thu: ['08:00-17:00'], fri: ['08:00-17:00']}\n";
    let desk = Desk::with_config(&format!("{}{calendar}", crate::support::CONFIG));
    desk.write("contracts/coop-andina.md", contract);
    desk.shell("git commit -q -m 'what is promised' -- contracts");
    desk.at("2026-10-05T09:00:00-05:00");
    let id = desk.open([
        "Late",
        "--customer",
        "coop-andina",
        "--channel",
        "email",
        "--impact",
        "medium",
        "--urgency",
        "medium",
        "--kind",
        "corrective",
        "--service",
        "billing",
    ]);
    desk.at("2026-10-08T10:00:00-05:00");
    (desk, id)
}

/// What October says of the targets in both reports: met, counted, both as the
/// terms ran out; and what was turned, by what.
fn october(desk: &Desk, customer: &str) -> (Value, Vec<(String, String)>) {
    desk.at("2026-11-02T09:00:00-05:00");
    let of = |report: &Value| {
        let turned = report["turned"].as_array().unwrap().iter();
        let good = turned.filter(|it| it["direction"] == "good");
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let mut lines: Vec<(String, String)> = good
            .map(|it| (word(&it["target"]), word(&it["cause"])))
            .collect();
        lines.sort();
        lines
    };
    let period = ["--period", "2026-10", "--format", "json"];
    let (_, report) = asked(desk, &[&["report", "compliance"], &period[..]].concat());
    let (_, mine) = asked(
        desk,
        &[&["report", "customer", customer], &period[..]].concat(),
    );
    assert_eq!(of(&mine), of(&report), "the customer is told the same");
    let row = |target: &str| {
        let row = &report["total"][target];
        let ran_out = &row["as_ran_out"];
        json!([
            row["met"],
            row["denominator"],
            ran_out["met"],
            ran_out["concluded"]
        ])
    };
    (json!([row("response"), row("resolution")]), of(&report))
}

/// A contract, what is done, what that turned, and the numbers of October.
type Told<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, &'a str)], Value);

#[test]
fn a_verdict_that_is_turned_after_its_term_ran_out_is_told_with_both_numbers() {
    let attended = PROMISES.replace(
        "response: {business: 4h}",
        "response: {business: 4h, stops: attended}",
    );
    // The number of both targets, and beside each that of when its term ran out.
    let ways: [Told<'_>; 7] = [
        (
            PROMISES,
            &[
                "reply",
                "ID",
                "-m",
                "On Monday.",
                "--at",
                "2026-10-05 10:00",
            ],
            &[("response", "record typed later")],
            json!([[1, 1, 0, 1], [0, 1, 0, 1]]),
        ),
        (
            &attended,
            &["take", "ID", "--at", "2026-10-05 10:00"],
            &[("response", "record typed later")],
            json!([[1, 1, 0, 1], [0, 1, 0, 1]]),
        ),
        (
            &attended,
            &[
                "work",
                "ID",
                "--from",
                "2026-10-05 10:00",
                "--to",
                "2026-10-05 11:00",
            ],
            &[("response", "record typed later")],
            json!([[1, 1, 0, 1], [0, 1, 0, 1]]),
        ),
        (
            PROMISES,
            &["classify", "ID", "--kind", "adaptive"],
            &[("resolution", "kind")],
            json!([[0, 1, 0, 1], [0, 0, 0, 1]]),
        ),
        (
            PROMISES,
            &[
                "classify",
                "ID",
                "--priority",
                "P5",
                "--because",
                "It is small.",
            ],
            // The response of P5 runs out in October too, and that is no other verdict.
            &[("resolution", "priority")],
            json!([[0, 1, 0, 1], [0, 0, 0, 1]]),
        ),
        (
            PROMISES,
            &[
                "waive",
                "ID",
                "--target",
                "resolution",
                "--agreed-by",
                "luis",
                "-m",
                "Agreed.",
            ],
            &[("resolution", "waiver")],
            json!([[0, 1, 0, 1], [0, 0, 0, 1]]),
        ),
        (
            PROMISES,
            &["reply", "ID", "-m", "In time."],
            &[],
            json!([[0, 1, 0, 1], [0, 1, 0, 1]]),
        ),
    ];
    for (contract, deed, turned, numbers) in ways {
        let (desk, id) = late(contract);
        desk.step(
            deed.iter()
                .map(|word| if *word == "ID" { &*id } else { *word }),
        );
        let told = october(&desk, "coop-andina");
        assert_eq!(told, (numbers, causes(turned)), "{deed:?}");
    }
}

fn causes(turned: &[(&str, &str)]) -> Vec<(String, String)> {
    let turned = turned.iter();
    turned
        .map(|(target, cause)| ((*target).to_owned(), (*cause).to_owned()))
        .collect()
}

#[test]
fn what_is_changed_in_the_file_or_filed_late_turns_a_verdict_as_well() {
    let edited = |old: &str, new: &str| {
        let (desk, id) = late(PROMISES);
        desk.replace(&id, old, new);
        desk.step(["commit", &id]);
        desk
    };
    let desk = edited(
        "\npriority: P3\n",
        "\npriority: P5\npriority_because: It is small.\n",
    );
    let numbers = json!([[0, 1, 0, 1], [0, 0, 0, 1]]);
    let turned = causes(&[("resolution", "priority")]);
    assert_eq!(october(&desk, "coop-andina"), (numbers, turned));
    // Whoever has it now is told; their contract promises nothing.
    let desk = edited("\ncustomer: coop-andina\n", "\ncustomer: coop-costa\n");
    let numbers = json!([[0, 0, 0, 1], [0, 0, 0, 1]]);
    let turned = causes(&[("resolution", "customer"), ("response", "customer")]);
    assert_eq!(october(&desk, "coop-costa"), (numbers, turned));
    let desk = edited("\nchannel: email\n", "\nchannel: phone\n");
    let numbers = json!([[1, 1, 0, 1], [0, 1, 0, 1]]);
    let turned = causes(&[("response", "channel")]);
    assert_eq!(october(&desk, "coop-andina"), (numbers, turned));
    // A call that is said to have been answered, filed when the term had run out.
    let (desk, _) = late(PROMISES);
    desk.at("2026-10-12T18:00:00-05:00");
    desk.open([
        "Called",
        "--customer",
        "coop-andina",
        "--channel",
        "phone",
        "--impact",
        "medium",
        "--urgency",
        "medium",
        "--kind",
        "corrective",
        "--service",
        "billing",
        "--contact",
        "2026-10-12 09:00",
    ]);
    let (numbers, turned) = october(&desk, "coop-andina");
    assert_eq!(numbers[0], json!([1, 2, 0, 2]));
    assert_eq!(turned, causes(&[("response", "record typed later")]));
}

#[test]
fn a_breach_stands_whatever_the_desk_makes_of_the_ticket_afterwards() {
    let deeds: [&[&str]; 6] = [
        &["classify", "ID", "--service", "payroll"],
        &[
            "waive",
            "ID",
            "--target",
            "resolution",
            "--agreed-by",
            "ana",
            "-m",
            "Force majeure.",
        ],
        &[
            "cancel",
            "ID",
            "--as",
            "no-fault",
            "-m",
            "Nothing was broken.",
        ],
        &[
            "cancel",
            "ID",
            "--as",
            "withdrawn",
            "-m",
            "You took it back.",
        ],
        &[
            "cancel",
            "ID",
            "--as",
            "no-answer",
            "-m",
            "You did not answer.",
        ],
        &[
            "cancel",
            "ID",
            "--as",
            "out-of-scope",
            "-m",
            "It is not covered.",
        ],
    ];
    for deed in deeds {
        let (desk, id) = late(PROMISES);
        desk.step(
            deed.iter()
                .map(|word| if *word == "ID" { &*id } else { *word }),
        );
        let numbers = json!([[0, 1, 0, 1], [0, 1, 0, 1]]);
        assert_eq!(
            october(&desk, "coop-andina"),
            (numbers, Vec::new()),
            "{deed:?}"
        );
    }
}

#[test]
fn a_breach_that_becomes_a_duplicate_is_told_and_the_gate_bites() {
    let (desk, id) = late(PROMISES);
    desk.at("2026-10-01T09:00:00-05:00");
    let original = desk.open([
        "First",
        "--customer",
        "coop-andina",
        "--channel",
        "phone",
        "--impact",
        "medium",
        "--urgency",
        "medium",
        "--kind",
        "corrective",
        "--service",
        "billing",
    ]);
    desk.step(["resolve", &original, "-m", "Done."]);
    desk.at("2026-10-08T10:00:00-05:00");
    desk.step([
        "cancel",
        &id,
        "--as",
        "duplicate",
        "--of",
        &original,
        "-m",
        "Once is enough.",
    ]);
    let numbers = json!([[1, 1, 1, 2], [1, 1, 1, 2]]);
    let turned = causes(&[("resolution", "duplicate"), ("response", "duplicate")]);
    assert_eq!(october(&desk, "coop-andina"), (numbers, turned));
    let gate = [
        "report",
        "compliance",
        "--period",
        "2026-10",
        "--fail-on",
        "turned",
    ];
    let (shown, complaint) = desk.run(gate).both(7);
    assert!(
        shown.contains("100.0 % (1 of 1); as the terms ran out 50.0 % (1 of 2)"),
        "{shown}"
    );
    assert!(
        complaint.contains("turned by duplicate (ana)"),
        "{complaint}"
    );
    // It is void, and in no other list: the test results fail all the same.
    let text = desk
        .run(gate.iter().chain(&["--format", "junit"]))
        .both(7)
        .0;
    let cases = junit::read(&text);
    let failed = cases.iter().filter(|case| case.outcome == "failure");
    let failed: Vec<_> = failed.map(|case| (&*case.suite, &*case.name)).collect();
    assert_eq!(
        failed,
        [
            ("coop-andina response", &*id),
            ("coop-andina resolution", &*id)
        ]
    );
}

/// A breach that a later month hides: the exit code and the test results agree
/// where no list of the period has the ticket.
#[test]
fn a_gate_on_what_was_turned_fails_a_test_though_nothing_is_booked() {
    let (desk, id) = late(PROMISES);
    desk.step(["classify", &id, "--kind", "adaptive"]);
    desk.at("2026-11-02T09:00:00-05:00");
    let gate = [
        "report",
        "compliance",
        "--period",
        "2026-10",
        "--fail-on",
        "turned",
        "--format",
        "junit",
    ];
    let cases = junit::read(&desk.run(gate).both(7).0);
    let failed = cases.iter().filter(|case| case.outcome == "failure");
    let failed: Vec<_> = failed.map(|case| (&*case.suite, &*case.name)).collect();
    assert_eq!(failed, [("coop-andina resolution", &*id)]);
}

#[test]
fn each_format_says_by_which_rules_zones_and_commit_it_was_made() {
    let (desk, _) = late(PROMISES);
    let head = desk.shell("git rev-parse HEAD").trim().to_owned();
    let in_format = |report: &str, format: &str| {
        let report = ["report"].into_iter().chain(report.split(' '));
        let report = report.chain(["--period", "2026-10", "--format", format]);
        desk.run(report).shown()
    };
    let (_, json) = asked(
        &desk,
        &[
            "report",
            "compliance",
            "--period",
            "2026-10",
            "--format",
            "json",
        ],
    );
    let tzdata = json["tzdata"].as_str().unwrap().to_owned();
    assert_eq!((&json["rules"], &json["commit"]), (&json!(2), &json!(head)));
    let rules = format!(
        "2, bitacora {}, tzdata {tzdata}",
        json["version"].as_str().unwrap()
    );
    for name in reports("coop-andina") {
        let name = &name.join(" ");
        for format in ["table", "markdown"] {
            let text = in_format(name, format);
            assert!(
                text.contains(&rules) && text.contains(&head),
                "{name} {format}:\n{text}"
            );
        }
        let json: Value = serde_json::from_str(&in_format(name, "json")).unwrap();
        let made = [&json["version"], &json["tzdata"], &json["commit"]];
        assert!(
            made.iter().all(|it| it.is_string()) && json["rules"] == 2,
            "{name}"
        );
    }
    let junit = in_format("compliance", "junit");
    let made = format!("rules {rules}\ncommit {head}");
    let cases = junit::read(&junit);
    let whole = cases.iter().find(|case| case.name == "the report is whole");
    assert!(whole.unwrap().system_out.contains(&made), "{junit}");
    let sarif: Value = serde_json::from_str(&in_format("compliance", "sarif")).unwrap();
    assert_eq!(
        sarif["runs"][0]["properties"],
        json!({"rules": "2", "tzdata": tzdata, "commit": head})
    );
    let gauges = openmetrics::read(&in_format("compliance", "openmetrics"));
    let version = json["version"].as_str().unwrap();
    let info = format!(
        "bitacora_report_info{{version=\"{version}\",rules=\"2\",tzdata=\"{tzdata}\",commit=\"{head}\"}}"
    );
    assert_eq!(gauges.get(&info).map(String::as_str), Some("1"));
}
