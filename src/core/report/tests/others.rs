//! What channels, quality, recurrence, claims and promises count.

use serde_json::{Value, json};

use crate::core::fields::{Kind, Set, Status, WaitingOn};
use crate::core::report::{channels, inflation, quality, recurrence, workload};
use crate::core::stamp::AsOf;
use crate::core::ticket::Ticket;

use super::{at, policy, push, scope, status, stories, summary, text, ticket};
use stories::{P1, P2, REPLY, RESOLVED, TERMS, by_terms, story};

fn channel(word: &str) -> Set {
    Set::Channel(Some(text(word)))
}

#[test]
fn a_contact_opens_a_ticket_or_is_a_message_to_it() {
    let tickets = [
        story(
            "00001",
            "06-02 09:00",
            &[
                ("06-02 10:00", "received", "from: marta, channel: phone"),
                ("06-02 11:00", "received", "from: marta"),
                ("06-02 12:00", "received", "from: marta, auto: true"),
                ("06-02 13:00", "replied", "to: marta, channel: phone"),
                // Corrected later: the report came by mail all the same.
                ("06-02 14:00", "edited", "set: {channel: chat}"),
                ("07-02 10:00", "received", "from: marta, channel: phone"),
            ],
        ),
        // Opened before the period, written to in it.
        story(
            "00002",
            "05-30 09:00",
            &[("06-03 10:00", "received", "from: luis, channel: fax")],
        ),
    ];
    let policy = stories::policy();
    let figures = channels(tickets.to_vec(), &policy, &stories::scope("2026-06"))
        .unwrap()
        .figures;
    let total = figures.total;
    assert_eq!((total.contacts, total.opened), (4, 1));
    assert_eq!(
        (total.live, total.later, total.own, total.unknown),
        (1, 2, 0, 1)
    );
    let rows = figures.by_channel.iter();
    let rows = rows.map(|row| (row.channel.as_deref().unwrap(), row.contacts, row.opened));
    let rows: Vec<_> = rows.collect();
    assert_eq!(
        rows,
        [
            ("chat", 1, 0),
            ("email", 1, 1),
            ("fax", 1, 0),
            ("phone", 1, 0)
        ]
    );
    assert_eq!(figures.by.0[0].field, "customer");
}

