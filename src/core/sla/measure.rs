//! What starts, stops and pauses each clock (bitacora-sla(7), THE THREE CLOCKS,
//! WHAT STANDS A CLOCK STILL and VOID).

use crate::core::calendar::clock::{Asked, clock};
use crate::core::calendar::{NeverOpens, Pauses, Second};
use crate::core::contract::{Stop, TargetName, Terms};
use crate::core::fields::{Cancellation, Kind, WaitingOn};
use crate::core::ticket::Ticket;

use super::agreements::{Agreements, Promise, Term, opened_at};
use super::facts::{Facts, Judged, Subject, Wait, Waived};
use super::{Clock, Clocks, Earlier, Granted, Pause, PauseKind, State, Void, Word};

/// What the clocks of one ticket are computed from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure<'a> {
    pub(super) agreements: &'a Agreements<'a>,
    pub(super) term: Term<'a>,
    pub(super) ticket: &'a Ticket,
    pub(super) facts: &'a Facts<'a>,
    /// Nothing at or after it has happened.
    pub(super) as_of: Second,
    pub(super) asked: Asked,
}

pub(super) fn clocks(measure: &Measure<'_>) -> Result<Clocks, NeverOpens> {
    let fields = &measure.ticket.fields;
    let unclassified = measure.agreements.unclassified(measure.term.terms);
    let priority = fields.priority.as_deref().unwrap_or(unclassified);
    let promises = measure
        .agreements
        .promises(measure.term, fields.kind, priority);
    let clocks = promises
        .iter()
        .filter_map(|promise| measure.clock(promise).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Clocks {
        earlier: measure.earlier()?,
        clocks,
        priority: priority.to_owned(),
        unclassified: fields.priority.is_none(),
        contract: measure.term.contract.customer.clone(),
    })
}

fn voided(clock: Clock, void: Void, at: Second) -> Clock {
    Clock {
        void_after_breach: clock.state == State::Breached,
        state: State::Void,
        void: Some(void),
        void_at: Some(at),
        at_risk: false,
        again: None,
        words: Vec::new(),
        ..clock
    }
}

/// Whether so much time went by that a promise may have been broken in it: no
/// calendar counts more seconds than pass.
fn can_be_late(promise: &Promise<'_>, start: Second, end: Second) -> bool {
    end - start > promise.target.span.at_least()
}

/// A clock before the calendar is asked.
#[derive(Clone)]
struct Run {
    start: Second,
    stop: Option<Second>,
    pauses: Vec<Pause>,
    answered_live: bool,
}

