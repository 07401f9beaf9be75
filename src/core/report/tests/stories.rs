//! Tickets under a contract, told as stories.

use crate::core::zone::zone;
use chrono::{NaiveDateTime, TimeZone as _};

use crate::core::calendar::{Calendars, HolidayFiles};
use crate::core::contract::{Contract, Contracts};
use crate::core::event::Event;
use crate::core::period::parse_period;
use crate::core::policy::Policy;
use crate::core::report::{Compliance, Report, Scope, compliance};
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;

/// Monday to Friday 9 to 17 in Madrid; 1 June and 1 July 2026 are a Monday and
/// a Wednesday.
const POLICY: &str = "
format: 1
timezone: Europe/Madrid
agents: {ana: {tier: 1}, carla: {tier: 2}}
calendars:
  office:
    hours: {mon: [\"09:00-17:00\"], tue: [\"09:00-17:00\"], wed: [\"09:00-17:00\"], thu: [\"09:00-17:00\"], fri: [\"09:00-17:00\"]}
";
pub(in crate::core::report) const TERMS: &str = "
  calendar: office
  targets:
    P1: {response: {clock: 1h}, resolution: {clock: 8h}}
    P2: {response: {business: 2h}, resolution: {business: 8h}}
    P3: {response: {business: 4h}, resolution: {business: 16h}}
  commitment: {resolution: 90}
";
pub(in crate::core::report) const P1: &str =
    "set: {status: classified, kind: corrective, priority: P1}";
pub(in crate::core::report) const P2: &str =
    "set: {status: classified, kind: corrective, priority: P2}";
pub(in crate::core::report) const REPLY: &str = "to: marta";
pub(in crate::core::report) const WAIT: &str =
    "on: customer, set: {status: waiting, waiting_on: customer}";
pub(in crate::core::report) const RESUME: &str = "set: {status: classified, waiting_on: null}";
pub(in crate::core::report) const RESOLVED: &str =
    "to: marta, set: {status: resolved, waiting_on: null}";

/// An instant of 2026 in Madrid: `06-01 09:00`.
pub(in crate::core::report) fn at(text: &str) -> Timestamp {
    let local = NaiveDateTime::parse_from_str(&format!("2026-{text}"), "%Y-%m-%d %H:%M").unwrap();
    zone("Europe/Madrid")
        .from_local_datetime(&local)
        .unwrap()
        .fixed_offset()
}

/// A step: when, what, and the rest of the event.
pub(in crate::core::report) type Step<'a> = (&'a str, &'a str, &'a str);

/// A ticket that came by mail.
pub(in crate::core::report) fn story(end: &str, opened: &str, then: &[Step<'_>]) -> Ticket {
    let mut ticket = Ticket::blank(format!("INC-260601-{end}").parse().unwrap());
    let set = format!(
        "set: {{title: {end}, status: classified, channel: email, opened_at: {}}}",
        at(opened).to_rfc3339()
    );
    tell(&mut ticket, (opened, "opened", &set));
    for step in then {
        tell(&mut ticket, *step);
    }
    ticket
}

/// One more step.
pub(in crate::core::report) fn tell(ticket: &mut Ticket, (when, name, rest): Step<'_>) {
    let at = at(when).to_rfc3339();
    let number = ticket.timeline.len();
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!(", {rest}")
    };
    let text = format!("{{at: {at}, by: ana, event: {name}, ev: a{number:05}{rest}}}");
    let event: Event = serde_yaml::from_str(&text).unwrap();
    ticket.push(event);
}

pub(in crate::core::report) fn policy() -> Policy {
    serde_yaml::from_str(POLICY).unwrap()
}

/// Asks under one contract for everybody, with one version of terms or more.
pub(in crate::core::report) fn by_terms<T>(
    terms: &str,
    ask: impl FnOnce(&Agreements<'_>) -> T,
) -> T {
    by_contracts(&["customer: default\nname: All"], terms, ask)
}

/// What is made of agreements by several contracts of the same terms.
pub(in crate::core::report) fn by_contracts<T>(
    heads: &[&str],
    terms: &str,
    ask: impl FnOnce(&Agreements<'_>) -> T,
) -> T {
    let policy = policy();
    let calendars = Calendars::compile(
        &policy.calendars,
        zone("Europe/Madrid"),
        &HolidayFiles::default(),
    )
    .unwrap();
    let contracts = heads.iter().map(|head| {
        let contract = format!("{head}\nterms:\n- from: 2026-01-01{terms}");
        let contract: Contract = serde_yaml::from_str(&contract).unwrap();
        contract.validate(&contract.customer, &policy).unwrap();
        contract
    });
    let contracts = Contracts::from(contracts.collect::<Vec<_>>());
    ask(&Agreements::new(&policy, &calendars, &contracts).unwrap())
}

/// A period, looked at on 20 July.
pub(in crate::core::report) fn scope(period: &str) -> Scope {
    let now = at("07-20 12:00").to_utc();
    let period = parse_period(period, now, zone("Europe/Madrid")).unwrap();
    Scope::new(Some(period), now, zone("Europe/Madrid"))
}

pub(in crate::core::report) fn report(tickets: &[Ticket], scope: &Scope) -> Report<Compliance> {
    by_terms(TERMS, |agreements| {
        compliance(tickets.to_vec(), &policy(), agreements, scope).unwrap()
    })
}
