//! Contracts as a list, as a page, and worked out.

use chrono::{DateTime, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::contract::{
    Bank, Commitment, Contract, ContractType, EscalationStep, Moment, Overrun, Percent, Rate, Span,
    Stop, Target, TargetName, Targets, Terms,
};
use crate::core::duration::{Seconds, format_duration};
use crate::core::fields::{Kind, WaitingOn, words};
use crate::core::ordered::Ordered;
use crate::core::policy::Policy;
use crate::core::sla::{Example, Worked};
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Table};

/// One contract.
pub const PAGE: Document<Page<'_>> = Document::of(
    "bitacora/contract/1",
    "a contract: contract show; a line of contract list",
);
/// Contracts.
pub const LIST: List<Page<'_>> =
    List::of("bitacora/contracts/1", "contract list", "contracts", &PAGE);
/// A contract worked out.
pub const EXPLAINED: Document<WorkedOut<'_>> =
    Document::of("bitacora/contract/explain/1", "contract explain");

/// Contracts with the terms in force at an instant.
#[must_use]
pub fn list<'a>(contracts: &'a [Contract], at: Timestamp, policy: &'a Policy) -> Answer<'a> {
    let page = move |contract| Page::of(contract, at, policy);
    Answer::many(&LIST, move || contracts.iter().map(page).collect()).with_table(move || {
        let mut table = Table::new(vec![
            Column::new("customer", "CUSTOMER").role(Role::Id),
            Column::new("name", "NAME").shrink(1),
            Column::new("type", "TYPE"),
            Column::new("from", "FROM"),
            Column::new("calendar", "CALENDAR"),
            Column::new("commitment", "COMMITMENT").shrink(2),
        ]);
        let row = |contract: &Contract| {
            let terms = contract.terms_at(at, policy);
            let part = |cell: fn(&Terms) -> Cell| terms.map_or(Cell::Missing, cell);
            vec![
                Cell::text(&*contract.customer),
                Cell::text(&*contract.name),
                part(kind),
                part(|terms| Cell::Day(terms.from)),
                part(|terms| Cell::maybe(terms.calendar.as_deref())),
                part(|terms| commitment(terms.commitment)),
            ]
        };
        table.rows = contracts.iter().map(row).collect();
        table
    })
}

/// One contract as a person reads it: what is in force at an instant, the people,
/// the targets, the other terms, then its text.
#[must_use]
pub fn show<'a>(
    contract: &'a Contract,
    text: &'a str,
    at: Timestamp,
    policy: &'a Policy,
) -> Answer<'a> {
    let page = move || Page {
        text: Some(text),
        ..Page::of(contract, at, policy)
    };
    let answer = Answer::one(&PAGE, page).with_tables(move || {
        let terms = contract.terms_at(at, policy);
        let title = format!("{}  {}", contract.customer, contract.name);
        let mut tables = vec![
            record(contract, terms, policy).titled(title),
            people(contract),
        ];
        tables.extend(terms.map(targets));
        let others = other_terms(contract, terms, at, policy);
        tables.extend(Some(others).filter(|others| !others.rows.is_empty()));
        tables
    });
    answer.with_prose(text.trim_matches(['\n', '\r']))
}

/// What a contract comes to, example by example, in the customer's zone.
#[must_use]
pub fn explain<'a>(contract: &'a Contract, zone: Zone, examples: &'a [Example]) -> Answer<'a> {
    let shown = move |example: &'a Example| ShownExample {
        opened_at: local(example.occasion.opened_at, zone),
        occasion: example.occasion.what,
        terms_from: example.terms_from,
        due: example.due.iter().map(|due| due_of(due, zone)).collect(),
    };
    let examples_of = move || WorkedOut {
        customer: &contract.customer,
        zone: zone.name(),
        examples: examples.iter().map(shown).collect(),
    };
    Answer::one(&EXPLAINED, examples_of).with_tables(move || {
        let examples = examples.iter();
        examples.map(|example| worked(example, zone)).collect()
    })
}

fn local(second: i64, zone: Zone) -> Option<Timestamp> {
    DateTime::from_timestamp(second, 0).map(|at| in_zone(at, zone))
}

