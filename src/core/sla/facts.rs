//! What a timeline says about the clocks: one pass over the events.

use crate::core::calendar::Second;
use crate::core::event::{Detail, Event, Message, Name, OnClocks};
use crate::core::fields::{Fields, Kind, Status, WaitingOn};
use crate::core::policy::{ChannelKind, Policy};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::timeline::in_order;

use crate::core::contract::TargetName;

/// A stretch in which somebody outside the desk was on turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) from: Second,
    /// None while it lasts.
    pub(super) to: Option<Second>,
    /// The agreed end, if there is one.
    pub(super) until: Option<Second>,
    pub(super) on: WaitingOn,
}

/// A resolution, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) at: Second,
    /// The requester's first message after it that nobody has answered.
    unanswered: Option<Second>,
    /// When the ticket was ours again, if it was reopened: the message that
    /// was still unanswered then, else the reopening itself.
    pub(super) back: Option<Second>,
}

/// The kind and the priority from an instant on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Judged<'a> {
    pub(super) from: Second,
    pub(super) kind: Option<Kind>,
    pub(super) priority: Option<&'a str>,
}

/// Whose ticket it was, and about which service, from an instant on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject<'a> {
    pub(super) from: Second,
    pub(super) customer: Option<&'a str>,
    pub(super) service: Option<&'a str>,
}

/// A target that somebody gave up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Waived<'a> {
    pub(super) target: TargetName,
    pub(super) who: &'a str,
    /// Whether the desk did so without the customer.
    pub(super) by_desk: bool,
    pub(super) at: Second,
}

/// What the clocks of a ticket depend on, contract and calendar apart.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    /// When the requester made contact.
    pub(super) opened_at: Second,
    /// When its clocks start: then, or at the contact of a duplicate that came
    /// before it.
    pub(super) start: Second,
    /// Whether an agent took the report while the requester spoke.
    pub(super) answered_live: bool,
    /// Public messages of people at the desk.
    pub(super) messages: Vec<Second>,
    /// Whether its history comes from a system that tells no messages.
    pub(super) is_silent: bool,
    /// Whether the desk found it itself.
    pub(super) is_own: bool,
    /// What a technician does who is on it.
    pub(super) attended: Vec<Attended<'a>>,
    pub(super) waits: Vec<Wait>,
    pub(super) endings: Vec<Ending>,
    /// When it ended without a resolution.
    pub(super) cancelled: Option<Second>,
    pub(super) waived: Vec<Waived<'a>>,
    pub(super) judged: Vec<Judged<'a>>,
    /// In order; empty while it has neither.
    pub(super) subjects: Vec<Subject<'a>>,
}

impl<'a> Facts<'a> {
    /// None for a ticket to which nothing has happened.
    pub(super) fn of(ticket: &'a Ticket, policy: &Policy) -> Option<Self> {
        let events = in_order(&ticket.timeline);
        let first = *events.first()?;
        let opened_at = ticket.fields.opened_at.unwrap_or(first.at).timestamp();
        let facts = Self {
            opened_at,
            start: opened_at,
            answered_live: is_live(&ticket.fields, policy),
            messages: Vec::new(),
            is_silent: !ticket.told().messages,
            is_own: ticket
                .fields
                .channel
                .as_deref()
                .and_then(|channel| policy.channels.get(channel))
                == Some(&ChannelKind::Own),
            attended: Vec::new(),
            waits: Vec::new(),
            endings: Vec::new(),
            cancelled: None,
            waived: Vec::new(),
            judged: vec![Judged {
                from: opened_at,
                kind: None,
                priority: None,
            }],
            subjects: Vec::new(),
        };
        let mut pass = Pass {
            facts,
            status: None,
            waiting: None,
            until: None,
            policy,
        };
        for event in events {
            pass.take(event);
        }
        Some(pass.facts)
    }
}

/// An agent answers while the requester speaks (bitacora-sla(7), THE THREE
/// CLOCKS).
fn is_live(fields: &Fields, policy: &Policy) -> bool {
    let channel = fields.channel.as_deref();
    channel.and_then(|channel| policy.channels.get(channel)) == Some(&ChannelKind::Live)
}

