//! What agreements are asked: the clocks of a ticket, and why one stands where
//! it does.

use crate::core::calendar::clock::Asked;
use crate::core::calendar::{NeverOpens, Second};
use crate::core::contract::TargetName;
use crate::core::ticket::Ticket;

use super::Clocks;
use super::agreements::Agreements;
use super::explain::{Explained, explain};
use super::facts::Facts;
use super::heard::heard;
use super::measure::{Measure, clocks};

impl Agreements<'_> {
    /// The clocks of a ticket at an instant, which must not have events at or
    /// after it (see [`Ticket::rewind`]). `None` where no contract binds it.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn clocks(&self, ticket: &Ticket, as_of: Second) -> Result<Option<Clocks>, NeverOpens> {
        self.read(ticket, as_of, Asked::All)
    }

    /// The same with so much as is asked of them.
    pub(in crate::core) fn read(
        &self,
        ticket: &Ticket,
        as_of: Second,
        asked: Asked,
    ) -> Result<Option<Clocks>, NeverOpens> {
        let Some(facts) = Facts::of(ticket, self.policy) else {
            return Ok(None);
        };
        let Some(term) = self.term_of(ticket) else {
            return Ok(None);
        };
        if let Some(channel) = &ticket.fields.channel {
            self.note_channel(channel);
        }
        let measure = Measure {
            agreements: self,
            term,
            ticket,
            facts: &facts,
            as_of,
            asked,
        };
        clocks(&measure).map(Some)
    }

    /// Every interval of one clock with its reason; `None` where the contract
    /// has no such target for the ticket.
    ///
    /// # Errors
    /// A calendar that never opens again.
    pub fn explain(
        &self,
        ticket: &Ticket,
        target: TargetName,
        as_of: Second,
    ) -> Result<Option<Explained>, NeverOpens> {
        let Some(clocks) = self.clocks(ticket, as_of)? else {
            return Ok(None);
        };
        let Some((term, clock)) = self.term_of(ticket).zip(clocks.get(target)) else {
            return Ok(None);
        };
        let promises = self.promises(term, ticket.fields.kind, &clocks.priority);
        let promise = promises.iter().find(|promise| promise.name == target);
        let Some(promise) = promise else {
            return Ok(None);
        };
        let mut explained = explain(clock, promise, as_of)?;
        if target == TargetName::Response {
            explained.heard = heard(ticket, clock);
        }
        Ok(Some(explained))
    }
}
