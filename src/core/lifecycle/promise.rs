//! What is agreed with the customer beside the contract.

use chrono::NaiveDate;

use crate::core::contract::TargetName;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::{Step, Ticket};
use crate::core::timeline::name;

use super::{Words, active, correspondence};

/// Keeps the date given to the customer; a later one replaces it, and both
/// stay on the timeline. The text is a public message.
pub fn promise(
    ticket: Ticket,
    on: NaiveDate,
    words: Words<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    active(&ticket, "promised")?;
    if on < stamp.at.date_naive() {
        return Err(Refusal::PromisePast {
            id: ticket.id,
            on,
            at: stamp.at,
        });
    }
    let is_same = ticket.fields.promised_on == Some(on) && words.text.trim().is_empty();
    if is_same {
        return Ok(ticket);
    }
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .detail("on", on.to_string())
        .say(words.said(&party, channel.as_deref()));
    ticket.record(stamp, name::PROMISED, step, |fields| {
        fields.promised_on = Some(on);
    })
}

/// A target the customer gives up.
#[derive(Debug, Clone, Copy)]
pub struct Waiver<'a> {
    /// Which.
    pub target: TargetName,
    /// Who agreed.
    pub agreed_by: &'a str,
    /// Who may: contacts who approve, and agents; empty where neither is listed.
    pub approvers: &'a [String],
    /// Why, for the desk.
    pub why: &'a str,
}

/// Makes a target void (sla.md section 2): force majeure, or the customer's
/// consent. In any status, because it is often agreed on afterwards.
pub fn waive(ticket: Ticket, waiver: &Waiver<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    let approvers = waiver.approvers;
    if !approvers.is_empty() && approvers.iter().all(|known| known != waiver.agreed_by) {
        return Err(Refusal::MayNotWaive {
            who: waiver.agreed_by.to_owned(),
            id: ticket.id,
            approvers: approvers.to_vec(),
        });
    }
    let target = waiver.target.as_str();
    let is_waived = ticket
        .timeline
        .iter()
        .any(|event| event.event == name::WAIVED && event.detail("target") == Some(target));
    if is_waived {
        return Ok(ticket);
    }
    let step = Step::new()
        .detail("target", target)
        .detail("agreed_by", waiver.agreed_by)
        .say(Words::internal(waiver.why).said("note", None));
    ticket.record(stamp, name::WAIVED, step, |_| {})
}
