//! `bitacora open`.

use serde_json::json;

use crate::support::{Desk, NOW, path_of};

#[test]
fn a_ticket_is_a_file_a_commit_and_an_id_on_standard_output() {
    let desk = Desk::new();
    let before = desk.commits();
    let id = desk.open([
        "Invoices are rejected",
        "-m",
        "Since this morning.",
        "--requester",
        "marta",
        "--channel",
        "phone",
        "--error-code",
        "H007",
        "--environment",
        "version 7.2",
        "--claimed",
        "high",
        "--tag",
        "month-end",
        "--tag",
        "tax",
        "--assignee",
        "carla",
        "--spent",
        "5m",
    ]);
    assert_eq!(desk.commits(), before + 1);
    assert_eq!(desk.subject(), format!("{id}: open Invoices are rejected"));
    let ticket = desk.ticket(&id);
    let ev = ticket.split("ev: ").nth(1).unwrap().get(..6).unwrap();
    let fields = "\
title: Invoices are rejected
status: open
customer: coop-andina
requester: marta
channel: phone
error_code: H007
environment: version 7.2
claimed_urgency: high
assignee: carla
tier: 2
tags: [month-end, tax]
opened_at: 2026-11-22T09:14:00-05:00
";
    let lines: Vec<String> = fields.lines().map(|line| format!("    {line}\n")).collect();
    let set = lines.concat();
    let expected = format!(
        "---\nid: {id}\n{fields}timeline:\n- at: {NOW}\n  by: ana\n  event: opened\n  ev: {ev}\n  spent: 5m\n  set:\n{set}---\n\nSince this morning.\n"
    );
    assert_eq!(ticket, expected);
    let message = desk.git(["log", "-1", "--format=%an <%ae>|%cn <%ce>|%aI|%cI|%b"]);
    assert_eq!(
        message.trim_end(),
        format!(
            "Ana Torres <ana@soft.example>|Ana Torres <ana@soft.example>|{NOW}|{NOW}|Ticket: {id}\nEvent: {ev} opened"
        )
    );
}

#[test]
fn the_folder_is_the_day_of_filing_in_the_stores_zone() {
    let desk = Desk::new();
    let id = desk.at("2026-11-23T03:00:00Z").open(["Late on Sunday"]);
    assert!(id.starts_with("INC-261122-"), "{id}");
    assert_eq!(
        desk.field(&id, "opened_at"),
        json!("2026-11-22T22:00:00-05:00")
    );
}

#[test]
fn the_same_random_bits_give_another_id_when_the_first_is_taken() {
    let desk = Desk::new();
    let mut ids = Vec::new();
    for _ in 0..3 {
        let run = desk.command(["open", "Twice"]).env("BITACORA_SEED", "1");
        ids.push(run.run().shown());
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3, "{ids:?}");
}

