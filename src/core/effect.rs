//! What the events of a ticket come to, whoever wrote them: any union of events
//! makes a ticket that is possible.
//!
//! Two clones that work apart bring events together that did not know of each
//! other. A step that is not legal from where the ticket stands by then has no
//! effect on its turn, and stays in the record. An event holds what takes effect
//! ([`Event::set`]); where that is not what its file says, it keeps that beside it.

use super::event::{Event, Name, Stated};
use super::fields::{Approval, Fields, Group, Kind, Patch, Set, Status};

/// Works out what takes effect in a whole timeline, in whatever order it stands.
pub fn settle(timeline: &mut [Event]) {
    let mut before = Fields::default();
    if timeline.is_sorted_by(|a, b| a.order() <= b.order()) {
        for event in timeline {
            take(&mut before, event);
        }
        return;
    }
    let mut events: Vec<&mut Event> = timeline.iter_mut().collect();
    events.sort_by(|a, b| a.order().cmp(&b.order()));
    for event in events {
        take(&mut before, event);
    }
}

/// Works out what takes effect of an event. `before` holds what it depends on, and
/// then what comes of that.
fn take(before: &mut Fields, event: &mut Event) {
    if event.stated.is_none() && !event.set.0.iter().any(is_depended_on) {
        return;
    }
    let (effect, is_left) = effect(before, event);
    for set in effect.0.iter().filter(|set| is_depended_on(set)) {
        before.put(set.clone());
    }
    let is_whole = {
        let said = event.stated();
        *said.set == effect && said.add.is_empty() && said.drop.is_empty()
    };
    event.stated = (!is_whole).then(|| {
        let mut stated = event.stated.take().unwrap_or_else(|| {
            Box::new(Stated {
                set: std::mem::take(&mut event.set),
                ..Stated::default()
            })
        });
        stated.is_left = is_left;
        stated
    });
    event.set = effect;
}

/// Whether what takes effect of an event that sets it depends on those before.
fn is_depended_on(set: &Set) -> bool {
    set.field().is_some_and(|field| {
        field.group.is_some()
            || field.is_list()
            || matches!(set, Set::Approval(_) | Set::ApprovalBy(_))
    })
}

/// What takes effect, and whether the event states a status that the ticket does not
/// take.
fn effect(before: &Fields, event: &Event) -> (Patch, bool) {
    let said = event.stated();
    let is_stated = |name: &str| said.set.0.iter().any(|set| set.name() == name);
    let step = said.set.0.iter().find_map(|set| match set {
        Set::Status(status) => Some(*status),
        _ => None,
    });
    let (is_step, from) = (step.is_some(), before.status);
    let is_taken = step.is_none_or(|to| {
        let may = |to| is_legal(&event.event, from, to);
        event.imported || from.is_none() || to == from || to.is_some_and(may)
    });
    let loses_approval = said.set.0.iter().any(|set| match set {
        Set::Kind(kind) => *kind != Some(Kind::Adaptive),
        _ => false,
    });
    let kind = said.set.0.iter().find_map(|set| match set {
        Set::Kind(kind) => Some(*kind),
        _ => None,
    });
    // Somebody judged that nothing is to be decided, while somebody else decided.
    let is_moot = kind.unwrap_or(before.kind) != Some(Kind::Adaptive) && !event.imported;
    let takes_effect = |set: &&Set| match (set, set.field()) {
        (Set::Approval(Some(_)) | Set::ApprovalBy(Some(_)), _) if is_moot => false,
        (_, Some(field)) if field.group == Some(Group::Turn) && is_step => is_taken,
        (set, Some(field)) if field.only_while.is_some() => {
            event.imported || !set.is_given() || field.only_while == from
        }
        // A decision is not asked for again.
        (Set::Approval(Some(Approval::Pending)), _) => loses_approval || before.approval.is_none(),
        _ => true,
    };
    let mut sets: Vec<Set> = said.set.0.iter().filter(takes_effect).cloned().collect();
    let is_moved = is_step && is_taken;
    let is_judged = is_stated("priority");
    for (goes, set) in [
        (
            is_moved && before.waiting_on.is_some(),
            Set::WaitingOn(None),
        ),
        (
            is_moved && before.waiting_until.is_some(),
            Set::WaitingUntil(None),
        ),
        (is_moved && before.closure.is_some(), Set::Closure(None)),
        (
            is_moved && before.cancellation.is_some(),
            Set::Cancellation(None),
        ),
        (
            is_judged && before.priority_because.is_some(),
            Set::PriorityBecause(None),
        ),
        (
            loses_approval && before.approval.is_some(),
            Set::Approval(None),
        ),
        (
            loses_approval && before.approval_by.is_some(),
            Set::ApprovalBy(None),
        ),
    ] {
        if goes && sets.iter().all(|own| own.name() != set.name()) {
            sets.push(set);
        }
    }
    for (is_added, patch) in [(true, said.add), (false, said.drop)] {
        for change in &patch.0 {
            let place = sets.iter().position(|set| set.name() == change.name());
            let now = match place {
                Some(place) => sets.remove(place),
                None => before
                    .set(change.name())
                    .unwrap_or_else(|| change.removed()),
            };
            sets.extend(now.listing(change, is_added));
        }
    }
    // What goes together is stated whole; what of it stood so already is no change.
    let is_restated = |set: &Set| set.field().is_some_and(|field| field.group.is_some());
    let is_told = |set: &Set| set.is_given() || matches!(set, Set::Kind(_));
    sets.retain(|set| !(is_restated(set) && is_told(set) && before.holds(set)));
    (Patch(sets), !is_taken)
}

