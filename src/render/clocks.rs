//! Clocks: as a table, in the words of a page, explained, and as data.

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::core::book::{Came, Explanation};
use crate::core::calendar::Second;
use crate::core::contract::{Span, TargetName};
use crate::core::duration::Seconds;
use crate::core::event::Name;
use crate::core::fields::{Status, rank};
use crate::core::id::TicketId;
use crate::core::sla::{
    Clock, Clocks, Earlier, Effect, Explained, Heard, PauseKind, Reason, Standing, State, Void,
    Watched,
};
use crate::core::stamp::Timestamp;
use crate::core::when::{in_zone, instant};
use crate::core::words::counted;
use crate::core::zone::Zone;

use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Style, Table};

/// What times in an answer are told against.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// The instant the clocks are read at, in the store's zone.
    pub as_of: Timestamp,
    /// The zone of the people at the desk.
    pub home: Zone,
}

impl Scene {
    /// A time as a customer of this zone is told it.
    pub(super) fn told(self, at: Timestamp, zone: Zone) -> Cell {
        let at = in_zone(at.to_utc(), zone);
        let is_foreign = at.offset() != in_zone(at.to_utc(), self.home).offset();
        Cell::Told {
            at,
            now: in_zone(self.as_of.to_utc(), zone),
            zone: is_foreign.then_some(zone),
        }
    }

    pub(super) fn told_second(self, at: Option<Second>, zone: Zone) -> Cell {
        let at = at.and_then(instant);
        at.map_or(Cell::Missing, |at| self.told(at, zone))
    }
}

/// One clock of a ticket.
pub const CLOCK: Document<WatchedClock<'_>> = Document::alone("bitacora/clock/1", "a line of sla");
/// The clocks of tickets.
pub const SLA: List<WatchedClock<'_>> = List::of("bitacora/sla/1", "sla", "clocks", &CLOCK);
/// The clocks of a ticket with all that moved them.
pub const EXPLAINED: Document<ExplainedTicket<'_>> =
    Document::of("bitacora/sla/explain/1", "sla explain");

/// A clock for programs: seconds of its own hours, times in a zone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShownClock<'a> {
    target: TargetName,
    /// As the contract has it: `business 4h`.
    promised: String,
    /// Which hours its seconds are.
    #[schemars(schema_with = "hours")]
    hours: &'static str,
    state: State,
    /// How urgent it is while it runs.
    standing: Option<Standing>,
    start: Option<Timestamp>,
    stop: Option<Timestamp>,
    budget_seconds: Seconds,
    elapsed_seconds: Seconds,
    /// Negative is too late.
    left_seconds: Seconds,
    /// Tenths of a percent of the budget, cut.
    permille: Seconds,
    /// What a customer is told; null while it is paused.
    due_at: Option<Timestamp>,
    /// The first second that would be, or was, too much.
    breach_at: Option<Timestamp>,
    /// Whether the report was the response.
    answered_live: bool,
    void: Option<ShownVoid<'a>>,
    /// Whether it had been breached by then.
    void_after_breach: bool,
    /// The desk gave it up without the customer: it counts as before.
    granted: Option<ShownGrant<'a>>,
    /// The run that goes on, of an update that was late once.
    again: Option<ShownRun>,
    pauses: Vec<ShownPause>,
    /// Breaches under a priority that the ticket no longer has.
    breached_before: Vec<ShownBreach<'a>>,
}

