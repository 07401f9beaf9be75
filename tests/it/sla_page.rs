//! bitacora-sla(7): each worked example of the page is run.

use bitacora::core::contract::{Contract, Contracts, TargetName};
use bitacora::core::event::Event;
use bitacora::core::policy::Policy;
use bitacora::core::sla::Agreements;
use bitacora::core::ticket::Ticket;
use bitacora::core::zone::Zone;
use chrono::{DateTime, NaiveDateTime, TimeZone as _};

const PAGE: &str = include_str!("../../man/bitacora-sla.7");
const FORM: &str = "%a %Y-%m-%d %H:%M";

/// `Fri 2026-06-05 16:30`, of which the day of the week must be true.
fn instant(text: &str) -> i64 {
    let local = NaiveDateTime::parse_from_str(text, FORM);
    let local = local.unwrap_or_else(|error| panic!("{text}: {error}"));
    Zone::named("America/Bogota")
        .unwrap()
        .from_local_datetime(&local)
        .unwrap()
        .timestamp()
}

fn worded(second: i64) -> String {
    let utc = DateTime::from_timestamp(second, 0).unwrap();
    utc.with_timezone(&Zone::named("America/Bogota").unwrap())
        .format(FORM)
        .to_string()
}

/// The configuration the page shows.
fn policy() -> Policy {
    let block = PAGE.split("\ntimezone: ").nth(1).unwrap();
    let block = block.split("\n.fi").next().unwrap();
    serde_yaml::from_str(&format!("format: 1\ntimezone: {block}\n")).unwrap()
}

/// The event of a step: `replied Mon 2026-06-08 11:30`.
fn event(number: usize, step: &str) -> (i64, Event) {
    let (word, when) = step.split_once(' ').unwrap();
    let at = instant(when);
    let rest = match word {
        "opened" => format!(
            "event: opened, set: {{status: classified, channel: email, opened_at: {}}}",
            rfc3339(at)
        ),
        "replied" => "event: replied, to: marta".to_owned(),
        "waiting" => {
            "event: waited, to: marta, on: customer, set: {status: waiting, waiting_on: customer}"
                .to_owned()
        }
        "answered" => "event: received, from: marta".to_owned(),
        "resolved" => {
            "event: resolved, to: marta, set: {status: resolved, waiting_on: null}".to_owned()
        }
        "closed" => "event: closed, set: {status: closed}".to_owned(),
        "reopened" => "event: reopened, set: {status: classified}".to_owned(),
        other => panic!("`{other}` is no step of an example"),
    };
    let text = format!("{{at: {}, by: ana, ev: a{number:05}, {rest}}}", rfc3339(at));
    (at, serde_yaml::from_str(&text).unwrap())
}

fn rfc3339(second: i64) -> String {
    Zone::named("America/Bogota")
        .unwrap()
        .timestamp_opt(second, 0)
        .unwrap()
        .to_rfc3339()
}

/// What the program says in place of what stands after the arrow.
fn run(line: &str, policy: &Policy) -> String {
    let (story, outcome) = line.split_once(" -> ").unwrap();
    let mut parts = story.split(", ");
    let (opened, calendar) = parts.next().unwrap().rsplit_once(' ').unwrap();
    let target: Vec<&str> = parts.next().unwrap().split(' ').collect();
    let [name, way, long] = target[..] else {
        panic!("{line}: the target is no `NAME WAY LENGTH`");
    };
    let contract = format!(
        "customer: default\nname: Page\nterms: [{{from: 2026-01-01, calendar: {calendar}, \
         targets: {{P3: {{{name}: {{{way}: {long}}}}}}}}}]"
    );
    let contract: Contract = serde_yaml::from_str(&contract).unwrap();
    contract.validate("default", policy).unwrap();
    let mut ticket = Ticket::blank("INC-260601-K7F4Q".parse().unwrap());
    let mut last = 0;
    for (number, step) in std::iter::once(opened).chain(parts).enumerate() {
        let (at, event) = event(number, step);
        ticket.push(event);
        last = at;
    }
    let calendars = policy.compiled().unwrap();
    let contracts = Contracts::from(vec![contract]);
    let agreements = Agreements::new(policy, &calendars, &contracts).unwrap();
    let clocks = agreements.clocks(&ticket, last + 1).unwrap().unwrap();
    let clock = clocks.get(name.parse::<TargetName>().unwrap()).unwrap();
    match clock.due_at {
        Some(due_at) if outcome.starts_with("due ") => format!("due {}", worded(due_at)),
        _ => clock.state.to_string(),
    }
}

#[test]
fn the_examples_of_the_page_come_out_as_it_says() {
    let policy = policy();
    let examples: Vec<&str> = PAGE
        .lines()
        .filter(|line| line.starts_with("opened "))
        .collect();
    assert!(examples.len() > 15, "{}", examples.len());
    let wrong: Vec<String> = examples
        .iter()
        .map(|line| (line, run(line, &policy)))
        .filter(|(line, said)| !line.ends_with(&format!(" -> {said}")))
        .map(|(line, said)| format!("{line}\n   but it is {said}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
