//! Months are closed books: worked cases and random stores through the command
//! line, and contracts that are gone.

use std::fs;

use serde_json::{Value, json};

use crate::compliance;
use crate::support::booked;
use crate::support::{Desk, path_of};

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
            let rows: Vec<&Value> = if months.is_empty() {
                report["contracts"].as_array().unwrap().iter().collect()
            } else {
                let rows = months
                    .iter()
                    .map(|month| month["contracts"].as_array().unwrap());
                rows.flatten().collect()
            };
            let is_missed = |row: &&Value| {
                let percent = row["commitment_percent"].as_u64();
                let (met, all) = (
                    row["met"].as_u64().unwrap(),
                    row["denominator"].as_u64().unwrap(),
                );
                percent.is_some_and(|percent| met * 100 < percent * all)
            };
            let expected = if rows.iter().any(is_missed) { 7 } else { 0 };
            assert_eq!(code, expected, "seed {seed}, {month}");
            let mut without = desk.process();
            without.env("BITACORA_NO_INDEX", "1").args(arguments);
            let output = without.output().unwrap();
            let same: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(same, report, "seed {seed}, {month}");
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
    let line = "contracts/coop-andina.md:";
    let names_it = |report: &Value| {
        let unreadable = report["unreadable"].as_array().unwrap();
        unreadable
            .iter()
            .any(|fault| fault.to_string().contains(line))
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
