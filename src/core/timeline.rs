//! The timeline is the record: the order of its events, and the fold.

use super::event::Event;
use super::fields::Fields;

/// The events in the fold's order. Files keep them in the order they were
/// written or merged in, so a backdated event may stand late.
#[must_use]
pub fn in_order(timeline: &[Event]) -> Vec<&Event> {
    let mut events: Vec<&Event> = timeline.iter().collect();
    events.sort_by(|a, b| a.order().cmp(&b.order()));
    events
}

/// The first event of a committed timeline that `now` does not have as it was
/// and where it was. The timeline is the record and only grows.
#[must_use]
pub fn first_changed<'a>(committed: &'a [Event], now: &[Event]) -> Option<&'a Event> {
    let mut kept = now.iter();
    committed.iter().find(|event| kept.next() != Some(event))
}

/// What the events make of the fields they name, and nothing else.
#[must_use]
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Fields {
    let mut fields = Fields::default();
    for event in events {
        fields.apply(&event.set);
    }
    fields
}

/// The steps without effect that nobody has settled: since then no step was taken, by
/// whoever knew how the ticket stands. Each with the step by which it stood where the
/// one without effect came too late.
#[must_use]
pub fn left(timeline: &[Event]) -> Vec<(&Event, Option<&Event>)> {
    let mut standing = None;
    let mut left = Vec::new();
    for event in in_order(timeline) {
        if event.is_without_effect() {
            left.push((event, standing));
            continue;
        }
        if event.stated().set.status().is_some() {
            left.clear();
        }
        if event.set.status().is_some() {
            standing = Some(event);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::core::ev::Ev;
    use crate::core::event::Name;
    use crate::core::fields::{Patch, Set, Status};
    use crate::core::stamp::Timestamp;

    fn event(at: &str, ev: &str, status: Status) -> Event {
        let at = Timestamp::parse_from_rfc3339(at).unwrap();
        let mut event = Event::new(at, "ana", Name::Noted, Ev::parse(ev).unwrap());
        event.set = Patch(vec![Set::Status(Some(status))]);
        event
    }

    #[test]
    fn the_fold_goes_by_when_it_happened_not_by_place_in_the_file() {
        let timeline = [
            event("2026-11-22T10:00:00-05:00", "a00001", Status::Resolved),
            event("2026-11-22T09:00:00-05:00", "a00002", Status::Classified),
        ];
        let folded = fold(in_order(&timeline));
        assert_eq!(folded.status, Some(Status::Resolved));
    }

    #[test]
    fn a_null_removes_the_field() {
        let mut second = event("2026-11-22T10:00:00-05:00", "a00002", Status::Open);
        second.set = Patch(vec![Set::Status(None)]);
        let timeline = [
            event("2026-11-22T09:00:00-05:00", "a00001", Status::Open),
            second,
        ];
        assert_eq!(fold(in_order(&timeline)).status, None);
    }

    proptest! {
        #[test]
        fn the_fold_does_not_depend_on_the_order_of_the_file(
            seconds in prop::collection::vec(0_i64..20, 1..12),
            rotation in 0_usize..12,
        ) {
            let start = Timestamp::parse_from_rfc3339("2026-11-22T09:00:00-05:00").unwrap();
            let timeline: Vec<Event> = seconds
                .iter()
                .enumerate()
                .map(|(index, second)| {
                    let at = start + chrono::Duration::seconds(*second);
                    let mut event = Event::new(at, "ana", Name::Noted, Ev::imported(index));
                    event.set = Patch(vec![Set::Title(Some(index.to_string()))]);
                    event
                })
                .collect();
            let mut turned = timeline.clone();
            turned.rotate_left(rotation % timeline.len());
            prop_assert_eq!(fold(in_order(&timeline)), fold(in_order(&turned)));
        }
    }
}
