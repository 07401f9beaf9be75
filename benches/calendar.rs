//! What one question to a calendar costs: `cargo bench --bench calendar`.
//!
//! `Young` has hours and this year's holidays; `Aged` is the same calendar
//! asked about a year six decades later, which costs the same; `Full` has had
//! twenty versions and a century of holidays, overrides and breaks: a question
//! costs a few more halvings there, never a walk.

use bitacora::core::calendar::clock::{Asked, clock};
use bitacora::core::calendar::rule::{CalendarRule, VersionRule, WEEKDAYS};
use bitacora::core::calendar::{Calendar, Calendars, HolidayFiles, Pauses};
use bitacora::core::ordered::Ordered;
use bitacora::core::zone::Zone;
use divan::{Bencher, black_box};

/// 2026-01-01T00:00:00Z.
const FROM: i64 = 1_767_225_600;
/// 2086-01-01T00:00:00Z.
const AGED_FROM: i64 = 3_660_681_600;
const DAY: i64 = 86_400;

fn main() {
    divan::main();
}

#[derive(Debug, Clone, Copy)]
enum Age {
    Young,
    Aged,
    Full,
}

const AGES: [Age; 3] = [Age::Young, Age::Aged, Age::Full];

/// The first instant of the year that is asked about.
fn from(age: Age) -> i64 {
    match age {
        Age::Young | Age::Full => FROM,
        Age::Aged => AGED_FROM,
    }
}

fn week(intervals: &[&str]) -> Ordered<Vec<String>> {
    let intervals: Vec<String> = intervals.iter().map(ToString::to_string).collect();
    let days = WEEKDAYS[..5].iter();
    Ordered(
        days.map(|day| ((*day).to_owned(), intervals.clone()))
            .collect(),
    )
}

fn calendar(age: Age) -> Calendar {
    let years = match age {
        Age::Young | Age::Aged => 2026..=2026,
        Age::Full => 1990..=2090,
    };
    let dated = |day: &str, intervals: &[&str]| {
        let intervals: Vec<String> = intervals.iter().map(ToString::to_string).collect();
        let dates = years
            .clone()
            .map(|year| (format!("{year}-{day}"), intervals.clone()));
        Ordered(dates.collect::<Vec<_>>())
    };
    let versions = match age {
        Age::Young | Age::Aged => 0,
        Age::Full => 20,
    };
    let holidays = years.clone().flat_map(|year| {
        let days = (1..=12).map(move |month| format!("{year}-{month:02}-06"));
        days.chain([format!("{year}-12-25")])
    });
    let rule = CalendarRule {
        hours: Some(week(&["08:00-12:00", "13:00-17:00"])),
        versions: (0..versions)
            .map(|past| VersionRule {
                from: format!("{}-06-01", 2000 + past),
                hours: week(&["08:00-12:00", "13:00-17:00"]),
            })
            .collect(),
        holidays: holidays.collect(),
        overrides: dated("12-24", &["08:00-12:00"]),
        breaks: dated("12-23", &["13:00-14:00"]),
        ..CalendarRule::default()
    };
    let rules = Ordered(vec![("office".to_owned(), rule)]);
    let zone = Zone::named("Europe/Madrid").unwrap();
    let compiled = Calendars::compile(&rules, zone, &HolidayFiles::new());
    compiled.map_or_else(
        |flaw| panic!("{flaw}"),
        |calendars| match calendars.get("office") {
            Ok(calendar) => Calendar::clone(calendar),
            Err(refusal) => panic!("{refusal}"),
        },
    )
}

/// A calendar that has been asked before, as in a report.
fn asked(age: Age) -> Calendar {
    let (calendar, from) = (calendar(age), from(age));
    let _ = calendar.between(from - 400 * DAY, from + 800 * DAY, &Pauses::none());
    calendar
}

#[divan::bench(args = AGES)]
fn between_over_a_year(bencher: Bencher, age: Age) {
    let (calendar, from) = (asked(age), from(age));
    let none = Pauses::none();
    bencher.bench(|| calendar.between(black_box(from), black_box(from + 365 * DAY), &none));
}

#[divan::bench(args = AGES)]
fn add_a_year_of_hours(bencher: Bencher, age: Age) {
    let (calendar, from) = (asked(age), from(age));
    let none = Pauses::none();
    bencher.bench(|| calendar.add(black_box(from), black_box(1_900 * 3_600), &none));
}

#[divan::bench(args = AGES)]
fn subtract_a_year_of_hours(bencher: Bencher, age: Age) {
    let (calendar, from) = (asked(age), from(age));
    bencher.bench(|| calendar.subtract(black_box(from + 365 * DAY), black_box(1_900 * 3_600)));
}

#[divan::bench(args = AGES)]
fn intervals_of_a_year(bencher: Bencher, age: Age) {
    let (calendar, from) = (asked(age), from(age));
    bencher.bench(|| {
        calendar
            .intervals(black_box(from), from + 365 * DAY)
            .count()
    });
}

/// Three clocks of each of 100,000 tickets, each with a pause, days long.
#[divan::bench(args = AGES, sample_count = 5)]
fn clocks_of_100_000_tickets(bencher: Bencher, age: Age) {
    let (calendar, from) = (asked(age), from(age));
    bencher.bench(|| {
        let clocks = (0..300_000).map(|number| {
            let start = from + number * 97 % (365 * DAY);
            let pause = (start + 7_200, Some(start + 90_000));
            let pauses = std::iter::once(pause).collect();
            let stop = Some(start + 2 * DAY + number % DAY);
            clock(
                &calendar,
                start,
                57_600,
                &pauses,
                stop,
                from + 500 * DAY,
                Asked::All,
            )
        });
        clocks.flatten().count()
    });
}

/// The first question of all, about one month.
#[divan::bench(args = AGES)]
fn the_first_question(bencher: Bencher, age: Age) {
    bencher
        .with_inputs(|| (calendar(age), from(age)))
        .bench_values(|(calendar, from)| calendar.between(from, from + 31 * DAY, &Pauses::none()));
}
