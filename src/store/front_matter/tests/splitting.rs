use serde::Deserialize;
use serde_yaml::Value;

use super::super::{Document, MAX_BYTES, Newline, read_yaml};
use super::{document, read, refusal};

#[test]
fn fences_are_found_and_the_rest_is_kept() {
    // file, head, body, line of the body
    let cases = [
        ("---\na: 1\n---\nbody\n", "a: 1\n", "body\n", 4),
        ("---\na: 1\n---\n", "a: 1\n", "", 4),
        ("---\na: 1\n---", "a: 1\n", "", 4),
        ("---\n---\nbody", "", "body", 3),
        ("---\na: 1\n...\nbody\n", "a: 1\n", "body\n", 4),
        ("--- \t\na: 1\n---  \nbody\n", "a: 1\n", "body\n", 4),
        ("---\r\na: 1\r\n---\r\nbody\r\n", "a: 1\r\n", "body\r\n", 4),
        (
            "\u{feff}---\na: 1\n---\n\n\nbody\n",
            "a: 1\n",
            "\n\nbody\n",
            4,
        ),
        (
            "---\na: 1\n----: 2\n---\n---\n",
            "a: 1\n----: 2\n",
            "---\n",
            5,
        ),
        (
            "---\na: |\n  ---\nb: 2\n---\nbody",
            "a: |\n  ---\nb: 2\n",
            "body",
            6,
        ),
    ];
    for (text, head, body, body_line) in cases {
        let document = document(text);
        assert_eq!(document.head(), head, "{text:?}");
        assert_eq!(document.body(), body, "{text:?}");
        assert_eq!(document.head_line(), 2, "{text:?}");
        assert_eq!(document.body_line(), body_line, "{text:?}");
        assert_eq!(document.edit(&[], &[]), Ok(text.as_bytes().to_vec()));
    }
}

#[test]
fn line_endings_are_those_of_the_first_line() {
    assert_eq!(document("---\na: 1\r\n---\r\n").newline(), Newline::Lf);
    assert_eq!(document("---\r\na: 1\n---\n").newline(), Newline::CrLf);
}

