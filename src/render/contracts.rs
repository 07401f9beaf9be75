//! Contracts as a list, as a page, and worked out.

use chrono::DateTime;
use serde_json::{Map, Value, json};

use crate::core::contract::{
    Bank, Commitment, Contract, ContractType, EscalationStep, Moment, Rate, Span, Stop, Target,
    TargetName, Targets, Terms,
};
use crate::core::duration::{Seconds, format_duration};
use crate::core::fields::{Kind, WaitingOn};
use crate::core::ordered::Ordered;
use crate::core::policy::Policy;
use crate::core::sla::{Example, Worked};
use crate::core::stamp::Timestamp;
use crate::core::when::{Instant, in_zone};
use crate::core::zone::Zone;

use super::{Answer, Cell, Column, Role, Table};

/// Contracts with the terms in force at an instant.
pub fn list(contracts: &[Contract], at: Timestamp, policy: &Policy) -> serde_json::Result<Answer> {
    let mut table = Table::new(vec![
        Column::new("customer", "CUSTOMER").role(Role::Id),
        Column::new("name", "NAME").shrink(1),
        Column::new("type", "TYPE"),
        Column::new("from", "FROM"),
        Column::new("calendar", "CALENDAR"),
        Column::new("commitment", "COMMITMENT").shrink(2),
    ]);
    let mut items = Vec::new();
    for contract in contracts {
        let terms = contract.terms_at(at, policy);
        let part = |cell: fn(&Terms) -> Cell| terms.map_or(Cell::Missing, cell);
        table.rows.push(vec![
            Cell::text(&*contract.customer),
            Cell::text(&*contract.name),
            part(kind),
            part(|terms| Cell::Day(terms.from)),
            part(|terms| Cell::maybe(terms.calendar.as_deref())),
            part(|terms| commitment(terms.commitment)),
        ]);
        items.push(data(contract, at, policy));
    }
    let each = "bitacora/contract/1";
    Ok(Answer::many("bitacora/contracts/1", "contracts", each, &items)?.with_table(table))
}

/// One contract as a person reads it: what is in force at an instant, the people,
/// the targets, the other terms, then its text.
pub fn show(
    contract: &Contract,
    text: &str,
    at: Timestamp,
    policy: &Policy,
) -> serde_json::Result<Answer> {
    let mut data = data(contract, at, policy);
    data.insert("text".to_owned(), json!(text));
    let terms = contract.terms_at(at, policy);
    let title = format!("{}  {}", contract.customer, contract.name);
    let mut answer = Answer::one("bitacora/contract/1", &data)?
        .with_table(record(contract, terms, policy).titled(title))
        .with_table(people(contract));
    if let Some(terms) = terms {
        answer = answer.with_table(targets(terms));
    }
    let others = other_terms(contract, terms, at, policy);
    if !others.rows.is_empty() {
        answer = answer.with_table(others);
    }
    Ok(answer.with_prose(text.trim_matches(['\n', '\r'])))
}

