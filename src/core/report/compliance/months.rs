//! Compliance month by month (bitacora-sla(7), BOOKING).

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::report::book::Book;
use crate::core::report::frames::{Lives, frames, month_of};
use crate::core::report::kept::ByTarget;
use crate::core::report::scope::{Scope, Window};
use crate::core::stamp::Timestamp;

use super::{Agreed, Rows};

/// What a month counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeptInMonth {
    /// `2026-10`, or the days of a part of one.
    pub month: String,
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
    /// Its end, or the instant of the report while it still runs.
    pub as_of: Timestamp,
    /// Each target over all contracts.
    pub total: ByTarget,
    /// Each target of each version of a contract's terms.
    pub contracts: Vec<Agreed>,
}

/// The same lines as in the whole report, so that months sum up to it.
pub(super) fn by_month(
    lives: Lives,
    rows: &Rows<'_>,
    book: &Book,
    scope: &Scope,
) -> Vec<KeptInMonth> {
    let frames = frames(lives, scope, &book.months()).into_iter();
    let month = frames.map(|period| {
        let first = month_of(period.days().0);
        let as_of = scope.as_of.or_end(period.to);
        let span = Window::from(&period);
        KeptInMonth {
            total: book.in_month(first),
            contracts: rows.agreed(book.by_terms(Some(first)), &span, as_of),
            month: span.label,
            from: period.from,
            to: period.to,
            as_of: as_of.at,
        }
    });
    month.collect()
}
