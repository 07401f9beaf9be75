//! The rules of bitacora-sla(7), and the mistakes of other desks that this
//! module keeps away.

use crate::core::zone::zone;
use chrono::{NaiveDateTime, TimeZone as _};

use super::*;
use crate::core::contract::Contracts;
use crate::core::event::Event;
use crate::core::policy::Policy;
use crate::core::ticket::Ticket;

const HOUR: i64 = 3_600;
/// Monday to Friday 9 to 17 in Madrid; 1 June 2026 is a Monday.
const POLICY: &str = "
format: 1
timezone: Europe/Madrid
agents: {ana: {tier: 1}, carla: {tier: 2}}
calendars:
  office:
    hours: {mon: [\"09:00-17:00\"], tue: [\"09:00-17:00\"], wed: [\"09:00-17:00\"], thu: [\"09:00-17:00\"], fri: [\"09:00-17:00\"]}
    holidays: [2026-06-24]
";
const TERMS: &str = "
  calendar: office
  targets:
    P1: {response: {clock: 1h}, resolution: {clock: 8h}, update: {clock: 2h}}
    P2: {response: {business: 2h}, resolution: {business: 8h}}
    P3: {response: {business: 4h}, resolution: {business: 16h}, update: {business: 8h}}
    P4: {response: {working_days: 1}, resolution: {working_days_clock: 48h}}
    P5: {response: {business: 4h, stops: attended}}
";

/// An instant of June 2026 in Madrid: `1 09:00`.
fn at(text: &str) -> Second {
    let (day, clock) = text.split_once(' ').unwrap();
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let text = format!("2026-06-{day:0>2} {clock}{seconds}");
    let local = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").unwrap();
    zone("Europe/Madrid")
        .from_local_datetime(&local)
        .unwrap()
        .timestamp()
}

fn ticket(events: &[(&str, &str, &str)]) -> Ticket {
    let mut ticket = Ticket::blank("INC-260601-K7F4Q".parse().unwrap());
    for (number, (when, name, rest)) in events.iter().enumerate() {
        let instant = zone("Europe/Madrid")
            .timestamp_opt(at(when), 0)
            .unwrap()
            .to_rfc3339();
        let by = if rest.starts_with("by:") {
            ""
        } else {
            "by: ana, "
        };
        let rest = if rest.is_empty() {
            String::new()
        } else {
            format!(", {rest}")
        };
        let text = format!("{{at: {instant}, {by}event: {name}, ev: a{number:05}{rest}}}");
        let event: Event = serde_yaml::from_str(&text).unwrap();
        ticket.push(event);
    }
    ticket
}

fn opened(channel: &str) -> (&'static str, &'static str, String) {
    (
        "1 09:00",
        "opened",
        format!("set: {{status: open, channel: {channel}, opened_at: 2026-06-01T09:00:00+02:00}}"),
    )
}

/// The clocks of a ticket that came by mail on Monday at 9.
fn story(then: &[(&str, &str, &str)], as_of: &str) -> Clocks {
    by_terms(TERMS, "email", then, as_of)
}

fn by_terms(terms: &str, channel: &str, then: &[(&str, &str, &str)], as_of: &str) -> Clocks {
    let (when, name, rest) = opened(channel);
    let mut events = vec![(when, name, rest.as_str())];
    events.extend(then);
    let ticket = ticket(&events);
    asked(terms, |agreements| {
        agreements.clocks(&ticket, at(as_of)).unwrap().unwrap()
    })
}

fn asked<T>(terms: &str, ask: impl FnOnce(&Agreements<'_>) -> T) -> T {
    asked_of("default", terms, ask)
}

fn asked_of<T>(customer: &str, terms: &str, ask: impl FnOnce(&Agreements<'_>) -> T) -> T {
    let policy: Policy = serde_yaml::from_str(POLICY).unwrap();
    let calendars = policy.compiled().unwrap();
    let contract = format!("customer: {customer}\nname: All\nterms:\n- from: 2026-01-01{terms}");
    let contracts = Contracts::from(vec![serde_yaml::from_str(&contract).unwrap()]);
    contracts.read[0].validate(customer, &policy).unwrap();
    ask(&Agreements::new(&policy, &calendars, &contracts).unwrap())
}

const P1: &str = "set: {status: classified, kind: corrective, priority: P1}";
const P2: &str = "set: {status: classified, kind: corrective, priority: P2}";
const P4: &str = "set: {status: classified, kind: corrective, priority: P4}";
const P5: &str = "set: {status: classified, kind: corrective, priority: P5}";
const WAIT: &str = "on: customer, set: {status: waiting, waiting_on: customer}";
const RESUME: &str = "set: {status: classified, waiting_on: null}";
const RESOLVED: &str = "to: marta, set: {status: resolved, waiting_on: null}";

fn response(clocks: &Clocks) -> &Clock {
    clocks.get(TargetName::Response).unwrap()
}

fn resolution(clocks: &Clocks) -> &Clock {
    clocks.get(TargetName::Resolution).unwrap()
}

fn update(clocks: &Clocks) -> &Clock {
    clocks.get(TargetName::Update).unwrap()
}

#[test]
fn until_it_is_classified_a_ticket_runs_under_the_priority_for_that() {
    let clocks = story(&[], "1 14:00");
    assert!(clocks.unclassified);
    assert_eq!(clocks.priority, "P3");
    assert_eq!(response(&clocks).state, State::Breached);
    assert_eq!(response(&clocks).breach_at, Some(at("1 13:00")));
}

#[test]
fn the_first_public_message_of_the_desk_is_the_response() {
    let clocks = story(&[("1 10:30", "replied", "to: marta")], "1 12:00");
    let response = response(&clocks);
    assert_eq!(response.state, State::Met);
    assert_eq!(response.stop, Some(at("1 10:30")));
    assert_eq!(response.elapsed, 90 * 60);
    assert_eq!(response.due_at, Some(at("1 13:00")));
}

/// Elsewhere a program's acknowledgement made every response look instant.
#[test]
fn notes_and_automatic_acknowledgements_and_the_requester_stop_nothing() {
    let clocks = story(
        &[
            ("1 09:01", "replied", "to: marta, auto: true"),
            ("1 09:05", "noted", ""),
            ("1 09:10", "received", "from: marta"),
            (
                "1 09:15",
                "resolved",
                "internal: true, set: {assignee: ana}",
            ),
        ],
        "1 12:00",
    );
    assert_eq!(response(&clocks).state, State::Running);
    assert!(clocks.get(TargetName::Update).is_none());
}

#[test]
fn exactly_on_the_target_is_met_and_a_second_later_is_not() {
    let met = story(&[("1 13:00", "replied", "to: marta")], "1 14:00");
    assert_eq!(response(&met).state, State::Met);
    assert_eq!(response(&met).permille(), 1_000);
    let late = story(&[("1 13:00:01", "replied", "to: marta")], "1 14:00");
    assert_eq!(response(&late).state, State::Breached);
    assert_eq!(response(&late).remaining(), -1);
    assert_eq!(response(&late).permille(), 1_000);
}

#[test]
fn a_call_that_is_answered_is_the_response_unless_the_contract_says_otherwise() {
    let clocks = by_terms(TERMS, "phone", &[], "2 09:00");
    assert_eq!(response(&clocks).state, State::Met);
    assert!(response(&clocks).answered_live);
    assert_eq!(response(&clocks).elapsed, 0);
    let strict = format!("{TERMS}  logged_call_is_response: false\n");
    let clocks = by_terms(&strict, "phone", &[], "2 09:00");
    assert_eq!(response(&clocks).state, State::Breached);
    let clocks = by_terms(TERMS, "voicemail", &[], "2 09:00");
    assert_eq!(response(&clocks).state, State::Breached);
}

#[test]
fn where_a_technician_is_promised_only_a_technician_stops_the_response() {
    let tier_two = format!("{TERMS}  attended_by_tier: 2\n");
    let asked = |then: &[(&str, &str, &str)]| {
        let mut events = vec![("1 09:10", "classified", P5)];
        events.extend(then);
        let clocks = by_terms(&tier_two, "phone", &events, "1 12:00");
        let clock = response(&clocks);
        (clock.state, clock.stop)
    };
    assert_eq!(asked(&[]), (State::Running, None));
    let front = [
        ("1 09:20", "replied", "to: marta"),
        ("1 09:30", "attended", ""),
    ];
    assert_eq!(asked(&front), (State::Running, None));
    for what in ["attended", "diagnosed", "worked"] {
        let technician = [
            ("1 09:20", "replied", "to: marta"),
            ("1 10:00", what, "by: carla"),
        ];
        assert_eq!(
            asked(&technician),
            (State::Met, Some(at("1 10:00"))),
            "{what}"
        );
    }
    let message = [("1 10:00", "replied", "by: carla, to: marta")];
    assert_eq!(asked(&message), (State::Met, Some(at("1 10:00"))));
    let note = [("1 10:00", "noted", "by: carla")];
    assert_eq!(asked(&note), (State::Running, None));
}

/// By when it was done, not by when it was typed in.
#[test]
fn a_visit_written_up_in_the_evening_attended_when_it_began() {
    let (when, name, contact) = opened("email");
    let stopped = |what: &str, rest: &str| {
        let typed = format!("{rest}, recorded: 2026-06-01T20:00:00+02:00");
        let mut ticket = ticket(&[
            (when, name, &*contact),
            ("1 09:10", "classified", P5),
            ("1 10:00", what, &typed),
        ]);
        // Filed in the evening too: it was there from its contact on.
        ticket.timeline[0].recorded = ticket.timeline[2].recorded;
        let clocks = asked(TERMS, |agreements| {
            agreements.clocks(&ticket, at("2 09:00")).unwrap().unwrap()
        });
        response(&clocks).stop
    };
    assert_eq!(stopped("attended", "by: carla"), Some(at("1 10:00")));
    let half = "by: carla, spent: 30m";
    assert_eq!(stopped("worked", half), Some(at("1 09:30")));
    let said = format!("{half}, began: \"2026-06-01T09:15:00+02:00\"");
    assert_eq!(stopped("worked", &said), Some(at("1 09:15")));
    // What began before the contact was about something else.
    assert_eq!(stopped("worked", "by: carla, spent: 2h"), None);
}

#[test]
fn what_the_desk_found_itself_is_answered_by_whoever_is_on_it_first() {
    let stop = |then: &[(&str, &str, &str)], channel| {
        let clocks = by_terms(TERMS, channel, then, "1 12:00");
        response(&clocks).stop
    };
    let taken = ("1 09:30", "attended", "");
    let told = ("1 10:00", "replied", "to: marta");
    assert_eq!(stop(&[taken, told], "monitoring"), Some(at("1 09:30")));
    assert_eq!(stop(&[told], "monitoring"), Some(at("1 10:00")));
    assert_eq!(stop(&[taken, told], "email"), Some(at("1 10:00")));
}

#[test]
fn a_pause_for_a_date_ends_on_it_and_one_for_somebody_goes_on() {
    let on = |on: &str| {
        let terms = format!("{TERMS}  pause_on: {{resolution: [customer, schedule]}}\n");
        let waited = format!(
            "on: {on}, set: {{status: waiting, waiting_on: {on}, \
             waiting_until: \"2026-06-01T12:00:00+02:00\"}}"
        );
        let then = [
            ("1 09:30", "classified", P2),
            ("1 10:00", "waited", &*waited),
        ];
        let clocks = by_terms(&terms, "email", &then, "1 15:00");
        let clock = resolution(&clocks);
        (clock.state, clock.elapsed)
    };
    assert_eq!(on("schedule"), (State::Running, 4 * HOUR));
    assert_eq!(on("customer"), (State::Paused, HOUR));
}

/// What the source does not tell is no breach; what it tells counts.
#[test]
fn the_response_of_an_imported_history_without_messages_is_not_known() {
    let judged = |event: Option<(&str, &str, &str)>| {
        let contact = format!("imported: true, {}", opened("email").2);
        let mut events = vec![
            ("1 09:00", "opened", &*contact),
            ("1 09:10", "classified", P2),
            (
                "2 10:00",
                "resolved",
                "imported: true, set: {status: resolved}",
            ),
        ];
        events.extend(event);
        let ticket = ticket(&events);
        let clocks = asked(TERMS, |agreements| {
            agreements.clocks(&ticket, at("3 09:00")).unwrap().unwrap()
        });
        assert_eq!(resolution(&clocks).state, State::Breached);
        (response(&clocks).state, response(&clocks).void.clone())
    };
    assert_eq!(judged(None), (State::Void, Some(Void::Unknown)));
    // Told by the source: in time, and late.
    let told = |when| Some((when, "replied", "imported: true"));
    assert_eq!(judged(told("1 10:00")), (State::Met, None));
    assert_eq!(judged(told("1 12:00")), (State::Breached, None));
    // An answer of ours in time is proof enough.
    let ours = Some(("1 10:00", "replied", "to: marta"));
    assert_eq!(judged(ours), (State::Met, None));
}

#[test]
fn a_ticket_resolved_without_a_message_has_been_responded_to() {
    let quiet = "set: {status: resolved}";
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "resolved", quiet),
        ],
        "1 12:00",
    );
    assert_eq!(response(&clocks).stop, Some(at("1 10:00")));
    assert_eq!(resolution(&clocks).state, State::Met);
}

#[test]
fn a_ticket_whose_contact_was_corrected_to_after_its_resolution_took_no_time() {
    let corrected = "set: {opened_at: 2026-06-01T12:00:00+02:00}";
    let then = [
        ("1 09:10", "classified", "set: {status: classified}"),
        ("1 09:30", "replied", "to: marta"),
        ("1 10:00", "resolved", RESOLVED),
        ("1 13:00", "edited", corrected),
    ];
    let clocks = by_terms(TERMS, "email", &then, "5 17:00");
    for clock in [response(&clocks), resolution(&clocks)] {
        assert_eq!((clock.state, clock.elapsed), (State::Met, 0));
        assert_eq!(clock.stop, Some(at("1 12:00")));
    }
    // What was said before the contact is no answer to it.
    assert_eq!(clocks.get(TargetName::Update), None);
    let reopened = [&then[..], &[("1 14:00", "reopened", RESUME)]].concat();
    let clocks = by_terms(TERMS, "email", &reopened, "1 15:00");
    assert_eq!(response(&clocks).state, State::Running);
    assert_eq!(response(&clocks).elapsed, 3 * HOUR);
}

#[test]
fn a_change_of_priority_is_counted_from_the_start_and_forgets_no_pause() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "waited", WAIT),
            ("1 15:00", "resumed", RESUME),
            ("1 15:30", "classified", P1),
        ],
        "1 16:00",
    );
    let clock = resolution(&clocks);
    assert_eq!(clock.span, Span::Clock(8 * HOUR));
    assert_eq!(clock.elapsed, 2 * HOUR);
    assert_eq!(clock.due_at, Some(at("1 22:00")));
}

