//! OpenMetrics text (1.0.0), which the textfile collector of Prometheus reads
//! too.

use std::io::{self, Write};

use super::untrusted::block;

/// A gauge and its samples. A label is never the id of a ticket: each id would
/// be a series of its own for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    /// With its unit at the end: `bitacora_sla_overrun_seconds`.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub help: &'static str,
    /// The unit, if it has one; the name ends in it.
    pub unit: Option<&'static str>,
    /// In the order of the answer, no two with the same labels.
    pub samples: Vec<Sample>,
}

/// A value, as of the answer's instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Name and value.
    pub labels: Vec<(&'static str, String)>,
    /// Seconds, a count or a ratio from 0 to 1.
    pub value: Value,
}

/// A number that is written out the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A count, or seconds.
    Whole(i64),
    /// A ratio in thousandths, written from 0.000 to 1.000.
    Permille(u32),
    /// A ratio in ten-thousandths, the last of which is written if there is
    /// one.
    TenThousandths(u32),
}

impl Value {
    /// A count of things in memory.
    #[must_use]
    pub fn count(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The gauges without timestamps: the file is as old as its own time says.
pub(super) fn write(gauges: &[Gauge], out: &mut dyn Write) -> io::Result<()> {
    for gauge in gauges {
        let name = gauge.name;
        writeln!(out, "# TYPE {name} gauge")?;
        if let Some(unit) = gauge.unit {
            writeln!(out, "# UNIT {name} {unit}")?;
        }
        writeln!(out, "# HELP {name} {}", escaped(gauge.help))?;
        for sample in &gauge.samples {
            let value = match sample.value {
                Value::Whole(number) => number.to_string(),
                Value::TenThousandths(ratio) if ratio % 10 > 0 => {
                    format!("{}.{:04}", ratio / 10_000, ratio % 10_000)
                }
                Value::TenThousandths(ratio) => {
                    format!("{}.{:03}", ratio / 10_000, ratio / 10 % 1_000)
                }
                Value::Permille(ratio) => format!("{}.{:03}", ratio / 1000, ratio % 1000),
            };
            writeln!(out, "{name}{} {value}", labels(sample))?;
        }
    }
    writeln!(out, "# EOF")
}

fn labels(sample: &Sample) -> String {
    if sample.labels.is_empty() {
        return String::new();
    }
    let labels = sample.labels.iter();
    let labels: Vec<String> = labels
        .map(|(label, value)| format!("{label}=\"{}\"", escaped(value)))
        .collect();
    format!("{{{}}}", labels.join(","))
}

fn escaped(text: &str) -> String {
    block(text)
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
