//! Workflow commands: alerts that GitHub Actions shows beside the file.

use super::alerts::{Alert, Alerts, Level};
use super::untrusted::{block, single_line};

/// One `::error file=...::message` a line.
#[must_use]
pub fn annotations(alerts: &Alerts) -> String {
    let unread = alerts.unread.iter();
    let unread = unread.map(|reason| format!("::error ::{}", data(&block(reason))));
    let lines = alerts.alerts.iter().map(annotation).chain(unread);
    lines.map(|line| line + "\n").collect()
}

fn annotation(alert: &Alert) -> String {
    let command = match alert.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    format!(
        "::{command} file={},line={},col={},title={}::{}",
        property(&alert.path),
        alert.line,
        alert.column,
        property(alert.rule.id),
        data(&block(&alert.message)),
    )
}

/// The runner takes a line apart at these characters, and turns nothing else
/// back.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&single_line(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::alerts::INVALID;
    use super::*;

    #[test]
    fn an_annotation_is_one_line_that_says_one_thing() {
        let alert = Alert {
            rule: &INVALID,
            level: Level::Error,
            path: "a,b:c%/x.md".to_owned(),
            line: 3,
            column: 1,
            message: "100 %\nof it::warning::x".to_owned(),
            key: String::new(),
        };
        let mut note = alert.clone();
        note.level = Level::Note;
        let alerts = Alerts {
            category: "check",
            rules: vec![&INVALID],
            alerts: vec![alert, note],
            unread: vec!["a.md:1:1: no".to_owned()],
            properties: Vec::new(),
        };
        let head =
            "file=a%2Cb%3Ac%25/x.md,line=3,col=1,title=ticket/invalid::100 %25%0Aof it::warning::x";
        assert_eq!(
            annotations(&alerts),
            format!("::error {head}\n::notice {head}\n::error ::a.md:1:1: no\n")
        );
    }
}
