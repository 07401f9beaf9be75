//! `bitacora import csv`: what a mapping can say of answers and resolutions.

use serde_json::json;

use crate::support::{CONFIG, Desk};

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
    // So it is in a piece of the month, of a period that cuts it.
    let pieces = gate.map(|word| match word {
        "2026-11" => "2026-10-10..2026-11-22",
        other => other,
    });
    let _ = desk.run(pieces).both(3);
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

#[test]
fn a_group_gives_the_tier_of_the_team_that_it_is() {
    let desk = desk("group: who\n");
    let ticket = |id: u8, group: &str| {
        format!("{id},2026-11-20 09:00,,2026-11-20 11:00,{group},Solved,,P2\n")
    };
    let rows = [(1, "Desk"), (2, "Level 2"), (3, "Night")].map(|(id, group)| ticket(id, group));
    let tiers = |desk: &Desk| {
        let listed = desk.json(["list", "--all", "--sort", "source"]);
        let tickets = listed["tickets"].as_array().unwrap().clone();
        let mut tiers: Vec<(String, Option<u64>)> = tickets
            .iter()
            .map(|ticket| {
                let id = ticket["source"]["id"].as_str().unwrap();
                (id.to_owned(), ticket["tier"].as_u64())
            })
            .collect();
        tiers.sort();
        tiers.into_iter().map(|(_, tier)| tier).collect::<Vec<_>>()
    };
    desk.write("t.csv", format!("{HEADER}\n{}", rows.concat()));
    let arguments = ["import", "csv", "t.csv", "--mapping", "m.yaml"];
    // A desk without teams knows no tier of any group, and says so of nobody.
    let (_, said) = desk.run(arguments).both(0);
    assert!(!said.contains("teams"), "{said}");
    assert_eq!(tiers(&desk), [None, None, None]);
    // The teams of its agents give it.
    let config = CONFIG
        .replace("tier: 1}", "tier: 1, team: Desk}")
        .replace("tier: 2}", "tier: 2, team: Level 2}");
    desk.write("bitacora.yaml", config);
    let (_, said) = desk.run(arguments).both(0);
    let told = "teams: no agent of bitacora.yaml with a tier is of 1 value (Night);";
    assert!(said.contains(told), "{said}");
    assert_eq!(tiers(&desk), [Some(1), Some(2), None]);
    let quality = desk.json(["report", "quality", "--period", "2026-11"]);
    let total = &quality["total"];
    assert_eq!(total["first_level"]["numerator"], 1, "{total}");
    assert_eq!(total["first_level"]["denominator"], 2, "{total}");
    assert_eq!(total["first_level_unknown"], 1, "{total}");
    // A table of one's own goes before.
    let mapping = desk.read("m.yaml");
    let table = mapping.replace("values: {", "values: {tier: {Desk: 1, \"*\": 3}, ");
    desk.write("m.yaml", table);
    let (_, said) = desk.run(arguments).both(0);
    assert!(!said.contains("teams"), "{said}");
    assert_eq!(tiers(&desk), [Some(1), Some(3), Some(3)]);
    desk.write("m.yaml", mapping.replace("prio: priority", "prio: tier"));
    let (_, said) = desk.run(arguments).both(3);
    assert!(said.contains("group gives the tier"), "{said}");
}

#[test]
fn the_reason_of_a_hold_says_who_is_waited_for_as_long_as_it_lasts() {
    let desk = Desk::new();
    let columns = [
        "number",
        "opened_at",
        "opened_by",
        "sys_updated_at",
        "sys_updated_by",
        "incident_state",
        "hold_reason",
        "caller_id",
        "contact_type",
        "category",
        "subcategory",
        "location",
        "impact",
        "urgency",
        "priority",
        "assignment_group",
        "assigned_to",
        "reassignment_count",
        "reopen_count",
        "closed_code",
        "resolved_by",
        "resolved_at",
        "closed_at",
    ];
    let states = [
        ("New", "?", json!("open"), json!(null)),
        (
            "On Hold",
            "Awaiting Caller",
            json!("waiting"),
            json!("customer"),
        ),
        (
            "In Progress",
            "Awaiting Caller",
            json!("classified"),
            json!(null),
        ),
        (
            "On Hold",
            "Awaiting Vendor",
            json!("waiting"),
            json!("supplier"),
        ),
        (
            "On Hold",
            "Awaiting Problem",
            json!("classified"),
            json!(null),
        ),
        ("On Hold", "?", json!("waiting"), json!("schedule")),
        (
            "Resolved",
            "Awaiting Problem",
            json!("resolved"),
            json!(null),
        ),
    ];
    let mut table = columns.join(",") + "\n";
    for (hour, (state, reason, ..)) in (10..).zip(&states) {
        let cells = columns.map(|column| match column {
            "number" => "INC0000001".to_owned(),
            "opened_at" => "20/11/2026 09:00".to_owned(),
            "sys_updated_at" => format!("20/11/2026 {hour}:00"),
            "incident_state" => (*state).to_owned(),
            "hold_reason" => (*reason).to_owned(),
            "subcategory" => "Printing".to_owned(),
            "category" => "access".to_owned(),
            _ => "?".to_owned(),
        });
        table += &(cells.join(",") + "\n");
    }
    desk.write("t.csv", table);
    let arguments = ["import", "csv", "t.csv", "--mapping", "servicenow"];
    let _ = desk.run(arguments).both(0);
    let ticket = desk.json(["list", "--all"])["tickets"][0].clone();
    let shown = desk.json(["show", ticket["id"].as_str().unwrap()]);
    let (mut last, mut waiting_on) = (json!(null), json!(null));
    let mut found = Vec::new();
    for event in shown["timeline"].as_array().unwrap() {
        let set = event["set"].as_object();
        for (key, value) in set.into_iter().flatten() {
            match key.as_str() {
                "status" => last = value.clone(),
                "waiting_on" => waiting_on = value.clone(),
                _ => {}
            }
        }
        found.push((last.clone(), waiting_on.clone()));
    }
    // The first row lies after the opening, which is told of its own.
    let expected = states.map(|(.., status, waiting_on)| (status, waiting_on));
    assert_eq!(found[found.len() - expected.len()..], expected);
    let _ = desk.run(["check", "-q"]).both(0);
}
