//! Findings at their places.

use std::collections::HashSet;

use crate::core::check::{Finding, Located, Place, Weight};
use crate::core::faq::{self, Back};
use crate::core::fault::Fault;
use crate::core::id::TicketId;
use crate::core::told::Told as _;
use crate::desk::books::lost::{Lacking, What};
use crate::store::article_file::ArticleFile;
use crate::store::git::GitError;
use crate::store::ticket_file::TicketFile;

impl Lacking {
    /// The finding, at the file that lacks it.
    pub(super) fn located(self, tickets: &[TicketFile]) -> Located {
        let Self {
            merge,
            parent,
            path,
            what,
        } = self;
        let (weight, rule, reason) = match what {
            What::Lost(loss) => (
                Weight::Fault,
                "history/lost",
                format!(
                    "the merge {merge:.9} lost {} of its parent {parent:.9}",
                    loss.named()
                ),
            ),
            What::Unproved(why) => (
                Weight::Note,
                "history/unproved",
                format!(
                    "what the merge {merge:.9} lost of its parent {parent:.9} cannot be told: {why}"
                ),
            ),
        };
        let finding = Finding {
            weight,
            rule,
            place: Place::File,
            reason,
        };
        match tickets.iter().find(|file| file.path == path) {
            Some(file) => locate(file, finding),
            None => Located {
                path,
                line: 1,
                column: 1,
                finding,
            },
        }
    }
}

/// Whether the articles and the tickets name each other.
pub(super) fn linked<'t>(
    articles: &[ArticleFile],
    known: HashSet<TicketId>,
    tickets: impl Iterator<Item = &'t TicketFile>,
) -> Vec<Located> {
    let named = tickets.map(|file| {
        let articles = file.ticket.fields.articles.clone();
        (file.ticket.id.clone(), articles.unwrap_or_default())
    });
    let back = Back {
        known,
        named: named.collect(),
    };
    let findings = articles.iter().flat_map(|file| {
        let found = faq::check_article(file.slug(), &file.article, &back);
        let place = |finding: Finding| at(&file.path, file.locate(&finding.place), finding);
        found.into_iter().map(place)
    });
    findings.collect()
}

/// Something of the repository that cannot be looked at, so that what it would
/// tell is not checked.
pub(super) fn unlooked(path: &str, error: &GitError) -> Located {
    let reason = match error.hint() {
        Some(hint) => format!("{error} ({})", hint.replace('\n', ", ")),
        None => error.to_string(),
    };
    at(path, (1, 1), fault("store/repository", reason))
}

pub(super) fn unreadable(unread: Fault) -> Located {
    let reason = match unread.hint {
        Some(hint) => format!("{} ({hint})", unread.reason),
        None => unread.reason,
    };
    let place = (unread.line, unread.column);
    at(&unread.path, place, fault("file/invalid", reason))
}

pub(super) fn locate(file: &TicketFile, finding: Finding) -> Located {
    at(&file.path, file.locate(&finding.place), finding)
}

fn fault(rule: &'static str, reason: String) -> Finding {
    Finding {
        weight: Weight::Fault,
        rule,
        place: Place::File,
        reason,
    }
}

fn at(path: &str, (line, column): (usize, usize), finding: Finding) -> Located {
    Located {
        path: path.to_owned(),
        line,
        column,
        finding,
    }
}