/// Whether the lifecycle has a step from one status to another. What has ended goes
/// on only where somebody reopens it; else what a colleague did a little later,
/// not knowing, would open it again.
#[must_use]
pub fn is_legal(event: &Name, from: Option<Status>, to: Status) -> bool {
    use Status::{Cancelled, Classified, Closed, Diagnosed, Open, Resolved, Waiting};
    let Some(from) = from else {
        return to == Open || *event == Name::Opened;
    };
    if from == to {
        return true;
    }
    match from {
        Open => matches!(to, Classified | Waiting | Cancelled),
        Classified => matches!(to, Diagnosed | Waiting | Resolved | Cancelled),
        Diagnosed => matches!(to, Waiting | Resolved | Cancelled),
        Waiting => matches!(to, Open | Classified | Diagnosed | Resolved | Cancelled),
        Resolved => to == Closed || to == Classified && *event == Name::Reopened,
        Closed => to == Classified && *event == Name::Reopened,
        Cancelled => matches!(to, Open | Classified) && *event == Name::Reopened,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::core::check::strange_values;
    use crate::core::policy::Policy;
    use crate::core::timeline::{fold, in_order};
    use crate::core::zone::zone;

    /// Events of these times, names and contents, settled.
    fn timeline(events: &[(&str, &str, Value)]) -> Vec<Event> {
        let event = |(number, (at, name, rest)): (usize, &(&str, &str, Value))| {
            let mut event = json!({
                "at": format!("2026-11-22T{at}:00Z"),
                "by": "ana",
                "event": name,
                "ev": format!("a{number:05}"),
            });
            let keys = rest.as_object().unwrap().clone();
            event.as_object_mut().unwrap().extend(keys);
            serde_json::from_value(event).unwrap()
        };
        let mut timeline: Vec<Event> = events.iter().enumerate().map(event).collect();
        settle(&mut timeline);
        timeline
    }

    fn folded(events: &[(&str, &str, Value)]) -> Value {
        let timeline = timeline(events);
        serde_json::to_value(fold(in_order(&timeline))).unwrap()
    }

    fn opened() -> (&'static str, &'static str, Value) {
        let set = json!({"status": "open", "tags": ["a"]});
        ("09:00", "opened", json!({"set": set}))
    }

    fn judged() -> (&'static str, &'static str, Value) {
        let set =
            json!({"status": "classified", "impact": "low", "urgency": "low", "priority": "P5"});
        ("09:10", "classified", json!({"set": set}))
    }

    #[test]
    fn a_status_takes_what_goes_with_the_one_before_away() {
        let waited = json!({"set": {"status": "waiting", "waiting_on": "customer", "waiting_until": "2026-11-23T09:00:00Z"}});
        let events = [
            opened(),
            judged(),
            ("10:00", "waited", waited),
            // Of a clone that did not know that it waits.
            ("10:05", "resolved", json!({"set": {"status": "resolved"}})),
        ];
        let fields = folded(&events);
        assert_eq!(fields["status"], "resolved");
        assert_eq!(fields.get("waiting_on"), None);
        assert_eq!(fields.get("waiting_until"), None);
        // A second waiting without an end has none.
        let again = json!({"set": {"status": "waiting", "waiting_on": "supplier"}});
        let fields = folded(&[&events[..3], &[("10:05", "waited", again)]].concat());
        assert_eq!(fields["waiting_on"], "supplier");
        assert_eq!(fields.get("waiting_until"), None);
    }

    #[test]
    fn what_was_decided_of_a_ticket_that_needs_no_decision_has_no_effect() {
        let kind = |at, kind| (at, "classified", json!({"set": {"kind": kind}}));
        let approved = json!({"set": {"approval": "approved", "approval_by": "eva"}});
        let events = [
            opened(),
            kind("09:10", "adaptive"),
            kind("09:20", "usage"),
            // Of a clone that did not know that it is one.
            ("09:30", "approved", approved),
        ];
        let fields = folded(&events);
        assert_eq!(fields.get("approval"), None);
        assert_eq!(fields.get("approval_by"), None);
        let fields = folded(&[&events[..2], &events[3..]].concat());
        assert_eq!(fields["approval"], "approved");
        // Nor what the same event decides.
        let both = json!({"set": {"kind": "usage", "approval_by": "luz"}});
        let last = ("09:40", "edited", both);
        let fields = folded(&[&events[..2], &events[3..], &[last]].concat());
        assert_eq!(fields.get("approval_by"), None);
        // Of a foreign history it is what that says.
        let mut foreign = events.clone();
        foreign[3].2["imported"] = true.into();
        assert_eq!(folded(&foreign)["approval"], "approved");
    }

    #[test]
    fn a_step_that_is_not_legal_where_the_ticket_stands_has_no_effect_but_on_other_fields() {
        let diagnosed = json!({"set": {"status": "diagnosed", "component": "tax"}});
        let cancelled = json!({"set": {"status": "cancelled", "cancellation": "withdrawn"}});
        let events = [
            opened(),
            judged(),
            ("10:00", "cancelled", cancelled),
            ("10:05", "diagnosed", diagnosed),
        ];
        let fields = folded(&events);
        assert_eq!(fields["status"], "cancelled");
        assert_eq!(fields["cancellation"], "withdrawn");
        assert_eq!(fields["component"], "tax");
        let settled = timeline(&events);
        let without: Vec<bool> = settled.iter().map(Event::is_without_effect).collect();
        assert_eq!(without, [false, false, false, true]);
        // Its file says what it said.
        let written = serde_json::to_value(&settled[3]).unwrap();
        assert_eq!(
            written["set"],
            json!({"status": "diagnosed", "component": "tax"})
        );
    }

    #[test]
    fn what_has_ended_goes_on_only_where_somebody_reopens_it() {
        let resolved = ("10:00", "resolved", json!({"set": {"status": "resolved"}}));
        let back = |name| ("10:05", name, json!({"set": {"status": "classified"}}));
        let status =
            |name| folded(&[opened(), judged(), resolved.clone(), back(name)])["status"].take();
        assert_eq!(status("classified"), "resolved");
        assert_eq!(status("edited"), "resolved");
        assert_eq!(status("reopened"), "classified");
        // No rule of ours bound a foreign history.
        let imported = json!({"imported": true, "set": {"status": "open"}});
        let events = [
            opened(),
            judged(),
            resolved,
            ("10:05", "imported", imported),
        ];
        assert_eq!(folded(&events)["status"], "open");
    }

    #[test]
    fn what_goes_with_a_status_counts_only_while_it_holds() {
        let until = json!({"set": {"waiting_until": "2026-11-23T09:00:00Z"}});
        let fields = folded(&[opened(), judged(), ("10:00", "edited", until)]);
        assert_eq!(fields.get("waiting_until"), None);
    }

    #[test]
    fn a_priority_takes_the_reason_of_another_away() {
        let because = json!({"set": {"impact": "low", "urgency": "low", "priority": "P1", "priority_because": "the minister"}});
        let anew = json!({"set": {"impact": "high", "urgency": "low", "priority": "P3"}});
        let events = [
            opened(),
            judged(),
            ("10:00", "classified", because),
            ("10:05", "classified", anew),
        ];
        let fields = folded(&events);
        assert_eq!(fields["priority"], "P3");
        assert_eq!(fields.get("priority_because"), None);
    }

    #[test]
    fn an_approval_goes_with_the_kind_and_is_not_asked_for_again() {
        let kind = |kind: &str, approval| json!({"set": {"kind": kind, "approval": approval}});
        let approved = json!({"set": {"approval": "approved", "approval_by": "eva"}});
        let mut events = vec![
            opened(),
            ("10:00", "classified", kind("adaptive", "pending")),
            ("10:05", "approved", approved),
            ("10:10", "classified", kind("adaptive", "pending")),
        ];
        assert_eq!(folded(&events)["approval"], "approved");
        events.push(("10:15", "classified", json!({"set": {"kind": "usage"}})));
        let fields = folded(&events);
        assert_eq!(
            (fields.get("approval"), fields.get("approval_by")),
            (None, None)
        );
    }

    #[test]
    fn what_two_add_to_a_list_and_take_from_it_is_all_there() {
        let fields = folded(&[
            opened(),
            ("10:00", "edited", json!({"add": {"tags": ["b"]}})),
            (
                "10:01",
                "edited",
                json!({"add": {"tags": ["c", "b"]}, "drop": {"tags": ["a"]}}),
            ),
        ]);
        assert_eq!(fields["tags"], json!(["b", "c"]));
        let fields = folded(&[
            opened(),
            ("10:00", "edited", json!({"drop": {"tags": ["a"]}})),
        ]);
        assert_eq!(fields.get("tags"), None);
        // A whole list replaces it.
        let set = json!({"imported": true, "set": {"tags": ["z"]}});
        assert_eq!(
            folded(&[opened(), ("10:00", "imported", set)])["tags"],
            json!(["z"])
        );
    }

    #[test]
    fn what_stands_so_already_is_no_change() {
        let anew = json!({"set": {"impact": "low", "urgency": "high", "priority": "P4"}});
        let settled = timeline(&[opened(), judged(), ("10:00", "classified", anew)]);
        let names: Vec<&str> = settled[2].set.0.iter().map(Set::name).collect();
        assert_eq!(names, ["urgency", "priority"]);
    }

    const NAMES: [&str; 6] = [
        "classified",
        "waited",
        "resolved",
        "closed",
        "reopened",
        "edited",
    ];

    fn any_event() -> impl Strategy<Value = Value> {
        let status = prop::option::of(prop::sample::select(Status::ALL));
        let flags = prop::collection::vec(any::<bool>(), 8);
        (0_u32..30, 0..NAMES.len(), status, flags).prop_map(|(minute, name, status, flags)| {
            let mut set = serde_json::Map::new();
            if let Some(status) = status {
                set.insert("status".into(), status.as_str().into());
                if status == Status::Waiting {
                    set.insert("waiting_on".into(), "customer".into());
                }
            }
            for (flag, (key, value)) in flags.iter().zip([
                ("waiting_until", json!("2026-11-23T09:00:00Z")),
                ("closure", json!("silence")),
                ("cancellation", json!("spam")),
                ("kind", json!("adaptive")),
                ("approval", json!("pending")),
                ("waiting_on", json!("supplier")),
            ]) {
                let goes = match key {
                    "closure" => status != Some(Status::Closed),
                    "cancellation" => status != Some(Status::Cancelled),
                    "waiting_until" | "waiting_on" => status != Some(Status::Waiting),
                    _ => false,
                };
                // A desk states what goes with another status with that alone.
                if *flag && !(goes && status.is_some()) {
                    set.insert(key.into(), value);
                }
            }
            if set.contains_key("approval") {
                set.insert("kind".into(), "adaptive".into());
            } else if flags[6] {
                set.insert("kind".into(), "usage".into());
            }
            json!({
                "at": format!("2026-11-22T09:{minute:02}:00Z"),
                "by": "ana",
                "event": NAMES[name],
                "ev": "a00000",
                "set": set,
                "add": if flags[7] { json!({"tags": [minute.to_string()]}) } else { json!({}) },
            })
        })
    }

    fn drawn(events: &[Value]) -> Vec<Event> {
        let event = |(place, event): (usize, &Value)| {
            let mut event: Event = serde_json::from_value(event.clone()).unwrap();
            event.ev = crate::core::ev::Ev::imported(place + 1);
            event
        };
        events.iter().enumerate().map(event).collect()
    }

    proptest! {
        #[test]
        fn any_union_of_events_makes_a_ticket_that_is_possible(
            events in prop::collection::vec(any_event(), 1..12),
            rotation in 0_usize..12,
        ) {
            let mut timeline = drawn(&events);
            settle(&mut timeline);
            let fields = fold(in_order(&timeline));
            let policy = Policy::new(zone("UTC"));
            let mut fields = fields;
            // The matrix and the levels are the desk's, and not drawn here.
            fields.priority = Some("P3".to_owned());
            let strange = strange_values(&fields, &policy);
            prop_assert!(
                strange.iter().all(|(key, _)| !matches!(*key, "closure" | "cancellation")),
                "{:?}", strange
            );
            let waits = fields.status == Some(Status::Waiting);
            prop_assert!(waits || fields.waiting_on.is_none() && fields.waiting_until.is_none());
            // Whatever order the file has, and however often it is worked out.
            let mut turned = timeline.clone();
            turned.rotate_left(rotation % timeline.len());
            settle(&mut turned);
            let again = fold(in_order(&turned));
            prop_assert_eq!(fold(in_order(&timeline)), again);
            // What the file says stays what it was.
            let said = drawn(&events);
            prop_assert_eq!(serde_json::to_value(&timeline).unwrap(), serde_json::to_value(said).unwrap());
        }
    }
}
