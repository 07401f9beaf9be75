//! What a period counts of promises: the one number that tables, month rows,
//! test results, gauges and exit codes show (bitacora-sla(7), BOOKING).
//!
//! One file: every number comes out of the same walk through the months of a ticket.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::book::{Came, Cause, Counted, Days, Direction, Due, Entry, Life, Moment, Months};
use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::TargetName;
use crate::core::event::{Event, Message, Name};
use crate::core::fields::Fields;
use crate::core::id::TicketId;
use crate::core::parallel::in_chunks;
use crate::core::sla::{Agreements, State};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::when::{in_zone, instant};
use crate::core::zone::Zone;

use super::breakdown::ByFields;
use super::kept::{ByTarget, Kept};
use super::measure::Ratio;
use super::scope::{APART, Scope};
use super::sum::{Pieces, Sum};
use super::verdict::Verdict;

/// Under which contract something stands that no contract binds any more.
pub(super) const NO_CONTRACT: &str = "no contract";
/// Tickets that are read at a time, of those that are all there.
const AT_A_TIME: usize = 16;
/// So much earlier than asked for do months begin: others will ask for them.
const MORE: TimeDelta = TimeDelta::days(366);
/// So long after an instant a month of every ticket has ended.
const MONTHS_AFTER: TimeDelta = TimeDelta::days(70);

/// The terms in whose row something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TermsRow {
    /// The customer of the contract.
    pub(super) contract: String,
    /// The day on which the terms begin; none without a contract.
    pub(super) terms_from: Option<NaiveDate>,
}

/// A verdict that is another than the one which held when its term ran out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    /// The event.
    pub event: Option<Name>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    /// Each target of each version of terms, by the first day of the month.
    rows: BTreeMap<(NaiveDate, TermsRow), ByTarget>,
    /// Each target by the values of fields, at the fact.
    pub(super) by: ByFields<ByTarget>,
    /// Each target by who is charged with it.
    pub(super) agents: BTreeMap<Option<String>, ByTarget>,
    /// What is counted, with the fields at the fact, as far as it is told.
    verdicts: Pieces<Verdict>,
    /// How many of what is counted were answered live.
    pub(super) answered_live: usize,
    /// What was turned, with when its ticket was opened.
    turned: Pieces<(Timestamp, Turned)>,
    /// What changed, likewise.
    changed: Pieces<(Timestamp, Changed)>,
    /// How many targets stand in a piece of a month.
    pub(super) in_pieces: usize,
}

impl Book {
    /// The tickets have all events that are known, in the fold's order.
    pub(super) fn new(
        tickets: &[Ticket],
        agreements: &Agreements<'_>,
        scope: &Scope,
        wanted: &Wanted<'_>,
    ) -> Result<Self, NeverOpens> {
        let months = Shared::default();
        let mut book = Self::default();
        for part in in_chunks(tickets, AT_A_TIME, |_, tickets| {
            let mut book = Self::default();
            each_life(tickets, (agreements, &months), scope, wanted, |life| {
                book.take(life, agreements, scope, wanted)
            })?;
            Ok(book)
        }) {
            book.add(part?);
        }
        Ok(book)
    }

    /// What is counted, as far as it is told, by when tickets were opened, then
    /// by target and month.
    pub(super) fn verdicts(&mut self) -> Vec<Verdict> {
        std::mem::take(&mut self.verdicts).sorted(Verdict::in_order)
    }

    /// What was turned, in the same order.
    pub(super) fn turned(&mut self) -> Vec<Turned> {
        let turned = std::mem::take(&mut self.turned);
        let turned = turned.sorted(|(a, one), (b, other)| (a, &one.id).cmp(&(b, &other.id)));
        turned.into_iter().map(|(_, turned)| turned).collect()
    }

    /// What changed, likewise.
    pub(super) fn changed(&mut self) -> Vec<Changed> {
        let changed = std::mem::take(&mut self.changed);
        let changed = changed.sorted(|(a, one), (b, other)| (a, &one.id).cmp(&(b, &other.id)));
        changed.into_iter().map(|(_, changed)| changed).collect()
    }

    /// Each target over all contracts.
    pub(super) fn total(&self) -> ByTarget {
        let mut total = ByTarget::default();
        for kept in self.rows.values() {
            total += *kept;
        }
        total
    }

    /// Each target of each version of terms, of one month or of all.
    pub(super) fn by_terms(&self, month: Option<NaiveDate>) -> BTreeMap<TermsRow, ByTarget> {
        let mut rows: BTreeMap<TermsRow, ByTarget> = BTreeMap::new();
        for ((of, place), kept) in &self.rows {
            if month.is_none_or(|month| *of == month) {
                *rows.entry(place.clone()).or_default() += *kept;
            }
        }
        rows
    }

