//! From the rows of one foreign ticket to the events of ours.
//!
//! A row's event sets what differs from the row before it, in the order of
//! time. What was imported before is known by what it says: when it happened,
//! who did it and the text that goes with it. A file that has all of it makes
//! the history of a ticket anew that nobody here has touched, so that a row
//! between two known ones and a mended mapping give what they would have given
//! at once; any other file adds what is new, and what people did here stays.
//!
//! One file: beginning, extending and making anew go over the same steps.

use std::collections::{HashMap, HashSet};

use chrono::DateTime;
use serde_json::{Map, Value};

use crate::core::body::{self, Section};
use crate::core::ev::Ev;
use crate::core::event::{Detail, Event, Name};
use crate::core::fields::{FIELD_NAMES, Field, Fields, Group, Patch, Set, Source, Status};
use crate::core::id::TicketId;
use crate::core::policy::Policy;
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::ticket::Ticket;

use super::layout::Layout;
use super::mapping::{Rows, patch};
use super::steps::{Misfit, Numbered, Occurrence, steps};

/// What every history of one import shares.
#[derive(Debug)]
pub struct Importer<'a> {
    /// How rows are read.
    pub layout: &'a Layout<'a>,
    /// What a row is.
    pub rows: Rows,
    /// What the desk agreed on.
    pub policy: &'a Policy,
    /// The machine's clock at this import.
    pub recorded: Timestamp,
}

/// How a ticket stood in the foreign system, as far as it was imported.
struct State {
    values: Vec<Option<Value>>,
    before_waiting: Option<Status>,
}

