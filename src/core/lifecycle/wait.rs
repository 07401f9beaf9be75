//! Waiting for somebody outside the desk.

use crate::core::event::{Detail, Name};
use crate::core::fields::{Status, WaitingOn};
use crate::core::refusal::Refusal;
use crate::core::stamp::{Stamp, Timestamp};
use crate::core::ticket::{Step, Ticket};

use super::{Words, active, correspondence, status_before_waiting};

/// Whom a ticket waits for, and until when.
#[derive(Debug, Clone, Copy)]
pub struct Wait {
    /// Who is on turn.
    pub on: WaitingOn,
    /// Until when, if agreed.
    pub until: Option<Timestamp>,
}

/// Puts the turn to somebody else; a second time replaces the reason.
pub fn wait(
    ticket: Ticket,
    pause: Wait,
    words: Words<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    active(&ticket, "put to wait")?;
    if let Some(until) = pause.until
        && until <= stamp.at
    {
        return Err(Refusal::WaitUntilPast {
            id: ticket.id,
            until,
            at: stamp.at,
        });
    }
    let is_same = ticket.fields.waiting_on == Some(pause.on)
        && ticket.fields.waiting_until == pause.until
        && words.text.trim().is_empty();
    if is_same {
        return Ok(ticket);
    }
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .detail(Detail::On, pause.on.as_str())
        .say(words.said(&party, channel.as_deref()));
    ticket.record(stamp, Name::Waited, step, |fields| {
        fields.status = Some(Status::Waiting);
        fields.waiting_on = Some(pause.on);
        fields.waiting_until = pause.until;
    })
}

/// Takes the turn back: the last status before it waited.
pub fn resume(ticket: Ticket, stamp: &Stamp) -> Result<Ticket, Refusal> {
    if ticket.status() != Status::Waiting {
        return Err(Refusal::NotWaiting {
            status: ticket.status(),
            id: ticket.id,
        });
    }
    let before = status_before_waiting(&ticket);
    ticket.record(stamp, Name::Resumed, Step::new(), |fields| {
        fields.status = Some(before);
        fields.waiting_on = None;
        fields.waiting_until = None;
    })
}