/// Elsewhere a pause over a weekend was given back by the wall clock.
#[test]
fn a_pause_over_a_weekend_moves_a_business_deadline_by_the_hours_it_covers() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 16:00", "waited", WAIT),
            ("8 10:00", "resumed", RESUME),
        ],
        "8 10:30",
    );
    let clock = resolution(&clocks);
    assert_eq!(clock.elapsed, 7 * HOUR + HOUR / 2);
    assert_eq!(clock.due_at, Some(at("8 11:00")));
}

/// Elsewhere a ticket that waited was late all the same.
#[test]
fn a_ticket_that_waits_for_the_customer_is_paused_and_never_due() {
    let clocks = story(
        &[("1 09:30", "classified", P2), ("1 10:00", "waited", WAIT)],
        "12 10:00",
    );
    let clock = resolution(&clocks);
    assert_eq!((clock.state, clock.due_at), (State::Paused, None));
    assert_eq!(clock.elapsed, HOUR);
    assert_eq!(response(&clocks).state, State::Breached);
}

#[test]
fn only_those_the_contract_names_stand_the_clock_still() {
    let supplier = "on: supplier, set: {status: waiting, waiting_on: supplier}";
    let story_by = |terms: &str| {
        let then = [
            ("1 09:30", "classified", P2),
            ("1 10:00", "waited", supplier),
        ];
        let clocks = by_terms(terms, "email", &then, "1 12:00");
        resolution(&clocks).state
    };
    assert_eq!(story_by(TERMS), State::Running);
    let more = format!("{TERMS}  pause_on: {{resolution: [customer, supplier]}}\n");
    assert_eq!(story_by(&more), State::Paused);
}

