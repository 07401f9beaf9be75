//! The clocks of many tickets at once.

use std::collections::HashMap;

use crate::core::calendar::{Calendars, NeverOpens, Second};
use crate::core::contract::Contracts;
use crate::core::id::TicketId;
use crate::core::parallel::in_parallel;
use crate::core::policy::Policy;
use crate::core::refusal::Refusal;
use crate::core::ticket::Ticket;
use crate::core::zone::Zone;

use super::{Agreements, Clocks, Noted, Standing};

/// What agreements are made from, kept where they cannot borrow it.
#[derive(Debug, Clone)]
pub struct Basis {
    /// What the desk agreed on.
    pub policy: Policy,
    /// The hours that contracts name.
    pub calendars: Calendars,
    /// What is promised to customers.
    pub contracts: Contracts,
    /// What clocks were read by that the policy has no more, of all agreements
    /// that were made from it.
    pub noted: Noted,
}

impl Basis {
    /// # Errors
    /// A contract that names a calendar which cannot be used.
    pub fn agreements(&self) -> Result<Agreements<'_>, Refusal> {
        let agreements = Agreements::new(&self.policy, &self.calendars, &self.contracts)?;
        Ok(agreements.noting(&self.noted))
    }
}

/// The clocks of tickets at one instant, by ticket; a ticket that no contract
/// binds has none.
#[derive(Debug, Default)]
pub struct Board(HashMap<TicketId, Clocks>);

impl Board {
    /// The clocks of a ticket.
    #[must_use]
    pub fn get(&self, ticket: &Ticket) -> Option<&Clocks> {
        self.0.get(&ticket.id)
    }

    /// Whether nobody promised anything about any of the tickets.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|clocks| clocks.clocks.is_empty())
    }
}

/// A ticket with its clocks, and the zone in which its customer is told what
/// is due.
#[derive(Debug)]
pub struct Watched {
    /// The ticket, as it stood then.
    pub ticket: Ticket,
    /// Its clocks.
    pub clocks: Clocks,
    /// The customer's zone.
    pub zone: Zone,
}

impl Agreements<'_> {
    /// The clocks of tickets. A clock that can never be due, because its
    /// calendar never opens again, leaves its ticket without any: a list is
    /// not lost for one contract.
    #[must_use]
    pub fn board<'t>(&self, tickets: impl IntoIterator<Item = &'t Ticket>, as_of: Second) -> Board {
        let tickets: Vec<&Ticket> = tickets.into_iter().collect();
        let clocks = in_parallel(&tickets, |ticket| {
            let clocks = self.clocks(ticket, as_of).ok().flatten()?;
            Some((ticket.id.clone(), clocks))
        });
        Board(clocks.into_iter().flatten().collect())
    }

    /// The tickets that a contract binds, the most urgent first: by standing,
    /// then by what is due next, then by id.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn watch(&self, tickets: Vec<Ticket>, as_of: Second) -> Result<Vec<Watched>, NeverOpens> {
        let clocks = in_parallel(&tickets, |ticket| self.clocks(ticket, as_of));
        let mut watched = Vec::new();
        for (ticket, clocks) in tickets.into_iter().zip(clocks) {
            let Some(clocks) = clocks? else {
                continue;
            };
            if !clocks.clocks.is_empty() {
                let zone = self.zone_of(&ticket);
                watched.push(Watched {
                    ticket,
                    clocks,
                    zone,
                });
            }
        }
        watched.sort_by_cached_key(|watched| {
            let standing = watched.clocks.standing();
            let due = watched.clocks.next_due().and_then(|clock| clock.due_at);
            (urgency(standing), due, watched.ticket.id.clone())
        });
        Ok(watched)
    }
}

/// The rank of a standing; where no clock runs any more, the last.
fn urgency(standing: Option<Standing>) -> usize {
    let place = |standing| Standing::ALL.iter().position(|known| *known == standing);
    standing.and_then(place).unwrap_or(Standing::ALL.len())
}
