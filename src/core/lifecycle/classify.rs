//! Judging a ticket: kind, category, service, and the priority that follows.

use crate::core::event::Name;
use crate::core::fields::{Approval, Fields, Kind, Status};
use crate::core::policy::Policy;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;

use super::refused;

/// What an agent decides about a ticket; every value is one the policy knows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Classification {
    /// How much has stopped.
    pub impact: Option<String>,
    /// How soon it must work again.
    pub urgency: Option<String>,
    /// Failure, question, precaution or new functionality.
    pub kind: Option<Kind>,
    /// What it is about.
    pub category: Option<String>,
    /// The service it is about.
    pub service: Option<String>,
    /// A priority that is not the matrix's, and why.
    pub priority: Option<(String, String)>,
}

impl Classification {
    /// Whether nothing is decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it says enough for a ticket that nobody has judged: impact and
    /// urgency, or a kind that has them.
    #[must_use]
    pub fn is_whole(&self, policy: &Policy) -> bool {
        let (impact, urgency) = self.levels(&Fields::default(), policy);
        impact.is_some() && urgency.is_some()
    }

    fn levels(&self, fields: &Fields, policy: &Policy) -> (Option<String>, Option<String>) {
        let rule = self
            .kind
            .or(fields.kind)
            .and_then(|kind| policy.kinds.get(kind.as_str()));
        let level = |said: &Option<String>, known: &Option<String>, rule: Option<&String>| {
            said.as_ref().or(known.as_ref()).or(rule).cloned()
        };
        (
            level(
                &self.impact,
                &fields.impact,
                rule.and_then(|rule| rule.impact.as_ref()),
            ),
            level(
                &self.urgency,
                &fields.urgency,
                rule.and_then(|rule| rule.urgency.as_ref()),
            ),
        )
    }
}

/// Classifies a ticket. The priority follows from the policy's matrix and the
/// kind's ceiling, unless it is overridden with a reason; an override stands
/// until impact, urgency or kind are judged again.
pub fn classify(
    ticket: Ticket,
    class: &Classification,
    policy: &Policy,
    stamp: &Stamp,
) -> Result<Ticket, Refusal> {
    if matches!(ticket.status(), Status::Closed | Status::Cancelled) {
        return Err(refused(&ticket, Status::Classified));
    }
    let fields = &ticket.fields;
    let (Some(impact), Some(urgency)) = class.levels(fields, policy) else {
        return Err(Refusal::Missing {
            what: format!("{} needs an impact and an urgency", ticket.id),
            hint: "--impact I --urgency U, or a --kind that has defaults".to_owned(),
        });
    };
    let kind = class.kind.or(fields.kind);
    let is_judged_anew = fields.impact.as_ref() != Some(&impact)
        || fields.urgency.as_ref() != Some(&urgency)
        || fields.kind != kind
        || fields.priority.is_none();
    let (priority, because) = match &class.priority {
        Some((priority, because)) => (Some(priority.clone()), Some(because.clone())),
        None if is_judged_anew => (policy.priority(kind, &impact, &urgency), None),
        None => (fields.priority.clone(), fields.priority_because.clone()),
    };
    ticket.change(stamp, Name::Classified, |fields| {
        if fields.status == Some(Status::Open) {
            fields.status = Some(Status::Classified);
        }
        fields.impact = Some(impact.clone());
        fields.urgency = Some(urgency.clone());
        fields.kind = kind;
        if class.category.is_some() {
            fields.category.clone_from(&class.category);
        }
        if class.service.is_some() {
            fields.service.clone_from(&class.service);
        }
        fields.priority.clone_from(&priority);
        fields.priority_because.clone_from(&because);
        if kind == Some(Kind::Adaptive) {
            fields.approval.get_or_insert(Approval::Pending);
        } else {
            fields.approval = None;
        }
    })
}
