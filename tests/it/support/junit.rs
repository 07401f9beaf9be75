//! Reads JUnit XML strictly, by the rules of the schema of Jenkins
//! (`junit-10.xsd` of its xunit plugin) for the elements that we write.

use roxmltree::{Document, Node};

/// A case as a CI system sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) suite: String,
    pub(crate) name: String,
    /// `passed`, or the element: `failure`, `skipped`.
    pub(crate) outcome: &'static str,
    pub(crate) message: String,
    pub(crate) system_out: String,
}

/// What may stand in an element: attributes, of which the first few must be
/// there, and children.
struct Rule {
    element: &'static str,
    required: &'static [&'static str],
    optional: &'static [&'static str],
    children: &'static [&'static str],
}

const RULES: [Rule; 6] = [
    Rule {
        element: "testsuites",
        required: &[],
        optional: &["name", "time", "tests", "failures", "errors"],
        children: &["testsuite"],
    },
    Rule {
        element: "testsuite",
        required: &["name", "tests", "failures", "errors"],
        optional: &["skipped", "time"],
        children: &["testcase"],
    },
    Rule {
        element: "testcase",
        required: &["name"],
        optional: &["time", "classname"],
        children: &["skipped", "failure", "system-out"],
    },
    Rule {
        element: "failure",
        required: &[],
        optional: &["type", "message"],
        children: &[],
    },
    Rule {
        element: "skipped",
        required: &[],
        optional: &["type", "message"],
        children: &[],
    },
    Rule {
        element: "system-out",
        required: &[],
        optional: &[],
        children: &[],
    },
];

/// The cases of a document that keeps the rules.
pub(crate) fn read(text: &str) -> Vec<Case> {
    let document = Document::parse(text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    obey(root);
    counts(root);
    let suites = root.children().filter(Node::is_element);
    suites.flat_map(cases).collect()
}

fn obey(node: Node<'_, '_>) {
    let name = node.tag_name().name();
    let rule = RULES.iter().find(|rule| rule.element == name);
    let rule = rule.unwrap_or_else(|| panic!("no schema has <{name}>"));
    for attribute in node.attributes() {
        let known = [rule.required, rule.optional].concat();
        let attribute = attribute.name();
        assert!(known.contains(&attribute), "<{name} {attribute}>");
    }
    for attribute in rule.required {
        assert!(node.has_attribute(*attribute), "<{name}> lacks {attribute}");
    }
    for child in node.children().filter(Node::is_element) {
        let child_name = child.tag_name().name();
        assert!(
            rule.children.contains(&child_name),
            "<{child_name}> in <{name}>"
        );
        obey(child);
    }
}

/// The counts of the root and of each suite are those of their cases.
fn counts(root: Node<'_, '_>) {
    let suites = root.children().filter(Node::is_element);
    for node in suites.chain([root]) {
        let of = |name: &str| {
            let found = node.descendants();
            found.filter(|node| node.tag_name().name() == name).count()
        };
        for (attribute, number) in [
            ("tests", of("testcase")),
            ("failures", of("failure")),
            ("errors", 0),
            ("skipped", of("skipped")),
        ] {
            if let Some(said) = node.attribute(attribute) {
                assert_eq!(said, number.to_string(), "{attribute}");
            }
        }
    }
}

fn cases(suite: Node<'_, '_>) -> Vec<Case> {
    let suite_name = suite.attribute("name").unwrap();
    let cases = suite.children().filter(Node::is_element).map(|node| {
        assert_eq!(node.attribute("classname"), Some(suite_name));
        let child = |name| node.children().find(|child| child.has_tag_name(name));
        let message = |node: Option<Node<'_, '_>>| {
            let message = node.and_then(|node| node.attribute("message"));
            message.unwrap_or_default().to_owned()
        };
        let (outcome, message) = match (child("failure"), child("skipped")) {
            (None, None) => ("passed", String::new()),
            (Some(failure), None) => ("failure", message(Some(failure))),
            (None, Some(skipped)) => ("skipped", message(Some(skipped))),
            (Some(_), Some(_)) => panic!("failed and skipped"),
        };
        Case {
            suite: suite_name.to_owned(),
            name: node.attribute("name").unwrap().to_owned(),
            outcome,
            message,
            system_out: child("system-out")
                .and_then(|node| node.text())
                .unwrap_or_default()
                .to_owned(),
        }
    });
    let cases: Vec<Case> = cases.collect();
    let mut names: Vec<_> = cases.iter().map(|case| &case.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(
        names.len(),
        cases.len(),
        "a case of {suite_name} stands twice"
    );
    cases
}
