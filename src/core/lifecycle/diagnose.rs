//! What was found, who decided, and what belongs together.

use crate::core::body::Section;
use crate::core::event::{Detail, Name};
use crate::core::fields::{Approval, Kind, Status};
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::{Step, Ticket};

use super::{Words, active, correspondence, refused};

/// What was found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Diagnosis<'a> {
    /// Why it happens.
    pub cause: &'a str,
    /// How to see it happen.
    pub reproduction: &'a str,
    /// What could be done.
    pub corrections: &'a [String],
    /// The part of the product.
    pub component: Option<&'a str>,
    /// The commit that introduced it, in full.
    pub introduced_by: Option<&'a str>,
    /// Time worked, as a duration.
    pub spent: Option<&'a str>,
}

/// Writes down the cause; a second diagnosis adds to the first.
pub fn diagnose(
    ticket: Ticket,
    diagnosis: &Diagnosis<'_>,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    if !matches!(ticket.status(), Status::Classified | Status::Diagnosed) {
        return Err(refused(&ticket, Status::Diagnosed));
    }
    if diagnosis.cause.trim().is_empty() {
        return Err(Refusal::Missing {
            what: format!("the diagnosis of {} needs a cause", ticket.id),
            hint: "--cause TEXT".to_owned(),
        });
    }
    let corrections: Vec<String> = diagnosis
        .corrections
        .iter()
        .map(|text| format!("- {}", text.trim().replace('\n', "\n  ")))
        .collect();
    let corrections = corrections.join("\n");
    let step = Step::new()
        .maybe(Detail::Spent, diagnosis.spent)
        .section(Section::Reproduction, diagnosis.reproduction)
        .section(Section::Cause, diagnosis.cause)
        .section(Section::Corrections, &corrections);
    ticket.record(stamp, Name::Diagnosed, step, |fields| {
        fields.status = Some(Status::Diagnosed);
        if let Some(component) = diagnosis.component {
            fields.component = Some(component.to_owned());
        }
        if let Some(commit) = diagnosis.introduced_by {
            fields.introduced_by = Some(commit.to_owned());
        }
    })
}

/// Who decided on an adaptive ticket, and what was said.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// Who decided.
    pub by: &'a str,
    /// Who may: contacts who approve, and agents; empty where neither is listed.
    pub approvers: &'a [String],
    /// What the requester is told.
    pub words: Words<'a>,
    /// Estimated work, as a duration.
    pub estimate: Option<&'a str>,
}

fn may_decide(ticket: &Ticket, decision: &Decision<'_>) -> Result<(), Refusal> {
    active(ticket, "approved or rejected")?;
    if ticket.fields.kind != Some(Kind::Adaptive) {
        return Err(Refusal::NotAdaptive {
            id: ticket.id.clone(),
            kind: ticket.fields.kind,
        });
    }
    let approvers = decision.approvers;
    if approvers.is_empty() || approvers.iter().any(|known| known == decision.by) {
        Ok(())
    } else {
        Err(Refusal::MayNotApprove {
            who: decision.by.to_owned(),
            id: ticket.id.clone(),
            approvers: approvers.to_vec(),
        })
    }
}

/// Lets an adaptive ticket be resolved.
pub fn approve(ticket: Ticket, decision: &Decision<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    may_decide(&ticket, decision)?;
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .detail(Detail::DecidedBy, decision.by)
        .say(decision.words.said(&party, channel.as_deref()));
    ticket.record(stamp, Name::Approved, step, |fields| {
        fields.approval = Some(Approval::Approved);
        fields.approval_by = Some(decision.by.to_owned());
        if let Some(estimate) = decision.estimate {
            fields.estimate = Some(estimate.to_owned());
        }
    })
}

/// Ends an adaptive ticket that will not be done.
pub fn reject(ticket: Ticket, decision: &Decision<'_>, stamp: &Stamp) -> Result<Ticket, Refusal> {
    may_decide(&ticket, decision)?;
    let (party, channel) = correspondence(&ticket);
    let step = Step::new()
        .detail(Detail::DecidedBy, decision.by)
        .say(decision.words.said(&party, channel.as_deref()));
    ticket.record(stamp, Name::Rejected, step, |fields| {
        fields.status = Some(Status::Cancelled);
        fields.approval = Some(Approval::Rejected);
        fields.approval_by = Some(decision.by.to_owned());
        if let Some(estimate) = decision.estimate {
            fields.estimate = Some(estimate.to_owned());
        }
        fields.waiting_on = None;
        fields.waiting_until = None;
    })
}

/// How two tickets belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The other is the whole of which this is a part.
    Parent,
    /// The other is worth reading beside it.
    Related,
    /// The other has the cause that this one shares.
    CausedBy,
    /// The other is about the same, which was found out when this one had ended.
    Duplicate,
}

/// Ties a ticket to another, in any status; one that is worked on is not linked
/// as a duplicate, but cancelled.
pub fn link(ticket: Ticket, to: &TicketId, link: Link, stamp: &Stamp) -> Result<Ticket, Refusal> {
    if ticket.id == *to {
        return Err(Refusal::LinkToItself { id: ticket.id });
    }
    if link == Link::Duplicate && ticket.status().is_active() {
        return Err(Refusal::ActiveDuplicate {
            id: ticket.id.clone(),
            status: ticket.status(),
            of: to.clone(),
        });
    }
    ticket.change(stamp, Name::Linked, |fields| match link {
        Link::Parent => fields.parent = Some(to.clone()),
        Link::CausedBy => fields.caused_by = Some(to.clone()),
        Link::Duplicate => fields.duplicate_of = Some(to.clone()),
        Link::Related => {
            let related = fields.related.get_or_insert_default();
            if !related.contains(to) {
                related.push(to.clone());
            }
        }
    })
}
