//! What is wrong, with file and line: the one form behind SARIF and the
//! annotations of a CI job.

/// A kind of alert. The ids are a promise: dashboards are built on them.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `sla/breached`.
    pub id: &'static str,
    /// What it means, in a sentence.
    pub text: &'static str,
    /// How much its alerts usually weigh.
    pub level: Level,
}

/// A file of the store that `check` finds fault with.
pub static INVALID: Rule = Rule {
    id: "ticket/invalid",
    text: "A file of the store is not valid or does not agree with its record.",
    level: Level::Error,
};

/// A target that is not met.
pub static BREACHED: Rule = Rule {
    id: "sla/breached",
    text: "More time was used than the contract allows.",
    level: Level::Error,
};

/// A target of which little is left.
pub static AT_RISK: Rule = Rule {
    id: "sla/at-risk",
    text: "Little is left of the time that the contract allows.",
    level: Level::Warning,
};

/// How much an alert weighs; both formats know these three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It fails the check that found it.
    Error,
    /// It will soon.
    Warning,
    /// It is odd.
    Note,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its kind.
    pub rule: &'static Rule,
    /// How much it weighs.
    pub level: Level,
    /// The file, from the root of the repository.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What stays the same while it is the same alert, whatever happens to the
    /// lines of its file.
    pub key: String,
}

/// The alerts of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alerts {
    /// The command that found them: a forge replaces the alerts of an earlier
    /// run of the same one.
    pub category: &'static str,
    /// Every kind that was looked for, also those that were not found.
    pub rules: Vec<&'static Rule>,
    /// In the order of the answer.
    pub alerts: Vec<Alert>,
    /// What could not be looked at, with path, line and reason: there may be
    /// alerts that were not found.
    pub unread: Vec<String>,
    /// What they were found by, beside the version of the program.
    pub properties: Vec<(&'static str, String)>,
}