/// Why a target binds nobody any more.
#[derive(Debug, Serialize, JsonSchema)]
struct ShownVoid<'a> {
    reason: &'a str,
    agreed_by: Option<&'a str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownGrant<'a> {
    by: &'a str,
    at: Option<Timestamp>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownRun {
    start: Option<Timestamp>,
    state: State,
    due_at: Option<Timestamp>,
    elapsed_seconds: Seconds,
    left_seconds: Seconds,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownPause {
    kind: PauseKind,
    from: Option<Timestamp>,
    /// Null while it lasts.
    to: Option<Timestamp>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownBreach<'a> {
    /// The priority then; null: not classified yet.
    priority: Option<&'a str>,
    breach_at: Option<Timestamp>,
}

/// A clock beside those of other tickets.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WatchedClock<'a> {
    id: &'a TicketId,
    title: &'a str,
    status: Option<Status>,
    customer: Option<&'a str>,
    /// The customer of the contract.
    contract: &'a str,
    /// Under which it runs.
    priority: &'a str,
    /// Whether that is the one for tickets nobody has classified.
    unclassified: bool,
    as_of: Timestamp,
    zone: &'static str,
    #[serde(flatten)]
    clock: ShownClock<'a>,
}

fn hours(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": Span::HOURS})
}

/// The clocks of tickets, a row for each target.
#[must_use]
pub fn watch(watched: &[Watched], scene: Scene) -> Answer<'_> {
    let each = move || {
        let each = watched.iter();
        each.flat_map(|each| each.clocks.clocks.iter().map(move |clock| (each, clock)))
    };
    Answer::many(&SLA, move || {
        each()
            .map(|(each, clock)| item(each, clock, scene))
            .collect()
    })
    .with_table(move || {
        let mut table = Table::new(columns());
        table.rows = each()
            .map(|(each, clock)| row(each, clock, scene))
            .collect();
        match watched
            .iter()
            .filter(|each| each.clocks.unclassified)
            .count()
        {
            0 => table,
            unclassified => table.noted(format!(
                "{} not classified yet, under the priority for such tickets.",
                counted(unclassified, "ticket")
            )),
        }
    })
}

fn columns() -> Vec<Column> {
    let data = |name: &str| Column::new(name, name).for_programs();
    vec![
        Column::new("id", "ID").role(Role::Id),
        data("customer"),
        data("contract"),
        Column::new("priority", "PRI").if_room(3),
        data("unclassified"),
        Column::new("target", "TARGET").shrink(2),
        data("promised"),
        data("state"),
        Column::new("standing", "STATE"),
        data("start"),
        data("stop"),
        data("budget_seconds"),
        Column::new("elapsed_seconds", "ELAPSED").right().if_room(2),
        Column::new("left_seconds", "LEFT").right(),
        Column::new("hours", "HOURS").wrap(1),
        data("percent"),
        Column::new("due_at", "DUE").wrap(2),
        data("breach_at"),
        data("void"),
        Column::new("title", "TITLE").shrink(1).if_room(1),
    ]
}

fn row(watched: &Watched, clock: &Clock, scene: Scene) -> Vec<Cell> {
    let Watched {
        ticket,
        clocks,
        zone,
    } = watched;
    let at = |second: Option<Second>| match second.and_then(instant) {
        Some(at) => Cell::Instant(in_zone(at.to_utc(), *zone)),
        None => Cell::Missing,
    };
    // Of an update that was late once the run that goes on is watched.
    let run = clock.current();
    vec![
        Cell::text(ticket.id.as_str()),
        Cell::maybe(ticket.fields.customer.as_deref()),
        Cell::text(&*clocks.contract),
        priority(&clocks.priority),
        Cell::Flag(clocks.unclassified),
        Cell::text(clock.target.as_str()),
        Cell::text(clock.span.to_string()),
        Cell::text(clock.state.as_str()),
        standing(clock),
        at(Some(run.start)),
        at(run.stop),
        Cell::Duration(run.budget),
        Cell::Duration(run.elapsed),
        Cell::Duration(run.remaining()),
        Cell::text(clock.span.hours()),
        Cell::Percent(run.permille()),
        scene.told_second(run.due_at, *zone),
        at(clock.breach_at),
        clock
            .void
            .as_ref()
            .map_or(Cell::Missing, |void| Cell::text(why_void(void))),
        Cell::text(ticket.title()),
    ]
}

fn priority(name: &str) -> Cell {
    Cell::Ranked {
        text: name.to_owned(),
        level: rank(name).unwrap_or(u8::MAX),
    }
}

/// How urgent it is while it runs, and then how it ended.
fn standing(clock: &Clock) -> Cell {
    let (text, level) = match clock.standing() {
        Some(standing) => (standing.as_str(), level(standing)),
        None => (clock.state.as_str(), u8::MAX),
    };
    Cell::Ranked {
        text: text.to_owned(),
        level,
    }
}

