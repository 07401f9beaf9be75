//! What people type for a ticket.

use crate::support::{Desk, path_of};

/// A desk with the tickets INC-261122-K10FQ and INC-261122-AA0FQ.
fn desk() -> Desk {
    let desk = Desk::new();
    for id in ["INC-261122-K10FQ", "INC-261122-AA0FQ"] {
        desk.write(&path_of(id), format!("---\nid: {id}\ntitle: {id}\n---\n"));
    }
    desk.step(["commit"]);
    desk
}

#[test]
fn any_unique_ending_or_beginning_in_any_case_with_lookalikes_will_do() {
    let desk = desk();
    for reference in [
        "INC-261122-K10FQ",
        "inc-261122-k10fq",
        "261122-K10FQ",
        "k10fq",
        "KLOFQ",
        "kIofq",
        "10fq",
        " k10fq ",
        "k10",
        "inc-261122-k",
        "261122-klo",
        "INC-261122-K10FQ.md",
        "tickets/2026/11/22/INC-261122-K10FQ.md",
    ] {
        assert_eq!(
            desk.json(["show", reference])["id"],
            "INC-261122-K10FQ",
            "{reference}"
        );
    }
}

#[test]
fn an_ambiguous_one_lists_the_candidates() {
    let desk = desk();
    for command in [
        &["show", "0fq"][..],
        &["take", "fq"],
        &["show", "-q", "ofq"],
    ] {
        let reference = command.last().unwrap();
        desk.run(command).error(
            5,
            &format!("`{reference}` could be INC-261122-AA0FQ or INC-261122-K10FQ"),
            "type more of it",
        );
    }
}

#[test]
fn what_names_no_ticket_is_not_found() {
    let desk = desk();
    for reference in ["zzzzz", "INC-261122-ZZZZZ", "10f", "", "../../etc/passwd"] {
        desk.run(["show", reference]).error(
            5,
            &format!("there is no ticket `{reference}`"),
            "bitacora list --all shows every ticket",
        );
    }
}

#[test]
fn a_hyphen_reads_ids_from_standard_input_and_each_is_taken_once() {
    let desk = desk();
    let ids = "INC-261122-K10FQ  the first\n\naa0fq\nk10fq\n";
    desk.command(["note", "-", "-m", "Both."])
        .stdin(ids)
        .run()
        .stderr("INC-261122-K10FQ: note.\nINC-261122-AA0FQ: note.\n")
        .ok();
    assert_eq!(desk.subject(), "2 tickets: note");
    desk.command(["take", "-"]).stdin("\n").run().error(
        2,
        "no ticket was named on standard input",
        "one id a line",
    );
}

#[test]
fn the_output_of_list_may_be_piped_into_a_command() {
    let desk = desk();
    let ids = desk
        .run(["list", "--columns", "id", "--format", "csv"])
        .shown();
    let ids = ids.trim_start_matches("id\n");
    let (_, stderr) = desk.command(["take", "-"]).stdin(ids).run().both(0);
    assert_eq!(stderr.lines().count(), 2);
}

#[test]
fn what_list_prints_names_tickets_to_another_command() {
    let desk = Desk::new();
    let id = desk.open(["A"]);
    let list = format!("ID                PRI\n{id}  -\n");
    let said = desk.command(["take", "-"]).stdin(&list).run().complaint(0);
    assert_eq!(said, format!("{id}: take.\n"));
    assert_eq!(desk.field(&id, "assignee"), "ana");
}

#[test]
fn one_that_is_wrong_among_several_changes_none() {
    let desk = desk();
    let before = desk.commits();
    desk.run(["take", "k10fq", "zzzzz"]).error(
        5,
        "there is no ticket `zzzzz`",
        "bitacora list --all shows every ticket",
    );
    assert_eq!(desk.commits(), before);
}

#[test]
fn a_slip_of_one_or_two_characters_writes_to_no_ticket() {
    let desk = desk();
    desk.write(
        &path_of("INC-261122-BBB4Z"),
        "---\nid: INC-261122-BBB4Z\ntitle: Bystander\n---\n",
    );
    desk.step(["commit"]);
    let before = desk.commits();
    for command in [
        &["escalate", "k10fq", "z", "-m", "Too hard."][..],
        &["take", "4z"],
        &["note", "bb", "-m", "x"],
        &["link", "k10fq", "--to", "4Z", "--as", "related"],
        &[
            "cancel",
            "k10fq",
            "--as",
            "duplicate",
            "--of",
            "INC-261122-B",
        ],
    ] {
        let (_, stderr) = desk.run(command).both(5);
        let error = stderr.lines().next().unwrap();
        assert!(
            error.ends_with("is too short a reference to write to a ticket"),
            "{command:?}: {stderr}"
        );
    }
    assert_eq!(desk.commits(), before);
    // Reading does no harm, and three characters are no slip.
    assert_eq!(desk.json(["show", "z"])["id"], "INC-261122-BBB4Z");
    for three in ["b4z", "BBB", "inc-261122-bbb"] {
        desk.step(["note", three, "-m", "x"]);
    }
}

#[test]
fn a_ticket_is_found_by_the_number_it_had_where_it_came_from() {
    let desk = desk();
    let imported = |id: &str, number: &str| {
        let source = format!("source: {{system: jira, id: '{number}'}}");
        desk.write(
            &path_of(id),
            format!("---\nid: {id}\ntitle: x\n{source}\n---\n"),
        );
    };
    imported("INC-261122-CCCCC", "SUP-17");
    imported("INC-261122-DDDDD", "000");
    // Its random part ends like the other's old number: nobody can tell.
    imported("INC-261122-EE000", "9");
    desk.step(["commit"]);
    assert_eq!(desk.json(["show", "sup-17"])["id"], "INC-261122-CCCCC");
    desk.step(["note", "SUP-17", "-m", "x"]);
    desk.step(["note", "9", "-m", "x"]);
    desk.run(["show", "000"]).error(
        5,
        "`000` could be INC-261122-EE000 or INC-261122-DDDDD",
        "type more of it",
    );
}

#[test]
fn a_slip_of_one_or_two_characters_names_no_article_to_write_to() {
    let desk = Desk::new();
    let id = desk.judged("A");
    desk.write(
        "faq/h007-freight.md",
        "---\ntitle: T\ntickets: []\nvisibility: internal\ncreated: 2026-11-20\nupdated: 2026-11-20\n---\n\n## Problem\n\nx\n",
    );
    desk.step(["commit"]);
    let resolve =
        |slug: &str| ["resolve", &id, "-m", "Done.", "--article", slug].map(str::to_owned);
    for slip in ["h", "h0"] {
        desk.run(resolve(slip)).error(
            5,
            &format!("`{slip}` is too short a reference to write to an article"),
            "at least three characters name it; `bitacora faq show h007-freight` shows the one that fits",
        );
        assert_eq!(desk.run(["faq", "show", slip]).taken().0, 0);
    }
    desk.step(resolve("h00"));
    assert_eq!(desk.field(&id, "articles")[0], "h007-freight");
}
