//! What had happened by then, and what was known.

use crate::core::zone::zone;
use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::core::fields::{Set, Status};
use crate::core::period::parse_period;
use crate::core::report::{Dimension, Scope, volume};
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;
use crate::core::timeline::{fold, in_order};

use super::{
    at, november, now, policy, priority, push, query, reports, scope, status, summary, text, ticket,
};

#[test]
fn what_happens_after_the_period_does_not_change_its_report() {
    let before = reports(&november(), &scope("2026-11"));
    for (index, sets) in [
        (0, vec![status(Status::Classified)]),
        (0, vec![status(Status::Closed)]),
        (0, vec![priority("P1")]),
        (1, vec![status(Status::Cancelled)]),
        (1, vec![priority("P1"), Set::Customer(Some(text("coop")))]),
        (1, vec![Set::OpenedAt(Some(at("12-01 00:00")))]),
    ] {
        for when in ["12-01 00:00", "12-05 09:00"] {
            let mut tickets = november();
            push(&mut tickets[index], at(when), sets.clone());
            assert_eq!(
                reports(&tickets, &scope("2026-11")),
                before,
                "{when} {sets:?}"
            );
        }
    }
    let mut tickets = november();
    tickets.push(ticket("00003", "12-01 00:00", &[], &[]));
    assert_eq!(reports(&tickets, &scope("2026-11")), before);
}

#[test]
fn a_later_instant_sees_what_happened_since() {
    let mut tickets = november();
    push(
        &mut tickets[0],
        at("12-05 09:00"),
        vec![status(Status::Classified)],
    );
    let mut scope = scope("2026-11");
    scope.as_of = AsOf::end(at("12-06 00:00"));
    let report = summary(tickets, &policy(), &scope);
    let figures = report.figures;
    assert_eq!(figures.total.reopened, 0, "it was reopened in December");
    assert_eq!(figures.time_to_resolve.n, 0, "it is open again");
    assert_eq!(figures.reopen_rate.tenths(), Some(0), "not in November");
    assert_eq!(figures.backlog.open, 2);
}

#[test]
fn a_backdated_event_counts_is_told_and_can_be_left_out() {
    let before = reports(&november(), &scope("2026-11"));
    let mut tickets = november();
    push(
        &mut tickets[1],
        at("11-29 18:00"),
        vec![status(Status::Cancelled)],
    );
    let event = tickets[1].timeline.last_mut().unwrap();
    event.recorded = Some(at("12-02 09:00"));
    let mut scope = scope("2026-11");
    let report = volume(tickets.clone(), &policy(), &scope).unwrap();
    assert_eq!(report.figures.total.cancelled, 1);
    assert_eq!(report.heading.recorded_late, 1);
    scope.known_at = Some(at("12-01 00:00"));
    let mut known = reports(&tickets, &scope);
    for report in &mut known {
        assert_eq!(report["known_at"], json!("2026-12-01T00:00:00-06:00"));
        report["known_at"] = Value::Null;
    }
    assert_eq!(known, before);
}

#[test]
fn a_backdated_event_takes_its_place_in_the_order() {
    let mut tickets = november();
    push(
        &mut tickets[0],
        at("11-03 11:00"),
        vec![status(Status::Waiting)],
    );
    let report = summary(tickets, &policy(), &scope("2026-11"));
    assert_eq!(report.figures.time_to_resolve.n, 1);
    assert_eq!(report.figures.total.reopened, 0);
}

#[test]
fn a_report_is_as_of_the_end_of_its_period_or_of_now_while_it_runs() {
    let as_of = |text| {
        let period = parse_period(text, now(), zone("America/Mexico_City")).unwrap();
        Scope::new(Some(period), now(), zone("America/Mexico_City")).as_of
    };
    let midnight = at("12-01 00:00");
    assert_eq!(as_of("2026-11"), AsOf::end(midnight));
    let runs = as_of("2026-12");
    assert_eq!(runs.at, now());
    assert_eq!(runs.until, now() + TimeDelta::seconds(1));
}

#[test]
fn the_second_that_runs_has_happened() {
    let mut tickets = november();
    let moment = Timestamp::from(now()).with_timezone(at("12-10 12:00").offset());
    push(&mut tickets[1], moment, vec![status(Status::Cancelled)]);
    let scope = Scope::new(
        None,
        now() + TimeDelta::milliseconds(400),
        zone("America/Mexico_City"),
    );
    let report = volume(tickets, &policy(), &scope).unwrap();
    assert_eq!(report.figures.total.cancelled, 1);
    assert_eq!(report.heading.as_of, moment);
}

