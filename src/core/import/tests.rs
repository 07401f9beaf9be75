//! Small tables of our own, through mapping, rows and history.

mod growth;
mod life;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Value, json};

use super::history::Importer;
use super::identity;
use super::layout::Layout;
use super::mapping::Mapping;
use super::row::{Cells, Row};
use super::steps::{Misfit, Numbered};
use crate::core::check::{Neighbours, Weight, ticket as check};
use crate::core::contract::Contracts;
use crate::core::event::{Detail, Event};
use crate::core::fields::{Set, Source, Status};
use crate::core::id::TicketId;
use crate::core::policy::Policy;
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::ticket::Ticket;

const EVENTS: &str = r#"
system: other
rows: event
nulls: ["?"]
dates: {format: "%d/%m/%Y %H:%M"}
id: number
opened_at: opened
at: when
by: who
comment: said
title: ["{what}", "{number}"]
columns:
  state: [status, source_state]
  prio: priority
  impact: impact
  urgency: urgency
  group: team
values:
  status:
    New: open
    Active: classified
    Waiting: {status: waiting, waiting_on: customer}
    Vendor: {status: waiting, waiting_on: supplier}
    Fixed: resolved
    Closed: closed
"#;

const HEADER: [&str; 11] = [
    "number", "opened", "when", "who", "said", "what", "state", "prio", "impact", "urgency",
    "group",
];

struct Line(Vec<String>);

impl Cells for Line {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn cell(&self, index: usize) -> Result<Cow<'_, str>, String> {
        Ok(Cow::Borrowed(&self.0[index]))
    }
}

fn mapping(text: &str) -> Mapping {
    let mapping: Mapping = serde_yaml::from_str(text).unwrap();
    mapping.validate().unwrap();
    mapping
}

struct Scene {
    mapping: Mapping,
    header: Vec<String>,
    policy: Policy,
}

impl Scene {
    fn new(mapping: Mapping, header: &[&str]) -> Self {
        Self {
            mapping,
            header: header.iter().map(|name| (*name).to_owned()).collect(),
            policy: Policy::new("UTC".parse().unwrap()),
        }
    }

    fn layout(&self) -> Layout<'_> {
        Layout::new(&self.mapping, &self.header, self.policy.timezone).unwrap()
    }

    fn row(&self, line: &str) -> Result<Row, String> {
        let cells = line.split(',').map(str::to_owned).collect();
        self.layout().row(&Line(cells))
    }

    fn rows(&self, lines: &[&str]) -> Vec<Numbered> {
        let rows = lines.iter().zip(0..);
        rows.map(|(line, number)| Numbered {
            number,
            row: self.row(line).unwrap(),
        })
        .collect()
    }

    fn importer<R>(&self, work: impl FnOnce(&Importer<'_>) -> R) -> R {
        let layout = self.layout();
        work(&Importer {
            layout: &layout,
            rows: self.mapping.rows,
            policy: &self.policy,
            recorded: at("2026-11-22T10:00:00Z"),
        })
    }

    fn begin(&self, lines: &[&str]) -> Ticket {
        let id = "INC-160301-K7F4Q".parse::<TicketId>().unwrap();
        let source = Source {
            system: "other".to_owned(),
            id: "T1".to_owned(),
        };
        let rows = self.rows(lines);
        let (ticket, misfits) = self
            .importer(|importer| importer.begin(id, source, &rows))
            .unwrap();
        assert_eq!(misfits, []);
        ticket
    }

    fn extend(&self, ticket: &Ticket, lines: &[&str]) -> (Ticket, Vec<Misfit>) {
        let rows = self.rows(lines);
        self.importer(|importer| importer.extend(ticket.clone(), &rows))
    }

    /// What `check` says: the weights of its findings.
    fn check(&self, ticket: &Ticket) -> Vec<(Weight, String)> {
        let (tickets, articles) = Default::default();
        let neighbours = Neighbours {
            tickets: &tickets,
            articles: &articles,
            attachments: &[],
            contracts: &Contracts::default(),
            relations: &HashMap::new(),
        };
        check(ticket, &self.policy, neighbours)
            .into_iter()
            .map(|finding| (finding.weight, finding.reason))
            .collect()
    }
}

fn scene() -> Scene {
    Scene::new(mapping(EVENTS), &HEADER)
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_from_rfc3339(text).unwrap()
}

