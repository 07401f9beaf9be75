//! Contracts as programs read them.

use chrono::{DateTime, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::contract::{
    Bank, Contract, ContractType, EscalationStep, Moment, Overrun, Percent, Rate, Span, Stop,
    Target, TargetName, Targets, Terms, Way,
};
use crate::core::duration::Seconds;
use crate::core::fields::{Kind, WaitingOn};
use crate::core::ordered::Ordered;
use crate::core::policy::Policy;
use crate::core::sla::{Example, Worked};
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

/// A contract for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Page<'a> {
    customer: &'a str,
    name: &'a str,
    contacts: Vec<ShownContact<'a>>,
    /// On which day the terms begin that are in force.
    in_force: Option<NaiveDate>,
    /// By the day on which they begin.
    terms: Vec<ShownTerms<'a>>,
    /// Its text; a list has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    text: Option<&'a str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownContact<'a> {
    contact: &'a str,
    name: Option<&'a str>,
    email: Option<&'a str>,
    approves: bool,
    reports: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownTerms<'a> {
    from: NaiveDate,
    /// The day on which they end; null: nobody said.
    until: Option<NaiveDate>,
    #[serde(rename = "type")]
    kind: Option<ContractType>,
    zone: &'static str,
    calendar: Option<&'a str>,
    /// The priority under which a ticket runs that nobody has classified.
    unclassified: Option<&'a str>,
    logged_call_is_response: bool,
    attended_by_tier: u8,
    /// By priority.
    targets: Ordered<ShownTargets<'a>>,
    targets_by_kind: Ordered<Ordered<ShownTargets<'a>>>,
    commitment: Each<Option<Percent>>,
    pause_on: Each<&'a [WaitingOn]>,
    warn: ShownWarning,
    escalate: Each<Vec<ShownStep<'a>>>,
    silence: ShownSilence,
    scope: ShownScope<'a>,
    bank: Option<ShownBank>,
    rates: Vec<ShownRate<'a>>,
}

/// The same for each target.
#[derive(Debug, Serialize, JsonSchema)]
struct Each<T> {
    response: T,
    resolution: T,
    update: T,
}

impl<T> Each<T> {
    fn of(value: impl Fn(TargetName) -> T) -> Self {
        Self {
            response: value(TargetName::Response),
            resolution: value(TargetName::Resolution),
            update: value(TargetName::Update),
        }
    }
}

/// The targets that a priority has.
#[derive(Debug, Serialize, JsonSchema)]
struct ShownTargets<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ShownTarget<'a>")]
    response: Option<ShownTarget<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ShownTarget<'a>")]
    resolution: Option<ShownTarget<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ShownTarget<'a>")]
    update: Option<ShownTarget<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownTarget<'a> {
    #[serde(flatten)]
    span: ShownSpan,
    calendar: Option<&'a str>,
    /// What stops a response.
    stops: Stop,
}

/// How long: in seconds, or in whole working days.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(extend("oneOf" = [{"required": ["seconds"]}, {"required": ["days"]}]))]
struct ShownSpan {
    way: Way,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Seconds")]
    seconds: Option<Seconds>,
    /// Of `working_days` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u32")]
    days: Option<u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownWarning {
    percent: u8,
    before_seconds: Option<Seconds>,
}

/// A step of escalation: at a part of the budget, or so long after it was due.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum ShownStep<'a> {
    Percent {
        percent: u8,
        to: &'a str,
    },
    AfterDue {
        after_due_seconds: Seconds,
        to: &'a str,
    },
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownSilence {
    remind_seconds: Option<Seconds>,
    close_seconds: Option<Seconds>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownScope<'a> {
    services: &'a [String],
    excluded: &'a [String],
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownBank {
    hours: f64,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    increment_seconds: Option<Seconds>,
    minimum_seconds: Option<Seconds>,
    onsite_minimum_seconds: Option<Seconds>,
    overrun: Option<Overrun>,
}

/// A band of hours; one without a calendar is that of all others.
#[derive(Debug, Serialize, JsonSchema)]
struct ShownRate<'a> {
    calendar: Option<&'a str>,
    percent: Option<u32>,
}

/// What a contract comes to, for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WorkedOut<'a> {
    customer: &'a str,
    zone: &'static str,
    examples: Vec<ShownExample<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownExample<'a> {
    opened_at: Option<Timestamp>,
    /// What is special about the instant.
    occasion: Option<&'a str>,
    terms_from: NaiveDate,
    due: Vec<ShownDue<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownDue<'a> {
    priority: &'a str,
    kind: Option<Kind>,
    target: TargetName,
    #[serde(flatten)]
    span: ShownSpan,
    stops: Stop,
    calendar: &'a str,
    due_at: Option<Timestamp>,
}

fn due_of(due: &Worked, zone: Zone) -> ShownDue<'_> {
    ShownDue {
        priority: &due.priority,
        kind: due.kind,
        target: due.target,
        span: due.span.into(),
        stops: due.stops,
        calendar: &due.calendar,
        due_at: local(due.due_at, zone),
    }
}

