//! Clocks as programs read them.

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::core::book::{Came, Explanation};
use crate::core::calendar::Second;
use crate::core::contract::{Span, TargetName};
use crate::core::duration::Seconds;
use crate::core::event::Name;
use crate::core::fields::Status;
use crate::core::id::TicketId;
use crate::core::sla::{
    Clock, Earlier, Effect, Explained, PauseKind, Reason, Standing, State, Watched,
};
use crate::core::stamp::Timestamp;
use crate::core::when::{in_zone, instant};
use crate::core::zone::Zone;

use crate::render::scene::Scene;

/// A clock for programs: seconds of its own hours, times in a zone.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ShownClock<'a> {
    target: TargetName,
    /// As the contract has it: `business 4h`.
    promised: String,
    /// Which hours its seconds are.
    #[schemars(schema_with = "hours")]
    hours: &'static str,
    state: State,
    /// How urgent it is while it runs.
    standing: Option<Standing>,
    start: Timestamp,
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
    at: Timestamp,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownRun {
    start: Timestamp,
    state: State,
    due_at: Option<Timestamp>,
    elapsed_seconds: Seconds,
    left_seconds: Seconds,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownPause {
    kind: PauseKind,
    from: Timestamp,
    /// Null while it lasts.
    to: Option<Timestamp>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownBreach<'a> {
    /// The priority then; null: not classified yet.
    priority: Option<&'a str>,
    breach_at: Timestamp,
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

/// A clock for programs, one row of `bitacora sla`.
pub(super) fn item<'a>(watched: &'a Watched, clock: &'a Clock, scene: Scene) -> WatchedClock<'a> {
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
pub(in crate::render) fn data<'a>(
    clock: &'a Clock,
    earlier: &'a [Earlier],
    zone: Zone,
) -> ShownClock<'a> {
    let at = |second: Option<Second>| at(second, zone);
    let pauses = clock.pauses.iter().map(|pause| ShownPause {
        kind: pause.kind,
        from: known(pause.from, zone),
        to: at(pause.to),
    });
    let before = earlier.iter();
    let before = before.filter(|earlier| earlier.target == clock.target);
    let before = before.map(|earlier| ShownBreach {
        priority: earlier.priority.as_deref(),
        breach_at: known(earlier.breach_at, zone),
    });
    ShownClock {
        target: clock.target,
        promised: clock.span.to_string(),
        hours: clock.span.hours(),
        state: clock.state,
        standing: clock.standing(),
        start: known(clock.start, zone),
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
            at: known(granted.at, zone),
        }),
        again: clock.again.as_ref().map(|again| ShownRun {
            start: known(again.start, zone),
            state: again.state,
            due_at: at(again.due_at),
            elapsed_seconds: again.elapsed,
            left_seconds: again.remaining(),
        }),
        pauses: pauses.collect(),
        breached_before: before.collect(),
    }
}

/// A second of the years 1 to 9999, as all are.
fn known(second: Second, zone: Zone) -> Timestamp {
    at(Some(second), zone).unwrap_or_default()
}

fn at(second: Option<Second>, zone: Zone) -> Option<Timestamp> {
    let at = second.and_then(instant)?;
    Some(in_zone(at.to_utc(), zone))
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
    from: Timestamp,
    to: Timestamp,
    #[schemars(schema_with = "reasons")]
    reason: &'static str,
    /// How long it is.
    seconds: Seconds,
    /// How much of it counts.
    elapsed_seconds: Seconds,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShownMessage<'a> {
    at: Timestamp,
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
    at: Timestamp,
    closed_at: Timestamp,
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

pub(super) fn explained_data(explanation: &Explanation, scene: Scene) -> ExplainedTicket<'_> {
    let (ticket, zone) = (&explanation.ticket, explanation.zone);
    let booked = explanation.booked.iter().map(|booked| ShownBooking {
        target: booked.target,
        month: booked.booking.end.first.format("%Y-%m").to_string(),
        verdict: booked.booking.came,
        at: known(booked.booking.instant, zone),
        closed_at: known(booked.booking.end.at, zone),
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
        from: known(stretch.from, zone),
        to: known(stretch.to, zone),
        reason: word(stretch.reason),
        seconds: stretch.to - stretch.from,
        elapsed_seconds: stretch.elapsed,
    });
    let heard = explained.heard.iter().map(|heard| ShownMessage {
        at: known(heard.at, zone),
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
