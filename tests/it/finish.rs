//! `bitacora resolve`, `close`, `reopen` and `cancel`: how a ticket ends, and
//! how it comes back.

use serde_json::json;

use crate::support::Desk;

fn classified(desk: &Desk) -> String {
    let judged = ["--impact", "low", "--urgency", "low"];
    desk.open([&["A", "--requester", "marta"][..], &judged].concat())
}

fn resolved(desk: &Desk) -> String {
    let id = classified(desk);
    desk.step(["resolve", &id, "-m", "Restarted it."]);
    id
}

#[test]
fn resolve_writes_the_resolution_and_tells_the_requester() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.run([
        "resolve",
        &id,
        "-m",
        "Restarted it.",
        "--cause",
        "A leak.",
        "--spent",
        "1h",
    ])
    .stderr(format!("{id}: resolve.\n"))
    .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["status"], "resolved");
    assert_eq!(
        ticket["timeline"][2]["sections"],
        json!(["cause", "resolution"])
    );
    assert_eq!(ticket["timeline"][2]["spent"], "1h");
    let text = desk.ticket(&id);
    let above = "\n## Diagnosis\n\n### Cause\n\nA leak.\n\n## Resolution\n\nRestarted it.\n\n## Conversation\n";
    assert!(text.contains(above), "{text}");
    assert!(
        text.contains("ana → marta") && text.ends_with("\n> Restarted it.\n"),
        "{text}"
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn an_internal_resolution_is_no_message() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.step(["resolve", &id, "-m", "Restarted it.", "--internal"]);
    assert!(
        desk.ticket(&id)
            .ends_with("\n## Resolution\n\nRestarted it.\n")
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn any_flag_of_classify_may_stand_on_resolve() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.run([
        "resolve",
        &id,
        "-m",
        "Done.",
        "--impact",
        "high",
        "--urgency",
        "low",
        "--service",
        "payroll",
    ])
    .stderr(format!(
        "{id}: classify P3 (impact high, urgency low), resolve.\n"
    ))
    .ok();
    assert_eq!(desk.events(&id), ["opened", "classified", "resolved"]);
    assert_eq!(desk.field(&id, "service"), "payroll");
}

#[test]
fn resolve_overrides_the_priority_as_classify_does() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.step([
        "resolve",
        &id,
        "-m",
        "Done.",
        "--impact",
        "low",
        "--urgency",
        "low",
        "--priority",
        "P1",
        "--because",
        "the board watched",
    ]);
    assert_eq!(desk.field(&id, "priority"), "P1");
}

#[test]
fn an_unclassified_ticket_is_not_resolved_whether_open_or_waiting() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.refused(
        ["resolve", &id, "-m", "Done."],
        &format!("{id} is open and cannot become resolved"),
        &format!("bitacora classify {id} --impact I --urgency U"),
    );
    desk.step(["wait", &id, "--on", "customer"]);
    desk.refused(
        ["resolve", &id, "-m", "Done."],
        &format!("{id} is not classified"),
        "--impact I --urgency U classify it on the way",
    );
    desk.step(["resolve", &id, "-m", "Done.", "--kind", "usage"]);
    assert_eq!(desk.field(&id, "waiting_on"), json!(null));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_workaround_is_recorded_and_asks_where_the_cause_lives_on() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.run(["resolve", &id, "-m", "Use the other printer.", "--workaround"])
        .stderr(format!(
            "{id}: the cause lives on; bitacora link {id} --to REF --as caused-by says where.\n{id}: resolve (workaround).\n"
        ))
        .ok();
    assert_eq!(desk.field(&id, "workaround"), true);
    let cause = desk.open(["The printer is broken"]);
    let id = classified(&desk);
    desk.step(["link", &id, "--to", &cause, "--as", "caused-by"]);
    desk.run([
        "resolve",
        &id,
        "-m",
        "Use the other printer.",
        "--workaround",
    ])
    .stderr(format!("{id}: resolve (workaround).\n"))
    .ok();
}

#[test]
fn fixing_commits_are_kept_in_full() {
    let desk = Desk::new();
    let id = classified(&desk);
    let commit = desk.git(["rev-parse", "main~2"]);
    let commit = commit.trim();
    desk.step(["resolve", &id, "-m", "Fixed.", "--fix", &commit[..7]]);
    assert_eq!(desk.field(&id, "fixes"), json!([commit]));
}

#[test]
fn a_commit_of_the_desks_own_is_never_the_fix() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.write("src.txt", "fixed");
    desk.shell("git add src.txt && git commit -q -m 'Do not crash'");
    let fix = desk.git(["rev-parse", "HEAD"]).trim().to_owned();
    desk.step(["take", &id]);
    let own = desk.git(["rev-parse", "HEAD"]).trim().to_owned();
    let named = own[..8].to_owned();
    desk.refused(
        ["resolve", &id, "-m", "Fixed.", "--fix", &named],
        &format!("{named} is a commit of the desk's own and touches nothing else"),
        "git log --oneline shows the commits; name the one that is meant",
    );
    let (_, stderr) = desk
        .run(["resolve", &id, "-m", "Fixed.", "--fix", "HEAD"])
        .both(0);
    let said = format!(
        "warning: HEAD is a commit of the desk's own; the one that is meant, which touches more, is {} Do not crash",
        &fix[..8]
    );
    assert_eq!(stderr.lines().next(), Some(said.as_str()));
    assert_eq!(desk.field(&id, "fixes"), json!([fix]));
}

