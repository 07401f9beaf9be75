//! `contract`: what is promised to whom, and what it comes to.

use crate::support::{CONFIG, Desk};

/// Office hours with a holiday, in Bogota.
pub(crate) const CALENDARS: &str = "\
calendars:
  office:
    hours:
      mon: [\"08:00-12:00\", \"13:00-17:00\"]
      tue: [\"08:00-12:00\", \"13:00-17:00\"]
      wed: [\"08:00-12:00\", \"13:00-17:00\"]
      thu: [\"08:00-12:00\", \"13:00-17:00\"]
      fri: [\"08:00-12:00\", \"13:00-17:00\"]
    holidays: [2026-12-08]
";

const ANDINA: &str = "\
---
customer: coop-andina
name: Cooperativa Andina
contacts:
  marta: {name: Marta Gil, email: marta@andina.example}
  luis: {name: Luis Paz, approves: true, reports: true}
terms:
- from: 2027-01-01
  type: full
  targets: {P1: {response: {clock: 30m}}}
- from: 2026-01-01
  type: hours
  calendar: office
  targets:
    P1: {response: {clock: 1h}, resolution: {clock: 8h}, update: {clock: 2h}}
    P2: {response: {business: 4h, stops: attended}, resolution: {working_days_clock: 48h}}
    P3: {response: {working_days: 1}}
  targets_by_kind: {usage: {P3: {response: {business: 8h}}}}
  commitment: {response: 95, resolution: 90}
  warn: {percent: 75, before: 1h}
  escalate: {resolution: [{at: 75%, to: team-lead}, {at: 0, to: manager}, {at: 2h, to: board}]}
  silence: {remind: 5d, close: 10d}
  scope: {services: [billing], excluded: [hardware, \"the bank's network\"]}
  bank: {hours: 40, valid_to: 2026-12-31, increment: 15m, overrun: warn}
  rates: [{calendar: office, percent: 100}, {otherwise: 150}]
---

Monday to Friday.
";

/// A desk on Saturday 2026-11-21 with one whole contract and one without terms.
fn desk() -> Desk {
    let desk = Desk::with_config(&format!("{CONFIG}{CALENDARS}"));
    desk.write("contracts/coop-andina.md", ANDINA);
    desk.at("2026-11-21T12:00:00-05:00");
    desk
}

#[test]
fn a_list_has_the_terms_in_force() {
    insta::assert_snapshot!(desk().run(["contract", "list"]).page(), @r"
    CUSTOMER     NAME                     TYPE   FROM        CALENDAR  COMMITMENT
    coop-andina  Cooperativa Andina       hours  2026-01-01  office    response 95 %, resolution 90 %
    coop-costa   Cooperativa de la Costa  -      -           -         -
    ");
    let later = desk()
        .run(["contract", "list", "--at", "2027-02-01T10:00"])
        .shown();
    assert!(later.contains("full  2027-01-01  -"), "{later}");
}

#[test]
fn a_page_has_all_that_was_agreed() {
    insta::assert_snapshot!(desk().run(["contract", "show", "coop-a"]).page());
}

#[test]
fn programs_get_spans_in_seconds_and_the_dates_of_all_terms() {
    let document = desk().json(["contract", "show", "coop-andina"]);
    assert_eq!(document["schema"], "bitacora/contract/1");
    assert_eq!(document["in_force"], "2026-01-01");
    let terms = &document["terms"][0];
    assert_eq!(terms["until"], "2027-01-01");
    let span = &terms["targets"]["P2"]["resolution"];
    assert_eq!(
        (&span["way"], &span["seconds"]),
        (&"working_days_clock".into(), &172_800.into())
    );
    assert_eq!(terms["targets"]["P3"]["response"]["days"], 1);
    assert_eq!(document["terms"][1]["from"], "2027-01-01");
    assert_eq!(document["text"], "\nMonday to Friday.\n");
}

#[test]
fn a_contract_is_worked_out_for_an_instant_in_the_customers_zone() {
    let at = ["--at", "2026-12-04 16:30"];
    let explain = [&["contract", "explain", "coop-andina"], &at[..]].concat();
    insta::assert_snapshot!(desk().run(explain).page(), @r"
    Opened Fri 2026-12-04 16:30, America/Bogota, terms from 2026-01-01
    PRIORITY  KIND   TARGET                      PROMISED                      HOURS THAT COUNT                            DUE
    P1        -      response                    clock 1h                      all, round the clock                        Fri  2026-12-04 17:30
    P1        -      resolution                  clock 8h                      all, round the clock                        Sat  2026-12-05 00:30
    P1        -      update, after each message  clock 2h                      all, round the clock                        Fri  2026-12-04 18:30
    P2        -      response                    business 4h, by a technician  the open hours of office                    Mon  2026-12-07 11:30
    P2        -      resolution                  working_days_clock 48h        all 24 of each working day of office        Wed  2026-12-09 16:30
    P3        -      response                    working_days 1                whole working days of office, to the close  Mon  2026-12-07 17:00
    P3        usage  response                    business 8h                   the open hours of office                    Mon  2026-12-07 16:30
    ");
}

#[test]
fn without_an_instant_it_is_worked_out_for_four_occasions() {
    let document = desk().json(["contract", "explain", "coop-andina"]);
    let examples = document["examples"].as_array().unwrap();
    let occasions: Vec<_> = examples
        .iter()
        .map(|example| {
            (
                example["occasion"].as_str().unwrap(),
                example["opened_at"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        occasions,
        [
            ("a Friday afternoon", "2026-11-27T16:30:00-05:00"),
            ("a morning", "2026-11-24T10:00:00-05:00"),
            ("a night", "2026-11-24T22:15:00-05:00"),
            ("a holiday", "2026-12-08T10:00:00-05:00"),
        ]
    );
    let night = &examples[2]["due"][3];
    assert_eq!(night["target"], "response");
    assert_eq!(night["due_at"], "2026-11-25T12:00:00-05:00");
    let holiday = &examples[3]["due"][3];
    assert_eq!(holiday["due_at"], "2026-12-09T12:00:00-05:00");
}

#[test]
fn what_has_no_terms_cannot_be_worked_out() {
    let desk = desk();
    desk.refused(
        ["contract", "explain", "coop-costa"],
        "the contract of coop-costa has no terms",
        "write `terms:` in contracts/coop-costa.md; bitacora-config(5) shows how",
    );
    desk.refused(
        [
            "contract",
            "explain",
            "coop-andina",
            "--at",
            "2025-06-01T10:00",
        ],
        "the contract of coop-andina has no terms in force then",
        "bitacora contract explain coop-andina --at 2026-01-01T10:00",
    );
}

#[test]
fn a_customer_without_a_contract_is_told_the_nearest() {
    desk().refused(
        ["contract", "show", "coop-andino"],
        "`coop-andino` is not a customer with a contract",
        "did you mean coop-andina? It may be coop-andina or coop-costa",
    );
}

#[test]
fn a_bad_contract_is_named_and_hides_no_other() {
    let desk = desk();
    let bad = desk.read("contracts/coop-costa.md");
    let bad = bad.replace("contacts", "contakts");
    desk.write("contracts/coop-costa.md", bad);
    let (stdout, stderr) = desk.run(["contract", "list"]).both(3);
    assert_eq!(stdout.lines().count(), 2, "{stdout}");
    assert!(
        stderr.starts_with("warning: contracts/coop-costa.md:4:1: "),
        "{stderr}"
    );
    let error = desk.run(["contract", "show", "coop-costa"]).complaint(3);
    assert!(
        error.starts_with("contracts/coop-costa.md:4:1: "),
        "{error}"
    );
    assert!(error.ends_with("hint: did you mean contacts?\n"), "{error}");
}

/// What is wrong in the terms of a contract, whose keys begin on line 6.
#[test]
fn each_fault_of_a_contract_has_its_place_and_a_hint() {
    let desk = desk();
    for (terms, place, reason, hint) in [
        (
            "calendar: ofice",
            "6:13",
            "`ofice` is not a calendar of this desk",
            "did you mean office?",
        ),
        (
            "targets: {P1: {response: {clock: 1h}}, P7: {response: {clock: 9h}}}",
            "6:42",
            "`P7` is not a priority of this desk",
            "did you mean P1?",
        ),
        (
            "targets:\n    P1: {resolution: {clock: 1h},\n      response: {clock: 9h}}",
            "8:17",
            "the response (clock 9h) is longer than the resolution (clock 1h)",
            "a ticket that is resolved has been responded to",
        ),
        (
            "targets: {P1: {response: {business: 4h}}}",
            "6:28",
            "response is business 4h, but the terms name no calendar whose hours those would be",
            "add `calendar: NAME` to the terms, or count {clock: ...}",
        ),
        (
            "targets_by_kind: {ussage: {}}",
            "6:21",
            "`ussage` is not a kind",
            "did you mean usage?",
        ),
        (
            "commitment: {response: 95, resolution: 190}",
            "6:42",
            "`190` is not a percentage",
            "0 to 100",
        ),
        (
            "commitment: {response: 99.999}",
            "6:26",
            "terms[0].commitment.response: invalid value: floating point `99.999`, expected a \
             percentage such as 95 or 99.95, with at most two decimals",
            "bitacora-config(5) describes contracts",
        ),
        (
            "scope: {services: [billing, biling]}",
            "6:31",
            "`biling` is not a service of this desk",
            "did you mean billing?",
        ),
        (
            "rates: [{otherwise: 150}, {calendar: office, percent: 100}]",
            "6:23",
            "what stands after `otherwise` never applies",
            "put `otherwise` last",
        ),
        (
            "escalate: {resolution: [{at: 75, to: lead}]}",
            "6:32",
            "terms[0].escalate.resolution[0].at: `75` is not a moment: 75% of the budget, 0 at the deadline, 2h after it, -30m before it",
            "bitacora-config(5) describes contracts",
        ),
        (
            "type: remot",
            "6:9",
            "`remot` is not hours, remote or full",
            "did you mean remote?",
        ),
        (
            "commitmint: {response: 95}",
            "6:3",
            "`commitmint` is not a key of this file",
            "did you mean commitment?",
        ),
        (
            "bank: {hours: 4, valid_to: soon}",
            "6:30",
            "terms[0].bank.valid_to: `soon` is not a date such as 2026-01-31",
            "bitacora-config(5) describes contracts",
        ),
    ] {
        let text = format!(
            "---\ncustomer: coop-costa\nname: C\nterms:\n- from: 2026-01-01\n  {terms}\n---\n"
        );
        desk.write("contracts/coop-costa.md", text);
        let error = desk.run(["contract", "show", "coop-costa"]).complaint(3);
        assert_eq!(
            error,
            format!("contracts/coop-costa.md:{place}: {reason}\nhint: {hint}\n")
        );
    }
}

#[test]
fn a_bad_contract_is_found_by_check_and_hides_no_ticket() {
    let desk = desk();
    let id = desk.open(["A", "--requester", "marta"]);
    let bad = ANDINA.replace("calendar: office\n", "calendar: ofice\n");
    desk.write("contracts/coop-andina.md", bad);
    let found = desk.run(["check", "--format", "csv"]).both(7).0;
    assert!(
        found.contains("`ofice` is not a calendar of this desk (did you mean office?)"),
        "{found}"
    );
    assert!(desk.run(["list"]).shown().contains(&id));
    let (shown, complaint) = desk.run(["show", &id]).both(3);
    assert!(shown.contains(&id), "{shown}");
    assert!(
        complaint.contains("`ofice` is not a calendar"),
        "{complaint}"
    );
}

#[test]
fn what_a_contract_excludes_is_a_service_of_its_customers_tickets_alone() {
    let desk = desk();
    let open = |who: &str, service: &str| {
        let arguments = ["open", "A", "--requester", who, "--service", service];
        desk.run(arguments).taken()
    };
    let (status, id, stderr) = open("marta", "the bank's network");
    let id = id.trim_end();
    assert_eq!(status, 0, "{stderr}");
    assert!(stderr.contains("out of scope for coop-andina"), "{stderr}");
    assert_eq!(desk.field(id, "service"), "the bank's network");
    desk.run(["check", "-q"]).ok();
    let explained = desk.json(["sla", "explain", id]);
    assert_eq!(explained["clocks"][0]["void"]["reason"], "out of scope");
    // Elsewhere it is a word that nobody knows, as before.
    let (status, _, stderr) = open("hernan", "hardware");
    assert_eq!(status, 4, "{stderr}");
    assert!(stderr.contains("`hardware` is not a service"), "{stderr}");
    let other = desk.open(["B", "--requester", "hernan"]);
    let levels = ["--impact", "low", "--urgency", "low"];
    for command in ["classify", "resolve"] {
        let text: &[&str] = if command == "resolve" {
            &["-m", "x"]
        } else {
            &[]
        };
        let step = [
            &[command, &*other, "--service", "hardware"],
            &levels[..],
            text,
        ]
        .concat();
        let said = desk.run(step).complaint(4);
        assert!(said.contains("`hardware` is not a service"), "{said}");
    }
}

#[test]
fn a_service_out_of_scope_is_remarked_on_with_what_is_excluded_and_not_refused() {
    let desk = desk();
    let said = |id: &str| {
        format!(
            "{id}: payroll is out of scope for coop-andina (excluded: hardware and the bank's \
             network): nothing is promised; bitacora cancel {id} --as out-of-scope if it is not taken on.\n"
        )
    };
    let class = [
        "--impact",
        "low",
        "--urgency",
        "low",
        "--service",
        "payroll",
    ];
    let open = ["open", "A", "--requester", "marta"];
    let (id, stderr) = desk.run(open.iter().chain(&class)).both(0);
    let filed = id.trim_end();
    assert_eq!(stderr, said(filed));

    let id = desk.open(["B", "--requester", "marta"]);
    let stderr = desk
        .run(["classify", &id].iter().chain(&class))
        .complaint(0);
    assert!(stderr.ends_with(&said(&id)), "{stderr}");
    assert_eq!(stderr.lines().count(), 2, "{stderr}");
    assert_eq!(desk.field(&id, "status"), "classified");
    let again = desk
        .run(["classify", &id].iter().chain(&class))
        .complaint(0);
    assert_eq!(again, "Nothing changed.\n");

    let id = desk.open(["C", "--requester", "marta"]);
    let resolve = ["resolve", &id, "-m", "Done."];
    let stderr = desk.run(resolve.iter().chain(&class)).complaint(0);
    assert!(stderr.ends_with(&said(&id)), "{stderr}");

    let open = ["open", "F", "--requester", "marta", "--service", "payroll"];
    let (id, stderr) = desk.run(open).both(0);
    assert_eq!(stderr, said(id.trim_end()));

    let covered = desk.open(["D", "--requester", "marta", "--service", "billing"]);
    let billing = desk.run(["classify", &covered, "--impact", "low", "--urgency", "low"]);
    assert_eq!(billing.complaint(0).lines().count(), 1);
    let free = desk.open(["E", "--requester", "hernan"]);
    let other = desk
        .run(["classify", &free].iter().chain(&class))
        .complaint(0);
    assert_eq!(other.lines().count(), 1, "{other}");
    desk.run([
        "classify",
        &free,
        "-q",
        "--impact",
        "high",
        "--service",
        "payroll",
    ])
    .ok();
}

/// A customer in Madrid of a desk in Bogota, with other terms from July on.
const IBERIA: &str = "\
---
customer: iberia
name: Iberia
contacts: {eva: {name: Eva}}
terms:
- from: 2026-01-01
  calendar: madrid
  targets: {P3: {response: {business: 8h}}}
- from: 2026-07-01
  calendar: madrid
  zone: Atlantic/Canary
  targets: {P3: {response: {business: 1h}}}
---
";

fn desk_with_iberia() -> Desk {
    let madrid = "  madrid:\n    timezone: Europe/Madrid\n    hours: {wed: [\"09:00-18:00\"]}\n";
    let desk = Desk::with_config(&format!("{CONFIG}{CALENDARS}{madrid}"));
    desk.write("contracts/iberia.md", IBERIA);
    desk
}

/// The desk's clock shows 30 June still, 18:00; that of the customer, in the
/// zone that the new terms name, 1 July, 00:00.
#[test]
fn a_ticket_comes_under_the_terms_of_the_date_where_the_customer_is() {
    let desk = desk_with_iberia();
    let due = |at: &str| {
        let id = desk.open(["A", "--requester", "eva", "--at", at]);
        let arguments = ["sla", "explain", &id, "--as-of", "2026-07-01T12:00:00Z"];
        let explained = desk.json(arguments);
        let clock = explained["clocks"][0].clone();
        (clock["due_at"].clone(), explained["zone"].clone())
    };
    // Opening hours are those of Madrid, 09:00 there.
    assert_eq!(
        due("2026-06-30T18:00:00-05:00"),
        ("2026-07-01T09:00:00+01:00".into(), "Atlantic/Canary".into())
    );
    assert_eq!(
        due("2026-06-30T17:59:59-05:00"),
        ("2026-07-01T17:00:00+02:00".into(), "Europe/Madrid".into())
    );
}

#[test]
fn a_contract_is_asked_about_in_its_own_local_time() {
    let desk = desk_with_iberia();
    for (at, opened_at, terms_from) in [
        (
            "2026-07-01 00:30",
            "2026-07-01T00:30:00+01:00",
            "2026-07-01",
        ),
        (
            "2026-06-30 23:30",
            "2026-06-30T23:30:00+02:00",
            "2026-01-01",
        ),
        // Of two zones that disagree on the day, that of the terms in force.
        (
            "2026-07-01T00:30:00+02:00",
            "2026-07-01T00:30:00+02:00",
            "2026-01-01",
        ),
    ] {
        let explained = desk.json(["contract", "explain", "iberia", "--at", at]);
        let example = &explained["examples"][0];
        assert_eq!(example["opened_at"], opened_at, "{at}");
        assert_eq!(example["terms_from"], terms_from, "{at}");
        let shown = desk.json(["contract", "show", "iberia", "--at", at]);
        assert_eq!(shown["in_force"], terms_from, "{at}");
    }
    let shown = desk.json(["contract", "show", "iberia"]);
    assert_eq!(shown["terms"][0]["zone"], "Europe/Madrid");
    assert_eq!(shown["terms"][1]["zone"], "Atlantic/Canary");
    let page = desk.run(["contract", "show", "iberia"]).shown();
    assert!(page.contains("zone          Atlantic/Canary\n"), "{page}");
}

#[test]
fn a_zone_that_does_not_exist_is_named_with_the_nearest() {
    let desk = desk_with_iberia();
    desk.write(
        "contracts/iberia.md",
        IBERIA.replace("Atlantic/", "Atlantik/"),
    );
    let said = desk.run(["contract", "show", "iberia"]).complaint(3);
    assert!(
        said.starts_with(
            "contracts/iberia.md:11:9: terms[1].zone: `Atlantik/Canary` is not an IANA time zone, \
             did you mean Atlantic/Canary?"
        ),
        "{said}"
    );
}

#[test]
fn a_commitment_may_have_two_decimals() {
    let desk = desk();
    let text = ANDINA.replace(
        "response: 95, resolution: 90",
        "response: 99.5, resolution: 99.95",
    );
    desk.write("contracts/coop-andina.md", text);
    let page = desk.run(["contract", "show", "coop-andina"]).shown();
    let line = "commitment    response 99.5 %, resolution 99.95 %\n";
    assert!(page.contains(line), "{page}");
    let shown = desk.json(["contract", "show", "coop-andina"]);
    let commitment = &shown["terms"][0]["commitment"];
    assert_eq!(commitment["response"], 99.5);
    assert_eq!(commitment["resolution"], 99.95);
}
