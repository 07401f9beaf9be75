//! What is agreed with the customer beside the contract.

use chrono::NaiveDate;

use crate::core::contract::{Contact, TargetName, approving};
use crate::core::event::{Detail, Name};
use crate::core::ordered::Ordered;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::{Step, Ticket};
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::{Words, active, correspondence};

/// Keeps the date given to the customer, of the zone in which they are told; a later one replaces it, and both
/// stay on the timeline. The text is a public message.
pub fn promise(
    ticket: Ticket,
    on: NaiveDate,
    zone: Zone,
    words: Words<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    active(&ticket, "promised")?;
    let at = in_zone(stamp.at.to_utc(), zone);
    if on < at.date_naive() {
        return Err(Refusal::PromisePast {
            id: ticket.id,
            on,
            at,
        });
    }
    let is_same = ticket.fields.promised_on == Some(on) && words.text.trim().is_empty();
    if is_same {
        return Ok(ticket);
    }
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .detail(Detail::On, on.to_string())
        .say(words.said(&party, channel.as_deref()));
    ticket.record(stamp, Name::Promised, step, |fields| {
        fields.promised_on = Some(on);
    })
}

/// A target that is given up.
#[derive(Debug, Clone, Copy)]
pub struct Waiver<'a> {
    /// Which.
    pub target: TargetName,
    /// Who gives it up.
    pub who: &'a str,
    /// The contacts of the customer.
    pub contacts: &'a Ordered<Contact>,
    /// The agents; empty where none is listed: whoever is no contact is one.
    pub agents: &'a [String],
    /// Why, for the desk.
    pub why: &'a str,
}

impl Waiver<'_> {
    /// The detail that names who gives it up: whoever is a contact who
    /// approves speaks for the customer, an agent for the desk.
    fn consent(&self) -> Option<Detail> {
        match self.contacts.get(self.who) {
            Some(contact) if contact.approves => Some(Detail::AgreedBy),
            None if self.agents.is_empty() => Some(Detail::GrantedBy),
            _ => {
                let is_agent = self.agents.iter().any(|agent| agent == self.who);
                is_agent.then_some(Detail::GrantedBy)
            }
        }
    }
}

/// Gives a target up (bitacora-sla(7), VOID): with the customer's consent, or,
/// by the desk alone, for force majeure. In any status, because it is often
/// agreed on afterwards.
pub fn waive(ticket: Ticket, waiver: &Waiver<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    let Some(consent) = waiver.consent() else {
        let contacts = approving(waiver.contacts).map(str::to_owned);
        return Err(Refusal::MayNotWaive {
            who: waiver.who.to_owned(),
            id: ticket.id,
            approvers: contacts.chain(waiver.agents.iter().cloned()).collect(),
        });
    };
    let target = waiver.target.as_str();
    // To what the desk has granted the customer may still agree.
    let is_waived = ticket.timeline.iter().any(|event| {
        event.event == Name::Waived
            && event.detail(&Detail::Target) == Some(target)
            && (event.detail(&Detail::AgreedBy).is_some() || event.detail(&consent).is_some())
    });
    if is_waived {
        return Ok(ticket);
    }
    let step = Step::new()
        .detail(Detail::Target, target)
        .detail(consent, waiver.who)
        .say(Words::internal(waiver.why).said("note", None));
    ticket.record(stamp, Name::Waived, step, |_| {})
}
