use crate::core::duration::format_duration;
use crate::core::lifecycle::{Work, work};
use crate::core::told::Usage;
use crate::desk::Desk;

use super::arguments::{self, References, Text};
use super::verb::Verb;

/// Record time worked
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("time").required(true).multiple(true).args(["spent", "from"]))]
pub(super) struct Args {
    #[command(flatten)]
    references: References,
    /// How long: 45m, 1h30m
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["from", "to"])]
    spent: Option<String>,
    /// From when
    #[arg(long, value_name = "WHEN", requires = "to", allow_hyphen_values = true)]
    from: Option<String>,
    /// To when
    #[arg(
        long,
        value_name = "WHEN",
        requires = "from",
        allow_hyphen_values = true
    )]
    to: Option<String>,
    /// Where
    #[arg(long, value_name = "PLACE", value_parser = ["remote", "onsite"])]
    place: Option<String>,
    /// The customer pays nothing for it
    #[arg(long)]
    free: bool,
    #[command(flatten)]
    text: Text,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let references = self.references.read(desk)?;
        let span = match (&self.from, &self.to) {
            (Some(from), Some(to)) => Some((desk.books.when(from)?, desk.books.when(to)?)),
            _ => None,
        };
        let spent = match span {
            Some((from, to)) if from < to => format_duration((to - from).num_seconds()),
            Some(_) => {
                return Err(
                    Usage::new("--from is not before --to", "--from 09:00 --to 10:30").into(),
                );
            }
            None => arguments::duration(self.spent.as_deref())?.unwrap_or_default(),
        };
        let text = self.text.given(desk)?.unwrap_or_default();
        let entry = Work {
            spent: &spent,
            span,
            place: self.place.as_deref(),
            free: self.free,
            text: &text,
        };
        let outcome = desk.change(&references, |ticket, stamp| work(ticket, &entry, stamp))?;
        desk.tell_changes(&outcome)
    }
}
