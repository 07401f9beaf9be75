//! Reports: one customer's, two languages, two periods.

use serde_json::Value;

use crate::support::{CONFIG, Desk};

const ANDINA: &str = "\
---
customer: coop-andina
name: Cooperativa Andina
contacts:
  marta: {name: Marta Gil}
  luis: {name: Luis Paz, approves: true}
terms:
- from: 2026-01-01
  targets:
    P1: {response: {clock: 1h}, resolution: {clock: 2h}}
    P3: {response: {clock: 1h}, resolution: {clock: 2h}}
  commitment: {response: 95}
---
";

/// What stands in everything that a customer must not read.
const SECRET: &str = "hush";

/// A desk with an agent and private texts that all say the secret.
fn discreet() -> Desk {
    let agents = "agents:\n  hush-agent: {name: Hush, emails: [hush@soft.example], tier: 2}\n";
    let desk = Desk::with_config(&CONFIG.replace("agents:\n", agents));
    desk.write("contracts/coop-andina.md", ANDINA);
    desk.at("2026-11-10T09:00:00-05:00");
    let open = |title: &str| {
        let arguments = [title, "--requester", "marta", "--channel", "email"];
        desk.open(arguments)
    };
    let (late, given_up) = (open("Printing fails"), open("No access"));
    desk.at("2026-11-10T15:00:00-05:00");
    desk.step(["assign", &late, "hush-agent"]);
    for step in [
        vec!["classify", &late, "--impact", "high", "--urgency", "high"],
        vec!["note", &late, "-m", "hush: their fault"],
        vec!["work", &late, "--spent", "1h", "-m", "hush: I slept"],
        vec!["escalate", &late, "-m", "hush: too hard"],
        vec!["diagnose", &late, "--cause", "hush: we broke it"],
        vec!["note", &given_up, "-m", "hush"],
    ] {
        desk.step(step);
    }
    let waive = ["waive", &given_up, "--target", "response"];
    desk.step(
        waive
            .into_iter()
            .chain(["--agreed-by", "hush-agent", "-m", "hush"]),
    );
    let private = "\ncomponent: hush\nintroduced_by: hush\ntags: [hush]\nenvironment: hush\n\
                   priority_because: hush\nreview: {by: hush, verdict: hush}\nopened_at:";
    desk.replace(&late, "\nopened_at:", private);
    desk.write(
        "tickets/2026/11/10/INC-261110-7QQQQ.md",
        "---\nhush: [\n---\n",
    );
    desk
}

#[test]
fn a_customer_reads_nothing_private_in_any_format() {
    let desk = discreet();
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
        for lang in ["en", "es"] {
            let report = ["report", "customer", "coop-andina", "--period", "2026-11"];
            let how = ["--format", format, "--lang", lang];
            // A file that cannot be read: the report is made, and says so.
            let (shown, _) = desk.run(report.into_iter().chain(how)).both(3);
            assert!(shown.contains("Printing fails"), "{shown}");
            assert!(shown.contains("INC-261110-"), "{shown}");
            assert!(!shown.to_lowercase().contains(SECRET), "{format}: {shown}");
            let compared = report.into_iter().chain(how).chain(["--compare"]);
            let (shown, _) = desk.run(compared).both(3);
            assert!(!shown.to_lowercase().contains(SECRET), "{format}: {shown}");
        }
    }
}

#[test]
fn a_customer_reads_what_was_promised_and_what_came_of_it() {
    let desk = Desk::new();
    desk.write("contracts/coop-andina.md", ANDINA);
    desk.at("2026-11-10T09:00:00-05:00");
    let late = desk.open([
        "Printing fails",
        "--requester",
        "marta",
        "--channel",
        "email",
    ]);
    desk.at("2026-11-10T11:30:00-05:00");
    desk.step([
        "waive",
        &late,
        "--target",
        "resolution",
        "--agreed-by",
        "luis",
        "-m",
        "x",
    ]);
    desk.run(["report", "customer", "andina"]).error(
        4,
        "`andina` is not a customer of this desk",
        "it may be coop-andina or coop-costa",
    );
    let report = desk.json(["report", "customer", "coop-a"]);
    assert_eq!(report["schema"], "bitacora/report/customer/1");
    assert_eq!(report["targets"][0]["commitment_percent"], 95);
    assert_eq!(report["targets"][0]["numerator"], 0);
    assert_eq!(report["targets"][0]["denominator"], 1);
    assert_eq!(report["breaches"][0]["id"], late);
    assert_eq!(report["voids"][0]["agreed_by"], "luis");
    assert_eq!(report["where"], Value::Null);
}

