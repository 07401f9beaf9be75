use crate::core::calendar::rule::CalendarRule;
use crate::core::policy::choose;
use crate::core::when::in_zone;
use crate::desk::Desk;
use crate::render::calendars::{self, Page};

use super::super::verb::Verb;
use super::Name;

/// How many holidays are shown.
const NEXT: usize = 20;

/// Show the hours of a calendar, and its next holidays
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let known = desk.books.calendars()?;
        let name = choose("a calendar", &self.name.name, known.names())?;
        let zone = known.get(&name).ok().map(|calendar| calendar.zone());
        let local = in_zone(
            desk.books.options.clock.now(),
            zone.unwrap_or(desk.books.policy.timezone),
        );
        let today = local.date_naive();
        let holidays = known.holidays(&name).iter();
        let next = holidays.filter(|holiday| holiday.day >= today).take(NEXT);
        let next: Vec<_> = next.cloned().collect();
        let rule = desk.books.policy.calendars.get(&name).cloned();
        // The only one that the configuration does not have is always open.
        let rule = rule.unwrap_or_else(CalendarRule::always);
        desk.answer(calendars::show(&Page {
            name: &name,
            zone,
            rule: &rule,
            next_holidays: &next,
            today,
        }))
    }
}
