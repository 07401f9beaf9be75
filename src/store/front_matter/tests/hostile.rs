use proptest::prelude::*;
use serde_yaml::Value;
use yaml_rust2::parser::{Event, EventReceiver, Parser};

use super::super::{Document, MAX_DEPTH, brackets, within_caps, within_flat_caps};
use super::{edited, read, refusal, set};

const TOO_DEEP: &str = "more than 64 lists and mappings inside each other";
const OPEN: &str = "more brackets are open here than are read";
const ALIAS: &str = "an alias (`*name`), which is not read";

fn file(head: &str) -> String {
    format!("---\n{head}\n---\nbody\n")
}

#[test]
fn hostile_heads_are_refused_with_line_and_column() {
    let steps = |unit: &str, levels: usize| -> String {
        (0..levels)
            .map(|level| format!("{}{unit}\n", " ".repeat(level)))
            .collect::<Vec<_>>()
            .concat()
    };
    let bomb: String = (1..7)
        .map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9)))
        .collect::<Vec<_>>()
        .concat();
    let cases = [
        ("[".repeat(200_000), format!("2:84: {OPEN}")),
        (
            format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
            format!("2:84: {OPEN}"),
        ),
        (
            format!("k: {}", "{".repeat(100_000)),
            format!("2:171: {OPEN}"),
        ),
        (
            format!("k: {}", "[{".repeat(1000)),
            format!("2:67: {TOO_DEEP}"),
        ),
        ("[ #]\n".repeat(50_000), format!("69:1: {OPEN}")),
        (format!("a0: &a0 [x,x,x]\n{bomb}"), format!("3:10: {ALIAS}")),
        (
            format!(
                "a: &a {}\nb: [{}]",
                "x".repeat(50_000),
                "*a,".repeat(20_000)
            ),
            format!("3:5: {ALIAS}"),
        ),
        ("- ".repeat(100_000), format!("2:129: {TOO_DEEP}")),
        ("? ".repeat(100_000), format!("2:129: {TOO_DEEP}")),
        ("- ? ".repeat(30_000), format!("2:129: {TOO_DEEP}")),
        (steps("a:", 600), format!("66:65: {TOO_DEEP}")),
        (steps("-", 600), format!("66:65: {TOO_DEEP}")),
        (
            "a: b: c: d: e".repeat(1000),
            "2:5: `: ` inside a value that is not quoted".to_owned(),
        ),
        (
            "%TAG !a! b\n".repeat(20_000),
            "2:1: a line that begins with `%` is a YAML directive, which is not read".to_owned(),
        ),
        (
            "a: 1\u{2028}%TAG !a! b".to_owned(),
            "2:6: a line that begins with `%` is a YAML directive, which is not read".to_owned(),
        ),
        (
            format!("a: {}*b", "&".repeat(10)),
            "2:5: did not find expected alphabetic or numeric character".to_owned(),
        ),
    ];
    for (head, expected) in cases {
        let shown: String = head.chars().take(40).collect();
        assert_eq!(refusal(read(&file(&head))), expected, "{shown}");
    }
}

#[test]
fn a_map_of_ten_thousand_levels_is_refused_for_its_size() {
    let mut head = String::new();
    for level in 0..10_000 {
        head.extend(std::iter::repeat_n(' ', level));
        head.push_str("a:\n");
    }
    assert_eq!(
        refusal(Document::parse(file(&head).as_bytes())),
        "2:1: 50025001 bytes of front matter, of which at most 262144 are read"
    );
}

#[test]
fn nesting_is_legal_up_to_the_limit() {
    let flow = |levels: usize| format!("k: {}{}", "[".repeat(levels), "]".repeat(levels));
    let compact = |levels: usize| format!("k:\n{}x", "- ".repeat(levels));
    let block = |levels: usize| -> String {
        (0..levels)
            .map(|level| format!("{}a:\n", " ".repeat(level)))
            .collect::<Vec<_>>()
            .concat()
    };
    // The mapping of the keys is one level itself.
    for deep in [flow, compact] {
        assert!(read(&file(&deep(MAX_DEPTH - 1))).is_ok());
        assert!(refusal(read(&file(&deep(MAX_DEPTH)))).ends_with(TOO_DEEP));
    }
    assert!(read(&file(&block(MAX_DEPTH))).is_ok());
    assert!(refusal(read(&file(&block(MAX_DEPTH + 1)))).ends_with(TOO_DEEP));
}