impl Importer<'_> {
    /// The ticket that the rows of its history make.
    ///
    /// # Errors
    /// Why there is no opening: no row has a date, or the first cannot be kept.
    pub fn begin(
        &self,
        id: TicketId,
        source: Source,
        rows: &[Numbered],
    ) -> Result<(Ticket, Vec<Misfit>), String> {
        let mut ticket = Ticket::blank(id);
        let (steps, mut misfits) = steps(self.layout, self.rows, rows);
        let mut steps = steps.into_iter();
        let mut state = State::blank(self.layout);
        let mut first = steps.next().ok_or("it has no date")?;
        self.fill(&mut first, &source);
        let mut event = self.event(&ticket, &mut state, first)?;
        event.event = Name::Opened;
        let place = event.set.0.iter().position(|set| after_source(set.name()));
        let place = place.unwrap_or(event.set.0.len());
        event.set.0.insert(place, Set::Source(Some(source)));
        ticket.push(event);
        for step in steps {
            self.take(&mut ticket, &mut state, step, &mut misfits);
        }
        let mut texts = rows.iter().map(|one| one.row.description.as_deref());
        if let Some(text) = texts.find_map(|text| text) {
            ticket.body = body::append("", Section::Description, &harmless(text));
        }
        Ok((ticket, misfits))
    }

    /// The ticket with what its history has more than was imported before.
    #[must_use]
    pub fn extend(&self, mut ticket: Ticket, rows: &[Numbered]) -> (Ticket, Vec<Misfit>) {
        let (mut steps, mut misfits) = steps(self.layout, self.rows, rows);
        let Some(last) = imported(&ticket).map(|event| event.at).max() else {
            return (ticket, misfits);
        };
        if self.rows == Rows::Ticket {
            steps = newest(steps, last);
        } else {
            let mut known = Known::of(&ticket);
            let dated = || rows.iter().filter_map(|one| one.row.at);
            let span = dated().min().zip(dated().max());
            // An opening that no row states comes first, and may say what the
            // first row says.
            let rows_alone = steps.iter().filter(|step| !step.is_answer);
            let is_unstated = rows_alone.count() > dated().count();
            let unstated = is_unstated.then(|| steps.remove(0));
            steps.retain(|step| !known.take(step));
            if let Some(opening) = &unstated {
                known.take(opening);
            }
            if known.is_empty() && ticket.timeline.iter().all(|event| event.imported) {
                return self.again(ticket, rows);
            }
            // A file that begins later may lack what was before.
            let missing = span.and_then(|(first, last)| known.between(first, last));
            if let Some(missing) = missing {
                let reason = format!(
                    "what was imported of its ticket before is not in this file: {missing}; are dates and names read as they were?"
                );
                misfits.extend(steps.drain(..).map(|step| (step.row, reason.clone())));
            }
            for step in &mut steps {
                step.ev = None;
            }
        }
        let mut state = State::after(self.layout, imported(&ticket));
        for step in steps {
            if step.at < last && self.rows == Rows::Event {
                self.take_late(&mut ticket, step, &mut misfits);
            } else {
                self.take(&mut ticket, &mut state, step, &mut misfits);
            }
        }
        (ticket, misfits)
    }

    /// The history of a ticket that has imported events only, made anew from a
    /// file that has all of them.
    fn again(&self, ticket: Ticket, rows: &[Numbered]) -> (Ticket, Vec<Misfit>) {
        let Some(source) = ticket.fields.source.clone() else {
            return (ticket, Vec::new());
        };
        let (mut anew, misfits) = match self.begin(ticket.id.clone(), source, rows) {
            Ok(anew) => anew,
            Err(reason) => return (ticket, vec![(0, reason)]),
        };
        // When it was imported first stays written.
        let mut recorded: HashMap<MessageKey, Vec<Option<Timestamp>>> = HashMap::new();
        for event in ticket.timeline.iter().rev() {
            recorded
                .entry(MessageKey::by(event))
                .or_default()
                .push(event.recorded);
        }
        for event in &mut anew.timeline {
            if let Some(first) = recorded.get_mut(&MessageKey::by(event)).and_then(Vec::pop) {
                event.recorded = first;
            }
        }
        let set = ticket.timeline.iter().flat_map(|event| &event.set.0);
        let set: HashSet<&str> = set.map(Set::name).collect();
        for (key, value) in &ticket.fields.extra {
            if !set.contains(key.as_str()) {
                anew.fields
                    .extra
                    .entry(key.clone())
                    .or_insert(value.clone());
            }
        }
        anew.body = ticket.body;
        (anew, misfits)
    }

    /// The opening must have what every ticket has.
    fn fill(&self, first: &mut Occurrence, source: &Source) {
        let mut or = |name: &str, value: Value| {
            if let Some(target) = self.layout.target(name) {
                first.values[target].get_or_insert(value);
            }
        };
        or("title", source.id.as_str().into());
        or("status", Status::Open.as_str().into());
        let at = serde_json::to_value(first.at).unwrap_or_default();
        or("opened_at", at);
    }

    fn take(
        &self,
        ticket: &mut Ticket,
        state: &mut State,
        step: Occurrence,
        misfits: &mut Vec<Misfit>,
    ) {
        let (row, only_if_changed) = (step.row, step.only_if_changed);
        match self.event(ticket, state, step) {
            Ok(event)
                if only_if_changed
                    && event.set.is_empty()
                    && event.detail(&Detail::Stated).is_none() => {}
            Ok(event) => ticket.push(event),
            Err(reason) => misfits.push((row, reason)),
        }
    }

    /// A row that happened before what is imported already cannot change the
    /// fields without changing what came of them: what it would have changed
    /// is kept beside it.
    fn take_late(&self, ticket: &mut Ticket, step: Occurrence, misfits: &mut Vec<Misfit>) {
        let (at, row) = (step.at, step.row);
        let earlier = imported(ticket).filter(|event| event.at <= at);
        let mut state = State::after(self.layout, earlier);
        match self.event(ticket, &mut state, step) {
            Ok(mut event) => {
                let late = std::mem::take(&mut event.set);
                event.event = Name::Imported;
                keep_beside(&mut event, Detail::Late, &late);
                ticket.push(event);
            }
            Err(reason) => misfits.push((row, reason)),
        }
    }

    /// The event of a step; the state moves on, unless the step fails.
    fn event(&self, ticket: &Ticket, state: &mut State, step: Occurrence) -> Result<Event, String> {
        if step.is_answer {
            return Ok(self.answer(ticket, &step));
        }
        let mut values = step.values;
        for required in ["title", "status", "opened_at"] {
            if let Some(target) = self.layout.target(required)
                && values[target].is_none()
            {
                values[target].clone_from(&state.values[target]);
            }
        }
        self.judge(&mut values);
        let mut set = Patch::default();
        let targets = self.layout.targets().iter();
        let is_turn = |name: &str| goes_with_status(name);
        let stands = state
            .status(self.layout)
            .is_none_or(|foreign| ticket.fields.status == Some(foreign));
        let moves = {
            let mut all = self.layout.targets().iter().zip(&values).zip(&state.values);
            all.any(|((target, value), before)| value != before && is_turn(&target.name))
        };
        for ((target, value), before) in targets.zip(&values).zip(&state.values) {
            // What goes with a status is stated with it, where the ticket has that
            // status here too.
            let is_stated = moves && stands && value.is_some() && is_turn(&target.name);
            if value != before || is_stated {
                let value = value.clone().unwrap_or_default();
                set.0.extend(patch(&target.name, value)?.0);
            }
        }
        let from = state.status(self.layout);
        let to = set.status().filter(|to| from != Some(*to));
        let next = imported(ticket).count() + 1;
        let ev = Ev::imported(step.ev.unwrap_or(next));
        let mut event = Event::new(step.at, &step.by, state.name(from, to), ev);
        event.write_down(self.recorded);
        event.imported = true;
        event.set = set;
        if let Some(stated) = step.stated {
            event.details.insert(Detail::Stated, rfc3339(&stated));
        }
        if let Some(comment) = step.comment {
            event.details.insert(Detail::Comment, comment);
        }
        respect(ticket, &mut event);
        state.values = values;
        state.step(from, to);
        Ok(event)
    }

    /// The event of the first answer, whose words nobody has.
    fn answer(&self, ticket: &Ticket, step: &Occurrence) -> Event {
        let next = imported(ticket).count() + 1;
        let ev = Ev::imported(step.ev.unwrap_or(next));
        let mut event = Event::new(step.at, &step.by, Name::Replied, ev);
        event.write_down(self.recorded);
        event.imported = true;
        if let Some(stated) = step.stated {
            event.details.insert(Detail::Stated, rfc3339(&stated));
        }
        event
    }

    /// The priority that follows, or why it does not.
    fn judge(&self, values: &mut [Option<Value>]) {
        let text = |name: &str| {
            let value = values[self.layout.target(name)?].as_ref()?;
            value.as_str().map(str::to_owned)
        };
        let derived = text("impact").zip(text("urgency"));
        let kind = text("kind").and_then(|kind| kind.parse().ok());
        let derived =
            derived.and_then(|(impact, urgency)| self.policy.priority(kind, &impact, &urgency));
        let (Some(priority), Some(because)) = (
            self.layout.target("priority"),
            self.layout.target("priority_because"),
        ) else {
            return;
        };
        if self.layout.derives_priority() {
            values[priority] = derived.map(Value::from);
        } else if let Some(foreign) = &values[priority] {
            let follows = derived.is_some_and(|derived| *foreign == derived);
            values[because] = (!follows).then(|| Name::Imported.as_str().into());
        }
    }
}

