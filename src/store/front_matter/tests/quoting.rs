use proptest::prelude::*;
use serde_json::json;
use serde_yaml::Value;

use super::super::Document;
use super::{document, edited_head, push, read, set};

/// The file with `text` in each place that has rules of its own: a value, a
/// list in brackets, an event's field, a key.
fn everywhere(text: &str) -> String {
    let bytes = Document::create(
        &[
            ("title", json!(text)),
            ("tags", json!([text, "x"])),
            (
                "timeline",
                json!([{"note": text, "set": {"tags": [text], text: 1}}, text]),
            ),
        ],
        "\nbody\n",
    )
    .unwrap_or_else(|fault| panic!("{fault}: {text:?}"));
    String::from_utf8(bytes).unwrap()
}

fn check_round_trip(text: &str) {
    let file = everywhere(text);
    let value = read(&file).unwrap();
    let expected = Value::from(text);
    assert_eq!(value["title"], expected, "{file}");
    assert_eq!(value["tags"][0], expected, "{file}");
    assert_eq!(value["timeline"][0]["note"], expected, "{file}");
    assert_eq!(value["timeline"][0]["set"]["tags"][0], expected, "{file}");
    assert_eq!(value["timeline"][0]["set"][text], Value::from(1), "{file}");
    assert_eq!(value["timeline"][1], expected, "{file}");
    assert!(!file.contains('&') || text.contains('&'), "{file}");
}

/// Text and what stands behind `title: `.
const WRITTEN: [(&str, &str); 76] = [
    ("plain words", "plain words"),
    ("invoicing/tax", "invoicing/tax"),
    ("it's fine, (really) [1] {2}", "it's fine, (really) [1] {2}"),
    ("C# and a#b", "C# and a#b"),
    (
        "https://example.org/?a=1&b=2",
        "https://example.org/?a=1&b=2",
    ),
    ("Fish & chips *now*", "Fish & chips *now*"),
    ("ratón ☕ 日本", "ratón ☕ 日本"),
    ("-x", "-x"),
    ("1a2b3c4", "1a2b3c4"),
    ("k7q2m9", "k7q2m9"),
    ("1.2.3", "1.2.3"),
    ("192.168.0.1", "192.168.0.1"),
    ("2026-11-22T09:14:00-05:00", "\"2026-11-22T09:14:00-05:00\""),
    ("2026-11-22T09:14:00Z", "\"2026-11-22T09:14:00Z\""),
    ("2026-11-22", "\"2026-11-22\""),
    ("12:30", "\"12:30\""),
    ("017", "\"017\""),
    ("yes", "\"yes\""),
    ("on", "\"on\""),
    ("1e3", "\"1e3\""),
    ("1:30.5", "\"1:30.5\""),
    ("2026-11-22T9:14", "\"2026-11-22T9:14\""),
    ("a\u{ad}b", "\"a\\xADb\""),
    ("90m", "90m"),
    ("", "\"\""),
    (" ", "\" \""),
    (" x", "\" x\""),
    ("x ", "\"x \""),
    ("a: b", "\"a: b\""),
    ("a:", "\"a:\""),
    (":", "\":\""),
    ("a #b", "\"a #b\""),
    ("#x", "\"#x\""),
    ("1.10", "\"1.10\""),
    ("0012", "\"0012\""),
    ("1_000", "\"1_000\""),
    ("0x1F", "\"0x1F\""),
    ("0o17", "\"0o17\""),
    ("0b11", "\"0b11\""),
    ("-17", "\"-17\""),
    ("+1", "\"+1\""),
    ("1e5", "\"1e5\""),
    ("12e4567", "\"12e4567\""),
    (".5", "\".5\""),
    ("5.", "\"5.\""),
    (".inf", "\".inf\""),
    ("-.INF", "\"-.INF\""),
    (".NaN", "\".NaN\""),
    ("12:30:45", "\"12:30:45\""),
    ("no", "\"no\""),
    ("No", "\"No\""),
    ("y", "\"y\""),
    ("N", "\"N\""),
    ("off", "\"off\""),
    ("TRUE", "\"TRUE\""),
    ("null", "\"null\""),
    ("~", "\"~\""),
    ("<<", "\"<<\""),
    ("=", "\"=\""),
    ("2026-11-22 09:14:00", "\"2026-11-22 09:14:00\""),
    ("2026-1-2", "\"2026-1-2\""),
    ("---", "\"---\""),
    ("...", "\"...\""),
    ("- x", "\"- x\""),
    ("-", "\"-\""),
    ("? x", "\"? x\""),
    ("*x", "\"*x\""),
    ("&x", "\"&x\""),
    ("!x", "\"!x\""),
    ("@ana", "\"@ana\""),
    ("%x", "\"%x\""),
    ("[x]", "\"[x]\""),
    ("'x'", "\"'x'\""),
    ("\"x\": it's", "'\"x\": it''s'"),
    ("C:\\x: y", "'C:\\x: y'"),
    (
        "a\tb\u{1b}\u{7f}\u{85}\u{2028}\u{202e}\u{feff}\u{ffff}",
        "\"a\\tb\\x1B\\x7F\\x85\\u2028\\u202E\\uFEFF\\uFFFF\"",
    ),
];

