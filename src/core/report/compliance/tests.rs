//! What concludes when, and what is told beside it.

use serde_json::{Value, json};

use super::{Agreed, Compliance, Kept, compliance};
use crate::core::book::{Came, Cause, Direction};
use crate::core::contract::{Percent, TargetName};
use crate::core::report::tests::stories::{
    P1, P2, REPLY, RESOLVED, RESUME, Step, TERMS, WAIT, at, by_terms, policy, report, scope, story,
    tell,
};
use crate::core::report::{Dimension, Ratio};
use crate::core::sla::State;
use crate::core::ticket::Ticket;

/// Answered in time and resolved on the next day.
const ON_TIME: &[Step<'_>] = &[
    ("06-01 09:30", "classified", P2),
    ("06-01 10:00", "replied", REPLY),
    ("06-01 16:00", "resolved", RESOLVED),
];

fn figures(tickets: &[Ticket], period: &str) -> Compliance {
    report(tickets, &scope(period)).figures
}

fn verdicts(figures: &Compliance) -> Vec<(&str, TargetName, State)> {
    let verdicts = figures.verdicts.iter();
    verdicts
        .map(|verdict| (verdict.title.as_str(), verdict.target, verdict.state))
        .collect()
}

fn kept(met: usize, breached: usize) -> Kept {
    let ratio = Ratio {
        numerator: met,
        denominator: met + breached,
    };
    Kept {
        met,
        breached,
        as_ran_out: ratio,
        net: ratio,
        turned: 0,
        words: Ratio::default(),
    }
}

#[test]
fn a_target_concludes_at_its_stop_or_at_its_breach_whichever_falls_in_the_period() {
    use TargetName::{Resolution, Response};
    let late = story(
        "00002",
        "06-29 09:00",
        &[
            ("06-29 09:30", "classified", P2),
            ("06-29 10:00", "replied", REPLY),
            ("07-02 16:00", "resolved", RESOLVED),
        ],
    );
    // Answered in June; its deadline is in July.
    let over = story(
        "00003",
        "06-30 12:00",
        &[
            ("06-30 12:30", "classified", P2),
            ("06-30 13:00", "replied", REPLY),
            ("07-01 11:00", "resolved", RESOLVED),
        ],
    );
    let tickets = [story("00001", "06-01 09:00", ON_TIME), late, over];
    let june = figures(&tickets, "2026-06");
    assert_eq!(
        verdicts(&june),
        [
            ("00001", Response, State::Met),
            ("00001", Resolution, State::Met),
            ("00002", Response, State::Met),
            ("00002", Resolution, State::Breached),
            ("00003", Response, State::Met),
        ]
    );
    assert_eq!(
        (june.total.response, june.total.resolution),
        (kept(3, 0), kept(1, 1))
    );
    let july = figures(&tickets, "2026-07");
    assert_eq!(verdicts(&july), [("00003", Resolution, State::Met)]);
    let both = figures(&tickets, "2026-Q2");
    assert_eq!(both.by_month.len(), 3);
    assert_eq!(both.by_month[2].total, june.total);
}

/// BMC leaves it out and shows 100 %.
#[test]
fn an_open_overdue_ticket_is_breached() {
    let tickets = [story("00001", "06-01 09:00", &[])];
    let figures = figures(&tickets, "2026-06");
    assert_eq!(figures.total.resolution, kept(0, 1));
    assert_eq!(figures.overdue.len(), 2);
    let overdue = &figures.overdue[0];
    assert_eq!(overdue.target, TargetName::Response);
    assert!(overdue.remaining_s < figures.overdue[1].remaining_s);
    assert!(overdue.unclassified);
    let rows = &figures.by.0[0].rows;
    assert_eq!((rows.len(), &rows[0].value), (1, &None));
}

#[test]
fn nothing_to_divide_is_null_and_a_committed_target_is_still_a_row() {
    let report = report(&[], &scope("2026-06"));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(
        json["contracts"],
        json!([{
            "contract": "default", "terms_from": "2026-01-01", "target": "resolution",
            "met": 0, "breached": 0, "numerator": 0, "denominator": 0, "permille": null,
            "as_ran_out": {"met": 0, "concluded": 0}, "net": {"met": 0, "concluded": 0},
            "updates": null, "commitment_percent": 90,
        }])
    );
    assert_eq!(report.figures.contracts[0].is_met(), None);
    assert_eq!(json["verdicts"], json!([]));
    assert_eq!(json["by_month"], json!([]));
}

