//! Calendars as a whole: a table of our own, laws, and worked cases of others.

mod cases;
mod laws;
mod oracle;

use crate::core::zone::{Zone, zone};
use chrono::DateTime;

use super::*;
use crate::core::ordered::Ordered;
use rule::CalendarRule;

/// An instant of RFC 3339.
pub(super) fn at(text: &str) -> Second {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp()
}

/// A rule as the configuration writes it, in flow style.
pub(super) fn rule(text: &str) -> CalendarRule {
    serde_yaml::from_str(text).unwrap()
}

/// The only calendar of a configuration, in a zone.
pub(super) fn compile(rule: CalendarRule, zone: Zone) -> Result<Calendar, rule::CalendarFlaw> {
    let rules = Ordered(vec![("office".to_owned(), rule)]);
    let calendars = Calendars::compile(&rules, zone, &HolidayFiles::new())?;
    Ok(Calendar::clone(calendars.get("office").unwrap()))
}

fn calendar(zone: Zone, text: &str) -> Calendar {
    compile(rule(text), zone).unwrap()
}

fn madrid() -> Zone {
    zone("Europe/Madrid")
}
const EIGHT_TO_FIVE: &str = r#"{hours: {mon: ["08:00-17:00"], tue: ["08:00-17:00"],
    wed: ["08:00-17:00"], thu: ["08:00-17:00"], fri: ["08:00-17:00"]}}"#;

fn flaw(text: &str) -> String {
    compile(rule(text), madrid()).unwrap_err().reason
}

/// Elsewhere a deadline was an hour wrong where the clocks had changed.
#[test]
fn a_day_that_is_always_open_has_the_length_of_its_zone() {
    let always = Calendar::always(madrid());
    let day = |from: &str, to: &str| always.between(at(from), at(to), &Pauses::none()) / 3_600;
    assert_eq!(
        day("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"),
        23
    );
    assert_eq!(
        day("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"),
        25
    );
    assert_eq!(always.name(), "24x7");
    assert!(always.is_open(i64::MIN) && always.is_open(i64::MAX));
}

#[test]
fn no_instant_and_no_span_is_too_large_to_ask_about() {
    let none = Pauses::none();
    for calendar in [
        Calendar::always(madrid()),
        calendar(madrid(), EIGHT_TO_FIVE),
    ] {
        let all = calendar.between(i64::MIN, i64::MAX, &none);
        assert_eq!(all, calendar.between(EARLIEST, LATEST, &none));
        assert_eq!(
            calendar.add(i64::MIN, all, &none),
            Ok(Some(
                LATEST.min(calendar.subtract(i64::MAX, 1).unwrap() + 1)
            ))
        );
        assert!(calendar.add(0, i64::MAX, &none).is_err());
        assert!(calendar.subtract(0, i64::MAX).is_err());
        assert_eq!(calendar.intervals(i64::MAX, i64::MIN).next(), None);
        assert_eq!(calendar.add(5, 0, &none), Ok(Some(5)));
        assert_eq!(calendar.between(10, 5, &none), 0);
    }
}

#[test]
fn a_holiday_beats_an_override_and_a_break_is_taken_from_one() {
    let calendar = calendar(
        madrid(),
        r#"{hours: {thu: ["09:00-17:00"]}, holidays: [2026-12-24],
            overrides: {2026-12-24: ["08:00-12:00"], 2026-12-31: ["08:00-12:00"], 2026-12-28: ["10:00-11:00"], 2026-12-10: []},
            breaks: {2026-12-31: ["09:00-10:00", "11:30-13:00"]}}"#,
    );
    let december = calendar.intervals(at("2026-12-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let wanted = [
        ("2026-12-03T09:00:00+01:00", "2026-12-03T17:00:00+01:00"),
        ("2026-12-17T09:00:00+01:00", "2026-12-17T17:00:00+01:00"),
        ("2026-12-28T10:00:00+01:00", "2026-12-28T11:00:00+01:00"),
        ("2026-12-31T08:00:00+01:00", "2026-12-31T09:00:00+01:00"),
        ("2026-12-31T10:00:00+01:00", "2026-12-31T11:30:00+01:00"),
    ];
    let wanted = wanted.map(|(from, to)| (at(from), at(to)));
    assert_eq!(december.collect::<Vec<_>>(), wanted);
}

