//! Reads OpenMetrics text strictly (version 1.0.0), gauges alone.

use std::collections::{BTreeMap, BTreeSet};

/// Values by name and labels: `bitacora_sla_met{contract="x",target="response"}`.
pub(crate) fn read(text: &str) -> BTreeMap<String, String> {
    let body = text.strip_suffix("# EOF\n").expect("it ends with # EOF");
    let mut values = BTreeMap::new();
    let mut families = BTreeSet::new();
    let mut family = "";
    for line in body.lines() {
        if let Some(described) = line.strip_prefix("# ") {
            let mut words = described.splitn(3, ' ');
            let (keyword, name) = (words.next().unwrap(), words.next().unwrap());
            let rest = words.next().unwrap();
            match keyword {
                "TYPE" => {
                    assert_eq!(rest, "gauge");
                    assert!(families.insert(name), "{name} stands twice");
                    family = name;
                }
                "UNIT" => assert!(name.ends_with(&format!("_{rest}")), "{name} is in {rest}"),
                "HELP" => assert!(rest.ends_with('.'), "{rest}"),
                other => panic!("# {other}"),
            }
            assert_eq!(name, family);
            continue;
        }
        let (series, value) = line.rsplit_once(' ').unwrap();
        let name = series.split('{').next().unwrap();
        assert_eq!(name, family, "a sample outside of its family");
        assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        );
        labels(&series[name.len()..]);
        value.parse::<f64>().unwrap();
        let before = values.insert(series.to_owned(), value.to_owned());
        assert_eq!(before, None, "{series} stands twice");
    }
    values
}

/// `{name="value",...}` in which only `\\`, `\"` and `\n` are escaped.
fn labels(text: &str) {
    if text.is_empty() {
        return;
    }
    let inside = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    let mut rest = inside.unwrap();
    loop {
        let (name, value) = rest.split_once("=\"").unwrap();
        assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()));
        let mut characters = value.char_indices();
        let end = loop {
            match characters.next().expect("the value ends") {
                (end, '"') => break end,
                (_, '\\') => assert!(matches!(characters.next(), Some((_, '\\' | '"' | 'n')))),
                _ => {}
            }
        };
        assert!(!value[..end].contains("INC-"), "a ticket is a label");
        match value[end + 1..].strip_prefix(',') {
            Some(more) => rest = more,
            None => return assert_eq!(&value[end + 1..], ""),
        }
    }
}
