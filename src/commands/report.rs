use clap::ValueEnum;
use clap_complete::engine::ArgValueCompleter;

use crate::core::calendar::NeverOpens;
use crate::core::policy::Language;
use crate::core::refusal::Refusal;
use crate::core::report::{self, Compliance, Conditions, Gate, Heading, Report, Scope, Tickets};
use crate::core::sla::Agreements;
use crate::core::words::counted;
use crate::desk::{Asked, Desk, Survey};
use crate::error::{AnswerIsNo, ExitCode, Silent, Usage};
use crate::render::{Answer, Format, Parts, RemarkCode, reports, verdicts};

use super::arguments::{Past, customers, dimensions};
use super::files::Files;
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

/// The reports there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
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
    /// How long it took: to acknowledge, to answer, to resolve
    Times,
    /// How promises were kept: per contract and target, with the tickets behind
    Compliance,
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

/// What makes a build fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A commitment of a contract is not met in a month of the period
    Contract,
    /// A target was breached in the period
    Breached,
    /// A target is at risk or overdue now
    AtRisk,
    /// A breach was turned into none after its term had run out, or a verdict
    /// became a breach after its month was closed
    Turned,
}

/// `95`, `97.5`: a percentage, in tenths.
fn permille(text: &str) -> Result<u32, String> {
    let wrong = || "a percentage from 0 to 100, with one decimal at most: 95, 97.5".to_owned();
    let number = text.trim().trim_end_matches('%').trim_end();
    let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(tenth) || whole.len() > 3 || tenth.len() > 1 {
        return Err(wrong());
    }
    let digits: u32 = format!("{whole}{tenth}").parse().map_err(|_| wrong())?;
    if digits > 1_000 {
        Err(wrong())
    } else {
        Ok(digits)
    }
}

