//! Making or extending one ticket of an import.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::contract::Contracts;
use crate::core::fields::{Fields, Source};
use crate::core::id::TicketId;
use crate::core::import::history::Importer;
use crate::core::import::steps::{Misfit, Numbered};
use crate::core::layout;
use crate::core::policy::Policy;
use crate::core::ticket::Ticket;
use crate::store::foreign::RowStart;
use crate::store::git::{FileChange, Replaces};
use crate::store::ticket_file::{self, TicketFile, Unwritable};

/// The list of values that are no team of an agent's.
pub(in crate::desk) const TEAMS: &str = "teams";

/// Values that a list of the configuration lacks, by list.
pub(super) type Unlisted = BTreeMap<&'static str, BTreeSet<String>>;

/// A ticket to be made or extended, with what its rows say.
pub(super) struct Work {
    pub(super) source: Source,
    pub(super) places: Vec<RowStart>,
    pub(super) rows: Vec<Numbered>,
    pub(super) onto: Onto,
}

pub(super) enum Onto {
    New(TicketId),
    Old(Box<TicketFile>),
}

/// What became of a [`Work`].
pub(super) struct Done {
    pub(super) misfits: Vec<Misfit>,
    /// `None` when there is nothing new.
    pub(super) written: Option<Written>,
}

pub(super) struct Written {
    pub(super) is_new: bool,
    pub(super) ticket: Ticket,
    /// How many events it had before.
    pub(super) before: usize,
    pub(super) file: FileChange,
}

/// Makes or extends a ticket, and its file; runs on all cores.
pub(super) fn finish(importer: &Importer<'_>, work: &Work) -> Done {
    let (is_new, before) = match &work.onto {
        Onto::New(_) => (true, 0),
        Onto::Old(file) => (false, file.ticket.timeline.len()),
    };
    let changed = match &work.onto {
        Onto::New(id) => importer
            .begin(id.clone(), work.source.clone(), &work.rows)
            .and_then(|(ticket, misfits)| {
                let content = ticket_file::create(&ticket).map_err(|error| reason(&error))?;
                Ok((Some((ticket, content)), misfits))
            }),
        Onto::Old(file) => {
            let (ticket, misfits) = importer.extend(file.ticket.clone(), &work.rows);
            if ticket == file.ticket {
                Ok((None, misfits))
            } else {
                let content = ticket_file::edit(file, &ticket).map_err(|error| reason(&error));
                content.map(|content| (Some((ticket, content)), misfits))
            }
        }
    };
    match changed {
        // None of its rows can be kept.
        Err(reason) => Done {
            misfits: (0..work.places.len())
                .map(|number| (number, reason.clone()))
                .collect(),
            written: None,
        },
        Ok((written, misfits)) => Done {
            misfits,
            written: written.map(|(ticket, content)| Written {
                is_new,
                before,
                file: FileChange {
                    path: layout::ticket(&ticket.id),
                    content,
                    replaces: Replaces::Head,
                },
                ticket,
            }),
        },
    }
}

fn reason(error: &Unwritable) -> String {
    let reason = match error {
        Unwritable::Refused(refusal) => refusal.to_string(),
        Unwritable::Fault(fault) => fault.reason.clone(),
    };
    format!("its history cannot be one ticket: {reason}")
}

/// Notes the values that a closed list of the configuration lacks, and the
/// customers without a contract where there are contracts.
pub(super) fn note_unlisted(
    fields: &Fields,
    (policy, contracts): (&Policy, &Contracts),
    unlisted: &mut Unlisted,
) {
    let mut note = |list, value: &Option<String>, is_listed: &dyn Fn(&str) -> bool| {
        if let Some(value) = value
            && !is_listed(value)
        {
            unlisted.entry(list).or_default().insert(value.clone());
        }
    };
    let in_list = |list: &Option<Vec<String>>, value: &str| {
        list.as_ref()
            .is_none_or(|known| known.iter().any(|one| one == value))
    };
    let is_agent = |handle: &str| {
        let agents = policy.agents.as_ref();
        agents.is_none_or(|agents| agents.get(handle).is_some())
    };
    note("services", &fields.service, &|value| {
        in_list(&policy.services, value)
    });
    note("categories", &fields.category, &|value| {
        in_list(&policy.categories, value)
    });
    note("channels", &fields.channel, &|value| {
        policy.channels.get(value).is_some()
    });
    note("agents", &fields.assignee, &is_agent);
    let has_contract = |customer: &str| {
        contracts.is_empty() || contracts.customers().any(|known| known == customer)
    };
    note("contracts", &fields.customer, &has_contract);
}