/// What a technician did who was on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attended<'a> {
    /// When.
    pub(super) at: Second,
    /// Who.
    pub(super) by: &'a str,
    /// Of which tier they are; of whom the configuration does not have, nobody
    /// knows.
    pub(super) tier: Option<u8>,
}

impl Attended<'_> {
    /// Whether they are known to be of a tier, or of a higher one: of the first
    /// everybody is.
    pub(super) fn is_of(&self, tier: u8) -> bool {
        self.tier.unwrap_or(1) >= tier
    }
}

struct Pass<'a, 'p> {
    facts: Facts<'a>,
    status: Option<Status>,
    /// What the fields say; a message of the customer ends the pause before
    /// they change.
    waiting: Option<WaitingOn>,
    until: Option<Second>,
    policy: &'p Policy,
}

impl<'a> Pass<'a, '_> {
    fn take(&mut self, event: &'a Event) {
        let at = event.at.timestamp();
        self.say(event, at);
        self.set(event, at);
        match event.event.on_clocks() {
            OnClocks::GivesUp => {
                let target = event
                    .detail(&Detail::Target)
                    .and_then(|name| name.parse().ok());
                let agreed_by = event.detail(&Detail::AgreedBy);
                // Nobody's name is not the customer's.
                let granted_by = event.detail(&Detail::GrantedBy).unwrap_or(&event.by);
                self.facts.waived.extend(target.map(|target| Waived {
                    target,
                    who: agreed_by.unwrap_or(granted_by),
                    by_desk: agreed_by.is_none(),
                    at,
                }));
            }
            OnClocks::Attends => self.attend(event),
            OnClocks::StartsEarlier => self.start_at(event.taken_contact()),
            OnClocks::Starts
            | OnClocks::Nothing
            | OnClocks::Onward
            | OnClocks::Judges
            | OnClocks::Past => {}
        }
    }

    fn start_at(&mut self, contact: Option<Timestamp>) {
        let contact = contact.map(|contact| contact.timestamp());
        let start = contact.into_iter().chain([self.facts.start]).min();
        self.facts.start = start.unwrap_or(self.facts.start);
        // The first judgement is that of whoever has not judged yet.
        if let Some(first) = self.facts.judged.first_mut() {
            first.from = first.from.min(self.facts.start);
        }
    }

    fn say(&mut self, event: &'a Event, at: Second) {
        match event.message() {
            // The first answer that a foreign system told of.
            None if event.imported && event.event == Name::Replied => {
                self.facts.messages.push(at);
            }
            Some(Message::Public) if !event.is(&Detail::Auto) => {
                self.facts.messages.push(at);
                self.attend(event);
                // What reopens a ticket comes too late to answer.
                if event.set.status().is_none_or(|status| !status.is_active()) {
                    self.answer();
                }
            }
            Some(Message::Received) if !event.is(&Detail::Auto) => {
                self.received(at, event.is(&Detail::Thanks));
            }
            _ => {}
        }
    }

    /// By when it was done, never by when it was written up.
    fn attend(&mut self, event: &'a Event) {
        if event.event != Name::Opened {
            let agent = self.policy.agent(&event.by);
            self.facts.attended.push(Attended {
                at: event.attended_at().timestamp(),
                by: &event.by,
                tier: agent.map(|agent| agent.tier.unwrap_or(1)),
            });
        }
    }

    /// A message that asks nothing was read: what came before it is settled.
    fn received(&mut self, at: Second, asks_nothing: bool) {
        let open = self.facts.waits.last_mut();
        if let Some(wait) = open.filter(|wait| wait.to.is_none() && wait.on == WaitingOn::Customer)
        {
            wait.to = Some(at);
        }
        if asks_nothing {
            self.answer();
        } else if let Some(ending) = self.ending() {
            ending.unanswered = ending.unanswered.or(Some(at));
        }
    }

    /// No message since the resolution waits for a word of the desk.
    fn answer(&mut self) {
        if let Some(ending) = self.ending() {
            ending.unanswered = None;
        }
    }

    /// The resolution that holds at this place of the timeline.
    fn ending(&mut self) -> Option<&mut Ending> {
        let holds = matches!(self.status, Some(Status::Resolved | Status::Closed));
        self.facts.endings.last_mut().filter(|_| holds)
    }

    fn set(&mut self, event: &'a Event, at: Second) {
        use crate::core::fields::Set;
        let before = (self.status, self.waiting);
        let mut judged = *self.judged();
        let subject = self.facts.subjects.last();
        let subject = subject.map_or((None, None), |last| (last.customer, last.service));
        let (mut customer, mut service) = subject;
        for set in &event.set.0 {
            match set {
                Set::Customer(now) => customer = now.as_deref(),
                Set::Service(now) => service = now.as_deref(),
                Set::Status(status) => self.status = *status,
                Set::WaitingOn(on) => self.waiting = *on,
                Set::WaitingUntil(until) => self.until = until.map(|until| until.timestamp()),
                Set::Kind(kind) => judged.kind = *kind,
                Set::Priority(priority) => judged.priority = priority.as_deref(),
                _ => {}
            }
        }
        self.judge(Judged { from: at, ..judged });
        if subject != (customer, service) {
            self.facts.subjects.push(Subject {
                from: at.max(self.facts.opened_at),
                customer,
                service,
            });
        }
        let is_again = event.event == Name::Waited;
        if before != (self.status, self.waiting) || is_again {
            self.turn(at);
        }
        self.move_on(before.0, at);
    }

    fn judged(&self) -> &Judged<'a> {
        // There is one from the beginning.
        &self.facts.judged[self.facts.judged.len() - 1]
    }

    fn judge(&mut self, new: Judged<'a>) {
        let last = *self.judged();
        if (last.kind, last.priority) == (new.kind, new.priority) {
            return;
        }
        if last.from >= new.from {
            self.facts.judged.pop();
        }
        let from = new.from.max(self.facts.opened_at);
        self.facts.judged.push(Judged { from, ..new });
    }

    /// Somebody else may be on turn.
    fn turn(&mut self, at: Second) {
        let on = self
            .waiting
            .filter(|_| self.status == Some(Status::Waiting));
        let open = self.facts.waits.last_mut().filter(|wait| wait.to.is_none());
        let until = self.until;
        match (open, on) {
            // A new end does not count again what an earlier one has ended.
            (Some(wait), Some(on))
                if wait.on == on && wait.until.is_none_or(|until| at <= until) =>
            {
                wait.until = until;
                return;
            }
            (Some(wait), _) => wait.to = Some(at),
            (None, _) => {}
        }
        self.facts.waits.extend(on.map(|on| Wait {
            from: at,
            to: None,
            until,
            on,
        }));
    }

    fn move_on(&mut self, before: Option<Status>, at: Second) {
        if before == self.status {
            return;
        }
        let ended = |status| matches!(status, Some(Status::Resolved | Status::Closed));
        let is_active = self.status.is_some_and(Status::is_active);
        if ended(self.status) && !ended(before) {
            self.facts.endings.push(Ending {
                at,
                unanswered: None,
                back: None,
            });
            self.facts.cancelled = None;
        } else if self.status == Some(Status::Closed) {
            // Whoever closes it has read what came.
            self.answer();
        } else if ended(before) && is_active {
            if let Some(ending) = self.facts.endings.last_mut() {
                ending.back = ending.unanswered.or(Some(at));
            }
        } else if self.status == Some(Status::Cancelled) {
            self.facts.cancelled = Some(at);
        } else if is_active {
            self.facts.cancelled = None;
        }
    }
}

impl Facts<'_> {
    /// The resolution that holds: the last, unless it was taken back. The
    /// status tells: a message after it takes nothing back by itself. A clock
    /// that was stopped before its start, because `opened_at` was corrected to
    /// a later instant, stops at its start: stop beats start.
    pub(super) fn resolved(&self, fields: &Fields) -> Option<Second> {
        let holds = matches!(fields.status, Some(Status::Resolved | Status::Closed));
        let last = self.endings.last().filter(|_| holds)?;
        Some(last.at.max(self.opened_at))
    }

    /// The stretches between a resolution and the work that went on after it.
    pub(super) fn taken_back(&self, fields: &Fields) -> impl Iterator<Item = (Second, Second)> {
        let holds = self.resolved(fields).is_some();
        let count = self.endings.len() - usize::from(holds);
        self.endings[..count]
            .iter()
            .filter_map(|ending| Some((ending.at, ending.back?)))
    }
}