/// Elsewhere the time a ticket was resolved was shown as time it waited.
#[test]
fn pauses_keep_their_kinds_apart() {
    let supplier = "on: supplier, set: {waiting_on: supplier}";
    let terms = format!("{TERMS}  pause_on: {{resolution: [customer, supplier]}}\n");
    let then = [
        ("1 09:30", "classified", P2),
        ("1 10:00", "waited", WAIT),
        ("1 11:00", "waited", supplier),
        ("1 12:00", "resumed", RESUME),
        ("1 13:00", "resolved", RESOLVED),
        ("1 15:00", "reopened", "set: {status: classified}"),
    ];
    let clocks = by_terms(&terms, "email", &then, "1 16:00");
    let clock = resolution(&clocks);
    let kinds: Vec<_> = clock
        .pauses
        .iter()
        .map(|pause| (pause.kind, pause.from, pause.to))
        .collect();
    assert_eq!(
        kinds,
        [
            (PauseKind::Customer, at("1 10:00"), Some(at("1 11:00"))),
            (PauseKind::Supplier, at("1 11:00"), Some(at("1 12:00"))),
            (PauseKind::Resolved, at("1 13:00"), Some(at("1 15:00"))),
        ]
    );
    assert_eq!(clock.elapsed, 3 * HOUR);
}

