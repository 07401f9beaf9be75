//! What to do next: the list to begin a morning with.

use chrono::{NaiveDate, TimeDelta};

use super::calendar::NeverOpens;
use super::contract::{Span, Stop, TargetName};
use super::duration::Seconds;
use super::event::{Detail, Event, Message};
use super::fields::{Status, WaitingOn};
use super::id::TicketId;
use super::merge::{self, Unmerged};
use super::sla::{Agreements, Clock, Clocks, Standing};
use super::stamp::Timestamp;
use super::ticket::Ticket;
use super::timeline::in_order;
use super::when::{day_begins, instant};
use super::zone::Zone;

/// Something to do, and the command that does it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// Its customer.
    pub customer: Option<String>,
    /// Who has it.
    pub assignee: Option<String>,
    /// Its priority.
    pub priority: Option<String>,
    /// Why it is on the list.
    pub why: Why,
    /// When it is, or was, due.
    pub due: Due,
    /// The zone in which the customer is told.
    pub zone: Zone,
    /// What to type.
    pub command: String,
}

/// Why a ticket is on the list, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A merge left something to somebody.
    Unmerged(Left),
    /// A clock runs, or is overdue: the most urgent one of the ticket.
    Clock {
        /// Overdue, at risk or running.
        standing: Standing,
        /// Which promise it measures.
        target: TargetName,
        /// Seconds left; negative is the overrun.
        left: Seconds,
        /// Whose seconds those are.
        span: Span,
    },
    /// A date was given to the customer, and it has come.
    Promised,
    /// The agreed end of a wait has come.
    Waited(WaitingOn),
    /// The customer is on turn and has said nothing since.
    Silent(Timestamp),
    /// It is resolved, and the customer has said nothing since.
    Unconfirmed(Timestamp),
}

/// What a merge left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Values of keys, under a key of their own.
    Keys,
    /// A text, in a block of its own.
    Text,
    /// A step without effect.
    Step,
}

impl Why {
    /// Every word of [`Why::as_str`].
    #[must_use]
    pub fn words() -> Vec<&'static str> {
        let others = ["promised", "waited", "silent", "unconfirmed", "unmerged"];
        [Standing::WORDS, &others].concat()
    }

    /// The word in JSON and CSV.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unmerged(_) => "unmerged",
            Self::Clock { standing, .. } => standing.as_str(),
            Self::Promised => "promised",
            Self::Waited(_) => "waited",
            Self::Silent(_) => "silent",
            Self::Unconfirmed(_) => "unconfirmed",
        }
    }

    /// What a merge left, then overdue, then at risk, then by time left, then what
    /// came due otherwise.
    fn rank(self) -> u8 {
        match self {
            Self::Unmerged(_) => 0,
            Self::Clock { standing, .. } => 1 + standing as u8,
            Self::Promised | Self::Waited(_) | Self::Silent(_) | Self::Unconfirmed(_) => u8::MAX,
        }
    }
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// At an instant.
    At(Timestamp),
    /// In the course of a day of the customer's zone.
    On(NaiveDate),
}

impl Due {
    /// The instant by which items are ordered: a day by its beginning.
    fn order(self, zone: Zone) -> Timestamp {
        match self {
            Self::At(at) => at,
            Self::On(day) => day_begins(day, zone),
        }
    }
}

/// What a ticket wants at an instant in the store's zone; it may be several
/// things.
///
/// # Errors
/// A calendar that never opens again.
pub fn wanted(
    ticket: &Ticket,
    agreements: &Agreements<'_>,
    now: Timestamp,
) -> Result<Vec<Item>, NeverOpens> {
    let term = agreements.term_of(ticket);
    let silence = term.map(|term| term.terms.silence).unwrap_or_default();
    let clocks = agreements.clocks(ticket, now.timestamp())?;
    let zone = agreements.zone(term.as_ref());
    let wants = [
        clocks.as_ref().and_then(|clocks| by_clock(ticket, clocks)),
        by_promise(ticket, now.with_timezone(&zone).date_naive()),
        by_wait(ticket, silence.remind, now),
        by_resolution(ticket, silence.close, now),
    ];
    let wants = wants.into_iter().flatten();
    Ok(wants.map(|want| want.of(ticket, zone)).collect())
}

/// What a merge left of a ticket to somebody. Its text must be there, which nothing
/// else here asks for.
#[must_use]
pub fn unmerged(ticket: &Ticket, agreements: &Agreements<'_>) -> Option<Item> {
    let id = &ticket.id;
    let last = ticket.timeline.iter().map(Event::written).max();
    let (left, since, command) = match merge::unmerged(ticket)? {
        // Taken out of the file, it is settled.
        Unmerged::Keys => (Left::Keys, last, format!("edit {id}")),
        Unmerged::Text => (Left::Text, last, format!("edit {id}")),
        Unmerged::Step(step) => (Left::Step, Some(step.at), next_step(ticket)),
    };
    let want = Want {
        why: Why::Unmerged(left),
        due: Due::At(since.or(ticket.fields.opened_at)?),
        command,
    };
    Some(want.of(ticket, agreements.zone(agreements.term_of(ticket).as_ref())))
}

/// A step of its life, whatever comes next: whoever takes one has seen how the ticket
/// stands.
fn next_step(ticket: &Ticket) -> String {
    let id = &ticket.id;
    match ticket.status() {
        Status::Open => format!("classify {id}"),
        Status::Waiting => format!("resume {id}"),
        Status::Classified | Status::Diagnosed => format!("resolve {id}"),
        Status::Resolved | Status::Closed | Status::Cancelled => format!("reopen {id}"),
    }
}

