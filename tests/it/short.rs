//! Answers from which something is missing say so, to programs as to people.

use serde_json::{Value, json};

use crate::support::{Desk, path_of};

/// A desk with a ticket, a contract and an article that cannot be read, beside
/// others that can.
fn damaged() -> (Desk, String) {
    let desk = Desk::new();
    let done = desk.open([
        "Printer on fire",
        "--impact",
        "low",
        "--urgency",
        "low",
        "--requester",
        "marta",
    ]);
    desk.step(["resolve", &done, "-m", "Put out."]);
    desk.open(["The printer is missing", "--requester", "marta"]);
    let bad = desk.open(["Nobody can print"]);
    desk.write("faq/good.md", "---\ntitle: Printers\n---\n\nprinter\n");
    desk.write("faq/bad.md", "---\ntitle: [\n---\n");
    desk.replace(&bad, "status: open", "status: [");
    desk.write("contracts/coop-costa.md", "---\ncustomer: [\n---\n");
    (desk, path_of(&bad))
}

#[test]
fn every_answer_that_lacks_a_file_names_it_in_its_document_and_ends_with_3() {
    let (desk, ticket) = damaged();
    let (contract, article) = ("contracts/coop-costa.md", "faq/bad.md");
    for (command, lacking) in [
        ("list", vec![&*ticket]),
        ("list --columns id,due", vec![&ticket, contract]),
        ("list customer:coop-andina", vec![contract, &ticket]),
        ("next", vec![contract, &ticket]),
        ("sla", vec![&ticket, contract]),
        ("search printer", vec![article, &ticket]),
        ("similar printer", vec![article, &ticket]),
        ("contract list", vec![contract]),
        ("faq list", vec![article]),
    ] {
        let line: Vec<&str> = command.split(' ').collect();
        let run = |format: &str| {
            desk.run([&line[..], &["--format", format]].concat())
                .both(3)
        };
        let (document, said) = run("json");
        let document: Value = serde_json::from_str(&document).unwrap();
        let unreadable = document["unreadable"].as_array().unwrap();
        let mut paths: Vec<&str> = unreadable
            .iter()
            .map(|file| file["path"].as_str().unwrap())
            .collect();
        let mut lacking = lacking;
        paths.sort_unstable();
        lacking.sort_unstable();
        assert_eq!(paths, lacking, "{command}");
        for file in unreadable {
            let of = |key: &str| {
                file[key]
                    .to_string()
                    .trim_matches('"')
                    .replace("\\\"", "\"")
            };
            let place = format!(
                "{}:{}:{}: {}",
                of("path"),
                of("line"),
                of("column"),
                of("reason")
            );
            assert!(said.contains(&place), "{command}: {place}\n{said}");
        }
        for format in ["table", "csv", "jsonl", "markdown"] {
            let (_, said) = run(format);
            assert!(lacking.iter().all(|path| said.contains(path)), "{said}");
        }
    }
}

