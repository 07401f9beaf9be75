//! Clocks: as a table, in the words of a page, explained, and as data.

mod view;

use crate::core::book::Explanation;
use crate::core::calendar::Second;
use crate::core::duration::Seconds;
use crate::core::fields::rank;
use crate::core::sla::{
    Clock, Clocks, Effect, Explained, Heard, Reason, Standing, State, Void, Watched,
};
use crate::core::when::{in_zone, instant};
use crate::core::words::counted;
use crate::core::zone::Zone;

use super::document::{Document, List};
use super::scene::Scene;
use super::{Answer, Cell, Column, Role, Style, Table};
use view::{ExplainedTicket, WatchedClock, explained_data, item};

pub(super) use view::{ShownClock, data};

/// One clock of a ticket.
pub const CLOCK: Document<WatchedClock<'_>> = Document::alone("bitacora/clock/1", "a line of sla");
/// The clocks of tickets.
pub const SLA: List<WatchedClock<'_>> = List::of("bitacora/sla/1", "sla", "clocks", &CLOCK);
/// The clocks of a ticket with all that moved them.
pub const EXPLAINED: Document<ExplainedTicket<'_>> =
    Document::of("bitacora/sla/explain/1", "sla explain");

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
/// number without whose hours.
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
