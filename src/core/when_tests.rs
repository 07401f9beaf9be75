use crate::core::zone::{names, zone};
use proptest::prelude::*;

use super::*;

fn mexico() -> Zone {
    zone("America/Mexico_City")
}
fn madrid() -> Zone {
    zone("Europe/Madrid")
}

/// 2026-11-22 09:14:05 in Mexico City.
fn now() -> DateTime<Utc> {
    "2026-11-22T15:14:05.9Z".parse().unwrap()
}

fn read(text: &str, zone: Zone) -> String {
    match parse_when(text, now(), zone) {
        Ok(instant) => instant.to_rfc3339(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn each_form_is_read() {
    for (text, instant) in [
        ("now", "2026-11-22T09:14:05-06:00"),
        ("2026-11-22T09:14:00-05:00", "2026-11-22T08:14:00-06:00"),
        ("2026-11-22T15:14:59.999Z", "2026-11-22T09:14:59-06:00"),
        ("2026-11-22t15:14:59z", "2026-11-22T09:14:59-06:00"),
        ("2026-11-21 09:14", "2026-11-21T09:14:00-06:00"),
        ("2026-11-21  9:14:30 ", "2026-11-21T09:14:30-06:00"),
        ("2026-11-21T09:14", "2026-11-21T09:14:00-06:00"),
        ("2026-11-21T09:14:30", "2026-11-21T09:14:30-06:00"),
        ("2026-11-21", "2026-11-21T00:00:00-06:00"),
        ("09:14", "2026-11-22T09:14:00-06:00"),
        ("8:05:07", "2026-11-22T08:05:07-06:00"),
        ("yesterday 17:00", "2026-11-21T17:00:00-06:00"),
        ("today 8:00", "2026-11-22T08:00:00-06:00"),
        ("Tomorrow 08:00", "2026-11-23T08:00:00-06:00"),
        ("tomorrow", "2026-11-23T00:00:00-06:00"),
        ("yesterday", "2026-11-21T00:00:00-06:00"),
        ("-2h", "2026-11-22T07:14:05-06:00"),
        ("+1d", "2026-11-23T09:14:05-06:00"),
        ("-1h30m", "2026-11-22T07:44:05-06:00"),
        ("2h ago", "2026-11-22T07:14:05-06:00"),
    ] {
        assert_eq!(read(text, mexico()), instant, "{text}");
    }
}

#[test]
fn today_is_the_zones_day() {
    assert_eq!(
        read("today", zone("Asia/Tokyo")),
        "2026-11-23T00:00:00+09:00"
    );
    assert_eq!(read("today", mexico()), "2026-11-22T00:00:00-06:00");
}

#[test]
fn what_is_refused_says_what_is_accepted() {
    for text in [
        "",
        "soon",
        "12",
        "2026-11",
        "22/11/2026",
        "2026-11-22 25:00",
        "2026-11-22 9:1",
        "9:14 pm",
        "2026-11-22T",
        "2026-1-2",
        "24:00",
        "today 9",
        "٠٩:١٤",
        "2026-11-22 09:14 -05:00",
    ] {
        let message = read(text, mexico());
        let start = format!("cannot read `{text}` as a time: write 2026-11-22T09:14:00-05:00, ");
        assert!(message.starts_with(&start), "{message}");
    }
    for (text, message) in [
        ("2026-02-30", "there is no day 2026-02-30"),
        ("2026-02-30 09:00", "there is no day 2026-02-30"),
        ("0000-01-01", "there is no day 0000-01-01"),
        (
            "-2",
            "`2` lacks a unit: write 2m for minutes or 2h for hours",
        ),
        (
            "+99999999w",
            "`+99999999w` lies outside the years 1 to 9999",
        ),
        (
            "-9223372036854775807s",
            "`-9223372036854775807s` lies outside the years 1 to 9999",
        ),
        (
            "0000-01-01T00:00:00Z",
            "`0000-01-01T00:00:00Z` lies outside the years 1 to 9999",
        ),
    ] {
        assert_eq!(read(text, mexico()), message);
    }
}

#[test]
fn an_hour_that_comes_twice_is_refused_with_both_readings() {
    for (text, zone, message) in [
        (
            "2026-10-25 02:30",
            madrid(),
            "2026-10-25 02:30 happens twice in Europe/Madrid: \
             2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00",
        ),
        (
            "2026-04-05 01:45:10",
            zone("Australia/Lord_Howe"),
            "2026-04-05 01:45:10 happens twice in Australia/Lord_Howe: \
             2026-04-05T01:45:10+11:00 or 2026-04-05T01:45:10+10:30",
        ),
        (
            "2018-02-17 23:30",
            zone("America/Sao_Paulo"),
            "2018-02-17 23:30 happens twice in America/Sao_Paulo: \
             2018-02-17T23:30:00-02:00 or 2018-02-17T23:30:00-03:00",
        ),
        (
            "2026-02-15 02:10",
            zone("Africa/Casablanca"),
            "2026-02-15 02:10 happens twice in Africa/Casablanca: \
             2026-02-15T02:10:00+01:00 or 2026-02-15T02:10:00+00:00",
        ),
    ] {
        assert_eq!(read(text, zone), message);
    }
}

#[test]
fn an_hour_that_never_comes_is_refused_with_what_surrounds_it() {
    for (text, zone, message) in [
        (
            "2026-03-29 02:30",
            madrid(),
            "2026-03-29 02:30 does not happen in Europe/Madrid: the clock jumps from \
             2026-03-29T01:59:59+01:00 to 2026-03-29T03:00:00+02:00",
        ),
        (
            "2026-10-04T02:10",
            zone("Australia/Lord_Howe"),
            "2026-10-04 02:10 does not happen in Australia/Lord_Howe: the clock jumps from \
             2026-10-04T01:59:59+10:30 to 2026-10-04T02:30:00+11:00",
        ),
        (
            "2017-10-15 00:00",
            zone("America/Sao_Paulo"),
            "2017-10-15 00:00 does not happen in America/Sao_Paulo: the clock jumps from \
             2017-10-14T23:59:59-03:00 to 2017-10-15T01:00:00-02:00",
        ),
        (
            "2011-12-30 12:00",
            zone("Pacific/Apia"),
            "2011-12-30 12:00 does not happen in Pacific/Apia: the clock jumps from \
             2011-12-29T23:59:59-10:00 to 2011-12-31T00:00:00+14:00",
        ),
    ] {
        assert_eq!(read(text, zone), message);
    }
    assert!(
        read("2011-12-30", zone("Pacific/Apia")).starts_with("2011-12-30 00:00 does not happen")
    );
}

#[test]
fn a_reading_from_a_refusal_can_be_pasted() {
    let Err(WhenError::Twice { first, second, .. }) =
        parse_when("2026-10-25 02:30", now(), madrid())
    else {
        panic!("not refused");
    };
    assert_eq!(second - first, TimeDelta::hours(1));
    for reading in [first, second] {
        assert_eq!(read(&reading.to_rfc3339(), madrid()), reading.to_rfc3339());
    }
}

#[test]
fn a_day_begins_at_its_first_instant() {
    for (day, zone, instant) in [
        ("2026-11-22", mexico(), "2026-11-22T00:00:00-06:00"),
        (
            "2017-10-15",
            zone("America/Sao_Paulo"),
            "2017-10-15T01:00:00-02:00",
        ),
        (
            "2018-02-18",
            zone("America/Sao_Paulo"),
            "2018-02-18T00:00:00-03:00",
        ),
        (
            "2025-11-02",
            zone("America/Havana"),
            "2025-11-02T00:00:00-04:00",
        ),
        (
            "2011-12-30",
            zone("Pacific/Apia"),
            "2011-12-31T00:00:00+14:00",
        ),
        (
            "2026-04-05",
            zone("Australia/Lord_Howe"),
            "2026-04-05T00:00:00+11:00",
        ),
    ] {
        let begins = day_begins(day.parse().unwrap(), zone);
        assert_eq!(begins.to_rfc3339(), instant, "{day} {zone}");
    }
}

#[test]
fn an_offset_with_seconds_keeps_the_instant() {
    let instant = "1970-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap();
    let written = in_zone(instant, zone("Africa/Monrovia"));
    assert_eq!(written.to_rfc3339(), "1969-12-31T23:16:00-00:44");
    assert_eq!(written.to_utc(), instant);
}

#[test]
fn days_are_read() {
    let day = |text| match parse_day(text, now(), mexico()) {
        Ok(day) => day.to_string(),
        Err(error) => error.to_string(),
    };
    assert_eq!(day("2026-12-01"), "2026-12-01");
    assert_eq!(day(" Tomorrow"), "2026-11-23");
    assert_eq!(day("+3d"), "2026-11-25");
    assert_eq!(day("-1w"), "2026-11-15");
    assert_eq!(day("+48h"), "2026-11-24");
    assert_eq!(day("2026-02-29"), "there is no day 2026-02-29");
    assert_eq!(
        day("+999999999d"),
        "`+999999999d` lies outside the years 1 to 9999"
    );
    for text in ["+5h", "09:14", "2026-11-22 09:14", "x"] {
        assert_eq!(
            day(text),
            format!("cannot read `{text}` as a day: write 2026-11-22, today, tomorrow or +3d")
        );
    }
}

fn any_zone() -> impl Strategy<Value = Zone> {
    prop_oneof![
        proptest::sample::select(names()).prop_map(|name| zone(&name)),
        proptest::sample::select(vec![
            zone("Australia/Lord_Howe"),
            zone("Pacific/Apia"),
            zone("America/Sao_Paulo"),
            zone("Africa/Casablanca"),
            zone("America/Havana"),
            madrid(),
        ]),
    ]
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".*", zone in any_zone()) {
        let _ = parse_when(&text, now(), zone);
        let _ = parse_day(&text, now(), zone);
    }

    #[test]
    fn what_is_written_is_read_back(seconds in 0_i64..4_102_444_800, zone in any_zone()) {
        let instant = in_zone(DateTime::from_timestamp(seconds, 0).unwrap(), zone);
        prop_assert_eq!(instant.timestamp(), seconds);
        prop_assert_eq!(parse_when(&instant.to_rfc3339(), now(), zone), Ok(instant));
    }

    /// The wall clock of any instant names that instant, or is refused with it
    /// as one of two readings.
    #[test]
    fn a_local_time_names_its_instant(seconds in 100_000_000_i64..4_102_444_800, zone in any_zone()) {
        let instant = in_zone(DateTime::from_timestamp(seconds, 0).unwrap(), zone);
        let wall = instant.naive_local();
        match local(wall, zone) {
            Ok(named) => prop_assert_eq!(named, instant),
            Err(WhenError::Twice { first, second, .. }) => {
                prop_assert!(first == instant || second == instant);
                prop_assert_eq!(first.naive_local(), second.naive_local());
                prop_assert!(first < second);
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    /// No second of the zone shows a time that is said never to happen: it
    /// lies between the walls on both sides of one jump.
    #[test]
    fn what_never_happens_is_between_two_seconds(
        minutes in 0_i64..50_000_000,
        zone in any_zone(),
    ) {
        let wall = DateTime::from_timestamp(minutes * 60, 0).unwrap().naive_utc();
        if let Err(WhenError::Never { before, after, .. }) = local(wall, zone) {
            prop_assert_eq!(after - before, TimeDelta::seconds(1));
            prop_assert!(before.naive_local() < wall && wall < after.naive_local());
        }
    }

    /// From 1973 on: before, some offsets had seconds.
    #[test]
    fn days_begin_in_order(days in 1_096_i32..40_000, zone in any_zone()) {
        let day = NaiveDate::from_epoch_days(days).unwrap();
        let begins = day_begins(day, zone);
        let next = day_begins(day.succ_opt().unwrap(), zone);
        prop_assert!(begins <= next);
        prop_assert!(begins.date_naive() >= day);
        let second_before = in_zone(begins.to_utc() - TimeDelta::seconds(1), zone);
        prop_assert!(second_before.date_naive() < day);
    }
}