/// Its place on the scale of colours.
pub(super) const fn level(standing: Standing) -> u8 {
    match standing {
        Standing::Overdue => 1,
        Standing::AtRisk => 3,
        Standing::Running | Standing::Paused => u8::MAX,
    }
}

fn why_void(void: &Void) -> String {
    match void {
        Void::Cancelled("cancelled") => "cancelled".to_owned(),
        Void::Cancelled(how) => format!("cancelled as {how}"),
        Void::Agreed(who) => format!("given up, agreed by {who}"),
        Void::OutOfScope => "out of scope".to_owned(),
        Void::Unknown => "not known: imported without the messages".to_owned(),
    }
}

/// A clock for programs, one row of `bitacora sla`.
fn item<'a>(watched: &'a Watched, clock: &'a Clock, scene: Scene) -> WatchedClock<'a> {
    let Watched {
        ticket,
        clocks,
        zone,
    } = watched;
    WatchedClock {
        id: &ticket.id,
        title: ticket.title(),
        status: ticket.fields.status,
        customer: ticket.fields.customer.as_deref(),
        contract: &clocks.contract,
        priority: &clocks.priority,
        unclassified: clocks.unclassified,
        as_of: in_zone(scene.as_of.to_utc(), *zone),
        zone: zone.name(),
        clock: data(clock, &clocks.earlier, *zone),
    }
}

/// A clock for programs, its times in the zone.
pub(super) fn data<'a>(clock: &'a Clock, earlier: &'a [Earlier], zone: Zone) -> ShownClock<'a> {
    let at = |second: Option<Second>| at(second, zone);
    let pauses = clock.pauses.iter().map(|pause| ShownPause {
        kind: pause.kind,
        from: at(Some(pause.from)),
        to: at(pause.to),
    });
    let before = earlier.iter();
    let before = before.filter(|earlier| earlier.target == clock.target);
    let before = before.map(|earlier| ShownBreach {
        priority: earlier.priority.as_deref(),
        breach_at: at(Some(earlier.breach_at)),
    });
    ShownClock {
        target: clock.target,
        promised: clock.span.to_string(),
        hours: clock.span.hours(),
        state: clock.state,
        standing: clock.standing(),
        start: at(Some(clock.start)),
        stop: at(clock.stop),
        budget_seconds: clock.budget,
        elapsed_seconds: clock.elapsed,
        left_seconds: clock.remaining(),
        permille: clock.permille(),
        due_at: at(clock.due_at),
        breach_at: at(clock.breach_at),
        answered_live: clock.answered_live,
        void: clock.void.as_ref().map(|void| {
            let (reason, agreed_by) = void.reason();
            ShownVoid { reason, agreed_by }
        }),
        void_after_breach: clock.void_after_breach,
        granted: clock.granted.as_ref().map(|granted| ShownGrant {
            by: &granted.by,
            at: at(Some(granted.at)),
        }),
        again: clock.again.as_ref().map(|again| ShownRun {
            start: at(Some(again.start)),
            state: again.state,
            due_at: at(again.due_at),
            elapsed_seconds: again.elapsed,
            left_seconds: again.remaining(),
        }),
        pauses: pauses.collect(),
        breached_before: before.collect(),
    }
}

fn at(second: Option<Second>, zone: Zone) -> Option<Timestamp> {
    let at = second.and_then(instant)?;
    Some(in_zone(at.to_utc(), zone))
}

/// The clocks on the page of a ticket: what is due, and how much is left of
/// whose hours.
pub(super) fn lines(clocks: &Clocks, scene: Scene) -> Vec<(&'static str, Cell)> {
    let each = clocks.clocks.iter();
    each.map(|clock| {
        let line = sentence(clock, scene, scene.home);
        (clock.target.as_str(), Cell::text(line))
    })
    .collect()
}

fn sentence(clock: &Clock, scene: Scene, zone: Zone) -> String {
    let mut standing = stand(clock, scene, zone);
    if let Some(again) = &clock.again {
        standing = format!("{standing}; the next one {}", stand(again, scene, zone));
    }
    match &clock.granted {
        Some(granted) => format!("{standing}; granted by the desk: {}", granted.by),
        None => standing,
    }
}

