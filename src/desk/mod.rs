//! One invocation at the service desk: store, policy, who and when. The one
//! way in and out for commands.

mod agreements;
mod answer;
mod attach;
mod calendars;
mod change;
mod check;
mod clocks;
mod contracts;
mod deliver;
mod editor;
mod faq;
mod hand_edits;
mod history;
mod import;
mod index;
mod init;
mod progress;
mod promote;
mod read;
mod report;
mod scope;
mod search;
mod text;
mod ties;
mod writing;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};

use crate::core::contract::{Contact, Contract, approving};
use crate::core::id::TicketId;
use crate::core::ordered::Ordered;
use crate::core::policy::{Policy, is_me};
use crate::core::stamp::{Stamp, Timestamp};
use crate::core::ticket::Ticket;
use crate::core::told::{ExitCode, Told};
use crate::core::when;
use crate::core::zone::Zone;
use crate::render::Format;
use crate::render::style::Style;
use crate::store::git::{GitError, Identity, WriteOptions};
use crate::store::{Listing, Store, layout};

use answer::Speech;

pub use answer::Output;
pub use change::REHEARSED;
pub use clocks::Watch;
pub use contracts::{ContractPage, Explanation};
pub use deliver::{Delivery, OutputFile};
pub use editor::EditorError;
pub use hand_edits::Edited;
pub use history::Past;
pub use import::{Imported, Order as ImportOrder, Skipped as SkippedRow};
pub use init::{found, init, separate};
pub use promote::{ArticleText, Promoted, Promotion};
pub use report::{Asked, Survey};
pub use text::{Source as TextSource, Wanted as WantedText};
pub use writing::{Head, Outcome, Writing};

/// What the user said for every command, and what the process brought along.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // Each is a flag of its own.
pub struct Options {
    /// Where to look for the store.
    pub folder: PathBuf,
    /// How answers are written.
    pub format: Format,
    /// Whether remarks are left out.
    pub quiet: bool,
    /// Whether it is said what happens beside the answer.
    pub verbose: bool,
    /// Whether the command reads alone: a short reference does no harm then.
    pub reads: bool,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Whether a configured hook or signature may be passed over.
    pub no_verify: bool,
    /// Whether an unsigned commit is wanted although git is set to sign.
    pub no_gpg_sign: bool,
    /// Whether git may keep house after a commit; a CI job has no use for it.
    pub maintain: bool,
    /// How long to wait for a lock.
    pub lock_timeout: Duration,
    /// When it happened, as typed.
    pub at: Option<String>,
    /// Who acts, as typed.
    pub agent: Option<String>,
    /// The machine's clock.
    pub clock: Clock,
    /// Random bits, drawn at the start.
    pub entropy: u64,
    /// Width and colours of standard output.
    pub style: Style,
    /// Colours of standard error.
    pub error_style: Style,
    /// Whether a person can be asked.
    pub interactive: bool,
    /// Where answers go.
    pub output: Output,
    /// Whether every file is read each time, without the index.
    pub no_index: bool,
    /// The file of the summary of a GitHub Actions job, where one runs.
    pub step_summary: Option<PathBuf>,
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

/// What only an invocation as a whole can refuse.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No ticket is named by the reference.
    #[error("there is no ticket `{0}`")]
    NoSuchTicket(String),
    /// The reference names a ticket, and says too little of it to write to it.
    #[error("`{reference}` is too short a reference to write to a ticket")]
    TooShort {
        /// As typed.
        reference: String,
        /// The ticket it names.
        id: TicketId,
    },
    /// An article begins like that, and it says too little of it to write to it.
    #[error("`{reference}` is too short a reference to write to an article")]
    ShortSlug {
        /// As typed.
        reference: String,
        /// The article it names.
        slug: String,
    },
    /// No article begins like the slug.
    #[error("there is no article `{slug}`")]
    NoSuchArticle {
        /// As typed.
        slug: String,
        /// The one that was probably meant.
        nearest: Option<String>,
    },
    /// Several do.
    #[error("`{reference}` could be {}", crate::core::words::listed(.candidates, "or"))]
    Ambiguous {
        /// As typed.
        reference: String,
        /// Ids and titles.
        candidates: Vec<String>,
    },
    /// Git does not know who acts, and nothing else says it.
    #[error("nobody acts: git has no user.email, and neither --as nor BITACORA_AGENT is set")]
    Nobody,
    /// Git knows an address that no agent has.
    #[error("{email} is not the address of an agent of this desk")]
    Stranger {
        /// git's `user.email`.
        email: String,
    },
    /// Somebody committed to a ticket that is being edited.
    #[error("{0} changed while the editor was open")]
    Moved(TicketId),
    /// Somebody changed an article that is being edited.
    #[error("faq/{0}.md changed while the editor was open")]
    MovedArticle(String),
    /// A commit before there was a configuration.
    #[error("the commit {0:?} has no bitacora.yaml")]
    NoStoreThen(String),
    /// A ticket is asked about as of an instant before it was filed.
    #[error("{id} was not filed yet at {}", crate::core::stamp::rfc3339(.at))]
    NotYet {
        /// The ticket.
        id: TicketId,
        /// The instant.
        at: Timestamp,
    },
    /// Ids are drawn until one is free, and none was.
    #[error("no free id was found")]
    NoFreeId,
}