    /// Each target of a month.
    pub(super) fn in_month(&self, month: NaiveDate) -> ByTarget {
        let mut total = ByTarget::default();
        for ((_, _), kept) in self.rows.iter().filter(|((of, _), _)| *of == month) {
            total += *kept;
        }
        total
    }

    /// The first days of the months in which something stands.
    pub(super) fn months(&self) -> BTreeSet<NaiveDate> {
        self.rows.keys().map(|(month, _)| *month).collect()
    }

    /// Adds what a ticket has.
    pub(super) fn take(
        &mut self,
        life: &Life<'_>,
        agreements: &Agreements<'_>,
        scope: &Scope,
        wanted: &Wanted<'_>,
    ) -> Result<(), NeverOpens> {
        let reader = Reader {
            agreements,
            scope,
            wanted,
        };
        reader.read(life, self)
    }

    fn line(&mut self, line: Line, fields: &Fields, wanted: &Wanted<'_>) {
        let add = |kept: &mut ByTarget| *kept.get_mut(line.target) += line.kept;
        if line.kept != Kept::default() {
            self.by.take(fields, wanted.fields, add);
        }
        if wanted.agents {
            add(self.agents.entry(line.agent).or_default());
        }
        add(self.rows.entry((line.month, line.place)).or_default());
    }
}

impl Sum for Book {
    fn add(&mut self, other: Self) {
        for (row, kept) in other.rows {
            *self.rows.entry(row).or_default() += kept;
        }
        for (agent, kept) in other.agents {
            *self.agents.entry(agent).or_default() += kept;
        }
        self.by.add(other.by);
        self.verdicts.add(other.verdicts);
        self.turned.add(other.turned);
        self.changed.add(other.changed);
        self.answered_live += other.answered_live;
        self.in_pieces += other.in_pieces;
    }
}

/// What a report takes of the book beside its rows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wanted<'a> {
    /// The fields by which targets are counted.
    pub(super) fields: &'a [&'a str],
    /// Whether it counts them by who is charged.
    pub(super) agents: bool,
    /// Which of what is counted are told, one by one.
    pub(super) verdicts: Verdicts,
}

/// Which verdicts are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Verdicts {
    #[default]
    None,
    Breaches,
    All,
}

/// What one month has of one target of one ticket.
#[derive(Debug)]
struct Line {
    /// The first day of the month.
    month: NaiveDate,
    place: TermsRow,
    target: TargetName,
    kept: Kept,
    /// Who is charged with it; null: nobody.
    agent: Option<String>,
}

