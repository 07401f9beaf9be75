//! A step with a ticket becomes an event of its record.

use crate::core::body;
use crate::core::ev::Ev;
use crate::core::event::{Detail, Event, Message, Name, Stated};
use crate::core::fields::{Fields, Group, Set};
use crate::core::refusal::Refusal;
use crate::core::stamp::{Stamp, Timestamp};

use super::{Step, Ticket, Utterance};

/// How far two clocks may lie apart, in seconds: those that are set by hand differ
/// by minutes.
const AHEAD: i64 = 5 * 60;

impl Ticket {
    /// Adds an event: `change` sets fields, the event's `set` is what that
    /// changed. The fields end as the fold of all events. Where the last event that
    /// sets one of them lies ahead of a clock that is behind by minutes, the new one
    /// takes its time.
    ///
    /// # Errors
    /// When the stamp lies ahead, before `opened_at`, or before an event that would
    /// undo what is changed.
    #[allow(clippy::needless_pass_by_value)] // A name is written where it is given.
    pub fn record(
        mut self,
        stamp: &Stamp,
        what: Name,
        step: Step<'_>,
        change: impl Fn(&mut Fields),
    ) -> Result<Self, Refusal> {
        let (mut event, mut now) = self.drafted(stamp, stamp.at, what.clone(), &change)?;
        while let Some(later) = self.last_later(&event, now.as_ref()) {
            // A clock that is behind by minutes is no reason to do nothing.
            let ahead = (later.at - stamp.recorded).num_seconds();
            let is_now = stamp.at == stamp.recorded;
            // Where no greater `ev` is left in that second, nothing comes after it.
            let is_after = later.at > event.at;
            if !(is_now && is_after && (1..=AHEAD).contains(&ahead)) {
                let event = now.as_ref().unwrap_or(&event);
                return Err(self.refused_before(stamp, event, later));
            }
            let recorded = later.recorded;
            (event, now) = self.drafted(stamp, later.at, what.clone(), &change)?;
            event.recorded = recorded;
        }
        event.details = step.details;
        for (section, text) in step.sections {
            self.body = body::append(&self.body, section, text);
            event.sections.push(section.name().to_owned());
        }
        if let Some(said) = step.message {
            self.say(&mut event, said);
        }
        self.push(event);
        Ok(self)
    }

    /// Adds an event that only sets fields, if it changes any.
    ///
    /// # Errors
    /// As [`Ticket::record`].
    pub fn change(
        self,
        stamp: &Stamp,
        what: Name,
        change: impl Fn(&mut Fields),
    ) -> Result<Self, Refusal> {
        let untouched = self.clone();
        let changed = self.record(stamp, what, Step::new(), change)?;
        let is_empty = changed
            .timeline
            .last()
            .is_some_and(|event| event.stated().sets().next().is_none());
        Ok(if is_empty { untouched } else { changed })
    }

    fn say(&mut self, event: &mut Event, said: Utterance<'_>) {
        let mut put = |detail: Detail, value: &str| {
            event.details.insert(detail, value);
        };
        let (by, to) = match said.kind {
            Message::Public => {
                put(Detail::To, said.party);
                (event.by.as_str(), said.party)
            }
            Message::Received => {
                put(Detail::From, said.party);
                (said.party, event.by.as_str())
            }
            Message::Internal => (event.by.as_str(), "note"),
        };
        if let Some(channel) = said.channel {
            put(Detail::Channel, channel);
        }
        self.body = body::with_message(
            &self.body,
            &event.at,
            (by, to),
            said.channel,
            &event.ev,
            said.text,
        );
        if said.kind == Message::Internal && event.event != Name::Noted {
            event.details.insert(Detail::Internal, true);
        }
    }

    fn draw(&self, stamp: &Stamp) -> Ev {
        let second = stamp.recorded.timestamp();
        let last = self
            .timeline
            .iter()
            .filter(|event| event.written().timestamp() == second || event.at == stamp.at)
            .map(|event| &event.ev)
            .max();
        // Turned, so that an `ev` does not repeat the characters of the id that
        // was drawn from the same bits.
        let turned = stamp.entropy.rotate_left(32);
        let mut entropy = turned.wrapping_add(self.timeline.len() as u64);
        let is_free = |ev: &Ev| self.timeline.iter().all(|event| event.ev != *ev);
        for _ in 0..64 {
            let ev = Ev::draw(entropy, last);
            if is_free(&ev) {
                return ev;
            }
            entropy = entropy.wrapping_add(1 << 32);
        }
        // Nothing greater is left in this second, which only a file made by
        // hand can bring about: any free one will do.
        loop {
            let ev = Ev::draw(entropy, None);
            if is_free(&ev) {
                return ev;
            }
            entropy = entropy.wrapping_add(1);
        }
    }