impl Measure<'_> {
    fn terms(&self) -> &Terms {
        self.term.terms
    }

    /// None: an update clock that has not begun.
    fn clock(&self, promise: &Promise<'_>) -> Result<Option<Clock>, NeverOpens> {
        let Some(run) = self.run(promise)? else {
            return Ok(None);
        };
        // A clock that still runs ends with the ticket.
        let cancelled = self.facts.cancelled.filter(|at| *at <= self.as_of);
        let ended = run.stop.is_none() && cancelled.is_some();
        let end = run.stop.or(cancelled);
        // So does one that was given up: what came after it is no breach.
        let given_up = self
            .agreed(promise.name)
            .map(|waived| waived.at.max(run.start));
        let outside = self.outside().map(|at| at.max(run.start));
        if let Some(at) = outside.filter(|_| given_up.is_none()) {
            let stop = end.map_or(at, |end| end.min(at));
            let shown = self.read(promise, run.clone(), Some(stop))?;
            // What was broken before it was outside stays broken.
            if shown.state != State::Breached {
                return Ok(Some(voided(shown, Void::OutOfScope, at)));
            }
        }
        let end = end.into_iter().chain(given_up).min();
        let mut shown = self.read(promise, run, end)?;
        if promise.name == TargetName::Update && shown.state == State::Breached {
            shown.again = self.again(promise, shown.start)?.map(Box::new);
        }
        if promise.name == TargetName::Update {
            shown.words = self.words(promise, cancelled)?;
        }
        let is_known = self.is_known(promise.name) || shown.state == State::Met;
        Ok(Some(match self.void(promise.name, ended, &shown) {
            Some((void, at)) => voided(shown, void, at),
            None if is_known => shown,
            // Somebody may have answered in time where it came from.
            None => Clock {
                void_after_breach: false,
                ..voided(shown, Void::Unknown, self.facts.start)
            },
        }))
    }

    /// Whether the record can tell of a target that it was broken.
    fn is_known(&self, name: TargetName) -> bool {
        name != TargetName::Response || !self.facts.is_silent
    }

    /// Since when the contract has not covered the ticket; none while it does.
    fn outside(&self) -> Option<Second> {
        let fields = &self.ticket.fields;
        if self.terms().covers(fields.service.as_deref()) {
            return None;
        }
        // Each time by the terms that bound then: another customer's contract
        // may have covered what this one does not.
        let opened_at = opened_at(self.ticket)?;
        let is_covered = |subject: &&Subject<'_>| {
            let term = self.agreements.term_for(subject.customer, opened_at);
            term.is_some_and(|term| term.terms.covers(subject.service))
        };
        let subjects = self.facts.subjects.iter().rev();
        let since = subjects.take_while(|subject| !is_covered(subject)).last();
        // What is written by hand and not yet recorded holds from now on.
        Some(since.map_or(self.as_of, |subject| subject.from))
    }

    fn read(
        &self,
        promise: &Promise<'_>,
        mut run: Run,
        stop: Option<Second>,
    ) -> Result<Clock, NeverOpens> {
        let budget = promise.budget(run.start)?;
        let spans = run.pauses.iter().map(|pause| (pause.from, pause.to));
        let still: Pauses = spans.collect();
        for pause in &mut run.pauses {
            pause.used = promise.calendar.between(run.start, pause.from, &still);
        }
        let reading = clock(
            promise.calendar,
            run.start,
            budget,
            &still,
            stop,
            self.as_of,
            self.asked,
        )?;
        let state = reading.state;
        Ok(Clock {
            target: promise.name,
            span: promise.target.span,
            stops: promise.target.stops,
            state,
            start: run.start,
            stop,
            budget,
            elapsed: reading.elapsed,
            due_at: reading.due_at,
            breach_at: reading.breach_at,
            pauses: run.pauses,
            at_risk: state == State::Running && self.warns(budget, reading.elapsed),
            answered_live: run.answered_live,
            void: None,
            void_at: None,
            void_after_breach: false,
            granted: self.granted(promise.name),
            again: None,
            words: Vec::new(),
        })
    }

    fn warns(&self, budget: i64, elapsed: i64) -> bool {
        let warn = self.terms().warn;
        let left = budget - elapsed;
        super::permille(elapsed, budget) >= i64::from(warn.percent) * 10
            || warn.before.is_some_and(|before| left <= before)
    }

    fn void(&self, name: TargetName, ended: bool, shown: &Clock) -> Option<(Void, Second)> {
        if let Some(waived) = self.agreed(name) {
            return Some((Void::Agreed(waived.who.to_owned()), waived.at));
        }
        let cancelled = self.facts.cancelled?;
        let how = self.ticket.fields.cancellation;
        // The clock of a duplicate is the original's, whatever it says here.
        let binds_nobody = how == Some(Cancellation::Duplicate);
        let still_ran = ended && shown.state != State::Breached;
        let how = how.map_or("cancelled", Cancellation::as_str);
        (binds_nobody || still_ran).then_some((Void::Cancelled(how), cancelled))
    }

    /// The first waiver of a target by the customer: from then on it binds
    /// nobody.
    fn agreed(&self, name: TargetName) -> Option<&Waived<'_>> {
        let mut waived = self.facts.waived.iter();
        waived.find(|waived| waived.target == name && !self.is_granted(waived))
    }

    /// The first waiver of a target by the desk alone, which binds as before.
    fn granted(&self, name: TargetName) -> Option<Granted> {
        let mut waived = self.facts.waived.iter();
        let granted = waived.find(|waived| waived.target == name && self.is_granted(waived))?;
        Some(Granted {
            by: granted.who.to_owned(),
            at: granted.at,
        })
    }

    /// Whether the desk gave it up alone. An agent who is no contact of the
    /// customer never spoke for them, whatever the record says.
    fn is_granted(&self, waived: &Waived<'_>) -> bool {
        let is_agent = self.agreements.policy.agent(waived.who).is_some();
        let is_contact = self.term.contract.contacts.get(waived.who).is_some();
        waived.by_desk || is_agent && !is_contact
    }

    fn run(&self, promise: &Promise<'_>) -> Result<Option<Run>, NeverOpens> {
        Ok(match promise.name {
            TargetName::Response => Some(self.response(promise.target.stops)),
            TargetName::Resolution => Some(Run {
                start: self.facts.start,
                stop: self.facts.resolved(&self.ticket.fields),
                pauses: self.pauses(TargetName::Resolution),
                answered_live: false,
            }),
            TargetName::Update => self.update(promise)?,
        })
    }

    fn response(&self, stops: Stop) -> Run {
        let opened_at = self.facts.opened_at;
        let since = |at: &Second| *at >= opened_at;
        let live = self.is_answered_live() && stops == Stop::Replied;
        // A ticket resolved without an earlier message has been responded to.
        let ended = self.facts.endings.iter().map(|ending| ending.at);
        let ended = ended.chain(self.facts.resolved(&self.ticket.fields));
        let replied = || self.facts.messages.iter().copied().find(since);
        let attended = || self.attended(opened_at);
        // Nobody waits for a word about what the desk found itself.
        let said = match stops {
            _ if self.facts.is_own => replied().into_iter().chain(attended()).min(),
            Stop::Replied => replied(),
            Stop::Attended => attended(),
        };
        let stop = said.into_iter().chain(ended).filter(since).min();
        if self.facts.is_own || stops == Stop::Attended {
            self.note_strangers(opened_at, stop);
        }
        Run {
            start: self.facts.start,
            stop: if live { Some(opened_at) } else { stop },
            pauses: Vec::new(),
            answered_live: live,
        }
    }

    fn is_answered_live(&self) -> bool {
        self.facts.answered_live && self.terms().logged_call_is_response
    }

    /// Before the clock stopped it may have been somebody of whom nobody knows the
    /// tier.
    fn note_strangers(&self, opened_at: Second, stop: Option<Second>) {
        let is_before = |at| opened_at <= at && stop.is_none_or(|stop| at < stop);
        let attended = self.facts.attended.iter();
        for one in attended.filter(|one| one.tier.is_none() && is_before(one.at)) {
            if !one.is_of(self.terms().attended_by_tier) {
                self.agreements.note_agent(one.by);
            }
        }
    }

    fn attended(&self, opened_at: Second) -> Option<Second> {
        let from = self.terms().attended_by_tier;
        let technicians = self.facts.attended.iter();
        let technicians = technicians.filter(|one| one.at >= opened_at);
        let theirs = technicians.filter(|one| one.is_of(from));
        theirs.map(|one| one.at).min()
    }

    /// The run since the desk last spoke; an earlier one if it used up its
    /// budget: a promise of news is broken once and for all.
    fn update(&self, promise: &Promise<'_>) -> Result<Option<Run>, NeverOpens> {
        let runs = self.updates();
        for run in runs.iter().take(runs.len().saturating_sub(1)) {
            if !can_be_late(promise, run.start, run.stop.unwrap_or(self.as_of)) {
                continue;
            }
            let clock = self.read(promise, run.clone(), run.stop)?;
            if clock.state == State::Breached {
                return Ok(Some(run.clone()));
            }
        }
        Ok(runs.into_iter().last())
    }

    /// Each word that was due: those that came, and those that were late.
    fn words(
        &self,
        promise: &Promise<'_>,
        cancelled: Option<Second>,
    ) -> Result<Vec<Word>, NeverOpens> {
        let mut words = Vec::new();
        for run in self.updates() {
            let came = run.stop;
            let end = came.or(cancelled);
            let late = if can_be_late(promise, run.start, end.unwrap_or(self.as_of)) {
                let clock = self.read(promise, run, end)?;
                clock.breach_at.filter(|_| clock.state == State::Breached)
            } else {
                None
            };
            words.extend(late.or(came).map(|at| Word {
                at,
                in_time: late.is_none(),
            }));
        }
        Ok(words)
    }

    /// The run that goes on although the one that began at `broken` was late;
    /// none once nobody waits for news any more.
    fn again(&self, promise: &Promise<'_>, broken: Second) -> Result<Option<Clock>, NeverOpens> {
        let is_over = self.facts.cancelled.is_some_and(|at| at <= self.as_of)
            || self.agreed(promise.name).is_some();
        let last = self.updates().into_iter().last();
        let runs = last.filter(|run| !is_over && run.stop.is_none() && run.start != broken);
        runs.map(|run| self.read(promise, run, None)).transpose()
    }

    /// From each word of the desk to the next.
    fn updates(&self) -> Vec<Run> {
        let live = self
            .is_answered_live()
            .then_some(self.facts.opened_at)
            .into_iter();
        let messages = self.facts.messages.iter().copied();
        let messages = messages.filter(|at| *at >= self.facts.opened_at);
        let mut said: Vec<Second> = live.chain(messages).collect();
        said.dedup();
        let stop = self.facts.resolved(&self.ticket.fields);
        said.retain(|at| stop.is_none_or(|stop| *at < stop));
        let pauses = self.pauses(TargetName::Update);
        let run = |start: Second, stop: Option<Second>| Run {
            start,
            stop,
            pauses: pauses
                .iter()
                .filter(|pause| pause.to.is_none_or(|to| to > start))
                .filter(|pause| stop.is_none_or(|stop| pause.from < stop))
                .copied()
                .collect(),
            answered_live: false,
        };
        let earlier = said.windows(2).map(|pair| run(pair[0], Some(pair[1])));
        let last = said.last().map(|last| run(*last, stop));
        earlier.chain(last).collect()
    }

    fn pauses(&self, name: TargetName) -> Vec<Pause> {
        let on = self.terms().pause_on.get(name);
        let waits = self.facts.waits.iter().filter(|wait| on.contains(&wait.on));
        // A date that has come asks nobody: the clock goes on by itself.
        let end = |wait: &Wait| {
            let until = wait.until.filter(|_| wait.on == WaitingOn::Schedule);
            wait.to.into_iter().chain(until).min()
        };
        let waits = waits.map(|wait| Pause {
            from: wait.from,
            to: end(wait),
            kind: PauseKind::from(wait.on),
            used: 0,
        });
        let resolved = self.facts.taken_back(&self.ticket.fields);
        let resolved = resolved.map(|(from, to)| Pause {
            from,
            to: Some(to),
            kind: PauseKind::Resolved,
            used: 0,
        });
        let mut pauses: Vec<Pause> = waits.chain(resolved).collect();
        pauses.sort_by_key(|pause| pause.from);
        pauses
    }

    /// The breaches while the ticket had another priority: each stretch of
    /// one is looked at as if nothing had come after it.
    fn earlier(&self) -> Result<Vec<Earlier>, NeverOpens> {
        let judged = &self.facts.judged;
        let now = (
            self.ticket.fields.kind,
            self.ticket.fields.priority.as_deref(),
        );
        let mut earlier = Vec::new();
        for pair in judged.windows(2) {
            let (then, until) = (pair[0], pair[1].from);
            if (then.kind, then.priority) == now || until <= then.from {
                continue;
            }
            for promise in self.promises_then(then) {
                let run = self.run(&promise)?;
                let Some(run) = run.filter(|_| self.is_known(promise.name)) else {
                    continue;
                };
                let stop = run.stop.filter(|stop| *stop < until);
                if !can_be_late(&promise, run.start, stop.unwrap_or(until)) {
                    continue;
                }
                let asked = Self {
                    as_of: until,
                    ..*self
                };
                let clock = asked.read(&promise, run, stop)?;
                if let Some(breach_at) = clock.breach_at
                    && clock.state == State::Breached
                    && (then.from..until).contains(&breach_at)
                {
                    earlier.push(Earlier {
                        target: promise.name,
                        priority: then.priority.map(str::to_owned),
                        breach_at,
                    });
                }
            }
        }
        Ok(earlier)
    }

    fn promises_then(&self, then: Judged<'_>) -> Vec<Promise<'_>> {
        let unclassified = self.agreements.unclassified(self.terms());
        let priority = then.priority.unwrap_or(unclassified);
        let kind: Option<Kind> = then.kind;
        self.agreements.promises(self.term, kind, priority)
    }
}
