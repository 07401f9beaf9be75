//! Reads a store through the library: tickets, the clocks of one, a report. What
//! is missing from an answer is a value, and nothing is printed but by this program.

use anyhow::Context as _;
use bitacora::core::report;
use bitacora::core::stamp::AsOf;
use bitacora::desk::books::{Asked, Books, BooksOptions, Clock, Read};

/// What a store says of itself, by a clock.
pub(crate) fn read(folder: &str, clock: Clock) -> anyhow::Result<Read<String>> {
    let books = Books::open(BooksOptions::of(folder.into(), clock))?;
    books.ask(|books| {
        let overdue = books.query("overdue")?;
        let id = &overdue.first().context("nothing is overdue")?.id;
        let clocks = books.explain(id.as_str(), None, AsOf::now(books.now()))?;
        let clocks = clocks.explained.len();
        let (survey, scope) = books.survey(&Asked::default())?;
        let opened = report::volume(&survey, &books.policy, &scope)?.figures;
        let (late, opened) = (overdue.len(), opened.total.opened);
        Ok(format!(
            "{late} overdue, {id} with {clocks} clocks; {opened} in all"
        ))
    })
}

#[allow(clippy::disallowed_methods)] // A program of its own has the machine's clock.
fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let read = read(&folder, Clock::Running(chrono::Utc::now))?;
    println!("{} ({} notices)", read.value, read.notices.len());
    Ok(())
}
