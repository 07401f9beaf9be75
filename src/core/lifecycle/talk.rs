//! What is said and the time it takes.

use crate::core::event::{Detail, Message, Name};
use crate::core::fields::{Status, WaitingOn};
use crate::core::refusal::Refusal;
use crate::core::stamp::{Stamp, Timestamp, rfc3339};
use crate::core::ticket::{Step, Ticket, Utterance};

use super::wait::resume;
use super::{Words, correspondence};

/// A message or a note, and what goes with it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reply<'a> {
    /// The text and the channel.
    pub words: Words<'a>,
    /// Time worked, as a duration.
    pub spent: Option<&'a str>,
    /// Whether a program wrote it: an acknowledgement stops no clock.
    pub auto: bool,
    /// Whether it asks nothing of the desk, as a thank-you does.
    pub thanks: bool,
}

fn something(ticket: &Ticket, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Missing {
            what: format!("a message of {} needs a text", ticket.id),
            hint: "-m TEXT".to_owned(),
        });
    }
    Ok(())
}

/// Records a public message. Nothing is sent.
pub fn reply(ticket: Ticket, reply: &Reply<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    something(&ticket, reply.words.text)?;
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .maybe(Detail::Auto, reply.auto.then_some(true))
        .maybe(Detail::Spent, reply.spent)
        .say(reply.words.said(&party, channel.as_deref()));
    ticket.record(stamp, Name::Replied, step, |_| {})
}

/// Records an internal note. The channel, where one is said, is the one through
/// which something was learned: a note about a call.
pub fn note(ticket: Ticket, note: &Reply<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    something(&ticket, note.words.text)?;
    let step = Step::new()
        .maybe(Detail::Auto, note.auto.then_some(true))
        .maybe(Detail::Spent, note.spent)
        .say(Utterance {
            kind: Message::Internal,
            party: "note",
            channel: note.words.channel,
            text: note.words.text,
        });
    ticket.record(stamp, Name::Noted, step, |_| {})
}

/// Records a message from the requester. A ticket that waited for the
/// customer resumes at the same instant.
pub fn receive(ticket: Ticket, reply: &Reply<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    something(&ticket, reply.words.text)?;
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .maybe(Detail::Auto, reply.auto.then_some(true))
        .maybe(Detail::Thanks, reply.thanks.then_some(true))
        .maybe(Detail::Spent, reply.spent)
        .say(Utterance {
            kind: Message::Received,
            party: &party,
            channel: reply.words.channel.or(channel.as_deref()),
            text: reply.words.text,
        });
    let was_waiting = ticket.status() == Status::Waiting
        && ticket.fields.waiting_on == Some(WaitingOn::Customer)
        && !reply.auto
        && ticket
            .status_event()
            .is_some_and(|event| event.at <= stamp.at);
    let ticket = ticket.record(stamp, Name::Received, step, |_| {})?;
    if was_waiting {
        resume(ticket, stamp)
    } else {
        Ok(ticket)
    }
}

/// Time worked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Work<'a> {
    /// How long, as a duration.
    pub spent: &'a str,
    /// From when to when, if said so.
    pub span: Option<(Timestamp, Timestamp)>,
    /// `remote` or `onsite`.
    pub place: Option<&'a str>,
    /// Whether the customer pays nothing for it.
    pub free: bool,
    /// What was done, for the desk.
    pub text: &'a str,
}

/// Records time worked, in any status.
pub fn work(ticket: Ticket, work: &Work<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    let step = Step::new()
        .detail(Detail::Spent, work.spent)
        .maybe(Detail::Began, work.span.map(|(began, _)| rfc3339(&began)))
        .maybe(Detail::Ended, work.span.map(|(_, ended)| rfc3339(&ended)))
        .maybe(Detail::Place, work.place)
        .maybe(Detail::Free, work.free.then_some(true))
        .say(Words::internal(work.text).said("note", None));
    ticket.record(stamp, Name::Worked, step, |_| {})
}