#[test]
fn the_answer_of_the_customer_resumes_at_its_own_instant() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "waited", WAIT),
            ("1 11:00", "received", "from: marta"),
        ],
        "1 12:00",
    );
    let clock = resolution(&clocks);
    assert_eq!((clock.state, clock.elapsed), (State::Running, 2 * HOUR));
}

/// Elsewhere a wait was ignored that a resolution ended.
#[test]
fn resolving_a_paused_ticket_ends_the_pause() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "waited", WAIT),
            ("1 16:00", "resolved", RESOLVED),
        ],
        "2 12:00",
    );
    let clock = resolution(&clocks);
    assert_eq!((clock.state, clock.elapsed), (State::Met, HOUR));
    assert_eq!(clock.pauses[0].to, Some(at("1 16:00")));
}

/// Elsewhere a ticket reopened after its closing was late at once.
#[test]
fn the_time_a_ticket_was_resolved_is_not_ours_when_it_is_reopened() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "resolved", RESOLVED),
            ("11 09:00", "reopened", "set: {status: classified}"),
        ],
        "11 10:00",
    );
    let clock = resolution(&clocks);
    assert_eq!((clock.state, clock.elapsed), (State::Running, 2 * HOUR));
    assert_eq!(response(&clocks).stop, Some(at("1 10:00")));
}

#[test]
fn a_message_that_lay_unread_over_the_weekend_was_our_time() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "resolved", RESOLVED),
            ("5 15:00", "received", "from: marta"),
            ("8 10:00", "reopened", "set: {status: classified}"),
        ],
        "8 10:00",
    );
    // An hour on the 1st, two on Friday afternoon, one on Monday morning.
    assert_eq!(resolution(&clocks).elapsed, 4 * HOUR);
}

