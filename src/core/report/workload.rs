//! Who has how much to do.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::calendar::NeverOpens;
use crate::core::duration::Seconds;
use crate::core::fields::{Set, Status};
use crate::core::ordered::Ordered;
use crate::core::policy::Policy;
use crate::core::sla::Agreements;

use super::book::{Book, Wanted};
use super::heading::{Heading, Report};
use super::kept::ByTarget;
use super::parts::parts;
use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::Tickets;

/// Each agent's part of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Workload {
    /// Those who have the most open first; null is nobody: the queues.
    pub agents: Vec<Load>,
}

/// The part of one agent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Load {
    /// The agent's handle; null: nobody has the tickets.
    pub agent: Option<String>,
    /// Tickets the agent had at the report's instant and that were worked on.
    pub open: usize,
    /// Tickets that became the agent's in the period, each once in a month.
    pub received: usize,
    /// Tickets that the agent resolved in the period, each once in a month.
    pub resolved: usize,
    /// Time of work of the agent that began in the period.
    pub logged_s: Seconds,
    /// What the period counts of tickets that were the agent's at the fact, or
    /// that were nobody's when the agent stopped the clock.
    pub compliance: ByTarget,
}

/// The workload of a period.
///
/// # Errors
/// A calendar that never opens again, or the tickets cannot be read.
pub fn workload<T: Tickets>(
    tickets: T,
    policy: &Policy,
    agreements: &Agreements<'_>,
    scope: &Scope,
) -> Result<Report<Workload>, T::Error>
where
    T::Error: From<NeverOpens>,
{
    let known = recorded(tickets.all()?, scope);
    let wanted = Wanted {
        agents: true,
        ..Wanted::default()
    };
    let book = Book::new(&known.tickets, agreements, scope, &wanted)?;
    let parts = parts(&known.tickets, scope);
    let mut loads = Loads::default();
    // An agent without a ticket is worth a row: there is room.
    for agent in policy.agents.iter().flat_map(Ordered::keys) {
        loads.of(Some(agent));
    }
    for part in &parts {
        for case in &part.cases() {
            loads.take(case, &part.span);
        }
        for (event, seconds) in part.worked() {
            loads.of(Some(&event.by)).logged_s += seconds;
        }
    }
    drop(parts);
    for (agent, kept) in &book.agents {
        loads.of(agent.as_deref()).compliance += *kept;
    }
    let snapshot = Snapshot::of(known, scope);
    let heading = Heading::new(&snapshot, scope);
    for case in snapshot
        .cases()
        .iter()
        .filter(|case| case.status.is_active())
    {
        loads.of(case.ticket.fields.assignee.as_deref()).open += 1;
    }
    let mut agents: Vec<Load> = loads.0.into_values().collect();
    // The map had the names in order, and the sort is stable.
    agents.sort_by_key(|load| (load.agent.is_none(), Reverse(load.open)));
    Ok(Report {
        heading,
        figures: Workload { agents },
    })
}

#[derive(Default)]
struct Loads(BTreeMap<Option<String>, Load>);

impl Loads {
    fn of(&mut self, agent: Option<&str>) -> &mut Load {
        let agent = agent.map(str::to_owned);
        let load = self.0.entry(agent.clone()).or_default();
        load.agent = agent;
        load
    }

    fn take(&mut self, case: &Case<'_>, span: &Window) {
        let (mut received, mut resolved) = (BTreeSet::new(), BTreeSet::new());
        let mut owner: Option<&str> = None;
        let mut status = None;
        for event in &case.ticket.timeline {
            let (had, was) = (owner, status);
            for set in &event.set.0 {
                match set {
                    Set::Assignee(agent) => owner = agent.as_deref(),
                    Set::Status(now) => status = *now,
                    _ => {}
                }
            }
            if !span.contains(event.at) {
                continue;
            }
            received.extend(owner.filter(|_| owner != had));
            if status == Some(Status::Resolved) && was != status {
                resolved.insert(event.by.as_str());
            }
        }
        for agent in received {
            self.of(Some(agent)).received += 1;
        }
        for agent in resolved {
            self.of(Some(agent)).resolved += 1;
        }
    }
}
