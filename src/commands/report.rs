use std::rc::Rc;

use clap::ValueEnum;
use clap_complete::engine::ArgValueCompleter;

use crate::core::calendar::NeverOpens;
use crate::core::policy::{Language, Policy};
use crate::core::remark::RemarkCode;
use crate::core::report::{self, Compliance, Conditions, Gate, Heading, Report, Scope, Tickets};
use crate::core::sla::Agreements;
use crate::core::told::Usage;
use crate::desk::Desk;
use crate::desk::books::{Asked, Survey};
use crate::render::reports::{self, Shown};
use crate::render::{Answer, Format, Parts, verdicts};

use super::arguments::Past;
use super::candidates::{customers, dimensions};
use super::files::Files;
use super::gate::{FailOn, Judged, conclude, permille, say_beside};
use super::verb::{Forms, Verb};

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
///   bitacora report compliance --period last-month      how promises were kept
///   bitacora report compliance --period last-month --fail-on contract   for CI: exit code 7
///   bitacora report --from 2026-10-05 --to 2026-10-20 --format json
///   bitacora report quality --period last-month --compare
///   bitacora report customer coop-andina --period last-month --lang es
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// Which report
    #[arg(value_enum, value_name = "NAME", default_value_t = Name::Summary)]
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
    /// End with exit code 7 when a commitment of a contract is not met in a
    /// month, something was breached in the period, something is at risk or
    /// overdue now, or a verdict was turned after its term ran out; only of
    /// compliance
    #[arg(long, value_enum, value_name = "CONDITION", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
    /// End with exit code 7 when a target of a contract is met in less than
    /// this percentage; each is measured alone; only of compliance
    #[arg(long, value_name = "PERCENT", value_parser = permille)]
    fail_under: Option<u32>,
    /// Whose midnights bound days and months, if not those of the store's zone
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    #[command(flatten)]
    pub(super) files: Files,
    #[command(flatten)]
    pub(super) past: Past,
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

/// Reports, in the order of the help: a name, from what it is made, the function
/// of the core that bears its name, and what else holds of it.
macro_rules! reports {
    ($($(#[doc = $doc:literal])* $name:ident = $of:ident $make:ident $(, $more:ident)*;)*) => {
        /// The reports there are.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        enum Name {
            $($(#[doc = $doc])* $name),*
        }

        impl Name {
            fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        name: stringify!($make),
                        holds: &[$(Holds::$more),*],
                    },)*
                }
            }
        }

        impl Making<'_> {
            /// Makes one report; its heading is the command's to speak of.
            fn report<S: Tickets>(&self, tickets: S, scope: &Scope) -> anyhow::Result<Made>
            where
                S::Error: From<NeverOpens>,
                anyhow::Error: From<S::Error>,
            {
                match self.name {
                    $(Name::$name => reports!(@$of self, tickets, scope, $make),)*
                }
            }
        }
    };
    // Of tickets alone.
    (@tickets $self:ident, $tickets:ident, $scope:ident, $make:ident) => {{
        let report = report::$make($tickets, &$self.desk.books.policy, $scope)?;
        let report = $self.whole(report, $scope);
        Ok(Made::of(report))
    }};
    // Of what is promised too.
    (@promises $self:ident, $tickets:ident, $scope:ident, $make:ident) => {{
        let report = $self.bound($scope, |policy, agreements| {
            Ok(report::$make($tickets, policy, agreements, $scope)?)
        })?;
        Ok(Made::of(report))
    }};
    // The same, and a build asks whether they were kept.
    (@verdicts $self:ident, $tickets:ident, $scope:ident, $make:ident) => {{
        let report = $self.bound($scope, |policy, agreements| {
            Ok(report::$make($tickets, policy, agreements, $scope)?)
        })?;
        $self.judged(report)
    }};
}

/// What holds of a report.
#[derive(Debug, Clone, Copy)]
struct Row {
    name: &'static str,
    holds: &'static [Holds],
}

/// What holds of some reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Its counts are broken down by fields.
    ByFields,
    /// It looks at what came before the period.
    LooksBack,
    /// A build can ask it whether promises were kept.
    HasGate,
    /// It is that of a customer, and for them to read.
    IsTheirs,
}

