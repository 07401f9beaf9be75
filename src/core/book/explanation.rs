//! Why the clocks of a ticket stand where they do, and where they are booked.

use chrono::NaiveDate;

use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::TargetName;
use crate::core::sla::{Agreements, Clocks, Explained};
use crate::core::ticket::Ticket;
use crate::core::zone::Zone;

use super::Booked;

/// The clocks of a ticket with all that moved them.
#[derive(Debug)]
pub struct Explanation {
    /// The ticket, as it stood then.
    pub ticket: Ticket,
    /// The zone in which its customer is told what is due.
    pub zone: Zone,
    /// All its clocks; none where no contract binds it.
    pub clocks: Option<Clocks>,
    /// Whether its contract cannot be read.
    pub unread: bool,
    /// The day on which the terms begin that bind it.
    pub terms_from: Option<NaiveDate>,
    /// The clocks asked for.
    pub explained: Vec<Explained>,
    /// The months that count the targets asked for, of those that have ended.
    pub booked: Vec<Booked>,
}

impl Explanation {
    /// One clock of a ticket, or all, with all that moved them.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn of(
        agreements: &Agreements<'_>,
        ticket: Ticket,
        only: Option<TargetName>,
        as_of: Second,
    ) -> Result<Self, NeverOpens> {
        let term = agreements.term_of(&ticket);
        let (zone, terms_from) = (
            agreements.zone(term.as_ref()),
            term.map(|term| term.terms.from),
        );
        let mut explained = Vec::new();
        let targets = TargetName::ALL.iter();
        for target in targets.filter(|target| only.is_none_or(|only| only == **target)) {
            explained.extend(agreements.explain(&ticket, *target, as_of)?);
        }
        Ok(Self {
            clocks: agreements.clocks(&ticket, as_of)?,
            unread: agreements.is_unread(&ticket.fields),
            ticket,
            zone,
            terms_from,
            explained,
            booked: Vec::new(),
        })
    }
}