#[test]
fn each_local_date_is_decided_by_the_version_in_force_on_it() {
    let calendar = calendar(
        madrid(),
        r#"{hours: {mon: ["22:00-06:00"]}, versions: [
            {from: 2026-06-09, hours: {tue: ["10:00-12:00"], sun: ["23:00-01:00"]}},
            {from: 2026-06-02, hours: {tue: ["09:00-10:00"], mon: ["08:00-09:00"]}}]}"#,
    );
    let intervals = calendar.intervals(at("2026-05-25T00:00:00Z"), at("2026-06-15T12:00:00Z"));
    let wanted = [
        // Monday's night shift as it was.
        ("2026-05-25T22:00:00+02:00", "2026-05-26T06:00:00+02:00"),
        // Its second half belongs to a date of the next version.
        ("2026-06-01T22:00:00+02:00", "2026-06-02T00:00:00+02:00"),
        ("2026-06-02T09:00:00+02:00", "2026-06-02T10:00:00+02:00"),
        ("2026-06-08T08:00:00+02:00", "2026-06-08T09:00:00+02:00"),
        ("2026-06-09T10:00:00+02:00", "2026-06-09T12:00:00+02:00"),
        ("2026-06-14T23:00:00+02:00", "2026-06-15T01:00:00+02:00"),
    ];
    let wanted = wanted.map(|(from, to)| (at(from), at(to)));
    assert_eq!(intervals.collect::<Vec<_>>(), wanted);
}

/// Elsewhere a loop never ended: asked for what never comes, it answers.
#[test]
fn a_calendar_that_has_ended_says_so() {
    let calendar = calendar(
        madrid(),
        r#"{hours: {mon: ["08:00-17:00"]}, versions: [{from: 2027-01-01, hours: {}}]}"#,
    );
    let after = at("2027-02-01T12:00:00Z");
    let none = Pauses::none();
    let error = calendar.next_open(after, &none).unwrap_err();
    assert_eq!(
        error.to_string(),
        "calendar `office` is not open long enough after 2027-02-01"
    );
    for error in [
        calendar.next_close(after).unwrap_err(),
        calendar.next_opening(after).unwrap_err(),
        calendar.add(0, i64::MAX, &none).unwrap_err(),
        calendar.close_of_working_day(after, 1).unwrap_err(),
    ] {
        assert_eq!(error.never, Never::Opens);
    }
    assert_eq!(
        Calendar::always(madrid()).next_close(0).unwrap_err().never,
        Never::Closes
    );
    assert_eq!(calendar.between(after, after + 1_000_000, &none), 0);
}

#[test]
fn a_pause_without_an_end_keeps_a_deadline_from_coming_and_one_that_ends_delays_it() {
    let calendar = calendar(madrid(), EIGHT_TO_FIVE);
    let monday = at("2026-11-23T08:00:00+01:00");
    let hour = 3_600;
    let paused = |spans: &[(i64, Option<i64>)]| {
        let spans = spans
            .iter()
            .map(|(from, to)| (monday + from * hour, to.map(|to| monday + to * hour)));
        let pauses: Pauses = spans.collect();
        let due = calendar.add(monday, 4 * hour, &pauses).unwrap();
        due.map(|due| (due - monday) / hour)
    };
    assert_eq!(paused(&[]), Some(4));
    assert_eq!(paused(&[(4, None)]), Some(4));
    assert_eq!(paused(&[(3, None)]), None);
    assert_eq!(paused(&[(-5, Some(2)), (1, Some(3))]), Some(7));
    assert_eq!(paused(&[(1, Some(9))]), Some(24 + 3));
    assert_eq!(paused(&[(10, Some(20))]), Some(4));
}

