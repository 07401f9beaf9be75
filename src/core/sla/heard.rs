//! What stopped a response clock, and what came before and did not
//! (bitacora-sla(7), THE THREE CLOCKS).

use crate::core::calendar::Second;
use crate::core::contract::Stop;
use crate::core::event::{Detail, Message, Name};
use crate::core::fields::words;
use crate::core::ticket::Ticket;
use crate::core::timeline::in_order;

use super::Clock;

words! {
    /// What an event meant for a response clock.
    Effect {
        /// It was the response.
        Stopped = "stopped",
        /// The requester did not see it.
        Internal = "internal",
        /// Nobody wrote it.
        Automatic = "automatic",
        /// The requester wrote it.
        Requester = "requester",
        /// The contract wants a technician who is on it.
        NotAttended = "not-attended",
        /// It came before the requester made contact.
        Before = "before",
    }
}

/// An event that was, or might have been taken for, a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// When it happened.
    pub at: Second,
    /// Who did or recorded it.
    pub by: String,
    /// The event.
    pub event: Name,
    /// What it meant.
    pub effect: Effect,
}

/// The events up to the one that stopped the clock, or all while none has.
pub(super) fn heard(ticket: &Ticket, clock: &Clock) -> Vec<Heard> {
    let mut heard = Vec::new();
    for event in in_order(&ticket.timeline) {
        let at = event.attended_at().timestamp();
        // Work is written up after it began: one further on may be the first.
        if clock.stop.is_some_and(|stop| at > stop) {
            continue;
        }
        let is_first = event.event == Name::Opened && !clock.answered_live;
        let effect = match event.message() {
            Some(Message::Internal) if event.event == Name::Noted => Effect::Internal,
            Some(_) if event.is(&Detail::Auto) => Effect::Automatic,
            Some(Message::Received) => Effect::Requester,
            _ if clock.stop == Some(at) && !is_first => Effect::Stopped,
            Some(Message::Internal) => Effect::Internal,
            Some(Message::Public) if at < clock.start => Effect::Before,
            Some(Message::Public) if clock.stops == Stop::Attended => Effect::NotAttended,
            _ => continue,
        };
        heard.push(Heard {
            at,
            by: event.by.clone(),
            event: event.event.clone(),
            effect,
        });
        if effect == Effect::Stopped {
            break;
        }
    }
    heard
}
