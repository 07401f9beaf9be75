//! The reports on how a desk works.

use serde_json::{Value, json};

use crate::core::contract::TargetName;
use crate::core::fields::{Kind, Status, WaitingOn};
use crate::core::policy::ChannelKind;
use crate::core::sla::State;

use super::promises::{agreed, by_target, changed, rate, turned};
use super::{Object, day, flag, instant, list, map, or_null, report, rows, text, whole, word};

/// Dates given to customers.
pub(super) fn dates() -> Value {
    let names = ["kept", "moved", "missed", "pending"].into_iter();
    let dates = names.fold(Object::new(), |dates, name| dates.has(name, whole()));
    dates.closed()
}

/// Figures in all, by the field asked for, and of each month.
fn counted(counts: fn() -> Object) -> Object {
    let month = Object::new()
        .has("month", text())
        .has("from", instant())
        .has("to", instant())
        .has("as_of", instant())
        .and(counts());
    report()
        .has("total", counts().closed())
        .has("by", map(rows(counts())))
        .has("by_month", list(month.closed()))
}

pub(super) fn channels() -> Object {
    let contacts = || {
        let names = ["contacts", "opened", "live", "later", "own", "unknown"].into_iter();
        names.fold(Object::new(), |counts, name| counts.has(name, whole()))
    };
    counted(contacts).has("by_channel", by_channel())
}

fn by_channel() -> Value {
    let kinds = [ChannelKind::Live, ChannelKind::Later, ChannelKind::Own];
    let channel = Object::new()
        .has("channel", or_null(text()))
        .has("kind", or_null(word(&kinds.map(ChannelKind::as_str))))
        .has("opened", whole())
        .has("messages", whole())
        .has("contacts", whole());
    list(channel.closed())
}

pub(super) fn quality() -> Object {
    let solved = || {
        Object::new()
            .has("resolved", whole())
            .has("first_contact", rate())
            .has("first_level", rate())
            .has("first_contact_unknown", whole())
            .has("first_level_unknown", whole())
            .has("reopened", rate())
    };
    let waits = ["customer_s", "supplier_s", "schedule_s", "unknown_s"];
    let waits = waits.into_iter().chain(["paused_s", "whole_s"]);
    let paused = waits
        .fold(Object::new(), |paused, name| paused.has(name, whole()))
        .has("percent", or_null(json!({"type": "number"})));
    counted(solved)
        .has("unsettled", whole())
        .has("paused", paused.closed())
}

pub(super) fn inflation() -> Object {
    counted(|| {
        Object::new()
            .has("claims", whole())
            .has("inflated", rate())
            .has("highest", rate())
            .has("undecided", whole())
    })
}

pub(super) fn workload() -> Object {
    let load = Object::new()
        .has("agent", or_null(text()))
        .has("open", whole())
        .has("received", whole())
        .has("resolved", whole())
        .has("logged_s", whole())
        .has("compliance", by_target().closed());
    report().has("agents", list(load.closed()))
}

fn run() -> Object {
    Object::new()
        .has("first", instant())
        .has("last", instant())
        .has("tickets", list(text()))
}

fn training() -> Value {
    let training = Object::new()
        .has("customer", or_null(text()))
        .has("categories", list(text()))
        .and(run());
    list(training.closed())
}

pub(super) fn recurrence() -> Object {
    let candidate = Object::new()
        .has("field", text())
        .has("value", text())
        .has("customers", whole())
        .and(run());
    report()
        .has("candidates", list(candidate.closed()))
        .has("training", training())
}

pub(super) fn customer() -> Object {
    let worked = ["total_s", "onsite_s", "free_s"].into_iter();
    let worked = worked.fold(Object::new(), |worked, name| worked.has(name, whole()));
    report()
        .has("customer", text())
        .has("name", or_null(text()))
        .has("targets", agreed())
        .has("handled", list(handled().closed()))
        .has("breaches", list(breach().closed()))
        .has("turned", turned())
        .has("changed", changed())
        .has("voids", list(void().closed()))
        .has("granted", list(granted().closed()))
        .has("open", list(pending().closed()))
        .has("promises", dates())
        .has("contacts", by_channel())
        .has("questions", training())
        .has("worked", worked.closed())
}

fn named() -> Object {
    Object::new().has("id", text()).has("title", text())
}

fn target() -> Value {
    word(TargetName::WORDS)
}

fn handled() -> Object {
    named()
        .has("requester", or_null(text()))
        .has("kind", or_null(word(Kind::WORDS)))
        .has("priority", or_null(text()))
        .has("status", word(Status::WORDS))
        .has("opened_at", instant())
        .has("resolved_at", or_null(instant()))
        .has("response", or_null(word(State::WORDS)))
        .has("resolution", or_null(word(State::WORDS)))
}

fn breach() -> Object {
    named()
        .has("target", target())
        .has("promised", text())
        .has("priority", text())
        .has("due_at", or_null(instant()))
        .has("stop", or_null(instant()))
        .has("overrun_s", whole())
}

fn void() -> Object {
    named()
        .has("target", target())
        .has("void_at", instant())
        .has("reason", text())
        .has("agreed_by", or_null(text()))
        .has("after_breach", flag())
}

fn granted() -> Object {
    named()
        .has("target", target())
        .has("granted_at", instant())
        .has("state", word(State::WORDS))
}

fn pending() -> Object {
    named()
        .has("priority", or_null(text()))
        .has("status", word(Status::WORDS))
        .has("waiting_on", or_null(word(WaitingOn::WORDS)))
        .has("opened_at", instant())
        .has("promised_on", or_null(day()))
}