#[test]
fn the_close_of_a_working_day_is_its_last() {
    let office = calendar(
        madrid(),
        r#"{hours: {mon: ["08:00-12:00", "13:00-17:00"], tue: ["20:00-04:00"], thu: ["08:00-17:00"]},
            holidays: [2026-11-24], overrides: {2026-11-27: ["09:00-10:00"]}, breaks: {2026-11-26: ["07:00-18:00"]}}"#,
    );
    let sunday = at("2026-11-22T10:00:00+01:00");
    for (n, close) in [
        (1, "2026-11-23T17:00:00+01:00"),
        (2, "2026-11-25T04:00:00+01:00"),
        (3, "2026-11-27T10:00:00+01:00"),
        (4, "2026-11-30T17:00:00+01:00"),
        (5, "2026-12-02T00:00:00+01:00"),
    ] {
        assert_eq!(office.close_of_working_day(sunday, n), Ok(at(close)), "{n}");
    }
    assert_eq!(
        office.close_of_working_day(sunday, 0),
        office.close_of_working_day(sunday, 1)
    );
    // In St John's the clock went back over midnight: 6 November ended twice.
    let always = Calendar::always(zone("America/St_Johns"));
    let before = at("2010-11-05T12:00:00-02:30");
    assert_eq!(
        always.close_of_working_day(before, 1),
        Ok(at("2010-11-07T00:00:00-03:30"))
    );
    // Apia had no 30 December 2011.
    let always = Calendar::always(zone("Pacific/Apia"));
    let before = at("2011-12-29T12:00:00-10:00");
    assert_eq!(
        always.close_of_working_day(before, 1),
        Ok(at("2012-01-01T00:00:00+14:00"))
    );
}

#[test]
fn a_calendar_of_whole_days_has_the_working_dates() {
    let whole = calendar(
        madrid(),
        r#"{hours: {mon: ["08:00-17:00"], fri: ["22:00-02:00"]}, holidays: [2026-11-23],
            overrides: {2026-11-25: ["09:00-10:00"], 2026-11-27: []}, breaks: {2026-11-30: ["08:00-17:00"]}}"#,
    )
    .whole_days();
    let intervals = whole.intervals(
        at("2026-11-23T00:00:00+01:00"),
        at("2026-12-02T00:00:00+01:00"),
    );
    let wanted = [
        ("2026-11-25T00:00:00+01:00", "2026-11-26T00:00:00+01:00"),
        ("2026-11-28T00:00:00+01:00", "2026-11-29T00:00:00+01:00"),
        ("2026-11-30T00:00:00+01:00", "2026-12-01T00:00:00+01:00"),
    ];
    assert_eq!(
        intervals.collect::<Vec<_>>(),
        wanted.map(|(from, to)| (at(from), at(to)))
    );
}

#[test]
fn what_is_wrong_in_a_rule_is_said_by_name() {
    for (text, reason) in [
        ("{hours: {mon: ['08:00']}}", "`08:00` is not an interval"),
        (
            "{hours: {mon: ['08:60-09:00']}}",
            "`08:60-09:00` is not an interval",
        ),
        (
            "{hours: {mon: ['08:00-24:01']}}",
            "`08:00-24:01` is not an interval",
        ),
        (
            "{hours: {mon: ['24:00-06:00']}}",
            "`24:00-06:00` is not an interval",
        ),
        (
            "{hours: {mon: ['+8:00-9:00']}}",
            "`+8:00-9:00` is not an interval",
        ),
        (
            "{hours: {mon: ['08:00-08:00']}}",
            "`08:00-08:00` is empty: it ends where it begins",
        ),
        (
            "{hours: {mon: ['08:00-12:00', '11:59-13:00']}}",
            "`11:59-13:00` overlaps `08:00-12:00`",
        ),
        (
            "{hours: {sun: ['22:00-06:00'], mon: ['05:00-09:00']}}",
            "`05:00-09:00` of mon overlaps `22:00-06:00` of sun",
        ),
        (
            "{hours: {lun: ['08:00-09:00']}}",
            "`lun` is not a day of the week",
        ),
        ("{hours: {}}", "office never opens"),
        (
            "{hours: {mon: ['08:00-09:00']}, holidays: [2026-02-30]}",
            "`2026-02-30` is not a date",
        ),
        (
            "{hours: {mon: ['08:00-09:00']}, overrides: {12-24: []}}",
            "`12-24` is not a date",
        ),
        (
            "{hours: {mon: ['08:00-09:00']}, breaks: {2026-12-24: ['22:00-02:00']}}",
            "`22:00-02:00` goes past the midnight of its date",
        ),
        (
            "{hours: {mon: ['08:00-09:00']}, versions: [{from: 2026-01-01, hours: {}}, {from: 2026-01-01, hours: {}}]}",
            "two versions are in force from 2026-01-01",
        ),
        (
            "{hours: {mon: ['08:00-09:00']}, holidays: [calendars/es.ics]}",
            "`calendars/es.ics` is not in the store",
        ),
        ("{extends: national}", "`national` is not a calendar"),
        (
            "{extends: office}",
            "calendars in a circle: office extends office",
        ),
    ] {
        assert_eq!(flaw(text), reason, "{text}");
    }
}