impl Told for DeskError {
    fn code(&self) -> ExitCode {
        match self {
            Self::NoSuchTicket(_)
            | Self::TooShort { .. }
            | Self::ShortSlug { .. }
            | Self::NoSuchArticle { .. }
            | Self::Ambiguous { .. }
            | Self::NotYet { .. } => ExitCode::NotFound,
            Self::Nobody | Self::Stranger { .. } => ExitCode::Refused,
            Self::Moved(_) | Self::MovedArticle(_) => ExitCode::Undecided,
            Self::NoFreeId | Self::NoStoreThen(_) => ExitCode::CouldNot,
        }
    }

    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoSuchTicket(_) => "bitacora list --all shows every ticket".to_owned(),
            Self::TooShort { id, .. } => format!(
                "at least three of the last characters name it; `bitacora show {id}` shows the one that fits"
            ),
            Self::ShortSlug { slug, .. } => format!(
                "at least three characters name it; `bitacora faq show {slug}` shows the one that fits"
            ),
            Self::NoSuchArticle { nearest, .. } => match nearest {
                Some(nearest) => format!("did you mean {nearest}?"),
                None => "bitacora faq list shows every article".to_owned(),
            },
            Self::Ambiguous { .. } => "type more of it".to_owned(),
            Self::Nobody => "git config user.email you@example.com, or --as AGENT".to_owned(),
            Self::Stranger { .. } => {
                "--as AGENT says who acts; `emails:` of an agent in bitacora.yaml makes it known"
                    .to_owned()
            }
            Self::Moved(id) => format!("bitacora edit {id} again"),
            Self::MovedArticle(slug) => format!("bitacora faq edit {slug} again"),
            Self::NoStoreThen(_) => format!(
                "git log --oneline -- {} names the commits that have it",
                layout::CONFIG
            ),
            Self::NotYet { id, .. } => format!("bitacora log {id} shows when it was filed"),
            Self::NoFreeId => "try again".to_owned(),
        })
    }
}

/// Who may approve, by customer.
#[derive(Debug)]
pub struct Approvers {
    contacts: HashMap<Option<String>, Ordered<Contact>>,
    agents: Vec<String>,
}

impl Approvers {
    /// Those of a ticket: contacts, then agents; nobody in particular where
    /// neither is listed.
    #[must_use]
    pub fn of(&self, ticket: &Ticket) -> Vec<String> {
        let contacts = self.contacts_of(ticket).map(approving);
        let contacts = contacts.into_iter().flatten().map(str::to_owned);
        contacts.chain(self.agents.iter().cloned()).collect()
    }

    /// The contacts of the ticket's customer, those who may not approve too.
    #[must_use]
    pub fn contacts_of(&self, ticket: &Ticket) -> Option<&Ordered<Contact>> {
        self.contacts.get(&ticket.fields.customer)
    }

    /// Those who speak for the desk; empty where it lists none.
    #[must_use]
    pub fn agents(&self) -> &[String] {
        &self.agents
    }
}

/// One invocation.
#[derive(Debug)]
pub struct Desk {
    /// Where the tickets are kept.
    pub store: Store,
    /// What the desk agreed on.
    pub policy: Policy,
    /// What the user said for every command.
    pub options: Options,
    contract_files: OnceCell<Listing<Contract>>,
    speech: Speech,
}

impl Desk {
    /// Opens the store around the working folder.
    pub fn open(options: Options) -> anyhow::Result<Self> {
        let store = Store::around(&options.folder)?;
        let policy = store.policy()?;
        Ok(Self {
            store,
            policy,
            options,
            contract_files: OnceCell::new(),
            speech: Speech::default(),
        })
    }

    /// Opens the store as it stood at a commit, to be read alone: with or
    /// without a work tree, and in a clone that has no more than this commit.
    pub fn open_at(options: Options, rev: &str) -> anyhow::Result<Self> {
        let store = Store::around(&options.folder)?;
        let commit = store.repository().revision(rev)?;
        let store = store.at(commit);
        if !store.exists(layout::CONFIG)? {
            return Err(DeskError::NoStoreThen(rev.to_owned()).into());
        }
        let policy = store.policy()?;
        Ok(Self {
            store,
            policy,
            options,
            contract_files: OnceCell::new(),
            speech: Speech::default(),
        })
    }

