//! Which promise binds which ticket.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::core::calendar::{Calendar, Calendars, NeverOpens, Pauses, Second};
use crate::core::contract::{Contract, Contracts, DEFAULT, Span, Target, TargetName, Terms};
use crate::core::duration::Seconds;
use crate::core::fields::{Fields, Kind, Set};
use crate::core::policy::{ChannelKind, Policy};
use crate::core::refusal::Refusal;
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::timeline::in_order;
use crate::core::zone::Zone;

/// The desk's policy with its calendars and contracts: what clocks depend on
/// beside the ticket.
#[derive(Debug)]
pub struct Agreements<'a> {
    pub(super) policy: &'a Policy,
    contracts: BTreeMap<&'a str, &'a Contract>,
    unread: &'a [String],
    hours: BTreeMap<&'a str, Hours>,
    always: Arc<Calendar>,
    noted: Noted,
}

/// What clocks were read by that the configuration has no more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unlisted {
    /// Channels of which nobody says any more whether who calls through them is
    /// answered at once: clocks are read as if they were not.
    pub channels: BTreeSet<String>,
    /// Agents of whose tier nobody says any more: clocks that only a higher one
    /// stops are read as if it were the first.
    pub agents: BTreeSet<String>,
}

/// Where agreements note it; clones note in the same place.
#[derive(Debug, Clone, Default)]
pub struct Noted(Arc<Mutex<Unlisted>>);

impl Noted {
    /// What was noted up to now.
    #[must_use]
    pub fn unlisted(&self) -> Unlisted {
        self.note(|unlisted| unlisted.clone())
    }

    fn note<T>(&self, note: impl FnOnce(&mut Unlisted) -> T) -> T {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The two ways of counting the hours of a calendar.
#[derive(Debug)]
struct Hours {
    business: Arc<Calendar>,
    whole_days: Arc<Calendar>,
}

/// The terms that bind a ticket.
#[derive(Debug, Clone, Copy)]
pub struct Term<'a> {
    /// The contract they belong to.
    pub contract: &'a Contract,
    /// Those in force when the ticket was opened.
    pub terms: &'a Terms,
}

/// A target with the calendar that counts for it.
#[derive(Debug)]
pub(super) struct Promise<'a> {
    pub(super) name: TargetName,
    pub(super) target: &'a Target,
    pub(super) calendar: &'a Calendar,
}

impl Promise<'_> {
    /// The seconds that may be used from an instant on.
    pub(super) fn budget(&self, start: Second) -> Result<Seconds, NeverOpens> {
        match self.target.span {
            Span::Clock(seconds) | Span::Business(seconds) | Span::WorkingDaysClock(seconds) => {
                Ok(seconds)
            }
            Span::WorkingDays(days) => {
                let close = self.calendar.close_of_working_day(start, days)?;
                Ok(self.calendar.between(start, close, &Pauses::none()))
            }
        }
    }
}

impl<'a> Agreements<'a> {
    /// # Errors
    /// A contract that names a calendar which cannot be used.
    pub fn new(
        policy: &'a Policy,
        calendars: &Calendars,
        contracts: &'a Contracts,
    ) -> Result<Self, Refusal> {
        let mut hours = BTreeMap::new();
        let read = &contracts.read;
        let by_customer: BTreeMap<_, _> = read
            .iter()
            .map(|contract| (contract.customer.as_str(), contract))
            .collect();
        for name in read.iter().flat_map(calendars_of) {
            if !hours.contains_key(name) {
                let business = Arc::clone(calendars.get(name)?);
                let whole_days = Arc::new(business.whole_days());
                let both = Hours {
                    business,
                    whole_days,
                };
                hours.insert(name, both);
            }
        }
        Ok(Self {
            policy,
            contracts: by_customer,
            unread: &contracts.unread,
            hours,
            always: Arc::new(Calendar::always(policy.timezone)),
            noted: Noted::default(),
        })
    }

