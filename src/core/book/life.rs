//! The life of one ticket, read as of any instant and by what was known.
//!
//! One file: each fact of a life is read from the same events in order.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use crate::core::calendar::clock::Asked;
use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::TargetName;
use crate::core::event::Event;
use crate::core::fields::{Fields, Set};
use crate::core::sla::{Agreements, Clock, Clocks};
use crate::core::ticket::Ticket;
use crate::core::timeline::fold;
use crate::core::zone::Zone;

use super::months::{End, Months};
use super::record::{
    Record, back_to_the_contact, comes_back, going_on, is_answered_later, is_end, is_judging,
    is_simple, last_judged, leaves_alone, records, turning,
};
use super::{Came, Each, Moment, Turning};

/// A ticket as it stood at an instant.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Its fields and its events up to then.
    pub ticket: Cow<'a, Ticket>,
    /// Its clocks; none where no contract binds it.
    pub clocks: Option<Clocks>,
}

impl Reading<'_> {
    /// The clock of a target.
    #[must_use]
    pub fn clock(&self, target: TargetName) -> Option<&Clock> {
        self.clocks.as_ref()?.get(target)
    }

    /// What a target had come to.
    #[must_use]
    pub fn came(&self, target: TargetName) -> Came {
        Came::of(self.clock(target))
    }

    fn concluded_at(&self, target: TargetName) -> Option<Second> {
        self.clock(target)?.concluded_at()
    }

    /// Whether time alone has changed nothing since an instant: every clock had
    /// been stopped by then.
    fn has_stopped(&self, by: Second) -> bool {
        let mut clocks = self.clocks.iter().flat_map(|clocks| &clocks.clocks);
        clocks.all(|clock| {
            let is_plain = clock.void.is_none() && clock.again.is_none();
            is_plain && clock.stop.is_some_and(|stop| stop <= by)
        })
    }
}

/// Where a target is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    /// The month.
    pub end: End,
    /// In time or not, as of its end.
    pub came: Came,
    /// Since when that is so, read as of every later instant up to the end.
    pub instant: Second,
}

/// A ticket of which every record is known, in the fold's order.
#[derive(Debug)]
pub struct Life<'a> {
    pub(super) agreements: &'a Agreements<'a>,
    pub(super) months: &'a Months,
    pub(super) ticket: &'a Ticket,
    /// When it began: nothing of it lies in a month that ends by then.
    pub(super) begun: Second,
    /// The instants of its events, each once, with the places of its events.
    turns: Vec<(Second, std::ops::Range<usize>)>,
    /// The zone whose months hold from an instant on; the first one before.
    zones: Vec<(Second, Zone)>,
    /// Whether what is known of it is what happened, and turns nothing.
    is_simple: bool,
    /// How much its clocks are asked.
    asked: Asked,
    /// The fields that the first events make, and how many those are.
    folded: RefCell<(usize, Box<Fields>)>,
    /// What was read, with the number of events that had happened.
    read: RefCell<Vec<(Moment, usize, Rc<Reading<'a>>)>>,
}

impl<'a> Life<'a> {
    /// None for a ticket to which nothing has happened.
    #[must_use]
    pub fn new(
        agreements: &'a Agreements<'a>,
        months: &'a Months,
        ticket: &'a Ticket,
    ) -> Option<Self> {
        let first = ticket.timeline.first()?.at.timestamp();
        let opened_at = ticket.fields.opened_at.map(|at| at.timestamp());
        let mut turns: Vec<(Second, std::ops::Range<usize>)> = Vec::new();
        for (place, event) in ticket.timeline.iter().enumerate() {
            let at = event.at.timestamp();
            match turns.last_mut() {
                Some((last, places)) if *last == at => places.end = place + 1,
                _ => turns.push((at, place..place + 1)),
            }
        }
        let mut life = Self {
            agreements,
            months,
            ticket,
            begun: first.min(opened_at.unwrap_or(first)),
            turns,
            zones: Vec::new(),
            is_simple: is_simple(ticket, agreements),
            asked: Asked::All,
            folded: RefCell::default(),
            read: RefCell::default(),
        };
        life.zones = life.zones_in_turn();
        Some(life)
    }

    /// The same, of which nobody asks when a clock that is not breached is due.
    #[must_use]
    pub fn for_verdicts(self) -> Self {
        Self {
            asked: Asked::Verdict,
            ..self
        }
    }

