//! One ticket and one target.

use std::cmp::Ordering;

use chrono::DateTime;
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::Second;
use crate::core::contract::TargetName;
use crate::core::duration::Seconds;
use crate::core::fields::{Fields, Kind};
use crate::core::id::TicketId;
use crate::core::sla::{Clock, Clocks, Granted, State};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::when::in_zone;
use crate::core::zone::Zone;

use super::kept::Words;
use super::measure::Ratio;
use super::scope::Window;

/// One clock of one ticket, with what a reader needs to find it again. Times
/// are in the report's zone; spans are seconds of the target's own hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verdict {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// The customer of the contract that binds; `default` where theirs is
    /// missing.
    pub contract: String,
    /// Whose ticket it is.
    pub customer: Option<String>,
    /// Which promise.
    pub target: TargetName,
    /// The promise as the contract has it: `business 4h`.
    pub promised: String,
    /// The priority under which it ran.
    pub priority: String,
    /// Whether that is the one for tickets nobody has classified.
    pub unclassified: bool,
    /// What it is about.
    pub kind: Option<Kind>,
    /// The category.
    pub category: Option<String>,
    /// How it came in.
    pub channel: Option<String>,
    /// Who has it.
    pub agent: Option<String>,
    /// Where the clock stands.
    pub state: State,
    /// Whether the report was the response.
    pub answered_live: bool,
    /// When the requester made contact.
    pub opened_at: Timestamp,
    /// When the clock began.
    pub start: Timestamp,
    /// When it stopped.
    pub stop: Option<Timestamp>,
    /// What a customer is told; null while it is paused.
    pub due_at: Option<Timestamp>,
    /// The first second that would be, or was, too much.
    pub breach_at: Option<Timestamp>,
    /// Seconds used.
    pub elapsed_s: Seconds,
    /// Seconds that may be used.
    pub budget_s: Seconds,
    /// Seconds left; negative is the overrun.
    pub remaining_s: Seconds,
    /// Tenths of a percent of the budget, cut.
    pub permille: Seconds,
    /// Of an update: words in time of those that were due until then; null
    /// where none was.
    pub updates: Option<Words>,
}

impl Verdict {
    /// By when tickets were opened.
    pub(in crate::core::report) fn in_order(&self, other: &Self) -> Ordering {
        (self.opened_at, &self.id).cmp(&(other.opened_at, &other.id))
    }

    /// `fields` are those at the fact that it states.
    pub(in crate::core::report) fn of(
        ticket: &Ticket,
        fields: &Fields,
        clocks: &Clocks,
        clock: &Clock,
        zone: Zone,
    ) -> Self {
        let unclassified = fields.priority.is_none();
        let priority = fields.priority.as_ref().unwrap_or(&clocks.priority);
        let opened_at = ticket.opened_at();
        let local = |at: Option<Second>| at.and_then(|at| instant(at, zone));
        Self {
            id: ticket.id.clone(),
            title: ticket.title().to_owned(),
            contract: clocks.contract.clone(),
            customer: fields.customer.clone(),
            target: clock.target,
            promised: clock.span.to_string(),
            priority: priority.clone(),
            unclassified,
            kind: fields.kind,
            category: fields.category.clone(),
            channel: fields.channel.clone(),
            agent: fields.assignee.clone(),
            state: clock.state,
            answered_live: clock.answered_live,
            opened_at: in_zone(opened_at.to_utc(), zone),
            start: local(Some(clock.start)).unwrap_or(opened_at),
            stop: local(clock.stop),
            due_at: local(clock.due_at),
            breach_at: local(clock.breach_at),
            elapsed_s: clock.elapsed,
            budget_s: clock.budget,
            remaining_s: clock.remaining(),
            permille: clock.permille(),
            updates: Words::of(Ratio {
                numerator: clock.words.iter().filter(|word| word.in_time).count(),
                denominator: clock.words.len(),
            }),
        }
    }
}

fn instant(at: Second, zone: Zone) -> Option<Timestamp> {
    DateTime::from_timestamp(at, 0).map(|at| in_zone(at, zone))
}

/// A target that binds nobody any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Voided {
    /// The clock when it ended.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// When it became void.
    pub void_at: Timestamp,
    /// How the ticket was cancelled, `agreed` or `out of scope`.
    pub reason: String,
    /// Who gave it up.
    pub agreed_by: Option<String>,
    /// Whether it had been breached by then.
    pub after_breach: bool,
}

impl Voided {
    pub(super) fn of(verdict: Verdict, clock: &Clock, at: Second, zone: Zone) -> Option<Self> {
        let (reason, agreed_by) = clock.void.as_ref()?.reason();
        Some(Self {
            verdict,
            void_at: instant(at, zone)?,
            reason: reason.to_owned(),
            agreed_by: agreed_by.map(str::to_owned),
            after_breach: clock.void_after_breach,
        })
    }
}

/// A target that the desk gave up without the customer: it counts as before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GrantedByDesk {
    /// The clock as it stands.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// When it was granted.
    pub granted_at: Timestamp,
    /// The agent who granted it.
    pub granted_by: String,
}

impl GrantedByDesk {
    pub(super) fn of(verdict: Verdict, granted: &Granted, zone: Zone) -> Option<Self> {
        Some(Self {
            verdict,
            granted_at: instant(granted.at, zone)?,
            granted_by: granted.by.clone(),
        })
    }
}

/// A breach under a priority that the ticket no longer has. In no denominator:
/// the verdict is the current target's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BrokenEarlier {
    /// The ticket.
    pub id: TicketId,
    /// Its title.
    pub title: String,
    /// The customer of the contract.
    pub contract: String,
    /// Which promise.
    pub target: TargetName,
    /// The priority then; null: not classified yet.
    pub priority_then: Option<String>,
    /// The priority it has.
    pub priority_now: String,
    /// When.
    pub breach_at: Timestamp,
}

/// Those that were breached in the time, and those whose target concluded in
/// it: a verdict is not read without what was done to it.
pub(super) fn earlier(
    ticket: &Ticket,
    clocks: &Clocks,
    span: &Window,
    zone: Zone,
) -> impl Iterator<Item = BrokenEarlier> {
    let concluded = |target| clocks.get(target).and_then(Clock::concluded_at);
    let earlier = clocks.earlier.iter().filter(move |earlier| {
        span.holds(earlier.breach_at) || concluded(earlier.target).is_some_and(|at| span.holds(at))
    });
    earlier.filter_map(move |earlier| {
        Some(BrokenEarlier {
            id: ticket.id.clone(),
            title: ticket.title().to_owned(),
            contract: clocks.contract.clone(),
            target: earlier.target,
            priority_then: earlier.priority.clone(),
            priority_now: clocks.priority.clone(),
            breach_at: instant(earlier.breach_at, zone)?,
        })
    })
}
