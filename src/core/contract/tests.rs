use super::TargetName::{Resolution, Response};
use super::*;
use crate::core::fields::Kind;

fn policy() -> Policy {
    serde_yaml::from_str(
        "format: 1\ntimezone: America/Mexico_City\nservices: [billing, payroll]\n\
         calendars: {office: {hours: {mon: [\"08:00-17:00\"]}}}\n",
    )
    .unwrap()
}

/// The terms between the braces, read and checked.
fn terms(text: &str) -> Result<Terms, String> {
    let text = format!("customer: coop\nname: Coop\nterms: [{{from: 2026-01-01, {text}}}]\n");
    let contract: Contract = serde_yaml::from_str(&text).map_err(|error| error.to_string())?;
    contract
        .validate("coop", &policy())
        .map_err(|flaw| format!("{}: {}", flaw.reason, flaw.hint.unwrap_or_default()))?;
    Ok(contract.terms.into_iter().next().unwrap())
}

fn refused(text: &str, reason: &str) {
    let error = terms(text).expect_err(text);
    assert!(error.contains(reason), "{text}: {error}");
}

#[test]
fn each_way_of_saying_how_long_is_read() {
    let terms = terms(
        "calendar: office, targets: {P1: {response: {clock: 1h}, resolution: {business: 48h}, \
         update: {working_days_clock: 48h}}, P2: {response: {working_days: 1}}}",
    )
    .unwrap();
    let p1 = terms.targets.get("P1").unwrap();
    let spans: Vec<Span> = p1.each().map(|(_, target)| target.span).collect();
    assert_eq!(
        spans,
        [
            Span::Clock(3_600),
            Span::Business(172_800),
            Span::WorkingDaysClock(172_800)
        ]
    );
    let next_day = &terms.targets.get("P2").unwrap().response;
    assert_eq!(next_day.as_ref().unwrap().span, Span::WorkingDays(1));
}

#[test]
fn a_length_without_its_hours_is_refused_with_the_four_ways_to_say_it() {
    for typed in ["48 working hours", "48h", "48"] {
        let text = format!("calendar: office, targets: {{P1: {{resolution: {typed}}}}}");
        for way in [
            "{clock: 48h}",
            "{business: 48h}",
            "{working_days_clock: 48h}",
            "{working_days: N}",
        ] {
            refused(&text, way);
        }
    }
}

#[test]
fn a_span_is_written_in_hours_as_contracts_count_them() {
    for (span, text) in [
        (Span::Business(172_800), "business 48h"),
        (Span::Clock(1_800), "clock 30m"),
        (Span::Clock(5_400), "clock 1h30m"),
        (Span::WorkingDays(2), "working_days 2"),
    ] {
        assert_eq!(span.to_string(), text);
    }
}

#[test]
fn what_no_desk_could_keep_is_refused_by_name() {
    for (text, reason) in [
        (
            "calendar: office, targets: {P1: {response: {business: 9h}, resolution: {business: 8h}}}",
            "the response (business 9h) is longer than the resolution (business 8h)",
        ),
        (
            "calendar: office, targets: {P1: {response: {business: 9h}, resolution: {clock: 8h}}}",
            "is longer than the resolution",
        ),
        (
            "calendar: office, targets: {P7: {response: {clock: 9h}}}",
            "`P7` is not a priority of this desk",
        ),
        (
            "targets: {P1: {response: {business: 9h}}}",
            "the terms name no calendar whose hours those would be",
        ),
        (
            "calendar: ofice",
            "`ofice` is not a calendar of this desk: did you mean office?",
        ),
        (
            "calendar: office, targets: {P1: {response: {clock: 1h, business: 1h}}}",
            "`business` is a second length of one target",
        ),
        (
            "calendar: office, targets: {P1: {response: {}}}",
            "a target needs clock, business, working_days_clock or working_days",
        ),
        (
            "targets: {P1: {resolution: {clock: 1h, stops: attended}}}",
            "only a response stops when a technician attends",
        ),
        (
            "targets: {P1: {response: {clock: 0h}}}",
            "`0s` is not a target",
        ),
        (
            "targets: {P1: {response: {hours: 4h}}}",
            "unknown field `hours`",
        ),
        ("targets_by_kind: {ussage: {}}", "`ussage` is not a kind"),
        ("commitment: {response: 101}", "`101` is not a percentage"),
        ("warn: {percent: 175}", "`175` is not a percentage"),
        ("unclassified: P33", "`P33` is not a priority"),
        (
            "scope: {services: [biling]}",
            "`biling` is not a service of this desk: did you mean billing?",
        ),
        (
            "rates: [{otherwise: 150}, {calendar: office, percent: 100}]",
            "what stands after `otherwise` never applies",
        ),
        (
            "rates: [{percent: 100}]",
            "a band is {calendar: NAME, percent: N}",
        ),
        ("bank: {hours: -1}", "`-1` is not a number of hours"),
        (
            "escalate: {resolution: [{at: 75, to: lead}]}",
            "`75` is not a moment",
        ),
        ("attended_by_tier: 4", "a tier is 1, 2 or 3"),
    ] {
        refused(text, reason);
    }
}