#[test]
fn a_report_names_what_it_could_not_read_as_every_other_answer_does() {
    let (desk, ticket) = damaged();
    let ask = |line: &str| -> Value {
        let line: Vec<&str> = line.split(' ').chain(["--format", "json"]).collect();
        serde_json::from_str(&desk.run(line).both(3).0).unwrap()
    };
    let listed = ask("sla");
    let mut listed = listed["unreadable"].as_array().unwrap().clone();
    listed.sort_by_key(|file| file["path"].to_string());
    for name in ["backlog", "compliance", "summary", "times"] {
        let report = ask(&format!("report {name}"));
        let mut unreadable = report["unreadable"].as_array().unwrap().clone();
        unreadable.sort_by_key(|file| file["path"].to_string());
        assert_eq!(unreadable, listed, "{name}");
    }
    let both = ask("report volume --period 2026-11 --compare");
    assert_eq!(both["previous"]["unreadable"], both["unreadable"]);
    // A customer reads where, and not what stands there.
    let customer = ask("report customer coop-andina");
    let places = ["contracts/coop-costa.md", &*ticket];
    for file in customer["unreadable"].as_array().unwrap() {
        assert!(places.contains(&file["path"].as_str().unwrap()), "{file}");
        assert_eq!(file["reason"], "it cannot be read");
    }
    assert_eq!(customer["unreadable"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_done_is_done_whatever_cannot_be_read() {
    let (desk, _) = damaged();
    let (answer, _) = desk
        .run(["open", "Again", "--requester", "marta", "--format", "json"])
        .both(0);
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["unreadable"], Value::Null);
    assert_eq!(answer["changes"][0]["status"], "open");
}

#[test]
fn what_people_are_told_of_an_answer_stands_in_the_document() {
    let desk = Desk::new();
    for title in ["A printer", "B printer", "C printer"] {
        desk.open([title]);
    }
    let remarks = |line: &[&str]| {
        let line = [line, &["--format", "json"]].concat();
        let (document, _) = desk.run(line).both(0);
        serde_json::from_str::<Value>(&document).unwrap()["remarks"].clone()
    };
    let limit = |text: &str| json!([{"code": "limit", "text": text}]);
    assert_eq!(remarks(&["list"]), Value::Null);
    assert_eq!(remarks(&["list", "--limit", "1"]), limit("1 of 3 shown."));
    assert_eq!(
        remarks(&["search", "printer", "--limit", "2"]),
        limit("The best 2 shown; --limit shows more.")
    );
    assert_eq!(
        remarks(&["log", "--commits", "--limit", "1"]),
        limit("1 of 3 shown.")
    );
    assert_eq!(
        remarks(&["sla"]),
        json!([{"code": "unbound", "text": "3 tickets more, to which no contract promises anything."}])
    );
    let period = remarks(&["report", "volume", "--period", "this-month"]);
    assert_eq!(period[0]["code"], "period");
}

#[test]
fn every_line_of_a_log_names_its_ticket_its_event_and_what_changed() {
    let desk = Desk::new();
    let ids = ["A", "B"].map(|title| desk.open([title, "--tag", "x"]));
    let all = desk
        .run(["log", &ids[0], &ids[1], "--format", "csv"])
        .shown();
    let mut lines = all.lines();
    assert_eq!(lines.next(), Some("id,at,by,event,field,before,after"));
    let lines: Vec<&str> = lines.collect();
    assert!(lines.len() > 6, "{all}");
    for line in &lines {
        let is_whole =
            |id: &&String| line.starts_with(&format!("{id},2026-11-22T09:14:00-05:00,ana,opened,"));
        assert_eq!(ids.iter().filter(is_whole).count(), 1, "{line}");
    }
    let alone = desk.run(["log", &ids[1], "--format", "csv"]).shown();
    let of_b: Vec<&str> = lines
        .into_iter()
        .filter(|line| line.starts_with(&ids[1]))
        .collect();
    assert_eq!(alone.lines().skip(1).collect::<Vec<_>>(), of_b);
}

#[test]
fn where_an_answer_has_several_tables_each_line_of_csv_names_its_own() {
    let desk = Desk::new();
    desk.open(["A", "--requester", "marta"]);
    for line in [
        &["report", "volume"][..],
        &["report", "summary"],
        &["report", "backlog"],
        &["report", "quality"],
        &["report", "times"],
        &["report", "channels"],
        &["report", "customer", "coop-andina"],
        &["contract", "show", "coop-andina"],
    ] {
        let csv = desk.run([line, &["--format", "csv"]].concat()).both(0).0;
        let mut names = Vec::new();
        for table in csv.split("\n\n") {
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            assert_eq!(&reader.headers().unwrap()[0], "table", "{csv}");
            let own: std::collections::BTreeSet<String> = reader
                .records()
                .map(|line| line.unwrap()[0].to_owned())
                .collect();
            assert!(own.len() <= 1, "{csv}");
            names.extend(own);
        }
        let many = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), many, "{csv}");
    }
    let plain = desk
        .run(["list", "--columns", "title", "--format", "csv"])
        .shown();
    assert_eq!(plain, "title\nA\n");
}