#[test]
fn every_alias_is_refused_where_it_stands() {
    let cases = [
        ("a: &x 1\nb: *x", "3:4"),
        ("a: &x 1\n*x : b", "3:1"),
        ("a: &x 1\nb: [1, *x]", "3:8"),
        ("a: &x 1\nb: {c: *x}", "3:8"),
        ("a: &x 1\nb:\n- *x", "4:3"),
        ("a: &é 1\nb: *nobody", "2:5"),
        ("a: 'é *x'\nb: *nobody", "3:4"),
        ("a: &z 1\nb: '*z *é' # *z\nc: |\n  *z\nd: *z", "6:4"),
        ("a: &x {b: *x}", "2:11"),
        ("<<: *x", "2:5"),
    ];
    for (head, place) in cases {
        let refused = refusal(read(&file(head)));
        assert!(
            refused.starts_with(&format!("{place}: ")),
            "{head}: {refused}"
        );
        let is_alias = refused.ends_with(ALIAS);
        assert_eq!(is_alias, !head.contains("&é"), "{head}: {refused}");
    }
}

#[test]
fn stars_and_ampersands_in_text_are_text() {
    let heads = [
        "a: Fish & chips *now*",
        "a: |\n  **bold** and *thin*\n  * item\n  *item\nb: 2",
        "a: '*x' # *x\nb: \"*x\"",
        "a: x *y & *z\nb: &anchor 2 * 3",
        "a: [x*y, 'b *c', \"*d\"]",
        "a: https://example.org/?a=1&b=2&c=*x",
        "a: !local*tag x",
    ];
    for head in heads {
        assert!(read(&file(head)).is_ok(), "{head}");
        assert_eq!(within_caps(head), Ok(()), "{head}");
    }
}

#[test]
fn brackets_in_text_do_not_count() {
    let smileys = "a: |\n".to_owned() + &"  :[ {: see [1\n".repeat(300);
    let quoted = format!("a: \"{}\"\nb: '{}'", "[".repeat(300), "{".repeat(300));
    let events = "timeline:\n".to_owned()
        + &"- set: {title: \"a: b]\", tags: ['x', y], text: it's}\n".repeat(3000);
    let lines = "a: [\n".to_owned() + &"  [ 'x]', # ]\n  {y: z} ],\n".repeat(5000) + "]";
    let indented = format!("a: |\n  x\n{}deep", " ".repeat(400));
    for head in [smileys, quoted, events, lines, indented] {
        let shown: String = head.chars().take(60).collect();
        assert!(read(&file(&head)).is_ok(), "{shown}");
    }
}

#[test]
fn keys_that_are_too_dear_to_tell_apart_are_not_changed() {
    let lines = format!("a: !!str \"{}\"\nb: 1", "x\n".repeat(100_000));
    let comments = format!("a: !!str '{}'\nb: 1", " #".repeat(100_000));
    for head in [lines, comments] {
        assert!(read(&file(&head)).is_ok());
        let refused = edited(&file(&head), &[set("b", 2)]);
        assert_eq!(
            refusal(refused),
            "2:1: the front matter cannot be changed safely: its keys cannot be told apart"
        );
    }
}

#[test]
fn headers_of_other_formats_are_bounded_in_size() {
    let toml = "title = \"*x & &y\"\ntags = [[1], [2]]";
    assert_eq!(within_flat_caps(toml), Ok(()));
    let long = "x".repeat(300_000);
    let expected = "1:1: 300000 bytes of front matter, of which at most 262144 are read";
    assert_eq!(refusal(within_flat_caps(&long)), expected);
    assert_eq!(refusal(within_caps(&long)), expected);
}

fn depth_of(value: &Value) -> usize {
    match value {
        Value::Sequence(list) => 1 + list.iter().map(depth_of).max().unwrap_or(0),
        Value::Mapping(map) => {
            let both = map.iter().flat_map(|(key, value)| [key, value]);
            1 + both.map(depth_of).max().unwrap_or(0)
        }
        Value::Tagged(tagged) => depth_of(&tagged.value),
        _ => 0,
    }
}