fn stand(clock: &Clock, scene: Scene, zone: Zone) -> String {
    let told = |at: Option<Second>| scene.told_second(at, zone).wording(&Style::default());
    let left = left(clock.remaining(), clock.span.hours());
    match (clock.state, clock.stop) {
        (State::Running, _) if clock.at_risk => {
            format!("at risk: due {}, {left}", told(clock.due_at))
        }
        (State::Running, _) => format!("due {}, {left}", told(clock.due_at)),
        (State::Paused, _) => match clock.pauses.last() {
            Some(pause) => format!("paused ({}), {left}", pause.kind.as_str()),
            None => format!("paused, {left}"),
        },
        (State::Met, _) if clock.answered_live => "met: answered live".to_owned(),
        (State::Met, stop) => format!("met {}, {left}", told(stop)),
        (State::Breached, None) => format!(
            "overdue since {}, by {}",
            told(clock.due_at),
            some(-clock.remaining(), clock.span.hours())
        ),
        (State::Breached, stop) => format!("breached: stopped {}, {left}", told(stop)),
        (State::Void, _) => {
            let why = clock.void.as_ref().map(why_void).unwrap_or_default();
            let late = if clock.void_after_breach {
                ", after a breach"
            } else {
                ""
            };
            format!("void: {why}{late}")
        }
    }
}

/// `2 h left of business hours`, `2 h of business hours too late`: never a
/// number without whose hours (sla.md section 8, row 29).
pub(super) fn left(seconds: Seconds, hours: &str) -> String {
    if seconds < 0 {
        format!("{} too late", some(seconds.saturating_neg(), hours))
    } else {
        let left = Cell::Duration(seconds).wording(&Style::default());
        format!("{left} left of {hours} hours")
    }
}

/// `2 h of business hours`.
pub(super) fn some(seconds: Seconds, hours: &str) -> String {
    let time = Cell::Duration(seconds).wording(&Style::default());
    format!("{time} of {hours} hours")
}

/// The clocks of a ticket with all that moved them, for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExplainedTicket<'a> {
    id: &'a TicketId,
    title: &'a str,
    customer: Option<&'a str>,
    /// The customer of the contract; null: nobody promised anything.
    contract: Option<&'a str>,
    /// On which day its terms begin.
    terms_from: Option<NaiveDate>,
    /// Under which its clocks run.
    priority: Option<&'a str>,
    /// Whether that is the one for tickets nobody has classified.
    unclassified: Option<bool>,
    as_of: Timestamp,
    zone: &'static str,
    tzdata: &'static str,
    clocks: Vec<ExplainedClock<'a>>,
    booked: Vec<ShownBooking>,
}

/// A clock with all that moved it.
#[derive(Debug, Serialize, JsonSchema)]
struct ExplainedClock<'a> {
    #[serde(flatten)]
    clock: ShownClock<'a>,
    calendar: &'a str,
    /// When it would be due had nothing stood still.
    original_due_at: Option<Timestamp>,
    stretches: Vec<ShownStretch>,
    /// What was a response, and what was not.
    heard: Vec<ShownMessage<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownStretch {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    #[schemars(schema_with = "reasons")]
    reason: &'static str,
    /// How long it is.
    seconds: Seconds,
    /// How much of it counts.
    elapsed_seconds: Seconds,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownMessage<'a> {
    at: Option<Timestamp>,
    by: &'a str,
    event: &'a Name,
    effect: Effect,
}

/// The month in which a verdict was booked.
#[derive(Debug, Serialize, JsonSchema)]
struct ShownBooking {
    target: TargetName,
    month: String,
    verdict: Came,
    at: Option<Timestamp>,
    closed_at: Option<Timestamp>,
}

fn reasons(_: &mut SchemaGenerator) -> Schema {
    let kinds = PauseKind::ALL.iter();
    let kinds = kinds.map(|kind| Reason::Paused(*kind));
    let all = [Reason::Counted, Reason::Closed].into_iter().chain(kinds);
    let words: Vec<&str> = all.map(word).collect();
    json_schema!({"enum": words})
}

