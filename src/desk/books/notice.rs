//! What is said beside an answer.

use crate::core::fault::Fault;
use crate::core::remark::{Remark, RemarkCode};
use crate::core::words::counted;

use super::Books;

/// What is to be said beside an answer. The face says it; a program that reads
/// through the library decides for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A file cannot be read, and the answer lacks what it holds.
    Unread {
        /// What is wrong.
        fault: Fault,
        /// As people are told.
        words: String,
    },
    /// The answer lacks something else.
    Gap(Remark),
    /// About the answer, which is whole.
    Remark {
        /// A sentence.
        text: String,
        /// Its code, where programs are told too.
        code: Option<RemarkCode>,
    },
    /// Something is wrong, and the answer does not lack it.
    Warning(String),
    /// What happens in the background, for who wants to know.
    Aside(String),
}

impl Notice {
    /// Whether an answer with it lacks something.
    #[must_use]
    pub const fn is_gap(&self) -> bool {
        matches!(self, Self::Unread { .. } | Self::Gap(_))
    }
}

/// An answer, and what is to be said beside it.
#[derive(Debug)]
#[must_use]
pub struct Read<T> {
    /// The answer.
    pub value: T,
    /// In the order in which it was found out; what is missing is said once.
    pub notices: Vec<Notice>,
}

impl<T> Read<T> {
    /// Whether nothing is missing from the answer.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.notices.iter().any(Notice::is_gap)
    }
}

impl Books {
    /// Asks something, and gives the answer with all that is to be said beside
    /// it. What was noticed before is left for who asked before, and so is what
    /// was noticed by a question that fails ([`Books::take_notices`]).
    ///
    /// # Errors
    /// Those of the question.
    pub fn ask<T>(
        &self,
        question: impl FnOnce(&Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<Read<T>> {
        let before = self.notices.take();
        match question(self) {
            Ok(value) => {
                let notices = self.notices.replace(before);
                Ok(Read { value, notices })
            }
            Err(error) => {
                self.notices.borrow_mut().splice(0..0, before);
                Err(error)
            }
        }
    }

    /// What was noticed since it was last asked for.
    pub fn take_notices(&self) -> Vec<Notice> {
        self.notices.take()
    }

    /// Keeps what is to be said; what is missing once.
    pub(in crate::desk) fn notice(&self, notice: Notice) {
        let mut notices = self.notices.borrow_mut();
        if !(notice.is_gap() && notices.contains(&notice)) {
            notices.push(notice);
        }
    }

    /// What is wrong, for people.
    pub(in crate::desk) fn warn(&self, text: impl Into<String>) {
        self.notice(Notice::Warning(text.into()));
    }

    /// What happens beside the answer.
    pub(in crate::desk) fn aside(&self, text: impl Into<String>) {
        self.notice(Notice::Aside(text.into()));
    }

    /// The answer lacks something.
    pub(in crate::desk) fn gap(&self, code: RemarkCode, text: impl Into<String>) {
        let text = text.into();
        self.notice(Notice::Gap(Remark { code, text }));
    }

    /// A file cannot be read, in these words; the answer lacks what it holds.
    pub(in crate::desk) fn miss(&self, fault: &Fault, words: impl Into<String>) {
        self.notice(Notice::Unread {
            fault: fault.clone(),
            words: words.into(),
        });
    }

    /// The answer is short: a sparse checkout, deleted files.
    pub(in crate::desk) fn miss_absent(&self, number: usize, what: &str) {
        if number > 0 {
            let files = counted(number, what);
            self.gap(
                RemarkCode::Absent,
                format!("the work tree lacks {files} that git has, and so does this answer; bitacora check names what is missing"),
            );
        }
    }
}
