//! What clocks depend on beside the tickets: contracts and calendars.

use crate::core::contract::Contracts;
use crate::core::sla::Agreements;
use crate::core::ticket::Ticket;
use crate::store::layout;

use super::Desk;
use super::read::contracts_of;

impl Desk {
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
                    self.miss(fault, &fault.with_hint());
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
        ask(&Agreements::new(&self.policy, &calendars, contracts)?)
    }
}