#[test]
fn an_article_must_be_there() {
    let desk = Desk::new();
    desk.write("faq/h007.md", "# H007\n");
    desk.shell("git add faq && git commit -q -m faq -- faq");
    let id = classified(&desk);
    desk.run(["resolve", &id, "-m", "Done.", "--article", "h008"])
        .error(5, "there is no article `h008`", "did you mean h007?");
    desk.step(["resolve", &id, "-m", "See the FAQ.", "--article", "h00"]);
    assert_eq!(desk.field(&id, "articles"), json!(["h007"]));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn close_says_whether_the_requester_confirmed_or_was_silent() {
    let desk = Desk::new();
    for (flag, closure) in [("--confirmed", "confirmed"), ("--silence", "silence")] {
        let id = resolved(&desk);
        desk.run(["close", &id, flag])
            .stderr(format!("{id}: close ({closure}).\n"))
            .ok();
        assert_eq!(desk.field(&id, "status"), "closed");
        assert_eq!(desk.field(&id, "closure"), closure);
    }
    let id = resolved(&desk);
    desk.run(["close", &id, "-m", "Goodbye."])
        .stderr(format!("{id}: close.\n"))
        .ok();
    assert!(desk.ticket(&id).ends_with("\n> Goodbye.\n"));
    assert_eq!(desk.field(&id, "closure"), json!(null));
    let unknown = ["list", "status:closed", "closure:none"];
    let found = desk.json(unknown);
    assert_eq!(found["tickets"].as_array().unwrap().len(), 1, "{found}");
    let both = desk.run(["close", &id, "--confirmed", "--silence"]);
    assert_ne!(both.complaint(2), "");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn reopen_goes_back_to_classified_with_an_internal_reason() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.step(["resolve", &id, "-m", "Done.", "--workaround"]);
    desk.step(["close", &id, "--silence"]);
    desk.run(["reopen", &id, "-m", "Again."])
        .stderr(format!("{id}: reopen.\n"))
        .ok();
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["status"], "classified");
    assert!(ticket["closure"].is_null() && ticket["workaround"].is_null());
    assert!(desk.ticket(&id).contains("ana → note"));
    desk.step(["resolve", &id, "-m", "Done again."]);
    let text = desk.ticket(&id);
    assert!(
        text.contains("## Resolution\n\nDone.\n\nDone again.\n"),
        "{text}"
    );
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_reason_to_reopen_is_needed() {
    let desk = Desk::new();
    let id = resolved(&desk);
    desk.run(["reopen", &id]).error(
        2,
        "a text is needed",
        "-m TEXT, or -F FILE (- for standard input)",
    );
}

#[test]
fn cancel_says_why_and_drops_the_wait() {
    let desk = Desk::new();
    for reason in ["out-of-scope", "no-fault", "withdrawn", "no-answer"] {
        let id = classified(&desk);
        desk.step(["wait", &id, "--on", "customer"]);
        desk.run(["cancel", &id, "--as", reason])
            .stderr(format!("{id}: cancel ({reason}).\n"))
            .ok();
        let ticket = desk.json(["show", &id]);
        assert_eq!(ticket["cancellation"], reason);
        assert!(ticket["waiting_on"].is_null());
    }
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_duplicate_names_the_ticket_it_repeats() {
    let desk = Desk::new();
    let (id, original) = (classified(&desk), desk.open(["B"]));
    desk.refused(
        ["cancel", &id, "--as", "duplicate"],
        &format!("{id} is a duplicate of which ticket?"),
        "--of REF names the original",
    );
    desk.refused(
        ["cancel", &id, "--as", "duplicate", "--of", &id],
        &format!("{id} is no duplicate of itself"),
        "--of REF names the original",
    );
    desk.step(["cancel", &id, "--as", "dup", "--of", &original]);
    assert_eq!(desk.field(&id, "duplicate_of"), json!(original));
    desk.run(["check", "-q"]).ok();
}

/// What the timelines say of take-overs: ticket, duplicate, contact.
fn taken_over(desk: &Desk, id: &str) -> Vec<(String, String)> {
    let log = desk.json(["log", id]);
    let events = log["events"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    events
        .filter(|event| event["event"] == "took-over")
        .map(|event| {
            (
                text(&event["details"]["duplicate"]),
                text(&event["details"]["contact"]),
            )
        })
        .collect()
}

#[test]
fn the_original_takes_over_the_earlier_contact_of_its_duplicate_in_the_same_commit() {
    let desk = Desk::new();
    let open = |title: &str, at: &str| {
        let (id, _) = desk.run(["open", title, "--at", at]).both(0);
        id.trim_end().to_owned()
    };
    let first = open("A", "2026-11-20T09:00:00-05:00");
    let second = open("B", "2026-11-21T09:00:00-05:00");
    let third = open("C", "2026-11-22T08:00:00-05:00");
    let commits = desk.commits();
    // The older is given up for the younger: nothing of its time is lost.
    let said = desk
        .run(["cancel", &first, "--as", "duplicate", "--of", &second])
        .complaint(0);
    assert_eq!(
        said,
        format!(
            "{first}: cancel (duplicate).\n{second}: take over the earlier contact of {first}.\n"
        )
    );
    assert_eq!(desk.commits(), commits + 1);
    let contact = "2026-11-20T09:00:00-05:00".to_owned();
    assert_eq!(
        taken_over(&desk, &second),
        [(first.clone(), contact.clone())]
    );
    // Down the chain it goes on to whoever answers at its end.
    desk.step(["cancel", &second, "--as", "duplicate", "--of", &third]);
    assert_eq!(taken_over(&desk, &third), [(second.clone(), contact)]);
    // A younger duplicate brings nothing, and --of follows to the original.
    let last = open("D", "2026-11-22T09:00:00-05:00");
    desk.run(["cancel", &last, "--as", "duplicate", "--of", &first])
        .stderr(format!("{last}: cancel (duplicate).\n"))
        .ok();
    assert_eq!(desk.field(&last, "duplicate_of"), json!(third));
    assert_eq!(taken_over(&desk, &third).len(), 1);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn spam_is_what_nobody_asked_and_nobody_answered() {
    let desk = Desk::new();
    let spam = desk.open(["Buy now"]);
    desk.step(["reply", &spam, "--auto", "-m", "We got it."]);
    desk.step(["cancel", &spam, "--as", "spam", "-m", "Junk."]);
    assert_eq!(desk.field(&spam, "cancellation"), "spam");
    let log = desk.json(["log", &spam]);
    let events = log["events"].as_array().unwrap();
    assert_eq!(events.last().unwrap()["details"]["internal"], true);
    let theirs = desk.open(["A", "--customer", "coop-costa"]);
    let answered = desk.open(["B"]);
    desk.step(["reply", &answered, "-m", "Hello?"]);
    let worked = desk.open(["C"]);
    desk.step(["work", &worked, "--spent", "5m"]);
    for (id, why) in [
        (&theirs, "it is a ticket of coop-costa"),
        (&answered, "the desk has answered it"),
        (&worked, "time was worked on it"),
    ] {
        desk.refused(
            ["cancel", id, "--as", "spam"],
            &format!("{id} cannot be cancelled as spam: {why}"),
            "--as withdrawn, no-fault or out-of-scope says how it ended",
        );
    }
    // Three are left, in every figure; the fourth is counted by itself.
    let volume = desk.json(["report", "volume"]);
    assert_eq!(
        (&volume["spam"], &volume["tickets"]),
        (&json!(1), &json!(3))
    );
    let shown = desk.run(["report", "volume"]).shown();
    assert!(shown.contains("spam, in no figure  1\n"), "{shown}");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn only_a_duplicate_has_an_original() {
    let desk = Desk::new();
    let (id, original) = (classified(&desk), desk.open(["B"]));
    desk.run(["cancel", &id, "--as", "withdrawn", "--of", &original])
        .error(
            2,
            "only a duplicate has an original",
            "--as duplicate --of REF",
        );
}

#[test]
fn a_reason_to_cancel_is_one_of_six() {
    let desk = Desk::new();
    let id = classified(&desk);
    desk.refused(
        ["cancel", &id, "--as", "boring"],
        "`boring` is not a reason to cancel",
        "it may be duplicate, out-of-scope, no-fault, withdrawn, no-answer or spam",
    );
}

#[test]
fn what_has_ended_is_left_as_it_is() {
    let desk = Desk::new();
    let id = resolved(&desk);
    desk.refused(
        ["resolve", &id, "-m", "Again."],
        &format!("{id} is resolved already"),
        &format!("bitacora reopen {id} -m TEXT"),
    );
    desk.step(["close", &id, "--confirmed"]);
    desk.refused(
        ["cancel", &id, "--as", "withdrawn"],
        &format!("{id} is closed and cannot be cancelled"),
        &format!("bitacora reopen {id} -m TEXT"),
    );
    let id = classified(&desk);
    desk.step(["cancel", &id, "--as", "withdrawn"]);
    desk.refused(
        ["reopen", &id, "-m", "Back."],
        &format!("{id} is cancelled and cannot become classified"),
        &format!("bitacora open --like {id} TITLE files it anew"),
    );
}

#[test]
fn what_has_happened_already_is_said_so() {
    let desk = Desk::new();
    let id = resolved(&desk);
    desk.step(["close", &id]);
    desk.refused(["close", &id], &format!("{id} is closed already"), "");
    let id = desk.open(["A"]);
    desk.step(["cancel", &id, "--as", "withdrawn"]);
    desk.refused(
        ["cancel", &id, "--as", "withdrawn"],
        &format!("{id} is cancelled already"),
        &format!("bitacora open --like {id} TITLE files it anew"),
    );
}
