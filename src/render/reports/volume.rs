//! What came in and went out.

use crate::core::report::{Report, Volume};
use crate::render::Table;
use crate::render::document::Document;

use super::{COUNTS, Shown, Written, by, counts, heading, months, number};

/// What came in and went out.
impl Shown for Volume {
    const DOCUMENT: Document<Written<'static, Self>> =
        Document::of("bitacora/report/volume/1", "report volume");

    fn tables(report: &Report<Self>) -> Vec<Table> {
        let figures = &report.figures;
        let mut total = Table::new(COUNTS.iter().map(|name| number(name)).collect());
        total.rows = vec![counts(&figures.total)];
        let total = total.noted("Tickets, each once in a column, however often it was resolved.");
        let mut tables = vec![heading("Volume", &report.heading), total];
        for breakdown in &figures.by.0 {
            tables.push(by(breakdown, COUNTS, counts));
        }
        tables.extend(months(&figures.by_month));
        tables
    }
}
