//! Whatever is done to tickets, in whatever order, they stay whole.

use std::collections::{HashMap, HashSet};

use bitacora::core::check::{self, Neighbours};
use bitacora::core::contract::Contracts;
use bitacora::core::fields::{Cancellation, Closure, Kind, WaitingOn};
use bitacora::core::id::TicketId;
use bitacora::core::lifecycle::{
    Classification, Decision, Diagnosis, Filing, Link, Reply, Resolution, Wait, Words, Work,
    approve, assign, cancel, classify, close, diagnose, escalate, link, note, open, receive,
    reject, reopen, reply, resolve, resume, take, wait, work,
};
use bitacora::core::policy::Policy;
use bitacora::core::refusal::Refusal;
use bitacora::core::stamp::{Stamp, Timestamp};
use bitacora::core::ticket::Ticket;
use bitacora::core::timeline::{fold, in_order};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::CONFIG;

/// One command on one of the tickets.
#[derive(Debug, Clone)]
struct Action {
    ticket: usize,
    other: usize,
    what: &'static str,
    text: String,
    agent: &'static str,
    kind: Option<Kind>,
    level: Option<&'static str>,
    /// Minutes that pass before it.
    later: i64,
    /// How many minutes ago it happened, if not now.
    ago: Option<i64>,
    entropy: u64,
}

const COMMANDS: [&str; 21] = [
    "classify",
    "override",
    "take",
    "assign",
    "escalate",
    "reply",
    "note",
    "receive",
    "wait",
    "wait for customer",
    "resume",
    "diagnose",
    "approve",
    "reject",
    "work",
    "link",
    "resolve",
    "close",
    "reopen",
    "cancel",
    "duplicate",
];

fn text() -> impl Strategy<Value = String> {
    let hard = [
        "",
        "It works.",
        "## Conversation\n> x",
        "# a\n## Resolution\n### Cause\nb",
        "---\nid: x",
        "> quoted\n\n\n>",
        "### 2026-11-22T09:14:00-05:00 · ana → note · k7q2m9\n> x",
        "a\r\nb\r",
        "trailing \n\n",
        "\u{1b}[31m\u{202e}",
        "ñ 日本 🦀",
    ];
    prop_oneof![3 => select(hard.map(str::to_owned).to_vec()), 1 => any::<String>()]
}

fn action() -> impl Strategy<Value = Action> {
    let kinds = [
        None,
        Some(Kind::Corrective),
        Some(Kind::Usage),
        Some(Kind::Preventive),
        Some(Kind::Adaptive),
    ];
    let levels = [None, Some("high"), Some("medium"), Some("low")];
    (
        (0..3_usize, 0..3_usize, select(COMMANDS.to_vec()), text()),
        (
            select(vec!["ana", "carla", "elena"]),
            select(kinds.to_vec()),
            select(levels.to_vec()),
        ),
        (
            0..3_i64,
            proptest::option::weighted(0.2, 0..9_i64),
            0..9_u64,
        ),
    )
        .prop_map(
            |((ticket, other, what, text), (agent, kind, level), (later, ago, entropy))| Action {
                ticket,
                other,
                what,
                text,
                agent,
                kind,
                level,
                later,
                ago,
                entropy,
            },
        )
}

fn class(action: &Action) -> Classification {
    Classification {
        impact: action.level.map(str::to_owned),
        urgency: action.level.map(str::to_owned),
        kind: action.kind,
        category: action.kind.map(|_| "invoicing/tax".to_owned()),
        service: None,
        priority: (action.what == "override").then(|| ("P1".to_owned(), action.text.clone())),
    }
}

fn step(
    ticket: Ticket,
    other: &TicketId,
    action: &Action,
    policy: &Policy,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    let text = action.text.as_str();
    let words = Words {
        text,
        internal: action.entropy.is_multiple_of(2),
        channel: None,
    };
    let said = Reply {
        words: Words {
            text,
            ..Words::default()
        },
        spent: None,
        auto: action.entropy == 3,
        thanks: action.entropy == 5,
    };
    let approvers = ["ana".to_owned()];
    let decision = Decision {
        by: action.agent,
        approvers: &approvers,
        words,
        estimate: Some("2h"),
    };
    let supplier = Wait {
        on: WaitingOn::Supplier,
        until: None,
    };
    let customer = Wait {
        on: WaitingOn::Customer,
        until: Some(stamp.at),
    };
    match action.what {
        "classify" | "override" => classify(ticket, &class(action), policy, stamp),
        "take" => take(ticket, policy, stamp),
        "assign" => assign(ticket, action.agent, None, policy, stamp),
        "escalate" => escalate(ticket, (None, None), text, policy, stamp),
        "reply" => reply(ticket, &said, stamp),
        "note" => {
            let spent = Some("5m");
            note(ticket, &Reply { spent, ..said }, stamp)
        }
        "receive" => receive(ticket, &said, stamp),
        "wait" => wait(ticket, supplier, words, stamp),
        "wait for customer" => wait(ticket, customer, words, stamp),
        "resume" => resume(ticket, stamp),
        "diagnose" => {
            let corrections = [action.text.clone()];
            let found = Diagnosis {
                cause: text,
                corrections: &corrections,
                ..Diagnosis::default()
            };
            diagnose(ticket, &found, stamp)
        }
        "approve" => approve(ticket, &decision, stamp),
        "reject" => reject(ticket, &decision, stamp),
        "work" => work(
            ticket,
            &Work {
                spent: "5m",
                text,
                ..Work::default()
            },
            stamp,
        ),
        "link" => {
            let ended = !ticket.status().is_active();
            let relation = match action.other {
                0 => Link::Parent,
                1 => Link::Related,
                _ if ended => Link::Duplicate,
                _ => Link::CausedBy,
            };
            link(ticket, other, relation, stamp)
        }
        "resolve" => {
            let cause = if action.entropy.is_multiple_of(2) {
                text
            } else {
                ""
            };
            let done = Resolution {
                words,
                cause,
                workaround: action.entropy == 1,
                ..Resolution::default()
            };
            resolve(ticket, &done, stamp)
        }
        "close" => close(
            ticket,
            [None, Some(Closure::Confirmed)][action.ticket % 2],
            words,
            stamp,
        ),
        "reopen" => reopen(ticket, text, stamp),
        "cancel" => cancel(ticket, (Cancellation::Withdrawn, None), words, stamp),
        "duplicate" => cancel(ticket, (Cancellation::Duplicate, Some(other)), words, stamp),
        other => unreachable!("{other}"),
    }
}

