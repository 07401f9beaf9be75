//! Worked examples of a contract, which `contract explain` prints: what is due
//! for a ticket that is opened at an instant and then left alone.

use crate::core::zone::Zone;
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeZone as _, Weekday};

use crate::core::calendar::{Calendar, NeverOpens, Pauses, Second};
use crate::core::contract::{Contract, Span, Stop, TargetName};
use crate::core::fields::{Fields, Kind};
use crate::core::when;

use super::agreements::{Agreements, Term};

/// How many days are looked through for a holiday.
const YEAR: u64 = 366;

/// One target of a contract, with the end it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// The priority it is promised to.
    pub priority: String,
    /// The kind, where the contract has targets of its own for it.
    pub kind: Option<Kind>,
    /// Which promise.
    pub target: TargetName,
    /// As the contract has it.
    pub span: Span,
    /// What stops its clock.
    pub stops: Stop,
    /// Whose hours count.
    pub calendar: String,
    /// When it is due. An update counts from the opening, as if the desk had
    /// spoken then.
    pub due_at: Second,
}

/// A moment at which a ticket may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// The moment.
    pub opened_at: Second,
    /// What is special about it: `a Friday afternoon`; none when it was asked for.
    pub what: Option<&'static str>,
}

/// What a contract comes to at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The moment.
    pub occasion: Occasion,
    /// From when on the terms are in force that bind a ticket opened then.
    pub terms_from: NaiveDate,
    /// By priority and target; the kinds with targets of their own last.
    pub due: Vec<Worked>,
}

impl Agreements<'_> {
    /// What a contract comes to for a ticket opened at this moment; `None`
    /// where it has no terms in force then.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn example(
        &self,
        contract: &Contract,
        occasion: Occasion,
    ) -> Result<Option<Example>, NeverOpens> {
        let Some(term) = self.term_at(contract, occasion.opened_at) else {
            return Ok(None);
        };
        let rows = term.terms.targets.keys().map(|priority| (None, priority));
        let by_kind = term.terms.targets_by_kind.0.iter();
        let by_kind = by_kind.filter_map(|(kind, rows)| Some((kind.parse::<Kind>().ok()?, rows)));
        let own = by_kind
            .flat_map(|(kind, rows)| rows.keys().map(move |priority| (Some(kind), priority)));
        let mut due = Vec::new();
        for (kind, priority) in rows.chain(own) {
            due.extend(self.worked(term, kind, priority, occasion.opened_at)?);
        }
        Ok(Some(Example {
            occasion,
            terms_from: term.terms.from,
            due,
        }))
    }

    /// A Friday afternoon, a morning, a night and a holiday, on the given
    /// instant's date or after it, as the contract's calendar has them.
    #[must_use]
    pub fn occasions(&self, contract: &Contract, since: Second) -> Vec<Occasion> {
        let first = contract.terms.iter().map(|terms| terms.from).min();
        let term = self.term_at(contract, since);
        let zone = self.zone_at(contract, since);
        let Some(today) = zone.timestamp_opt(since, 0).single() else {
            return Vec::new();
        };
        let begin = first.map_or(today.date_naive(), |first| first.max(today.date_naive()));
        let hours = term.and_then(|term| self.business(term.terms.calendar.as_deref()?));
        let at = |day: NaiveDate, (hour, minute): (u32, u32)| {
            let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
            let local = zone.from_local_datetime(&day.and_time(time)).earliest()?;
            Some(local.timestamp())
        };
        let days = || (0..YEAR).filter_map(|day| begin.checked_add_days(Days::new(day)));
        let open_at = |day: &NaiveDate, time| {
            at(*day, time).is_some_and(|at| hours.is_none_or(|hours| hours.is_open(at)))
        };
        let friday = days()
            .filter(|day| day.weekday() == Weekday::Fri)
            .find(|day| open_at(day, AFTERNOON));
        let morning = days()
            .filter(|day| MIDWEEK.contains(&day.weekday()))
            .find(|day| open_at(day, MORNING));
        let holiday = days().find(|day| hours.is_some_and(|hours| is_holiday(hours, *day, at)));
        [
            (friday, AFTERNOON, "a Friday afternoon"),
            (morning, MORNING, "a morning"),
            (morning, NIGHT, "a night"),
            (holiday, MORNING, "a holiday"),
        ]
        .into_iter()
        .filter_map(|(day, time, what)| {
            let opened_at = at(day?, time)?;
            Some(Occasion {
                opened_at,
                what: Some(what),
            })
        })
        .collect()
    }

    /// The zone in which a customer is told what is due on a ticket opened at
    /// this instant; before any terms, that of the first.
    #[must_use]
    pub fn zone_at(&self, contract: &Contract, opened_at: Second) -> Zone {
        let term = self.term_at(contract, opened_at);
        let first = contract.terms.iter().min_by_key(|terms| terms.from);
        let terms = term.map(|term| term.terms).or(first);
        terms.map_or(self.policy.timezone, |terms| terms.zone(self.policy))
    }

    fn worked(
        &self,
        term: Term<'_>,
        kind: Option<Kind>,
        priority: &str,
        opened_at: Second,
    ) -> Result<Vec<Worked>, NeverOpens> {
        let promises = self.promises(term, kind, priority);
        let due = promises.iter().map(|promise| {
            let budget = promise.budget(opened_at)?;
            let due_at = promise.calendar.add(opened_at, budget, &Pauses::none())?;
            Ok(Worked {
                priority: priority.to_owned(),
                kind,
                target: promise.name,
                span: promise.target.span,
                stops: promise.target.stops,
                calendar: promise.calendar.name().to_owned(),
                // Nothing stands still.
                due_at: due_at.unwrap_or(opened_at),
            })
        });
        due.collect()
    }

    fn term_at(&self, contract: &Contract, opened_at: Second) -> Option<Term<'_>> {
        let fields = Fields {
            customer: Some(contract.customer.clone()),
            ..Fields::default()
        };
        let instant = chrono::DateTime::from_timestamp(opened_at, 0)?;
        self.term(&fields, when::in_zone(instant, self.policy.timezone))
    }
}

const AFTERNOON: (u32, u32) = (16, 30);
const MORNING: (u32, u32) = (10, 0);
const NIGHT: (u32, u32) = (22, 15);
const MIDWEEK: [Weekday; 3] = [Weekday::Tue, Weekday::Wed, Weekday::Thu];

/// Whether a date from Monday to Friday has no open second.
fn is_holiday(
    hours: &Calendar,
    day: NaiveDate,
    at: impl Fn(NaiveDate, (u32, u32)) -> Option<Second>,
) -> bool {
    let is_weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let next = day.succ_opt().and_then(|next| at(next, (0, 0)));
    let bounds = at(day, (0, 0)).zip(next);
    is_weekday && bounds.is_some_and(|(from, to)| hours.intervals(from, to).next().is_none())
}
