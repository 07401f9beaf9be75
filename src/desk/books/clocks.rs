//! Clocks of the store's tickets: for lists, for queries, and as they stood.

use crate::core::book::{Explanation, booked};
use crate::core::contract::TargetName;
use crate::core::query::Query;
use crate::core::reach::Reach;
use crate::core::remark::RemarkCode;
use crate::core::sla::{Agreements, Basis, Board, Noted, Watched};
use crate::core::stamp::{AsOf, Timestamp};
use crate::core::ticket::Ticket;
use crate::core::told::line;

use super::Books;

/// The tickets that a contract binds, and how many it does not.
#[derive(Debug)]
pub struct Watch {
    /// The most urgent first.
    pub tickets: Vec<Watched>,
    /// The tickets about which nobody promised anything.
    pub unbound: usize,
    /// The tickets whose contract cannot be read.
    pub unread: usize,
}

impl Books {
    /// The instant as typed, else now.
    pub fn as_of(&self, text: Option<&str>) -> anyhow::Result<AsOf> {
        Ok(match text {
            Some(text) => AsOf::end(self.when(text)?),
            None => AsOf::now(self.now()),
        })
    }

    /// The clocks of tickets as of now, to be shown beside other things: where
    /// contracts cannot be used, that is said and there are none.
    #[must_use]
    pub fn board(&self, tickets: &[Ticket]) -> Board {
        self.shown(self.by_agreements(|agreements| Ok(self.clocks_of(tickets, agreements))))
    }

    /// The same where the answer is about these tickets alone: other contracts
    /// than theirs may be unreadable.
    #[must_use]
    pub fn own_board(&self, tickets: &[Ticket]) -> Board {
        let read = |agreements: &Agreements<'_>| Ok(self.clocks_of(tickets, agreements));
        self.shown(self.by_agreements_of(tickets, read))
    }

    fn clocks_of(&self, tickets: &[Ticket], agreements: &Agreements<'_>) -> Board {
        // A desk that promises nothing need not look at its timelines.
        let asked = if agreements.promise_anything() {
            tickets
        } else {
            &[]
        };
        agreements.board(asked, self.now().timestamp())
    }

    fn shown(&self, board: anyhow::Result<Board>) -> Board {
        board.unwrap_or_else(|error| {
            self.gap(RemarkCode::Clocks, line(&error));
            Board::default()
        })
    }

    /// The tickets that answer a query, with their clocks, all as of an instant.
    pub fn watch(&self, query: &Query, as_of: AsOf) -> anyhow::Result<Watch> {
        let reach = Reach {
            changed_after: Some(as_of.until.timestamp() - 1),
            timelines: true,
            ..query.reach()
        };
        let tickets = self.tickets_within(&reach)?;
        if let Some(error) = query.unknown_field(&tickets) {
            return Err(error.into());
        }
        self.by_agreements(|agreements| {
            let mut tickets: Vec<Ticket> = tickets
                .into_iter()
                .filter_map(|ticket| past(ticket, as_of))
                .collect();
            tickets.retain(|ticket| answers(query, ticket, agreements, as_of.at));
            let all = tickets.len();
            let unread = |ticket: &&Ticket| agreements.is_unread(&ticket.fields);
            let unread = tickets.iter().filter(unread).count();
            let tickets = agreements.watch(tickets, as_of.at.timestamp())?;
            Ok(Watch {
                unbound: all - tickets.len() - unread,
                unread,
                tickets,
            })
        })
    }

    /// The clocks of a ticket as of an instant, with all that moved them: one of
    /// them, or all.
    pub fn explain(
        &self,
        reference: &str,
        target: Option<TargetName>,
        as_of: AsOf,
    ) -> anyhow::Result<Explanation> {
        let ticket = self.ticket(reference)?;
        let id = ticket.id.clone();
        let Some(ticket) = past(ticket, as_of) else {
            return Err(super::DeskError::NotYet { id, at: as_of.at }.into());
        };
        let tickets = std::slice::from_ref(&ticket);
        self.by_agreements_of(tickets, |agreements| {
            let mut ticket = ticket.clone();
            ticket.timeline.sort_by(|a, b| a.order().cmp(&b.order()));
            let mut booked = booked(agreements, &ticket, as_of)?;
            booked.retain(|booked| target.is_none_or(|target| booked.target == target));
            let explanation = Explanation::of(agreements, ticket, target, as_of.at.timestamp())?;
            Ok(Explanation {
                booked,
                ..explanation
            })
        })
    }

    /// What clocks depend on, if a query asks for clocks: contracts are not
    /// read for one that does not.
    pub(super) fn basis_for(&self, query: &Query) -> anyhow::Result<Option<Basis>> {
        if !query.asks_for_clocks() {
            return Ok(None);
        }
        let basis = Basis {
            policy: self.policy.clone(),
            calendars: self.calendars()?,
            contracts: self.contracts()?,
            noted: Noted::default(),
        };
        basis.agreements()?;
        Ok(Some(basis))
    }
}

/// The ticket as it stood then; none if it was not filed yet.
fn past(mut ticket: Ticket, as_of: AsOf) -> Option<Ticket> {
    if !ticket.timeline.iter().all(|event| event.at < as_of.until) {
        ticket.stand_before(as_of.until);
    }
    (!ticket.timeline.is_empty()).then_some(ticket)
}

/// Whether a ticket answers a query. A clock that can never be due, because its
/// calendar never opens again, is neither late nor at risk.
fn answers(query: &Query, ticket: &Ticket, agreements: &Agreements<'_>, at: Timestamp) -> bool {
    query.matches(ticket, || {
        agreements.clocks(ticket, at.timestamp()).ok().flatten()
    })
}

/// Whether a ticket answers a query; agreements are those that a query about
/// clocks has.
pub(super) fn asks_for(
    query: &Query,
    agreements: Option<&Agreements<'_>>,
    at: Timestamp,
) -> impl Fn(&Ticket) -> bool + Sync {
    move |ticket| match agreements {
        Some(agreements) => answers(query, ticket, agreements, at),
        None => query.matches(ticket, || None),
    }
}
