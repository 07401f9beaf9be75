//! JUnit XML as CI systems read it, by the schema of Jenkins (`junit-10.xsd`).

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::untrusted::{block, single_line};

/// What is judged together: a contract's target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// Shown as the suite, and as the class of its cases.
    pub name: String,
    /// The first is the judgement of the whole.
    pub cases: Vec<Case>,
}

/// One thing that is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Stays the same from run to run, so that a CI system knows it again.
    pub name: String,
    /// How it came out.
    pub outcome: Outcome,
    /// What a reader may want to know whichever way it came out.
    pub details: Option<String>,
}

/// How a case came out. CI systems colour a build by it, so a failure must
/// mean that the command's exit code is not 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing that fails the run.
    Passed,
    /// It fails the run: why.
    Failed(String),
    /// It is not judged: why.
    Skipped(String),
}

/// The suites of a command, without times: nothing was run.
pub(super) fn write(name: &str, suites: &[Suite], out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new(name);
    report.add_test_suites(suites.iter().map(|suite| {
        let name = single_line(&suite.name);
        let mut made = TestSuite::new(&*name);
        made.add_test_cases(suite.cases.iter().map(|case| test_case(&name, case)));
        made
    }));
    let text = report.to_string().map_err(io::Error::other)?;
    // The schema of Jenkins (junit-10.xsd) has this count in suites alone; the
    // root's attributes come before theirs.
    let skipped = format!(" skipped=\"{}\"", report.skipped);
    out.write_all(text.replacen(&skipped, "", 1).as_bytes())
}

fn test_case(class: &str, case: &Case) -> TestCase {
    let status = match &case.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Failed(why) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(&*single_line(why)).set_type("bitacora");
            status
        }
        Outcome::Skipped(why) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(&*single_line(why));
            status
        }
    };
    let mut made = TestCase::new(&*single_line(&case.name), status);
    made.set_classname(class);
    if let Some(details) = &case.details {
        made.set_system_out(&*block(details));
    }
    made
}