/// `ev name {set}` of each event.
fn told(events: &[Event]) -> Vec<String> {
    let line = |event: &Event| {
        let set = serde_json::to_string(&event.set).unwrap();
        format!("{} {} {set}", event.ev, event.event)
    };
    events.iter().map(line).collect()
}

fn names(ticket: &Ticket) -> Vec<&str> {
    let events = ticket.timeline.iter();
    events.map(|event| event.event.as_str()).collect()
}

const NEW: &str = "T1,1/3/2016 9:00,1/3/2016 9:05,ana,,Printer,New,P3,medium,medium,?";
const ACTIVE: &str = "T1,1/3/2016 9:00,1/3/2016 10:00,bo,,Printer,Active,P3,medium,medium,?";
const SAME: &str =
    "T1,1/3/2016 9:00,1/3/2016 10:30,bo,looked at it,Printer,Active,P3,medium,medium,?";
const WAITING: &str = "T1,1/3/2016 9:00,1/3/2016 11:00,bo,,Printer,Waiting,P3,medium,medium,G7";
const AGAIN: &str = "T1,1/3/2016 9:00,2/3/2016 8:00,bo,,Printer,Active,P3,medium,medium,?";
const FIXED: &str = "T1,1/3/2016 9:00,2/3/2016 9:00,bo,,Printer,Fixed,P3,medium,medium,?";
const CLOSED: &str = "T1,1/3/2016 9:00,9/3/2016 9:00,cy,,Printer,Closed,P3,medium,medium,?";
const REOPENED: &str = "T1,1/3/2016 9:00,9/3/2016 9:30,cy,,Printer,Active,P3,medium,medium,?";

#[test]
fn rows_become_events_and_each_sets_what_it_changes() {
    let ticket = scene().begin(&[NEW, ACTIVE, SAME, WAITING, AGAIN, FIXED, CLOSED]);
    assert_eq!(
        told(&ticket.timeline),
        [
            r#"m00001 opened {"title":"Printer","status":"open","impact":"medium","urgency":"medium","priority":"P3","source":{"system":"other","id":"T1"},"opened_at":"2016-03-01T09:00:00Z","source_state":"New"}"#,
            r#"m00002 classified {"status":"classified","source_state":"Active"}"#,
            "m00003 imported {}",
            r#"m00004 waited {"status":"waiting","waiting_on":"customer","source_state":"Waiting","team":"G7"}"#,
            r#"m00005 resumed {"status":"classified","waiting_on":null,"source_state":"Active","team":null}"#,
            r#"m00006 resolved {"status":"resolved","source_state":"Fixed"}"#,
            r#"m00007 closed {"status":"closed","source_state":"Closed"}"#,
        ]
    );
    assert!(
        ticket
            .timeline
            .iter()
            .all(|event| event.imported && event.recorded.is_some())
    );
    assert_eq!(
        ticket.timeline[2].details.get(&Detail::Comment).unwrap(),
        "looked at it"
    );
    assert_eq!(ticket.timeline[1].by, "bo");
    assert_eq!(scene().check(&ticket), []);
}

#[test]
fn a_history_that_begins_later_is_opened_when_it_was() {
    let ticket = scene().begin(&[FIXED, CLOSED]);
    assert_eq!(names(&ticket), ["opened", "resolved", "closed"]);
    let opened = &ticket.timeline[0];
    assert_eq!(rfc3339(&opened.at), "2016-03-01T09:00:00Z");
    assert_eq!(opened.set.status(), Some(Status::Open));
    assert_eq!(ticket.timeline[1].ev.as_str(), "m00002");
    let notes = scene().check(&ticket);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(notes[0].0, Weight::Note);
}

#[test]
fn a_history_no_lifecycle_allows_is_kept_whole() {
    let scene = scene();
    let ticket = scene.begin(&[NEW, CLOSED, REOPENED]);
    assert_eq!(names(&ticket), ["opened", "closed", "reopened"]);
    assert_eq!(ticket.status(), Status::Classified);
    assert!(
        scene
            .check(&ticket)
            .iter()
            .all(|(weight, _)| *weight == Weight::Note)
    );
}

#[test]
fn rows_count_in_the_order_of_time_and_are_numbered_in_that_of_the_file() {
    let ticket = scene().begin(&[NEW, FIXED, ACTIVE]);
    assert_eq!(ticket.status(), Status::Resolved);
    let told: Vec<_> = ticket
        .timeline
        .iter()
        .map(|event| (event.ev.as_str(), event.event.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("m00001", "opened"),
            ("m00003", "classified"),
            ("m00002", "resolved")
        ]
    );
    assert_eq!(scene().check(&ticket), []);
}