    /// The contracts, by customer.
    #[must_use]
    pub fn contracts(&self) -> Vec<&'a Contract> {
        self.contracts.values().copied().collect()
    }

    /// The contract of a customer, if it can be read.
    #[must_use]
    pub fn contract(&self, customer: &str) -> Option<&'a Contract> {
        self.contracts.get(customer).copied()
    }

    /// The terms that bind a ticket with these fields: those of its customer's
    /// contract, else of the default one, in force when it was opened. Where
    /// theirs cannot be read, none do: the default one would be the wrong one.
    #[must_use]
    pub fn term(&self, fields: &Fields, opened_at: Timestamp) -> Option<Term<'_>> {
        self.term_for(fields.customer.as_deref(), opened_at)
    }

    pub(super) fn term_for(&self, own: Option<&str>, opened_at: Timestamp) -> Option<Term<'_>> {
        if self.is_unread_for(own) {
            return None;
        }
        let contract = own
            .and_then(|customer| self.contracts.get(customer))
            .or_else(|| self.contracts.get(DEFAULT))?;
        let terms = contract.terms_at(opened_at, self.policy)?;
        Some(Term { contract, terms })
    }

    /// Whether the contract that binds a ticket with these fields cannot be
    /// read.
    #[must_use]
    pub fn is_unread(&self, fields: &Fields) -> bool {
        self.is_unread_for(fields.customer.as_deref())
    }

    /// The contracts that cannot be read and bind the ticket or did, under any
    /// customer that it had: their keys.
    #[must_use]
    pub fn unread_of(&self, ticket: &Ticket) -> Vec<&'a str> {
        let mut own = None;
        let then = in_order(&ticket.timeline).into_iter().map(|event| {
            for set in &event.set.0 {
                if let Set::Customer(customer) = set {
                    own = customer.as_deref();
                }
            }
            own
        });
        let owners = then.chain([ticket.fields.customer.as_deref()]);
        let mut unread: Vec<&str> = owners.filter_map(|own| self.unread_for(own)).collect();
        unread.sort_unstable();
        unread.dedup();
        unread
    }

    fn is_unread_for(&self, own: Option<&str>) -> bool {
        self.unread_for(own).is_some()
    }

    fn unread_for(&self, own: Option<&str>) -> Option<&'a str> {
        let has_own = |customer: &&str| {
            self.contracts.contains_key(customer) || self.unread.iter().any(|key| key == customer)
        };
        let contract = own.filter(has_own).unwrap_or(DEFAULT);
        let mut unread = self.unread.iter().map(String::as_str);
        unread.find(|key| *key == contract)
    }

    /// The zone of the contract that binds a ticket, as its fields stand: the
    /// one whose days and months are the customer's. Without a contract, the
    /// store's.
    #[must_use]
    pub fn zone_of(&self, ticket: &Ticket) -> Zone {
        self.zone(self.term_of(ticket).as_ref())
    }

    /// The zone in which a customer is told what is due: that of the terms,
    /// else the store's.
    #[must_use]
    pub fn zone(&self, term: Option<&Term<'_>>) -> Zone {
        term.map_or(self.policy.timezone, |term| term.terms.zone(self.policy))
    }

    /// The terms of a contract that are in force at an instant.
    #[must_use]
    pub fn in_force<'t>(&self, contract: &'t Contract, at: Timestamp) -> Option<&'t Terms> {
        contract.terms_at(at, self.policy)
    }

    /// Whether terms have begun at an instant.
    #[must_use]
    pub fn has_begun(&self, terms: &Terms, at: Timestamp) -> bool {
        terms.has_begun(at, self.policy)
    }

    /// The zones in which customers are told what is due.
    #[must_use]
    pub fn zones(&self) -> Vec<Zone> {
        let contracts = self.contracts();
        let terms = contracts.iter().flat_map(|contract| {
            let terms = contract.terms.iter();
            terms.map(|terms| Term { contract, terms })
        });
        terms.map(|term| self.zone(Some(&term))).collect()
    }

    /// Whether who reports through this channel speaks with an agent.
    #[must_use]
    pub fn is_live(&self, channel: &str) -> bool {
        self.note_channel(channel);
        self.policy.channels.get(channel) == Some(&ChannelKind::Live)
    }

    pub(super) fn note_channel(&self, channel: &str) {
        if self.policy.channels.get(channel).is_none() {
            self.noted
                .note(|unlisted| unlisted.channels.insert(channel.to_owned()));
        }
    }

    pub(super) fn note_agent(&self, agent: &str) {
        self.noted
            .note(|unlisted| unlisted.agents.insert(agent.to_owned()));
    }

    /// The same, which note in a place that others share.
    #[must_use]
    pub(super) fn noting(self, noted: &Noted) -> Self {
        Self {
            noted: noted.clone(),
            ..self
        }
    }

    /// What the clocks that were asked for up to now were read by, although the
    /// configuration has it no more.
    #[must_use]
    pub fn unlisted(&self) -> Unlisted {
        self.noted.unlisted()
    }

    /// Whether any contract promises anything at all.
    #[must_use]
    pub fn promise_anything(&self) -> bool {
        let mut terms = self.contracts.values().flat_map(|contract| &contract.terms);
        terms.any(|terms| !terms.targets.0.is_empty() || !terms.targets_by_kind.0.is_empty())
    }

    /// The terms that bind a ticket.
    #[must_use]
    pub fn term_of(&self, ticket: &Ticket) -> Option<Term<'_>> {
        self.term(&ticket.fields, opened_at(ticket)?)
    }

    /// The priority whose targets run until somebody classifies.
    #[must_use]
    pub fn unclassified<'t>(&'t self, terms: &'t Terms) -> &'t str {
        let own = terms.unclassified.as_deref();
        own.unwrap_or(&self.policy.unclassified)
    }

    /// What is promised to a ticket of this kind and priority.
    pub(super) fn promises<'t>(
        &'t self,
        term: Term<'t>,
        kind: Option<Kind>,
        priority: &str,
    ) -> Vec<Promise<'t>> {
        let promise = |(name, target): (TargetName, &'t Target)| {
            let calendar = self.calendar(term.terms, target)?;
            Some(Promise {
                name,
                target,
                calendar,
            })
        };
        let targets = term.terms.targets(kind, priority);
        targets.filter_map(promise).collect()
    }

    /// The open hours of a calendar that a contract names.
    pub(super) fn business(&self, calendar: &str) -> Option<&Calendar> {
        self.hours.get(calendar).map(|hours| &*hours.business)
    }

    /// Whose hours count; a contract is refused when it names none.
    fn calendar(&self, terms: &Terms, target: &Target) -> Option<&Calendar> {
        let named = target.calendar.as_deref().or(terms.calendar.as_deref());
        let hours = named.and_then(|name| self.hours.get(name));
        match target.span {
            Span::Clock(_) => Some(&self.always),
            Span::Business(_) | Span::WorkingDays(_) => hours.map(|hours| &*hours.business),
            Span::WorkingDaysClock(_) => hours.map(|hours| &*hours.whole_days),
        }
    }
}

/// When the requester made contact: it says which terms bind.
pub(super) fn opened_at(ticket: &Ticket) -> Option<Timestamp> {
    let first = || ticket.timeline.first().map(|event| event.at);
    ticket.fields.opened_at.or_else(first)
}

fn calendars_of(contract: &Contract) -> impl Iterator<Item = &str> {
    contract.terms.iter().flat_map(|terms| {
        let rows = terms.targets.0.iter();
        let by_kind = terms.targets_by_kind.0.iter();
        let rows = rows.chain(by_kind.flat_map(|(_, rows)| &rows.0));
        let own = rows.flat_map(|(_, targets)| targets.each());
        let own = own.filter_map(|(_, target)| target.calendar.as_deref());
        terms.calendar.as_deref().into_iter().chain(own)
    })
}
