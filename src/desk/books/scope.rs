//! What a contract does not cover.

use crate::core::change::Change;
use crate::core::contract::{Contract, DEFAULT, Scope, Terms};
use crate::core::event::{Event, Name};
use crate::core::fields::Set;
use crate::core::refusal::Refusal;
use crate::core::ticket::Ticket;
use crate::core::words::listed;
use crate::core::zone::Zone;

use super::Books;

impl Books {
    /// Of each ticket that was just classified, or given another service or
    /// customer: a sentence where its service is out of its contract's scope.
    /// Nothing is refused: the work is recorded, and what becomes of it is for a
    /// person to decide.
    pub fn out_of_scope(&self, changes: &[Change]) -> Vec<String> {
        let is_judged = |event: &Event| {
            let mut sets = event.set.0.iter();
            event.event == Name::Classified
                || sets.any(|set| matches!(set, Set::Service(_) | Set::Customer(_)))
        };
        let judged = changes
            .iter()
            .filter(|change| change.events().iter().any(is_judged));
        judged
            .filter_map(|change| self.outside(&change.after))
            .collect()
    }

    fn outside(&self, ticket: &Ticket) -> Option<String> {
        let fields = &ticket.fields;
        let contract = self.contract_of(ticket)?;
        let terms = self.terms_of(&contract, ticket)?;
        let service = fields.service.as_deref();
        let service = service.filter(|service| !terms.covers(Some(service)))?;
        let (id, customer) = (&ticket.id, fields.customer.as_deref().unwrap_or(DEFAULT));
        let excluded = excluded(&terms.scope);
        Some(format!(
            "{id}: {service} is out of scope for {customer}{excluded}: nothing is promised; \
             bitacora cancel {id} --as out-of-scope if it is not taken on."
        ))
    }

    /// A service as typed: one of the desk's, or what a contract excludes.
    ///
    /// # Errors
    /// A word that is neither.
    pub fn choose_service(&self, text: &str) -> anyhow::Result<String> {
        match self.policy.choose_service(text) {
            Err(refusal @ Refusal::Unknown { .. }) => {
                let contracts = self.contracts()?;
                let mut excluded = contracts.read.iter().flat_map(Contract::excluded);
                let text = text.trim();
                match excluded.find(|word| *word == text) {
                    Some(word) => Ok(word.to_owned()),
                    None => Err(refusal.into()),
                }
            }
            chosen => Ok(chosen?),
        }
    }

    /// Refuses a service that only other customers' contracts exclude.
    ///
    /// # Errors
    /// A service that is neither of the desk's nor excluded by the contract.
    pub fn admit_service(
        &self,
        customer: Option<&str>,
        service: Option<&str>,
    ) -> anyhow::Result<()> {
        let is_listed = |service: &str| {
            let listed = self.policy.services.as_ref();
            listed.is_none_or(|listed| listed.iter().any(|known| known == service))
        };
        let Some(service) = service.filter(|service| !is_listed(service)) else {
            return Ok(());
        };
        let contract = self.contract(customer.unwrap_or(DEFAULT))?;
        let mut excluded = contract.iter().flat_map(Contract::excluded);
        if excluded.any(|word| word == service) {
            return Ok(());
        }
        self.policy.choose_service(service)?;
        Ok(())
    }

    /// As [`Books::admit_service`], for the customers of tickets.
    ///
    /// # Errors
    /// As there, and a ticket that cannot be read.
    pub fn admit_service_of(
        &self,
        references: &[String],
        service: Option<&str>,
    ) -> anyhow::Result<()> {
        if service.is_none() {
            return Ok(());
        }
        references.iter().try_for_each(|reference| {
            let customer = self.ticket(reference)?.fields.customer;
            self.admit_service(customer.as_deref(), service)
        })
    }

    /// The zone of the contract that binds a ticket, else the store's.
    #[must_use]
    pub fn zone_of(&self, ticket: &Ticket) -> Zone {
        let contract = self.contract_of(ticket);
        let terms = contract
            .as_ref()
            .and_then(|contract| self.terms_of(contract, ticket));
        terms.map_or(self.policy.timezone, |terms| terms.zone(&self.policy))
    }

    /// The contract of a ticket's customer, else the default one. One that
    /// cannot be read is for `check`: work is recorded whatever is wrong with
    /// it, and the default one does not stand in for it.
    fn contract_of(&self, ticket: &Ticket) -> Option<Contract> {
        let own = ticket.fields.customer.as_deref();
        let own = own.map_or(Ok(None), |customer| self.contract(customer));
        match own.ok()? {
            None => self.contract(DEFAULT).ok()?,
            own => own,
        }
    }

    fn terms_of<'a>(&self, contract: &'a Contract, ticket: &Ticket) -> Option<&'a Terms> {
        let opened_at = ticket.fields.opened_at?;
        contract.terms_at(opened_at, &self.policy)
    }
}

fn excluded(scope: &Scope) -> String {
    match scope.excluded.as_slice() {
        [] => String::new(),
        excluded => format!(" (excluded: {})", listed(excluded, "and")),
    }
}
