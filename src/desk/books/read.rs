//! Reading: tickets, contracts, and what a reference means.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::core::check::Place;
use crate::core::contract::{Contract, Contracts};
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::policy::Policy;
use crate::core::query::{self, Query, Scene, asks_for_parties};
use crate::core::reach::Reach;
use crate::core::sla::Basis;
use crate::core::ticket::Ticket;
use crate::store::Listing;
use crate::store::ticket_file::TicketFile;

use super::clocks::asks_for;
use super::{Books, DeskError};

/// How many characters of its random part a reference must say before a
/// command writes to the ticket: what is shorter is a slip of the hand.
pub(super) const SAID_TO_WRITE: usize = 3;

impl Books {
    /// Every ticket that can be read. Of each other there is a notice: a bad file
    /// hides nothing else.
    pub fn tickets(&self) -> anyhow::Result<Vec<Ticket>> {
        self.tickets_within(&Reach::everything())
    }

    /// As [`Self::tickets`], for an answer that depends on those within reach
    /// alone.
    pub fn tickets_within(&self, reach: &Reach) -> anyhow::Result<Vec<Ticket>> {
        self.each_within(reach, |ticket| ticket)
    }

    fn each_within<T: Send>(
        &self,
        reach: &Reach,
        work: impl Fn(Ticket) -> T + Sync,
    ) -> anyhow::Result<Vec<T>> {
        let listing = self.read_each(reach, work)?;
        for fault in &listing.faults {
            self.miss(fault, fault.to_string());
        }
        self.miss_absent(listing.absent, "ticket");
        Ok(listing.files)
    }

    /// The tickets that answer a query.
    pub fn query(&self, text: &str) -> anyhow::Result<Vec<Ticket>> {
        let query = self.parse_query(text)?;
        self.matching(&query)
    }

    /// Reads a query.
    pub fn parse_query(&self, text: &str) -> anyhow::Result<Query> {
        self.parse_query_by(text, &self.policy)
    }

    /// Reads a query whose values and days are those of a policy.
    pub(super) fn parse_query_by(&self, text: &str, policy: &Policy) -> anyhow::Result<Query> {
        self.by_scene(text, policy, |scene| Ok(Query::parse(text, scene)?))
    }

    /// The values that a query may ask a field for, as far as they are known;
    /// without a word about what cannot be read.
    pub fn values_of(&self, field: &str) -> Vec<String> {
        let asked = format!("{field}:any");
        let found = self.by_scene(&asked, &self.policy, |scene| {
            Ok(query::values_of(field, scene))
        });
        found.unwrap_or_default()
    }

    /// Reads something by what names and times in a query mean.
    pub(super) fn by_scene<T>(
        &self,
        text: &str,
        policy: &Policy,
        read: impl FnOnce(&Scene<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let me = self.me();
        let contracts = if asks_for_parties(text) {
            self.contracts()?
        } else {
            Contracts::default()
        };
        read(&Scene {
            policy,
            contracts: &contracts,
            now: self.options.clock.now(),
            me: me.as_deref(),
        })
    }

    /// The tickets that answer a query that is already read.
    pub fn matching(&self, query: &Query) -> anyhow::Result<Vec<Ticket>> {
        self.each_matching(query, |ticket| ticket)
    }

    /// What `work`, on all cores, makes of each ticket that answers a query. An
    /// index gives them one by one, so that of thousands none is kept for
    /// longer than that.
    pub fn each_matching<T: Send>(
        &self,
        query: &Query,
        work: impl Fn(Ticket) -> T + Sync,
    ) -> anyhow::Result<Vec<T>> {
        let reach = Reach {
            timelines: true,
            ..query.reach()
        };
        self.each_matching_within(query, &reach, work)
    }

    /// The tickets for an answer that is made of the fields alone: the
    /// timelines may be empty.
    pub fn fields_matching(&self, query: &Query) -> anyhow::Result<Vec<Ticket>> {
        self.each_matching_within(query, &query.reach(), |ticket| ticket)
    }

    fn each_matching_within<T: Send>(
        &self,
        query: &Query,
        reach: &Reach,
        work: impl Fn(Ticket) -> T + Sync,
    ) -> anyhow::Result<Vec<T>> {
        let read = if query.is_certain() {
            None
        } else {
            let tickets = self.tickets_within(reach)?;
            if let Some(error) = query.unknown_field(&tickets) {
                return Err(error.into());
            }
            Some(tickets)
        };
        let basis = self.basis_for(query)?;
        let agreements = basis.as_ref().map(Basis::agreements).transpose()?;
        let is_asked = asks_for(query, agreements.as_ref(), self.now());
        let ask = |ticket| is_asked(&ticket).then(|| work(ticket));
        let done = match read {
            None => self.each_within(reach, ask)?,
            Some(tickets) => tickets.into_iter().map(ask).collect(),
        };
        if let Some(agreements) = &agreements {
            self.warn_of_unlisted(&agreements.unlisted());
        }
        Ok(done.into_iter().flatten().collect())
    }

    /// Where tickets say how they stand: path from the root of the repository,
    /// line and column. Those whose file has gone are left out.
    pub fn places<'a>(
        &self,
        ids: impl Iterator<Item = &'a TicketId>,
    ) -> anyhow::Result<HashMap<TicketId, (String, usize, usize)>> {
        let paths: BTreeSet<String> = ids.map(layout::ticket).collect();
        let listing = self.store.tickets_at(&Vec::from_iter(paths), || {})?;
        let prefix = self.store.repository().prefix();
        let places = listing.files.into_iter().map(|file| {
            let (line, column) = file.locate(&Place::Key("status".to_owned()));
            let path = format!("{prefix}{}", file.path);
            (file.ticket.id, (path, line, column))
        });
        Ok(places.collect())
    }

