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
        "there is no ticket `INC-261122-00000`",
        "bitacora list --all shows every ticket",
    );
}

/// What `open` says on a terminal, where both streams come out together.
fn opened(desk: &Desk, arguments: &[&str]) -> Option<String> {
    let run = desk.command([&["open"], arguments].concat());
    let shown = run.run_on_terminal()?.shown();
    Some(shown)
}

/// Whether the index of words is there.
fn has_words(desk: &Desk) -> bool {
    let index = desk.root().join(".git/bitacora/index-1.sqlite");
    let db = rusqlite::Connection::open(index).unwrap();
    db.prepare("SELECT * FROM word").is_ok()
}

#[test]
fn open_names_what_was_solved_before_on_a_terminal_alone() {
    let desk = Desk::new();
    let old = solved(&desk, "Facturas con flete rechazadas", "H007");
    desk.json(["similar", "flete"]);
    let new = ["Una factura con flete", "--error-code", "H007"];
    let suggestion = format!(
        "Solved before, and like this:\n  {old}  Facturas con flete rechazadas \
         (100 % alike: the code H007, con, factura and flete)\n"
    );
    let Some(shown) = opened(&desk, &new) else {
        return;
    };
    assert!(shown.starts_with(&format!("{suggestion}INC-")), "{shown}");
    let shown = opened(&desk, &[&new[..], &["--quiet"]].concat()).unwrap();
    assert!(shown.starts_with("INC-"), "{shown}");
    let shown = opened(&desk, &[&new[..], &["--dry-run"]].concat()).unwrap();
    assert!(!shown.contains(&old), "{shown}");
    let shown = opened(&desk, &["A printer is silent"]).unwrap();
    assert!(shown.starts_with("INC-"), "{shown}");
    desk.open(new);
}

#[test]
fn open_makes_no_index_for_a_suggestion() {
    let desk = Desk::new();
    solved(&desk, "Facturas con flete rechazadas", "H007");
    let folder = desk.root().join(".git/bitacora");
    let is_index = |entry: &std::fs::DirEntry| {
        let name = entry.file_name();
        name.to_str().is_some_and(|name| name.ends_with(".sqlite"))
    };
    let indexes = || {
        let files = std::fs::read_dir(&folder).unwrap().flatten();
        files.filter(is_index).count()
    };
    let Some(shown) = opened(&desk, &["Facturas con flete"]) else {
        return;
    };
    assert!(shown.starts_with("INC-"), "{shown}");
    assert_eq!(indexes(), 0);
    desk.json(["list"]);
    let shown = opened(&desk, &["Facturas con flete"]).unwrap();
    assert!(shown.starts_with("INC-"), "{shown}");
    assert!(!has_words(&desk));
}

#[test]
fn a_damaged_index_is_no_matter_for_open() {
    let desk = Desk::new();
    solved(&desk, "Facturas con flete rechazadas", "H007");
    desk.json(["similar", "flete"]);
    assert!(has_words(&desk));
    let index = desk.root().join(".git/bitacora/index-1.sqlite");
    let db = rusqlite::Connection::open(index).unwrap();
    db.execute_batch("DROP TABLE word").unwrap();
    drop(db);
    if let Some(shown) = opened(&desk, &["Facturas con flete"]) {
        assert!(shown.starts_with("INC-"), "{shown}");
    }
    assert_eq!(ids(&desk, &["flete"]).len(), 1);
}
