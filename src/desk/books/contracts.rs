//! Contracts as people ask about them.

use anyhow::Context as _;

use crate::core::contract::{Contract, Contracts, Terms};
use crate::core::layout;
use crate::core::policy::choose;
use crate::core::refusal::Refusal;
use crate::core::sla::{Agreements, Example, Occasion};
use crate::core::stamp::Timestamp;
use crate::core::zone::Zone;
use crate::store::config;

use super::Books;

/// A contract with the text for people below its front matter.
#[derive(Debug)]
pub struct ContractPage {
    /// What is agreed.
    pub contract: Contract,
    /// As it stands in the file.
    pub text: String,
}

/// What a contract comes to, worked out.
#[derive(Debug)]
pub struct Explanation {
    /// What is agreed.
    pub contract: Contract,
    /// The zone in which the customer is told.
    pub zone: Zone,
    /// Moment by moment.
    pub examples: Vec<Example>,
}

impl Books {
    /// The instant asked about with `--at`, else now.
    pub fn asked_at(&self, at: Option<&str>) -> anyhow::Result<Timestamp> {
        match at {
            Some(text) => self.when(text).context("--at"),
            None => Ok(self.now()),
        }
    }

    /// The instant asked about with `--at`, as the customer says it: a local
    /// time is of the zone of the terms that are in force then. Else now.
    pub fn asked_of(&self, contract: &Contract, at: Option<&str>) -> anyhow::Result<Timestamp> {
        let Some(text) = at else {
            return Ok(self.now());
        };
        let mut terms: Vec<&Terms> = contract.terms.iter().collect();
        terms.sort_by_key(|terms| std::cmp::Reverse(terms.from));
        let mut asked = None;
        for terms in terms {
            let at = self
                .when_in(text, terms.zone(&self.policy))
                .context("--at")?;
            if contract.terms_at(at, &self.policy) == Some(terms) {
                return Ok(at);
            }
            asked = Some(at);
        }
        asked.map_or_else(|| self.asked_at(at), Ok)
    }

    /// The contract of a customer as typed.
    pub fn contract_page(&self, customer: &str) -> anyhow::Result<ContractPage> {
        let paths = self.store.contract_paths()?;
        let stems = paths.iter().map(|path| layout::stem(path));
        let customer = choose("a customer with a contract", customer, stems)?;
        let path = layout::contract(&customer);
        let bytes = self.store.read(&path)?.unwrap_or_default();
        let contract = config::contract(&path, &bytes, &self.policy)?;
        let text = config::prose(&path, &bytes)?;
        Ok(ContractPage { contract, text })
    }

    /// Works out what a customer's contract comes to: at an instant as typed,
    /// else on occasions from now on.
    pub fn explain_contract(
        &self,
        customer: &str,
        at: Option<&str>,
    ) -> anyhow::Result<Explanation> {
        let contract = self.contract_page(customer)?.contract;
        let since = self.asked_of(&contract, at)?.timestamp();
        let asked = at.is_some().then_some(Occasion {
            opened_at: since,
            what: None,
        });
        let calendars = self.calendars()?;
        let alone = Contracts::from(vec![contract.clone()]);
        let agreements = Agreements::new(&self.policy, &calendars, &alone)?;
        let occasions = match asked {
            Some(asked) => vec![asked],
            None => agreements.occasions(&contract, since),
        };
        let mut examples = Vec::new();
        for occasion in occasions {
            examples.extend(agreements.example(&contract, occasion)?);
        }
        if examples.is_empty() {
            return Err(no_terms(&contract).into());
        }
        let zone = agreements.zone_at(&contract, since);
        Ok(Explanation {
            contract,
            zone,
            examples,
        })
    }
}

fn no_terms(contract: &Contract) -> Refusal {
    let customer = &contract.customer;
    match contract.terms.iter().map(|terms| terms.from).min() {
        Some(first) => Refusal::Missing {
            what: format!("the contract of {customer} has no terms in force then"),
            hint: format!("bitacora contract explain {customer} --at {first}T10:00"),
        },
        None => Refusal::Missing {
            what: format!("the contract of {customer} has no terms"),
            hint: format!(
                "write `terms:` in {}; bitacora-config(5) shows how",
                layout::contract(customer)
            ),
        },
    }
}
