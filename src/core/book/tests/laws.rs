//! The laws of booking over random stores, and the definition asked at every
//! step. Every instant of these stores is a full hour.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use serde_json::Value;

use crate::core::book::record::{going_on, records, turning};
use crate::core::book::{Came, Days, Life, Moment, Months, Tracked};
use crate::core::booked;
use crate::core::booked_stores::{basis, tickets};
use crate::core::calendar::Second;
use crate::core::contract::TargetName;
use crate::core::ev::Ev;
use crate::core::event::{Event, Name};
use crate::core::fields::{Patch, Set};
use crate::core::sla::Clock;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

const HOUR: Second = 3_600;
/// When all is over: 1 December 2026, at noon.
const FAR: Second = 1_796_126_400;

fn with_lives<T>(case: &Value, ask: impl FnOnce(&[Life<'_>]) -> T) -> T {
    let basis = basis(case);
    let agreements = basis.agreements().unwrap();
    let at = |text: &str| Timestamp::parse_from_rfc3339(text).unwrap();
    let months = Months::new(
        &agreements,
        at("2026-04-01T00:00:00Z"),
        at("2027-03-01T00:00:00Z"),
    );
    let tickets = tickets(case);
    let lives: Vec<Life<'_>> = tickets
        .iter()
        .filter_map(|ticket| Life::new(&agreements, &months, ticket))
        .collect();
    ask(&lives)
}

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, 1).unwrap()
}

fn days(from: u32, to: u32) -> Days {
    Days {
        first: Some(day(from)),
        end: Some(day(to)),
    }
}

/// Met, counted, and both as the terms ran out, by target.
type Sums = BTreeMap<TargetName, [usize; 4]>;

fn add(sums: &mut Sums, tracked: &Tracked) {
    for entry in &tracked.entries {
        let sum = sums.entry(entry.target).or_default();
        sum[0] += usize::from(entry.counted.is_some_and(|it| it.came == Came::Met));
        sum[1] += usize::from(entry.counted.is_some());
        sum[2] += entry.ran.met;
        sum[3] += entry.ran.concluded;
    }
    sums.retain(|_, sum| *sum != [0; 4]);
}

/// Its month is the first whose end finds it concluded, and the verdict has
/// stood since the instant it is booked at, and no longer.
fn as_defined(life: &Life<'_>) {
    let ends = life.ends(FAR);
    let bookings = life.bookings(Moment::end(FAR)).unwrap();
    for target in TargetName::ALL {
        // Each in a life of its own: nothing that was read before is at hand.
        let came = |instant| {
            let life = Life::new(life.agreements, life.months, life.ticket).unwrap();
            let reading = life.as_of(Moment::end(instant)).unwrap();
            reading.came(*target)
        };
        let first = ends.iter().find(|end| came(end.at).is_concluded());
        let booking = *bookings.get(*target);
        assert_eq!(booking.map(|booking| booking.end), first.copied());
        let Some(booking) = booking else {
            continue;
        };
        assert_eq!(booking.came, came(booking.end.at));
        let mut since = booking.end.at - HOUR;
        while since >= life.begun && came(since + 1) == booking.came {
            since -= HOUR;
        }
        assert_eq!(since + HOUR, booking.instant, "{target}");
        for end in ends.iter().filter(|end| end.at < booking.end.at) {
            let earlier = life.bookings(Moment::end(end.at)).unwrap();
            assert_eq!(*earlier.get(*target), None);
        }
    }
}

/// The term ran out at the first instant at which what was known says so.
fn ran_out_as_defined(life: &Life<'_>) {
    let last = life.ticket.timeline.last().unwrap().at.timestamp() + 900 * HOUR;
    let end = Moment::end(last);
    let short = life.ran_out(end).unwrap();
    let records = records(life.ticket, life.agreements);
    let mut ran_out: BTreeMap<TargetName, Second> = BTreeMap::new();
    let mut met: BTreeSet<TargetName> = BTreeSet::new();
    for step in 0..(last - life.begun) / HOUR {
        let now = life.begun + step * HOUR;
        let known = records.partition_point(|record| record.known <= now);
        let reading = life.known(&records[..known], Moment::end(now + 1)).unwrap();
        for target in TargetName::ALL {
            let breach_at = reading.clock(*target).and_then(|clock| clock.breach_at);
            match reading.came(*target) {
                Came::Breached if breach_at == Some(now) => {
                    ran_out.entry(*target).or_insert(now);
                }
                Came::Met => {
                    met.insert(*target);
                }
                _ => {}
            }
        }
    }
    for target in TargetName::ALL {
        assert_eq!(
            *short.get(*target),
            ran_out.get(target).copied(),
            "{target}"
        );
        assert_eq!(life.was_met(*target, end).unwrap(), met.contains(target));
    }
}