fn is_whole(ticket: &Ticket, policy: &Policy, ids: &HashSet<TicketId>) {
    let neighbours = Neighbours {
        tickets: ids,
        articles: &HashSet::new(),
        attachments: &[],
        contracts: &Contracts::default(),
        relations: &HashMap::new(),
    };
    assert_eq!(check::ticket(ticket, policy, neighbours), []);
    let mut folded = fold(in_order(&ticket.timeline));
    folded.extra.clone_from(&ticket.fields.extra);
    assert_eq!(*ticket.fields, folded);
}

/// Plays the actions on three tickets; refused ones leave a ticket as it was.
fn play(actions: &[Action], policy: &Policy) -> Vec<Ticket> {
    let start = Timestamp::parse_from_rfc3339("2026-11-22T09:00:00-05:00").unwrap();
    let mut now = start;
    let stamp = |by: &str, at, recorded, entropy| Stamp {
        by: by.to_owned(),
        at,
        recorded,
        entropy,
    };
    let ids = ["INC-261122-AAAAA", "INC-261122-BBBBB", "INC-261122-CCCCC"];
    let mut tickets: Vec<Ticket> = ids
        .map(|id| {
            let filing = Filing {
                title: "A".to_owned(),
                tier: Some(1),
                ..Filing::default()
            };
            open(id.parse().unwrap(), &filing, &stamp("ana", start, start, 1)).unwrap()
        })
        .into();
    let known = tickets.iter().map(|ticket| ticket.id.clone()).collect();
    for action in actions {
        now += chrono::TimeDelta::minutes(action.later);
        let at = now - chrono::TimeDelta::minutes(action.ago.unwrap_or_default());
        let stamp = stamp(action.agent, at, now, action.entropy);
        let other = tickets[action.other].id.clone();
        let before = &tickets[action.ticket];
        let Ok(after) = step(before.clone(), &other, action, policy, &stamp) else {
            continue;
        };
        assert!(
            after.timeline.starts_with(&before.timeline),
            "the record only grows"
        );
        is_whole(&after, policy, &known);
        tickets[action.ticket] = after;
    }
    tickets
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_commands_leaves_whole_tickets(actions in proptest::collection::vec(action(), 1..40)) {
        let policy = bitacora::store::config::policy(CONFIG.as_bytes()).unwrap();
        play(&actions, &policy);
    }

    #[test]
    fn the_order_of_the_events_in_the_file_does_not_matter(
        actions in proptest::collection::vec(action(), 1..40),
        swaps in proptest::collection::vec(any::<(Index, Index)>(), 0..40),
    ) {
        let policy = bitacora::store::config::policy(CONFIG.as_bytes()).unwrap();
        for ticket in play(&actions, &policy) {
            let mut shuffled = ticket.timeline.clone();
            for (one, other) in &swaps {
                let (one, other) = (one.index(shuffled.len()), other.index(shuffled.len()));
                shuffled.swap(one, other);
            }
            prop_assert_eq!(fold(in_order(&shuffled)), fold(in_order(&ticket.timeline)));
        }
    }

    #[test]
    fn events_pushed_in_any_order_end_in_the_same_fields(
        actions in proptest::collection::vec(action(), 1..40),
        swaps in proptest::collection::vec(any::<(Index, Index)>(), 0..40),
    ) {
        let policy = bitacora::store::config::policy(CONFIG.as_bytes()).unwrap();
        for ticket in play(&actions, &policy) {
            let mut shuffled = ticket.timeline.clone();
            for (one, other) in &swaps {
                let (one, other) = (one.index(shuffled.len()), other.index(shuffled.len()));
                shuffled.swap(one, other);
            }
            let mut other = Ticket::blank(ticket.id.clone());
            for event in shuffled {
                other.push(event);
            }
            prop_assert_eq!(other.fields, ticket.fields);
        }
    }
}
