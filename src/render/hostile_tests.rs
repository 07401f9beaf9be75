use clap::ValueEnum as _;
use proptest::prelude::*;
use serde_json::Value;

use super::alerts::{Alert, Alerts, INVALID, Level};
use super::junit::{Case, Outcome, Suite};
use super::metrics::{Gauge, Sample};
use super::tests::{many, written};
use super::untrusted::tests::{HOSTILE, any_text, assert_harmless};
use super::*;

fn holding(table: Table) -> Answer<'static> {
    many(("x/1", "items", "y/1"), Vec::new(), table)
}

/// An answer that has the text wherever a text can be.
fn saying(text: &str) -> Answer<'_> {
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
    let gauge = || Gauge {
        name: "x_seconds",
        help: "X.",
        unit: Some("seconds"),
        samples: vec![Sample {
            labels: vec![("contract", text.to_owned())],
            value: metrics::Value::Permille(984),
        }],
    };
    many(("x/1", "items", "y/1"), vec![fields.into()], table)
        .with_prose(text)
        .with_suites(|| vec![suite(text)])
        .with_alerts(|| alerts(text))
        .with_gauges(move || vec![gauge()])
}

fn suite(text: &str) -> Suite {
    let outcomes = [
        Outcome::Passed,
        Outcome::Failed(text.to_owned()),
        Outcome::Skipped(text.to_owned()),
    ];
    let cases = outcomes.map(|outcome| Case {
        name: text.to_owned(),
        outcome,
        details: Some(text.to_owned()),
    });
    Suite {
        name: text.to_owned(),
        cases: cases.into(),
    }
}

fn alerts(text: &str) -> Alerts {
    let alert = Alert {
        rule: &INVALID,
        level: Level::Error,
        path: text.to_owned(),
        line: 1,
        column: 1,
        message: text.to_owned(),
        key: text.to_owned(),
    };
    Alerts {
        category: "x",
        rules: vec![&INVALID],
        alerts: vec![alert],
        unread: vec![text.to_owned()],
        properties: Vec::new(),
    }
}

fn assert_each_sink_is_harmless(text: &str) {
    for format in Format::value_variants().iter().copied() {
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
            let keeps_tabs = [
                Format::Table,
                Format::Markdown,
                Format::Junit,
                Format::Openmetrics,
            ];
            let prose = keeps_tabs.contains(&format) && text.contains('\t');
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
    fn any_text_makes_well_formed_xml(text in any_text()) {
        let xml = written(&saying(&text), Format::Junit, &Style::default());
        let document = roxmltree::Document::parse(&xml).unwrap();
        let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
        prop_assert_eq!(cases.count(), 3);
    }

    #[test]
    fn any_text_stays_on_its_line_of_annotations_and_of_metrics(text in any_text()) {
        let annotation = github::annotations(&alerts(&text));
        assert_harmless(&annotation.replace('\t', ""));
        // The alert, and the file that could not be read.
        prop_assert_eq!(annotation.lines().count(), 2);
        let metrics = written(&saying(&text), Format::Openmetrics, &Style::default());
        prop_assert_eq!(metrics.lines().count(), 5);
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
