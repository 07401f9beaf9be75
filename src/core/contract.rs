//! A customer's contract: who they are and who may speak for them.

use serde::Deserialize;

use super::policy::{Ordered, is_key};

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
    /// Whether this person may approve adaptive tickets.
    #[serde(default)]
    pub approves: bool,
    /// Whether this person gets the customer's report.
    #[serde(default)]
    pub reports: bool,
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
    /// Dated versions of the targets; kept as they are until clocks read them.
    #[serde(default)]
    pub terms: Vec<serde_json::Value>,
}

impl Contract {
    /// Checks what the types cannot: the key and where it is said.
    pub fn validate(&self, file_stem: &str) -> Result<(), (&'static str, String)> {
        if self.customer != file_stem {
            return Err((
                "customer",
                format!("`{}` is not the file's name ({file_stem})", self.customer),
            ));
        }
        if !is_key(&self.customer) {
            return Err((
                "customer",
                format!(
                    "`{}` is not a key: letters, digits, `-`, `_` and `.`",
                    self.customer
                ),
            ));
        }
        match self.contacts.keys().find(|key| !is_key(key)) {
            Some(key) => Err((
                "contacts",
                format!("`{key}` is not a key: letters, digits, `-`, `_` and `.`"),
            )),
            None => Ok(()),
        }
    }
}