fn worked(example: &Example, zone: Zone) -> Table {
    let mut table = Table::new(vec![
        Column::new("priority", "PRIORITY"),
        Column::new("kind", "KIND"),
        Column::new("target", "TARGET").wrap(3),
        Column::new("promised", "PROMISED").wrap(2),
        Column::new("hours", "HOURS THAT COUNT").wrap(1),
        Column::new("day", "DUE"),
        Column::new("due_at", ""),
    ]);
    if example.due.iter().all(|due| due.kind.is_none()) {
        table.columns.retain(|column| column.name != "kind");
    }
    let has_kinds = table.columns.iter().any(|column| column.name == "kind");
    for due in &example.due {
        let at = local(due.due_at, zone);
        let mut row = vec![Cell::text(&*due.priority)];
        if has_kinds {
            row.push(Cell::maybe(due.kind.map(Kind::as_str)));
        }
        row.extend([
            Cell::text(target_name(due)),
            Cell::text(promised(due)),
            Cell::text(hours(due)),
            Cell::maybe(at.map(|at| at.format("%a").to_string())),
            at.map_or(Cell::Missing, Cell::Instant),
        ]);
        table.rows.push(row);
    }
    let opened = local(example.occasion.opened_at, zone)
        .map(|at| at.format("%a %Y-%m-%d %H:%M").to_string())
        .unwrap_or_default();
    let what = example.occasion.what.map(|what| format!(" ({what})"));
    let (what, zone, from) = (what.unwrap_or_default(), zone.name(), example.terms_from);
    table.titled(format!("Opened {opened}{what}, {zone}, terms from {from}"))
}

fn target_name(due: &Worked) -> &'static str {
    match due.target {
        TargetName::Update => "update, after each message",
        other => other.as_str(),
    }
}

fn promised(due: &Worked) -> String {
    match due.stops {
        Stop::Attended => format!("{}, by a technician", due.span),
        Stop::Replied => due.span.to_string(),
    }
}

/// Whose hours count, in words.
fn hours(due: &Worked) -> String {
    let calendar = &due.calendar;
    match due.span {
        Span::Clock(_) => "all, round the clock".to_owned(),
        Span::Business(_) => format!("the open hours of {calendar}"),
        Span::WorkingDaysClock(_) => format!("all 24 of each working day of {calendar}"),
        Span::WorkingDays(_) => format!("whole working days of {calendar}, to the close"),
    }
}

fn record(contract: &Contract, terms: Option<&Terms>, policy: &Policy) -> Table {
    let Some(terms) = terms else {
        let what = if contract.terms.is_empty() {
            "none: no clock runs"
        } else {
            "none yet"
        };
        return Table::record(vec![("in force", Cell::text(what))]);
    };
    let until = contract.until(terms);
    let force = match until {
        Some(until) => format!("from {}, before {until}", terms.from),
        None => format!("from {}", terms.from),
    };
    let call = (!terms.logged_call_is_response).then_some("not yet a response");
    let scope = &terms.scope;
    let own = terms.unclassified.as_deref();
    let unclassified = own.unwrap_or(&policy.unclassified);
    let fields = vec![
        ("in force", Cell::text(force)),
        ("type", kind(terms)),
        ("calendar", Cell::maybe(terms.calendar.as_deref())),
        ("zone", Cell::maybe(terms.zone.map(Zone::name))),
        ("commitment", commitment(terms.commitment)),
        (
            "unclassified",
            Cell::text(format!("runs as {unclassified}")),
        ),
        ("a call answered", Cell::maybe(call)),
        ("pauses", Cell::text(pauses(terms))),
        ("at risk", Cell::text(warning(terms))),
        ("escalation", steps(terms)),
        ("silence", silence(terms)),
        ("services", words(&scope.services)),
        ("excluded", words(&scope.excluded)),
        ("bank", terms.bank.as_ref().map_or(Cell::Missing, bank)),
        (
            "rates",
            words(&terms.rates.iter().map(rate).collect::<Vec<_>>()),
        ),
    ];
    let known = fields
        .into_iter()
        .filter(|(_, cell)| *cell != Cell::Missing);
    Table::record(known.collect())
}

