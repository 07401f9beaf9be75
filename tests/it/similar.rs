//! `bitacora similar`: what was solved before and is like it.

use serde_json::json;

use crate::support::Desk;

/// Files a ticket and ends it.
fn solved(desk: &Desk, title: &str, code: &str) -> String {
    let id = desk.open([title, "--error-code", code]);
    let judged = ["--impact", "low", "--urgency", "low"];
    desk.step([&["resolve", &id, "-m", "Done."], &judged[..]].concat());
    id
}

fn ids(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let found = desk.json([&["similar"], arguments].concat());
    let found = found["found"].as_array().unwrap().iter();
    found
        .map(|found| {
            let name = if found["kind"] == "ticket" {
                "id"
            } else {
                "slug"
            };
            found[name].as_str().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn only_what_was_solved_and_never_itself() {
    let desk = Desk::new();
    let old = solved(&desk, "Facturas con flete rechazadas", "H007");
    let other = solved(&desk, "A cash box is stuck", "E1");
    let open = desk.open(["Factura con fletes rechazada"]);
    let cancelled = desk.open(["Facturas con flete rechazadas"]);
    desk.step([
        "cancel",
        &cancelled,
        "--as",
        "duplicate",
        "--of",
        &old,
        "-m",
        "The same.",
    ]);
    assert_eq!(ids(&desk, &[&open]), [old.as_str()]);
    assert!(ids(&desk, &[&old]).is_empty());
    assert_eq!(ids(&desk, &["the", "cash", "box"]), [other.as_str()]);
    desk.run(["similar", "zebra"])
        .stderr("Nothing like it was solved before.\n")
        .ok();
}

#[test]
fn the_same_code_counts_and_what_is_common_is_said() {
    let desk = Desk::new();
    let old = solved(&desk, "Alpha", "H007");
    let new = desk.open(["Freight", "--error-code", "h007"]);
    let found = desk.json(["similar", &new])["found"][0].clone();
    assert_eq!(found["id"], json!(old));
    assert_eq!(found["percent"], json!(33));
    assert_eq!(
        found["common"],
        json!({"words": [], "error_code": "h007", "service": null})
    );
}

#[test]
fn articles_are_among_them() {
    let desk = Desk::new();
    desk.write(
        "faq/freight.md",
        "# Invoices with freight\n\nLeave it out.\n",
    );
    assert_eq!(ids(&desk, &["an invoice with freight"]), ["freight"]);
    desk.run(["similar", "freight"])
        .stdout(
            [
                "  %  ID       STATUS   TITLE                  IN COMMON\n",
                "100  freight  article  Invoices with freight  freight\n",
            ]
            .concat(),
        )
        .ok();
}

#[test]
fn a_ticket_that_is_not_there_is_no_text() {
    let desk = Desk::new();
    desk.run(["similar", "INC-261122-00000"]).error(
        5,
        "no ticket ends in `INC-261122-00000`",
        "bitacora list --all shows every ticket",
    );
}