const fn word(reason: Reason) -> &'static str {
    match reason {
        Reason::Counted => "counted",
        Reason::Closed => "closed",
        Reason::Paused(kind) => kind.as_str(),
    }
}

/// The clocks of a ticket with all that moved them.
#[must_use]
pub fn explain(explanation: &Explanation, scene: Scene) -> Answer<'_> {
    Answer::one(&EXPLAINED, move || explained_data(explanation, scene)).with_tables(move || {
        let mut tables = vec![facts(explanation)];
        for explained in &explanation.explained {
            tables.push(stretches(explained, explanation, scene));
            if !explained.heard.is_empty() {
                tables.push(messages(&explained.heard, explanation.zone));
            }
        }
        tables
    })
}

fn facts(explanation: &Explanation) -> Table {
    let ticket = &explanation.ticket;
    let mut rows = Vec::new();
    if let Some(clocks) = &explanation.clocks {
        let contract = match explanation.terms_from {
            Some(from) => format!("{}, terms from {from}", clocks.contract),
            None => clocks.contract.clone(),
        };
        let until = if clocks.unclassified {
            ", until it is classified"
        } else {
            ""
        };
        rows.push(("contract", Cell::text(contract)));
        rows.push((
            "priority",
            Cell::text(format!("{}{until}", clocks.priority)),
        ));
        rows.push(("times in", Cell::text(explanation.zone.name())));
        for earlier in &clocks.earlier {
            let then = earlier.priority.as_deref().unwrap_or("unclassified");
            let at = second(earlier.breach_at, explanation.zone).wording(&Style::default());
            let text = format!("{} at {at} as {then}", earlier.target);
            rows.push(("breached before it was re-prioritised", Cell::text(text)));
        }
    }
    for booked in &explanation.booked {
        let booking = &booked.booking;
        let (target, came) = (booked.target, booking.came);
        let at = |at| second(at, explanation.zone).wording(&Style::default());
        let (since, end) = (at(booking.instant), at(booking.end.at));
        let month = booking.end.first.format("%Y-%m");
        let text = format!(
            "{target} in {month} as {came} since {since}: the first month at whose end, {end}, it \
             was concluded"
        );
        rows.push(("booked", Cell::text(text)));
    }
    Table::record(rows).titled(format!("{}  {}", ticket.id, ticket.title()))
}

fn stretches(explained: &Explained, explanation: &Explanation, scene: Scene) -> Table {
    let clock = &explained.clock;
    let zone = explanation.zone;
    let mut table = Table::new(vec![
        Column::new("target", "TARGET").for_programs(),
        Column::new("from", "FROM").wrap(2),
        Column::new("to", "TO").wrap(1),
        Column::new("reason", "BECAUSE"),
        Column::new("seconds", "LENGTH").right(),
        Column::new("elapsed_seconds", "COUNTED").right(),
    ])
    .titled(format!(
        "{}: {}, by calendar {}",
        clock.target, clock.span, explained.calendar
    ));
    table.rows = explained
        .stretches
        .iter()
        .map(|stretch| {
            vec![
                Cell::text(clock.target.as_str()),
                second(stretch.from, zone),
                second(stretch.to, zone),
                Cell::text(reason(stretch.reason)),
                Cell::Exact(stretch.to - stretch.from),
                Cell::Exact(stretch.elapsed),
            ]
        })
        .collect();
    for note in notes(explained, scene, zone) {
        table = table.noted(note);
    }
    table
}

fn reason(reason: Reason) -> String {
    match reason {
        Reason::Counted => "counts".to_owned(),
        Reason::Closed => "closed".to_owned(),
        Reason::Paused(kind) => format!("paused: {}", kind.as_str()),
    }
}

