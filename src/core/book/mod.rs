//! Months are closed books (bitacora-sla(7), BOOKING): in which month a verdict
//! is counted, with which value, and whether it is the one that held when its
//! term ran out.
//!
//! Nothing of it is stored: all of it follows from the records of a ticket,
//! the contracts and an instant. A ticket is read in two orders. By when
//! things happened (`at`) it says what is true as of an instant; by when they
//! became known it says what the desk could know then, which is what a term
//! that ran out is judged by.

mod explanation;
mod life;
mod months;
mod period;
mod record;
#[cfg(test)]
mod tests;

use super::calendar::{NeverOpens, Second};
use super::contract::TargetName;
use super::event::Name;
use super::fields::words;
use super::sla::{Agreements, Clock, State};
use super::stamp::AsOf;
use super::ticket::Ticket;

pub use explanation::Explanation;
pub use life::{Booking, Life, Reading};
pub use months::{End, Months};
pub use period::{Changed, Counted, Days, Due, Entry, Ran, Tracked, Turn};
pub use record::Record;

/// An instant at which a ticket is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// What happened at or after it has not happened.
    pub until: Second,
    /// When clocks are read: a second earlier where `until` is the end of the
    /// second that still runs.
    pub at: Second,
}

impl Moment {
    /// The end of a time: what happens at it has not happened.
    #[must_use]
    pub fn end(at: Second) -> Self {
        Self { until: at, at }
    }

    /// What is known of an instant once it is over, but no more than `self`.
    #[must_use]
    fn after(self, instant: Second) -> Self {
        if instant + 1 >= self.until {
            self
        } else {
            Self::end(instant + 1)
        }
    }

    /// The end of a time, but no more than `self`.
    #[must_use]
    fn or_end(self, end: Second) -> Self {
        if end >= self.until {
            self
        } else {
            Self::end(end)
        }
    }
}

impl From<AsOf> for Moment {
    fn from(as_of: AsOf) -> Self {
        Self {
            until: as_of.until.timestamp(),
            at: as_of.at.timestamp(),
        }
    }
}

words! {
    /// What a target has come to.
    Came {
        /// Nothing is promised.
        Nothing = "none",
        /// It is open, whether its clock runs or stands still.
        Running = "running",
        /// In time.
        Met = "met",
        /// Not in time.
        Breached = "breached",
        /// It binds nobody.
        Void = "void",
    }
}

impl Came {
    /// Whether it is counted.
    #[must_use]
    pub const fn is_concluded(self) -> bool {
        matches!(self, Self::Met | Self::Breached)
    }

    /// What the clock of the target says.
    #[must_use]
    pub fn of(clock: Option<&Clock>) -> Self {
        match clock.map(|clock| clock.state) {
            None => Self::Nothing,
            Some(State::Met) => Self::Met,
            Some(State::Breached) => Self::Breached,
            Some(State::Void) => Self::Void,
            Some(_) => Self::Running,
        }
    }
}

words! {
    /// Which way a verdict was turned after its term had run out.
    Direction {
        /// A breach that held is not booked as one.
        Good = "good",
        /// What is booked as a breach held as none.
        Bad = "bad",
    }
}

words! {
    /// What turned a verdict.
    Cause {
        /// It happened then, and was written down later.
        RecordedLater = "record typed later",
        /// Another priority.
        Priority = "priority",
        /// Another kind.
        Kind = "kind",
        /// Another service.
        Service = "service",
        /// Another channel.
        Channel = "channel",
        /// Another customer.
        Customer = "customer",
        /// The customer gave the target up.
        Waiver = "waiver",
        /// It is a duplicate, or has one that is older.
        Duplicate = "duplicate",
        /// It came back.
        Reopening = "reopening",
        /// Anything else that happened.
        Other = "other",
    }
}

impl Cause {
    /// Whether the desk judged the ticket anew.
    #[must_use]
    pub const fn is_judgement(self) -> bool {
        matches!(self, Self::Priority | Self::Kind | Self::Service)
    }
}

/// What turned a verdict, and who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turning {
    /// What it was.
    pub cause: Cause,
    /// The event.
    pub event: Name,
    /// Who did or recorded it.
    pub by: String,
    /// The customer's contact who agreed, of a waiver.
    pub agreed_by: Option<String>,
    /// When it was written down, in seconds since 1970.
    pub recorded: Second,
    /// When it happened, likewise.
    pub at: Second,
    /// Why, where it says so.
    pub reason: Option<String>,
}

/// A target of a ticket, and the month that counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booked {
    /// Which promise.
    pub target: TargetName,
    /// Where it is counted, and as what.
    pub booking: Booking,
}

/// The months that book the targets of one ticket, of those that have ended by
/// an instant. The ticket has its events in the fold's order.
///
/// # Errors
/// A calendar that never opens again.
pub fn booked(
    agreements: &Agreements<'_>,
    ticket: &Ticket,
    last: AsOf,
) -> Result<Vec<Booked>, NeverOpens> {
    let begun = ticket.opened_at();
    let first = ticket.timeline.iter().map(|event| event.at).min();
    let begun = first.map_or(begun, |first| first.min(begun));
    let months = Months::new(agreements, begun, last.until);
    let Some(life) = Life::new(agreements, &months, ticket) else {
        return Ok(Vec::new());
    };
    let bookings = life.bookings(last.into())?;
    let targets = TargetName::ALL.iter();
    let booked = targets.filter_map(|target| {
        Some(Booked {
            target: *target,
            booking: (*bookings.get(*target))?,
        })
    });
    Ok(booked.collect())
}

/// One value for each target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Each<T>(pub [T; 3]);

impl<T> Each<T> {
    /// What `make` makes of each target.
    pub fn of(mut make: impl FnMut(TargetName) -> T) -> Self {
        Self([
            make(TargetName::Response),
            make(TargetName::Resolution),
            make(TargetName::Update),
        ])
    }

    /// That of one target.
    #[must_use]
    pub fn get(&self, target: TargetName) -> &T {
        &self.0[place(target)]
    }

    /// That of one target, to be changed.
    pub fn get_mut(&mut self, target: TargetName) -> &mut T {
        &mut self.0[place(target)]
    }
}

const fn place(target: TargetName) -> usize {
    match target {
        TargetName::Response => 0,
        TargetName::Resolution => 1,
        TargetName::Update => 2,
    }
}
