//! What a contract does not cover.

use crate::core::contract::{Contract, DEFAULT, Scope, Terms};
use crate::core::ticket::Ticket;
use crate::core::timeline::name;
use crate::core::words::listed;

use super::{Desk, Outcome};

impl Desk {
    /// Says of each ticket that was just classified whether its service is out
    /// of its contract's scope. Nothing is refused: the work is recorded, and
    /// what becomes of it is for a person to decide.
    pub fn remark_scope(&self, outcome: &Outcome) {
        for change in &outcome.changes {
            let mut events = change.events().iter();
            if events.any(|event| event.event == name::CLASSIFIED) {
                self.remark_outside(&change.after);
            }
        }
    }

    fn remark_outside(&self, ticket: &Ticket) {
        let fields = &ticket.fields;
        let own = fields.customer.as_deref();
        let own_contract = own.map_or(Ok(None), |customer| self.contract(customer));
        // It is recorded by now: a contract that cannot be read is for `check`,
        // and the default one does not stand in for it.
        let Ok(contract) = own_contract.and_then(|own| match own {
            None => self.contract(DEFAULT),
            own => Ok(own),
        }) else {
            return;
        };
        let scope = contract.as_ref().and_then(|contract| {
            let terms = self.terms_of(contract, ticket)?;
            (!terms.covers(fields.service.as_deref())).then_some(&terms.scope)
        });
        if let (Some(scope), Some(service)) = (scope, &fields.service) {
            let (id, customer) = (&ticket.id, own.unwrap_or(DEFAULT));
            let excluded = excluded(scope);
            self.remark(&format!(
                "{id}: {service} is out of scope for {customer}{excluded}; bitacora cancel {id} \
                 --as out-of-scope if it is not taken on."
            ));
        }
    }

    fn terms_of<'a>(&self, contract: &'a Contract, ticket: &Ticket) -> Option<&'a Terms> {
        let opened_at = ticket.fields.opened_at?;
        let zone = &self.policy.timezone;
        contract.terms_on(opened_at.with_timezone(zone).date_naive())
    }
}

fn excluded(scope: &Scope) -> String {
    match scope.excluded.as_slice() {
        [] => String::new(),
        excluded => format!(" (excluded: {})", listed(excluded, "and")),
    }
}
