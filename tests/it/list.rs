//! `bitacora list`: the query grammar, order, columns and formats.

use serde_json::json;

use crate::support::{CONFIG, Desk, path_of};

/// Four tickets: A to D.
fn desk() -> (Desk, [String; 4]) {
    let desk = Desk::new();
    let judged = |impact, urgency| ["--impact", impact, "--urgency", urgency];
    let open = |title: &str, rest: &[&str]| desk.open([&[title], rest].concat());
    let a = open(
        "Alpha",
        &[
            &judged("low", "low")[..],
            &["--requester", "marta", "--tag", "tax"],
        ]
        .concat(),
    );
    desk.at("2026-11-23T09:00:00-05:00");
    let b = open(
        "Beta",
        &[
            &judged("high", "high")[..],
            &["--requester", "hernan", "--assignee", "carla"],
        ]
        .concat(),
    );
    desk.at("2026-11-24T09:00:00-05:00");
    let c = open(
        "Gamma",
        &[
            "-m",
            "The word freight.",
            "--category",
            "invoicing/tax",
            "--error-code",
            "H007",
        ],
    );
    desk.at("2026-11-25T09:00:00-05:00");
    let d = open("Delta", &judged("medium", "low"));
    desk.step(["resolve", &d, "-m", "Done."]);
    desk.at("2026-11-26T09:00:00-05:00");
    (desk, [a, b, c, d])
}

