//! Laws of the arithmetic, over calendars at random around the changes of
//! clocks that people got wrong before.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::core::calendar::rule::{VersionRule, WEEKDAYS};
use crate::core::contract::Span;

/// Zones, each with an instant at which its clock is changed.
const CHANGES: [(&str, &str); 8] = [
    // Half an hour forward.
    ("Australia/Lord_Howe", "2024-10-05T15:30:00Z"),
    // A whole date left out.
    ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    // Back for Ramadan.
    ("Africa/Casablanca", "2025-02-23T02:00:00Z"),
    // A quarter of an hour, for good.
    ("Asia/Kathmandu", "1985-12-31T18:30:00Z"),
    // No midnight.
    ("America/Sao_Paulo", "2015-10-18T03:00:00Z"),
    ("Europe/Madrid", "2025-10-26T01:00:00Z"),
    // The last change of all.
    ("America/Mexico_City", "2022-10-30T07:00:00Z"),
    // Two changes within weeks.
    ("America/Ciudad_Juarez", "2022-11-30T06:00:00Z"),
];

fn clock_text(quarters: u32) -> String {
    format!("{:02}:{:02}", quarters / 4, quarters % 4 * 15)
}

/// Up to two intervals of one day, in order.
fn intervals() -> impl Strategy<Value = Vec<String>> {
    let cuts = proptest::collection::btree_set(0_u32..=96, 0..5);
    cuts.prop_map(|cuts| {
        let cuts: Vec<u32> = cuts.into_iter().collect();
        let pairs = cuts.chunks_exact(2);
        pairs
            .map(|pair| format!("{}-{}", clock_text(pair[0]), clock_text(pair[1])))
            .collect()
    })
}

/// A week, on some of whose days the last interval goes on into a night that
/// the next morning leaves free.
fn hours() -> impl Strategy<Value = Ordered<Vec<String>>> {
    let days = proptest::collection::vec((intervals(), any::<bool>()), 7);
    days.prop_map(|days| {
        let mut week: Vec<Vec<String>> = days
            .iter()
            .map(|(intervals, _)| intervals.clone())
            .collect();
        for (place, (intervals, is_overnight)) in days.iter().enumerate() {
            let morning = days[(place + 1) % 7]
                .0
                .first()
                .map_or("24:00", |first| &first[..5]);
            if let Some(last) = intervals.last()
                && *is_overnight
                && morning > "00:00"
                && last[..5] > *morning.min("23:59")
            {
                let end = if morning == "24:00" { "00:15" } else { morning };
                week[place].pop();
                week[place].push(format!("{}-{end}", &last[..5]));
            }
        }
        let named = WEEKDAYS.iter().zip(week);
        Ordered(
            named
                .map(|(day, intervals)| ((*day).to_owned(), intervals))
                .collect(),
        )
    })
}

fn date_near(change: Second) -> impl Strategy<Value = String> {
    (-6_i64..=6).prop_map(move |days| {
        let instant = DateTime::from_timestamp(change + days * DAY, 0).unwrap();
        instant.date_naive().to_string()
    })
}

fn dated(change: Second) -> impl Strategy<Value = Ordered<Vec<String>>> {
    let dates = proptest::collection::btree_map(date_near(change), intervals(), 0..3);
    dates.prop_map(|dates| Ordered(dates.into_iter().collect()))
}

#[derive(Debug, Clone)]
struct Scene {
    zone: Zone,
    change: Second,
    rule: CalendarRule,
    calendar: Calendar,
}

impl Scene {
    fn near(&self, seconds: i64) -> Second {
        self.change + seconds
    }
}

prop_compose! {
    fn rules(zone: Zone, change: Second)(
        hours in hours(),
        versions in proptest::collection::btree_map(date_near(change), hours_again(), 0..3),
        holidays in proptest::collection::vec(date_near(change), 0..3),
        overrides in dated(change),
        breaks in dated(change),
    ) -> Scene {
        let versions = versions.into_iter().map(|(from, hours)| VersionRule { from, hours });
        let mut rule = CalendarRule {
            hours: Some(hours),
            versions: versions.rev().collect(),
            holidays,
            overrides,
            breaks,
            ..CalendarRule::default()
        };
        // Both ends of time are open, so that every question has an answer.
        let open = Ordered(vec![("wed".to_owned(), vec!["09:00-17:30".to_owned()])]);
        let (past, future) = (rule.hours.replace(open.clone()), "2040-01-01".to_owned());
        let past_from = "1970-01-02".to_owned();
        rule.versions.push(VersionRule { from: past_from, hours: past.unwrap_or_default() });
        rule.versions.push(VersionRule { from: future, hours: open });
        let calendar = compile(rule.clone(), zone).unwrap();
        Scene { zone, change, rule, calendar }
    }
}

fn hours_again() -> impl Strategy<Value = Ordered<Vec<String>>> {
    hours()
}

fn scenes() -> impl Strategy<Value = Scene> {
    select(&CHANGES[..]).prop_flat_map(|(zone, change)| rules(super::zone(zone), at(change)))
}

/// Seconds from a change of the clock: most within days of it.
fn seconds() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -5 * DAY..5 * DAY, 1 => -800 * DAY..800 * DAY]
}

fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    proptest::collection::vec((-3 * DAY..3 * DAY, 0..2 * DAY), 0..4)
}