    fn zones_in_turn(&self) -> Vec<(Second, Zone)> {
        if self.months.is_one_zone() {
            return vec![(Second::MIN, self.months.home)];
        }
        let mut zones = vec![(Second::MIN, self.months.home)];
        let mut fields = Fields::default();
        for event in &self.ticket.timeline {
            for set in &event.set.0 {
                match set {
                    Set::Customer(customer) => fields.customer.clone_from(customer),
                    Set::OpenedAt(at) => fields.opened_at = *at,
                    _ => {}
                }
            }
            let opened_at = fields.opened_at.or(self.ticket.fields.opened_at);
            let term = self.agreements.term(&fields, opened_at.unwrap_or(event.at));
            let zone = self.agreements.zone(term.as_ref());
            if zones.last().is_none_or(|(_, last)| *last != zone) {
                zones.push((event.at.timestamp(), zone));
            }
        }
        zones
    }

    /// The zone of the contract that binds it just before an instant.
    pub(super) fn zone_before(&self, instant: Second) -> Zone {
        let begun = self.zones.iter().rev();
        let mut begun = begun.filter(|(from, _)| *from < instant);
        begun.next().map_or(self.months.home, |(_, zone)| *zone)
    }

    /// The ends of its months up to an instant: each in the zone that holds
    /// just before it.
    pub(super) fn ends(&self, up_to: Second) -> Cow<'a, [End]> {
        let between = |zone| self.months.between(zone, self.begun, up_to);
        if let [(_, zone)] = self.zones[..] {
            return Cow::Borrowed(between(zone));
        }
        let mut ends: Vec<End> = Vec::new();
        for zone in self.months.zones() {
            let own = between(zone).iter().copied();
            ends.extend(own.filter(|end| self.zone_before(end.at) == zone));
        }
        ends.sort();
        ends.dedup();
        Cow::Owned(ends)
    }

    /// The ticket with all that is known.
    #[must_use]
    pub fn ticket(&self) -> &'a Ticket {
        self.ticket
    }

    /// The ticket as of an instant.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn as_of(&self, moment: Moment) -> Result<Rc<Reading<'a>>, NeverOpens> {
        let count = self.events_before(moment.until);
        let holds = |(read, events, reading): &&(Moment, usize, Rc<Reading<'a>>)| {
            *read == moment || *events == count && reading.has_stopped(read.at.min(moment.at))
        };
        if let Some((_, _, reading)) = self.read.borrow().iter().find(holds) {
            return Ok(Rc::clone(reading));
        }
        let ticket = if count == self.ticket.timeline.len() {
            Cow::Borrowed(self.ticket)
        } else {
            Cow::Owned(self.with(|place, _| place < count))
        };
        let reading = Rc::new(self.reading(ticket, moment, self.asked)?);
        let mut read = self.read.borrow_mut();
        read.push((moment, count, Rc::clone(&reading)));
        Ok(reading)
    }

    fn reading(
        &self,
        ticket: Cow<'a, Ticket>,
        moment: Moment,
        asked: Asked,
    ) -> Result<Reading<'a>, NeverOpens> {
        let clocks = self.agreements.read(&ticket, moment.at, asked)?;
        Ok(Reading { ticket, clocks })
    }

    fn with(&self, is_in: impl Fn(usize, &Event) -> bool) -> Ticket {
        let events = self.ticket.timeline.iter().enumerate();
        let timeline: Vec<Event> = events
            .filter(|(place, event)| is_in(*place, event))
            .map(|(_, event)| event.clone())
            .collect();
        Ticket {
            id: self.ticket.id.clone(),
            fields: Box::new(fold(&timeline)),
            timeline,
            body: String::new(),
            told: Some(self.ticket.told()),
        }
    }

    fn turns_before(&self, instant: Second) -> usize {
        self.turns.partition_point(|(at, _)| *at < instant)
    }

    fn events_before(&self, instant: Second) -> usize {
        let turns = self.turns_before(instant);
        turns
            .checked_sub(1)
            .map_or(0, |last| self.turns[last].1.end)
    }

    /// What is made of the fields as they stood once an instant was over, but with
    /// the customer whose contract binds.
    pub fn with_fields_at<T>(
        &self,
        instant: Second,
        customer: Option<&String>,
        make: impl FnOnce(&Fields) -> T,
    ) -> T {
        let count = self.events_before(instant + 1);
        let mut folded = self.folded.borrow_mut();
        let (known, fields) = &mut *folded;
        // Facts come one after the other: what was made for the last goes on.
        if *known > count {
            (*known, *fields) = (0, Box::default());
        }
        for event in &self.ticket.timeline[*known..count] {
            fields.apply(&event.set);
        }
        *known = count;
        let own = std::mem::replace(&mut fields.customer, customer.cloned());
        let done = make(fields);
        fields.customer = own;
        done
    }

    /// The events of an instant.
    #[must_use]
    pub fn events_at(&self, instant: Second) -> &'a [Event] {
        let turn = self.turns.binary_search_by_key(&instant, |(at, _)| *at);
        turn.map_or(&[], |turn| {
            &self.ticket.timeline[self.turns[turn].1.clone()]
        })
    }

    /// The month that books each target, of those that end by an instant.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn bookings(&self, last: Moment) -> Result<Each<Option<Booking>>, NeverOpens> {
        let ends = self.ends(last.at);
        if let Some(booked) = self.booked_at_once(&ends, last)? {
            return Ok(booked);
        }
        let mut booked = Each::<Option<Booking>>::default();
        let mut begin = 0;
        // Months that end with the same events behind them are read together:
        // time alone brings nothing but a breach.
        while begin < ends.len() && booked.0.iter().any(Option::is_none) {
            let count = self.turns_before(ends[begin].at);
            let same = |end: &&End| self.turns_before(end.at) == count;
            let stretch = &ends[begin..];
            let stretch = &stretch[..stretch.iter().take_while(same).count()];
            let is_last = begin + stretch.len() == ends.len();
            let moment = if is_last && self.turns_before(last.until) == count {
                last
            } else {
                Moment::end(stretch[stretch.len() - 1].at)
            };
            let reading = self.as_of(moment)?;
            for target in TargetName::ALL {
                let came = reading.came(*target);
                let Some(concluded) = reading.concluded_at(*target) else {
                    continue;
                };
                let mut ends = stretch.iter();
                let end = match came {
                    Came::Met => ends.next(),
                    Came::Breached => ends.find(|end| end.at > concluded),
                    Came::Nothing | Came::Running | Came::Void => None,
                };
                let found = booked.get_mut(*target);
                if let (None, Some(end)) = (&found, end) {
                    *found = Some(Booking {
                        end: *end,
                        came,
                        instant: self.since(*target, came, concluded, end.at)?,
                    });
                }
            }
            begin += stretch.len();
        }
        Ok(booked)
    }

    /// The bookings of a simple life that went on under one judgement, by one
    /// reading: what is known of it when it happens, and never taken back, was
    /// said by every month from then on. None: it must be looked at more closely.
    fn booked_at_once(
        &self,
        ends: &[End],
        last: Moment,
    ) -> Result<Option<Each<Option<Booking>>>, NeverOpens> {
        let mut booked = Each::<Option<Booking>>::default();
        let judged = last_judged(self.ticket).unwrap_or(Second::MIN);
        // What was judged anew after a month had ended may have been booked in it.
        let is_later = ends.first().is_some_and(|end| end.at <= judged);
        if !self.is_simple || judged >= last.until || is_later || comes_back(self.ticket) {
            return Ok(None);
        }
        let reading = self.as_of(last)?;
        if !is_plain(&reading, judged) {
            return Ok(None);
        }
        let filed = self.turns[0].0;
        for target in TargetName::ALL {
            let came = reading.came(*target);
            let concluded = reading.concluded_at(*target);
            let Some(concluded) = concluded.filter(|_| came.is_concluded()) else {
                continue;
            };
            // Nothing was there to be read before it was filed.
            let since = concluded.max(filed);
            let is_event = |at: Second| self.turns.binary_search_by_key(&at, |(at, _)| *at).is_ok();
            if came == Came::Met && !is_event(since) {
                return Ok(None);
            }
            let Some(end) = ends.iter().find(|end| end.at > since) else {
                continue;
            };
            let instant = if judged <= since {
                since
            } else {
                self.since(*target, came, concluded, end.at)?
            };
            *booked.get_mut(*target) = Some(Booking {
                end: *end,
                came,
                instant,
            });
        }
        Ok(Some(booked))
    }

    /// The first instant from which on a target has the verdict that it has as
    /// of an end, at which it concluded as of then.
    pub(super) fn since(
        &self,
        target: TargetName,
        came: Came,
        mut concluded: Second,
        end: Second,
    ) -> Result<Second, NeverOpens> {
        let is_stopped = came == Came::Met && target != TargetName::Response;
        for count in (1..=self.turns_before(end)).rev() {
            let (at, places) = &self.turns[count - 1];
            if came == Came::Breached && concluded > *at {
                return Ok(concluded);
            }
            let events = &self.ticket.timeline[places.clone()];
            let is_later = *at > concluded;
            if is_later && events.iter().all(|event| leaves_alone(event, is_stopped)) {
                continue;
            }
            let is_the_stop = came == Came::Met && *at == concluded;
            if count == 1 || (is_the_stop && self.is_first_stop(target, events, places.start)) {
                return Ok(*at);
            }
            let before = self.as_of(Moment::end(*at))?;
            match before.concluded_at(target) {
                Some(earlier) if before.came(target) == came => concluded = earlier,
                _ => return Ok(*at),
            }
        }
        Ok(concluded)
    }

    /// Whether the events at which a clock stopped are its first end: nothing
    /// before them can have stopped it.
    fn is_first_stop(&self, target: TargetName, events: &[Event], before: usize) -> bool {
        let ended = || self.ticket.timeline[..before].iter().any(is_end);
        !events.iter().any(is_judging) && (target == TargetName::Response || !ended())
    }

    /// When the term of each target ran out, by what was known then, of those
    /// that did before an instant.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn ran_out(&self, last: Moment) -> Result<Each<Option<Second>>, NeverOpens> {
        let mut ran_out = Each::<Option<Second>>::default();
        if self.is_simple {
            let reading = self.as_of(last)?;
            let judged = last_judged(self.ticket).unwrap_or(Second::MIN);
            if is_plain(&reading, judged) {
                for target in TargetName::ALL {
                    let is_breached = reading.came(*target) == Came::Breached;
                    let concluded = reading.concluded_at(*target);
                    *ran_out.get_mut(*target) = concluded.filter(|_| is_breached);
                }
                return Ok(ran_out);
            }
        }
        self.in_turn(last, |known, reading| {
            for target in TargetName::ALL {
                let ran_out = ran_out.get_mut(*target);
                let concluded = reading.concluded_at(*target);
                if reading.came(*target) == Came::Breached && ran_out.is_none() {
                    *ran_out = concluded.filter(|at| *at >= known);
                }
            }
        })?;
        Ok(ran_out)
    }

    /// Whether it was known, before an instant, that a target was met.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn was_met(&self, target: TargetName, last: Moment) -> Result<bool, NeverOpens> {
        let mut was_met = false;
        self.in_turn(last, |_, reading| {
            was_met |= reading.came(target) == Came::Met;
        })?;
        Ok(was_met)
    }

    /// What was known from each instant on at which something became known,
    /// read as of the next: time alone brings nothing but a breach.
    fn in_turn(
        &self,
        last: Moment,
        mut take: impl FnMut(Second, &Reading<'_>),
    ) -> Result<(), NeverOpens> {
        let records = records(self.ticket, self.agreements);
        let mut count = 0;
        while count < records.len() && records[count].known < last.until {
            let known = records[count].known;
            let same = records[count..].iter();
            count += same.take_while(|record| record.known == known).count();
            count += going_on(&records, count, self.ticket);
            let next = records.get(count).map_or(Second::MAX, |next| next.known);
            take(known, &self.known(&records[..count], last.or_end(next))?);
        }
        Ok(())
    }

    /// The ticket by some records, read as of an instant.
    pub(super) fn known(
        &self,
        records: &[Record],
        moment: Moment,
    ) -> Result<Reading<'a>, NeverOpens> {
        let mut is_in = vec![false; self.ticket.timeline.len()];
        for record in records {
            is_in[record.place] = true;
        }
        let answer = records.iter().any(|record| record.is_answer);
        let mut ticket = self.with(|place, _| is_in[place]);
        back_to_the_contact(&mut ticket.timeline);
        let happened = |event: &Event| event.at.timestamp() < moment.until;
        ticket.timeline.retain(happened);
        if let Some(opening) = ticket.timeline.first_mut()
            && !answer
            && is_answered_later(opening, self.agreements)
        {
            opening.set.0.retain(|set| !matches!(set, Set::Channel(_)));
        }
        *ticket.fields = fold(&ticket.timeline);
        self.reading(Cow::Owned(ticket), moment, Asked::Verdict)
    }

    /// The last record at which a breach came or, to the good, went, in the
    /// order in which they became known, read as of an end.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn turned_by(
        &self,
        target: TargetName,
        to_good: bool,
        end: Moment,
    ) -> Result<Option<Turning>, NeverOpens> {
        let records = records(self.ticket, self.agreements);
        let mut was_breached = false;
        let mut found = None;
        let mut place = 0;
        while let Some(record) = records.get(place) {
            place += 1 + going_on(&records, place + 1, self.ticket);
            let next = records.get(place);
            let until = next.map_or(Second::MAX, |next| next.known);
            let moment = if record.known >= end.until {
                end
            } else {
                end.or_end(until).max(end.after(record.known))
            };
            let reading = self.known(&records[..place], moment)?;
            let is_breached = reading.came(target) == Came::Breached;
            let concluded = reading.concluded_at(target);
            // Time alone may have brought it after the record.
            let at_once = is_breached && concluded.is_some_and(|at| at <= record.known);
            if was_breached != at_once && was_breached == to_good {
                found = Some(*record);
            }
            was_breached = is_breached;
        }
        Ok(found.map(|record| turning(record, self.ticket)))
    }
}

/// Whether a simple life went on under one judgement, or none that counts: no
/// term ran out under an earlier one, and no breach is older than the last.
fn is_plain(reading: &Reading<'_>, judged: Second) -> bool {
    let Some(clocks) = &reading.clocks else {
        return true;
    };
    clocks.earlier.is_empty()
        && clocks.clocks.iter().all(|clock| {
            Came::of(Some(clock)) != Came::Breached
                || clock.concluded_at().is_some_and(|at| at >= judged)
        })
}