impl Row {
    fn has(self, holds: Holds) -> bool {
        self.holds.contains(&holds)
    }
}

reports! {
    /// What a manager reads first
    Summary = promises summary, ByFields;
    /// What was opened, resolved, reopened, closed and cancelled
    Volume = tickets volume, ByFields;
    /// What is still to be done
    Backlog = tickets backlog, ByFields;
    /// Through which channels customers made contact
    Channels = tickets channels, ByFields;
    /// What each agent has, received, resolved and logged
    Workload = promises workload;
    /// What was solved at first contact, at first level, and came back
    Quality = tickets quality, ByFields;
    /// What keeps coming back: candidates for a problem, and for training
    Recurrence = tickets recurrence, LooksBack;
    /// Claimed urgency against decided urgency
    Inflation = tickets inflation, ByFields;
    /// How long it took: to acknowledge, to answer, to resolve
    Times = promises times, ByFields;
    /// How promises were kept: per contract and target, with the tickets behind
    Compliance = verdicts compliance, ByFields, HasGate;
    /// What a customer's manager is told, without notes, causes or agents
    Customer = promises customer, LooksBack, IsTheirs;
}

impl Args {
    fn asked(&self) -> Asked<'_> {
        let row = self.name.row();
        Asked {
            compare: self.compare,
            looks_back: row.has(Holds::LooksBack),
            period: self.period.as_deref(),
            days: self.from.as_deref().zip(self.to.as_deref()),
            by: self.by.as_deref(),
            own_dimensions: if row.has(Holds::HasGate) {
                &report::OWN_DIMENSIONS
            } else {
                &[]
            },
            filter: self.filter.as_deref(),
            as_of: self.as_of.as_deref(),
            known_at: self.known_at.as_deref(),
            zone: self.zone.as_deref(),
            customer: None,
        }
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            contract: self.fail_on.contains(&FailOn::Contract),
            under: self.fail_under,
            breached: self.fail_on.contains(&FailOn::Breached),
            at_risk: self.fail_on.contains(&FailOn::AtRisk),
            turned: self.fail_on.contains(&FailOn::Turned),
        }
    }
}

impl Verb for Args {
    fn forms(&self) -> Forms<'_> {
        let row = self.name.row();
        let formats = if row.has(Holds::HasGate) {
            verdicts::FORMATS
        } else {
            Format::COMMON
        };
        Forms::of(format!("report {}", row.name), formats).into_files(&self.files)
    }

    fn past(&self) -> Option<&Past> {
        Some(&self.past)
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
        self.fit()?;
        let customer = self.customer.as_deref();
        let customer = customer.map(|text| desk.books.customer(text)).transpose()?;
        if let Some(customer) = &customer {
            // No customer is told of promises that nobody can read.
            desk.books.contract(customer)?;
        }
        let asked = Asked {
            customer: customer.as_deref(),
            ..self.asked()
        };
        let (survey, mut scope) = desk.books.survey(&asked)?;
        let language = self.lang.map_or(desk.books.policy.language, Language::from);
        let delivery = self.files.delivery();
        let parts = desk.parts(&delivery);
        scope.only_breaches = !(parts.data || parts.sheet || parts.verdicts);
        let making = Making {
            name: self.name,
            conditions: self.conditions(),
            parts,
            survey: &survey,
            desk,
        };
        if !self.compare {
            let made = making.report(&survey, &scope)?;
            say_beside(&made.heading, made.gate.as_ref(), desk);
            desk.deliver_in(made.answer, language, &delivery)?;
            return conclude(&made.heading, made.gate, desk);
        }
        let Some(previous) = scope.previous() else {
            return Err(Usage::new(
                "--compare needs a period: nothing is before everything",
                "--period last-month",
            )
            .into());
        };
        if scope.as_of.until < scope.span().to {
            desk.beside(
                RemarkCode::Period,
                "The period still runs; the one before it is whole.",
            );
        }
        let tickets = survey.all()?;
        let before = making.report(tickets.clone(), &previous)?;
        let now = making.report(tickets, &scope)?;
        let answer = reports::compared(now.answer, before.answer, &before.heading);
        say_beside(&now.heading, now.gate.as_ref(), desk);
        desk.deliver_in(answer, language, &delivery)?;
        conclude(&now.heading, now.gate, desk)
    }
}