/// Between the resolution at 10:00 on Monday the 1st and the reopening at
/// 10:00 on Monday the 8th: what was said, and the hours of the desk in it.
#[test]
fn only_a_message_that_is_still_unanswered_at_the_reopening_was_our_time() {
    let ours = |between: &[(&str, &str, &str)]| {
        let mut events = vec![
            ("1 09:30", "classified", P2),
            ("1 10:00", "resolved", RESOLVED),
        ];
        events.extend(between);
        events.push(("8 10:00", "reopened", "set: {status: classified}"));
        // An hour before the resolution is not asked about.
        let clocks = story(&events, "8 10:00");
        resolution(&clocks).elapsed / HOUR - 1
    };
    let question = ("5 15:00", "received", "from: marta");
    let reply = ("5 16:00", "replied", "to: marta");
    let closed = ("5 16:00", "closed", "set: {status: closed}");
    let thanks = ("5 16:00", "received", "from: marta, thanks: true");
    let later = ("8 09:00", "received", "from: marta");
    for (between, hours) in [
        (&[][..], 0),
        (&[question], 3),
        (&[question, reply], 0),
        (&[question, closed], 0),
        (&[question, thanks], 0),
        (&[thanks], 0),
        (&[question, later], 3),
        (&[question, reply, later], 1),
        (&[question, closed, later], 1),
        (&[thanks, later], 1),
        // What nobody wrote, and what the requester does not see, answers nothing.
        (
            &[question, ("5 16:00", "replied", "to: marta, auto: true")],
            3,
        ),
        (&[question, ("5 16:00", "noted", "internal: true")], 3),
        (
            &[("5 15:00", "received", "from: marta, auto: true"), later],
            1,
        ),
    ] {
        assert_eq!(ours(between), hours, "{between:?}");
    }
}

#[test]
fn the_message_with_which_a_ticket_is_reopened_answers_nothing_before_it() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "resolved", RESOLVED),
            ("5 15:00", "received", "from: marta"),
            (
                "8 10:00",
                "reopened",
                "to: marta, set: {status: classified}",
            ),
        ],
        "8 10:00",
    );
    assert_eq!(resolution(&clocks).elapsed, 4 * HOUR);
}

/// Elsewhere a thank-you set a clock going that nothing stopped.
#[test]
fn thanks_after_the_resolution_start_nothing() {
    let clocks = story(
        &[
            ("1 09:30", "replied", "to: marta"),
            ("1 10:00", "classified", P2),
            ("1 11:00", "resolved", RESOLVED),
            ("1 12:00", "received", "from: marta"),
        ],
        "5 12:00",
    );
    assert_eq!(resolution(&clocks).state, State::Met);
    assert_eq!(resolution(&clocks).elapsed, 2 * HOUR);
    assert_eq!(clocks.next_due(), None);
}

/// Elsewhere a ticket was late although the agent had answered last.
#[test]
fn an_update_is_promised_from_message_to_message_and_waits_with_the_customer() {
    let clocks = story(
        &[
            ("1 10:00", "replied", "to: marta"),
            ("1 14:00", "replied", "to: marta"),
        ],
        "2 11:00",
    );
    assert_eq!(response(&clocks).state, State::Met);
    let clock = update(&clocks);
    assert_eq!((clock.start, clock.state), (at("1 14:00"), State::Running));
    assert_eq!(clock.elapsed, 5 * HOUR);
    let clocks = story(
        &[
            ("1 10:00", "replied", "to: marta"),
            ("1 14:00", "waited", &format!("to: marta, {WAIT}")),
        ],
        "12 11:00",
    );
    assert_eq!(update(&clocks).state, State::Paused);
}

#[test]
fn one_broken_promise_of_news_is_not_mended_by_the_next_message() {
    let clocks = story(
        &[
            ("1 09:10", "classified", P1),
            ("1 09:20", "replied", "to: marta"),
            ("1 12:00", "replied", "to: marta"),
            ("1 12:30", "replied", "to: marta"),
        ],
        "1 13:00",
    );
    let clock = update(&clocks);
    assert_eq!(clock.state, State::Breached);
    assert_eq!(clock.breach_at, Some(at("1 11:20")));
    assert!(!clock.is_overdue());
}

/// Two hours from each word to the next, round the clock; the one of 12:00 is
/// late.
#[test]
fn after_a_late_update_the_next_is_watched_like_any_other() {
    let then = [
        ("1 09:10", "classified", P1),
        ("1 09:20", "replied", "to: marta"),
        ("1 12:00", "replied", "to: marta"),
    ];
    let resolved = [&then[..], &[("1 13:00", "resolved", RESOLVED)]].concat();
    for (then, as_of, standing, due) in [
        (
            &then[..],
            "1 13:00",
            Some(Standing::Running),
            Some("1 14:00"),
        ),
        (
            &then[..],
            "1 13:30",
            Some(Standing::AtRisk),
            Some("1 14:00"),
        ),
        (
            &then[..],
            "1 15:00",
            Some(Standing::Overdue),
            Some("1 14:00"),
        ),
        (&resolved[..], "1 15:00", None, None),
    ] {
        let clocks = story(then, as_of);
        let clock = update(&clocks);
        assert_eq!(clock.state, State::Breached);
        assert_eq!(clock.breach_at, Some(at("1 11:20")));
        assert_eq!(clock.standing(), standing, "{as_of}");
        let again = clock.again.as_ref().and_then(|again| again.due_at);
        assert_eq!(again, due.map(at), "{as_of}");
    }
}