#[test]
fn a_commitment_is_judged_by_counts_and_no_rounded_figure() {
    let agreed = |met, breached, percent| Agreed {
        terms_from: None,
        contract: "default".to_owned(),
        target: TargetName::Response,
        kept: kept(met, breached),
        commitment_percent: percent,
    };
    assert_eq!(agreed(9, 1, Some(Percent::whole(90))).is_met(), Some(true));
    assert_eq!(
        agreed(8_999, 1_001, Some(Percent::whole(90))).is_met(),
        Some(false)
    );
    assert_eq!(agreed(0, 3, None).is_met(), None);
    assert_eq!(kept(949, 51).is_at_least(949), Some(true));
    assert_eq!(kept(949, 51).is_at_least(950), Some(false));
}

#[test]
fn what_is_void_is_listed_and_in_no_denominator() {
    let withdrawn = "set: {status: cancelled, cancellation: withdrawn}";
    let duplicate = "set: {status: cancelled, cancellation: duplicate}";
    let waived = "target: resolution, agreed_by: luis";
    let tickets = [
        story(
            "00001",
            "06-01 09:00",
            &[
                ("06-01 09:30", "replied", REPLY),
                ("06-01 10:00", "cancelled", withdrawn),
            ],
        ),
        story(
            "00002",
            "06-02 09:00",
            &[("06-05 09:00", "cancelled", duplicate)],
        ),
        story("00003", "06-03 09:00", &[("06-03 09:30", "waived", waived)]),
    ];
    let figures = figures(&tickets, "2026-06");
    let response = figures.total.response;
    assert_eq!((response.met, response.breached), (1, 1));
    let resolution = figures.total.resolution;
    assert_eq!((resolution.met, resolution.breached), (0, 0));
    // The duplicate was breached when it became one.
    let turned = figures.turned.iter();
    let turned: Vec<_> = turned.map(|turned| (turned.target, turned.cause)).collect();
    let duplicate = Some(Cause::Duplicate);
    assert_eq!(
        turned,
        [
            (TargetName::Response, duplicate),
            (TargetName::Resolution, duplicate)
        ]
    );
    assert_eq!(response.as_ran_out.denominator, 3);
    assert_eq!(resolution.as_ran_out.denominator, 1);
    let voids: Vec<_> = figures
        .voids
        .iter()
        .map(|void| {
            let verdict = &void.verdict;
            let who = void.agreed_by.as_deref();
            (
                &*verdict.title,
                verdict.target,
                &*void.reason,
                who,
                void.after_breach,
            )
        })
        .collect();
    assert_eq!(
        voids,
        [
            ("00001", TargetName::Resolution, "withdrawn", None, false),
            ("00002", TargetName::Response, "duplicate", None, true),
            ("00002", TargetName::Resolution, "duplicate", None, true),
            (
                "00003",
                TargetName::Resolution,
                "agreed",
                Some("luis"),
                false
            ),
        ]
    );
    assert_eq!(figures.void_after_breach, 2);
    assert_eq!(figures.voids[3].void_at, at("06-03 09:30"));
    assert!(super::tests::figures(&tickets, "2026-07").voids.is_empty());
}

