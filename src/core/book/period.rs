//! What a period counts of a ticket: it is cut at the ends of the ticket's
//! months.

use chrono::NaiveDate;

use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::TargetName;
use crate::core::sla::{Clock, Word};
use crate::core::when::day_begins;
use crate::core::zone::Zone;

use super::life::{Booking, Life};
use super::months::End;
use super::{Came, Direction, Each, Moment, Turning};

/// The dates of a period, read in the zone of each contract.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first; none: since ever.
    pub first: Option<NaiveDate>,
    /// The day after the last; none: up to the instant asked about.
    pub end: Option<NaiveDate>,
}

impl Days {
    fn begins(self, zone: Zone) -> Second {
        self.first
            .map_or(Second::MIN, |day| day_begins(day, zone).timestamp())
    }

    fn ends(self, zone: Zone) -> Second {
        self.end
            .map_or(Second::MAX, |day| day_begins(day, zone).timestamp())
    }

    fn holds(self, end: End) -> bool {
        self.first.is_none_or(|first| first <= end.first)
            && self.end.is_none_or(|last| end.next() <= last)
    }

    fn touches(self, end: End) -> bool {
        self.first.is_none_or(|first| first < end.next())
            && self.end.is_none_or(|last| end.first < last)
    }
}

/// A verdict that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// In time or not, as of the end of its month or piece.
    pub came: Came,
    /// Since when.
    pub instant: Second,
}

/// What a target adds to the number that stood when terms ran out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ran {
    /// In time.
    pub met: usize,
    /// In time or not.
    pub concluded: usize,
}

/// How a verdict was turned after its term had run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Which way.
    pub direction: Direction,
    /// What turned it.
    pub by: Option<Turning>,
    /// When its term had run out, of one that is turned to the good.
    pub ran_out: Option<Second>,
}

/// What one month of a period, or a piece of one, has of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which promise.
    pub target: TargetName,
    /// The first day of the month.
    pub month: NaiveDate,
    /// The end of the month or piece.
    pub end: Moment,
    /// Whether it is a piece of a month that the dates of the period cut.
    pub is_cut: bool,
    /// What is counted.
    pub counted: Option<Counted>,
    /// What stood when the term ran out.
    pub ran: Ran,
    /// Whether that was turned since.
    pub turned: Option<Turn>,
    /// Of what is counted: what it has come to as of the period's end.
    pub net: Option<Came>,
}

/// A word of the desk that was due in a month, as of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The first day of the month.
    pub month: NaiveDate,
    /// The end of the month or piece.
    pub end: Moment,
    /// What was due.
    pub word: Word,
}

/// A verdict that is another since its month was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// Which promise.
    pub target: TargetName,
    /// Where it is booked.
    pub booking: Booking,
    /// As of the beginning of the period, or the end of its month.
    pub from: Came,
    /// As of the end of the period.
    pub to: Came,
}

/// What a period has of a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tracked {
    /// In the order of targets, then of months.
    pub entries: Vec<Entry>,
    /// What changed in the period after its month was closed.
    pub changed: Vec<Changed>,
    /// The words that were due, each at its own instant.
    pub due: Vec<Due>,
}

struct Cut {
    from: Second,
    end: Moment,
    month: NaiveDate,
    is_whole: bool,
    is_piece: bool,
}