/// What turned a verdict is the last record at which it came or went, in the order
/// in which they became known.
fn turned_by_as_defined(life: &Life<'_>) {
    let records = records(life.ticket, life.agreements);
    let ends: Vec<Moment> = life
        .ends(FAR)
        .iter()
        .map(|end| Moment::end(end.at))
        .collect();
    for target in TargetName::ALL {
        for (to_good, end) in ends.iter().flat_map(|end| [(true, *end), (false, *end)]) {
            let mut was_breached = false;
            let mut found = None;
            for (place, record) in records.iter().enumerate() {
                let next = records
                    .get(place + 1)
                    .map_or(Second::MAX, |next| next.known);
                let moment = if record.known >= end.until {
                    end
                } else {
                    Moment::end(next.min(end.until).max(record.known + 1)).min(end)
                };
                let reading = life.known(&records[..=place], moment).unwrap();
                let concluded = reading.clock(*target).and_then(Clock::concluded_at);
                let is_breached = reading.came(*target) == Came::Breached;
                let at_once = is_breached && concluded.is_some_and(|at| at <= record.known);
                // A breach that time brings at that very instant is none of its own.
                let is_turning = place == 0 || going_on(&records, place, life.ticket) == 0;
                if is_turning && was_breached != at_once && was_breached == to_good {
                    found = Some(*record);
                }
                was_breached = is_breached;
            }
            let found = found.map(|record| turning(record, life.ticket));
            assert_eq!(life.turned_by(*target, to_good, end).unwrap(), found);
        }
    }
}

/// The ticket with a note and another owner after each event, written down at
/// once or up to two days later.
fn with_asides(ticket: &Ticket) -> Ticket {
    let mut whole = ticket.clone();
    for (place, event) in ticket.timeline.iter().enumerate() {
        for (step, name) in [(5, Name::Noted), (7, Name::Assigned)] {
            let number = place * 10 + step;
            let hours = [0, 5, 20, 48][number % 4];
            let mut aside = Event::new(event.at, "ana", name, Ev::imported(number));
            aside.write_down(event.written() + TimeDelta::hours(hours));
            if aside.event == Name::Assigned {
                aside.set = Patch(vec![Set::Assignee(Some("ana".to_owned()))]);
            }
            whole.timeline.push(aside);
        }
    }
    whole.timeline.sort_by(|a, b| a.order().cmp(&b.order()));
    whole
}

/// What says nothing of a clock changes nothing that is counted or turned.
fn asides_are_silent(life: &Life<'_>) {
    let ticket = with_asides(life.ticket);
    let other = Life::new(life.agreements, life.months, &ticket).unwrap();
    let records = records(&ticket, life.agreements);
    let found: usize = (1..records.len())
        .map(|from| going_on(&records, from, &ticket))
        .sum();
    assert!(found > 0);
    let far = Moment::end(FAR);
    for (from, to) in [(4, 12), (4, 7), (5, 6), (7, 8)] {
        let track = |life: &Life<'_>| life.track(days(from, to), far, None).unwrap();
        assert_eq!(track(&other), track(life));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn each_target_is_booked_once_and_months_add_up(seed: u64, is_calm: bool) {
        let case = booked::random(seed, 2, is_calm);
        with_lives(&case, |lives| {
            for life in lives {
                let far = Moment::end(FAR);
                let track = |from, to| life.track(days(from, to), far, None).unwrap();
                let months: Vec<Tracked> = (4..12).map(|month| track(month, month + 1)).collect();
                let sum = |months: &[Tracked]| {
                    let mut sums = Sums::new();
                    for month in months {
                        add(&mut sums, month);
                    }
                    sums
                };
                prop_assert_eq!(sum(&[track(4, 7)]), sum(&months[..3]));
                prop_assert_eq!(sum(&[track(7, 10)]), sum(&months[3..6]));
                prop_assert_eq!(sum(&[track(4, 12)]), sum(&months));
                let bookings = life.bookings(far).unwrap();
                for target in TargetName::ALL {
                    let counted = months.iter().flat_map(|month| &month.entries);
                    let counted: Vec<_> = counted
                        .filter(|entry| entry.target == *target && entry.counted.is_some())
                        .map(|entry| (entry.month, entry.counted.unwrap().came))
                        .collect();
                    let booked = bookings.get(*target).iter();
                    let booked: Vec<_> = booked
                        .map(|booking| (booking.end.first, booking.came))
                        .collect();
                    prop_assert_eq!(counted, booked);
                }
                let turned = months.iter().flat_map(|month| &month.entries);
                let turned: Vec<_> = turned.filter_map(|entry| entry.turned.as_ref()).collect();
                for turn in &turned {
                    prop_assert!(turn.by.is_some());
                }
                if is_calm {
                    // Only who finds an unread message turns a verdict in calm, and
                    // work, which is typed when it is over and counts from its start.
                    for turn in &turned {
                        let by = turn.by.as_ref().unwrap();
                        let is_work = by.event == Name::Worked;
                        prop_assert!(is_work || by.cause.as_str() == "reopening", "{:?}", by);
                    }
                }
            }
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn short_cuts_come_to_what_the_definition_says(seed: u64, is_calm: bool) {
        let case = booked::random(seed, 1, is_calm);
        with_lives(&case, |lives| {
            for life in lives {
                as_defined(life);
                ran_out_as_defined(life);
                turned_by_as_defined(life);
            }
        });
    }

    #[test]
    fn notes_and_owners_turn_nothing(seed: u64, is_calm: bool) {
        let case = booked::random(seed, 1, is_calm);
        with_lives(&case, |lives| lives.iter().for_each(asides_are_silent));
    }
}
