//! Reading: tickets, contracts, and what a reference means.

use crate::core::contract::Contract;
use crate::core::id::TicketId;
use crate::core::policy::Policy;
use crate::core::query::{Query, Scene};
use crate::core::ticket::Ticket;
use crate::store::layout;
use crate::store::ticket_file::TicketFile;

use super::{Desk, DeskError};

impl Desk {
    /// Every ticket that can be read. What is wrong with the others is said on
    /// standard error: a bad file hides nothing else.
    pub fn tickets(&self) -> anyhow::Result<Vec<Ticket>> {
        let listing = self.store.tickets()?;
        for fault in &listing.faults {
            self.warn(&fault.to_string());
        }
        Ok(listing.files.into_iter().map(|file| file.ticket).collect())
    }

    /// The tickets that answer a query.
    pub fn query(&self, text: &str) -> anyhow::Result<Vec<Ticket>> {
        let query = self.parse_query(text)?;
        self.matching(&query)
    }

    /// Reads a query.
    pub fn parse_query(&self, text: &str) -> anyhow::Result<Query> {
        self.parse_query_by(text, &self.policy)
    }

    /// Reads a query whose values and days are those of a policy.
    pub(super) fn parse_query_by(&self, text: &str, policy: &Policy) -> anyhow::Result<Query> {
        let me = self.me();
        let scene = Scene {
            policy,
            now: self.options.now,
            me: me.as_deref(),
        };
        Ok(Query::parse(text, &scene)?)
    }

    /// The tickets that answer a query that is already read.
    pub fn matching(&self, query: &Query) -> anyhow::Result<Vec<Ticket>> {
        let mut tickets = self.tickets()?;
        if let Some(error) = query.unknown_field(&tickets) {
            return Err(error.into());
        }
        tickets.retain(|ticket| query.matches(ticket));
        Ok(tickets)
    }

    /// The ticket of a reference.
    pub fn ticket(&self, reference: &str) -> anyhow::Result<Ticket> {
        Ok(self.ticket_file(reference)?.ticket)
    }

    /// The file of a reference, as it lies there.
    pub fn ticket_file(&self, reference: &str) -> anyhow::Result<TicketFile> {
        let id = self.id(reference)?;
        let path = layout::ticket(&id);
        let bytes = self
            .store
            .read(&path)?
            .ok_or_else(|| DeskError::NoSuchTicket(reference.to_owned()))?;
        Ok(TicketFile::parse(&path, &bytes)?)
    }

    /// The id a reference means. A whole id needs no search.
    pub fn id(&self, reference: &str) -> anyhow::Result<TicketId> {
        let reference = reference.trim();
        if let Ok(id) = reference.parse::<TicketId>() {
            let is_there = self.store.exists(&layout::ticket(&id))?;
            return if is_there {
                Ok(id)
            } else {
                Err(DeskError::NoSuchTicket(reference.to_owned()).into())
            };
        }
        let paths = self.store.ticket_paths()?;
        let mut found: Vec<TicketId> = paths
            .iter()
            .filter_map(|path| layout::id_of(path))
            .filter(|id| id.ends_with(reference))
            .collect();
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(DeskError::NoSuchTicket(reference.to_owned()).into()),
            _ => Err(DeskError::Ambiguous {
                reference: reference.to_owned(),
                candidates: found.iter().take(10).map(ToString::to_string).collect(),
            }
            .into()),
        }
    }

    /// The ids of several references, each once.
    pub fn ids(&self, references: &[String]) -> anyhow::Result<Vec<TicketId>> {
        let mut ids = Vec::new();
        for reference in references {
            let id = self.id(reference)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// Every contract that can be read. One that cannot is named on standard
    /// error, and is as if it were not there.
    pub fn contracts(&self) -> anyhow::Result<Vec<Contract>> {
        let listing = self.store.contracts()?;
        for fault in &listing.faults {
            self.warn(&fault.to_string());
        }
        Ok(listing.files)
    }

    /// A customer's contract, if there is one.
    pub fn contract(&self, customer: &str) -> anyhow::Result<Option<Contract>> {
        let path = layout::contract(customer);
        match self.store.read(&path)? {
            Some(bytes) => Ok(Some(crate::store::config::contract(&path, &bytes)?)),
            None => Ok(None),
        }
    }
}