impl Life<'_> {
    /// What a period has of the ticket, read no later than `limit`; `later` is
    /// an instant that was asked for, for what changed.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn track(
        &self,
        days: Days,
        limit: Moment,
        later: Option<Moment>,
    ) -> Result<Tracked, NeverOpens> {
        let zone = self.zone_of(days);
        let last = limit.or_end(days.ends(zone));
        if last.until <= self.begun {
            return Ok(Tracked::default());
        }
        let to = later.map_or(last, |later| later.max(last));
        let bookings = self.bookings(last)?;
        let ran_out = self.ran_out(last)?;
        let over = self.over(last, &bookings, &ran_out)?;
        let cuts = self.cuts(days, zone, last, over);
        let mut tracked = Tracked {
            due: self.due(&cuts, last)?,
            ..Tracked::default()
        };
        for target in TargetName::ALL {
            let booking = *bookings.get(*target);
            for cut in &cuts {
                let ran_out = *ran_out.get(*target);
                let Some(mut entry) = self.entry(*target, cut, booking, ran_out)? else {
                    continue;
                };
                entry.net = match entry.counted {
                    None => None,
                    Some(_) => Some(self.as_of(to)?.came(*target)),
                };
                tracked.entries.push(entry);
            }
            let Some(booking) = booking else {
                continue;
            };
            let since = Moment::end(days.begins(zone).max(booking.end.at));
            if self.is_quiet(&booking, to) {
                continue;
            }
            let from = self.as_of(since.min(to))?.came(*target);
            let came = self.as_of(to)?.came(*target);
            if from != came {
                tracked.changed.push(Changed {
                    target: *target,
                    booking,
                    from,
                    to: came,
                });
            }
        }
        Ok(tracked)
    }

    /// When the last thing came of it: nothing stands in a month that begins
    /// later.
    fn over(
        &self,
        last: Moment,
        bookings: &Each<Option<Booking>>,
        ran_out: &Each<Option<Second>>,
    ) -> Result<Second, NeverOpens> {
        let reading = self.as_of(last)?;
        if reading.ticket.status().is_active() {
            return Ok(Second::MAX);
        }
        let clocks = reading.clocks.iter().flat_map(|clocks| &clocks.clocks);
        let concluded = clocks.filter_map(Clock::concluded_at);
        let booked = bookings.0.iter().flatten().map(|booking| booking.instant);
        let ran_out = ran_out.0.iter().flatten().copied();
        let events = self
            .ticket
            .timeline
            .last()
            .map(|event| event.at.timestamp());
        let instants = concluded.chain(booked).chain(ran_out).chain(events);
        Ok(instants.max().unwrap_or(Second::MAX))
    }

    /// The words that were due in each month, as of its end. None is due once
    /// the ticket has ended.
    fn due(&self, cuts: &[Cut], last: Moment) -> Result<Vec<Due>, NeverOpens> {
        let reading = self.as_of(last)?;
        let over = match reading.ticket.timeline.last() {
            Some(event) if !reading.ticket.status().is_active() => event.at.timestamp(),
            _ => Second::MAX,
        };
        let mut due = Vec::new();
        for cut in cuts.iter().take_while(|cut| cut.from <= over) {
            let reading = self.as_of(cut.end)?;
            let clock = reading.clock(TargetName::Update);
            let words = clock.map_or(&[][..], |clock| &clock.words);
            let is_in = |word: &&Word| cut.from <= word.at && word.at < cut.end.until;
            due.extend(words.iter().filter(is_in).map(|word| Due {
                month: cut.month,
                end: cut.end,
                word: *word,
            }));
        }
        Ok(due)
    }

    /// Whether nothing happened since its month was closed: a verdict stands
    /// until something does.
    fn is_quiet(&self, booking: &Booking, to: Moment) -> bool {
        let mut events = self.ticket.timeline.iter();
        let within = |at: Second| booking.end.at <= at && at < to.until;
        !events.any(|event| within(event.at.timestamp()))
    }

    /// The zone in which the dates of a period are read: that of the contract
    /// that binds just before the period ends there.
    fn zone_of(&self, days: Days) -> Zone {
        if self.months.is_one_zone() {
            return self.months.home;
        }
        let binds = |zone: &Zone| {
            let end = days.ends(*zone);
            self.begun < end && self.zone_before(end) == *zone
        };
        let zones = self.months.zones().filter(binds);
        zones
            .max_by_key(|zone| (days.ends(*zone), zone.name()))
            .unwrap_or(self.months.home)
    }

    /// The months of the ticket that lie in the period, and pieces of those
    /// that it cuts, until it was over.
    fn cuts(&self, days: Days, zone: Zone, last: Moment, over: Second) -> Vec<Cut> {
        let ends = self.ends(Second::MAX);
        let begin = days.begins(zone);
        let mut cuts = Vec::new();
        let mut from = Second::MIN;
        for end in ends.iter() {
            if end.at <= last.at && days.holds(*end) {
                cuts.push(Cut {
                    from,
                    end: Moment::end(end.at),
                    month: end.first,
                    is_whole: true,
                    is_piece: false,
                });
            } else if days.touches(*end) {
                let cut = Cut {
                    from: from.max(begin),
                    end: last.or_end(end.at),
                    month: end.first,
                    is_whole: false,
                    is_piece: !days.holds(*end),
                };
                if cut.from < cut.end.until {
                    cuts.push(cut);
                }
            }
            from = end.at;
            if from >= last.until || from > over {
                break;
            }
        }
        cuts
    }

    fn entry(
        &self,
        target: TargetName,
        cut: &Cut,
        booking: Option<Booking>,
        ran_out: Option<Second>,
    ) -> Result<Option<Entry>, NeverOpens> {
        let counted = match booking {
            // An earlier month has booked it.
            Some(booking) if booking.end.at < cut.end.until => return Ok(None),
            Some(booking) if cut.is_whole => (booking.end.at == cut.end.until).then_some(Counted {
                came: booking.came,
                instant: booking.instant,
            }),
            None if cut.is_whole => None,
            _ => self.in_piece(target, cut)?,
        };
        let ran_out = ran_out.filter(|at| *at < cut.end.until);
        let came = counted.map(|counted| counted.came);
        let mut ran = Ran {
            met: usize::from(came == Some(Came::Met)),
            concluded: usize::from(came.is_some()),
        };
        let mut turned = None;
        if let Some(at) = ran_out {
            let is_here = cut.from <= at;
            let breached_as_of_end = || -> Result<bool, NeverOpens> {
                Ok(came == Some(Came::Breached)
                    || self.as_of(cut.end)?.came(target) == Came::Breached)
            };
            let is_turned = if is_here && came != Some(Came::Breached) {
                !breached_as_of_end()?
            } else {
                false
            };
            if is_turned || came.is_some_and(|came| came == Came::Met || !is_here) {
                ran = Ran {
                    met: 0,
                    concluded: usize::from(is_here),
                };
                let ends = self.ends(cut.end.at);
                let end = ends.iter().find(|end| end.at > at);
                let end = end.map_or(cut.end, |end| Moment::end(end.at));
                let by = self.turned_by(target, true, end)?;
                turned = Some(Turn {
                    direction: Direction::Good,
                    by,
                    ran_out: Some(at),
                });
            }
        } else if came == Some(Came::Breached) {
            let met = usize::from(self.was_met(target, cut.end)?);
            ran = Ran {
                met,
                concluded: met,
            };
            let by = self.turned_by(target, false, cut.end)?;
            turned = Some(Turn {
                direction: Direction::Bad,
                by,
                ran_out: None,
            });
        }
        let is_nothing = counted.is_none() && turned.is_none();
        Ok((!is_nothing).then_some(Entry {
            target,
            month: cut.month,
            end: cut.end,
            is_cut: cut.is_piece,
            counted,
            ran,
            turned,
            net: None,
        }))
    }

    /// What a piece of a month counts: what concluded in it, as of its end.
    fn in_piece(&self, target: TargetName, cut: &Cut) -> Result<Option<Counted>, NeverOpens> {
        let reading = self.as_of(cut.end)?;
        let came = reading.came(target);
        let concluded = reading
            .clock(target)
            .and_then(crate::core::sla::Clock::concluded_at);
        let Some(concluded) = concluded.filter(|_| came.is_concluded()) else {
            return Ok(None);
        };
        let instant = self.since(target, came, concluded, cut.end.until)?;
        let is_in = cut.from <= instant && instant < cut.end.until;
        Ok(is_in.then_some(Counted { came, instant }))
    }
}
