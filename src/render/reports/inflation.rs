//! Claimed urgency against decided urgency.

use crate::core::report::{Claims, Inflation, Report};
use crate::render::document::Document;
use crate::render::{Cell, Table};

use super::{Shown, Written, buckets, by, heading, of, record};

const COUNTS: &[&str] = &["claims", "inflated", "undecided"];

/// Whether what requesters call urgent is.
impl Shown for Inflation {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/inflation/1", "report inflation");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let total = &figures.total;
        let total = vec![
            ("claims", Cell::count(total.claims)),
            ("claimed above the decision", of("claims", total.inflated)),
            (
                "claimed highest, decided highest",
                of("claimed highest", total.highest),
            ),
            ("undecided", Cell::count(total.undecided)),
        ];
        let mut tables = vec![
            heading("Claimed urgency", &report.heading),
            record("Claims", total),
        ];
        for breakdown in &figures.by.0 {
            tables.push(by(breakdown, COUNTS, counts));
        }
        tables.extend(buckets(&figures.by_month, COUNTS, counts));
        tables
    }
}

fn counts(claims: &Claims) -> Vec<Cell> {
    vec![
        Cell::count(claims.claims),
        Cell::Ratio {
            ratio: claims.inflated,
            of: None,
        },
        Cell::count(claims.undecided),
    ]
}
