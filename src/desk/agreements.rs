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
        let calendars = Calendars::of(&self.policy)
            .map_err(|flaw| Fault::new(layout::CONFIG, 1, 1, flaw.to_string()))?;
        ask(&Agreements::new(&self.policy, &calendars, &contracts.read)?)
    }
}
