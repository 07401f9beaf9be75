//! What a customer's manager is told: public fields only. No notes, causes,
//! reviews or agents; what the desk thinks of a ticket stays at the desk.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::NeverOpens;
use crate::core::contract::{Contract, TargetName};
use crate::core::duration::Seconds;
use crate::core::event::Detail;
use crate::core::fault::Fault;
use crate::core::fields::{Kind, Status, WaitingOn};
use crate::core::id::TicketId;
use crate::core::policy::Policy;
use crate::core::sla::{Agreements, State};
use crate::core::stamp::Timestamp;
use crate::core::when::in_zone;

use super::book::{Changed, Turned};
use super::channels::{Channel, by_channel};
use super::compliance::{Agreed, Compliance, compliance};
use super::heading::{Heading, Report};
use super::parts::{Part, parts};
use super::promises::Promises;
use super::recurrence::{Training, in_order, training};
use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::Tickets;
use super::verdict::{GrantedByDesk, Verdict, Voided};

/// The report for one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Customer {
    /// The customer's key.
    pub customer: String,
    /// As in letters; null without a contract.
    pub name: Option<String>,
    /// Commitment against result.
    pub targets: Vec<Agreed>,
    /// What was opened, open or ended in the period.
    pub handled: Vec<Handled>,
    /// Every target that the period counts as broken.
    pub breaches: Vec<Breach>,
    /// Targets that came out otherwise than when their term ran out; of those
    /// who turned them, contacts of the customer are named.
    pub turned: Vec<Turned>,
    /// Targets that came out otherwise since their month was closed.
    pub changed: Vec<Changed>,
    /// Every target that became void in the period.
    pub voids: Vec<VoidedTarget>,
    /// Every target that the desk gave up in the period without the customer.
    pub granted: Vec<GrantedTarget>,
    /// What was still open at the report's instant.
    pub open: Vec<Pending>,
    /// Dates given, and what became of them in the period.
    pub promises: Promises,
    /// How the customer made contact.
    pub contacts: Vec<Channel>,
    /// Questions that were asked again and again.
    pub questions: Vec<Training>,
    /// Time worked in the period.
    pub worked: Worked,
}

/// A ticket of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Handled {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// Who reported it.
    pub requester: Option<String>,
    /// What it is.
    pub kind: Option<Kind>,
    /// How pressing it is.
    pub priority: Option<String>,
    /// Where it is.
    pub status: Status,
    /// When the requester made contact.
    pub opened_at: Timestamp,
    /// When it was last resolved.
    pub resolved_at: Option<Timestamp>,
    /// How the response clock stands; null: nothing was promised, or it
    /// concluded in another period.
    pub response: Option<State>,
    /// How the resolution clock stands, likewise.
    pub resolution: Option<State>,
}

/// A target that was broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Breach {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// Which target.
    pub target: TargetName,
    /// What was agreed, `business 4h`.
    pub promised: String,
    /// The priority under which it ran.
    pub priority: String,
    /// When it was due.
    pub due_at: Option<Timestamp>,
    /// When it was done; null: not yet.
    pub stop: Option<Timestamp>,
    /// By how much it was exceeded, in seconds of the target's own hours.
    pub overrun_s: Seconds,
}

/// A target that became void, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VoidedTarget {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// Which target.
    pub target: TargetName,
    /// When.
    pub void_at: Timestamp,
    /// How the ticket was cancelled, `agreed` or `out of scope`.
    pub reason: String,
    /// The customer's contact who gave it up; null: nobody of theirs is named.
    pub agreed_by: Option<String>,
    /// Whether it had been broken by then.
    pub after_breach: bool,
}

/// A target that the desk gave up without the customer: it counts as before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GrantedTarget {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// Which target.
    pub target: TargetName,
    /// When.
    pub granted_at: Timestamp,
    /// What became of it.
    pub state: State,
}

