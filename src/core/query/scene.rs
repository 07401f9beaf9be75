//! What a query is read by.

use chrono::{DateTime, Utc};

use crate::core::contract::Contracts;
use crate::core::policy::Policy;

/// What names and times in a query mean.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The values there are.
    pub policy: &'a Policy,
    /// The customers and their contacts; see [`super::asks_for_parties`].
    pub contracts: &'a Contracts,
    /// The instant that `-2h` and `yesterday` count from.
    pub now: DateTime<Utc>,
    /// Whom `me` stands for.
    pub me: Option<&'a str>,
}
