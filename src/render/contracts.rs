//! Contracts as a list, as a page, and worked out.

mod view;

use crate::core::contract::{
    Bank, Commitment, Contract, ContractType, Moment, Rate, Span, Stop, Target, TargetName,
    Targets, Terms,
};
use crate::core::duration::{Seconds, format_duration};
use crate::core::fields::{Kind, WaitingOn};
use crate::core::policy::Policy;
use crate::core::sla::{Example, Worked};
use crate::core::stamp::Timestamp;
use crate::core::zone::Zone;

use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Table};
use view::{Page, WorkedOut, local};

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
    let page = move || Page::of(contract, at, policy).with_text(text);
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
    let worked_out = move || WorkedOut::of(contract, zone, examples);
    Answer::one(&EXPLAINED, worked_out).with_tables(move || {
        let examples = examples.iter();
        examples.map(|example| worked(example, zone)).collect()
    })
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
