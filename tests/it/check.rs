//! `bitacora check`: each thing that can be wrong is found at its place.

use serde_json::{Value, json};

use crate::support::{CONFIG, Desk, path_of};

const ID: &str = "INC-261122-K7F4Q";

/// A ticket in which nothing is wrong, without its `---` lines and body.
const GOOD: &str = "\
id: INC-261122-K7F4Q
title: Printer
status: open
tier: 1
opened_at: 2026-11-22T09:14:00-05:00
timeline:
- at: 2026-11-22T09:14:00-05:00
  by: ana
  event: opened
  ev: k7q2m9
  set: {status: open, title: Printer, tier: 1, opened_at: 2026-11-22T09:14:00-05:00}
";

/// A desk whose one ticket is [`GOOD`] with these replacements and this body.
fn desk(changes: &[(&str, &str)], body: &str) -> Desk {
    let mut text = GOOD.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    let desk = Desk::new();
    desk.write(&path_of(ID), format!("---\n{text}---\n{body}"));
    desk.shell("git add tickets && git commit -q -m ticket -- tickets");
    desk
}

/// The findings as `weight rule line:column reason`.
fn findings(desk: &Desk, status: i32) -> Vec<String> {
    let (stdout, _) = desk.run(["check", "--format", "json"]).both(status);
    let found: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(found["schema"], "bitacora/check/1");
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let findings = found["findings"].as_array().unwrap().iter();
    findings
        .map(|found| {
            let part = |name: &str| text(&found[name]);
            format!(
                "{} {} {}:{} {}",
                part("weight"),
                part("rule"),
                part("line"),
                part("column"),
                part("reason")
            )
        })
        .collect()
}

fn finds(changes: &[(&str, &str)], body: &str, wanted: &[&str]) {
    assert_eq!(findings(&desk(changes, body), 7), wanted);
}

#[test]
fn a_sound_store_is_said_to_be_so() {
    let desk = desk(&[], "\nText.\n");
    desk.run(["check"])
        .stderr("4 files checked: no fault, 0 notes.\n")
        .ok();
    desk.run(["check", ID])
        .stderr("1 file checked: no fault, 0 notes.\n")
        .ok();
}

#[test]
fn a_finding_is_printed_with_its_place_and_the_answer_is_no() {
    let desk = desk(&[("\ntier: 1", "\ntier: 2")], "");
    desk.run(["check"])
        .stdout(format!(
            "{}:5:1:  fault  ticket/fold  tier is 2, and the timeline makes it 1\n",
            path_of(ID)
        ))
        .stderr("error: 1 fault found in 4 files\n")
        .code(7);
}

#[test]
fn fields_are_what_the_timeline_makes_them() {
    finds(
        &[("\ntitle: Printer", "\ntitle: Other"), ("\ntier: 1", "")],
        "",
        &[
            "fault ticket/fold 2:1 tier is absent, and the timeline makes it 1",
            "fault ticket/fold 3:1 title is Other, and the timeline makes it Printer",
        ],
    );
}

#[test]
fn what_a_ticket_must_have_is_missed() {
    finds(
        &[("\ntitle: Printer", ""), (", title: Printer", "")],
        "",
        &["fault ticket/required 2:1 `title` is missing"],
    );
}

#[test]
fn an_event_that_stands_twice_or_too_early_or_out_of_place_is_found() {
    let note =
        "timeline:\n- {at: 2026-11-22T09:00:00-05:00, by: ana, event: attended, ev: k7q2m9}\n";
    finds(
        &[("timeline:\n", note)],
        "",
        &[
            "fault ticket/event 8:3 the event k7q2m9 is before opened_at",
            "fault ticket/event 8:3 the first event is `attended`, not `opened`",
            "fault ticket/event 9:3 the event k7q2m9 stands twice",
        ],
    );
}

