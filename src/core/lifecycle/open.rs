//! Filing a ticket.

use crate::core::body::Section;
use crate::core::event::{Detail, Name};
use crate::core::fields::{Approval, Kind, Status};
use crate::core::id::TicketId;
use crate::core::refusal::Refusal;
use crate::core::stamp::{Stamp, Timestamp};
use crate::core::ticket::{Step, Ticket};

/// What is known when a ticket is filed.
#[derive(Debug, Clone, Default)]
pub struct Filing {
    /// One line that says what is wrong.
    pub title: String,
    /// What was tried and seen.
    pub text: String,
    /// The customer's key.
    pub customer: Option<String>,
    /// Who reported it.
    pub requester: Option<String>,
    /// Through which channel.
    pub channel: Option<String>,
    /// What it is; only when the same command does not classify.
    pub kind: Option<Kind>,
    /// What it is about; only when the same command does not classify.
    pub category: Option<String>,
    /// The service; only when the same command does not classify.
    pub service: Option<String>,
    /// The code on the screen.
    pub error_code: Option<String>,
    /// Equipment, version, place.
    pub environment: Option<String>,
    /// The urgency the requester claims.
    pub claimed_urgency: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Who has it from the start.
    pub assignee: Option<String>,
    /// The tier it starts in.
    pub tier: Option<u8>,
    /// Other tickets of the same outage.
    pub related: Vec<TicketId>,
    /// When the requester made contact, if before the filing.
    pub contact: Option<Timestamp>,
    /// Time worked, as a duration.
    pub spent: Option<String>,
}

/// A new ticket. The event happens at the contact, or else at the filing.
pub fn open(id: TicketId, filing: &Filing, stamp: &Stamp) -> Result<Ticket, Refusal> {
    let title = filing.title.trim();
    if title.is_empty() || title.contains(['\n', '\r']) {
        return Err(Refusal::Missing {
            what: "a ticket needs a title of one line".to_owned(),
            hint: "bitacora open TITLE -m TEXT".to_owned(),
        });
    }
    if let Some(contact) = filing.contact
        && contact > stamp.at
    {
        return Err(Refusal::ContactAfterFiling {
            contact,
            filed: stamp.at,
        });
    }
    let opened_at = filing.contact.unwrap_or(stamp.at);
    let step = Step::new().maybe(Detail::Spent, filing.spent.clone());
    let mut ticket =
        Ticket::blank(id).record(&stamp.at(opened_at), Name::Opened, step, |fields| {
            fields.status = Some(Status::Open);
            fields.title = Some(title.to_owned());
            fields.kind = filing.kind;
            fields.customer.clone_from(&filing.customer);
            fields.requester.clone_from(&filing.requester);
            fields.channel.clone_from(&filing.channel);
            fields.service.clone_from(&filing.service);
            fields.category.clone_from(&filing.category);
            fields.error_code.clone_from(&filing.error_code);
            fields.environment.clone_from(&filing.environment);
            fields.claimed_urgency.clone_from(&filing.claimed_urgency);
            fields.assignee.clone_from(&filing.assignee);
            fields.tier = filing.tier;
            fields.tags = (!filing.tags.is_empty()).then(|| filing.tags.clone());
            fields.related = (!filing.related.is_empty()).then(|| filing.related.clone());
            fields.approval = (filing.kind == Some(Kind::Adaptive)).then_some(Approval::Pending);
            fields.opened_at = Some(opened_at);
        })?;
    if !filing.text.trim().is_empty() {
        ticket.body = crate::core::body::append("", Section::Description, &filing.text);
    }
    Ok(ticket)
}
