//! Who may report: customers with a contract and their contacts.

use std::collections::BTreeSet;

use crate::core::policy::{choose, open_word};
use crate::core::refusal::Refusal;

use super::{Contract, DEFAULT};

const A_CUSTOMER: &str = "a customer with a contract";
const A_CONTACT: &str = "a contact of a contract";

/// Whose ticket it is and who reported it, as keys.
pub type Parties = (Option<String>, Option<String>);

/// The contracts of a store. Where there are none, any customer and any
/// requester is accepted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contracts {
    /// Those that can be read, by customer.
    pub read: Vec<Contract>,
    /// The customers whose contract cannot be read.
    pub unread: Vec<String>,
}

impl Contracts {
    /// Whether any customer and any requester is accepted: a default contract
    /// alone names nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customers().next().is_none()
    }

    /// The customers, also those whose contract cannot be read. The default
    /// contract is nobody's.
    pub fn customers(&self) -> impl Iterator<Item = &str> {
        let read = self.read.iter().map(|contract| &contract.customer);
        let all = read.chain(&self.unread).map(String::as_str);
        all.filter(|customer| *customer != DEFAULT)
    }

    /// The contacts of all customers, each key once.
    #[must_use]
    pub fn contacts(&self) -> Vec<&str> {
        let all = self.own().flat_map(|contract| contract.contacts.keys());
        let once: BTreeSet<&str> = all.collect();
        once.into_iter().collect()
    }

    fn own(&self) -> impl Iterator<Item = &Contract> + Clone {
        let own = self.read.iter();
        own.filter(|contract| contract.customer != DEFAULT)
    }

    /// Fills in and checks who reported: with contracts, the customer must
    /// have one, the requester must be one of its contacts, and a requester
    /// alone tells the customer.
    pub fn parties(
        &self,
        customer: Option<&str>,
        requester: Option<&str>,
    ) -> Result<Parties, Refusal> {
        if self.own().next().is_none() {
            let customer = customer.map(|text| open_word("a customer", text));
            let requester = requester.map(|text| open_word("a requester", text));
            return Ok((customer.transpose()?, requester.transpose()?));
        }
        let customer = customer
            .map(|text| {
                let known = self.own().map(|contract| contract.customer.as_str());
                choose(A_CUSTOMER, text, known)
            })
            .transpose()?;
        match requester {
            None => Ok((customer, None)),
            Some(requester) => {
                let (owner, key) = self.contact(customer.as_deref(), requester)?;
                Ok((Some(owner), Some(key)))
            }
        }
    }

    /// The contact that a text means, and whose it is.
    fn contact(&self, customer: Option<&str>, text: &str) -> Result<(String, String), Refusal> {
        let mut owners: Vec<(&str, String)> = Vec::new();
        let asked = self
            .own()
            .filter(|contract| customer.is_none_or(|key| key == contract.customer));
        for contract in asked.clone() {
            match choose(A_CONTACT, text, contract.contacts.keys()) {
                Ok(key) => owners.push((&contract.customer, key)),
                Err(ambiguous @ Refusal::Ambiguous { .. }) => return Err(ambiguous),
                Err(_) => {}
            }
        }
        let exact: Vec<&(&str, String)> = owners.iter().filter(|(_, key)| key == text).collect();
        match (exact.as_slice(), owners.as_slice()) {
            ([(owner, key)], _) | ([], [(owner, key)]) => Ok(((*owner).to_owned(), key.clone())),
            (_, []) => Err(Refusal::Unknown {
                what: A_CONTACT,
                value: text.to_owned(),
                known: asked
                    .flat_map(|contract| contract.contacts.keys())
                    .map(str::to_owned)
                    .collect(),
            }),
            _ => Err(Refusal::Ambiguous {
                value: text.to_owned(),
                candidates: owners
                    .iter()
                    .map(|(owner, key)| format!("{key} of {owner} (--customer {owner})"))
                    .collect(),
            }),
        }
    }
}
