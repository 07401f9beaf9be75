use crate::desk::Desk;
use crate::render::tickets;

use super::arguments::{Past, References};
use super::verb::Verb;

/// Show tickets as a person reads them
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    #[command(flatten)]
    pub(super) past: Past,
}

impl Verb for Args {
    fn past(&self) -> Option<&Past> {
        Some(&self.past)
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let found = references
            .iter()
            .map(|reference| desk.books.ticket(reference))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let board = desk.books.own_board(&found);
        let scene = desk.scene();
        if desk.wants_data() && found.len() > 1 {
            return desk.answer(tickets::show_many(&found, &board, scene));
        }
        for ticket in &found {
            desk.answer(tickets::show(ticket, &board, scene))?;
        }
        Ok(())
    }
}
