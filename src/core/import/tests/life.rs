//! Tables with a row for each ticket.

use super::{Scene, mapping, names};
use crate::core::check::Weight;
use crate::core::stamp::rfc3339;

const TICKETS: &str = r#"
system: other
rows: ticket
dates: {format: "%Y-%m-%d %H:%M"}
id: key
opened_at: created
opened_by: reporter
at: updated
description: text
milestones: {resolved: fixed, closed: ended}
optional: [extra]
columns:
  summary: title
  state: [status, source_state]
  labels: tags
  extra: extra
  due: source_due
types: {source_due: date}
values:
  status: {Open: open, Doing: classified, Done: closed, Held: {status: waiting, waiting_on: schedule}}
"#;

const HEADER: [&str; 11] = [
    "key", "created", "reporter", "updated", "text", "fixed", "ended", "summary", "state",
    "labels", "due",
];

fn tickets() -> Scene {
    Scene::new(mapping(TICKETS), &HEADER)
}

const OPEN: &str =
    "K1,2016-03-01 09:00,eva,2016-03-01 09:00,It\u{7} hangs,,,Slow,Open,a; b,2016-04-01 00:00";
const DOING: &str =
    "K1,2016-03-01 09:00,eva,2016-03-02 09:00,It hangs,,,Slow,Doing,a,2016-04-01 00:00";
const DONE: &str = "K1,2016-03-01 09:00,eva,2016-03-09 10:00,It hangs,2016-03-05 09:00,2016-03-09 09:00,Slow,Done,a,";

#[test]
fn a_row_for_a_ticket_tells_its_life() {
    let scene = tickets();
    let ticket = scene.begin(&[OPEN]);
    assert_eq!(names(&ticket), ["opened"]);
    assert_eq!(
        ticket.fields.tags,
        Some(vec!["a".to_owned(), "b".to_owned()])
    );
    assert_eq!(ticket.fields.extra["source_due"], "2016-04-01T00:00:00Z");
    assert_eq!(ticket.timeline[0].by, "eva");
    assert!(ticket.body.contains("It  hangs"), "{:?}", ticket.body);
    let ticket = scene.begin(&[DONE]);
    let told: Vec<_> = ticket
        .timeline
        .iter()
        .map(|event| (event.event.as_str(), rfc3339(&event.at)))
        .collect();
    assert_eq!(
        told,
        [
            ("opened", "2016-03-01T09:00:00Z".to_owned()),
            ("resolved", "2016-03-05T09:00:00Z".to_owned()),
            ("closed", "2016-03-09T09:00:00Z".to_owned()),
            ("imported", "2016-03-09T10:00:00Z".to_owned()),
        ]
    );
    assert!(
        scene
            .check(&ticket)
            .iter()
            .all(|(weight, _)| *weight == Weight::Note)
    );
}

#[test]
fn a_ticket_that_went_on_gets_what_happened_since() {
    let scene = tickets();
    let first = scene.begin(&[OPEN]);
    assert_eq!(scene.extend(&first, &[OPEN]).0, first);
    let (second, _) = scene.extend(&first, &[DOING]);
    assert_eq!(names(&second), ["opened", "classified"]);
    let (third, misfits) = scene.extend(&second, &[DONE]);
    assert_eq!(misfits, []);
    assert_eq!(
        names(&third),
        ["opened", "classified", "resolved", "closed", "imported"]
    );
    assert_eq!(third.fields.extra.get("source_due"), None);
    assert_eq!(scene.extend(&third, &[DONE]).0, third);
    let (same, misfits) = scene.extend(&third, &[DOING, DONE]);
    assert_eq!((same == third, misfits.len()), (true, 1));
}
