//! What clocks depend on beside the tickets: contracts and calendars.

use crate::core::calendar::Calendars;
use crate::core::fault::Fault;
use crate::core::sla::Agreements;
use crate::store::layout;

use super::Desk;

impl Desk {
    /// Asks something that needs the desk's contracts and calendars.
    pub fn by_agreements<T>(
        &self,
        ask: impl FnOnce(&Agreements<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let contracts = self.contracts()?;
        ask(&Agreements::new(
            &self.policy,
            &self.calendars()?,
            &contracts.read,
        )?)
    }

    /// The calendars of the configuration, which were checked with it.
    pub(super) fn calendars(&self) -> anyhow::Result<Calendars> {
        Calendars::of(&self.policy)
            .map_err(|flaw| Fault::new(layout::CONFIG, 1, 1, flaw.to_string()).into())
    }
}
