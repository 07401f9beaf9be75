//! `bitacora search`: words in tickets and articles, the best first.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;
use serde_json::Value;

use crate::support::Desk;

/// A desk with tickets in two languages and an article.
fn filled() -> Desk {
    let desk = Desk::new();
    for (title, code, customer, text) in [
        (
            "Facturación rechazada",
            "H007",
            "coop-andina",
            "El flete no cuadra con la suma.",
        ),
        (
            "Printer is silent",
            "TX-22",
            "coop-costa",
            "Since the invoice of Monday.\nCuadra, no. Nothing prints.",
        ),
        (
            "Payroll",
            "E1",
            "coop-costa",
            "The invoices and the printers are fine.",
        ),
    ] {
        let arguments = ["--error-code", code, "--customer", customer, "-m", text];
        desk.open([&[title], &arguments[..]].concat());
    }
    desk.write(
        "faq/freight.md",
        "# Invoices with freight\n\nLeave the freight out.\n",
    );
    desk
}

/// The titles that a text finds, the best first.
fn titles(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let found = desk.json([&["search"], arguments].concat());
    let found = found["found"].as_array().unwrap().iter();
    found
        .map(|found| found["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn words_are_found_whatever_their_case_accents_and_ending() {
    let desk = filled();
    let (spanish, printer, payroll) = ("Facturación rechazada", "Printer is silent", "Payroll");
    let freight = "Invoices with freight";
    for (text, expected) in [
        ("factura", &[spanish][..]),
        ("FACTURACION", &[spanish]),
        ("facturación", &[spanish]),
        ("fact*", &[spanish]),
        ("facturaci*", &[spanish]),
        ("invoice", &[freight, payroll, printer]),
        ("invoices", &[freight, payroll, printer]),
        ("\"invoice\"", &[printer]),
        ("\"no cuadra\"", &[spanish]),
        ("\"no cuad\"*", &[spanish]),
        ("h007", &[spanish]),
        ("tx-22", &[printer]),
        ("22-tx", &[]),
        ("printing invoice", &[printer]),
        ("invoice -monday", &[freight, payroll]),
        ("invoice customer:coop-costa", &[payroll, printer]),
        ("invoice customer:coop-costa -error_code:E1", &[printer]),
        ("flete suma status:closed", &[]),
    ] {
        let mut found = titles(&desk, &[text]);
        // Of equal worth or nearly so: which comes first is not the matter here.
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_id_is_found_as_it_is_written_in_any_case() {
    let desk = filled();
    let id = desk.open(["A cash box"]);
    for text in [id.clone(), id.to_lowercase(), id[11..].to_owned()] {
        assert_eq!(titles(&desk, &[&text]), ["A cash box"], "{text}");
    }
}

#[test]
fn titles_and_codes_weigh_more_than_the_text_below() {
    let desk = Desk::new();
    desk.open(["Alpha", "-m", "The freight is late, the freight is lost."]);
    desk.open(["Freight", "-m", "Nothing else."]);
    assert_eq!(titles(&desk, &["freight"]), ["Freight", "Alpha"]);
    let (shown, said) = desk.run(["search", "freight", "--limit", "1"]).both(0);
    assert!(
        shown.contains("Freight") && !shown.contains("Alpha"),
        "{shown}"
    );
    assert_eq!(said, "The best 1 shown; --limit shows more.\n");
}

#[test]
fn a_table_shows_where_the_words_are() {
    let desk = filled();
    let id = desk.json(["search", "flete"])["found"][0]["id"].clone();
    let id = id.as_str().unwrap();
    desk.run(["search", "flete"])
        .stdout(format!(
            "\
ID                STATUS  CUSTOMER     TITLE                  TEXT
{id}  open    coop-andina  Facturación rechazada  El flete no cuadra con la suma.
"
        ))
        .ok();
    desk.run(["search", "leave", "--format", "csv"])
        .stdout(
            "\
kind,id,status,customer,title,snippet
article,freight,article,,Invoices with freight,… freight Leave the freight out.
",
        )
        .ok();
    let pieces = desk.json(["search", "suma", "flete"])["found"][0]["snippet"].clone();
    assert_eq!(
        pieces,
        serde_json::json!([
            {"text": "El ", "hit": false},
            {"text": "flete", "hit": true},
            {"text": " no cuadra con la ", "hit": false},
            {"text": "suma", "hit": true},
            {"text": ".", "hit": false},
        ])
    );
}

#[test]
fn hits_are_bold_where_colour_is_welcome() {
    let desk = filled();
    let shown = desk.run(["search", "flete", "--color", "always"]).shown();
    assert!(shown.contains("El \u{1b}[1mflete\u{1b}[0m no"), "{shown}");
}

#[test]
fn nothing_found_is_no_error() {
    let desk = filled();
    desk.run(["search", "zebra"])
        .stderr("Nothing found; WORD* looks for words that begin so.\n")
        .ok();
    desk.run(["search", "\u{1f600}", "?!"])
        .stderr("Nothing found: there is no word in it.\n")
        .ok();
    let none = desk.json(["search", "zebra"]);
    assert_eq!(none["found"], serde_json::json!([]));
}

#[test]
fn fields_are_those_of_list_and_a_text_is_needed() {
    let desk = filled();
    desk.run(["search", "flete", "prioritty:P1"]).error(
        2,
        "`prioritty` is not a field",
        "did you mean priority:?",
    );
    desk.run(["search", "status:open"]).error(
        2,
        "there is no word to look for",
        "bitacora list --all QUERY finds tickets by their fields",
    );
}

#[test]
fn no_text_is_a_mistake_of_grammar() {
    let desk = filled();
    let long = "palabra' AND (\"x\" NEAR/3 *".repeat(400);
    for text in [
        "\"",
        "a\"b",
        "NEAR(flete suma)",
        "AND",
        "OR NOT",
        "* ^ + { } ( ) : ;",
        "flete'; DROP TABLE text; --",
        "- -- ---",
        "\u{1f600} \u{0} \u{1b}[1m",
        long.as_str(),
    ] {
        let text = text.replace('\0', " ");
        let run = desk.run(["search", "--", &format!("x {text}")]);
        assert_eq!(run.taken().0, 0, "{text}");
    }
}

#[test]
fn a_query_without_an_index_has_the_same_answer_and_a_damaged_one_is_made_again() {
    let desk = filled();
    let said = desk.run(["search", "invoice"]).shown();
    let without = desk
        .command(["search", "invoice"])
        .env("BITACORA_NO_INDEX", "1")
        .run();
    assert_eq!(without.shown(), said);
    let folder = desk.root().join(".git/bitacora");
    let file = std::fs::read_dir(&folder).unwrap().flatten();
    let mut file = file.map(|entry| entry.path());
    let file = file.find(|path| path.extension().is_some_and(|end| end == "sqlite"));
    let db = Connection::open(file.unwrap()).unwrap();
    db.execute_batch("DELETE FROM text_data WHERE id > 10")
        .unwrap();
    drop(db);
    assert_eq!(desk.run(["search", "invoice"]).shown(), said);
}

/// What happens to the texts of a desk.
fn change(desk: &Desk, step: usize, choice: usize) {
    let file = format!(
        "file=$(find tickets faq -name '*.md' | sort | sed -n '{}p'); [ -n \"$file\" ] || exit 0\n",
        choice % 5 + 1
    );
    let shell = |script: &str| desk.shell(&format!("{file}{script}"));
    match step {
        0 => desk.open([["An invoice", "Una factura", "Printing"][choice % 3]]),
        1 => shell("sed -i 's/flete/facturas/' \"$file\""),
        2 => shell("printf 'An invoice was printed twice.\\n' >> \"$file\""),
        3 => shell("rm \"$file\""),
        4 => shell("mkdir -p faq; printf 'Facturas: h007\\n' > faq/one.md"),
        5 => shell("printf 'status: [' >> \"$file\"; sed -i '2d' \"$file\""),
        6 => shell("git checkout -q -- tickets 2>/dev/null || true"),
        _ => shell("sed -i 's/^title: ./title: Factura /' \"$file\""),
    };
}

#[test]
fn an_index_that_was_kept_in_step_answers_as_one_made_anew() {
    let steps = prop::collection::vec((0..8_usize, 0..40_usize), 1..6);
    let mut runner = TestRunner::new(Config {
        cases: 6,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&steps, |steps| {
            let desk = filled();
            desk.json(["search", "invoice"]);
            for (step, choice) in steps {
                change(&desk, step, choice);
                for question in [
                    &["search", "invoice"][..],
                    &["search", "factura"],
                    &["search", "pr*"],
                    &["similar", "an invoice was printed"],
                ] {
                    let ask = |no_index: &str| {
                        let mut process = desk.process();
                        process.env("BITACORA_NO_INDEX", no_index).args(question);
                        let output = process.output().unwrap();
                        String::from_utf8(output.stdout).unwrap()
                    };
                    prop_assert_eq!(ask(""), ask("1"), "{:?}", question);
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn list_search_and_tags_fold_alike_and_an_enye_that_is_typed_is_wanted() {
    let desk = Desk::new();
    for title in [
        "Facturación rechazada",
        "Cierre del año",
        "Tubo del ano",
        "La o\u{fb01}cina cerrada",
        "\u{ff34}\u{ff38}\u{ff0d}22 falla",
        "Straße gesperrt",
    ] {
        desk.open([title, "--tag", title]);
    }
    for (typed, found) in [
        ("facturacion", &["Facturación rechazada"][..]),
        ("FACTURACIÓN", &["Facturación rechazada"]),
        ("ano", &["Cierre del año", "Tubo del ano"]),
        ("año", &["Cierre del año"]),
        ("AN\u{303}O", &["Cierre del año"]),
        ("oficina", &["La o\u{fb01}cina cerrada"]),
        ("tx-22", &["\u{ff34}\u{ff38}\u{ff0d}22 falla"]),
        ("strasse", &["Straße gesperrt"]),
    ] {
        let titles = |answer: Value, key: &str| {
            let found = answer[key].as_array().unwrap().iter();
            let mut titles: Vec<String> = found
                .map(|each| each["title"].as_str().unwrap().to_owned())
                .collect();
            titles.sort_unstable();
            titles
        };
        assert_eq!(
            titles(desk.json(["list", typed]), "tickets"),
            found,
            "list {typed}"
        );
        assert_eq!(
            titles(desk.json(["search", typed]), "found"),
            found,
            "search {typed}"
        );
        let title = format!("title:{typed}");
        assert_eq!(
            titles(desk.json(["list", &title]), "tickets"),
            found,
            "{title}"
        );
    }
    let without = desk.json(["search", "del", "-año"]);
    assert_eq!(without["found"][0]["title"], "Tubo del ano");
    let tagged = desk.json(["list", "tag:\"CIERRE DEL AÑO\""]);
    assert_eq!(tagged["tickets"].as_array().unwrap().len(), 1);
}