/// A ticket that is still worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pending {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// How pressing it is.
    pub priority: Option<String>,
    /// Where it is.
    pub status: Status,
    /// Who is on turn; null: the desk.
    pub waiting_on: Option<WaitingOn>,
    /// When the requester made contact.
    pub opened_at: Timestamp,
    /// The date given.
    pub promised_on: Option<chrono::NaiveDate>,
}

/// Time worked for the customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Worked {
    /// All of it.
    pub total_s: Seconds,
    /// Of it at the customer's.
    pub onsite_s: Seconds,
    /// Of it free of charge.
    pub free_s: Seconds,
}

/// The report for the customer whose tickets these are; `contract` is theirs.
///
/// # Errors
/// A calendar that never opens again, or the tickets cannot be read.
pub fn customer<T: Tickets>(
    tickets: T,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<Customer>, T::Error>
where
    T::Error: From<NeverOpens>,
{
    let key = scope.customer.as_deref().unwrap_or_default();
    let contract = agreements.contract(key);
    let tickets = tickets.all()?;
    // What is in time is told of each ticket as well.
    let every = Scope {
        only_breaches: false,
        ..scope.clone()
    };
    let judged = compliance(tickets.clone(), policy, agreements, &every)?.figures;
    let known = recorded(tickets, scope);
    let mut parts = parts(&known.tickets, scope);
    for part in &mut parts {
        part.retain(|ticket| ticket.fields.customer.as_deref() == Some(key));
    }
    let mut promises = Promises::default();
    let mut work = Worked::default();
    for part in &parts {
        promises.add(&part.cases(), (&part.span, part.as_of), agreements);
        work.add(part);
    }
    let contacts = by_channel(&parts, policy);
    drop(parts);
    let snapshot = Snapshot::of(known, scope);
    // The query that picks the customer is not theirs.
    let heading = Heading {
        filter: None,
        ..Heading::new(&snapshot, scope)
    };
    let mut cases = snapshot.cases();
    cases.retain(|case| case.ticket.fields.customer.as_deref() == Some(key));
    in_order(&mut cases);
    let span = scope.span();
    promises.pending = Promises::pending(&cases, (&span, scope.as_of), agreements);
    let handled = cases.iter().filter(|case| was_alive(case, &span));
    let open = cases.iter().filter(|case| case.status.is_active());
    let is_theirs = |verdict: &Verdict| verdict.customer.as_deref() == Some(key);
    let voids = judged.voids.iter().filter(|void| is_theirs(&void.verdict));
    let granted = judged.granted.iter();
    let granted = granted.filter(|granted| is_theirs(&granted.verdict));
    let breaches = judged
        .verdicts
        .iter()
        .filter(|verdict| is_theirs(verdict) && verdict.state == State::Breached);
    let figures = Customer {
        customer: key.to_owned(),
        name: contract.map(|contract| contract.name.clone()),
        handled: handled
            .map(|case| Handled::of(case, &judged, scope))
            .collect(),
        breaches: breaches.map(Breach::of).collect(),
        voids: voids.map(|void| VoidedTarget::of(void, contract)).collect(),
        granted: granted.map(GrantedTarget::of).collect(),
        open: open.map(|case| Pending::of(case, scope)).collect(),
        promises,
        contacts,
        questions: training(&cases, &span, scope.zone),
        worked: work,
        turned: judged
            .turned
            .iter()
            .map(|turned| told(turned, contract))
            .collect(),
        changed: judged.changed,
        targets: judged.contracts,
    };
    Ok(Report { heading, figures })
}

/// What is told of a verdict that was turned: no agent is named, and what the
/// desk wrote for itself stays there.
fn told(turned: &Turned, contract: Option<&Contract>) -> Turned {
    let is_contact =
        |who: &&String| contract.is_some_and(|contract| contract.contacts.get(who).is_some());
    Turned {
        by: None,
        reason: None,
        agreed_by: turned.agreed_by.as_ref().filter(is_contact).cloned(),
        ..turned.clone()
    }
}

/// What is told of a file that cannot be read: what is wrong with it may repeat
/// what is in it.
#[must_use]
pub fn told_of(fault: &Fault) -> Fault {
    Fault::new(&*fault.path, 1, 1, "it cannot be read")
}

/// Whether it was opened, open or ended in the time.
fn was_alive(case: &Case<'_>, span: &Window) -> bool {
    let ended = [Status::Resolved, Status::Closed, Status::Cancelled];
    span.contains(case.opened_at)
        || case.status.is_active()
        || ended.iter().any(|status| case.became(*status, span))
        || case.reopenings(span) > 0
}

impl Handled {
    fn of(case: &Case<'_>, judged: &Compliance, scope: &Scope) -> Self {
        let fields = &case.ticket.fields;
        let state = |target| {
            let mut verdicts = judged.verdicts.iter();
            let is_it =
                |verdict: &&Verdict| verdict.id == case.ticket.id && verdict.target == target;
            Some(verdicts.find(is_it)?.state)
        };
        let resolved_at = case.last_resolved().filter(|_| case.is_resolved());
        Self {
            id: case.ticket.id.clone(),
            title: case.ticket.title().to_owned(),
            requester: fields.requester.clone(),
            kind: fields.kind,
            priority: fields.priority.clone(),
            status: case.status,
            opened_at: in_zone(case.opened_at.to_utc(), scope.zone),
            resolved_at: resolved_at.map(|at| in_zone(at.to_utc(), scope.zone)),
            response: state(TargetName::Response),
            resolution: state(TargetName::Resolution),
        }
    }
}

impl Breach {
    fn of(verdict: &Verdict) -> Self {
        Self {
            id: verdict.id.clone(),
            title: verdict.title.clone(),
            target: verdict.target,
            promised: verdict.promised.clone(),
            priority: verdict.priority.clone(),
            due_at: verdict.due_at,
            stop: verdict.stop,
            overrun_s: -verdict.remaining_s,
        }
    }
}

impl VoidedTarget {
    fn of(void: &Voided, contract: Option<&Contract>) -> Self {
        // An agent may have agreed in their stead; no agent is named.
        let is_contact =
            |who: &&String| contract.is_some_and(|contract| contract.contacts.get(who).is_some());
        Self {
            id: void.verdict.id.clone(),
            title: void.verdict.title.clone(),
            target: void.verdict.target,
            void_at: void.void_at,
            reason: void.reason.clone(),
            agreed_by: void.agreed_by.as_ref().filter(is_contact).cloned(),
            after_breach: void.after_breach,
        }
    }
}

impl GrantedTarget {
    fn of(granted: &GrantedByDesk) -> Self {
        Self {
            id: granted.verdict.id.clone(),
            title: granted.verdict.title.clone(),
            target: granted.verdict.target,
            granted_at: granted.granted_at,
            state: granted.verdict.state,
        }
    }
}

impl Pending {
    fn of(case: &Case<'_>, scope: &Scope) -> Self {
        let fields = &case.ticket.fields;
        let is_waiting = case.status == Status::Waiting;
        Self {
            id: case.ticket.id.clone(),
            title: case.ticket.title().to_owned(),
            priority: fields.priority.clone(),
            status: case.status,
            waiting_on: fields.waiting_on.filter(|_| is_waiting),
            opened_at: in_zone(case.opened_at.to_utc(), scope.zone),
            promised_on: fields.promised_on,
        }
    }
}

impl Worked {
    fn add(&mut self, part: &Part<'_>) {
        for (event, seconds) in part.worked() {
            self.total_s += seconds;
            if event.detail(&Detail::Place) == Some("onsite") {
                self.onsite_s += seconds;
            }
            if event.is(&Detail::Free) {
                self.free_s += seconds;
            }
        }
    }
}
