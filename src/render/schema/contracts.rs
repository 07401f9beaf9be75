//! Contracts and their terms.

use serde_json::{Value, json};

use crate::core::contract::{ContractType, Overrun, Stop, TargetName};
use crate::core::fields::{Kind, WaitingOn};

use super::{Object, Text, any, day, flag, instant, list, map, number, or_null, text, whole, word};

/// A contract; its text stands in its page alone.
pub(super) fn contract(body: Text) -> Object {
    let person = Object::new()
        .has("contact", text())
        .has("name", or_null(text()))
        .has("email", or_null(text()))
        .has("approves", flag())
        .has("reports", flag());
    let contract = Object::new()
        .has("customer", text())
        .has("name", text())
        .has("contacts", list(person.closed()))
        .has("in_force", or_null(day()))
        .has("terms", list(terms()));
    match body {
        Text::Given => contract.has("text", text()),
        Text::Left => contract,
        Text::Either => contract.may_have("text", text()),
    }
}

fn terms() -> Value {
    let warn = Object::new()
        .has("percent", whole())
        .has("before_seconds", or_null(whole()));
    let silence = Object::new()
        .has("remind_seconds", or_null(whole()))
        .has("close_seconds", or_null(whole()));
    let scope = Object::new()
        .has("services", list(text()))
        .has("excluded", list(text()));
    let rate = Object::new()
        .has("calendar", or_null(text()))
        .has("percent", or_null(whole()));
    let terms = Object::new()
        .has("from", day())
        .has("until", or_null(day()))
        .has("type", or_null(word(ContractType::WORDS)))
        .has("zone", text())
        .has("calendar", or_null(text()))
        .has("unclassified", or_null(text()))
        .has("logged_call_is_response", flag())
        .has("attended_by_tier", whole())
        .has("targets", rows())
        .has("targets_by_kind", map(rows()))
        .has("commitment", of_targets(&or_null(number())))
        .has("pause_on", of_targets(&list(word(WaitingOn::WORDS))))
        .has("warn", warn.closed())
        .has("escalate", of_targets(&list(step())))
        .has("silence", silence.closed())
        .has("scope", scope.closed())
        .has("bank", or_null(bank()))
        .has("rates", list(rate.closed()));
    terms.closed()
}

/// The same for each target.
fn of_targets(value: &Value) -> Value {
    let names = TargetName::WORDS.iter();
    let all = names.fold(Object::new(), |all, name| all.has(name, value.clone()));
    all.closed()
}

/// By priority, the targets that it has.
fn rows() -> Value {
    let target = spans(|span| {
        span.has("calendar", or_null(text()))
            .has("stops", word(Stop::WORDS))
    });
    let names = TargetName::WORDS.iter();
    let row = names.fold(Object::new(), |row, name| {
        row.may_have(name, target.clone())
    });
    map(row.closed())
}

/// An object that says how long: in seconds, or in whole working days.
fn spans(with: impl Fn(Object) -> Object) -> Value {
    let seconds = word(&["clock", "business", "working_days_clock"]);
    let seconds = Object::new().has("way", seconds).has("seconds", whole());
    let days = Object::new().has("way", json!({"const": "working_days"}));
    let days = days.has("days", whole());
    any([seconds, days].map(|span| with(span).closed()).into())
}

fn step() -> Value {
    let steps = ["percent", "after_due_seconds"];
    let steps = steps.map(|at| Object::new().has(at, whole()).has("to", text()).closed());
    any(steps.into())
}

fn bank() -> Value {
    let day = || or_null(day());
    let seconds = || or_null(whole());
    let bank = Object::new()
        .has("hours", json!({"type": "number"}))
        .has("valid_from", day())
        .has("valid_to", day())
        .has("increment_seconds", seconds())
        .has("minimum_seconds", seconds())
        .has("onsite_minimum_seconds", seconds())
        .has("overrun", or_null(word(Overrun::WORDS)));
    bank.closed()
}

pub(super) fn explained() -> Object {
    let due = spans(|span| {
        span.has("priority", text())
            .has("kind", or_null(word(Kind::WORDS)))
            .has("target", word(TargetName::WORDS))
            .has("stops", word(Stop::WORDS))
            .has("calendar", text())
            .has("due_at", or_null(instant()))
    });
    let example = Object::new()
        .has("opened_at", or_null(instant()))
        .has("occasion", or_null(text()))
        .has("terms_from", day())
        .has("due", list(due));
    Object::new()
        .has("customer", text())
        .has("zone", text())
        .has("examples", list(example.closed()))
}