#[test]
fn a_step_that_the_lifecycle_lacks_has_no_effect_and_of_an_import_it_is_odd() {
    let event = "- {at: 2026-11-22T10:00:00-05:00, by: ana, event: closed, ev: n0c4wz, set: {status: closed}}\n";
    let changes = |event: &str| {
        let good = GOOD
            .replace("\nstatus: open", "\nstatus: closed")
            .replace("tier: 1\n", "priority: P3\ntier: 1\n");
        let good = good.replace("tier: 1, opened", "priority: P3, tier: 1, opened");
        format!("{good}{event}")
    };
    let place = "14:3 open cannot become closed (event n0c4wz)";
    let whole = changes(event).replace("\nstatus: closed", "\nstatus: open");
    let desk = desk(&[(GOOD, &whole)], "");
    let step =
        "closed by ana (n0c4wz) has no effect: by then it was open, since opened by ana (k7q2m9)";
    assert_eq!(
        findings(&desk, 0),
        [format!("note ticket/step 14:3 {step}")]
    );
    // Whoever takes a step later knew how the ticket stands.
    let later = "- {at: 2026-11-22T11:00:00-05:00, by: ana, event: cancelled, ev: n0c4x0, set: {status: cancelled, cancellation: withdrawn}}\n";
    let later = format!("{whole}{later}").replace(
        "\nstatus: open",
        "\ncancellation: withdrawn\nstatus: cancelled",
    );
    desk.write(&path_of(ID), format!("---\n{later}---\n"));
    desk.shell("git commit -q -m later -- tickets");
    assert_eq!(findings(&desk, 0), [""; 0]);
    let imported = changes(&event.replace("set:", "imported: true, set:"));
    desk.write(&path_of(ID), format!("---\n{imported}---\n"));
    desk.shell("git commit -q -m imported -- tickets");
    assert_eq!(
        findings(&desk, 0),
        [format!("note ticket/transition {place}")]
    );
}

#[test]
fn messages_and_events_pair_both_ways() {
    let note = "- {at: 2026-11-22T10:00:00-05:00, by: ana, event: noted, ev: n0c4wz}\n";
    let good = format!("{GOOD}{note}");
    finds(
        &[(GOOD, &good)],
        "\n## Conversation\n\n### 2026-11-22T10:00:00-05:00 · ana → note · p3x8da\n> x\n",
        &[
            "fault ticket/message 13:3 the event n0c4wz has no message in the conversation",
            "fault ticket/message 18:1 the message p3x8da has no event",
        ],
    );
    let message = "\n### 2026-11-22T10:00:00-05:00 · ana → note · n0c4wz\n> x\n";
    finds(
        &[(GOOD, &good)],
        &format!("\n## Conversation\n{message}{message}"),
        &["fault ticket/message 21:1 the message n0c4wz stands twice"],
    );
}

#[test]
fn values_that_the_desk_does_not_know_are_found() {
    finds(
        &[
            ("tier: 1\n", "service: mail\nassignee: bob\ntier: 1\n"),
            ("tier: 1, ", "service: mail, assignee: bob, tier: 1, "),
        ],
        "",
        &[
            "fault ticket/value 5:1 service: `mail` is not in the list of bitacora.yaml",
            "fault ticket/value 6:1 assignee: `bob` is not an agent of bitacora.yaml",
        ],
    );
}

#[test]
fn a_customer_without_a_contract_and_a_stranger_are_found() {
    let customer = |key: &str| format!("customer: {key}\n");
    let within = |key: &str| format!("customer: {key}, ");
    finds(
        &[
            (
                "tier: 1\n",
                &format!("{}tier: 1\n", customer("coop-andino")),
            ),
            ("tier: 1, ", &format!("{}tier: 1, ", within("coop-andino"))),
        ],
        "",
        &["fault ticket/value 5:1 customer: `coop-andino` is not a customer with a contract"],
    );
    let both = [
        (
            "tier: 1\n",
            "customer: coop-andina\nrequester: hernan\ntier: 1\n",
        ),
        (
            "tier: 1, ",
            "customer: coop-andina, requester: hernan, tier: 1, ",
        ),
    ];
    let stranger = "requester: `hernan` is not a contact of a contract";
    finds(&both, "", &[&format!("fault ticket/value 6:1 {stranger}")]);
    // Of an import it is only odd, and nobody can say it of a contract that
    // cannot be read.
    let source = "\ntier: 1\nsource: {system: old, id: '1'}\n";
    let imported = [&both[..], &[("\ntier: 1\n", source)]].concat();
    let desk = desk(&imported, "");
    assert_eq!(
        findings(&desk, 0),
        [format!("note ticket/value 6:1 {stranger}")]
    );
    desk.write(
        "contracts/coop-andina.md",
        "---\ncustomer: coop-andina\n---\n",
    );
    let found = findings(&desk, 7);
    assert!(
        found
            .iter()
            .all(|line| line.starts_with("fault file/invalid ")),
        "{found:?}"
    );
}