#[test]
fn a_month_is_taken_as_of_its_own_end() {
    let tickets = [ticket(
        "00001",
        "10-30 10:00",
        &[priority("P3")],
        &[
            ("11-02 10:00", &[priority("P1")]),
            ("11-03 10:00", &[status(Status::Resolved)]),
            ("11-05 10:00", &[status(Status::Classified)]),
        ],
    )];
    let months = |filter: &str| {
        let mut scope = scope("2026");
        scope.filter = query(filter);
        scope.by = Some(Dimension::Month);
        let months = volume(tickets.to_vec(), &policy(), &scope)
            .unwrap()
            .figures
            .by_month;
        assert_eq!(months.len(), 12, "as of 10 December every month has begun");
        let last = months.into_iter().skip(9);
        last.map(|month| {
            (
                month.month,
                month.counts.opened,
                month.counts.reopened,
                month.open,
            )
        })
        .collect::<Vec<_>>()
    };
    let row = |month: &str, opened, reopened, open| (month.to_owned(), opened, reopened, open);
    assert_eq!(
        months(""),
        [
            row("2026-10", 1, 0, 1),
            row("2026-11", 0, 1, 1),
            row("2026-12", 0, 0, 1)
        ]
    );
    assert_eq!(
        months("priority:P3"),
        [
            row("2026-10", 1, 0, 1),
            row("2026-11", 0, 0, 0),
            row("2026-12", 0, 0, 0)
        ]
    );
}

#[test]
fn without_a_period_months_begin_with_the_first_ticket() {
    let scope = Scope::new(None, now(), zone("America/Mexico_City"));
    let report = volume(november(), &policy(), &scope).unwrap();
    let months = report.figures.by_month.iter();
    let names: Vec<&str> = months.map(|month| month.month.as_str()).collect();
    assert_eq!(names, ["2026-11", "2026-12"]);
    assert_eq!(report.figures.total.opened, 2);
}

/// What a random event does.
fn step(kind: u8) -> Set {
    match kind {
        0..=6 => status(Status::ALL[usize::from(kind)]),
        7 => priority("P1"),
        8 => Set::Assignee(Some(text("ana"))),
        _ => Set::Channel(None),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// November as of its end is the same from the whole record and from one
    /// that stops there, in whatever order tickets and events are read.
    #[test]
    fn the_future_does_not_change_a_closed_period(
        courses in prop::collection::vec((0_i64..60, prop::collection::vec((0_i64..60, 0_u8..10), 0..8)), 0..8),
        month in any::<bool>(),
    ) {
        let begin = at("10-20 00:00");
        let mut whole = Vec::new();
        for (index, (opened, steps)) in courses.into_iter().enumerate() {
            let opened_at = begin + TimeDelta::days(opened);
            let mut ticket = Ticket::blank(format!("INC-261122-0000{index}").parse().unwrap());
            push(&mut ticket, opened_at, vec![Set::OpenedAt(Some(opened_at)), step(0)]);
            for (days, kind) in steps {
                push(&mut ticket, opened_at + TimeDelta::days(days), vec![step(kind)]);
            }
            whole.push(ticket);
        }
        let mut scope = scope("2026-11");
        scope.by = month.then_some(Dimension::Month);
        let mut cut: Vec<Ticket> = whole.clone();
        for ticket in &mut cut {
            ticket.timeline.retain(|event| event.at < at("12-01 00:00"));
            *ticket.fields = fold(in_order(&ticket.timeline));
            ticket.timeline.reverse();
        }
        cut.retain(|ticket| !ticket.timeline.is_empty());
        cut.reverse();
        prop_assert_eq!(reports(&whole, &scope), reports(&cut, &scope));
    }
}

#[test]
fn months_of_everything_end_with_the_last_event_once_all_has_ended() {
    let ended =
        |end, opened, closed| ticket(end, opened, &[], &[(closed, &[status(Status::Closed)])]);
    let first = ended("00011", "01-05 09:00", "01-06 09:00");
    let second = ended("00012", "01-20 09:00", "03-01 09:00");
    let open = ticket("00013", "02-05 09:00", &[], &[]);
    let scope = Scope::new(None, now(), policy().timezone);
    let months = |tickets: &[&Ticket]| {
        let tickets: Vec<_> = tickets.iter().map(|ticket| (*ticket).clone()).collect();
        let months = volume(tickets, &policy(), &scope).unwrap().figures.by_month;
        let row = |month: crate::core::report::Month| (month.month, month.open);
        months.into_iter().map(row).collect::<Vec<_>>()
    };
    let row = |month: &str, open| (month.to_owned(), open);
    assert_eq!(
        months(&[&first, &second]),
        [row("2026-01", 1), row("2026-02", 1), row("2026-03", 0)]
    );
    // While one is open, every month up to now has it.
    let all = months(&[&first, &second, &open]);
    let last = scope.as_of.at.format("%Y-%m").to_string();
    assert_eq!(all.last(), Some(&(last, 1)));
}
