//! The lifecycle (ITIL: log, categorise, prioritise, diagnose, resolve, close).
//!
//! A transition takes a ticket by value, what the agent entered and the
//! stamp; out comes the ticket after it, or the rule that says no. One that
//! finds nothing to change gives the ticket back as it came.

mod classify;
mod diagnose;
mod finish;
mod handle;
mod open;
mod promise;
mod talk;
mod wait;

pub use classify::{Classification, classify};
pub use diagnose::{Decision, Diagnosis, Link, approve, diagnose, link, reject};
pub use finish::{Resolution, cancel, close, reopen, resolve};
pub use handle::{assign, attach, escalate, promote, take};
pub use open::{Filing, open};
pub use promise::{Waiver, promise, waive};
pub use talk::{Reply, Work, note, receive, reply, work};
pub use wait::{Wait, resume, wait};

use super::event::{Message, Name};
use super::fields::Status;
use super::refusal::Refusal;
use super::ticket::{Ticket, Utterance};
use super::timeline::in_order;

/// What an agent says while taking a step: public, unless internal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words<'a> {
    /// The text; empty when nothing is said.
    pub text: &'a str,
    /// Whether it stays inside the desk.
    pub internal: bool,
    /// Through which channel; the ticket's own when it is not said.
    pub channel: Option<&'a str>,
}

impl<'a> Words<'a> {
    /// Words for the desk only.
    #[must_use]
    pub const fn internal(text: &'a str) -> Self {
        Self {
            text,
            internal: true,
            channel: None,
        }
    }

    /// The message they make, to `party` through the ticket's `channel`.
    fn said(self, party: &'a str, channel: Option<&'a str>) -> Utterance<'a> {
        if self.internal {
            Utterance {
                kind: Message::Internal,
                party: "note",
                channel: None,
                text: self.text,
            }
        } else {
            Utterance {
                kind: Message::Public,
                party,
                channel: self.channel.or(channel),
                text: self.text,
            }
        }
    }
}

/// The addressee and channel of a ticket, as values of their own: the ticket
/// itself moves into the transition.
fn correspondence(ticket: &Ticket) -> (String, Option<String>) {
    (ticket.addressee().to_owned(), ticket.fields.channel.clone())
}

fn active(ticket: &Ticket, done: &'static str) -> Result<(), Refusal> {
    if ticket.status().is_active() {
        Ok(())
    } else {
        Err(Refusal::NotActive {
            id: ticket.id.clone(),
            status: ticket.status(),
            done,
        })
    }
}

fn refused(ticket: &Ticket, to: Status) -> Refusal {
    Refusal::Transition {
        id: ticket.id.clone(),
        from: ticket.status(),
        to,
    }
}

/// The status a waiting ticket goes back to: the last one before it waited;
/// classified, when somebody classified it while it waited since open.
#[must_use]
pub fn status_before_waiting(ticket: &Ticket) -> Status {
    let mut before = Status::Open;
    let mut waiting = false;
    for event in in_order(&ticket.timeline) {
        match event.set.status() {
            Some(Status::Waiting) => waiting = true,
            Some(status) => {
                before = status;
                waiting = false;
            }
            None if waiting && event.event == Name::Classified && before == Status::Open => {
                before = Status::Classified;
            }
            None => {}
        }
    }
    before
}
