//! Who may report: customers with a contract and their contacts.

use std::collections::BTreeSet;

use crate::core::fields::Fields;
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

impl From<Vec<Contract>> for Contracts {
    /// Contracts that can all be read.
    fn from(read: Vec<Contract>) -> Self {
        Self {
            read,
            unread: Vec::new(),
        }
    }
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

    /// Whether the contract of a ticket with these fields names its service
    /// among what it excludes: that is a value of the field too.
    #[must_use]
    pub fn excludes(&self, fields: &Fields) -> bool {
        let customer = fields.customer.as_deref().unwrap_or(DEFAULT);
        let own = self
            .read
            .iter()
            .find(|contract| contract.customer == customer);
        let mut excluded = own.into_iter().flat_map(Contract::excluded);
        excluded.any(|word| fields.service.as_deref() == Some(word))
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

    /// What `open` would refuse of a ticket's parties: the field, and why. The
    /// contacts of a contract that cannot be read may be anybody.
    #[must_use]
    pub fn refused(&self, fields: &Fields) -> Option<(&'static str, Refusal)> {
        let unknown = |what, value: &str, known: Vec<&str>| Refusal::Unknown {
            what,
            value: value.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
        };
        if self.is_empty() {
            return None;
        }
        let customer = fields.customer.as_deref();
        let is_known = |key: &str| self.customers().any(|known| known == key);
        if let Some(key) = customer.filter(|key| !is_known(key)) {
            let known = self.customers().collect();
            return Some(("customer", unknown(A_CUSTOMER, key, known)));
        }
        let requester = fields.requester.as_deref()?;
        let known = match customer {
            Some(key) => self
                .read
                .iter()
                .find(|contract| contract.customer == key)?
                .contacts
                .keys()
                .collect(),
            None if self.unread.is_empty() => self.contacts(),
            None => return None,
        };
        let is_contact = known.contains(&requester);
        (!is_contact).then(|| ("requester", unknown(A_CONTACT, requester, known)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::contract::Contact;
    use crate::core::ordered::Ordered;

    /// `north` with `ana` and `ben`, `south` with `ben`.
    fn contracts() -> Contracts {
        let contract = |customer: &str, contacts: &[&str]| Contract {
            customer: customer.to_owned(),
            name: customer.to_uppercase(),
            contacts: Ordered(
                contacts
                    .iter()
                    .map(|key| ((*key).to_owned(), Contact::default()))
                    .collect(),
            ),
            terms: Vec::new(),
        };
        Contracts {
            read: vec![
                contract("north", &["ana", "ben"]),
                contract("south", &["ben"]),
            ],
            unread: Vec::new(),
        }
    }

    fn refused(contracts: &Contracts, customer: &str, requester: &str) -> Option<&'static str> {
        let key = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let fields = Fields {
            customer: key(customer),
            requester: key(requester),
            ..Fields::default()
        };
        contracts.refused(&fields).map(|(field, _)| field)
    }

    #[test]
    fn a_ticket_is_of_a_customer_and_by_one_of_its_contacts() {
        let known = contracts();
        for (customer, requester, field) in [
            ("", "", None),
            ("north", "", None),
            ("north", "ana", None),
            ("south", "ben", None),
            ("", "ana", None),
            ("nort", "", Some("customer")),
            ("nort", "ana", Some("customer")),
            ("south", "ana", Some("requester")),
            ("", "eva", Some("requester")),
        ] {
            assert_eq!(
                refused(&known, customer, requester),
                field,
                "{customer} {requester}"
            );
        }
        assert_eq!(refused(&Contracts::default(), "anybody", "eva"), None);
    }

    #[test]
    fn of_a_contract_that_cannot_be_read_anybody_may_be_a_contact() {
        let known = Contracts {
            unread: vec!["west".to_owned()],
            ..contracts()
        };
        assert_eq!(refused(&known, "west", "eva"), None);
        assert_eq!(refused(&known, "", "eva"), None);
        assert_eq!(refused(&known, "north", "eva"), Some("requester"));
        assert_eq!(refused(&known, "wes", ""), Some("customer"));
    }

    #[test]
    fn a_requester_alone_tells_the_customer() {
        let known = contracts();
        let both = |customer: &str, requester: &str| {
            Ok((Some(customer.to_owned()), Some(requester.to_owned())))
        };
        assert_eq!(known.parties(None, Some("an")), both("north", "ana"));
        assert_eq!(known.parties(Some("so"), Some("ben")), both("south", "ben"));
        assert!(matches!(
            known.parties(None, Some("ben")),
            Err(Refusal::Ambiguous { candidates, .. })
                if candidates == ["ben of north (--customer north)", "ben of south (--customer south)"]
        ));
        assert!(matches!(
            known.parties(Some("south"), Some("ana")),
            Err(Refusal::Unknown { known, .. }) if known == ["ben"]
        ));
    }
}
