//! What the figures count.

use serde_json::{Value, json};

use crate::core::fields::{Set, Status, WaitingOn};
use crate::core::report::{Dimension, backlog, volume};
use crate::core::told::Told as _;

use super::{at, november, policy, priority, push, reports, scope, status, summary, text, ticket};

#[test]
fn an_empty_period_divides_nothing() {
    let [summary, volume, backlog] = reports(&november(), &scope("2026-02"));
    assert_eq!(
        summary["reopen_rate"],
        json!({"numerator": 0, "denominator": 0, "percent": null})
    );
    assert_eq!(summary["time_to_resolve"]["median"], Value::Null);
    assert_eq!(summary["time_to_resolve_at_source"], Value::Null);
    assert_eq!(volume["total"]["opened"], json!(0));
    assert_eq!(volume["by_field"], Value::Null);
    assert_eq!(volume["by"]["channel"], json!([]));
    assert_eq!(backlog["oldest"], json!([]));
}

#[test]
fn rows_stand_in_their_order_and_the_unknown_is_one() {
    let with = |sets: &[Set], end: &str| ticket(end, "11-03 10:00", sets, &[]);
    let tickets = [
        with(&[priority("P3"), Set::Channel(Some(text("web")))], "00001"),
        with(
            &[priority("P1"), Set::Channel(Some(text("phone")))],
            "00002",
        ),
        with(
            &[
                priority("P3"),
                Set::Tags(Some(vec!["a".into(), "b".into()])),
            ],
            "00003",
        ),
        with(
            &[
                Set::Tags(Some(vec!["b".into()])),
                Set::Channel(Some(text("chat"))),
            ],
            "00004",
        ),
        with(
            &[
                Set::Channel(Some(text("web"))),
                Set::Extra("plant".into(), Some(Box::new(json!(7)))),
            ],
            "00005",
        ),
    ];
    let rows = |by: &str| {
        let mut scope = scope("2026-11");
        scope.by = Some(Dimension::parse(by, &tickets).unwrap());
        let figures = volume(tickets.to_vec(), &policy(), &scope).unwrap().figures;
        assert!(figures.by_month.is_empty());
        let breakdown = figures.by.0.into_iter().next().unwrap();
        assert_eq!(breakdown.overlaps, by == "tag");
        let rows = breakdown.rows.into_iter();
        rows.map(|row| (row.value.unwrap_or("none".to_owned()), row.counts.opened))
            .collect::<Vec<_>>()
    };
    let pairs = |pairs: &[(&str, usize)]| {
        let pairs = pairs
            .iter()
            .map(|(name, count)| ((*name).to_owned(), *count));
        pairs.collect::<Vec<_>>()
    };
    assert_eq!(
        rows("priority"),
        pairs(&[("P1", 1), ("P3", 2), ("none", 2)])
    );
    assert_eq!(
        rows("channel"),
        pairs(&[("web", 2), ("chat", 1), ("phone", 1), ("none", 1)])
    );
    assert_eq!(rows("tag"), pairs(&[("none", 3), ("b", 2), ("a", 1)]));
    assert_eq!(rows("plant"), pairs(&[("none", 4), ("7", 1)]));
}

#[test]
fn an_unknown_field_is_an_error_with_the_nearest() {
    let error = Dimension::parse("chanel", &november()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "counts cannot be broken down by `chanel`"
    );
    assert_eq!(error.hint().as_deref(), Some("did you mean channel?"));
    assert_eq!(Dimension::parse("Month", &november()), Ok(Dimension::Month));
    assert!(Dimension::parse("", &november()).is_err());
}

#[test]
fn ages_are_half_open_and_turns_are_told_apart() {
    let waiting = |on| vec![status(Status::Waiting), Set::WaitingOn(on)];
    let tickets = [
        ticket("00001", "11-30 23:59", &[], &[]),
        ticket(
            "00002",
            "11-30 00:00",
            &waiting(Some(WaitingOn::Customer)),
            &[],
        ),
        ticket("00003", "11-29 23:59", &waiting(None), &[]),
        ticket(
            "00004",
            "09-02 00:00",
            &waiting(Some(WaitingOn::Schedule)),
            &[],
        ),
        ticket(
            "00005",
            "09-02 00:01",
            &[Set::Assignee(Some(text("ana")))],
            &[],
        ),
        ticket("00006", "09-01 00:00", &[status(Status::Cancelled)], &[]),
    ];
    let figures = backlog(tickets.to_vec(), &policy(), &scope("2026-11"))
        .unwrap()
        .figures;
    let ages: Vec<usize> = figures.by_age.iter().map(|age| age.open).collect();
    assert_eq!(ages, [1, 2, 0, 0, 0, 1, 1]);
    assert_eq!(figures.open, 5);
    assert_eq!(figures.unclassified, 5);
    let turns = figures.waiting;
    let turns = [
        turns.us,
        turns.customer,
        turns.supplier,
        turns.schedule,
        turns.unknown,
    ];
    assert_eq!(turns, [2, 1, 0, 1, 1]);
    let oldest: Vec<&str> = figures
        .oldest
        .iter()
        .map(|one| one.title.as_str())
        .collect();
    assert_eq!(oldest, ["00004", "00005", "00003", "00002", "00001"]);
    assert_eq!(figures.oldest[0].age_seconds, 90 * 86_400);
}

#[test]
fn a_ticket_counts_once_and_its_last_resolution_is_its_time() {
    let back = status(Status::Classified);
    let mut tickets = november();
    for (when, set) in [
        ("11-05 10:00", back.clone()),
        ("11-06 10:00", status(Status::Resolved)),
        ("11-07 10:00", status(Status::Closed)),
        ("11-08 10:00", back),
        ("11-09 10:00", status(Status::Resolved)),
        ("11-10 10:00", status(Status::Resolved)),
    ] {
        push(&mut tickets[0], at(when), vec![set]);
    }
    let source = Set::SourceResolvedAt(Some(at("11-03 10:30")));
    push(&mut tickets[0], at("11-11 10:00"), vec![source]);
    let figures = summary(tickets, &policy(), &scope("2026-11")).figures;
    assert_eq!(
        (
            figures.total.resolved,
            figures.total.reopened,
            figures.reopenings
        ),
        (1, 1, 2)
    );
    assert_eq!(
        (
            figures.reopen_rate.numerator,
            figures.reopen_rate.denominator
        ),
        (2, 3)
    );
    let median = figures.time_to_resolve.median.unwrap();
    assert_eq!(median.length.minutes, 6 * 24 * 60);
    assert_eq!(median.ticket.as_str(), "INC-261122-00001");
    let at_source = figures.time_to_resolve_at_source.unwrap();
    assert_eq!((at_source.n, at_source.mean.unwrap().seconds), (1, 1800));
}

#[test]
fn no_key_of_a_report_stands_twice() {
    let scope = scope("2026-11");
    for written in [
        serde_json::to_string(&summary(november(), &policy(), &scope)).unwrap(),
        serde_json::to_string(&volume(november(), &policy(), &scope).unwrap()).unwrap(),
        serde_json::to_string(&backlog(november(), &policy(), &scope).unwrap()).unwrap(),
    ] {
        // Reading keeps one of two equal keys, and the order of the others.
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read.to_string(), written);
    }
}
