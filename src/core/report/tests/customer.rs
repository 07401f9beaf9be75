//! What a customer is told.

use crate::core::fields::{Set, Status};
use crate::core::report::{Customer, Scope, customer};
use crate::core::ticket::Ticket;

use super::stories::{P2, REPLY, RESOLVED, TERMS, by_contracts, policy, scope, story};

fn of_andina(mut ticket: Ticket) -> Ticket {
    let opened = &mut ticket.timeline[0];
    opened.set.0.push(Set::Customer(Some("andina".to_owned())));
    ticket.rewind(|_| true);
    ticket
}

fn told(tickets: Vec<Ticket>) -> Customer {
    let heads = [
        "customer: default\nname: All",
        "customer: andina\nname: Cooperativa Andina\ncontacts: {luis: {approves: true}}",
    ];
    by_contracts(&heads, TERMS, |agreements| {
        let scope = Scope {
            customer: Some("andina".to_owned()),
            ..scope("2026-06")
        };
        let report = customer(tickets, &policy(), agreements, &scope);
        report.unwrap().figures
    })
}

#[test]
fn nothing_of_another_customer_is_told() {
    let own = of_andina(story("00001", "06-02 09:00", &[]));
    let other = story(
        "00002",
        "06-02 09:00",
        &[
            ("06-02 10:00", "worked", "spent: 1h"),
            (
                "06-03 10:00",
                "waived",
                "target: resolution, agreed_by: eva",
            ),
        ],
    );
    let told = told(vec![own.clone(), other]);
    assert_eq!(told.name.as_deref(), Some("Cooperativa Andina"));
    assert_eq!(told.handled.len(), 1);
    assert_eq!(told.open.len(), 1);
    assert_eq!(told.contacts.len(), 1);
    assert_eq!(told.worked.total_s, 0);
    assert!(told.voids.is_empty());
    assert!(told.breaches.iter().all(|breach| breach.id == own.id));
}

#[test]
fn a_breach_says_by_how_much_and_a_void_why_and_who_of_theirs_agreed() {
    let late = of_andina(story(
        "00001",
        "06-02 09:00",
        &[
            ("06-02 09:10", "replied", REPLY),
            ("06-02 09:30", "classified", P2),
            ("06-03 10:00", "resolved", RESOLVED),
        ],
    ));
    let given_up = |end: &str, who: &str| {
        let waived = format!("target: resolution, agreed_by: {who}");
        of_andina(story(
            end,
            "06-02 09:00",
            &[("06-02 10:00", "waived", &waived)],
        ))
    };
    let told = told(vec![
        late,
        given_up("00002", "luis"),
        given_up("00003", "ana"),
    ]);
    let breach = told.breaches.iter().find(|breach| breach.stop.is_some());
    assert_eq!(breach.unwrap().overrun_s, 3_600);
    let voids: Vec<_> = told
        .voids
        .iter()
        .map(|void| (void.reason.as_str(), void.agreed_by.as_deref()))
        .collect();
    assert_eq!(voids, [("agreed", Some("luis"))]);
    let granted: Vec<_> = told.granted.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(granted, ["INC-260601-00003"]);
}

#[test]
fn a_ticket_belongs_to_the_period_while_it_lives() {
    let ended = [("05-20 10:00", "resolved", RESOLVED)];
    let reopened = [
        ("05-20 10:00", "resolved", RESOLVED),
        ("06-20 10:00", "reopened", "set: {status: classified}"),
    ];
    let closed = [
        ("05-20 10:00", "resolved", RESOLVED),
        ("06-04 10:00", "closed", "set: {status: closed}"),
    ];
    let told = told(vec![
        of_andina(story("00001", "05-19 09:00", &ended)),
        of_andina(story("00002", "05-19 09:00", &reopened)),
        of_andina(story("00003", "05-19 09:00", &closed)),
        of_andina(story("00004", "07-01 09:00", &[])),
    ]);
    let handled = told.handled.iter();
    let handled: Vec<_> = handled
        .map(|ticket| (ticket.id.as_str(), ticket.status))
        .collect();
    assert_eq!(
        handled,
        [
            ("INC-260601-00002", Status::Classified),
            ("INC-260601-00003", Status::Closed)
        ]
    );
}
