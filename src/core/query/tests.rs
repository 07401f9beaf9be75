//! What each field compares, and what a query refuses.

use chrono::{NaiveDate, TimeZone as _};
use proptest::prelude::*;

use super::*;
use crate::core::contract::Contracts;
use crate::core::fields::{FIELDS, Fields, Kind, Source};
use crate::core::policy::Policy;
use crate::core::stamp::Timestamp;
use crate::core::told::Told as _;

fn policy() -> Policy {
    let mut policy = Policy::new("America/Bogota".parse().unwrap());
    policy.services = Some(vec!["billing".to_owned(), "payroll".to_owned()]);
    policy
}

fn parsed(text: &str) -> Result<Query, QueryError> {
    Query::parse(
        text,
        &Scene {
            policy: &policy(),
            contracts: &Contracts::default(),
            now: chrono::Utc
                .with_ymd_and_hms(2026, 11, 30, 15, 0, 0)
                .unwrap(),
            me: Some("ana"),
        },
    )
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_from_rfc3339(text).unwrap()
}

fn ticket() -> Ticket {
    let mut ticket = Ticket::blank("INC-261122-K7F4Q".parse().unwrap());
    let text = |text: &str| Some(text.to_owned());
    let fields = &mut ticket.fields;
    fields.title = text("Facturación rechazada, código H007");
    fields.status = Some(Status::Classified);
    fields.kind = Some(Kind::Usage);
    fields.impact = text("high");
    fields.urgency = text("medium");
    fields.priority = text("P2");
    fields.service = text("archive");
    fields.assignee = text("luis");
    fields.tier = Some(2);
    fields.tags = Some(vec!["ñandú".to_owned(), "late, again".to_owned()]);
    fields.component = text("invoicing/tax");
    fields.promised_on = NaiveDate::from_ymd_opt(2026, 12, 1);
    fields.estimate = text("1h30m");
    fields.workaround = Some(false);
    fields.fixes = Some(vec!["abc1234def".to_owned()]);
    fields.parent = Some("INC-261101-8Q2MX".parse().unwrap());
    fields.source = Some(Source {
        system: "servicenow".to_owned(),
        id: "INC0010003".to_owned(),
    });
    fields.source_resolved_at = Some(at("2026-12-02T10:00:00-05:00"));
    fields.opened_at = Some(at("2026-11-22T09:14:30-05:00"));
    let own = &mut fields.extra;
    own.insert("Floor".to_owned(), 3.into());
    own.insert("año".to_owned(), "2026".into());
    ticket
}