#[test]
fn text_is_quoted_when_some_reader_would_take_it_for_something_else() {
    for (text, written) in WRITTEN {
        let file = everywhere(text);
        let line = file.lines().nth(1).unwrap();
        assert_eq!(line, format!("title: {written}"));
    }
}

#[test]
fn a_time_stands_bare_where_one_is_meant() {
    let instant = "2026-11-22T09:14:00-05:00";
    let bytes = Document::create(
        &[
            ("title", json!("2026-11-22")),
            ("tags", json!(["2026-11-22", instant])),
            ("opened_at", json!(instant)),
            ("promised_on", json!("2026-11-22")),
            (
                "timeline",
                json!([{"at": instant, "name": instant, "set": {"opened_at": instant, "title": "2026-11-22"}}]),
            ),
        ],
        "",
    );
    let text = String::from_utf8(bytes.unwrap()).unwrap();
    assert_eq!(
        document(&text).head(),
        format!(
            "title: \"2026-11-22\"\ntags: [\"2026-11-22\", \"{instant}\"]\nopened_at: {instant}\npromised_on: 2026-11-22\ntimeline:\n- at: {instant}\n  name: \"{instant}\"\n  set:\n    opened_at: {instant}\n    title: \"2026-11-22\"\n"
        )
    );
}

#[test]
fn awkward_text_comes_back_from_every_place() {
    for (text, _) in WRITTEN {
        check_round_trip(text);
    }
    let more = [
        "a, b",
        "a]b",
        "{a}",
        "a\nb",
        "a\nb\n",
        "a\n\nb",
        "a\n\n",
        "\na",
        " a\nb",
        "a \n b",
        "a\n ",
        "a\r\nb",
        "\n",
        "#\n#",
        "a\n---\nb",
        "---\n",
        "a\n\tb",
        "\ta\nb",
        "a: b\nc: d",
        "- a\n- b",
        "a\n# b\n",
        "a\n  \nb",
        "|",
        ">",
        "a:b",
        "'",
        "\"",
        "\\",
        "\u{0}",
        "😀\u{200d}x",
        "\u{e000}",
    ];
    for text in more {
        check_round_trip(text);
    }
    check_round_trip(&"long ".repeat(200));
}

#[test]
fn text_of_several_lines_is_a_block_where_that_is_safe() {
    let head = |text: &str| {
        let bytes = Document::create(&[("note", json!(text))], "").unwrap();
        document(&String::from_utf8(bytes).unwrap())
            .head()
            .to_owned()
    };
    assert_eq!(head("a\nb"), "note: |-\n  a\n  b\n");
    assert_eq!(head("a\n\n  b\n"), "note: |\n  a\n\n    b\n");
    assert_eq!(head("a\n\n"), "note: \"a\\n\\n\"\n");
    assert_eq!(head(" a\nb"), "note: \" a\\nb\"\n");
    assert_eq!(head("a\n \nb"), "note: \"a\\n \\nb\"\n");
    assert_eq!(head("a\r\nb"), "note: \"a\\r\\nb\"\n");
}

#[test]
fn values_of_other_types_are_written_in_their_own_form() {
    let cases = [
        (json!(null), "k: null\n"),
        (json!(true), "k: true\n"),
        (json!(-3), "k: -3\n"),
        (
            json!(18_446_744_073_709_551_615_u64),
            "k: 18446744073709551615\n",
        ),
        (json!(2.0), "k: 2.0\n"),
        (json!(1.5e300), "k: 1.5e300\n"),
        (json!([]), "k: []\n"),
        (json!({}), "k: {}\n"),
        (json!([1, "a", null]), "k: [1, a, null]\n"),
        (json!({"b": 1, "a": [1]}), "k:\n  b: 1\n  a: [1]\n"),
        (
            json!([{"b": 1, "a": {}}, [], [1], [[2], 3]]),
            "k:\n- b: 1\n  a: {}\n- []\n- [1]\n- - [2]\n  - 3\n",
        ),
        (
            json!([{"b": {"c": "x\ny"}}, "x\ny"]),
            "k:\n- b:\n    c: |-\n      x\n      y\n- |-\n  x\n  y\n",
        ),
        (json!({"l": [{"m": 1}]}), "k:\n  l:\n  - m: 1\n"),
    ];
    for (value, head) in cases {
        assert_eq!(edited_head("", &[set("k", value)]), head);
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(text in any::<String>()) {
        check_round_trip(&text);
    }

    #[test]
    fn text_near_the_rules_comes_back(text in "[-+.:#,?&*!|>'\"%@`~<=\\[\\]{}\\\\ \n\t\r0-9a-fxoyn]{0,8}") {
        check_round_trip(&text);
    }

    #[test]
    fn text_pushed_onto_a_list_in_brackets_comes_back(text in any::<String>()) {
        let head = edited_head("tags: [x]\n", &[push("tags", [json!(&text)])]);
        let value: Value = serde_yaml::from_str(&head).unwrap();
        prop_assert_eq!(&value["tags"][1], &Value::from(text));
    }
}
