use clap::ValueEnum;
use clap_complete::engine::ArgValueCompleter;

use crate::core::policy::Language;
use crate::core::report::{self, Heading, Scope};
use crate::core::ticket::Ticket;
use crate::core::words::counted;
use crate::desk::{Asked, Desk};
use crate::error::{ExitCode, Silent, Usage};
use crate::render::{Answer, reports};

use super::arguments::{customers, dimensions};

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
///   bitacora report quality --period last-month --compare
///   bitacora report customer coop-andina --period last-month --lang es
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// Which report
    #[arg(value_enum, value_name = "NAME", default_value_t)]
    name: Name,
    /// Whose report, after `customer`
    #[arg(value_name = "CUSTOMER", add = ArgValueCompleter::new(customers))]
    customer: Option<String>,
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
    /// Show each figure beside that of the period before, and the difference
    #[arg(long)]
    compare: bool,
    /// The language of labels, dates and decimals, if not the store's
    #[arg(long, value_enum, value_name = "LANG")]
    lang: Option<Lang>,
}

/// The languages there are.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    /// English
    En,
    /// Spanish
    Es,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Es => Self::Es,
        }
    }
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
    /// Through which channels customers made contact
    Channels,
    /// What each agent has, received, resolved and logged
    Workload,
    /// What was solved at first contact, at first level, and came back
    Quality,
    /// What keeps coming back: candidates for a problem, and for training
    Recurrence,
    /// Claimed urgency against decided urgency
    Inflation,
    /// What a customer's manager is told, without notes, causes or agents
    Customer,
}

impl Name {
    /// Whether its counts are broken down by fields.
    fn has_breakdowns(self) -> bool {
        !matches!(self, Self::Workload | Self::Recurrence | Self::Customer)
    }

    fn as_str(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
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
            customer: None,
        }
    }
}

pub(super) fn run(args: &Args, desk: &Desk) -> anyhow::Result<()> {
    args.fit()?;
    let customer = args.customer.as_deref();
    let customer = customer.map(|text| desk.customer(text)).transpose()?;
    let asked = Asked {
        customer: customer.as_deref(),
        ..args.asked()
    };
    let (tickets, scope) = desk.survey(&asked)?;
    let language = args.lang.map_or(desk.policy.language, Language::from);
    let made = |tickets: Vec<Ticket>, scope: &Scope| {
        let customer = customer.as_deref().unwrap_or_default();
        report(args.name, customer, tickets, scope, desk)
    };
    if !args.compare {
        let (heading, answer) = made(tickets, &scope)?;
        desk.answer_in(&answer, language)?;
        return conclude(&heading, desk);
    }
    let Some(previous) = scope.previous() else {
        return Err(Usage::new(
            "--compare needs a period: nothing is before everything",
            "--period last-month",
        )
        .into());
    };
    if scope.as_of < scope.span().to {
        desk.remark("The period still runs; the one before it is whole.");
    }
    let (before, other) = made(tickets.clone(), &previous)?;
    let (heading, answer) = made(tickets, &scope)?;
    desk.answer_in(&reports::compared(answer, other, &before), language)?;
    conclude(&heading, desk)
}

impl Args {
    /// Refuses arguments that this report would not heed.
    fn fit(&self) -> Result<(), Usage> {
        let name = self.name.as_str();
        match (self.name, &self.customer) {
            (Name::Customer, None) => {
                return Err(Usage::new(
                    "whose report is not said",
                    "bitacora report customer NAME, a file of contracts/",
                ));
            }
            (Name::Customer, Some(_)) if self.filter.is_some() => {
                return Err(Usage::new(
                    "the customer's report is about all of their tickets: --where leaves some out",
                    "bitacora report summary --where customer:NAME",
                ));
            }
            (Name::Customer, _) | (_, None) => {}
            (_, Some(customer)) => {
                return Err(Usage::new(
                    format!("report {name} is about no one customer"),
                    format!("--where customer:{customer}, or bitacora report customer {customer}"),
                ));
            }
        }
        if self.by.is_some() && !self.name.has_breakdowns() {
            return Err(Usage::new(
                format!("report {name} is not broken down by fields"),
                "--where QUERY counts only some tickets; leave --by out",
            ));
        }
        Ok(())
    }
}

/// Makes one report; its heading is the command's to speak of.
fn report(
    name: Name,
    customer: &str,
    tickets: Vec<Ticket>,
    scope: &Scope,
    desk: &Desk,
) -> anyhow::Result<(Heading, Answer)> {
    let policy = &desk.policy;
    Ok(match name {
        Name::Summary => desk.by_agreements(|agreements| {
            let report = report::summary(tickets, policy, agreements, scope)?;
            Ok((report.heading.clone(), reports::summary(&report)?))
        })?,
        Name::Volume => {
            let report = report::volume(tickets, policy, scope);
            (report.heading.clone(), reports::volume(&report)?)
        }
        Name::Backlog => {
            let report = report::backlog(tickets, policy, scope);
            (report.heading.clone(), reports::backlog(&report)?)
        }
        Name::Channels => {
            let report = report::channels(tickets, policy, scope);
            (report.heading.clone(), reports::channels(&report)?)
        }
        Name::Workload => desk.by_agreements(|agreements| {
            let report = report::workload(tickets, policy, agreements, scope)?;
            Ok((report.heading.clone(), reports::workload(&report)?))
        })?,
        Name::Quality => {
            let report = report::quality(tickets, policy, scope);
            (report.heading.clone(), reports::quality(&report)?)
        }
        Name::Recurrence => {
            let report = report::recurrence(tickets, scope);
            (report.heading.clone(), reports::recurrence(&report)?)
        }
        Name::Inflation => {
            let report = report::inflation(tickets, policy, scope);
            (report.heading.clone(), reports::inflation(&report)?)
        }
        Name::Customer => {
            let contract = desk.contract(customer)?;
            desk.by_agreements(|agreements| {
                let about = (customer, contract.as_ref());
                let report = report::customer(tickets, about, policy, agreements, scope)?;
                Ok((report.heading.clone(), reports::customer(&report)?))
            })?
        }
    })
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
