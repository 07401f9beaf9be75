use std::collections::HashSet;
use std::path::PathBuf;

use chrono::Datelike as _;

use crate::core::policy::choose;
use crate::core::remark::RemarkCode;
use crate::core::words::counted;
use crate::desk::Desk;
use crate::render::calendars;

use super::super::verb::Verb;
use super::Name;

/// Show what an iCalendar file would add to the holidays of a calendar
///
/// It writes nothing. The YAML beside a new date goes into `holidays:` of the
/// calendar in bitacora.yaml; or put the file into the store and name it there.
/// Days of this year and the next are shown.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    name: Name,
    /// An .ics file
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Days of all years
    #[arg(long)]
    all: bool,
}

impl Verb for Args {
    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        let known = desk.books.calendars()?;
        let name = choose("a calendar", &self.name.name, known.names())?;
        let feasts = desk.books.holiday_file(&self.file)?;
        let total = feasts.len();
        let this_year = desk.books.now().year();
        let years = this_year..=this_year + 1;
        let holidays = known.holidays(&name).iter();
        let there: HashSet<_> = holidays.map(|holiday| holiday.day).collect();
        let days: Vec<_> = feasts
            .into_iter()
            .filter(|feast| self.all || years.contains(&feast.day.year()))
            .map(|feast| {
                let is_known = there.contains(&feast.day);
                (feast, is_known)
            })
            .collect();
        let others = total - days.len();
        if others > 0 {
            let others = counted(others, "day");
            desk.beside(
                RemarkCode::Limit,
                format!("{others} of other years, which --all shows."),
            );
        }
        desk.answer(calendars::import(&name, &days))
    }
}
