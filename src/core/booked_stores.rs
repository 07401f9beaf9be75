//! The stores of `booked` as the program reads them.

use serde_json::Value;

use super::booked;
use super::calendar::{Calendars, HolidayFiles};
use super::contract::Contracts;
use super::policy::Policy;
use super::sla::{Basis, Noted};
use super::stamp::Timestamp;
use super::ticket::{FrontMatter, Ticket};

/// What the clocks of a case depend on.
pub(crate) fn basis(case: &Value) -> Basis {
    let policy: Policy = serde_json::from_value(booked::config(case)).unwrap();
    let holidays = HolidayFiles::default();
    let calendars = Calendars::compile(&policy.calendars, policy.timezone, &holidays).unwrap();
    let contracts: Vec<_> = booked::contracts(case)
        .into_iter()
        .map(|(_, contract)| serde_json::from_value(contract).unwrap())
        .collect();
    Basis {
        policy,
        calendars,
        contracts: Contracts::from(contracts),
        noted: Noted::default(),
    }
}

/// The tickets of a case, in the fold's order, by what it says is known.
pub(crate) fn tickets(case: &Value) -> Vec<Ticket> {
    let known_at = case["ask"]["known_at"].as_str();
    let known_at = known_at.map(|text| Timestamp::parse_from_rfc3339(text).unwrap());
    let tickets = booked::tickets(case).into_iter().map(|front| {
        let FrontMatter {
            id,
            fields,
            timeline,
        } = serde_json::from_value(front).unwrap();
        let mut ticket = Ticket::blank(id);
        ticket.fields = Box::new(fields);
        ticket.timeline = timeline.unwrap();
        ticket.timeline.sort_by(|a, b| a.order().cmp(&b.order()));
        ticket.rewind(|event| known_at.is_none_or(|known| event.written() <= known));
        ticket
    });
    tickets
        .filter(|ticket| !ticket.timeline.is_empty())
        .collect()
}