#[test]
fn a_file_without_front_matter_is_refused_by_what_is_missing() {
    let no_opening = "1:1: the first line is not `---`, which opens the front matter";
    let cases = [
        ("", no_opening),
        ("ab", no_opening),
        ("\n---\na: 1\n---\n", no_opening),
        (" ---\na: 1\n---\n", no_opening),
        ("----\na: 1\n---\n", no_opening),
        ("...\na: 1\n---\n", no_opening),
        ("--- a\n---\n", no_opening),
        ("---", "1:1: the front matter opened here is never closed"),
        (
            "---\na: 1\n ---\n",
            "1:1: the front matter opened here is never closed",
        ),
        (
            "---\ra: 1\r---\r",
            "1:1: lines end with a bare carriage return",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(
            refusal(Document::parse(text.as_bytes())),
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_with_their_place() {
    let cases: [(&[u8], &str); 4] = [
        (b"---\na: caf\xe9\n---\n", "2:7: the byte 0xE9 is not UTF-8"),
        (
            "---\na: é€".as_bytes(),
            "1:1: the front matter opened here is never closed",
        ),
        (
            b"---\na: \xc3\xa9\xe2\x82\n---\n",
            "2:5: the byte 0xE2 is not UTF-8",
        ),
        (
            b"---\na: 1\n---\nbody\n\xff",
            "5:1: the byte 0xFF is not UTF-8",
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(refusal(Document::parse(bytes)), expected);
    }
    assert_eq!(
        refusal(read_yaml::<Value>(b"a: \x80")),
        "1:4: the byte 0x80 is not UTF-8"
    );
}

#[test]
fn the_head_is_bounded_and_the_body_is_not() {
    let head = |bytes: usize| format!("---\na: {}\n---\n", "x".repeat(bytes - 4));
    assert!(read(&head(MAX_BYTES)).is_ok());
    assert_eq!(
        refusal(read(&head(MAX_BYTES + 1))),
        "2:1: 262145 bytes of front matter, of which at most 262144 are read"
    );
    let body = format!("---\na: 1\n---\n{}", "x\n".repeat(MAX_BYTES));
    assert!(read(&body).is_ok());
    let plain = format!("a: {}", "x".repeat(MAX_BYTES));
    assert_eq!(
        refusal(read_yaml::<Value>(plain.as_bytes())),
        "1:1: 262147 bytes of front matter, of which at most 262144 are read"
    );
}

#[test]
fn a_head_that_is_not_valid_is_refused_with_line_column_and_reason() {
    let twice = "the key `a` stands here twice";
    let cases = [
        (
            "title: a: b",
            "2:9: `: ` inside a value that is not quoted".to_owned(),
        ),
        (
            "ä: 1\ntitle: é: b",
            "3:9: `: ` inside a value that is not quoted".to_owned(),
        ),
        ("a: 1\nb: 2\na: 3", format!("4:1: {twice}")),
        ("a: 1\n\"a\": 3", format!("3:1: {twice}")),
        ("b:\n- c: 1\n- a: 1\n  a: 2", format!("4:3: {twice}")),
        (
            "a: 1\n\tb: 2",
            "3:1: a tab where YAML wants spaces".to_owned(),
        ),
        ("a: @ana", "2:4: a value cannot begin with `@`".to_owned()),
        ("a: `x`", "2:4: a value cannot begin with ```".to_owned()),
        (
            "a: \u{1b}[0m",
            "2:4: the control character U+001B".to_owned(),
        ),
        (
            "a: 1\n--- b",
            "3:1: a second YAML document begins here".to_owned(),
        ),
        (
            "%TAG ! x\na: 1",
            "2:1: a line that begins with `%` is a YAML directive, which is not read".to_owned(),
        ),
    ];
    for (head, expected) in cases {
        let text = format!("---\n{head}\n---\n");
        assert_eq!(refusal(read(&text)), expected, "{head}");
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(refusal(read(&crlf)), expected, "{head} with CRLF");
        let refused = document(&text).edit(&[super::set("a", 1)], &[]);
        assert_eq!(refusal(refused), expected, "editing {head}");
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Small {
    id: String,
    #[serde(default)]
    tier: Option<u8>,
}

#[test]
fn typed_reading_says_where_the_value_is_wrong() {
    let read = |text: &str| document(text).read::<Small>();
    assert_eq!(
        read("---\nid: 1.10\ntier: 2\n---\n"),
        Ok(Small {
            id: "1.10".to_owned(),
            tier: Some(2)
        })
    );
    assert_eq!(
        refusal(read("---\nid: x\ntier: two\n---\n")),
        "3:7: tier: invalid type: string \"two\", expected u8"
    );
    assert_eq!(
        refusal(read("---\n# nothing\n---\n")),
        "2:1: missing field `id`"
    );
    assert!(refusal(read("---\nid: x\ntear: 2\n---\n")).starts_with("3:1: "));
    assert_eq!(
        read_yaml::<Small>("\u{feff}id: x\r\ntier: 1\r\n".as_bytes()),
        Ok(Small {
            id: "x".to_owned(),
            tier: Some(1)
        })
    );
    assert_eq!(
        refusal(read_yaml::<Small>(b"id: x\ntier: -1\n")),
        "2:7: tier: invalid type: integer `-1`, expected u8"
    );
}

#[test]
fn keys_and_items_are_located() {
    let text = "---\n# c\nid: x\n\"q\": 1\nlist:\n  - a\n  # c\n  -   at: 1\n      by: é\nflow: [é, b]\n? odd\n: 1\n---\n";
    let document = document(text);
    let keys = [
        ("id", Some((3, 1))),
        ("q", Some((4, 1))),
        ("list", Some((5, 1))),
        ("flow", Some((10, 1))),
        ("odd", Some((11, 1))),
        ("missing", None),
    ];
    for (key, place) in keys {
        assert_eq!(document.locate(key), place, "{key}");
    }
    assert_eq!(document.locate_item("list", 0), Some((6, 5)));
    assert_eq!(document.locate_item("list", 1), Some((8, 7)));
    assert_eq!(document.locate_item("list", 2), None);
    assert_eq!(document.locate_item("flow", 1), Some((10, 11)));
    assert_eq!(document.locate_item("id", 0), None);
    let quoted = super::document("---\na: 'x\nb: 2'\nb: 3\nc:\n- x\n- 'y\n- z'\n---\n");
    assert_eq!(quoted.locate("b"), Some((4, 1)));
    // What looks like a third item might be the second one.
    assert_eq!(quoted.locate_item("c", 1), None);
    assert_eq!(super::document("---\na: [\n---\n").locate("a"), None);
}
