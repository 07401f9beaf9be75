//! One number is in the table, the test results, the alerts, the gauges and the
//! exit code, over random stores.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;
use serde_json::Value as Json;

use super::{Places, alerts::alerts, gauges::gauges, suites::suites};
use crate::core::book::Direction;
use crate::core::booked;
use crate::core::booked_stores::{basis, tickets};
use crate::core::period::parse_period;
use crate::core::report::{Compliance, Conditions, Gate, Report, Scope, Verdict, compliance};
use crate::core::sla::State;
use crate::core::stamp::Timestamp;
use crate::render::alerts::BREACHED;
use crate::render::junit::Outcome;
use crate::render::metrics::Value;

const PERIODS: [&str; 8] = [
    "2026-05",
    "2026-06",
    "2026-07",
    "2026-08",
    "2026-09",
    "2026-Q2",
    "2026-Q3",
    "2026-06-10..2026-07-20",
];

/// Met and counted, both also as the terms ran out.
fn numbers(row: &Json) -> [u64; 4] {
    let ran_out = &row["as_ran_out"];
    let all = [
        &row["met"],
        &row["denominator"],
        &ran_out["met"],
        &ran_out["concluded"],
    ];
    all.map(|number| number.as_u64().unwrap())
}

fn sum<'a>(rows: impl Iterator<Item = &'a Json>) -> [u64; 4] {
    rows.map(numbers).fold([0; 4], |sum, row| {
        std::array::from_fn(|place| sum[place] + row[place])
    })
}

/// What the conditions come to by the rows of the table alone.
fn is_missed(table: &Json, figures: &Compliance, asked: &Conditions) -> bool {
    let rows = || table["contracts"].as_array().unwrap().iter();
    let months = table["by_month"].as_array().unwrap();
    let judged: Vec<&Json> = if months.is_empty() {
        rows().collect()
    } else {
        let rows = months
            .iter()
            .map(|month| month["contracts"].as_array().unwrap());
        rows.flatten().collect()
    };
    let under = |row: &Json, percent: f64| {
        let [met, all, ..] = numbers(row);
        // Both are far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "counts of three tickets")]
        let is_under = (met as f64) * 100.0 < percent * (all as f64);
        is_under
    };
    let mut judged = judged.into_iter();
    let missed = asked.contract
        && judged.any(|row| {
            let percent = row["commitment_percent"].as_f64();
            percent.is_some_and(|percent| under(row, percent))
        });
    let permille = asked.under.map(f64::from);
    let turned = || {
        let good = figures.turned.iter();
        let good = good.filter(|turned| turned.direction == Direction::Good);
        let bad = figures
            .changed
            .iter()
            .filter(|changed| changed.is_to_the_bad());
        good.count() + bad.count()
    };
    missed
        || permille.is_some_and(|permille| rows().any(|row| under(row, permille / 10.0)))
        || asked.breached && count(figures, State::Breached) > 0
        || asked.at_risk && !(figures.overdue.is_empty() && figures.at_risk.is_empty())
        || asked.turned && turned() > 0
}

fn count(figures: &Compliance, state: State) -> usize {
    let verdicts = figures.verdicts.iter();
    verdicts.filter(|verdict| verdict.state == state).count()
}

fn conditions(choice: usize) -> Conditions {
    let mut asked = Conditions::default();
    match choice % 5 {
        0 => asked.contract = true,
        1 => asked.under = Some(700),
        2 => asked.breached = true,
        3 => asked.at_risk = true,
        _ => asked.turned = true,
    }
    asked
}

fn assert_one_number(report: &Report<Compliance>, asked: &Conditions, places: &Places) {
    let figures = &report.figures;
    let table = serde_json::to_value(report).unwrap();
    let (met, breached) = (count(figures, State::Met), count(figures, State::Breached));
    for target in ["response", "resolution", "update"] {
        let total = numbers(&table["total"][target]);
        let rows = table["contracts"].as_array().unwrap().iter();
        assert_eq!(
            sum(rows.filter(|row| row["target"] == target)),
            total,
            "{target}"
        );
        for (field, rows) in table["by"].as_object().unwrap() {
            let rows = rows.as_array().unwrap().iter();
            assert_eq!(sum(rows.map(|row| &row[target])), total, "{field} {target}");
        }
        let months = table["by_month"].as_array().unwrap();
        if !months.is_empty() {
            assert_eq!(
                sum(months.iter().map(|month| &month["total"][target])),
                total
            );
        }
        let verdicts = figures.verdicts.iter();
        let verdicts = verdicts.filter(|verdict| verdict.target.as_str() == target);
        assert_eq!(
            u64::try_from(verdicts.count()).unwrap(),
            total[1],
            "{target}"
        );
    }
    let gate = Gate::new(figures, asked).unwrap();
    let (is_unproved, is_failed) = (
        gate.unproved().next().is_some(),
        gate.failures().next().is_some(),
    );
    if !is_unproved {
        assert_eq!(is_failed, is_missed(&table, figures, asked), "{asked:?}");
    }
    let gate = Ok(gate);
    let suites = suites(report, &gate);
    let cases = suites.iter().flat_map(|suite| &suite.cases);
    let is_red = |case: &crate::render::junit::Case| matches!(case.outcome, Outcome::Failed(_));
    let red = cases.filter(|case| is_red(case)).count();
    assert_eq!(red > 0, is_failed || is_unproved, "{asked:?}");
    if asked.breached {
        assert_eq!(red, breached);
    }
    let gauges = gauges(report);
    for (name, expected) in [
        ("bitacora_sla_met", met),
        ("bitacora_sla_breached", breached),
    ] {
        let gauge = gauges.iter().find(|gauge| gauge.name == name).unwrap();
        let mut of: BTreeMap<String, i64> = BTreeMap::new();
        for sample in &gauge.samples {
            if let Value::Whole(number) = sample.value {
                *of.entry(format!("{:?}", sample.labels)).or_default() += number;
            }
        }
        assert_eq!(of.len(), gauge.samples.len(), "a series twice");
        assert_eq!(
            of.values().sum::<i64>(),
            i64::try_from(expected).unwrap(),
            "{name}"
        );
    }
    let key = |verdict: &Verdict| (verdict.id.clone(), verdict.target);
    let late = figures.verdicts.iter();
    let late = late.filter(|verdict| verdict.state == State::Breached);
    let late: HashSet<_> = late.chain(&figures.overdue).map(key).collect();
    let alerts = alerts(report, places).alerts;
    let found = alerts.iter().filter(|alert| alert.rule == &BREACHED);
    assert_eq!(found.count(), late.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn tables_tests_gauges_alerts_and_the_gate_show_one_number(seed: u64, choice: usize) {
        let case = booked::random(seed, 3, false);
        let basis = basis(&case);
        let agreements = basis.agreements().unwrap();
        let policy = &basis.policy;
        let tickets = tickets(&case);
        let place = |id: &str| (format!("{id}.md"), 1, 1);
        let places = tickets.iter().map(|ticket| (ticket.id.clone(), place(ticket.id.as_str())));
        let places: Places = places.collect();
        let now = Timestamp::parse_from_rfc3339("2027-06-01T00:00:00Z").unwrap().to_utc();
        let period = PERIODS[choice / 5 % PERIODS.len()];
        let period = parse_period(period, now, policy.timezone).unwrap();
        let scope = Scope::new(Some(period), now, policy.timezone);
        let report = compliance(tickets, policy, &agreements, &scope).unwrap();
        assert_one_number(&report, &conditions(choice), &places);
    }
}
