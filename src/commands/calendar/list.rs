use crate::core::calendar::Calendar;
use crate::desk::Desk;
use crate::render::calendars::{self, Listed};

use super::super::verb::Verb;
use super::ever;

/// List calendars, and which of them are open now
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let known = desk.books.calendars()?;
        let now = desk.books.now().timestamp();
        let until = |calendar: &Calendar| {
            ever(if calendar.is_open(now) {
                calendar.next_close(now)
            } else {
                calendar.next_opening(now)
            })
        };
        let names: Vec<&str> = known.names().collect();
        let listed = names.iter().map(|name| {
            let calendar = known.get(name).ok();
            let rule = desk.books.policy.calendars.get(name);
            Listed {
                name,
                zone: calendar.map(|calendar| calendar.zone()),
                is_open: calendar.map(|calendar| calendar.is_open(now)),
                until: calendar.and_then(|calendar| until(calendar)),
                extends: rule.and_then(|rule| rule.extends.as_deref()),
            }
        });
        desk.answer(calendars::list(&listed.collect::<Vec<_>>()))
    }
}
