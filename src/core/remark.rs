//! What is said beside an answer: what it lacks, and remarks about it.

use schemars::JsonSchema;
use serde::Serialize;

use super::fault::Fault;
use super::fields::words;

/// What an answer lacks, and what is said of it: people read it on standard
/// error, and programs in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Beside {
    /// The files that could not be read, so that what they hold is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unreadable: Vec<Fault>,
    /// Everything else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

/// A sentence about an answer, and a word for it that stays the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Remark {
    /// For programs.
    pub code: RemarkCode,
    /// For people.
    pub text: String,
}

words! {
    /// What a remark is about.
    RemarkCode {
        /// Files are missing that git has: a sparse checkout, deleted files.
        Absent = "absent",
        /// The clocks cannot be told.
        Clocks = "clocks",
        /// A commit cannot be read as git writes them.
        Commit = "commit",
        /// A clone has not all of the history.
        Cut = "cut",
        /// A condition of a build is met, and why.
        Gate = "gate",
        /// Events were written down after the period.
        Late = "late",
        /// There are more than are shown.
        Limit = "limit",
        /// A period of a report, said with its days.
        Period = "period",
        /// Nobody promised anything about some tickets.
        Unbound = "unbound",
        /// The contract of some tickets cannot be read.
        Unread = "unread",
    }
}

impl RemarkCode {
    /// Whether something is missing from the answer.
    #[must_use]
    pub const fn is_of_a_gap(self) -> bool {
        matches!(
            self,
            Self::Absent | Self::Clocks | Self::Commit | Self::Cut | Self::Unread
        )
    }
}

impl Beside {
    /// Whether something is missing from the answer.
    #[must_use]
    pub fn is_short(&self) -> bool {
        let mut remarks = self.remarks.iter();
        !self.unreadable.is_empty() || remarks.any(|remark| remark.code.is_of_a_gap())
    }
}