#[test]
fn two_terms_from_one_date_are_refused() {
    let contract: Contract = serde_yaml::from_str(
        "customer: coop\nname: Coop\nterms: [{from: 2026-01-01}, {from: 2026-01-01}]\n",
    )
    .unwrap();
    let flaw = contract.validate("coop", &policy()).unwrap_err();
    assert_eq!(flaw.reason, "two terms begin on 2026-01-01");
    assert_eq!(
        flaw.way,
        [Token::key("terms"), Token::Item(1), Token::key("from")]
    );
}

#[test]
fn a_ticket_keeps_the_terms_in_force_when_it_was_opened() {
    let contract: Contract = serde_yaml::from_str(
        "customer: coop\nname: Coop\nterms: [{from: 2026-07-01, type: full}, {from: 2026-01-01, type: remote}]\n",
    )
    .unwrap();
    let policy = policy();
    let at = |instant: &str| {
        let terms = contract.terms_at(instant.parse().unwrap(), &policy);
        terms.and_then(|terms| terms.kind)
    };
    // The zone of these terms is the store's, Mexico City.
    assert_eq!(at("2025-12-31T23:59:59-06:00"), None);
    assert_eq!(at("2026-01-01T00:00:00-06:00"), Some(ContractType::Remote));
    assert_eq!(at("2026-07-01T05:59:59Z"), Some(ContractType::Remote));
    assert_eq!(at("2026-07-01T06:00:00Z"), Some(ContractType::Full));
}

#[test]
fn terms_begin_at_the_midnight_of_their_own_zone() {
    let policy: Policy = serde_yaml::from_str(
        "{format: 1, timezone: America/Bogota, \
         calendars: {madrid: {timezone: Europe/Madrid, hours: {mon: [\"09:00-17:00\"]}}}}",
    )
    .unwrap();
    // A customer that moves from Bogota to Madrid, and then to Lisbon though
    // its hours are still those of Madrid.
    let contract: Contract = serde_yaml::from_str(
        "customer: coop\nname: Coop\nterms:\n- {from: 2026-01-01, type: hours}\n\
         - {from: 2026-07-01, type: remote, calendar: madrid}\n\
         - {from: 2026-10-01, type: full, calendar: madrid, zone: Europe/Lisbon}\n",
    )
    .unwrap();
    for (first, kind, zone) in [
        (
            "2026-01-01T00:00:00-05:00",
            ContractType::Hours,
            "America/Bogota",
        ),
        (
            "2026-07-01T00:00:00+02:00",
            ContractType::Remote,
            "Europe/Madrid",
        ),
        (
            "2026-10-01T00:00:00+01:00",
            ContractType::Full,
            "Europe/Lisbon",
        ),
    ] {
        let first: Timestamp = first.parse().unwrap();
        let terms = contract.terms_at(first, &policy).unwrap();
        assert_eq!(terms.kind, Some(kind));
        assert_eq!(terms.zone(&policy).name(), zone);
        let before = contract.terms_at(first - chrono::TimeDelta::seconds(1), &policy);
        assert_ne!(before.and_then(|terms| terms.kind), Some(kind));
    }
}

#[test]
fn a_kind_has_its_own_row_and_new_work_only_a_response() {
    let terms = terms(
        "calendar: office, targets: {P3: {response: {business: 4h}, resolution: {business: 8h}}, \
         P4: {response: {business: 8h}, resolution: {business: 16h}}}, \
         targets_by_kind: {usage: {P3: {response: {working_days: 1}}}, \
         preventive: {P4: {resolution: {working_days: 30}}}}",
    )
    .unwrap();
    let names = |kind, priority| -> Vec<(TargetName, Span)> {
        let targets = terms.targets(kind, priority);
        targets.map(|(name, target)| (name, target.span)).collect()
    };
    let four_hours = (Response, Span::Business(14_400));
    assert_eq!(
        names(None, "P3"),
        [four_hours, (Resolution, Span::Business(28_800))]
    );
    assert_eq!(
        names(Some(Kind::Usage), "P3"),
        [(Response, Span::WorkingDays(1))]
    );
    assert_eq!(names(Some(Kind::Usage), "P4").len(), 2);
    assert_eq!(names(Some(Kind::Adaptive), "P3"), [four_hours]);
    assert_eq!(
        names(Some(Kind::Preventive), "P4"),
        [(Resolution, Span::WorkingDays(30))]
    );
    assert_eq!(names(None, "P1"), []);
}