impl Args {
    fn asked(&self) -> Asked<'_> {
        Asked {
            compare: self.compare,
            looks_back: matches!(self.name, Name::Recurrence | Name::Customer),
            period: self.period.as_deref(),
            days: self.from.as_deref().zip(self.to.as_deref()),
            by: self.by.as_deref(),
            own_dimensions: match self.name {
                Name::Compliance => &report::OWN_DIMENSIONS,
                _ => &[],
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
        let formats = match self.name {
            Name::Compliance => verdicts::FORMATS,
            _ => Format::COMMON,
        };
        Forms::of(format!("report {}", self.name.as_str()), formats).into_files(&self.files)
    }

    fn past(&self) -> Option<&Past> {
        Some(&self.past)
    }

    fn run(self, desk: &Desk) -> anyhow::Result<()> {
    self.fit()?;
    let customer = self.customer.as_deref();
    let customer = customer.map(|text| desk.customer(text)).transpose()?;
    let asked = Asked {
        customer: customer.as_deref(),
        ..self.asked()
    };
    let (survey, mut scope) = desk.survey(&asked)?;
    let language = self.lang.map_or(desk.policy.language, Language::from);
    let delivery = self.files.delivery();
    let parts = desk.parts(&delivery);
    scope.only_breaches = !(parts.data || parts.sheet || parts.verdicts);
    let making = Making {
        name: self.name,
        customer: customer.as_deref().unwrap_or_default(),
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
    answer: Answer,
    gate: Option<Judgement>,
}

/// What a gate found, or why nothing can be asked of it.
type Judgement = Result<Gate, Refusal>;

impl Made {
    fn of<T>(report: &Report<T>, answer: Answer) -> Self {
        Self {
            heading: report.heading.clone(),
            answer,
            gate: None,
        }
    }
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
        if self.name != Name::Compliance && !self.conditions().is_empty() {
            return Err(Usage::new(
                "--fail-on and --fail-under are about compliance",
                "bitacora report compliance --fail-on contract",
            ));
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

/// What one report is made of, whichever its time.
struct Making<'a> {
    name: Name,
    customer: &'a str,
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
            self.desk.warn_of_unlisted(&basis.unlisted.unlisted());
        }
        report.heading.unreadable = self.survey.unreadable();
        let missed = self.desk.missed_in_configuration();
        report.heading.unreadable.extend(missed);
        report
    }

    /// The same of one that depends on what is promised.
    fn bound<T>(
        &self,
        scope: &Scope,
        make: impl FnOnce(&Agreements<'_>) -> anyhow::Result<Report<T>>,
    ) -> anyhow::Result<Report<T>> {
        Ok(self.whole(self.desk.by_agreements(make)?, scope))
    }

    /// Makes one report; its heading is the command's to speak of.
    fn report<S: Tickets>(&self, tickets: S, scope: &Scope) -> anyhow::Result<Made>
    where
        S::Error: From<NeverOpens>,
        anyhow::Error: From<S::Error>,
    {
        let policy = &self.desk.policy;
        Ok(match self.name {
            Name::Summary => {
                let tickets = tickets.all()?;
                let report = self
                    .bound(scope, |agreements| Ok(report::summary(tickets, policy, agreements, scope)?))?;
                Made::of(&report, reports::summary(&report)?)
            }
            Name::Volume => {
                let report = self.whole(report::volume(tickets, policy, scope)?, scope);
                Made::of(&report, reports::volume(&report)?)
            }
            Name::Backlog => {
                let report = self.whole(report::backlog(tickets.all()?, policy, scope), scope);
                Made::of(&report, reports::backlog(&report)?)
            }
            Name::Compliance => {
                let report = self.bound(scope, |agreements| {
                    Ok(report::compliance(tickets, policy, agreements, scope)?)
                })?;
                self.judged(&report)?
            }
            Name::Times => {
                let report = self
                    .bound(scope, |agreements| Ok(report::times(tickets, policy, agreements, scope)?))?;
                Made::of(&report, reports::times(&report)?)
            }
            Name::Channels => {
                let report = self.whole(report::channels(tickets.all()?, policy, scope), scope);
                Made::of(&report, reports::channels(&report)?)
            }
            Name::Workload => {
                let tickets = tickets.all()?;
                let report = self.bound(scope, |agreements| {
                    Ok(report::workload(tickets, policy, agreements, scope)?)
                })?;
                Made::of(&report, reports::workload(&report)?)
            }
            Name::Quality => {
                let report = self.whole(report::quality(tickets.all()?, policy, scope), scope);
                Made::of(&report, reports::quality(&report)?)
            }
            Name::Recurrence => {
                let report = self.whole(report::recurrence(tickets.all()?, scope), scope);
                Made::of(&report, reports::recurrence(&report)?)
            }
            Name::Inflation => {
                let report = self.whole(report::inflation(tickets.all()?, policy, scope), scope);
                Made::of(&report, reports::inflation(&report)?)
            }
            Name::Customer => {
                let tickets = tickets.all()?;
                let contract = self.desk.contract(self.customer)?;
                let about = (self.customer, contract.as_ref());
                let mut report = self.bound(scope, |agreements| {
                    Ok(report::customer(tickets, about, policy, agreements, scope)?)
                })?;
                let unreadable = &mut report.heading.unreadable;
                *unreadable = unreadable.iter().map(report::told_of).collect();
                Made::of(&report, reports::customer(&report)?)
            }
        })
    }

    /// The report of promises with what is asked of it.
    fn judged(&self, report: &Report<Compliance>) -> anyhow::Result<Made> {
        let gate = Gate::new(&report.figures, &self.conditions);
        let asked = gate.as_ref().ok();
        let asked = asked.filter(|_| !self.conditions.is_empty());
        let mut answer = reports::compliance(report, asked, self.parts)?;
        if self.parts.verdicts {
            let alerted = verdicts::alerted(&report.figures).filter(|_| self.parts.lines);
            let places = self.desk.places(alerted)?;
            answer = verdicts::with_verdicts(answer, report, &gate, &places);
        }
        Ok(Made {
            gate: Some(gate),
            ..Made::of(report, answer)
        })
    }
}

/// Says what a reader of the figures should know.
fn say_beside(heading: &Heading, gate: Option<&Judgement>, desk: &Desk) {
    let gate = gate.into_iter().flatten();
    for check in gate.clone().flat_map(Gate::remarks) {
        desk.beside(RemarkCode::Gate, format!("{}: it passes.", check.why));
    }
    let bad = gate.clone().flat_map(Gate::failures);
    for check in bad.chain(gate.flat_map(Gate::unproved)) {
        desk.tell_programs(RemarkCode::Gate, check.why.clone());
    }
    if heading.recorded_late > 0 {
        let events = counted(heading.recorded_late, "event");
        let end = crate::core::stamp::rfc3339(&heading.period.to);
        desk.beside(
            RemarkCode::Late,
            format!(
                "{events} of the period recorded after its end; --known-at {end} leaves them out."
            ),
        );
    }
}

/// The report is shown whatever the gate says; a report that lacks files ends
/// as such, since its gate was asked of less than there is.
fn conclude(heading: &Heading, gate: Option<Judgement>, desk: &Desk) -> anyhow::Result<()> {
    let gate = match gate {
        None => return heed(heading, desk),
        Some(Err(refusal)) => {
            heed(heading, desk)?;
            return Err(refusal.into());
        }
        Some(Ok(gate)) => gate,
    };
    for check in gate.failures().chain(gate.unproved()) {
        desk.warn(&check.why);
    }
    heed(heading, desk)?;
    if gate.unproved().next().is_some() {
        return Err(Silent(ExitCode::Invalid).into());
    }
    match gate.failures().count() {
        0 => Ok(()),
        failed => Err(AnswerIsNo(counted(failed, "condition") + " of this report failed").into()),
    }
}

/// A report from which something is missing ends in the code of a file that is
/// not valid (sla.md section 7).
fn heed(heading: &Heading, desk: &Desk) -> anyhow::Result<()> {
    if heading.unreadable.is_empty() {
        desk.conclude()
    } else {
        Err(Silent(ExitCode::Invalid).into())
    }
}
