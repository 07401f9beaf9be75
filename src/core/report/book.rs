//! What a period counts of promises: the one number that tables, month rows,
//! test results, gauges and exit codes show (sla.md section 5, booking).

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use serde::Serialize;

use crate::core::book::{Came, Cause, Counted, Days, Direction, Due, Entry, Life, Moment, Months};
use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::TargetName;
use crate::core::fields::Fields;
use crate::core::id::TicketId;
use crate::core::parallel::in_parallel;
use crate::core::sla::Agreements;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::timeline::{Event, Message};
use crate::core::when::{in_zone, instant};
use crate::core::zone::Zone;

use super::compliance::{ByTarget, Kept, Verdict};
use super::dimension::values_of;
use super::measure::Ratio;
use super::scope::Scope;

/// Under which contract something stands that no contract binds any more.
pub(super) const NO_CONTRACT: &str = "no contract";
/// How far midnights of two zones may lie apart, and a little more: what ended
/// so long before a period has nothing in it.
pub(super) const APART: TimeDelta = TimeDelta::days(2);
/// So long after an instant a month of every ticket has ended.
const MONTHS_AFTER: TimeDelta = TimeDelta::days(70);

/// The terms in whose row something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The customer of the contract.
    pub(super) contract: String,
    /// The day on which the terms begin; none without a contract.
    pub(super) terms_from: Option<NaiveDate>,
}

/// What one month has of one target of one ticket.
#[derive(Debug)]
pub(super) struct Line {
    /// The first day of the month.
    pub(super) month: NaiveDate,
    pub(super) place: Place,
    pub(super) target: TargetName,
    pub(super) kept: Kept,
    /// What is counted, with the fields at the fact.
    pub(super) verdict: Option<Verdict>,
    /// The values of the fields that the report is broken down by, at the fact.
    values: Vec<Vec<Option<String>>>,
    /// Who is charged with it; null: nobody.
    pub(super) agent: Option<String>,
}

/// A verdict that is another than the one which held when its term ran out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turned {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// The customer of the contract; `no contract` where none binds it now.
    pub contract: String,
    /// Which promise.
    pub target: TargetName,
    /// Whether it looks better or worse than what held.
    pub direction: Direction,
    /// When its term ran out, of one that was turned to the good.
    pub ran_out_at: Option<Timestamp>,
    /// What turned it.
    pub cause: Option<Cause>,
    /// The name of the event.
    pub event: Option<String>,
    /// Who did or recorded it.
    pub by: Option<String>,
    /// The customer's contact who agreed, of a waiver.
    pub agreed_by: Option<String>,
    /// When it happened.
    pub at: Option<Timestamp>,
    /// When it was written down.
    pub recorded: Option<Timestamp>,
    /// Why, where it says so.
    pub reason: Option<String>,
}

impl Turned {
    /// Whether it is the same verdict of the same term.
    fn is_same(&self, other: &Self) -> bool {
        let of = |turned: &Self| (turned.target, turned.direction, turned.ran_out_at);
        self.id == other.id && of(self) == of(other)
    }
}

/// A verdict that is another since its month was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// The customer of the contract under which it was booked.
    pub contract: String,
    /// Which promise.
    pub target: TargetName,
    /// The month that booked it.
    pub month: String,
    /// The instant it was booked at.
    pub booked_at: Timestamp,
    /// What it was at the beginning of the period, or when its month was closed.
    pub from: Came,
    /// What it is at the end of the period.
    pub to: Came,
}

impl Changed {
    /// Whether it has become a breach.
    #[must_use]
    pub fn is_to_the_bad(&self) -> bool {
        self.to == Came::Breached
    }
}

/// Everything that a period counts of promises.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// By when tickets were opened, then by target and month.
    pub(super) lines: Vec<Line>,
    pub(super) turned: Vec<Turned>,
    pub(super) changed: Vec<Changed>,
    /// How many targets stand in a piece of a month.
    pub(super) in_pieces: usize,
    fields: Vec<String>,
}