/// What a contract comes to, example by example, in the customer's zone.
pub fn explain(
    contract: &Contract,
    zone: Zone,
    examples: &[Example],
) -> serde_json::Result<Answer> {
    let local = |second: i64| DateTime::from_timestamp(second, 0).map(|at| in_zone(at, zone));
    let data = json!({
        "customer": contract.customer,
        "zone": zone.name(),
        "examples": examples.iter().map(|example| json!({
            "opened_at": local(example.occasion.opened_at),
            "occasion": example.occasion.what,
            "terms_from": example.terms_from,
            "due": example.due.iter().map(|due| worked_data(due, local(due.due_at))).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    });
    let mut answer = Answer::one("bitacora/contract/explain/1", &data)?;
    for example in examples {
        answer = answer.with_table(worked(example, zone, local));
    }
    Ok(answer)
}

fn worked(example: &Example, zone: Zone, local: impl Fn(i64) -> Option<Instant>) -> Table {
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
        let at = local(due.due_at);
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
    let opened = local(example.occasion.opened_at)
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

fn worked_data(due: &Worked, at: Option<Instant>) -> Value {
    let mut data = Map::new();
    data.insert("priority".to_owned(), json!(due.priority));
    data.insert("kind".to_owned(), json!(due.kind));
    data.insert("target".to_owned(), json!(due.target));
    data.extend(span_data(due.span));
    data.insert("stops".to_owned(), json!(due.stops));
    data.insert("calendar".to_owned(), json!(due.calendar));
    data.insert("due_at".to_owned(), json!(at));
    Value::Object(data)
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

/// A contract for programs, without its text.
fn data(contract: &Contract, at: Timestamp, policy: &Policy) -> Map<String, Value> {
    let contacts = contract.contacts.0.iter().map(|(key, contact)| {
        json!({
            "contact": key,
            "name": contact.name,
            "email": contact.email,
            "approves": contact.approves,
            "reports": contact.reports,
        })
    });
    let mut terms: Vec<&Terms> = contract.terms.iter().collect();
    terms.sort_by_key(|terms| terms.from);
    let terms = terms
        .into_iter()
        .map(|terms| terms_data(contract, terms, policy));
    let in_force = contract.terms_at(at, policy).map(|terms| terms.from);
    let pairs = [
        ("customer", json!(contract.customer)),
        ("name", json!(contract.name)),
        ("contacts", contacts.collect()),
        ("in_force", json!(in_force)),
        ("terms", terms.collect()),
    ];
    let pairs = pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    pairs.collect()
}

fn terms_data(contract: &Contract, terms: &Terms, policy: &Policy) -> Value {
    let by_target = |value: &dyn Fn(TargetName) -> Value| -> Map<String, Value> {
        let names = TargetName::ALL.iter();
        names
            .map(|name| (name.as_str().to_owned(), value(*name)))
            .collect()
    };
    let pause_on = by_target(&|name| json!(terms.pause_on.get(name)));
    let commitment = by_target(&|name| json!(terms.commitment.get(name)));
    let escalate = by_target(&|name| {
        let steps = terms.escalate.get(name).iter();
        steps.map(step_data).collect()
    });
    let by_kind = terms.targets_by_kind.0.iter();
    let by_kind: Map<String, Value> = by_kind
        .map(|(kind, rows)| (kind.clone(), rows_data(rows)))
        .collect();
    json!({
        "from": terms.from,
        "until": contract.until(terms),
        "type": terms.kind,
        "zone": terms.zone(policy).name(),
        "calendar": terms.calendar,
        "unclassified": terms.unclassified,
        "logged_call_is_response": terms.logged_call_is_response,
        "attended_by_tier": terms.attended_by_tier,
        "targets": rows_data(&terms.targets),
        "targets_by_kind": by_kind,
        "commitment": commitment,
        "pause_on": pause_on,
        "warn": {"percent": terms.warn.percent, "before_seconds": terms.warn.before},
        "escalate": escalate,
        "silence": {"remind_seconds": terms.silence.remind, "close_seconds": terms.silence.close},
        "scope": {"services": terms.scope.services, "excluded": terms.scope.excluded},
        "bank": terms.bank.as_ref().map(bank_data),
        "rates": terms.rates.iter().map(rate_data).collect::<Vec<_>>(),
    })
}

fn step_data(step: &EscalationStep) -> Value {
    match step.at {
        Moment::Percent(percent) => json!({"percent": percent, "to": step.to}),
        Moment::AfterDue(seconds) => json!({"after_due_seconds": seconds, "to": step.to}),
    }
}

fn bank_data(bank: &Bank) -> Value {
    json!({
        "hours": bank.hours,
        "valid_from": bank.valid_from,
        "valid_to": bank.valid_to,
        "increment_seconds": bank.increment,
        "minimum_seconds": bank.minimum,
        "onsite_minimum_seconds": bank.onsite_minimum,
        "overrun": bank.overrun,
    })
}

/// A band without a calendar is that of all other hours.
fn rate_data(rate: &Rate) -> Value {
    json!({"calendar": rate.calendar, "percent": rate.percent.or(rate.otherwise)})
}

fn rows_data(rows: &Ordered<Targets>) -> Value {
    let rows = rows.0.iter().map(|(priority, targets)| {
        let each = targets.each().map(|(name, target)| {
            let mut data = span_data(target.span);
            data.insert("calendar".to_owned(), json!(target.calendar));
            data.insert("stops".to_owned(), json!(target.stops));
            (name.as_str().to_owned(), Value::Object(data))
        });
        (priority.clone(), Value::Object(each.collect()))
    });
    Value::Object(rows.collect())
}

/// How long in one of the four ways: `seconds`, or `days` of working days.
fn span_data(span: Span) -> Map<String, Value> {
    let (way, unit, number) = match span {
        Span::Clock(seconds) => ("clock", "seconds", seconds),
        Span::Business(seconds) => ("business", "seconds", seconds),
        Span::WorkingDaysClock(seconds) => ("working_days_clock", "seconds", seconds),
        Span::WorkingDays(days) => ("working_days", "days", i64::from(days)),
    };
    let mut data = Map::new();
    data.insert("way".to_owned(), json!(way));
    data.insert(unit.to_owned(), json!(number));
    data
}
