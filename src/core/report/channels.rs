//! Through which channels customers made contact.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::event::{Detail, Message, Name};
use crate::core::fields::Set;
use crate::core::policy::{ChannelKind, Policy};

use super::breakdown::{Breakdowns, summed};
use super::dimension::Dimension;
use super::heading::{Heading, Report};
use super::measure::Tally;
use super::months::{Bucket, buckets};
use super::parts::{Part, months_of, parts};
use super::scope::{Scope, Window};
use super::snapshot::{Case, Snapshot, recorded};
use super::sum::Tickets;

/// By what contacts are broken down, beside channels, unless one field is
/// asked for.
const FIELDS: [&str; 1] = ["customer"];

/// The contacts of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Channels {
    /// All of them.
    pub total: Contacts,
    /// By channel, those used most first.
    pub by_channel: Vec<Channel>,
    /// By the values of fields.
    pub by: Breakdowns<Contacts>,
    /// By month; only when months were asked for.
    pub by_month: Vec<Bucket<Contacts>>,
}

/// A channel and how it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Channel {
    /// Its name; null: the record does not say.
    pub channel: Option<String>,
    /// What a contact through it means; null: the configuration lacks it.
    pub kind: Option<ChannelKind>,
    /// Tickets reported through it.
    pub opened: usize,
    /// Messages of requesters that came through it later.
    pub messages: usize,
    /// Both.
    pub contacts: usize,
}

/// How often customers made contact: a report that opens a ticket is one, and
/// so is each message after it. What a machine wrote is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contacts {
    /// All of them.
    pub contacts: usize,
    /// Those that opened a ticket.
    pub opened: usize,
    /// Somebody answered while the requester spoke.
    pub live: usize,
    /// It was read afterwards.
    pub later: usize,
    /// The desk noticed it itself.
    pub own: usize,
    /// Through a channel the configuration lacks, or none.
    pub unknown: usize,
}

impl Tally for Contacts {
    fn first(&self) -> usize {
        self.contacts
    }
}

impl AddAssign for Contacts {
    fn add_assign(&mut self, other: Self) {
        self.contacts += other.contacts;
        self.opened += other.opened;
        self.live += other.live;
        self.later += other.later;
        self.own += other.own;
        self.unknown += other.unknown;
    }
}

/// One contact: through which channel, and whether it opened the ticket.
#[derive(Debug, Clone, Copy)]
struct Contact<'a> {
    channel: Option<&'a str>,
    opens: bool,
}

impl Contacts {
    fn of(case: &Case<'_>, span: &Window, policy: &Policy) -> Self {
        let mut counts = Self::default();
        for contact in contacts(case, span) {
            counts.contacts += 1;
            counts.opened += usize::from(contact.opens);
            *match kind(contact.channel, policy) {
                Some(ChannelKind::Live) => &mut counts.live,
                Some(ChannelKind::Later) => &mut counts.later,
                Some(ChannelKind::Own) => &mut counts.own,
                None => &mut counts.unknown,
            } += 1;
        }
        counts
    }

    fn total(cases: &[Case<'_>], span: &Window, policy: &Policy) -> Self {
        let mut total = Self::default();
        for case in cases {
            total += Self::of(case, span, policy);
        }
        total
    }
}

/// The contacts of a period by channel.
///
/// # Errors
/// The tickets cannot be read.
pub fn channels<T: Tickets>(
    tickets: T,
    policy: &Policy,
    scope: &Scope,
) -> Result<Report<Channels>, T::Error> {
    let known = recorded(tickets.all()?, scope);
    let parts = parts(&known.tickets, scope);
    let fields = scope.fields(&FIELDS);
    let (total, by) = summed(&parts, &fields, policy, |case, span| {
        Contacts::of(case, span, policy)
    });
    let mut figures = Channels {
        total,
        by_channel: by_channel(&parts, policy),
        by,
        by_month: Vec::new(),
    };
    if scope.by == Some(Dimension::Month) {
        figures.by_month = buckets(&months_of(&known.tickets, scope), |cases, span| {
            Contacts::total(cases, span, policy)
        });
    }
    drop(parts);
    let heading = Heading::new(&Snapshot::of(known, scope), scope);
    Ok(Report { heading, figures })
}

fn kind(channel: Option<&str>, policy: &Policy) -> Option<ChannelKind> {
    policy.channels.get(channel?).copied()
}

/// The ticket's channel may have been corrected since; a contact came through
/// the one of its own event.
fn contacts<'a>(case: &Case<'a>, span: &Window) -> Vec<Contact<'a>> {
    let ticket = case.ticket;
    let own = ticket.fields.channel.as_deref();
    let at_first = ticket.timeline.first().and_then(|event| {
        let mut sets = event.set.0.iter();
        sets.find_map(|set| match set {
            Set::Channel(channel) => channel.as_deref(),
            _ => None,
        })
    });
    let opening = span.contains(case.opened_at).then_some(Contact {
        channel: at_first.or(own),
        opens: true,
    });
    let messages = ticket.timeline.iter().filter(|event| {
        event.message() == Some(Message::Received)
            && event.event != Name::Opened
            && !event.is(&Detail::Auto)
            && span.contains(event.at)
    });
    let messages = messages.map(|event| Contact {
        channel: event.detail(&Detail::Channel).or(own),
        opens: false,
    });
    opening.into_iter().chain(messages).collect()
}

/// By channel, the most contacts first, then by name.
pub(super) fn by_channel(parts: &[Part<'_>], policy: &Policy) -> Vec<Channel> {
    let mut counted: BTreeMap<Option<String>, (usize, usize)> = BTreeMap::new();
    for part in parts {
        for contact in part
            .cases()
            .iter()
            .flat_map(|case| contacts(case, &part.span))
        {
            let channel = contact.channel.map(str::to_owned);
            let (opened, messages) = counted.entry(channel).or_default();
            *if contact.opens { opened } else { messages } += 1;
        }
    }
    let rows = counted.into_iter();
    let mut rows: Vec<Channel> = rows
        .map(|(channel, (opened, messages))| Channel {
            kind: kind(channel.as_deref(), policy),
            channel,
            opened,
            messages,
            contacts: opened + messages,
        })
        .collect();
    rows.sort_by_key(|row| (row.channel.is_none(), std::cmp::Reverse(row.contacts)));
    rows
}