fn people(contract: &Contract) -> Table {
    let mut table = Table::new(vec![
        Column::new("contact", "CONTACT").role(Role::Id),
        Column::new("name", "NAME").shrink(1),
        Column::new("email", "EMAIL").shrink(2),
        Column::new("approves", "APPROVES"),
        Column::new("reports", "GETS REPORTS"),
    ]);
    let contacts = contract.contacts.0.iter();
    table.rows = contacts
        .map(|(key, contact)| {
            vec![
                Cell::text(&**key),
                Cell::maybe(contact.name.as_deref()),
                Cell::maybe(contact.email.as_deref()),
                Cell::Flag(contact.approves),
                Cell::Flag(contact.reports),
            ]
        })
        .collect();
    table.titled("People")
}

fn targets(terms: &Terms) -> Table {
    let mut table = Table::new(vec![
        Column::new("priority", "PRIORITY"),
        Column::new("kind", "KIND"),
        Column::new("response", "RESPONSE").wrap(1),
        Column::new("resolution", "RESOLUTION").wrap(2),
        Column::new("update", "UPDATE").wrap(3),
    ]);
    let row = |kind: Option<&str>, priority: &str, targets: &Targets| {
        let target = |name| targets.get(name).map(words_of_target);
        vec![
            Cell::text(priority),
            Cell::maybe(kind),
            Cell::maybe(target(TargetName::Response)),
            Cell::maybe(target(TargetName::Resolution)),
            Cell::maybe(target(TargetName::Update)),
        ]
    };
    for (priority, targets) in &terms.targets.0 {
        table.rows.push(row(None, priority, targets));
    }
    for (kind, rows) in &terms.targets_by_kind.0 {
        for (priority, targets) in &rows.0 {
            table.rows.push(row(Some(kind), priority, targets));
        }
    }
    table.notes.push(
        "Adaptive and preventive tickets have the response alone, unless they are listed."
            .to_owned()
            .into(),
    );
    table.titled("Targets")
}

fn other_terms(
    contract: &Contract,
    in_force: Option<&Terms>,
    at: Timestamp,
    policy: &Policy,
) -> Table {
    let mut table = Table::new(vec![
        Column::new("from", "FROM"),
        Column::new("until", "BEFORE"),
        Column::new("type", "TYPE"),
        Column::new("calendar", "CALENDAR"),
        Column::new("commitment", "COMMITMENT"),
        Column::new("state", "STATE"),
    ]);
    let force = in_force.map(|terms| terms.from);
    let mut others: Vec<&Terms> = contract.terms.iter().collect();
    others.retain(|terms| Some(terms.from) != force);
    others.sort_by_key(|terms| terms.from);
    for terms in others {
        table.rows.push(vec![
            Cell::Day(terms.from),
            contract.until(terms).map_or(Cell::Missing, Cell::Day),
            kind(terms),
            Cell::maybe(terms.calendar.as_deref()),
            commitment(terms.commitment),
            Cell::text(if terms.has_begun(at, policy) {
                "replaced"
            } else {
                "to come"
            }),
        ]);
    }
    table.titled("Other terms")
}

fn kind(terms: &Terms) -> Cell {
    Cell::maybe(terms.kind.map(ContractType::as_str))
}

fn words(texts: &[String]) -> Cell {
    if texts.is_empty() {
        Cell::Missing
    } else {
        Cell::List(texts.to_vec())
    }
}

fn commitment(commitment: Commitment) -> Cell {
    let parts = TargetName::ALL.iter().filter_map(|name| {
        let percent = commitment.get(*name)?;
        Some(format!("{name} {percent} %"))
    });
    words(&parts.collect::<Vec<_>>())
}

fn pauses(terms: &Terms) -> String {
    let on = |name| {
        let on = terms.pause_on.get(name).iter();
        let on: Vec<&str> = on.map(|on: &WaitingOn| on.as_str()).collect();
        if on.is_empty() {
            "never".to_owned()
        } else {
            format!("while waiting on {}", on.join(" or "))
        }
    };
    let (resolution, update) = (on(TargetName::Resolution), on(TargetName::Update));
    if resolution == update {
        format!("resolution and update {resolution}; response never")
    } else {
        format!("resolution {resolution}; update {update}; response never")
    }
}