impl<'a> WorkedOut<'a> {
    pub(super) fn of(contract: &'a Contract, zone: Zone, examples: &'a [Example]) -> Self {
        let shown = |example: &'a Example| ShownExample {
            opened_at: local(example.occasion.opened_at, zone),
            occasion: example.occasion.what,
            terms_from: example.terms_from,
            due: example.due.iter().map(|due| due_of(due, zone)).collect(),
        };
        Self {
            customer: &contract.customer,
            zone: zone.name(),
            examples: examples.iter().map(shown).collect(),
        }
    }
}

impl<'a> Page<'a> {
    pub(super) fn with_text(self, text: &'a str) -> Self {
        let text = Some(text);
        Self { text, ..self }
    }

    pub(super) fn of(contract: &'a Contract, at: Timestamp, policy: &'a Policy) -> Self {
        let contacts = contract.contacts.0.iter();
        let contacts = contacts.map(|(key, contact)| ShownContact {
            contact: key,
            name: contact.name.as_deref(),
            email: contact.email.as_deref(),
            approves: contact.approves,
            reports: contact.reports,
        });
        let mut terms: Vec<&Terms> = contract.terms.iter().collect();
        terms.sort_by_key(|terms| terms.from);
        let terms = terms.into_iter();
        Self {
            customer: &contract.customer,
            name: &contract.name,
            contacts: contacts.collect(),
            in_force: contract.terms_at(at, policy).map(|terms| terms.from),
            terms: terms
                .map(|terms| ShownTerms::of(contract, terms, policy))
                .collect(),
            text: None,
        }
    }
}

impl<'a> ShownTerms<'a> {
    fn of(contract: &'a Contract, terms: &'a Terms, policy: &'a Policy) -> Self {
        let by_kind = terms.targets_by_kind.0.iter();
        Self {
            from: terms.from,
            until: contract.until(terms),
            kind: terms.kind,
            zone: terms.zone(policy).name(),
            calendar: terms.calendar.as_deref(),
            unclassified: terms.unclassified.as_deref(),
            logged_call_is_response: terms.logged_call_is_response,
            attended_by_tier: terms.attended_by_tier,
            targets: by_priority(&terms.targets),
            targets_by_kind: by_kind
                .map(|(kind, rows)| (kind.clone(), by_priority(rows)))
                .collect(),
            commitment: Each::of(|name| terms.commitment.get(name)),
            pause_on: Each::of(|name| terms.pause_on.get(name)),
            warn: ShownWarning {
                percent: terms.warn.percent,
                before_seconds: terms.warn.before,
            },
            escalate: Each::of(|name| terms.escalate.get(name).iter().map(step_of).collect()),
            silence: ShownSilence {
                remind_seconds: terms.silence.remind,
                close_seconds: terms.silence.close,
            },
            scope: ShownScope {
                services: &terms.scope.services,
                excluded: &terms.scope.excluded,
            },
            bank: terms.bank.as_ref().map(bank_of),
            rates: terms.rates.iter().map(rate_of).collect(),
        }
    }
}

fn by_priority(rows: &Ordered<Targets>) -> Ordered<ShownTargets<'_>> {
    let rows = rows.0.iter();
    rows.map(|(priority, targets)| {
        let get = |name| targets.get(name).map(target_of);
        let targets = ShownTargets {
            response: get(TargetName::Response),
            resolution: get(TargetName::Resolution),
            update: get(TargetName::Update),
        };
        (priority.clone(), targets)
    })
    .collect()
}

fn target_of(target: &Target) -> ShownTarget<'_> {
    ShownTarget {
        span: target.span.into(),
        calendar: target.calendar.as_deref(),
        stops: target.stops,
    }
}

fn step_of(step: &EscalationStep) -> ShownStep<'_> {
    let to = &step.to;
    match step.at {
        Moment::Percent(percent) => ShownStep::Percent { percent, to },
        Moment::AfterDue(after_due_seconds) => ShownStep::AfterDue {
            after_due_seconds,
            to,
        },
    }
}

fn bank_of(bank: &Bank) -> ShownBank {
    ShownBank {
        hours: bank.hours,
        valid_from: bank.valid_from,
        valid_to: bank.valid_to,
        increment_seconds: bank.increment,
        minimum_seconds: bank.minimum,
        onsite_minimum_seconds: bank.onsite_minimum,
        overrun: bank.overrun,
    }
}

fn rate_of(rate: &Rate) -> ShownRate<'_> {
    ShownRate {
        calendar: rate.calendar.as_deref(),
        percent: rate.percent.or(rate.otherwise),
    }
}

impl From<Span> for ShownSpan {
    fn from(span: Span) -> Self {
        let (seconds, days) = match span {
            Span::Clock(seconds) | Span::Business(seconds) | Span::WorkingDaysClock(seconds) => {
                (Some(seconds), None)
            }
            Span::WorkingDays(days) => (None, Some(days)),
        };
        Self {
            way: span.way(),
            seconds,
            days,
        }
    }
}

/// An instant as the customer reads it.
pub(super) fn local(second: i64, zone: Zone) -> Option<Timestamp> {
    DateTime::from_timestamp(second, 0).map(|at| in_zone(at, zone))
}
