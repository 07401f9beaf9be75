//! Compliance as gauges: counts and seconds by contract and target.

use std::collections::BTreeMap;

use crate::core::report::{Agreed, Compliance, Heading, Kept, Report, Verdict};
use crate::core::sla::State;
use crate::render::metrics::{Gauge, Sample, Value};

use super::Promise;

type Figure = fn(&Compliance, &Agreed) -> Option<Value>;

/// Name, meaning, unit and value for each contract and target.
const GAUGES: [(&str, &str, Option<&str>, Figure); 9] = [
    (
        "bitacora_sla_met",
        "Tickets whose target was met in the period.",
        None,
        |_, row| Some(Value::count(row.kept.met)),
    ),
    (
        "bitacora_sla_breached",
        "Tickets whose target was breached in the period.",
        None,
        |_, row| Some(Value::count(row.kept.breached)),
    ),
    (
        "bitacora_sla_compliance_ratio",
        "Met of met and breached in the period, cut to a thousandth; absent without any.",
        Some("ratio"),
        |_, row| row.kept.ratio().tenths().map(Value::Permille),
    ),
    (
        "bitacora_sla_commitment_ratio",
        "The share to which the contract commits; absent without a commitment.",
        Some("ratio"),
        |_, row| {
            let percent = row.commitment_percent?;
            Some(Value::TenThousandths(percent.hundredths()))
        },
    ),
    (
        "bitacora_sla_overdue",
        "Open tickets over their deadline.",
        None,
        |figures, row| Some(Value::count(of(row, &figures.overdue).count())),
    ),
    (
        "bitacora_sla_at_risk",
        "Open tickets with little of their budget left.",
        None,
        |figures, row| Some(Value::count(of(row, &figures.at_risk).count())),
    ),
    (
        "bitacora_sla_paused",
        "Open tickets whose clock stands still.",
        None,
        |figures, row| {
            let open = of(row, &figures.open);
            let paused = open.filter(|verdict| verdict.state == State::Paused);
            Some(Value::count(paused.count()))
        },
    ),
    (
        "bitacora_sla_longest_overrun_seconds",
        "The most by which an open ticket is over, in the target's own hours; absent without any.",
        Some("seconds"),
        |figures, row| {
            let overdue = of(row, &figures.overdue);
            let most = overdue.map(|verdict| -verdict.remaining_s).max();
            most.map(Value::Whole)
        },
    ),
    (
        "bitacora_sla_least_remaining_seconds",
        "The least that a running clock has left, in the target's own hours; absent without any.",
        Some("seconds"),
        |figures, row| {
            let open = of(row, &figures.open);
            let running = open.filter(|verdict| verdict.state == State::Running);
            let least = running.map(|verdict| verdict.remaining_s).min();
            least.map(Value::Whole)
        },
    ),
];

fn of<'a>(row: &'a Agreed, verdicts: &'a [Verdict]) -> impl Iterator<Item = &'a Verdict> {
    let verdicts = verdicts.iter();
    verdicts.filter(|verdict| verdict.contract == row.contract && verdict.target == row.target)
}

/// The figures of the report, and how old and how whole it is.
pub(super) fn gauges(report: &Report<Compliance>) -> Vec<Gauge> {
    let rows = rows(&report.figures);
    let by_target = GAUGES.iter().map(|(name, help, unit, value)| Gauge {
        name,
        help,
        unit: *unit,
        samples: rows
            .iter()
            .filter_map(|row| {
                Some(Sample {
                    labels: vec![
                        ("contract", row.contract.clone()),
                        ("target", row.target.to_string()),
                    ],
                    value: value(&report.figures, row)?,
                })
            })
            .collect(),
    });
    let heading = &report.heading;
    let as_of = Value::Whole(heading.as_of.timestamp());
    let unreadable = Value::count(heading.unreadable.len());
    [
        Gauge {
            name: "bitacora_report_info",
            help: "By what the figures were made: program, rules, tz database, commit.",
            unit: None,
            samples: vec![Sample {
                labels: made_by(heading),
                value: Value::Whole(1),
            }],
        },
        single(
            "bitacora_report_as_of_timestamp_seconds",
            "The instant of the figures, in unix time.",
            Some("seconds"),
            as_of,
        ),
        single(
            "bitacora_report_unreadable_files",
            "Files that could not be read and are missing from the figures.",
            None,
            unreadable,
        ),
    ]
    .into_iter()
    .chain(by_target)
    .collect()
}

fn made_by(heading: &Heading) -> Vec<(&'static str, String)> {
    let commit = heading.commit.clone().map(|commit| ("commit", commit));
    let made = [
        ("version", heading.version.to_owned()),
        ("rules", heading.rules.to_string()),
        ("tzdata", heading.tzdata.to_owned()),
    ];
    made.into_iter().chain(commit).collect()
}

/// The targets of the report, and those in which only open tickets are.
fn rows(figures: &Compliance) -> Vec<Agreed> {
    let mut rows: BTreeMap<Promise, Agreed> = BTreeMap::new();
    for row in &figures.contracts {
        let place = (row.contract.clone(), row.target);
        // Versions of the terms are one series; the commitment is the last's.
        if let Some(earlier) = rows.get_mut(&place) {
            earlier.kept += row.kept;
            earlier.terms_from = row.terms_from;
            earlier.commitment_percent = row.commitment_percent;
        } else {
            rows.insert(place, row.clone());
        }
    }
    for verdict in figures.overdue.iter().chain(&figures.open) {
        let place = (verdict.contract.clone(), verdict.target);
        rows.entry(place).or_insert_with(|| Agreed {
            contract: verdict.contract.clone(),
            terms_from: None,
            target: verdict.target,
            kept: Kept::default(),
            commitment_percent: None,
        });
    }
    rows.into_values().collect()
}

fn single(
    name: &'static str,
    help: &'static str,
    unit: Option<&'static str>,
    value: Value,
) -> Gauge {
    Gauge {
        name,
        help,
        unit,
        samples: vec![Sample {
            labels: Vec::new(),
            value,
        }],
    }
}
