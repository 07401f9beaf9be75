//! What clocks depend on beside the tickets: contracts and calendars.

use crate::core::calendar::rule::CalendarRule;
use crate::core::calendar::{Calendars, HolidayFiles};
use crate::core::fault::Fault;
use crate::core::policy::Ordered;
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
        let calendars = self.calendars()?;
        ask(&Agreements::new(&self.policy, &calendars, &contracts.read)?)
    }

    /// The calendars of the configuration.
    pub fn calendars(&self) -> anyhow::Result<Calendars> {
        let raw = serde_json::Value::Object(self.policy.calendars.clone());
        let rules: Ordered<CalendarRule> = serde_json::from_value(raw)?;
        let compiled = Calendars::compile(&rules, self.policy.timezone, &HolidayFiles::default());
        compiled.map_err(|flaw| Fault::new(layout::CONFIG, 1, 1, flaw.to_string()).into())
    }
}
