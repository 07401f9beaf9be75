//! `promise` and `waive`: what is agreed with the customer beside the contract.

use serde_json::json;

use crate::support::Desk;

/// A desk with two tickets of one customer, whose `luis` approves.
fn desk() -> (Desk, String, String) {
    let desk = Desk::new();
    let one = desk.open(["A", "--requester", "marta"]);
    let two = desk.open(["B", "--requester", "marta"]);
    (desk, one, two)
}

/// What an event of the log says beside its name.
fn event(desk: &Desk, id: &str, name: &str) -> Vec<serde_json::Value> {
    let mut log = desk.json(["log", id]);
    let events = log["events"].take();
    let events = events.as_array().unwrap().iter();
    events
        .filter(|event| event["event"] == name)
        .cloned()
        .collect()
}

#[test]
fn a_promise_is_kept_on_the_ticket_and_told_to_the_requester() {
    let (desk, id, _) = desk();
    desk.step(["promise", &id, "--on", "2026-12-01", "-m", "On the first."]);
    assert_eq!(desk.field(&id, "promised_on"), "2026-12-01");
    let promised = event(&desk, &id, "promised");
    assert_eq!(promised[0]["details"]["on"], "2026-12-01");
    assert_eq!(promised[0]["details"]["to"], "marta");
    assert!(desk.ticket(&id).contains("On the first."));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_later_date_replaces_the_first_and_the_log_has_both() {
    let (desk, id, _) = desk();
    desk.step(["promise", &id, "--on", "tomorrow"]);
    desk.step(["promise", &id, "--on", "+3d"]);
    assert_eq!(desk.field(&id, "promised_on"), "2026-11-25");
    let dates: Vec<_> = event(&desk, &id, "promised")
        .iter()
        .map(|event| event["details"]["on"].clone())
        .collect();
    assert_eq!(dates, [json!("2026-11-23"), json!("2026-11-25")]);
    desk.run(["promise", &id, "--on", "2026-11-25"])
        .stderr("Nothing changed.\n")
        .ok();
}

#[test]
fn a_date_that_has_come_or_is_none_is_refused() {
    let (desk, id, _) = desk();
    desk.refused(
        ["promise", &id, "--on", "2026-11-21"],
        &format!(
            "{id} cannot be promised for 2026-11-21: that is before 2026-11-22 09:14:00 -05:00"
        ),
        "--on takes a day to come: tomorrow, +3d, a date",
    );
    let said = desk.run(["promise", &id, "--on", "soon"]).complaint(2);
    assert!(
        said.starts_with("error: cannot read `soon` as a day"),
        "{said}"
    );
    desk.step(["cancel", &id, "--as", "withdrawn", "-m", "No."]);
    let said = desk.run(["promise", &id, "--on", "tomorrow"]).complaint(4);
    assert!(said.contains("cannot be promised"), "{said}");
}

#[test]
fn several_tickets_are_promised_in_one_commit() {
    let (desk, one, two) = desk();
    let commits = desk.commits();
    desk.step(["promise", &one, &two, "--on", "2026-12-01"]);
    assert_eq!(desk.commits(), commits + 1);
    for id in [&one, &two] {
        assert_eq!(desk.field(id, "promised_on"), "2026-12-01");
    }
}

#[test]
fn a_dry_run_shows_the_promise_and_the_waiver_and_keeps_neither() {
    let (desk, id, _) = desk();
    let commits = desk.commits();
    let (diff, said) = desk
        .run(["promise", &id, "--on", "2026-12-01", "--dry-run"])
        .both(0);
    assert!(diff.contains("\n+promised_on: 2026-12-01\n"), "{diff}");
    assert_eq!(said, format!("{id}: would promise 2026-12-01.\n"));
    let waive = [
        "waive",
        &id,
        "--target",
        "resolution",
        "--agreed-by",
        "luis",
        "-m",
        "Flood.",
    ];
    let (diff, said) = desk.run(waive.iter().chain(&["--dry-run"])).both(0);
    assert!(diff.contains("\n+  agreed_by: luis\n"), "{diff}");
    assert_eq!(
        said,
        format!("{id}: would waive resolution (agreed by luis).\n")
    );
    assert_eq!(desk.commits(), commits);
    assert_eq!(desk.events(&id), ["opened"]);
}

#[test]
fn a_waiver_names_the_target_and_who_agreed_and_its_reason_is_a_note() {
    let (desk, one, two) = desk();
    desk.step([
        "waive",
        &one,
        &two,
        "--target",
        "resol",
        "--agreed-by",
        "luis",
        "-m",
        "Flood.",
    ]);
    for id in [&one, &two] {
        let waived = &event(&desk, id, "waived")[0]["details"];
        assert_eq!(waived["target"], "resolution");
        assert_eq!(waived["agreed_by"], "luis");
        assert_eq!(waived["internal"], true);
    }
    desk.run([
        "waive",
        &one,
        "--target",
        "resolution",
        "--agreed-by",
        "elena",
        "-m",
        "Again.",
    ])
    .stderr("Nothing changed.\n")
    .ok();
    desk.step([
        "waive",
        &one,
        "--target",
        "response",
        "--agreed-by",
        "elena",
        "-m",
        "And this.",
    ]);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn only_who_approves_or_an_agent_may_agree_to_a_waiver() {
    let (desk, id, _) = desk();
    desk.refused(
        [
            "waive",
            &id,
            "--target",
            "resolution",
            "--agreed-by",
            "marta",
            "-m",
            "x",
        ],
        &format!("marta may not give up a target of {id}"),
        "--agreed-by may be luis, ana, carla or elena",
    );
}

fn waive<'a>(id: &'a str, who: &'a str) -> [&'a str; 8] {
    let target = ["waive", id, "--target", "resolution"];
    let [waive, id, flag, target] = target;
    [waive, id, flag, target, "--agreed-by", who, "-m", "Flood."]
}

#[test]
fn an_agent_grants_a_waiver_in_the_name_of_the_desk_alone() {
    let (desk, id, _) = desk();
    desk.run(waive(&id, "elena"))
        .stderr(format!(
            "{id}: waive resolution (granted by the desk: elena).\n"
        ))
        .ok();
    let waived = &event(&desk, &id, "waived")[0]["details"];
    assert_eq!(waived["granted_by"], "elena");
    assert_eq!(waived["agreed_by"], json!(null));
    // Again is nothing; the customer may still agree, and then it is settled.
    desk.run(waive(&id, "ana"))
        .stderr("Nothing changed.\n")
        .ok();
    desk.step(waive(&id, "luis"));
    assert_eq!(
        event(&desk, &id, "waived")[1]["details"]["agreed_by"],
        "luis"
    );
    desk.run(waive(&id, "elena"))
        .stderr("Nothing changed.\n")
        .ok();
}

#[test]
fn a_contact_of_another_customer_gives_nothing_up() {
    let (desk, _, _) = desk();
    let other = desk.open(["C", "--customer", "coop-costa"]);
    let said = desk.run(waive(&other, "luis")).complaint(4);
    assert!(said.contains("luis may not give up a target"), "{said}");
    assert!(!desk.events(&other).contains(&"waived".to_owned()));
}

#[test]
fn where_no_agent_is_listed_whoever_is_no_contact_speaks_for_the_desk() {
    let desk = Desk::with_config("format: 1\ntimezone: America/Bogota\n");
    let id = desk.open(["A", "--requester", "marta"]);
    let said = desk.run(waive(&id, "marta")).complaint(4);
    assert!(said.contains("marta may not give up a target"), "{said}");
    desk.step(waive(&id, "jo"));
    assert_eq!(
        event(&desk, &id, "waived")[0]["details"]["granted_by"],
        "jo"
    );
}

#[test]
fn a_waiver_of_no_target_or_without_a_reason_is_refused() {
    let (desk, id, _) = desk();
    desk.refused(
        [
            "waive",
            &id,
            "--target",
            "resolutoin",
            "--agreed-by",
            "luis",
            "-m",
            "x",
        ],
        "`resolutoin` is not a target",
        "did you mean resolution? It may be response, resolution or update",
    );
    desk.refused(
        [
            "waive",
            &id,
            "--target",
            "res",
            "--agreed-by",
            "luis",
            "-m",
            "x",
        ],
        "`res` could be response or resolution",
        "type more of it",
    );
    desk.run(["waive", &id, "--target", "response", "--agreed-by", "luis"])
        .error(
            2,
            "a text is needed",
            "-m TEXT, or -F FILE (- for standard input)",
        );
}

/// At noon of the 22nd at the desk in Bogota it is 02:00 of the 23rd in Tokyo.
#[test]
fn a_promised_date_is_a_day_of_the_customer() {
    let desk = Desk::new();
    desk.write(
        "contracts/kaisha.md",
        "---\ncustomer: kaisha\nname: Kaisha\ncontacts: {aiko: {}}\n\
         terms: [{from: 2026-01-01, zone: Asia/Tokyo}]\n---\n",
    );
    desk.at("2026-11-22T12:00:00-05:00");
    let theirs = desk.open(["A", "--requester", "aiko"]);
    let ours = desk.open(["B", "--requester", "marta"]);
    desk.step(["promise", &theirs, &ours, "--on", "tomorrow"]);
    assert_eq!(desk.field(&theirs, "promised_on"), "2026-11-24");
    assert_eq!(desk.field(&ours, "promised_on"), "2026-11-23");
    desk.refused(
        ["promise", &theirs, "--on", "2026-11-22"],
        &format!(
            "{theirs} cannot be promised for 2026-11-22: that is before 2026-11-23 02:00:00 +09:00"
        ),
        "--on takes a day to come: tomorrow, +3d, a date",
    );
    let todo = |now: &str| -> Vec<String> {
        desk.at(now);
        let next = desk.json(["next"]);
        let items = next["items"].as_array().unwrap().iter();
        let promised = items.filter(|item| item["reason"] == "promised");
        promised
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect()
    };
    // The day begins in Tokyo at 10:00 of Bogota, and ends there a day later.
    assert_eq!(todo("2026-11-23T09:59:59-05:00"), [&*ours]);
    assert_eq!(todo("2026-11-23T10:00:00-05:00"), [&*ours, &*theirs]);
    let promises = |as_of: &str| {
        let report = desk.json(["report", "summary", "--as-of", as_of]);
        let promises = &report["promises"];
        (promises["missed"].clone(), promises["pending"].clone())
    };
    desk.at("2026-11-25T12:00:00-05:00");
    assert_eq!(promises("2026-11-24T09:59:59-05:00"), (1.into(), 1.into()));
    assert_eq!(promises("2026-11-24T10:00:01-05:00"), (2.into(), 0.into()));
}