/// The sum, and what moved the deadline.
fn notes(explained: &Explained, scene: Scene, zone: Zone) -> Vec<String> {
    let clock = &explained.clock;
    let exact = |seconds: Seconds| Cell::Exact(seconds).wording(&Style::default());
    let at = |at: Option<Second>| at.map(|at| second(at, zone).wording(&Style::default()));
    let mut notes = vec![format!(
        "{} of {} counted, {}.",
        exact(clock.elapsed),
        exact(clock.budget),
        if clock.remaining() < 0 {
            format!("{} too much", exact(-clock.remaining()))
        } else {
            format!("{} left", exact(clock.remaining()))
        }
    )];
    let stood = exact(explained.paused());
    match (at(explained.original_due_at), at(clock.due_at)) {
        (Some(original), None) => notes.push(format!(
            "Due {original} had nothing stood still; paused for {stood} so far, nothing is due."
        )),
        (Some(original), Some(due)) if original != due => notes.push(format!(
            "Due {original} had nothing stood still; {stood} of pauses moved it to {due}."
        )),
        (_, Some(due)) => notes.push(format!("Due {due}.")),
        (None, None) => {}
    }
    notes.push(format!("Now: {}.", sentence(clock, scene, zone)));
    notes
}

fn messages(heard: &[Heard], zone: Zone) -> Table {
    let mut table = Table::new(vec![
        Column::new("at", "WHEN"),
        Column::new("by", "BY").shrink(1),
        Column::new("event", "EVENT"),
        Column::new("effect", "RESPONSE").wrap(2),
    ])
    .titled("What was a response, and what was not");
    table.rows = heard
        .iter()
        .map(|heard| {
            vec![
                second(heard.at, zone),
                Cell::text(&*heard.by),
                Cell::text(heard.event.as_str()),
                Cell::text(effect(heard.effect)),
            ]
        })
        .collect();
    table
}

const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Stopped => "yes: it stopped the clock",
        Effect::Internal => "no: the requester did not see it",
        Effect::Automatic => "no: nobody wrote it",
        Effect::Requester => "no: the requester wrote it",
        Effect::NotAttended => "no: the contract wants a technician who is on it",
        Effect::Before => "no: the requester made contact later",
    }
}

fn second(at: Second, zone: Zone) -> Cell {
    match instant(at) {
        Some(at) => Cell::Second(in_zone(at.to_utc(), zone)),
        None => Cell::Missing,
    }
}

fn explained_data(explanation: &Explanation, scene: Scene) -> ExplainedTicket<'_> {
    let (ticket, zone) = (&explanation.ticket, explanation.zone);
    let booked = explanation.booked.iter().map(|booked| ShownBooking {
        target: booked.target,
        month: booked.booking.end.first.format("%Y-%m").to_string(),
        verdict: booked.booking.came,
        at: at(Some(booked.booking.instant), zone),
        closed_at: at(Some(booked.booking.end.at), zone),
    });
    let clocks = explanation.clocks.as_ref();
    let earlier = clocks.map_or(&[][..], |clocks| &clocks.earlier);
    let explained = explanation.explained.iter();
    ExplainedTicket {
        id: &ticket.id,
        title: ticket.title(),
        customer: ticket.fields.customer.as_deref(),
        contract: clocks.map(|clocks| &*clocks.contract),
        terms_from: explanation.terms_from,
        priority: clocks.map(|clocks| &*clocks.priority),
        unclassified: clocks.map(|clocks| clocks.unclassified),
        as_of: in_zone(scene.as_of.to_utc(), zone),
        zone: zone.name(),
        tzdata: crate::core::zone::release(),
        clocks: explained
            .map(|explained| one_explained(explained, earlier, zone))
            .collect(),
        booked: booked.collect(),
    }
}

fn one_explained<'a>(
    explained: &'a Explained,
    earlier: &'a [Earlier],
    zone: Zone,
) -> ExplainedClock<'a> {
    let stretches = explained.stretches.iter().map(|stretch| ShownStretch {
        from: at(Some(stretch.from), zone),
        to: at(Some(stretch.to), zone),
        reason: word(stretch.reason),
        seconds: stretch.to - stretch.from,
        elapsed_seconds: stretch.elapsed,
    });
    let heard = explained.heard.iter().map(|heard| ShownMessage {
        at: at(Some(heard.at), zone),
        by: &heard.by,
        event: &heard.event,
        effect: heard.effect,
    });
    ExplainedClock {
        clock: data(&explained.clock, earlier, zone),
        calendar: &explained.calendar,
        original_due_at: at(explained.original_due_at, zone),
        stretches: stretches.collect(),
        heard: heard.collect(),
    }
}