/// The titles that a list shows, in its order.
fn titles(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let text = desk
        .run(
            [
                &["list"],
                arguments,
                &["--columns", "title", "--format", "csv"],
            ]
            .concat(),
        )
        .shown();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn without_a_query_those_that_are_worked_on_are_listed_by_priority() {
    let (desk, _) = desk();
    insta::assert_snapshot!(desk.run(["list"]).page(), @r"
    ID                PRI  STATUS      AGE  ASSIGNEE  CUSTOMER     TITLE
    INC-261123-00002  P1   classified   3d  carla     coop-costa   Beta
    INC-261122-00001  P5   classified   3d  -         coop-andina  Alpha
    INC-261124-00003  -    open         2d  -         -            Gamma
    ");
    assert_eq!(
        titles(&desk, &["--all"]),
        ["Beta", "Delta", "Alpha", "Gamma"]
    );
}

/// What each term finds is stated where queries are read (`core::query`).
#[test]
fn each_term_of_a_query_narrows_the_list() {
    let (desk, _) = desk();
    for (query, found) in [
        (&["status:resolved,open"][..], &["Delta", "Gamma"][..]),
        (&["status:any", "priority:P1,P4"], &["Beta", "Delta"]),
        (&["assignee:none"], &["Alpha", "Gamma"]),
        (&["FREIGHT"], &["Gamma"]),
        (&["the", "-word"], &[]),
        (&["status:open customer:none"], &["Gamma"]),
        (&["opened:2026-11-22..2026-11-23"], &["Beta", "Alpha"]),
        (&["opened:<-60h"], &["Beta", "Alpha"]),
        (&["resolved:2026-11-25"], &["Delta"]),
        (&["resolved:any"], &["Delta"]),
        (&["updated:>=2026-11-24", "status:any"], &["Delta", "Gamma"]),
    ] {
        assert_eq!(titles(&desk, query), found, "{query:?}");
    }
}

#[test]
fn me_is_whoever_acts() {
    let (desk, _) = desk();
    assert_eq!(titles(&desk, &["assignee:me"]), [""; 0]);
    let carla = desk
        .command(["list", "assignee:me", "--columns", "title"])
        .env("BITACORA_AGENT", "carla");
    assert_eq!(carla.run().shown(), "TITLE\nBeta\n");
    assert_eq!(titles(&desk, &["assignee:me", "--as", "carla"]), ["Beta"]);
}

#[test]
fn a_flag_after_a_query_is_a_flag() {
    let (desk, [_, b, ..]) = desk();
    let list = desk.json(["list", "priority:P1"]);
    assert_eq!(list["tickets"][0]["id"], json!(b));
    assert_eq!(
        titles(&desk, &["customer:any", "--sort", "-opened"]),
        ["Beta", "Alpha"]
    );
    let text = desk.run(["list", "a", "--limmit", "3"]).complaint(2);
    assert!(text.contains("'--limmit'"), "{text}");
}

#[test]
fn an_unknown_field_or_value_is_an_error_and_never_an_empty_answer() {
    let (desk, _) = desk();
    for (query, line, hint) in [
        (
            "statsu:open",
            "`statsu` is not a field",
            "did you mean status:?",
        ),
        (
            "status:open OR priority:P1",
            "OR is no term of a query",
            "status:open,waiting says or, between values of a field",
        ),
        (
            "status:opened",
            "`opened` is not a status",
            "did you mean open? It may be open, classified, diagnosed, waiting, resolved, closed or cancelled",
        ),
        (
            "assignee:bob",
            "`bob` is not an agent",
            "it may be ana, carla or elena",
        ),
        (
            "service:biling",
            "`biling` is not a service",
            "did you mean billing? It may be billing or payroll",
        ),
        (
            "customer:coop-andino",
            "`coop-andino` is not a customer",
            "did you mean coop-andina? It may be coop-andina or coop-costa",
        ),
        (
            "-requester:martha",
            "`martha` is not a contact of a customer",
            "did you mean marta? It may be hernan, luis or marta",
        ),
        (
            "customer:coop",
            "`coop` is not one value alone",
            "it may be coop-andina or coop-costa",
        ),
        (
            "category:invoice",
            "`invoice` is not a category",
            "it may be invoicing/tax, invoicing/printing or access",
        ),
        (
            "channel:fax",
            "`fax` is not a channel",
            "it may be phone, onsite, remote, email, chat, messaging, voicemail, web, monitoring or development",
        ),
    ] {
        desk.run(["list", query]).error(2, line, hint);
    }
    let complaint = desk.run(["list", "opened:soon"]).complaint(2);
    assert!(
        complaint.starts_with("error: `soon` is not a date"),
        "{complaint}"
    );
}

#[test]
fn a_customer_may_be_shortened_and_one_of_an_older_ticket_is_known() {
    let (desk, [a, b, ..]) = desk();
    assert_eq!(titles(&desk, &["customer:coop-a"]), ["Alpha"]);
    assert_eq!(titles(&desk, &["requester:her"]), ["Beta"]);
    assert_eq!(titles(&desk, &["customer:none", "gamma"]), ["Gamma"]);
    desk.shell("git rm -q contracts/coop-andina.md && git commit -q -m ended -- contracts");
    assert_eq!(titles(&desk, &["customer:coop-andina"]), ["Alpha"]);
    assert_eq!(titles(&desk, &["requester:marta"]), ["Alpha"]);
    // What begins the name of a customer is also whole in an older ticket.
    let path = path_of(&b);
    let text = desk
        .read(&path)
        .replace("customer: coop-costa", "customer: coop-c");
    desk.write(&path, text);
    desk.replace(&a, "customer: coop-andina", "customer: coop-costa");
    assert_eq!(titles(&desk, &["customer:coop-c"]), ["Beta", "Alpha"]);
}

#[test]
fn without_contracts_any_customer_may_be_asked_for() {
    let desk = Desk::new();
    desk.shell("git rm -q -r contracts && git commit -q -m none -- contracts");
    assert_eq!(titles(&desk, &["customer:anybody"]), [""; 0]);
}

#[test]
fn a_customer_whose_contract_cannot_be_read_is_known() {
    let desk = Desk::new();
    desk.write("contracts/coop-andina.md", "---\ncustomer: [\n---\n");
    desk.run(["list", "customer:coop-andina", "-q"])
        .named("contracts/coop-andina.md")
        .code(3);
}

#[test]
fn a_field_with_nothing_but_commas_is_an_error() {
    let (desk, _) = desk();
    desk.run(["list", "status:,"]).error(
        2,
        "`status:` needs a value",
        "status:none asks for tickets without one",
    );
}

#[test]
fn sorting_is_by_any_field_and_those_without_it_stand_last() {
    let (desk, _) = desk();
    let sorted = |by: &str| titles(&desk, &["--all", "--sort", by]);
    assert_eq!(sorted("opened"), ["Alpha", "Beta", "Gamma", "Delta"]);
    assert_eq!(sorted("-opened"), ["Delta", "Gamma", "Beta", "Alpha"]);
    assert_eq!(sorted("title"), ["Alpha", "Beta", "Delta", "Gamma"]);
    assert_eq!(sorted("-priority"), ["Alpha", "Delta", "Beta", "Gamma"]);
    assert_eq!(sorted("status"), ["Gamma", "Alpha", "Beta", "Delta"]);
    assert_eq!(sorted("updated"), ["Alpha", "Beta", "Gamma", "Delta"]);
    desk.run(["list", "--sort", "prioritty"]).error(
        2,
        "tickets cannot be sorted by `prioritty`",
        "did you mean priority?",
    );
    let (_, complaint) = desk.run(["list", "--sort", "bogus"]).both(2);
    assert!(
        complaint.contains("\nhint: it may be id, opened, updated, due, title, "),
        "{complaint}"
    );
}

#[test]
fn a_limit_is_told() {
    let (desk, [_, b, ..]) = desk();
    desk.run(["list", "--limit", "1", "--columns", "id"])
        .stdout(format!("ID\n{b}\n"))
        .stderr("1 of 3 shown.\n")
        .ok();
}

#[test]
fn columns_are_any_fields() {
    let (desk, [a, ..]) = desk();
    desk.run([
        "list",
        "alpha",
        "--columns",
        "id,tags,impact,claimed_urgency",
    ])
    .stdout(format!(
        "ID                TAGS  IMPACT  CLAIMED URGENCY\n{a}  tax   low     -\n"
    ))
    .ok();
}

#[test]
fn an_unknown_column_is_an_error() {
    let (desk, _) = desk();
    desk.run(["list", "--columns", "id,titel"]).error(
        2,
        "`titel` is not a column",
        "did you mean title?",
    );
}

#[test]
fn every_format_lists_the_same() {
    let (desk, [_, b, ..]) = desk();
    let list = |format: &str| {
        let query = ["list", "beta", "--columns", "id,title", "--format", format];
        desk.run(query).shown()
    };
    assert_eq!(list("csv"), format!("id,title\n{b},Beta\n"));
    assert_eq!(
        list("markdown"),
        format!("| ID | TITLE |\n| --- | --- |\n| {b} | Beta |\n")
    );
    let one: serde_json::Value = serde_json::from_str(&list("json")).unwrap();
    let ticket = json!({"id": b, "title": "Beta"});
    let whole = json!({"schema": "bitacora/list/columns/1", "tickets": [ticket]});
    assert_eq!(one, whole);
    let line: serde_json::Value = serde_json::from_str(&list("jsonl")).unwrap();
    let whole = json!({"schema": "bitacora/ticket/columns/1", "id": b, "title": "Beta"});
    assert_eq!(line, whole);
}

#[test]
fn columns_select_the_same_in_every_format_and_what_is_missing_is_null() {
    let (desk, [a, b, _, d]) = desk();
    desk.replace(&b, "\ntitle: Beta", "\nfloor: 3\ntitle: Beta");
    let columns = "updated,floor,id,assignee,opened,sla,tags";
    let list = |rest: &[&str]| {
        let line = ["list", "--all", "--sort", "id", "--columns", columns];
        desk.json([&line[..], rest].concat())["tickets"].clone()
    };
    let found = list(&[]);
    let order: Vec<&str> = found[0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(order.join(","), columns);
    let of = |id: &str| {
        let mut tickets = found.as_array().unwrap().iter();
        tickets.find(|ticket| ticket["id"] == id).unwrap().clone()
    };
    assert_eq!(
        of(&a),
        json!({
            "updated": "2026-11-22T09:14:00-05:00", "floor": null, "id": a, "assignee": null,
            "opened": "2026-11-22T09:14:00-05:00", "sla": null, "tags": ["tax"],
        })
    );
    assert_eq!(
        (&of(&b)["floor"], &of(&b)["assignee"]),
        (&json!(3), &json!("carla"))
    );
    assert_eq!(of(&d)["opened"], "2026-11-25T09:00:00-05:00");
}

#[test]
fn where_a_ticket_comes_from_is_two_columns_for_programs() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    desk.replace(
        &id,
        "\ntitle: A",
        "\nsource: {system: servicenow, id: INC0010003}\ntitle: A",
    );
    let list = |columns: &str, format: &str| {
        desk.run(["list", "--columns", columns, "--format", format])
            .shown()
    };
    assert_eq!(
        list("id,source", "csv"),
        format!("id,source.system,source.id\n{id},servicenow,INC0010003\n")
    );
    assert_eq!(list("source.id", "csv"), "source.id\nINC0010003\n");
    assert!(list("source.id", "json").contains("\"tickets\":[{\"source.id\":\"INC0010003\"}]"));
    assert!(list("source", "table").contains("servicenow"));
    let show = desk.run(["show", &id, "--format", "csv"]).shown();
    assert!(
        show.contains("\nsource.system,servicenow\nsource.id,INC0010003\n"),
        "{show}"
    );
}

#[test]
fn an_empty_list_is_an_empty_array_and_no_error() {
    let desk = Desk::new();
    desk.run(["list", "--format", "json"])
        .stdout("{\"schema\":\"bitacora/list/1\",\"tickets\":[]}\n")
        .ok();
    desk.run(["list", "--format", "jsonl"]).ok();
    desk.run(["list"])
        .stderr("No ticket found; --all looks at those that have ended too.\n")
        .ok();
}

#[test]
fn an_unknown_column_is_answered_with_the_one_that_was_meant() {
    let (desk, _) = desk();
    for (typed, meant) in [
        ("age", "opened"),
        ("pri", "priority"),
        ("costumer", "customer"),
    ] {
        desk.run(["list", "--columns", typed]).error(
            2,
            &format!("`{typed}` is not a column"),
            &format!("did you mean {meant}?"),
        );
    }
    let complaint = desk.run(["list", "--columns", "weather"]).complaint(2);
    assert!(
        complaint.contains("\nhint: it may be title, status, kind, "),
        "{complaint}"
    );
}

#[test]
fn words_like_operators_are_text_within_quotes_and_refused_without() {
    let desk = Desk::new();
    desk.open(["Not or OR"]);
    for query in ["\"OR\"", "\"not\" \"or\"", "-\"AND\"", "text:or"] {
        assert_eq!(titles(&desk, &[query]), ["Not or OR"], "{query}");
    }
    desk.run(["list", "status:open or status:waiting"]).error(
        2,
        "or is no term of a query",
        "status:open,waiting says or, between values of a field",
    );
    desk.run(["search", "printer", "not", "status:open"]).error(
        2,
        "not is no term of a query",
        "-status:open says not",
    );
    // It may have been pasted.
    desk.run(["search", "printer", "or", "scanner"])
        .stderr("Nothing found; WORD* looks for words that begin so.\n")
        .ok();
}

#[test]
fn a_field_that_nobody_has_may_be_in_the_file_that_cannot_be_read() {
    let desk = Desk::new();
    desk.open(["A"]);
    let id = desk.open(["B"]);
    desk.replace(&id, "status: open", "status: [");
    let path = path_of(&id);
    for command in ["list", "next", "sla", "search x"] {
        let line = command.split(' ').chain(["mine:1"]);
        let (_, stderr) = desk.run(line).both(2);
        let (warning, error) = stderr.split_once('\n').unwrap();
        assert!(
            warning.starts_with(&format!("warning: {path}:")),
            "{stderr}"
        );
        assert!(
            error.starts_with("error: `mine` is not a field"),
            "{stderr}"
        );
    }
}

/// One ticket that is promised for a day and lies in tier 2.
fn promised() -> (Desk, String) {
    let desk = Desk::new();
    let id = desk.open([
        "Facturación rechazada",
        "--kind",
        "adaptive",
        "--impact",
        "high",
        "--urgency",
        "low",
    ]);
    desk.step(["promise", &id, "--on", "2026-12-01", "-m", "On the first."]);
    desk.step(["escalate", &id, "--tier", "2", "-m", "Please."]);
    desk.step([
        "approve",
        &id,
        "--by",
        "elena",
        "--estimate",
        "90m",
        "-m",
        "Yes.",
    ]);
    (desk, id)
}

#[test]
fn a_comparison_finds_what_it_says_in_every_command_that_takes_a_query() {
    let (desk, id) = promised();
    let terms = [
        ("promised_on:>2026-11", true),
        ("tier:>2", false),
        ("estimate:>1h", true),
    ];
    for (term, holds) in terms {
        let found = if holds {
            vec!["Facturación rechazada"]
        } else {
            Vec::new()
        };
        assert_eq!(titles(&desk, &[term]), found, "{term}");
        assert_eq!(
            titles(&desk, &[&format!("-{term}")]).is_empty(),
            holds,
            "{term}"
        );
        let answer = desk.json(["search", "rechazada", term]);
        assert_eq!(
            answer["found"].as_array().unwrap().len(),
            found.len(),
            "{term}"
        );
        let report = desk.json(["report", "volume", "--period", "2026", "--where", term]);
        assert_eq!(report["total"]["opened"], json!(found.len()), "{term}");
        let looked = found.len();
        let plural = if looked == 1 { "" } else { "s" };
        desk.run(["next", term, "--mine", "--as", "ana"])
            .stderr("Nothing is due; 0 tickets looked at.\n")
            .ok();
        desk.run(["next", term])
            .stderr(format!(
                "Nothing is due; {looked} ticket{plural} looked at.\n"
            ))
            .ok();
        let more = if holds {
            "1 ticket more, to which no contract promises anything.\n"
        } else {
            "No ticket found; --all looks at those that have ended too.\n"
        };
        desk.run(["sla", term]).stderr(more).ok();
    }
    for command in [
        "list",
        "next",
        "sla",
        "search rechazada",
        "report volume --where",
    ] {
        let line = command.split(' ').chain(["tag:>a"]);
        desk.run(line).error(
            2,
            "tags holds names, which have no order, so `tags:>a` compares nothing",
            "tags:any can be asked for",
        );
    }
    assert_eq!(desk.json(["list", "tags:any"])["tickets"], json!([]));
    assert_eq!(desk.field(&id, "tier"), 2);
}

#[test]
fn a_field_that_is_typed_as_a_flag_is_answered_with_the_term() {
    let (desk, _) = promised();
    for (typed, term) in [
        (
            &["list", "--status", "classified"][..],
            "list status:classified",
        ),
        (&["list", "--assignee=ana"], "list assignee:ana"),
        (&["next", "--tag", "tax"], "next tag:tax"),
        (&["sla", "--customer", "--all"], "sla customer:any"),
        (&["search", "x", "--status", "open"], "list status:open"),
    ] {
        let complaint = desk.run(typed).complaint(2);
        let tip = format!("tip: bitacora {term} asks for it");
        assert!(complaint.contains(&tip), "{complaint}");
    }
    assert_eq!(
        titles(&desk, &["status:classified"]),
        ["Facturación rechazada"]
    );
    desk.run(["list", "--", "--status", "open"]).error(
        2,
        "`--status` is no term of a query",
        "status:open says it; text:--status looks for the text",
    );
    assert_eq!(titles(&desk, &["text:--status"]), [""; 0]);
    let complaint = desk.run(["list", "--limmit", "3"]).complaint(2);
    assert!(complaint.contains("'--limit'"), "{complaint}");
}

#[test]
fn an_agent_who_left_the_desk_is_still_asked_for() {
    let (desk, [_, b, ..]) = desk();
    desk.step(["assign", &b, "elena"]);
    let config = desk.read("bitacora.yaml");
    let left = |line: &&str| !line.contains("carla:") && !line.contains("elena:");
    let config = config.lines().filter(left).collect::<Vec<_>>().join("\n");
    desk.write("bitacora.yaml", config.replace("payroll", "wages"));
    assert_eq!(titles(&desk, &["assignee:elena"]), ["Beta"]);
    // She had it once: nothing is a true answer.
    assert_eq!(titles(&desk, &["assignee:carla"]), [""; 0]);
    desk.run(["list", "assignee:bob"])
        .error(2, "`bob` is not an agent", "it may be ana");
    desk.run(["list", "service:payroll"]).error(
        2,
        "`payroll` is not a service",
        "it may be billing or wages",
    );
}

#[test]
fn a_value_with_a_comma_or_a_space_stands_in_quotes() {
    let desk = Desk::new();
    desk.open(["A", "--tag", "late, again", "--tag", "ñandú"]);
    desk.open(["B", "--tag", "late"]);
    assert_eq!(titles(&desk, &["tag:\"late, again\""]), ["A"]);
    assert_eq!(titles(&desk, &["tag:\"late, again\",late"]), ["A", "B"]);
    assert_eq!(titles(&desk, &["tag:ÑANDÚ"]), ["A"]);
}

#[test]
fn titles_are_sorted_as_in_a_dictionary() {
    let words = [
        "zapato", "Élite", "ñame", "nube", "ábaco", "elefante", "oso",
    ];
    let desk = Desk::new();
    for word in words {
        desk.open([word]);
    }
    let mut sorted = [
        "ábaco", "elefante", "Élite", "nube", "ñame", "oso", "zapato",
    ];
    assert_eq!(titles(&desk, &["--sort", "title"]), sorted);
    sorted.reverse();
    assert_eq!(titles(&desk, &["--sort", "-title"]), sorted);
}

/// One ticket is filed before `timezone:` is corrected and one after it.
#[test]
fn a_list_has_one_zone_after_the_stores_was_corrected() {
    let desk = Desk::with_config(&CONFIG.replace("America/Bogota", "UTC"));
    desk.at("2026-11-22T14:14:00Z");
    let before = desk.open(["Before"]);
    desk.step([
        "wait",
        &before,
        "--on",
        "supplier",
        "--until",
        "2026-11-23 12:00",
    ]);
    desk.write("bitacora.yaml", CONFIG);
    desk.step(["commit"]);
    let after = desk.open(["After"]);
    let columns = ["list", "--columns", "title,opened_at,waiting_until"];
    for (format, lines) in [
        (
            "csv",
            &[
                "After,2026-11-22T09:14:00-05:00,",
                "Before,2026-11-22T09:14:00-05:00,2026-11-23T07:00:00-05:00",
            ],
        ),
        (
            "table",
            &[
                "After   2026-11-22 09:14  -",
                "Before  2026-11-22 09:14  2026-11-23 07:00",
            ],
        ),
    ] {
        let shown = desk
            .run([&columns[..], &["--format", format]].concat())
            .shown();
        let mut found: Vec<&str> = shown.lines().skip(1).map(str::trim_end).collect();
        found.sort_unstable();
        assert_eq!(found, lines, "{format}");
    }
    for ticket in desk.json(["list"])["tickets"].as_array().unwrap() {
        assert_eq!(ticket["opened_at"], "2026-11-22T09:14:00-05:00");
    }
    let shown = desk.json(["show", &before]);
    assert_eq!(shown["timeline"][0]["at"], "2026-11-22T09:14:00-05:00");
    assert_eq!(
        shown["timeline"][0]["set"]["opened_at"],
        "2026-11-22T09:14:00-05:00"
    );
    assert_eq!(
        shown["timeline"][1]["set"]["waiting_until"],
        "2026-11-23T07:00:00-05:00"
    );
    let log = desk.json(["log", &before]);
    assert_eq!(log["events"][1]["at"], "2026-11-22T09:14:00-05:00");
    for commit in desk.json(["log", "--commits"])["commits"]
        .as_array()
        .unwrap()
    {
        assert_eq!(commit["at"], "2026-11-22T09:14:00-05:00");
    }
    // The files keep what was written.
    assert!(
        desk.ticket(&before)
            .contains("opened_at: 2026-11-22T14:14:00Z")
    );
    assert!(
        desk.ticket(&after)
            .contains("opened_at: 2026-11-22T09:14:00-05:00")
    );
}
