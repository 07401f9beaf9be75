mod add;
mod between;
mod clock;
mod hours;
mod import;
mod list;
mod open;
mod show;
mod subtract;

use std::sync::Arc;

use clap_complete::engine::ArgValueCompleter;

use crate::core::calendar::{Calendar, NeverOpens, Pauses, Second};
use crate::core::duration::{Seconds, parse_duration};
use crate::desk::Desk;

use super::verb::group;
use crate::commands::candidates;

group! {
    /// Ask a calendar when it is open, and count hours with it
    ///
    /// Calendars stand in bitacora.yaml, see bitacora-config(5); `24x7` is always
    /// there. Times are read on the wall clock of the calendar's zone, and answered
    /// with its offset.
    ///
    ///   bitacora calendar open office --at "2026-12-24 11:00"
    ///   bitacora calendar add office --from "today 16:30" --for 4h
    ///   bitacora calendar clock office --start 09:00 --target 4h --pause 10:00/11:30
    #[command(verbatim_doc_comment)]
    {
        reads list List;
        reads show Show;
        reads open Open;
        reads add Add;
        reads subtract Subtract;
        reads between Between;
        reads hours Hours;
        reads clock Clock;
        reads import Import;
    }
}

/// Which calendar.
#[derive(Debug, clap::Args)]
struct Name {
    /// A calendar of bitacora.yaml, or 24x7
    #[arg(value_name = "NAME", add = ArgValueCompleter::new(candidates::calendars))]
    name: String,
}

impl Name {
    fn read(&self, desk: &Desk) -> anyhow::Result<Arc<Calendar>> {
        desk.books.calendar(&self.name)
    }
}

/// `--pause`, any number of times.
#[derive(Debug, clap::Args)]
struct Pausing {
    /// The clock stands still: FROM/TO, or FROM/ while it still does
    #[arg(long = "pause", value_name = "FROM/TO", allow_hyphen_values = true)]
    pauses: Vec<String>,
}

impl Pausing {
    fn read(&self, desk: &Desk, calendar: &Calendar) -> anyhow::Result<Pauses> {
        desk.books.pauses(&self.pauses, calendar.zone())
    }
}

/// `--for`.
#[derive(Debug, clap::Args)]
struct For {
    /// How much open time: 90m, 4h, 1h30m, 2d (48 open hours)
    #[arg(long = "for", value_name = "DURATION")]
    span: String,
}

impl For {
    fn read(&self) -> anyhow::Result<Seconds> {
        Ok(parse_duration(&self.span)?)
    }
}

/// An instant, or nothing where it never comes.
fn ever(found: Result<Second, NeverOpens>) -> Option<Second> {
    found.ok()
}
