//! Reads SARIF 2.1.0 strictly, by the rules of its schema that we touch and
//! those of GitHub's code scanning.

use std::collections::HashSet;

use serde_json::Value;

/// A result as a forge sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) rule: String,
    pub(crate) level: String,
    /// `path:line:column`.
    pub(crate) place: String,
    pub(crate) message: String,
    pub(crate) fingerprint: String,
}

/// The category of the run, and its results.
pub(crate) fn read(text: &str) -> (String, Vec<Found>) {
    let log: Value = serde_json::from_str(text).unwrap();
    keys(&log, &["$schema", "version", "runs"], &[]);
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let run = &runs[0];
    keys(
        run,
        &["tool", "results"],
        &[
            "automationDetails",
            "columnKind",
            "invocations",
            "properties",
        ],
    );
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let invocation = &run["invocations"][0];
    keys(
        invocation,
        &["executionSuccessful"],
        &["toolExecutionNotifications"],
    );
    let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(invocation["executionSuccessful"], notifications.is_empty());
    let driver = &run["tool"]["driver"];
    keys(driver, &["name"], &["version", "rules"]);
    let rules: Vec<&str> = driver["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(rule)
        .collect();
    let results = run["results"].as_array().unwrap();
    let found: Vec<Found> = results.iter().map(|result| found(result, &rules)).collect();
    let prints: HashSet<_> = found.iter().map(|found| &found.fingerprint).collect();
    assert_eq!(prints.len(), found.len(), "two results are taken for one");
    let category = run["automationDetails"]["id"].as_str().unwrap();
    (category.to_owned(), found)
}

fn keys(object: &Value, required: &[&str], optional: &[&str]) {
    let object = object.as_object().unwrap();
    for key in required {
        assert!(object.contains_key(*key), "{key} is missing");
    }
    for key in object.keys().map(String::as_str) {
        assert!(required.contains(&key) || optional.contains(&key), "{key}");
    }
}

fn level(value: &Value) -> &str {
    let level = value.as_str().unwrap();
    assert!(
        ["none", "note", "warning", "error"].contains(&level),
        "{level}"
    );
    level
}

fn rule(rule: &Value) -> &str {
    keys(rule, &["id"], &["shortDescription", "defaultConfiguration"]);
    keys(&rule["shortDescription"], &["text"], &[]);
    level(&rule["defaultConfiguration"]["level"]);
    rule["id"].as_str().unwrap()
}

fn found(result: &Value, rules: &[&str]) -> Found {
    keys(
        result,
        &[
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "partialFingerprints",
        ],
        &[],
    );
    let rule = result["ruleId"].as_str().unwrap();
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index], rule);
    let place = &result["locations"][0]["physicalLocation"];
    let artifact = &place["artifactLocation"];
    keys(artifact, &["uri", "uriBaseId"], &[]);
    let uri = artifact["uri"].as_str().unwrap();
    assert!(
        !uri.starts_with('/') && uri.is_ascii() && !uri.contains(' '),
        "{uri}"
    );
    let number = |key: &str| {
        let number = place["region"][key].as_u64().unwrap();
        assert!(number >= 1, "{key}");
        number
    };
    Found {
        rule: rule.to_owned(),
        level: level(&result["level"]).to_owned(),
        place: format!("{uri}:{}:{}", number("startLine"), number("startColumn")),
        message: result["message"]["text"].as_str().unwrap().to_owned(),
        fingerprint: result["partialFingerprints"]["primaryLocationLineHash"]
            .as_str()
            .unwrap()
            .to_owned(),
    }
}
