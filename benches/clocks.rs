//! What the clocks of many tickets cost on one core:
//! `cargo bench --bench clocks -- [TICKETS] [ROUNDS]`, 100,000 and 5 when they
//! are not said. The fastest round counts; reading files is not in it.
//!
//! Each ticket has six events, with a wait, a reopening or a change of
//! priority in one of three, and three targets in business hours with a lunch
//! break and holidays.

use std::time::Instant;

use bitacora::core::contract::Contracts;
use bitacora::core::event::Event;
use bitacora::core::policy::Policy;
use bitacora::core::sla::Agreements;
use bitacora::core::ticket::Ticket;
use chrono::{DateTime, TimeDelta, Utc};

const CONFIG: &str = "
format: 1
timezone: America/Bogota
calendars:
  office:
    hours:
      mon: [\"08:00-12:00\", \"13:00-17:00\"]
      tue: [\"08:00-12:00\", \"13:00-17:00\"]
      wed: [\"08:00-12:00\", \"13:00-17:00\"]
      thu: [\"08:00-12:00\", \"13:00-17:00\"]
      fri: [\"08:00-12:00\", \"13:00-17:00\"]
    holidays: [2026-01-01, 2026-05-01, 2026-07-20, 2026-12-08, 2026-12-25]
";
const CONTRACT: &str = "
customer: default
name: All
terms:
- from: 2020-01-01
  calendar: office
  targets:
    P2: {response: {business: 2h}, resolution: {business: 16h}, update: {business: 8h}}
    P3: {response: {business: 4h}, resolution: {working_days_clock: 48h}, update: {business: 16h}}
    P4: {response: {working_days: 1}, resolution: {working_days: 5}, update: {business: 40h}}
";
/// Hours after the opening, the event, and what it says; one life in three.
const LIVES: [[(i64, &str, &str); 5]; 3] = [
    [
        (
            1,
            "classified",
            "set: {status: classified, kind: corrective, priority: P3}",
        ),
        (2, "replied", "to: marta"),
        (
            20,
            "waited",
            "on: customer, set: {status: waiting, waiting_on: customer}",
        ),
        (50, "received", "from: marta"),
        (
            90,
            "resolved",
            "to: marta, set: {status: resolved, waiting_on: null}",
        ),
    ],
    [
        (
            1,
            "classified",
            "set: {status: classified, kind: corrective, priority: P4}",
        ),
        (3, "attended", "set: {assignee: ana}"),
        (30, "resolved", "to: marta, set: {status: resolved}"),
        (60, "received", "from: marta"),
        (61, "reopened", "set: {status: classified}"),
    ],
    [
        (
            1,
            "classified",
            "set: {status: classified, kind: corrective, priority: P3}",
        ),
        (4, "replied", "to: marta"),
        (26, "classified", "set: {priority: P2}"),
        (28, "noted", ""),
        (40, "replied", "to: marta"),
    ],
];

fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<u32>().ok());
    let count = numbers.next().unwrap_or(100_000);
    let rounds = numbers.next().unwrap_or(5);
    let tickets: Vec<Ticket> = (0..count).map(ticket).collect();
    let policy: Policy = serde_yaml::from_str(CONFIG).expect("a policy");
    let calendars = policy.compiled().expect("calendars that open");
    let contracts = Contracts::from(vec![serde_yaml::from_str(CONTRACT).expect("a contract")]);
    let agreements = Agreements::new(&policy, &calendars, &contracts).expect("agreements");
    let as_of = opened(count).timestamp();
    let best = (0..rounds).map(|_| {
        let start = Instant::now();
        let clocks = tickets.iter().map(|ticket| {
            let clocks = agreements.clocks(ticket, as_of).expect("it opens");
            clocks.expect("a contract").clocks.len()
        });
        let clocks: usize = clocks.sum();
        (start.elapsed(), clocks)
    });
    let (time, clocks) = best.min().expect("a round");
    println!("{count} tickets, {clocks} clocks: {} ms", time.as_millis());
}

/// Ten minutes lie between two tickets.
fn opened(number: u32) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_454) + TimeDelta::minutes(i64::from(number) * 10)
}

fn ticket(number: u32) -> Ticket {
    let id = format!(
        "INC-260101-{}{number:06}",
        if number.is_multiple_of(2) { "A" } else { "B" }
    );
    let mut ticket = Ticket::blank(id.parse().expect("an id"));
    let opened_at = opened(number);
    let filed = format!(
        "set: {{status: open, channel: email, opened_at: {}}}",
        opened_at.to_rfc3339()
    );
    let life = LIVES[number as usize % LIVES.len()];
    let first = (0, "opened", filed.as_str());
    for (place, (hours, name, rest)) in std::iter::once(first).chain(life).enumerate() {
        let at = (opened_at + TimeDelta::hours(hours)).to_rfc3339();
        let comma = if rest.is_empty() { "" } else { ", " };
        let text = format!("{{at: {at}, by: ana, event: {name}, ev: a{place:05}{comma}{rest}}}");
        let event: Event = serde_yaml::from_str(&text).expect("an event");
        ticket.push(event);
    }
    ticket
}
