//! What a report is made from: the tickets, and what the user asked about.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use crate::core::contract;
use crate::core::fault::Fault;
use crate::core::period::{Period, parse_period};
use crate::core::policy::{Policy, choose};
use crate::core::reach::Reach;
use crate::core::report::{Dimension, Reading, Scope, Tickets, Window};
use crate::core::stamp::AsOf;
use crate::core::ticket::Ticket;
use crate::core::when::{in_zone, parse_day, parse_when, parse_zone};
use crate::core::zone::Zone;

use crate::core::layout;
use crate::core::remark::RemarkCode;
use crate::core::words::counted;

use super::{Books, Notice};

/// What a report is asked about, as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// `2026-10`, `last-month`.
    pub period: Option<&'a str>,
    /// The first day, and the day after the last.
    pub days: Option<(&'a str, &'a str)>,
    /// A field, or `month`.
    pub by: Option<&'a str>,
    /// What the report can be broken down by beside the fields of tickets.
    pub own_dimensions: &'a [&'static str],
    /// A query.
    pub filter: Option<&'a str>,
    /// As of when, if not the end of the period.
    pub as_of: Option<&'a str>,
    /// Known when, if not now.
    pub known_at: Option<&'a str>,
    /// The zone, if not the store's.
    pub zone: Option<&'a str>,
    /// The key of the one customer it is about.
    pub customer: Option<&'a str>,
    /// Whether the period before is asked about too.
    pub compare: bool,
    /// Whether the days before the time are looked at for what recurs.
    pub looks_back: bool,
}

/// The tickets that a report is asked about, and what is found out while they
/// are read.
#[derive(Debug)]
pub struct Survey<'d> {
    books: &'d Books,
    span: Window,
    reach: Reach,
    /// Those that were read already, since what is asked for depends on them.
    read: RefCell<Option<Vec<Ticket>>>,
    unreadable: RefCell<Vec<Fault>>,
}

impl Tickets for &Survey<'_> {
    type Error = anyhow::Error;

    fn each<T: Send>(self, work: impl Fn(Vec<Ticket>) -> T + Sync) -> anyhow::Result<Vec<T>> {
        let read = self.read.take();
        let span = &self.span;
        let counted = |tickets: Vec<Ticket>| (Bereft::of(&tickets, span), work(tickets));
        let done = if let Some(tickets) = read {
            tickets.each(counted)?
        } else {
            let listing = self.books.read_batches(&self.reach, counted)?;
            self.tell(&listing.faults, listing.absent)?;
            listing.files
        };
        let (bereft, done): (Vec<Bereft>, Vec<T>) = done.into_iter().unzip();
        self.tell_of_lost(bereft)?;
        Ok(done)
    }

    fn all(self) -> anyhow::Result<Vec<Ticket>> {
        let read = self.read.take();
        let tickets = match read {
            Some(tickets) => tickets,
            None => self.read()?,
        };
        self.tell_of_lost([Bereft::of(&tickets, &self.span)])?;
        Ok(tickets)
    }
}

impl Survey<'_> {
    /// The files that were found to be missing from what was read.
    pub fn unreadable(&self) -> Vec<Fault> {
        self.unreadable.borrow().clone()
    }

    fn read(&self) -> anyhow::Result<Vec<Ticket>> {
        let listing = self.books.read(&self.reach)?;
        self.tell(&listing.faults, listing.absent)?;
        Ok(listing.files)
    }

    /// Says which files the report lacks.
    fn tell(&self, faults: &[Fault], absent: usize) -> anyhow::Result<()> {
        let mut unreadable = self.unreadable.borrow_mut();
        for fault in faults {
            let missing = format!("{fault}; it is missing from the report");
            self.books.miss(fault, missing);
            unreadable.push(fault.clone());
        }
        for fault in &self.books.contract_files()?.faults {
            let path = &fault.path;
            self.books.warn(format!(
                "{path}: the clocks of its tickets are missing from the report"
            ));
            unreadable.push(fault.clone());
        }
        self.books.miss_absent(absent, "ticket");
        Ok(())
    }

    fn tell_of_lost(&self, bereft: impl IntoIterator<Item = Bereft>) -> anyhow::Result<()> {
        let mut all = Bereft::default();
        for bereft in bereft {
            all.add(bereft);
        }
        for fault in self.books.lost_contracts(all)? {
            self.books.miss(&fault, fault.with_hint());
            self.unreadable.borrow_mut().push(fault);
        }
        Ok(())
    }
}

/// How many tickets of the period each customer has.
#[derive(Debug, Default)]
struct Bereft(BTreeMap<String, usize>);

impl Bereft {
    fn of(tickets: &[Ticket], span: &Window) -> Self {
        let is_of_period = |ticket: &&Ticket| {
            let mut events = ticket.timeline.iter();
            let since = |at| span.from.is_none_or(|from| from <= at);
            ticket.opened_at() < span.to
                && (ticket.status().is_active() || events.any(|event| since(event.at)))
        };
        let mut bereft = Self::default();
        for ticket in tickets.iter().filter(is_of_period) {
            if let Some(customer) = &ticket.fields.customer {
                match bereft.0.get_mut(customer) {
                    Some(count) => *count += 1,
                    None => _ = bereft.0.insert(customer.clone(), 1),
                }
            }
        }
        bereft
    }

    fn add(&mut self, other: Self) {
        for (customer, count) in other.0 {
            *self.0.entry(customer).or_default() += count;
        }
    }
}

