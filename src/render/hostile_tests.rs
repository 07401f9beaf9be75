use proptest::prelude::*;

use super::tests::{FORMATS, written};
use super::untrusted::tests::{HOSTILE, any_text, assert_harmless};
use super::*;

fn holding(table: Table) -> Answer {
    let answer = Answer::many::<Value>("x/1", "items", "y/1", &[]);
    answer.unwrap().with_table(table)
}

/// An answer that has the text wherever a text can be.
fn saying(text: &str) -> Answer {
    let mut table = Table::new(vec![
        Column::new("whole", text),
        Column::new(text, "x").wrap(1),
        Column::new("short", "x").shrink(2),
        Column::new("list", "x").right(),
    ])
    .titled(text.to_owned());
    let ranked = Cell::Ranked {
        text: text.to_owned(),
        level: 1,
    };
    let list = Cell::List(vec![text.to_owned(), text.to_owned()]);
    table.rows = vec![
        vec![Cell::text(text), ranked, Cell::text(text), list],
        vec![],
    ];
    table.notes.push(text.to_owned().into());
    let mut fields = serde_json::Map::new();
    fields.insert(text.to_owned(), text.into());
    Answer::many("x/1", "items", "y/1", &[fields])
        .unwrap()
        .with_table(table)
        .with_prose(text)
}

fn assert_each_sink_is_harmless(text: &str) {
    for format in FORMATS {
        for width in [None, Some(1), Some(40), Some(80)] {
            let style = Style {
                width,
                color: true,
                ..Style::default()
            };
            let plain = ["1;31", "31", "33", "36", "1", "2", "0"]
                .iter()
                .fold(written(&saying(text), format, &style), |output, code| {
                    output.replace(&format!("\u{1b}[{code}m"), "")
                });
            // A tab may stand in prose, where it cannot move a column.
            let prose = matches!(format, Format::Table | Format::Markdown) && text.contains('\t');
            assert_harmless(&if prose {
                plain.replace('\t', "")
            } else {
                plain
            });
        }
    }
}

#[test]
fn no_sink_lets_a_hostile_text_through() {
    for text in [
        HOSTILE,
        "\u{1b}]0;owned\u{7}\u{1b}]52;c;eA==\u{1b}\\",
        "\t\u{9d}8;;http://x\u{9c}",
        "\u{1}\u{2}",
    ] {
        assert_each_sink_is_harmless(text);
    }
}

#[test]
fn json_gives_hostile_text_back_unchanged() {
    let text = written(&saying(HOSTILE), Format::Json, &Style::default());
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["items"][0][HOSTILE], HOSTILE);
}

proptest! {
    #[test]
    fn any_text_is_harmless_in_any_format(text in any_text()) {
        assert_each_sink_is_harmless(&text);
    }

    #[test]
    fn any_text_stays_one_row_of_a_markdown_table(text in any_text()) {
        let mut table = Table::new(vec![Column::new("a", "A")]);
        table.rows.push(vec![Cell::text(text)]);
        let output = written(&holding(table), Format::Markdown, &Style::default());
        let last = output.lines().last().unwrap();
        let inside = last.strip_prefix("| ").and_then(|cell| cell.strip_suffix(" |")).unwrap();
        prop_assert!(!inside.replace("\\\\", "").replace("\\|", "").contains('|'));
        prop_assert_eq!(output.lines().count(), 3);
    }

    #[test]
    fn any_text_comes_back_from_csv_as_one_field(text in "[ -~\n\"é]{0,40}") {
        let mut table = Table::new(vec![Column::new("a", "A"), Column::new("b", "B")]);
        table.rows.push(vec![Cell::text(&*text), Cell::Number(1)]);
        let output = written(&holding(table), Format::Csv, &Style::default());
        let mut reader = ::csv::Reader::from_reader(output.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert!(record[0] == text || record[0].strip_prefix('\'') == Some(&*text));
        prop_assert_eq!(&record[1], "1");
    }
}
