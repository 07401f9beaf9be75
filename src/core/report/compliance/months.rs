//! Compliance month by month (sla.md section 5).

use serde::Serialize;

use crate::core::calendar::NeverOpens;
use crate::core::report::months::begun;
use crate::core::report::scope::{Scope, Span};
use crate::core::report::snapshot::Snapshot;
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;

use super::{Agreed, ByTarget, agreed, judged};

/// What concluded in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// Each target of each contract.
    pub contracts: Vec<Agreed>,
}

pub(super) fn by_month(
    mut snapshot: Snapshot<'_>,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Vec<KeptInMonth>, NeverOpens> {
    let mut months = Vec::new();
    for period in begun(&snapshot, scope).into_iter().rev() {
        let as_of = scope.as_of.or_end(period.to);
        snapshot.rewind(as_of);
        let span = Span::from(&period);
        let cases = snapshot.cases();
        let judged = judged(&cases, agreements, &span, as_of)?;
        let mut total = ByTarget::default();
        for judged in &judged {
            total += judged.kept(&span);
        }
        months.push(KeptInMonth {
            contracts: agreed(&cases, &judged, agreements, scope, &span, as_of),
            month: span.label,
            from: period.from,
            to: period.to,
            as_of: as_of.at,
            total,
        });
    }
    months.reverse();
    Ok(months)
}