impl Book {
    /// The tickets have all events that are known, in the fold's order.
    pub(super) fn new(
        tickets: &[Ticket],
        agreements: &Agreements<'_>,
        scope: &Scope,
        fields: &[&str],
    ) -> Result<Self, NeverOpens> {
        let alive: Vec<&Ticket> = tickets
            .iter()
            .filter(|ticket| !had_ended(ticket, scope))
            .collect();
        let mut book = Self {
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            ..Self::default()
        };
        let begun = alive.iter().filter_map(|ticket| begun(ticket)).min();
        let Some(begun) = begun else {
            return Ok(book);
        };
        let up_to = scope.limit.until;
        let end = scope.period.as_ref().map_or(up_to, |period| period.to);
        let months = Months::new(agreements, begun, up_to.min(end) + MONTHS_AFTER);
        let reader = Reader {
            agreements,
            months: &months,
            scope,
            fields,
        };
        let mut parts = Vec::with_capacity(alive.len());
        for part in in_parallel(&alive, |ticket| reader.part(ticket)) {
            parts.extend(part?);
        }
        parts.sort_by(|a, b| (a.opened_at, &a.id).cmp(&(b.opened_at, &b.id)));
        for part in parts {
            book.lines.extend(part.lines);
            book.turned.extend(part.turned);
            book.changed.extend(part.changed);
            book.in_pieces += part.in_pieces;
        }
        Ok(book)
    }

    /// Each target over all contracts.
    pub(super) fn total(&self) -> ByTarget {
        let mut total = ByTarget::default();
        for line in &self.lines {
            *total.get_mut(line.target) += line.kept;
        }
        total
    }

    /// Each target of each version of terms, of one month or of all.
    pub(super) fn by_terms(&self, month: Option<NaiveDate>) -> BTreeMap<Place, ByTarget> {
        let mut rows: BTreeMap<Place, ByTarget> = BTreeMap::new();
        let lines = self.lines.iter();
        for line in lines.filter(|line| month.is_none_or(|month| line.month == month)) {
            let row = rows.entry(line.place.clone()).or_default();
            *row.get_mut(line.target) += line.kept;
        }
        rows
    }

    /// Each target of a month.
    pub(super) fn in_month(&self, month: NaiveDate) -> ByTarget {
        let mut total = ByTarget::default();
        for line in self.lines.iter().filter(|line| line.month == month) {
            *total.get_mut(line.target) += line.kept;
        }
        total
    }

    /// The first days of the months in which something stands.
    pub(super) fn months(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.lines.iter().map(|line| line.month)
    }

    /// Each target by the values of one of the fields, at the fact.
    pub(super) fn by_value<'a>(
        &'a self,
        field: &str,
    ) -> impl Iterator<Item = (Vec<Option<String>>, ByTarget)> + 'a {
        let place = self.fields.iter().position(|known| known == field);
        self.lines.iter().map(move |line| {
            let mut kept = ByTarget::default();
            *kept.get_mut(line.target) += line.kept;
            let values = place.map_or(vec![None], |place| line.values[place].clone());
            (values, kept)
        })
    }
}

/// The first day of the month of a day.
pub(super) fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// When it began, as its events and the opening it states say.
fn begun(ticket: &Ticket) -> Option<Timestamp> {
    let first = ticket.timeline.first()?.at;
    Some(ticket.fields.opened_at.map_or(first, |at| at.min(first)))
}

/// Whether it ended before the time, and nothing has happened to it or been
/// written down since: an earlier month has booked what it had.
fn had_ended(ticket: &Ticket, scope: &Scope) -> bool {
    let Some(period) = &scope.period else {
        return false;
    };
    let before = period.from - APART;
    let mut events = ticket.timeline.iter();
    !ticket.status().is_active()
        && events.all(|event| event.at < before && event.written() < before)
}

struct Part {
    opened_at: Timestamp,
    id: TicketId,
    lines: Vec<Line>,
    turned: Vec<Turned>,
    changed: Vec<Changed>,
    in_pieces: usize,
}

struct Reader<'a> {
    agreements: &'a Agreements<'a>,
    months: &'a Months,
    scope: &'a Scope,
    fields: &'a [&'a str],
}