#[test]
fn a_cancelled_ticket_voids_what_still_ran_and_keeps_what_was_decided() {
    let cancelled = "set: {status: cancelled, cancellation: withdrawn}";
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("2 15:00", "cancelled", cancelled),
        ],
        "10 12:00",
    );
    let clock = response(&clocks);
    assert_eq!(
        (clock.state, clock.stop),
        (State::Breached, Some(at("2 15:00")))
    );
    assert_eq!(resolution(&clocks).state, State::Breached);
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "replied", "to: marta"),
            ("1 15:00", "cancelled", cancelled),
        ],
        "10 12:00",
    );
    assert_eq!(response(&clocks).state, State::Met);
    let clock = resolution(&clocks);
    assert_eq!(clock.state, State::Void);
    assert_eq!(clock.void, Some(Void::Cancelled("withdrawn")));
    assert!(!clock.void_after_breach);
}

#[test]
fn the_clocks_of_a_duplicate_are_those_of_the_original() {
    let duplicate = "set: {status: cancelled, cancellation: duplicate}";
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "replied", "to: marta"),
            ("3 15:00", "cancelled", duplicate),
        ],
        "10 12:00",
    );
    assert_eq!(response(&clocks).state, State::Void);
    let clock = resolution(&clocks);
    assert_eq!(clock.state, State::Void);
    assert!(clock.void_after_breach);
}

/// The ticket of Monday at nine stands in for one of Friday at nine from
/// Monday at ten on.
#[test]
fn the_original_answers_from_the_earliest_contact_on_and_not_before_it_was_told() {
    let taken = "duplicate: INC-260529-AAAAA, contact: \"2026-05-29T09:00:00+02:00\"";
    let then = [
        ("1 09:00", "classified", P2),
        ("1 09:30", "replied", "to: marta"),
        ("1 10:00", "took-over", taken),
    ];
    let friday = at("1 09:00") - 3 * 24 * HOUR;
    let clocks = story(&then[..2], "1 10:00");
    assert_eq!(response(&clocks).state, State::Met);
    assert_eq!(resolution(&clocks).start, at("1 09:00"));
    let clocks = story(&then, "1 11:00");
    // Two hours of Friday were the response, eight the resolution.
    let clock = response(&clocks);
    assert_eq!((clock.start, clock.stop), (friday, Some(at("1 09:30"))));
    assert_eq!(
        (clock.state, clock.elapsed),
        (State::Breached, 8 * HOUR + HOUR / 2)
    );
    let clock = resolution(&clocks);
    assert_eq!((clock.start, clock.state), (friday, State::Breached));
    assert_eq!(clock.breach_at, Some(at("1 09:00")));
    // A later contact is none to take over.
    let later = taken.replace("05-29", "06-02");
    let clocks = story(&[then[0], ("3 10:00", "took-over", &*later)], "3 11:00");
    assert_eq!(resolution(&clocks).start, at("1 09:00"));
}

#[test]
fn a_target_that_was_given_up_is_void_and_says_who_agreed() {
    let waived = "target: resolution, agreed_by: luis";
    let clocks = story(
        &[("1 09:30", "classified", P2), ("1 10:00", "waived", waived)],
        "10 12:00",
    );
    let clock = resolution(&clocks);
    assert_eq!(clock.void, Some(Void::Agreed("luis".to_owned())));
    assert_eq!(response(&clocks).state, State::Breached);
}

/// `ana` is an agent and no contact of the customer.
#[test]
fn what_the_desk_gives_up_alone_is_listed_and_counts_as_before() {
    let then = |waived: &str, as_of| {
        story(
            &[("1 09:30", "classified", P2), ("1 10:00", "waived", waived)],
            as_of,
        )
    };
    for waived in [
        "target: resolution, granted_by: carla",
        "target: resolution, agreed_by: carla",
        "by: carla, target: resolution",
    ] {
        let clocks = then(waived, "1 12:00");
        let clock = resolution(&clocks);
        assert_eq!(clock.state, State::Running, "{waived}");
        let granted = clock.granted.as_ref().unwrap();
        assert_eq!((granted.by.as_str(), granted.at), ("carla", at("1 10:00")));
        assert_eq!(response(&clocks).granted, None);
        let clocks = then(waived, "10 12:00");
        assert_eq!(resolution(&clocks).state, State::Breached, "{waived}");
    }
}

#[test]
fn to_what_the_desk_granted_the_customer_may_still_agree() {
    let clocks = story(
        &[
            ("1 09:30", "classified", P2),
            ("1 10:00", "waived", "target: resolution, granted_by: carla"),
            ("1 11:00", "waived", "target: resolution, agreed_by: luis"),
        ],
        "10 12:00",
    );
    let clock = resolution(&clocks);
    assert_eq!(clock.void, Some(Void::Agreed("luis".to_owned())));
    assert_eq!(clock.void_at, Some(at("1 11:00")));
    assert!(clock.granted.is_some());
}

#[test]
fn a_target_that_was_given_up_in_time_is_never_breached_later() {
    let waived = "target: resolution, agreed_by: luis";
    let by = |at| {
        let then = [("1 09:30", "classified", P2), (at, "waived", waived)];
        let clocks = story(&then, "10 12:00");
        let clock = resolution(&clocks).clone();
        (clock.void_after_breach, clock.elapsed)
    };
    assert_eq!(by("1 10:00"), (false, HOUR));
    assert_eq!(by("1 17:00"), (false, 8 * HOUR));
    assert_eq!(by("2 10:00"), (true, 9 * HOUR));
}