#[test]
fn a_customer_reads_that_the_desk_alone_gave_a_target_up_and_that_it_counts() {
    let desk = Desk::new();
    desk.write("contracts/coop-andina.md", ANDINA);
    desk.at("2026-11-10T09:00:00-05:00");
    let late = desk.open(["Printing fails", "--requester", "marta"]);
    desk.at("2026-11-10T15:00:00-05:00");
    let waive = ["waive", &late, "--target", "response"];
    desk.step([&waive[..], &["--agreed-by", "ana", "-m", "x"]].concat());
    let report = desk.json(["report", "customer", "coop-andina"]);
    assert_eq!(report["voids"], serde_json::json!([]));
    assert_eq!(report["granted"][0]["id"], late);
    assert_eq!(report["granted"][0]["state"], "breached");
    assert_eq!(report["targets"][0]["denominator"], 1);
    let said = desk.run(["report", "customer", "coop-andina"]).shown();
    assert!(said.contains("Granted by the desk"), "{said}");
    assert!(!said.contains("ana  "), "{said}");
    let mine = desk.json(["report", "compliance"]);
    assert_eq!(mine["granted"][0]["granted_by"], "ana");
}

#[test]
fn a_report_speaks_the_language_of_the_store_unless_told() {
    let desk = Desk::with_config(&format!("language: es\n{CONFIG}"));
    let shown = desk.run(["report", "--period", "2026-11"]).shown();
    assert!(
        shown.starts_with("Resumen de noviembre de 2026\n"),
        "{shown}"
    );
    assert!(shown.contains("desde   1 nov 2026 00:00\n"), "{shown}");
    let shown = desk
        .run(["report", "--period", "2026-11", "--lang", "en"])
        .shown();
    assert!(shown.starts_with("Summary of November 2026\n"), "{shown}");
    // What programs read, and other commands, are the same in any language.
    let csv = desk.run(["report", "volume", "--format", "csv"]).shown();
    assert!(csv.contains("\ntable,opened,resolved,reopened,closed,cancelled\n"));
}

#[test]
fn what_a_contract_commits_to_has_no_difference() {
    let desk = crate::compliance::desk();
    let october = [&crate::compliance::OCTOBER[..], &["--compare"]].concat();
    let shown = desk.run(october).shown();
    let mut lines = shown.lines().skip_while(|line| !line.contains("now"));
    assert!(lines.next().unwrap().ends_with("90 %: NOT MET"), "{shown}");
    let change = lines.nth(1).unwrap();
    // Nothing was to be divided in September; the other column is empty.
    let words: Vec<_> = change.split_whitespace().collect();
    assert_eq!(words, ["change", "n/a"], "{shown}");
}

#[test]
fn a_report_is_compared_with_the_period_before() {
    let desk = Desk::new();
    desk.at("2026-10-10T09:00:00-05:00").open(["A"]);
    desk.at("2026-11-10T09:00:00-05:00").open(["B"]);
    desk.open(["C"]);
    let compare = ["report", "--period", "2026-11", "--compare"];
    let (shown, remark) = desk.run(compare).both(0);
    assert_eq!(
        remark,
        "The period still runs; the one before it is whole.\n"
    );
    assert!(shown.contains("compared with  October 2026\n"), "{shown}");
    assert!(shown.contains("opened       2 (1, +1)\n"), "{shown}");
    let report = desk.json(compare.into_iter().chain(["-q"]));
    assert_eq!(report["total"]["opened"], 2);
    let previous = &report["previous"];
    assert_eq!(previous["total"]["opened"], 1);
    assert_eq!(previous["as_of"], "2026-11-01T00:00:00-05:00");
    desk.run(["report", "--compare"]).error(
        2,
        "--compare needs a period: nothing is before everything",
        "--period last-month",
    );
}

#[test]
fn a_report_refuses_what_it_would_not_heed() {
    let desk = Desk::new();
    for (arguments, what) in [
        (vec!["customer"], "whose report is not said"),
        (
            vec!["volume", "coop-andina"],
            "report volume is about no one customer",
        ),
        (
            vec!["customer", "coop-andina", "--where", "tag:x"],
            "the customer's report is about all of their tickets",
        ),
        (
            vec!["workload", "--by", "channel"],
            "report workload is not broken down by fields",
        ),
    ] {
        let complaint = desk
            .run(["report"].into_iter().chain(arguments))
            .complaint(2);
        assert!(
            complaint.starts_with(&format!("error: {what}")),
            "{complaint}"
        );
        assert!(complaint.contains("\nhint: "), "{complaint}");
    }
}

#[test]
fn times_counts_what_was_resolved_although_nobody_promised_it() {
    let desk = Desk::new();
    desk.at("2026-10-05T09:00:00-05:00");
    let id = desk.judged("A");
    desk.at("2026-10-05T11:00:00-05:00");
    desk.step(["resolve", &id, "-m", "Done."]);
    desk.at("2026-11-02T09:00:00-05:00");
    let report = desk.json(["report", "times", "--period", "2026-10"]);
    let resolution = &report["total"]["resolution"];
    assert_eq!(resolution["elapsed"]["n"], 1, "{resolution}");
    assert_eq!(
        resolution["elapsed"]["median"]["seconds"], 7200,
        "{resolution}"
    );
    assert_eq!(resolution["left_out"], 0, "{resolution}");
}
