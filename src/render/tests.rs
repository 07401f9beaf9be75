use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::core::when::Instant;

pub(super) fn written(answer: &Answer<'_>, format: Format, style: &Style) -> String {
    let mut out = Vec::new();
    render(answer, format, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What is written, for a snapshot. That is blind to blank ends, to an indent of
/// all lines and to CR: a page has none.
pub(super) fn page(answer: &Answer, format: Format, style: &Style) -> String {
    let text = written(answer, format, style);
    let lines = text.strip_suffix('\n').unwrap();
    assert!(lines == lines.trim() && !lines.contains('\r'), "{text:?}");
    text
}

fn wide(width: usize) -> Style {
    Style {
        width: Some(width),
        ..Style::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("id", "ID").role(Role::Id),
        Column::new("priority", "PRI"),
        Column::new("opened_at", "OPENED"),
        Column::new("customer", "CUSTOMER").shrink(2),
        Column::new("title", "TITLE").shrink(1),
        Column::new("spent", "SPENT").right(),
    ]
}

fn row(id: &str, level: u8, customer: &str, title: &str, spent: i64) -> Vec<Cell> {
    vec![
        Cell::text(id),
        Cell::Ranked {
            text: format!("P{level}"),
            level,
        },
        Cell::Instant(Instant::parse_from_rfc3339("2026-11-22T14:14:00Z").unwrap()),
        Cell::text(customer),
        Cell::text(title),
        Cell::Duration(spent),
    ]
}

/// An answer about one thing of any shape.
pub(super) fn one(schema: &'static str, value: Value) -> Answer<'static> {
    Answer::made(schema, move || Ok(Data::One(value.clone())))
}

/// An answer that lists things of any shape, as a table.
pub(super) fn many(
    (schema, key, each): (&'static str, &'static str, &'static str),
    items: Vec<Value>,
    table: Table,
) -> Answer<'static> {
    let data = move || {
        let items = items.clone();
        Ok(Data::Many { key, each, items })
    };
    Answer::made(schema, data).with_table(move || table.clone())
}

const LIST: (&str, &str, &str) = ("bitacora/list/1", "tickets", "bitacora/ticket/1");

/// Two tickets, one with wide characters.
fn list() -> Answer<'static> {
    list_as(|_| {})
}

/// The same, with its table changed.
fn list_as(change: impl FnOnce(&mut Table)) -> Answer<'static> {
    let items = vec![
        json!({"id": "INC-261122-K7F4Q", "priority": "P2", "spent": 7800}),
        json!({"id": "INC-261122-M3D9Z", "priority": "P4", "spent": 45}),
    ];
    let mut table = two();
    change(&mut table);
    many(LIST, items, table)
}

fn two() -> Table {
    let mut table = Table::new(columns());
    table.rows.push(row(
        "INC-261122-K7F4Q",
        2,
        "coop-andina",
        "Invoices are rejected with error H007",
        7_800,
    ));
    table.rows.push(row(
        "INC-261122-M3D9Z",
        4,
        "北海道生協",
        "請求書の印刷 🦀 fails",
        45,
    ));
    table
}

fn empty() -> Answer<'static> {
    many(LIST, Vec::new(), Table::new(columns()))
}

