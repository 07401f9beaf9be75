//! How a ticket ends, and how it comes back.

use crate::core::body::Section;
use crate::core::event::{Detail, Event, Message, Name};
use crate::core::fields::{Approval, Cancellation, Closure, Fields, Kind, Status};
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::{Step, Ticket};

use super::{Words, active, correspondence, refused};

/// What restored service.
#[derive(Debug, Clone, Copy, Default)]
pub struct Resolution<'a> {
    /// What was done; the requester is told, unless it is internal.
    pub words: Words<'a>,
    /// The root cause, for the diagnosis.
    pub cause: &'a str,
    /// Whether the cause lives on elsewhere.
    pub workaround: bool,
    /// The commits that fix it, in full.
    pub fixes: &'a [String],
    /// The FAQ article that answered it.
    pub article: Option<&'a str>,
    /// Time worked, as a duration.
    pub spent: Option<&'a str>,
}

fn nobody_is_on_turn(fields: &mut Fields) {
    fields.waiting_on = None;
    fields.waiting_until = None;
}

/// Ends a ticket because service is restored.
pub fn resolve(
    ticket: Ticket,
    resolution: &Resolution<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    use Status::{Classified, Diagnosed, Resolved, Waiting};
    if !matches!(ticket.status(), Classified | Diagnosed | Waiting) {
        return Err(refused(&ticket, Resolved));
    }
    if ticket.fields.priority.is_none() {
        return Err(Refusal::Missing {
            what: format!("{} is not classified", ticket.id),
            hint: "--impact I --urgency U classify it on the way".to_owned(),
        });
    }
    if ticket.fields.kind == Some(Kind::Adaptive)
        && ticket.fields.approval != Some(Approval::Approved)
    {
        return Err(Refusal::NotApproved { id: ticket.id });
    }
    if resolution.words.text.trim().is_empty() {
        return Err(Refusal::Missing {
            what: format!("the resolution of {} needs a text", ticket.id),
            hint: "-m TEXT says what was done".to_owned(),
        });
    }
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .maybe(Detail::Spent, resolution.spent)
        .section(Section::Cause, resolution.cause)
        .section(Section::Resolution, resolution.words.text);
    let step = if resolution.words.internal {
        step
    } else {
        step.say(resolution.words.said(&party, channel.as_deref()))
    };
    ticket.record(stamp, Name::Resolved, step, |fields| {
        fields.status = Some(Resolved);
        fields.workaround = resolution.workaround.then_some(true);
        if !resolution.fixes.is_empty() {
            fields.fixes = Some(resolution.fixes.to_vec());
        }
        if let Some(article) = resolution.article {
            let articles = fields.articles.get_or_insert_default();
            if !articles.iter().any(|known| known == article) {
                articles.push(article.to_owned());
            }
        }
        nobody_is_on_turn(fields);
    })
}

/// Closes a resolved ticket.
pub fn close(
    ticket: Ticket,
    closure: Option<Closure>,
    words: Words<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    if ticket.status() != Status::Resolved {
        return Err(refused(&ticket, Status::Closed));
    }
    let (party, channel) = correspondence(&ticket);
    let step = Step::new().say(words.said(&party, channel.as_deref()));
    ticket.record(stamp, Name::Closed, step, |fields| {
        fields.status = Some(Status::Closed);
        fields.closure = closure;
    })
}

/// Brings back a ticket that was not solved after all: it stands for itself
/// again, whatever it was a duplicate of.
pub fn reopen(ticket: Ticket, why: &str, stamp: &Stamp) -> Result<Ticket, Refusal> {
    if !matches!(ticket.status(), Status::Resolved | Status::Closed) {
        return Err(refused(&ticket, Status::Classified));
    }
    let step = Step::new().say(Words::internal(why).said("note", None));
    ticket.record(stamp, Name::Reopened, step, |fields| {
        fields.status = Some(Status::Classified);
        fields.closure = None;
        fields.workaround = None;
        fields.duplicate_of = None;
    })
}

/// Refuses what somebody has already taken for a demand: spam is in no figure,
/// and a breach must not be lost in it.
fn no_spam(ticket: &Ticket) -> Result<(), Refusal> {
    let is_ours =
        |event: &Event| event.message() == Some(Message::Public) && !event.is(&Detail::Auto);
    let events = || ticket.timeline.iter();
    let why = if let Some(customer) = &ticket.fields.customer {
        format!("it is a ticket of {customer}")
    } else if events().any(|event| event.detail(&Detail::Spent).is_some()) {
        "time was worked on it".to_owned()
    } else if events().any(is_ours) {
        "the desk has answered it".to_owned()
    } else {
        return Ok(());
    };
    Err(Refusal::NotSpam {
        id: ticket.id.clone(),
        why,
    })
}

/// Ends a ticket without a resolution. What is said about spam stays inside the
/// desk.
pub fn cancel(
    ticket: Ticket,
    (reason, of): (Cancellation, Option<&TicketId>),
    words: Words<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    active(&ticket, "cancelled")?;
    match (reason, of) {
        (Cancellation::Duplicate, None) => {
            return Err(Refusal::Missing {
                what: format!("{} is a duplicate of which ticket?", ticket.id),
                hint: "--of REF names the original".to_owned(),
            });
        }
        (_, Some(original)) if *original == ticket.id => {
            return Err(Refusal::Missing {
                what: format!("{} is no duplicate of itself", ticket.id),
                hint: "--of REF names the original".to_owned(),
            });
        }
        (Cancellation::Spam, _) => no_spam(&ticket)?,
        _ => {}
    }
    let (party, channel) = correspondence(&ticket);
    let words = Words {
        internal: words.internal || reason == Cancellation::Spam,
        ..words
    };
    let step = Step::new().say(words.said(&party, channel.as_deref()));
    ticket.record(stamp, Name::Cancelled, step, |fields| {
        fields.status = Some(Status::Cancelled);
        fields.cancellation = Some(reason);
        fields.duplicate_of = of.cloned();
        nobody_is_on_turn(fields);
    })
}