#[test]
fn a_ticket_that_has_ended_is_not_judged_by_the_lists_of_today() {
    let desk = Desk::new();
    let lists = "services: [billing, till]\ncategories: [invoices]\n";
    let config = desk.read("bitacora.yaml");
    let is_list = |line: &&str| {
        !["services:", "categories:"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let config: Vec<&str> = config.lines().filter(is_list).collect();
    let config = config.join("\n");
    desk.write("bitacora.yaml", format!("{config}\n{lists}"));
    desk.step(["commit"]);
    let judged = [
        "--service",
        "till",
        "--category",
        "invoices",
        "--impact",
        "low",
        "--urgency",
        "low",
    ];
    let file = |title: &str| {
        let id = desk.open([title, "--channel", "chat"]);
        desk.step([&["classify", &id][..], &judged].concat());
        desk.step(["assign", &id, "carla"]);
        id
    };
    let (ended, active) = (file("A"), file("B"));
    desk.step(["resolve", &ended, "-m", "Done."]);
    let without_carla: Vec<&str> = config
        .lines()
        .filter(|line| !line.trim_start().starts_with("carla:"))
        .collect();
    assert_eq!(without_carla.len() + 1, config.lines().count());
    let now = "services: [billing]\ncategories: [other]\nchannels: {phone: live, email: later}\nmatrix: {high: {high: P1, medium: P1, low: P1}, medium: {high: P1, medium: P1, low: P1}, low: {high: P1, medium: P1, low: P1}}\n";
    desk.write(
        "bitacora.yaml",
        format!("{}\n{now}", without_carla.join("\n")),
    );
    desk.step(["commit"]);
    // The other is worked on: somebody can and must say what it is now.
    let found = findings(&desk, 7);
    let keys = ["assignee", "category", "channel", "priority", "service"];
    for key in keys {
        let found = found
            .iter()
            .filter(|line| line.contains(&format!(" {key}: ")));
        assert_eq!(found.count(), 1, "{key}");
    }
    assert_eq!(found.len(), keys.len(), "{found:?}");
    desk.step(["cancel", &active, "--as", "withdrawn"]);
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_ticket_that_has_ended_may_outlive_a_contact() {
    let desk = Desk::new();
    let id = desk.open(["A", "--requester", "marta"]);
    let contract = desk.read("contracts/coop-andina.md");
    let without = contract.replace(
        "  marta: {name: Marta Gil, email: marta@andina.example}\n",
        "",
    );
    desk.write("contracts/coop-andina.md", without);
    desk.step(["commit"]);
    let reason = "requester: `marta` is not a contact of a contract";
    assert_eq!(
        findings(&desk, 7),
        [format!("fault ticket/value 6:1 {reason}")]
    );
    desk.step(["cancel", &id, "--as", "withdrawn"]);
    assert_eq!(
        findings(&desk, 0),
        [format!("note ticket/value 6:1 {reason}")]
    );
}

#[test]
fn references_resolve_and_attachments_are_there() {
    let attached = "- {at: 2026-11-22T10:00:00-05:00, by: ana, event: attached, ev: n0c4wz, file: 0123abcd-a.txt}\n";
    let good = format!("{GOOD}{attached}");
    finds(
        &[
            (GOOD, &good),
            (
                "tier: 1\n",
                "parent: INC-261122-AAAAA\narticles: [h007]\ntier: 1\n",
            ),
            (
                "tier: 1, ",
                "parent: INC-261122-AAAAA, articles: [h007], tier: 1, ",
            ),
        ],
        "",
        &[
            "fault ticket/reference 5:1 parent: there is no ticket INC-261122-AAAAA",
            "fault ticket/reference 6:1 articles: there is no faq/h007.md",
            "fault ticket/attachment 15:3 the attachment 0123abcd-a.txt is missing",
        ],
    );
}

#[test]
fn a_file_in_a_tickets_folder_that_no_event_attached_is_noted() {
    let desk = desk(&[], "");
    let folder = path_of(ID);
    let folder = folder.trim_end_matches(".md");
    desk.write(&format!("{folder}/scan.png"), "bytes");
    assert_eq!(
        findings(&desk, 0),
        ["note ticket/attachment 2:1 scan.png lies in its folder and no event attached it"]
    );
}

#[test]
fn what_a_merge_could_not_unite_is_noted_with_what_to_do() {
    let desk = desk(&[], "");
    let folder = path_of(ID);
    let folder = folder.trim_end_matches(".md");
    let (ticket, article) = (
        format!("{folder}/unmerged-1a2b3c4d.md"),
        "faq/.unmerged-1a2b3c4d-tax.md.txt",
    );
    // Neither is read as a ticket or an article.
    desk.write(&ticket, "<<<<<<< HEAD\n");
    desk.write(article, "<<<<<<< HEAD\n");
    desk.write("faq/logo.svg", "");
    assert_eq!(
        findings(&desk, 0),
        [
            format!(
                "note file/unmerged 1:1 a merge could not unite it: take over what it has more, then git rm {article}"
            ),
            format!(
                "note ticket/unmerged 2:1 unmerged-1a2b3c4d.md is what a merge could not unite: take over what it has more, then git rm {ticket}"
            ),
        ]
    );
}

#[test]
fn an_attachment_that_is_a_link_is_found_and_hides_nothing_else() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let note = desk.home().join("note.txt");
    std::fs::write(&note, "text").unwrap();
    desk.step(["attach", &id, note.to_str().unwrap()]);
    let folder = path_of(&id);
    let folder = folder.trim_end_matches(".md");
    desk.shell(&format!("cd {folder} && ln -sf ../../../../../notes.txt *"));
    let found = findings(&desk, 7);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("is a symbolic link"), "{found:?}");
}

#[test]
fn the_committed_part_of_a_timeline_is_as_it_was() {
    let two = format!(
        "{GOOD}- {{at: 2026-11-22T10:00:00-05:00, by: ana, event: attended, ev: n0c4wz}}\n"
    );
    let desk = desk(&[(GOOD, &two)], "");
    let write = |text: &str| desk.write(&path_of(ID), format!("---\n{text}---\n"));
    let changed = "the event n0c4wz is not as it was committed, or not where";
    write(&two.replace("10:00:00-05:00, by: ana", "10:00:00-05:00, by: eva"));
    assert_eq!(
        findings(&desk, 7),
        [format!("fault ticket/timeline 13:3 {changed}")]
    );
    let (stdout, _) = desk.run(["check", ID]).both(7);
    assert!(stdout.contains(changed), "{stdout}");
    write(GOOD);
    assert_eq!(
        findings(&desk, 7),
        ["fault ticket/timeline 7:1 the event n0c4wz was committed and is gone"]
    );
    // It may grow.
    write(&format!(
        "{two}- {{at: 2026-11-22T11:00:00-05:00, by: ana, event: attended, ev: p0c4wz}}\n"
    ));
    assert_eq!(findings(&desk, 0), [""; 0]);
}

#[test]
fn a_file_that_head_has_and_the_work_tree_lacks_is_found() {
    let desk = desk(&[], "");
    desk.shell(&format!("rm {}", path_of(ID)));
    assert_eq!(
        findings(&desk, 7),
        ["fault store/missing 1:1 HEAD has it and the work tree lacks it"]
    );
}

#[test]
fn a_ticket_at_another_path_than_its_own_is_found() {
    let desk = desk(&[], "");
    desk.shell(&format!("mkdir -p tickets/2026/11/23 && git mv {} tickets/2026/11/23/ && git commit -q -m moved -- tickets", path_of(ID)));
    assert_eq!(
        findings(&desk, 7),
        [format!(
            "fault file/invalid 2:1 {ID} is not the id of this path \
             (git mv tickets/2026/11/23/{ID}.md {}, or mend the id)",
            path_of(ID)
        )]
    );
}

#[test]
fn a_contract_that_is_not_valid_is_found() {
    let desk = desk(&[], "");
    desk.write(
        "contracts/coop-andina.md",
        "---\ncustomer: coop-andino\nname: A\n---\n",
    );
    assert_eq!(
        findings(&desk, 7),
        [
            "fault file/invalid 2:11 `coop-andino` is not the file's name (coop-andina) \
             (write `customer: coop-andina`, or rename the file)"
        ]
    );
}

#[test]
fn a_configuration_that_is_not_valid_stops_every_command_with_its_place() {
    let desk = desk(&[], "");
    for (text, line) in [
        (
            format!("{CONFIG}lnguage: es\n"),
            "bitacora.yaml:9:1: `lnguage` is not a key of this file\nhint: did you mean language?\n",
        ),
        (CONFIG.replace("Bogota", "Bogotá"), "bitacora.yaml:2:11: "),
        (
            CONFIG.replace("format: 1", "format: 2"),
            "bitacora.yaml:1:1: format 2 is newer than this program, which knows 1\nhint: install the newer bitacora that wrote it\n",
        ),
        ("format: 1\n".to_owned(), "bitacora.yaml:1:"),
        ("[".to_owned(), "bitacora.yaml:"),
    ] {
        desk.write("bitacora.yaml", &text);
        for command in ["check", "list"] {
            let complaint = desk.run([command]).complaint(3);
            assert!(complaint.starts_with(line), "{complaint}");
        }
    }
}

#[test]
fn only_the_named_tickets_are_checked() {
    let desk = desk(&[("\ntier: 1", "\ntier: 2")], "");
    let other = desk.open(["B"]);
    desk.run(["check", &other, "-q"]).ok();
    let (stdout, _) = desk.run(["check", "k7f4q"]).both(7);
    assert!(stdout.starts_with(&path_of(ID)), "{stdout}");
    assert_eq!(json!(findings(&desk, 7).len()), json!(1));
}

#[test]
fn pages_about_a_folder_are_no_faults_and_other_things_in_it_are_told_of_by_init() {
    let desk = Desk::new();
    for folder in ["tickets", "tickets/2026", "contracts", "faq"] {
        for page in ["README.md", "readme.es.md", "_index.md", "LICENSE.md"] {
            desk.write(&format!("{folder}/{page}"), "# What is in here\n");
        }
    }
    desk.shell("git add . && git commit -q -m pages");
    desk.run(["check", "-q"]).ok();
    let lists = desk.run(["list"]).both(0).1;
    assert_eq!(
        lists,
        "No ticket found; --all looks at those that have ended too.\n"
    );
    desk.open(["A"]);
    let id = desk.open([
        "Readme",
        "--impact",
        "low",
        "--urgency",
        "low",
        "--resolution",
        "Read.",
    ]);
    let promoted = desk.run(["faq", "promote", &id, "-m", "x"]);
    assert_eq!(promoted.both(0).0, "readme-article\n");
    assert!(desk.read("faq/readme-article.md").contains("Readme"));
    desk.run(["check", "-q"]).ok();
}

#[test]
fn a_copy_beside_its_ticket_is_never_to_be_moved_over_it() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let path = path_of(&id);
    let copy = path.replace(".md", ".sync-conflict-20261122-101112-ABCDEFG.md");
    desk.write(&copy, desk.ticket(&id));
    let (stdout, _) = desk.run(["check"]).both(7);
    assert!(!stdout.contains("git mv"), "{stdout}");
    let hint = format!("git diff --no-index {path} {copy} shows what a copy has more");
    assert!(stdout.contains(&hint), "{stdout}");
}

#[test]
fn names_that_a_clone_on_windows_cannot_have_are_noted() {
    let desk = desk(&[], "");
    let article = "---\ntitle: Printers\n---\n\nText.\n";
    for path in ["faq/con.md", "faq/aux/printers.md", "faq/console.md"] {
        desk.write(path, article);
    }
    desk.write(
        "contracts/nul.md",
        "---\ncustomer: nul\nname: Nobody\n---\n",
    );
    desk.shell("git add faq contracts && git commit -q -m older");
    let (found, _) = desk.run(["check", "--format", "csv"]).both(0);
    let noted = found.lines().filter(|line| line.contains("file/device"));
    let noted: Vec<&str> = noted.collect();
    assert_eq!(noted.len(), 3, "{found}");
    for path in ["contracts/nul.md", "faq/aux/printers.md", "faq/con.md"] {
        assert!(noted.iter().any(|line| line.contains(path)), "{found}");
    }
    assert!(noted.iter().all(|line| line.contains("note")), "{found}");
}