/// Puts items into the order in which they should be done: first what a merge left,
/// then what is overdue and at risk, then what runs by the time until it is due, then what
/// came due otherwise.
pub fn sort(items: &mut [Item]) {
    items.sort_by(|one, other| one.id.cmp(&other.id));
    items.sort_by_cached_key(|item| (item.why.rank(), item.due.order(item.zone)));
}

/// An item before the ticket is named.
struct Want {
    why: Why,
    due: Due,
    /// After the program's name.
    command: String,
}

impl Want {
    fn of(self, ticket: &Ticket, zone: Zone) -> Item {
        let fields = &ticket.fields;
        Item {
            id: ticket.id.clone(),
            title: ticket.title().to_owned(),
            customer: fields.customer.clone(),
            assignee: fields.assignee.clone(),
            priority: fields.priority.clone(),
            why: self.why,
            due: self.due,
            zone,
            command: format!("bitacora {}", self.command),
        }
    }
}

fn by_clock(ticket: &Ticket, clocks: &Clocks) -> Option<Want> {
    let watched = clocks.clocks.iter().map(Clock::current);
    let running = watched.filter_map(|clock| {
        let standing = clock.standing()?;
        Some((standing, clock.due_at?, clock))
    });
    let (standing, due_at, clock) = running.min_by_key(|(standing, due, _)| (*standing, *due))?;
    Some(Want {
        why: Why::Clock {
            standing,
            target: clock.target,
            left: clock.remaining(),
            span: clock.span,
        },
        due: Due::At(instant(due_at)?),
        command: for_clock(ticket, clock),
    })
}

/// The step that stops the clock, or the one that must come before it.
fn for_clock(ticket: &Ticket, clock: &Clock) -> String {
    let id = &ticket.id;
    let fields = &ticket.fields;
    match (clock.target, fields.status) {
        (TargetName::Response, _) if clock.stops == Stop::Attended => format!("take {id}"),
        (TargetName::Response | TargetName::Update, _) => format!("reply {id}"),
        (TargetName::Resolution, Some(Status::Waiting))
            if fields.waiting_on == Some(WaitingOn::Customer) =>
        {
            format!("reply {id}")
        }
        (TargetName::Resolution, Some(Status::Waiting)) => format!("resume {id}"),
        (TargetName::Resolution, _) if fields.priority.is_none() => format!("classify {id}"),
        (TargetName::Resolution, _) if fields.assignee.is_none() => format!("take {id}"),
        (TargetName::Resolution, _) => format!("resolve {id}"),
    }
}

fn by_promise(ticket: &Ticket, today: NaiveDate) -> Option<Want> {
    let day = ticket.fields.promised_on?;
    if day > today || !ticket.status().is_active() {
        return None;
    }
    let id = &ticket.id;
    Some(Want {
        why: Why::Promised,
        due: Due::On(day),
        // A date that has passed is missed: the customer wants another.
        command: if day < today {
            format!("promise {id} --on DATE")
        } else {
            format!("resolve {id}")
        },
    })
}

/// The agreed end of a wait comes before any silence: a customer who said when
/// they will be back is not reminded before.
fn by_wait(ticket: &Ticket, remind: Option<Seconds>, now: Timestamp) -> Option<Want> {
    let fields = &ticket.fields;
    let on = fields
        .waiting_on
        .filter(|_| fields.status == Some(Status::Waiting))?;
    let id = &ticket.id;
    let (why, due) = match fields.waiting_until {
        Some(until) => (Why::Waited(on), until),
        None if on == WaitingOn::Customer => {
            let since = silent_since(ticket)?;
            (Why::Silent(since), after(since, remind?)?)
        }
        None => return None,
    };
    let command = match on {
        WaitingOn::Customer => format!("reply {id}"),
        WaitingOn::Supplier | WaitingOn::Schedule => format!("resume {id}"),
    };
    (due <= now).then_some(Want {
        why,
        due: Due::At(due),
        command,
    })
}

fn by_resolution(ticket: &Ticket, close: Option<Seconds>, now: Timestamp) -> Option<Want> {
    if ticket.fields.status != Some(Status::Resolved) {
        return None;
    }
    let since = silent_since(ticket)?;
    let due = after(since, close?)?;
    (due <= now).then(|| Want {
        why: Why::Unconfirmed(since),
        due: Due::At(due),
        command: format!("close {} --silence", ticket.id),
    })
}

fn after(since: Timestamp, seconds: Seconds) -> Option<Timestamp> {
    since.checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

/// Since when the customer has owed a word: the last message of the desk, or
/// the wait or resolution that put them on turn; none if they spoke after it.
/// What a machine wrote is nobody's word.
fn silent_since(ticket: &Ticket) -> Option<Timestamp> {
    let events = in_order(&ticket.timeline);
    let mut turns = events.into_iter().rev().filter_map(|event| {
        let is_turn = matches!(event.set.status(), Some(Status::Waiting | Status::Resolved));
        match event.message() {
            Some(_) if event.is(&Detail::Auto) => None,
            Some(Message::Received) => Some(None),
            Some(Message::Public) => Some(Some(event.at)),
            _ if is_turn => Some(Some(event.at)),
            _ => None,
        }
    });
    turns.next()?
}