/// Elsewhere a day had one interval only.
#[test]
fn lunch_does_not_count() {
    let calendar = calendar(
        madrid(),
        r#"{hours: {mon: ["09:00-13:00", "14:00-17:00"]}}"#,
    );
    let clock = |hour: &str| at(&format!("2026-06-01T{hour}:00+02:00"));
    let none = Pauses::none();
    assert_eq!(
        calendar.between(clock("09:00"), clock("17:00"), &none),
        7 * 3_600
    );
    let due = calendar.add(clock("12:00"), 2 * 3_600, &none);
    assert_eq!(due, Ok(Some(clock("15:00"))));
}

#[test]
fn intervals_of_a_day_may_touch_and_end_at_midnight() {
    let office = calendar(
        madrid(),
        "{hours: {mon: ['12:00-24:00', '08:00-12:00'], tue: ['00:00-01:00', '20:00-00:00']}}",
    );
    let monday = at("2026-11-23T08:00:00+01:00");
    assert_eq!(
        office.next_close(monday),
        Ok(at("2026-11-24T01:00:00+01:00"))
    );
    assert_eq!(
        office.next_close(at("2026-11-24T21:00:00+01:00")),
        Ok(at("2026-11-25T00:00:00+01:00"))
    );
}

#[test]
fn a_calendar_has_the_holidays_of_all_that_it_extends() {
    let rules = Ordered(vec![
        (
            "office".to_owned(),
            rule("{extends: city, hours: {fri: ['08:00-17:00']}}"),
        ),
        (
            "city".to_owned(),
            rule("{extends: national, holidays: [2026-11-27], hours: {mon: ['08:00-09:00']}}"),
        ),
        (
            "national".to_owned(),
            rule("{holidays: [2026-12-25, es.ics]}"),
        ),
    ]);
    let day = rule::date("2026-12-04").unwrap();
    let name = "Day of the files".to_owned();
    let files = HolidayFiles::from([("es.ics".to_owned(), vec![Feast { day, name }])]);
    let calendars = Calendars::compile(&rules, madrid(), &files).unwrap();
    let days: Vec<_> = calendars
        .holidays("office")
        .iter()
        .map(|holiday| holiday.day.to_string())
        .collect();
    assert_eq!(days, ["2026-11-27", "2026-12-04", "2026-12-25"]);
    assert_eq!(calendars.holidays("office")[1].of, "national");
    let office = calendars.get("office").unwrap();
    assert_eq!(
        office.next_opening(at("2026-11-21T00:00:00Z")),
        Ok(at("2026-12-11T08:00:00+01:00"))
    );
    assert_eq!(
        calendars.names().collect::<Vec<_>>(),
        ["office", "city", "national", "24x7"]
    );
    assert_eq!(
        calendars.usable().collect::<Vec<_>>(),
        ["office", "city", "24x7"]
    );
    assert_eq!(
        calendars.get("national").unwrap_err().to_string(),
        "calendar `national` has no hours: it can only be extended"
    );
    let unknown = calendars.get("ofice").unwrap_err();
    assert_eq!(unknown.to_string(), "`ofice` is not a calendar");
    assert!(
        unknown.hint().unwrap().contains("office"),
        "{:?}",
        unknown.hint()
    );
}