#[test]
fn a_breach_before_it_was_re_prioritised_stands_beside_the_verdict() {
    let tickets = [story(
        "00001",
        "06-30 09:00",
        &[
            ("06-30 09:10", "classified", P1),
            ("07-01 09:30", "classified", "set: {priority: P3}"),
            ("07-01 10:00", "replied", REPLY),
            ("07-01 11:00", "resolved", RESOLVED),
        ],
    )];
    let june = figures(&tickets, "2026-06");
    assert_eq!(june.total.response, kept(0, 1));
    assert!(june.earlier.is_empty());
    // June has booked it: what became of it since is listed, and not counted.
    let july = figures(&tickets, "2026-07");
    assert_eq!(july.total.resolution, kept(0, 0));
    let changed = july.changed.iter();
    let changed: Vec<_> = changed
        .map(|changed| (changed.target, &*changed.month, changed.from, changed.to))
        .collect();
    assert_eq!(
        changed,
        [(TargetName::Resolution, "2026-06", Came::Breached, Came::Met)]
    );
    let earlier = &july.earlier[0];
    assert_eq!(earlier.target, TargetName::Resolution);
    assert_eq!(earlier.priority_then.as_deref(), Some("P1"));
    assert_eq!(
        (&*earlier.priority_now, earlier.breach_at),
        ("P3", at("06-30 17:00"))
    );
}

#[test]
fn pauses_are_told_by_reason_and_those_of_the_last_moment_apart() {
    let paused = |end: &str, when: &str| {
        story(
            end,
            "06-01 09:00",
            &[
                ("06-01 09:30", "classified", P2),
                ("06-01 09:40", "replied", REPLY),
                (when, "waited", WAIT),
                ("06-02 10:00", "resumed", RESUME),
                ("06-02 10:05", "resolved", RESOLVED),
            ],
        )
    };
    // 7 h 12 m of 8 h are nine tenths.
    let tickets = [
        paused("00001", "06-01 16:11"),
        paused("00002", "06-01 16:12"),
    ];
    let paused = figures(&tickets, "2026-06").paused;
    let told = serde_json::to_value(&paused).unwrap();
    let clock_s = (17 * 60 + 49 + 17 * 60 + 48) * 60;
    assert_eq!(
        told,
        json!([{
            "contract": "default",
            "by_reason": [{"reason": "customer", "tickets": 2, "clock_s": clock_s}],
            "in_last_tenth": {"numerator": 1, "denominator": 2, "percent": 50.0},
        }])
    );
}

#[test]
fn a_pause_counts_within_the_period() {
    let tickets = [story(
        "00001",
        "06-30 12:00",
        &[
            ("06-30 12:30", "classified", P2),
            ("06-30 22:00", "waited", WAIT),
        ],
    )];
    let told = |period| figures(&tickets, period).paused[0].by_reason[0].clock_s;
    assert_eq!(told("2026-06"), 2 * 3_600);
    assert_eq!(told("2026-07-02"), 24 * 3_600);
}

/// Elsewhere a deadline had no zone, and a percentage no denominator.
#[test]
fn instants_have_the_offset_of_the_reports_zone_and_ratios_their_counts() {
    let mut scope = scope("2026-06");
    scope.zone = crate::core::zone::zone("Asia/Kathmandu");
    let report = report(&[story("00001", "06-01 09:00", ON_TIME)], &scope);
    let json = serde_json::to_value(&report).unwrap();
    let verdict = &json["verdicts"][1];
    assert_eq!(verdict["opened_at"], "2026-06-01T12:45:00+05:45");
    assert_eq!(verdict["stop"], "2026-06-01T19:45:00+05:45");
    assert_eq!(
        (&verdict["elapsed_s"], &verdict["permille"]),
        (&json!(25_200), &json!(875))
    );
    let row = &json["by"]["priority"][0];
    assert_eq!(row["value"], "P2");
    assert_eq!(
        row["response"],
        json!({
            "met": 1, "breached": 0, "numerator": 1, "denominator": 1, "permille": 1000,
            "as_ran_out": {"met": 1, "concluded": 1}, "net": {"met": 1, "concluded": 1},
            "updates": null,
        })
    );
    assert_eq!(row["update"]["permille"], Value::Null);
}