fn of_change(scene: &Scene, pauses: &[(i64, i64)]) -> Pauses {
    let spans = pauses.iter();
    spans
        .map(|(from, long)| (scene.near(*from), Some(scene.near(from + long))))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn add_is_the_least_inverse_of_between(
        scene in scenes(), from in seconds(), long in 1..20 * DAY, paused in pauses(),
    ) {
        let (calendar, from) = (&scene.calendar, scene.near(from));
        let pauses = of_change(&scene, &paused);
        let due = calendar.add(from, long, &pauses).unwrap().unwrap();
        prop_assert_eq!(calendar.between(from, due, &pauses), long);
        prop_assert_eq!(calendar.between(from, due - 1, &pauses), long - 1);
        prop_assert!(calendar.is_open(due - 1) && !pauses.is_paused(due - 1));
        let back = calendar.subtract(due, calendar.between(from, due, &Pauses::none())).unwrap();
        prop_assert!(back >= from);
        prop_assert!(calendar.is_open(back));
        prop_assert_eq!(calendar.between(from, back, &Pauses::none()), 0);
    }

    #[test]
    fn between_is_additive_and_never_shrinks(
        scene in scenes(), one in seconds(), other in seconds(), third in seconds(), paused in pauses(),
    ) {
        let mut ends = [one, other, third].map(|seconds| scene.near(seconds));
        ends.sort_unstable();
        let [from, middle, to] = ends;
        let pauses = of_change(&scene, &paused);
        let between = |from, to| scene.calendar.between(from, to, &pauses);
        prop_assert_eq!(between(from, middle) + between(middle, to), between(from, to));
        prop_assert!(between(from, middle) <= middle - from);
        prop_assert!(between(from, middle) >= 0);
        prop_assert_eq!(between(to, from.min(to - 1)), 0);
    }

    #[test]
    fn a_later_start_a_longer_target_or_a_new_holiday_is_never_due_earlier(
        scene in scenes(), from in seconds(), later in 0..3 * DAY, long in 0..20 * DAY,
        longer in 0..3 * DAY, holiday in -6_i64..6,
    ) {
        let from = scene.near(from);
        let none = Pauses::none();
        let due = scene.calendar.add(from, long, &none).unwrap();
        prop_assert!(scene.calendar.add(from + later, long, &none).unwrap() >= due);
        prop_assert!(scene.calendar.add(from, long + longer, &none).unwrap() >= due);
        let mut rule = scene.rule.clone();
        let closed = DateTime::from_timestamp(scene.near(holiday * DAY), 0).unwrap();
        rule.holidays.push(closed.date_naive().to_string());
        let stricter = compile(rule, scene.zone).unwrap();
        prop_assert!(stricter.add(from, long, &none).unwrap() >= due);
    }

    #[test]
    fn no_span_is_used_up_before_the_least_that_must_pass(
        scene in scenes(), from in seconds(), long in 1..20 * DAY, days in 1_u32..6,
    ) {
        let from = scene.near(from);
        let due = scene.calendar.add(from, long, &Pauses::none()).unwrap().unwrap();
        prop_assert!(due - from >= Span::Business(long).at_least());
        let close = scene.calendar.close_of_working_day(from, days).unwrap();
        prop_assert!(close - from >= Span::WorkingDays(days).at_least());
    }

    #[test]
    fn what_is_always_open_is_plain_arithmetic(
        (zone, change) in select(&CHANGES[..]), from in seconds(), long in 0..3_000 * DAY,
    ) {
        let always = Calendar::always(super::zone(zone));
        let from = at(change) + from;
        let none = Pauses::none();
        prop_assert_eq!(always.add(from, long, &none), Ok(Some(from + long)));
        prop_assert_eq!(always.subtract(from, long), Ok(from - long));
        prop_assert_eq!(always.between(from, from + long, &none), long);
        prop_assert_eq!(always.next_open(from, &none), Ok(Some(from)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    /// Every minute of two days, asked one by one.
    #[test]
    fn the_definition_walked_by_the_minute_agrees(scene in scenes(), from in -3 * DAY..2 * DAY) {
        let from = scene.near(from - from % 60);
        let to = from + 2 * DAY;
        let calendar = &scene.calendar;
        let mut intervals: Vec<(Second, Second)> = Vec::new();
        let mut open = 0;
        let mut minute = from;
        while minute < to {
            if oracle::is_open(&scene.rule, scene.zone, minute) {
                prop_assert!(calendar.is_open(minute));
                open += 60;
                match intervals.last_mut() {
                    Some((_, end)) if *end == minute => *end += 60,
                    _ => intervals.push((minute, minute + 60)),
                }
            } else {
                prop_assert!(!calendar.is_open(minute));
            }
            minute += 60;
        }
        let none = Pauses::none();
        prop_assert_eq!(calendar.between(from, to, &none), open);
        prop_assert_eq!(calendar.intervals(from, to).collect::<Vec<_>>(), intervals.clone());
        if let Some((first, end)) = intervals.first().copied() {
            prop_assert_eq!(calendar.next_open(from, &none), Ok(Some(first)));
            if end < to {
                prop_assert_eq!(calendar.next_close(from), Ok(end));
            }
            let is_opening = first > from;
            let opening = if is_opening { Some(first) } else { intervals.get(1).map(|next| next.0) };
            if let Some(opening) = opening {
                prop_assert_eq!(calendar.next_opening(from), Ok(opening));
            }
        }
        if let Some((begin, _)) = intervals.last().copied()
            && begin > from
        {
            prop_assert_eq!(calendar.subtract(to, calendar.between(begin, to, &none)), Ok(begin));
        }
    }
}
