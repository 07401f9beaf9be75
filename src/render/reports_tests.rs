use std::rc::Rc;

use crate::core::zone::zone;
use unicode_width::UnicodeWidthStr;

use super::{Answer, Cell, Phrase, Table, answer};
use crate::core::book::Direction;
use crate::core::calendar::{Calendars, HolidayFiles};
use crate::core::contract::{Contracts, TargetName};
use crate::core::ev::Ev;
use crate::core::event::{Event, Name};
use crate::core::fields::{Kind, Set, Status};
use crate::core::ordered::Ordered;
use crate::core::period::parse_period;
use crate::core::policy::{Language, Policy};
use crate::core::report::{self, Dimension, Report, Scope, Summary, Turned};
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::render::tests::page;
use crate::render::words::has;
use crate::render::{Format, Style, render};

fn at(text: &str) -> Timestamp {
    Timestamp::parse_from_rfc3339(text).unwrap()
}

fn november() -> Scope {
    let now = at("2026-12-10T12:00:00-06:00").to_utc();
    let period = parse_period("2026-11", now, zone("America/Mexico_City")).unwrap();
    Scope::new(Some(period), now, zone("America/Mexico_City"))
}

fn ticket(title: &str) -> Ticket {
    let mut ticket = Ticket::blank("INC-261122-00001".parse().unwrap());
    let opened_at = at("2026-11-22T09:14:00-06:00");
    let mut event = Event::new(opened_at, "ana", Name::Opened, Ev::imported(1));
    event.set.0 = vec![
        Set::Title(Some(title.to_owned())),
        Set::Status(Some(Status::Open)),
        Set::Category(Some(title.to_owned())),
        Set::OpenedAt(Some(opened_at)),
    ];
    ticket.push(event);
    ticket
}

