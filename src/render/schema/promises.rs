//! The reports on promises.

use serde_json::{Value, json};

use crate::core::book::{Came, Cause, Direction};
use crate::core::contract::TargetName;
use crate::core::fields::Kind;
use crate::core::sla::State;

use super::{
    Object, day, flag, instant, list, map, number, or_null, report, rows, text, times, whole, word,
};

fn target() -> Value {
    word(TargetName::WORDS)
}

fn kept() -> Object {
    ["met", "breached", "numerator", "denominator"]
        .into_iter()
        .fold(Object::new(), |kept, name| kept.has(name, whole()))
        .has("permille", or_null(whole()))
        .has("as_ran_out", met_of())
        .has("net", met_of())
        .has("updates", or_null(words()))
}

/// Words in time of those that were due.
fn words() -> Value {
    let words = Object::new().has("in_time", whole());
    words.has("due", whole()).closed()
}

fn met_of() -> Value {
    let of = Object::new().has("met", whole());
    of.has("concluded", whole()).closed()
}

/// Verdicts that are other than the ones which held when terms ran out.
pub(super) fn turned() -> Value {
    let turned = Object::new()
        .has("id", text())
        .has("title", text())
        .has("contract", text())
        .has("target", target())
        .has("direction", word(Direction::WORDS))
        .has("ran_out_at", or_null(instant()))
        .has("cause", or_null(word(Cause::WORDS)))
        .has("event", or_null(text()))
        .has("by", or_null(text()))
        .has("agreed_by", or_null(text()))
        .has("at", or_null(instant()))
        .has("recorded", or_null(instant()))
        .has("reason", or_null(text()));
    list(turned.closed())
}

/// Verdicts that are other than when their month was closed.
pub(super) fn changed() -> Value {
    let changed = Object::new()
        .has("id", text())
        .has("title", text())
        .has("contract", text())
        .has("target", target())
        .has("month", text())
        .has("booked_at", instant())
        .has("from", word(Came::WORDS))
        .has("to", word(Came::WORDS));
    list(changed.closed())
}

pub(super) fn by_target() -> Object {
    let targets = TargetName::WORDS.iter();
    targets.fold(Object::new(), |all, name| all.has(name, kept().closed()))
}

pub(super) fn agreed() -> Value {
    let agreed = Object::new()
        .has("contract", text())
        .has("terms_from", or_null(day()))
        .has("target", target())
        .and(kept())
        .has("commitment_percent", or_null(number()));
    list(agreed.closed())
}

fn verdict() -> Object {
    let verdict = Object::new()
        .has("id", text())
        .has("title", text())
        .has("contract", text())
        .has("customer", or_null(text()))
        .has("target", target())
        .has("promised", text())
        .has("priority", text())
        .has("unclassified", flag())
        .has("kind", or_null(word(Kind::WORDS)))
        .has("category", or_null(text()))
        .has("channel", or_null(text()))
        .has("agent", or_null(text()))
        .has("state", word(State::WORDS))
        .has("answered_live", flag())
        .has("opened_at", instant())
        .has("start", instant())
        .has("stop", or_null(instant()))
        .has("due_at", or_null(instant()))
        .has("breach_at", or_null(instant()));
    ["elapsed_s", "budget_s", "remaining_s", "permille"]
        .into_iter()
        .fold(verdict, |verdict, name| verdict.has(name, whole()))
        .has("updates", or_null(words()))
}

fn void() -> Object {
    verdict()
        .has("void_at", instant())
        .has("reason", text())
        .has("agreed_by", or_null(text()))
        .has("after_breach", flag())
}

fn granted() -> Object {
    verdict()
        .has("granted_at", instant())
        .has("granted_by", text())
}

fn earlier() -> Object {
    Object::new()
        .has("id", text())
        .has("title", text())
        .has("contract", text())
        .has("target", target())
        .has("priority_then", or_null(text()))
        .has("priority_now", text())
        .has("breach_at", instant())
}

fn paused() -> Object {
    let reason = Object::new()
        .has("reason", text())
        .has("tickets", whole())
        .has("clock_s", whole());
    Object::new()
        .has("contract", text())
        .has("by_reason", list(reason.closed()))
        .has("in_last_tenth", rate())
}

fn gate() -> Value {
    let check = Object::new()
        .has(
            "condition",
            word(&["contract", "under", "breached", "at-risk", "turned"]),
        )
        .has("contract", text())
        .has("terms_from", or_null(day()))
        .has("target", target())
        .has("month", or_null(text()))
        .has("ticket", or_null(text()))
        .has(
            "outcome",
            word(&["passed", "failed", "not-applicable", "not-proved"]),
        )
        .has("why", text());
    let gate = Object::new().has("checks", list(check.closed()));
    or_null(gate.closed())
}

pub(super) fn compliance() -> Object {
    let month = Object::new()
        .has("month", text())
        .has("from", instant())
        .has("to", instant())
        .has("as_of", instant())
        .has("total", by_target().closed())
        .has("contracts", agreed());
    let verdicts = || list(verdict().closed());
    report()
        .has("contracts", agreed())
        .has("commitments", whole())
        .has("total", by_target().closed())
        .has("by", map(rows(by_target())))
        .has("by_month", list(month.closed()))
        .has("answered_live", whole())
        .has("verdicts", verdicts())
        .has("turned", turned())
        .has("changed", changed())
        .has("in_pieces", whole())
        .has("open", verdicts())
        .has("overdue", verdicts())
        .has("at_risk", verdicts())
        .has("voids", list(void().closed()))
        .has("void_after_breach", whole())
        .has("granted", list(granted().closed()))
        .has("earlier", list(earlier().closed()))
        .has("paused", list(paused().closed()))
        .has("gate", gate())
}

pub(super) fn lengths() -> Object {
    let of_times = || {
        let of = Object::new().has("elapsed", times());
        of.has("left_out", whole()).closed()
    };
    let lengths = || {
        let of = Object::new()
            .has("business", times())
            .has("elapsed", times());
        of.has("left_out", whole()).closed()
    };
    let of_tickets = || {
        Object::new()
            .has("acknowledged", of_times())
            .has("first_reply", of_times())
            .has("response", lengths())
            .has("resolution", lengths())
    };
    report()
        .has("total", of_tickets().closed())
        .has("field", text())
        .has("by", rows(of_tickets()))
}

/// So many of so many; no percentage of nothing.
pub(super) fn rate() -> Value {
    let rate = Object::new()
        .has("numerator", whole())
        .has("denominator", whole())
        .has("percent", or_null(json!({"type": "number"})));
    rate.closed()
}