    /// The ticket of a reference.
    pub fn ticket(&self, reference: &str) -> anyhow::Result<Ticket> {
        Ok(self.ticket_file(reference)?.ticket)
    }

    /// The file of a reference, as it lies there.
    pub fn ticket_file(&self, reference: &str) -> anyhow::Result<TicketFile> {
        let id = self.id(reference)?;
        let path = layout::ticket(&id);
        let bytes = self
            .store
            .read(&path)?
            .ok_or_else(|| DeskError::NoSuchTicket(reference.to_owned()))?;
        Ok(TicketFile::parse(&path, &bytes)?)
    }

    /// The id a reference means. A whole id needs no search.
    pub fn id(&self, reference: &str) -> anyhow::Result<TicketId> {
        self.find(reference, &mut None)
    }

    /// The ticket for which one stands that is a duplicate: chains of
    /// duplicates are followed to their end, or to where they come around.
    pub fn original(&self, id: TicketId) -> anyhow::Result<TicketId> {
        let mut last = id;
        let mut seen = HashSet::new();
        while seen.insert(last.clone()) {
            match self.ticket(last.as_str())?.original() {
                Some(next) => last = next.clone(),
                None => break,
            }
        }
        Ok(last)
    }

    /// The ids of several references, each once; the store is listed once.
    pub fn ids(&self, references: &[String]) -> anyhow::Result<Vec<TicketId>> {
        let mut known = None;
        let mut seen = HashSet::new();
        let mut ids = Vec::new();
        for reference in references {
            let id = self.find(reference, &mut known)?;
            if seen.insert(id.clone()) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// `known` is filled with the ids of the store when they are first needed.
    fn find(&self, reference: &str, known: &mut Option<Vec<TicketId>>) -> anyhow::Result<TicketId> {
        let reference = reference.trim();
        let missing = || DeskError::NoSuchTicket(reference.to_owned());
        if let Ok(id) = reference.parse::<TicketId>() {
            let is_there = self.store.exists(&layout::ticket(&id))?;
            return if is_there {
                Ok(id)
            } else {
                Err(missing().into())
            };
        }
        if known.is_none() {
            let paths = self.ticket_paths()?;
            let ids = paths.iter().filter_map(|path| layout::id_of(path));
            *known = Some(ids.collect());
        }
        let all = known.iter().flatten();
        let said = all.filter_map(|id| Some((id.clone(), id.said_by(reference)?)));
        let mut found: Vec<(TicketId, usize)> = said.collect();
        // An old number that is all digits could be an ending as well.
        let is_number = reference.bytes().all(|byte| byte.is_ascii_digit());
        if !reference.is_empty() && (found.is_empty() || is_number) {
            for id in self.imported_as(reference)? {
                match found.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, said)) => *said = (*said).max(SAID_TO_WRITE),
                    None => found.push((id, SAID_TO_WRITE)),
                }
            }
        }
        match found.as_slice() {
            [(one, said)] if *said >= SAID_TO_WRITE || self.options.reads => Ok(one.clone()),
            [(one, _)] => Err(DeskError::TooShort {
                reference: reference.to_owned(),
                id: one.clone(),
            }
            .into()),
            [] => Err(missing().into()),
            several => {
                let several = several.iter().take(10);
                Err(DeskError::Ambiguous {
                    reference: reference.to_owned(),
                    candidates: several.map(|(id, _)| id.to_string()).collect(),
                }
                .into())
            }
        }
    }

    /// The tickets whose number was this where they came from.
    fn imported_as(&self, number: &str) -> anyhow::Result<Vec<TicketId>> {
        let reach = Reach::default();
        let found = self.read_each(&reach, |ticket| {
            let source = ticket.fields.source.as_ref()?;
            source
                .id
                .eq_ignore_ascii_case(number)
                .then(|| ticket.id.clone())
        })?;
        let mut ids: Vec<TicketId> = found.files.into_iter().flatten().collect();
        ids.sort();
        Ok(ids)
    }

    /// Every contract. Of one that cannot be read there is a notice.
    pub fn contracts(&self) -> anyhow::Result<Contracts> {
        Ok(contracts_of(self.contract_files()?))
    }

    /// The same as files.
    pub(super) fn contract_files(&self) -> anyhow::Result<&Listing<Contract>> {
        let listing = self.contract_listing()?;
        for fault in &listing.faults {
            self.miss(fault, fault.with_hint());
        }
        Ok(listing)
    }

    /// The same without a word about those that cannot be read; they are read
    /// once.
    pub(super) fn contract_listing(&self) -> anyhow::Result<&Listing<Contract>> {
        if let Some(listing) = self.contract_files.get() {
            return Ok(listing);
        }
        let listing = self.store.contracts(&self.policy)?;
        Ok(self.contract_files.get_or_init(|| listing))
    }

    /// A customer's contract, if there is one.
    pub fn contract(&self, customer: &str) -> anyhow::Result<Option<Contract>> {
        let path = layout::contract(customer);
        match self.store.read(&path)? {
            Some(bytes) => Ok(Some(crate::store::config::contract(
                &path,
                &bytes,
                &self.policy,
            )?)),
            None => Ok(None),
        }
    }
}

/// Those that can be read, and the customers of the others.
pub(super) fn contracts_of(listing: &Listing<Contract>) -> Contracts {
    let unread = listing.faults.iter().map(|fault| layout::stem(&fault.path));
    Contracts {
        unread: unread.map(str::to_owned).collect(),
        read: listing.files.clone(),
    }
}