fn holds(query: &str) -> bool {
    let query = parsed(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    query.matches(&ticket(), || None)
}

#[test]
fn what_has_an_order_compares_by_it() {
    for (query, expected) in [
        ("promised_on:2026-12", true),
        ("promised_on:tomorrow", true),
        ("promised_on:today", false),
        ("promised_on:>today", true),
        ("promised_on:<today", false),
        ("promised_on:<=2026-12-01", true),
        ("promised_on:>2026-11", true),
        ("promised_on:>2026", false),
        ("promised_on:2026-11-15..2026-12-01", true),
        ("promised_on:+1d", true),
        ("promised_on:2026-Q4,none", true),
        ("tier:>1", true),
        ("tier:>2", false),
        ("tier:>=2", true),
        ("tier:<=1", false),
        ("tier:1..2", true),
        ("tier:2", true),
        ("estimate:>1h", true),
        ("estimate:<90m", false),
        ("estimate:<=1h", false),
        ("estimate:90m", true),
        ("estimate:1h..2h", true),
        ("source_resolved_at:2026-12", true),
        ("source_resolved_at:<2026-12", false),
        ("opened_at:>=2026-11-22", true),
        ("opened:\"2026-11-22 09:14\"", true),
        ("opened:\"2026-11-22 09:13\"", false),
        ("opened:>=\"2026-11-22 09:15\"", false),
        ("opened:<=\"2026-11-22 09:14\"", true),
        ("opened:>=-30d", true),
        ("waiting_until:<tomorrow", false),
        ("waiting_until:none,>=2026", true),
        // By the number, as P1 is the first.
        ("priority:<=P2", true),
        ("priority:<P2", false),
        ("priority:>p1", true),
        ("priority:P1..P3", true),
        // By how severe it is.
        ("impact:>medium", true),
        ("impact:>=high", true),
        ("impact:<high", false),
        ("urgency:>low", true),
        ("urgency:<=medium", true),
        ("urgency:low..high", true),
        ("-tier:>1", false),
    ] {
        assert_eq!(holds(query), expected, "{query}");
    }
}

/// Four tickets, as a list has them.
fn four() -> [Ticket; 4] {
    let text = |text: &str| Some(text.to_owned());
    let of = |title: &str, status, level: &str, priority: &str, opened_at: &str| {
        let mut ticket = Ticket::blank("INC-261122-K7F4Q".parse().unwrap());
        *ticket.fields = Fields {
            title: text(title),
            status: Some(status),
            impact: text(level),
            urgency: text(level),
            priority: text(priority),
            opened_at: Some(at(opened_at)),
            ..Fields::default()
        };
        ticket
    };
    let mut alpha = of(
        "Alpha",
        Status::Classified,
        "low",
        "P5",
        "2026-11-22T09:14:00-05:00",
    );
    alpha.fields.customer = text("coop-andina");
    alpha.fields.tags = Some(vec!["tax".to_owned()]);
    let mut beta = of(
        "Beta",
        Status::Classified,
        "high",
        "P1",
        "2026-11-23T09:00:00-05:00",
    );
    beta.fields.customer = text("coop-costa");
    beta.fields.assignee = text("carla");
    let mut gamma = of(
        "Gamma",
        Status::Open,
        "low",
        "P5",
        "2026-11-24T09:00:00-05:00",
    );
    gamma.body = "\nThe word freight.\n".to_owned();
    gamma.fields.category = text("invoicing/tax");
    gamma.fields.error_code = text("H007");
    let delta = of(
        "Delta",
        Status::Resolved,
        "medium",
        "P4",
        "2026-11-25T09:00:00-05:00",
    );
    [alpha, beta, gamma, delta]
}

#[test]
fn each_term_narrows_what_is_found() {
    for (query, expected) in [
        ("status:classified", &["Alpha", "Beta"][..]),
        ("status:resolved,open", &["Gamma", "Delta"]),
        ("status:any priority:P1,P4", &["Beta", "Delta"]),
        ("customer:coop-andina", &["Alpha"]),
        ("status:open customer:none", &["Gamma"]),
        ("assignee:none", &["Alpha", "Gamma", "Delta"]),
        ("assignee:any", &["Beta"]),
        ("agent:carla", &["Beta"]),
        ("category:invoicing", &["Gamma"]),
        ("tag:tax", &["Alpha"]),
        ("-tag:tax", &["Beta", "Gamma", "Delta"]),
        ("error_code:h007", &["Gamma"]),
        ("error-code:h007", &["Gamma"]),
        ("impact:h", &["Beta"]),
        ("waiting_until:none", &["Alpha", "Beta", "Gamma", "Delta"]),
        ("FREIGHT", &["Gamma"]),
        ("text:freight", &["Gamma"]),
        ("\"the word\"", &["Gamma"]),
        ("the -word", &[]),
        ("-assignee:carla -freight", &["Alpha", "Delta"]),
        ("opened:2026-11-23", &["Beta"]),
        ("opened:>=2026-11-23", &["Beta", "Gamma", "Delta"]),
        ("opened:>2026-11-23", &["Gamma", "Delta"]),
        ("opened:<2026-11-23", &["Alpha"]),
        ("opened:<=2026-11-23", &["Alpha", "Beta"]),
        ("opened:2026-11-22..2026-11-23", &["Alpha", "Beta"]),
        ("opened:..2026-11-22", &["Alpha"]),
        ("opened:2026-11", &["Alpha", "Beta", "Gamma", "Delta"]),
        ("opened:2025", &[]),
        // Until 18:00 on 23 November.
        ("opened:<-160h", &["Alpha", "Beta"]),
    ] {
        let asked = parsed(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let found = four().into_iter();
        let found = found.filter(|ticket| asked.matches(ticket, || None));
        let found: Vec<String> = found.filter_map(|ticket| ticket.fields.title).collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn what_cannot_be_asked_is_told_with_what_can() {
    for (query, line, hint) in [
        (
            "zzzz:1",
            "`zzzz` is not a field",
            "quote it to look for the text: \"zzzz:...\"",
        ),
        (
            "NOT status:open",
            "NOT is no term of a query",
            "-status:open says not",
        ),
        (
            "status:open AND priority:P1",
            "AND is no term of a query",
            "leave AND out: every term must hold",
        ),
        (
            "status:c",
            "`c` is not one value alone",
            "it may be classified, closed or cancelled",
        ),
        (
            "priority:P9",
            "`P9` is not a priority",
            "did you mean P1? It may be P1, P2, P3, P4 or P5",
        ),
        (
            "status:",
            "`status:` needs a value",
            "status:none asks for tickets without one",
        ),
        ("\"open", "the query ends inside quotes", "close the quotes"),
    ] {
        // A field or a value that is not known may be one of a record.
        let error = match parsed(query) {
            Ok(asked) => asked.unknown_field([]).unwrap(),
            Err(error) => error,
        };
        assert_eq!(error.to_string(), line);
        assert_eq!(error.hint().as_deref(), Some(hint));
    }
}

#[test]
fn every_field_compares_or_refuses_the_comparison() {
    for field in FIELDS {
        let sample = match field.shape {
            Shape::Number => Some("2"),
            Shape::Duration => Some("2h"),
            Shape::Instant | Shape::Day => Some("2026-11-22"),
            Shape::Priority => Some("P2"),
            Shape::Level(_) => Some("medium"),
            _ => None,
        };
        for sign in [">", ">=", "<", "<="] {
            let name = field.name;
            let asked = parsed(&format!("{name}:{sign}{}", sample.unwrap_or("x")));
            match (sample, asked) {
                (Some(_), Ok(_)) | (None, Err(QueryError::Unordered { .. })) => {}
                (_, asked) => panic!("{name}:{sign} {asked:?}"),
            }
        }
    }
    for (query, says) in [
        (
            "status:>open",
            "status holds words of a list, which have no order, so `status:>open` compares nothing",
        ),
        (
            "floor:>2",
            "floor holds values of your own, which have no order, so `floor:>2` compares nothing",
        ),
        ("tire:>1", "`tire` is not a field"),
        ("tier:>x", "`x` is not a whole number"),
        (
            "estimate:>1",
            "`1` is not a duration: `1` lacks a unit: write 1m for minutes or 1h for hours",
        ),
        ("impact:>severe", "`severe` is not an impact"),
        ("opened:-2h", "`-2h` is a single second"),
        ("tier:3..1", "`3..1` ends before it begins"),
        ("workaround:maybe", "`maybe` is not true or false"),
    ] {
        assert_eq!(parsed(query).unwrap_err().to_string(), says);
    }
}

#[test]
fn texts_are_asked_for_by_a_part_and_values_as_a_whole() {
    for (query, expected) in [
        ("title:facturacion", true),
        ("title:\"CÓDIGO h007\"", true),
        ("title:impresora", false),
        ("component:tax", true),
        ("tag:ÑANDÚ", true),
        ("tag:nandu", true),
        ("tag:ñand", false),
        ("tag:\"late, again\"", true),
        ("tag:late", false),
        ("tag:\"none\"", false),
        ("fix:abc1234", true),
        ("fix:bc1234", false),
        ("parent:8Q2MX", true),
        ("parent:inc-261101", true),
        ("id:K7F4Q", true),
        ("source:servicenow", true),
        ("source:inc0010003", true),
        ("workaround:no", true),
        ("workaround:true", false),
        ("floor:3", true),
        ("año:2026", true),
        ("articles:none", true),
        ("status:active", true),
        ("FACTURACION", true),
        ("text:rechazada", true),
        ("-impresora", true),
    ] {
        assert_eq!(holds(query), expected, "{query}");
    }
}

#[test]
fn what_another_program_has_is_refused_with_a_term_that_can_be_asked() {
    for (typed, instead) in [
        ("status=open", "status:open"),
        ("priority<=P2", "priority:<=P2"),
        ("tier>=2", "tier:>=2"),
        ("status!=open", "-status:open"),
        ("-status!=open", "status:open"),
        ("!status:open", "-status:open"),
        ("status:!open", "-status:open"),
        ("!overdue", "-overdue"),
        ("+urgent", "tag:urgent"),
        ("--status open", "status:open"),
        ("--assignee=ana", "assignee:ana"),
        ("title~printer", "title:printer"),
        ("(status:open or priority:P1)", "status:open"),
        ("-(status:open)", "-status:open"),
    ] {
        match parsed(typed) {
            Err(QueryError::Foreign { instead: said, .. }) => {
                assert_eq!(said, instead, "{typed}");
                assert!(parsed(&said).is_ok(), "{said}");
            }
            asked => panic!("{typed}: {asked:?}"),
        }
    }
    for word in ["or", "OR", "and", "Not"] {
        let asked = parsed(&format!("status:open {word} status:waiting"));
        assert!(matches!(asked, Err(QueryError::Operator { .. })), "{word}");
        assert!(parsed(&format!("\"{word}\"")).is_ok());
        assert!(parsed(&format!("text:{word}")).is_ok());
    }
    // A mistake in it is told at once.
    let wrong = parsed("status=opne").unwrap_err();
    assert_eq!(wrong.to_string(), "`opne` is not a status");
    for text in [
        "a=b",
        "+52",
        "!",
        "C++",
        "x!=y",
        "=",
        "--verbose",
        "<br>",
        "(a)",
        "(a:)",
    ] {
        assert!(parsed(text).is_ok(), "{text}");
    }
}

#[test]
fn a_value_that_only_records_have_is_asked_for_and_others_are_errors() {
    let unknown = |text: &str, ticket: &Ticket| {
        let query = parsed(text).unwrap();
        assert!(!query.is_certain(), "{text}");
        query.unknown_field([ticket])
    };
    let mut policy_less = ticket();
    for text in ["service:archive", "-service:archive", "floor:3"] {
        assert_eq!(unknown(text, &policy_less), None, "{text}");
    }
    for text in [
        "service:archiv",
        "priority:P8",
        "impact:huge",
        "tier:7",
        "floors:3",
    ] {
        assert!(unknown(text, &policy_less).is_some(), "{text}");
    }
    policy_less.fields.priority = Some("P8".to_owned());
    policy_less.fields.tier = Some(7);
    for text in ["priority:P8", "tier:7"] {
        assert_eq!(unknown(text, &policy_less), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_query_is_read_or_refused(text in "\\PC{0,24}") {
        let _ = parsed(&text);
    }

    #[test]
    fn every_tag_can_be_asked_for(tag in "[a-zñÁ,:<>=!\"+ -]{1,8}") {
        let mut ticket = ticket();
        ticket.fields.tags = Some(vec![tag.clone()]);
        let query = parsed(&format!("tag:\"{}\"", tag.replace('"', "\\\""))).unwrap();
        prop_assert!(query.matches(&ticket, || None));
    }
}
