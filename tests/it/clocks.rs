//! Clocks on the command line: `sla`, the columns of `list`, the page of a
//! ticket, and the terms of queries.

use serde_json::json;

use crate::support::{CONFIG, Desk};

pub(crate) const HOURS: &str = "\
calendars:
  office:
    hours: {mon: [\"09:00-17:00\"], tue: [\"09:00-17:00\"], wed: [\"09:00-17:00\"], thu: [\"09:00-17:00\"], fri: [\"09:00-17:00\"]}
";

const ANDINA: &str = "\
---
customer: coop-andina
name: Cooperativa Andina
contacts:
  marta: {name: Marta Gil, email: marta@andina.example}
  luis: {name: Luis Paz, email: luis@andina.example, approves: true}
terms:
- from: 2026-01-01
  calendar: office
  targets:
    P1: {response: {clock: 1h}, resolution: {clock: 8h}}
    P2: {response: {business: 2h, stops: attended}, resolution: {business: 8h}, update: {business: 4h}}
    P3: {response: {business: 4h}, resolution: {business: 16h}}
  silence: {remind: 2d, close: 3d}
---
";

/// A desk with a contract, on Monday at nine when its office opens.
pub(crate) fn bound() -> Desk {
    let desk = Desk::with_config(&format!("{CONFIG}{HOURS}"));
    desk.write("contracts/coop-andina.md", ANDINA);
    desk.at("2026-11-23T09:00:00-05:00");
    desk
}

pub(crate) fn open(desk: &Desk, title: &str, level: &str) -> String {
    let judged = ["--impact", level, "--urgency", level];
    desk.open([&[title, "--requester", "marta"][..], &judged].concat())
}

/// Alpha was answered too late and must be resolved today, nobody has answered
/// Beta, and nothing is promised about Gamma. It is half past three.
fn desk() -> (Desk, [String; 3]) {
    let desk = bound();
    let alpha = open(&desk, "Alpha", "high");
    let beta = open(&desk, "Beta", "medium");
    let gamma = desk.open(["Gamma", "--requester", "hernan"]);
    desk.at("2026-11-23T10:30:00-05:00");
    desk.step(["reply", &alpha, "-m", "We are on it."]);
    desk.at("2026-11-23T15:30:00-05:00");
    (desk, [alpha, beta, gamma])
}

#[test]
fn sla_shows_each_clock_the_most_urgent_ticket_first() {
    let (desk, _) = desk();
    let table = desk
        .run(["sla"])
        .stderr("1 ticket more, to which no contract promises anything.\n")
        .page();
    insta::assert_snapshot!(table, @r"
    ID                PRI  TARGET      STATE      ELAPSED       LEFT  HOURS     DUE          TITLE
    INC-261123-00002  P3   response    overdue   6 h 30 m  -2 h 30 m  business  today 13:00  Beta
    INC-261123-00002  P3   resolution  running   6 h 30 m   9 h 30 m  business  11-24 17:00  Beta
    INC-261123-00001  P1   response    breached  1 h 30 m      -30 m  clock     today 10:00  Alpha
    INC-261123-00001  P1   resolution  at-risk   6 h 30 m   1 h 30 m  clock     today 17:00  Alpha
    ");
    desk.run(["sla", "customer:none"])
        .stderr("No ticket found; --all looks at those that have ended too.\n")
        .ok();
}

#[test]
fn sla_gives_programs_a_row_for_each_ticket_and_target() {
    let (desk, _) = desk();
    let sheet = desk.run(["sla", "alpha", "--format", "csv"]).page();
    insta::assert_snapshot!(sheet, @r"
    id,customer,contract,priority,unclassified,target,promised,state,standing,start,stop,budget_seconds,elapsed_seconds,left_seconds,hours,percent,due_at,breach_at,void,title
    INC-261123-00001,coop-andina,coop-andina,P1,false,response,clock 1h,breached,breached,2026-11-23T09:00:00-05:00,2026-11-23T10:30:00-05:00,3600,5400,-1800,clock,150.0,2026-11-23T10:00:00-05:00,2026-11-23T10:00:00-05:00,,Alpha
    INC-261123-00001,coop-andina,coop-andina,P1,false,resolution,clock 8h,running,at-risk,2026-11-23T09:00:00-05:00,,28800,23400,5400,clock,81.2,2026-11-23T17:00:00-05:00,2026-11-23T17:00:00-05:00,,Alpha
    ");
    let sla = desk.json(["sla", "alpha"]);
    assert_eq!(sla["schema"], "bitacora/sla/1");
    insta::assert_snapshot!(desk.sheet(&sla["clocks"][1]));
    let lines = desk.run(["sla", "--format", "jsonl"]).both(0).0;
    assert_eq!(lines.lines().count(), 4);
}

#[test]
fn what_happened_later_has_not_happened_as_of_an_instant() {
    let (desk, [alpha, ..]) = desk();
    let states = |query: &[&str]| {
        let arguments = [&["sla", "alpha"], query, &["--format", "jsonl"]].concat();
        let text = desk.run(arguments).shown();
        let state = |line: &str| {
            let clock: serde_json::Value = serde_json::from_str(line).unwrap();
            clock["standing"].as_str().unwrap_or("none").to_owned()
        };
        text.lines().map(state).collect::<Vec<_>>()
    };
    assert_eq!(states(&[]), ["none", "at-risk"]);
    assert_eq!(states(&["--as-of", "10:15"]), ["overdue", "running"]);
    assert_eq!(states(&["--as-of", "tomorrow"]), ["none", "overdue"]);
    assert_eq!(states(&["overdue", "--as-of", "09:50"]), [""; 0]);
    assert_eq!(states(&["--as-of", "08:00"]), [""; 0]);
    desk.run(["sla", "explain", &alpha, "--as-of", "08:00"])
        .error(
            5,
            &format!("{alpha} was not filed yet at 2026-11-23T08:00:00-05:00"),
            &format!("bitacora log {alpha} shows when it was filed"),
        );
}

#[test]
fn explain_gives_every_interval_its_reason_and_what_was_no_response() {
    let desk = bound();
    let id = open(&desk, "Alpha", "medium");
    desk.at("2026-11-23T09:30:00-05:00");
    desk.step(["note", &id, "-m", "Probably the printer."]);
    desk.step(["receive", &id, "-m", "Any news?"]);
    desk.at("2026-11-23T16:00:00-05:00");
    desk.step(["wait", &id, "--on", "customer", "-m", "Which printer?"]);
    desk.at("2026-11-24T10:00:00-05:00");
    desk.step(["receive", &id, "-m", "The old one."]);
    desk.at("2026-11-24T10:00:07-05:00");
    insta::assert_snapshot!(desk.run(["sla", "explain", &id]).page());
    let one = desk.json(["sla", "explain", &id, "--target", "reso"]);
    let clock = &one["clocks"][0];
    assert_eq!(clock["target"], "resolution");
    assert_eq!(clock["original_due_at"], "2026-11-24T17:00:00-05:00");
    assert_eq!(clock["stretches"][1]["reason"], "customer");
    let stretches = clock["stretches"].as_array().unwrap();
    let counted = stretches
        .iter()
        .filter(|stretch| stretch["reason"] == "counted");
    let sum: i64 = counted
        .map(|stretch| stretch["seconds"].as_i64().unwrap())
        .sum();
    assert_eq!(clock["elapsed_seconds"], sum);
}

#[test]
fn explain_says_so_where_nothing_is_promised() {
    let (desk, [alpha, _, gamma]) = desk();
    desk.run(["sla", "explain", &gamma])
        .stdout(format!("{gamma}  Gamma\n(none)\n"))
        .stderr(format!("nothing is promised for {gamma}.\n"))
        .ok();
    let (_, remark) = desk
        .run(["sla", "explain", &alpha, "--target", "update"])
        .both(0);
    assert_eq!(remark, format!("no update is promised for {alpha}.\n"));
    desk.run(["sla", "explain", &alpha, "--target", "repair"])
        .error(
            4,
            "`repair` is not a target",
            "it may be response, resolution or update",
        );
}

/// The titles that a list shows, in its order.
fn titles(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let columns = ["--columns", "title", "--format", "csv"];
    let text = desk.run([&["list"], arguments, &columns].concat()).shown();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn queries_ask_for_clocks() {
    let (desk, _) = desk();
    for (query, found) in [
        (&["overdue"][..], &["Beta"][..]),
        (&["OVERDUE"], &["Beta"]),
        (&["at-risk"], &["Alpha"]),
        (&["breached"], &["Alpha", "Beta"]),
        (&["-breached"], &["Gamma"]),
        (&["-overdue"], &["Alpha", "Gamma"]),
        (&["breached", "priority:P1"], &["Alpha"]),
        (&["due:today"], &["Alpha", "Beta"]),
        (&["due:<=2026-11-23"], &["Alpha", "Beta"]),
        (&["due:<14:00"], &["Beta"]),
        (&["-due:<14:00"], &["Alpha", "Gamma"]),
        (&["due:2026-11-24.."], &[]),
        (&["due:none"], &["Gamma"]),
        (&["due:any"], &["Alpha", "Beta"]),
        (&["\"overdue\""], &[]),
        (&["text:overdue"], &[]),
        (&["-\"overdue\""], &["Alpha", "Beta", "Gamma"]),
    ] {
        assert_eq!(titles(&desk, query), found, "{query:?}");
    }
    desk.run(["list", "due:"]).error(
        2,
        "`due:` needs a value",
        "quotes keep < and > from the shell, 'due:>=...'; due:none asks for tickets without one",
    );
    desk.run(["list", "duo:today"])
        .error(2, "`duo` is not a field", "did you mean due:?");
}

#[test]
fn words_that_ask_for_clocks_are_text_in_quotes() {
    let (desk, _) = desk();
    desk.open(["An overdue invoice", "--requester", "hernan"]);
    assert_eq!(titles(&desk, &["overdue"]), ["Beta"]);
    assert_eq!(titles(&desk, &["\"overdue\""]), ["An overdue invoice"]);
}

#[test]
fn a_list_shows_and_sorts_by_what_is_due() {
    let (desk, _) = desk();
    let list = ["list", "--sort", "due", "--columns", "id,due,sla,title"];
    insta::assert_snapshot!(desk.run(list).page(), @r"
    ID                DUE          SLA      TITLE
    INC-261123-00002  today 13:00  overdue  Beta
    INC-261123-00001  today 17:00  at-risk  Alpha
    INC-261123-00003  -            -        Gamma
    ");
    assert_eq!(
        titles(&desk, &["--sort", "-due"]),
        ["Alpha", "Beta", "Gamma"]
    );
    let listed = desk.json(["list", "--columns", "due,sla"]);
    let alpha = &listed["tickets"][0];
    assert_eq!(alpha["due"], "2026-11-23T17:00:00-05:00");
    assert_eq!(alpha["sla"], "at-risk");
    assert!(desk.json(["list"])["tickets"][0].get("due").is_none());
}

/// Elsewhere hours of the clock were shown for a target in business hours.
#[test]
fn the_page_of_a_ticket_says_what_is_due_and_whose_hours_are_left() {
    let (desk, [alpha, beta, _]) = desk();
    let clocks = |id: &str| {
        let text = desk.run(["show", id]).shown();
        let lines = text.lines().filter(|line| line.starts_with("res"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        clocks(&alpha),
        [
            "response    breached: stopped today 10:30, 30 m of clock hours too late",
            "resolution  at risk: due today 17:00, 1 h 30 m left of clock hours",
        ]
    );
    assert_eq!(
        clocks(&beta),
        [
            "response    overdue since today 13:00, by 2 h 30 m of business hours",
            "resolution  due 11-24 17:00, 9 h 30 m left of business hours",
        ]
    );
    desk.step(["wait", &alpha, "--on", "customer"]);
    assert_eq!(
        clocks(&alpha)[1],
        "resolution  paused (customer), 1 h 30 m left of clock hours"
    );
    let waiver = [
        "--target",
        "response",
        "--agreed-by",
        "luis",
        "-m",
        "It was a drill.",
    ];
    desk.step([&["waive", &beta][..], &waiver].concat());
    assert_eq!(
        clocks(&beta)[0],
        "response    void: given up, agreed by luis, after a breach"
    );
    desk.step(["resolve", &beta, "-m", "Done."]);
    assert_eq!(
        clocks(&beta)[1],
        "resolution  met today 15:30, 9 h 30 m left of business hours"
    );
    assert_eq!(desk.field(&alpha, "clocks")[1]["state"], "paused");
}

#[test]
fn a_report_asks_for_clocks_as_of_its_instant() {
    let (desk, _) = desk();
    let tickets = |query: &str, as_of: &str| {
        let report = desk.json(["report", "backlog", "--where", query, "--as-of", as_of]);
        report["tickets"].as_u64().unwrap()
    };
    assert_eq!(tickets("overdue", "15:00"), 1);
    assert_eq!(tickets("overdue", "12:00"), 0);
    assert_eq!(tickets("breached", "10:00:00"), 0);
    assert_eq!(tickets("breached", "10:00:01"), 1);
    assert_eq!(tickets("due:2026-11-24", "12:00"), 0);
}

#[test]
fn a_report_reads_clocks_at_the_second_at_which_sla_does() {
    let desk = bound();
    let id = open(&desk, "Alpha", "high");
    let response = |command: &[&str], list: &str, elapsed: &str| {
        let answer = desk.json(command);
        let mut clocks = answer[list].as_array().unwrap().iter();
        let clock = clocks.find(|clock| clock["target"] == "response");
        let clock = clock.unwrap_or_else(|| panic!("{answer}"));
        (clock["state"].clone(), clock[elapsed].clone())
    };
    let sla = || response(&["sla"], "clocks", "elapsed_seconds");
    let report = |list| response(&["report", "compliance"], list, "elapsed_s");
    // The last second that is in time.
    desk.at("2026-11-23T10:00:00-05:00");
    assert_eq!(sla(), (json!("running"), json!(3600)));
    assert_eq!(report("open"), sla());
    desk.step(["reply", &id, "-m", "We are on it."]);
    assert_eq!(sla(), (json!("met"), json!(3600)));
    assert_eq!(report("verdicts"), sla());
}

#[test]
fn a_contract_that_cannot_be_read_costs_no_list_its_tickets() {
    let (desk, [alpha, ..]) = desk();
    desk.write("contracts/coop-andina.md", "---\ncustomer: [\n---\n");
    let _ = desk.run(["list"]).shown();
    let (page, warning) = desk.run(["show", &alpha]).both(3);
    assert!(page.contains("Alpha"), "{page}");
    assert!(
        warning.starts_with("warning: contracts/coop-andina.md:"),
        "{warning}"
    );
}

#[test]
fn an_answer_about_one_ticket_is_whole_whatever_the_contracts_of_others_are() {
    let (desk, [alpha, beta, _]) = desk();
    desk.write("contracts/zeta.md", "---\ncustomer: [\n---\n");
    for command in [&["show", &alpha][..], &["sla", "explain", &alpha]] {
        let (_, said) = desk.run(command).both(0);
        assert_eq!(said, "", "{command:?}");
        let (document, _) = desk.run([command, &["--format", "json"]].concat()).both(0);
        assert!(!document.contains("unreadable"), "{document}");
    }
    // What it once was bound by counts: its months are booked under that.
    desk.write("contracts/zeta.md", ANDINA.replace("coop-andina", "zeta"));
    desk.replace(&beta, "\ncustomer: coop-andina", "\ncustomer: zeta");
    desk.step(["commit", &beta]);
    let _ = desk.run(["show", &beta]).both(0);
    desk.write("contracts/coop-andina.md", "---\ncustomer: [\n---\n");
    for command in [&["show", &beta][..], &["sla", "explain", &beta]] {
        let (_, said) = desk.run(command).both(3);
        assert!(
            said.starts_with("warning: contracts/coop-andina.md:"),
            "{said}"
        );
    }
}

#[test]
fn a_channel_that_is_listed_no_more_is_named_and_never_judged_in_silence() {
    let without = format!("{CONFIG}{HOURS}channels:\n  phone: live\n  email: later\n");
    let with = format!("{without}  hotline: live\n");
    let desk = bound();
    desk.write("bitacora.yaml", &with);
    let called = ["Called", "--requester", "marta", "--channel", "hotline"];
    let called = [&called[..], &["--impact", "high", "--urgency", "high"]].concat();
    let id = desk.open(called);
    let written = desk.open(["Written", "--requester", "marta", "--channel", "email"]);
    desk.at("2026-11-23T11:00:00-05:00");
    let answers = [
        &["sla"][..],
        &["sla", "explain", &id],
        &["show", &id],
        &["next"],
        &["list", "--columns", "id,due"],
        &["list", "overdue"],
        &["report", "compliance", "--fail-on", "breached"],
        &["report", "summary"],
        &["report", "customer", "coop-andina"],
    ];
    let ask = |line: &[&str], code| {
        let (document, said) = desk.run([line, &["--format", "json"]].concat()).both(code);
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        (document["unreadable"].clone(), said)
    };
    for line in answers {
        let (unreadable, said) = ask(line, 0);
        let is_whole = unreadable.as_array().is_none_or(Vec::is_empty);
        assert!(is_whole && !said.contains("hotline"), "{line:?}: {said}");
    }
    desk.write("bitacora.yaml", &without);
    for line in answers {
        let (unreadable, said) = ask(line, 3);
        assert_eq!(unreadable[0]["path"], "bitacora.yaml", "{line:?}");
        assert_eq!(unreadable.as_array().unwrap().len(), 1, "{line:?}");
        let said = said.lines().filter(|line| line.contains("`hotline`"));
        assert_eq!(said.count(), 1, "{line:?}");
    }
    // Nothing depends on it here.
    for line in [&["show", &*written][..], &["list"], &["report", "volume"]] {
        let _ = desk.run(line).both(0);
    }
}

#[test]
fn a_channel_of_the_past_is_missed_where_books_ask_for_it() {
    let without = format!("{CONFIG}{HOURS}channels:\n  phone: live\n  email: later\n");
    let desk = bound();
    desk.write("bitacora.yaml", format!("{without}  hotline: live\n"));
    let filed = [
        "Called",
        "--requester",
        "marta",
        "--channel",
        "hotline",
        "--at",
        "-30m",
    ];
    let judged = ["--impact", "high", "--urgency", "high"];
    let id = desk.open([&filed[..], &judged].concat());
    desk.replace(&id, "\nchannel: hotline", "\nchannel: email");
    desk.step(["commit", &id]);
    desk.at("2026-11-23T11:00:00-05:00");
    let _ = desk.run(["report", "compliance"]).both(0);
    desk.write("bitacora.yaml", &without);
    let (_, said) = desk.run(["report", "compliance"]).both(3);
    assert!(said.contains("`hotline` is no channel any more"), "{said}");
    // A query that asks for clocks asks as well.
    let (_, said) = desk.run(["report", "volume", "--where", "overdue"]).both(0);
    assert!(!said.contains("hotline"), "{said}");
    desk.write("bitacora.yaml", format!("{without}  hotline: live\n"));
    let called = desk.open([&filed[..], &judged].concat());
    desk.write("bitacora.yaml", &without);
    for line in [
        &["report", "volume", "--where", "overdue"][..],
        &["report", "backlog", "--where", "-overdue"],
        &["search", "called", "-overdue"],
        &["list", "-overdue"],
    ] {
        let (_, said) = desk.run(line).both(3);
        assert!(
            said.contains("`hotline` is no channel any more"),
            "{line:?} {said}"
        );
    }
    desk.write("bitacora.yaml", format!("{without}  hotline: live\n"));
    desk.replace(&called, "\nchannel: hotline", "\nchannel: email");
    desk.step(["commit", &called]);
    desk.write("bitacora.yaml", &without);
    // Its clocks of now are those of a letter.
    let _ = desk.run(["show", &id]).both(0);
}

/// Whether who attended was a technician is not known of one who is in no list.
#[test]
fn an_agent_of_the_past_is_missed_where_a_tier_decides() {
    let desk = bound();
    desk.write(
        "contracts/coop-andina.md",
        "---\ncustomer: coop-andina\nname: Andina\nterms:\n- from: 2026-01-01\n  attended_by_tier: 2\n  \
         targets:\n    P1: {response: {clock: 1h, stops: attended}}\n---\n",
    );
    let with = |agents: &str| format!("{CONFIG}{HOURS}").replacen("agents:\n", agents, 1);
    desk.write("bitacora.yaml", with("agents:\n  rosa: {tier: 2}\n"));
    let filed = ["Down", "--customer", "coop-andina", "--impact", "high"];
    let id = desk.open([&filed[..], &["--urgency", "high"]].concat());
    let _ = desk.run(["take", &id, "--as", "rosa"]).both(0);
    desk.at("2026-11-23T12:00:00-05:00");
    let _ = desk.run(["report", "compliance"]).both(0);
    desk.write("bitacora.yaml", with("agents:\n"));
    let (told, said) = desk
        .run(["report", "compliance", "--format", "json"])
        .both(3);
    assert!(said.contains("`rosa` is no agent any more"), "{said}");
    assert!(told.contains("`rosa` is no agent any more"), "{told}");
    desk.write(
        "bitacora.yaml",
        with("agents:\n  rosa: {tier: 2, until: 2026-11-22}\n"),
    );
    let _ = desk.run(["report", "compliance"]).both(0);
    // Whoever resolves it has answered, of whichever tier they are.
    desk.write("bitacora.yaml", with("agents:\n  rosa: {tier: 2}\n"));
    let done = desk.open([&filed[..], &["--urgency", "high"]].concat());
    let resolved = ["resolve", &done, "--as", "rosa", "-m", "It runs."];
    let _ = desk.run(resolved).both(0);
    desk.write("bitacora.yaml", with("agents:\n"));
    let _ = desk.run(["sla", "explain", &done]).both(0);
}

#[test]
fn no_customer_is_told_of_promises_that_cannot_be_read() {
    let desk = bound();
    let _ = open(&desk, "Alpha", "high");
    let _ = desk.run(["report", "customer", "coop-andina"]).both(0);
    let broken = ANDINA.replace(
        "customer: coop-andina\n",
        "customer: coop-andina\nbogus: 1\n",
    );
    desk.write("contracts/coop-andina.md", broken);
    let (told, said) = desk.run(["report", "customer", "coop-andina"]).both(3);
    assert_eq!(told, "");
    assert!(said.contains("contracts/coop-andina.md:"), "{said}");
}

#[test]
fn a_calendar_that_is_no_more_is_named_with_where_to_find_it() {
    let (desk, [alpha, ..]) = desk();
    desk.write("bitacora.yaml", CONFIG);
    for line in [
        &["sla"][..],
        &["show", &alpha],
        &["next"],
        &["report", "compliance", "--fail-on", "contract"],
    ] {
        let (_, said) = desk.run(line).both(3);
        let fault =
            "warning: contracts/coop-andina.md:9:13: `office` is not a calendar of this desk (";
        let hint = "git log -p -S 'office:' -- bitacora.yaml";
        let told = said.lines().find(|line| line.starts_with(fault));
        assert!(told.is_some_and(|line| line.contains(hint)), "{said}");
    }
}

#[test]
fn a_contract_that_cannot_be_read_is_not_replaced_by_the_default_one() {
    let (desk, [alpha, beta, _]) = desk();
    let lax = "---\ncustomer: default\nname: All others\nterms: [{from: 2026-01-01, targets: {P1: {response: {clock: 99h}}, P3: {response: {clock: 99h}}}}]\n---\n";
    desk.write("contracts/default.md", lax);
    desk.write("contracts/coop-andina.md", "---\ncustomer: [\n---\n");
    let (_, said) = desk.run(["sla", "customer:coop-andina"]).both(3);
    let (fault, rest) = said.split_once('\n').unwrap();
    assert!(
        fault.starts_with("warning: contracts/coop-andina.md:"),
        "{said}"
    );
    assert_eq!(rest, "2 tickets more, whose contract cannot be read.\n");
    let told = |command: &[&str]| desk.run(command).both(3);
    for id in [&alpha, &beta] {
        let (_, said) = told(&["sla", "explain", id]);
        let last = said.lines().last().unwrap();
        assert_eq!(last, format!("the contract of {id} cannot be read."));
        let (page, _) = told(&["show", id, "--format", "json"]);
        assert!(page.contains("\"clocks\":[]"), "{page}");
        for question in [&["next"][..], &["list", "due:>=2026-01-01"]] {
            let (found, _) = told(question);
            assert!(!found.contains(id.as_str()), "{found}");
        }
    }
    let report = ["report", "compliance", "--format", "json"];
    let (report, _) = desk.run(report).both(3);
    assert!(!report.contains(&alpha), "{report}");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["unreadable"][0]["path"], "contracts/coop-andina.md");
}

/// A late update is broken for good; what is due is the next.
#[test]
fn after_a_late_update_the_next_one_is_what_is_due() {
    let desk = bound();
    let contract = ANDINA.replace(
        "P1: {response: {clock: 1h}, resolution: {clock: 8h}}",
        "P1: {update: {clock: 2h}}",
    );
    desk.write("contracts/coop-andina.md", &contract);
    let alpha = open(&desk, "Alpha", "high");
    desk.step(["reply", &alpha, "-m", "We are on it."]);
    desk.at("2026-11-23T13:00:00-05:00");
    desk.step(["reply", &alpha, "-m", "Still on it."]);
    desk.at("2026-11-23T14:00:00-05:00");
    desk.run(["sla"])
        .stdout(format!(
            "\
ID                PRI  TARGET  STATE    ELAPSED  LEFT  HOURS  DUE          TITLE
{alpha}  P1   update  running      1 h   1 h  clock  today 15:00  Alpha
"
        ))
        .ok();
    let report: serde_json::Value = serde_json::from_str(
        &desk
            .run([
                "report",
                "compliance",
                "--period",
                "2026-11",
                "--format",
                "json",
            ])
            .shown(),
    )
    .unwrap();
    let update = &report["total"]["update"];
    assert_eq!(
        (&update["met"], &update["breached"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(update["updates"], json!({"in_time": 0, "due": 1}));
    let shown = desk
        .run(["report", "compliance", "--period", "2026-11"])
        .shown();
    assert!(
        shown.contains("CONTRACT     UPDATES IN TIME\ncoop-andina   0.0 % (0 of 1)\n"),
        "{shown}"
    );
}
