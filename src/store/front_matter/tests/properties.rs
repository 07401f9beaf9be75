//! Files put together from pieces, so that the test knows which bytes belong
//! to which key without asking the code under test.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use serde_yaml::Value;

use super::super::{Document, Edit};
use super::{ORDER, push, set};

/// `KEY` with a value in one of many styles.
const STYLES: [&str; 37] = [
    "KEY: open\n",
    "KEY:   open   # c\n",
    "KEY: \"open: # x\"\n",
    "KEY: 'it''s' # 'c'\n",
    "\"KEY\": open\n",
    "'KEY' : open\n",
    "KEY:\topen\n",
    "KEY:\n",
    "KEY: \n",
    "KEY: # c\n",
    "KEY: ~\n",
    "KEY: &anchor open\n",
    "KEY: !!str 12 # c\n",
    "KEY: !local\n  a: 1\n",
    "KEY:\n  open\n",
    "KEY: open\n  and wide # c\n",
    "KEY: \"open\n  \\\n  wide\"\n",
    "KEY: 'a\n\n  b' # c\n",
    "KEY: |\n  **open** # text\n\n    KEY: x\n",
    "KEY: |+ # c\n  open\n\n\n",
    "KEY: >-\n\n  open\n  wide\n",
    "KEY: |2\n    open\n",
    "KEY: [a, 'b', {c: d}] # c\n",
    "KEY: [\n  a, # c\n  b,\n]\n",
    "KEY: {a: 1, b: [2, 3]}\n",
    "KEY: {\n  a: 1 # c\n}\n",
    "KEY:\n- a\n- b # c\n",
    "KEY: # c\n  # i\n  - a\n\n  - b\n  # tail\n",
    "KEY:\n- a: 1\n  b: |\n    text\n  # i\n-\n  c: 2\n- - d\n",
    "KEY:\n    a: 1\n    # i\n    b:\n    - 2\n",
    "KEY: 2026-11-22T09:14:00-05:00\n",
    "KEY: señal ☕ 日本 \u{1f600}\n",
    "KEY: https://example.org/#a?b=c&d=*e\n",
    "KEY: Fish & chips *now*\n",
    "KEY: \"open\nKEY: x\n\" # c\n",
    "KEY: [\na, # c\nb,\n]\n",
    "KEY:\n- a: 'x\n- y\n\n  z'\n  b: {\nc: 1\n}\n",
];

/// Styles to which an item can be appended.
const LISTS: [&str; 11] = [
    "KEY:\n",
    "KEY: [] # c\n",
    "KEY:\n- a\n- b # c\n",
    "KEY:\n  # i\n  - a: 'x'\n\n  - b # c\n",
    "KEY:\n- a: 1\n  b: |\n    text\n\n# c\n- - d\n",
    "KEY: # c\n   -   a\n",
    "KEY: [a, 'b'] # c\n",
    "KEY: [\n  a, # c\n  b,\n]\n",
    "KEY: [{at: 1}]\n",
    "KEY: [\na, # c\nb\n]\n",
    "KEY:\n- 'x\n- y'\n- b # c\n",
];

const BETWEEN: [&str; 6] = ["", "\n", "# a comment: x\n", "\n# [ {\n\n", " \n", "#\n"];

#[derive(Debug, Clone)]
struct Pieces {
    before: &'static str,
    /// Key, lines and what follows until the next key.
    keys: Vec<(String, String, &'static str)>,
    closing: &'static str,
    body: &'static str,
    mark: bool,
    crlf: bool,
}

impl Pieces {
    fn bytes(&self, text: &str) -> String {
        if self.crlf {
            text.replace('\n', "\r\n")
        } else {
            text.to_owned()
        }
    }

    fn up_to(&self, index: usize) -> String {
        let mut text = format!("---\n{}", self.before);
        for (_, lines, after) in &self.keys[..index] {
            text.push_str(lines);
            text.push_str(after);
        }
        let mark = if self.mark { "\u{feff}" } else { "" };
        format!("{mark}{}", self.bytes(&text))
    }

    fn from(&self, index: usize) -> String {
        let mut text = String::new();
        for (_, lines, after) in &self.keys[index..] {
            text.push_str(lines);
            text.push_str(after);
        }
        text.push_str(self.closing);
        text.push_str(self.body);
        self.bytes(&text)
    }