impl State {
    fn blank(layout: &Layout<'_>) -> Self {
        Self {
            values: vec![None; layout.targets().len()],
            before_waiting: None,
        }
    }

    /// As these events left it in the foreign system.
    fn after<'e>(layout: &Layout<'_>, events: impl Iterator<Item = &'e Event>) -> Self {
        let mut events: Vec<&Event> = events.collect();
        events.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut fields = Fields::default();
        let (mut from, mut state) = (None, Self::blank(layout));
        for event in events {
            // What the foreign system said, whether or not it changed anything here.
            fields.apply(event.stated().set);
            for (key, value) in overruled(event) {
                if let Ok(set) = patch(key, value.clone()) {
                    fields.apply(&set);
                }
            }
            if fields.status != from {
                state.step(from, fields.status);
                from = fields.status;
            }
        }
        let targets = layout.targets().iter();
        state.values = targets.map(|target| fields.get(&target.name)).collect();
        state
    }

    fn status(&self, layout: &Layout<'_>) -> Option<Status> {
        self.values[layout.target("status")?]
            .as_ref()?
            .as_str()?
            .parse()
            .ok()
    }

    fn step(&mut self, from: Option<Status>, to: Option<Status>) {
        if to == Some(Status::Waiting) && from != to {
            self.before_waiting = from;
        }
    }

    /// What a change of status is called here.
    fn name(&self, from: Option<Status>, to: Option<Status>) -> Name {
        let Some(to) = to else { return Name::Imported };
        match (from, to) {
            (Some(Status::Resolved | Status::Closed | Status::Cancelled), to) if to.is_active() => {
                Name::Reopened
            }
            (Some(Status::Waiting), to) if self.before_waiting == Some(to) => Name::Resumed,
            (_, Status::Open) => Name::Imported,
            (_, Status::Classified) => Name::Classified,
            (_, Status::Diagnosed) => Name::Diagnosed,
            (_, Status::Waiting) => Name::Waited,
            (_, Status::Resolved) => Name::Resolved,
            (_, Status::Closed) => Name::Closed,
            (_, Status::Cancelled) => Name::Cancelled,
        }
    }
}