/// What became of one ticket opened on 2 June and resolved on 3 June.
fn solved(steps: &[stories::Step<'_>]) -> Value {
    let mut all = steps.to_vec();
    all.push(("06-03 12:00", "resolved", RESOLVED));
    all.sort_by_key(|(when, ..)| *when);
    let tickets = vec![story("00001", "06-02 09:00", &all)];
    let policy = stories::policy();
    let report = quality(tickets, &policy, &stories::scope("2026-06..2026-07"));
    serde_json::to_value(report.unwrap().figures).unwrap()
}

#[test]
fn first_contact_is_one_message_one_owner_and_no_return_within_seven_days() {
    let take = ("06-02 10:00", "attended", "set: {assignee: ana, tier: 1}");
    let give = ("06-02 11:00", "assigned", "set: {assignee: carla}");
    let escalate = ("06-02 11:00", "escalated", "set: {assignee: null, tier: 2}");
    let answer = ("06-02 11:00", "replied", REPLY);
    let automatic = ("06-02 11:00", "replied", "to: marta, auto: true");
    let note = ("06-02 11:00", "noted", "internal: true");
    let farewell = ("06-04 11:00", "closed", "to: marta, set: {status: closed}");
    let back = ("06-10 12:00", "reopened", "set: {status: classified}");
    let back_sooner = ("06-10 11:59", "reopened", "set: {status: classified}");
    for (steps, first_contact, first_level) in [
        (vec![], 1, 1),
        (vec![take], 1, 1),
        (vec![note], 1, 1),
        (vec![automatic], 1, 1),
        (vec![farewell], 1, 1),
        (vec![answer], 0, 1),
        (vec![take, give], 0, 1),
        (vec![escalate], 0, 0),
        (vec![back], 1, 1),
        (vec![back_sooner], 0, 1),
    ] {
        let total = &solved(&steps)["total"];
        let numerators = (
            total["first_contact"]["numerator"].as_u64(),
            total["first_level"]["numerator"].as_u64(),
        );
        assert_eq!(
            numerators,
            (Some(first_contact), Some(first_level)),
            "{steps:?}"
        );
        assert_eq!(total["resolved"], json!(1));
    }
}

#[test]
fn a_first_contact_may_come_back_until_seven_days_have_passed() {
    let tickets = vec![story(
        "00001",
        "06-25 09:00",
        &[("06-25 12:00", "resolved", RESOLVED)],
    )];
    let unsettled = |as_of: Option<&str>| {
        let mut scope = stories::scope("2026-06");
        if let Some(as_of) = as_of {
            scope = scope.read_as_of(AsOf::end(stories::at(as_of)));
        }
        quality(tickets.clone(), &stories::policy(), &scope)
            .unwrap()
            .figures
            .unsettled
    };
    assert_eq!(unsettled(None), 1);
    assert_eq!(unsettled(Some("07-03 00:00")), 0);
}

#[test]
fn the_time_that_others_took_is_a_share_of_the_time_to_resolve() {
    let paused = &solved(&[
        ("06-02 10:00", "waited", stories::WAIT),
        ("06-02 12:00", "resumed", stories::RESUME),
        (
            "06-03 09:00",
            "waited",
            "set: {status: waiting, waiting_on: supplier}",
        ),
    ])["paused"];
    assert_eq!(
        *paused,
        json!({
            "customer_s": 7_200, "supplier_s": 10_800, "schedule_s": 0, "unknown_s": 0,
            "paused_s": 18_000, "whole_s": 97_200, "percent": 18.5,
        })
    );
}

/// A usage question about printing.
fn question(end: &str, opened: &str, more: &[Set]) -> Ticket {
    let mut sets = vec![
        Set::Kind(Some(Kind::Usage)),
        Set::Category(Some(text("printing"))),
        Set::Customer(Some(text("coop"))),
    ];
    sets.extend_from_slice(more);
    ticket(end, opened, &sets, &[])
}

#[test]
fn three_within_thirty_days_are_a_candidate_unless_they_are_explained() {
    let run = |last: &str, more: &[Set]| {
        let tickets = vec![
            question("00001", "10-20 10:00", &[]),
            question("00002", "11-01 10:00", &[]),
            question("00003", last, more),
        ];
        recurrence(tickets, &policy(), &scope("2026-11"))
            .unwrap()
            .figures
    };
    let found = run("11-19 10:00", &[]);
    let candidate = &found.candidates[0];
    assert_eq!(
        (candidate.field, candidate.value.as_str()),
        ("category", "printing")
    );
    assert_eq!((candidate.customers, candidate.run.tickets.len()), (1, 3));
    assert_eq!(candidate.run.first, at("10-20 10:00"));
    assert_eq!(found.training[0].customer.as_deref(), Some("coop"));
    assert_eq!(found.training[0].categories, ["printing"]);
    // One second more than thirty days; the last one after the period.
    assert!(run("11-19 10:01", &[]).candidates.is_empty());
    assert!(run("12-01 00:00", &[]).candidates.is_empty());
    // An answer is known, or the cause; the customer asks all the same.
    for explained in [
        Set::Articles(Some(vec![text("how-to-print")])),
        Set::CausedBy(Some("INC-261122-00009".parse().unwrap())),
    ] {
        let found = run("11-19 10:00", &[explained]);
        assert!(found.candidates.is_empty());
        assert_eq!(found.training.len(), 1);
    }
}

#[test]
fn a_run_that_ended_before_the_period_is_not_news() {
    let tickets = vec![
        question("00001", "10-01 10:00", &[]),
        question("00002", "10-02 10:00", &[]),
        question("00003", "10-03 10:00", &[]),
        question("00004", "11-20 10:00", &[]),
    ];
    let found = recurrence(tickets, &policy(), &scope("2026-11"))
        .unwrap()
        .figures;
    assert!(found.candidates.is_empty() && found.training.is_empty());
}

#[test]
fn a_claim_is_inflated_when_the_decision_is_below_it() {
    let claimed = |end: &str, claim: &str, decided: Option<&str>| {
        let sets = [
            Set::ClaimedUrgency(Some(text(claim))),
            Set::Urgency(decided.map(text)),
            Set::Requester(Some(text("marta"))),
        ];
        ticket(end, "11-03 10:00", &sets, &[])
    };
    let tickets = vec![
        claimed("00001", "high", Some("low")),
        claimed("00002", "high", Some("high")),
        claimed("00003", "medium", Some("high")),
        claimed("00004", "high", None),
        ticket("00005", "11-03 10:00", &[], &[]),
    ];
    let figures = inflation(tickets, &policy(), &scope("2026-11"))
        .unwrap()
        .figures;
    let total = serde_json::to_value(figures.total).unwrap();
    assert_eq!(
        total,
        json!({
            "claims": 4,
            "inflated": {"numerator": 1, "denominator": 4, "percent": 25.0},
            "highest": {"numerator": 1, "denominator": 3, "percent": 33.3},
            "undecided": 1,
        })
    );
    assert_eq!(figures.by.0[1].rows[0].value.as_deref(), Some("marta"));
    assert_eq!(figures.by.0[1].rows[0].counts, figures.total);
}

#[test]
fn a_promise_is_kept_moved_or_missed_at_the_end_of_its_day() {
    let promises = |steps: &[stories::Step<'_>], period: &str| {
        let tickets = vec![story("00001", "06-02 09:00", steps)];
        let scope = stories::scope(period);
        let promises = by_terms(TERMS, |agreements| {
            let policy = stories::policy();
            crate::core::report::summary(tickets, &policy, agreements, &scope)
        });
        let promises = promises.unwrap().figures.promises;
        (
            promises.kept,
            promises.moved,
            promises.missed,
            promises.pending,
        )
    };
    let first = ("06-03 10:00", "promised", "on: 2026-06-10");
    let resolved = |when| (when, "resolved", RESOLVED);
    let june = |steps: &[stories::Step<'_>]| promises(steps, "2026-06");
    assert_eq!(june(&[first, resolved("06-10 23:59")]), (1, 0, 0, 0));
    assert_eq!(june(&[first, resolved("06-11 00:00")]), (0, 0, 1, 0));
    assert_eq!(june(&[first]), (0, 0, 1, 0));
    let moved = ("06-10 17:00", "promised", "on: 2026-07-03");
    assert_eq!(june(&[first, moved]), (0, 1, 0, 1));
    assert_eq!(promises(&[first, moved], "2026-07"), (0, 0, 1, 0));
    let too_late = ("06-11 09:00", "promised", "on: 2026-06-12");
    assert_eq!(june(&[first, too_late]), (0, 0, 2, 0));
    let again = ("06-04 10:00", "promised", "on: 2026-06-10");
    assert_eq!(june(&[first, again]), (0, 0, 1, 0));
    let back = ("06-10 18:00", "reopened", "set: {status: classified}");
    assert_eq!(june(&[first, resolved("06-10 12:00"), back]), (0, 0, 1, 0));
    let cancelled = ("06-05 10:00", "cancelled", "set: {status: cancelled}");
    assert_eq!(june(&[first, cancelled]), (0, 0, 0, 0));
}

#[test]
fn an_agent_has_what_was_given_solves_what_they_solve_and_logs_their_own_time() {
    let tickets = vec![
        story(
            "00001",
            "06-02 09:00",
            &[
                ("06-02 09:30", "classified", P2),
                ("06-02 10:00", "assigned", "set: {assignee: carla}"),
                ("06-02 10:30", "worked", "spent: 1h30m"),
                ("06-02 12:00", "resolved", RESOLVED),
                ("07-02 12:00", "worked", "spent: 2h"),
            ],
        ),
        story(
            "00002",
            "06-02 09:00",
            &[
                ("06-02 09:30", "classified", P1),
                ("06-02 10:00", "assigned", "set: {assignee: carla}"),
                ("06-02 11:00", "escalated", "set: {assignee: null, tier: 2}"),
            ],
        ),
        // Nobody took it: whoever ended it answers for it.
        story(
            "00003",
            "06-02 09:00",
            &[("06-02 10:00", "resolved", RESOLVED)],
        ),
    ];
    let figures = by_terms(TERMS, |agreements| {
        let scope = stories::scope("2026-06");
        workload(tickets, &stories::policy(), agreements, &scope).unwrap()
    });
    let loads = figures.figures.agents;
    let of = |agent: Option<&str>| {
        let mut loads = loads.iter();
        loads.find(|load| load.agent.as_deref() == agent).unwrap()
    };
    let (ana, carla, nobody) = (of(Some("ana")), of(Some("carla")), of(None));
    assert_eq!((carla.open, carla.received, carla.resolved), (0, 2, 0));
    assert_eq!((ana.open, ana.received, ana.resolved), (0, 0, 2));
    assert_eq!((ana.logged_s, carla.logged_s), (5_400, 0));
    assert_eq!((nobody.open, nobody.received), (1, 0));
    assert_eq!(carla.compliance.resolution.met, 1);
    assert_eq!(ana.compliance.resolution.met, 1);
    assert_eq!(nobody.compliance.resolution.breached, 1);
}

#[test]
fn a_summary_of_a_desk_without_contracts_has_no_verdicts() {
    let tickets = vec![ticket(
        "00001",
        "11-03 10:00",
        &[],
        &[(
            "11-04 10:00",
            &[
                status(Status::Waiting),
                Set::WaitingOn(Some(WaitingOn::Customer)),
            ],
        )],
    )];
    let figures = summary(tickets, &policy(), &scope("2026-11")).figures;
    let response = serde_json::to_value(figures.compliance.response).unwrap();
    assert_eq!(response["permille"], Value::Null);
    assert_eq!((figures.now.overdue, figures.now.at_risk), (0, 0));
}

#[test]
fn the_channel_of_a_breakdown_by_month_is_counted_month_by_month() {
    let mut tickets = vec![ticket("00001", "10-30 10:00", &[channel("phone")], &[])];
    push(&mut tickets[0], at("12-05 10:00"), vec![channel("web")]);
    let mut scope = scope("2026-10..2026-12");
    scope.by = Some(crate::core::report::Dimension::Month);
    let figures = channels(tickets, &policy(), &scope).unwrap().figures;
    let months: Vec<_> = figures
        .by_month
        .iter()
        .map(|month| (month.month.as_str(), month.counts.live))
        .collect();
    assert_eq!(months, [("2026-10", 1), ("2026-11", 0)]);
}