/// Asks under a contract that binds every ticket.
fn agreed<T>(ask: impl FnOnce(&Agreements<'_>) -> T) -> T {
    let policy = Policy::new(zone("America/Mexico_City"));
    let rules = Ordered::default();
    let calendars = Calendars::compile(
        &rules,
        zone("America/Mexico_City"),
        &HolidayFiles::default(),
    )
    .unwrap();
    let contracts = Contracts::from(vec![serde_yaml::from_str(CONTRACT).unwrap()]);
    ask(&Agreements::new(&policy, &calendars, &contracts).unwrap())
}

const CONTRACT: &str = "
customer: default
name: All
terms:
- from: 2026-01-01
  targets: {P3: {response: {clock: 1h}, resolution: {clock: 8h}, update: {clock: 2h}}}
  commitment: {response: 95}
";

fn summed(tickets: Vec<Ticket>) -> Report<Summary> {
    let policy = Policy::new(zone("America/Mexico_City"));
    agreed(|agreements| report::summary(tickets, &policy, agreements, &november()).unwrap())
}

fn shown(answer: &Answer<'_>, format: Format, width: Option<usize>) -> String {
    let style = Style {
        width,
        ..Style::default()
    };
    let mut out = Vec::new();
    render(answer, format, &style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_sheet_has_every_row_of_a_list_that_people_see_the_first_of() {
    let mut report = summed(Vec::new());
    let turned = |number: u32| Turned {
        id: format!("INC-261122-{number:05}").parse().unwrap(),
        title: "x".to_owned(),
        contract: "default".to_owned(),
        target: TargetName::Response,
        direction: Direction::Good,
        ran_out_at: None,
        cause: None,
        event: None,
        by: None,
        agreed_by: None,
        at: None,
        recorded: None,
        reason: None,
    };
    report.figures.turned = (0..25).map(turned).collect();
    let answer = answer(report);
    let rows = |format| {
        let text = shown(&answer, format, None);
        let rows = text.lines().filter(|line| line.contains("INC-261122-"));
        (rows.count(), text.contains("and 5 more"))
    };
    assert_eq!(rows(Format::Csv), (25, false));
    assert_eq!(rows(Format::Table), (20, true));
}

#[test]
fn a_summary_names_its_period_and_divides_nothing_by_nothing() {
    let answer = answer(summed(Vec::new()));
    insta::assert_snapshot!(page(&answer, Format::Table, &Style::default()));
}

/// Tickets for which no report is empty.
fn eventful() -> Vec<Ticket> {
    let long = "a title that does not end ".repeat(9);
    let asked = (1..=3).map(|number| {
        let mut ticket = ticket(&long);
        ticket.id = format!("INC-261122-0000{number}").parse().unwrap();
        let set = vec![
            Set::Status(Some(Status::Classified)),
            Set::Kind(Some(Kind::Usage)),
            Set::Customer(Some("coop".to_owned())),
            Set::Channel(Some("phone".to_owned())),
            Set::ClaimedUrgency(Some("high".to_owned())),
            Set::Tags(Some(vec!["a".to_owned(), "b".to_owned()])),
        ];
        tell(&mut ticket, "2026-11-22T09:20:00-06:00", "classified", set);
        ticket
    });
    let mut tickets: Vec<Ticket> = asked.collect();
    let ending = |status| vec![Set::Status(Some(status))];
    let late = "2026-11-24T09:00:00-06:00";
    tell(&mut tickets[1], late, "resolved", ending(Status::Resolved));
    tell(
        &mut tickets[2],
        late,
        "cancelled",
        ending(Status::Cancelled),
    );
    tickets
}

fn tell(ticket: &mut Ticket, when: &str, what: &str, set: Vec<Set>) {
    let ev = Ev::imported(ticket.timeline.len() + 1);
    let mut event = Event::new(at(when), "ana", what.into(), ev);
    event.set.0 = set;
    ticket.push(event);
}

/// Every report about them.
fn every_report(by: Option<&Dimension>) -> Vec<Answer<'static>> {
    let (policy, tickets) = (Policy::new(zone("America/Mexico_City")), eventful());
    let by = by.cloned();
    let scope = Scope { by, ..november() };
    let all = || tickets.clone();
    let mut answers = agreed(|agreements| {
        let theirs = Scope {
            customer: Some("coop".to_owned()),
            ..scope.clone()
        };
        let compliance = report::compliance(all(), &policy, agreements, &scope).unwrap();
        vec![
            answer(report::summary(all(), &policy, agreements, &scope).unwrap()),
            answer(report::workload(all(), &policy, agreements, &scope).unwrap()),
            answer(report::customer(all(), &policy, agreements, &theirs).unwrap()),
            super::compliance(&Rc::new(compliance), None),
            answer(report::times(all(), &policy, agreements, &scope).unwrap()),
        ]
    });
    answers.extend([
        answer(report::volume(all(), &policy, &scope).unwrap()),
        answer(report::backlog(all(), &policy, &scope).unwrap()),
        answer(report::channels(all(), &policy, &scope).unwrap()),
        answer(report::quality(all(), &policy, &scope).unwrap()),
        answer(report::recurrence(all(), &policy, &scope).unwrap()),
        answer(report::inflation(all(), &policy, &scope).unwrap()),
    ]);
    answers
}

/// Each of them, and each beside itself.
fn every_answer(by: Option<&Dimension>) -> impl Iterator<Item = Answer<'static>> {
    let before = summed(eventful()).heading;
    let pairs = every_report(by).into_iter().zip(every_report(by));
    let compared = pairs.map(move |(now, then)| super::compared(now, then, &before));
    every_report(by).into_iter().chain(compared)
}

#[test]
fn a_terminal_of_eighty_columns_is_wide_enough() {
    for answer in every_answer(None) {
        for language in [None, Some(Language::En), Some(Language::Es)] {
            let style = Style {
                width: Some(80),
                language,
                ..Style::default()
            };
            let mut out = Vec::new();
            render(&answer, Format::Table, &style, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        }
    }
}

/// The texts of ours in a table, but for those that stand for themselves.
fn texts(table: &Table) -> Vec<String> {
    let mut texts = Vec::new();
    let heads = table
        .columns
        .iter()
        .map(|column| column.heading.to_lowercase());
    texts.extend(heads.filter(|head| !head.is_empty()));
    let phrases = table.title.iter().chain(&table.notes);
    for phrase in phrases {
        said(phrase, &mut texts);
    }
    let cells = table.rows.iter().flatten();
    for cell in cells {
        in_cell(cell, &mut texts);
    }
    texts
}

fn said(phrase: &Phrase, texts: &mut Vec<String>) {
    if let Phrase::Ours { english, with } = phrase {
        texts.push(english.clone().into_owned());
        for cell in with {
            in_cell(cell, texts);
        }
    }
}

fn in_cell(cell: &Cell, texts: &mut Vec<String>) {
    match cell {
        Cell::Ours(phrase) => said(phrase, texts),
        Cell::Value { field, word } => texts.push(format!("{field}/{word}")),
        Cell::Ratio { of: Some(of), .. } => texts.push((*of).to_owned()),
        Cell::Compared { now, before } => {
            in_cell(now, texts);
            in_cell(before, texts);
        }
        Cell::Repeated(cell) => in_cell(cell, texts),
        _ => {}
    }
}

#[test]
fn no_label_of_a_report_lacks_its_spanish() {
    // Priorities are the same in every language.
    let is_ours = |text: &String| !text.starts_with('P') || text.len() > 2;
    let by = [
        None,
        Some(Dimension::Month),
        Some(Dimension::Field("tags".to_owned())),
    ];
    for answer in by.iter().flat_map(|by| every_answer(by.as_ref())) {
        let schema = answer.schema;
        for table in answer.tables() {
            for text in texts(&table).into_iter().filter(is_ours) {
                assert!(has(&text), "{schema}: {text}");
            }
        }
    }
}

#[test]
fn the_words_for_programs_are_the_same_in_every_language() {
    for answer in every_report(None) {
        for format in [Format::Csv, Format::Json] {
            let written = |language| {
                let style = Style {
                    language,
                    ..Style::default()
                };
                let mut out = Vec::new();
                render(&answer, format, &style, &mut out).unwrap();
                out
            };
            assert_eq!(written(Some(Language::Es)), written(None));
        }
    }
}

#[test]
fn a_figure_stands_beside_that_of_the_period_before() {
    let (now, before) = (summed(eventful()), summed(Vec::new()));
    let heading = before.heading.clone();
    let both = super::compared(answer(now), answer(before), &heading);
    let text = shown(&both, Format::Table, None);
    for line in [
        "compared with  2026-11",
        "opened       3 (0, +3)",
        "reopen rate  0.0 % (0 of 1 resolved) (n/a)",
        "KIND           OPENED  RESOLVED  REOPENED  CLOSED  CANCELLED",
        "usage  now          3         1         0       0          1",
        "       before       0         0         0       0          0",
        "       change      +3        +1         0       0         +1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let csv = shown(&both, Format::Csv, None);
    for line in [
        "table,field,value,value_before,value_change",
        "In the period,opened,3,0,3",
        "kind,usage,change,3,1,0,0,1",
    ] {
        assert!(csv.lines().any(|found| found == line), "{line}\n{csv}");
    }
    let json = shown(&both, Format::Json, None);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["total"]["opened"], 3);
    assert_eq!(json["previous"]["total"]["opened"], 0);
}

#[test]
fn what_only_the_period_before_had_is_nothing_now() {
    let (now, before) = (summed(Vec::new()), summed(eventful()));
    let heading = before.heading.clone();
    let both = super::compared(answer(now), answer(before), &heading);
    let text = shown(&both, Format::Table, None);
    let line = "usage  now          0         0         0       0          0";
    assert!(text.lines().any(|found| found == line), "{text}");
}

#[test]
fn the_oldest_are_named_with_their_age_in_whole_days() {
    let report = report::backlog(
        vec![ticket("No H007")],
        &Policy::new(zone("America/Mexico_City")),
        &november(),
    );
    let csv = shown(&answer(report.unwrap()), Format::Csv, None);
    let oldest =
        "table,id,age_days,status,assignee,title\nThe oldest,INC-261122-00001,8,open,,No H007\n";
    assert!(csv.ends_with(oldest), "{csv}");
}
