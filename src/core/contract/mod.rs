//! A customer's contract: who they are, who may speak for them, and what is
//! promised to them.

mod flaw;
mod parties;
mod percent;
mod target;
mod terms;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::Deserialize;

use super::fault::Token;
use super::ordered::Ordered;
use super::policy::Policy;
use super::stamp::Timestamp;
use super::words::is_key;

pub use flaw::Flaw;
pub use parties::{Contracts, Parties};
pub use percent::Percent;
pub use target::{Span, Stop, Target, TargetName, Targets, Way, hours};
pub use terms::{
    Bank, Commitment, ContractType, Escalate, EscalationStep, Moment, Overrun, PauseOn, Rate,
    Scope, Silence, Terms, Warn,
};

/// The contract of every ticket whose customer has none.
pub const DEFAULT: &str = "default";

/// A person of the customer's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// As in letters.
    #[serde(default)]
    pub name: Option<String>,
    /// The address.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether this person may approve adaptive tickets and give targets up.
    #[serde(default)]
    pub approves: bool,
    /// Whether this person gets the customer's report.
    #[serde(default)]
    pub reports: bool,
}

/// The keys of those who may approve.
pub fn approving(contacts: &Ordered<Contact>) -> impl Iterator<Item = &str> {
    let contacts = contacts.0.iter();
    contacts
        .filter(|(_, contact)| contact.approves)
        .map(|(key, _)| key.as_str())
}

/// The front matter of `contracts/<customer>.md`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// The key, the same as the file's name.
    pub customer: String,
    /// As in letters.
    pub name: String,
    /// The people, by key.
    #[serde(default)]
    pub contacts: Ordered<Contact>,
    /// Dated versions of what is promised, in any order.
    #[serde(default)]
    pub terms: Vec<Terms>,
}

impl Contract {
    /// The terms a ticket keeps that was opened at this instant: the last that
    /// began, each on its own date of its own zone; `None` before the first.
    #[must_use]
    pub fn terms_at(&self, at: Timestamp, policy: &Policy) -> Option<&Terms> {
        let terms = self.terms.iter();
        let begun = terms.filter(|terms| terms.has_begun(at, policy));
        begun.max_by_key(|terms| terms.from)
    }

    /// What any of its terms exclude: services that only its tickets have.
    pub fn excluded(&self) -> impl Iterator<Item = &str> {
        let terms = self.terms.iter();
        terms.flat_map(|terms| terms.scope.excluded.iter().map(String::as_str))
    }

    /// The date on which later terms replace these.
    #[must_use]
    pub fn until(&self, terms: &Terms) -> Option<NaiveDate> {
        let begin = self.terms.iter().map(|other| other.from);
        begin.filter(|from| *from > terms.from).min()
    }

    /// Checks what the types cannot: the key and where it is said, and terms
    /// that the desk's policy can keep.
    pub fn validate(&self, file_stem: &str, policy: &Policy) -> Result<(), Flaw> {
        const KEY: &str = "a key has letters, digits, `-`, `_` and `.`";
        let customer = &self.customer;
        if customer != file_stem {
            let reason = format!("`{customer}` is not the file's name ({file_stem})");
            let hint = format!("write `customer: {file_stem}`, or rename the file");
            return Err(Flaw::at("customer", reason).hinted(hint));
        }
        if !is_key(customer) {
            let reason = format!("`{customer}` is not a key");
            return Err(Flaw::at("customer", reason).hinted(KEY));
        }
        if let Some(key) = self.contacts.keys().find(|key| !is_key(key)) {
            let flaw = Flaw {
                way: vec![Token::Name(key.to_owned())],
                ..Flaw::at("", format!("`{key}` is not a key"))
            };
            return Err(flaw.below(Token::key("contacts")).hinted(KEY));
        }
        for (place, terms) in self.terms.iter().enumerate() {
            let from = terms.from;
            let below = |flaw: Flaw| flaw.below(Token::Item(place)).below(Token::key("terms"));
            if self.terms[..place].iter().any(|other| other.from == from) {
                let flaw = Flaw::at("from", format!("two terms begin on {from}"));
                return Err(below(flaw.hinted("give one of them another date")));
            }
            terms.check(policy).map_err(below)?;
        }
        Ok(())
    }
}
