//! Clocks of the store's tickets: for lists, for queries, and as they stood.

use crate::core::contract::TargetName;
use crate::core::query::Query;
use crate::core::reach::Reach;
use crate::core::sla::{Agreements, Board, Contracts, Explanation, Watched};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::error::line;
use crate::render::clocks::Scene;

use super::Desk;

/// An instant that clocks are asked about.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// Whether it was asked for: then what happened at it, or after it, has
    /// not happened.
    is_asked: bool,
}

/// The tickets that a contract binds, and how many it does not.
#[derive(Debug)]
pub struct Watch {
    /// The most urgent first.
    pub tickets: Vec<Watched>,
    /// The tickets about which nobody promised anything.
    pub unbound: usize,
}

impl Moment {
    /// The ticket as it stood then; none if it was not filed yet.
    fn past(self, mut ticket: Ticket) -> Option<Ticket> {
        if self.is_asked {
            ticket.rewind(|event| event.at < self.at);
        } else if ticket.timeline.iter().any(|event| event.at > self.at) {
            ticket.rewind(|event| event.at <= self.at);
        }
        (!ticket.timeline.is_empty()).then_some(ticket)
    }
}

impl Desk {
    /// What times are told against: now, in the desk's own zone.
    #[must_use]
    pub fn scene(&self) -> Scene {
        self.scene_at(self.now())
    }

    /// What times are told against at an instant.
    #[must_use]
    pub fn scene_at(&self, as_of: Timestamp) -> Scene {
        Scene {
            as_of,
            home: self.policy.timezone,
        }
    }

    /// The instant as typed, else now.
    pub fn moment(&self, as_of: Option<&str>) -> anyhow::Result<Moment> {
        let at = as_of.map(|text| self.when(text)).transpose()?;
        Ok(Moment {
            at: at.unwrap_or_else(|| self.now()),
            is_asked: at.is_some(),
        })
    }

    /// The clocks of tickets as of now, to be shown beside other things: where
    /// contracts cannot be used, that is said and there are none.
    #[must_use]
    pub fn board(&self, tickets: &[Ticket]) -> Board {
        let now = self.now().timestamp();
        let board = self.by_agreements(|agreements| {
            // A desk that promises nothing need not look at its timelines.
            let asked = if agreements.promise_anything() {
                tickets
            } else {
                &[]
            };
            Ok(agreements.board(asked, now))
        });
        board.unwrap_or_else(|error| {
            self.warn(&line(&error));
            Board::default()
        })
    }

    /// The tickets that answer a query, with their clocks, all as of a moment.
    pub fn watch(&self, query: &Query, moment: Moment) -> anyhow::Result<Watch> {
        let tickets = self.tickets_within(&Reach {
            changed_after: Some(moment.at.timestamp() - 1),
            ..query.reach()
        })?;
        if let Some(error) = query.unknown_field(&tickets) {
            return Err(error.into());
        }
        self.by_agreements(|agreements| {
            let mut tickets: Vec<Ticket> = tickets
                .into_iter()
                .filter_map(|ticket| moment.past(ticket))
                .collect();
            tickets.retain(|ticket| answers(query, ticket, agreements, moment.at));
            let all = tickets.len();
            let tickets = agreements.watch(tickets, moment.at.timestamp())?;
            Ok(Watch {
                unbound: all - tickets.len(),
                tickets,
            })
        })
    }

    /// The clocks of a ticket as of a moment, with all that moved them: one of
    /// them, or all.
    pub fn explain(
        &self,
        reference: &str,
        target: Option<TargetName>,
        moment: Moment,
    ) -> anyhow::Result<Explanation> {
        let ticket = self.ticket(reference)?;
        let id = ticket.id.clone();
        let Some(ticket) = moment.past(ticket) else {
            return Err(super::DeskError::NotYet { id, at: moment.at }.into());
        };
        self.by_agreements(|agreements| {
            Ok(agreements.explanation(ticket, target, moment.at.timestamp())?)
        })
    }

    /// What clocks depend on, if a query asks for clocks: contracts are not
    /// read for one that does not.
    pub(super) fn contracts_for(&self, query: &Query) -> anyhow::Result<Option<Contracts>> {
        if !query.asks_for_clocks() {
            return Ok(None);
        }
        let contracts = Contracts {
            policy: self.policy.clone(),
            calendars: self.calendars()?,
            contracts: self.contracts()?.read,
        };
        contracts.agreements()?;
        Ok(Some(contracts))
    }

    /// Keeps the tickets that answer a query as of now.
    pub(super) fn keep_matching(
        &self,
        tickets: &mut Vec<Ticket>,
        query: &Query,
    ) -> anyhow::Result<()> {
        let Some(contracts) = self.contracts_for(query)? else {
            tickets.retain(|ticket| query.matches(ticket, || None));
            return Ok(());
        };
        let agreements = contracts.agreements()?;
        let now = self.now();
        tickets.retain(|ticket| answers(query, ticket, &agreements, now));
        Ok(())
    }
}

/// Whether a ticket answers a query. A clock that can never be due, because its
/// calendar never opens again, is neither late nor at risk.
pub(super) fn answers(
    query: &Query,
    ticket: &Ticket,
    agreements: &Agreements<'_>,
    at: Timestamp,
) -> bool {
    query.matches(ticket, || {
        agreements.clocks(ticket, at.timestamp()).ok().flatten()
    })
}
