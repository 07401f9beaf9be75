//! What clocks depend on beside the tickets: contracts and calendars.

use crate::core::report::Scope;
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
            &contracts.read,
        )?)
    }

    /// Asks a report that needs the desk's contracts and calendars. A contract
    /// that cannot be read is said and counted in the scope.
    pub fn report_by_agreements<T>(
        &self,
        scope: &mut Scope,
        ask: impl FnOnce(&Agreements<'_>, &Scope) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let listing = self.store.contracts(&self.policy)?;
        for fault in &listing.faults {
            self.warn(&format!("{fault}; it is missing from the report"));
            scope.reading.unreadable.push(fault.to_string());
        }
        let calendars = self.calendars()?;
        let agreements = Agreements::new(&self.policy, &calendars, &listing.files)?;
        ask(&agreements, scope)
    }
}
