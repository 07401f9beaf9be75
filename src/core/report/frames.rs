//! The months that a report is about.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Months, NaiveDate, TimeDelta};

use crate::core::event::Event;
use crate::core::fields::Set;
use crate::core::period::Period;
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;

use super::scope::Scope;
use super::sum::Sum;
use super::work;

/// As of when a month of the report is read: its end, unless a later instant is
/// asked for. Who asks for one wants to see what happened since.
pub(super) fn as_of(month: &Period, scope: &Scope) -> AsOf {
    if scope.as_of.until > scope.span().to {
        scope.as_of
    } else {
        scope.as_of.or_end(month.to)
    }
}

/// The months in which tickets lived, by their first days: that of the first
/// ticket, and that in which the last one ended, or of now while one is open. No
/// month follows the report's last second.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lives(Option<(NaiveDate, NaiveDate)>);

impl Lives {
    pub(super) fn of<'t>(tickets: impl IntoIterator<Item = &'t Ticket>, scope: &Scope) -> Self {
        // A period says itself which months it has.
        if scope.period.is_some() {
            return Self::default();
        }
        let day = |instant: Timestamp| instant.with_timezone(&scope.zone).date_naive();
        let now = scope.as_of.until - TimeDelta::seconds(1);
        let opened = tickets
            .into_iter()
            .filter(|ticket| !ticket.timeline.is_empty() && ticket.opened_at() < scope.as_of.until);
        let last = |ticket: &Ticket| {
            let ended = instants(ticket)
                .max()
                .filter(|_| !ticket.status().is_active());
            ended.map_or(now, |ended| ended.min(now))
        };
        let lives = opened.map(|ticket| (ticket.opened_at(), last(ticket)));
        let whole = lives.reduce(|all, life| (all.0.min(life.0), all.1.max(life.1)));
        Self(whole.map(|(first, last)| (month_of(day(first)), month_of(day(last)))))
    }
}

impl Sum for Lives {
    fn add(&mut self, other: Self) {
        let both = self.0.zip(other.0);
        let whole = both.map(|(a, b)| (a.0.min(b.0), a.1.max(b.1)));
        self.0 = whole.or(self.0).or(other.0);
    }
}

/// The months that had begun, in order, and those in which something is
/// `counted`: elsewhere a month may begin earlier. Each stands with its first
/// day. Without a period, those in which tickets lived.
pub(super) fn frames(lives: Lives, scope: &Scope, counted: &BTreeSet<NaiveDate>) -> Vec<Period> {
    let period = scope
        .period
        .clone()
        .or_else(|| whole(lives, scope, counted));
    let months = period.iter().flat_map(Period::months);
    let is_shown = |month: &Period| {
        month.from < scope.as_of.until || counted.contains(&month_of(month.days().0))
    };
    months.filter(is_shown).collect()
}

fn whole(lives: Lives, scope: &Scope, counted: &BTreeSet<NaiveDate>) -> Option<Period> {
    let firsts = lives.0.map(|(first, _)| first).into_iter();
    let lasts = lives.0.map(|(_, last)| last).into_iter();
    let first = firsts.chain(counted.first().copied()).min()?;
    let last = lasts.chain(counted.last().copied()).max()?;
    Period::between(first, last.checked_add_months(Months::new(1))?, scope.zone).ok()
}

/// The instants at which something happened to a ticket, as its events say, and
/// its opening.
pub(super) fn instants(ticket: &Ticket) -> impl Iterator<Item = Timestamp> + '_ {
    let stated = |event: &Event| {
        event.set.0.iter().find_map(|set| match set {
            Set::OpenedAt(at) => *at,
            _ => None,
        })
    };
    let events = ticket.timeline.iter();
    let instants =
        events.flat_map(move |event| [Some(event.at), work::began(event), stated(event)]);
    let opening = ticket.timeline.first().map(|_| ticket.opened_at());
    instants.flatten().chain(opening)
}

/// The first day of the month of a day.
pub(super) fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