/// What a row or its event says: when, by whom, and the text beside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct MessageKey {
    second: i64,
    by: String,
    comment: Option<String>,
}

impl MessageKey {
    fn by(event: &Event) -> Self {
        Self {
            second: event.at.timestamp(),
            by: event.by.clone(),
            comment: event.detail(&Detail::Comment).map(str::to_owned),
        }
    }
}

/// What was imported before, each as often as it stands there.
#[derive(Debug, Default)]
struct Known(HashMap<MessageKey, usize>);

impl Known {
    fn of(ticket: &Ticket) -> Self {
        let mut known = Self::default();
        for event in imported(ticket) {
            *known.0.entry(MessageKey::by(event)).or_default() += 1;
        }
        known
    }

    /// Something between two instants that is left: when it was, and by whom.
    fn between(&self, first: Timestamp, last: Timestamp) -> Option<String> {
        let left = self.0.iter().filter(|(_, left)| **left > 0);
        let span = first.timestamp()..=last.timestamp();
        let inside = left.filter(|(said, _)| span.contains(&said.second));
        let said = inside
            .map(|(said, _)| said)
            .min_by_key(|said| said.second)?;
        let at = DateTime::from_timestamp(said.second, 0)?.with_timezone(first.offset());
        Some(format!("{} by {}", rfc3339(&at), said.by))
    }

    fn is_empty(&self) -> bool {
        self.0.values().all(|left| *left == 0)
    }

    /// Whether a step was imported before; it is then taken out.
    fn take(&mut self, step: &Occurrence) -> bool {
        let said = MessageKey {
            second: step.at.timestamp(),
            by: step.by.clone(),
            comment: step.comment.clone(),
        };
        match self.0.get_mut(&said) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

/// The events that an import made.
fn imported(ticket: &Ticket) -> impl Iterator<Item = &Event> {
    ticket.timeline.iter().filter(|event| event.imported)
}

fn overruled(event: &Event) -> impl Iterator<Item = (&String, &Value)> {
    let beside = event
        .details
        .get(&Detail::Overruled)
        .and_then(Value::as_object);
    beside.into_iter().flatten()
}

/// Keeps what an event does not set among its details.
fn keep_beside(event: &mut Event, detail: Detail, sets: &Patch) {
    if sets.is_empty() {
        return;
    }
    let values = sets.0.iter();
    let values: Map<String, Value> = values
        .map(|set| (set.name().to_owned(), set.value()))
        .collect();
    event.details.insert(detail, values);
}

/// Of a row of `rows: ticket` that was imported before: what happened since.
fn newest(mut steps: Vec<Occurrence>, last: Timestamp) -> Vec<Occurrence> {
    let newest = steps.pop();
    steps.retain(|step| step.at > last);
    steps.extend(newest.map(|step| Occurrence {
        at: step.at.max(last),
        ..step
    }));
    steps
}

/// Makes an event agree with what people did to the ticket here. A status
/// given here later stands, since the steps it took were legal by what was
/// known then.
fn respect(ticket: &Ticket, event: &mut Event) {
    if event.set.status().is_none() || ticket.timeline.iter().all(|event| event.imported) {
        return;
    }
    let given_later = ticket
        .timeline
        .iter()
        .any(|ours| !ours.imported && ours.order() > event.order() && ours.set.status().is_some());
    if given_later {
        let all = std::mem::take(&mut event.set.0).into_iter();
        let (of_status, others) = all.partition(|set| goes_with_status(set.name()));
        event.set = Patch(others);
        event.event = Name::Imported;
        keep_beside(event, Detail::Overruled, &Patch(of_status));
    }
}

fn goes_with_status(name: &str) -> bool {
    Field::find(name).is_some_and(|field| field.group == Some(Group::Turn))
}

/// Whether a field is written after `source`.
fn after_source(name: &str) -> bool {
    let place = |name: &str| FIELD_NAMES.iter().position(|known| *known == name);
    place(name).is_none_or(|at| Some(at) > place("source"))
}

/// A text of several lines without the control characters that have no place
/// in a Markdown file.
fn harmless(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(|c: char| c.is_control() && c != '\n' && c != '\t', " ")
}
