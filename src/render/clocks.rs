//! Clocks: as a table, in the words of a page, explained, and as data.

use serde_json::{Map, Value, json};

use crate::core::book::Explanation;
use crate::core::calendar::Second;
use crate::core::duration::Seconds;
use crate::core::fields::rank;
use crate::core::sla::{
    Clock, Clocks, Earlier, Effect, Explained, Heard, Reason, Standing, State, Void, Watched,
};
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::when::{in_zone, instant};
use crate::core::words::counted;
use crate::core::zone::Zone;

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

/// The clocks of tickets, a row for each target.
pub fn watch(watched: &[Watched], scene: Scene) -> serde_json::Result<Answer> {
    let mut table = Table::new(columns());
    let mut items = Vec::new();
    let mut unclassified = 0;
    for each in watched {
        unclassified += usize::from(each.clocks.unclassified);
        for clock in &each.clocks.clocks {
            table.rows.push(row(each, clock, scene));
            items.push(item(each, clock, scene));
        }
    }
    if unclassified > 0 {
        let tickets = counted(unclassified, "ticket");
        table = table.noted(format!(
            "{tickets} not classified yet, under the priority for such tickets."
        ));
    }
    Ok(Answer::many("bitacora/sla/1", "clocks", "bitacora/clock/1", &items)?.with_table(table))
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
fn item(watched: &Watched, clock: &Clock, scene: Scene) -> Map<String, Value> {
    let Watched {
        ticket,
        clocks,
        zone,
    } = watched;
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| item.insert(key.to_owned(), value);
    put("id", json!(ticket.id));
    put("title", json!(ticket.title()));
    put("status", json!(ticket.fields.status));
    put("customer", json!(ticket.fields.customer));
    put("contract", json!(clocks.contract));
    put("priority", json!(clocks.priority));
    put("unclassified", json!(clocks.unclassified));
    put("as_of", stamp(scene.as_of, *zone));
    put("zone", json!(zone.name()));
    item.extend(data(clock, &clocks.earlier, *zone));
    item
}

/// A clock for programs: seconds of its own hours, times in the zone.
pub(super) fn data(clock: &Clock, earlier: &[Earlier], zone: Zone) -> Map<String, Value> {
    let at = |second: Option<Second>| second.and_then(instant).map(|at| stamp(at, zone));
    let pauses = clock
        .pauses
        .iter()
        .map(|pause| json!({"kind": pause.kind, "from": at(Some(pause.from)), "to": at(pause.to)}));
    let before = earlier
        .iter()
        .filter(|earlier| earlier.target == clock.target)
        .map(|earlier| json!({"priority": earlier.priority, "breach_at": at(Some(earlier.breach_at))}));
    let mut data = Map::new();
    let mut put = |key: &str, value: Value| data.insert(key.to_owned(), value);
    put("target", json!(clock.target));
    put("promised", json!(clock.span.to_string()));
    put("hours", json!(clock.span.hours()));
    put("state", json!(clock.state));
    put("standing", json!(clock.standing()));
    put("start", json!(at(Some(clock.start))));
    put("stop", json!(at(clock.stop)));
    put("budget_seconds", json!(clock.budget));
    put("elapsed_seconds", json!(clock.elapsed));
    put("left_seconds", json!(clock.remaining()));
    put("permille", json!(clock.permille()));
    put("due_at", json!(at(clock.due_at)));
    put("breach_at", json!(at(clock.breach_at)));
    put("answered_live", json!(clock.answered_live));
    put("void", json!(clock.void.as_ref().map(void)));
    put("void_after_breach", json!(clock.void_after_breach));
    let granted = clock.granted.as_ref();
    let granted = granted.map(|granted| json!({"by": granted.by, "at": at(Some(granted.at))}));
    put("granted", json!(granted));
    let again = clock.again.as_ref().map(|again| {
        json!({
            "start": at(Some(again.start)),
            "state": again.state,
            "due_at": at(again.due_at),
            "elapsed_seconds": again.elapsed,
            "left_seconds": again.remaining(),
        })
    });
    put("again", json!(again));
    put("pauses", pauses.collect());
    put("breached_before", before.collect());
    data
}

fn void(void: &Void) -> Value {
    let (reason, agreed_by) = void.reason();
    json!({"reason": reason, "agreed_by": agreed_by})
}

fn stamp(at: Timestamp, zone: Zone) -> Value {
    json!(rfc3339(&in_zone(at.to_utc(), zone)))
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

/// The clocks of a ticket with all that moved them.
pub fn explain(explanation: &Explanation, scene: Scene) -> serde_json::Result<Answer> {
    let mut answer = Answer::one(
        "bitacora/sla/explain/1",
        &explained_data(explanation, scene),
    )?;
    answer.tables.push(facts(explanation));
    for explained in &explanation.explained {
        answer.tables.push(stretches(explained, explanation, scene));
        if !explained.heard.is_empty() {
            answer
                .tables
                .push(messages(&explained.heard, explanation.zone));
        }
    }
    Ok(answer)
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

fn explained_data(explanation: &Explanation, scene: Scene) -> Value {
    let Explanation {
        ticket,
        zone,
        clocks,
        terms_from,
        explained,
        booked,
        unread: _,
    } = explanation;
    let at = |second: Second| instant(second).map(|at| stamp(at, *zone));
    let booked = booked.iter().map(|booked| {
        let booking = &booked.booking;
        json!({
            "target": booked.target,
            "month": booking.end.first.format("%Y-%m").to_string(),
            "verdict": booking.came,
            "at": at(booking.instant),
            "closed_at": at(booking.end.at),
        })
    });
    let earlier = clocks.iter().flat_map(|clocks| &clocks.earlier);
    let earlier: Vec<Earlier> = earlier.cloned().collect();
    let clocks = clocks.as_ref();
    json!({
        "id": ticket.id,
        "title": ticket.title(),
        "customer": ticket.fields.customer,
        "contract": clocks.map(|clocks| &clocks.contract),
        "terms_from": terms_from,
        "priority": clocks.map(|clocks| &clocks.priority),
        "unclassified": clocks.map(|clocks| clocks.unclassified),
        "as_of": stamp(scene.as_of, *zone),
        "zone": zone.name(),
        "tzdata": crate::core::zone::release(),
        "clocks": explained.iter().map(|explained| one_explained(explained, &earlier, *zone)).collect::<Vec<_>>(),
        "booked": booked.collect::<Vec<_>>(),
    })
}

fn one_explained(explained: &Explained, earlier: &[Earlier], zone: Zone) -> Map<String, Value> {
    let at = |second: Second| instant(second).map(|at| stamp(at, zone));
    let mut item = data(&explained.clock, earlier, zone);
    let stretches = explained.stretches.iter().map(|stretch| {
        json!({
            "from": at(stretch.from),
            "to": at(stretch.to),
            "reason": match stretch.reason {
                Reason::Counted => "counted",
                Reason::Closed => "closed",
                Reason::Paused(kind) => kind.as_str(),
            },
            "seconds": stretch.to - stretch.from,
            "elapsed_seconds": stretch.elapsed,
        })
    });
    let heard = explained.heard.iter().map(|heard| {
        json!({"at": at(heard.at), "by": heard.by, "event": heard.event, "effect": heard.effect})
    });
    let original = explained.original_due_at.and_then(at);
    item.insert("calendar".to_owned(), json!(explained.calendar));
    item.insert("original_due_at".to_owned(), json!(original));
    item.insert("stretches".to_owned(), stretches.collect());
    item.insert("heard".to_owned(), heard.collect());
    item
}
