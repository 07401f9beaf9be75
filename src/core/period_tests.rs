use crate::core::zone::{names, zone};
use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

fn mexico() -> Zone {
    zone("America/Mexico_City")
}

/// 2026-11-22 09:14 in Mexico City, a Sunday.
fn now() -> DateTime<Utc> {
    "2026-11-22T15:14:00Z".parse().unwrap()
}

fn read(text: &str) -> String {
    match parse_period(text, now(), mexico()) {
        Ok(period) => format!(
            "{} {} {}",
            period.label,
            period.from.to_rfc3339(),
            period.to.to_rfc3339()
        ),
        Err(error) => error.to_string(),
    }
}

#[test]
fn each_form_is_read() {
    for (text, label, first, end) in [
        ("2026-10", "2026-10", "2026-10-01", "2026-11-01"),
        ("2026-12", "2026-12", "2026-12-01", "2027-01-01"),
        ("2026-q4", "2026-Q4", "2026-10-01", "2027-01-01"),
        ("2026-W47", "2026-W47", "2026-11-16", "2026-11-23"),
        ("2026-W01", "2026-W01", "2025-12-29", "2026-01-05"),
        ("2026-W53", "2026-W53", "2026-12-28", "2027-01-04"),
        ("2026", "2026", "2026-01-01", "2027-01-01"),
        (" 2026-11-22", "2026-11-22", "2026-11-22", "2026-11-23"),
        ("today", "2026-11-22", "2026-11-22", "2026-11-23"),
        ("yesterday", "2026-11-21", "2026-11-21", "2026-11-22"),
        ("this-week", "2026-W47", "2026-11-16", "2026-11-23"),
        ("last-week", "2026-W46", "2026-11-09", "2026-11-16"),
        ("this-month", "2026-11", "2026-11-01", "2026-12-01"),
        ("last-month", "2026-10", "2026-10-01", "2026-11-01"),
        ("Last-M", "2026-10", "2026-10-01", "2026-11-01"),
        ("this-quarter", "2026-Q4", "2026-10-01", "2027-01-01"),
        ("last-quarter", "2026-Q3", "2026-07-01", "2026-10-01"),
        ("this-year", "2026", "2026-01-01", "2027-01-01"),
        ("last-year", "2025", "2025-01-01", "2026-01-01"),
        (
            "2026-10-05..2026-10-20",
            "2026-10-05..2026-10-20",
            "2026-10-05",
            "2026-10-20",
        ),
        (
            "2026-10..2027-01",
            "2026-10-01..2027-01-01",
            "2026-10-01",
            "2027-01-01",
        ),
        (
            "2026-11-20 .. today",
            "2026-11-20..2026-11-22",
            "2026-11-20",
            "2026-11-22",
        ),
    ] {
        let expected = format!("{label} {first}T00:00:00-06:00 {end}T00:00:00-06:00");
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_is_refused_says_what_is_accepted() {
    for text in [
        "",
        "t",
        "last",
        "26-10",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-Q0",
        "2026-W54",
        "2025-W53",
        "2026-W1",
        "2026-02-30",
        "2026-1",
        "0000",
        "2026-",
        "2026-é",
        "+2026",
        "october",
    ] {
        let message = read(text);
        let start = format!("cannot read `{text}` as a period: write 2026-10, ");
        assert!(message.starts_with(&start), "{message}");
    }
    assert!(read("2026-10..").starts_with("cannot read `` as a period"));
    assert!(read("2026-10..soon").starts_with("cannot read `soon` as a period"));
    for text in ["2026-10-05..2026-10-05", "2026-10-05..2026-10-04"] {
        let end = &text[12..];
        assert_eq!(
            read(text),
            format!(
                "the period from 2026-10-05 up to {end} has no day: the second date is the day after the last"
            )
        );
    }
}

#[test]
fn last_month_is_the_zones_last_month() {
    let early = "2026-12-01T00:05:00Z".parse().unwrap();
    let label = |zone| parse_period("last-month", early, zone).unwrap().label;
    assert_eq!(label(mexico()), "2026-10");
    assert_eq!(label(zone("UTC")), "2026-11");
}

#[test]
fn a_midnight_that_does_not_exist_is_the_first_instant_of_its_day() {
    let read = |text, zone| {
        let period = parse_period(text, now(), zone).unwrap();
        (period.from.to_rfc3339(), period.to.to_rfc3339())
    };
    assert_eq!(
        read("2017-10-15", zone("America/Sao_Paulo")),
        (
            "2017-10-15T01:00:00-02:00".into(),
            "2017-10-16T00:00:00-02:00".into()
        )
    );
    assert_eq!(
        read("2011-12-30", zone("Pacific/Apia")),
        (
            "2011-12-31T00:00:00+14:00".into(),
            "2011-12-31T00:00:00+14:00".into()
        )
    );
    assert_eq!(
        read("2025-11-02", zone("America/Havana")),
        (
            "2025-11-02T00:00:00-04:00".into(),
            "2025-11-03T00:00:00-05:00".into()
        )
    );
}

#[test]
fn a_period_is_half_open() {
    let period = parse_period("2026-10", now(), mexico()).unwrap();
    let second = TimeDelta::seconds(1);
    assert!(period.contains(&period.from));
    assert!(period.contains(&(period.to - second)));
    assert!(!period.contains(&period.to));
    assert!(!period.contains(&(period.from - second)));
}

#[test]
fn months_are_cut_at_their_beginnings() {
    let labels = |text| {
        let period = parse_period(text, now(), mexico()).unwrap();
        period.months().map(|month| month.label).collect::<Vec<_>>()
    };
    assert_eq!(labels("2026-Q4"), ["2026-10", "2026-11", "2026-12"]);
    assert_eq!(labels("2026").len(), 12);
    assert_eq!(
        labels("2026-10-05..2026-12-02"),
        [
            "2026-10-05..2026-11-01",
            "2026-11",
            "2026-12-01..2026-12-02"
        ]
    );
    assert_eq!(labels("2026-W47"), ["2026-11-16..2026-11-23"]);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?",
        "(19|20)[0-9]{2}-(Q[1-4]|W[0-4][1-9])",
        "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|2[0-8])",
        "19[0-9]{2}-0[1-9]\\.\\.20[0-9]{2}-W[0-4][1-9]",
        proptest::sample::select(NAMES.as_slice()).prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn a_label_reads_back_as_its_period(
        text in any_text(),
        zone in proptest::sample::select(names()).prop_map(|name| zone(&name)),
        later in 0_i64..100_000,
    ) {
        let period = parse_period(&text, now(), zone).unwrap();
        prop_assert!(period.from <= period.to);
        let again = parse_period(&period.label, now() + TimeDelta::hours(later), zone);
        prop_assert_eq!(again, Ok(period));
    }

    #[test]
    fn months_cover_the_period_without_gap_or_overlap(
        text in any_text(),
        zone in proptest::sample::select(names()).prop_map(|name| zone(&name)),
    ) {
        let period = parse_period(&text, now(), zone).unwrap();
        let mut rest = period.from;
        for month in period.months() {
            prop_assert_eq!(month.from, rest);
            prop_assert_eq!(parse_period(&month.label, now(), zone), Ok(month.clone()));
            rest = month.to;
        }
        prop_assert_eq!(rest, period.to);
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let _ = parse_period(&text, now(), mexico());
    }
}

#[test]
fn the_period_before_is_of_the_same_kind() {
    for (text, before) in [
        ("2026-10", "2026-09"),
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026", "2025"),
        ("2026-W01", "2025-W52"),
        ("2026-03-01", "2026-02-28"),
        ("2026-10-05..2026-10-20", "2026-09-20..2026-10-05"),
        ("2026-10..2026-12", "2026-08-01..2026-10-01"),
        ("2026-10..2027-01", "2026-Q3"),
        // As many days, though they are not the month before.
        ("2026-03-02..2026-04-01", "2026-01-31..2026-03-02"),
    ] {
        let period = parse_period(text, now(), mexico()).unwrap();
        let previous = period.previous().unwrap();
        assert_eq!(previous.label, before, "{text}");
        assert_eq!(previous.to, period.from, "{text}");
    }
}
