//! Who has a ticket, and what is kept beside it.

use crate::core::event::Name;
use crate::core::fields::Status;
use crate::core::policy::Policy;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::{Step, Ticket};

use super::{Words, active};

/// Quality and conflicts: nobody is above.
const HIGHEST_TIER: u8 = 3;

/// A technician is on it: it is theirs, and `attended` is recorded. Where it
/// was handed to a tier above theirs it stays there.
pub fn take(ticket: Ticket, policy: &Policy, stamp: &Stamp) -> Result<Ticket, Refusal> {
    active(&ticket, "taken")?;
    let is_theirs = ticket.fields.assignee.as_deref() == Some(&stamp.by)
        && ticket
            .timeline
            .iter()
            .any(|event| event.event == Name::Attended && event.by == stamp.by);
    if is_theirs {
        return Ok(ticket);
    }
    ticket.record(stamp, Name::Attended, Step::new(), |fields| {
        let own = policy.agent(&stamp.by).and_then(|agent| agent.tier);
        fields.assignee = Some(stamp.by.clone());
        fields.tier = fields.tier.max(own);
    })
}

/// Gives it to an agent.
pub fn assign(
    ticket: Ticket,
    agent: &str,
    tier: Option<u8>,
    policy: &Policy,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    active(&ticket, "assigned")?;
    ticket.change(stamp, Name::Assigned, |fields| {
        let own = policy.agent(agent).and_then(|agent| agent.tier);
        fields.assignee = Some(agent.to_owned());
        fields.tier = tier.or(own).or(fields.tier);
    })
}

/// Hands it to a tier: the one named, the agent's, or the next above. Without
/// an agent it lies in the tier's queue.
pub fn escalate(
    ticket: Ticket,
    (tier, agent): (Option<u8>, Option<&str>),
    why: &str,
    policy: &Policy,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    active(&ticket, "escalated")?;
    let current = ticket.fields.tier.unwrap_or(1);
    let own = agent.and_then(|agent| policy.agent(agent)?.tier);
    if tier.is_none() && agent.is_none() && current >= HIGHEST_TIER {
        return Err(Refusal::HighestTier {
            id: ticket.id,
            tier: current,
        });
    }
    let tier = tier.or(own).unwrap_or((current + 1).min(HIGHEST_TIER));
    let step = Step::new().say(Words::internal(why).said("note", None));
    ticket.record(stamp, Name::Escalated, step, |fields| {
        fields.tier = Some(tier);
        fields.assignee = agent.map(str::to_owned);
    })
}

/// Keeps the record of an attached file.
pub fn attach(ticket: Ticket, step: Step<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    ticket.record(stamp, Name::Attached, step, |_| {})
}

/// Ties a resolved ticket to the article made from it.
pub fn promote(ticket: Ticket, slug: &str, stamp: &Stamp) -> Result<Ticket, Refusal> {
    if !matches!(ticket.status(), Status::Resolved | Status::Closed) {
        return Err(Refusal::NotResolved {
            status: ticket.status(),
            id: ticket.id,
        });
    }
    ticket.change(stamp, Name::Promoted, |fields| {
        let articles = fields.articles.get_or_insert_default();
        if !articles.iter().any(|known| known == slug) {
            articles.push(slug.to_owned());
        }
    })
}
