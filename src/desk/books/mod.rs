//! What is read: tickets, contracts, calendars, articles, history and what they
//! come to. Nothing here prints. What is to be said beside an answer is a value,
//! a [`Notice`], and an answer that lacks something always has one.

mod agreements;
mod articles;
mod calendars;
mod check;
mod clocks;
mod contracts;
mod gauge;
mod hand_edits;
mod history;
mod index;
mod lost;
mod notice;
mod read;
mod scope;
mod search;
mod since;
mod sum;
mod survey;
mod who;

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};

use crate::core::contract::Contract;
use crate::core::layout;
use crate::core::policy::Policy;
use crate::core::stamp::Timestamp;
use crate::core::when;
use crate::core::zone::Zone;
use crate::store::{Listing, Store};

use super::DeskError;

pub use check::Checking;
pub use clocks::Watch;
pub use contracts::{ContractPage, Explanation};
pub use gauge::{Gauge, Gauges, Work, unseen};
pub use hand_edits::Edited;
pub use history::Past;
pub use notice::{Notice, Read};
pub use sum::hexadecimal;
pub use survey::{Asked, Survey};
pub use who::Approvers;

/// Where is read, and by whom.
#[derive(Debug, Clone)]
pub struct BooksOptions {
    /// Where to look for the store.
    pub folder: PathBuf,
    /// Whether every file is read each time, without the index.
    pub no_index: bool,
    /// Whether the command reads alone: a short reference does no harm then.
    pub reads: bool,
    /// The machine's clock.
    pub clock: Clock,
    /// When it happened, as typed; now where nothing was.
    pub at: Option<String>,
    /// Who acts, as typed: `me` of a query.
    pub agent: Option<String>,
    /// Shows how far long work is.
    pub gauges: Gauges,
}

impl BooksOptions {
    /// The store at or above a folder, read by whoever git says.
    #[must_use]
    pub fn of(folder: PathBuf, clock: Clock) -> Self {
        Self {
            folder,
            no_index: false,
            reads: true,
            clock,
            at: None,
            agent: None,
            gauges: unseen,
        }
    }
}

/// The one clock of an invocation. It is read when something is written down,
/// not when the program starts: an editor may be open for an hour between.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// It stands still: tests, replayed sessions.
    Stopped(DateTime<Utc>),
    /// It runs; the function reads it.
    Running(fn() -> DateTime<Utc>),
}

impl Clock {
    /// What it shows.
    #[must_use]
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::Stopped(now) => now,
            Self::Running(read) => read(),
        }
    }
}

/// A store, and what is found out while it is read. [`Books::ask`] gives an
/// answer with all that is to be said beside it.
#[derive(Debug)]
pub struct Books {
    /// Where the tickets are kept.
    pub store: Store,
    /// What the desk agreed on.
    pub policy: Policy,
    /// Where is read, and by whom.
    pub options: BooksOptions,
    contract_files: OnceCell<Listing<Contract>>,
    notices: RefCell<Vec<Notice>>,
}

impl Books {
    /// Opens the store around the working folder.
    ///
    /// # Errors
    /// There is none, or its configuration is not valid.
    pub fn open(options: BooksOptions) -> anyhow::Result<Self> {
        let store = Store::around(&options.folder)?;
        Self::of(store, options)
    }

    /// Opens the store as it stood at a commit, to be read alone: with or
    /// without a work tree, and in a clone that has no more than this commit.
    ///
    /// # Errors
    /// There is no such commit, or no valid configuration in it.
    pub fn open_at(options: BooksOptions, rev: &str) -> anyhow::Result<Self> {
        let store = Store::around(&options.folder)?;
        let commit = store.repository().revision(rev)?;
        let store = store.at(commit);
        if !store.exists(layout::CONFIG)? {
            return Err(DeskError::NoStoreThen(rev.to_owned()).into());
        }
        Self::of(store, options)
    }

    fn of(store: Store, options: BooksOptions) -> anyhow::Result<Self> {
        let policy = store.policy()?;
        Ok(Self::with(store, policy, options))
    }

    /// A store whose configuration is known.
    pub(super) fn with(store: Store, policy: Policy, options: BooksOptions) -> Self {
        Self {
            store,
            policy,
            options,
            contract_files: OnceCell::new(),
            notices: RefCell::default(),
        }
    }

    /// Shows how far some work is.
    pub(super) fn gauge(&self, work: Work, all: usize) -> Box<dyn Gauge> {
        (self.options.gauges)(work, all)
    }

    /// The machine's clock, in the store's zone, to the second.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        when::in_zone(self.options.clock.now(), self.policy.timezone)
    }

    /// When it happens: what was said with `--at`, else now.
    ///
    /// # Errors
    /// What was said is no point in time.
    pub fn acting_at(&self) -> anyhow::Result<Timestamp> {
        let at = self.options.at.as_deref();
        at.map_or_else(|| Ok(self.now()), |text| self.when(text))
            .context("--at")
    }

    /// A point in time as typed.
    ///
    /// # Errors
    /// It is none.
    pub fn when(&self, text: &str) -> anyhow::Result<Timestamp> {
        self.when_in(text, self.policy.timezone)
    }

    /// A point in time as typed, whose local times are of a zone.
    ///
    /// # Errors
    /// It is none.
    pub fn when_in(&self, text: &str, zone: Zone) -> anyhow::Result<Timestamp> {
        Ok(when::parse_when(text, self.options.clock.now(), zone)?)
    }

    /// A day as typed, seen from today in a zone.
    ///
    /// # Errors
    /// It is none.
    pub fn day_in(&self, text: &str, zone: Zone) -> anyhow::Result<NaiveDate> {
        Ok(when::parse_day(text, self.options.clock.now(), zone)?)
    }
}