    fn file(&self) -> String {
        self.up_to(0) + &self.from(0)
    }
}

fn pieces() -> impl Strategy<Value = Pieces> {
    let keys = ["id", "status", "mine", "tags", "ñandú"];
    let chosen = prop::sample::subsequence(keys.to_vec(), 1..=5).prop_shuffle();
    let styles = prop::collection::vec(
        (
            prop::sample::select(STYLES.to_vec()),
            prop::sample::select(BETWEEN.to_vec()),
        ),
        5,
    );
    let list = prop::option::of(prop::sample::select(LISTS.to_vec()));
    let ends = (
        prop::sample::select(BETWEEN.to_vec()),
        prop::sample::select(vec!["---\n", "---  \n", "...\n"]),
        prop::sample::select(vec![
            "",
            "\n",
            "body",
            "\n# Title\n\n---\n| a |\n",
            "é\n\n\n",
        ]),
        any::<bool>(),
        any::<bool>(),
    );
    (chosen, styles, list, ends).prop_map(
        |(chosen, styles, list, (before, closing, body, mark, crlf))| {
            let mut keys: Vec<_> = chosen
                .into_iter()
                .zip(styles)
                .map(|(key, (style, between))| {
                    // Empty lines after a `|+` block are part of it.
                    let between = if style.contains("|+") { "" } else { between };
                    (key.to_owned(), style.replace("KEY", key), between)
                })
                .collect();
            if let Some(list) = list {
                keys.push((
                    "timeline".to_owned(),
                    list.replace("KEY", "timeline"),
                    before,
                ));
            }
            Pieces {
                before,
                keys,
                closing,
                body,
                mark,
                crlf,
            }
        },
    )
}

fn value() -> impl Strategy<Value = Json> {
    prop_oneof![
        any::<String>().prop_map(Json::from),
        "[ -~\n]{0,12}".prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        Just(Json::Null),
        prop::collection::vec("[a-z:, ]{0,5}", 0..3).prop_map(Json::from),
        "[a-z#: \n]{0,9}".prop_map(|text| json!({"a": text, "b": [{"c": [text]}]})),
    ]
}

fn edit(pieces: &Pieces, edit: Edit) -> String {
    let file = pieces.file();
    let document = Document::parse(file.as_bytes()).unwrap();
    let out = document
        .edit(&[edit], &ORDER)
        .unwrap_or_else(|fault| panic!("{fault} in\n{file}"));
    String::from_utf8(out).unwrap()
}

fn read(file: &str) -> Value {
    Document::parse(file.as_bytes()).unwrap().read().unwrap()
}

/// Whether `longer` is `shorter` with something put in at one place.
fn is_inserted(shorter: &str, longer: &str) -> bool {
    let same = |(a, b): &(u8, u8)| a == b;
    let before = shorter.bytes().zip(longer.bytes()).take_while(same).count();
    let after = shorter
        .bytes()
        .rev()
        .zip(longer.bytes().rev())
        .take_while(same)
        .count();
    before + after >= shorter.len()
}

proptest! {
    #[test]
    fn setting_a_key_leaves_all_other_bytes(pieces in pieces(), which in any::<prop::sample::Index>(), value in value()) {
        let index = which.index(pieces.keys.len());
        let key = pieces.keys[index].0.clone();
        let out = edit(&pieces, set(&key, value.clone()));
        prop_assert!(out.starts_with(&pieces.up_to(index)), "{}", out);
        let after = pieces.bytes(pieces.keys[index].2) + &pieces.from(index + 1);
        prop_assert!(out.ends_with(&after), "{}", out);
        let read = read(&out);
        prop_assert_eq!(&read[key.as_str()], &serde_yaml::to_value(value).unwrap());
        if pieces.crlf {
            prop_assert_eq!(out.matches('\n').count(), out.matches("\r\n").count());
        } else {
            prop_assert!(!out.contains('\r'));
        }
    }

    #[test]
    fn a_new_key_is_the_only_difference(pieces in pieces(), value in value(), key in prop::sample::select(vec!["title", "zz", "1", "a: b"])) {
        let out = edit(&pieces, set(key, value.clone()));
        prop_assert!(is_inserted(&pieces.file(), &out), "{}", out);
        let read = read(&out);
        prop_assert_eq!(&read[key], &serde_yaml::to_value(value).unwrap());
        let keys: Vec<_> = read.as_mapping().unwrap().keys().collect();
        if let Some(last) = pieces.keys.last().filter(|(key, ..)| key == "timeline") {
            prop_assert_eq!(keys.last().unwrap().as_str(), Some(last.0.as_str()));
        }
    }

    #[test]
    fn removing_a_key_leaves_all_other_bytes(pieces in pieces(), which in any::<prop::sample::Index>()) {
        let index = which.index(pieces.keys.len());
        let file = pieces.file();
        let document = Document::parse(file.as_bytes()).unwrap();
        let (key, _, after) = &pieces.keys[index];
        let expected = pieces.up_to(index) + &pieces.bytes(after) + &pieces.from(index + 1);
        match document.edit(&[super::remove(key)], &ORDER) {
            Ok(out) => prop_assert_eq!(String::from_utf8(out).unwrap(), expected),
            Err(fault) => prop_assert!(fault.reason.contains("cannot be changed safely"), "{}", fault),
        }
    }

    #[test]
    fn an_appended_event_is_the_only_difference(pieces in pieces(), note in "[ -~\nñ]{0,20}") {
        let event = json!({"at": "2026-11-22T09:14:00-05:00", "set": {"note": note, "tags": [note]}, "by": null});
        let (old, out) = (pieces.file(), edit(&pieces, push("timeline", [event.clone()])));
        let list = |file: &str| read(file).get("timeline").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let mut expected = list(&old);
        expected.push(serde_yaml::to_value(event).unwrap());
        prop_assert_eq!(list(&out), expected);
        let rewritten = pieces.keys.last().is_some_and(|(key, lines, _)| {
            key == "timeline" && lines.contains('[')
        });
        prop_assert!(rewritten || is_inserted(&old, &out), "{}", out);
    }

    #[test]
    fn a_new_body_leaves_the_head(pieces in pieces(), body in "[a-c#\n-]{0,12}") {
        let out = edit(&pieces, Edit::Body(body.clone()));
        let head = pieces.file().strip_suffix(&pieces.bytes(pieces.body)).unwrap().to_owned();
        prop_assert_eq!(out, head + &pieces.bytes(&body));
    }
}