#[test]
fn an_outage_is_a_ticket_for_each_customer_linked_in_one_commit() {
    let desk = Desk::new();
    let before = desk.commits();
    let run = desk.run([
        "open",
        "No service",
        "--customer",
        "coop-andina",
        "--customer",
        "coop-costa",
    ]);
    let ids = run.shown();
    let ids: Vec<&str> = ids.lines().collect();
    assert_eq!(desk.commits(), before + 1);
    assert_eq!(desk.subject(), "2 tickets: open No service");
    assert_eq!(desk.field(ids[0], "customer"), "coop-andina");
    assert_eq!(desk.field(ids[0], "related"), json!([ids[1]]));
    assert_eq!(desk.field(ids[1], "customer"), "coop-costa");
    assert_eq!(desk.field(ids[1], "related"), json!([ids[0]]));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_customer_named_twice_is_one_ticket() {
    let desk = Desk::new();
    let id = desk.open([
        "No service",
        "--customer",
        "coop-andina",
        "--customer",
        "coop-a",
    ]);
    assert_eq!(desk.field(&id, "related"), json!(null));
}

#[test]
fn like_copies_what_was_judged_and_nothing_else() {
    let desk = Desk::new();
    let first = desk.open([
        "H007",
        "--requester",
        "marta",
        "--error-code",
        "H007",
        "--tag",
        "tax",
        "--kind",
        "corrective",
        "--category",
        "invoicing/tax",
        "--service",
        "billing",
        "--impact",
        "high",
        "--urgency",
        "medium",
    ]);
    let again = desk.open(["H007 again", "--like", &first, "--requester", "hernan"]);
    let ticket = desk.json(["show", &again]);
    for (field, value) in [
        ("status", json!("classified")),
        ("kind", json!("corrective")),
        ("category", json!("invoicing/tax")),
        ("service", json!("billing")),
        ("error_code", json!("H007")),
        ("impact", json!("high")),
        ("urgency", json!("medium")),
        ("priority", json!("P2")),
        ("customer", json!("coop-costa")),
        ("requester", json!("hernan")),
        ("tags", json!(null)),
    ] {
        assert_eq!(ticket[field], value, "{field}");
    }
}

#[test]
fn a_flag_beside_like_wins() {
    let desk = Desk::new();
    let first = desk.open(["A", "--impact", "high", "--urgency", "high"]);
    let id = desk.open(["B", "--like", &first, "--impact", "low"]);
    assert_eq!(desk.field(&id, "priority"), "P3");
}

#[test]
fn a_first_contact_resolution_is_one_commit_of_three_events() {
    let desk = Desk::new();
    let before = desk.commits();
    let id = desk.open([
        "Printer is offline",
        "--requester",
        "marta",
        "--impact",
        "low",
        "--urgency",
        "low",
        "--resolution",
        "Switched it on.",
    ]);
    assert_eq!(desk.commits(), before + 1);
    assert_eq!(desk.events(&id), ["opened", "classified", "resolved"]);
    assert_eq!(desk.field(&id, "status"), "resolved");
    assert_eq!(desk.field(&id, "priority"), "P5");
    assert_eq!(
        desk.subject(),
        format!("{id}: open Printer is offline, classify P5 (impact low, urgency low), resolve")
    );
    let ticket = desk.ticket(&id);
    assert!(
        ticket.contains("\n## Resolution\n\nSwitched it on.\n"),
        "{ticket}"
    );
    assert!(ticket.contains("ana → marta"), "{ticket}");
    desk.run(["check", "-q"]).ok();
}

#[test]
fn half_a_judgement_is_refused_before_a_ticket_is_named() {
    let desk = Desk::new();
    for half in [["--resolution", "Switched it on."], ["--impact", "high"]] {
        desk.refused(
            [&["open", "Printer"][..], &half].concat(),
            "a ticket is judged by an impact and an urgency",
            "--impact I --urgency U, or a --kind that has defaults",
        );
    }
}

#[test]
fn a_kind_with_defaults_classifies_alone() {
    let desk = Desk::new();
    let id = desk.open(["How do I print?", "--kind", "usage"]);
    assert_eq!(desk.field(&id, "status"), "classified");
    assert_eq!(desk.field(&id, "priority"), "P5");
}

#[test]
fn a_kind_without_defaults_is_recorded_and_the_ticket_stays_open() {
    let desk = Desk::new();
    let id = desk.open(["New report", "--kind", "adaptive", "--service", "billing"]);
    let ticket = desk.json(["show", &id]);
    assert_eq!(ticket["status"], "open");
    assert_eq!(ticket["kind"], "adaptive");
    assert_eq!(ticket["service"], "billing");
    assert_eq!(ticket["approval"], "pending");
    assert_eq!(desk.events(&id), ["opened"]);
}

#[test]
fn the_contact_is_when_it_opened_and_the_other_steps_are_now() {
    let desk = Desk::new();
    let id = desk.open([
        "Invoices",
        "--contact",
        "08:00",
        "--impact",
        "low",
        "--urgency",
        "low",
    ]);
    let log = desk.json(["log", &id]);
    let events = log["events"].as_array().unwrap();
    assert_eq!(events[0]["at"], "2026-11-22T08:00:00-05:00");
    assert_eq!(events[0]["recorded"], NOW);
    assert_eq!(events[1]["at"], NOW);
    assert_eq!(desk.field(&id, "opened_at"), "2026-11-22T08:00:00-05:00");
}

#[test]
fn a_contact_after_the_filing_is_refused() {
    let desk = Desk::new();
    desk.refused(
        ["open", "Invoices", "--contact", "10:00"],
        "the contact (2026-11-22 10:00:00 -05:00) is after the filing (2026-11-22 09:14:00 -05:00)",
        "--at says when it was filed",
    );
}

#[test]
fn the_id_keeps_the_day_of_filing_when_the_contact_was_earlier() {
    let desk = Desk::new();
    let id = desk.open(["Since Friday", "--contact", "2026-11-20 17:00"]);
    assert!(desk.store().join(path_of(&id)).exists());
    assert!(id.starts_with("INC-261122-"), "{id}");
}

#[test]
fn a_requester_with_a_contract_tells_the_customer() {
    let desk = Desk::new();
    let id = desk.open(["Payroll", "--requester", "hern"]);
    assert_eq!(desk.field(&id, "customer"), "coop-costa");
    assert_eq!(desk.field(&id, "requester"), "hernan");
}

#[test]
fn a_stranger_and_an_unknown_customer_are_refused_with_those_there_are() {
    let desk = Desk::new();
    desk.refused(
        ["open", "A", "--requester", "pedro"],
        "`pedro` is not a contact of a contract",
        "it may be marta, luis or hernan",
    );
    desk.refused(
        ["open", "A", "--customer", "coop-andino"],
        "`coop-andino` is not a customer with a contract",
        "did you mean coop-andina? It may be coop-andina or coop-costa",
    );
    desk.refused(
        [
            "open",
            "A",
            "--customer",
            "coop-costa",
            "--requester",
            "marta",
        ],
        "`marta` is not a contact of a contract",
        "it may be hernan",
    );
}

#[test]
fn without_contracts_any_customer_is_taken() {
    let desk = Desk::new();
    desk.shell("git rm -q -r contracts && git commit -q -m 'no contracts' -- contracts");
    let id = desk.open(["A", "--customer", "anybody", "--requester", "someone"]);
    assert_eq!(desk.field(&id, "customer"), "anybody");
}

#[test]
fn a_closed_list_refuses_what_it_lacks_with_the_nearest() {
    let desk = Desk::new();
    desk.refused(
        ["open", "A", "--service", "biling"],
        "`biling` is not a service",
        "did you mean billing? It may be billing or payroll",
    );
    desk.refused(
        ["open", "A", "--channel", "fax"],
        "`fax` is not a channel",
        "it may be phone, onsite, remote, email, chat, messaging, voicemail, web, monitoring or development",
    );
}

#[test]
fn a_title_is_one_line_that_says_something() {
    let desk = Desk::new();
    let hint = "bitacora open TITLE -m TEXT";
    desk.refused(["open", "  "], "a ticket needs a title of one line", hint);
    desk.refused(["open", "a\nb"], "a ticket needs a title of one line", hint);
}

#[test]
fn without_a_terminal_and_without_a_title_the_flag_is_named() {
    let desk = Desk::new();
    desk.command(["open"])
        .editor("echo Title > \"$1\"")
        .run()
        .error(2, "a ticket needs a title", "bitacora open TITLE -m TEXT");
}

#[test]
fn a_form_that_brings_no_instructions_keeps_every_line() {
    let desk = Desk::new();
    let form = "Invoices\n\nCustomer: coop-a\n\n#4711 is rejected.\n# as root\n";
    let open = desk.command(["open", "-F", "-"]).stdin(form);
    let id = open.run().shown();
    let ticket = desk.ticket(id.trim());
    assert!(ticket.contains("#4711 is rejected.\n"), "{ticket}");
    assert!(ticket.contains("# as root\n"), "{ticket}");
}

#[test]
fn a_form_comes_from_a_file_too() {
    let desk = Desk::new();
    let form = "Invoices\n\nCustomer: coop-a, coop-c\nService: pay\n# advice\n# Lines that begin with '#' are left out.\n\nSince this morning.\n";
    let command = desk
        .command(["open", "-F", "-", "--tag", "tax"])
        .stdin(form);
    let ids = command.run().shown();
    let ids: Vec<&str> = ids.lines().collect();
    assert_eq!(desk.field(ids[0], "title"), "Invoices");
    assert_eq!(desk.field(ids[0], "customer"), "coop-andina");
    assert_eq!(desk.field(ids[1], "customer"), "coop-costa");
    assert_eq!(desk.field(ids[1], "service"), "payroll");
    assert_eq!(desk.field(ids[1], "tags"), json!(["tax"]));
    assert!(
        desk.ticket(ids[1])
            .ends_with("---\n\nSince this morning.\n")
    );
}

#[test]
fn the_lines_of_a_form_from_a_file_win_over_the_flags_which_fill_in_the_rest() {
    let desk = Desk::new();
    let command = desk.command([
        "open",
        "-F",
        "-",
        "--channel",
        "phone",
        "--error-code",
        "H007",
    ]);
    let id = command.stdin("Invoices\n\nChannel: email\n").run().shown();
    assert_eq!(desk.field(id.trim_end(), "channel"), "email");
    assert_eq!(desk.field(id.trim_end(), "error_code"), "H007");
}

#[test]
fn the_text_comes_from_a_file_or_from_standard_input() {
    let desk = Desk::new();
    std::fs::write(desk.home().join("text"), "From a file.\n\n# Heading\n").unwrap();
    let file = desk.home().join("text");
    let id = desk.open(["A", "-F", file.to_str().unwrap()]);
    assert!(
        desk.ticket(&id)
            .ends_with("---\n\nFrom a file.\n\n# Heading\n")
    );
    let run = desk
        .command(["open", "B", "-F", "-"])
        .stdin("From a pipe.\n");
    let id = run.run().shown();
    assert!(
        desk.ticket(id.trim_end())
            .ends_with("---\n\nFrom a pipe.\n")
    );
    let id = desk.open(["C", "-m", "One.", "-m", "Two."]);
    assert!(desk.ticket(&id).ends_with("---\n\nOne.\n\nTwo.\n"));
}

#[test]
fn a_text_that_looks_like_our_sections_opens_none() {
    let desk = Desk::new();
    let text = "## Conversation\n### 2026-11-22T09:00:00-05:00 · ana → note · k7q2m9\n> forged";
    let id = desk.open(["A", "-m", text]);
    assert!(desk.ticket(&id).contains("\n\\## Conversation\n"));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn the_first_ticket_of_an_unborn_branch_is_its_root_commit() {
    let desk = Desk::nowhere();
    desk.shell("git init -q -b main . && git config user.name Ana && git config user.email ana@soft.example");
    desk.write("bitacora.yaml", "format: 1\ntimezone: UTC\n");
    let id = desk.open(["First"]);
    assert_eq!(desk.commits(), 1);
    assert_eq!(desk.subject(), format!("{id}: open First"));
}
