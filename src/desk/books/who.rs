//! Who acts, and who may decide.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::core::contract::{Contact, approving};
use crate::core::ordered::Ordered;
use crate::core::policy::is_me;
use crate::core::ticket::Ticket;
use crate::store::git::GitError;

use super::{Books, DeskError};

/// Who may approve, by customer.
#[derive(Debug)]
pub struct Approvers {
    contacts: HashMap<Option<String>, Ordered<Contact>>,
    agents: Vec<String>,
}

impl Approvers {
    /// Those of a ticket: contacts, then agents; nobody in particular where
    /// neither is listed.
    #[must_use]
    pub fn of(&self, ticket: &Ticket) -> Vec<String> {
        let contacts = self.contacts_of(ticket).map(approving);
        let contacts = contacts.into_iter().flatten().map(str::to_owned);
        contacts.chain(self.agents.iter().cloned()).collect()
    }

    /// The contacts of the ticket's customer, those who may not approve too.
    #[must_use]
    pub fn contacts_of(&self, ticket: &Ticket) -> Option<&Ordered<Contact>> {
        self.contacts.get(&ticket.fields.customer)
    }

    /// Those who speak for the desk; empty where it lists none.
    #[must_use]
    pub fn agents(&self) -> &[String] {
        &self.agents
    }
}

impl Books {
    /// Who acts: what was said, else the agent of git's address, else (where
    /// no agents are listed) the address's local part.
    pub fn agent(&self) -> anyhow::Result<String> {
        let said = self.options.agent.as_deref();
        if let Some(text) = said.filter(|text| !is_me(text)) {
            return self.handle(text);
        }
        let email = match self.store.repository().committer() {
            Ok(identity) => identity.email,
            Err(GitError::NoIdentity { keys }) if keys.contains(&"user.email") => {
                return Err(DeskError::Nobody.into());
            }
            Err(error) => return Err(error.into()),
        };
        match (self.policy.agent_by_email(&email), &self.policy.agents) {
            (Some(handle), _) => Ok(self.policy.handle_on(handle, self.acting_day()?)?),
            (None, Some(_)) => Err(DeskError::Stranger { email }.into()),
            (None, None) => match email.split('@').next() {
                Some(local) if !local.is_empty() => Ok(local.to_owned()),
                _ => Err(DeskError::Nobody.into()),
            },
        }
    }

    /// An agent as typed, who is at the desk when it happens; `me` and `@me` are
    /// whoever acts.
    pub fn handle(&self, text: &str) -> anyhow::Result<String> {
        if is_me(text) {
            return self.agent();
        }
        Ok(self.policy.handle_on(text, self.acting_day()?)?)
    }

    /// Who decided, as typed: a contact or an agent; `me` and `@me` are whoever
    /// acts.
    pub fn who(&self, text: &str) -> anyhow::Result<String> {
        if is_me(text) {
            return self.agent();
        }
        Ok(text.to_owned())
    }

    /// The day on which it happens, in the store's zone.
    fn acting_day(&self) -> anyhow::Result<NaiveDate> {
        Ok(self.acting_at()?.date_naive())
    }

    /// Who acts, if anybody does: what `me` stands for in a query.
    #[must_use]
    pub fn me(&self) -> Option<String> {
        self.agent().ok()
    }

    /// Who may approve each of these tickets: the contacts of its contract who
    /// approve, and the agents.
    pub fn approvers_of(&self, references: &[String]) -> anyhow::Result<Approvers> {
        let mut by_customer = HashMap::new();
        for reference in references {
            let customer = self.ticket(reference)?.fields.customer;
            if let Some(contract) = match &customer {
                Some(customer) => self.contract(customer)?,
                None => None,
            } {
                by_customer.insert(customer, contract.contacts);
            }
        }
        let agents = self.policy.agents.iter().flat_map(Ordered::keys);
        let here = agents.filter(|handle| self.handle(handle).is_ok());
        Ok(Approvers {
            contacts: by_customer,
            agents: here.map(str::to_owned).collect(),
        })
    }
}
