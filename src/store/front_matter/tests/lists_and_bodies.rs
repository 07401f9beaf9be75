use serde_json::json;

use super::super::Edit;
use super::{edited, edited_head, push, refusal, remove, set};

#[test]
fn items_are_appended_in_the_style_of_the_list() {
    let event = json!({"at": 1, "set": {"a": "b"}});
    let block = "- at: 1\n  set:\n    a: b\n";
    let cases = [
        ("", format!("timeline:\n{block}")),
        ("timeline:\n", format!("timeline:\n{block}")),
        ("timeline: # c\n", format!("timeline: # c\n{block}")),
        ("timeline: [] # c\n", format!("timeline: # c\n{block}")),
        ("timeline: [\n]\n", format!("timeline:\n{block}")),
        ("timeline: null\n", format!("timeline:\n{block}")),
        (
            "timeline: [{at: 0}] # c\n",
            format!("timeline: # c\n- at: 0\n{block}"),
        ),
        (
            "timeline:\n- at: 0\n",
            format!("timeline:\n- at: 0\n{block}"),
        ),
        (
            "timeline:\n# a\n- at: 0 # b\n # tail\n# end\n",
            format!("timeline:\n# a\n- at: 0 # b\n # tail\n{block}# end\n"),
        ),
        (
            "timeline:\n- at: 0\n\n# end\nz: 1\n",
            format!("timeline:\n- at: 0\n{block}\n# end\nz: 1\n"),
        ),
        (
            "timeline:\n- note: |+\n    x\n\n# end\n",
            format!("timeline:\n- note: |+\n    x\n\n{block}# end\n"),
        ),
        (
            "timeline:\n-\n  at: 0\n-   - x\n- []\n",
            format!("timeline:\n-\n  at: 0\n-   - x\n- []\n{block}"),
        ),
        (
            "timeline:\n   - at: 0\n",
            "timeline:\n   - at: 0\n   - at: 1\n     set:\n       a: b\n".to_owned(),
        ),
    ];
    for (before, after) in cases {
        let head = edited_head(before, &[push("timeline", [event.clone()])]);
        assert_eq!(head, after, "{before}");
    }
    let flow = [
        ("tags: [a]\n", "tags: [a, \"x, y\", 2]\n"),
        ("tags: [a, ] # c\n", "tags: [a, \"x, y\", 2, ] # c\n"),
        (
            "tags: [\n  a, # i\n  'b' # j\n]\n",
            "tags: [\n  a, # i\n  'b', \"x, y\", 2 # j\n]\n",
        ),
        ("tags:\n  [a]\n", "tags:\n  [a, \"x, y\", 2]\n"),
        ("tags:\n- a # i\n", "tags:\n- a # i\n- x, y\n- 2\n"),
        ("tags: []\n", "tags:\n- x, y\n- 2\n"),
    ];
    for (before, after) in flow {
        let head = edited_head(before, &[push("tags", [json!("x, y"), json!(2)])]);
        assert_eq!(head, after, "{before}");
    }
}

#[test]
fn several_edits_of_one_key_are_one() {
    let cases: [(&[Edit], &str); 7] = [
        (&[set("k", 1), set("k", 2)], "k: 2\n"),
        (
            &[push("k", [json!(1)]), push("k", [json!(2)])],
            "k:\n- 0\n- 1\n- 2\n",
        ),
        (
            &[set("k", json!([7])), push("k", [json!(8)])],
            "k:\n- 7\n- 8\n",
        ),
        (&[remove("k"), push("k", [json!(8)])], "k:\n- 8\n"),
        (&[push("k", [json!(8)]), remove("k")], ""),
        (&[set("k", 1), remove("k")], ""),
        (&[remove("k"), set("k", 3)], "k: 3\n"),
    ];
    for (edits, after) in cases {
        assert_eq!(edited_head("k:\n- 0\n", edits), after);
    }
    let refused = edited(
        "---\na: 1\nk: 2\n---\n",
        &[set("k", 3), push("k", [json!(1)])],
    );
    assert_eq!(
        refusal(refused),
        "3:1: `k` cannot be changed safely: it is not a list"
    );
}

#[test]
fn what_cannot_be_changed_in_place_is_refused_with_the_reason() {
    let cases = [
        (
            "a: 1\n? k\n: 2\n",
            set("k", 1),
            "3:1: `k` cannot be changed safely: it is not written as `key: value`",
        ),
        (
            "a: 1\nk: 2\n",
            push("k", [json!(1)]),
            "3:1: `k` cannot be changed safely: it is not a list",
        ),
        (
            "k: [!t a]\n",
            push("k", [json!({})]),
            "2:1: `k` cannot be changed safely: it has a tag (`!name`)",
        ),
        (
            "{a: 1}\n",
            set("a", 2),
            "2:1: the front matter cannot be changed safely: it is written in braces",
        ),
        (
            "- a\n",
            set("a", 2),
            "2:1: the front matter is not a list of `key: value` lines",
        ),
        (
            "just text\n",
            set("a", 2),
            "2:1: the front matter is not a list of `key: value` lines",
        ),
        (
            "a: &x 1\nb: *x\n",
            set("a", 2),
            "3:4: an alias (`*name`), which is not read",
        ),
    ];
    for (head, edit, expected) in cases {
        let text = format!("---\n{head}---\n");
        assert_eq!(refusal(edited(&text, &[edit])), expected, "{head}");
    }
}

#[test]
fn the_body_is_replaced_and_its_unchanged_lines_keep_their_endings() {
    let cases = [
        ("---\n---\n", "x\n", "---\n---\nx\n"),
        ("---\n---", "x", "---\n---\nx"),
        ("---\r\n---", "x\n", "---\r\n---\r\nx\r\n"),
        ("---\n---", "", "---\n---"),
        ("---\n---\nold", "", "---\n---\n"),
        ("---\n---\nold\n", "old", "---\n---\nold"),
        (
            "---\n---\na\r\nb\nc\r\n",
            "a\nnew\nb\nc\n",
            "---\n---\na\r\nnew\r\nb\nc\r\n",
        ),
        (
            "---\r\n---\r\na\nb\r\nc",
            "a\nx\ny\nc",
            "---\r\n---\r\na\nx\ny\nc",
        ),
        (
            "---\r\n---\r\na\r\n",
            "a\r\nb\r\n",
            "---\r\n---\r\na\r\nb\r\n",
        ),
    ];
    for (before, body, after) in cases {
        let out = edited(before, &[Edit::Body(body.to_owned())]);
        assert_eq!(out.as_deref(), Ok(after), "{before:?} {body:?}");
    }
}