/// Whether another parser found an alias.
struct Aliases(bool);

impl EventReceiver for Aliases {
    fn on_event(&mut self, event: Event) {
        self.0 |= matches!(event, Event::Alias(_));
    }
}

/// Text that begins or ends nothing, with what could mislead a scanner.
fn distraction() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "# it's [ ' \" {\n",
        "a: it's [1 \"and { so on\n",
        "b: |\n  [ ' { \" #\n",
        "c: 'x [\n  ]] '' { \"'\n",
        "d: \"x [\n  ' \\\" ]] {\"\n",
        "e: [ 'fake ]', \"[ ]\" ]\n",
    ])
}

fn tricky_scalar() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "x",
        "it's",
        "'x]'",
        "'it''s ]'",
        "\"\\\"]\"",
        "a#b",
        "# ]\n y",
        "y # ]\n",
        "&a \"]\"",
        "!t ']'",
        "!<tag:]> z",
        "\"a\n ]\"",
        "a \"b",
        "-x",
        "é",
        "'#' # '] \n",
    ])
    .prop_map(str::to_owned)
}

fn flow() -> impl Strategy<Value = String> {
    tricky_scalar().prop_recursive(8, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec(inner, 0..3).prop_map(|items| {
                let pairs: Vec<String> = items
                    .iter()
                    .enumerate()
                    .map(|(n, item)| format!("k{n}: {item}"))
                    .collect();
                format!("{{{}}}", pairs.join(",\n "))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn the_bound_on_brackets_is_never_below_the_truth(
        before in prop::sample::subsequence((0..6).collect::<Vec<_>>(), 0..6),
        pieces in prop::collection::vec(distraction(), 6),
        node in flow(),
    ) {
        // Keys must differ, so each distraction comes once at most.
        let mut text = String::new();
        for index in before {
            if !text.contains(&pieces[index][..2]) {
                text.push_str(pieces[index]);
            }
        }
        let alone = format!("k: {node}\n");
        let value: Value = serde_yaml::from_str(&alone).unwrap();
        let depth = depth_of(&value) - 1;
        prop_assert_eq!(brackets::depth(&alone), Ok(depth));
        let all = text + &alone;
        prop_assert!(serde_yaml::from_str::<Value>(&all).is_ok());
        prop_assert!(brackets::depth(&all).unwrap() >= depth);
    }

    #[test]
    fn what_is_read_has_no_alias(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "a", "b: ", "- ", "\n", "\n  ", "&a ", "*a", " *a", "[", "]", "{", "}", ", ", "'",
                "\"", "#", " # ", "|\n  ", ": ", "!t ", "? ", "é", "*", "&",
            ]),
            0..12,
        ),
    ) {
        let head = format!("x: &a 1\n{}", pieces.concat());
        if let Ok(value) = read(&file(&head)) {
            prop_assert!(depth_of(&value) <= MAX_DEPTH);
            let mut aliases = Aliases(false);
            let is_valid = Parser::new_from_str(&head).load(&mut aliases, false).is_ok();
            prop_assert!(!is_valid || !aliases.0, "{}", head);
        }
    }

    #[test]
    fn nothing_makes_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..60), text in "[-a-c:\\[\\]{}&*!|>'\"#%@,? \n\t\u{85}\u{2028}é]{0,40}") {
        let _ = Document::parse(&bytes);
        let _ = read(&file(&text));
    }
}

#[test]
fn a_long_value_of_one_line_or_of_many_is_no_hindrance() {
    let marks = format!("{} #fff; ", "a".repeat(100)).repeat(900);
    let column = "foo: bar\n".repeat(1_500);
    let brackets = format!("[{}]", "'a #b', ".repeat(5_000));
    for value in [
        format!("\"{marks}\""),
        format!("'{marks}'"),
        marks.replace(' ', "_"),
        format!("\"Surco\n{column}\""),
        format!("[\n{}]", "a,\n".repeat(1_500)),
        brackets,
    ] {
        let head = format!("mine: {value} # kept\nstatus: open\n");
        let text = format!("---\n{head}---\nbody\n");
        let changed = edited(&text, &[set("status", "closed")]).unwrap();
        assert_eq!(changed, text.replace("open", "closed"));
    }
}
