//! Clocks, and the list to begin a morning with.

use serde_json::Value;

use crate::core::book::Came;
use crate::core::contract::TargetName;
use crate::core::fields::Status;
use crate::core::sla::{Effect, Standing, State};

use super::{Object, any, day, flag, instant, list, or_null, text, whole, word};

/// A clock of a ticket, without the ticket.
pub(super) fn clock() -> Object {
    let void = Object::new()
        .has("reason", text())
        .has("agreed_by", or_null(text()));
    let again = Object::new()
        .has("start", instant())
        .has("state", word(State::WORDS))
        .has("due_at", or_null(instant()))
        .has("elapsed_seconds", whole())
        .has("left_seconds", whole());
    let granted = Object::new().has("by", text()).has("at", instant());
    let pause = Object::new()
        .has("kind", pauses())
        .has("from", instant())
        .has("to", or_null(instant()));
    let before = Object::new()
        .has("priority", or_null(text()))
        .has("breach_at", instant());
    Object::new()
        .has("target", word(TargetName::WORDS))
        .has("promised", text())
        .has("hours", hours())
        .has("state", word(State::WORDS))
        .has("standing", or_null(word(Standing::WORDS)))
        .has("start", instant())
        .has("stop", or_null(instant()))
        .has("budget_seconds", whole())
        .has("elapsed_seconds", whole())
        .has("left_seconds", whole())
        .has("permille", whole())
        .has("due_at", or_null(instant()))
        .has("breach_at", or_null(instant()))
        .has("answered_live", flag())
        .has("void", or_null(void.closed()))
        .has("void_after_breach", flag())
        .has("granted", or_null(granted.closed()))
        .has("again", or_null(again.closed()))
        .has("pauses", list(pause.closed()))
        .has("breached_before", list(before.closed()))
}

const PAUSES: [&str; 4] = ["customer", "supplier", "schedule", "resolved"];

fn pauses() -> Value {
    word(&PAUSES)
}

fn hours() -> Value {
    word(&["clock", "business", "working-day"])
}

/// A clock beside those of other tickets.
pub(super) fn watched() -> Object {
    Object::new()
        .has("id", text())
        .has("title", text())
        .has("status", word(Status::WORDS))
        .has("customer", or_null(text()))
        .has("contract", text())
        .has("priority", text())
        .has("unclassified", flag())
        .has("as_of", instant())
        .has("zone", text())
        .and(clock())
}

pub(super) fn explained() -> Object {
    let [customer, supplier, schedule, resolved] = PAUSES;
    let reasons = ["counted", "closed", customer, supplier, schedule, resolved];
    let stretch = Object::new()
        .has("from", instant())
        .has("to", instant())
        .has("reason", word(&reasons))
        .has("seconds", whole())
        .has("elapsed_seconds", whole());
    let heard = Object::new()
        .has("at", instant())
        .has("by", text())
        .has("event", text())
        .has("effect", word(Effect::WORDS));
    let clock = clock()
        .has("calendar", text())
        .has("original_due_at", or_null(instant()))
        .has("stretches", list(stretch.closed()))
        .has("heard", list(heard.closed()));
    let booked = Object::new()
        .has("target", word(TargetName::WORDS))
        .has("month", text())
        .has("verdict", word(Came::WORDS))
        .has("at", instant())
        .has("closed_at", instant());
    Object::new()
        .has("id", text())
        .has("title", text())
        .has("customer", or_null(text()))
        .has("contract", or_null(text()))
        .has("terms_from", or_null(day()))
        .has("priority", or_null(text()))
        .has("unclassified", or_null(flag()))
        .has("as_of", instant())
        .has("zone", text())
        .has("tzdata", text())
        .has("clocks", list(clock.closed()))
        .has("booked", list(booked.closed()))
}

pub(super) fn next() -> Object {
    let mut reasons = Standing::WORDS.to_vec();
    reasons.extend(["promised", "waited", "silent", "unconfirmed"]);
    Object::new()
        .has("id", text())
        .has("title", text())
        .has("customer", or_null(text()))
        .has("assignee", or_null(text()))
        .has("priority", or_null(text()))
        .has("reason", word(&reasons))
        .has("target", or_null(word(TargetName::WORDS)))
        .has("left_seconds", or_null(whole()))
        .has("hours", or_null(hours()))
        .has("due", any(vec![instant(), day()]))
        .has("since", or_null(instant()))
        .has("command", text())
}
