//! The clocks of a ticket, by the rules of bitacora-sla(7).
//!
//! Every figure is computed from the timeline, the contract, the calendars and
//! an instant; none is stored. Instants are unix seconds ([`Second`]); spans
//! are seconds of the target's own hours.

mod agreements;
mod ask;
mod board;
mod explain;
mod facts;
mod heard;
mod measure;
#[cfg(test)]
mod tests;
mod worked;

use super::calendar::Second;
use super::contract::{Span, Stop, TargetName};
use super::duration::Seconds;
use super::fields::{WaitingOn, words};

pub use super::calendar::clock::State;
pub use agreements::{Agreements, Noted, Term, Unlisted};
pub use board::{Basis, Board, Watched};
pub use explain::{Explained, Reason, Stretch};
pub use heard::{Effect, Heard};
pub use worked::{Example, Occasion, Worked};

words! {
    /// Why a clock stood still.
    PauseKind {
        /// The requester owed an answer.
        Customer = "customer",
        /// A supplier owed something.
        Supplier = "supplier",
        /// A date agreed on.
        Schedule = "schedule",
        /// The ticket was resolved, until it came back.
        Resolved = "resolved",
    }
}

impl From<WaitingOn> for PauseKind {
    fn from(on: WaitingOn) -> Self {
        match on {
            WaitingOn::Customer => Self::Customer,
            WaitingOn::Supplier => Self::Supplier,
            WaitingOn::Schedule => Self::Schedule,
        }
    }
}

/// A stretch in which a clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Its first second.
    pub from: Second,
    /// The first second after it; none while it lasts.
    pub to: Option<Second>,
    /// Why.
    pub kind: PauseKind,
    /// Seconds of the budget that were used when it began.
    pub used: Seconds,
}

/// The reason of a target of which the record does not tell.
pub const UNKNOWN: &str = "unknown";

/// Why a clock binds nobody any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Void {
    /// The ticket ended without a resolution: how.
    Cancelled(&'static str),
    /// The customer gave it up: who agreed.
    Agreed(String),
    /// The contract does not cover the service.
    OutOfScope,
    /// It was imported from a system that did not say who answered when.
    Unknown,
}

impl Void {
    /// The word of it in reports, and who agreed.
    #[must_use]
    pub fn reason(&self) -> (&str, Option<&str>) {
        match self {
            Self::Cancelled(how) => (how, None),
            Self::Agreed(who) => ("agreed", Some(who)),
            Self::OutOfScope => ("out of scope", None),
            Self::Unknown => (UNKNOWN, None),
        }
    }
}

/// A waiver of the desk alone: the promise stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The agent who granted it.
    pub by: String,
    /// When.
    pub at: Second,
}

/// One clock of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Which promise it measures.
    pub target: TargetName,
    /// The promise as the contract has it.
    pub span: Span,
    /// What stops it.
    pub stops: Stop,
    /// Where it stands.
    pub state: State,
    /// When it began; of an update: when the desk last spoke.
    pub start: Second,
    /// When it stopped.
    pub stop: Option<Second>,
    /// Seconds that may be used.
    pub budget: Seconds,
    /// Seconds used.
    pub elapsed: Seconds,
    /// What a customer is told; none while it is paused.
    pub due_at: Option<Second>,
    /// The first second that would be, or was, too much; of a clock that has
    /// breached: when.
    pub breach_at: Option<Second>,
    /// What moved the deadline; those of the run that is shown.
    pub pauses: Vec<Pause>,
    /// Whether it runs and little is left, as the contract warns.
    pub at_risk: bool,
    /// Whether the report was the response.
    pub answered_live: bool,
    /// Why it is void.
    pub void: Option<Void>,
    /// When it became void.
    pub void_at: Option<Second>,
    /// Whether more than its budget had been used when it became void.
    pub void_after_breach: bool,
    /// Who granted it without the customer, if anybody did.
    pub granted: Option<Granted>,
    /// Of an update that came too late: the run that goes on since.
    pub again: Option<Box<Clock>>,
    /// Of an update: each word that was due, in order. None of a void one.
    pub words: Vec<Word>,
}