#[test]
fn a_pipe_gets_whole_columns() {
    insta::assert_snapshot!(page(&list(), Format::Table, &Style::default()), @r"
    ID                PRI  OPENED            CUSTOMER     TITLE                                     SPENT
    INC-261122-K7F4Q  P2   2026-11-22 14:14  coop-andina  Invoices are rejected with error H007  2 h 10 m
    INC-261122-M3D9Z  P4   2026-11-22 14:14  北海道生協   請求書の印刷 🦀 fails                      45 s
    ");
}

#[test]
fn a_terminal_gets_what_fits() {
    insta::assert_snapshot!(page(&list(), Format::Table, &wide(80)), @r"
    ID                PRI  OPENED            CUSTOMER     TITLE                SPENT
    INC-261122-K7F4Q  P2   2026-11-22 14:14  coop-andina  Invoices are re…  2 h 10 m
    INC-261122-M3D9Z  P4   2026-11-22 14:14  北海道生協   請求書の印刷 🦀…      45 s
    ");
    let ascii = Style {
        ascii: true,
        ..wide(80)
    };
    assert!(written(&list(), Format::Table, &ascii).contains("  Invoices are...  "));
    assert_eq!(
        written(&list(), Format::Table, &wide(200)),
        written(&list(), Format::Table, &wide(120))
    );
}

#[test]
fn an_id_is_whole_on_the_narrowest_terminal() {
    let text = written(&list(), Format::Table, &wide(40));
    assert!(text.contains("\nINC-261122-K7F4Q  P2 "), "{text}");
    assert_eq!(text.lines().count(), 3);
}

#[test]
fn no_line_is_wider_than_the_terminal_or_ends_in_a_space() {
    for width in [80, 81, 99, 200] {
        for line in written(&list(), Format::Table, &wide(width)).lines() {
            assert!(line.width() <= width, "{width}: {line}");
            assert_eq!(line, line.trim_end());
        }
    }
}

#[test]
fn colour_lies_on_the_text_alone() {
    let answer = list_as(|table| {
        table.columns.truncate(2);
        table.notes.push("2 tickets".into());
    });
    let style = Style {
        color: true,
        ..Style::default()
    };
    assert_eq!(
        written(&answer, Format::Table, &style),
        "\u{1b}[1mID\u{1b}[0m                \u{1b}[1mPRI\u{1b}[0m\n\
         \u{1b}[36mINC-261122-K7F4Q\u{1b}[0m  \u{1b}[31mP2\u{1b}[0m\n\
         \u{1b}[36mINC-261122-M3D9Z\u{1b}[0m  P4\n\
         \u{1b}[2m2 tickets\u{1b}[0m\n"
    );
}

#[test]
fn a_record_folds_its_values() {
    let record = Table::record(vec![
        (
            "title",
            Cell::text("Invoices are rejected with error H007 since this morning"),
        ),
        ("assignee", Cell::Missing),
    ]);
    let answer = one("bitacora/ticket/1", json!({}))
        .with_table(move || record.clone())
        .with_prose("## Diagnosis\n\nA missing tax code.\n\n");
    insta::assert_snapshot!(page(&answer, Format::Table, &wide(40)), @r"
    title     Invoices are rejected with
              error H007 since this morning
    assignee  -

    ## Diagnosis

    A missing tax code.
    ");
}

#[test]
fn json_is_an_envelope() {
    assert_eq!(
        written(&list(), Format::Json, &Style::default()),
        "{\"schema\":\"bitacora/list/1\",\"tickets\":[\
         {\"id\":\"INC-261122-K7F4Q\",\"priority\":\"P2\",\"spent\":7800},\
         {\"id\":\"INC-261122-M3D9Z\",\"priority\":\"P4\",\"spent\":45}]}\n"
    );
    let ticket = one("bitacora/ticket/1", json!({"schema": "x", "id": "INC"}));
    assert_eq!(
        written(&ticket, Format::Json, &wide(80)),
        "{\n  \"schema\": \"bitacora/ticket/1\",\n  \"id\": \"INC\"\n}\n"
    );
    assert_eq!(
        written(&list(), Format::Jsonl, &wide(80)),
        "{\"schema\":\"bitacora/ticket/1\",\"id\":\"INC-261122-K7F4Q\",\"priority\":\"P2\",\"spent\":7800}\n\
         {\"schema\":\"bitacora/ticket/1\",\"id\":\"INC-261122-M3D9Z\",\"priority\":\"P4\",\"spent\":45}\n"
    );
    let bare = one("bitacora/count/1", json!(3));
    assert_eq!(
        written(&bare, Format::Jsonl, &wide(80)),
        "{\"schema\":\"bitacora/count/1\",\"value\":3}\n"
    );
}

#[test]
fn csv_has_typed_values() {
    let mut first = two();
    first.rows[0].truncate(2);
    let mut second = Table::new(vec![Column::new("=share", "Share")]).titled("By channel");
    second.rows = vec![
        vec![Cell::Percent(984)],
        vec![Cell::NotApplicable],
        vec![Cell::Number(-3)],
    ];
    let answer = list().with_tables(move || vec![first.clone(), second.clone()]);
    insta::assert_snapshot!(page(&answer, Format::Csv, &wide(40)), @r"
    table,id,priority,opened_at,customer,title,spent
    id,INC-261122-K7F4Q,P2,,,,
    id,INC-261122-M3D9Z,P4,2026-11-22T14:14:00Z,北海道生協,請求書の印刷 🦀 fails,45

    table,'=share
    By channel,98.4
    By channel,
    By channel,-3
    ");
}

#[test]
fn csv_quotes_what_it_must() {
    let mut table = Table::new(vec![Column::new("a", "A"), Column::new("b", "B")]);
    table.rows.push(vec![
        Cell::text("say \"no\", twice"),
        Cell::text("two\r\nlines"),
    ]);
    let answer = one("x", json!({})).with_table(move || table.clone());
    assert_eq!(
        written(&answer, Format::Csv, &Style::default()),
        "a,b\n\"say \"\"no\"\", twice\",\"two\nlines\"\n"
    );
}

#[test]
fn markdown_is_a_table_of_a_forge() {
    let answer = list_as(|table| {
        table.title = Some("Active | all".into());
        table.notes.push("- 2 tickets".into());
        table.rows[1][4] = Cell::text("<b>|`x`\nhttps://x.y");
    });
    let answer = answer.with_prose("a\n```\nb\n");
    insta::assert_snapshot!(page(&answer, Format::Markdown, &wide(40)), @r"
    ## Active \| all

    | ID | PRI | OPENED | CUSTOMER | TITLE | SPENT |
    | --- | --- | --- | --- | --- | ---: |
    | INC-261122-K7F4Q | P2 | 2026-11-22 14:14 | coop-andina | Invoices are rejected with error H007 | 2 h 10 m |
    | INC-261122-M3D9Z | P4 | 2026-11-22 14:14 | 北海道生協 | \<b\>\|\`x\` https\://x.y | 45 s |

    \- 2 tickets

    ````text
    a
    ```
    b
    ````
    ");
}

#[test]
fn an_empty_answer_keeps_its_form() {
    assert_eq!(written(&empty(), Format::Table, &wide(80)), "");
    assert_eq!(
        written(&empty(), Format::Json, &Style::default()),
        "{\"schema\":\"bitacora/list/1\",\"tickets\":[]}\n"
    );
    assert_eq!(written(&empty(), Format::Jsonl, &Style::default()), "");
    assert_eq!(
        written(&empty(), Format::Csv, &Style::default()),
        "id,priority,opened_at,customer,title,spent\n"
    );
    assert_eq!(
        written(&empty(), Format::Markdown, &Style::default()),
        "| ID | PRI | OPENED | CUSTOMER | TITLE | SPENT |\n| --- | --- | --- | --- | --- | ---: |\n"
    );
    let mut titled = Table::new(columns()).titled("Reopened");
    titled.notes.push("None since October.".into());
    let titled = many(LIST, Vec::new(), titled);
    assert_eq!(
        written(&titled, Format::Table, &wide(80)),
        "Reopened\n(none)\nNone since October.\n"
    );
    for &format in Format::COMMON {
        let mut nothing = Table::new(Vec::new());
        nothing.rows.push(vec![]);
        written(&many(LIST, Vec::new(), nothing), format, &wide(80));
        written(&empty().with_tables(Vec::new), format, &wide(80));
    }
}

#[test]
fn a_ticket_is_one_line_in_a_pipe() {
    for (length, whole) in [(30_000, true), (100_000, false)] {
        let answer = list_as(|table| table.rows[0][4] = Cell::text("日".repeat(length)));
        let text = written(&answer, Format::Table, &Style::default());
        assert_eq!(text.lines().count(), 3);
        assert_eq!(text.contains('…'), !whole);
        assert!(!whole || text.matches('日').count() == length);
        let csv = written(&answer, Format::Csv, &Style::default());
        assert_eq!(csv.matches('日').count(), length);
    }
}

#[test]
fn long_lines_of_prose_are_folded_at_spaces_under_their_quote_mark() {
    let answer = one("bitacora/x/1", json!({})).with_prose(
        "> one two three four\nfive\n| a long row of a table |\nunbreakable-word-here x",
    );
    let style = Style {
        width: Some(12),
        ..Style::default()
    };
    let mut out = Vec::new();
    render(&answer, Format::Table, &style, &mut out).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "> one two\n> three four\nfive\n| a long row of a table |\nunbreakable-word-here\nx\n"
    );
}

#[test]
fn a_column_is_for_programs_or_for_those_who_have_room() {
    let mut table = Table::new(vec![
        Column::new("id", "ID"),
        Column::new("seconds", "SECONDS").for_programs(),
        Column::new("due", "DUE").if_room(1),
    ]);
    let cells = ["INC-261122-K7F4Q", "60", "today 17:00"];
    table.rows.push(cells.map(Cell::text).to_vec());
    let answer = many(LIST, Vec::new(), table);
    let with_due = "\
ID                DUE
INC-261122-K7F4Q  today 17:00
";
    for (style, text) in [
        (Style::default(), with_due),
        (wide(29), with_due),
        (wide(28), "ID\nINC-261122-K7F4Q\n"),
    ] {
        assert_eq!(written(&answer, Format::Table, &style), text);
    }
    let csv = written(&answer, Format::Csv, &Style::default());
    assert_eq!(csv, "id,seconds,due\nINC-261122-K7F4Q,60,today 17:00\n");
}

#[test]
fn without_room_beside_the_others_a_column_goes_under_each_row() {
    let mut table = Table::new(vec![
        Column::new("priority", "PRI"),
        Column::new("why", "WHY").wrap(1),
        Column::new("title", "TITLE").shrink(1).below(),
        Column::new("command", "TYPE").below(),
    ]);
    for cells in [
        [
            "P1",
            "the wait is over",
            "Facturación rechazada",
            "bitacora reply K7F4Q",
        ],
        [
            "-",
            "response: 3 h left",
            "Nómina",
            "bitacora classify 2RKFE",
        ],
    ] {
        table.rows.push(cells.map(Cell::text).to_vec());
    }
    let next = ("bitacora/next/1", "items", "bitacora/next-item/1");
    let answer = many(next, Vec::new(), table);
    let beside = "\
PRI  WHY                 TITLE                  TYPE
P1   the wait is over    Facturación rechazada  bitacora reply K7F4Q
-    response: 3 h left  Nómina                 bitacora classify 2RKFE
";
    let below = "\
PRI  WHY
P1   the wait is over
     Facturación rechazada
     bitacora reply K7F4Q
-    response: 3 h left
     Nómina
     bitacora classify 2RKFE
";
    let folded = "\
PRI  WHY
P1   the wait is
     over
     Facturación…
     bitacora reply K7F4Q
-    response: 3
     h left
     Nómina
     bitacora classify 2RKFE
";
    for (style, text) in [
        (Style::default(), beside),
        (wide(71), beside),
        (wide(55), below),
        (wide(26), below),
        (wide(17), folded),
    ] {
        assert_eq!(written(&answer, Format::Table, &style), text);
    }
    let csv = written(&answer, Format::Csv, &wide(17));
    assert!(csv.starts_with("priority,why,title,command\nP1,the wait is over,"));
}