/// What is to be done with the life of each ticket that can have something in
/// the time.
pub(super) fn each_life(
    tickets: &[Ticket],
    (agreements, months): (&Agreements<'_>, &Shared),
    scope: &Scope,
    wanted: &Wanted<'_>,
    mut work: impl FnMut(&Life<'_>) -> Result<(), NeverOpens>,
) -> Result<(), NeverOpens> {
    let alive = || tickets.iter().filter(|ticket| !had_ended(ticket, scope));
    let Some(begun) = alive().filter_map(begun).min() else {
        return Ok(());
    };
    let up_to = scope.limit.until;
    let end = scope.period.as_ref().map_or(up_to, |period| period.to);
    let months = months.from(begun, agreements, up_to.min(end) + MONTHS_AFTER);
    for ticket in alive() {
        let Some(mut life) = Life::new(agreements, &months, ticket) else {
            continue;
        };
        if wanted.verdicts != Verdicts::All && scope.basis.is_none() {
            life = life.for_verdicts();
        }
        work(&life)?;
    }
    Ok(())
}

/// The months of a report, which all who count tickets share.
#[derive(Debug, Default)]
pub(super) struct Shared(Mutex<Option<(Timestamp, Arc<Months>)>>);

impl Shared {
    /// Those that end after an instant, or after an earlier one.
    fn from(&self, begun: Timestamp, agreements: &Agreements<'_>, up_to: Timestamp) -> Arc<Months> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*made {
            Some((first, months)) if *first <= begun => Arc::clone(months),
            _ => {
                let first = begun.checked_sub_signed(MORE).unwrap_or(begun);
                let months = Arc::new(Months::new(agreements, first, up_to));
                *made = Some((first, Arc::clone(&months)));
                months
            }
        }
    }
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

struct Reader<'a> {
    agreements: &'a Agreements<'a>,
    scope: &'a Scope,
    wanted: &'a Wanted<'a>,
}

impl Reader<'_> {
    fn read(&self, life: &Life<'_>, book: &mut Book) -> Result<(), NeverOpens> {
        let ticket = life.ticket();
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
        let mut all_turned: Vec<Turned> = Vec::new();
        for entry in &tracked.entries {
            if self.answers(life, entry.end)? {
                book.in_pieces += usize::from(entry.is_cut && entry.counted.is_some());
                self.line(life, entry, book)?;
                let turned = self.turned(life, entry)?;
                // A breach that is booked a month later stands in both, and is told
                // by the contract of the later.
                if let Some(turned) = turned {
                    all_turned.retain(|known| !known.is_same(&turned));
                    all_turned.push(turned);
                }
            }
        }
        let opened_at = ticket.opened_at();
        let all_turned = all_turned.into_iter();
        book.turned
            .extend(all_turned.map(|turned| (opened_at, turned)));
        for due in &tracked.due {
            if self.answers(life, due.end)? {
                self.word(life, due, book)?;
            }
        }
        for changed in &tracked.changed {
            let end = Moment::end(changed.booking.end.at);
            if self.answers(life, end)? {
                let changed = Changed {
                    id: ticket.id.clone(),
                    title: ticket.title().to_owned(),
                    contract: self.place(life, end)?.contract,
                    target: changed.target,
                    month: changed.booking.end.first.format("%Y-%m").to_string(),
                    booked_at: self.local(changed.booking.instant, ticket),
                    from: changed.from,
                    to: changed.to,
                };
                book.changed.extend([(opened_at, changed)]);
            }
        }
        Ok(())
    }

    /// Whether the ticket answered the query as it stood then.
    fn answers(&self, life: &Life<'_>, moment: Moment) -> Result<bool, NeverOpens> {
        if self.scope.filter.is_empty() {
            return Ok(true);
        }
        let reading = life.as_of(moment)?;
        let clocks = || reading.clocks.clone();
        Ok(self.scope.answers(life.ticket(), &reading.ticket, clocks))
    }

    fn place(&self, life: &Life<'_>, moment: Moment) -> Result<TermsRow, NeverOpens> {
        let reading = life.as_of(moment)?;
        let term = self.agreements.term_of(&reading.ticket);
        Ok(term.map_or_else(
            || TermsRow {
                contract: NO_CONTRACT.to_owned(),
                terms_from: None,
            },
            |term| TermsRow {
                contract: term.contract.customer.clone(),
                terms_from: Some(term.terms.from),
            },
        ))
    }

    fn line(&self, life: &Life<'_>, entry: &Entry, book: &mut Book) -> Result<(), NeverOpens> {
        let ran_out = entry.turned.as_ref().and_then(|turned| turned.ran_out);
        let counted = entry.counted;
        let fact = counted.map(|counted| counted.instant).or(ran_out);
        let fact = fact.unwrap_or(entry.end.until - 1);
        let reading = life.as_of(entry.end)?;
        let place = self.place(life, entry.end)?;
        // The month is the book of whose contract binds at its end.
        let customer = reading.ticket.fields.customer.as_ref();
        life.with_fields_at(fact, customer, |fields| {
            let clocks = reading.clocks.as_ref();
            let clock = clocks.and_then(|clocks| Some((clocks, clocks.get(entry.target)?)));
            if let Some((clocks, clock)) = clock.filter(|_| counted.is_some()) {
                book.answered_live += usize::from(clock.answered_live);
                let is_told = match self.wanted.verdicts {
                    Verdicts::None => false,
                    Verdicts::Breaches => clock.state == State::Breached,
                    Verdicts::All => true,
                };
                let zone = self.scope.zone;
                let verdict = || Verdict::of(&reading.ticket, fields, clocks, clock, zone);
                book.verdicts.extend(is_told.then(verdict));
            }
            let charged = || charged(life, entry, fields);
            let row = Line {
                month: entry.month,
                place,
                target: entry.target,
                kept: kept(entry),
                agent: self.wanted.agents.then(charged).flatten(),
            };
            book.line(row, fields, self.wanted);
        });
        Ok(())
    }

    /// A word that was due, beside the verdict on the target.
    fn word(&self, life: &Life<'_>, due: &Due, book: &mut Book) -> Result<(), NeverOpens> {
        let word = due.word;
        let reading = life.as_of(due.end)?;
        let place = self.place(life, due.end)?;
        let customer = reading.ticket.fields.customer.as_ref();
        let said = || word.in_time.then(|| said_by(life, word.at)).flatten();
        life.with_fields_at(word.at, customer, |fields| {
            let row = Line {
                month: due.month,
                place,
                target: TargetName::Update,
                kept: Kept {
                    words: Ratio::one(word.in_time),
                    ..Kept::default()
                },
                agent: fields.assignee.clone().or_else(said),
            };
            book.line(row, fields, self.wanted);
        });
        Ok(())
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