fn warning(terms: &Terms) -> String {
    let percent = terms.warn.percent;
    match terms.warn.before {
        Some(before) => format!("from {percent} % on, or {} before", format_duration(before)),
        None => format!("from {percent} % on"),
    }
}

fn steps(terms: &Terms) -> Cell {
    let steps = TargetName::ALL.iter().flat_map(|name| {
        let steps = terms.escalate.get(*name).iter();
        steps.map(move |step| format!("{name} {} to {}", moment(step.at), step.to))
    });
    words(&steps.collect::<Vec<_>>())
}

fn moment(at: Moment) -> String {
    match at {
        Moment::Percent(percent) => format!("at {percent} %"),
        Moment::AfterDue(0) => "when due".to_owned(),
        Moment::AfterDue(seconds) if seconds < 0 => {
            format!("{} before it is due", format_duration(-seconds))
        }
        Moment::AfterDue(seconds) => format!("{} after it was due", format_duration(seconds)),
    }
}

fn silence(terms: &Terms) -> Cell {
    let after = |what, seconds: Option<Seconds>| {
        seconds.map(|seconds| format!("{what} after {}", format_duration(seconds)))
    };
    let parts = [
        after("remind", terms.silence.remind),
        after("close", terms.silence.close),
    ];
    words(&parts.into_iter().flatten().collect::<Vec<_>>())
}

fn bank(bank: &Bank) -> Cell {
    let mut parts = vec![format!("{} hours", bank.hours)];
    parts.extend(bank.valid_from.map(|day| format!("from {day}")));
    parts.extend(bank.valid_to.map(|day| format!("to {day}")));
    let lasting = |what, seconds: Option<Seconds>| {
        seconds.map(|seconds| format!("{what} {}", format_duration(seconds)))
    };
    parts.extend(lasting("in steps of", bank.increment));
    parts.extend(lasting("at least", bank.minimum));
    parts.extend(lasting("a visit at least", bank.onsite_minimum));
    parts.extend(
        bank.overrun
            .map(|overrun| format!("when used up: {overrun}")),
    );
    Cell::List(parts)
}

fn rate(rate: &Rate) -> String {
    let percent = rate.percent.or(rate.otherwise).unwrap_or_default();
    let hours = rate.calendar.as_deref().unwrap_or("otherwise");
    format!("{hours} {percent} %")
}

fn words_of_target(target: &Target) -> String {
    let mut words = target.span.to_string();
    if let Some(calendar) = &target.calendar {
        words.push_str(" of ");
        words.push_str(calendar);
    }
    if target.stops == Stop::Attended {
        words.push_str(", by a technician");
    }
    words
}

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
    response: Option<ShownTarget<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<ShownTarget<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
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

words! {
    /// In which of four ways a promise says how long.
    Way {
        /// All hours, round the clock.
        Clock = "clock",
        /// The open hours of a calendar.
        Business = "business",
        /// All 24 hours of each working day.
        WorkingDaysClock = "working_days_clock",
        /// Whole working days, to the close.
        WorkingDays = "working_days",
    }
}

/// How long: in seconds, or in whole working days.
#[derive(Debug, Serialize, JsonSchema)]
struct ShownSpan {
    way: Way,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<Seconds>,
    /// Of `working_days` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
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

impl<'a> Page<'a> {
    fn of(contract: &'a Contract, at: Timestamp, policy: &'a Policy) -> Self {
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
        let (way, seconds, days) = match span {
            Span::Clock(seconds) => (Way::Clock, Some(seconds), None),
            Span::Business(seconds) => (Way::Business, Some(seconds), None),
            Span::WorkingDaysClock(seconds) => (Way::WorkingDaysClock, Some(seconds), None),
            Span::WorkingDays(days) => (Way::WorkingDays, None, Some(days)),
        };
        Self { way, seconds, days }
    }
}