impl Reader<'_> {
    fn part(&self, ticket: &Ticket) -> Result<Option<Part>, NeverOpens> {
        let Some(life) = Life::new(self.agreements, self.months, ticket) else {
            return Ok(None);
        };
        let days = self
            .scope
            .period
            .as_ref()
            .map(crate::core::period::Period::days);
        let days = Days {
            first: days.map(|(first, _)| first),
            end: days.map(|(_, end)| end),
        };
        let later = self.scope.later.map(Moment::from);
        let tracked = life.track(days, self.scope.limit.into(), later)?;
        let mut part = Part {
            opened_at: ticket.opened_at(),
            id: ticket.id.clone(),
            lines: Vec::new(),
            turned: Vec::new(),
            changed: Vec::new(),
            in_pieces: 0,
        };
        for entry in &tracked.entries {
            if self.answers(&life, entry.end)? {
                part.in_pieces += usize::from(entry.is_cut && entry.counted.is_some());
                part.lines.push(self.line(&life, entry)?);
                let turned = self.turned(&life, entry)?;
                // A breach that is booked a month later stands in both, and is told
                // by the contract of the later.
                if let Some(turned) = turned {
                    part.turned.retain(|known| !known.is_same(&turned));
                    part.turned.push(turned);
                }
            }
        }
        for due in &tracked.due {
            if self.answers(&life, due.end)? {
                part.lines.push(self.word(&life, due)?);
            }
        }
        for changed in &tracked.changed {
            let end = Moment::end(changed.booking.end.at);
            if self.answers(&life, end)? {
                part.changed.push(Changed {
                    id: ticket.id.clone(),
                    title: ticket.title().to_owned(),
                    contract: self.place(&life, end)?.contract,
                    target: changed.target,
                    month: changed.booking.end.first.format("%Y-%m").to_string(),
                    booked_at: self.local(changed.booking.instant, ticket),
                    from: changed.from,
                    to: changed.to,
                });
            }
        }
        Ok(Some(part))
    }

    /// Whether the ticket answered the query as it stood then.
    fn answers(&self, life: &Life<'_>, moment: Moment) -> Result<bool, NeverOpens> {
        let filter = &self.scope.filter;
        if filter.is_empty() {
            return Ok(true);
        }
        let reading = life.as_of(moment)?;
        let ticket = if filter.reach().bodies {
            Cow::Owned(Ticket {
                body: life.ticket().body.clone(),
                ..reading.ticket.clone().into_owned()
            })
        } else {
            Cow::Borrowed(&*reading.ticket)
        };
        Ok(filter.matches(&ticket, || reading.clocks.clone()))
    }

    fn place(&self, life: &Life<'_>, moment: Moment) -> Result<Place, NeverOpens> {
        let reading = life.as_of(moment)?;
        let term = self.agreements.term_of(&reading.ticket);
        Ok(term.map_or_else(
            || Place {
                contract: NO_CONTRACT.to_owned(),
                terms_from: None,
            },
            |term| Place {
                contract: term.contract.customer.clone(),
                terms_from: Some(term.terms.from),
            },
        ))
    }

    fn line(&self, life: &Life<'_>, entry: &Entry) -> Result<Line, NeverOpens> {
        let ran_out = entry.turned.as_ref().and_then(|turned| turned.ran_out);
        let counted = entry.counted;
        let fact = counted.map(|counted| counted.instant).or(ran_out);
        let mut fields = life.fields_at(fact.unwrap_or(entry.end.until - 1));
        let reading = life.as_of(entry.end)?;
        // The month is the book of whose contract binds at its end.
        let customer = &reading.ticket.fields.customer;
        fields.customer.clone_from(customer);
        let verdict = counted.and_then(|_| {
            let clocks = reading.clocks.as_ref()?;
            let clock = clocks.get(entry.target)?;
            let zone = self.scope.zone;
            Some(Verdict::of(&reading.ticket, &fields, clocks, clock, zone))
        });
        let values = self.fields.iter();
        Ok(Line {
            month: entry.month,
            place: self.place(life, entry.end)?,
            target: entry.target,
            kept: kept(entry),
            values: values.map(|field| values_of(&fields, field)).collect(),
            agent: charged(life, entry, &fields),
            verdict,
        })
    }

    /// A word that was due, beside the verdict on the target.
    fn word(&self, life: &Life<'_>, due: &Due) -> Result<Line, NeverOpens> {
        let word = due.word;
        let mut fields = life.fields_at(word.at);
        let reading = life.as_of(due.end)?;
        let customer = &reading.ticket.fields.customer;
        fields.customer.clone_from(customer);
        let agent = fields.assignee.clone();
        let values = self.fields.iter();
        Ok(Line {
            month: due.month,
            place: self.place(life, due.end)?,
            target: TargetName::Update,
            kept: Kept {
                words: Ratio::one(word.in_time),
                ..Kept::default()
            },
            values: values.map(|field| values_of(&fields, field)).collect(),
            agent: agent.or_else(|| word.in_time.then(|| said_by(life, word.at)).flatten()),
            verdict: None,
        })
    }

    fn turned(&self, life: &Life<'_>, entry: &Entry) -> Result<Option<Turned>, NeverOpens> {
        let Some(turned) = &entry.turned else {
            return Ok(None);
        };
        let ticket = life.ticket();
        let by = turned.by.as_ref();
        let local = |at: Second| self.local(at, ticket);
        Ok(Some(Turned {
            id: ticket.id.clone(),
            title: ticket.title().to_owned(),
            contract: self.place(life, entry.end)?.contract,
            target: entry.target,
            direction: turned.direction,
            ran_out_at: turned.ran_out.map(local),
            cause: by.map(|by| by.cause),
            event: by.map(|by| by.event.clone()),
            by: by.map(|by| by.by.clone()),
            agreed_by: by.and_then(|by| by.agreed_by.clone()),
            at: by.map(|by| local(by.at)),
            recorded: by.map(|by| local(by.recorded)),
            reason: by.and_then(|by| by.reason.clone()),
        }))
    }

    fn local(&self, at: Second, ticket: &Ticket) -> Timestamp {
        let zone: Zone = self.scope.zone;
        // Instants of a ticket are those of its events, and within reach.
        instant(at).map_or(ticket.timeline[0].at, |at| in_zone(at.to_utc(), zone))
    }
}