#[test]
fn a_priority_the_matrix_does_not_give_is_an_override() {
    let scene = scene();
    let other = ACTIVE.replace("P3", "P1");
    let ticket = scene.begin(&[NEW, &other, FIXED]);
    let because = |event: &Event| {
        let mut sets = event.set.0.iter();
        sets.find(|set| set.name() == "priority_because")
            .map(Set::value)
    };
    assert_eq!(because(&ticket.timeline[0]), None);
    assert_eq!(because(&ticket.timeline[1]), Some(json!("imported")));
    assert_eq!(because(&ticket.timeline[2]), Some(Value::Null));
    assert_eq!(scene.check(&ticket), []);
}

#[test]
fn where_no_column_has_the_priority_the_matrix_gives_it() {
    let text = EVENTS.replace("  prio: priority\n", "");
    let ticket = Scene::new(mapping(&text), &HEADER).begin(&[NEW]);
    assert_eq!(ticket.fields.priority.as_deref(), Some("P3"));
    assert_eq!(ticket.fields.priority_because, None);
}

#[test]
fn a_state_the_table_lacks_is_named_with_its_column() {
    let scene = scene();
    let row = scene.row(&ACTIVE.replace("Active", "Actve"));
    let expected =
        "state: `Actve` is not in the mapping's values for status (did you mean Active?)";
    assert_eq!(row.unwrap_err(), expected);
    let text = EVENTS.replace(
        "    Fixed: resolved",
        "    \"*\": classified\n    Fixed: resolved",
    );
    let scene = Scene::new(mapping(&text), &HEADER);
    let ticket = scene.begin(&[NEW, &ACTIVE.replace("Active", "-100")]);
    assert_eq!(ticket.status(), Status::Classified);
    assert_eq!(ticket.fields.extra["source_state"], "-100");
}

#[test]
fn a_star_as_a_result_keeps_the_foreign_value() {
    let text = EVENTS.replace(
        "values:\n",
        "values:\n  impact: {\"2\": medium, \"*\": \"*\"}\n",
    );
    let scene = Scene::new(mapping(&text), &HEADER);
    let known = scene.begin(&[&NEW.replace("medium,medium", "2,medium")]);
    assert_eq!(known.fields.impact.as_deref(), Some("medium"));
    let other = scene.begin(&[&NEW.replace("medium,medium", "vast,medium")]);
    assert_eq!(other.fields.impact.as_deref(), Some("vast"));
}

#[test]
fn bad_cells_are_named() {
    for (from, to, reason) in [
        (
            "1/3/2016 9:05",
            "31/2/2016 9:05",
            "when: `31/2/2016 9:05` is not a date written as %d/%m/%Y %H:%M",
        ),
        (
            "1/3/2016 9:00",
            "soon",
            "opened: `soon` is not a date written as %d/%m/%Y %H:%M",
        ),
        (",?", "", "it has 10 cells and the header has 11"),
        (",?", ",?,x", "it has 12 cells and the header has 11"),
    ] {
        assert_eq!(
            scene().row(&NEW.replacen(from, to, 1)),
            Err(reason.to_owned())
        );
    }
}

#[test]
fn control_characters_do_not_make_a_title_two_lines() {
    let line = NEW
        .replace("Printer", "Prin\nter\u{0}\u{1b}[31m  x")
        .replace("ana", "a\tn\ra");
    let ticket = scene().begin(&[&line]);
    assert_eq!(ticket.title(), "Prin ter [31m x");
    assert_eq!(ticket.timeline[0].by, "a n a");
}

#[test]
fn an_id_follows_from_the_source_alone() {
    let source = |id: &str| Source {
        system: "other".to_owned(),
        id: id.to_owned(),
    };
    let day = at("2016-03-01T00:00:00Z").date_naive();
    let bits = identity::bits(&source("T1"));
    assert_eq!(bits, identity::bits(&source("T1")));
    assert_ne!(bits, identity::bits(&source("T2")));
    let first = identity::id("INC", day, bits, 0).unwrap();
    let next = identity::id("INC", day, bits, 1).unwrap();
    assert_ne!(first, next);
    assert_eq!(identity::characters(&first).len(), 5);
    let old = at("1999-12-31T00:00:00Z").date_naive();
    assert!(identity::id("INC", old, bits, 0).is_err());
}
