//! SARIF 2.1.0 (OASIS), for code scanning and editors.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::alerts::{Alert, Alerts, Level};
use super::untrusted::{block, single_line};
use super::write_escaped;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Bytes of the hash that a fingerprint shows.
const FINGERPRINT: usize = 16;

/// Writes the one run that the alerts are.
pub(super) fn write(alerts: &Alerts, out: &mut dyn Write) -> io::Result<()> {
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run(alerts)],
    };
    write_escaped(&serde_json::to_string_pretty(&log)?, out)
}

fn run(alerts: &Alerts) -> Run<'_> {
    let rules = alerts.rules.iter().map(|rule| ReportingDescriptor {
        id: rule.id,
        short_description: Text {
            text: rule.text.to_owned(),
        },
        default_configuration: Configuration {
            level: rule.level.name(),
        },
    });
    let mut seen = HashMap::new();
    let results = alerts.alerts.iter().map(|alert| {
        let times = seen.entry((alert.rule.id, &*alert.key)).or_insert(0);
        *times += 1;
        result(alert, alerts, *times)
    });
    Run {
        tool: Tool {
            driver: Driver {
                name: "bitacora",
                version: env!("CARGO_PKG_VERSION"),
                rules: rules.collect(),
            },
        },
        automation_details: Automation {
            id: format!("bitacora/{}/", alerts.category),
        },
        // Columns are counted as `check` counts them.
        column_kind: "unicodeCodePoints",
        invocations: [invocation(alerts)],
        properties: alerts.properties.iter().cloned().collect(),
        results: results.collect(),
    }
}

/// What could not be read, so that no result is taken for no alert.
fn invocation(alerts: &Alerts) -> Invocation {
    let notifications = alerts.unread.iter().map(|reason| Notification {
        level: Level::Error.name(),
        message: Text {
            text: block(reason).into_owned(),
        },
    });
    Invocation {
        execution_successful: alerts.unread.is_empty(),
        tool_execution_notifications: notifications.collect(),
    }
}

/// `times`: how often the same alert has been seen, this one included.
fn result<'a>(alert: &'a Alert, alerts: &Alerts, times: usize) -> Finding<'a> {
    let mut rules = alerts.rules.iter();
    Finding {
        rule_id: alert.rule.id,
        rule_index: rules.position(|rule| rule.id == alert.rule.id),
        level: alert.level.name(),
        message: Text {
            text: block(&alert.message).into_owned(),
        },
        locations: [Location {
            physical_location: Physical {
                artifact_location: Artifact {
                    uri: uri(&alert.path),
                    uri_base_id: "%SRCROOT%",
                },
                region: Region {
                    start_line: alert.line,
                    start_column: alert.column,
                },
            },
        }],
        partial_fingerprints: fingerprints(alert, times),
    }
}

/// GitHub knows an alert again by the second name alone.
fn fingerprints(alert: &Alert, times: usize) -> Fingerprints {
    let mut hash = Sha256::new();
    hash.update(alert.rule.id);
    hash.update([0]);
    hash.update(&alert.key);
    let mut text = String::new();
    for byte in hash.finalize().iter().take(FINGERPRINT) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    let print = format!("{text}:{times}");
    Fingerprints {
        alert: print.clone(),
        primary_location_line_hash: print,
    }
}

/// A path as a relative URI (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in single_line(path).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

impl Level {
    const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    automation_details: Automation,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    properties: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: &'static str,
    short_description: Text,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Automation {
    id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "alert/v1")]
    alert: String,
    #[serde(rename = "primaryLocationLineHash")]
    primary_location_line_hash: String,
}