fn kept(entry: &Entry) -> Kept {
    let is = |came: Option<Came>, wanted| usize::from(came == Some(wanted));
    let came = entry.counted.map(|counted| counted.came);
    let is_good = |direction| direction == Direction::Good;
    let turned = entry.turned.as_ref();
    Kept {
        met: is(came, Came::Met),
        breached: is(came, Came::Breached),
        as_ran_out: Ratio {
            numerator: entry.ran.met,
            denominator: entry.ran.concluded,
        },
        net: Ratio {
            numerator: is(entry.net, Came::Met),
            denominator: usize::from(entry.net.is_some_and(Came::is_concluded)),
        },
        words: Ratio::default(),
        turned: usize::from(turned.is_some_and(|turned| is_good(turned.direction))),
    }
}

/// Whoever had the ticket at the fact; where nobody had it, whoever stopped the
/// clock: the front desk solves what it never assigned to itself. A breach that
/// came of another judgement is nobody's.
fn charged(life: &Life<'_>, entry: &Entry, fields: &Fields) -> Option<String> {
    let Counted { came, instant } = entry.counted?;
    let by = entry.turned.as_ref().and_then(|turned| turned.by.as_ref());
    let is_judged_anew = by.is_some_and(|by| by.cause.is_judgement());
    if came == Came::Breached && is_judged_anew {
        return None;
    }
    let stopped_by = || said_by(life, instant).filter(|_| came == Came::Met);
    fields.assignee.clone().or_else(stopped_by)
}

/// Who spoke at an instant, or ended it.
fn said_by(life: &Life<'_>, instant: Second) -> Option<String> {
    let mut events = life.events_at(instant).iter();
    let is_it =
        |event: &&Event| event.message() == Some(Message::Public) || event.set.status().is_some();
    Some(events.find(is_it)?.by.clone())
}