/// The contract covers billing alone, and names hardware as excluded.
const SCOPE: &str = "  scope: {services: [billing], excluded: [hardware]}\n";

#[test]
fn what_the_contract_does_not_cover_is_void_unless_it_was_broken_before() {
    let terms = format!("{TERMS}{SCOPE}");
    // The response is due at 11:00, the resolution at 17:00 of the same day.
    let stands = |events: &[(&str, &str, &str)], as_of: &str| {
        let judged = [("1 09:00", "classified", P2)];
        let clocks = by_terms(&terms, "email", &[&judged, events].concat(), as_of);
        let told = |clock: &Clock| {
            let is_scope = clock.void == Some(Void::OutOfScope);
            assert_eq!(is_scope, clock.state == State::Void);
            (clock.state, clock.void_at)
        };
        (told(response(&clocks)), told(resolution(&clocks)))
    };
    let void = |since: &str| (State::Void, Some(at(since)));
    let (running, breached) = ((State::Running, None), (State::Breached, None));
    let reply = ("1 09:30", "replied", "to: marta");
    let billing = |when| (when, "edited", "set: {service: billing}");
    let members = |when| (when, "edited", "set: {service: members}");
    let hardware = |when| (when, "edited", "set: {service: hardware}");
    for (events, as_of, wanted) in [
        (vec![], "1 10:00", (running, running)),
        (vec![billing("1 09:10")], "1 10:00", (running, running)),
        (
            vec![members("1 10:00")],
            "5 10:00",
            (void("1 10:00"), void("1 10:00")),
        ),
        // To the second: the response is broken from 11:00 on.
        (
            vec![members("1 11:00")],
            "5 10:00",
            (void("1 11:00"), void("1 11:00")),
        ),
        (
            vec![members("1 11:00:01")],
            "5 10:00",
            (breached, void("1 11:00:01")),
        ),
        // What was answered in time asks no more of anybody either.
        (
            vec![reply, members("1 10:00")],
            "5 10:00",
            (void("1 10:00"), void("1 10:00")),
        ),
        // Back in scope, all is counted again.
        (
            vec![members("1 10:00"), billing("1 12:00")],
            "1 13:00",
            (breached, running),
        ),
        // From one service outside to another it has been outside all along.
        (
            vec![members("1 10:00"), hardware("1 12:00")],
            "1 13:00",
            (void("1 10:00"), void("1 10:00")),
        ),
    ] {
        assert_eq!(stands(&events, as_of), wanted, "{events:?}");
    }
}

/// No contract covered it before, so that nothing can have been broken.
#[test]
fn what_comes_to_a_contract_that_does_not_cover_it_was_never_promised() {
    let contact = opened("email")
        .2
        .replace("set: {", "set: {service: members, ");
    let ticket = ticket(&[
        ("1 09:00", "opened", &*contact),
        ("1 09:10", "classified", P2),
        ("5 09:00", "edited", "set: {customer: andina}"),
    ]);
    let clocks = asked_of("andina", &format!("{TERMS}{SCOPE}"), |agreements| {
        agreements.clocks(&ticket, at("8 09:00")).unwrap().unwrap()
    });
    for clock in [response(&clocks), resolution(&clocks)] {
        let void = (State::Void, Some(at("1 09:00")));
        assert_eq!((clock.state, clock.void_at), void);
    }
}

#[test]
fn what_a_contract_excludes_is_outside_also_where_it_lists_no_services() {
    let terms = format!("{TERMS}  scope: {{excluded: [hardware]}}\n");
    let state = |service| {
        let then = [("1 09:10", "edited", service)];
        let clocks = by_terms(&terms, "email", &then, "1 10:00");
        response(&clocks).state
    };
    assert_eq!(state("set: {service: hardware}"), State::Void);
    assert_eq!(state("set: {service: billing}"), State::Running);
}

#[test]
fn a_breach_under_an_earlier_priority_is_told_from_the_timeline() {
    let clocks = story(
        &[
            ("1 09:10", "classified", P1),
            ("1 12:00", "classified", P4),
            ("1 12:30", "replied", "to: marta"),
        ],
        "1 13:00",
    );
    assert_eq!(response(&clocks).state, State::Met);
    assert_eq!(
        clocks.earlier,
        [Earlier {
            target: TargetName::Response,
            priority: Some("P1".to_owned()),
            breach_at: at("1 10:00"),
        }]
    );
}

#[test]
fn working_days_end_at_a_close_and_whole_days_count_nights() {
    let clocks = story(&[("1 09:30", "classified", P4)], "1 12:00");
    assert_eq!(response(&clocks).due_at, Some(at("2 17:00")));
    assert_eq!(resolution(&clocks).due_at, Some(at("3 09:00")));
    // The 24th is a holiday: both skip it.
    let (_, name, rest) = opened("email");
    let rest = rest.replace("06-01T09", "06-23T09");
    let ticket = ticket(&[("23 09:00", name, &rest), ("23 09:30", "classified", P4)]);
    let clocks = asked(TERMS, |agreements| {
        agreements.clocks(&ticket, at("23 12:00")).unwrap().unwrap()
    });
    assert_eq!(response(&clocks).due_at, Some(at("25 17:00")));
    assert_eq!(resolution(&clocks).due_at, Some(at("26 09:00")));
}