    /// The machine's clock, in the store's zone, to the second.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        when::in_zone(self.options.clock.now(), self.policy.timezone)
    }

    /// A point in time as typed.
    pub fn when(&self, text: &str) -> anyhow::Result<Timestamp> {
        self.when_in(text, self.policy.timezone)
    }

    /// A point in time as typed, whose local times are of a zone.
    pub fn when_in(&self, text: &str, zone: Zone) -> anyhow::Result<Timestamp> {
        Ok(when::parse_when(text, self.options.clock.now(), zone)?)
    }

    /// A day as typed, seen from today in a zone.
    pub fn day_in(&self, text: &str, zone: Zone) -> anyhow::Result<NaiveDate> {
        Ok(when::parse_day(text, self.options.clock.now(), zone)?)
    }

    /// Who acts and when: the way into the timeline.
    pub fn stamp(&self) -> anyhow::Result<Stamp> {
        let recorded = self.now();
        let at = match &self.options.at {
            Some(text) => self.when(text).context("--at")?,
            None => recorded,
        };
        Ok(Stamp {
            by: self.agent()?,
            at,
            recorded,
            entropy: self.options.entropy,
        })
    }

    /// Who acts: what was said, else the agent of git's address, else (where
    /// no agents are listed) the address's local part.
    pub fn agent(&self) -> anyhow::Result<String> {
        let said = self.options.agent.as_deref();
        if let Some(text) = said.filter(|text| !is_me(text)) {
            return self.handle(text);
        }
        let email = match self.store.repository().committer() {
            Ok(identity) => identity.email,
            Err(GitError::NoIdentity { keys }) if keys.contains(&"user.email") => {
                return Err(DeskError::Nobody.into());
            }
            Err(error) => return Err(error.into()),
        };
        match (self.policy.agent_by_email(&email), &self.policy.agents) {
            (Some(handle), _) => Ok(self.policy.handle_on(handle, self.acting_day()?)?),
            (None, Some(_)) => Err(DeskError::Stranger { email }.into()),
            (None, None) => match email.split('@').next() {
                Some(local) if !local.is_empty() => Ok(local.to_owned()),
                _ => Err(DeskError::Nobody.into()),
            },
        }
    }

    /// An agent as typed, who is at the desk when it happens; `me` and `@me` are
    /// whoever acts.
    pub fn handle(&self, text: &str) -> anyhow::Result<String> {
        if is_me(text) {
            return self.agent();
        }
        Ok(self.policy.handle_on(text, self.acting_day()?)?)
    }

    /// Who decided, as typed: a contact or an agent; `me` and `@me` are whoever
    /// acts.
    pub fn who(&self, text: &str) -> anyhow::Result<String> {
        if is_me(text) {
            return self.agent();
        }
        Ok(text.to_owned())
    }

    /// The day on which it happens, in the store's zone.
    fn acting_day(&self) -> anyhow::Result<NaiveDate> {
        let at = self.options.at.as_deref();
        let at = at.map_or_else(|| Ok(self.now()), |text| self.when(text));
        Ok(at.context("--at")?.date_naive())
    }

    /// Who acts, if anybody does: what `me` stands for in a query.
    #[must_use]
    pub fn me(&self) -> Option<String> {
        self.agent().ok()
    }

    /// The author of a commit: the agent's name and first address as the
    /// configuration has them, the rest from git's identity.
    fn author(&self, handle: &str) -> Result<Identity, GitError> {
        let agent = self.policy.agent(handle);
        let name = agent.and_then(|agent| agent.name.clone());
        let email = agent.and_then(|agent| agent.emails.first().cloned());
        if let (Some(name), Some(email)) = (&name, &email) {
            return Ok(Identity {
                name: name.clone(),
                email: email.clone(),
            });
        }
        let repository = self.store.repository();
        let git = match repository.author() {
            Err(GitError::NoIdentity { .. }) => repository.committer()?,
            known => known?,
        };
        // Nobody was named, so git's own people act.
        let is_own = self.options.agent.is_none() || git.email.split('@').next() == Some(handle);
        let is_git = self.policy.agents.is_none() && is_own;
        Ok(Identity {
            name: match name {
                Some(name) => name,
                None if is_git => git.name,
                None => handle.to_owned(),
            },
            email: email.unwrap_or(git.email),
        })
    }

    fn write_options(&self) -> WriteOptions {
        WriteOptions {
            no_verify: self.options.no_verify,
            no_gpg_sign: self.options.no_gpg_sign,
            branch: self.policy.branch.clone(),
            lock_timeout: self.options.lock_timeout,
            dry_run: self.options.dry_run,
            maintain: self.options.maintain,
        }
    }

    /// Who may approve each of these tickets: the contacts of its contract who
    /// approve, and the agents.
    pub fn approvers_of(&self, references: &[String]) -> anyhow::Result<Approvers> {
        let mut by_customer = HashMap::new();
        for reference in references {
            let customer = self.ticket(reference)?.fields.customer;
            if let Some(contract) = match &customer {
                Some(customer) => self.contract(customer)?,
                None => None,
            } {
                by_customer.insert(customer, contract.contacts);
            }
        }
        let agents = self.policy.agents.iter().flat_map(Ordered::keys);
        let here = agents.filter(|handle| self.handle(handle).is_ok());
        Ok(Approvers {
            contacts: by_customer,
            agents: here.map(str::to_owned).collect(),
        })
    }
}
