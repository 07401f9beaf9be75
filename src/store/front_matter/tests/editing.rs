use serde_json::{Value as Json, json};

use super::super::{Document, Edit};
use super::{ORDER, document, edited, edited_head, push, read, refusal, remove, set};

const TICKET: &str = "\
---
id: INC-261122-K7F4Q
title: Invoices are rejected   # as they say
# what the desk thinks
status: open

tags: [month-end]
mine: 'kept'
timeline:
- at: 2026-11-22T09:14:00-05:00
  by: ana   # on the phone
  # not sure of the time
  set: {status: open, tags: [month-end]}
---

Every invoice is rejected.
";

#[test]
fn a_ticket_is_changed_where_it_changes() {
    let event = json!({
        "at": "2026-11-22T09:20:11-05:00",
        "by": "ana",
        "event": "classified",
        "ev": "p3x8da",
        "set": {"status": "classified", "assignee": null, "tags": ["month-end", "1.10"]},
        "sections": ["cause"],
        "because": "said so:\ntwice",
    });
    let edits = [
        set("status", "classified"),
        set("priority", "P2"),
        set("kind", "corrective"),
        push("tags", [json!("1.10")]),
        push("timeline", [event]),
        Edit::Body("\nEvery invoice is rejected.\n\n## Diagnosis\n".to_owned()),
    ];
    let expected = "\
---
id: INC-261122-K7F4Q
title: Invoices are rejected   # as they say
# what the desk thinks
status: classified
kind: corrective
priority: P2

tags: [month-end, \"1.10\"]
mine: 'kept'
timeline:
- at: 2026-11-22T09:14:00-05:00
  by: ana   # on the phone
  # not sure of the time
  set: {status: open, tags: [month-end]}
- at: 2026-11-22T09:20:11-05:00
  by: ana
  event: classified
  ev: p3x8da
  set:
    status: classified
    assignee: null
    tags: [month-end, \"1.10\"]
  sections: [cause]
  because: |-
    said so:
    twice
---

Every invoice is rejected.

## Diagnosis
";
    assert_eq!(edited(TICKET, &edits), Ok(expected.to_owned()));

    let crlf = edited(&TICKET.replace('\n', "\r\n"), &edits);
    assert_eq!(crlf, Ok(expected.replace('\n', "\r\n")));
    let marked = edited(&format!("\u{feff}{TICKET}"), &edits);
    assert_eq!(marked, Ok(format!("\u{feff}{expected}")));
}

#[test]
fn a_new_file_is_written_in_the_order_of_its_fields() {
    let fields: [(&str, Json); 4] = [
        ("id", json!("INC-261122-K7F4Q")),
        ("tags", json!(["month-end"])),
        ("opened_at", json!("2026-11-22T09:14:00-05:00")),
        (
            "timeline",
            json!([{"ev": "k7q2m9", "set": {"status": "open", "tags": []}}]),
        ),
    ];
    let file = Document::create(&fields, "\nText\r\nmore\n").unwrap();
    let expected = "\
---
id: INC-261122-K7F4Q
tags: [month-end]
opened_at: 2026-11-22T09:14:00-05:00
timeline:
- ev: k7q2m9
  set:
    status: open
    tags: []
---

Text
more
";
    assert_eq!(String::from_utf8(file).unwrap(), expected);
    let twice = Document::create(&[("a", json!(1)), ("a", json!(2))], "");
    assert_eq!(refusal(twice), "1:1: the key `a` is given twice");
}

#[test]
fn a_key_gets_its_value_in_every_style() {
    // before, after `status` is set to `done`
    let cases = [
        ("status: open", "status: done"),
        ("status:   open", "status: done"),
        ("status: \"open\"   # c", "status: done   # c"),
        ("'status' : open # c", "'status' : done # c"),
        ("status: &st open # c", "status: done # c"),
        ("status: !!str open # c", "status: done # c"),
        ("status:\topen", "status: done"),
        ("status:", "status: done"),
        ("status:  ", "status: done"),
        ("status:   # c", "status: done   # c"),
        ("status: ~ # c", "status: done # c"),
        ("status:\n  open", "status: done"),
        ("status: # c\n  open", "status: done # c"),
        ("status: open\n  wide # c", "status: done # c"),
        ("status: 'open\n\n  wide' # c", "status: done # c"),
        ("status: |\n  open\n\n  # text", "status: done"),
        ("status: |- # c\n  open", "status: done # c"),
        ("status: >2+   # c\n   open\n\n", "status: done   # c"),
        ("status: [open, wide] # c", "status: done # c"),
        ("status: [\n  open, # i\n] # c", "status: done # c"),
        ("status: {a: open} # c", "status: done # c"),
        (
            "status: # c\n- open # i\n- wide\n  # tail",
            "status: done # c",
        ),
        (
            "status: # c\n  a: open\n  # inner\n  b: wide",
            "status: done # c",
        ),
    ];
    for (before, after) in cases {
        let around = |lines: &str| format!("a: 1 # x\n\n# above\n{lines}\n# below\n\nz: 'y'\n");
        let head = edited_head(&around(before), &[set("status", "done")]);
        assert_eq!(head, around(after), "{before}");
    }
}

#[test]
fn a_value_of_several_lines_goes_below_its_key() {
    let cases = [
        ("k: 1 # c", json!("a\nb"), "k: |- # c\n  a\n  b"),
        ("k: 1 # c", json!({"a": {"b": 1}}), "k: # c\n  a:\n    b: 1"),
        ("k: 1 # c", json!([{"a": 1}]), "k: # c\n- a: 1"),
        (
            "k: # c\n  - a\n  # i\n  - b",
            json!(["x", "w"]),
            "k: # c\n  - x\n  - w",
        ),
        ("k:\n- a", json!(["x: y"]), "k:\n- \"x: y\""),
        ("k:\n- a", json!([]), "k: []"),
        ("k: [a] # c", json!(["x", "w"]), "k: [x, w] # c"),
    ];
    for (before, value, after) in cases {
        let head = edited_head(&format!("{before}\nz: 1\n"), &[set("k", value)]);
        assert_eq!(head, format!("{after}\nz: 1\n"), "{before}");
    }
}

#[test]
fn a_text_is_written_as_a_block_unless_that_would_swallow_a_comment() {
    let edits = [set("title", "a\nb")];
    let cases = [
        (
            "id: 1\n# c\nz: 1\n",
            "id: 1\ntitle: |-\n  a\n  b\n# c\nz: 1\n",
        ),
        (
            "id: 1\n\n  # c\nz: 1\n",
            "id: 1\ntitle: \"a\\nb\"\n\n  # c\nz: 1\n",
        ),
        (
            "title: x\n   # c\nz: 1\n",
            "title: \"a\\nb\"\n   # c\nz: 1\n",
        ),
    ];
    for (before, after) in cases {
        assert_eq!(edited_head(before, &edits), after);
    }
}

#[test]
fn a_value_that_is_already_there_leaves_its_lines_alone() {
    let text = "---\nstatus:   'open'  # c\ntier: 0x2\ntags:\n  - \"a\"\n? odd\n: 1\n---\n";
    let edits = [
        set("status", "open"),
        set("tier", 2),
        set("tags", json!(["a"])),
        set("odd", 1),
        remove("absent"),
        push("tags", []),
    ];
    assert_eq!(edited(text, &edits), Ok(text.to_owned()));
}

#[test]
fn a_new_key_goes_where_the_order_says() {
    let cases = [
        (
            "id: 1\n# of status\nstatus: x\n",
            "title",
            "id: 1\nNEW\n# of status\nstatus: x\n",
        ),
        (
            "id: 1 # c\n\nstatus: x\n",
            "title",
            "id: 1 # c\nNEW\n\nstatus: x\n",
        ),
        ("status: x\n", "id", "NEW\nstatus: x\n"),
        (
            "# of the file\n\nstatus: x\n",
            "id",
            "# of the file\n\nNEW\nstatus: x\n",
        ),
        ("mine: 1\nstatus: x\n", "title", "mine: 1\nNEW\nstatus: x\n"),
        ("mine: 1\n", "title", "mine: 1\nNEW\n"),
        ("", "title", "NEW\n"),
        ("# only this\n", "title", "# only this\nNEW\n"),
        (
            "id: 1\ntimeline: []\n",
            "yours",
            "id: 1\nNEW\ntimeline: []\n",
        ),
        (
            "id: 1\n# events\ntimeline: []\n",
            "tags",
            "id: 1\nNEW\n# events\ntimeline: []\n",
        ),
        (
            "timeline: []\nid: 1\n",
            "title",
            "NEW\ntimeline: []\nid: 1\n",
        ),
        ("timeline: []\n", "yours", "NEW\ntimeline: []\n"),
        (
            "tags:\n  - a\n  # tail\nz: 1\n",
            "timeline",
            "tags:\n  - a\n  # tail\nz: 1\nNEW\n",
        ),
        (
            "title: >+\n  x\n\nz: 1\n",
            "status",
            "title: >+\n  x\n\nNEW\nz: 1\n",
        ),
        (
            "tags:\n- a\n # tail\n# next\nz: 1\n",
            "yours",
            "tags:\n- a\n # tail\n# next\nz: 1\nNEW\n",
        ),
    ];
    for (before, key, after) in cases {
        let new = format!("{key}: 1");
        let head = edited_head(before, &[set(key, 1)]);
        assert_eq!(head, after.replace("NEW", &new), "{before}");
    }
    let several = [
        set("priority", 3),
        set("kind", 2),
        set("zz", 5),
        set("id", 1),
        set("aa", 6),
    ];
    assert_eq!(
        edited_head("timeline: []\n", &several),
        "id: 1\nkind: 2\npriority: 3\nzz: 5\naa: 6\ntimeline: []\n"
    );
}

#[test]
fn removing_a_key_takes_its_lines_and_nothing_else() {
    let cases = [
        "status: open # c\n",
        "status:\n",
        "status: |\n  a\n\n  # text\n",
        "status:\n- a # i\n# i\n- b\n",
        "status:\n  a: 1\n  # tail\n",
        "status: [\n  a\n] # c\n",
        "? status\n: 1\n",
        "&anchor status: 1\n",
        "status: 'a\n\n  b'\n",
    ];
    for lines in cases {
        for (before, after) in [
            ("a: 1\n# above\n", "# below\n\nz: 1\n"),
            ("", "z: 1\n"),
            ("a: 1\n", ""),
        ] {
            let head = edited_head(&format!("{before}{lines}{after}"), &[remove("status")]);
            assert_eq!(head, format!("{before}{after}"), "{lines}");
        }
    }
    assert_eq!(edited_head("status: 1\n", &[remove("status")]), "");
}

#[test]
fn an_edited_file_is_read_as_what_was_meant() {
    let out = edited(
        TICKET,
        &[
            set("title", "no"),
            push("timeline", [json!({"at": "1.10"})]),
        ],
    );
    let value = read(&out.unwrap()).unwrap();
    assert_eq!(value["title"], "no");
    assert_eq!(value["timeline"][1]["at"], "1.10");
    assert_eq!(value["timeline"][0]["by"], "ana");
    let ticket = document(TICKET);
    assert!(
        ticket
            .edit(&[], &ORDER)
            .is_ok_and(|bytes| bytes == TICKET.as_bytes())
    );
}
