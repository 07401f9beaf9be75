//! `bitacora import csv`: what a mapping can say of answers and resolutions.

use crate::support::Desk;

const HEADER: &str = "id,opened,answered,solved,who,state,customer,prio";

/// A desk with one contract and a mapping of one row for each ticket.
fn desk(more: &str) -> Desk {
    let desk = Desk::new();
    desk.write(
        "contracts/coop-andina.md",
        "---\ncustomer: coop-andina\nname: Andina\nterms:\n- from: 2026-01-01\n  calendar: 24x7\n  targets: {P2: {response: {clock: 1h}}}\n---\n",
    );
    desk.step(["commit"]);
    desk.write(
        "m.yaml",
        format!(
            "system: old\nrows: ticket\ndates: {{format: \"%Y-%m-%d %H:%M\"}}\nid: id\n\
             opened_at: opened\nmilestones: {{resolved: solved}}\n{more}title: \"T {{id}}\"\n\
             columns: {{state: status, customer: customer, prio: priority}}\n\
             values: {{status: {{New: open, Solved: resolved}}}}\n"
        ),
    );
    desk
}

fn import(desk: &Desk, rows: &str) {
    desk.write("t.csv", format!("{HEADER}\n{rows}"));
    let _ = desk
        .run(["import", "csv", "t.csv", "--mapping", "m.yaml"])
        .both(0);
}

fn events(desk: &Desk) -> Vec<(String, String, String)> {
    let ticket = desk.json(["list", "--all"])["tickets"][0].clone();
    let text = |event: &serde_json::Value, key: &str| {
        let value = event[key].as_str().unwrap_or_default();
        value
            .get(11..16)
            .filter(|_| key == "at")
            .unwrap_or(value)
            .to_owned()
    };
    let shown = desk.json(["show", ticket["id"].as_str().unwrap()]);
    let events = shown["timeline"].as_array().unwrap().clone();
    let line = |event| (text(event, "at"), text(event, "by"), text(event, "event"));
    events.iter().map(line).collect()
}

fn line(at: &str, by: &str, event: &str) -> (String, String, String) {
    (at.to_owned(), by.to_owned(), event.to_owned())
}

#[test]
fn the_first_answer_of_the_source_is_an_answer_and_who_resolved_it_is_known() {
    let desk = desk("first_response_at: answered\nresolved_by: who\n");
    let row = "1,2026-11-20 09:00,2026-11-20 09:15,2026-11-20 11:00,luis,Solved,coop-andina,P2\n";
    import(&desk, row);
    let all = [
        line("09:00", "old", "opened"),
        line("09:15", "old", "replied"),
        line("11:00", "luis", "resolved"),
    ];
    assert_eq!(events(&desk), all);
    let _ = desk.run(["check", "-q"]).both(0);
    let times = desk.json(["report", "times", "--period", "2026-11"]);
    assert_eq!(
        times["total"]["first_reply"]["elapsed"]["median"]["seconds"],
        15 * 60
    );
    let clocks = desk.json(["sla", "--all", "source:1"]);
    let clocks = clocks["clocks"].as_array().unwrap();
    let response = clocks.iter().find(|clock| clock["target"] == "response");
    assert_eq!(response.unwrap()["state"], "met", "{clocks:?}");
    // The same again changes nothing.
    import(&desk, row);
    assert_eq!(events(&desk), all);
}

#[test]
fn an_answer_before_the_opening_is_told_and_kept() {
    let desk = desk("first_response_at: answered\n");
    let row = "1,2026-11-20 09:00,2026-11-20 08:15,,luis,New,,P2\n";
    desk.write("t.csv", format!("{HEADER}\n{row}"));
    let (_, stderr) = desk
        .run(["import", "csv", "t.csv", "--mapping", "m.yaml"])
        .both(0);
    let told = "t.csv:2: 2026-11-20T08:15:00-05:00 lies before its opening";
    assert!(stderr.contains(told), "{stderr}");
    assert_eq!(
        events(&desk),
        [
            line("09:00", "old", "opened"),
            line("09:00", "old", "replied")
        ]
    );
}

#[test]
fn a_month_of_which_more_is_unknown_than_concluded_is_not_proved() {
    let desk = desk("");
    let path = "contracts/coop-andina.md";
    let (head, _) = desk
        .read(path)
        .rsplit_once("---\n")
        .map(|(head, end)| (head.to_owned(), end.to_owned()))
        .unwrap();
    desk.write(path, format!("{head}  commitment: {{response: 90}}\n---\n"));
    desk.step(["commit"]);
    let gate = [
        "report",
        "compliance",
        "--period",
        "2026-11",
        "--fail-on",
        "contract",
    ];
    let answer_live = || {
        let filed = [
            "open",
            "A",
            "--customer",
            "coop-andina",
            "--channel",
            "phone",
        ];
        let judged = [
            "--at",
            "2026-11-21 10:00",
            "--impact",
            "medium",
            "--urgency",
            "high",
        ];
        let _ = desk.run([&filed[..], &judged].concat()).both(0);
    };
    // Nobody recorded when these two were answered.
    import(
        &desk,
        "1,2026-11-20 09:00,,2026-11-20 11:00,luis,Solved,coop-andina,P2\n\
         2,2026-11-20 09:00,,2026-11-20 11:00,luis,Solved,coop-andina,P2\n",
    );
    answer_live();
    let why = "coop-andina response: 100.0 % (1 of 1), committed to 90 %: not proved, since 2 more are not known";
    let (_, stderr) = desk.run(gate).both(3);
    assert!(stderr.contains(&format!("warning: {why}")), "{stderr}");
    let json = [&gate[..], &["--format", "json"]].concat();
    let json: serde_json::Value = serde_json::from_str(&desk.run(json).both(3).0).unwrap();
    assert_eq!(json["gate"]["checks"][0]["outcome"], "not-proved", "{json}");
    let junit = [&gate[..], &["--format", "junit"]].concat();
    let junit = desk.run(junit).both(3).0;
    assert!(junit.contains("failures=\"1\""), "{junit}");
    // As many as are unknown are enough to judge by.
    answer_live();
    let _ = desk.run(gate).both(0);
}
