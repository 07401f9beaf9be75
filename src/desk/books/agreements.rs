//! What clocks depend on beside the tickets: contracts and calendars.

use crate::core::contract::Contracts;
use crate::core::fault::Fault;
use crate::core::layout;
use crate::core::sla::{Agreements, Unlisted};
use crate::core::ticket::Ticket;

use super::Books;
use super::read::contracts_of;

impl Books {
    /// Asks something that needs the desk's contracts and calendars.
    pub fn by_agreements<T>(
        &self,
        ask: impl FnOnce(&Agreements<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.by_contracts(&self.contracts()?, ask)
    }

    /// The same for an answer about these tickets alone: of the contracts that
    /// cannot be read only those are named that bind one of them.
    pub(super) fn by_agreements_of<T>(
        &self,
        tickets: &[Ticket],
        ask: impl FnOnce(&Agreements<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let listing = self.contract_listing()?;
        self.by_contracts(&contracts_of(listing), |agreements| {
            for fault in &listing.faults {
                let customer = layout::stem(&fault.path);
                let binds = |ticket| agreements.unread_of(ticket).contains(&customer);
                if tickets.iter().any(binds) {
                    self.miss(fault, fault.with_hint());
                }
            }
            ask(agreements)
        })
    }

    fn by_contracts<T>(
        &self,
        contracts: &Contracts,
        ask: impl FnOnce(&Agreements<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let calendars = self.calendars()?;
        let agreements = Agreements::new(&self.policy, &calendars, contracts)?;
        let asked = ask(&agreements);
        self.warn_of_unlisted(&agreements.unlisted());
        asked
    }

    /// Says by what clocks were read that the configuration has no more.
    pub fn warn_of_unlisted(&self, unlisted: &Unlisted) {
        let channels = unlisted.channels.iter().map(|channel| {
            let reason = format!(
                "`{channel}` is no channel any more, and the clocks of its tickets are read as if nobody had been \
                 answered at once; bitacora list --all channel:{channel} shows them"
            );
            (reason, "write it below channels: as live, later or own")
        });
        let agents = unlisted.agents.iter().map(|agent| {
            let reason = format!(
                "`{agent}` is no agent any more, and what they attended is read as of tier 1, where a contract \
                 wants a higher one"
            );
            (reason, "write them below agents: with their tier, and until: with their last day")
        });
        for (reason, hint) in channels.chain(agents) {
            let fault = Fault::new(layout::CONFIG, 1, 1, reason).hinted(hint);
            self.miss(&fault, fault.with_hint());
        }
    }
}