/// A word of the desk that was due: it came in time, or its term ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// When it came, or when it was late.
    pub at: Second,
    /// Whether it came in time.
    pub in_time: bool,
}

impl Clock {
    /// Seconds left; negative is the overrun.
    #[must_use]
    pub fn remaining(&self) -> Seconds {
        self.budget - self.elapsed
    }

    /// Tenths of a percent of the budget, rounded down: 100 % is never shown
    /// for less.
    #[must_use]
    pub fn permille(&self) -> Seconds {
        permille(self.elapsed, self.budget)
    }

    /// When it concluded: met at its stop, breached at its breach. A running
    /// or void clock has not.
    #[must_use]
    pub fn concluded_at(&self) -> Option<Second> {
        match self.state {
            State::Met => self.stop,
            State::Breached => self.breach_at,
            State::Running | State::Paused | State::Void => None,
        }
    }

    /// The run that is watched: the last one, also where an earlier one was
    /// late and the promise is broken for good.
    #[must_use]
    pub fn current(&self) -> &Self {
        self.again.as_deref().unwrap_or(self)
    }

    /// How urgent it is; a clock that no longer runs is not.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        if let Some(again) = &self.again {
            return again.standing();
        }
        match self.state {
            State::Breached if self.stop.is_none() => Some(Standing::Overdue),
            State::Running if self.at_risk => Some(Standing::AtRisk),
            State::Running => Some(Standing::Running),
            State::Paused => Some(Standing::Paused),
            State::Met | State::Breached | State::Void => None,
        }
    }

    /// Whether it is overdue and nothing has stopped it.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.standing() == Some(Standing::Overdue)
    }
}

fn permille(elapsed: Seconds, budget: Seconds) -> Seconds {
    // A target of one working date whose calendar has no hour left is empty.
    match budget {
        0 => 1_000,
        _ => i64::try_from(i128::from(elapsed) * 1_000 / i128::from(budget)).unwrap_or(i64::MAX),
    }
}

/// A breach under a priority the ticket no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Which promise.
    pub target: TargetName,
    /// The priority then; none: not classified yet.
    pub priority: Option<String>,
    /// When.
    pub breach_at: Second,
}

/// All clocks of a ticket at an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Response, resolution, update, as far as the contract has them.
    pub clocks: Vec<Clock>,
    /// Breached before it was re-prioritised.
    pub earlier: Vec<Earlier>,
    /// The priority whose targets run.
    pub priority: String,
    /// Whether that is the one for tickets nobody has classified.
    pub unclassified: bool,
    /// The customer whose contract binds; `default` where theirs is missing.
    pub contract: String,
}

impl Clocks {
    /// The clock of a target.
    #[must_use]
    pub fn get(&self, target: TargetName) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.target == target)
    }

    /// The running clock that is due first, or else the one overdue longest.
    #[must_use]
    pub fn next_due(&self) -> Option<&Clock> {
        let open = self.clocks.iter().map(Clock::current);
        let open = open.filter(|clock| clock.stop.is_none());
        open.filter(|clock| matches!(clock.state, State::Running | State::Breached))
            .filter(|clock| clock.due_at.is_some())
            .min_by_key(|clock| clock.due_at)
    }

    /// The worst that can be said: a clock overdue, at risk, running, paused.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        self.clocks.iter().filter_map(Clock::standing).min()
    }
}

words! {
    /// How urgent the clocks of a ticket make it, the worst first.
    Standing {
        /// A deadline has passed and nothing has stopped its clock.
        Overdue = "overdue",
        /// Little is left.
        AtRisk = "at-risk",
        /// There is time.
        Running = "running",
        /// Somebody else is on turn.
        Paused = "paused",
    }
}