    /// An event of this instant, with what `change` then changes. A backdated one is
    /// also given with what it would change of what holds now: where it would have
    /// changed nothing then, that is meant (`resume --at` before the waiting).
    fn drafted(
        &self,
        stamp: &Stamp,
        at: Timestamp,
        what: Name,
        change: &dyn Fn(&mut Fields),
    ) -> Result<(Event, Option<Event>), Refusal> {
        if (stamp.at - stamp.recorded).num_seconds() > AHEAD {
            return Err(Refusal::Ahead {
                at: stamp.at,
                now: stamp.recorded,
            });
        }
        // Of a clock that is behind, the filing is as good as now.
        let filed = self.fields.opened_at.filter(|opened_at| at < *opened_at);
        if let Some(opened_at) = filed {
            let ahead = (opened_at - stamp.recorded).num_seconds();
            if stamp.at != stamp.recorded || ahead > AHEAD {
                return Err(Refusal::BeforeOpened {
                    id: self.id.clone(),
                    at,
                    opened_at,
                });
            }
        }
        let at = filed.unwrap_or(at);
        let ev = self.draw(&stamp.at(at));
        let is_new = what == Name::Opened;
        let mut event = Event::new(at, &stamp.by, what, ev);
        if filed.is_some() {
            let then = self.timeline.iter().filter(|other| other.at == at);
            event.recorded = then.filter_map(|other| other.recorded).max();
        } else {
            event.write_down(stamp.recorded);
        }
        let is_backdated = self.timeline.iter().any(|other| other.at > at);
        let then = if is_backdated {
            self.refold(|other| other.at <= at)
        } else {
            self.fields.clone()
        };
        let stated = |before: &Fields| {
            let mut after = before.clone();
            change(&mut after);
            Stated::between(before, &after, is_new)
        };
        event.state(stated(&then));
        let now = is_backdated.then(|| {
            let mut now = event.clone();
            now.state(stated(&self.fields));
            now
        });
        Ok((event, now))
    }

    /// The last of the events after this one that speak of what it speaks of, or of
    /// what it would change of what holds now.
    fn last_later(&self, event: &Event, now: Option<&Event>) -> Option<&Event> {
        let now = now.and_then(|now| self.later(now));
        let later = self.later(event).into_iter().chain(now);
        later.max_by(|a, b| a.order().cmp(&b.order()))
    }

    /// The last of the events after this one that speak of what it speaks of.
    fn later(&self, event: &Event) -> Option<&Event> {
        let spoken: Vec<&Set> = event.stated().sets().collect();
        let is_of_it = |set: &Set| spoken.iter().any(|other| is_together(set, other));
        let later = self
            .timeline
            .iter()
            .filter(|other| other.order() > event.order() && other.stated().sets().any(is_of_it));
        later.max_by(|a, b| a.order().cmp(&b.order()))
    }

    fn refused_before(&self, stamp: &Stamp, event: &Event, later: &Event) -> Refusal {
        let (id, at, since) = (self.id.clone(), stamp.at, later.at);
        let others: Vec<&Set> = later.stated().sets().collect();
        let mut shared = event.stated().sets();
        let shared = shared.find(|set| others.iter().any(|other| is_together(set, other)));
        let group = shared.and_then(|set| set.field()?.group);
        match (group, shared) {
            (Some(Group::Turn), _) => Refusal::BeforeStatus {
                id,
                at,
                status: self.status(),
                since,
            },
            (None, Some(set)) => Refusal::BeforeValue {
                id,
                at,
                field: set.name().to_owned(),
                since,
            },
            (Some(Group::Judgement), _) | (None, None) => {
                Refusal::BeforeJudgement { id, at, since }
            }
        }
    }
}

/// Whether two values are of the same field, or of fields that go together.
fn is_together(one: &Set, other: &Set) -> bool {
    let group = |set: &Set| set.field().and_then(|field| field.group);
    one.name() == other.name() || group(one).is_some() && group(one) == group(other)
}
