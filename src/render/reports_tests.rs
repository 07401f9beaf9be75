use chrono_tz::America::Mexico_City;
use unicode_width::UnicodeWidthStr;

use super::{Answer, backlog, summary, volume};
use crate::core::fields::{Set, Status};
use crate::core::period::parse_period;
use crate::core::policy::Policy;
use crate::core::report::{self, Scope};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::timeline::{Ev, Event};
use crate::render::{Format, Style, render};

fn at(text: &str) -> Timestamp {
    Timestamp::parse_from_rfc3339(text).unwrap()
}

fn november() -> Scope {
    let now = at("2026-12-10T12:00:00-06:00").to_utc();
    let period = parse_period("2026-11", now, Mexico_City).unwrap();
    Scope::new(Some(period), now, Mexico_City)
}

fn ticket(title: &str) -> Ticket {
    let mut ticket = Ticket::blank("INC-261122-00001".parse().unwrap());
    let opened_at = at("2026-11-22T09:14:00-06:00");
    let mut event = Event::new(opened_at, "ana", "opened", Ev::imported(1));
    event.set.0 = vec![
        Set::Title(Some(title.to_owned())),
        Set::Status(Some(Status::Open)),
        Set::Category(Some(title.to_owned())),
        Set::OpenedAt(Some(opened_at)),
    ];
    ticket.push(event);
    ticket
}

fn shown(answer: &Answer, format: Format, width: Option<usize>) -> String {
    let style = Style {
        width,
        ..Style::default()
    };
    let mut out = Vec::new();
    render(answer, format, &style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_summary_names_its_period_and_divides_nothing_by_nothing() {
    let report = report::summary(Vec::new(), &Policy::new(Mexico_City), &november());
    let text = shown(&summary(&report).unwrap(), Format::Table, None);
    assert_eq!(
        text,
        "\
Summary of 2026-11
from   2026-11-01 00:00
to     2026-12-01 00:00
as of  2026-12-01 00:00
zone   America/Mexico_City

In the period
opened       0
resolved     0
reopened     0
closed       0
cancelled    0
reopen rate  n/a

Backlog
open  0

TIME TO RESOLVE  N  MINUTES  ELAPSED  TICKET
median           0      n/a      n/a
p90              0      n/a      n/a
p95              0      n/a      n/a
mean             0      n/a      n/a
Elapsed, pauses included; percentiles by nearest rank.
"
    );
}

#[test]
fn a_terminal_of_eighty_columns_is_wide_enough() {
    let tickets = || vec![ticket(&"a title that does not end ".repeat(9))];
    let policy = Policy::new(Mexico_City);
    let scope = november();
    for answer in [
        summary(&report::summary(tickets(), &policy, &scope)).unwrap(),
        volume(&report::volume(tickets(), &policy, &scope)).unwrap(),
        backlog(&report::backlog(tickets(), &policy, &scope)).unwrap(),
    ] {
        let text = shown(&answer, Format::Table, Some(80));
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    }
}

#[test]
fn the_oldest_are_named_with_their_age_in_whole_days() {
    let report = report::backlog(
        vec![ticket("No H007")],
        &Policy::new(Mexico_City),
        &november(),
    );
    let csv = shown(&backlog(&report).unwrap(), Format::Csv, None);
    let oldest = "id,age_days,status,assignee,title\nINC-261122-00001,8,open,,No H007\n";
    assert!(csv.ends_with(oldest), "{csv}");
}