/// Elsewhere what was late and still open stood in no figure.
#[test]
fn a_ticket_that_is_still_open_past_its_target_has_an_overrun() {
    let clocks = story(&[("1 09:30", "classified", P2)], "2 10:00");
    let clock = resolution(&clocks);
    assert_eq!(clock.remaining(), -HOUR);
    assert!(clock.is_overdue());
    assert_eq!(clock.concluded_at(), Some(at("2 09:00")));
    assert_eq!(clocks.standing(), Some(Standing::Overdue));
}

/// Elsewhere rounding made 100 % of less.
#[test]
fn no_percentage_is_rounded_up() {
    let clocks = story(&[], "1 12:59:59");
    assert_eq!(response(&clocks).permille(), 999);
    assert!(response(&clocks).at_risk);
}

#[test]
fn a_clock_is_at_risk_from_a_part_of_its_budget_or_little_left() {
    let at_risk = |terms: &str, as_of| {
        let clocks = by_terms(terms, "email", &[], as_of);
        response(&clocks).at_risk
    };
    assert!(!at_risk(TERMS, "1 11:59:59"));
    assert!(at_risk(TERMS, "1 12:00"));
    let late = format!("{TERMS}  warn: {{percent: 100, before: 30m}}\n");
    assert!(!at_risk(&late, "1 12:29:59"));
    assert!(at_risk(&late, "1 12:30"));
    let clocks = story(&[], "1 12:30");
    assert_eq!(clocks.standing(), Some(Standing::AtRisk));
}

/// Elsewhere nobody could tell why a deadline had moved.
#[test]
fn every_interval_of_a_clock_has_its_reason_and_they_sum_to_the_second() {
    let (when, name, rest) = opened("email");
    let ticket = ticket(&[
        (when, name, &rest),
        ("1 09:30", "classified", P2),
        ("1 16:00", "waited", WAIT),
        ("2 10:00", "resumed", RESUME),
    ]);
    let explained = asked(TERMS, |agreements| {
        let asked = agreements.explain(&ticket, TargetName::Resolution, at("2 18:00"));
        asked.unwrap().unwrap()
    });
    let told: Vec<_> = explained
        .stretches
        .iter()
        .map(|stretch| (stretch.from, stretch.to, stretch.reason, stretch.elapsed))
        .collect();
    let customer = Reason::Paused(PauseKind::Customer);
    assert_eq!(
        told,
        [
            (at("1 09:00"), at("1 16:00"), Reason::Counted, 7 * HOUR),
            (at("1 16:00"), at("2 10:00"), customer, 7 * HOUR),
            (at("2 10:00"), at("2 17:00"), Reason::Counted, 14 * HOUR),
            (at("2 17:00"), at("2 18:00"), Reason::Closed, 14 * HOUR),
        ]
    );
    assert_eq!(explained.clock.elapsed, 14 * HOUR);
    assert_eq!(explained.original_due_at, Some(at("1 17:00")));
}

/// Elsewhere nobody could tell whether a note had been a response.
#[test]
fn what_was_no_response_is_said_with_the_reason() {
    let (when, name, rest) = opened("email");
    let heard = |priority: &str, terms: &str| {
        let ticket = ticket(&[
            (when, name, &rest),
            ("1 09:00", "replied", "to: marta, auto: true"),
            ("1 09:10", "classified", priority),
            ("1 09:20", "noted", "internal: true"),
            ("1 09:30", "received", "from: marta"),
            ("1 09:40", "replied", "to: marta"),
            ("1 10:00", "attended", "by: carla"),
            ("1 11:00", "replied", "to: marta"),
        ]);
        let explained = asked(terms, |agreements| {
            let asked = agreements.explain(&ticket, TargetName::Response, at("1 12:00"));
            asked.unwrap().unwrap()
        });
        let heard = explained.heard.into_iter();
        heard
            .map(|heard| (heard.event, heard.effect))
            .collect::<Vec<_>>()
    };
    let told = |event: &str, effect| (event.into(), effect);
    let before = [
        told("replied", Effect::Automatic),
        told("noted", Effect::Internal),
        told("received", Effect::Requester),
    ];
    let by_message = heard(P2, TERMS);
    assert_eq!(by_message[..3], before);
    assert_eq!(by_message[3..], [told("replied", Effect::Stopped)]);
    let second_line = format!("{TERMS}  attended_by_tier: 2\n");
    let by_technician = heard(P5, &second_line);
    assert_eq!(by_technician[..3], before);
    assert_eq!(
        by_technician[3..],
        [
            told("replied", Effect::NotAttended),
            told("attended", Effect::Stopped)
        ]
    );
}

#[test]
fn due_is_the_close_of_today_and_the_breach_the_next_opening() {
    let clocks = story(&[("1 09:30", "classified", P2)], "1 12:00");
    let clock = resolution(&clocks);
    assert_eq!(clock.due_at, Some(at("1 17:00")));
    assert_eq!(clock.breach_at, Some(at("2 09:00")));
}
