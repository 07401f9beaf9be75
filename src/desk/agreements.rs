//! What clocks depend on beside the tickets: contracts and calendars.

use crate::core::sla::Agreements;

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
            &contracts,
        )?)
    }
}