/// A report, and what it says to a build.
struct Made {
    heading: Heading,
    answer: Answer<'static>,
    gate: Option<Judged>,
}

impl Made {
    fn of<T: Shown>(report: Report<T>) -> Self {
        Self {
            heading: report.heading.clone(),
            answer: reports::answer(report),
            gate: None,
        }
    }
}

impl Args {
    /// Refuses arguments that this report would not heed.
    fn fit(&self) -> Result<(), Usage> {
        let row = self.name.row();
        let name = row.name;
        let refused = |what: String, hint: String| Err(Usage::new(what, hint));
        match &self.customer {
            None if row.has(Holds::IsTheirs) => refused(
                "whose report is not said".to_owned(),
                "bitacora report customer NAME, a file of contracts/".to_owned(),
            ),
            Some(_) if row.has(Holds::IsTheirs) && self.filter.is_some() => refused(
                "the customer's report is about all of their tickets: --where leaves some out"
                    .to_owned(),
                "bitacora report summary --where customer:NAME".to_owned(),
            ),
            Some(customer) if !row.has(Holds::IsTheirs) => refused(
                format!("report {name} is about no one customer"),
                format!("--where customer:{customer}, or bitacora report customer {customer}"),
            ),
            _ if !row.has(Holds::HasGate) && !self.conditions().is_empty() => refused(
                "--fail-on and --fail-under are about compliance".to_owned(),
                "bitacora report compliance --fail-on contract".to_owned(),
            ),
            _ if !row.has(Holds::ByFields) && self.by.is_some() => refused(
                format!("report {name} is not broken down by fields"),
                "--where QUERY counts only some tickets; leave --by out".to_owned(),
            ),
            _ => Ok(()),
        }
    }
}

/// What one report is made of, whichever its time.
struct Making<'a> {
    name: Name,
    conditions: Conditions,
    parts: Parts,
    survey: &'a Survey<'a>,
    desk: &'a Desk,
}

impl Making<'_> {
    /// A report, and its heading says what it lacks: files, and what clocks were
    /// read by that the configuration has no more.
    fn whole<T>(&self, mut report: Report<T>, scope: &Scope) -> Report<T> {
        if let Some(basis) = &scope.basis {
            self.desk.books.warn_of_unlisted(&basis.noted.unlisted());
        }
        report.heading.unreadable = self.survey.unreadable();
        let missed = self.desk.missed_in_configuration();
        let unreadable = &mut report.heading.unreadable;
        unreadable.extend(missed);
        if self.name.row().has(Holds::IsTheirs) {
            *unreadable = unreadable.iter().map(report::told_of).collect();
        }
        report
    }

    /// The same of one that depends on what is promised.
    fn bound<T>(
        &self,
        scope: &Scope,
        make: impl FnOnce(&Policy, &Agreements<'_>) -> anyhow::Result<Report<T>>,
    ) -> anyhow::Result<Report<T>> {
        let desk = self.desk;
        let report = desk
            .books
            .by_agreements(|agreements| make(&desk.books.policy, agreements));
        Ok(self.whole(report?, scope))
    }

    /// The report of promises with what is asked of it.
    fn judged(&self, report: Report<Compliance>) -> anyhow::Result<Made> {
        let report = Rc::new(report);
        let gate = Gate::new(&report.figures, &self.conditions);
        let asked = gate.as_ref().ok();
        let asked = asked.filter(|_| !self.conditions.is_empty());
        let mut answer = reports::compliance(&report, asked);
        if self.parts.verdicts {
            let alerted = verdicts::alerted(&report.figures).filter(|_| self.parts.lines);
            let places = self.desk.books.places(alerted)?;
            answer = verdicts::with_verdicts(answer, &report, &gate, &places);
        }
        Ok(Made {
            heading: report.heading.clone(),
            answer,
            gate: Some(gate),
        })
    }
}