/// What comes after the end of a period does not exist for it
/// (bitacora-report(1)).
#[test]
fn nothing_that_happens_later_changes_a_closed_period() {
    let base = [
        story("00001", "06-01 09:00", ON_TIME),
        story("00002", "06-29 09:00", &[("06-29 09:30", "classified", P2)]),
        story("00003", "06-30 16:30", &[]),
    ];
    let text = |tickets: &[Ticket], terms: &str| {
        let mut scope = scope("2026-06");
        scope.by = Some(Dimension::Month);
        let report = by_terms(terms, |agreements| {
            compliance(tickets.to_vec(), &policy(), agreements, &scope).unwrap()
        });
        serde_json::to_string(&report).unwrap()
    };
    let closed = text(&base, TERMS);
    let later: [(usize, Step<'_>); 7] = [
        (0, ("07-01 00:00", "reopened", "set: {status: classified}")),
        (1, ("07-02 09:00", "resolved", RESOLVED)),
        (1, ("07-01 09:00", "classified", "set: {priority: P1}")),
        (
            2,
            (
                "07-01 09:00",
                "cancelled",
                "set: {status: cancelled, cancellation: withdrawn}",
            ),
        ),
        (
            2,
            (
                "07-01 09:00",
                "cancelled",
                "set: {status: cancelled, cancellation: duplicate}",
            ),
        ),
        (
            2,
            ("07-01 09:00", "waived", "target: response, agreed_by: luis"),
        ),
        (2, ("07-01 09:00", "replied", REPLY)),
    ];
    for (index, step) in later {
        let mut tickets = base.clone();
        tell(&mut tickets[index], step);
        assert_eq!(text(&tickets, TERMS), closed, "{step:?}");
        // Within the period it does change something.
        if step.1 != "reopened" {
            let mut tickets = base.clone();
            tell(&mut tickets[index], ("06-30 16:40", step.1, step.2));
            assert_ne!(text(&tickets, TERMS), closed, "{step:?}");
        }
    }
    let mut more = base.to_vec();
    more.push(story("00004", "07-01 09:00", &[]));
    more.reverse();
    assert_eq!(text(&more, TERMS), closed);
    let amended = format!("{TERMS}- from: 2026-07-01{}", TERMS.replace("90", "99"));
    assert_eq!(text(&base, &amended), closed);
    let earlier = format!("{TERMS}- from: 2026-06-30{}", TERMS.replace("90", "99"));
    assert_ne!(text(&base, &earlier), closed);
}

#[test]
fn a_reply_that_was_backdated_can_be_left_out() {
    let base = [story("00001", "06-01 09:00", &[])];
    let mut scope = scope("2026-06");
    scope.known_at = Some(at("07-01 00:00"));
    let text = |tickets: &[Ticket]| serde_json::to_string(&report(tickets, &scope)).unwrap();
    let closed = text(&base);
    let mut tickets = base.clone();
    let backdated = format!("to: marta, recorded: {}", at("07-03 09:00").to_rfc3339());
    tell(&mut tickets[0], ("06-01 09:30", "replied", &backdated));
    assert_eq!(text(&tickets), closed);
    scope.known_at = None;
    let report = report(&tickets, &scope);
    assert_eq!(report.heading.recorded_late, 1);
    let response = report.figures.total.response;
    assert_eq!((response.met, response.breached), (1, 0));
    // Nobody knew of it when the term ran out.
    assert_eq!(
        (
            response.as_ran_out.numerator,
            response.as_ran_out.denominator
        ),
        (0, 1)
    );
    let turned = &report.figures.turned[0];
    assert_eq!(turned.cause, Some(Cause::RecordedLater));
    assert_eq!(
        (turned.direction, turned.by.as_deref()),
        (Direction::Good, Some("ana"))
    );
}

#[test]
fn a_ticket_that_ended_before_the_period_binds_no_contract_and_counts_nothing() {
    let mut scope = scope("2026-07");
    scope.reading.filter = Some("channel:email".to_owned());
    let tickets = [story("00001", "06-01 09:00", ON_TIME)];
    let figures = report(&tickets, &scope).figures;
    // Whoever reads by the index does not even see it.
    assert!(figures.contracts.is_empty());
    assert_eq!((figures.verdicts, figures.open), (vec![], vec![]));
    assert!(report(&[], &scope).figures.contracts.is_empty());
    // What is done to it in the period makes it count again.
    let mut tickets = tickets;
    tell(
        &mut tickets[0],
        ("07-01 09:00", "reopened", "set: {status: classified}"),
    );
    let figures = report(&tickets, &scope).figures;
    assert_eq!(figures.total.resolution, kept(0, 0), "June has booked it");
    assert_eq!(figures.changed.len(), 1);
    assert!(figures.changed[0].is_to_the_bad());
}

/// The first breach, not the last.
#[test]
fn a_target_is_breached_once_when_it_first_was() {
    let tickets = [story(
        "00001",
        "06-01 09:00",
        &[
            ("06-01 09:10", "classified", P2),
            ("06-01 10:00", "replied", REPLY),
            ("06-03 10:00", "resolved", RESOLVED),
            ("06-10 10:00", "reopened", "set: {status: classified}"),
            ("06-20 10:00", "resolved", RESOLVED),
        ],
    )];
    let figures = figures(&tickets, "2026-06");
    assert_eq!(figures.total.resolution, kept(0, 1));
    let verdict = &figures.verdicts[1];
    assert_eq!(verdict.breach_at, Some(at("06-02 09:00")));
    assert_eq!(verdict.due_at, Some(at("06-01 17:00")));
}

/// What a source tells does not depend on when one asks: a history with
/// messages has a late answer while nobody has given it yet.
#[test]
fn an_imported_history_with_messages_is_judged_before_the_first_of_them_too() {
    let mut ticket = story(
        "00001",
        "06-30 09:00",
        &[
            ("06-30 09:10", "classified", P1),
            ("07-02 10:00", "replied", "imported: true"),
            // Something is written down later, so that knowledge counts.
            (
                "07-02 11:00",
                "noted",
                "internal: true, recorded: 2026-07-04T11:00:00+02:00",
            ),
        ],
    );
    ticket.timeline[0].imported = true;
    ticket.timeline[1].imported = true;
    let of = |ticket: &Ticket, period| {
        let figures = figures(std::slice::from_ref(ticket), period);
        let response = figures.total.response;
        let unknown = figures.voids.iter().filter(|void| void.reason == "unknown");
        let ran_out = response.as_ran_out;
        let row = (response.breached, ran_out.numerator, ran_out.denominator);
        (row, unknown.count(), figures.turned.len())
    };
    assert_eq!(of(&ticket, "2026-06"), ((1, 0, 1), 0, 0));
    assert_eq!(of(&ticket, "2026-07"), ((0, 0, 0), 0, 0));
    // One that tells no messages at all.
    ticket.timeline.remove(2);
    assert_eq!(of(&ticket, "2026-06"), ((0, 0, 0), 1, 0));
}

/// One late word breaks the promise for good; how many of those due came in time
/// is told beside it, each in its own month.
#[test]
fn words_in_time_of_those_due_stand_beside_the_verdict_on_updates() {
    let terms = TERMS.replace(
        "resolution: {clock: 8h}}",
        "resolution: {clock: 8h}, update: {clock: 2h}}",
    );
    // Two in time, one due at 15:00 that came at 16:00, one after a wait in which
    // the clock stood still, and the end in July.
    let ticket = story(
        "00001",
        "06-29 09:00",
        &[
            ("06-29 09:05", "classified", P1),
            ("06-29 10:00", "replied", REPLY),
            ("06-29 11:30", "replied", REPLY),
            ("06-29 13:00", "replied", REPLY),
            ("06-29 16:00", "replied", REPLY),
            ("06-29 17:00", "waited", WAIT),
            ("06-30 23:00", "resumed", RESUME),
            ("06-30 23:30", "replied", REPLY),
            ("07-01 01:00", "resolved", RESOLVED),
        ],
    );
    let words = |period: &str| {
        let report = by_terms(&terms, |agreements| {
            compliance(vec![ticket.clone()], &policy(), agreements, &scope(period)).unwrap()
        });
        let rows = report.figures.contracts.iter();
        let mut rows = rows.filter(|row| row.target == TargetName::Update);
        let row = rows.next().unwrap();
        assert_eq!(row.kept.words, report.figures.total.update.words);
        let words = row.kept.words;
        (
            words.numerator,
            words.denominator,
            row.kept.met,
            row.kept.breached,
        )
    };
    assert_eq!(words("2026-06"), (3, 4, 0, 1));
    assert_eq!(words("2026-07"), (1, 1, 0, 0));
    assert_eq!(words("2026-06..2026-08"), (4, 5, 0, 1));
}
