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
fn any_unique_ending_in_any_case_with_lookalikes_will_do() {
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
fn an_ending_that_no_ticket_has_is_not_found() {
    let desk = desk();
    for reference in ["zzzzz", "INC-261122-ZZZZZ", "k10f", "", "../../etc/passwd"] {
        desk.run(["show", reference]).error(
            5,
            &format!("no ticket ends in `{reference}`"),
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
fn one_that_is_wrong_among_several_changes_none() {
    let desk = desk();
    let before = desk.commits();
    desk.run(["take", "k10fq", "zzzzz"]).error(
        5,
        "no ticket ends in `zzzzz`",
        "bitacora list --all shows every ticket",
    );
    assert_eq!(desk.commits(), before);
}