impl Books {
    /// The tickets and the scope of a report. A period that depends on the day
    /// it is asked for is said with its dates; files that cannot be read are
    /// said when the tickets are read.
    pub fn survey(&self, asked: &Asked<'_>) -> anyhow::Result<(Survey<'_>, Scope)> {
        let zone = match asked.zone {
            Some(name) => parse_zone(name)?,
            None => self.policy.timezone,
        };
        let now = self.options.clock.now();
        let period = self.period(asked, zone)?;
        let mut scope = Scope::new(period, now, zone);
        if let Some(text) = asked.as_of {
            scope = scope.read_as_of(AsOf::end(parse_when(text, now, zone)?));
        }
        if let Some(text) = asked.known_at {
            scope.known_at = Some(parse_when(text, now, zone)?);
        }
        let of_customer = asked.customer.map(|key| format!("customer:\"{key}\""));
        let filter = of_customer.as_deref().or(asked.filter);
        scope.customer = asked.customer.map(str::to_owned);
        if let Some(text) = filter {
            // Days in the query are days of the report's zone.
            let policy = Policy {
                timezone: zone,
                ..self.policy.clone()
            };
            scope.filter = self.parse_query_by(text, &policy)?;
            scope.basis = self.basis_for(&scope.filter)?;
        }
        let commit = self.store.commit();
        let commit = commit.or_else(|| self.store.repository().head_oid());
        scope.reading = Reading {
            filter: filter.map(str::to_owned),
            commit: commit.map(|commit| commit.to_string()),
        };
        let by = |tickets: &[Ticket]| {
            let by = asked.by?;
            let own = Dimension::own(by, asked.own_dimensions);
            Some(own.map_or_else(|| Dimension::parse(by, tickets), Ok))
        };
        let is_certain = scope.filter.is_certain() && !matches!(by(&[]), Some(Err(_)));
        let reach = if is_certain {
            let previous = scope.previous().filter(|_| asked.compare);
            let earliest = previous.as_ref().unwrap_or(&scope);
            Reach {
                alive_at: earliest.reach(asked.looks_back).alive_at,
                ..scope.reach(asked.looks_back)
            }
        } else {
            Reach::everything()
        };
        let survey = Survey {
            books: self,
            span: scope.span(),
            reach,
            read: RefCell::default(),
            unreadable: RefCell::default(),
        };
        if !is_certain {
            survey.read.replace(Some(survey.read()?));
        }
        let read = survey.read.borrow();
        let read_before = read.as_deref().unwrap_or_default();
        if let Some(error) = scope.filter.unknown_field(read_before) {
            return Err(error.into());
        }
        scope.by = by(read_before)
            .transpose()
            .map_err(|error| error.with_own(asked.own_dimensions))?;
        drop(read);
        Ok((survey, scope))
    }

    /// The customers of the period whose contract was there and is gone: what
    /// was promised to their tickets is in no figure any more, and no gate may
    /// pass for it. A customer who never had one is nobody's fault.
    fn lost_contracts(&self, mut bereft: Bereft) -> anyhow::Result<Vec<Fault>> {
        let contracts = self.contract_files()?;
        for contract in &contracts.files {
            bereft.0.remove(&contract.customer);
        }
        for fault in &contracts.faults {
            bereft.0.remove(layout::stem(&fault.path));
        }
        let repository = self.store.repository();
        let commit = self.store.commit().or_else(|| repository.head_oid());
        let Some(commit) = commit.filter(|_| !bereft.0.is_empty()) else {
            return Ok(Vec::new());
        };
        let removed = repository.removed(commit, layout::CONTRACTS);
        let mut lost = Vec::new();
        for (customer, count) in bereft.0 {
            let path = layout::contract(&customer);
            // A file that is gone and not committed yet is gone as well.
            if removed.contains(&path) || repository.tree_blob(commit, &path)?.is_some() {
                let tickets = counted(count, "ticket");
                let finds = format!("git log -- {path} finds it");
                let gone = format!(
                    "the contract is gone, and nothing is promised to {tickets} of {customer} any more"
                );
                lost.push(Fault::new(path, 1, 1, gone).hinted(finds));
            }
        }
        Ok(lost)
    }

    /// The key of a customer: of those with a contract and those that tickets
    /// name. A unique beginning will do.
    pub fn customer(&self, text: &str) -> anyhow::Result<String> {
        let contracts = self.contract_files()?.files.iter();
        let mut keys: BTreeSet<String> = contracts
            .map(|contract| contract.customer.clone())
            .filter(|key| key != contract::DEFAULT)
            .collect();
        if keys.contains(text) {
            return Ok(text.to_owned());
        }
        let tickets = self.read(&Reach::default())?.files;
        keys.extend(
            tickets
                .into_iter()
                .filter_map(|ticket| ticket.fields.customer),
        );
        let keys = keys.iter().map(String::as_str);
        Ok(choose("a customer of this desk", text, keys)?)
    }

    fn period(&self, asked: &Asked<'_>, zone: Zone) -> anyhow::Result<Option<Period>> {
        let now = self.options.clock.now();
        if let Some((from, to)) = asked.days {
            let day = |text| parse_day(text, now, zone);
            return Ok(Some(Period::between(day(from)?, day(to)?, zone)?));
        }
        let Some(text) = asked.period else {
            return Ok(None);
        };
        let period = parse_period(text, now, zone)?;
        if !text.trim().eq_ignore_ascii_case(&period.label) {
            let day = |instant| in_zone(instant, zone).date_naive();
            let first: NaiveDate = day(period.from.to_utc());
            let last = day(period.to.to_utc() - TimeDelta::seconds(1));
            let days = format!("{text} is {period}, {first} to {last} ({zone}).");
            self.notice(Notice::Remark {
                text: days,
                code: Some(RemarkCode::Period),
            });
        }
        Ok(Some(period))
    }
}
