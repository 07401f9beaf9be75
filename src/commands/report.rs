use clap::ValueEnum;
use clap_complete::engine::ArgValueCompleter;

use crate::core::report::{self, Heading};
use crate::core::words::counted;
use crate::desk::{Asked, Desk};
use crate::error::{ExitCode, Silent};
use crate::render::reports;

use super::arguments::dimensions;

/// Report on a period
///
/// A period is reported as of its end, or as of now while it still runs: what
/// happened later does not change it. Without a period the report is about
/// everything. Tickets count as they stood then, also for --where and --by.
///
///   bitacora report                                     what a manager reads first
///   bitacora report volume --period last-month          what came in and went out
///   bitacora report volume --period 2026 --by month     each month as of its own end
///   bitacora report backlog --where customer:coop-andina
///   bitacora report --from 2026-10-05 --to 2026-10-20 --format json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// Which report
    #[arg(value_enum, value_name = "NAME", default_value_t)]
    name: Name,
    /// The period: 2026-10, 2026-Q4, 2026-W47, 2026, 2026-11-22, last-month, this-week, A..B
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The first day of the period
    #[arg(long, value_name = "DAY", requires = "to", conflicts_with = "period")]
    from: Option<String>,
    /// The day after the last
    #[arg(long, value_name = "DAY", requires = "from")]
    to: Option<String>,
    /// Break the counts down by this field alone: channel, assignee, tag, month...
    #[arg(long, value_name = "FIELD", add = ArgValueCompleter::new(dimensions))]
    by: Option<String>,
    /// Count only tickets that answer this query, as `list` takes it
    #[arg(long = "where", value_name = "QUERY", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Count only what had happened before, if not as of the end of the period
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// Leave out what was recorded later, to see the report as it was then
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    known_at: Option<String>,
    /// Whose midnights bound days and months, if not those of the store's zone
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

/// The reports there are.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Name {
    /// What a manager reads first
    #[default]
    Summary,
    /// What was opened, resolved, reopened, closed and cancelled
    Volume,
    /// What is still to be done
    Backlog,
}

impl Args {
    fn asked(&self) -> Asked<'_> {
        Asked {
            period: self.period.as_deref(),
            days: self.from.as_deref().zip(self.to.as_deref()),
            by: self.by.as_deref(),
            filter: self.filter.as_deref(),
            as_of: self.as_of.as_deref(),
            known_at: self.known_at.as_deref(),
            zone: self.zone.as_deref(),
        }
    }
}

pub(super) fn run(args: &Args, desk: &Desk) -> anyhow::Result<()> {
    let (tickets, scope) = desk.survey(&args.asked())?;
    let policy = &desk.policy;
    let (heading, answer) = match args.name {
        Name::Summary => {
            let report = report::summary(tickets, policy, &scope);
            (report.heading.clone(), reports::summary(&report)?)
        }
        Name::Volume => {
            let report = report::volume(tickets, policy, &scope);
            (report.heading.clone(), reports::volume(&report)?)
        }
        Name::Backlog => {
            let report = report::backlog(tickets, policy, &scope);
            (report.heading.clone(), reports::backlog(&report)?)
        }
    };
    desk.answer(&answer)?;
    conclude(&heading, desk)
}

/// Says what a reader of the figures should know. A report that lacks files
/// ends in the code of a file that is not valid (sla.md section 7).
fn conclude(heading: &Heading, desk: &Desk) -> anyhow::Result<()> {
    if heading.recorded_late > 0 {
        let events = counted(heading.recorded_late, "event");
        desk.remark(&format!(
            "{events} of the period recorded after its end; --known-at {} leaves them out.",
            crate::core::stamp::rfc3339(&heading.period.to)
        ));
    }
    if heading.unreadable.is_empty() {
        Ok(())
    } else {
        Err(Silent(ExitCode::Invalid).into())
    }
}
