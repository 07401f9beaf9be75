//! Months add up to quarter and year, in every report and every count of it,
//! over random stores.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::core::booked;
use crate::core::booked_stores::{basis, tickets};
use crate::core::contract::Contracts;
use crate::core::period::parse_period;
use crate::core::policy::Policy;
use crate::core::query::{Query, Scene};
use crate::core::report::{
    Scope, channels, compliance, customer, quality, summary, times, volume, workload,
};
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

/// What no sum is made of: states, shares, ranks, what is told of the report
/// itself, and lists in which a ticket may stand for two months.
const NO_SUMS: [&str; 27] = [
    "as_of",
    "backlog",
    "by_month",
    "changed",
    "commitment_percent",
    "commitments",
    "earlier",
    "handled",
    "in_pieces",
    "mean",
    "median",
    "net",
    "now",
    "open",
    "at_risk",
    "overdue",
    "p90",
    "p95",
    "pending",
    "percent",
    "period",
    "permille",
    "questions",
    "recorded_late",
    "rules",
    "tickets",
    "turned",
];
/// By what a row of a list is known.
const ROWS: [&str; 7] = [
    "value",
    "agent",
    "contract",
    "terms_from",
    "target",
    "channel",
    "reason",
];

/// Every count of a report, by its way; of other lists, how many there are.
pub(in crate::core::report) fn counts(report: &Value) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    collect(report, "", &mut counts);
    counts.retain(|_, count| *count != 0);
    counts
}

fn collect(value: &Value, way: &str, counts: &mut BTreeMap<String, i64>) {
    match value {
        Value::Number(number) => {
            *counts.entry(way.to_owned()).or_default() += number.as_i64().unwrap();
        }
        Value::Object(map) => {
            for (key, value) in map {
                if !NO_SUMS.contains(&key.as_str()) {
                    collect(value, &format!("{way}/{key}"), counts);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                match item.as_object().filter(|item| !item.contains_key("id")) {
                    Some(row) => collect(item, &format!("{way}[{}]", known_by(row)), counts),
                    None => *counts.entry(format!("{way}#")).or_default() += 1,
                }
            }
        }
        _ => {}
    }
}

fn known_by(row: &Map<String, Value>) -> String {
    let names = ROWS.iter().filter_map(|name| row.get(*name));
    let names: Vec<String> = names.map(ToString::to_string).collect();
    names.join(",")
}

/// The counts of a report by its name.
pub(in crate::core::report) fn report(
    name: &str,
    tickets: Vec<Ticket>,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> BTreeMap<String, i64> {
    let json = match name {
        "volume" => serde_json::to_value(volume(tickets, policy, scope).unwrap()),
        "quality" => serde_json::to_value(quality(tickets, policy, scope).unwrap()),
        "channels" => serde_json::to_value(channels(tickets, policy, scope).unwrap()),
        "times" => serde_json::to_value(times(tickets, policy, agreements, scope).unwrap()),
        "workload" => serde_json::to_value(workload(tickets, policy, agreements, scope).unwrap()),
        "summary" => serde_json::to_value(summary(tickets, policy, agreements, scope).unwrap()),
        "compliance" => {
            serde_json::to_value(compliance(tickets, policy, agreements, scope).unwrap())
        }
        _ => {
            let scene = Scene {
                policy,
                contracts: &Contracts::from(Vec::new()),
                now: scope.as_of.at.to_utc(),
                me: None,
            };
            let scope = Scope {
                filter: Query::parse("customer:c1", &scene).unwrap(),
                customer: Some("c1".to_owned()),
                ..scope.clone()
            };
            let of = customer(tickets, policy, agreements, &scope);
            serde_json::to_value(of.unwrap())
        }
    };
    counts(&json.unwrap())
}

pub(in crate::core::report) const NAMES: [&str; 8] = [
    "volume",
    "quality",
    "channels",
    "times",
    "workload",
    "summary",
    "compliance",
    "customer",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// One report of each store, so that all have their turn.
    #[test]
    fn months_add_up_to_quarter_and_year_in_every_report(seed: u64, is_calm: bool) {
        let case = booked::random(seed, 3, is_calm);
        let name = NAMES[usize::try_from(seed >> 32).unwrap() % NAMES.len()];
        let basis = basis(&case);
        let agreements = basis.agreements().unwrap();
        let policy = &basis.policy;
        let tickets = tickets(&case);
        let now = Timestamp::parse_from_rfc3339("2027-06-01T00:00:00Z").unwrap();
        let ask = |period: &str| {
            let period = parse_period(period, now.to_utc(), policy.timezone).unwrap();
            let scope = Scope::new(Some(period), now.to_utc(), policy.timezone);
            report(name, tickets.clone(), policy, &agreements, &scope)
        };
        let all: Vec<String> = (4..=12).map(|month| format!("2026-{month:02}")).collect();
        let months: Vec<_> = all.iter().map(|month| ask(month)).collect();
        // Something is always opened; resolved it may be next year.
        prop_assert!(name != "volume" || months.iter().any(|month| !month.is_empty()));
        for (whole, months) in [("2026-Q2", &months[..3]), ("2026-Q3", &months[3..6]), ("2026", &months)] {
            let mut sum: BTreeMap<String, i64> = BTreeMap::new();
            for (way, count) in months.iter().flatten() {
                *sum.entry(way.clone()).or_default() += count;
            }
            prop_assert_eq!(&ask(whole), &sum, "{} of {}", name, whole);
        }
    }
}
